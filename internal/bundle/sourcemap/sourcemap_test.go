// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package sourcemap_test

import (
	"testing"

	"selvedge/internal/bundle/sourcemap"
)

func TestRoundTrip(t *testing.T) {
	place := func(source, line, column int) sourcemap.Place {
		return sourcemap.Place{Source: source, Line: line, Column: column}
	}
	mappings := []sourcemap.Mapping{
		{Line: 0, Column: 4, Place: place(0, 0, 0)},
		{Line: 0, Column: 10, Place: place(1, 20, 300)},
		{Line: 3, Column: 0, Place: place(0, 2, 7)},
		{Line: 3, Column: 100000, Place: place(1, 0, 0)},
	}
	m, err := sourcemap.Parse(sourcemap.Encode([]string{"a", "b"}, []string{"x", "y"}, mappings))
	if err != nil {
		t.Fatal(err)
	}
	if m.Sources[1] != "b" || m.Contents[1] != "y" {
		t.Errorf("sources %v with %v", m.Sources, m.Contents)
	}
	for _, want := range mappings {
		if got, ok := m.Find(want.Line, want.Column); !ok || got != want.Place {
			t.Errorf("Find(%d, %d) = %v, %v, want %v", want.Line, want.Column, got, ok, want.Place)
		}
	}
	for _, c := range []struct {
		line, column int
		want         sourcemap.Place
		ok           bool
	}{
		{0, 9, place(0, 0, 0), true},
		{0, 0, place(0, 0, 0), true}, // before the first mapping of the line
		{3, 99999, place(0, 2, 7), true},
		{1, 0, sourcemap.Place{}, false},
		{9, 0, sourcemap.Place{}, false},
	} {
		if got, ok := m.Find(c.line, c.column); ok != c.ok || got != c.want {
			t.Errorf("Find(%d, %d) = %v, %v, want %v, %v", c.line, c.column, got, ok, c.want, c.ok)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for name, text := range map[string]string{
		"no JSON":            "{",
		"version":            `{"version":2,"sources":["a"],"mappings":""}`,
		"digit":              `{"version":3,"sources":["a"],"mappings":"A!AA"}`,
		"unfinished number":  `{"version":3,"sources":["a"],"mappings":"AAAg"}`,
		"endless number":     `{"version":3,"sources":["a"],"mappings":"gggggggggggggggA"}`,
		"source not there":   `{"version":3,"sources":["a"],"mappings":"ACAA"}`,
		"line before begin":  `{"version":3,"sources":["a"],"mappings":"AADA"}`,
		"no sources":         `{"version":3,"mappings":"AAAA"}`,
		"source before zero": `{"version":3,"sources":["a"],"mappings":"ADAA"}`,
	} {
		if _, err := sourcemap.Parse([]byte(text)); err == nil {
			t.Errorf("%s: Parse(%s) has no error", name, text)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"version":3,"sources":["a"],"sourcesContent":["x"],"mappings":"AAAA,IACE;;AADA"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := sourcemap.Parse(data)
		if err != nil {
			return
		}
		for line := range 4 {
			if p, ok := m.Find(line, 7); ok && (p.Source < 0 || p.Source >= len(m.Sources) || p.Line < 0 || p.Column < 0) {
				t.Fatalf("Find gives %v", p)
			}
		}
	})
}
