// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

// getDistribution answers with a distribution. Source: api.md 4.1.
func (a *API) getDistribution(c *call) (reply, error) {
	d, err := a.Distributions.Distribution(c.ctx, c.labels["Id"])
	if err != nil {
		return reply{}, err
	}
	return a.distribution(c, d)
}
