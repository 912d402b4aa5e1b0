// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"strings"
	"unicode/utf8"

	"selvedge/internal/js/vm"
)

// This file has the two encodings of the module querystring.

// queryEscape is querystring.escape(text).
func queryEscape(c *vm.Call) (vm.Value, error) {
	s, err := c.ToString(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	text, err := escapeQuery(c, nil, s.Text())
	if err != nil {
		return vm.Undefined, err
	}
	return c.NewStringBytes(text).Value(), nil
}

// queryUnescape is querystring.unescape(text).
func queryUnescape(c *vm.Call) (vm.Value, error) {
	s, err := c.ToString(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	return unescapeQuery(c, s.Text())
}

// escapeQuery appends text with every byte percent-encoded but letters, digits and -_.!~*'().
func escapeQuery(c *vm.Call, dst []byte, text string) ([]byte, error) {
	if err := c.Charge(len(text) / 4); err != nil {
		return dst, err
	}
	if err := c.Fits(len(dst) + 3*len(text)); err != nil {
		return dst, err
	}
	for i := range len(text) {
		if b := text[i]; isQueryByte(b) {
			dst = append(dst, b)
		} else {
			dst = append(dst, '%', hexDigits[b>>4], hexDigits[b&15])
		}
	}
	return dst, nil
}

const hexDigits = "0123456789ABCDEF"

// isQueryByte says whether escape leaves a byte alone.
func isQueryByte(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || strings.IndexByte("-_.!~*'()", b) >= 0
}

// unescapeQuery returns text with + as a blank and percent-encoded bytes decoded. What is not UTF-8 becomes U+FFFD;
// a % that is not followed by two digits stays.
func unescapeQuery(c *vm.Call, text string) (vm.Value, error) {
	if err := c.Charge(1 + len(text)/8); err != nil {
		return vm.Undefined, err
	}
	if strings.IndexByte(text, '%') < 0 && strings.IndexByte(text, '+') < 0 && utf8.ValidString(text) {
		return c.NewString(text).Value(), nil
	}
	if err := c.Fits(3 * len(text)); err != nil {
		return vm.Undefined, err
	}
	return c.NewStringBytes(appendUnescaped(make([]byte, 0, len(text)), text)).Value(), nil
}

// appendUnescaped is unescapeQuery without a realm. Its treatment of bytes that are no UTF-8 is that of njs: a
// percent-encoded byte that does not continue a sequence is dropped with it.
func appendUnescaped(dst []byte, text string) []byte {
	var d utf8Decoder
	status := decoded
	for i := 0; i < len(text); {
		point := rune(' ')
		switch b, ok := percentByte(text[i:]); {
		case ok:
			point, status, _ = d.next(b)
			i += 3
		case text[i] == '+':
			status = decoded
			i++
		default:
			for status = incomplete; status == incomplete && i < len(text); {
				var used bool
				if point, status, used = d.next(text[i]); used {
					i++
				}
			}
		}
		switch status {
		case decoded:
			dst = utf8.AppendRune(dst, point)
		case malformed:
			dst = utf8.AppendRune(dst, utf8.RuneError)
		}
	}
	if status == incomplete {
		dst = utf8.AppendRune(dst, utf8.RuneError)
	}
	return dst
}

// percentByte returns the byte that is encoded at the beginning of text.
func percentByte(text string) (b byte, ok bool) {
	if len(text) < 3 || text[0] != '%' {
		return 0, false
	}
	high, low := hexValue(text[1]), hexValue(text[2])
	return byte(high<<4 | low), high >= 0 && low >= 0
}

// hexValue returns the value of a hexadecimal digit, or -1.
func hexValue(b byte) int {
	switch {
	case b >= '0' && b <= '9':
		return int(b - '0')
	case b|0x20 >= 'a' && b|0x20 <= 'f':
		return int(b|0x20-'a') + 10
	}
	return -1
}

// utf8Decoder decodes UTF-8 that comes byte by byte.
type utf8Decoder struct {
	need       int  // bytes that are missing
	low, high  byte // bounds of the next byte
	unfinished rune
}

// decoding is what came of a byte.
type decoding int

const (
	decoded decoding = iota
	incomplete
	malformed
)

// next takes a byte. used is false when the byte is not part of the malformed sequence that it ends.
func (d *utf8Decoder) next(b byte) (point rune, status decoding, used bool) {
	if d.need == 0 {
		return d.first(b)
	}
	if b < d.low || b > d.high {
		d.need = 0
		return 0, malformed, false
	}
	d.low, d.high = 0x80, 0xbf
	d.unfinished = d.unfinished<<6 | rune(b&0x3f)
	if d.need--; d.need > 0 {
		return 0, incomplete, true
	}
	return d.unfinished, decoded, true
}

// first takes the first byte of a sequence.
func (d *utf8Decoder) first(b byte) (point rune, status decoding, used bool) {
	d.low, d.high = 0x80, 0xbf
	switch {
	case b < utf8.RuneSelf:
		return rune(b), decoded, true
	case b < 0xc2 || b > 0xf4:
		return 0, malformed, true
	case b < 0xe0:
		d.need, d.unfinished = 1, rune(b&0x1f)
	case b < 0xf0:
		d.need, d.unfinished = 2, rune(b&0x0f)
	default:
		d.need, d.unfinished = 3, rune(b&0x07)
	}
	switch b {
	case 0xe0:
		d.low = 0xa0
	case 0xed:
		d.high = 0x9f
	case 0xf0:
		d.low = 0x90
	case 0xf4:
		d.high = 0x8f
	}
	return 0, incomplete, true
}
