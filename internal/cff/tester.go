// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"context"

	"selvedge"
)

// Tester runs functions on test events. The zero value is ready; it is safe for concurrent use.
type Tester struct{}

// TestFunction implements selvedge.FunctionTester. The function runs as at the edge, with ChecksTest. The error is
// InvalidArgument for an event that is not one, and TestFunctionFailed when the runtime itself went wrong or ctx
// was done before the run ended. Source: api.md section 2.7.
func (*Tester) TestFunction(ctx context.Context, code []byte, config selvedge.FunctionConfig,
	event []byte) (*selvedge.TestResult, error) {
	in, err := parseTestEvent(event)
	if err != nil {
		return nil, err
	}
	o := Compile("function", code, config.Runtime).run(ctx, invocation{test: in, checks: ChecksTest})
	if err := ctx.Err(); err != nil {
		return nil, selvedge.WrapError(selvedge.CodeTestFunctionFailed, err, "The test of the function was cancelled.")
	}
	r := &selvedge.TestResult{Output: o.output, Logs: o.Logs, ComputeUtilization: o.ComputeUtilization}
	if o.Failure != nil {
		if o.Failure.Err != nil {
			return nil, selvedge.WrapError(selvedge.CodeTestFunctionFailed, o.Failure.Err, "CloudFront couldn't test the function.")
		}
		r.ErrorMessage = o.Failure.message()
	}
	return r, nil
}

var _ selvedge.FunctionTester = (*Tester)(nil)
