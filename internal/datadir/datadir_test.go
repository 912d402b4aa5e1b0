// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package datadir_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"selvedge/internal/datadir"
)

func TestLock(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	first, err := datadir.Lock(dir)
	if err != nil {
		t.Fatal(err)
	}
	_, err = datadir.Lock(dir)
	if err == nil || !strings.Contains(err.Error(), dir) || !regexp.MustCompile(`\(pid \d+\)`).MatchString(err.Error()) {
		t.Errorf("second Lock = %v, want an error that names the folder and the process", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := datadir.Lock(dir)
	if err != nil {
		t.Fatalf("Lock after release: %v", err)
	}
	_ = again.Close()
}

func TestCredentials(t *testing.T) {
	dir := t.TempDir()
	if _, err := datadir.ReadCredentials(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("ReadCredentials of an empty folder: %v, want fs.ErrNotExist", err)
	}
	made, err := datadir.EnsureCredentials(dir)
	if err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`^AKIA[A-Z2-7]{16}$`).MatchString(made.AccessKeyID) || len(made.SecretAccessKey) != 40 {
		t.Errorf("EnsureCredentials = %q and a secret of %d characters", made.AccessKeyID, len(made.SecretAccessKey))
	}
	kept, err := datadir.EnsureCredentials(dir)
	if err != nil || kept != made {
		t.Errorf("second EnsureCredentials = %v, %v, want the same pair", kept.AccessKeyID, err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Fatalf("folder holds %v, %v, want one file", entries, err)
	}
	info, err := entries[0].Info()
	if err != nil || info.Mode() != 0o600 {
		t.Errorf("mode = %v, %v, want 0600", info.Mode(), err)
	}
	if err := os.WriteFile(filepath.Join(dir, entries[0].Name()), []byte(`{"AccessKeyID":"x"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := datadir.EnsureCredentials(dir); err == nil {
		t.Error("EnsureCredentials accepts a file without a secret")
	}
}

func TestAddresses(t *testing.T) {
	dir := t.TempDir()
	want := datadir.Addresses{API: "http://127.0.0.1:1", Edge: "http://127.0.0.1:2"}
	withdraw, err := want.Publish(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := datadir.ReadAddresses(dir); err != nil || got != want {
		t.Errorf("ReadAddresses = %v, %v, want %v", got, err, want)
	}
	withdraw()
	if _, err := datadir.ReadAddresses(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("ReadAddresses after withdrawal: %v, want fs.ErrNotExist", err)
	}
}

func TestEdgeID(t *testing.T) {
	dir := t.TempDir()
	id, err := datadir.EdgeID(dir)
	if err != nil || id == "" {
		t.Fatalf("EdgeID = %q, %v", id, err)
	}
	if again, err := datadir.EdgeID(dir); err != nil || again != id {
		t.Errorf("second EdgeID = %q, %v, want %q", again, err, id)
	}
	if other, err := datadir.EdgeID(t.TempDir()); err != nil || other == id {
		t.Errorf("EdgeID of another folder = %q, %v", other, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "edge-id"), []byte("x y"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := datadir.EdgeID(dir); err == nil {
		t.Error("EdgeID accepts a file without an id")
	}
}
