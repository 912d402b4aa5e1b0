// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/js/vm"
)

// chunk is a script of testdata/scripts: "// --- name" begins it, "//> line" is something that it logs, and "//! error" is
// how it ends. A version in parentheses at the end of the name restricts it to that version. async.js is for version 2.
//
// source: njs 0.4.3 and 0.7.12, with log and fail defined in the language.
type chunk struct {
	name   string
	source string
	want   []string
}

func readChunks(t *testing.T, file string) (list []chunk) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for text := range strings.SplitSeq("\n"+string(data), "\n// --- ") {
		if strings.TrimSpace(text) == "" {
			continue
		}
		name, rest, _ := strings.Cut(text, "\n")
		c := chunk{name: name}
		for line := range strings.SplitSeq(strings.TrimSuffix(rest, "\n"), "\n") {
			switch {
			case strings.HasPrefix(line, "//> "), strings.HasPrefix(line, "//! "):
				c.want = append(c.want, strings.TrimPrefix(line[2:], "> "))
			default:
				c.source += line + "\n"
			}
		}
		list = append(list, c)
	}
	return list
}

func TestScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/scripts/*.js")
	if err != nil || len(files) == 0 {
		t.Fatalf("Glob: %v, %d files", err, len(files))
	}
	for _, file := range files {
		base := strings.TrimSuffix(filepath.Base(file), ".js")
		for _, c := range readChunks(t, file) {
			t.Run(base+"/"+c.name, func(t *testing.T) {
				if !strings.HasSuffix(c.name, "(V2)") && base != "async" {
					runChunk(t, vm.V1, c)
				}
				if !strings.HasSuffix(c.name, "(V1)") {
					runChunk(t, vm.V2, c)
				}
			})
		}
	}
}

func runChunk(t *testing.T, v vm.Version, c chunk) {
	t.Helper()
	var got []string
	for _, record := range newScript(t, v, vm.Limits{}, c.source).run(t) {
		got = append(got, strings.Split(record, "\n")...)
	}
	if n := len(c.want); n > 0 && strings.HasPrefix(c.want[n-1], "! ") && len(got) == n &&
		strings.HasPrefix(got[n-1], c.want[n-1]) {
		got[n-1] = c.want[n-1] // an error may say more
	}
	if diff := cmp.Diff(c.want, got); diff != "" {
		t.Errorf("version %d (-want +got):\n%s", v, diff)
	}
}
