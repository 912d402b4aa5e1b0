// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Repetitions.

package regex

// repeat compiles a repetition.
func (c *compiler) repeat(n *node, follow guard) {
	sub := n.subs[0]
	if sub.isSingle() {
		c.many(n, follow)
		return
	}
	least, most := c.bounds(n)
	switch {
	case sub.kind == kindFail, sub.kind == kindCond && (sub.cond == condDefine || sub.cond == condNever && sub.min == 1):
		c.node(sub, guardAny) // the library ignores these repetitions
	case most == 0:
		jump := c.emit(inst{op: opJump})
		c.node(sub, guardAny) // it may be called
		c.code[jump].x = c.here()
	case n.greed == possessive:
		c.atomic(func() { c.loop(n, least, most, guardAny) })
	default:
		c.loop(n, least, most, follow)
	}
}

// bounds returns the counts of a repetition. Lookarounds are not matched again and again.
func (c *compiler) bounds(n *node) (least, most int) {
	least, most = n.min, n.max
	if n.subs[0].kind != kindLook {
		return least, most
	}
	switch {
	case c.version == V1 && least > 0:
		return 1, 1
	case c.version == V1 && most != 0:
		return least, 1
	case most == unlimited:
		return least, least + 1
	}
	return least, most
}

// loop compiles a repetition of something that is not a single character.
func (c *compiler) loop(n *node, least, most int, follow guard) {
	sub := n.subs[0]
	inner := guardAny
	if !follow.any {
		inner = c.firstBefore(sub, follow).or(follow)
	}
	switch {
	case least == 1 && most == 1:
		c.node(sub, follow)
	case least == 0 && most == 1:
		choice := c.choice(n, follow)
		c.code[choice].x = c.here()
		c.node(sub, follow)
		c.code[choice].y = c.here()
		c.turn(n, choice)
	case least <= 1 && most == unlimited:
		c.star(n, least, inner, follow)
	default:
		c.counted(n, least, most, inner)
	}
}

// choice emits the choice between another turn and what follows.
func (c *compiler) choice(n *node, follow guard) int {
	return c.emit(inst{op: opAlt, min: c.addGuard(c.firstBefore(n.subs[0], follow)), max: c.addGuard(follow)})
}

// turn makes a choice prefer what follows, in a lazy repetition.
func (c *compiler) turn(n *node, choice int) {
	if i := &c.code[choice]; n.greed == lazy {
		i.x, i.y = i.y, i.x
		i.min, i.max = i.max, i.min
	}
}

// star compiles a repetition without a maximum. After a turn that matched nothing there is no other.
func (c *compiler) star(n *node, least int, inner, follow guard) {
	sub := n.subs[0]
	start := c.here()
	choice := -1
	if least == 0 {
		choice = c.choice(n, follow)
		c.code[choice].x = c.here()
	}
	mark := int32(-1)
	if sub.nullable() {
		mark = c.reg(1)
		c.emit(inst{op: opMark, x: mark})
	}
	c.node(sub, inner)
	moved := -1
	if mark >= 0 {
		moved = c.emit(inst{op: opMoved, x: mark})
	}
	if choice >= 0 {
		c.emit(inst{op: opJump, x: start})
	} else {
		choice = c.choice(n, follow)
		c.code[choice].x = start
	}
	c.code[choice].y = c.here()
	c.turn(n, choice)
	if moved >= 0 {
		c.code[moved].y = c.here()
	}
}

// counted compiles a repetition that has to count.
func (c *compiler) counted(n *node, least, most int, inner guard) {
	counter := c.reg(1)
	mark := int32(-1)
	c.emit(inst{op: opSetReg, x: counter})
	start := c.emit(inst{op: opCounted, y: counter, min: int32(least), max: int32(most), greed: n.greed})
	if most == unlimited && n.subs[0].nullable() {
		mark = c.reg(1)
		c.emit(inst{op: opMark, x: mark})
	}
	c.node(n.subs[0], inner)
	c.emit(inst{op: opCount, x: int32(start), y: counter, min: int32(least), max: mark})
	c.code[start].x = c.here()
}

// many compiles a repetition of a single character.
func (c *compiler) many(n *node, follow guard) {
	sub := n.subs[0]
	i := inst{op: opMany, min: int32(n.min), max: int32(n.max), greed: n.greed, y: noFilter}
	switch sub.kind {
	case kindDot:
		i.c = manyDot
	case kindAny:
		i.c = manyAny
	case kindSet:
		i.c, i.x = manySet, c.addSet(sub.set)
	case kindChar:
		if sub.r < 128 && (!sub.fold || caseCount(sub.r, c.utf) == 1) {
			i.c, i.b = manyByte, byte(sub.r)
		} else {
			i.c, i.x = manySet, c.addSet(c.charSet(sub))
		}
	}
	if n.min == 1 && n.max == 1 {
		c.node(sub, follow)
		return
	}
	if next, ok := follow.only(); ok {
		i.y = int32(next)
	}
	first, _ := c.firstOf(sub)
	switch {
	case i.greed == greedy && !follow.any && !first.meets(&follow):
		i.greed = possessive // giving back a character could not help
	case sub.kind == kindDot && follow.newline:
		i.greed = possessive // the libraries think so here too, although only \n is no match for a dot
	}
	c.emit(i)
}
