// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package langtest_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"selvedge/internal/js/langtest"
)

// This file writes expectations from the reference engines.

// updateWorkers is how many processes run at the same time.
const updateWorkers = 4

func updateFiles(t *testing.T) {
	t.Helper()
	njs := [...]string{1: os.Getenv("NJS_1"), 2: os.Getenv("NJS_2")}
	if njs[1] == "" || njs[2] == "" {
		t.Fatal("-update needs NJS_1 and NJS_2")
	}
	files, err := filepath.Glob(filepath.Join(corpus, "*.js"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		chunks, err := langtest.ParseDraft(filepath.Base(file), string(text))
		if err != nil {
			t.Fatal(err)
		}
		results := runAll(t, njs[:], chunks)
		if updated := rewrite(string(text), chunks, results); updated != string(text) {
			if err := os.WriteFile(file, []byte(updated), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// runAll returns the results of the chunks by version.
func runAll(t *testing.T, njs []string, chunks []*langtest.Chunk) [][3]langtest.Result {
	t.Helper()
	results := make([][3]langtest.Result, len(chunks))
	var running sync.WaitGroup
	free := make(chan struct{}, updateWorkers)
	for i, c := range chunks {
		running.Go(func() {
			free <- struct{}{}
			for v := langtest.Version(1); v <= 2; v++ {
				if c.Runs(v) && c.Differs == "" {
					results[i][v] = reference(t, njs[v], c.Script)
				}
			}
			<-free
		})
	}
	running.Wait()
	return results
}

var expectationLine = regexp.MustCompile(`^//[12]?[>!]`)

// rewrite returns the text of a file with the expectations of results.
func rewrite(text string, chunks []*langtest.Chunk, results [][3]langtest.Result) string {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	var out strings.Builder
	put := func(lines []string) {
		for len(lines) > 0 && lines[len(lines)-1] == "" {
			lines = lines[:len(lines)-1]
		}
		out.WriteString(strings.Join(lines, "\n") + "\n")
	}
	end := len(lines)
	if len(chunks) > 0 {
		end = chunks[0].Line - 1
	}
	put(lines[:end])
	for i, c := range chunks {
		end = len(lines)
		if i+1 < len(chunks) {
			end = chunks[i+1].Line - 1
		}
		out.WriteString("\n")
		body := lines[c.Line-1 : end]
		if c.Differs == "" && !agrees(c, results[i]) {
			body = slices.DeleteFunc(slices.Clone(body), expectationLine.MatchString)
			for len(body) > 1 && body[len(body)-1] == "" {
				body = body[:len(body)-1]
			}
			body = append(body, expectations(c, results[i])...)
		}
		put(body)
	}
	return out.String()
}

func agrees(c *langtest.Chunk, results [3]langtest.Result) bool {
	for v := langtest.Version(1); v <= 2; v++ {
		if c.Runs(v) && c.Want(v).Diff(results[v]) != "" {
			return false
		}
	}
	return true
}

// expectations returns the lines for the results of a chunk, those of both versions in one where they agree.
func expectations(c *langtest.Chunk, results [3]langtest.Result) []string {
	switch {
	case !c.Runs(1):
		return mark(results[2])
	case !c.Runs(2):
		return mark(results[1])
	}
	return merge(mark(results[1]), mark(results[2]))
}

func mark(r langtest.Result) []string {
	var lines []string
	for _, line := range r.Lines {
		if line != "" {
			line = " " + line
		}
		lines = append(lines, "//>"+line)
	}
	if r.Thrown != "" {
		lines = append(lines, "//! "+strings.ReplaceAll(r.Thrown, "\n", "⏎"))
	}
	return lines
}

// merge keeps the lines common to one and two in order (longest common subsequence) and marks the others.
func merge(one, two []string) []string {
	length := make([][]int, len(one)+1)
	for i := range length {
		length[i] = make([]int, len(two)+1)
	}
	for i := len(one) - 1; i >= 0; i-- {
		for j := len(two) - 1; j >= 0; j-- {
			if one[i] == two[j] {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	var out []string
	i, j := 0, 0
	for i < len(one) || j < len(two) {
		switch {
		case i < len(one) && j < len(two) && one[i] == two[j]:
			out = append(out, one[i])
			i++
			j++
		case j == len(two) || i < len(one) && length[i+1][j] >= length[i][j+1]:
			out = append(out, "//1"+one[i][2:])
			i++
		default:
			out = append(out, "//2"+two[j][2:])
			j++
		}
	}
	return out
}
