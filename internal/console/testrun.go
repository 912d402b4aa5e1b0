// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"

	"selvedge"
	"selvedge/internal/cff"
)

// Default events: what the visual editor starts with.
const (
	requestEvent = `{
  "version": "1.0",
  "context": { "eventType": "viewer-request" },
  "viewer": { "ip": "198.51.100.11" },
  "request": {
    "method": "GET",
    "uri": "/index.html",
    "querystring": {},
    "headers": { "host": { "value": "www.example.com" } },
    "cookies": {}
  }
}`
	responseEvent = `{
  "version": "1.0",
  "context": { "eventType": "viewer-response" },
  "viewer": { "ip": "198.51.100.11" },
  "request": {
    "method": "GET",
    "uri": "/index.html",
    "querystring": {},
    "headers": { "host": { "value": "www.example.com" } },
    "cookies": {}
  },
  "response": {
    "statusCode": 200,
    "statusDescription": "OK",
    "headers": { "content-type": { "value": "text/html" } },
    "cookies": {}
  }
}`
)

// testView is what the tab Test shows.
type testView struct {
	Stage    selvedge.Stage
	Event    string // JSON
	Saved    []selvedge.TestEvent
	Max      int    // of saved events
	Selected string // the saved event that Event began as
	Result   *resultView
}

// resultView is what came out of a run.
type resultView struct {
	*cff.TestReport

	Stage    selvedge.Stage
	Output   string     // pretty; empty when the run failed
	Answered bool       // a viewer-request function gave a response itself
	Diff     []diffLine // what the function changed of what it was shown
	Band     string     // of the compute utilization: "good", "near" or "over"
}

func (c *Console) testPage(w http.ResponseWriter, r *http.Request) error {
	f, err := c.function(r)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	own := testView{Stage: selvedge.StageDevelopment, Event: requestEvent, Selected: q.Get("event")}
	if own.Saved, err = c.config.TestEvents.TestEvents(r.Context(), f.Name); err != nil {
		return err
	}
	if q.Get("type") == string(selvedge.EventViewerResponse) {
		own.Event = responseEvent
	}
	for _, e := range own.Saved {
		if e.Name == own.Selected {
			own.Event = pretty(e.Event)
		}
	}
	return c.showTest(w, r, outcome{status: http.StatusOK}, f, own)
}

// showTest shows the tab; own lacks only what does not depend on the request.
func (c *Console) showTest(w http.ResponseWriter, r *http.Request, o outcome, f *selvedge.Function, own testView) error {
	own.Max = selvedge.MaxTestEvents
	if own.Saved == nil {
		saved, err := c.config.TestEvents.TestEvents(r.Context(), f.Name)
		if err != nil {
			return err
		}
		own.Saved = saved
	}
	return c.showFunction(w, r, o, f, own)
}

// pretty returns JSON over several lines. What is not JSON stays as it is.
func pretty(data []byte) string {
	var b bytes.Buffer
	if json.Indent(&b, data, "", "  ") != nil {
		return string(data)
	}
	return b.String()
}

// runTest runs a stage on the event of the form. htmx gets the result alone.
func (c *Console) runTest(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	f, err := c.function(r)
	if err != nil {
		return err
	}
	own := testView{
		Stage: selvedge.Stage(r.PostForm.Get("stage")), Event: r.PostForm.Get("event"), Selected: r.PostForm.Get("selected"),
	}
	result, err := c.test(r, f, own.Stage, []byte(own.Event))
	part := r.Header.Get("HX-Request") != ""
	if err != nil {
		p, status := c.explain(err)
		if p.Code == string(selvedge.CodeInvalidArgument) {
			p.Remedy = "Correct the event and run the test again."
		}
		if part {
			return c.render(w, status, "test", "problem", p)
		}
		return c.showTest(w, r, outcome{status, p}, f, own)
	}
	if part {
		return c.render(w, http.StatusOK, "test", "result", result)
	}
	own.Result = result
	return c.showTest(w, r, outcome{status: http.StatusOK}, f, own)
}

func (c *Console) test(r *http.Request, f *selvedge.Function, stage selvedge.Stage, event []byte) (*resultView, error) {
	tested := f.Copy(stage)
	if tested == nil {
		return nil, selvedge.Errorf(selvedge.CodeInvalidArgument, "%s has no stage %s: it was not published yet.", f.Name, stage)
	}
	report, err := c.config.Tester.Run(r.Context(), &cff.Test{Code: tested.Code, Config: tested.Config, Event: event, Strict: true})
	if err != nil {
		return nil, err
	}
	result := &resultView{TestReport: report, Stage: stage, Output: pretty([]byte(report.Output)), Band: "good"}
	switch {
	case report.ComputeUtilization > 70:
		result.Band = "over"
	case report.ComputeUtilization > 50:
		result.Band = "near"
	}
	result.compare(event, []byte(report.Output))
	return result, nil
}

// compare finds what the function changed. Members are sorted, as their order means nothing.
func (v *resultView) compare(event, output []byte) {
	var in, out map[string]json.RawMessage
	if json.Unmarshal(event, &in) != nil || json.Unmarshal(output, &out) != nil {
		return // the run failed
	}
	for _, member := range []string{"response", "request"} {
		after, found := out[member]
		if !found {
			continue
		}
		before, found := in[member]
		if v.Answered = !found; found {
			v.Diff = diff(sorted(before), sorted(after))
		}
		return
	}
}

// sorted returns JSON over several lines with the members of objects in order. Maps that are empty are left out: an event
// need not name them, and functions give them back.
func sorted(data []byte) string {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var value map[string]any
	if decoder.Decode(&value) != nil {
		return string(data)
	}
	for name, member := range value {
		if m, ok := member.(map[string]any); ok && len(m) == 0 {
			delete(value, name)
		}
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	_ = encoder.Encode(value) // what was decoded can be encoded
	return b.String()
}

func (c *Console) saveEvent(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	f, err := c.function(r)
	if err != nil {
		return err
	}
	event := selvedge.TestEvent{Name: r.PostForm.Get("save-as"), Event: []byte(r.PostForm.Get("event"))}
	if err := c.config.TestEvents.PutTestEvent(r.Context(), f.Name, event); err != nil {
		p, status := c.explain(err)
		return c.showTest(w, r, outcome{status, p}, f, testView{
			Stage: selvedge.Stage(r.PostForm.Get("stage")), Event: r.PostForm.Get("event"), Selected: r.PostForm.Get("selected"),
		})
	}
	http.Redirect(w, r, functionURL(f.Name, "test")+"?"+
		url.Values{"event": {event.Name}, "done": {"event-saved"}, "what": {event.Name}}.Encode(), http.StatusSeeOther)
	return nil
}

func (c *Console) deleteEvent(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	name, event := r.PathValue("name"), r.PostForm.Get("selected")
	if err := c.config.TestEvents.DeleteTestEvent(r.Context(), name, event); err != nil {
		return err
	}
	return done(w, r, functionURL(name, "test"), "deleted", event)
}
