// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapshot_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"selvedge"
	"selvedge/internal/httpmsg"
	"selvedge/internal/snapshot"
)

// headersOf returns what the response headers policy of the first host adds to an answer without headers.
func headersOf(s *snapshot.Snapshot, host string) string {
	p := s.Lookup(host).Behavior("/").ResponseHeaders.Current()
	if p == nil {
		return "none"
	}
	var answer httpmsg.Headers
	p.Apply(&answer, &httpmsg.Request{Method: "GET"})
	return fmt.Sprint(answer)
}

func responsePolicy(value string) *selvedge.ResponseHeadersPolicy {
	p := &selvedge.ResponseHeadersPolicy{ID: "p"}
	p.Config.CustomHeadersConfig = &selvedge.ResponseHeadersPolicyCustomHeadersConfig{
		Items: []selvedge.ResponseHeadersPolicyCustomHeader{{Header: "x", Value: value}},
	}
	return p
}

// TestResponseHeaders: a policy comes into effect where it is used, without a new link, and managed ones are there.
func TestResponseHeaders(t *testing.T) {
	r := newRig()
	using := func(id, policy string) *selvedge.Distribution {
		d := distribution(id, "")
		d.Config.DefaultCacheBehavior.ResponseHeadersPolicyId = policy
		return d
	}
	full := update(1, using("A", "p"), using("B", "67f7725c-6f97-4210-82d7-5512b31e9d03"), distribution("C", ""))
	full.Full = true
	r.Apply(full)
	first := r.Current()
	got := []string{headersOf(first, "a.cloudfront.net"), headersOf(first, "c.cloudfront.net")}
	if diff := cmp.Diff([]string{"none", "none"}, got); diff != "" {
		t.Errorf("without policies (-want +got):\n%s", diff)
	}
	if got := headersOf(first, "b.cloudfront.net"); got == "none" || got == "[]" {
		t.Errorf("the managed policy adds %s", got)
	}
	r.forget()
	change := func(revision int64, p *selvedge.ResponseHeadersPolicy) {
		u := update(revision)
		u.ResponseHeadersPolicies = map[string]*selvedge.ResponseHeadersPolicy{"p": p}
		r.Apply(u)
	}
	change(2, responsePolicy("1"))
	change(3, responsePolicy("2"))
	for _, s := range []*snapshot.Snapshot{first, r.Current()} { // requests that run see it, too: they stay with one version
		if got := headersOf(s, "a.cloudfront.net"); got != "[{x 2}]" {
			t.Errorf("after a change: %s", got)
		}
	}
	if len(r.connected) != 0 {
		t.Errorf("a change of the policy connected %v", r.connected)
	}
	full.Revision = 4
	full.ResponseHeadersPolicies = map[string]*selvedge.ResponseHeadersPolicy{"p": responsePolicy("3")}
	r.Apply(full)
	if got := headersOf(r.Current(), "a.cloudfront.net"); got != "[{x 3}]" {
		t.Errorf("after everything was loaded again: %s", got)
	}
	full.Revision, full.ResponseHeadersPolicies = 5, nil
	r.Apply(full)
	if got := headersOf(r.Current(), "a.cloudfront.net"); got != "none" {
		t.Errorf("after everything was loaded without it: %s", got)
	}
	change(6, responsePolicy("4"))
	if got := headersOf(r.Current(), "a.cloudfront.net"); got != "[{x 4}]" {
		t.Errorf("after it came back: %s", got)
	}
	change(7, nil)
	if got := headersOf(r.Current(), "a.cloudfront.net"); got != "none" {
		t.Errorf("after it was deleted: %s", got)
	}
}

// TestInvalidate: the cache is told before Apply returns, of everything stored until now or, after the edge was away,
// until the invalidation was made.
func TestInvalidate(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	var told []string
	b := snapshot.NewBuilder(snapshot.Config{
		Now:             func() time.Time { return now },
		ClockDifference: time.Second,
		Invalidate: func(distribution, pattern string, before time.Time) {
			told = append(told, fmt.Sprint(distribution, pattern, before.Sub(now)))
		},
	})
	u := selvedge.EdgeUpdate{Revision: 1, Full: true, Invalidations: []selvedge.EdgeInvalidation{
		{DistributionID: "D", Paths: []string{"/a", "/b/*"}, CreateTime: now.Add(-time.Hour)},
		{DistributionID: "E", Paths: []string{"/*"}, CreateTime: now.Add(time.Minute)}, // the clocks differ
	}}
	b.Apply(u)
	u.Revision, u.Full = 2, false
	b.Apply(u)
	want := []string{"D/a-59m59s", "D/b/*-59m59s", "E/*0s", "D/a0s", "D/b/*0s", "E/*0s"}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Errorf("invalidations (-want +got):\n%s", diff)
	}
	snapshot.NewBuilder(snapshot.Config{}).Apply(u) // nothing is stored, so nobody is told
}
