// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package syntax

import "unicode/utf8"

// scanner cuts a source into tokens. Line ends are tokens. Tokens are made as late as the reference makes them, because
// the line of an error message is the line that has been reached, and because a slash or a backquote is understood by the
// parser, which then goes on scanning behind it.
type scanner struct {
	src     string
	version Version
	pos     int

	// line is the line number of the reference: it counts the line feeds between tokens, in comments and in templates, but
	// not those behind a backslash in a string.
	line      int32
	lineStart int // offset of the first byte of the current line of the source

	queue []token // tokens made and not yet consumed are queue[head:]
	head  int
	prev  kind // the last token consumed, or tokLineEnd if the current token follows one

	// brackets has an element for every bracket, and conditional operator, that is open: whether the operator in is
	// refused there, as in the head of a for statement.
	brackets []bool

	steps int // tokens made and looked at, for tests of linear time
}

func newScanner(src string, version Version) scanner {
	return scanner{
		src: src, version: version, line: 1, queue: make([]token, 0, 64), brackets: make([]bool, 1, 32),
	}
}

// current returns the next token that is not a line end, without consuming it.
func (s *scanner) current() token {
	t, _ := s.currentAt()
	return t
}

// currentKind is the kind of the current token.
func (s *scanner) currentKind() kind {
	if s.head < len(s.queue) {
		if k := s.queue[s.head].kind; k != tokLineEnd {
			return k
		}
	}
	return s.current().kind
}

// currentAt is current with the place of the token in the queue, for after.
func (s *scanner) currentAt() (token, int) {
	for i := s.head; ; i++ {
		if i == len(s.queue) {
			s.make()
		}
		if s.queue[i].kind != tokLineEnd {
			return s.queue[i], i
		}
		s.prev = tokLineEnd
	}
}

// after looks one token further than place i of the queue. It stops at a line end only if lineEnds is set.
func (s *scanner) after(i int, lineEnds bool) (token, int) {
	for i++; ; i++ {
		s.steps++
		if i == len(s.queue) {
			s.make()
		}
		if lineEnds || s.queue[i].kind != tokLineEnd {
			return s.queue[i], i
		}
	}
}

// peek looks at the token after the current one.
func (s *scanner) peek(lineEnds bool) token {
	_, i := s.currentAt()
	t, _ := s.after(i, lineEnds)
	return t
}

// consume removes the current token, and the line ends before it.
func (s *scanner) consume() {
	for {
		if s.head == len(s.queue) {
			s.make()
		}
		k := s.queue[s.head].kind
		s.head++
		s.prev = k
		if s.head == len(s.queue) {
			s.queue, s.head = s.queue[:0], 0
		}
		if k != tokLineEnd {
			return
		}
	}
}

// make appends one token to the queue.
func (s *scanner) make() {
	t := s.next()
	s.steps++
	s.queue = append(s.queue, t)
	switch t.kind {
	case tokParenOpen, tokBracketOpen, tokBraceOpen:
		s.openBracket()
	case tokParenClose, tokBracketClose, tokBraceClose:
		s.closeBracket()
	}
}

func (s *scanner) openBracket() { s.brackets = append(s.brackets, false) }

func (s *scanner) closeBracket() {
	if len(s.brackets) > 1 {
		s.brackets = s.brackets[:len(s.brackets)-1]
	}
}

func (s *scanner) refuseIn(refuse bool) { s.brackets[len(s.brackets)-1] = refuse }

func (s *scanner) inRefused() bool { return s.brackets[len(s.brackets)-1] }

// newline notes that the byte before offset was a line feed.
func (s *scanner) newline(offset int) { s.lineStart = offset }

// begin returns an unfinished token that starts at offset.
func (s *scanner) begin(offset int) token {
	at := int32(offset)
	return token{line: s.line, off: at, start: at, end: at, col: int32(offset - s.lineStart + 1)}
}

// finish sets kind and extent of a token that ends at offset.
func (s *scanner) finish(t token, k kind, offset int) token {
	t.kind, t.end = k, int32(offset)
	return t
}

// next scans one token. Block comments are skipped, a line comment is a line end.
func (s *scanner) next() token {
	for {
		if k, width := s.skipSpace(); k == tokEnd {
			return s.finish(s.begin(s.pos), tokEnd, s.pos)
		} else if k == tokIllegal {
			// Only the last byte of a character shows in the reference's message.
			t := s.begin(s.pos - width)
			t.start = int32(s.pos - 1)
			return s.finish(t, tokIllegal, s.pos)
		}
		start := s.pos
		c := s.src[start]
		s.pos++
		switch {
		case isIdentStart(c):
			return s.identifier(start)
		case c >= '0' && c <= '9', c == '.' && s.pos < len(s.src) && isDigit(s.src[s.pos]):
			return s.number(start)
		case c == '"', c == '\'':
			return s.string(start, c)
		case c == '\n':
			t := s.finish(s.begin(start), tokLineEnd, s.pos)
			s.line++
			s.newline(s.pos)
			return t
		case c == '/':
			if t, comment := s.slash(start); !comment {
				return t
			}
		default:
			return s.punctuator(start, c)
		}
	}
}

// skipSpace passes over spaces. It returns tokEnd at the end of the source, tokIllegal with the width of a character that
// belongs to no token and was passed, and anything else if a token starts here.
func (s *scanner) skipSpace() (kind, int) {
	unicode := s.version.has(featUnicodeSpace)
	for s.pos < len(s.src) {
		c := s.src[s.pos]
		switch {
		case c == ' ', c == '\t', c == '\r':
			s.pos++
		case (c == '\v' || c == '\f') && unicode:
			s.pos++
		case c < utf8.RuneSelf:
			return tokName, 0
		case !unicode:
			s.pos++
			return tokIllegal, 1
		default:
			r, width := utf8.DecodeRuneInString(s.src[s.pos:])
			s.pos += width
			// A space that is the very last character is refused by the reference: it looks at the first byte of it.
			if !isUnicodeSpace(r) || s.pos == len(s.src) {
				return tokIllegal, width
			}
		}
	}
	return tokEnd, 0
}

func isUnicodeSpace(r rune) bool {
	switch {
	case r >= 0x2000 && r <= 0x200A:
		return true
	case r == 0xA0, r == 0x1680, r == 0x2028, r == 0x2029, r == 0x202F, r == 0x205F, r == 0x3000, r == 0xFEFF:
		return true
	default:
		return false
	}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// isIdentStart: identifiers are ASCII in njs.
func isIdentStart(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$'
}

func (s *scanner) identifier(start int) token {
	p := s.pos
	for p < len(s.src) && (isIdentStart(s.src[p]) || isDigit(s.src[p])) {
		p++
	}
	s.pos = p
	t := s.finish(s.begin(start), tokName, p)
	if n := p - start; n < shortestWord || n > longestWord {
		return t
	}
	if w, ok := words[s.src[start:p]]; ok && w.known&s.version != 0 {
		t.kind, t.word, t.reserved = w.kind, true, w.reserved&s.version != 0
	}
	return t
}

// slash scans what begins with a slash and is not a regular expression, which only the parser can tell.
func (s *scanner) slash(start int) (t token, comment bool) {
	t = s.begin(start)
	if s.pos == len(s.src) {
		return s.finish(t, tokDiv, s.pos), false
	}
	switch s.src[s.pos] {
	case '/':
		s.pos++
		for p := s.pos; p < len(s.src); p++ {
			if s.src[p] == '\n' || p+1 == len(s.src) {
				s.pos = p + 1
				s.line++
				s.newline(s.pos)
				return s.finish(t, tokLineEnd, s.pos), false
			}
		}
		// Two slashes that end the source are no comment in the reference.
		return s.finish(t, tokDiv, s.pos), false
	case '*':
		s.pos++
		for p := s.pos; p < len(s.src); p++ {
			switch {
			case s.src[p] == '\n':
				s.line++
				s.newline(p + 1)
			case s.src[p] == '*' && p+1 < len(s.src) && s.src[p+1] == '/':
				s.pos = p + 2
				return t, true
			}
		}
		// Scanning of an unterminated comment would go on inside it; nothing is valid after an illegal token anyway.
		t = s.finish(t, tokIllegal, s.pos)
		s.pos = len(s.src)
		return t, false
	case '=':
		s.pos++
		return s.finish(t, tokDivAssign, s.pos), false
	default:
		return s.finish(t, tokDiv, s.pos), false
	}
}
