// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import "selvedge/internal/cfwire"

// untagResource removes tags of a function or a distribution. Source: api.md 9.
func (a *API) untagResource(c *call, in *cfwire.TagKeys) (reply, error) {
	arn, err := c.resource()
	if err != nil {
		return reply{}, err
	}
	return reply{}, a.Tags.Untag(c.ctx, arn, in.Items)
}
