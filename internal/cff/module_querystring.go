// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"math"
	"strings"
	"unicode/utf8"

	"selvedge/internal/js/vm"
)

// This file is the module querystring. Source: runtime.md 8.2. Texts and oddities are those of njs 0.4.3 and 0.7.12,
// but for one: njs 0.4.3 forgets the separator before a list and the "=" of an empty value, which AWS documents for
// both versions.

// queryStringTemplate describes the module.
func queryStringTemplate() vm.Template {
	rows := []vm.Row{nameRow("querystring"), tagRow("querystring", vm.V2)}
	for _, f := range []struct {
		name   string
		length int // in njs 0.4.3; none has a length in 0.7.12
		call   vm.Func
	}{
		{"parse", 4, queryParse}, {"stringify", 4, queryStringify}, {"decode", 4, queryParse},
		{"encode", 4, queryStringify}, {"escape", 1, queryEscape}, {"unescape", 1, queryUnescape},
	} {
		rows = append(rows, vm.Method(f.name, f.length, f.call, vm.V1), vm.Method(f.name, 0, f.call, vm.V2))
	}
	return vm.Template{ID: queryStringModule, Path: "querystring", Class: vm.ClassHost, Rows: rows}
}

// Keys of the options and the hooks.
var (
	keyMaxKeys  = func() vm.Key { return vm.StaticKey("maxKeys") }()
	keyDecode   = func() vm.Key { return vm.StaticKey("decodeURIComponent") }()
	keyEncode   = func() vm.Key { return vm.StaticKey("encodeURIComponent") }()
	keyEscape   = func() vm.Key { return vm.StaticKey("escape") }()
	keyUnescape = func() vm.Key { return vm.StaticKey("unescape") }()
)

// defaultMaxKeys is the number of parts that parse looks at when there are no options.
const defaultMaxKeys = 1000

// queryParse is querystring.parse(text, separator, equals, options).
func queryParse(c *vm.Call) (vm.Value, error) {
	p := queryParser{c: c, object: c.NewObjectOf(vm.ClassObject, nil, nil), left: defaultMaxKeys}
	text := ""
	if v := c.Arg(0); v.IsString() {
		var err error
		if text, err = c.ToText(v); err != nil {
			return vm.Undefined, err
		}
	}
	if c.Version() == vm.V1 && text == "" {
		return p.object.Value(), nil
	}
	var err error
	if p.separator, err = delimiter(c, 1, "&"); err != nil {
		return vm.Undefined, err
	}
	if p.equals, err = delimiter(c, 2, "="); err != nil {
		return vm.Undefined, err
	}
	if err := p.options(); err != nil {
		return vm.Undefined, err
	}
	if err := p.parse(text); err != nil {
		return vm.Undefined, err
	}
	return p.object.Value(), nil
}

// delimiter returns argument i as text, or otherwise when it is missing or empty.
func delimiter(c *vm.Call, i int, otherwise string) (string, error) {
	if c.Arg(i).IsNullish() {
		return otherwise, nil
	}
	text, err := c.ToText(c.Arg(i))
	if err != nil || text == "" {
		return otherwise, err
	}
	return text, nil
}

// queryParser makes an object of a query string.
type queryParser struct {
	c                 *vm.Call
	object            *vm.Object
	separator, equals string
	left              int64      // parts that are looked at
	hook              *vm.Object // decodes; nil is our own function
}

// options reads the options and finds the hook.
func (p *queryParser) options() (err error) {
	c := p.c
	if o := c.Arg(3).Object(); o != nil {
		v, err := c.Get(o, keyMaxKeys)
		if err != nil {
			return err
		}
		n, err := c.ToIntegerOrInfinity(v)
		if err != nil {
			return err
		}
		if p.left = math.MaxInt64; n > 0 && n < math.MaxInt64 {
			p.left = int64(n)
		}
		if c.HasProperty(o, keyDecode) {
			p.hook, err = hookOf(c, o, keyDecode, "option decodeURIComponent", queryUnescapePath)
			return err
		}
	}
	p.hook, err = hookOf(c, c.This.Object(), keyUnescape, "QueryString.unescape", queryUnescapePath)
	return err
}

// The paths of our own hooks.
const (
	queryEscapePath   = "querystring.escape"
	queryUnescapePath = "querystring.unescape"
)

// hookOf returns the function that is a property of o, nil when it is our own one. what names it in the error.
func hookOf(c *vm.Call, o *vm.Object, k vm.Key, what, own string) (*vm.Object, error) {
	v := vm.Undefined
	if o != nil {
		var err error
		if v, err = c.Get(o, k); err != nil {
			return nil, err
		}
	}
	if !v.IsCallable() {
		return nil, c.TypeError("%s is not a function", what)
	}
	if b := v.Object().Builtin(); b != nil && b.Path == own {
		return nil, nil
	}
	return v.Object(), nil
}

func (p *queryParser) parse(text string) error {
	for {
		if p.left == 0 {
			return nil
		}
		p.left--
		end := p.find(text, p.separator)
		if err := p.c.Charge(1 + end/16); err != nil {
			return err
		}
		if end > 0 {
			if err := p.part(text, end); err != nil {
				return err
			}
		}
		if end+len(p.separator) >= len(text) {
			return nil
		}
		text = text[end+len(p.separator):]
	}
}

// find returns where part begins in text, or the length of text. njs 0.4.3 does not find one of several bytes at the
// very end.
func (p *queryParser) find(text, part string) int {
	i := strings.Index(text, part)
	if i < 0 || p.c.Version() == vm.V1 && len(part) > 1 && i+len(part) == len(text) {
		return len(text)
	}
	return i
}

// part adds the part that ends at end; what follows is in text, too. njs looks for the end of the name in all of text
// in 0.4.3, so that the name of a part without "=" takes others in.
func (p *queryParser) part(text string, end int) error {
	if err := p.c.Charge(4 + end/4); err != nil {
		return err
	}
	where := text[:end]
	if p.c.Version() == vm.V1 {
		where = text
	}
	size := p.find(where, p.equals)
	if err := p.c.Charge(size / 16); err != nil {
		return err
	}
	from := size
	if size < len(text) {
		from += len(p.equals)
	}
	name, err := p.decode(text[:size])
	if err != nil {
		return err
	}
	if from > end && p.hook != nil {
		return p.c.RangeError("invalid string length") // so does njs with a part without "=" that others follow
	}
	value, err := p.decode(text[min(from, end):end])
	if err != nil {
		return err
	}
	return p.add(name, value)
}

// decode returns the value of a piece of the text.
func (p *queryParser) decode(piece string) (vm.Value, error) {
	c := p.c
	if p.hook == nil {
		return unescapeQuery(c, piece)
	}
	v := textOf(c, piece).Value()
	if piece == "" {
		return v, nil
	}
	v, err := c.Invoke(p.hook.Value(), vm.Undefined, v)
	if err != nil || v.IsString() {
		return v, err
	}
	s, err := c.ToString(v)
	return s.Value(), err
}

// textOf returns a string of bytes that are UTF-8, unless they come from a byte string.
func textOf(c *vm.Call, text string) *vm.String {
	if utf8.ValidString(text) {
		return c.NewString(text)
	}
	return c.NewByteString(text)
}

// add sets a property; further values of a name make a list.
func (p *queryParser) add(name, value vm.Value) error {
	c := p.c
	k, err := c.ToPropertyKey(name)
	if err != nil {
		return err
	}
	if known, ok := c.OrdinaryGetOwnProperty(p.object, k); ok {
		if list := known.Value.Object(); list != nil {
			c.Append(list, value)
			return nil
		}
		value = c.NewArray(known.Value, value).Value()
	}
	return c.Set(p.object, k, value)
}

// queryStringify is querystring.stringify(object, separator, equals, options).
func queryStringify(c *vm.Call) (vm.Value, error) {
	w := queryWriter{c: c}
	o := c.Arg(0).Object()
	if o == nil {
		return c.NewString("").Value(), nil
	}
	var err error
	if w.separator, err = delimiter(c, 1, "&"); err != nil {
		return vm.Undefined, err
	}
	if w.equals, err = delimiter(c, 2, "="); err != nil {
		return vm.Undefined, err
	}
	if options := c.Arg(3).Object(); options != nil && c.HasProperty(options, keyEncode) {
		w.hook, err = hookOf(c, options, keyEncode, "option encodeURIComponent", queryEscapePath)
	} else {
		w.hook, err = hookOf(c, c.This.Object(), keyEscape, "QueryString.escape", queryEscapePath)
	}
	if err != nil {
		return vm.Undefined, err
	}
	if err := w.object(o); err != nil {
		return vm.Undefined, err
	}
	return textOf(c, string(w.text)).Value(), nil
}

// queryWriter writes a query string.
type queryWriter struct {
	c                 *vm.Call
	separator, equals string
	hook              *vm.Object // encodes; nil is our own function
	text              []byte
}

// object writes all properties; in njs 0.4.3 they need not be enumerable.
func (w *queryWriter) object(o *vm.Object) error {
	c := w.c
	keys := c.EnumerableOwnKeys(o)
	if c.Version() == vm.V1 {
		keys = c.OwnPropertyKeys(o)
	}
	for i, k := range keys {
		if k.IsSymbol() {
			continue
		}
		v, err := c.Get(o, k)
		if err != nil {
			return err
		}
		if v.Is(vm.ClassArray) {
			err = w.list(k, v.Object())
		} else {
			err = w.pair(k, v, i > 0)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (w *queryWriter) list(k vm.Key, list *vm.Object) error {
	n, err := w.c.LengthOf(list)
	if err != nil {
		return err
	}
	for i := range n {
		v, err := w.c.Get(list, vm.IndexKey(uint32(i)))
		if err != nil {
			return err
		}
		if err := w.pair(k, v, len(w.text) > 0); err != nil {
			return err
		}
	}
	return nil
}

// pair writes a name and a value, behind a separator if one is needed.
func (w *queryWriter) pair(k vm.Key, v vm.Value, separate bool) error {
	if err := w.c.Charge(4); err != nil {
		return err
	}
	if separate {
		if err := w.write(w.separator); err != nil {
			return err
		}
	}
	if err := w.encode(w.c.KeyString(k).Value()); err != nil {
		return err
	}
	if err := w.write(w.equals); err != nil {
		return err
	}
	switch {
	case w.c.Version() == vm.V1:
	case v.IsNumber() && (math.IsNaN(v.Float()) || math.IsInf(v.Float(), 0)):
		return nil
	case !v.IsNumber() && !v.IsBool() && !v.IsString():
		return nil
	}
	s, err := w.c.ToString(v)
	if err != nil || s.Size() == 0 && w.c.Version() == vm.V1 {
		return err
	}
	return w.encode(s.Value())
}

// encode writes the encoded form of a string.
func (w *queryWriter) encode(v vm.Value) error {
	c := w.c
	if w.hook == nil {
		s, err := c.ToString(v)
		if err != nil {
			return err
		}
		w.text, err = escapeQuery(c, w.text, s.Text())
		return err
	}
	v, err := c.Invoke(w.hook.Value(), vm.Undefined, v)
	if err != nil {
		return err
	}
	s, err := c.ToString(v)
	if err != nil {
		return err
	}
	if s.IsBytes() && !utf8.ValidString(s.Text()) {
		return c.TypeError("got non-UTF8 string from encoder")
	}
	return w.write(s.Text())
}

// write appends text as it is.
func (w *queryWriter) write(text string) error {
	if err := w.c.Fits(len(w.text) + len(text)); err != nil {
		return err
	}
	if err := w.c.Charge(len(text) / 16); err != nil {
		return err
	}
	w.text = append(w.text, text...)
	return nil
}
