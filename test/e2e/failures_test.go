// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file runs functions that fail, and checks what viewers get to see. Source: event.md 6, 8.

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
)

// The sentences of the pages. The first one is for functions that could not run, the others for results that break a
// rule; where only the beginning is known, it is the last one.
const (
	couldNotRun = "The CloudFront function associated with the CloudFront distribution is invalid or could not run."
	readOnly    = "The CloudFront function tried to add, delete, or change a read-only header."
	disallowed  = "The CloudFront function tried to add a disallowed header."
	lowerCase   = "The CloudFront function returned an invalid value: response.headers must have header names in lower case."
	invalid     = "The CloudFront function returned an invalid value"
	refused     = "The CloudFront function"
)

// handler is a function with the given body.
func handler(body string) string { return "async function handler(event) { " + body + " }" }

// failing are functions for viewer-request events.
var failing = []struct{ name, code, sentence string }{
	{"throws", handler(`throw new Error('secret detail');`), couldNotRun},
	{"syntax error", `function handler(event) { secret detail`, couldNotRun},
	{"no handler", `var secret = 'detail';`, couldNotRun},
	{"handler is no function", `var handler = 'secret detail';`, couldNotRun},
	{"throws at the top", `throw new Error('secret detail');`, couldNotRun},
	{"loops forever", handler(`for (;;) {}`), couldNotRun},
	{"eats memory", handler(`var s = 'x'; for (;;) { s += s; }`), couldNotRun},
	{"recursion without end", `function handler(event) { return handler(event); }`, couldNotRun},
	{"promise that never settles", handler(`await new Promise(function () {}); return event.request;`), couldNotRun},
	{"rejected promise", handler(`return Promise.reject('secret detail');`), couldNotRun},
	{"returns nothing", handler(``), refused},
	{"returns null", handler(`return null;`), refused},
	{"returns a number", handler(`return 7;`), refused},
	{"returns a list", handler(`return [event.request];`), refused},
	{"returns the event", handler(`return event;`), refused},
	{"status is a text", handler(`return {statusCode: '200'};`), invalid},
	{"status is a fraction", handler(`return {statusCode: 200.5};`), invalid},
	{"upper-case header", handler(`return {statusCode: 200, headers: {'X-A': {value: '1'}}};`), lowerCase},
	{"header is a text", handler(`event.request.headers['x-a'] = '1'; return event.request;`), invalid},
	{"line break in a header", handler(`return {statusCode: 200, headers: {'x-a': {value: '1\r\nx-b: 2'}}};`), refused},
	{"headers that are too large", handler(`return {statusCode: 200, headers: {'x-a': {value: 'x'.repeat(40000)}}};`), refused},
	{"body that is not base64", handler(`return {statusCode: 200, body: {encoding: 'base64', data: '***'}};`), refused},
	{"path without slash", handler(`event.request.uri = 'x'; return event.request;`), refused},
	{"path that is too long", handler(`event.request.uri = '/' + 'x'.repeat(8192); return event.request;`), refused},
	{"space in the query", handler(`event.request.querystring = 'a=b c'; return event.request;`), refused},
	{"changes the method", handler(`event.request.method = 'POST'; return event.request;`), refused},
	{"changes host", handler(`event.request.headers.host.value = 'other'; return event.request;`), readOnly},
	{"deletes host", handler(`delete event.request.headers.host; return event.request;`), readOnly},
	{"adds a disallowed header", handler(`event.request.headers['x-forwarded-proto'] = {value: 'https'}; return event.request;`), disallowed},
}

// failingResponse are functions for viewer-response events.
var failingResponse = []struct{ name, code, sentence string }{
	{"response: throws", handler(`throw 'secret detail';`), couldNotRun},
	{"response: returns a request", handler(`return event.request;`), refused},
	{"response: adds a disallowed header", handler(`event.response.headers['x-cache'] = {value: 'Hit'}; return event.response;`), disallowed},
	{"response: adds via", handler(`event.response.headers.via = {value: 'secret'}; return event.response;`), readOnly},
}

func TestFunctionFailures(t *testing.T) {
	t.Parallel()
	p := startDev(t)
	c := p.client(t)
	config := configFor(t, startOrigin(t, echo))
	config.CacheBehaviors = &types.CacheBehaviors{}
	for i, f := range append(failing, failingResponse...) {
		arn := publishFunction(t, c, fmt.Sprintf("f%d", i), f.code)
		b := *config.DefaultCacheBehavior
		with := &types.DistributionConfig{DefaultCacheBehavior: &b}
		if i < len(failing) {
			associate(with, arn, "")
		} else {
			associate(with, "", arn)
		}
		config.CacheBehaviors.Items = append(config.CacheBehaviors.Items, withPattern(fmt.Sprintf("/%d/*", i), &b))
	}
	config.CacheBehaviors.Quantity = aws.Int32(int32(len(config.CacheBehaviors.Items)))
	d := createDistribution(t, c, config)
	for i, f := range append(failing, failingResponse...) {
		t.Run(f.name, func(t *testing.T) {
			got := p.view(t, http.MethodGet, *d.DomainName, fmt.Sprintf("/%d/", i))
			if f.sentence == couldNotRun {
				checkPage(t, got, 503, "FunctionExecutionError from cloudfront", f.sentence)
			} else {
				checkPage(t, got, 502, "FunctionValidationError from cloudfront", f.sentence)
			}
		})
	}
	if got := p.view(t, http.MethodGet, *d.DomainName, "/"); got.status != 200 { // the others still work
		t.Errorf("behaviour without a function after the failures: %d", got.status)
	}
}

// checkPage checks an error page of the edge. No detail of the JavaScript is shown to viewers.
func checkPage(t *testing.T, got answer, status int, cache, sentence string) {
	t.Helper()
	if got.status != status || !strings.Contains(got.body, sentence) {
		t.Errorf("answer = %d %q, want %d with %q", got.status, got.body, status, sentence)
	}
	if kind, id := got.header.Get("Content-Type"), got.header.Get("X-Amz-Cf-Id"); !strings.HasPrefix(kind, "text/html") ||
		id == "" || !strings.Contains(got.body, id) {
		t.Errorf("Content-Type %q, body %q; want HTML with the request id %s", kind, got.body, id)
	}
	for _, secret := range []string{"secret", "detail", "handler", "SyntaxError"} {
		if strings.Contains(got.body, secret) {
			t.Errorf("the page shows %q: %s", secret, got.body)
		}
	}
	checkEdgeHeaders(t, got, cache)
}
