// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Command peers measures the edge beside nginx with njs, in one run: both are pinned to core 0 and rewrite the URI in
// JavaScript before they ask the same origin; wrk and the origin have core 1. Rounds alternate. It prints one
// Markdown table with medians and ratios. Run it with 'make bench-peers'.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"
)

func main() {
	rounds := flag.Int("rounds", 5, "rounds of each server")
	seconds := flag.Int("seconds", 5, "seconds a round")
	binary := flag.String("binary", "../bin/selvedge", "the selvedge binary")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *binary, *rounds, *seconds); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		stop()
		os.Exit(1)
	}
}

// contestant is a server under load.
type contestant struct {
	name string
	url  string
	host string // Host header
	rate []float64
}

func run(ctx context.Context, binary string, rounds, seconds int) (err error) {
	dir, err := os.MkdirTemp("", "selvedge-peers-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	stopNginx, err := startNginx(ctx, dir)
	if err != nil {
		return err
	}
	defer stopNginx()
	edge, host, stopEdge, err := startEdge(ctx, binary, filepath.Join(dir, "data"))
	if err != nil {
		return err
	}
	defer stopEdge()
	contestants := []*contestant{
		{name: "nginx + njs, proxy", url: "http://127.0.0.1:" + njsPort, host: "bench.example"},
		{name: "selvedge edge", url: edge, host: host},
	}
	for _, c := range contestants {
		if err := c.check(ctx); err != nil {
			return err
		}
	}
	for range rounds {
		for _, c := range contestants {
			rate, err := c.load(ctx, seconds)
			if err != nil {
				return err
			}
			c.rate = append(c.rate, rate)
		}
	}
	report(contestants)
	return nil
}

var requestRate = regexp.MustCompile(`Requests/sec:\s+([0-9.]+)`)

// load runs wrk once: the method of performance.md, five request headers and three query parameters.
func (c *contestant) load(ctx context.Context, seconds int) (float64, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Duration(seconds+30)*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, "taskset", "-c", "1", "wrk", "-t1", "-c32", "-d"+strconv.Itoa(seconds)+"s",
		"-H", "Host: "+c.host, "-H", "User-Agent: bench", "-H", "Accept: */*", "-H", "Accept-Language: en", "-H", "Accept-Encoding: identity",
		c.url+"/docs/guide/?a=1&b=2&c=3")
	out, err := cmd.CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("wrk: %w\n%s", err, out)
	}
	m := requestRate.FindSubmatch(out)
	if m == nil || regexp.MustCompile(`Non-2xx`).Match(out) {
		return 0, fmt.Errorf("wrk on %s:\n%s", c.name, out)
	}
	return strconv.ParseFloat(string(m[1]), 64)
}

func report(contestants []*contestant) {
	fmt.Println("| server, one core, origin fetch | req/s (median) | min–max | ratio |\n| --- | --- | --- | --- |")
	base := median(contestants[0].rate)
	for _, c := range contestants {
		m := median(c.rate)
		fmt.Printf("| %s | %.0f | %.0f–%.0f | %.2f |\n", c.name, m, slices.Min(c.rate), slices.Max(c.rate), m/base)
	}
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}
