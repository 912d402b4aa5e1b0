// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"selvedge"
	"selvedge/internal/cfwire"
)

// listInvalidations lists the invalidations of a distribution, newest first; the marker is the id of the last item of
// the page before. Source: api.md sections 1.8 and 5.
func (a *API) listInvalidations(c *call) (reply, error) {
	size, err := c.pageSize()
	if err != nil {
		return reply{}, err
	}
	found, more, err := a.Invalidations.Invalidations(c.ctx, c.labels["DistributionId"],
		selvedge.Page{After: c.query["Marker"], Limit: size})
	if err != nil {
		return reply{}, err
	}
	list := cfwire.InvalidationList{Marker: c.query["Marker"], MaxItems: size, IsTruncated: more, Quantity: len(found)}
	for _, i := range found {
		list.Items = append(list.Items, cfwire.NewInvalidationSummary(i))
	}
	if more {
		list.NextMarker = found[len(found)-1].ID
	}
	return reply{root: "InvalidationList", body: list}, nil
}
