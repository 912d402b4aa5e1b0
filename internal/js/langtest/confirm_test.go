// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package langtest_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"selvedge/internal/js/langtest"
)

// The cases are compared with the reference engine when its command lines are named:
//
//	NJS_1=…/njs-0.4.3 NJS_2=…/njs-0.7.12 NJS=/usr/bin/njs go test ./internal/js/langtest -run Confirm
//
// NJS is any njs of the 0.7 line, whose known differences from 0.7.12 are in a file of cases' names. With -update the
// expectations of chunks without "differs" are written from NJS_1 and NJS_2; read every change.
var update = flag.Bool("update", false, "write expectations from the reference engines NJS_1 and NJS_2")

const (
	corpus = "../testdata/lang"
	// processLimit bounds one run of the reference.
	processLimit = 20 * time.Second
)

func TestConfirm(t *testing.T) {
	if *update {
		updateFiles(t)
	}
	chunks := load(t)
	references := []struct {
		env       string
		version   langtest.Version
		different map[string]bool // must differ
	}{
		{"NJS_1", 1, nil},
		{"NJS_2", 2, nil},
		{"NJS", 2, readNames(t, filepath.Join(corpus, "njs-0.7.9-differences.txt"))},
	}
	for _, r := range references {
		t.Run(r.env, func(t *testing.T) {
			njs := os.Getenv(r.env)
			if njs == "" {
				t.Skipf("%s does not name a njs command line", r.env)
			}
			for _, c := range chunks {
				if c.Runs(r.version) && !c.Want(r.version).Aborted() {
					t.Run(c.ID(), func(t *testing.T) {
						t.Parallel()
						confirm(t, c, r.version, reference(t, njs, c.Script), r.different[c.ID()])
					})
				}
			}
		})
	}
}

// confirm compares what the reference did with what we want. A chunk that says that they differ must be right about
// it; only says so for this njs, and not the version we claim to be.
func confirm(t *testing.T, c *langtest.Chunk, v langtest.Version, got langtest.Result, only bool) {
	t.Helper()
	want := c.Want(v)
	diff := want.Diff(got)
	differs := c.DiffersIn(v)
	reordered := differs && strings.HasPrefix(c.Differs, "order")
	switch {
	case only && diff == "":
		t.Error("is listed as different in this njs, but is not")
	case only || !differs && diff == "":
	case differs && diff == "":
		t.Errorf("does not differ from the reference any more: %s", c.Differs)
	case !differs || reordered && letters(want) != letters(got):
		t.Errorf("%s:%d: %s\n%s", c.File, c.Line, c.Script, diff)
	}
}

// letters returns everything that was written in an order of its own.
func letters(r langtest.Result) string {
	all := []byte(strings.Join(r.Lines, "\n") + r.Thrown)
	slices.Sort(all)
	return string(all)
}

// reference runs a script on a njs command line.
func reference(t *testing.T, njs, script string) langtest.Result {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), processLimit)
	defer cancel()
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(ctx, njs, "-u", "-c", script) // -u is the safe mode that nginx runs scripts in
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	cmd.Env = []string{"TZ=UTC"}
	err := cmd.Run()
	exit := (*exec.ExitError)(nil)
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("running %s: %v", njs, err)
	}
	r := langtest.Result{Thrown: thrown(stderr.String())}
	if text := withoutName(stdout.String()); text != "" {
		r.Lines = strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	}
	if r.Thrown == "" && err != nil {
		r.Thrown = "crash: " + err.Error()
	}
	return r
}

// thrown takes the text of an error out of what njs writes: a line "Thrown:", the text, lines of the stack.
func thrown(stderr string) string {
	_, text, _ := strings.Cut(stderr, "Thrown:\n")
	var lines []string
	for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		if strings.HasPrefix(line, "    at ") {
			break
		}
		lines = append(lines, line)
	}
	return withoutName(strings.Join(lines, "\n"))
}

// withoutName takes out the name that the command line gives to scripts.
func withoutName(text string) string {
	return strings.NewReplacer(" in string:", " in ", "(string:", "(:").Replace(text)
}

// readNames reads a list of chunks, one ID a line, reasons in comments.
func readNames(t *testing.T, file string) map[string]bool {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		if name := strings.TrimSpace(line); name != "" && !strings.HasPrefix(name, "#") {
			names[name] = true
		}
	}
	return names
}

func load(t *testing.T) []*langtest.Chunk {
	t.Helper()
	chunks, err := langtest.Load(os.DirFS(corpus))
	if err != nil {
		t.Fatal(err)
	}
	return chunks
}
