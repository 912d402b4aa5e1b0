// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package headerpolicy_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"selvedge"
	"selvedge/internal/headerpolicy"
	"selvedge/internal/httpmsg"
)

// lines reads "name: value" lines.
func lines(text string) httpmsg.Headers {
	var h httpmsg.Headers
	for line := range strings.Lines(text) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), ": "); ok {
			h.Add(name, value)
		}
	}
	return h
}

func written(h httpmsg.Headers) string {
	var b strings.Builder
	for _, l := range h {
		b.WriteString(l.Name + ": " + l.Value + "\n")
	}
	return b.String()
}

func cors(override bool, origins ...string) *selvedge.ResponseHeadersPolicyCorsConfig {
	age := 600
	return &selvedge.ResponseHeadersPolicyCorsConfig{
		AccessControlAllowOrigins:  selvedge.ResponseHeadersPolicyAccessControlAllowOrigins{Items: origins},
		AccessControlAllowHeaders:  selvedge.ResponseHeadersPolicyAccessControlAllowHeaders{Items: []string{"X-One", "x-amz-*"}},
		AccessControlAllowMethods:  selvedge.ResponseHeadersPolicyAccessControlAllowMethods{Items: []string{"GET", "PUT"}},
		AccessControlExposeHeaders: &selvedge.ResponseHeadersPolicyAccessControlExposeHeaders{Items: []string{"X-Two", "X-Three"}},
		AccessControlMaxAgeSec:     &age,
		OriginOverride:             override,
	}
}

func managed(t *testing.T, name string) *selvedge.ResponseHeadersPolicyConfig {
	t.Helper()
	for _, p := range selvedge.ManagedResponseHeadersPolicies() {
		if p.Config.Name == "Managed-"+name {
			return &p.Config
		}
	}
	t.Fatal(name)
	return nil
}

// TestApply: AWS developer guide, "Understand response headers policies"; the managed ones: api.md section 6.4.
func TestApply(t *testing.T) {
	yes, no := true, false
	credentials := cors(true, "https://a.example")
	credentials.AccessControlAllowCredentials = true
	all := cors(true, "*")
	all.AccessControlAllowMethods.Items, all.AccessControlAllowHeaders.Items = []string{"ALL"}, []string{"*"}
	for _, tt := range []struct {
		name    string
		config  *selvedge.ResponseHeadersPolicyConfig
		request string // method, then headers
		answer  string
		want    string
	}{
		{"nothing", &selvedge.ResponseHeadersPolicyConfig{}, "GET\norigin: https://a.example", "x-a: 1", "x-a: 1\n"},
		{
			"removed first, then added", &selvedge.ResponseHeadersPolicyConfig{
				RemoveHeadersConfig: &selvedge.ResponseHeadersPolicyRemoveHeadersConfig{
					Items: []selvedge.ResponseHeadersPolicyRemoveHeader{{Header: "X-Powered-By"}, {Header: "x-custom"}, {Header: "none"}},
				},
				CustomHeadersConfig: &selvedge.ResponseHeadersPolicyCustomHeadersConfig{
					Items: []selvedge.ResponseHeadersPolicyCustomHeader{{Header: "X-Custom", Value: "ours"}},
				},
			}, "GET", "x-powered-by: php\nx-custom: theirs\nx-powered-by: c\nx-kept: 1", "x-kept: 1\nx-custom: ours\n",
		},
		{
			"custom headers", &selvedge.ResponseHeadersPolicyConfig{
				CustomHeadersConfig: &selvedge.ResponseHeadersPolicyCustomHeadersConfig{
					Items: []selvedge.ResponseHeadersPolicyCustomHeader{
						{Header: "x-over", Value: "ours", Override: true}, {Header: "x-under", Value: "ours"}, {Header: "x-new"},
					},
				},
			}, "GET", "x-over: theirs\nx-under: theirs\nx-over: again", "x-over: ours\nx-under: theirs\nx-new: \n",
		},
		{
			"security", &selvedge.ResponseHeadersPolicyConfig{
				SecurityHeadersConfig: &selvedge.ResponseHeadersPolicySecurityHeadersConfig{
					XSSProtection:         &selvedge.ResponseHeadersPolicyXSSProtection{Protection: true, ReportUri: "https://r.example/x", Override: true},
					FrameOptions:          &selvedge.ResponseHeadersPolicyFrameOptions{FrameOption: "DENY"},
					ReferrerPolicy:        &selvedge.ResponseHeadersPolicyReferrerPolicy{ReferrerPolicy: "origin", Override: true},
					ContentSecurityPolicy: &selvedge.ResponseHeadersPolicyContentSecurityPolicy{ContentSecurityPolicy: "default-src 'self'"},
					ContentTypeOptions:    &selvedge.ResponseHeadersPolicyContentTypeOptions{},
					StrictTransportSecurity: &selvedge.ResponseHeadersPolicyStrictTransportSecurity{
						AccessControlMaxAgeSec: 60, IncludeSubdomains: &yes, Preload: &yes,
					},
				},
			}, "GET", "x-frame-options: theirs\nreferrer-policy: theirs\nx-xss-protection: 0",
			"x-frame-options: theirs\nreferrer-policy: origin\nx-xss-protection: 1; report=https://r.example/x\n" +
				"content-security-policy: default-src 'self'\nx-content-type-options: nosniff\n" +
				"strict-transport-security: max-age=60; includeSubDomains; preload\n",
		},
		{
			"security, off", &selvedge.ResponseHeadersPolicyConfig{
				SecurityHeadersConfig: &selvedge.ResponseHeadersPolicySecurityHeadersConfig{
					XSSProtection:           &selvedge.ResponseHeadersPolicyXSSProtection{ModeBlock: &no},
					StrictTransportSecurity: &selvedge.ResponseHeadersPolicyStrictTransportSecurity{Preload: &no},
				},
			}, "GET", "", "x-xss-protection: 0\nstrict-transport-security: max-age=0\n",
		},
		{
			"managed security", managed(t, "SecurityHeadersPolicy"), "GET", "x-content-type-options: theirs\nx-frame-options: DENY",
			"x-content-type-options: nosniff\nx-frame-options: DENY\nx-xss-protection: 1; mode=block\n" +
				"referrer-policy: strict-origin-when-cross-origin\nstrict-transport-security: max-age=31536000\n",
		},
		{"no cross-origin request", managed(t, "SimpleCORS"), "GET", "", ""},
		{"simple", managed(t, "SimpleCORS"), "GET\norigin: https://a.example", "", "access-control-allow-origin: *\n"},
		{
			"simple, the origin decides", managed(t, "SimpleCORS"), "GET\norigin: https://a.example",
			"access-control-allow-origin: https://b.example", "access-control-allow-origin: https://b.example\n",
		},
		{
			"managed preflight", managed(t, "CORS-With-Preflight"),
			"OPTIONS\norigin: https://a.example\naccess-control-request-method: PUT", "",
			"access-control-allow-origin: *\naccess-control-allow-methods: DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT\n",
		},
		{
			"managed, no preflight", managed(t, "CORS-With-Preflight"), "OPTIONS\norigin: https://a.example", "",
			"access-control-allow-origin: *\naccess-control-expose-headers: *\n",
		},
		{
			"one origin", &selvedge.ResponseHeadersPolicyConfig{CorsConfig: cors(false, "https://b.example", "https://a.example")},
			"GET\norigin: https://a.example", "vary: Accept-Encoding",
			"vary: Accept-Encoding\naccess-control-allow-origin: https://a.example\nvary: Origin\naccess-control-expose-headers: X-Two, X-Three\n",
		},
		{
			"another origin", &selvedge.ResponseHeadersPolicyConfig{CorsConfig: cors(false, "https://b.example")},
			"GET\norigin: https://a.example", "access-control-allow-origin: https://a.example\nvary: accept, ORIGIN",
			"access-control-allow-origin: https://a.example\nvary: accept, ORIGIN\n",
		},
		{
			"another origin, whatever the origin says", &selvedge.ResponseHeadersPolicyConfig{CorsConfig: cors(true, "https://b.example")},
			"GET\norigin: https://a.example", "access-control-allow-origin: https://a.example\naccess-control-allow-credentials: true",
			"vary: Origin\n",
		},
		{
			"preflight", &selvedge.ResponseHeadersPolicyConfig{CorsConfig: credentials},
			"OPTIONS\norigin: https://a.example\naccess-control-request-method: PUT\n" +
				"access-control-request-headers: X-Amz-Date, x-other,x-amz-", "access-control-allow-methods: POST",
			"access-control-allow-methods: GET, PUT\naccess-control-allow-origin: https://a.example\nvary: Origin\n" +
				"access-control-allow-credentials: true\naccess-control-allow-headers: X-One, x-amz-date, x-amz-\n" +
				"access-control-max-age: 600\n",
		},
		{
			"all", &selvedge.ResponseHeadersPolicyConfig{CorsConfig: all},
			"OPTIONS\norigin: null\naccess-control-request-method: PUT", "vary: *",
			"vary: *\naccess-control-allow-origin: *\naccess-control-allow-methods: GET, DELETE, HEAD, OPTIONS, PATCH, POST, PUT\n" +
				"access-control-allow-headers: *\naccess-control-max-age: 600\n",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			method, headers, _ := strings.Cut(tt.request, "\n")
			answer := lines(tt.answer)
			headerpolicy.Compile(tt.config).Apply(&answer, &httpmsg.Request{Method: method, Headers: lines(headers)})
			if diff := cmp.Diff(tt.want, written(answer)); diff != "" {
				t.Errorf("headers (-want +got):\n%s", diff)
			}
		})
	}
}

// TestOrigins: the examples of the AWS developer guide, "Access-Control-Allow-Origin".
func TestOrigins(t *testing.T) {
	for pattern, origins := range map[string]map[string]bool{
		"https://example.org": {
			"https://example.org": true, "HTTPS://EXAMPLE.org": true, "http://example.org": false,
			"https://example.org:8443": false, "https://www.example.org": false, "null": false, "example.org": false,
		},
		"http://*.example.org": {
			"http://www.example.org": true, "http://a.b.example.org": true, "https://www.example.org": false,
			"http://example.org": false, "http://www.example.org:123": false, "http://badexample.org": false,
			"http://www.example.org.evil.example": false,
		},
		"*.example.org": {
			"http://www.example.org": true, "https://www.example.org": true, "http://www.example.org:123": true,
			"https://example.org": false,
		},
		"example.org":             {"http://example.org": true, "https://example.org": true, "https://www.example.org": false},
		"http://example.org:*":    {"http://example.org:123": true, "http://example.org": true, "https://example.org:1": false},
		"http://example.org:1*3":  {"http://example.org:123": true, "http://example.org:13": true, "http://example.org:12": false, "http://example.org": false},
		"*.example.org:1*":        {"https://a.example.org:123": true, "https://a.example.org": false},
		"null":                    {"null": true, "https://null": true, "https://example.org": false},
		"https://[2001:db8::1]":   {"https://[2001:db8::1]": true, "https://[2001:db8::1]:443": false},
		"https://example.org:443": {"https://example.org:443": true, "https://example.org": false},
	} {
		for origin, want := range origins {
			p := headerpolicy.Compile(&selvedge.ResponseHeadersPolicyConfig{CorsConfig: cors(true, pattern)})
			var answer httpmsg.Headers
			p.Apply(&answer, &httpmsg.Request{Method: "GET", Headers: lines("origin: " + origin)})
			got := answer.Get("access-control-allow-origin")
			if want && got != origin || !want && got != "" {
				t.Errorf("%s for %s: allowed %q, want %t", pattern, origin, got, want)
			}
		}
	}
}

// TestTimed: AWS developer guide, "Sampling rate and Pragma request header".
func TestTimed(t *testing.T) {
	rate := func(r float64) *float64 { return &r }
	for _, tt := range []struct {
		name   string
		config *selvedge.ResponseHeadersPolicyServerTimingHeadersConfig
		pragma string
		random float64
		want   bool
	}{
		{"none", nil, "server-timing", 0, false},
		{"off", &selvedge.ResponseHeadersPolicyServerTimingHeadersConfig{SamplingRate: rate(100)}, "server-timing", 0, false},
		{"all", &selvedge.ResponseHeadersPolicyServerTimingHeadersConfig{Enabled: true, SamplingRate: rate(100)}, "", 0.999, true},
		{"zero", &selvedge.ResponseHeadersPolicyServerTimingHeadersConfig{Enabled: true, SamplingRate: rate(0)}, "", 0, false},
		{"zero, asked for", &selvedge.ResponseHeadersPolicyServerTimingHeadersConfig{Enabled: true, SamplingRate: rate(0)},
			"no-cache, Server-Timing", 0, true},
		{"no rate", &selvedge.ResponseHeadersPolicyServerTimingHeadersConfig{Enabled: true}, "no-cache", 0, false},
		{"in the sample", &selvedge.ResponseHeadersPolicyServerTimingHeadersConfig{Enabled: true, SamplingRate: rate(0.5)}, "", 0.0049, true},
		{"not in the sample", &selvedge.ResponseHeadersPolicyServerTimingHeadersConfig{Enabled: true, SamplingRate: rate(0.5)}, "", 0.005, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := headerpolicy.Compile(&selvedge.ResponseHeadersPolicyConfig{ServerTimingHeadersConfig: tt.config})
			request := &httpmsg.Request{Headers: lines("pragma: " + tt.pragma)}
			if got := p.Timed(request, func() float64 { return tt.random }); got != tt.want {
				t.Errorf("Timed = %t, want %t", got, tt.want)
			}
		})
	}
}

// TestAddTiming: AWS developer guide, "Server-Timing header examples".
func TestAddTiming(t *testing.T) {
	for _, tt := range []struct {
		name   string
		cached headerpolicy.Cached
		answer string
		want   string
	}{
		{"miss", headerpolicy.CacheMiss, "server-timing: db;dur=5\nserver-timing: app",
			`cdn-upstream-layer;desc="EDGE",cdn-upstream-fbl;dur=17,cdn-cache-miss,cdn-pop;desc="FRA50-C1",cdn-rid;desc="id==",` +
				`cdn-downstream-fbl;dur=43,db;dur=5,app`},
		{"hit", headerpolicy.CacheHit, "server-timing: db;dur=5",
			`cdn-cache-hit,cdn-pop;desc="FRA50-C1",cdn-rid;desc="id==",cdn-hit-layer;desc="EDGE",cdn-downstream-fbl;dur=43`},
		{"confirmed", headerpolicy.CacheFresh, "",
			`cdn-cache-refresh,cdn-pop;desc="FRA50-C1",cdn-rid;desc="id==",cdn-downstream-fbl;dur=43`},
		{"by a function", headerpolicy.NotCached, "", `cdn-pop;desc="FRA50-C1",cdn-rid;desc="id==",cdn-downstream-fbl;dur=43`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			answer := lines(tt.answer)
			headerpolicy.AddTiming(&answer, &headerpolicy.Metrics{
				Cached: tt.cached, Pop: "FRA50-C1", ID: "id==", Upstream: 17900 * time.Microsecond, Elapsed: 43 * time.Millisecond,
			})
			if diff := cmp.Diff("server-timing: "+tt.want+"\n", written(answer)); diff != "" {
				t.Errorf("headers (-want +got):\n%s", diff)
			}
		})
	}
}
