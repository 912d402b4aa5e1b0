// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import "selvedge"

// publishFunction copies DEVELOPMENT to LIVE and answers with the summary of LIVE. Source: api.md 2.6.
func (a *API) publishFunction(c *call) (reply, error) {
	f, err := a.Functions.PublishFunction(c.ctx, c.labels["Name"], c.ifMatch)
	if err != nil {
		return reply{}, err
	}
	return a.summary(f, selvedge.StageLive), nil
}
