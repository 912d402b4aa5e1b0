// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store_test

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"selvedge"
	"selvedge/internal/store"
)

// benchStore opens a store that waits for the disk, and makes key value stores in it.
func benchStore(b *testing.B, stores int) (*store.Store, []*selvedge.KeyValueStore) {
	b.Helper()
	s, err := store.Open(b.Context(), store.Config{DataDir: b.TempDir(), AccountID: account, Domain: "example.net"})
	if err != nil {
		b.Fatal(err)
	}
	var list []*selvedge.KeyValueStore
	for i := range stores {
		kvs, err := s.CreateKeyValueStore(b.Context(), selvedge.NewKeyValueStore{Name: fmt.Sprint("s", i)})
		if err != nil {
			b.Fatal(err)
		}
		list = append(list, kvs)
	}
	return s, list
}

// batch returns n pairs of 100 bytes.
func batch(n int, value string) (c selvedge.KeyChanges) {
	for i := range n {
		c.Puts = append(c.Puts, selvedge.KeyValue{Key: fmt.Sprintf("key-%04d", i), Value: value + strings.Repeat("v", 100-len(value))})
	}
	return c
}

// BenchmarkPutKey measures durable changes of one and of 50 keys. Several clients write to a store of their own each, as
// two that write to one refuse each other by the ETag.
func BenchmarkPutKey(b *testing.B) {
	for _, clients := range []int{1, 8} {
		for _, keys := range []int{1, 50} {
			b.Run(fmt.Sprintf("clients=%d/keys=%d", clients, keys), func(b *testing.B) {
				s, stores := benchStore(b, clients)
				defer s.Close()
				var next atomic.Int64
				var wg sync.WaitGroup
				b.ResetTimer()
				for i := range clients {
					wg.Go(func() {
						id, tag := stores[i].ID, stores[i].DataETag()
						for n := next.Add(1); n <= int64(b.N); n = next.Add(1) {
							changed, err := s.ChangeKeyValues(b.Context(), id, tag, batch(keys, fmt.Sprint(n)))
							if err != nil {
								b.Error(err)
								return
							}
							tag = changed.DataETag()
						}
					})
				}
				wg.Wait()
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "changes/s")
			})
		}
	}
}

// BenchmarkVisible measures the time from the acknowledgement of a change until the last edge has it.
func BenchmarkVisible(b *testing.B) {
	for _, edges := range []int{1, 20} {
		b.Run(fmt.Sprintf("edges=%d", edges), func(b *testing.B) {
			s, stores := benchStore(b, 1)
			kvs := stores[0]
			applied := make(chan int, 1000) // number of an edge that has the change
			var want atomic.Pointer[string]
			var wg, loading sync.WaitGroup
			loading.Add(edges)
			for i := range edges {
				wg.Go(func() {
					loaded := sync.OnceFunc(loading.Done)
					s.RunEdge(b.Context(), selvedge.EdgeInfo{ID: fmt.Sprint("e", i)}, func(u selvedge.EdgeUpdate) {
						loaded()
						value := want.Load()
						if v := u.KeyValues[kvs.ID]; v != nil && value != nil {
							if got, _ := v.Lookup("key-0000"); got == *value {
								applied <- i
							}
						}
					})
				})
			}
			loading.Wait()
			tag := kvs.DataETag()
			var took []time.Duration
			b.ResetTimer()
			for n := range b.N {
				c := batch(1, fmt.Sprint(n))
				want.Store(&c.Puts[0].Value)
				changed, err := s.ChangeKeyValues(b.Context(), kvs.ID, tag, c)
				if err != nil {
					b.Fatal(err)
				}
				start := time.Now()
				tag = changed.DataETag()
				for range edges {
					<-applied
				}
				took = append(took, time.Since(start))
			}
			b.StopTimer()
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
			if err := s.Close(); err != nil {
				b.Error(err)
			}
			wg.Wait()
		})
	}
}

// BenchmarkFullStore measures what a store of 5 MB costs an edge: memory, and the time of a view for TestFunction that
// is not kept.
func BenchmarkFullStore(b *testing.B) {
	for _, size := range []int{100, 1000} {
		b.Run(fmt.Sprintf("pairs=%dB", size), func(b *testing.B) {
			s, stores := benchStore(b, 1)
			defer s.Close()
			kvs := stores[0]
			for n := 0; int64(n+50)*int64(size) < selvedge.MaxKeyValueStore; n += 50 {
				var c selvedge.KeyChanges
				for i := range 50 {
					key := fmt.Sprintf("%08d", n+i)
					c.Puts = append(c.Puts, selvedge.KeyValue{Key: key, Value: strings.Repeat("v", size-len(key)-1)})
				}
				changed, err := s.ChangeKeyValues(b.Context(), kvs.ID, kvs.DataETag(), c)
				if err != nil {
					b.Fatal(err)
				}
				kvs = changed
			}
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			var view selvedge.KeyValues
			for b.Loop() {
				s.ForgetViews()
				var err error
				if view, err = s.KeyValueView(b.Context(), kvs.ID); err != nil {
					b.Fatal(err)
				}
			}
			runtime.GC()
			runtime.ReadMemStats(&after)
			b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MB")
			b.ReportMetric(float64(view.Len()), "keys")
		})
	}
}
