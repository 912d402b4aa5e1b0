// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import "selvedge/internal/cfwire"

// getInvalidation answers with an invalidation, Completed when every live edge has applied it. Source: api.md section 5.
func (a *API) getInvalidation(c *call) (reply, error) {
	i, err := a.Invalidations.Invalidation(c.ctx, c.labels["DistributionId"], c.labels["Id"])
	if err != nil {
		return reply{}, err
	}
	return reply{root: "Invalidation", body: cfwire.NewInvalidation(i)}, nil
}
