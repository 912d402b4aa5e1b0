// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"selvedge"
	"selvedge/internal/cfwire"
)

// cachePolicyCalls are the operations on cache policies. Source: api.md section 6.
var cachePolicyCalls = resourceCalls[selvedge.CachePolicyConfig]{
	path: "/cache-policy", root: "CachePolicy", typed: true,
	service: func(a *API) selvedge.ResourceService[selvedge.CachePolicyConfig] { return a.CachePolicies },
	wire:    func(p *selvedge.CachePolicy) any { return cfwire.NewCachePolicy(p) },
	list: func(page resourcePage[selvedge.CachePolicyConfig]) any {
		return cfwire.NewCachePolicyList(page.found, page.size, page.next)
	},
}
