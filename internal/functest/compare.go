// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package functest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// This file compares JSON values: maps, slices, strings, json.Number, bool and nil.

// decode returns the value of a JSON text. Numbers stay as they are written.
func decode(text []byte) (v any, err error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("more text behind the value")
	}
	return v, nil
}

// Value returns what v is as JSON, in the form of expectations.
func Value(v any) (any, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return decode(text)
}

// encode returns a value as JSON in one line, members by name.
func encode(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return fmt.Sprint(v) // no value of a case
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// difference is a place where two values differ.
type difference struct {
	path           string
	want, got      any
	absent, excess bool // the place is missing in got, in want
}

// text returns the difference in lines.
func (d difference) text() string {
	var b strings.Builder
	b.WriteString(d.path + "\n")
	if !d.excess {
		b.WriteString("  - " + shorten(encode(d.want)) + "\n")
	}
	if !d.absent {
		b.WriteString("  + " + shorten(encode(d.got)) + "\n")
	}
	return b.String()
}

// shorten bounds a line of a report.
func shorten(s string) string {
	const most = 2000
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + fmt.Sprintf("… (%d bytes)", len(s))
}

// comparison collects the differences of two values.
type comparison struct {
	subset bool // got may have more members than want
	found  []difference
}

func (c *comparison) compare(path string, want, got any) {
	switch w := want.(type) {
	case map[string]any:
		if g, ok := got.(map[string]any); ok {
			c.objects(path, w, g)
			return
		}
	case []any:
		if g, ok := got.([]any); ok && len(g) == len(w) {
			for i := range w {
				c.compare(fmt.Sprintf("%s[%d]", path, i), w[i], g[i])
			}
			return
		}
	default:
		if same(want, got) {
			return
		}
	}
	c.found = append(c.found, difference{path: path, want: want, got: got})
}

func (c *comparison) objects(path string, want, got map[string]any) {
	names := maps.Clone(want)
	if !c.subset {
		maps.Copy(names, got)
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		w, wanted := want[name]
		g, given := got[name]
		at := member(path, name)
		if wanted && given {
			c.compare(at, w, g)
			continue
		}
		c.found = append(c.found, difference{path: at, want: w, got: g, absent: !given, excess: !wanted})
	}
}

// same compares a primitive with anything. 200 and 200.0 are the same.
func same(want, got any) bool {
	w, ok := want.(json.Number)
	g, ok2 := got.(json.Number)
	if !ok || !ok2 {
		return want == got
	}
	x, err := w.Float64()
	y, err2 := g.Float64()
	return w == g || err == nil && err2 == nil && x == y
}

// complete makes of an expected message the form in which results are: maps that are absent are empty, and a body is an
// object. It returns a copy where it has to change something.
func complete(kind string, v any) any {
	message, ok := v.(map[string]any)
	if !ok {
		return v
	}
	message = maps.Clone(message)
	members := []string{"headers", "cookies"}
	if kind == "request" {
		members = append(members, "querystring")
	}
	for _, name := range members {
		if message[name] == nil {
			message[name] = map[string]any{}
		}
	}
	return bodyObject(message)
}

// bodyObject gives a message with a body that is a text the object that means the same.
func bodyObject(message map[string]any) map[string]any {
	if text, ok := message["body"].(string); ok {
		message = maps.Clone(message)
		message["body"] = map[string]any{"encoding": "text", "data": text}
	}
	return message
}

// clone copies a value deeply, so that paths can be removed.
func clone(v any) any {
	switch v := v.(type) {
	case map[string]any:
		m := make(map[string]any, len(v))
		for name, member := range v {
			m[name] = clone(member)
		}
		return m
	case []any:
		list := make([]any, len(v))
		for i, element := range v {
			list[i] = clone(element)
		}
		return list
	}
	return v
}
