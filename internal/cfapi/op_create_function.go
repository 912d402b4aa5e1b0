// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"selvedge"
	"selvedge/internal/cfwire"
)

// createFunction stores a new function. Source: api.md 2.2.
func (a *API) createFunction(c *call, in *cfwire.CreateFunctionRequest) (reply, error) {
	selvedge.AuditOf(c.ctx).Name("function/" + in.Name)
	f, err := a.Functions.CreateFunction(c.ctx, selvedge.NewFunction{
		Name: in.Name, Config: in.FunctionConfig, Code: in.FunctionCode, Tags: tagList(in.Tags),
	})
	if err != nil {
		return reply{}, err
	}
	out := a.summary(f, selvedge.StageDevelopment)
	out.etag = f.Development.ETag()
	out.location = "/function/" + selvedge.FunctionARN(a.AccountID, f.Name)
	return out, nil
}
