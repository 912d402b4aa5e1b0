// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"selvedge"
	"selvedge/internal/cfwire"
)

// createDistribution stores a new distribution. Source: api.md 4.1, 4.2.
func (a *API) createDistribution(c *call, in *selvedge.DistributionConfig) (reply, error) {
	return a.newDistribution(c, *in, nil)
}

func (a *API) newDistribution(c *call, config selvedge.DistributionConfig, tags []selvedge.Tag) (reply, error) {
	d, err := a.Distributions.CreateDistribution(c.ctx, config, tags)
	if err != nil {
		return reply{}, err
	}
	out := a.distribution(d)
	out.location = "/distribution/" + d.ID
	return out, nil
}

// distribution returns the reply that describes d.
func (a *API) distribution(d *selvedge.Distribution) reply {
	return reply{root: "Distribution", body: cfwire.NewDistribution(a.AccountID, d), etag: d.ETag()}
}
