// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package syntax

import "fmt"

// Limits of Parse. A function has at most 10 KiB (limits.md section 1); larger sources are for the command line.
const (
	MaxSource = 1 << 20 // bytes

	// MaxDepth is how deep expressions and statements may be nested. No source of 10 KiB can exceed it.
	MaxDepth = 10*1024 + 16
)

// Options are what a Parse may ask about. The zero value accepts every regular expression and every module.
type Options struct {
	// RegExp checks the pattern of a regular expression literal; its error's text becomes the message of a SyntaxError.
	RegExp func(source, flags string) error

	// Module reports whether a module can be imported.
	Module func(name string) bool
}

// parser is a recursive descent over the grammar of the reference. What fails there fails here, at the same token:
//
//   - A function that returns false with p.err set has met an error.
//   - A function that returns false with p.err nil has rejected the current token: it cannot start what was expected. The
//     rejection passes through to the next caller that can say something about it. Most of them report the token as
//     unexpected; a few go on (a return statement, a list of statements), and since the reference does not go back, what has
//     been consumed is lost: it accepts "return 1 +" before a closing brace as "return".
type parser struct {
	scan    scanner
	version Version
	options Options
	err     *Error

	scope     *scope
	usesThis  bool
	functions []*Function // complete functions, for the checks that need the whole tree
	imports   []Stmt
	bare      []bareName
	declKind  DeclKind // of the declaration being parsed; a nested one leaves its own behind, as in the reference

	// last is the expression that was completed last, nil at places where the reference forgets it. It decides about octal
	// escapes, and about what is named in errors.
	last Expr

	// leftDone says that the left-hand side at the start of the next expression is already in last.
	leftDone bool

	// lost is the place where a rejection was survived although a scope had been entered since: what follows cannot be
	// understood any more.
	lost *token

	depth   int
	tooDeep *Function // the first that stands in more functions than the reference can compile
	hint    hint

	// Of an inspection (newer.go).
	lenient       bool
	problems      []Problem
	classes       int    // around the current token
	nextGenerator bool   // the method that follows is a generator
	refused       *Error // about the parenthesis before the current token, which only parameters can follow
}

// Parse parses a source for one version. The error is an *Error.
func Parse(source string, version Version, options Options) (*Program, error) {
	p := &parser{scan: newScanner(source, version), version: version, options: options}
	program := p.parse()
	if p.err != nil {
		return nil, p.err
	}
	return program, nil
}

func (p *parser) parse() *Program {
	if len(p.scan.src) > MaxSource {
		p.failPlain(token{line: 1, col: 1}, classSyntax, "",
			"source of %d bytes is larger than the limit of %d bytes", len(p.scan.src), MaxSource)
		return nil
	}
	global := &Scope{Kind: ScopeGlobal}
	p.scope = &scope{kind: ScopeGlobal, public: global}
	body := p.program()
	if p.err == nil && p.lost != nil {
		p.unexpectedToken(*p.lost)
	}
	if p.err != nil {
		return nil
	}
	program := &Program{
		Source: p.scan.src, Version: p.version, Body: append(p.imports, body...), Scope: global,
		End: p.scan.current().pos(), UsesThis: p.usesThis,
	}
	p.checkJumps(program)
	return program
}

// text returns the text of a token.
func (p *parser) text(t token) string { return p.scan.src[t.start:t.end] }

// at returns the kind of the current token.
func (p *parser) at() kind { return p.scan.currentKind() }

// accept consumes the current token if it is of kind k.
func (p *parser) accept(k kind) bool {
	if p.at() != k {
		return false
	}
	p.scan.consume()
	return true
}

// expect consumes a token of kind k, or reports the current token as unexpected.
func (p *parser) expect(k kind) bool {
	if !p.accept(k) {
		return p.unexpected()
	}
	return true
}

// semicolon consumes a semicolon, which may be missing before a closing brace, a line end or the end.
func (p *parser) semicolon() bool {
	switch t := p.scan.current(); {
	case t.kind == tokSemicolon:
		p.scan.consume()
		return true
	case t.kind == tokEnd, t.kind == tokBraceClose, p.scan.prev == tokLineEnd:
		return true
	default:
		return p.unexpected()
	}
}

// syntaxError reports an error at the current token. It returns false.
func (p *parser) syntaxError(construct, format string, args ...any) bool {
	p.failAt(p.scan.current(), classSyntax, construct, format, args...)
	return false
}

// referenceError is syntaxError with the other class.
func (p *parser) referenceError(t token, construct, format string, args ...any) bool {
	p.failAt(t, classReference, construct, format, args...)
	return false
}

// unexpected reports the current token as unexpected, unless there is an error already. It returns false.
func (p *parser) unexpected() bool { return p.unexpectedToken(p.scan.current()) }

func (p *parser) unexpectedToken(t token) bool {
	if p.err != nil {
		return false
	}
	if t.kind == tokEnd {
		p.failAt(t, classSyntax, p.construct(t), "Unexpected end of input")
	} else {
		p.failAt(t, classSyntax, p.construct(t), `Unexpected token "%s"`, p.text(t))
	}
	return false
}

// unsupported reports token t as not supported. It returns false.
func (p *parser) unsupported(t token, construct string) bool {
	if t.kind == tokEnd {
		p.failAt(t, classSyntax, construct, "Not supported in this version")
	} else {
		p.failAt(t, classSyntax, construct, `Token "%s" not supported in this version`, p.text(t))
	}
	return false
}

// enter is called at the start of everything that can contain itself; leave must follow if it returns true.
func (p *parser) enter() bool {
	p.depth++
	if p.depth > MaxDepth {
		p.syntaxError("", "The maximum nesting level is %s", fmt.Sprint(MaxDepth))
		p.depth--
		return false
	}
	return true
}

func (p *parser) leave() { p.depth-- }

// survive notes that a rejection at the current token is survived in a scope other than s.
func (p *parser) survive(s *scope) {
	if p.scope != s && p.lost == nil {
		t := p.scan.current()
		p.lost = &t
	}
}
