// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Names of the constructs that today's language has and a version does not.

package syntax

import "strings"

// Names that are used in several places.
const (
	constructAsync         = "async function"
	constructAwait         = "await"
	constructChaining      = "optional chaining"
	constructClass         = "class"
	constructDefault       = "default parameter"
	constructDestructuring = "destructuring"
	constructGenerator     = "generator function"
	constructLexical       = "let and const"
	constructLogical       = "logical assignment"
	constructNamedImport   = "named import"
	constructSpreadArray   = "spread in array literal"
	constructSpreadCall    = "spread in call"
	constructSpreadObject  = "spread in object literal"
)

// hint remembers what the token at an offset would be part of in today's language, should it turn out to be unexpected.
type hint struct {
	offset    int32
	construct string
}

// hintAt notes that token t belongs to construct.
func (p *parser) hintAt(t token, construct string) { p.hint = hint{t.off, construct} }

// hintAdjacent notes that the current token belongs to construct if it is of kind k and directly follows t.
func (p *parser) hintAdjacent(t token, k kind, construct string) {
	if construct == "" {
		return
	}
	if next := p.scan.current(); next.kind == k && next.off == t.end {
		p.hintAt(next, construct)
	}
}

// fail reports the current token as unexpected and as the sign of construct.
func (p *parser) fail(construct string) bool {
	p.hintAt(p.scan.current(), construct)
	return p.unexpected()
}

// construct names what unexpected token t is a sign of.
func (p *parser) construct(t token) string {
	if p.hint.construct != "" && p.hint.offset == t.off {
		return p.hint.construct
	}
	switch t.kind {
	case tokArrow:
		return p.arrowConstruct()
	case tokEllipsis:
		return "spread"
	case tokName, tokFunction, tokAsync, tokMul:
		return p.nameConstruct(t)
	case tokIllegal:
		return p.illegalConstruct(t)
	}
	return ""
}

// arrowConstruct explains an arrow that does not follow a list of plain names.
func (p *parser) arrowConstruct() string {
	switch e := p.last.(type) {
	case *CallExpr:
		if id, ok := e.Callee.(*Ident); ok && id.Name == "async" && !p.version.has(featAsync) {
			return constructAsync
		}
	case *CommaExpr:
		for _, part := range e.Exprs {
			if name := parameterConstruct(part); name != "" {
				return name
			}
		}
	default:
		return parameterConstruct(e)
	}
	return ""
}

// parameterConstruct names what e would be as a parameter.
func parameterConstruct(e Expr) string {
	switch e.(type) {
	case *ArrayLit, *ObjectLit:
		return constructDestructuring
	case *AssignExpr:
		return constructDefault
	default:
		return ""
	}
}

// targetConstruct names what an assignment to e would be.
func targetConstruct(e Expr) string {
	switch e.(type) {
	case *ArrayLit, *ObjectLit:
		return constructDestructuring
	default:
		return ""
	}
}

// nameConstruct explains a name that does not follow an operator.
func (p *parser) nameConstruct(t token) string {
	switch last := p.last.(type) {
	case *NumberLit:
		if text := p.text(t); last.pos.Offset < t.off && hexDigit(p.scan.src[t.off-1]) != notDigit {
			if text == "n" {
				return "BigInt"
			}
			if len(text) > 1 && text[0] == '_' && hexDigit(text[1]) != notDigit {
				return "numeric separator"
			}
		}
	case *Ident:
		switch last.Name {
		case "async":
			if !p.version.has(featAsync) {
				return constructAsync
			}
		case "yield":
			return constructGenerator
		}
	}
	return ""
}

// illegalConstruct explains a byte that starts no token.
func (p *parser) illegalConstruct(t token) string {
	switch c := p.scan.src[t.off]; {
	case c == '#' && t.off == 0 && strings.HasPrefix(p.scan.src, "#!"):
		return "hashbang comment"
	case c == '#':
		return "private name"
	case c == '@':
		return "decorator"
	case c == '\\':
		return "escape in identifier"
	case c == '0' && t.end-t.off > 1 && isDigit(p.scan.src[t.off+1]):
		return "octal literal"
	case c >= 0x80:
		return "non-ASCII identifier"
	default:
		return ""
	}
}

// logicalAssignment returns the construct that an equals sign directly behind operator k would make.
func logicalAssignment(k kind) string {
	if k == tokOr || k == tokAnd {
		return constructLogical
	}
	return ""
}

// flagConstruct names a flag of today's regular expressions.
func flagConstruct(flag byte) string {
	if strings.IndexByte("dsuvy", flag) >= 0 {
		return "regular expression flag " + string(rune(flag))
	}
	return ""
}
