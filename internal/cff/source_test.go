// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff_test

import (
	"slices"
	"testing"

	"selvedge"
	"selvedge/internal/cff"
)

func TestCheckSource(t *testing.T) {
	for _, c := range []struct {
		source       string
		runtime      selvedge.Runtime
		line, column int
		construct    string
	}{
		{"let x = 1;", selvedge.Runtime1, 1, 1, "let and const"},
		{"var a;\n  a = b?.c;", selvedge.Runtime2, 2, 11, "optional chaining"},
		{"var a = 1;\n/b/s;", selvedge.Runtime2, 2, 1, "regular expression flag s"},
	} {
		e := cff.CheckSource(c.source, c.runtime)
		if e == nil || e.Line != c.line || e.Column != c.column || e.Construct != c.construct || e.Text == "" {
			t.Errorf("CheckSource(%q) = %+v, want line %d, column %d, %q", c.source, e, c.line, c.column, c.construct)
		}
	}
	if e := cff.CheckSource("let x = 1;", selvedge.Runtime2); e != nil {
		t.Errorf("CheckSource refuses let in 2.0: %+v", e)
	}
}

func TestDefined(t *testing.T) {
	names := []string{"Buffer", "Map", "Object.assign", "Object.fromEntries", "Map.prototype", "crypto"}
	for runtime, want := range map[selvedge.Runtime][]bool{
		selvedge.Runtime1: {false, false, true, false, true, false},
		selvedge.Runtime2: {true, false, true, false, true, false},
	} {
		if got := cff.Defined(names, runtime); !slices.Equal(got, want) {
			t.Errorf("Defined(%v) in %s = %v, want %v", names, runtime, got, want)
		}
	}
}
