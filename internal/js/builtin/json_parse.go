// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import (
	"strings"
	"unicode/utf8"

	"selvedge/internal/js/numfmt"
	"selvedge/internal/js/vm"
)

// jsonParse is JSON.parse(text, reviver). ECMA-262 25.5.1.
func jsonParse(c *vm.Call) (vm.Value, error) {
	s, err := c.ToString(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	v, err := ParseJSON(c.Realm, s)
	if err != nil {
		return vm.Undefined, err
	}
	reviver := c.Arg(1)
	if !reviver.IsCallable() || c.Version() == vm.V1 && !v.IsObject() {
		return v, nil
	}
	holder := c.NewObject()
	if err := c.CreateDataProperty(holder, vm.Keys.Empty, v); err != nil {
		return vm.Undefined, err
	}
	return revive(c.Realm, reviver, holder, vm.Keys.Empty, jsonDepth)
}

// ParseJSON returns the value that a JSON text stands for. s is flat.
func ParseJSON(r *vm.Realm, s *vm.String) (vm.Value, error) {
	if err := r.Charge(1 + s.Size()/16); err != nil {
		return vm.Undefined, err
	}
	p := jsonParser{r: r, text: s.Text(), depth: jsonDepth}
	if s.IsBytes() {
		p.text = strings.ToValidUTF8(p.text, "\ufffd")
	}
	return p.parse()
}

// jsonParser reads a JSON text as njs does, which takes some numbers that JSON does not know: .5, 1. and 01.
type jsonParser struct {
	r     *vm.Realm
	text  string
	depth int    // levels left
	buf   []byte // a string with escapes
}

// parse reads the whole text.
func (p *jsonParser) parse() (vm.Value, error) {
	i := p.skipSpace(0)
	if i == len(p.text) {
		return vm.Undefined, p.fail(i, "Unexpected end of input")
	}
	v, i, err := p.value(i)
	if err != nil {
		return vm.Undefined, err
	}
	if i = p.skipSpace(i); i != len(p.text) {
		return vm.Undefined, p.fail(i, "Unexpected token")
	}
	return v, nil
}

// fail returns a SyntaxError about the byte offset i.
func (p *jsonParser) fail(i int, message string) error {
	return p.r.SyntaxError("%s at position %d", message, utf8.RuneCountInString(p.text[:i]))
}

func (p *jsonParser) skipSpace(i int) int {
	for ; i < len(p.text); i++ {
		switch p.text[i] {
		case ' ', '\t', '\r', '\n':
			continue
		}
		break
	}
	return i
}

// value reads the value at i, which is inside of the text, and returns where it ends.
func (p *jsonParser) value(i int) (vm.Value, int, error) {
	if err := p.r.Charge(1); err != nil {
		return vm.Undefined, i, err
	}
	switch b := p.text[i]; b {
	case '{':
		return p.object(i)
	case '[':
		return p.array(i)
	case '"':
		text, end, err := p.str(i)
		if err != nil {
			return vm.Undefined, i, err
		}
		return p.r.NewString(text).Value(), end, nil
	case 't':
		return p.literal(i, "true", vm.True)
	case 'f':
		return p.literal(i, "false", vm.False)
	case 'n':
		return p.literal(i, "null", vm.Null)
	default:
		if b > '9' {
			return vm.Undefined, i, p.fail(i, "Unexpected token")
		}
		return p.number(i)
	}
}

func (p *jsonParser) literal(i int, name string, v vm.Value) (vm.Value, int, error) {
	if !strings.HasPrefix(p.text[i:], name) {
		return vm.Undefined, i, p.fail(i, "Unexpected token")
	}
	return v, i + len(name), nil
}

// open counts a level.
func (p *jsonParser) open(i int) error {
	if p.depth--; p.depth == 0 {
		return p.fail(i, "Nested too deep")
	}
	return nil
}

func (p *jsonParser) object(i int) (vm.Value, int, error) {
	if err := p.open(i); err != nil {
		return vm.Undefined, i, err
	}
	o := p.r.NewObject()
	for empty := true; ; empty = false {
		if i = p.skipSpace(i + 1); i == len(p.text) {
			return vm.Undefined, i, p.fail(i, "Unexpected end of input")
		}
		if p.text[i] != '"' {
			switch {
			case p.text[i] != '}':
				return vm.Undefined, i, p.fail(i, "Unexpected token")
			case !empty:
				return vm.Undefined, i, p.fail(i-1, "Trailing comma")
			}
			break
		}
		end, err := p.member(o, i)
		if err != nil {
			return vm.Undefined, i, err
		}
		if i = end; p.text[i] == '}' {
			break
		}
	}
	p.depth++
	return o.Value(), i + 1, nil
}

// member reads a name, a colon and a value, and returns where the comma or the brace behind them is.
func (p *jsonParser) member(o *vm.Object, i int) (int, error) {
	name, i, err := p.str(i)
	if err != nil {
		return i, err
	}
	key := p.r.KeyOfText(name)
	if i = p.skipSpace(i); i == len(p.text) || p.text[i] != ':' {
		return i, p.fail(i, "Unexpected token")
	}
	if i = p.skipSpace(i + 1); i == len(p.text) {
		return i, p.fail(i, "Unexpected end of input")
	}
	v, i, err := p.value(i)
	if err != nil {
		return i, err
	}
	if err := p.r.CreateDataProperty(o, key, v); err != nil {
		return i, err
	}
	return p.delimiter(i, '}')
}

// delimiter returns where the comma or the closing bracket is that has to follow a value.
func (p *jsonParser) delimiter(i int, closing byte) (int, error) {
	switch i = p.skipSpace(i); {
	case i == len(p.text):
		return i, p.fail(i, "Unexpected end of input")
	case p.text[i] != ',' && p.text[i] != closing:
		return i, p.fail(i, "Unexpected token")
	}
	return i, nil
}

func (p *jsonParser) array(i int) (vm.Value, int, error) {
	if err := p.open(i); err != nil {
		return vm.Undefined, i, err
	}
	a := p.r.NewArray()
	for {
		if i = p.skipSpace(i + 1); i == len(p.text) {
			return vm.Undefined, i, p.fail(i, "Unexpected end of input")
		}
		if p.text[i] == ']' {
			if a.ArrayLength() > 0 {
				return vm.Undefined, i, p.fail(i-1, "Trailing comma")
			}
			break
		}
		v, end, err := p.value(i)
		if err != nil {
			return vm.Undefined, i, err
		}
		p.r.Append(a, v)
		if i, err = p.delimiter(end, ']'); err != nil {
			return vm.Undefined, i, err
		}
		if p.text[i] == ']' {
			break
		}
	}
	p.depth++
	return a.Value(), i + 1, nil
}

// number reads digits with a fraction and an exponent, behind a minus.
func (p *jsonParser) number(i int) (vm.Value, int, error) {
	sign := 1.0
	if p.text[i] == '-' {
		if i+1 == len(p.text) {
			return vm.Undefined, i, p.fail(i, "Unexpected number")
		}
		sign = -1
		i++
	}
	size, integral := decimalSize(p.text[i:])
	if size == 0 {
		return vm.Undefined, i, p.fail(i, "Unexpected number")
	}
	digits := p.text[i : i+size]
	if !integral || size > 15 {
		return vm.Number(sign * numfmt.ParseFloat(digits)), i + size, nil
	}
	n := int64(0)
	for _, d := range []byte(digits) {
		n = n*10 + int64(d-'0')
	}
	return vm.Number(sign * float64(n)), i + size, nil
}

// decimalSize returns the length of the number that text begins with, and whether it is digits alone.
func decimalSize(text string) (size int, integral bool) {
	whole := digitCount(text)
	size, integral = whole, true
	if size < len(text) && text[size] == '.' {
		fraction := digitCount(text[size+1:])
		if whole+fraction == 0 {
			return 0, false
		}
		size, integral = size+1+fraction, false
	}
	if size == 0 || size == len(text) || text[size]|0x20 != 'e' {
		return size, integral
	}
	exponent := size + 1
	if exponent < len(text) && (text[exponent] == '+' || text[exponent] == '-') {
		exponent++
	}
	if n := digitCount(text[exponent:]); n > 0 {
		return exponent + n, false
	}
	return size, integral
}

func digitCount(text string) (n int) {
	for n < len(text) && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	return n
}
