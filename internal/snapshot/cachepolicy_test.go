// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapshot_test

import (
	"testing"
	"time"

	"selvedge"
	"selvedge/internal/httpcache"
)

const (
	cachingOptimized = "658327ea-f89d-4fab-a63d-7e88639e58f6"
	cachingDisabled  = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
	allViewer        = "216adef6-5c7f-47e4-b989-5492eafa07d3"
)

// policyOf returns the policy of a distribution whose default behaviour is changed.
func policyOf(r *rig) *httpcache.Policy {
	return r.Current().Lookup("a.cloudfront.net").Behavior("/").Cache
}

// withBehavior returns a distribution with a changed default behaviour.
func withBehavior(change func(*selvedge.CacheBehaviorSettings)) *selvedge.Distribution {
	d := distribution("A", "")
	change(&d.Config.DefaultCacheBehavior)
	return d
}

// TestManagedCachePolicies: api.md section 6.4.
func TestManagedCachePolicies(t *testing.T) {
	r := newRig()
	r.Apply(update(1, withBehavior(func(b *selvedge.CacheBehaviorSettings) { b.CachePolicyId = cachingOptimized })))
	p := policyOf(r)
	if p == nil || p.Off || p.Min != time.Second || p.Default != 24*time.Hour || p.Max != 365*24*time.Hour || !p.Gzip || !p.Brotli ||
		!p.Cookies.Empty() || !p.Queries.Empty() || len(p.Headers) > 0 || p.Forward.Legacy || p.ForwardsCookies() {
		t.Errorf("CachingOptimized: %+v", p)
	}
	r.Apply(update(2, withBehavior(func(b *selvedge.CacheBehaviorSettings) {
		b.CachePolicyId, b.OriginRequestPolicyId = cachingDisabled, allViewer
	})))
	p = policyOf(r)
	if p == nil || !p.Off || !p.Forward.Headers.Picks("x") || !p.Forward.Cookies.Everything() || !p.Forward.Queries.Everything() {
		t.Errorf("CachingDisabled and AllViewer: %+v", p)
	}
	r.Apply(update(3, withBehavior(func(*selvedge.CacheBehaviorSettings) {})))
	if p := policyOf(r); p != nil {
		t.Errorf("without a policy: %+v", p)
	}
	r.Apply(update(4, withBehavior(func(b *selvedge.CacheBehaviorSettings) { b.CachePolicyId = "unknown" })))
	if p := policyOf(r); p != nil {
		t.Errorf("with an unknown policy: %+v", p)
	}
}

// TestForwardedValues: AWS CloudFront API, data type ForwardedValues; api.md section 4.4 for the TTLs.
func TestForwardedValues(t *testing.T) {
	r := newRig()
	r.Apply(update(1, withBehavior(func(b *selvedge.CacheBehaviorSettings) {
		b.ForwardedValues = &selvedge.ForwardedValues{
			QueryString: true, QueryStringCacheKeys: selvedge.QueryStringCacheKeys{Items: []string{"a"}},
			Headers: selvedge.Headers{Items: []string{"X-B", "x-a", "X-A"}},
			Cookies: selvedge.CookiePreference{Forward: "whitelist", WhitelistedNames: &selvedge.CookieNames{Items: []string{"s*"}}},
		}
		minTTL := int64(200_000)
		b.MinTTL = &minTTL
	})))
	p := policyOf(r)
	if p.Off || p.Min != 200_000*time.Second || p.Default != p.Min || p.Max != 365*24*time.Hour {
		t.Errorf("TTLs: %+v", p.TTL)
	}
	if len(p.Headers) != 2 || p.Headers[0] != "x-a" || p.Headers[1] != "x-b" || !p.Cookies.Picks("sid") || p.Cookies.Picks("t") ||
		!p.Queries.Picks("a") || p.Queries.Picks("b") || !p.Forward.Queries.Everything() || !p.Forward.Legacy {
		t.Errorf("the key: %+v", p)
	}
	r.Apply(update(2, withBehavior(func(b *selvedge.CacheBehaviorSettings) {
		b.ForwardedValues = &selvedge.ForwardedValues{Headers: selvedge.Headers{Items: []string{"*"}}, Cookies: selvedge.CookiePreference{Forward: "none"}}
	})))
	if p := policyOf(r); !p.Off || !p.Forward.Headers.Picks("x") || p.ForwardsCookies() || !p.Queries.Empty() {
		t.Errorf("all headers: %+v", p)
	}
}

// TestCustomPolicies: a policy that changes is in effect for the behaviours that name it, without a change of their
// distribution; a full update forgets what is not in it.
func TestCustomPolicies(t *testing.T) {
	r := newRig()
	custom := func(ttl int64) map[string]*selvedge.CachePolicy {
		c := &selvedge.CachePolicy{ID: "p"}
		c.Config = selvedge.CachePolicyConfig{Name: "p", MinTTL: ttl}
		c.Config.Normalize()
		return map[string]*selvedge.CachePolicy{"p": c}
	}
	d := withBehavior(func(b *selvedge.CacheBehaviorSettings) { b.CachePolicyId = "p" })
	first := update(1, d)
	first.CachePolicies = custom(5)
	r.Apply(first)
	if p := policyOf(r); p == nil || p.Min != 5*time.Second {
		t.Fatalf("at first: %+v", p)
	}
	r.Apply(selvedge.EdgeUpdate{Revision: 2, CachePolicies: custom(6)})
	if p := policyOf(r); p == nil || p.Min != 6*time.Second {
		t.Errorf("changed: %+v", p)
	}
	full := update(3, d)
	full.Full, full.CachePolicies = true, custom(7)
	r.Apply(full)
	if p := policyOf(r); p == nil || p.Min != 7*time.Second {
		t.Errorf("in a full update: %+v", p)
	}
	full.Revision, full.CachePolicies = 4, nil
	r.Apply(full)
	if p := policyOf(r); p != nil {
		t.Errorf("after a full update without it: %+v", p)
	}
	r.Apply(selvedge.EdgeUpdate{Revision: 5, CachePolicies: custom(8)})
	r.Apply(selvedge.EdgeUpdate{Revision: 6, CachePolicies: map[string]*selvedge.CachePolicy{"p": nil}})
	if p := policyOf(r); p != nil {
		t.Errorf("deleted: %+v", p)
	}
}
