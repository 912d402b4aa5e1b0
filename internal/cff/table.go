// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"slices"
	"strconv"
)

// item is one value of a name: of a header, a query parameter or a cookie.
type item struct {
	value      string
	attributes string // of a cookie in a response: what stands behind the first ";"
	bare       bool   // of a query parameter or a cookie: there was no "="
}

// entry is a name with its values in order; at least one.
type entry struct {
	name  string
	items []item

	origin int32 // of a result: position in what was given + 1; 0 for a new name
	same   bool  // of a result: the values are those that were given
}

// table is what a map of value objects stands for: names in order of enumeration, each once. The zero value is
// empty.
type table struct {
	entries []entry
	single  []item         // memory for the first values of entries
	index   map[string]int // position by name; nil while a scan is cheap
	lines   []int32        // of each line of the message: its entry, or -1; empty when there is no message
}

// scanLimit is the number of entries up to which a table is searched from front to back.
const scanLimit = 16

// reset makes t empty and keeps its memory, unless that is much.
func (t *table) reset() {
	t.lines = t.lines[:0]
	if len(t.entries) == 0 {
		return
	}
	if cap(t.entries) > maxKeptEntries {
		*t = table{}
		return
	}
	clear(t.entries)
	clear(t.single)
	t.entries, t.single, t.index = t.entries[:0], t.single[:0], nil
}

// maxKeptEntries is up to how many entries the memory of a table is used again.
const maxKeptEntries = 256

// find returns the position of name, or -1.
func (t *table) find(name string) int {
	if t.index != nil {
		if i, ok := t.index[name]; ok {
			return i
		}
		return -1
	}
	for i := range t.entries {
		if t.entries[i].name == name {
			return i
		}
	}
	return -1
}

// findFrom is find for a name that is expected at position i.
func (t *table) findFrom(i int, name string) int {
	if i < len(t.entries) && t.entries[i].name == name {
		return i
	}
	return t.find(name)
}

// add appends a value to name, which it creates at the end when it is new. It returns the position of the entry.
func (t *table) add(name string, it item) int {
	if i := t.find(name); i >= 0 {
		t.entries[i].items = append(t.entries[i].items, it)
		return i
	}
	return t.addNew(name, it)
}

// addNew is add for a name that t does not have.
func (t *table) addNew(name string, it item) int {
	t.single = append(t.single, it)
	last := len(t.single)
	t.entries = append(t.entries, entry{name: name, items: t.single[last-1 : last : last]})
	n := len(t.entries)
	switch {
	case t.index != nil:
		t.index[name] = n - 1
	case n > scanLimit:
		t.reindex()
	}
	return n - 1
}

// addLine adds what the next line of the message says under name, or notes that it says nothing.
func (t *table) addLine(name string, it item, shown bool) {
	at := -1
	if shown {
		at = t.add(name, it)
	}
	t.lines = append(t.lines, int32(at))
}

func (t *table) reindex() {
	t.index = make(map[string]int, 2*len(t.entries))
	for i := range t.entries {
		t.index[t.entries[i].name] = i
	}
}

// arrange brings the entries into the order in which an object made of them is enumerated: names that are array
// indices first, ascending, then the others as they were added. ECMA-262 10.1.11.1.
func (t *table) arrange() {
	if !slices.ContainsFunc(t.entries, func(e entry) bool { _, ok := arrayIndex(e.name); return ok }) {
		return
	}
	slices.SortStableFunc(t.entries, func(a, b entry) int {
		x, aIs := arrayIndex(a.name)
		y, bIs := arrayIndex(b.name)
		switch {
		case aIs && bIs:
			return int(x - y)
		case aIs:
			return -1
		case bIs:
			return 1
		}
		return 0
	})
	if t.index != nil {
		t.reindex()
	}
	t.lines = t.lines[:0] // they have lost their meaning
}

// arrayIndex returns the number that name is the canonical text of, when it is an array index.
func arrayIndex(name string) (int64, bool) {
	if name == "" || len(name) > 10 || name[0] < '0' || name[0] > '9' || name[0] == '0' && len(name) > 1 {
		return 0, false
	}
	n, err := strconv.ParseInt(name, 10, 64)
	return n, err == nil && n < 1<<32-1
}

// unchanged says whether a result has the names of given in the same order with the same values.
func (t *table) unchanged(given *table) bool {
	if len(t.entries) != len(given.entries) {
		return false
	}
	for i := range t.entries {
		if e := &t.entries[i]; !e.same || e.origin != int32(i+1) {
			return false
		}
	}
	return true
}
