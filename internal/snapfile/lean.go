// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapfile

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
)

// This file writes JSON without members that are zero. Configurations have hundreds of members, most of them not set; a
// file without those is a fifth as large, and an edge starts from it in a fraction of the time.

// lean returns v, a pointer to a struct, as JSON. Decoding it into a zero value gives what json.Marshal would give.
func lean(v any) ([]byte, error) { return appendLean(nil, reflect.ValueOf(v).Elem()) }

// appendLean appends a value.
func appendLean(dst []byte, v reflect.Value) ([]byte, error) {
	switch v.Kind() {
	case reflect.Bool:
		return strconv.AppendBool(dst, v.Bool()), nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.AppendInt(dst, v.Int(), 10), nil
	case reflect.Pointer:
		if !v.IsNil() {
			return appendLean(dst, v.Elem())
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() != reflect.Uint8 {
			return appendLeanSlice(dst, v)
		}
	case reflect.Struct:
		if _, special := v.Interface().(json.Marshaler); !special {
			dst, _, err := appendMembers(append(dst, '{'), v, true)
			return append(dst, '}'), err
		}
	}
	text, err := json.Marshal(v.Interface())
	return append(dst, text...), err
}

func appendLeanSlice(dst []byte, v reflect.Value) ([]byte, error) {
	dst = append(dst, '[')
	var err error
	for i := range v.Len() {
		if i > 0 {
			dst = append(dst, ',')
		}
		if dst, err = appendLean(dst, v.Index(i)); err != nil {
			return dst, err
		}
	}
	return append(dst, ']'), nil
}

// appendMembers appends the members of a struct that are not zero, those of embedded structs among them. first says that
// there is none before.
func appendMembers(dst []byte, v reflect.Value, first bool) (_ []byte, none bool, err error) {
	t := v.Type()
	for i := range t.NumField() {
		field := t.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		member := v.Field(i)
		switch {
		case !field.IsExported() || name == "-" || member.IsZero():
			continue
		case field.Anonymous && name == "" && field.Type.Kind() == reflect.Struct:
			if dst, first, err = appendMembers(dst, member, first); err != nil {
				return dst, first, err
			}
			continue
		case name == "":
			name = field.Name
		}
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = append(strconv.AppendQuote(dst, name), ':') // names are plain
		if dst, err = appendLean(dst, member); err != nil {
			return dst, first, err
		}
	}
	return dst, first, nil
}
