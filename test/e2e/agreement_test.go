// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file compares TestFunction with the edge: the same code on the same request gives the same.

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
	"github.com/google/go-cmp/cmp"
)

// value is a header, cookie or query parameter in an event. Source: event.md 3.1, 4.
type value struct {
	Value      string  `json:"value"`
	Attributes string  `json:"attributes,omitempty"`
	MultiValue []value `json:"multiValue,omitempty"`
}

// all returns the values of v.
func (v value) all() []string {
	if len(v.MultiValue) == 0 {
		return []string{v.Value}
	}
	var list []string
	for _, m := range v.MultiValue {
		list = append(list, m.Value)
	}
	return list
}

// functionOutput is FunctionOutput of TestFunction. Source: event.md 7.
type functionOutput struct {
	Request *struct {
		Method      string
		URI         string
		Querystring json.RawMessage
		Headers     map[string]value
		Cookies     map[string]value
	}
	Response *struct {
		StatusCode int
		Headers    map[string]value
		Cookies    map[string]value
		Body       json.RawMessage
	}
}

// arrival is what an origin got.
type arrival struct {
	Method, URI, Query string
	Header             http.Header
}

// TestEdgeAgreesWithTestFunction runs each function both ways.
func TestEdgeAgreesWithTestFunction(t *testing.T) {
	t.Parallel()
	p := startDev(t)
	c := p.client(t)
	var mu sync.Mutex
	var last *arrival
	origin := startOrigin(t, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		last = &arrival{r.Method, r.URL.EscapedPath(), r.URL.RawQuery, r.Header.Clone()}
	})
	codes := map[string]string{
		"nothing":       `return event.request;`,
		"path":          `event.request.uri = '/new%20path/' + event.request.method; return event.request;`,
		"add header":    `event.request.headers['x-added'] = {value: 'ä, b'}; return event.request;`,
		"multi header":  `event.request.headers['x-multi'] = {value: '1', multiValue: [{value: '1'}, {value: '2'}]}; return event.request;`,
		"delete header": `delete event.request.headers['x-one']; return event.request;`,
		"query object":  `event.request.querystring = {n: {value: '1'}, m: {value: 'a', multiValue: [{value: 'a'}, {value: 'b%20c'}]}}; return event.request;`,
		"query text":    `event.request.querystring = 'z=1&a=2&a='; return event.request;`,
		"no query":      `event.request.querystring = {}; return event.request;`,
		"cookies":       `event.request.cookies.added = {value: 'x'}; delete event.request.cookies.a; return event.request;`,
		"what it sees":  `event.request.headers['x-seen'] = {value: encodeURIComponent(JSON.stringify([event.request.querystring, event.request.cookies, event.request.headers['x-two']]))}; return event.request;`,
		"status":        `return {statusCode: 418};`,
		"redirect":      `return {statusCode: 301, statusDescription: 'Moved', headers: {location: {value: '/x?' + event.request.querystring.q.value}}};`,
		"text body":     `return {statusCode: 200, headers: {'content-type': {value: 'text/plain'}}, body: 'hällo'};`,
		"base64 body":   `return {statusCode: 200, body: {encoding: 'base64', data: 'AAEC/w=='}};`,
		"set cookies":   `return {statusCode: 200, cookies: {a: {value: '1', attributes: 'Path=/'}, b: {value: '2', multiValue: [{value: '2'}, {value: '3', attributes: 'Secure'}]}}};`,
		"async":         `return Promise.resolve(event.request);`,
	}
	names := make([]string, 0, len(codes))
	config := configFor(t, origin)
	config.CacheBehaviors = &types.CacheBehaviors{}
	for name, code := range codes {
		id := strings.ReplaceAll(name, " ", "-")
		arn := publishFunction(t, c, id, "async function handler(event) { "+code+" }")
		b := *config.DefaultCacheBehavior
		with := associate(&types.DistributionConfig{DefaultCacheBehavior: &b}, arn, "")
		config.CacheBehaviors.Items = append(config.CacheBehaviors.Items, withPattern("/"+id+"/*", with.DefaultCacheBehavior))
		names = append(names, name)
	}
	config.CacheBehaviors.Quantity = aws.Int32(int32(len(codes)))
	d := createDistribution(t, c, config)
	slices.Sort(names)
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			id := strings.ReplaceAll(name, " ", "-")
			want := testFunction(t, c, id, eventFor(*d.DomainName, "/"+id+"/x"))
			mu.Lock()
			last = nil
			mu.Unlock()
			got := p.view(t, "GET", *d.DomainName, "/"+id+"/x?q=%C3%A4&n=1&n=2&flag=", "X-One", "1", "X-Two", "2", "X-Two", "3", "Cookie", "a=1; b=2; b=3")
			mu.Lock()
			defer mu.Unlock()
			switch {
			case want.Request != nil && last == nil:
				t.Errorf("TestFunction gives a request, but the origin got none; the viewer got %d %q", got.status, got.body)
			case want.Request != nil:
				compareRequest(t, want, last)
			case last != nil:
				t.Errorf("TestFunction gives a response, but the origin got %+v", *last)
			default:
				compareResponse(t, want, got)
			}
		})
	}
}

// eventFor is the event of the viewer request that the test sends. The header that Go's client adds of its own is
// part of it.
func eventFor(host, uri string) string {
	return fmt.Sprintf(`{"version":"1.0","context":{"eventType":"viewer-request"},"viewer":{"ip":"127.0.0.1"},"request":{
"method":"GET","uri":%q,
"querystring":{"q":{"value":"%%C3%%A4"},"n":{"value":"1","multiValue":[{"value":"1"},{"value":"2"}]},"flag":{"value":""}},
"headers":{"host":{"value":%q},"user-agent":{"value":"Go-http-client/1.1"},"x-one":{"value":"1"},
"x-two":{"value":"2","multiValue":[{"value":"2"},{"value":"3"}]}},
"cookies":{"a":{"value":"1"},"b":{"value":"2","multiValue":[{"value":"2"},{"value":"3"}]}}}}`, uri, host)
}

func testFunction(t *testing.T, c *cloudfront.Client, name, event string) functionOutput {
	t.Helper()
	out, err := c.TestFunction(t.Context(), &cloudfront.TestFunctionInput{
		Name: &name, IfMatch: aws.String(etag1), EventObject: []byte(event), Stage: types.FunctionStageLive,
	})
	if err != nil {
		t.Fatalf("TestFunction(%s): %v", name, err)
	}
	if message := aws.ToString(out.TestResult.FunctionErrorMessage); message != "" {
		t.Fatalf("TestFunction(%s): %s", name, message)
	}
	var result functionOutput
	if err := json.Unmarshal([]byte(*out.TestResult.FunctionOutput), &result); err != nil {
		t.Fatalf("FunctionOutput %s: %v", *out.TestResult.FunctionOutput, err)
	}
	return result
}

func compareRequest(t *testing.T, want functionOutput, got *arrival) {
	t.Helper()
	r := want.Request
	if got.Method != r.Method || got.URI != r.URI || got.Query != queryText(t, r.Querystring) {
		t.Errorf("origin got %s %s?%s, TestFunction says %s %s?%s", got.Method, got.URI, got.Query, r.Method, r.URI, queryText(t, r.Querystring))
	}
	var names []string
	for name, v := range r.Headers {
		if name != "host" && name != "user-agent" { // what the origin gets of these depends on policies
			if got := got.Header.Values(name); !slices.Equal(got, v.all()) {
				t.Errorf("header %s at the origin = %q, TestFunction says %q", name, got, v.all())
			}
		}
		names = append(names, name)
	}
	for name := range got.Header {
		if lower := strings.ToLower(name); strings.HasPrefix(lower, "x-") && !strings.HasPrefix(lower, "x-amz-cf-") &&
			lower != "x-forwarded-for" && !slices.Contains(names, lower) {
			t.Errorf("the origin got the header %s, which TestFunction does not have", name)
		}
	}
	var cookies []string
	for name, v := range r.Cookies {
		for _, text := range v.all() {
			cookies = append(cookies, name+"="+text)
		}
	}
	sent := strings.Split(got.Header.Get("Cookie"), "; ")
	slices.Sort(cookies)
	slices.Sort(sent)
	if diff := cmp.Diff(cookies, sent); diff != "" {
		t.Errorf("cookies (-TestFunction +origin):\n%s", diff)
	}
}

// queryText writes the query string of an output as the edge does: names in the order of the object, values as they
// are. Source: event.md 3.2.
func queryText(t *testing.T, raw json.RawMessage) string {
	t.Helper()
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	var list []string
	decoder := json.NewDecoder(strings.NewReader(string(raw)))
	if _, err := decoder.Token(); err != nil {
		t.Fatalf("query string %s: %v", raw, err)
	}
	for decoder.More() {
		name, err := decoder.Token()
		var v value
		if err == nil {
			err = decoder.Decode(&v)
		}
		if err != nil {
			t.Fatalf("query string %s: %v", raw, err)
		}
		for _, text := range v.all() {
			list = append(list, fmt.Sprint(name)+"="+text)
		}
	}
	return strings.Join(list, "&")
}

func compareResponse(t *testing.T, want functionOutput, got answer) {
	t.Helper()
	r := want.Response
	body := ""
	if len(r.Body) > 0 {
		body = bodyText(t, r.Body)
	}
	if got.status != r.StatusCode || got.body != body {
		t.Errorf("viewer got %d %q, TestFunction says %d %q", got.status, got.body, r.StatusCode, body)
	}
	for name, v := range r.Headers {
		if got := got.header.Values(name); !slices.Equal(got, v.all()) {
			t.Errorf("header %s at the viewer = %q, TestFunction says %q", name, got, v.all())
		}
	}
	var cookies []string
	for name, v := range r.Cookies {
		items := v.MultiValue
		if len(items) == 0 {
			items = []value{v}
		}
		for _, item := range items {
			line := name + "=" + item.Value
			if item.Attributes != "" {
				line += "; " + item.Attributes
			}
			cookies = append(cookies, line)
		}
	}
	sent := slices.Clone(got.header.Values("Set-Cookie"))
	slices.Sort(cookies)
	slices.Sort(sent)
	if !slices.Equal(cookies, sent) {
		t.Errorf("Set-Cookie = %q, TestFunction says %q", sent, cookies)
	}
}

// bodyText returns the bytes of a body in an output: a text, or an object with encoding and data. Source: event.md 4.
func bodyText(t *testing.T, raw json.RawMessage) string {
	t.Helper()
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	var object struct{ Encoding, Data string }
	if err := json.Unmarshal(raw, &object); err != nil {
		t.Fatalf("body %s: %v", raw, err)
	}
	if object.Encoding != "base64" {
		return object.Data
	}
	data, err := base64.StdEncoding.DecodeString(object.Data)
	if err != nil {
		t.Fatalf("body %s: %v", raw, err)
	}
	return string(data)
}
