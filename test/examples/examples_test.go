// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package examples has what authors of functions write most: a folder for each example, with functions and cases.json for
// `selvedge test`, the format of which is in docs/howto/test-functions.md.
//
// Events are HTTP messages, with one exception, so that test/e2e can send the same cases through an edge: "http" has the request
// of the viewer and, for functions on viewer-response, the answer of the origin; "expect" has what goes to the origin
// ("request") and to the viewer ("response"), what the function logs, and why the edge refuses the result ("missed", which
// TestFunction does not see). What is in the folder cloudfront imports the module of that name.
package examples

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"selvedge/internal/functest"
)

// TestExamples runs all cases.
func TestExamples(t *testing.T) {
	for _, c := range load(t, ".") {
		t.Run(c.ID(), func(t *testing.T) {
			report := (&functest.Runner{Cover: true}).Run(t.Context(), []*functest.Case{c})
			for _, p := range report.Results[0].Problems {
				t.Errorf("%s\n%s", p.Text, p.Detail)
			}
		})
	}
}

// TestSections: each of the scenarios 1 to 27 has a folder, whose name begins with its number.
func TestSections(t *testing.T) {
	have := map[int]bool{}
	for _, dir := range []string{".", "cloudfront"} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			prefix, _, _ := strings.Cut(entry.Name(), "-")
			if number, err := strconv.Atoi(prefix); err == nil {
				have[number] = true
			}
		}
	}
	for number := 1; number <= 27; number++ {
		if !have[number] {
			t.Errorf("no folder for scenario %d", number)
		}
	}
}

// load reads cases.
func load(t *testing.T, path string) []*functest.Case {
	t.Helper()
	cases, err := (&functest.Loader{}).Load(path)
	if err != nil || len(cases) == 0 {
		t.Fatalf("Load(%s): %d cases, %v", path, len(cases), err)
	}
	return cases
}
