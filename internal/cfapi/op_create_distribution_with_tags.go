// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import "selvedge/internal/cfwire"

// createDistributionWithTags is createDistribution with tags; the list of tags may be empty.
func (a *API) createDistributionWithTags(c *call, in *cfwire.DistributionConfigWithTags) (reply, error) {
	return a.newDistribution(c, in.DistributionConfig, in.Tags.Items)
}
