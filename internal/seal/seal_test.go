// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package seal_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"strings"
	"testing"

	"selvedge/internal/seal"
)

func newKey(t *testing.T) *seal.Key {
	t.Helper()
	k, err := seal.Parse(seal.Generate() + "\n")
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestSealedBoxesOpenForTheirNameOnly(t *testing.T) {
	k, other := newKey(t), newKey(t)
	const name, secret = "AKIAEXAMPLE", "a secret of forty characters, more or less"
	box := k.Seal(name, secret)
	if bytes.Contains(box, []byte(secret)) || bytes.Equal(box, k.Seal(name, secret)) {
		t.Error("the box shows its secret, or is the same twice")
	}
	if got, err := k.Open(name, box); err != nil || got != secret {
		t.Errorf("Open = %q, %v, want %q", got, err, secret)
	}
	if k.ID() == other.ID() {
		t.Error("two keys have the same id")
	}
	refused := map[string]func() (string, error){
		"another name": func() (string, error) { return k.Open(name+"X", box) },
		"another key":  func() (string, error) { return other.Open(name, box) },
		"half a box":   func() (string, error) { return k.Open(name, box[:len(box)/2]) },
		"nothing":      func() (string, error) { return k.Open(name, nil) },
	}
	for i := range box {
		refused["a bit flipped"] = func() (string, error) {
			changed := bytes.Clone(box)
			changed[i] ^= 1
			return k.Open(name, changed)
		}
		for what, open := range refused {
			if got, err := open(); !errors.Is(err, seal.ErrOpen) || got != "" {
				t.Errorf("Open with %s = %q, %v, want ErrOpen", what, got, err)
			}
		}
	}
}

func TestParseRefusesWhatIsNoKey(t *testing.T) {
	for _, text := range []string{"", "hunter2", base64.StdEncoding.EncodeToString(make([]byte, 31)), strings.Repeat("A", 100)} {
		if _, err := seal.Parse(text); err == nil || text != "" && strings.Contains(err.Error(), text) {
			t.Errorf("Parse(%q) = %v, want an error that does not show it", text, err)
		}
	}
}
