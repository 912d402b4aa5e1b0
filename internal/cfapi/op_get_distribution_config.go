// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

// getDistributionConfig answers with the configuration of a distribution, in the form that UpdateDistribution
// accepts. Source: api.md 4.1, 4.2.
func (a *API) getDistributionConfig(c *call) (reply, error) {
	d, err := a.Distributions.Distribution(c.ctx, c.labels["Id"])
	if err != nil {
		return reply{}, err
	}
	return reply{root: "DistributionConfig", body: d.Config, etag: d.ETag()}, nil
}
