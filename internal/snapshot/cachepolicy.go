// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapshot

import (
	"slices"
	"strings"
	"time"

	"selvedge"
	"selvedge/internal/httpcache"
)

// This file compiles what a behaviour says of the cache and of what is sent to the origin: a cache policy with an
// origin request policy, or ForwardedValues and TTLs.

// policies are the policies that behaviours may name: the managed ones, and those that the feed has brought.
type policies struct {
	caches   map[string]*selvedge.CachePolicyConfig
	requests map[string]*selvedge.OriginRequestPolicyConfig
}

// apply brings changed policies in and returns the ids of those.
func (p *policies) apply(update *selvedge.EdgeUpdate) (changed map[string]bool) {
	changed = map[string]bool{}
	if update.Full { // custom ones that are not in it are gone
		fresh := newPolicies()
		for id := range p.caches {
			changed[id] = fresh.caches[id] == nil
		}
		for id := range p.requests {
			changed[id] = fresh.requests[id] == nil
		}
		*p = *fresh
	}
	for id, policy := range update.CachePolicies {
		changed[id] = true
		if delete(p.caches, id); policy != nil {
			p.caches[id] = &policy.Config
		}
	}
	for id, policy := range update.OriginRequestPolicies {
		changed[id] = true
		if delete(p.requests, id); policy != nil {
			p.requests[id] = &policy.Config
		}
	}
	return changed
}

// uses says whether a behaviour of config names one of the policies.
func uses(config *selvedge.DistributionConfig, policies map[string]bool) bool {
	if policies[config.DefaultCacheBehavior.CachePolicyId] || policies[config.DefaultCacheBehavior.OriginRequestPolicyId] {
		return true
	}
	return slices.ContainsFunc(config.CacheBehaviors.Items, func(b selvedge.CacheBehavior) bool {
		return policies[b.CachePolicyId] || policies[b.OriginRequestPolicyId]
	})
}

func newPolicies() *policies {
	p := &policies{
		caches:   map[string]*selvedge.CachePolicyConfig{},
		requests: map[string]*selvedge.OriginRequestPolicyConfig{},
	}
	for _, managed := range selvedge.ManagedCachePolicies() {
		p.caches[managed.ID] = &managed.Config
	}
	for _, managed := range selvedge.ManagedOriginRequestPolicies() {
		p.requests[managed.ID] = &managed.Config
	}
	return p
}

// of returns the compiled policy of a behaviour. It is nil when the behaviour says nothing, or names a policy that is
// not there, which the control plane does not let happen: then nothing is stored and everything is sent to the origin.
func (p *policies) of(settings *selvedge.CacheBehaviorSettings) *httpcache.Policy {
	var compiled *httpcache.Policy
	switch {
	case settings.CachePolicyId != "":
		config := p.caches[settings.CachePolicyId]
		if config == nil {
			return nil
		}
		compiled = fromCachePolicy(config)
	case settings.ForwardedValues != nil:
		compiled = fromForwardedValues(settings)
	default:
		return nil
	}
	if id := settings.OriginRequestPolicyId; id != "" {
		config := p.requests[id]
		if config == nil {
			return nil
		}
		addOriginRequestPolicy(&compiled.Forward, config)
	}
	if m := settings.AllowedMethods; m != nil && m.CachedMethods != nil {
		compiled.CacheOptions = slices.Contains(m.CachedMethods.Items, "OPTIONS")
	}
	return compiled
}

func fromCachePolicy(config *selvedge.CachePolicyConfig) *httpcache.Policy {
	p := &config.ParametersInCacheKeyAndForwardedToOrigin
	compiled := &httpcache.Policy{
		TTL:     ttlOf(&config.MinTTL, config.DefaultTTL, config.MaxTTL),
		Gzip:    p.EnableAcceptEncodingGzip,
		Brotli:  p.EnableAcceptEncodingBrotli,
		Cookies: selection(p.CookiesConfig.CookieBehavior, p.CookiesConfig.Names(), false),
		Queries: selection(p.QueryStringsConfig.QueryStringBehavior, p.QueryStringsConfig.Names(), false),
	}
	compiled.Off = compiled.Max == 0
	if p.HeadersConfig.HeaderBehavior == selvedge.SelectWhitelist {
		compiled.Headers = lowerNames(p.HeadersConfig.Names())
	}
	return compiled
}

// fromForwardedValues compiles the legacy mode. With * among the headers, all are sent and nothing is cached. Source:
// AWS developer guide, "Cache content based on request headers".
func fromForwardedValues(settings *selvedge.CacheBehaviorSettings) *httpcache.Policy {
	v := settings.ForwardedValues
	compiled := &httpcache.Policy{
		TTL:     ttlOf(settings.MinTTL, settings.DefaultTTL, settings.MaxTTL),
		Gzip:    true, // "Serve compressed files": without a cache policy, gzip is the one encoding
		Forward: httpcache.Forwarding{Legacy: true},
	}
	var cookies []string
	if v.Cookies.WhitelistedNames != nil {
		cookies = v.Cookies.WhitelistedNames.Items
	}
	compiled.Cookies = selection(v.Cookies.Forward, cookies, true)
	compiled.Off = compiled.Max == 0
	if slices.Contains(v.Headers.Items, "*") {
		compiled.Off = true
		compiled.Forward.Headers = httpcache.Select(httpcache.All, nil, false)
	} else {
		compiled.Headers = lowerNames(v.Headers.Items)
	}
	if v.QueryString { // all parameters are sent, even when only some are in the key
		compiled.Queries = selection(selvedge.SelectAll, nil, false)
		compiled.Forward.Queries = compiled.Queries
		if names := v.QueryStringCacheKeys.Items; len(names) > 0 {
			compiled.Queries = selection(selvedge.SelectWhitelist, names, false)
		}
	}
	return compiled
}

func addOriginRequestPolicy(f *httpcache.Forwarding, config *selvedge.OriginRequestPolicyConfig) {
	names := lowerNames(config.HeadersConfig.Names())
	switch config.HeadersConfig.HeaderBehavior {
	case selvedge.SelectAllViewer, selvedge.SelectAllViewerAndCloudFront:
		f.Headers = httpcache.Select(httpcache.All, nil, false)
	default:
		f.Headers = selection(config.HeadersConfig.HeaderBehavior, names, false)
	}
	f.Cookies = selection(config.CookiesConfig.CookieBehavior, config.CookiesConfig.Names(), false)
	f.Queries = selection(config.QueryStringsConfig.QueryStringBehavior, config.QueryStringsConfig.Names(), false)
}

func selection(behavior string, names []string, wildcards bool) httpcache.Selection {
	modes := [...]struct {
		behavior string
		mode     httpcache.Mode
	}{
		{selvedge.SelectWhitelist, httpcache.Whitelist},
		{selvedge.SelectAllExcept, httpcache.AllExcept}, {selvedge.SelectAll, httpcache.All},
	}
	for _, m := range modes {
		if m.behavior == behavior {
			return httpcache.Select(m.mode, names, wildcards)
		}
	}
	return httpcache.Selection{}
}

// lowerNames returns names in lower case, in order.
func lowerNames(names []string) []string {
	lower := make([]string, 0, len(names))
	for _, name := range names {
		lower = append(lower, strings.ToLower(name))
	}
	slices.Sort(lower)
	return slices.Compact(lower)
}

// ttlOf converts TTLs in seconds. Those that are not set have the API's defaults. Source: api.md section 4.4.
func ttlOf(least, normal, most *int64) httpcache.TTL {
	var t httpcache.TTL
	t.Min = ttl(least, 0)
	t.Default = ttl(normal, max(24*time.Hour, t.Min))
	t.Max = ttl(most, max(365*24*time.Hour, t.Default))
	return t
}

// maxTTL is the longest that a duration is made of. Source: AWS developer guide: max-age may be 100 years.
const maxTTL = 100 * 365 * 24 * 60 * 60

func ttl(seconds *int64, otherwise time.Duration) time.Duration {
	if seconds == nil {
		return otherwise
	}
	return time.Duration(min(*seconds, maxTTL)) * time.Second
}
