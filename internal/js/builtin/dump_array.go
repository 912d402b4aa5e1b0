// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// How arrays are shown to people.

package builtin

import (
	"cmp"
	"slices"

	"selvedge/internal/js/numfmt"
	"selvedge/internal/js/vm"
)

// isSlow says whether njs 0.4.3 keeps the elements of an array as it keeps other properties: because the array is long, or
// because an element is not as it was when it was made. It shows such an array in the way of an object.
func (d *dumper) isSlow(a *vm.Object) bool {
	if d.r.Version() != vm.V1 {
		return false
	}
	if a.IsLong() {
		return true
	}
	if _, ok := a.Dense(); ok {
		return false
	}
	for _, k := range d.r.OwnPropertyKeys(a) {
		if p, _ := d.r.OrdinaryGetOwnProperty(a, k); k.IsIndex() && p.Attr != vm.AttrAll {
			return true
		}
	}
	return false
}

// slowElements writes an array of njs 0.4.3 that isSlow: what is enumerable, and how many elements are not there.
func (d *dumper) slowElements(a *vm.Object) error {
	more := false
	next := int64(0)
	gap := func(n int64) error {
		if n == 0 {
			return nil
		}
		if err := d.next(&more); err != nil {
			return err
		}
		return d.b.add("<" + numfmt.Format(float64(n)) + " empty items>")
	}
	keys := d.r.OwnPropertyKeys(a)
	for len(keys) > 0 && keys[0].IsIndex() {
		k := keys[0]
		keys = keys[1:]
		p, _ := d.r.OrdinaryGetOwnProperty(a, k)
		if p.Attr&vm.AttrEnumerable == 0 {
			continue
		}
		err := gap(int64(k.Index()) - next)
		if err == nil {
			err = d.next(&more)
		}
		if err == nil {
			err = d.property(p)
		}
		if err != nil {
			return err
		}
		next = int64(k.Index()) + 1
	}
	if err := gap(a.ArrayLength() - next); err != nil {
		return err
	}
	for _, k := range keys {
		p, _ := d.r.OrdinaryGetOwnProperty(a, k)
		if k.IsSymbol() || p.Attr&vm.AttrEnumerable == 0 {
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

// elements writes what an array has, and how many elements it has not. In 2.0 properties with names follow, in the
// order of the names and be they enumerable or not.
func (d *dumper) elements(a *vm.Object) error {
	if d.isSlow(a) {
		return d.slowElements(a)
	}
	more := false
	next := int64(0)
	var names []vm.Key
	for _, k := range d.r.OwnPropertyKeys(a) {
		if !k.IsIndex() {
			if !k.IsSymbol() && k != vm.Keys.Length {
				names = append(names, k)
			}
			continue
		}
		p, _ := d.r.OrdinaryGetOwnProperty(a, k)
		if err := d.gap(&more, int64(k.Index())-next); err != nil {
			return err
		}
		if err := d.next(&more); err != nil {
			return err
		}
		if err := d.property(p); err != nil {
			return err
		}
		next = int64(k.Index()) + 1
	}
	slices.SortFunc(names, func(x, y vm.Key) int { return cmp.Compare(x.Text(), y.Text()) })
	if d.showsEnd(names) {
		if err := d.gap(&more, a.ArrayLength()-next); err != nil {
			return err
		}
	}
	if d.r.Version() == vm.V1 {
		return nil
	}
	for _, k := range names {
		if err := d.next(&more); err != nil {
			return err
		}
		p, _ := d.r.OrdinaryGetOwnProperty(a, k)
		if err := d.member(k, p); err != nil {
			return err
		}
	}
	return nil
}

// showsEnd says whether the gap at the end of an array is shown. njs 0.7.12 forgets it when all names that follow come behind
// that of the property length.
func (d *dumper) showsEnd(names []vm.Key) bool {
	return len(names) == 0 || d.r.Version() == vm.V1 || names[0].Text() < "length"
}

// gap writes that n elements are absent; njs 0.4.3 has a word for each.
func (d *dumper) gap(more *bool, n int64) error {
	text, times := "<empty>", min(n, 1)
	switch {
	case d.r.Version() == vm.V1:
		times = n
	case n > 1:
		text = "<" + numfmt.Format(float64(n)) + " empty items>"
	}
	for range times {
		if err := d.next(more); err != nil {
			return err
		}
		if err := d.b.add(text); err != nil {
			return err
		}
	}
	return nil
}
