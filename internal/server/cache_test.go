// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package server

import "testing"

func TestSize(t *testing.T) {
	for text, want := range map[string]Size{
		"0": 0, "1": 1, "1023": 1023, "1KiB": 1 << 10, "256MiB": 256 << 20, "3GiB": 3 << 30,
	} {
		var s Size
		if err := s.UnmarshalText([]byte(text)); err != nil || s != want {
			t.Errorf("UnmarshalText(%q) = %d, %v; want %d", text, s, err, want)
		}
		if got, err := s.MarshalText(); err != nil || string(got) != text {
			t.Errorf("MarshalText(%d) = %q, %v; want %q", s, got, err, text)
		}
	}
	for _, text := range []string{"", "x", "-1", "1MB", "1 MiB", "MiB", "99999999999GiB", "1.5GiB"} {
		var s Size
		if s.UnmarshalText([]byte(text)) == nil {
			t.Errorf("UnmarshalText(%q) = %d, want an error", text, s)
		}
	}
}
