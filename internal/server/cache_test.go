// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package server

import (
	"testing"
	"time"

	"selvedge"
	"selvedge/internal/httpcache"
	"selvedge/internal/httpmsg"
)

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

// TestInvalidateUpdate: an order that has just been given concerns everything until now, one that an edge has missed only
// what is older.
func TestInvalidateUpdate(t *testing.T) {
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name  string
		full  bool
		asked time.Duration // after the order was given
		kept  bool
	}{
		{"live, older", false, -time.Second, false}, {"live, newer by another clock", false, time.Second, false},
		{"missed, older", true, -time.Second, false}, {"missed, newer", true, time.Second, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cache, err := httpcache.Open(httpcache.Config{MemoryBytes: 1 << 20})
			if err != nil {
				t.Fatal(err)
			}
			defer cache.Close()
			asked := now.Add(tt.asked)
			cache.Put(httpcache.NewObject(httpcache.Place{Key: []byte("k"), Distribution: "E1", URI: "/a"}, &httpmsg.Response{Status: 200},
				&httpcache.Arrival{Requested: asked, Now: asked}, httpcache.Life{Store: true, Fresh: time.Hour}))
			invalidate(cache, &selvedge.EdgeUpdate{Full: tt.full, Invalidations: []selvedge.EdgeInvalidation{
				{DistributionID: "E1", Paths: []string{"/b", "/a*"}, CreateTime: now},
			}}, now.Add(2*time.Second))
			if kept := cache.Get([]byte("k")) != nil; kept != tt.kept {
				t.Errorf("kept = %t, want %t", kept, tt.kept)
			}
		})
	}
}
