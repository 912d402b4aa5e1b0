// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package soak_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync/atomic"
)

// viewers ask for paths of all kinds.
type viewers struct {
	client   *http.Client
	edge     string // address
	counts   [8]atomic.Int64
	statuses [6]atomic.Int64 // by hundreds
	hits     atomic.Int64
	broken   atomic.Int64 // answers that broke off, and were seen to
	problems chan string
}

// kinds of requests.
const (
	get = iota
	head
	part
	post
	away // the viewer goes away
	conditional
)

// one asks once. The first element of a path is c or n (may be stored or not) with h, f or d behind it: healthy origins,
// faulty ones, and faulty ones behind a name.
func (v *viewers) one(ctx context.Context, random *rand.Rand) {
	origin := []string{"h", "h", "f", "f", "d"}[random.IntN(5)]
	size := []int{0, 1, 100, 5_000, 70_000, 300_000}[random.IntN(6)]
	path := fmt.Sprintf("/%s%s/%d/%d", []string{"c", "n"}[random.IntN(2)], origin, random.IntN(8), size)
	kind := []int{get, get, get, get, head, part, post, away, conditional}[random.IntN(9)]
	v.counts[kind].Add(1)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+v.edge+path, nil)
	if err != nil {
		v.problem("%v", err)
		return
	}
	req.Host = host
	want := bodyOf(path)
	first, last := 0, len(want)-1
	switch kind {
	case head:
		req.Method, want = http.MethodHead, nil
	case part:
		first = random.IntN(len(want))
		last = first + random.IntN(len(want)-first)
		req.Header.Set("Range", fmt.Sprintf("bytes=%d-%d", first, last))
	case post:
		req.Method, req.Body, req.ContentLength = http.MethodPost, io.NopCloser(bytes.NewReader(want)), int64(len(want))
		if random.IntN(2) == 0 {
			req.ContentLength = -1
		}
	case conditional:
		req.Header.Set("If-None-Match", `"`+string(want[:16])+`"`)
	case away:
		v.goAway(req)
		return
	}
	v.check(req, want, first, last, origin == "h")
}

// goAway reads a part of the answer and closes.
func (v *viewers) goAway(req *http.Request) {
	ctx, cancel := context.WithCancel(req.Context())
	defer cancel()
	resp, err := v.client.Do(req.WithContext(ctx))
	if err != nil {
		return
	}
	_, _ = io.CopyN(io.Discard, resp.Body, 10)
	cancel()
	_ = resp.Body.Close()
}

// check asks and compares. healthy says that the answer must be good.
func (v *viewers) check(req *http.Request, want []byte, first, last int, healthy bool) {
	resp, err := v.client.Do(req)
	if err != nil {
		if req.Context().Err() == nil {
			v.broken.Add(1)
			if healthy {
				v.problem("%s %s: %v", req.Method, req.URL.Path, err)
			}
		}
		return
	}
	body, err := io.ReadAll(resp.Body)
	_ = resp.Body.Close()
	v.statuses[resp.StatusCode/100].Add(1)
	if word := resp.Header.Get("X-Cache"); strings.HasPrefix(word, "Hit") || strings.HasPrefix(word, "RefreshHit") {
		v.hits.Add(1)
	}
	say := func(format string, args ...any) {
		v.problem("%s %s %v: %d %s: %s", req.Method, req.URL.Path, req.Header, resp.StatusCode, resp.Header.Get("X-Cache"), fmt.Sprintf(format, args...))
	}
	switch {
	case err != nil:
		v.broken.Add(1)
		if healthy && req.Context().Err() == nil {
			say("the body broke off: %v", err)
		}
		return
	case resp.StatusCode == http.StatusOK:
		if !bytes.Equal(body, want) {
			say("a wrong body of %d bytes, want %d; its hash is right: %v", len(body), len(want), intact(body))
		}
	case resp.StatusCode == http.StatusPartialContent:
		if !bytes.Equal(body, want[first:last+1]) {
			say("wrong bytes %d to %d of %d: %d bytes", first, last, len(want), len(body))
		}
	case resp.StatusCode == http.StatusNotModified && req.Header.Get("If-None-Match") != "":
	case healthy:
		say("a healthy origin")
	}
	if resp.StatusCode < 400 && req.Method != http.MethodPost && resp.Header.Get("X-Response-Function") == "" {
		say("the viewer-response function did not run")
	}
}

// problem notes what is wrong; the first ones are shown.
func (v *viewers) problem(format string, args ...any) {
	select {
	case v.problems <- fmt.Sprintf(format, args...):
	default:
	}
}
