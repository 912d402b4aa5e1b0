// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"selvedge"
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
	out, err := a.distribution(c, d)
	out.location = "/distribution/" + d.ID
	return out, err
}

// distribution returns the reply that describes d.
func (a *API) distribution(c *call, d *selvedge.Distribution) (reply, error) {
	out, err := a.describe(c.ctx, d)
	return reply{root: "Distribution", body: out, etag: d.ETag()}, err
}
