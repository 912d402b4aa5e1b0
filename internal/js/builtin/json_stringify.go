// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import (
	"math"
	"strings"

	"selvedge/internal/js/numfmt"
	"selvedge/internal/js/vm"
)

// maxIndent is how many characters of the argument space count.
const maxIndent = 10

// jsonStringify is JSON.stringify(value, replacer, space). ECMA-262 25.5.2.
func jsonStringify(c *vm.Call) (vm.Value, error) {
	w := jsonWriter{r: c.Realm}
	if err := w.setReplacer(c.Arg(1)); err != nil {
		return vm.Undefined, err
	}
	if err := w.setSpace(c.Arg(2)); err != nil {
		return vm.Undefined, err
	}
	var holder *vm.Object
	if w.replacer.IsCallable() {
		holder = c.NewObject()
		if err := c.CreateDataProperty(holder, vm.Keys.Empty, c.Arg(0)); err != nil {
			return vm.Undefined, err
		}
	}
	v, err := w.prepare(holder, vm.Keys.Empty, c.Arg(0))
	if err != nil || !hasJSON(v) {
		return vm.Undefined, err
	}
	if err := w.value(v, 1); err != nil {
		return vm.Undefined, err
	}
	return c.NewStringBytes(w.text).Value(), nil
}

// jsonWriter writes a JSON text. What it writes is charged for as it grows.
type jsonWriter struct {
	r        *vm.Realm
	text     []byte
	replacer vm.Value // a function, or undefined
	list     []vm.Key // the names of a replacer that is an array; nil for none
	space    string   // of one level
}

// setReplacer takes the second argument. The list begins with the empty name, which njs gives to the object around
// the value; properties of that name go with it. ECMA-262 25.5.2, step 4.
func (w *jsonWriter) setReplacer(v vm.Value) error {
	if v.IsCallable() {
		w.replacer = v
	}
	if !v.Is(vm.ClassArray) {
		return nil
	}
	n, err := w.r.LengthOf(v.Object())
	if err != nil {
		return err
	}
	w.list = []vm.Key{vm.Keys.Empty}
	known := map[vm.Key]bool{vm.Keys.Empty: true}
	for i := int64(0); i < n; i++ {
		if err := w.r.Charge(1); err != nil {
			return err
		}
		item, err := w.r.Get(v.Object(), vm.IndexKey(uint32(i)))
		if err != nil {
			return err
		}
		if !item.IsString() && !item.IsNumber() && !item.Is(vm.ClassNumber) && !item.Is(vm.ClassString) {
			continue
		}
		s, err := w.r.ToString(item)
		if err != nil {
			return err
		}
		k, err := w.r.KeyOf(s)
		if err != nil {
			return err
		}
		if !known[k] {
			known[k] = true
			w.list = append(w.list, k)
		}
	}
	return nil
}

// setSpace takes the third argument: a number of spaces or a text. ECMA-262 25.5.2, steps 5 to 8.
func (w *jsonWriter) setSpace(v vm.Value) error {
	if v.Is(vm.ClassNumber) {
		f, err := w.r.ToNumber(v)
		if err != nil {
			return err
		}
		v = vm.Number(f)
	}
	switch {
	case v.IsNumber():
		if f := v.Float(); f >= 1 && (f < 1<<63 || math.IsInf(f, 1) || w.r.Version() != vm.V1) { // in njs 0.4.3 it wraps around
			w.space = strings.Repeat(" ", int(min(f, maxIndent)))
		}
	case v.IsString() || v.Is(vm.ClassString):
		s, err := w.r.ToString(v)
		if err != nil {
			return err
		}
		if s.IsBytes() && !s.IsASCII() {
			return w.r.InternalError("space argument cannot be a byte string")
		}
		w.space = s.Text()[:s.Offset(min(s.Len(), maxIndent))]
	}
	return nil
}

// prepare lets toJSON and the replacer have their say about a value. holder may be nil when there is no replacer.
// ECMA-262 25.5.2.2, steps 2 and 3.
func (w *jsonWriter) prepare(holder *vm.Object, k vm.Key, v vm.Value) (vm.Value, error) {
	if o := v.Object(); o != nil {
		toJSON, err := w.r.Get(o, vm.Keys.ToJSON)
		if err != nil {
			return vm.Undefined, err
		}
		if toJSON.IsCallable() {
			if v, err = w.r.Invoke(toJSON, v, w.r.KeyValue(k)); err != nil {
				return vm.Undefined, err
			}
		}
	}
	if w.replacer.IsCallable() {
		return w.r.Invoke(w.replacer, holder.Value(), w.r.KeyValue(k), v)
	}
	return v, nil
}

// hasJSON says whether a property with the value is written.
func hasJSON(v vm.Value) bool { return !v.IsUndefined() && !v.IsSymbol() && !v.IsCallable() }

// value writes a value that prepare has returned, inside of level objects. ECMA-262 25.5.2.2, steps 4 to 12.
func (w *jsonWriter) value(v vm.Value, level int) error {
	switch v.Kind() {
	case vm.KindBoolean:
		if v.IsTrue() {
			return w.write("true")
		}
		return w.write("false")
	case vm.KindNumber:
		return w.number(v.Float())
	case vm.KindString:
		return w.quote(v)
	case vm.KindObject:
		return w.object(v, level)
	}
	return w.write("null")
}

func (w *jsonWriter) object(v vm.Value, level int) error {
	o := v.Object()
	switch o.Class() {
	case vm.ClassFunction:
		return w.write("null")
	case vm.ClassBoolean:
		primitive, _ := o.PrimitiveOf()
		return w.value(primitive, level)
	case vm.ClassNumber:
		f, err := w.r.ToNumber(v)
		if err != nil {
			return err
		}
		return w.number(f)
	case vm.ClassString:
		return w.quote(v)
	}
	if level++; level > jsonDepth {
		return tooDeep(w.r)
	}
	if o.IsArray() {
		return w.elements(o, level)
	}
	return w.properties(o, level)
}

func (w *jsonWriter) elements(a *vm.Object, level int) error {
	n, err := w.r.LengthOf(a)
	if err != nil {
		return err
	}
	if err := w.open("[", level); err != nil {
		return err
	}
	for i := int64(0); i < n; i++ {
		if i > 0 {
			if err := w.open(",", level); err != nil {
				return err
			}
		}
		k := vm.IndexKey(uint32(i))
		v, err := w.r.Get(a, k)
		if err != nil {
			return err
		}
		if v, err = w.prepare(a, k, v); err != nil {
			return err
		}
		if err := w.value(v, level); err != nil {
			return err
		}
	}
	return w.close("]", level)
}

func (w *jsonWriter) properties(o *vm.Object, level int) error {
	keys := w.list
	if keys == nil {
		keys = w.r.EnumerableOwnKeys(o)
	}
	if err := w.open("{", level); err != nil {
		return err
	}
	comma := false
	for _, k := range keys {
		v, err := w.r.Get(o, k)
		if err != nil {
			return err
		}
		if v, err = w.prepare(o, k, v); err != nil {
			return err
		}
		if !hasJSON(v) {
			if err := w.r.Charge(1); err != nil {
				return err
			}
			continue
		}
		if comma {
			if err := w.open(",", level); err != nil {
				return err
			}
		}
		comma = true
		if err := w.name(k); err != nil {
			return err
		}
		if err := w.value(v, level); err != nil {
			return err
		}
	}
	return w.close("}", level)
}

func (w *jsonWriter) name(k vm.Key) error {
	if err := w.quoteText(k.Text()); err != nil {
		return err
	}
	if w.space != "" {
		return w.write(": ")
	}
	return w.write(":")
}

// open writes a bracket or a comma, and begins a line below it. Empty brackets get one, too, as in njs.
func (w *jsonWriter) open(bracket string, level int) error {
	if err := w.write(bracket); err != nil {
		return err
	}
	return w.line(level - 1)
}

// close writes a closing bracket on a line of its own.
func (w *jsonWriter) close(bracket string, level int) error {
	if err := w.line(level - 2); err != nil {
		return err
	}
	return w.write(bracket)
}

func (w *jsonWriter) line(indent int) error {
	if w.space == "" {
		return nil
	}
	if err := w.write("\n"); err != nil {
		return err
	}
	for range indent {
		if err := w.write(w.space); err != nil {
			return err
		}
	}
	return nil
}

func (w *jsonWriter) number(f float64) error {
	if !isFinite(f) {
		return w.write("null")
	}
	if err := w.room(24); err != nil {
		return err
	}
	w.text = numfmt.Append(w.text, f)
	return nil
}

func (w *jsonWriter) write(text string) error {
	if err := w.room(len(text)); err != nil {
		return err
	}
	w.text = append(w.text, text...)
	return nil
}

// room charges for n more bytes, and checks that the text could still become a string.
func (w *jsonWriter) room(n int) error {
	if err := w.r.Fits(len(w.text) + n); err != nil {
		return err
	}
	return w.r.Charge(1 + n/16)
}

// quote writes what is a string, or a String object, as a JSON string.
func (w *jsonWriter) quote(v vm.Value) error {
	s, err := w.r.ToString(v)
	if err != nil {
		return err
	}
	if s.IsBytes() {
		return w.quoteText(strings.ToValidUTF8(s.Text(), "\ufffd"))
	}
	return w.quoteText(s.Text())
}

func (w *jsonWriter) quoteText(text string) error {
	if err := w.room(quotedSize(text)); err != nil {
		return err
	}
	w.text = append(w.text, '"')
	start := 0
	for i := range len(text) {
		if !needsEscape(text[i]) {
			continue
		}
		w.text = appendEscape(append(w.text, text[start:i]...), text[i])
		start = i + 1
	}
	w.text = append(append(w.text, text[start:]...), '"')
	return nil
}

// needsEscape says whether a byte does not stand for itself in a quoted text.
func needsEscape(b byte) bool { return b < ' ' || b == '"' || b == '\\' }

// quotedSize returns an upper bound for the length of a quoted text.
func quotedSize(text string) int {
	size := len(text) + len(`""`)
	for i := range len(text) {
		if needsEscape(text[i]) {
			size += len(`\u0000`) - 1
		}
	}
	return size
}

// appendEscape appends a byte that needsEscape.
func appendEscape(text []byte, b byte) []byte {
	const hexDigits = "0123456789abcdef"
	switch b {
	case '"', '\\':
		return append(text, '\\', b)
	case '\n':
		return append(text, '\\', 'n')
	case '\r':
		return append(text, '\\', 'r')
	case '\t':
		return append(text, '\\', 't')
	case '\b':
		return append(text, '\\', 'b')
	case '\f':
		return append(text, '\\', 'f')
	}
	return append(text, '\\', 'u', '0', '0', hexDigits[b>>4], hexDigits[b&15])
}
