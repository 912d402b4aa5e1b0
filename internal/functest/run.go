// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package functest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"
	"time"

	"selvedge"
	"selvedge/internal/cff"
)

// Status is what a case came to.
type Status int

// The statuses.
const (
	Passed Status = iota + 1
	Failed
	Skipped
)

// String returns the status as a word.
func (s Status) String() string {
	return map[Status]string{Passed: "passed", Failed: "failed", Skipped: "skipped"}[s]
}

// Problem is one reason why a case failed.
type Problem struct {
	Text   string // one line
	Detail string // more lines, each with a line break; may be empty
}

// Result is what a case came to.
type Result struct {
	Case        *Case
	Status      Status
	Problems    []Problem // of a case that failed
	Ran         bool      // the functions were called
	Utilization int       // the most of the functions, in percent
	Logs        []string
	Output      string // what the last function returned, as FunctionOutput
	Duration    time.Duration
}

// Report is the outcome of a run.
type Report struct {
	Results  []Result
	Coverage *Coverage // nil unless the runner counts
}

// Count returns the number of results with a status.
func (r *Report) Count(s Status) (n int) {
	for i := range r.Results {
		if r.Results[i].Status == s {
			n++
		}
	}
	return n
}

// Runner runs cases.
type Runner struct {
	Cover    bool             // count the lines that run
	FailFast bool             // skip what comes after a failure
	Clock    func() time.Time // for durations; nil for none
}

// Run runs cases in order. It ends early, with the rest skipped, when ctx is done.
func (r *Runner) Run(ctx context.Context, cases []*Case) *Report {
	report := &Report{}
	if r.Cover {
		report.Coverage = &Coverage{}
	}
	stop := false
	for _, c := range cases {
		result := Result{Case: c, Status: Skipped}
		if !stop && c.Skip == "" && ctx.Err() == nil {
			result = r.one(ctx, c, report.Coverage)
			stop = r.FailFast && result.Status == Failed
		}
		report.Results = append(report.Results, result)
	}
	return report
}

// one runs one case.
func (r *Runner) one(ctx context.Context, c *Case, coverage *Coverage) Result {
	result := Result{Case: c, Status: Passed}
	if c.Problem != nil {
		result.Status, result.Problems = Failed, []Problem{{Text: c.Problem.Error()}}
		return result
	}
	var began time.Time
	if r.Clock != nil {
		began = r.Clock()
	}
	o := &outcome{c: c, coverage: coverage}
	err := o.run(ctx)
	if r.Clock != nil {
		result.Duration = r.Clock().Sub(began)
	}
	result.Ran, result.Utilization, result.Logs, result.Output = o.ran, o.utilization, o.logs, o.output
	if err != nil {
		result.Problems = []Problem{{Text: plain(err).Error()}}
	} else {
		result.Problems = o.check()
	}
	if len(result.Problems) > 0 {
		result.Status = Failed
	}
	return result
}

// outcome is what the functions of a case have done so far.
type outcome struct {
	c        *Case
	coverage *Coverage

	ran         bool
	utilization int
	logs        []string
	output      string

	moment            selvedge.EventType // at which the current function runs
	event             map[string]any     // for the functions after the first
	request, response any                // what the last function returned of each, as JSON; nil when none did
	origin            *cff.OriginChange
	logData           *string
	failed, missed    *cff.Failure
	culprit           *Function // that failed, or whose result is refused
}

// run calls the functions in order. A response that a function on viewer-request returns ends the chain, and so does a
// failure, here or at the edge. As at the edge, functions on viewer-response do not run when the origin answers with 400 or more.
// Source: event.md section 1.
func (o *outcome) run(ctx context.Context) error {
	for i := range o.c.Steps {
		s := &o.c.Steps[i]
		test, err := o.prepare(i)
		if err != nil {
			return err
		}
		if o.moment == selvedge.EventViewerResponse && len(o.c.Steps) > 1 && o.status() >= 400 {
			continue
		}
		report, err := cff.RunTest(ctx, test)
		if err != nil {
			return err
		}
		o.note(s.Function, report)
		if o.failed != nil {
			return nil
		}
		if err := o.take(report); err != nil || o.missed != nil {
			return err
		}
		if o.moment != selvedge.EventViewerResponse && o.response != nil {
			return nil
		}
	}
	return nil
}

// prepare makes the test of one function.
func (o *outcome) prepare(i int) (*cff.Test, error) {
	c, s := o.c, &o.c.Steps[i]
	test := &cff.Test{
		Code: s.Function.Code, Config: selvedge.FunctionConfig{Runtime: s.Function.Runtime},
		Strict: c.Strict || c.Expect.Missed != nil, Now: c.Now, Seed: c.Seed, Cover: o.coverage != nil, Surroundings: c.Around,
	}
	if s.KeyValues != nil {
		test.Surroundings.KeyValues = s.KeyValues
	}
	if err := o.readEvent(); err != nil {
		return nil, err
	}
	o.moment = o.typeOf(i)
	if i == 0 && c.Message != nil {
		m := *c.Message
		m.Type = o.moment
		test.Message = &m
		return test, nil
	}
	if i == 0 && o.moment == o.givenType() {
		test.Event = c.Event
		return test, nil
	}
	event := maps.Clone(o.event)
	about, _ := event["context"].(map[string]any)
	about = maps.Clone(about)
	if about == nil {
		about = map[string]any{}
	}
	about["eventType"] = string(o.moment)
	event["context"] = about
	if o.moment != selvedge.EventViewerResponse {
		delete(event, "response")
	}
	test.Event = []byte(encode(event))
	return test, nil
}

// readEvent decodes the event of the case once.
func (o *outcome) readEvent() error {
	if o.event != nil {
		return nil
	}
	text := o.c.Event
	if m := o.c.Message; m != nil {
		whole := *m
		if whole.Response != nil {
			whole.Type = selvedge.EventViewerResponse
		}
		text = cff.EventObject(&whole)
	}
	v, err := decode(text)
	if err != nil {
		return fmt.Errorf("event: %w", positioned(text, err))
	}
	event, ok := v.(map[string]any)
	if !ok {
		return errors.New("event: it is not an object")
	}
	o.event = event
	return nil
}

// typeOf returns when a function runs. One that does not say runs when the one before it does, and the first one when the
// event says; HTTP messages for several functions begin with the request.
func (o *outcome) typeOf(i int) selvedge.EventType {
	switch m := o.c.Message; {
	case o.c.Steps[i].Type != "":
		return o.c.Steps[i].Type
	case i > 0:
		return o.moment
	case m == nil:
		return o.givenType()
	case len(o.c.Steps) > 1:
		return selvedge.EventViewerRequest
	default:
		return m.Type
	}
}

// givenType returns what the event says.
func (o *outcome) givenType() selvedge.EventType {
	about, _ := o.event["context"].(map[string]any)
	text, _ := about["eventType"].(string)
	return selvedge.EventType(text)
}

// status returns the status code of the response in the event.
func (o *outcome) status() int {
	response, _ := o.event["response"].(map[string]any)
	number, _ := response["statusCode"].(json.Number)
	status, _ := number.Int64() // what is no number is no error of the origin
	return int(status)
}

// note keeps what a function did beside returning something.
func (o *outcome) note(f *Function, r *cff.TestReport) {
	o.ran, o.output = true, r.Output
	o.utilization = max(o.utilization, r.ComputeUtilization)
	o.logs = append(o.logs, r.Logs...)
	if r.Origin != nil {
		o.origin = r.Origin
	}
	if r.LogData != nil {
		o.logData = r.LogData
	}
	o.failed, o.missed, o.culprit = r.Failure, r.Missed, f
	if o.coverage != nil {
		o.coverage.add(f, r.Covered)
	}
}

// take makes of what a function returned the event of the next one.
func (o *outcome) take(r *cff.TestReport) error {
	v, err := decode([]byte(r.Output))
	if err != nil {
		return fmt.Errorf("output: %w", err)
	}
	output := v.(map[string]any) // functionOutput writes an object
	if request, ok := output["request"].(map[string]any); ok {
		o.request = request
		next := maps.Clone(request)
		if text, ok := request["querystring"].(string); ok {
			next["querystring"] = queryObject(text)
		}
		o.event["request"] = next
		return nil
	}
	response, _ := output["response"].(map[string]any)
	if before, ok := o.response.(map[string]any); ok && o.moment == selvedge.EventViewerResponse {
		if body, has := before["body"]; has && response["body"] == nil {
			response["body"] = body // of the function before
		}
	}
	o.response = response
	next := maps.Clone(response)
	delete(next, "body") // functions never see one
	o.event["response"] = next
	return nil
}

// queryObject returns a query string as the object that the next function is shown.
func queryObject(text string) map[string]any {
	query := map[string]any{}
	for pair := range strings.SplitSeq(text, "&") {
		if pair == "" {
			continue
		}
		name, value, _ := strings.Cut(pair, "=")
		item := map[string]any{"value": value}
		entry, again := query[name].(map[string]any)
		if !again {
			query[name] = item
			continue
		}
		values, many := entry["multiValue"].([]any)
		if !many {
			values = []any{map[string]any{"value": entry["value"]}}
		}
		entry["multiValue"] = append(values, item)
	}
	return query
}
