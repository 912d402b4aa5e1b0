// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

// Rules that hold for every member of a configuration alike, whatever it is called, are applied by walking the
// structs, so that a member added later cannot be forgotten.

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// member is a struct, list or string in a configuration.
type member struct {
	path  string // names joined with dots, list items counted from 1: "Origins.Items.1.DomainName"
	value reflect.Value
	wire  string // the wire tag of the field
}

// walkMembers calls visit with m and everything below it that is set, parents first, up to the first error.
// The depth is bounded by the types, none of which contains itself.
func walkMembers(m member, visit func(member) error) error {
	switch m.value.Kind() {
	case reflect.Pointer:
		if m.value.IsNil() {
			return nil
		}
		return walkMembers(member{m.path, m.value.Elem(), m.wire}, visit)
	case reflect.Struct, reflect.Slice, reflect.String:
		if err := visit(m); err != nil {
			return err
		}
	}
	for _, child := range m.children() {
		if err := walkMembers(child, visit); err != nil {
			return err
		}
	}
	return nil
}

// children returns the fields of a struct, those of embedded structs under the path of the struct itself, and
// the items of a list.
func (m member) children() []member {
	var list []member
	switch m.value.Kind() {
	case reflect.Struct:
		for f, v := range m.value.Fields() {
			path := m.path
			if !f.Anonymous {
				path = joinPath(path, f.Name)
			}
			list = append(list, member{path, v, f.Tag.Get("wire")})
		}
	case reflect.Slice:
		for i := range m.value.Len() {
			list = append(list, member{itemPath(m.path, i), m.value.Index(i), m.wire})
		}
	}
	return list
}

func joinPath(parent, name string) string {
	if parent == "" {
		return name
	}
	return parent + "." + name
}

func itemPath(list string, index int) string { return list + "." + strconv.Itoa(index+1) }

// list returns the Quantity and the Items of a struct that has both.
func (m member) list() (quantity, items reflect.Value, ok bool) {
	if m.value.Kind() != reflect.Struct {
		return quantity, items, false
	}
	quantity, items = m.value.FieldByName("Quantity"), m.value.FieldByName("Items")
	return quantity, items, quantity.IsValid() && items.IsValid()
}

// setQuantities makes empty lists nil and every Quantity the number of items. config is a pointer to a configuration.
func setQuantities(config any) {
	_ = walkMembers(member{value: reflect.ValueOf(config)}, func(m member) error { // visit gives no error
		if m.value.Kind() == reflect.Slice && m.value.Len() == 0 {
			m.value.SetZero()
		}
		if quantity, items, ok := m.list(); ok {
			quantity.SetInt(int64(items.Len()))
		}
		return nil
	})
}

// validateMembers checks the rules that hold for every member of a configuration; config is a pointer to it.
func validateMembers(config any) error {
	for _, rule := range []func(any) error{validateText, validateQuantities, validateEnums} {
		if err := rule(config); err != nil {
			return err
		}
	}
	return nil
}

// validateQuantities refuses what is not normalised. Source: api.md section 1.2.
func validateQuantities(config any) error {
	return walkMembers(member{value: reflect.ValueOf(config)}, func(m member) error {
		quantity, items, ok := m.list()
		if !ok || quantity.Int() == int64(items.Len()) {
			return nil
		}
		return Errorf(CodeInconsistentQuantities, "The value of Quantity and the number of Items in %s do not match: "+
			"%d and %d.", m.path, quantity.Int(), items.Len())
	})
}

// validateText refuses strings that an answer in XML cannot carry. Source: XML 1.0, section 2.2.
func validateText(config any) error {
	return walkMembers(member{value: reflect.ValueOf(config)}, func(m member) error {
		if m.value.Kind() != reflect.String || isXMLText(m.value.String()) {
			return nil
		}
		return reject(CodeInvalidArgument, m.path, m.value.String(), "text in UTF-8 without control characters")
	})
}

func isXMLText(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == '\uFFFE' || r == '\uFFFF'
	})
}

// validateEnums refuses values outside the sets of the API model. Source: api.md section 1.5.
func validateEnums(config any) error {
	return walkMembers(member{value: reflect.ValueOf(config)}, func(m member) error {
		_, rest, found := strings.Cut(m.wire, "enum=")
		if m.value.Kind() != reflect.String || !found {
			return nil
		}
		set, _, _ := strings.Cut(rest, ",")
		allowed := strings.Split(set, "|")
		value := m.value.String()
		if slices.Contains(allowed, value) || value == "" && !m.required() {
			return nil
		}
		return reject(CodeMalformedXML, m.path, value, strings.Join(allowed, ", "))
	})
}

// required says whether the member must be set: fields marked so, and the items of lists.
func (m member) required() bool {
	return strings.HasPrefix(m.wire, "required") || strings.Contains(m.wire, "item=")
}

const maxQuoted = 256 // bytes of a refused value that its message repeats

// reject returns the error for a value that is not allowed at path. The message repeats value, cut when long.
func reject(code Code, path, value, allowed string) error {
	quoted := strconv.Quote(value)
	if len(value) > maxQuoted {
		quoted = strconv.Quote(value[:maxQuoted]) + "…"
	}
	return Errorf(code, "The parameter %s has the value %s; allowed: %s.", path, quoted, allowed)
}

// rejectNumber is reject for numbers.
func rejectNumber[T int | int64](code Code, path string, value T, allowed string) error {
	return Errorf(code, "The parameter %s has the value %d; allowed: %s.", path, value, allowed)
}
