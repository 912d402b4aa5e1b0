// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// What performance.md P10 asks: the latency at this part of the rate, over so many connections.
const (
	partOfRate  = 0.7
	connections = 32
)

// latency prints percentiles of the time from when a request was due to its answer, at a fixed rate: a server that
// stalls does not slow the clock that requests come by.
func latency(ctx context.Context, c *comparison, seconds int) error {
	rate := partOfRate * median(c.pair[1].rate)
	fmt.Printf("\nP10, %s at %.0f req/s, %d connections (the client is a Go program on core 1, and part of what is measured):\n\n",
		c.name, rate, connections)
	fmt.Println("| server | p50 | p99 | p99.9 |\n| --- | --- | --- | --- |")
	for _, one := range []*contestant{c.pair[1]} {
		took, err := one.paced(ctx, rate, time.Duration(seconds)*time.Second)
		if err != nil {
			return fmt.Errorf("%s: %w", one.name, err)
		}
		at := func(p float64) time.Duration { return took[int(p*float64(len(took)-1))].Round(10 * time.Microsecond) }
		fmt.Printf("| %s | %v | %v | %v |\n", one.name, at(0.5), at(0.99), at(0.999))
	}
	return nil
}

// paced sends requests at a fixed rate, spread over the connections, and returns the sorted times.
func (c *contestant) paced(ctx context.Context, rate float64, length time.Duration) ([]time.Duration, error) {
	var (
		running sync.WaitGroup
		lock    sync.Mutex
		all     []time.Duration
		failed  error
	)
	interval := time.Duration(float64(connections) / rate * float64(time.Second))
	start := time.Now().Add(100 * time.Millisecond)
	for i := range connections {
		first := start.Add(interval * time.Duration(i) / connections)
		running.Go(func() {
			took, err := c.pacedOne(ctx, first, interval, int(length/interval))
			lock.Lock()
			defer lock.Unlock()
			all, failed = append(all, took...), errors.Join(failed, err)
		})
	}
	running.Wait()
	slices.Sort(all)
	return all, failed
}

// pacedOne sends n requests over one connection, one each interval.
func (c *contestant) pacedOne(ctx context.Context, first time.Time, interval time.Duration, n int) ([]time.Duration, error) {
	conn, err := net.Dial("tcp", strings.TrimPrefix(c.url, "http://"))
	if err != nil {
		return nil, err
	}
	defer conn.Close() // nothing is lost
	in := bufio.NewReader(conn)
	request := []byte("GET /docs/guide/?a=1&b=2&c=3 HTTP/1.1\r\nHost: " + c.host +
		"\r\nUser-Agent: bench\r\nAccept: */*\r\nAccept-Language: en\r\nAccept-Encoding: identity\r\n\r\n")
	took := make([]time.Duration, 0, n)
	for i := range n {
		due := first.Add(interval * time.Duration(i))
		if err := ctx.Err(); err != nil {
			return took, err
		}
		time.Sleep(time.Until(due))
		if _, err := conn.Write(request); err != nil {
			return took, err
		}
		resp, err := http.ReadResponse(in, nil)
		if err != nil {
			return took, err
		}
		if _, err := io.Copy(io.Discard, resp.Body); err != nil || resp.StatusCode != http.StatusOK {
			return took, errors.Join(err, fmt.Errorf("status %s", resp.Status))
		}
		took = append(took, time.Since(due))
	}
	return took, nil
}
