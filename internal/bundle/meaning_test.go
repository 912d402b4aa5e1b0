// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package bundle_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/grafana/sobek"

	"selvedge"
	"selvedge/internal/bundle"
	"selvedge/internal/bundle/lower"
)

// TestMeaning runs the cases before they are lowered, in an engine that has today's language: what they log is what they
// must log afterwards. A case whose comment says "meaning: ours" uses what that engine does not have.
func TestMeaning(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		c := readCase(t, path)
		if c.want("want.log") == nil || c.directives["meaning"] != nil {
			continue
		}
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			code, err := bundle.Unlowered(c.options(c.unpack(t), selvedge.Runtime2, false))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(c.want("want.log").Data), runToday(t, code)); diff != "" {
				t.Errorf("today's JavaScript logs something else (-case +today):\n%s", diff)
			}
		})
	}
}

// runToday returns what a bundle logs when its handler runs on the event.
func runToday(t *testing.T, code string) string {
	t.Helper()
	vm := sobek.New()
	var out strings.Builder
	console := vm.NewObject()
	err := console.Set("log", func(s sobek.Value) {
		out.WriteString(s.String())
		out.WriteByte('\n')
	})
	if err == nil {
		err = vm.Set("console", console)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := vm.RunString("var run; function " + lower.HandlerMark + "(h) { run = h; }\n" + code); err != nil {
		t.Fatal(err)
	}
	if _, err := vm.RunString("run(" + event + ")"); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
