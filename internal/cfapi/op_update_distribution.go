// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import "selvedge"

// updateDistribution replaces the configuration of a distribution. Source: api.md 4.1, 4.2.
func (a *API) updateDistribution(c *call, in *selvedge.DistributionConfig) (reply, error) {
	d, err := a.Distributions.UpdateDistribution(c.ctx, c.labels["Id"], c.ifMatch, *in)
	if err != nil {
		return reply{}, err
	}
	return a.distribution(c, d)
}
