// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"selvedge"
	"selvedge/internal/cfwire"
)

// updateFunction replaces code and configuration of DEVELOPMENT. The model binds this operation's ETag to a
// header called ETtag, and SDKs read it there; both are sent. Source: api.md 1.3, 2.5.
func (a *API) updateFunction(c *call, in *cfwire.UpdateFunctionRequest) (reply, error) {
	f, err := a.Functions.UpdateFunction(c.ctx, c.labels["Name"], c.ifMatch, in.FunctionConfig, in.FunctionCode)
	if err != nil {
		return reply{}, err
	}
	out := a.summary(f, selvedge.StageDevelopment)
	out.etag = f.Development.ETag()
	out.extra = map[string]string{"ETtag": out.etag}
	return out, nil
}
