// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Statements that leave others: break, continue, return and throw; labels.

package syntax

// jump parses break or continue. A label needs no semicolon behind it.
func (p *parser) jump(keyword token) (Stmt, bool) {
	t := p.scan.current()
	label := ""
	switch {
	case t.kind == tokSemicolon:
		p.scan.consume()
	case p.scan.prev == tokLineEnd:
	case t.isName():
		if label = p.text(t); !p.scope.hasLabel(label) {
			if p.syntaxError("", `Undefined label "%s"`, label); !p.tolerate(t) {
				return nil, false
			}
		}
		p.scan.consume()
	case t.kind != tokEnd && t.kind != tokBraceClose:
		return nil, p.unexpected()
	}
	if keyword.kind == tokContinue {
		return &ContinueStmt{stmtNode: newStmt(keyword), Label: label}, true
	}
	return &BreakStmt{stmtNode: newStmt(keyword), Label: label}, true
}

// returnStatement parses return. An expression that is rejected is forgotten.
func (p *parser) returnStatement(keyword token) (Stmt, bool) {
	t := p.scan.current()
	if p.scope.function().kind != ScopeFunction {
		if p.syntaxError("", "Illegal return statement"); !p.tolerate(keyword) {
			return nil, false
		}
	}
	s := &ReturnStmt{stmtNode: newStmt(keyword)}
	if t.kind == tokSemicolon {
		p.scan.consume()
		return s, true
	}
	if p.scan.prev == tokLineEnd {
		return s, true
	}
	p.last = nil
	inside := p.scope
	value, ok := p.expression()
	if !ok {
		p.survive(inside)
		return s, p.err == nil
	}
	s.Value = value
	return s, p.semicolon()
}

// labeled parses a labelled statement; the current token is the label.
func (p *parser) labeled(t token) (Stmt, bool) {
	label := p.text(t)
	if p.scope.hasLabel(label) {
		return nil, p.syntaxError("", `Label "%s" has already been declared`, label)
	}
	p.scope.labels = append(p.scope.labels, label)
	p.scan.consume()
	p.scan.consume()
	if next := p.scan.current(); next.kind == tokFunction {
		p.failPlain(next, classSyntax, "",
			"In strict mode code, functions can only be declared at top level or inside a block.")
		return nil, false
	}
	p.last = nil
	s := &LabeledStmt{stmtNode: newStmt(t), Label: label}
	inside := p.scope
	var ok bool
	if s.Body, ok = p.body(); !ok {
		return nil, false
	}
	// The reference forgets to forget the label of an empty statement.
	if !isEmpty(s.Body) {
		inside.removeLabel(label)
	}
	return s, true
}

// isEmpty reports an empty statement, with any number of labels.
func isEmpty(s Stmt) bool {
	for {
		l, ok := s.(*LabeledStmt)
		if !ok {
			break
		}
		s = l.Body
	}
	_, empty := s.(*EmptyStmt)
	return empty
}

func (p *parser) throwStatement(keyword token) (Stmt, bool) {
	p.at()
	if p.scan.prev == tokLineEnd {
		return nil, p.syntaxError("", "Illegal newline after throw")
	}
	p.last = nil
	value, ok := p.expression()
	if !ok || !p.semicolon() {
		return nil, false
	}
	return &ThrowStmt{newStmt(keyword), value}, true
}

// debuggerStatement parses what follows debugger: nothing but a semicolon or the end.
func (p *parser) debuggerStatement(keyword token) (Stmt, bool) {
	t := p.scan.current()
	if !p.version.has(featDebugger) {
		if p.unsupported(t, "debugger statement"); !p.tolerate(keyword) {
			return nil, false
		}
	}
	if t.kind != tokSemicolon && t.kind != tokEnd {
		return nil, p.unexpected()
	}
	p.scan.consume()
	return &DebuggerStmt{newStmt(keyword)}, true
}
