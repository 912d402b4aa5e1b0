// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package server

import (
	"fmt"
	"math"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/prometheus/client_golang/prometheus"

	"selvedge/internal/edge"
	"selvedge/internal/httpcache"
)

// This file is about the cache of the edge: its size, its folder, its metrics, and invalidations.

// Sizes of the cache's tiers when flags do not say otherwise.
const (
	DefaultCacheMemory Size = 256 << 20
	DefaultCacheDisk   Size = 1 << 30
)

// Size is a number of bytes. As text it may have a unit: KiB, MiB or GiB.
type Size int64

// MarshalText implements encoding.TextMarshaler.
func (s Size) MarshalText() ([]byte, error) {
	for _, u := range sizeUnits {
		if s != 0 && int64(s)%u.bytes == 0 {
			return fmt.Appendf(nil, "%d%s", int64(s)/u.bytes, u.name), nil
		}
	}
	return strconv.AppendInt(nil, int64(s), 10), nil
}

// UnmarshalText implements encoding.TextUnmarshaler.
func (s *Size) UnmarshalText(text []byte) error {
	number, unit := string(text), int64(1)
	for _, u := range sizeUnits {
		if rest, ok := strings.CutSuffix(number, u.name); ok {
			number, unit = rest, u.bytes
			break
		}
	}
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil || n < 0 || n > math.MaxInt64/unit {
		return fmt.Errorf("%q is not a size; allowed: a number of bytes, or one followed by KiB, MiB or GiB", text)
	}
	*s = Size(n * unit)
	return nil
}

var sizeUnits = []struct {
	name  string
	bytes int64
}{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}}

// cacheConfig returns the configuration of the edge's cache.
func (c *Config) cacheConfig() httpcache.Config {
	return httpcache.Config{
		MemoryBytes: int64(c.CacheMemory), DiskBytes: int64(c.CacheDisk), Dir: filepath.Join(c.DataDir, "cache"),
	}
}

// cacheMetrics returns what is known of the cache.
func cacheMetrics(e *edge.Edge, cache *httpcache.Store) []prometheus.Collector {
	gauge := func(name, help string, value func(*httpcache.Stats) int64) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 {
			stats := cache.Stats()
			return float64(value(&stats))
		})
	}
	count := func(name, help string, value func(*httpcache.Stats) uint64) prometheus.Collector {
		return counter(name, help, func() uint64 {
			stats := cache.Stats()
			return value(&stats)
		})
	}
	return []prometheus.Collector{
		counter("selvedge_cache_hits_total", "Answers from the cache, or from what another request had asked for.",
			func() uint64 { return e.Stats().CacheHits }),
		counter("selvedge_cache_misses_total", "Questions to origins whose answers might be stored.",
			func() uint64 { return e.Stats().CacheMisses }),
		counter("selvedge_cache_collapsed_total", "Requests that waited for the answer to another one.",
			cache.Flights().Collapsed),
		gauge("selvedge_cache_memory_bytes", "What the tier in memory holds.",
			func(s *httpcache.Stats) int64 { return s.MemoryBytes }),
		gauge("selvedge_cache_memory_objects", "How many objects the tier in memory holds.",
			func(s *httpcache.Stats) int64 { return s.MemoryObjects }),
		gauge("selvedge_cache_disk_bytes", "What the tier on disk holds.",
			func(s *httpcache.Stats) int64 { return s.DiskBytes }),
		gauge("selvedge_cache_disk_objects", "How many objects the tier on disk holds.",
			func(s *httpcache.Stats) int64 { return s.DiskObjects }),
		count("selvedge_cache_memory_evictions_total", "Objects that the tier in memory had no room for any more.",
			func(s *httpcache.Stats) uint64 { return s.MemoryEvictions }),
		count("selvedge_cache_disk_evictions_total", "Objects that the tier on disk had no room for any more.",
			func(s *httpcache.Stats) uint64 { return s.DiskEvictions }),
		count("selvedge_cache_disk_damaged_total", "Files that were removed because they were damaged.",
			func(s *httpcache.Stats) uint64 { return s.Damaged }),
		count("selvedge_cache_invalidations_total", "Paths that were invalidated.",
			func(s *httpcache.Stats) uint64 { return s.Invalidations }),
	}
}
