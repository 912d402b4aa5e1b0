// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff_test

import (
	"sync"
	"testing"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/httpmsg"
)

func lazyEvent() *cff.Event {
	return &cff.Event{Type: selvedge.EventViewerRequest, DistributionID: "E", RequestID: "id", ViewerIP: "192.0.2.1",
		Request: &httpmsg.Request{Method: "GET", Path: "/a", Headers: httpmsg.Headers{{Name: "host", Value: "example.com"}}}}
}

// TestLazy: code is compiled when it runs, and forgotten when it has not run for a round.
func TestLazy(t *testing.T) {
	l := cff.Lazy("f", []byte("function handler(event) { event.request.uri = '/b'; return event.request; }"), selvedge.Runtime2)
	run := func() {
		t.Helper()
		if r := l.Invoke(t.Context(), lazyEvent(), cff.ChecksEdge); r.Failure != nil || r.Request.Path != "/b" {
			t.Fatalf("Invoke = %+v", r)
		}
	}
	if l.Compiled() || l.Err() != nil {
		t.Errorf("at first: compiled %v, error %v", l.Compiled(), l.Err())
	}
	run()
	l.Cool(1)
	l.Cool(1)
	if !l.Compiled() {
		t.Error("it has run before the round, and is not compiled any more")
	}
	l.Cool(2)
	if l.Compiled() {
		t.Error("it has not run for a round, and is still compiled")
	}
	run()
	if !l.Compiled() {
		t.Error("it runs, and is not compiled")
	}
}

func TestLazyBroken(t *testing.T) {
	l := cff.Lazy("f", []byte("function ("), selvedge.Runtime2)
	r := l.Invoke(t.Context(), lazyEvent(), cff.ChecksEdge)
	l.Cool(1)
	l.Cool(2)
	if r.Failure == nil || r.Failure.Class != cff.ExecutionError || l.Err() == nil {
		t.Errorf("Invoke = %+v, Err = %v; want an execution error, and to remember it", r.Failure, l.Err())
	}
}

// TestLazyConcurrent: runs, and rounds of cooling between them, do not disturb each other.
func TestLazyConcurrent(t *testing.T) {
	l := cff.Lazy("f", []byte("function handler(event) { return event.request; }"), selvedge.Runtime2)
	var running sync.WaitGroup
	for range 4 {
		running.Go(func() {
			for range 200 {
				if r := l.Invoke(t.Context(), lazyEvent(), cff.ChecksEdge); r.Failure != nil {
					t.Errorf("Invoke = %+v", r.Failure)
					return
				}
			}
		})
	}
	for round := range uint64(300) {
		l.Cool(round)
	}
	running.Wait()
}
