// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package difftest_test

import (
	"strings"
	"testing"

	"selvedge/internal/js/difftest"
)

// TestProgram: a seed gives one program, seeds give many, and versions what they have.
func TestProgram(t *testing.T) {
	for version, keyword := range map[int]string{1: "toUTF8", 2: "await"} {
		g, err := difftest.NewGenerator(version, false)
		if err != nil {
			t.Fatal(err)
		}
		all := ""
		for seed := range uint64(300) {
			for _, rule := range []string{"program", "script"} {
				source := g.Program(rule, seed)
				if again := g.Program(rule, seed); source != again {
					t.Fatalf("seed %d gives %q and then %q", seed, source, again)
				}
				if i := strings.IndexAny(source, "#@⏎ε"); i >= 0 {
					t.Errorf("seed %d: what is not replaced: %q", seed, source[i:])
				}
				all += source
			}
		}
		for _, word := range []string{"toUTF8", "await", "let "} {
			if got := strings.Contains(all, word); got != (word == keyword || version == 2 && word == "let ") {
				t.Errorf("version %d has %q: %v", version, word, got)
			}
		}
	}
}

func TestMinimize(t *testing.T) {
	source := "var a = [1, 2], b = 'xyz';\nif (a.length) { f(g(b, 'need') + 1); }\nh();"
	got := difftest.Minimize(source, 1000, func(s string) bool { return strings.Contains(s, "f(") && strings.Contains(s, "need") })
	if want := "f('need'"; got != want {
		t.Errorf("Minimize = %q, want %q", got, want)
	}
}
