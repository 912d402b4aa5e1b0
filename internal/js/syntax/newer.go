// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Inspection: what a version refuses, all of it, in sources that are written in today's language.

package syntax

import (
	"cmp"
	"slices"
)

// Problem is a place that a version refuses or misunderstands.
type Problem struct {
	// Error is what Parse would return if this were the only problem. Its Message is empty when the version accepts the place
	// and takes it for something else than today's language does.
	Error

	// From and To are the extent of what shows the construct, as offsets. Error.Pos is often behind it.
	From, To int32
}

// Inspect is Parse that goes on behind constructs of today's language that the version does not have, and behind other
// errors that leave no doubt about what follows. Problems are in the order of the source.
//
// The tree is nil when there was an error behind which nothing can be understood; that is the last problem then. It has no
// nodes for constructs that no version has. Those are shown by what they contain: a destructuring declaration as one of a
// variable without a name, whose value has the defaults behind a comma; a class as one whose value has the methods. Every
// name that is declared is in a scope. Such a tree is good for reading, and not for package compile.
func Inspect(source string, version Version, options Options) (*Program, []Problem) {
	p := &parser{scan: newScanner(source, version), version: version, options: options, lenient: true}
	program := p.parse()
	if p.err != nil {
		program = nil
		end := min(p.err.Pos.Offset+1, int32(len(source)))
		same := func(q Problem) bool { return q.Pos == p.err.Pos && q.Message == p.err.Message }
		if n := len(p.problems); n == 0 || !same(p.problems[n-1]) {
			p.problems = append(p.problems, Problem{*p.err, p.err.Pos.Offset, end})
		}
	}
	slices.SortStableFunc(p.problems, func(a, b Problem) int { return cmp.Compare(a.From, b.From) })
	return program, p.problems
}

// tolerate is called when an error has been reported; from is the token that shows what was meant. In an inspection it
// makes a problem of the error, and reports true: the caller goes on as if the version had the construct. Otherwise it
// reports false.
func (p *parser) tolerate(from token) bool {
	if !p.lenient || p.err == nil {
		return false
	}
	p.problems = append(p.problems, Problem{*p.err, from.off, max(from.end, from.off+1)})
	p.err = nil
	return true
}

// misread notes a construct that the version accepts without doing what it says.
func (p *parser) misread(t token, construct string) {
	if !p.lenient {
		return
	}
	e := Error{Line: int(t.line), Pos: t.pos(), Construct: construct}
	p.problems = append(p.problems, Problem{e, t.off, t.end})
}

// missing reports that what the version has only as feature f is used at t. It reports true when parsing goes on.
func (p *parser) missing(f feature, t token, construct string) bool {
	if p.version.has(f) {
		return true
	}
	p.unsupported(t, construct)
	return p.tolerate(t)
}

// adjacent reports whether the current token is of kind k and directly follows t.
func (p *parser) adjacent(t token, k kind) bool {
	next := p.scan.current()
	return next.kind == k && next.off == t.end
}

// word reports whether the current token is a name with that text.
func (p *parser) word(text string) bool {
	t := p.scan.current()
	return t.isPropertyName() && p.text(t) == text
}

// acceptWord consumes the current token if it is a name with that text.
func (p *parser) acceptWord(text string) bool {
	if !p.word(text) {
		return false
	}
	p.scan.consume()
	return true
}

// nameless stands for the name of a binding that has a pattern in its place.
func nameless(t token) *Ident { return &Ident{exprNode: newExpr(t)} }

// sequence returns an expression that contains list, nil if there is nothing.
func sequence(t token, list []Expr) Expr {
	switch len(list) {
	case 0:
		return nil
	case 1:
		return list[0]
	default:
		return &CommaExpr{exprNode: newExpr(t), Exprs: list}
	}
}

// takeDefaults puts the default values of parameters before the body of a function whose scope is s.
func takeDefaults(fn *Function, s *scope) {
	if len(s.defaults) == 0 {
		return
	}
	body := make([]Stmt, 0, len(s.defaults)+len(fn.Body))
	for _, e := range s.defaults {
		body = append(body, &ExprStmt{stmtNode{node{e.Pos()}}, e})
	}
	fn.Body = append(body, fn.Body...)
}

// redeclare declares a name again in an inspection; the error has been reported.
func (p *parser) redeclare(t token, kind DeclKind) *variable {
	if !p.tolerate(t) {
		return nil
	}
	v := &variable{name: p.text(t), kind: kind, scope: p.scope, original: p.scope}
	v.publish(kind, t.pos())
	return v
}
