// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Strings in JSON texts.

package builtin

import "unicode/utf8"

// str reads the string at i, where its quotation mark is, and returns its text and where it ends. The text is a part
// of the input, unless the string has escapes.
func (p *jsonParser) str(i int) (text string, end int, err error) {
	start := i + 1
	for i = start; i < len(p.text); i++ {
		switch b := p.text[i]; {
		case b == '"':
			return p.text[start:i], i + 1, nil
		case b == '\\':
			return p.escaped(start, i)
		case b < ' ':
			return "", i, p.fail(i, "Forbidden source char")
		}
	}
	return "", i, p.fail(i, "Unexpected end of input")
}

// escaped reads a string that begins at start and has its first escape at i.
func (p *jsonParser) escaped(start, i int) (string, int, error) {
	p.buf = append(p.buf[:0], p.text[start:i]...)
	var units surrogatesOfJSON
	for i < len(p.text) {
		b := p.text[i]
		if b == '\\' {
			unit, end, err := p.escape(i + 1)
			if err != nil {
				return "", i, err
			}
			p.buf = units.add(p.buf, unit, p.text[i+1] == 'u')
			i = end
			continue
		}
		p.buf = units.flush(p.buf)
		switch {
		case b == '"':
			return string(p.buf), i + 1, nil
		case b < ' ':
			return "", i, p.fail(i, "Forbidden source char")
		}
		p.buf = append(p.buf, b)
		i++
	}
	return "", i, p.fail(i, "Unexpected end of input")
}

// escape reads what follows a backslash.
func (p *jsonParser) escape(i int) (unit rune, end int, err error) {
	if i == len(p.text) {
		return 0, i, p.fail(i, "Unexpected end of input")
	}
	switch b := p.text[i]; b {
	case '"', '\\', '/':
		return rune(b), i + 1, nil
	case 'n':
		return '\n', i + 1, nil
	case 'r':
		return '\r', i + 1, nil
	case 't':
		return '\t', i + 1, nil
	case 'b':
		return '\b', i + 1, nil
	case 'f':
		return '\f', i + 1, nil
	case 'u':
		return p.hexUnit(i + 1)
	}
	return 0, i, p.fail(i, "Unknown escape char")
}

func (p *jsonParser) hexUnit(i int) (unit rune, end int, err error) {
	for end = i; end < i+4; end++ {
		if end == len(p.text) {
			return 0, end, p.fail(end, "Unexpected end of input")
		}
		digit := hexDigit(p.text[end])
		if digit < 0 {
			return 0, end, p.fail(end, "Invalid Unicode escape sequence")
		}
		unit = unit<<4 | rune(digit)
	}
	return unit, end, nil
}

// surrogatesOfJSON puts surrogates together that are escaped one after the other. Others become U+FFFD, and a high
// one takes a second high one with it.
type surrogatesOfJSON struct {
	high rune // 0 when none is waiting
}

func (s *surrogatesOfJSON) add(text []byte, unit rune, hex bool) []byte {
	high := s.high
	s.high = 0
	switch {
	case high != 0 && hex && isLowSurrogate(unit):
		return utf8.AppendRune(text, 0x10000+(high-0xd800)<<10+unit-0xdc00)
	case high != 0:
		text = utf8.AppendRune(text, utf8.RuneError)
	case hex && isHighSurrogate(unit):
		s.high = unit
		return text
	}
	return utf8.AppendRune(text, unit) // a surrogate that is left becomes U+FFFD
}

// flush ends a run of escapes.
func (s *surrogatesOfJSON) flush(text []byte) []byte {
	if s.high != 0 {
		s.high = 0
		text = utf8.AppendRune(text, utf8.RuneError)
	}
	return text
}
