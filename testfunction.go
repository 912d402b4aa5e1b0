// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import "context"

// FunctionTester runs a function against a test event.
type FunctionTester interface {
	// TestFunction runs code as the edge does. What goes wrong inside the function is part of the result; an
	// error means that the event is not one (InvalidArgument) or that the test could not be run
	// (TestFunctionFailed).
	TestFunction(ctx context.Context, code []byte, config FunctionConfig, event []byte) (*TestResult, error)
}

// TestResult is what TestFunction says about a run. Source: event.md section 7.
type TestResult struct {
	Output             string   // {"request":…} or {"response":…}; empty when the run failed
	ErrorMessage       string   // empty when the run succeeded
	Logs               []string // one element a console.log call
	ComputeUtilization int      // percent of the allowed compute, 0 to 100

	// ErrorPosition is where in the code the error happened; nil when that is not known. AWS does not have it.
	ErrorPosition *CodePosition
}

// CodePosition is a place in the code of a function, for people.
type CodePosition struct {
	Line   int    // from 1
	Column int    // in characters, from 1; 0 when only the line is known
	Frame  string // the lines around it, with their numbers and a mark; ends with a line break
}
