// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

// deleteDistribution removes a disabled distribution. Source: api.md 4.1, 4.2.
func (a *API) deleteDistribution(c *call) (reply, error) {
	return reply{}, a.Distributions.DeleteDistribution(c.ctx, c.labels["Id"], c.ifMatch)
}
