// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"context"
	"time"

	"selvedge"
)

// Tester runs functions on test events. The zero value is ready; it is safe for concurrent use.
type Tester struct {
	// KeyValues returns the content of the key value store with an ARN. nil: functions have no store.
	KeyValues func(ctx context.Context, arn string) (selvedge.KeyValues, error)
}

// TestFunction implements selvedge.FunctionTester. The function runs as at the edge, with ChecksTest. The error is
// InvalidArgument for an event that is not one, and TestFunctionFailed when the runtime itself went wrong or ctx
// was done before the run ended. Source: api.md section 2.7.
func (t *Tester) TestFunction(ctx context.Context, code []byte, config selvedge.FunctionConfig,
	event []byte) (*selvedge.TestResult, error) {
	report, err := t.Run(ctx, &Test{Code: code, Config: config, Event: event})
	if err != nil {
		return nil, err
	}
	return &report.TestResult, nil
}

// Run is RunTest with the key value store that the configuration names.
func (t *Tester) Run(ctx context.Context, test *Test) (*TestReport, error) {
	if a := test.Config.KeyValueStoreAssociations; a != nil && len(a.Items) > 0 && t.KeyValues != nil {
		var err error
		if test.KeyValues, err = t.KeyValues(ctx, a.Items[0].KeyValueStoreARN); err != nil {
			return nil, selvedge.WrapError(selvedge.CodeTestFunctionFailed, err, "The key value store of the function could not be read.")
		}
	}
	return RunTest(ctx, test)
}

// Test is a run of a function on a test event.
type Test struct {
	Code   []byte
	Config selvedge.FunctionConfig
	Event  []byte // JSON
	// Message, when it is set, is what the function is shown in place of Event, as the edge would show it.
	Message *Event
	// Strict says that the rules of the edge are checked too: see TestReport.Missed.
	Strict bool
	// Now is the time of the invocation; zero is the present.
	Now time.Time
	// Seed makes Math.random give the same numbers in every run; 0 takes one from Now.
	Seed uint64
	// Cover says that the lines that run are counted: see TestReport.Covered.
	Cover bool
	Surroundings
}

// TestReport is what a test run says, to people too.
type TestReport struct {
	selvedge.TestResult
	// Failure is what ErrorMessage is about; nil when the run succeeded.
	Failure *Failure
	// Missed is what the edge would refuse although the test succeeds. Source: event.md section 6.8.
	Missed  *Failure
	Origin  *OriginChange // see Result
	LogData *string       // see Result
	Fuel    int64         // units of compute that the code took
	// Covered has each line on which a statement begins, and how often it has run. It is nil unless the test asks for it, and
	// when the code does not compile.
	Covered map[int]uint32
}

// event returns what the function is shown.
func (t *Test) event() (*eventModel, error) {
	m := t.Message
	if m == nil {
		return parseTestEvent(t.Event)
	}
	if m.Request == nil || m.Response == nil && m.Type == selvedge.EventViewerResponse {
		return nil, eventError("it lacks a message")
	}
	in := &eventModel{}
	in.present(m)
	return in, nil
}

// RunTest runs a function as at the edge, with ChecksTest. For its error see Tester.TestFunction.
func RunTest(ctx context.Context, t *Test) (*TestReport, error) {
	in, err := t.event()
	if err != nil {
		return nil, err
	}
	if t.Tenant != nil && in.endpoint == "" {
		in.endpoint = t.Tenant.Endpoint
	}
	o := compileProgram("function", t.Code, t.Config.Runtime, t.Cover).run(ctx, &invocation{
		test: in, checks: ChecksTest, strict: t.Strict, around: &t.Surroundings, now: t.Now, seed: t.Seed,
	})
	if err := ctx.Err(); err != nil {
		return nil, selvedge.WrapError(selvedge.CodeTestFunctionFailed, err, "The test of the function was cancelled.")
	}
	r := &TestReport{
		TestResult: selvedge.TestResult{Output: o.output, Logs: o.Logs, ComputeUtilization: o.ComputeUtilization},
		Failure:    o.Failure, Missed: o.missed, Origin: o.Origin, LogData: o.LogData, Fuel: o.fuel,
		Covered: o.covered,
	}
	if o.Failure != nil {
		located := *o.Failure // that of a program that does not compile is shared
		located.Position = position(string(t.Code), located.line, located.column)
		r.Failure, r.ErrorPosition = &located, located.Position
		if o.Failure.Err != nil {
			return nil, selvedge.WrapError(selvedge.CodeTestFunctionFailed, o.Failure.Err, "CloudFront couldn't test the function.")
		}
		r.ErrorMessage = o.Failure.message()
	}
	return r, nil
}

var _ selvedge.FunctionTester = (*Tester)(nil)
