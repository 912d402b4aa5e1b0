// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// How values are shown to people.

package builtin

import (
	"slices"
	"strings"

	"selvedge/internal/js/numfmt"
	"selvedge/internal/js/vm"
)

// maxDumpIndent bounds the indentation of a level, as in njs.
const maxDumpIndent = 10

// Dump returns a value as console.log of njs shows it: a string as it is, everything else as one could write it in a
// program, on one line, or with each property on a line of its own when indent, the spaces for each level, is not 0.
// It charges for its work; it may run code of the program (the toString of errors), and returns what that throws.
// runtime.md 9.
func Dump(r *vm.Realm, v vm.Value, indent int) (string, error) {
	d := dumper{r: r, b: textBuilder{r: r}, indent: strings.Repeat(" ", min(max(indent, 0), maxDumpIndent))}
	var err error
	if v.IsString() {
		var s *vm.String
		if s, err = r.ToString(v); err == nil {
			err = d.b.add(s.Text())
		}
	} else {
		err = d.value(v)
	}
	if d.tooDeep {
		return "TypeError: Nested too deep or a cyclic structure", nil // njs shows the error in place of the value
	}
	if err != nil {
		return "", err
	}
	return string(d.b.text), nil
}

// dumper writes values. Unlike njs it never shows more than jsonDepth levels.
type dumper struct {
	r       *vm.Realm
	b       textBuilder
	indent  string
	open    []*vm.Object // the objects that are being written, the outermost first
	seen    []*vm.Object // in 1.0 all objects that have been written
	tooDeep bool
}

// value writes a value inside of another, or at the top.
func (d *dumper) value(v vm.Value) error {
	switch v.Kind() {
	case vm.KindString:
		s, err := d.r.ToString(v)
		if err != nil {
			return err
		}
		return d.quoted(s.Text())
	case vm.KindSymbol:
		return d.b.addString(symbolText(d.r, v.Symbol()))
	case vm.KindNumber:
		return d.number(v.Float())
	case vm.KindObject:
		return d.object(v)
	case vm.KindInternal:
		return d.b.add("<empty>")
	}
	text, err := d.r.ToText(v)
	if err != nil {
		return err
	}
	return d.b.add(text)
}

func (d *dumper) number(f float64) error {
	if f == 0 && 1/f < 0 {
		return d.b.add("-0")
	}
	return d.b.add(numfmt.Format(f))
}

// quoted writes a text in single quotation marks, which are not escaped inside of it.
func (d *dumper) quoted(text string) error {
	var escaped []byte
	for i := range len(text) {
		if text[i] < ' ' || text[i] == '\\' {
			escaped = appendEscape(escaped, text[i])
		} else {
			escaped = append(escaped, text[i])
		}
	}
	return d.b.add("'" + string(escaped) + "'")
}

func (d *dumper) object(v vm.Value) error {
	o := v.Object()
	switch o.Class() {
	case vm.ClassFunction:
		return d.function(v)
	case vm.ClassBoolean, vm.ClassNumber, vm.ClassString, vm.ClassSymbol:
		return d.wrapper(o)
	case vm.ClassDate:
		if t, ok := o.Internal().(dateValue); ok {
			return d.b.add(formatISO(float64(t)))
		}
	case vm.ClassRegExp:
		if e := asRegExp(v); e != nil {
			return d.b.add(strings.ToValidUTF8(regExpText(e), "\ufffd"))
		}
	case vm.ClassTypedArray:
		if t := asTypedArray(v); t != nil {
			return d.typedArray(o, t)
		}
	case vm.ClassError:
		return d.error(v)
	}
	if d.circular(o) {
		return d.b.add("[Circular]")
	}
	if len(d.open) == jsonDepth {
		d.tooDeep = true
		return tooDeep(d.r)
	}
	d.open = append(d.open, o)
	err := d.properties(o)
	d.open = d.open[:len(d.open)-1]
	return err
}

// circular says whether an object is inside of itself. njs 0.4.3 says so of all objects that it shows again.
func (d *dumper) circular(o *vm.Object) bool {
	if d.r.Version() != vm.V1 {
		return slices.Contains(d.open, o)
	}
	if slices.Contains(d.seen, o) {
		return true
	}
	d.seen = append(d.seen, o)
	return false
}

func (d *dumper) function(v vm.Value) error {
	_, native := v.Object().Internal().(*vm.Builtin)
	name := ""
	if native {
		name = "native"
	}
	if d.r.Version() != vm.V1 {
		own, err := d.r.Get(v.Object(), vm.Keys.Name)
		if err != nil {
			return err
		}
		if own.IsString() {
			if name, err = d.r.ToText(own); err != nil {
				return err
			}
		}
	}
	if name == "" {
		return d.b.add("[Function]")
	}
	return d.b.add("[Function: " + name + "]")
}

func (d *dumper) wrapper(o *vm.Object) error {
	v, _ := o.PrimitiveOf()
	names := map[vm.Kind]string{
		vm.KindBoolean: "Boolean", vm.KindNumber: "Number", vm.KindString: "String", vm.KindSymbol: "Symbol",
	}
	if err := d.b.add("[" + names[v.Kind()] + ": "); err != nil {
		return err
	}
	if err := d.value(v); err != nil {
		return err
	}
	return d.b.add("]")
}

// error writes an error with its stack, when it has one.
func (d *dumper) error(v vm.Value) error {
	stack, err := d.r.Get(v.Object(), vm.Keys.Stack)
	if err != nil {
		return err
	}
	if stack.IsString() {
		text, err := d.r.ToText(stack)
		if err != nil {
			return err
		}
		return d.b.add(text)
	}
	text, err := d.r.ErrorText(v)
	if err != nil {
		return err
	}
	return d.b.add(text)
}

func (d *dumper) typedArray(o *vm.Object, t *typedArray) error {
	if err := d.tag(o); err != nil {
		return err
	}
	if err := d.b.add("["); err != nil {
		return err
	}
	if err := appendElements(&d.b, t, d.r.NewString(",")); err != nil {
		return err
	}
	return d.b.add("]")
}

// tag writes the property Symbol.toStringTag when it is a string.
func (d *dumper) tag(o *vm.Object) error {
	v, err := d.r.Get(o, vm.SymbolToStringTag.Key())
	if err != nil || !v.IsString() {
		return err
	}
	text, err := d.r.ToText(v)
	if err != nil {
		return err
	}
	return d.b.add(text + " ")
}

// line begins a new line, when there are lines.
func (d *dumper) line(level int) error {
	if d.indent == "" {
		return nil
	}
	return d.b.add("\n" + strings.Repeat(d.indent, level))
}

// properties writes an object that has been opened.
func (d *dumper) properties(o *vm.Object) error {
	brackets := "{}"
	if o.IsArray() {
		brackets = "[]"
	}
	if err := d.tag(o); err != nil {
		return err
	}
	if err := d.b.add(brackets[:1]); err != nil {
		return err
	}
	if err := d.line(len(d.open)); err != nil {
		return err
	}
	var err error
	if o.IsArray() {
		err = d.elements(o)
	} else {
		err = d.members(o)
	}
	if err != nil {
		return err
	}
	if err := d.line(len(d.open) - 1); err != nil {
		return err
	}
	return d.b.add(brackets[1:])
}

// next writes the comma between two items; more is false before the first.
func (d *dumper) next(more *bool) error {
	if !*more {
		*more = true
		return nil
	}
	if err := d.b.add(","); err != nil {
		return err
	}
	return d.line(len(d.open))
}

func (d *dumper) members(o *vm.Object) error {
	more := false
	for _, k := range d.r.OwnPropertyKeys(o) {
		p, ok := d.r.OrdinaryGetOwnProperty(o, k)
		if !ok || p.Attr&vm.AttrEnumerable == 0 {
			continue
		}
		if err := d.next(&more); err != nil {
			return err
		}
		if err := d.member(k, p); err != nil {
			return err
		}
	}
	return nil
}

// member writes a name and a value.
func (d *dumper) member(k vm.Key, p vm.Property) error {
	name := k.Text()
	if k.IsSymbol() {
		name = "Symbol(" + name + ")"
	}
	colon := ":"
	if d.indent != "" {
		colon = ": "
	}
	if err := d.b.add(name + colon); err != nil {
		return err
	}
	return d.property(p)
}

func (d *dumper) property(p vm.Property) error {
	if !p.IsAccessor() {
		return d.value(p.Value)
	}
	switch {
	case p.Get == nil:
		return d.quoted("[Setter]")
	case p.Set == nil:
		return d.quoted("[Getter]")
	}
	return d.quoted("[Getter/Setter]")
}
