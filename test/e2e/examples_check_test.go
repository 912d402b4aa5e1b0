// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file compares what an example did on the edge with what its case expects.

import (
	"encoding/json"
	"html"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge"
	"selvedge/internal/functest"
	"selvedge/internal/httpmsg"
)

// checkMessages compares what the origin and the viewer got. sent is what the viewer asked for.
func (e *exampleEdge) checkMessages(t *testing.T, c *functest.Case, sent message, got *message, body string) {
	t.Helper()
	heads := e.asked()
	onRequest := momentOf(c, 0) == selvedge.EventViewerRequest
	response := got.responseObject(t)
	generated := onRequest && c.Message.Response == nil && (c.Expect.Response != nil || c.Expect.Contains.Response != nil)
	if generated {
		if len(heads) > 0 {
			t.Errorf("the origin was asked for a generated response: %q", heads)
		}
		if length := got.get("content-length"); length != strconv.Itoa(len(body)) {
			t.Errorf("Content-Length %q, the body has %d bytes", length, len(body))
		}
		withBody(t, c, response, body, "")
		e.report(t, c, nil, response)
		e.checkCache(t, got, "FunctionGeneratedResponse from cloudfront")
		return
	}
	if len(heads) != 1 {
		t.Fatalf("the origin was asked %d times: %q", len(heads), heads)
	}
	arrived := parseHead(t, heads[0])
	arrived.checkNames(t)
	request := arrived.requestObject(t)
	e.checkSent(t, c, &sent, &arrived, request, onRequest)
	if failed := c.Message.Response; failed != nil && failed.Status >= 400 {
		checkUntouched(t, failed, response)
		e.checkCache(t, got, "Error from cloudfront")
		return
	}
	first, _ := chosenOrigins(t, c)
	withBody(t, c, response, body, "from "+first)
	if c.Message.Response == nil {
		response = nil // the event of the case has none: what the viewer gets is the origin's
	}
	e.report(t, c, request, response)
	e.checkCache(t, got, "Miss from cloudfront")
}

// asked returns what the origins were asked for, in no order.
func (e *exampleEdge) asked() (heads []string) {
	for _, o := range e.origins {
		heads = append(heads, o.asked()...)
	}
	return heads
}

// report compares messages as package functest does.
func (e *exampleEdge) report(t *testing.T, c *functest.Case, request, response jsonObject) {
	t.Helper()
	messages := [2]any{}
	for i, object := range []jsonObject{request, response} {
		if object == nil {
			continue
		}
		var err error
		if messages[i], err = functest.Value(object); err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range c.Compare(messages[0], messages[1]) {
		t.Errorf("%s\n%s", p.Text, p.Detail)
	}
}

// checkSent compares what the origin got with what the viewer sent, in bytes where the functions have changed nothing. It
// makes of request what functions see: the host and the address of the viewer are those of the case.
func (e *exampleEdge) checkSent(t *testing.T, c *functest.Case, sent, arrived *message, request jsonObject, onRequest bool) {
	t.Helper()
	before, headers := sent.requestObject(t), request["headers"].(jsonObject)
	if host := arrived.get("host"); !strings.HasPrefix(host, "127.0.0.1:") {
		t.Errorf("Host at the origin %q, want its domain name", host)
	}
	headers["host"] = valueObject(sent.headers["host"])
	for _, value := range headers {
		if object := value.(jsonObject); object["value"] == "127.0.0.1" {
			object["value"] = c.Message.ViewerIP
		}
	}
	if !onRequest {
		if diff := cmp.Diff(before, request); diff != "" {
			t.Errorf("no function changes the request (-sent +arrived):\n%s", diff)
		}
	}
	if cmp.Equal(before["querystring"], request["querystring"]) && sent.query() != arrived.query() {
		t.Errorf("query at the origin %q, sent was %q", arrived.query(), sent.query())
	}
	if cmp.Equal(before["cookies"], request["cookies"]) && arrived.get("cookie") != sent.get("cookie") {
		t.Errorf("Cookie at the origin %q, sent was %q", arrived.get("cookie"), sent.get("cookie"))
	}
	if want, ok := c.Expect.Request.(jsonObject); ok {
		if text, ok := want["querystring"].(string); ok {
			if arrived.query() != "?"+text {
				t.Errorf("query at the origin %q, want %q", arrived.query(), text)
			}
			request["querystring"] = text
		}
	}
	if arrived.get("via") == "" || arrived.get("x-forwarded-for") != "127.0.0.1" || arrived.get("x-amz-cf-id") == "" {
		t.Errorf("Via %q, X-Forwarded-For %q, X-Amz-Cf-Id %q at the origin",
			arrived.get("via"), arrived.get("x-forwarded-for"), arrived.get("x-amz-cf-id"))
	}
}

// checkUntouched: functions do not run on errors of origins. Source: event.md 1.
func checkUntouched(t *testing.T, origin *httpmsg.Response, response jsonObject) {
	t.Helper()
	head, _, _ := strings.Cut(wireAnswer(origin, ""), "\r\n\r\n")
	want := parseHead(t, head)
	if diff := cmp.Diff(want.responseObject(t), response); diff != "" {
		t.Errorf("answer (-origin +viewer):\n%s", diff)
	}
}

// withBody adds the body to a response when the case expects one. Otherwise it must be that of the origin.
func withBody(t *testing.T, c *functest.Case, response jsonObject, body, fromOrigin string) {
	t.Helper()
	for _, expected := range []any{c.Expect.Response, c.Expect.Contains.Response} {
		if object, ok := expected.(jsonObject); ok && object["body"] != nil {
			response["body"] = bodyObject(object["body"], body)
			return
		}
	}
	if response["statusCode"] == 304 || response["statusCode"] == 204 {
		fromOrigin = ""
	}
	if body != fromOrigin {
		t.Errorf("body %q, want %q", body, fromOrigin)
	}
}

func (e *exampleEdge) checkCache(t *testing.T, got *message, want string) {
	t.Helper()
	if cache := got.get("x-cache"); cache != want {
		t.Errorf("X-Cache %q, want %q", cache, want)
	}
	if !viaEdge.MatchString(got.get("via")) || !edgeID.MatchString(got.get("x-amz-cf-id")) {
		t.Errorf("Via %q, X-Amz-Cf-Id %q", got.get("via"), got.get("x-amz-cf-id"))
	}
}

// pageSentence finds what an error page says.
var pageSentence = regexp.MustCompile(`(?s)<p>(The CloudFront function .*?) We can't connect`)

// checkRefusal checks the page of a function that failed, or whose result is refused. Source: event.md 8.
func (e *exampleEdge) checkRefusal(t *testing.T, v *visit, got *message, body string) {
	t.Helper()
	if heads := e.asked(); len(heads) > 0 {
		t.Errorf("the origin was asked: %q", heads)
	}
	status, cache := "503 ", "FunctionExecutionError from cloudfront"
	if v.c.Expect.Missed != nil || refusedResults.MatchString(exampleName(v.c)) {
		status, cache = "502 ", "FunctionValidationError from cloudfront"
	}
	if !strings.HasPrefix(got.start, "HTTP/1.1 "+status) {
		t.Errorf("status line %q, want %s", got.start, status)
	}
	e.checkCache(t, got, cache)
	if found := pageSentence.FindStringSubmatch(body); found != nil {
		v.sentence = html.UnescapeString(found[1])
	}
	if (v.sentence == couldNotRun) != (status == "503 ") || !strings.Contains(body, v.id) {
		t.Errorf("page %q", body)
	}
	if want := v.c.Expect.Missed; want != nil && !want.Accepts(v.sentence) {
		t.Errorf("the page says %q, want %s", v.sentence, want)
	}
}

// chosenOrigins returns the origin that must be asked, and the one that must be asked when that fails; empty for none.
func chosenOrigins(t *testing.T, c *functest.Case) (first, second string) {
	t.Helper()
	first = originIDs(c)[0]
	if c.Expect.Origin == nil {
		return first, ""
	}
	helpers, _ := (*c.Expect.Origin).(jsonObject) // nil: no helper was called
	for helper, argument := range helpers {
		object := argument.(jsonObject)
		switch helper {
		case "selectRequestOriginById":
			first = object["originId"].(string)
		case "createRequestOriginGroup":
			members := object["originIds"].([]any)
			first, second = members[0].(jsonObject)["originId"].(string), members[1].(jsonObject)["originId"].(string)
		default:
			t.Fatalf("%s: not known here", helper)
		}
	}
	return first, second
}

// checkFailover sends the request again, and has the first origin of a group fail.
func (e *exampleEdge) checkFailover(t *testing.T, c *functest.Case, sent string) {
	t.Helper()
	first, second := chosenOrigins(t, c)
	if second == "" {
		return
	}
	for id, o := range e.origins {
		o.expect(originAnswer(c, id))
	}
	e.origins[first].expect(wireAnswer(&httpmsg.Response{Status: 503, Reason: "Service Unavailable"}, "broken"))
	head, body := e.p.send(t, sent)
	failed, asked := len(e.origins[first].asked()), len(e.origins[second].asked())
	if !strings.HasPrefix(head, "HTTP/1.1 200 ") || body != "from "+second || failed != 1 || asked != 1 {
		t.Errorf("when %s fails: %q %q; it was asked %d times, %s %d times", first, head, body, failed, second, asked)
	}
}

// record is a record of the function log.
type record struct{ function, message string }

// functionRecords returns the records of the function log by request.
func functionRecords(t *testing.T, file string) map[string][]record {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	records := map[string][]record{}
	for line := range strings.Lines(string(data)) {
		var r struct{ LogGroup, Message string }
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		id, text, _ := strings.Cut(r.Message, " ")
		records[id] = append(records[id], record{strings.TrimPrefix(r.LogGroup, "/aws/cloudfront/function/"), text})
	}
	return records
}

// checkRecords compares the function log with the lines that the case expects. Source: limits.md 7.
func (e *exampleEdge) checkRecords(t *testing.T, v *visit, records []record) {
	t.Helper()
	var lines []string
	open, last := "", ""
	for i, r := range records {
		switch {
		case !slices.ContainsFunc(v.c.Steps, func(s functest.Step) bool { return functionName(s.Function, v.c) == r.function }):
			t.Fatalf("record %d of another function: %+v", i, r)
		case r.message == "START DistributionID: "+e.distribution && open == "":
			open, last = r.function, "START"
			continue
		case open == "" || r.function != open || strings.HasPrefix(r.message, "START"):
			t.Fatalf("record %d: %+v", i, r)
		case r.message == "END" && last == "START":
			t.Errorf("record %d: END without a line", i)
		case r.message == "END":
			open = ""
		default:
			lines = append(lines, r.message)
		}
		last = r.message
	}
	if open != "" {
		t.Errorf("no END: %+v", records)
	}
	want := v.c.Expect.Logs
	ok := want == nil || len(want) == len(lines)
	for i := 0; ok && i < len(want); i++ {
		ok = want[i].Accepts(lines[i])
	}
	if !ok {
		t.Errorf("function log %q, want %v", lines, want)
	}
}

// checkServerLog looks up in the log of the server what is not in the answer: why a function failed, and its log data.
func (e *exampleEdge) checkServerLog(t *testing.T, v *visit) {
	t.Helper()
	if want := v.c.Expect.Error; want != nil {
		detail := e.logged(t, `msg="function failed"`, v.id, "detail")
		if text := v.sentence + " " + detail; !want.Accepts(text) {
			t.Errorf("the error is %q, want %s", text, want)
		}
	}
	if want := v.c.Expect.LogData; want != nil {
		if got := e.logged(t, "msg=request", v.id, "viewer_request_log_data"); !want.Accepts(got) {
			t.Errorf("log data %q, want %s", got, want)
		}
	}
}

// logged returns an attribute of a record of a request in the log of the server.
func (e *exampleEdge) logged(t *testing.T, message, id, attribute string) string {
	t.Helper()
	find := regexp.MustCompile(regexp.QuoteMeta(message) + " .*" + regexp.QuoteMeta(selvedge.LogRequestID+"=") + `("?)` +
		regexp.QuoteMeta(id) + `"? .*` + attribute + `=("(?:[^"\\]|\\.)*"|\S*)`)
	found := find.FindStringSubmatch(e.p.stderr.String())
	if found == nil {
		t.Errorf("no record %s of %s with %s", message, id, attribute)
		return ""
	}
	if text, err := strconv.Unquote(found[2]); err == nil {
		return text
	}
	return found[2]
}
