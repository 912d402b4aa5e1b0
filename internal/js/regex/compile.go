// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package regex

// compiler turns a tree into a program.
type compiler struct {
	*program
	p      *parser
	firsts map[*node]firstGuard
	starts map[*node]int32 // where groups begin
	calls  []call
}

// call is a recursion whose target is still to be filled in.
type call struct {
	at    int
	group *node
}

// compile makes the program of a pattern that was read.
func compile(p *parser, whole *node) *program {
	c := &compiler{
		program: &program{utf: p.utf, version: p.v, groups: p.groups, regs: 2 * (p.groups + 1)},
		p:       p, firsts: map[*node]firstGuard{}, starts: map[*node]int32{},
	}
	for _, n := range p.called {
		if group := p.byGroup[n.group]; group != nil {
			group.called = true
		}
	}
	c.node(whole.subs[0], guardAny)
	c.emit(inst{op: opMatch})
	for _, call := range c.calls {
		c.code[call.at].x = c.starts[call.group]
	}
	c.analyse(whole.subs[0])
	return c.program
}

func (c *compiler) analyse(n *node) {
	c.anchor = anchorOf(n)
	c.first = c.firstBefore(n, guardAny)
	c.filtered = !c.first.any
	prefix, _ := c.prefixOf(n, nil)
	c.prefix = string(prefix)
	if c.required = c.requiredOf(n); c.required == c.prefix {
		c.required = ""
	}
	c.minLength = c.minLengthOf(n)
}

func (c *compiler) emit(i inst) int {
	c.code = append(c.code, i)
	return len(c.code) - 1
}

func (c *compiler) here() int32 { return int32(len(c.code)) }

// reg reserves registers.
func (c *compiler) reg(n int) int32 {
	c.regs += n
	return int32(c.regs - n)
}

func (c *compiler) addSet(s *charSet) int32 {
	c.sets = append(c.sets, s)
	return int32(len(c.sets) - 1)
}

func (c *compiler) addRefs(refs []int) int32 {
	c.refs = append(c.refs, refs)
	return int32(len(c.refs) - 1)
}

// addGuard returns the number of a guard, or -1 for one that says nothing.
func (c *compiler) addGuard(g guard) int32 {
	if g.any {
		return -1
	}
	c.guards = append(c.guards, g)
	return int32(len(c.guards) - 1)
}

// node compiles n; follow is what can come after it.
func (c *compiler) node(n *node, follow guard) {
	switch n.kind {
	case kindFail:
		c.emit(inst{op: opFail})
	case kindChar:
		c.char(n)
	case kindSet:
		c.emit(inst{op: opSet, x: c.addSet(n.set)})
	case kindDot:
		c.emit(inst{op: opDot})
	case kindAny:
		c.emit(inst{op: opAny})
	case kindNewline:
		c.emit(inst{op: opNewline})
	case kindGrapheme:
		c.emit(inst{op: opGrapheme})
	case kindAssert:
		c.emit(inst{op: opAssert, b: byte(n.r)})
	case kindKeep:
		c.emit(inst{op: opKeep})
	case kindCat:
		c.cat(n.subs, follow)
	case kindAlt:
		c.alt(n.subs, follow)
	case kindGroup:
		c.group(n, follow)
	case kindAtomic:
		c.atomic(func() { c.node(n.subs[0], guardAny) })
	case kindLook:
		c.look(n)
	case kindRepeat:
		c.repeat(n, follow)
	case kindBackref:
		fold := byte(0)
		if n.fold {
			fold = 1
		}
		c.emit(inst{op: opBackref, x: c.addRefs(n.refs), c: fold})
	case kindRecurse:
		c.recurse(n)
	case kindCond:
		c.cond(n)
	}
}

func (c *compiler) char(n *node) {
	if n.fold {
		all := cases(n.r, c.utf)
		switch {
		case len(all) == 2 && all[0] < 128 && all[1] < 128:
			c.emit(inst{op: opFoldByte, b: byte(all[0]), c: byte(all[1])})
			return
		case len(all) > 1:
			c.emit(inst{op: opSet, x: c.addSet(c.charSet(n))})
			return
		}
	}
	c.literal(appendChar(nil, n.r, c.utf))
}

// charSet returns the set of the characters that a character stands for.
func (c *compiler) charSet(n *node) *charSet {
	b := setBuilder{utf: c.utf, fold: n.fold}
	b.add(n.r, n.r)
	return b.set(false)
}

func (c *compiler) literal(bytes []byte) {
	if len(bytes) == 1 {
		c.emit(inst{op: opByte, b: bytes[0]})
		return
	}
	c.literals = append(c.literals, string(bytes))
	c.emit(inst{op: opBytes, x: int32(len(c.literals) - 1)})
}

// cat compiles items one after the other, runs of characters as one literal.
func (c *compiler) cat(items []*node, follow guard) {
	var run []byte
	for i, item := range items {
		if item.kind == kindChar && (!item.fold || caseCount(item.r, c.utf) == 1) {
			run = appendChar(run, item.r, c.utf)
			continue
		}
		if len(run) > 0 {
			c.literal(run)
			run = nil
		}
		c.node(item, c.followOf(item, items[i+1:], follow))
	}
	if len(run) > 0 {
		c.literal(run)
	}
}

// followOf returns what can come after an item, if it is one for which that matters.
func (c *compiler) followOf(item *node, rest []*node, follow guard) guard {
	switch item.kind {
	case kindAlt, kindGroup, kindRepeat:
		return c.firstAfter(rest, follow)
	}
	return guardAny
}

// alt compiles alternatives as a chain of choices.
func (c *compiler) alt(alts []*node, follow guard) {
	rest := make([]guard, len(alts)+1)
	for i := len(alts) - 1; i >= 0; i-- {
		rest[i] = c.firstBefore(alts[i], follow).or(rest[i+1])
	}
	var jumps []int
	for i, alt := range alts {
		if i == len(alts)-1 {
			c.node(alt, follow)
			break
		}
		choice := c.emit(inst{op: opAlt, min: c.addGuard(c.firstBefore(alt, follow)), max: c.addGuard(rest[i+1])})
		c.code[choice].x = c.here()
		c.node(alt, follow)
		jumps = append(jumps, c.emit(inst{op: opJump}))
		c.code[choice].y = c.here()
	}
	for _, jump := range jumps {
		c.code[jump].x = c.here()
	}
}

// group compiles a group. What follows a group that is called from elsewhere is not known.
func (c *compiler) group(n *node, follow guard) {
	if n.once {
		c.atomic(func() { c.groupOnce(n, guardAny) })
		return
	}
	c.groupOnce(n, follow)
}

func (c *compiler) groupOnce(n *node, follow guard) {
	if n.called {
		follow = guardAny
	}
	if _, known := c.starts[n]; !known {
		c.starts[n] = c.here()
	}
	if n.group == 0 {
		c.node(n.subs[0], follow)
		return
	}
	start := c.reg(1)
	c.emit(inst{op: opStart, x: start})
	c.node(n.subs[0], follow)
	c.emit(inst{op: opEnd, x: int32(n.group), y: start})
	if n.called {
		c.emit(inst{op: opReturn, x: int32(n.group)})
	}
}

func (c *compiler) atomic(body func()) {
	r := c.reg(1)
	c.emit(inst{op: opAtomic, x: r})
	body()
	c.emit(inst{op: opAtomicEnd, x: r})
}

// recurse compiles a recursion. PCRE tries only one way to match it, PCRE2 too if it is into the whole pattern.
func (c *compiler) recurse(n *node) {
	emit := func() {
		at := c.emit(inst{op: opCall, y: int32(n.group)})
		if n.group > 0 {
			c.calls = append(c.calls, call{at, c.p.byGroup[n.group]})
		}
	}
	if c.version == V1 || n.group == 0 {
		c.atomic(emit)
		return
	}
	emit()
}

// look compiles a lookaround.
func (c *compiler) look(n *node) {
	r := c.reg(2)
	if n.negated {
		start := c.emit(inst{op: opNot, x: r})
		c.lookBody(n)
		c.emit(inst{op: opNotEnd, x: r})
		c.code[start].y = c.here()
		return
	}
	c.emit(inst{op: opLook, x: r})
	c.lookBody(n)
	if n.loose {
		c.emit(inst{op: opLooseEnd, x: r})
		return
	}
	c.emit(inst{op: opLookEnd, x: r})
}

// lookBody compiles what a lookaround contains; alternatives of a lookbehind go back by their lengths first.
func (c *compiler) lookBody(n *node) {
	if !n.behind {
		c.node(n.subs[0], guardAny)
		return
	}
	alts := alternativesOf(n.subs[0])
	var jumps []int
	for i, alt := range alts {
		choice := -1
		if i < len(alts)-1 {
			choice = c.emit(inst{op: opAlt, min: -1, max: -1})
			c.code[choice].x = c.here()
		}
		c.p.measure.steps = 0
		if length := c.p.measure.node(alt); length > 0 {
			c.emit(inst{op: opBack, x: int32(length)})
		}
		c.node(alt, guardAny)
		if choice >= 0 {
			jumps = append(jumps, c.emit(inst{op: opJump}))
			c.code[choice].y = c.here()
		}
	}
	for _, jump := range jumps {
		c.code[jump].x = c.here()
	}
}

// cond compiles a conditional group.
func (c *compiler) cond(n *node) {
	yes, no := n.subs[0], n.subs[1]
	switch n.cond {
	case condLook:
		c.condLook(n)
		return
	case condAlways:
		c.node(yes, guardAny)
		return
	}
	// What DEFINE contains is there to be called.
	test := inst{op: opJump}
	if n.cond == condGroup {
		test = inst{op: opCondGroup, x: c.addRefs(n.refs)}
	} else if n.cond == condRecursion {
		test = inst{op: opCondRecurse, x: c.addRefs(n.refs)}
	}
	at := c.emit(test)
	c.node(yes, guardAny)
	jump := c.emit(inst{op: opJump})
	if c.code[at].op == opJump {
		c.code[at].x = c.here()
	} else {
		c.code[at].y = c.here()
	}
	c.node(no, guardAny)
	c.code[jump].x = c.here()
}

// condLook compiles a conditional group whose condition is a lookaround.
func (c *compiler) condLook(n *node) {
	r := c.reg(2)
	start := c.emit(inst{op: opNot, x: r})
	c.lookBody(n.look)
	end := opCondEnd
	ifMatched, ifNot := n.subs[0], n.subs[1]
	if n.look.negated {
		end = opCondNotEnd
		ifMatched, ifNot = ifNot, ifMatched
	}
	at := c.emit(inst{op: end, x: r})
	c.code[at].y = c.here()
	c.node(ifMatched, guardAny)
	jump := c.emit(inst{op: opJump})
	c.code[start].y = c.here()
	c.node(ifNot, guardAny)
	c.code[jump].x = c.here()
}
