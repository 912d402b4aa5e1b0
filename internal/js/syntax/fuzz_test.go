// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package syntax_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/js/syntax"
)

// FuzzParse checks that no source makes Parse panic or work more than in proportion to its length, and that errors point
// into the source.
func FuzzParse(f *testing.F) {
	for _, c := range readChunks(f, "testdata/*.js") {
		f.Add(c.source)
	}
	f.Add(largestFunction(f))
	f.Fuzz(func(t *testing.T, source string) {
		for _, version := range []syntax.Version{syntax.V1, syntax.V2} {
			steps, err := syntax.ParseSteps(source, version)
			if most := 8*len(source) + 64; steps > most {
				t.Errorf("%d steps for %d bytes, want at most %d", steps, len(source), most)
			}
			if err != nil {
				checkError(t, source, err)
			}
			_, again := syntax.Parse(source, version, syntax.Options{})
			if diff := cmp.Diff(err, again, cmp.Comparer(sameText)); diff != "" {
				t.Errorf("another error the second time:\n%s", diff)
			}
		}
	})
}

func sameText(a, b error) bool {
	return (a == nil) == (b == nil) && (a == nil || a.Error() == b.Error())
}

func checkError(t *testing.T, source string, err error) {
	t.Helper()
	e, ok := errors.AsType[*syntax.Error](err)
	if !ok {
		t.Fatalf("error of type %T", err)
	}
	lines := strings.Count(source, "\n") + 2 // a comment that ends the source counts as a line
	switch {
	case e.Class == "" || e.Message == "" || !utf8.ValidString(e.Message) || !utf8.ValidString(e.SourceLine):
		t.Errorf("no text in %+v", e)
	case e.Line < 1 || e.Line > lines:
		t.Errorf("line %d of %d", e.Line, lines)
	case e.Pos.Offset < 0 || int(e.Pos.Offset) > len(source) || e.Pos.Column < 1:
		t.Errorf("place %+v is outside the source", e.Pos)
	case e.Caret < 0 || e.Caret > len(e.SourceLine):
		t.Errorf("index %d of the line %q", e.Caret, e.SourceLine)
	}
}
