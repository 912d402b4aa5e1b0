// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"selvedge"
	"selvedge/internal/cfwire"
)

// originRequestPolicyCalls are the operations on origin request policies. Source: api.md section 6.
var originRequestPolicyCalls = resourceCalls[selvedge.OriginRequestPolicyConfig]{
	path: "/origin-request-policy", root: "OriginRequestPolicy", typed: true,
	service: func(a *API) selvedge.ResourceService[selvedge.OriginRequestPolicyConfig] {
		return a.OriginRequestPolicies
	},
	wire: func(p *selvedge.OriginRequestPolicy) any { return cfwire.NewOriginRequestPolicy(p) },
	list: func(page resourcePage[selvedge.OriginRequestPolicyConfig]) any {
		return cfwire.NewOriginRequestPolicyList(page.found, page.size, page.next)
	},
}
