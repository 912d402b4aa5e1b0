// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge_test

import (
	"context"
	"net/http"
	"regexp"
	"testing"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/httpmsg"
)

// policyRig is an edge whose distribution has a response headers policy, in front of handler.
func policyRig(t *testing.T, handler http.HandlerFunc, config selvedge.ResponseHeadersPolicyConfig, o options) *rig {
	t.Helper()
	o.distribution = func(d *selvedge.Distribution) {
		d.Config.DefaultCacheBehavior.ResponseHeadersPolicyId = "p"
		d.Config.DefaultCacheBehavior.AllowedMethods = &selvedge.AllowedMethods{Items: []string{"GET", "HEAD", "OPTIONS"}}
	}
	r := start(t, httpOrigin(t, handler), o)
	r.builder.Apply(selvedge.EdgeUpdate{
		Revision:                100,
		ResponseHeadersPolicies: map[string]*selvedge.ResponseHeadersPolicy{"p": {ID: "p", Config: config}},
	})
	return r
}

func customHeader(name, value string) *selvedge.ResponseHeadersPolicyCustomHeadersConfig {
	return &selvedge.ResponseHeadersPolicyCustomHeadersConfig{
		Items: []selvedge.ResponseHeadersPolicyCustomHeader{{Header: name, Value: value, Override: true}},
	}
}

// TestResponseHeadersPolicy: every answer has the headers, whoever made it, after the viewer-response function. Source:
// AWS developer guide, "Add or remove HTTP headers in CloudFront responses with a policy"; event.md section 1.
func TestResponseHeadersPolicy(t *testing.T) {
	config := selvedge.ResponseHeadersPolicyConfig{
		CustomHeadersConfig: customHeader("X-Stamp", "policy"),
		RemoveHeadersConfig: &selvedge.ResponseHeadersPolicyRemoveHeadersConfig{
			Items: []selvedge.ResponseHeadersPolicyRemoveHeader{{Header: "Server"}, {Header: "X-Secret"}},
		},
	}
	handler := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Server", "origin")
		w.Header().Set("X-Secret", "1")
		if r.URL.Path == "/missing" {
			w.WriteHeader(http.StatusNotFound)
		}
		if r.URL.Path == "/broken" {
			panic(http.ErrAbortHandler)
		}
	}
	fromFunction := func(_ context.Context, ev *cff.Event) cff.Result {
		switch ev.Request.Path {
		case "/generated":
			return cff.Result{Response: &httpmsg.Response{Status: 302, Headers: httpmsg.Headers{{Name: "x-stamp", Value: "function"}}}}
		case "/failing":
			return fails(cff.ExecutionError, "failed")
		}
		return cff.Result{Request: ev.Request}
	}
	stamping := func(_ context.Context, ev *cff.Event) cff.Result {
		answer := *ev.Response
		answer.Headers = append(httpmsg.Headers{{Name: "x-stamp", Value: "function"}, {Name: "x-seen", Value: ev.Response.Headers.Get("x-stamp")}},
			ev.Response.Headers...)
		return cff.Result{Response: &answer}
	}
	r := policyRig(t, handler, config, options{request: fromFunction, response: stamping})
	for path, want := range map[string]int{"/": 200, "/missing": 404, "/broken": 502, "/generated": 302, "/failing": 503} {
		resp := r.ask("GET " + path + " HTTP/1.1")
		if resp.StatusCode != want || len(resp.Header["X-Stamp"]) != 1 || resp.Header.Get("X-Stamp") != "policy" ||
			resp.Header.Get("X-Secret") != "" || resp.Header.Get("Server") != "CloudFront" || resp.Header.Get("X-Seen") != "" {
			t.Errorf("GET %s: %d %v, want %d and the headers of the policy", path, resp.StatusCode, resp.Header, want)
		}
	}
	// What was refused before the request was let in has none.
	if resp := r.ask("PUT / HTTP/1.1\nContent-Length: 0"); resp.StatusCode != 403 || resp.Header.Get("X-Stamp") != "" {
		t.Errorf("PUT: %d %v", resp.StatusCode, resp.Header)
	}
}

// TestResponseHeadersPolicyCORS: the request of the viewer counts, not what a function made of it.
func TestResponseHeadersPolicyCORS(t *testing.T) {
	hiding := func(_ context.Context, ev *cff.Event) cff.Result {
		request := *ev.Request
		request.Headers = append(httpmsg.Headers(nil), request.Headers...)
		request.Headers.Del("origin")
		return cff.Result{Request: &request}
	}
	r := policyRig(t, func(http.ResponseWriter, *http.Request) {}, selvedge.ResponseHeadersPolicyConfig{
		CorsConfig: &selvedge.ResponseHeadersPolicyCorsConfig{
			AccessControlAllowOrigins: selvedge.ResponseHeadersPolicyAccessControlAllowOrigins{Items: []string{"*.example"}},
			AccessControlAllowMethods: selvedge.ResponseHeadersPolicyAccessControlAllowMethods{Items: []string{"ALL"}},
		},
	}, options{request: hiding})
	resp := r.ask("OPTIONS / HTTP/1.1\nOrigin: https://www.example\nAccess-Control-Request-Method: PUT")
	if resp.Header.Get("Access-Control-Allow-Origin") != "https://www.example" || resp.Header.Get("Vary") != "Origin" ||
		resp.Header.Get("Access-Control-Allow-Methods") == "" {
		t.Errorf("preflight: %v", resp.Header)
	}
	if resp := r.ask("GET / HTTP/1.1"); resp.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("without Origin: %v", resp.Header)
	}
}

// TestServerTiming: AWS developer guide, "Server-Timing header".
func TestServerTiming(t *testing.T) {
	all := 100.0
	r := policyRig(t, func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Server-Timing", "db;dur=3") },
		selvedge.ResponseHeadersPolicyConfig{
			ServerTimingHeadersConfig: &selvedge.ResponseHeadersPolicyServerTimingHeadersConfig{Enabled: true, SamplingRate: &all},
		}, options{})
	resp := r.ask("GET / HTTP/1.1")
	want := regexp.MustCompile(`^cdn-upstream-layer;desc="EDGE",cdn-upstream-fbl;dur=\d+,cdn-cache-miss,cdn-pop;desc="([A-Z0-9-]+)",` +
		`cdn-rid;desc="([^"]+)",cdn-downstream-fbl;dur=\d+,db;dur=3$`)
	got := want.FindStringSubmatch(resp.Header.Get("Server-Timing"))
	if got == nil || got[1] != resp.Header.Get("X-Amz-Cf-Pop") || got[2] != resp.Header.Get("X-Amz-Cf-Id") {
		t.Errorf("Server-Timing = %q", resp.Header["Server-Timing"])
	}
}
