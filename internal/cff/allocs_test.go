// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

//go:build !race && !invariant

package cff_test

import (
	"context"
	"fmt"
	"testing"

	"selvedge"
	"selvedge/internal/cff"
)

// TestAllocsInvoke bounds the allocations of an invocation. Target: 8 for a rewrite (engine.md 6).
func TestAllocsInvoke(t *testing.T) {
	tests := []struct {
		name, code string
		most       float64
	}{
		{"untouched", handler(""), 0},
		{"uri", "function handler(e) { e.request.uri += 'index.html'; return e.request; }", 3},
		{"rewrite", handler("r.uri += 'index.html'; if (q.a && h.accept) { h['x-a'] = {value: q.a.value}; }"), 6},
	}
	for _, tt := range tests {
		p := cff.Compile("test", []byte(tt.code), selvedge.Runtime2)
		ev := viewerRequest("/docs/?a=1&b=2&c=3", "host: a", "accept: b", "accept-language: c", "user-agent: d", "accept-encoding: e")
		got := testing.AllocsPerRun(200, func() {
			if r := p.Invoke(context.Background(), ev, cff.ChecksEdge); r.Failure != nil {
				t.Fatal(r.Failure)
			}
		})
		if got > tt.most {
			t.Errorf("%s: %v allocations, want at most %v", tt.name, got, tt.most)
		}
	}
}

// TestAllocsOther bounds the allocations of other kinds of invocations.
func TestAllocsOther(t *testing.T) {
	var many []string
	for i := range 60 {
		many = append(many, fmt.Sprintf("x-header-%d: value", i))
	}
	many = append(many, "cookie: a=1; b=2; c=3")
	reading := viewerRequest("/")
	reading.KeyValues = pairs{"a": "1"}
	tests := []struct {
		name, code string
		ev         *cff.Event
		most       float64
	}{
		{"security headers", `function handler(e) { var h = e.response.headers; h['x-frame-options'] = {value: 'DENY'};
			h['x-content-type-options'] = {value: 'nosniff'}; return e.response; }`,
			viewerResponse(200, "content-type: text/html", "server: x", "etag: y"), 5},
		{"key values", "import cf from 'cloudfront'; const kv = cf.kvs(); async function handler(e) { await kv.get('a'); return e.request; }", reading, 5},
		{"large event", handler("if (r.cookies.b && h['x-header-7']) { h['x-a'] = {value: '1'}; }"), viewerRequest("/", many...), 18},
	}
	for _, tt := range tests {
		p := cff.Compile("test", []byte(tt.code), selvedge.Runtime2)
		got := testing.AllocsPerRun(200, func() {
			if r := p.Invoke(context.Background(), tt.ev, cff.ChecksEdge); r.Failure != nil {
				t.Fatal(r.Failure)
			}
		})
		if got > tt.most {
			t.Errorf("%s: %v allocations, want at most %v", tt.name, got, tt.most)
		}
	}
}
