// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"slices"

	"selvedge/internal/js/vm"
)

// This file reads maps of value objects: headers, query parameters and cookies. Source: event.md sections 3.1, 5
// and 6.3.

// tableKind says what a table holds, which decides about names and attributes.
type tableKind int

const (
	headerTable tableKind = iota
	queryTable
	cookieTable
	setCookieTable
)

func (k tableKind) member() string { return k.key().Text() }

// key returns the property that holds such a table.
func (k tableKind) key() vm.Key {
	return [...]vm.Key{keyHeaders, keyQueryString, keyCookies, keyCookies}[k]
}

// section returns the section that such a table is.
func (k tableKind) section() section {
	return [...]section{sectionHeaders, sectionQuery, sectionCookies, sectionCookies}[k]
}

// table reads the map m into t; given is what the function was shown. A missing map is an empty one.
func (rd *reader) table(t *table, m value, k tableKind, given *table) error {
	p := place{root: rd.root, section: k.member()}
	switch {
	case m.kind() == kindUndefined:
		return nil
	case m.kind() != kindObject && k == queryTable:
		return invalid(p.rule()+" must be an object or a string.", "%s is %s", p, show(m))
	case m.kind() != kindObject:
		return invalid(p.rule()+" must be an object.", "%s is %s", p, show(m))
	}
	keys := m.keys()
	if len(keys) > rd.items {
		return rd.tooMany()
	}
	p.inEntry = true
	for i, key := range keys {
		p.name = key.Text()
		at := given.findFrom(i, p.name)
		var was []item
		if at >= 0 {
			was = given.entries[at].items
		} else if err := rd.name(p.name, k, p); err != nil {
			return err
		}
		member, same, err := rd.shown[k.section()].member(m, key, at)
		switch {
		case err != nil:
		case same:
			t.addNew(p.name, was[0])
			err = rd.spend(len(p.name) + len(was[0].value) + len(was[0].attributes))
		default:
			err = rd.entry(t, member, k == setCookieTable, was, p)
		}
		if err != nil {
			return err
		}
		e := &t.entries[len(t.entries)-1]
		e.origin, e.same = int32(at+1), same || at >= 0 && slices.Equal(e.items, was)
	}
	return nil
}

func (rd *reader) tooMany() error {
	rd.items = 0
	return rd.spend(0)
}

// name checks the name of an entry.
func (rd *reader) name(name string, k tableKind, p place) error {
	for i := range len(name) {
		c := name[i]
		switch {
		case c == '\r' || c == '\n' || c == 0:
			return invalid(p.rule()+" must have names without line breaks.", "%s: a line break or NUL stands in the name", p)
		case k != headerTable:
		case c >= 'A' && c <= 'Z':
			return invalid(p.rule()+" must have header names in lower case.", "%s: header names must be lower case", p)
		case !isHeaderNameByte(c):
			return invalid(p.rule()+" must have valid header names.", "%s: the name holds %q", p, c)
		}
	}
	if name == "" && k == headerTable {
		return invalid(p.rule()+" must have valid header names.", "%s: the name is empty", p)
	}
	return rd.spend(len(name))
}

// isHeaderNameByte accepts the token characters of RFC 9110 section 5.6.2, and what is not ASCII (event.md 3.1).
func isHeaderNameByte(c byte) bool {
	switch {
	case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c >= 0x80:
		return true
	}
	switch c {
	case '!', '#', '$', '%', '&', '\'', '*', '+', '-', '.', '^', '_', '`', '|', '~':
		return true
	}
	return false
}

// entry reads a value object into t. given is what the name had, nil when it is new. The rule for names with several
// values: a changed multiValue wins; else a changed value replaces the first of them.
func (rd *reader) entry(t *table, v value, withAttributes bool, given []item, p place) error {
	if v.kind() != kindObject {
		return noObject(v, p)
	}
	own, ownSet, err := rd.item(v, withAttributes, first(given), p)
	if err != nil {
		return err
	}
	multi, err := rd.multiValue(v, withAttributes, given, p)
	switch {
	case err != nil:
		return err
	case len(multi) == 0 && !ownSet:
		p.member = "value"
		return invalid(p.rule()+" must be a string.", "%s is missing", p)
	case len(multi) == 0:
		t.add(p.name, own.like(first(given)))
		return nil
	case ownSet && len(given) > 1 && sameItems(multi, given):
		multi[0] = own
	}
	for i, it := range multi {
		if i < len(given) {
			it = it.like(given[i])
		}
		t.add(p.name, it)
	}
	return nil
}

func first(items []item) item {
	if len(items) == 0 {
		return item{}
	}
	return items[0]
}

// like returns given when it is the same: it knows whether there was a "=".
func (it item) like(given item) item {
	if sameItem(it, given) {
		return given
	}
	return it
}

// noObject is the failure of a v in the place of a value object.
func noObject(v value, p place) error {
	return invalid(p.rule()+" must have objects with a value.",
		"%s is %s; it must be an object with a string value", p, show(v))
}

// multiValue reads the member multiValue of an entry; nil when there is none.
func (rd *reader) multiValue(v value, withAttributes bool, given []item, p place) ([]item, error) {
	list, err := v.get(keyMultiValue)
	if err != nil || list.kind() == kindUndefined {
		return nil, err
	}
	p.member = "multiValue"
	if list.kind() != kindArray {
		return nil, invalid(p.rule()+" must be an array.", "%s is %s; it must be an array", p, show(list))
	}
	n := list.length()
	if n > rd.items {
		return nil, rd.tooMany()
	}
	items := make([]item, n)
	p.member = ""
	for i := range items {
		p.index = i + 1
		element, err := list.at(i)
		if err != nil {
			return nil, err
		}
		if element.kind() != kindObject {
			return nil, noObject(element, p)
		}
		was := item{}
		if i < len(given) {
			was = given[i]
		}
		it, set, err := rd.item(element, withAttributes, was, p)
		if err != nil {
			return nil, err
		}
		if !set {
			p.member = "value"
			return nil, invalid(p.rule()+" must be a string.", "%s is missing", p)
		}
		items[i] = it
	}
	return items, nil
}

// item reads value and attributes of an object; set is false when there is no value.
func (rd *reader) item(v value, withAttributes bool, given item, p place) (it item, set bool, err error) {
	own, err := v.get(vm.Keys.Value)
	if err != nil {
		return it, false, err
	}
	if own.kind() != kindUndefined {
		set = true
		p.member = "value"
		if it.value, err = rd.text(own, p, given.value); err != nil {
			return it, false, err
		}
	}
	if !withAttributes {
		return it, set, nil
	}
	attributes, err := v.get(keyAttributes)
	if err != nil || attributes.kind() == kindUndefined {
		return it, set, err
	}
	p.member = "attributes"
	it.attributes, err = rd.text(attributes, p, given.attributes)
	return it, set, err
}

func sameItem(a, b item) bool { return a.value == b.value && a.attributes == b.attributes }

func sameItems(a, b []item) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !sameItem(a[i], b[i]) {
			return false
		}
	}
	return true
}
