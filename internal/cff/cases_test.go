// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge"
	"selvedge/internal/cff"
)

// The cases in testdata are run with Tester: fn.js on event.json gives want.json, or want.err with the error message;
// want.log has the lines of console.log. The text before the first section must say where the behaviour was learned:
// "source: …". "runtime: …" chooses another runtime than 2.0.

var update = flag.Bool("update", false, "rewrite the wanted results in testdata")

// archive is a text file with sections headed by lines "-- name --".
type archive struct {
	comment  string
	names    []string
	sections map[string]string
}

var sectionHead = regexp.MustCompile(`(?m)^-- (\S+) --\n`)

func parseArchive(text string) *archive {
	a := &archive{comment: text, sections: map[string]string{}}
	heads := sectionHead.FindAllStringSubmatchIndex(text, -1)
	for i, h := range heads {
		end := len(text)
		if i == 0 {
			a.comment = text[:h[0]]
		}
		if i+1 < len(heads) {
			end = heads[i+1][0]
		}
		name := text[h[2]:h[3]]
		a.names = append(a.names, name)
		a.sections[name] = text[h[1]:end]
	}
	return a
}

func (a *archive) format() string {
	b := a.comment
	for _, n := range a.names {
		b += "-- " + n + " --\n" + a.sections[n]
	}
	return b
}

func (a *archive) header(key string) string {
	for line := range strings.Lines(a.comment) {
		if v, ok := strings.CutPrefix(line, key+":"); ok {
			return strings.TrimSpace(v)
		}
	}
	return ""
}

func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in testdata: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { runCase(t, file) })
	}
}

func runCase(t *testing.T, file string) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	a := parseArchive(string(text))
	if a.header("source") == "" {
		t.Error("the comment block has no source: line")
	}
	config := selvedge.FunctionConfig{Runtime: selvedge.Runtime2}
	if r := a.header("runtime"); r != "" {
		config.Runtime = selvedge.Runtime(r)
	}
	tester := &cff.Tester{}
	result, err := tester.TestFunction(t.Context(), []byte(a.sections["fn.js"]), config, []byte(a.sections["event.json"]))
	if err != nil {
		t.Fatalf("TestFunction() = %v, want a result", err)
	}
	got := map[string]string{"fn.js": a.sections["fn.js"], "event.json": a.sections["event.json"]}
	if result.Output != "" {
		got["want.json"] = result.Output + "\n"
	}
	if result.ErrorMessage != "" {
		got["want.err"] = result.ErrorMessage + "\n"
	}
	if len(result.Logs) > 0 {
		got["want.log"] = strings.Join(result.Logs, "\n") + "\n"
	}
	if *update {
		for name := range a.sections {
			a.sections[name] = got[name]
		}
		if err := os.WriteFile(file, []byte(a.format()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(a.sections, got); diff != "" {
		t.Errorf("the run of %s differs (-want +got):\n%s", file, diff)
	}
}
