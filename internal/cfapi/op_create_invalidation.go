// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"selvedge"
	"selvedge/internal/cfwire"
)

// createInvalidation orders the edges to forget what they have stored. Source: api.md section 5.
func (a *API) createInvalidation(c *call, in *selvedge.InvalidationBatch) (reply, error) {
	i, err := a.Invalidations.CreateInvalidation(c.ctx, c.labels["DistributionId"], *in)
	if err != nil {
		return reply{}, err
	}
	return reply{
		root: "Invalidation", body: cfwire.NewInvalidation(i),
		location: "/distribution/" + i.DistributionID + "/invalidation/" + i.ID,
	}, nil
}
