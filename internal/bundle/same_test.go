// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package bundle_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"selvedge"
	"selvedge/internal/bundle/lower"
	"selvedge/internal/cff"
	"selvedge/internal/js/langtest"
)

// TestSame lowers the language cases of the engine, which need no lowering, and runs both forms: printing, scopes and
// renaming must not change what a script does. Scripts that ask for their own text, lines or names of functions are told
// apart by what they print.
func TestSame(t *testing.T) {
	chunks, err := langtest.Load(os.DirFS("../js/testdata/lang"))
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, c := range chunks {
		for v, runtime := range map[langtest.Version]selvedge.Runtime{1: selvedge.Runtime1, 2: selvedge.Runtime2} {
			if !c.Runs(v) || cff.CheckSource(c.Script, runtime) != nil {
				continue
			}
			p, err := lower.Program(c.Script, lower.Options{Runtime: runtime})
			switch {
			case err != nil && strings.Contains(err.Error(), " the bundle: "):
				continue // import, or what only njs understands
			case err != nil:
				t.Errorf("%s in %s: %v", c.ID(), runtime, err)
				continue
			case strings.HasPrefix(c.ID(), "stack_traces.js/"), strings.HasPrefix(c.Name, "spread in "):
				continue // traces tell functions apart; 1.0 reads spread and forgets it
			}
			compared++
			want, got := shell(c.Script, runtime), shell(p.Head+p.Code, runtime)
			if want != got {
				t.Errorf("%s in %s prints\n%s\nwant\n%s\n%s", c.ID(), runtime, got, want, p.Code)
			}
		}
	}
	if compared < 2000 {
		t.Errorf("%d runs were compared, not some 2300", compared)
	}
}

// places are lines and columns, which lowering changes.
var places = regexp.MustCompile(`:\d+\)| in (:?\d+|string:\d+)`)

func shell(code string, runtime selvedge.Runtime) string {
	var out strings.Builder
	s := cff.Shell{Runtime: runtime, Print: func(text string) { out.WriteString(text + "\n") }}
	r := s.Run(code)
	return places.ReplaceAllString(out.String()+r.Thrown, "")
}
