// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Strings, templates and regular expressions.

package syntax

import "strings"

// stringValue decodes a string token.
func (p *parser) stringValue(t token) (string, bool) {
	if t.kind != tokEscapeString {
		return validText(p.text(t)), true
	}
	return p.unescaped(t, p.text(t))
}

// unescaped decodes text, the whole or a part of token t. Octal escapes are accepted in the first string of an argument list
// and in the first part of a tagged template; njs 0.7.12 looks at the expression before the string, so that they are
// accepted wherever a call or a function is the last thing before it.
func (p *parser) unescaped(t token, text string) (string, bool) {
	value, problem := unescape(text)
	if problem == escapeInvalid {
		return "", p.syntaxError("", `Invalid Unicode code point "%s"`, text)
	}
	if problem == escapeOK || !p.version.has(featStrictEscapes) {
		return value, true
	}
	switch e := p.last.(type) {
	case *CallExpr, *NewExpr, *TaggedTemplate:
		return value, true
	case *FuncExpr:
		if k := e.Func.Kind; (k == FuncExpression || k == FuncArrow) && !e.Func.Async {
			return value, true
		}
	case *Ident:
		if e.Name == "eval" {
			return value, true
		}
	}
	what := "Octal escape sequences"
	if problem == escapeDecimal {
		what = `The escapes \8 and \9`
	}
	p.failAt(t, classSyntax, "octal escape", "%s can't be used in untagged template literals or in strict mode code", what)
	return value, p.tolerate(t)
}

func (p *parser) templateLiteral(t token) (Expr, bool) {
	e := &TemplateLit{exprNode: newExpr(t)}
	p.last = e
	var ok bool
	if e.Strings, e.Exprs, ok = p.template(); !ok {
		return nil, false
	}
	return p.done(e)
}

// template parses a template; the current token is its opening backquote, and the last that was scanned.
func (p *parser) template() (parts []string, exprs []Expr, ok bool) {
	for {
		text, closed, ok := p.templatePart()
		if !ok {
			return nil, nil, false
		}
		parts = append(parts, text)
		p.scan.consume()
		if closed {
			return parts, exprs, true
		}
		p.last = nil
		e, ok := p.expression()
		if !ok {
			return nil, nil, p.unexpected()
		}
		exprs = append(exprs, e)
		if p.at() != tokBraceClose {
			return nil, nil, p.syntaxError("", `Missing "}" in template expression`)
		}
		p.last = nil
	}
}

// templatePart scans the text behind the current token up to the next expression or the closing backquote.
func (p *parser) templatePart() (text string, closed, ok bool) {
	t := p.scan.current()
	start := int(t.end)
	end, closed, ok := p.scan.templateEnd(start)
	if !ok {
		p.failAt(t, classSyntax, "", "Unterminated template literal")
		return "", false, false
	}
	text = p.scan.src[start:end]
	if strings.IndexByte(text, '\\') < 0 {
		return validText(text), closed, true
	}
	text, ok = p.unescaped(t, text)
	return text, closed, ok
}

// templateEnd finds the end of a template part that starts at offset p, and moves the scanner behind it. A line feed behind
// a backslash is not counted.
func (s *scanner) templateEnd(p int) (end int, closed, ok bool) {
	for ; p < len(s.src); p++ {
		switch s.src[p] {
		case '\\':
			p++
			if p < len(s.src) && s.src[p] == '\n' {
				s.newline(p + 1)
			}
		case '`':
			s.pos = p + 1
			return p, true, true
		case '$':
			if p+1 < len(s.src) && s.src[p+1] == '{' {
				s.pos = p + 2
				s.openBracket()
				return p, false, true
			}
		case '\n':
			s.line++
			s.newline(p + 1)
		}
	}
	return 0, false, false
}

// regExp parses a regular expression literal; the current token is its first slash, and the last that was scanned.
func (p *parser) regExp(t token) (Expr, bool) {
	start := int(t.end)
	if t.kind == tokDivAssign {
		start--
	}
	end, ok := p.scan.regExpEnd(start)
	if !ok {
		p.failAt(t, classSyntax, "", `Unterminated RegExp "%s"`, p.scan.src[start-1:end])
		return nil, false
	}
	flags, stop, ok := p.scan.regExpFlags(end + 1)
	if !ok {
		p.failAt(t, classSyntax, flagConstruct(p.scan.src[stop-1]), `Invalid RegExp flags "%s"`, p.scan.src[end+1:stop])
		if stop, ok = p.flagsRest(t, end+1); !ok {
			return nil, false
		}
	}
	p.scan.pos = stop
	source := validText(p.scan.src[start:end])
	if p.options.RegExp != nil {
		if err := p.options.RegExp(source, flags); err != nil {
			p.failAt(t, classSyntax, "", "%s", err.Error())
			p.err.Bare = p.version == V1
			t.end = int32(stop)
			if !p.tolerate(t) {
				return nil, false
			}
		}
	}
	p.scan.consume()
	return p.done(&RegExpLit{exprNode: newExpr(t), Source: source, Flags: flags})
}

// regExpEnd returns the offset of the slash that ends the pattern starting at offset p. If there is none it returns where
// the reference stopped looking.
func (s *scanner) regExpEnd(p int) (end int, ok bool) {
	class := false
	for ; p < len(s.src); p++ {
		switch s.src[p] {
		case '\n', '\r':
			return p, false
		case '[':
			class = true
		case ']':
			class = false
		case '\\':
			p++
			if p >= len(s.src) || s.src[p] == '\n' || s.src[p] == '\r' {
				return p, false
			}
		case '/':
			if !class {
				return p, true
			}
		}
	}
	return p, false
}

// regExpFlags returns the flags at offset p and their end. If one is unknown or repeated it returns the offset behind it.
func (s *scanner) regExpFlags(start int) (flags string, end int, ok bool) {
	known := "gim"
	if s.version.has(featSticky) {
		known = "gimy"
	}
	p := start
	for ; p < len(s.src) && s.src[p] >= 'a' && s.src[p] <= 'z'; p++ {
		if strings.IndexByte(known, s.src[p]) < 0 || strings.IndexByte(s.src[start:p], s.src[p]) >= 0 {
			return "", p + 1, false
		}
	}
	return s.src[start:p], p, true
}
