// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Operators and brackets.

package syntax

// punctuator scans an operator or a bracket that starts with c; the scanner is behind c.
func (s *scanner) punctuator(start int, c byte) token {
	t := s.begin(start)
	k := tokIllegal
	switch c {
	case '(':
		k = tokParenOpen
	case ')':
		k = tokParenClose
	case '[':
		k = tokBracketOpen
	case ']':
		k = tokBracketClose
	case '{':
		k = tokBraceOpen
	case '}':
		k = tokBraceClose
	case ',':
		k = tokComma
	case ';':
		k = tokSemicolon
	case ':':
		k = tokColon
	case '`':
		k = tokGrave
	case '~':
		k = tokBitNot
	case '.':
		k = tokDot
		if s.accept('.') {
			// Two dots alone are two tokens.
			if s.accept('.') {
				k = tokEllipsis
			} else {
				s.pos--
			}
		}
	case '?':
		k = s.choose('?', tokCoalesce, tokQuestion)
	default:
		k = s.operator(c)
	}
	return s.finish(t, k, s.pos)
}

// operator scans an operator that starts with c; the scanner is behind c.
func (s *scanner) operator(c byte) kind {
	switch c {
	case '+':
		if s.accept('+') {
			return tokIncrement
		}
		return s.choose('=', tokAddAssign, tokAdd)
	case '-':
		if s.accept('-') {
			return tokDecrement
		}
		return s.choose('=', tokSubAssign, tokSub)
	case '*':
		if s.accept('*') {
			return s.choose('=', tokPowAssign, tokPow)
		}
		return s.choose('=', tokMulAssign, tokMul)
	case '%':
		return s.choose('=', tokRemAssign, tokRem)
	case '&':
		if s.accept('&') {
			return tokAnd
		}
		return s.choose('=', tokAndAssign, tokBitAnd)
	case '|':
		if s.accept('|') {
			return tokOr
		}
		return s.choose('=', tokOrAssign, tokBitOr)
	case '^':
		return s.choose('=', tokXorAssign, tokBitXor)
	case '!':
		if s.accept('=') {
			return s.choose('=', tokStrictNe, tokNe)
		}
		return tokNot
	case '=':
		if s.accept('=') {
			return s.choose('=', tokStrictEq, tokEq)
		}
		return s.choose('>', tokArrow, tokAssign)
	case '<':
		if s.accept('<') {
			return s.choose('=', tokShlAssign, tokShl)
		}
		return s.choose('=', tokLe, tokLt)
	case '>':
		return s.greater()
	default:
		return tokIllegal
	}
}

// greater scans an operator that starts with a greater-than sign.
func (s *scanner) greater() kind {
	if !s.accept('>') {
		return s.choose('=', tokGe, tokGt)
	}
	if !s.accept('>') {
		return s.choose('=', tokShrAssign, tokShr)
	}
	return s.choose('=', tokUshrAssign, tokUshr)
}

// accept passes over c if it comes next.
func (s *scanner) accept(c byte) bool {
	if s.pos == len(s.src) || s.src[s.pos] != c {
		return false
	}
	s.pos++
	return true
}

// choose returns yes, and passes over c, if c comes next, and no otherwise.
func (s *scanner) choose(c byte, yes, no kind) kind {
	if s.accept(c) {
		return yes
	}
	return no
}
