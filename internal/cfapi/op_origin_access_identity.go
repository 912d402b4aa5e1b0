// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"selvedge"
	"selvedge/internal/cfwire"
)

// originAccessIdentityCalls are the operations on origin access identities. Source: api.md section 7.
var originAccessIdentityCalls = resourceCalls[selvedge.OriginAccessIdentityConfig]{
	path: "/origin-access-identity/cloudfront", root: "CloudFrontOriginAccessIdentity",
	service: func(a *API) selvedge.ResourceService[selvedge.OriginAccessIdentityConfig] {
		return a.OriginAccessIdentities
	},
	wire: func(o *selvedge.OriginAccessIdentity) any { return cfwire.NewOriginAccessIdentity(o) },
	list: func(page resourcePage[selvedge.OriginAccessIdentityConfig]) any {
		list := cfwire.CloudFrontOriginAccessIdentityList{
			Marker: page.marker, NextMarker: page.next, MaxItems: page.size, IsTruncated: page.next != "", Quantity: len(page.found),
		}
		for _, o := range page.found {
			list.Items = append(list.Items, cfwire.NewOriginAccessIdentitySummary(o))
		}
		return list
	},
}
