// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfwire

import (
	"strconv"
	"time"

	"selvedge"
)

// CreateFunctionRequest is the body of CreateFunction. The API model allows more code than the service does, which
// answers FunctionSizeLimitExceeded above selvedge.MaxFunctionCode. Source: api.md 2.2.
type CreateFunctionRequest struct {
	Name           string                  `wire:"required,min=1,max=64,pattern=[a-zA-Z0-9-_]{1,64}"`
	FunctionConfig selvedge.FunctionConfig `wire:"required"`
	FunctionCode   []byte                  `wire:"required,min=1,max=40960"`
	Tags           *Tags                   // nil from older clients
}

// UpdateFunctionRequest is the body of UpdateFunction, which replaces both. Source: api.md 2.5.
type UpdateFunctionRequest struct {
	FunctionConfig selvedge.FunctionConfig `wire:"required"`
	FunctionCode   []byte                  `wire:"required,min=1,max=40960"`
}

// TestFunctionRequest is the body of TestFunction. An absent Stage is empty; the service takes DEVELOPMENT then.
// EventObject is JSON. Source: api.md 2.7.
type TestFunctionRequest struct {
	Stage       selvedge.Stage `wire:"omitempty,enum=DEVELOPMENT|LIVE"`
	EventObject []byte         `wire:"required,max=40960"`
}

// FunctionSummary is one stage of a function. Source: api.md 2.1.
type FunctionSummary struct {
	Name             string                  `wire:"required"`
	Status           selvedge.FunctionStatus `wire:"omitempty"`
	FunctionConfig   selvedge.FunctionConfig `wire:"required"`
	FunctionMetadata FunctionMetadata        `wire:"required"`
}

// FunctionMetadata says which stage of which function a summary is about. The ARN is the same for both stages.
type FunctionMetadata struct {
	FunctionARN      string         `wire:"required"`
	Stage            selvedge.Stage `wire:"omitempty,enum=DEVELOPMENT|LIVE"`
	CreatedTime      time.Time      `wire:"omitempty"`
	LastModifiedTime time.Time      `wire:"required"`
}

// FunctionList is a page of functions. NextMarker is present when more follow, and only then. Source: api.md 1.8.
type FunctionList struct {
	NextMarker string            `wire:"omitempty"`
	MaxItems   int               `wire:"required"`
	Quantity   int               `wire:"required"`
	Items      []FunctionSummary `wire:"item=FunctionSummary"`
}

// TestResult is the answer of TestFunction. ComputeUtilization is an integer from 0 to 100 as text. Source: api.md
// 2.7.
type TestResult struct {
	FunctionSummary       FunctionSummary
	ComputeUtilization    string
	FunctionExecutionLogs []string `wire:"item=member,keepempty"`
	FunctionErrorMessage  string
	FunctionOutput        string

	// FunctionErrorPosition is beyond AWS; clients ignore it.
	FunctionErrorPosition *FunctionErrorPosition
}

// FunctionErrorPosition is where in the code FunctionErrorMessage happened.
type FunctionErrorPosition struct {
	Line      int
	Column    int    // 0 when only the line is known
	CodeFrame string // the lines around it
}

// NewFunctionSummary describes a stage of f, which must have that stage. observed chooses between the two sets of
// status words; see selvedge.Function.Status.
func NewFunctionSummary(account string, f *selvedge.Function, stage selvedge.Stage, observed bool) FunctionSummary {
	c := f.Copy(stage)
	return FunctionSummary{
		Name:           f.Name,
		Status:         f.Status(stage, observed),
		FunctionConfig: c.Config,
		FunctionMetadata: FunctionMetadata{
			FunctionARN:      selvedge.FunctionARN(account, f.Name),
			Stage:            stage,
			CreatedTime:      c.CreatedTime,
			LastModifiedTime: c.LastModifiedTime,
		},
	}
}

// NewTestResult describes the run r of the stage that summary is about.
func NewTestResult(summary FunctionSummary, r *selvedge.TestResult) TestResult {
	out := TestResult{
		FunctionSummary:       summary,
		ComputeUtilization:    strconv.Itoa(r.ComputeUtilization),
		FunctionExecutionLogs: r.Logs,
		FunctionErrorMessage:  r.ErrorMessage,
		FunctionOutput:        r.Output,
	}
	if p := r.ErrorPosition; p != nil {
		out.FunctionErrorPosition = &FunctionErrorPosition{Line: p.Line, Column: p.Column, CodeFrame: p.Frame}
	}
	return out
}
