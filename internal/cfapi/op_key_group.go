// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"context"

	"selvedge"
	"selvedge/internal/cfwire"
)

// keyGroupCalls are the operations on key groups. Source: api.md section 8.
var keyGroupCalls = resourceCalls[selvedge.KeyGroupConfig]{
	path: "/key-group", root: "KeyGroup",
	service: func(a *API) selvedge.ResourceService[selvedge.KeyGroupConfig] { return a.KeyGroups },
	wire:    func(g *selvedge.KeyGroup) any { return cfwire.NewKeyGroup(g) },
	list: func(page resourcePage[selvedge.KeyGroupConfig]) any {
		return cfwire.NewKeyGroupList(page.found, page.size, page.next)
	},
}

// describe returns d as it is answered, with the keys of the key groups that its behaviours trust.
func (a *API) describe(ctx context.Context, d *selvedge.Distribution) (cfwire.Distribution, error) {
	out := cfwire.NewDistribution(a.AccountID, d)
	err := out.SetKeys(func(id string) ([]string, error) {
		g, err := a.KeyGroups.Resource(ctx, id)
		if selvedge.ErrorCode(err) == selvedge.CodeNoSuchResource { // deleted since, or stored before there were any
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		return g.Config.Items, nil
	})
	return out, err
}
