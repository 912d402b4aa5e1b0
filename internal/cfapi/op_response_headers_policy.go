// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"selvedge"
	"selvedge/internal/cfwire"
)

// responseHeadersPolicyCalls are the operations on response headers policies. Source: api.md section 6.
var responseHeadersPolicyCalls = resourceCalls[selvedge.ResponseHeadersPolicyConfig]{
	path: "/response-headers-policy", root: "ResponseHeadersPolicy", typed: true,
	service: func(a *API) selvedge.ResourceService[selvedge.ResponseHeadersPolicyConfig] {
		return a.ResponseHeadersPolicies
	},
	wire: func(p *selvedge.ResponseHeadersPolicy) any { return cfwire.NewResponseHeadersPolicy(p) },
	list: func(page resourcePage[selvedge.ResponseHeadersPolicyConfig]) any {
		return cfwire.NewResponseHeadersPolicyList(page.found, page.size, page.next)
	},
}
