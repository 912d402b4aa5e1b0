// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package js_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/js"
	"selvedge/internal/js/langtest"
	"selvedge/internal/js/vm"
)

// TestCovered: which lines count, and how often each has run.
func TestCovered(t *testing.T) {
	for _, c := range []struct {
		name, source string
		v            js.Version
		want         map[int]uint32
	}{
		{"straight", "var a = 1;\n\na++;\n", js.V1, map[int]uint32{1: 1, 3: 1}},
		{"nothing of its own", "// a\nvar a;\nfunction f() {\n}\n;\n{\n}\n", js.V1, nil},
		{"branches", "if (true) {\n'a';\n} else {\n'b';\n}\n", js.V2, map[int]uint32{1: 1, 2: 1, 4: 0}},
		{"loop", "for (var i = 0; i < 3; i++) {\nif (i == 1) continue;\ni;\n}\n", js.V1, map[int]uint32{1: 1, 2: 3, 3: 2}},
		{"after return", "function f() {\nreturn 1;\n2;\n}\nf();\nf();\n", js.V1, map[int]uint32{2: 2, 3: 0, 5: 1, 6: 1}},
		{"never called", "function f() {\nreturn 1;\n}\nconst g = () =>\n2;\n", js.V2, map[int]uint32{2: 0, 4: 1, 5: 0}},
		{"throw", "try {\nthrow 1;\n2;\n} catch (e) {\n3;\n} finally {\n4;\n}\n", js.V2,
			map[int]uint32{1: 1, 2: 1, 3: 0, 5: 1, 7: 1}},
		{"async", "async function f() {\nawait 1;\nreturn 2;\n}\nf();\n", js.V2, map[int]uint32{2: 1, 3: 1, 5: 1}},
		{"switch", "switch (2) {\ncase 1:\n'a';\nbreak;\ncase 2:\n'b';\n}\n", js.V1, map[int]uint32{1: 1, 3: 0, 4: 0, 6: 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, err := environments()[c.v].CompileForCoverage(c.source)
			if err != nil {
				t.Fatal(err)
			}
			i, err := p.NewInstance(&recorder{}, vm.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if err := i.Drain(); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, i.Covered()); diff != "" {
				t.Errorf("Covered() differs (-want +got):\n%s", diff)
			}
		})
	}
}

// TestCoveredKeepsCounting: roll-back takes back what a run has done, but not that it has run.
func TestCoveredKeepsCounting(t *testing.T) {
	p, err := environments()[js.V2].CompileForCoverage("function f() {\nreturn 1;\n}\n")
	if err != nil {
		t.Fatal(err)
	}
	i, err := p.NewInstance(&recorder{}, vm.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := i.Invoke("f"); err != nil {
			t.Fatal(err)
		}
		i.Rollback()
	}
	if got := i.Covered()[2]; got != 2 {
		t.Errorf("line 2 has run %d times, want 2", got)
	}
}

// TestCoverageChangesNothing runs the language cases with and without coverage: output, errors and what is used are the same.
func TestCoverageChangesNothing(t *testing.T) {
	chunks, err := langtest.Load(os.DirFS("testdata/lang"))
	if err != nil {
		t.Fatal(err)
	}
	for v, env := range environments() {
		for _, c := range chunks {
			if !c.Runs(langtest.Version(v)) {
				continue
			}
			plain := observed(env.Compile(c.Script))
			if got := observed(env.CompileForCoverage(c.Script)); got != plain {
				t.Errorf("%d/%s: with coverage\n%s\nwithout\n%s", v, c.ID(), got, plain)
			}
		}
	}
}

// observed runs a program and returns all that can be told from outside.
func observed(p *js.Program, err error) string {
	if err != nil {
		return "refused: " + err.Error()
	}
	host := &recorder{}
	i, err := p.NewInstance(host, vm.Limits{})
	if err == nil {
		err = i.Drain()
	}
	lines := slices.Clone(host.records)
	lines = append(lines, fmt.Sprintf("%v, fuel %d, memory %d", err, i.FuelUsed(), i.MemoryUsed()))
	if e, ok := err.(*js.Error); ok {
		lines = append(lines, e.Stack)
	}
	return strings.Join(lines, "\n")
}
