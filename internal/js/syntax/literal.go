// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Literals: numbers, strings and their escapes.

package syntax

import (
	"strings"
	"unicode/utf8"

	"selvedge/internal/js/numfmt"
)

// number scans a numeric literal; the scanner is behind its first byte.
func (s *scanner) number(start int) token {
	t := s.begin(start)
	p := s.pos
	if s.src[start] == '0' && p < len(s.src) {
		c := s.src[p]
		if shift := radixShift(c); shift != 0 {
			return s.radixNumber(t, p+1, shift)
		}
		if isDigit(c) || c == '_' && s.version.has(featNumericSeparator) {
			// Octal literals of old. The scanner stays behind the zero.
			return s.finish(t, tokIllegal, p+1)
		}
	}
	digits, end := s.decimal(start)
	t.num = parseDecimal(digits)
	return s.endNumber(t, end)
}

// radixShift returns the bits per digit for the letter after a zero, or 0.
func radixShift(c byte) uint {
	switch c {
	case 'x', 'X':
		return 4
	case 'o', 'O':
		return 3
	case 'b', 'B':
		return 1
	default:
		return 0
	}
}

// radixNumber scans the digits from offset p on. No digits at all are the number zero, as in the reference, unless the
// source ends.
func (s *scanner) radixNumber(t token, p int, shift uint) token {
	if p == len(s.src) {
		return s.finish(t, tokIllegal, p)
	}
	var wide float64
	var narrow uint64
	separator := p - 1
	for ; p < len(s.src); p++ {
		d := hexDigit(s.src[p])
		if d>>shift != 0 {
			if s.src[p] == '_' && s.version.has(featNumericSeparator) && p-separator > 1 {
				separator = p
				continue
			}
			break
		}
		wide = wide*float64(uint(1)<<shift) + float64(d)
		narrow = narrow<<shift | uint64(d)
	}
	if shift < 4 && p < len(s.src) && isDigit(s.src[p]) {
		return s.finish(t, tokIllegal, p+1)
	}
	t.num = wide
	if !s.version.has(featWideIntegers) {
		t.num = float64(narrow)
	}
	return s.endNumber(t, p)
}

// endNumber finishes a number before offset p; a separator at its end does not belong to it.
func (s *scanner) endNumber(t token, p int) token {
	if s.src[p-1] == '_' {
		p--
	}
	s.pos = p
	return s.finish(t, tokNumber, p)
}

// notDigit is larger than every digit.
const notDigit = 0xFF

// hexDigit returns the value of c as a digit, or notDigit.
func hexDigit(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10
	default:
		return notDigit
	}
}

// decimal returns the text of a decimal literal that starts at p, and where it ends.
func (s *scanner) decimal(p int) (string, int) {
	start := p
	end, done := s.digits(p, p-2, true)
	if !done && end < len(s.src) && s.src[end] == '.' {
		end, _ = s.digits(end+1, end, false)
	}
	if !done && end+1 < len(s.src) && s.src[end]|0x20 == 'e' {
		e := end + 1
		if e+1 < len(s.src) && (s.src[e] == '-' || s.src[e] == '+') {
			e++
		}
		switch {
		case isDigit(s.src[e]):
			end, _ = s.digits(e+1, start-2, false)
		case s.src[e] == '_' && s.version.has(featNumericSeparator):
			return s.src[start:end], e
		}
	}
	return s.src[start:end], end
}

// digits passes over digits and single separators between them. separator is the place where there can be no separator
// behind. For the integer part it reports whether a misplaced separator ends the literal.
func (s *scanner) digits(p, separator int, integer bool) (end int, done bool) {
	separators := s.version.has(featNumericSeparator)
	for ; p < len(s.src); p++ {
		c := s.src[p]
		if isDigit(c) {
			continue
		}
		if !separators {
			break
		}
		if integer && p-separator == 1 {
			return p, true
		}
		if c != '_' || !integer && p-separator <= 1 {
			break
		}
		separator = p
	}
	return p, false
}

// parseDecimal converts a decimal literal, which may have separators. It rounds as njs does, like Number(text).
func parseDecimal(text string) float64 {
	if strings.IndexByte(text, '_') >= 0 {
		text = strings.ReplaceAll(text, "_", "")
	}
	return numfmt.ParseFloat(text)
}

// string scans a string literal; the scanner is behind its opening quote. A string that is not closed leaves it there.
func (s *scanner) string(start int, quote byte) token {
	t := s.begin(start)
	k := tokString
	lineStart := s.lineStart
	p := s.pos
	for p < len(s.src) {
		c := s.src[p]
		p++
		if c == quote {
			t.start = int32(s.pos)
			s.pos, s.lineStart = p, lineStart
			return s.finish(t, k, p-1)
		}
		if c == '\n' || c == '\r' {
			break
		}
		if c == '\\' {
			k = tokEscapeString
			if p == len(s.src) {
				break
			}
			if s.src[p] == '\r' && p+1 < len(s.src) && s.src[p+1] == '\n' {
				p++
			}
			if s.src[p] == '\n' {
				lineStart = p + 1
			}
			p++
		}
	}
	return s.finish(t, tokUnterminated, p)
}

// escapeError says why the escapes of a string cannot be decoded.
type escapeError uint8

const (
	escapeOK      escapeError = iota
	escapeInvalid             // not a code point
	escapeOctal               // \1 to \7
	escapeDecimal             // \8 and \9
)

// validText replaces what is not UTF-8 by U+FFFD, each longest part that could have been the beginning of a character by one.
func validText(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	var b strings.Builder
	for text != "" {
		r, width := firstRune(text)
		b.WriteRune(r)
		text = text[width:]
	}
	return b.String()
}

// firstRune is utf8.DecodeRuneInString, except that the beginning of a character is as wide as it is.
func firstRune(text string) (r rune, width int) {
	r, width = utf8.DecodeRuneInString(text)
	if r != utf8.RuneError || width > 1 || utf8.FullRuneInString(text[:1]) {
		return r, width
	}
	for width < len(text) && !utf8.FullRuneInString(text[:width+1]) {
		width++
	}
	return r, width
}

// unescape decodes the text of a string or template part. Octal escapes are reported, and decoded to the bare digit.
func unescape(text string) (string, escapeError) {
	d := unescaper{text: text}
	d.out.Grow(len(text))
	for d.pos < len(text) {
		i := strings.IndexByte(text[d.pos:], '\\')
		if i < 0 {
			i = len(text) - d.pos
		}
		if i > 0 {
			d.flush()
			d.out.WriteString(validText(text[d.pos : d.pos+i]))
			d.pos += i
			continue
		}
		if !d.escape() {
			return "", escapeInvalid
		}
	}
	d.flush()
	return d.out.String(), d.problem
}

// unescaper holds the state of unescape.
type unescaper struct {
	text    string
	pos     int
	out     strings.Builder
	problem escapeError // the first octal escape

	// lead is the first half of a surrogate pair if hasLead.
	lead    rune
	hasLead bool
}

// flush writes U+FFFD for a first half without its second.
func (d *unescaper) flush() {
	if d.hasLead {
		d.out.WriteRune(utf8.RuneError)
		d.hasLead = false
	}
}

// escape decodes the escape at pos. A backslash is always followed by a byte.
func (d *unescaper) escape() bool {
	c := d.text[d.pos+1]
	if c == 'u' || c == 'x' {
		return d.hex(c)
	}
	d.flush()
	d.pos += 2
	switch c {
	case '\r':
		if d.pos < len(d.text) && d.text[d.pos] == '\n' {
			d.pos++
		}
	case '\n':
	case '0':
		d.out.WriteByte(0)
	case 'b':
		d.out.WriteByte('\b')
	case 'f':
		d.out.WriteByte('\f')
	case 'n':
		d.out.WriteByte('\n')
	case 'r':
		d.out.WriteByte('\r')
	case 't':
		d.out.WriteByte('\t')
	case 'v':
		d.out.WriteByte('\v')
	case '1', '2', '3', '4', '5', '6', '7':
		d.note(escapeOctal)
		d.out.WriteByte(c)
	case '8', '9':
		d.note(escapeDecimal)
		d.out.WriteByte(c)
	default:
		// The character itself, which may be longer than a byte.
		r, width := firstRune(d.text[d.pos-1:])
		d.out.WriteRune(r)
		d.pos += width - 1
	}
	return true
}

func (d *unescaper) note(problem escapeError) {
	if d.problem == escapeOK {
		d.problem = problem
	}
}

// hex decodes \xHH, \uHHHH or \u{H…} at pos.
func (d *unescaper) hex(c byte) bool {
	p := d.pos + 2
	braces := c == 'u' && p < len(d.text) && d.text[p] == '{'
	digits := 2
	switch {
	case braces:
		p++
		digits = 7
	case c == 'u':
		digits = 4
	}
	value, n := rune(0), 0
	for n < digits && p < len(d.text) && hexDigit(d.text[p]) != notDigit {
		value = value<<4 | rune(hexDigit(d.text[p]))
		p, n = p+1, n+1
	}
	switch {
	case !braces && n < digits, braces && (n == 0 || n == digits || p == len(d.text) || d.text[p] != '}'):
		return false
	case value > utf8.MaxRune:
		return false
	case braces:
		p++
	}
	d.pos = p
	d.codePoint(value)
	return true
}

// codePoint writes an escaped code point and joins surrogate pairs.
func (d *unescaper) codePoint(r rune) {
	const leadFirst, trailFirst, trailLast = 0xD800, 0xDC00, 0xDFFF
	switch {
	case r < leadFirst || r > trailLast:
		d.flush()
		d.out.WriteRune(r)
	case r >= trailFirst && d.hasLead:
		d.out.WriteRune((d.lead-leadFirst)<<10 + (r - trailFirst) + 0x10000)
		d.hasLead = false
	case r >= trailFirst, d.hasLead, !strings.HasPrefix(d.text[d.pos:], `\u`):
		// A second half alone, a first half after another, or one that no escape follows.
		d.flush()
		d.out.WriteRune(utf8.RuneError)
	default:
		d.lead, d.hasLead = r, true
	}
}
