// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lower

import (
	"strings"

	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
)

// printer writes a tree as text.
type printer struct {
	b        strings.Builder
	line     int
	lineFrom int // offset of the current line in b
	indent   int
	mappings []Mapping
	silent   bool // no mappings: the statements are not from the source
	last     byte // the last byte written
	noIn     bool // in the head of a for loop, where the operator in would end it
}

// printProgram prints a program; the first statements have no places in the source.
func printProgram(body []ast.Statement, silent int) (string, []Mapping) {
	p := &printer{silent: true}
	for i, s := range body {
		p.silent = i < silent
		p.stmt(s)
	}
	return p.b.String(), p.mappings
}

// write writes text without line feeds, apart from what is before it where the two would become one token.
func (p *printer) write(s string) {
	if s == "" {
		return
	}
	if isWord(p.last) && isWord(s[0]) || (p.last == '+' || p.last == '-') && p.last == s[0] || p.last == '/' && s[0] == '/' {
		p.b.WriteByte(' ')
	}
	p.b.WriteString(s)
	p.last = s[len(s)-1]
}

func isWord(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '$' || c >= 0x80
}

// raw writes text that may have line feeds: literals.
func (p *printer) raw(s string) {
	p.write(s)
	if i := strings.LastIndexByte(s, '\n'); i >= 0 {
		p.line += strings.Count(s, "\n")
		p.lineFrom = p.b.Len() - (len(s) - i - 1)
	}
}

func (p *printer) space() {
	p.b.WriteByte(' ')
	p.last = ' '
}

func (p *printer) newline() {
	p.b.WriteByte('\n')
	p.last = '\n'
	p.line++
	p.lineFrom = p.b.Len()
	for range p.indent {
		p.b.WriteString("  ")
	}
}

// map notes that what is written next comes from a place of the source.
func (p *printer) mark(at file.Idx) {
	if p.silent || at <= 0 {
		return
	}
	m := Mapping{Line: p.line, Column: p.b.Len() - p.lineFrom, Offset: int(at) - 1}
	if n := len(p.mappings); n > 0 && p.mappings[n-1].Line == m.Line && p.mappings[n-1].Column == m.Column {
		p.mappings[n-1] = m
		return
	}
	p.mappings = append(p.mappings, m)
}

// stmt writes a statement and a line feed.
func (p *printer) stmt(s ast.Statement) {
	p.statement(s)
	p.newline()
}

// body writes the statement that belongs to a head, behind a space.
func (p *printer) body(s ast.Statement) {
	p.space()
	p.statement(s)
}

func (p *printer) block(list []ast.Statement) {
	if len(list) == 0 {
		p.write("{}")
		return
	}
	p.write("{")
	p.indent++
	for _, s := range list {
		p.newline()
		p.statement(s)
	}
	p.indent--
	p.newline()
	p.write("}")
}

func (p *printer) statement(s ast.Statement) {
	p.mark(s.Idx0())
	switch s := s.(type) {
	case *ast.BlockStatement:
		p.block(s.List)
	case *ast.EmptyStatement:
		p.write(";")
	case *ast.ExpressionStatement:
		p.expressionStatement(s.Expression)
	case *ast.VariableStatement:
		p.bindings("var", s.List)
		p.write(";")
	case *ast.LexicalDeclaration:
		p.bindings(s.Token.String(), s.List)
		p.write(";")
	case *ast.FunctionDeclaration:
		p.function(s.Function)
	case *ast.IfStatement:
		p.ifStatement(s)
	case *ast.ReturnStatement:
		p.keyword("return", s.Argument)
	case *ast.ThrowStatement:
		p.keyword("throw", s.Argument)
	case *ast.BranchStatement:
		p.write(s.Token.String())
		if s.Label != nil {
			p.space()
			p.write(nameOf(s.Label))
		}
		p.write(";")
	case *ast.LabelledStatement:
		p.write(nameOf(s.Label))
		p.write(":")
		p.body(s.Statement)
	case *ast.SwitchStatement:
		p.switchStatement(s)
	case *ast.TryStatement:
		p.tryStatement(s)
	default:
		p.loop(s)
	}
}

func (p *printer) keyword(word string, argument ast.Expression) {
	p.write(word)
	if argument != nil {
		p.space()
		p.expr(argument, precSequence)
	}
	p.write(";")
}

// expressionStatement writes an expression that must not begin like a declaration or a block.
func (p *printer) expressionStatement(e ast.Expression) {
	if beginsBadly(e, true) {
		p.parens(e)
	} else {
		p.expr(e, precSequence)
	}
	p.write(";")
}

func (p *printer) bindings(word string, list []*ast.Binding) {
	p.write(word)
	p.space()
	for i, b := range list {
		if i > 0 {
			p.write(", ")
		}
		p.expr(b.Target, precAssign)
		if b.Initializer != nil {
			p.write(" = ")
			p.expr(b.Initializer, precAssign)
		}
	}
}

func (p *printer) ifStatement(s *ast.IfStatement) {
	p.write("if (")
	p.expr(s.Test, precSequence)
	p.write(")")
	if s.Alternate == nil {
		p.body(s.Consequent)
		return
	}
	if endsInIf(s.Consequent) {
		p.space()
		p.block([]ast.Statement{s.Consequent})
	} else {
		p.body(s.Consequent)
	}
	p.write(" else")
	p.body(s.Alternate)
}

// endsInIf says whether an else behind s would belong to an if in s.
func endsInIf(s ast.Statement) bool {
	for {
		switch inner := s.(type) {
		case *ast.IfStatement:
			if inner.Alternate == nil {
				return true
			}
			s = inner.Alternate
		case *ast.LabelledStatement:
			s = inner.Statement
		case *ast.WhileStatement:
			s = inner.Body
		case *ast.ForStatement:
			s = inner.Body
		case *ast.ForInStatement:
			s = inner.Body
		default:
			return false
		}
	}
}

func (p *printer) switchStatement(s *ast.SwitchStatement) {
	p.write("switch (")
	p.expr(s.Discriminant, precSequence)
	p.write(") {")
	p.indent++
	for _, c := range s.Body {
		p.newline()
		if c.Test == nil {
			p.write("default:")
		} else {
			p.write("case ")
			p.expr(c.Test, precSequence)
			p.write(":")
		}
		p.indent++
		for _, s := range c.Consequent {
			p.newline()
			p.statement(s)
		}
		p.indent--
	}
	p.indent--
	p.newline()
	p.write("}")
}

func (p *printer) tryStatement(s *ast.TryStatement) {
	p.write("try ")
	p.block(s.Body.List)
	if s.Catch != nil {
		p.write(" catch (")
		p.expr(s.Catch.Parameter, precAssign)
		p.write(") ")
		p.block(s.Catch.Body.List)
	}
	if s.Finally != nil {
		p.write(" finally ")
		p.block(s.Finally.List)
	}
}

func (p *printer) loop(s ast.Statement) {
	switch s := s.(type) {
	case *ast.WhileStatement:
		p.write("while (")
		p.expr(s.Test, precSequence)
		p.write(")")
		p.body(s.Body)
	case *ast.DoWhileStatement:
		p.write("do")
		p.body(s.Body)
		p.write(" while (")
		p.expr(s.Test, precSequence)
		p.write(");")
	case *ast.ForStatement:
		p.forStatement(s)
	case *ast.ForInStatement:
		p.write("for (")
		switch into := s.Into.(type) {
		case *ast.ForIntoVar:
			p.bindings("var", []*ast.Binding{into.Binding})
		case *ast.ForDeclaration:
			word := "let"
			if into.IsConst {
				word = "const"
			}
			p.bindings(word, []*ast.Binding{binding(into.Target, nil)})
		case *ast.ForIntoExpression:
			p.expr(into.Expression, precPostfix)
		}
		p.write(" in ")
		p.expr(s.Source, precAssign) // 1.0 takes no comma there
		p.write(")")
		p.body(s.Body)
	default:
		panic("BUG: statement that cannot be printed")
	}
}

func (p *printer) forStatement(s *ast.ForStatement) {
	p.write("for (")
	p.noIn = true
	switch init := s.Initializer.(type) {
	case *ast.ForLoopInitializerExpression:
		p.expr(init.Expression, precSequence)
	case *ast.ForLoopInitializerVarDeclList:
		p.bindings("var", init.List)
	case *ast.ForLoopInitializerLexicalDecl:
		p.bindings(init.LexicalDeclaration.Token.String(), init.LexicalDeclaration.List)
	}
	p.noIn = false
	p.write(";")
	if s.Test != nil {
		p.space()
		p.expr(s.Test, precSequence)
	}
	p.write(";")
	if s.Update != nil {
		p.space()
		p.expr(s.Update, precSequence)
	}
	p.write(")")
	p.body(s.Body)
}
