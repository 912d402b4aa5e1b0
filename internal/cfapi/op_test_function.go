// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"selvedge"
	"selvedge/internal/cfwire"
)

// testFunction runs a stage of a function on the caller's event. What goes wrong in the function is part of the
// answer, which is 200. The ETag of either stage is accepted. Source: api.md 2.7.
func (a *API) testFunction(c *call, in *cfwire.TestFunctionRequest) (reply, error) {
	if in.Stage != "" {
		c.query["Stage"] = string(in.Stage)
	}
	f, stage, err := a.functionCopy(c)
	if err != nil {
		return reply{}, err
	}
	err = f.CheckIfMatch(c.ifMatch)
	if err != nil && f.Live != nil && selvedge.CheckIfMatch(c.ifMatch, f.Live.Version) == nil {
		err = nil
	}
	if err != nil {
		return reply{}, err
	}
	tested := f.Copy(stage)
	result, err := a.Tester.TestFunction(c.ctx, tested.Code, tested.Config, in.EventObject)
	if err != nil {
		return reply{}, err
	}
	summary := cfwire.NewFunctionSummary(a.AccountID, f, stage, a.ObservedStatus)
	return reply{root: "TestResult", body: cfwire.NewTestResult(summary, result)}, nil
}
