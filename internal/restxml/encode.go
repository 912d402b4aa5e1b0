// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package restxml

import (
	"fmt"
	"io"
	"reflect"
	"unicode/utf8"
)

// Namespace is the XML namespace of the elements that CloudFront's API sends and receives. Source: api.md 1.2.
const Namespace = "http://cloudfront.amazonaws.com/doc/2020-05-31/"

const declaration = `<?xml version="1.0"?>` + "\n"

// Encode writes the struct v, or the struct that v points to, as a document with a root element called root, in one
// call of w.Write. Times are written in UTC with three fraction digits, []byte as base64. It fails when w fails, and
// for a float64 that is infinite or not a number. Source: api.md 1.3.
func Encode(w io.Writer, root string, v any) error {
	value := reflect.Indirect(reflect.ValueOf(v))
	if value.Kind() != reflect.Struct {
		panic("BUG: restxml: source is not a struct")
	}
	e := encoder{buf: make([]byte, 0, 1024)}
	e.buf = append(e.buf, declaration+"<"...)
	e.buf = append(e.buf, root...)
	e.buf = append(e.buf, ` xmlns="`+Namespace+`">`...)
	e.structure(planOf(value.Type()), value)
	e.end(root)
	if e.err != nil {
		return e.err
	}
	_, err := w.Write(e.buf)
	return err
}

// encoder builds one document.
type encoder struct {
	buf []byte
	err error // the first value that could not be written
}

func (e *encoder) structure(p *structPlan, v reflect.Value) {
	for i := range p.fields {
		f := &p.fields[i]
		e.member(f, v.FieldByIndex(f.index))
	}
}

func (e *encoder) member(f *field, v reflect.Value) {
	switch {
	case f.pointer:
		if v.IsNil() {
			return
		}
		v = v.Elem()
	case f.kind == kindBytes && v.IsNil(), f.kind == kindList && v.Len() == 0 && !f.keepEmpty,
		f.omitEmpty && v.IsZero():
		return
	}
	e.start(f.name)
	if f.kind == kindList {
		for i := range v.Len() {
			e.start(f.item)
			e.value(f.elem, v.Index(i), f)
			e.end(f.item)
		}
	} else {
		e.value(&f.shape, v, f)
	}
	e.end(f.name)
}

// value writes the contents of an element; f is the field that it belongs to.
func (e *encoder) value(s *shape, v reflect.Value, f *field) {
	if s.kind == kindStruct {
		e.structure(s.plan, v)
		return
	}
	var ok bool
	if e.buf, ok = appendScalar(e.buf, s.kind, v); !ok && e.err == nil {
		e.err = fmt.Errorf("element %s: %v has no decimal form", f.name, v)
	}
}

func (e *encoder) start(name string) {
	e.buf = append(e.buf, '<')
	e.buf = append(e.buf, name...)
	e.buf = append(e.buf, '>')
}

func (e *encoder) end(name string) {
	e.buf = append(e.buf, '<', '/')
	e.buf = append(e.buf, name...)
	e.buf = append(e.buf, '>')
}

// appendEscaped appends s as character data. A carriage return is written as a reference, because parsers turn a
// literal one into a line feed. What XML 1.0 has no character for, and invalid UTF-8, becomes U+FFFD.
func appendEscaped(buf []byte, s string) []byte {
	done := 0 // s[:done] is in buf
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		escape := ""
		switch {
		case r == '&':
			escape = "&amp;"
		case r == '<':
			escape = "&lt;"
		case r == '>':
			escape = "&gt;"
		case r == '\r':
			escape = "&#xD;"
		case r == utf8.RuneError && n == 1, r < ' ' && r != '\t' && r != '\n', r == 0xFFFE, r == 0xFFFF:
			escape = "\uFFFD"
		}
		if escape != "" {
			buf = append(buf, s[done:i]...)
			buf = append(buf, escape...)
			done = i + n
		}
		i += n
	}
	return append(buf, s[done:]...)
}
