// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Inspection of expressions: optional chaining, logical assignment, numbers, regular expressions, super, yield.

package syntax

// looseCallTail is callTail for inspections: ?. may stand wherever a dot can.
func (p *parser) looseCallTail(x Expr) (Expr, bool) {
	calls, chained := 0, false
	for {
		t := p.scan.current()
		switch {
		case t.kind == tokQuestion && p.optionalAhead():
			var ok bool
			if x, ok = p.optionalLinks(x, !chained && calls < 2); !ok {
				return nil, false
			}
			chained = true
			continue
		case t.kind == tokParenOpen:
			call := &CallExpr{exprNode: newExpr(t), Callee: x}
			p.scan.consume()
			p.last = call
			args, ok := p.arguments()
			if !ok {
				return nil, false
			}
			call.Args = args
			x, _ = p.done(call)
			calls++
			continue
		case calls == 0 && !chained:
			return x, true
		}
		next, more, ok := p.property(x)
		if !ok || !more {
			return x, ok
		}
		x = next
		calls += 2 // the reference does not look for ?. any more
	}
}

// optionalAhead reports whether the question mark that is the current token begins ?. and its dot.
func (p *parser) optionalAhead() bool {
	question, dot := p.scan.current(), p.scan.peek(false)
	return dot.kind == tokDot && dot.off == question.end
}

// optionalLinks reads ?.name any number of times, or the ?. before a bracket or parenthesis. Where the reference knows the
// beginning of it, it complains about what follows; elsewhere it takes the question mark for an operator.
func (p *parser) optionalLinks(x Expr, known bool) (Expr, bool) {
	var links []token
	for p.err == nil {
		link := p.scan.current()
		p.scan.consume()
		dot := p.scan.current()
		link.end = dot.end
		links = append(links, link)
		if !known {
			p.fail(constructChaining)
		}
		p.scan.consume()
		name := p.scan.current()
		if !name.isPropertyName() {
			if p.err == nil {
				p.fail(constructChaining)
			}
			break
		}
		p.scan.consume()
		x, _ = p.done(&MemberExpr{exprNode: newExpr(dot), Object: x, Name: p.text(name)})
		if p.err == nil && (p.at() != tokQuestion || !p.optionalAhead()) {
			p.fail(constructChaining)
		}
	}
	base := p.err
	for _, link := range links {
		p.err = base
		p.tolerate(link)
	}
	return x, true
}

// logicalAssign reads the value of a logical assignment in an inspection; t is the operator before the equals sign.
func (p *parser) logicalAssign(t token, left Expr) (Expr, bool) {
	p.unexpected() // the hint is there
	if !assignable(left) {
		return nil, false
	}
	equals := p.scan.current()
	t.end = equals.end
	if !p.tolerate(t) {
		return nil, false
	}
	p.scan.consume()
	p.last = nil
	value, ok := p.assignment()
	if !ok {
		return nil, p.unexpected()
	}
	return p.done(&AssignExpr{exprNode: newExpr(t), Op: OpNone, Target: left, Value: value})
}

// numberTail passes over what today's language has at the end of number t: separators and the n of BigInt.
func (p *parser) numberTail(t token) {
	end := t.end
	for int(end) < len(p.scan.src) && (isIdentStart(p.scan.src[end]) || end > t.end && p.scan.src[end] == '.') {
		next := p.scan.current()
		if next.off != end || next.kind != tokName && next.kind != tokNumber {
			return
		}
		if end == t.end || p.text(next) == "n" {
			if p.construct(next) == "" {
				return
			}
			p.unexpected()
			whole := t
			whole.end = next.end
			p.tolerate(whole)
		}
		end = next.end
		p.scan.consume()
	}
}

// flagsRest returns the end of the flags of the regular expression at t; the error about one has been reported.
func (p *parser) flagsRest(t token, start int) (end int, ok bool) {
	end = start
	for end < len(p.scan.src) && p.scan.src[end] >= 'a' && p.scan.src[end] <= 'z' {
		end++
	}
	t.end = int32(end)
	return end, p.tolerate(t)
}

// superExpression reads super, whose error is reported unless a class around it has one already.
func (p *parser) superExpression(t token) (Expr, bool) {
	p.unsupported(t, "super")
	if p.classes > 0 && p.lenient {
		p.err = nil
	} else if !p.tolerate(t) {
		return nil, false
	}
	p.scan.consume()
	return p.done(&ThisExpr{newExpr(t)})
}

// newTarget reads new.target behind new at t; its error has been reported.
func (p *parser) newTarget(t token) (Expr, bool) {
	if !p.tolerate(t) {
		return nil, false
	}
	p.scan.consume()
	if !p.acceptWord("target") {
		return nil, p.unexpected()
	}
	return p.done(&ThisExpr{newExpr(t)})
}

// yield reads a yield expression of a generator function, about which there is a problem already.
func (p *parser) yield(t token) (Expr, bool) {
	if !p.enter() {
		return nil, false
	}
	defer p.leave()
	p.scan.consume()
	star := p.accept(tokMul)
	k := p.at()
	if !star {
		switch {
		case p.scan.prev == tokLineEnd:
			return p.done(nameless(t))
		case k == tokParenClose, k == tokBracketClose, k == tokBraceClose, k == tokComma, k == tokSemicolon, k == tokColon,
			k == tokEnd, k == tokIn, k == tokOf:
			return p.done(nameless(t))
		}
	}
	p.last = nil
	x, ok := p.assignment()
	if !ok {
		return nil, p.unexpected()
	}
	return p.done(x)
}

// importCall reads import(...) and import.meta; the error has been reported and t, the word import, consumed.
func (p *parser) importCall(t token) (Expr, bool) {
	if !p.tolerate(t) {
		return nil, false
	}
	if p.accept(tokDot) {
		if !p.acceptWord("meta") {
			return nil, p.unexpected()
		}
		return p.done(nameless(t))
	}
	open := p.scan.current()
	if !p.expect(tokParenOpen) {
		return nil, false
	}
	call := &CallExpr{exprNode: newExpr(open), Callee: nameless(t)}
	p.last = call
	args, ok := p.arguments()
	if !ok {
		return nil, false
	}
	call.Args = args
	return p.done(call)
}

// privateName consumes #name, which only occurs in classes, about which there is a problem already.
func (p *parser) privateName() (string, bool) {
	t := p.scan.current()
	if !p.lenient || p.classes == 0 || t.kind != tokIllegal || p.text(t) != "#" {
		return "", false
	}
	name := p.scan.peek(true)
	if !name.isPropertyName() || name.off != t.end {
		return "", false
	}
	p.scan.consume()
	p.scan.consume()
	return "#" + p.text(name), true
}

// privateReference reads the name before in, as in #name in object.
func (p *parser) privateReference(t token) (Expr, bool) {
	if _, ok := p.privateName(); !ok {
		return nil, false
	}
	return p.done(nameless(t))
}
