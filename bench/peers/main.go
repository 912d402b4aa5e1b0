// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Command peers measures the edge beside nginx with njs and proxy_cache, in one run: both are pinned to core 0, run the
// same functions and have the same origin; wrk and the origin have core 1. Rounds alternate. It prints one Markdown table
// with medians and ratios, and the latency at a part of the rate. Run it with 'make bench-peers'.
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

// comparison is nginx and selvedge doing the same.
type comparison struct {
	name   string
	target string // of performance.md
	port   string // of nginx
	policy string
	events []string
	pair   [2]*contestant
}

func comparisons() []*comparison {
	request, both := []string{"viewer-request"}, []string{"viewer-request", "viewer-response"}
	return []*comparison{
		{name: "P1: cache hit, request function", target: "≥ 2", port: rewritePort, policy: cachingOptimized, events: request},
		{name: "P2: cache hit, no function", target: "≥ 1.2", port: plainPort, policy: cachingOptimized},
		{name: "P3: cache hit, request and response functions", target: "≥ 1.6", port: bothPort, policy: cachingOptimized, events: both},
		{name: "origin fetch, request function", port: fetchPort, policy: cachingDisabled, events: request},
	}
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
	api, edge, stopEdge, err := startEdge(ctx, binary, filepath.Join(dir, "data"))
	if err != nil {
		return err
	}
	defer stopEdge()
	all := comparisons()
	for i, c := range all {
		if err := c.prepare(ctx, api, edge, "bench-"+strconv.Itoa(i)); err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
	}
	for range rounds {
		for _, c := range all {
			if err := c.round(ctx, seconds); err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
		}
	}
	report(all)
	if err := latency(ctx, all[0], seconds); err != nil {
		return err
	}
	many := filepath.Join(dir, "crowd")
	if err := os.Mkdir(many, 0o700); err != nil {
		return err
	}
	return crowded(ctx, binary, many, all[0].pair[1], rounds, seconds)
}

// prepare makes the distribution, and waits until both servers answer as they should.
func (c *comparison) prepare(ctx context.Context, api, edge, name string) error {
	host, err := distribute(ctx, api, name, c.policy, c.events...)
	if err != nil {
		return err
	}
	c.pair[0] = &contestant{name: "nginx", url: "http://127.0.0.1:" + c.port, host: "bench.example"}
	c.pair[1] = &contestant{name: "selvedge", url: edge, host: host}
	for _, one := range c.pair {
		if err := one.await(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (c *comparison) round(ctx context.Context, seconds int) error {
	for _, one := range c.pair {
		rate, err := one.load(ctx, seconds)
		if err != nil {
			return err
		}
		one.rate = append(one.rate, rate)
	}
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

func report(all []*comparison) {
	fmt.Println("| one core | nginx + njs, req/s (median) | selvedge, req/s (median) | min–max | ratio | target |")
	fmt.Println("| --- | --- | --- | --- | --- | --- |")
	for _, c := range all {
		base, ours := median(c.pair[0].rate), c.pair[1].rate
		m := median(ours)
		fmt.Printf("| %s | %.0f | %.0f | %.0f–%.0f | %.2f | %s |\n", c.name, base, m, slices.Min(ours), slices.Max(ours), m/base, c.target)
	}
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}
