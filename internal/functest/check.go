// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package functest

import (
	"fmt"
	"strconv"
	"strings"

	"selvedge/internal/cff"
)

// check compares what the functions did with what is expected.
func (o *outcome) check() []Problem {
	e := &o.c.Expect
	var problems []Problem
	if p := o.checkFailure(); p != nil {
		problems = append(problems, *p)
		if o.failed != nil && e.wantsSuccess() {
			return problems // what else is missing comes from that
		}
	}
	if o.failed == nil && e.wantsSuccess() {
		problems = append(problems, o.checkMessages()...)
	}
	problems = append(problems, o.checkLogs()...)
	if e.MaxUtilization != nil && o.utilization > *e.MaxUtilization {
		problems = append(problems, Problem{Text: fmt.Sprintf("the compute utilization is %d, at most %d is wanted", o.utilization, *e.MaxUtilization)})
	}
	if e.Origin != nil {
		problems = append(problems, o.differences("origin", *e.Origin, originValue(o.origin), false)...)
	}
	if e.LogData != nil {
		switch {
		case o.logData == nil && !e.LogData.none:
			problems = append(problems, Problem{Text: "the log data is none, want " + e.LogData.String()})
		case o.logData != nil && !e.LogData.Accepts(*o.logData):
			problems = append(problems, Problem{Text: fmt.Sprintf("the log data is %q, want %s", *o.logData, e.LogData)})
		}
	}
	return problems
}

// Compare compares a request and a response from elsewhere, such as a running edge, with what the case expects of them. They
// are JSON in the form of FunctionOutput, nil when there is none.
func (c *Case) Compare(request, response any) []Problem {
	o := &outcome{c: c, request: request, response: response}
	return o.checkMessages()
}

func (e *Expectation) wantsSuccess() bool { return e.Error == nil || e.Error.none }

// checkFailure looks at errors: those of the function, and those that only the edge finds.
func (o *outcome) checkFailure() *Problem {
	e := &o.c.Expect
	wantMissed := e.Missed != nil && !e.Missed.none
	switch {
	case o.failed != nil && e.wantsSuccess():
		return o.problem("", o.failed)
	case o.failed != nil && !e.Error.Accepts(sentence(o.failed)):
		return &Problem{Text: fmt.Sprintf("the error is %q, want %s", sentence(o.failed), e.Error)}
	case o.failed == nil && !e.wantsSuccess():
		return &Problem{Text: "the function did not fail, want " + e.Error.String(), Detail: "output: " + shorten(o.output) + "\n"}
	case o.failed != nil:
		return nil
	case o.missed != nil && !wantMissed:
		return o.problem("the test succeeds, but the edge would refuse this: ", o.missed)
	case o.missed != nil && !e.Missed.Accepts(sentence(o.missed)):
		return &Problem{Text: fmt.Sprintf("the edge would refuse this with %q, want %s", sentence(o.missed), e.Missed)}
	case o.missed == nil && wantMissed:
		return &Problem{Text: "the edge would not refuse this, want " + e.Missed.String(), Detail: "output: " + shorten(o.output) + "\n"}
	}
	return nil
}

// sentence is what AWS says of a failure, as FunctionErrorMessage.
func sentence(f *cff.Failure) string { return f.Sentence + " " + f.Detail }

// problem reports a failure, with its place in the code when that is known.
func (o *outcome) problem(prefix string, f *cff.Failure) *Problem {
	p := &Problem{Text: prefix + f.Detail}
	if f.Class == cff.ValidationError {
		p.Text = prefix + sentence(f)
	}
	if f.Position == nil {
		return p
	}
	path, line, ok := o.culprit.Place(f.Position.Line)
	if !ok {
		path, line = o.culprit.Path, f.Position.Line
	}
	at := path + ":" + strconv.Itoa(line)
	if f.Position.Column > 0 {
		at += ":" + strconv.Itoa(f.Position.Column)
	}
	p.Text, p.Detail = at+": "+p.Text, f.Position.Frame
	return p
}

// checkMessages compares the request and the response.
func (o *outcome) checkMessages() []Problem {
	e := &o.c.Expect
	var problems []Problem
	for _, m := range []struct {
		kind        string
		want, least any
		got         any
	}{
		{"request", e.Request, e.Contains.Request, o.request}, {"response", e.Response, e.Contains.Response, o.response},
	} {
		if m.want != nil {
			problems = append(problems, o.differences(m.kind, complete(m.kind, m.want), m.got, false)...)
		}
		if m.least != nil {
			least, _ := m.least.(map[string]any)
			problems = append(problems, o.differences(m.kind, bodyObject(least), m.got, true)...)
		}
	}
	return problems
}

// differences compares two values, but for what the case ignores.
func (o *outcome) differences(kind string, want, got any, subset bool) []Problem {
	if got == nil && want != nil {
		detail := ""
		if o.output != "" {
			detail = "output: " + shorten(o.output) + "\n"
		}
		return []Problem{{Text: "there is no " + kind, Detail: detail}}
	}
	wanted, given := map[string]any{kind: clone(want)}, map[string]any{kind: clone(got)}
	for _, p := range o.c.Ignore {
		p.remove(wanted)
		p.remove(given)
	}
	c := comparison{subset: subset}
	c.objects("", wanted, given)
	if len(c.found) == 0 {
		return nil
	}
	const most = 50
	var b strings.Builder
	for i, d := range c.found {
		if i == most {
			fmt.Fprintf(&b, "and %d more\n", len(c.found)-most)
			break
		}
		b.WriteString(d.text())
	}
	return []Problem{{Text: "the " + kind + " differs (- expected, + actual)", Detail: b.String()}}
}

// checkLogs compares the lines of the log.
func (o *outcome) checkLogs() []Problem {
	want := o.c.Expect.Logs
	if want == nil {
		return nil
	}
	same := len(want) == len(o.logs)
	for i := 0; same && i < len(want); i++ {
		same = want[i].Accepts(o.logs[i])
	}
	if same {
		return nil
	}
	var b strings.Builder
	for i := range max(len(want), len(o.logs)) {
		switch {
		case i < len(want) && i < len(o.logs) && want[i].Accepts(o.logs[i]):
			b.WriteString("    " + shorten(strconv.Quote(o.logs[i])) + "\n")
			continue
		case i < len(want):
			b.WriteString("  - " + shorten(want[i].String()) + "\n")
		}
		if i < len(o.logs) {
			b.WriteString("  + " + shorten(strconv.Quote(o.logs[i])) + "\n")
		}
	}
	return []Problem{{Text: "the log differs (- expected, + actual)", Detail: b.String()}}
}
