// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"selvedge"
	"selvedge/internal/cfwire"
)

// listDistributions lists distributions, newest first; the marker is the id of the last item of the page before.
// Source: api.md 1.8, 4.1.
func (a *API) listDistributions(c *call) (reply, error) {
	size, err := c.pageSize()
	if err != nil {
		return reply{}, err
	}
	found, more, err := a.Distributions.Distributions(c.ctx, selvedge.Page{After: c.query["Marker"], Limit: size})
	if err != nil {
		return reply{}, err
	}
	list := cfwire.DistributionList{
		Marker: c.query["Marker"], MaxItems: size, IsTruncated: more, Quantity: len(found),
	}
	for _, d := range found {
		list.Items = append(list.Items, cfwire.NewDistributionSummary(a.AccountID, d))
	}
	if more {
		list.NextMarker = found[len(found)-1].ID
	}
	return reply{root: "DistributionList", body: list}, nil
}
