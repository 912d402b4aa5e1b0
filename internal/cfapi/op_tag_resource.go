// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import "selvedge/internal/cfwire"

// tagResource sets tags of a function or a distribution. Source: api.md 9.
func (a *API) tagResource(c *call, in *cfwire.Tags) (reply, error) {
	arn, err := c.resource()
	if err != nil {
		return reply{}, err
	}
	return reply{}, a.Tags.Tag(c.ctx, arn, in.Items)
}
