// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file sends the API what no SDK would send.

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
)

const apiNamespace = "http://cloudfront.amazonaws.com/doc/2020-05-31/"

// lastModified is a time of an answer: UTC with three digits of a second.
var lastModified = regexp.MustCompile(`<LastModifiedTime>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z</LastModifiedTime>`)

// rawRequest is a request for the API. Header lines are pairs of name and value.
type rawRequest struct {
	method, target, body string
	header               []string
}

func (r rawRequest) send(t *testing.T, p *process) *http.Response {
	t.Helper()
	resp, err := r.try(t.Context(), p)
	if err != nil {
		t.Fatalf("%s %s: %v", r.method, r.target, err)
	}
	t.Cleanup(func() { _ = resp.Body.Close() })
	return resp
}

func (r rawRequest) try(ctx context.Context, p *process) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, r.method, p.api+r.target, strings.NewReader(r.body))
	if err != nil {
		return nil, err
	}
	for i := 0; i+1 < len(r.header); i += 2 {
		req.Header.Set(r.header[i], r.header[i+1])
	}
	return browser.Do(req)
}

// createBody is a CreateFunctionRequest; each part replaces the usual one when it is not empty.
func createBody(name, code string) string {
	return `<CreateFunctionRequest xmlns="` + apiNamespace + `"><Name>` + name + `</Name><FunctionConfig><Comment>c</Comment>` +
		`<Runtime>cloudfront-js-2.0</Runtime></FunctionConfig><FunctionCode>` + code + `</FunctionCode></CreateFunctionRequest>`
}

var passing64 = base64.StdEncoding.EncodeToString([]byte(passing))

func testBody(event string) string {
	return "<TestFunctionRequest><EventObject>" + base64.StdEncoding.EncodeToString([]byte(event)) + "</EventObject></TestFunctionRequest>"
}

// TestBadInput: api.md 1.1 to 1.6.
func TestBadInput(t *testing.T) {
	t.Parallel()
	p := startDev(t)
	c := p.client(t)
	publishFunction(t, c, "f", passing)
	const function = "/2020-05-31/function"
	deep := strings.Repeat("<a>", 10_000)
	tests := []struct {
		name   string
		in     rawRequest
		status int
		code   string
		text   string
	}{
		// The model lists MissingBody for distributions and not for functions: api.md 1.5.
		{"no body", rawRequest{method: "POST", target: function}, 400, "MalformedXML", "Value null at 'functionCode'"},
		{"not XML", rawRequest{method: "POST", target: function, body: "hello"}, 400, "MalformedXML", ""},
		{"JSON", rawRequest{method: "POST", target: function, body: `{"Name":"x"}`}, 400, "MalformedXML", ""},
		{"unclosed", rawRequest{method: "POST", target: function, body: "<CreateFunctionRequest><Name>x</Name>"}, 400, "MalformedXML", ""},
		{"two roots", rawRequest{method: "POST", target: function, body: createBody("x", passing64) + "<a/>"}, 400, "MalformedXML", ""},
		{"deep", rawRequest{method: "POST", target: function, body: deep}, 400, "MalformedXML", ""},
		{
			"entities", rawRequest{
				method: "POST", target: function,
				body: `<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/hostname">]>` + createBody("x&e;", passing64),
			}, 400, "MalformedXML", "",
		},
		{"unknown field", rawRequest{
			method: "POST", target: function,
			body: strings.Replace(createBody("x", passing64), "<Name>", "<Surprise>1</Surprise><Name>", 1),
		}, 400, "MalformedXML", "Surprise"},
		{"field twice", rawRequest{
			method: "POST", target: function, body: strings.Replace(createBody("x", passing64), "<Name>", "<Name>y</Name><Name>", 1),
		}, 400, "MalformedXML", "Name"},
		{"fields missing", rawRequest{method: "POST", target: function, body: "<CreateFunctionRequest/>"}, 400, "MalformedXML", "3 validation errors detected"},
		{"not base64", rawRequest{method: "POST", target: function, body: createBody("x", "!!!!")}, 400, "MalformedXML", ""},
		{"base64 cut off", rawRequest{method: "POST", target: function, body: createBody("x", passing64[:5])}, 400, "MalformedXML", ""},
		{"forbidden characters in the name", rawRequest{method: "POST", target: function, body: createBody("a.b", passing64)}, 400, "MalformedXML", "'name'"},
		{"control characters", rawRequest{method: "POST", target: function, body: createBody("a\x01b", passing64)}, 400, "MalformedXML", ""},
		{"code over the quota", rawRequest{
			method: "POST", target: function, body: createBody("x", base64.StdEncoding.EncodeToString(codeOfSize(10241))),
		}, 413, "FunctionSizeLimitExceeded", "10241"},
		{"code over the limit of the model", rawRequest{
			method: "POST", target: function, body: createBody("x", base64.StdEncoding.EncodeToString(codeOfSize(40961))),
		}, 400, "MalformedXML", "functionCode"},
		{"body over 1 MiB", rawRequest{
			method: "POST", target: function, body: createBody("x", strings.Repeat("QUFB", 1<<18)),
		}, 413, "RequestEntityTooLarge", ""},
		{"declared as JSON", rawRequest{
			method: "POST", target: function, body: createBody("x", passing64), header: []string{"Content-Type", "application/json"},
		}, 415, "UnsupportedMediaType", "application/json"},
		{"declared as nothing that there is", rawRequest{
			method: "POST", target: function, body: createBody("x", passing64), header: []string{"Content-Type", ";;;"},
		}, 415, "UnsupportedMediaType", ""},
		{"publish without If-Match", rawRequest{method: "POST", target: function + "/f/publish"}, 400, "InvalidIfMatchVersion", ""},
		{"publish with a stale tag", rawRequest{
			method: "POST", target: function + "/f/publish", header: []string{"If-Match", etag2},
		}, 412, "PreconditionFailed", ""},
		{"delete without If-Match", rawRequest{method: "DELETE", target: function + "/f"}, 400, "InvalidIfMatchVersion", ""},
		{"update without If-Match", rawRequest{
			method: "PUT", target: function + "/f",
			body: "<UpdateFunctionRequest><FunctionConfig><Comment/><Runtime>cloudfront-js-2.0</Runtime></FunctionConfig><FunctionCode>" + passing64 + "</FunctionCode></UpdateFunctionRequest>",
		}, 400, "InvalidIfMatchVersion", ""},
		{"test without If-Match", rawRequest{method: "POST", target: function + "/f/test", body: testBody(event)}, 400, "InvalidIfMatchVersion", ""},
		{"event that is not JSON", rawRequest{
			method: "POST", target: function + "/f/test", body: testBody("{"), header: []string{"If-Match", etag1},
		}, 400, "InvalidArgument", ""},
		{"event that is too large", rawRequest{
			method: "POST", target: function + "/f/test", body: testBody(event + strings.Repeat(" ", 40960)), header: []string{"If-Match", etag1},
		}, 400, "MalformedXML", "eventObject"},
		{"stage that there is not", rawRequest{method: "GET", target: function + "/f/describe?Stage=TEST"}, 400, "MalformedXML", "TEST"},
		{"MaxItems that is no number", rawRequest{method: "GET", target: function + "?MaxItems=ten"}, 400, "InvalidArgument", "ten"},
		{"function that does not exist", rawRequest{method: "GET", target: function + "/nobody"}, 404, "NoSuchFunctionExists", ""},
		{"name that cannot exist", rawRequest{method: "GET", target: function + "/a%2Fb%00c"}, 404, "NoSuchFunctionExists", ""},
		{"very long name", rawRequest{method: "GET", target: function + "/" + strings.Repeat("n", 8000)}, 404, "NoSuchFunctionExists", ""},
		{"unknown path", rawRequest{method: "GET", target: "/2020-05-31/nonsense"}, 404, "UnknownOperationException", ""},
		{"root", rawRequest{method: "GET", target: "/"}, 404, "UnknownOperationException", ""},
		{"other version", rawRequest{method: "GET", target: "/2014-11-06/function"}, 404, "UnknownOperationException", ""},
		{"unknown method", rawRequest{method: "PATCH", target: function}, 404, "UnknownOperationException", "PATCH"},
		{"made-up method", rawRequest{method: "BREW", target: function + "/f"}, 404, "UnknownOperationException", "BREW"},
		{"path with too much", rawRequest{method: "GET", target: function + "/f/describe/more"}, 404, "UnknownOperationException", ""},
		{"path with dots", rawRequest{method: "GET", target: "/2020-05-31/x/../function"}, 404, "UnknownOperationException", ""},
		{"tagging without operation", rawRequest{method: "POST", target: "/2020-05-31/tagging?Resource=x", body: "<Tags/>"}, 404, "UnknownOperationException", ""},
		{"tags without a resource", rawRequest{method: "GET", target: "/2020-05-31/tagging"}, 400, "InvalidArgument", "Resource"},
		{"distribution without body", rawRequest{method: "POST", target: "/2020-05-31/distribution"}, 400, "MissingBody", ""},
		{"number that is none", rawRequest{
			method: "POST", target: "/2020-05-31/distribution",
			body: "<DistributionConfig><Aliases><Quantity>many</Quantity></Aliases></DistributionConfig>",
		}, 400, "MalformedXML", "many"},
		{"truth that is none", rawRequest{
			method: "POST", target: "/2020-05-31/distribution", body: "<DistributionConfig><Enabled>perhaps</Enabled></DistributionConfig>",
		}, 400, "MalformedXML", "perhaps"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			checkErrorAnswer(t, tt.in.send(t, p), tt.status, tt.code, tt.text)
		})
	}
	if got := strings.Join(listFunctions(t, c, 100, ""), ","); got != "f DEVELOPMENT,f LIVE" {
		t.Errorf("functions after bad input: %s", got)
	}
}

// TestToleratedInput: what hand-written clients send and the API accepts. Source: api.md 1.1 to 1.3.
func TestToleratedInput(t *testing.T) {
	t.Parallel()
	p := startDev(t)
	body := func(name string) string { return createBody(name, passing64) }
	broken := strings.Join([]string{passing64[:8], passing64[8:20], passing64[20:]}, "\r\n\t ")
	for name, in := range map[string]rawRequest{
		"wrong-namespace":  {body: strings.Replace(body("wrong-namespace"), apiNamespace, "urn:other", 1)},
		"no-namespace":     {body: strings.Replace(body("no-namespace"), ` xmlns="`+apiNamespace+`"`, "", 1)},
		"other-root":       {body: strings.ReplaceAll(body("other-root"), "CreateFunctionRequest", "Anything")},
		"declared":         {body: `<?xml version="1.0" encoding="UTF-8"?>` + "\n<!-- made by hand -->\n" + body("declared")},
		"broken-lines":     {body: createBody("broken-lines", "\n"+broken+"\n")},
		"text-xml":         {body: body("text-xml"), header: []string{"Content-Type", "text/xml; charset=utf-8"}},
		"trailing-slash":   {target: "/", body: body("trailing-slash")},
		"byte-order-mark":  {body: "\uFEFF" + body("byte-order-mark")},
		"character-refs":   {body: strings.Replace(body("character-refs"), "<Comment>c<", "<Comment>&lt;&#xfc;&amp;]]&gt;<", 1)},
		"curl-form-header": {body: body("curl-form-header"), header: []string{"Content-Type", "application/x-www-form-urlencoded"}},
	} {
		in.method, in.target = "POST", "/2020-05-31/function"+in.target
		resp := in.send(t, p)
		if resp.StatusCode != 201 {
			t.Errorf("%s: status %d: %s", name, resp.StatusCode, readAll(t, resp.Body))
		}
		checkCode(t, p.client(t), name, types.FunctionStageDevelopment, passing, etag1)
	}
	if got := *describe(t, p.client(t), "character-refs", "").FunctionSummary.FunctionConfig.Comment; got != "<ü&]]>" {
		t.Errorf("comment with character references = %q", got)
	}
	resp := rawRequest{method: "GET", target: "/2020-05-31/function?Marker=&MaxItems=&Stage="}.send(t, p) // empty is absent
	if resp.StatusCode != 200 {
		t.Errorf("ListFunctions with empty parameters: %d %s", resp.StatusCode, readAll(t, resp.Body))
	}
}

// TestAnswers: the wire form of answers. Source: api.md 1.3, 2.1.
func TestAnswers(t *testing.T) {
	t.Parallel()
	p := startDev(t)
	resp := rawRequest{method: "POST", target: "/2020-05-31/function", body: createBody("f", passing64)}.send(t, p)
	body := readAll(t, resp.Body)
	if resp.Header.Get("ETag") != etag1 || resp.Header.Get("Content-Type") != "text/xml" || !requestID.MatchString(resp.Header.Get("x-amzn-RequestId")) {
		t.Errorf("headers = %v", resp.Header)
	}
	var root struct {
		XMLName  xml.Name                     `xml:"http://cloudfront.amazonaws.com/doc/2020-05-31/ FunctionSummary"`
		Children []struct{ XMLName xml.Name } `xml:",any"`
	}
	if err := xml.Unmarshal([]byte(body), &root); err != nil {
		t.Fatalf("body %s: %v", body, err)
	}
	var names []string
	for _, child := range root.Children {
		names = append(names, child.XMLName.Local)
	}
	if got := strings.Join(names, " "); got != "Name Status FunctionConfig FunctionMetadata" {
		t.Errorf("elements of FunctionSummary = %s", got)
	}
	if !strings.HasPrefix(body, `<?xml version="1.0"`) || !lastModified.MatchString(body) {
		t.Errorf("body = %s, want a declaration and times with three digits of a second", body)
	}
	update := rawRequest{
		method: "PUT", target: "/2020-05-31/function/f", header: []string{"If-Match", etag1},
		body: "<UpdateFunctionRequest><FunctionConfig><Comment/><Runtime>cloudfront-js-2.0</Runtime></FunctionConfig><FunctionCode>" + passing64 + "</FunctionCode></UpdateFunctionRequest>",
	}.send(t, p)
	if update.Header.Get("ETag") != etag2 || update.Header.Get("ETtag") != etag2 { // the misspelt header: api.md 1.3
		t.Errorf("headers of an update: ETag %q, ETtag %q, want both %q", update.Header.Get("ETag"), update.Header.Get("ETtag"), etag2)
	}
	published := rawRequest{method: "POST", target: "/2020-05-31/function/f/publish", header: []string{"If-Match", etag2}}.send(t, p)
	if published.StatusCode != 200 || published.Header.Get("ETag") != "" {
		t.Errorf("publish: status %d, ETag %q, want 200 without an ETag", published.StatusCode, published.Header.Get("ETag"))
	}
	removed := rawRequest{method: "DELETE", target: "/2020-05-31/function/f", header: []string{"If-Match", etag2}}.send(t, p)
	if body := readAll(t, removed.Body); removed.StatusCode != 204 || body != "" || removed.Header.Get("Content-Type") != "" {
		t.Errorf("delete: status %d, body %q, Content-Type %q, want 204 and nothing", removed.StatusCode, body, removed.Header.Get("Content-Type"))
	}
}

// TestCrossSite: without authentication, a web page that the user visits must not be able to write.
func TestCrossSite(t *testing.T) {
	t.Parallel()
	p := startDev(t)
	for _, header := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://evil.example.com"}} {
		resp := rawRequest{method: "POST", target: "/2020-05-31/function", body: createBody("f", passing64), header: header}.send(t, p)
		if resp.StatusCode != 403 {
			t.Errorf("POST with %s = %d, want 403", header, resp.StatusCode)
		}
	}
	if got := listFunctions(t, p.client(t), 100, ""); len(got) != 0 {
		t.Errorf("functions = %q, want none", got)
	}
}

// TestBrokenConnections: clients that send half a request and go, or send none, do no harm to others.
func TestBrokenConnections(t *testing.T) {
	t.Parallel()
	p := startDev(t)
	c := p.client(t)
	for _, base := range []string{p.api, p.edge} {
		for _, text := range []string{
			"", "GET", "GET / HTTP/1.1\r\nHost: x\r\n", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "NOT HTTP AT ALL\r\n\r\n",
			"POST /2020-05-31/function HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n<Create",
			"POST /2020-05-31/function HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\n",
			"GET /" + strings.Repeat("a", 100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
			"GET / HTTP/1.1\r\nHost: x\r\n" + strings.Repeat("X-Padding: "+strings.Repeat("p", 1000)+"\r\n", 100) + "\r\n",
		} {
			conn, err := net.Dial("tcp", strings.TrimPrefix(base, "http://"))
			if err != nil {
				t.Fatalf("dial %s: %v", base, err)
			}
			_, _ = io.WriteString(conn, text) // the server may close in between
			_ = conn.Close()
		}
	}
	createFunction(t, c, "f", passing)
	if got := p.view(t, "GET", "nobody.example.com", "/"); got.status != 403 {
		t.Errorf("the edge answers %d, want 403", got.status)
	}
}

// TestRequestLimits: headers that are too large get an answer, not a closed connection, from both listeners.
func TestRequestLimits(t *testing.T) {
	t.Parallel()
	p := startDev(t)
	for name, base := range map[string]string{"api": p.api, "edge": p.edge} {
		conn, err := net.Dial("tcp", strings.TrimPrefix(base, "http://"))
		if err != nil {
			t.Fatalf("dial %s: %v", base, err)
		}
		defer conn.Close() // read to its end
		if err := conn.SetDeadline(time.Now().Add(stateLimit)); err != nil {
			t.Fatalf("deadline: %v", err)
		}
		go func() {
			_, _ = fmt.Fprintf(conn, "GET / HTTP/1.1\r\nHost: x\r\n%s\r\n", strings.Repeat("X-Padding: "+strings.Repeat("p", 1000)+"\r\n", 90))
		}()
		resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Errorf("%s: answer to 90 KB of headers: %v", name, err)
			continue
		}
		if resp.StatusCode < 400 || resp.StatusCode >= 500 {
			t.Errorf("%s: status %d for 90 KB of headers, want 4xx", name, resp.StatusCode)
		}
		_ = resp.Body.Close()
	}
}
