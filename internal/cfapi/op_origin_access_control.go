// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"selvedge"
	"selvedge/internal/cfwire"
)

// originAccessControlCalls are the operations on origin access controls. Source: api.md section 7.
var originAccessControlCalls = resourceCalls[selvedge.OriginAccessControlConfig]{
	path: "/origin-access-control", root: "OriginAccessControl",
	service: func(a *API) selvedge.ResourceService[selvedge.OriginAccessControlConfig] {
		return a.OriginAccessControls
	},
	wire: func(o *selvedge.OriginAccessControl) any { return cfwire.NewOriginAccessControl(o) },
	list: func(page resourcePage[selvedge.OriginAccessControlConfig]) any {
		list := cfwire.OriginAccessControlList{
			Marker: page.marker, NextMarker: page.next, MaxItems: page.size, IsTruncated: page.next != "", Quantity: len(page.found),
		}
		for _, o := range page.found {
			list.Items = append(list.Items, cfwire.NewOriginAccessControlSummary(o))
		}
		return list
	},
}
