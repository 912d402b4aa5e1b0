// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package bundle_test

import (
	"os"
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
			if err != nil {
				t.Logf("%s in %s: %v", c.ID(), runtime, err)
				continue
			}
			compared++
			want, got := shell(c.Script, runtime), shell(p.Head+p.Code, runtime)
			if want != got {
				t.Errorf("%s in %s prints\n%s\nwant\n%s\n%s", c.ID(), runtime, got, want, p.Code)
			}
		}
	}
	t.Logf("%d runs", compared)
}

func shell(code string, runtime selvedge.Runtime) string {
	var out strings.Builder
	s := cff.Shell{Runtime: runtime, Print: func(text string) { out.WriteString(text + "\n") }}
	r := s.Run(code)
	return out.String() + r.Thrown
}
