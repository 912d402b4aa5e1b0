// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store_test

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"selvedge"
	"selvedge/internal/store"
)

// BenchmarkOpen measures how long an embedded store takes to be ready, on a new folder and on one with a full
// account and as much history as is kept.
func BenchmarkOpen(b *testing.B) {
	reopen := func(b *testing.B, dir string) {
		b.Helper()
		s, err := store.Open(b.Context(), store.Config{DataDir: dir, AccountID: account, Domain: "example.net"})
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.Run("new", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			dir := b.TempDir()
			b.StartTimer()
			reopen(b, dir)
		}
	})
	b.Run("used", func(b *testing.B) {
		dir := b.TempDir()
		fill(b, dir, 100, store.HistoryLimit)
		for b.Loop() {
			reopen(b, dir)
		}
	})
}

// fill makes functions of 2 KB in dir and updates them until there are revisions.
func fill(b *testing.B, dir string, functions, revisions int) {
	b.Helper()
	s, err := store.Open(b.Context(), store.Config{DataDir: dir, AccountID: account, Domain: "example.net"})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	in := benchFunction()
	for i := range revisions {
		in.Name = fmt.Sprint("f", i%functions)
		if round := i / functions; round == 0 {
			_, err = s.CreateFunction(b.Context(), in)
		} else {
			_, err = s.UpdateFunction(b.Context(), in.Name, selvedge.ETag(uint64(round)), in.Config, in.Code)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}

func benchFunction() selvedge.NewFunction {
	in := newFunction("")
	in.Code = []byte(strings.Repeat("x", 2048))
	return in
}

// BenchmarkCreatePublish measures pairs of CreateFunction and PublishFunction, each made durable, with 1 and 8
// clients, without an edge and with one.
func BenchmarkCreatePublish(b *testing.B) {
	for _, clients := range []int{1, 8} {
		for _, edges := range []int{0, 1} {
			b.Run(fmt.Sprintf("clients=%d/edges=%d", clients, edges), func(b *testing.B) {
				s, err := store.Open(b.Context(), store.Config{
					DataDir: b.TempDir(), AccountID: account, Domain: "example.net", MaxFunctions: 10_000_000,
				})
				if err != nil {
					b.Fatal(err)
				}
				var wg sync.WaitGroup
				for range edges {
					wg.Go(func() {
						s.RunEdge(b.Context(), selvedge.EdgeInfo{ID: "e"}, func(selvedge.EdgeUpdate) {})
					})
				}
				b.ReportAllocs()
				b.ResetTimer()
				createAndPublish(b, s, clients)
				b.StopTimer()
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pairs/s")
				if err := s.Close(); err != nil {
					b.Fatal(err)
				}
				wg.Wait()
			})
		}
	}
}

func createAndPublish(b *testing.B, s *store.Store, clients int) {
	b.Helper()
	var next atomic.Int64
	var wg sync.WaitGroup
	for range clients {
		wg.Go(func() {
			in := benchFunction()
			for {
				i := next.Add(1)
				if i > int64(b.N) {
					return
				}
				in.Name = fmt.Sprint("f", i)
				_, err := s.CreateFunction(b.Context(), in)
				if err == nil {
					_, err = s.PublishFunction(b.Context(), in.Name, selvedge.ETag(1))
				}
				if err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
}

// BenchmarkRead measures what the API reads most.
func BenchmarkRead(b *testing.B) {
	s, err := store.Open(b.Context(), store.Config{DataDir: b.TempDir(), AccountID: account, Domain: "example.net"})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	in := benchFunction()
	in.Name = "f"
	if _, err := s.CreateFunction(b.Context(), in); err != nil {
		b.Fatal(err)
	}
	d, err := s.CreateDistribution(b.Context(), newConfig("r"), nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("function", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := s.Function(b.Context(), "f"); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("distribution", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := s.Distribution(b.Context(), d.ID); err != nil {
				b.Fatal(err)
			}
		}
	})
}
