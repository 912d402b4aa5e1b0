// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package kvsfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"selvedge"
)

// MaxFile is the size of an import file, in bytes. Source: limits.md section 3.
const MaxFile = 5 << 20

// Pair is a key and its value.
type Pair struct{ Key, Value string }

// Data is the content of a file: pairs with different keys, in the order of the file.
type Data []Pair

// Read reads a file of at most MaxFile bytes. See Parse.
func Read(r io.Reader) (Data, error) {
	text, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return nil, err
	}
	return Parse(text)
}

// Parse returns the pairs of a file. The error says what is wrong and with which pair.
func Parse(text []byte) (Data, error) {
	if len(text) > MaxFile {
		return nil, fmt.Errorf("more than %d bytes", MaxFile)
	}
	return parse(text, func(i int) string { return fmt.Sprintf("data[%d]", i) })
}

// parse is Parse for texts of any size. place says for errors where the element number i is.
func parse(text []byte, place func(i int) string) (Data, error) {
	switch {
	case !utf8.Valid(text):
		return nil, errors.New("not UTF-8")
	case bytes.HasPrefix(text, []byte("\ufeff")):
		return nil, errors.New("it begins with a byte order mark")
	}
	var file map[string]json.RawMessage
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, jsonError(text, err)
	}
	for _, name := range slices.Sorted(maps.Keys(file)) {
		if name != "data" {
			return nil, fmt.Errorf("unknown member %s beside data", strconv.Quote(name))
		}
	}
	var elements []json.RawMessage
	if raw, ok := file["data"]; !ok {
		return nil, errors.New(`the member "data" is missing`)
	} else if err := json.Unmarshal(raw, &elements); err != nil || elements == nil {
		return nil, errors.New("data is not an array")
	}
	data := make(Data, len(elements))
	at := make(map[string]int, len(elements))
	for i, raw := range elements {
		p, err := pair(raw)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", place(i), err)
		}
		if before, twice := at[p.Key]; twice {
			return nil, fmt.Errorf("%s: the key %s is that of %s", place(i), quote(p.Key), place(before))
		}
		at[p.Key], data[i] = i, p
	}
	return data, nil
}

// jsonError adds the line to an error of encoding/json.
func jsonError(text []byte, err error) error {
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		line := 1 + bytes.Count(text[:min(int64(len(text)), e.Offset)], []byte("\n"))
		return fmt.Errorf("not JSON: line %d: %w", line, err)
	}
	return errors.New("it is not an object")
}

// elementLine returns the line in which the element number n of the array in text begins. The text is known to be an object
// that has arrays of elements as its members.
func elementLine(text []byte, n int) int {
	line := 1
	d := json.NewDecoder(bytes.NewReader(text))
	_, _ = d.Token()
	for d.More() { // the last member of that name counts
		_, _ = d.Token()
		_, _ = d.Token()
		for i := 0; d.More(); i++ {
			var raw json.RawMessage
			if d.Decode(&raw) != nil {
				return line
			}
			if i == n {
				line = lineAt(text, d.InputOffset()-int64(len(raw))+1)
			}
		}
		_, _ = d.Token()
	}
	return line
}

func pair(raw json.RawMessage) (p Pair, err error) {
	var members map[string]json.RawMessage
	if json.Unmarshal(raw, &members) != nil || members == nil {
		return p, errors.New("it is not an object")
	}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		raw := members[name]
		var target *string
		switch name {
		case "key":
			target = &p.Key
		case "value":
			target = &p.Value
		default:
			return p, fmt.Errorf("unknown member %s beside key and value", strconv.Quote(name))
		}
		if raw[0] != '"' {
			return p, fmt.Errorf("the %s is not a string", name)
		}
		if err := json.Unmarshal(raw, target); err != nil {
			return p, err
		}
	}
	for _, name := range []string{"key", "value"} {
		if _, ok := members[name]; !ok {
			return p, fmt.Errorf("the %s is missing", name)
		}
	}
	return p, p.check()
}

// check enforces the limits of a pair. Source: helpers.md section 2.
func (p Pair) check() error {
	switch {
	case p.Key == "":
		return errors.New("the key is empty")
	case len(p.Key) > selvedge.MaxKey:
		return fmt.Errorf("the key %s has %d bytes, the maximum is %d", quote(p.Key), len(p.Key), selvedge.MaxKey)
	case len(p.Value) > selvedge.MaxValue:
		return fmt.Errorf("the value of %s has %d bytes, the maximum is %d", quote(p.Key), len(p.Value), selvedge.MaxValue)
	}
	return nil
}

// quote returns the beginning of a key in quotes, for errors.
func quote(key string) string {
	const most = 40
	if len(key) <= most {
		return strconv.Quote(key)
	}
	for i := most; ; i-- {
		if utf8.RuneStart(key[i]) {
			return strconv.Quote(key[:i] + "…")
		}
	}
}

// View returns the pairs as what functions see of a store with this id. made is when the store was made and changed last.
func (d Data) View(id string, made time.Time) selvedge.KeyValues {
	v := &view{id: id, made: made, values: make(map[string]string, len(d))}
	for _, p := range d {
		v.values[p.Key] = p.Value
	}
	return v
}

// view is the view of a file.
type view struct {
	id     string
	made   time.Time
	values map[string]string
}

// ID returns the id. See selvedge.KeyValues.
func (v *view) ID() string { return v.id }

// Lookup returns the value of a key. See selvedge.KeyValues.
func (v *view) Lookup(key string) (value string, ok bool) {
	value, ok = v.values[key]
	return value, ok
}

// Len returns the number of keys. See selvedge.KeyValues.
func (v *view) Len() int { return len(v.values) }

// All returns the pairs, in no order.
func (v *view) All() iter.Seq2[string, string] { return maps.All(v.values) }

// Created returns when the store was made. See selvedge.KeyValues.
func (v *view) Created() time.Time { return v.made }

// Modified returns when the store was made. See selvedge.KeyValues.
func (v *view) Modified() time.Time { return v.made }

var _ selvedge.KeyValues = (*view)(nil)
