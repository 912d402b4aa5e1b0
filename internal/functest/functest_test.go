// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package functest_test

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"selvedge"
	"selvedge/internal/functest"
	"selvedge/internal/httpmsg"
)

func TestParseRequest(t *testing.T) {
	for _, c := range []struct {
		text string
		want httpmsg.Request
	}{
		{"GET / HTTP/1.1", httpmsg.Request{Method: "GET", Path: "/"}},
		{"GET /a", httpmsg.Request{Method: "GET", Path: "/a"}},
		{"HEAD /a?b=%20&c? HTTP/1.1\r\nHost:  x \r\nX-A:\r\n\r\nbody", httpmsg.Request{
			Method: "HEAD", Path: "/a", Query: "b=%20&c?", HasQuery: true,
			Headers: httpmsg.Headers{{Name: "host", Value: "x"}, {Name: "x-a", Value: ""}},
		}},
		{"GET /? HTTP/1.1\nA: b: c\n", httpmsg.Request{
			Method: "GET", Path: "/", HasQuery: true, Headers: httpmsg.Headers{{Name: "a", Value: "b: c"}},
		}},
	} {
		got, err := functest.ParseRequest(c.text)
		if err != nil || cmp.Diff(&c.want, got) != "" {
			t.Errorf("ParseRequest(%q): %v (-want +got):\n%s", c.text, err, cmp.Diff(&c.want, got))
		}
	}
	for _, text := range []string{"", "\nGET / HTTP/1.1", "GET", "GET / HTTP/1.1 x", "GET  / HTTP/1.1", " GET /", "GET / FTP/1",
		"GET a", "GET http://a/", "GET / HTTP/1.1\nHost", "GET / HTTP/1.1\n: a", "GET / HTTP/1.1\nA b: c", "GET / HTTP/1.1\n A: b"} {
		if got, err := functest.ParseRequest(text); err == nil {
			t.Errorf("ParseRequest(%q) = %+v, want an error", text, got)
		}
	}
}

func TestParseResponse(t *testing.T) {
	r, body, err := functest.ParseResponse("HTTP/1.1 404 Not Found\nSet-Cookie: a=b\n\nline\n\nline")
	want := &httpmsg.Response{Status: 404, Reason: "Not Found", Headers: httpmsg.Headers{{Name: "set-cookie", Value: "a=b"}}}
	if err != nil || cmp.Diff(want, r) != "" || body == nil || *body != "line\n\nline" {
		t.Errorf("ParseResponse() = %+v, %v, %v", r, body, err)
	}
	if r, body, err := functest.ParseResponse("HTTP/1.1 200"); err != nil || r.Status != 200 || r.Reason != "" || body != nil {
		t.Errorf("ParseResponse() = %+v, %v, %v", r, body, err)
	}
	for _, text := range []string{"", "200 OK", "HTTP/1.1", "HTTP/1.1 99 A", "HTTP/1.1 1000 A", "HTTP/1.1 2e2 A", "HTTP/1.1 200 OK\nA"} {
		if r, _, err := functest.ParseResponse(text); err == nil {
			t.Errorf("ParseResponse(%q) = %+v, want an error", text, r)
		}
	}
}

func TestParsePath(t *testing.T) {
	for text, want := range map[string]functest.Path{
		"response.headers.date":    {{Name: "response"}, {Name: "headers"}, {Name: "date"}},
		".a-b":                     {{Name: "a-b"}},
		`a["b.c"][0][*].*`:         {{Name: "a"}, {Name: "b.c"}, {}, {All: true}, {Name: "*", All: true}},
		`["a"].b[]`:                {{Name: "a"}, {Name: "b"}, {All: true}},
		`a["\u00e9\"]"]`:           {{Name: "a"}, {Name: `é"]`}},
		"response.cookies.*.value": {{Name: "response"}, {Name: "cookies"}, {Name: "*", All: true}, {Name: "value"}},
	} {
		got, err := functest.ParsePath(text)
		if err != nil || cmp.Diff(want, got) != "" {
			t.Errorf("ParsePath(%q): %v (-want +got):\n%s", text, err, cmp.Diff(want, got))
		}
	}
	for _, text := range []string{"", ".", "a.", "a..b", "a[", "a[b]", `a["b]`, `a[""]`, "a[0]b", "a[-1]", "a[99999999999]"} {
		if got, err := functest.ParsePath(text); err == nil {
			t.Errorf("ParsePath(%q) = %+v, want an error", text, got)
		}
	}
}

// write makes files in a new folder and returns it.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// run runs one case, written as the members of an object, with the function on a request of /a?b=1.
func run(t *testing.T, function, members string) functest.Result {
	t.Helper()
	dir := write(t, map[string]string{
		"function.js": function,
		"case.json":   `{"http": ["GET /a?b=1 HTTP/1.1", "Host: x", "A: 1", "A: 2"], ` + members + `}`,
	})
	cases, err := (&functest.Loader{}).Load(dir)
	if err != nil || len(cases) != 1 {
		t.Fatalf("Load() = %d cases, %v", len(cases), err)
	}
	return (&functest.Runner{}).Run(t.Context(), cases).Results[0]
}

const (
	pass     = "function handler(e) { console.log('a'); console.log('b'); return e.request; }"
	generate = "function handler(e) { return {statusCode: 200, headers: {a: {value: '1'}, b: {value: '2'}}, body: 'x'}; }"
	fail     = "function handler(e) { throw new TypeError('on purpose'); }"
	refused  = "function handler(e) { delete e.request.headers.host; return e.request; }"
)

// TestExpectations: what each member of an expectation accepts, and what it says otherwise.
func TestExpectations(t *testing.T) {
	same := `{"method": "GET", "uri": "/a", "querystring": {"b": {"value": "1"}}, "headers": {"host": {"value": "x"},` +
		`"a": {"value": "1", "multiValue": [{"value": "1"}, {"value": "2"}]}}}`
	for _, c := range []struct{ name, function, members, want string }{
		{"nothing", pass, `"expect": {}`, ""},
		{"exact", pass, `"expect": {"request": ` + same + `}`, ""},
		{"as text", pass, `"expect": {"request": ["GET /a?b=1 HTTP/1.1", "Host: x", "A: 1", "A: 2"]}`, ""},
		{"text differs", pass, `"expect": {"request": ["GET /a?b=2 HTTP/1.1", "Host: x", "A: 1", "A: 2"]}`, "request.querystring.b.value\n  - \"2\"\n  + \"1\""},
		{"excess", pass, `"expect": {"request": {"method": "GET", "uri": "/a", "headers": {}}}`, "request.headers.host\n  + {\"value\":\"x\"}"},
		{"absent", pass, `"expect": {"contains": {"request": {"x": [1]}}}`, "request.x\n  - [1]\n"},
		{"kind", pass, `"expect": {"contains": {"request": {"uri": {"a": 1}}}}`, "request.uri\n  - {\"a\":1}\n  + \"/a\""},
		{"element", pass, `"expect": {"contains": {"request": {"headers": {"a": {"multiValue": [{}, {"value": "3"}]}}}}}`,
			"request.headers.a.multiValue[1].value\n  - \"3\"\n  + \"2\""},
		{"length", pass, `"expect": {"contains": {"request": {"headers": {"a": {"multiValue": [{}]}}}}}`, "request.headers.a.multiValue\n"},
		{"contains", pass, `"expect": {"contains": {"request": {"headers": {"host": {}}}}}`, ""},
		{"ignored", pass, `"expect": {"request": {"method": "GET", "uri": "/b"}}, "ignore": ["request.uri", "request.headers", "request.querystring.*"]`, ""},
		{"all ignored", pass, `"expect": {"request": {}}, "ignore": ["request.*"]`, ""},
		{"number", generate, `"expect": {"response": {"statusCode": 2e2, "headers": {"a": {"value": "1"}, "b": {"value": "2"}}, "body": "x"}}`, ""},
		{"body", generate, `"expect": {"contains": {"response": {"body": {"data": "y"}}}}`, "response.body.data\n  - \"y\"\n  + \"x\""},
		{"no request", generate, `"expect": {"request": {}}`, "there is no request"},
		{"no response", pass, `"expect": {"contains": {"response": {}}}`, "there is no response"},
		{"log", pass, `"expect": {"logs": ["a", {"match": "^b$"}]}`, ""},
		{"shorter log", pass, `"expect": {"logs": [{"contains": "a"}]}`, "    \"a\"\n  + \"b\""},
		{"longer log", pass, `"expect": {"logs": ["a", "b", {"match": "c"}]}`, "  - a match of /c/"},
		{"other log", pass, `"expect": {"logs": ["b", "a"]}`, "  - \"b\"\n  + \"a\"\n  - \"a\"\n  + \"b\""},
		{"error", fail, `"expect": {"error": "TypeError: on purpose"}`, ""},
		{"error expression", fail, `"expect": {"error": {"match": "could not run\\. TypeError: .* purpose$"}}`, ""},
		{"other error", fail, `"expect": {"error": {"contains": "RangeError"}}`, `want a text with "RangeError"`},
		{"unexpected error", fail, `"expect": {"logs": ["x"]}`, "TypeError: on purpose"},
		{"no error", fail, `"expect": {"error": null}`, "TypeError: on purpose"},
		{"did not fail", pass, `"expect": {"error": "a"}`, "the function did not fail"},
		{"invalid", "function handler() { return 1; }", `"expect": {}`, "The CloudFront function returned an invalid value"},
		{"lenient", refused, `"expect": {}`, ""},
		{"strict", refused, `"strict": true, "expect": {}`, "the edge would refuse this: The CloudFront function tried to add, delete, or change a read-only header."},
		{"missed", refused, `"expect": {"missed": "read-only header"}`, ""},
		{"other missed", refused, `"expect": {"missed": "disallowed"}`, `want a text with "disallowed"`},
		{"not missed", pass, `"expect": {"missed": "read-only"}`, "the edge would not refuse this"},
		{"may not be missed", refused, `"expect": {"missed": null}`, "the edge would refuse this"},
		{"utilization", pass, `"expect": {"maxUtilization": 50}`, ""},
		{"much utilization", pass, `"expect": {"maxUtilization": 1}`, "at most 1 is wanted"},
		{"no origin", pass, `"expect": {"origin": null}`, ""},
		{"some origin", pass, `"expect": {"origin": {"selectRequestOriginById": {"originId": "a"}}}`, "there is no origin"},
		{"no log data", pass, `"expect": {"logData": null}`, ""},
		{"some log data", pass, `"expect": {"logData": "a"}`, `the log data is none, want "a"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := run(t, c.function, c.members)
			var got strings.Builder
			for _, p := range r.Problems {
				got.WriteString(p.Text + "\n" + p.Detail)
			}
			if c.want == "" && got.String() != "" || !strings.Contains(got.String(), c.want) {
				t.Errorf("the problems are\n%s\nwant %q", got.String(), c.want)
			}
			if want := map[bool]functest.Status{true: functest.Passed, false: functest.Failed}[c.want == ""]; r.Status != want {
				t.Errorf("the case %s, want %s", r.Status, want)
			}
		})
	}
}

// TestConventions: where functions of cases that name none are found.
func TestConventions(t *testing.T) {
	answer := func(text string) string {
		return "function handler() { return {statusCode: 200, body: '" + text + "'}; }"
	}
	expect := func(text string) string {
		return `{"http": "GET /", "expect": {"contains": {"response": {"body": "` + text + `"}}}}`
	}
	dir := write(t, map[string]string{
		"function.js": answer("above"), "a/function.js": answer("beside"), "a/own.js": answer("own"),
		"a/other.json": expect("beside"), "a/own.json": expect("own"), "b/other.json": expect("above"), ".hidden/x.json": expect("never"),
	})
	l := functest.Loader{}
	cases, err := l.Load(dir)
	if err != nil || len(cases) != 3 {
		t.Fatalf("Load() = %d cases, %v, want 3", len(cases), err)
	}
	report := (&functest.Runner{}).Run(t.Context(), cases)
	for _, r := range report.Results {
		if r.Status != functest.Passed {
			t.Errorf("%s: %v", r.Case.ID(), r.Problems)
		}
	}
	for _, name := range []string{"", "a", "a/own.js", "a/other.js", "function.js", "b/other.json"} {
		if !slices.Contains(l.Files(), filepath.Join(dir, name)) {
			t.Errorf("%q is not among the files: %q", name, l.Files())
		}
	}
}

// TestSizes: large files are refused.
func TestSizes(t *testing.T) {
	large := strings.Repeat(" ", functest.MaxFile)
	dir := write(t, map[string]string{
		"function.js": pass, "large.json": `{"expect":{}}` + large, "case.json": `{"function": "large.js", "http": "GET /", "expect": {}}`,
		"large.js": pass + large, "long.json": `{"function": "long.js", "http": "GET /", "expect": {}}`,
		"long.js": pass + strings.Repeat(" ", selvedge.MaxFunctionCode),
	})
	cases, err := (&functest.Loader{}).Load(dir)
	if err != nil || len(cases) != 3 {
		t.Fatalf("Load() = %d cases, %v, want 3", len(cases), err)
	}
	for i, want := range []string{"large.js has more than", "large.json has more than", "the maximum is 10240"} {
		if err := cases[i].Problem; err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", cases[i].ID(), err, want)
		}
	}
}

// TestDurations: a runner with a clock tells how long cases took.
func TestDurations(t *testing.T) {
	dir := write(t, map[string]string{"function.js": pass, "case.json": `{"http": "GET /", "expect": {}}`})
	cases, err := (&functest.Loader{}).Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Unix(0, 0)
	clock := func() time.Time { now = now.Add(time.Second); return now }
	if r := (&functest.Runner{Clock: clock}).Run(t.Context(), cases).Results[0]; r.Duration != time.Second {
		t.Errorf("the duration is %v, want 1s", r.Duration)
	}
}

// TestDescribed: the schema and the manual name every member of a case.
func TestDescribed(t *testing.T) {
	text, err := os.ReadFile("../../docs/howto/test-case.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var schema struct {
		Defs map[string]struct{ Properties map[string]any } `json:"$defs"`
	}
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	manual, err := os.ReadFile("../../docs/howto/test-functions.md")
	if err != nil {
		t.Fatal(err)
	}
	cases, expectations := functest.Members()
	for def, members := range map[string][]string{"case": cases, "cases": append(slices.Clone(cases), "cases"), "expect": expectations} {
		slices.Sort(members)
		if diff := cmp.Diff(members, slices.Sorted(maps.Keys(schema.Defs[def].Properties))); diff != "" {
			t.Errorf("%s of the schema differs (-code +schema):\n%s", def, diff)
		}
		for _, name := range members {
			if !strings.Contains(string(manual), "`"+name+"`") && name != "$schema" {
				t.Errorf("the manual does not name %s", name)
			}
		}
	}
}

// FuzzCase: any file is no case, a case with a problem, or one that can be run.
func FuzzCase(f *testing.F) {
	f.Add([]byte(`{"http": "GET / HTTP/1.1", "expect": {"request": {"uri": "/"}}, "ignore": ["request.*"]}`))
	f.Add([]byte(`{"cases": [{"event": {"version": "1.0"}, "expect": {"logs": [{"match": "a"}]}}], "kvs": {"a": "b"}}`))
	f.Add([]byte(`[{"chain": ["function.js", {"eventType": "viewer-response"}], "http": {"request": ["GET /"], "response": "HTTP/1.1 200"}, "expect": {}}]`))
	dir := f.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "function.js"), []byte(pass), 0o644); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if strings.Contains(string(text), "..") || strings.Contains(string(text), "/dev") {
			return // other files
		}
		path := filepath.Join(dir, "case.json")
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
		cases, err := (&functest.Loader{}).Load(path)
		if err != nil || len(cases) == 0 {
			t.Fatalf("Load() = %d cases, %v", len(cases), err)
		}
		(&functest.Runner{}).Run(t.Context(), cases)
	})
}

// TestCompare: messages from elsewhere are compared as those of functions are.
func TestCompare(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.js": "function handler(event) { return event.request; }",
		"a.json": `{"http": "GET / HTTP/1.1", "ignore": ["request.uri"], "expect": {
			"request": {"method": "GET", "uri": "/x"}, "contains": {"response": {"statusCode": 200, "body": "b"}}}}`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cases, err := (&functest.Loader{}).Load(dir)
	if err != nil || len(cases) != 1 || cases[0].Problem != nil {
		t.Fatalf("Load: %+v, %v", cases, err)
	}
	value := func(v any) any {
		v, err := functest.Value(v)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	type object = map[string]any
	request := func(method string) any {
		return value(object{"method": method, "uri": "/y", "querystring": object{}, "headers": object{}, "cookies": object{}})
	}
	response := func(body string) any {
		return value(object{"statusCode": 200, "headers": object{"a": object{"value": "1"}}, "body": object{"encoding": "text", "data": body}})
	}
	for _, tt := range []struct {
		request, response any
		want              string // of the problems
	}{
		{request("GET"), response("b"), ""},
		{request("PUT"), response("b"), "the request differs"},
		{request("GET"), response("c"), "the response differs"},
		{nil, response("b"), "there is no request"},
		{request("GET"), nil, "there is no response"},
	} {
		got := cases[0].Compare(tt.request, tt.response)
		if (len(got) == 0) != (tt.want == "") || len(got) > 0 && !strings.Contains(got[0].Text, tt.want) {
			t.Errorf("Compare(%v, %v) = %+v, want %q", tt.request, tt.response, got, tt.want)
		}
	}
}
