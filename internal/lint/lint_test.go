// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lint_test

import (
	"os"
	"path/filepath"
	"testing"

	"selvedge/internal/lint"
)

// TestRepository is the lint: it checks the module that this package is in.
func TestRepository(t *testing.T) {
	m, err := lint.Load(os.DirFS(root(t)))
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	for _, f := range m.Check() {
		t.Errorf("%v", f)
	}
}

// root returns the folder of the repository: the nearest one above that has a go.mod.
func root(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatalf("Getwd: %v", err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod in this folder or above")
		}
		dir = parent
	}
}
