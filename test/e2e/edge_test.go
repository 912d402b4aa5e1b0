// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file goes the whole way: from the API to what viewers and origins see on the edge.

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
)

// echo is an origin that answers with the request line and body that it got.
func echo(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.Header().Set("Origin-Header", "kept")
	fmt.Fprintf(w, "%s %s %s", r.Method, r.URL.RequestURI(), body)
}

// addsIndex is the function of the main job.
const addsIndex = `function handler(event) {
    var request = event.request;
    if (request.uri.endsWith('/')) { request.uri += '%s'; }
    return request;
}`

// TestMainJob: a function is published and attached; requests run it; publishing a change changes what the edge does,
// and nothing else does.
func TestMainJob(t *testing.T) {
	t.Parallel()
	p := startOn(t, t.TempDir())
	c := p.client(t)
	origin := startOrigin(t, echo)
	created := createFunction(t, c, "index", fmt.Sprintf(addsIndex, "index.html"))
	arn := publish(t, c, "index", created.ETag)
	config := configFor(t, origin)
	with := associate(&types.DistributionConfig{DefaultCacheBehavior: config.DefaultCacheBehavior}, arn, "")
	config.CacheBehaviors = &types.CacheBehaviors{
		Quantity: aws.Int32(1), Items: []types.CacheBehavior{withPattern("/docs/*", with.DefaultCacheBehavior)},
	}
	config.DefaultCacheBehavior.FunctionAssociations = nil
	d := createDistribution(t, c, config)

	check := func(target, want string) {
		t.Helper()
		got := p.view(t, http.MethodGet, *d.DomainName, target)
		if got.status != 200 || got.body != want || got.header.Get("Origin-Header") != "kept" {
			t.Errorf("GET %s = %d %q, want 200 %q", target, got.status, got.body, want)
		}
		checkEdgeHeaders(t, got, "Miss from cloudfront")
	}
	check("/docs/guide/?a=1&b=%20", "GET /docs/guide/index.html?a=1&b=%20 ")
	check("/docs/guide/x.png", "GET /docs/guide/x.png ")
	check("/guide/", "GET /guide/ ") // another behaviour, without a function

	// A change of DEVELOPMENT does not touch traffic: api.md 2.5.
	changed := updateCode(t, c, "index", fmt.Sprintf(addsIndex, "v2.html"), created.ETag)
	check("/docs/", "GET /docs/index.html ")
	publish(t, c, "index", changed)
	eventually(t, "the edge runs the new code", func() error {
		if got := p.view(t, http.MethodGet, *d.DomainName, "/docs/"); got.body != "GET /docs/v2.html " {
			return fmt.Errorf("body %q", got.body)
		}
		return nil
	})
	// "Deployed" means that the edge serves the change: no request behind it may see the old code.
	again := updateCode(t, c, "index", fmt.Sprintf(addsIndex, "v3.html"), changed)
	publish(t, c, "index", again)
	waitDeployed(t, c, *d.Id)
	check("/docs/", "GET /docs/v3.html ")
}

var (
	viaEdge = regexp.MustCompile(`(^|, )1\.1 [0-9a-f]{32}\.cloudfront\.net \(CloudFront\)$`)
	edgeID  = regexp.MustCompile(`^[A-Za-z0-9_-]{54}==$`)
)

// checkEdgeHeaders: what the edge adds to every answer. Source: event.md 2.1, 7.
func checkEdgeHeaders(t *testing.T, got answer, cache string) {
	t.Helper()
	h := got.header
	if h.Get("X-Cache") != cache || !viaEdge.MatchString(h.Get("Via")) || !edgeID.MatchString(h.Get("X-Amz-Cf-Id")) ||
		h.Get("X-Amz-Cf-Pop") == "" || h.Get("Date") == "" {
		t.Errorf("X-Cache %q (want %q), Via %q, X-Amz-Cf-Id %q, X-Amz-Cf-Pop %q, Date %q",
			h.Get("X-Cache"), cache, h.Get("Via"), h.Get("X-Amz-Cf-Id"), h.Get("X-Amz-Cf-Pop"), h.Get("Date"))
	}
}

// TestGeneratedResponse: neither the origin nor the viewer-response function comes into play. Source: event.md 1, 5, 7.
func TestGeneratedResponse(t *testing.T) {
	t.Parallel()
	p := startDev(t)
	c := p.client(t)
	var asked atomic.Int64
	origin := startOrigin(t, func(w http.ResponseWriter, r *http.Request) { asked.Add(1) })
	request := publishFunction(t, c, "redirect", `function handler(event) {
    return {
        statusCode: 302, statusDescription: 'Found',
        headers: {location: {value: 'https://www.example.com' + event.request.uri}, 'x-many': {value: 'a', multiValue: [{value: 'a'}, {value: 'b'}]}},
        cookies: {id: {value: '7', attributes: 'Path=/; Secure'}},
        body: {encoding: 'base64', data: 'Z28gdGhlcmU='}
    };
}`)
	response := publishFunction(t, c, "mark", markResponse)
	d := createDistribution(t, c, associate(configFor(t, origin), request, response))
	got := p.view(t, http.MethodGet, *d.DomainName, "/a/b")
	h := got.header
	if got.status != 302 || got.body != "go there" || h.Get("Location") != "https://www.example.com/a/b" ||
		strings.Join(h.Values("X-Many"), ",") != "a,b" || h.Get("Set-Cookie") != "id=7; Path=/; Secure" {
		t.Errorf("answer %d %q, headers %v", got.status, got.body, h)
	}
	if h.Get("X-Mark") != "" || asked.Load() != 0 {
		t.Errorf("viewer-response mark %q, %d requests at the origin; want neither", h.Get("X-Mark"), asked.Load())
	}
	checkEdgeHeaders(t, got, "FunctionGeneratedResponse from cloudfront")
	if got := p.view(t, http.MethodHead, *d.DomainName, "/"); got.status != 302 || got.body != "" {
		t.Errorf("HEAD = %d %q, want 302 without a body", got.status, got.body)
	}
}

// markResponse is a viewer-response function that changes what it may change.
const markResponse = `function handler(event) {
    var response = event.response;
    response.headers['x-mark'] = {value: event.request.uri + ' ' + response.statusCode};
    delete response.headers['origin-header'];
    response.cookies['added'] = {value: '1', attributes: 'HttpOnly'};
    return response;
}`

// TestViewerResponse: event.md 1, 4.
func TestViewerResponse(t *testing.T) {
	t.Parallel()
	p := startDev(t)
	c := p.client(t)
	origin := startOrigin(t, func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "own", Value: "x", Path: "/"})
		if r.URL.Path == "/missing" {
			w.Header().Set("Origin-Header", "kept")
			w.WriteHeader(http.StatusNotFound)
		}
		echo(w, r)
	})
	request := publishFunction(t, c, "rewrite", `function handler(event) { var r = event.request; if (r.uri === '/a') { r.uri = '/b'; } return r; }`)
	response := publishFunction(t, c, "mark", markResponse)
	d := createDistribution(t, c, associate(configFor(t, origin), request, response))
	got := p.view(t, http.MethodGet, *d.DomainName, "/a")
	if got.status != 200 || got.body != "GET /b " || got.header.Get("X-Mark") != "/b 200" || got.header.Get("Origin-Header") != "" {
		t.Errorf("answer %d %q, headers %v", got.status, got.body, got.header)
	}
	if cookies := strings.Join(got.header.Values("Set-Cookie"), "|"); cookies != "own=x; Path=/|added=1; HttpOnly" {
		t.Errorf("cookies = %q", cookies)
	}
	checkEdgeHeaders(t, got, "Miss from cloudfront")
	got = p.view(t, http.MethodGet, *d.DomainName, "/missing") // not invoked when the origin answers 400 or more
	if got.status != 404 || got.body != "GET /missing " || got.header.Get("X-Mark") != "" || got.header.Get("Origin-Header") != "kept" {
		t.Errorf("answer for an error of the origin: %d %q, headers %v", got.status, got.body, got.header)
	}
	checkEdgeHeaders(t, got, "Error from cloudfront")
}

// TestRouting: two distributions on one edge, by domain name and alias.
func TestRouting(t *testing.T) {
	t.Parallel()
	p := startDev(t)
	c := p.client(t)
	named := func(name string) *httptest.Server {
		return startOrigin(t, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, name) })
	}
	one := configFor(t, named("one"))
	one.Aliases = &types.Aliases{Quantity: aws.Int32(2), Items: []string{"www.example.com", "*.one.example.com"}}
	first := createDistribution(t, c, associate(one, publishFunction(t, c, "one", passing), ""))
	second := createDistribution(t, c, configFor(t, named("two")))
	for host, want := range map[string]string{
		*first.DomainName: "one", *second.DomainName: "two",
		"www.example.com": "one", "WWW.Example.COM:8080": "one", "www.example.com.": "one",
		"a.one.example.com": "one", strings.ToUpper(*second.DomainName): "two",
	} {
		if got := p.view(t, http.MethodGet, host, "/"); got.status != 200 || got.body != want {
			t.Errorf("GET / from %s = %d %q, want 200 %q", host, got.status, got.body, want)
		}
	}
	for _, host := range []string{"other.example.com", "one.example.com", "localhost", "127.0.0.1"} {
		if got := p.view(t, http.MethodGet, host, "/"); got.status != 403 {
			t.Errorf("GET / from %s = %d %q, want 403: no distribution answers to it", host, got.status, got.body)
		}
	}
	// An alias moves with an update, and a distribution that is disabled answers no more.
	one.Aliases = &types.Aliases{Quantity: aws.Int32(1), Items: []string{"new.example.com"}}
	update := func(etag string) {
		t.Helper()
		_, err := updateDistribution(t, c, *first.Id, etag, one)
		if err != nil {
			t.Fatalf("UpdateDistribution: %v", err)
		}
		waitDeployed(t, c, *first.Id)
	}
	update(etag1)
	for host, want := range map[string]int{"new.example.com": 200, "www.example.com": 403, *first.DomainName: 200} {
		if got := p.view(t, http.MethodGet, host, "/"); got.status != want {
			t.Errorf("after the alias moved: GET / from %s = %d, want %d", host, got.status, want)
		}
	}
	one.Enabled = aws.Bool(false)
	update(etag2)
	for host, want := range map[string]int{"new.example.com": 403, *first.DomainName: 403, *second.DomainName: 200} {
		if got := p.view(t, http.MethodGet, host, "/"); got.status != want {
			t.Errorf("after one was disabled: GET / from %s = %d, want %d", host, got.status, want)
		}
	}
}

// TestOriginTraffic: bodies, methods, paths of origins, failing origins.
func TestOriginTraffic(t *testing.T) {
	t.Parallel()
	p := startDev(t)
	c := p.client(t)
	origin := startOrigin(t, echo)
	config := configFor(t, origin)
	config.DefaultRootObject = aws.String("start.html")
	config.Origins.Items[0].OriginPath = aws.String("/base")
	config.Origins.Items[0].CustomHeaders = &types.CustomHeaders{Quantity: aws.Int32(1), Items: []types.OriginCustomHeader{
		{HeaderName: aws.String("X-From"), HeaderValue: aws.String("the edge")},
	}}
	config.DefaultCacheBehavior.AllowedMethods = &types.AllowedMethods{
		Quantity: aws.Int32(7), Items: []types.Method{"GET", "HEAD", "POST", "PUT", "PATCH", "OPTIONS", "DELETE"},
	}
	d := createDistribution(t, c, config)
	for _, tt := range []struct{ method, target, want string }{
		{"GET", "/", "GET /base/start.html "},
		{"GET", "/a/", "GET /base/a/ "},
		{"GET", "/%C3%BC/%2F?q=%22&q=+", "GET /base/%C3%BC/%2F?q=%22&q=+ "},
		{"DELETE", "/x", "DELETE /base/x "},
		{"OPTIONS", "/x", "OPTIONS /base/x "},
	} {
		if got := p.view(t, tt.method, *d.DomainName, tt.target); got.status != 200 || got.body != tt.want {
			t.Errorf("%s %s = %d %q, want 200 %q", tt.method, tt.target, got.status, got.body, tt.want)
		}
	}
	checkUpload(t, p, *d.DomainName)

	readOnly := createDistribution(t, c, configFor(t, origin))
	if got := p.view(t, "POST", *readOnly.DomainName, "/"); got.status != 403 {
		t.Errorf("POST where GET and HEAD are allowed = %d, want 403", got.status)
	}
	closed := startOrigin(t, echo)
	gone := createDistribution(t, c, configFor(t, closed))
	closed.Close()
	got := p.view(t, "GET", *gone.DomainName, "/")
	if got.status != 502 {
		t.Errorf("answer when nothing listens at the origin = %d, want 502", got.status)
	}
	checkEdgeHeaders(t, got, "Error from cloudfront")
}

// checkUpload: the edge does not touch bodies. Source: event.md 3.
func checkUpload(t *testing.T, p *process, host string) {
	t.Helper()
	upload := strings.Repeat("0123456789", 100_000)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.edge+"/up", strings.NewReader(upload))
	if err != nil {
		t.Fatalf("request: %v", err)
	}
	req.Host = host
	resp, err := browser.Do(req)
	if err != nil {
		t.Fatalf("POST: %v", err)
	}
	defer resp.Body.Close() // read to its end
	if body := readAll(t, resp.Body); resp.StatusCode != 200 || body != "POST /base/up "+upload {
		t.Errorf("POST of %d bytes = %d with %d bytes", len(upload), resp.StatusCode, len(body))
	}
}

// TestOriginTimeout: an origin that does not answer in time is 504.
func TestOriginTimeout(t *testing.T) {
	t.Parallel()
	p := startDev(t)
	c := p.client(t)
	release := make(chan struct{})
	defer close(release)
	origin := startOrigin(t, func(w http.ResponseWriter, r *http.Request) { <-release })
	config := configFor(t, origin)
	config.Origins.Items[0].CustomOriginConfig.OriginReadTimeout = aws.Int32(1)
	config.Origins.Items[0].ConnectionAttempts = aws.Int32(1)
	d := createDistribution(t, c, config)
	got := p.view(t, "POST", *d.DomainName, "/")
	if got.status != 403 {
		t.Errorf("POST = %d, want 403", got.status)
	}
	started := time.Now()
	got = p.view(t, "GET", *d.DomainName, "/")
	if took := time.Since(started); got.status != 504 || took > 15*time.Second {
		t.Errorf("answer of a silent origin = %d after %s, want 504 within a few seconds", got.status, took)
	}
	checkEdgeHeaders(t, got, "Error from cloudfront")
}

// TestIsolation: an invocation sees nothing of others, also not under load. Source: architecture, trust boundaries.
func TestIsolation(t *testing.T) {
	t.Parallel()
	p := startDev(t)
	c := p.client(t)
	origin := startOrigin(t, echo)
	arn := publishFunction(t, c, "counts", `var calls = 0, last = 'none';
Object.prototype.leak = Object.prototype.leak || undefined;
function handler(event) {
    calls++;
    var seen = calls + ' ' + last + ' ' + typeof Array.prototype.mine;
    last = event.request.headers['x-secret'].value;
    Array.prototype.mine = last;
    return {statusCode: 200, headers: {'x-seen': {value: seen}, 'x-echo': {value: last}}};
}`)
	d := createDistribution(t, c, associate(configFor(t, origin), arn, ""))
	var wg sync.WaitGroup
	problems := make(chan error, 8)
	for worker := range 8 {
		wg.Go(func() {
			for i := range 25 {
				secret := fmt.Sprintf("%d-%d", worker, i)
				got, err := p.tryView(t, "GET", *d.DomainName, "/", "X-Secret", secret)
				if err == nil && (got.header.Get("X-Seen") != "1 none undefined" || got.header.Get("X-Echo") != secret) {
					err = fmt.Errorf("secret %s: status %d, X-Seen %q, X-Echo %q", secret, got.status, got.header.Get("X-Seen"), got.header.Get("X-Echo"))
				}
				if err != nil {
					problems <- err
					return
				}
			}
		})
	}
	wg.Wait()
	close(problems)
	var all []error
	for err := range problems {
		all = append(all, err)
	}
	if err := errors.Join(all...); err != nil {
		t.Error(err)
	}
}
