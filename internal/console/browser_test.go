// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console_test

import (
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/console"
	"selvedge/internal/store"
	"selvedge/internal/usage"
)

const account = "111122223333"

// browser visits a console on a store of its own and follows redirects. Each page that it sees must keep the policies.
type browser struct {
	t       *testing.T
	store   *store.Store
	console *console.Console
	server  *httptest.Server
	client  *http.Client
}

func newBrowser(t *testing.T, change ...func(*console.Config)) *browser {
	t.Helper()
	st, err := store.Open(t.Context(), store.Config{DataDir: t.TempDir(), AccountID: account, Domain: "cloudfront.localhost"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	config := console.Config{AccountID: account, Functions: st, Distributions: st, TestEvents: st, Stores: st, Values: st, Tester: &cff.Tester{}, Samples: func() []usage.Sample { return nil }}
	for _, c := range change {
		c(&config)
	}
	pages, err := console.New(config)
	if err != nil {
		t.Fatal(err)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.NewCrossOriginProtection().Handler(pages))
	t.Cleanup(server.Close)
	return &browser{t: t, store: st, console: pages, server: server, client: &http.Client{Jar: jar, Timeout: 30 * time.Second}}
}

// answer is a page as a browser sees it: text has the entities decoded and blanks joined.
type answer struct {
	*http.Response

	body, text string
}

func (b *browser) do(method, path string, form url.Values, headers ...string) answer {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), method, b.server.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	resp, err := b.client.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	if strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") {
		b.keepsPolicies(resp, string(body))
	}
	return answer{resp, string(body), textOf(string(body))}
}

var (
	inline = regexp.MustCompile(`(?i)<style|\sstyle=|\son[a-z]+=|javascript:|<script(?:\s+(?:src="[^"]*"|defer|type="module"))*>[^<]|hx-on`)
	remote = regexp.MustCompile(`(?i)\s(?:src|href|action)="(?:https?:)?//`)
	tags   = regexp.MustCompile(`<[^>]*>`)
	blanks = regexp.MustCompile(`\s+`)
)

func textOf(body string) string {
	return strings.TrimSpace(blanks.ReplaceAllString(html.UnescapeString(tags.ReplaceAllString(strings.ReplaceAll(body, "<wbr>", ""), " ")), " "))
}

func (b *browser) keepsPolicies(resp *http.Response, body string) {
	b.t.Helper()
	where := resp.Request.Method + " " + resp.Request.URL.Path
	csp := resp.Header.Get("Content-Security-Policy")
	if !strings.Contains(csp, "default-src 'none'") || !strings.Contains(csp, "frame-ancestors 'none'") || strings.Contains(csp, "unsafe") {
		b.t.Errorf("%s: Content-Security-Policy %q", where, csp)
	}
	if resp.Header.Get("X-Content-Type-Options") != "nosniff" || resp.Header.Get("Cache-Control") != "no-store" {
		b.t.Errorf("%s: headers %v", where, resp.Header)
	}
	if found := inline.FindString(body); found != "" {
		b.t.Errorf("%s has something inline: %q", where, found)
	}
	if found := remote.FindString(body); found != "" {
		b.t.Errorf("%s has something of another host: %q", where, found)
	}
}

func (b *browser) get(path string) answer {
	b.t.Helper()
	return b.do(http.MethodGet, "/console/"+path, nil)
}

// post sends a form given as names and values.
func (b *browser) post(path string, fields ...string) answer {
	b.t.Helper()
	form := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	return b.do(http.MethodPost, "/console/"+path, form)
}

// want checks the status and that the text of the page contains all parts.
func (b *browser) want(a answer, status int, parts ...string) {
	b.t.Helper()
	if a.StatusCode != status {
		b.t.Errorf("%s: status %d, want %d: %s", a.Request.URL, a.StatusCode, status, a.text)
	}
	for _, p := range parts {
		if !strings.Contains(a.text, p) {
			b.t.Errorf("%s does not say %q: %s", a.Request.URL, p, a.text)
		}
	}
}

func (b *browser) function(name string) *selvedge.Function {
	b.t.Helper()
	f, err := b.store.Function(b.t.Context(), name)
	if err != nil {
		b.t.Fatal(err)
	}
	return f
}

const passThrough = "function handler(event) { return event.request; }"

func (b *browser) create(name string) *selvedge.Function {
	b.t.Helper()
	f, err := b.store.CreateFunction(b.t.Context(), selvedge.NewFunction{
		Name: name, Config: selvedge.FunctionConfig{Comment: "of " + name, Runtime: selvedge.Runtime2}, Code: []byte(passThrough),
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return f
}

func (b *browser) publish(name string) {
	b.t.Helper()
	if _, err := b.store.PublishFunction(b.t.Context(), name, b.function(name).Development.ETag()); err != nil {
		b.t.Fatal(err)
	}
}

// distribution creates one whose default behaviour has functions for viewer requests.
func (b *browser) distribution(functions ...string) *selvedge.Distribution {
	b.t.Helper()
	config := selvedge.DistributionConfig{
		CallerReference: b.t.Name() + strings.Join(functions, ","), Comment: "the site", Enabled: true,
		Origins: selvedge.Origins{Items: []selvedge.Origin{{
			Id: "o", DomainName: "origin.example", CustomOriginConfig: &selvedge.CustomOriginConfig{
				HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: selvedge.OriginHTTPOnly,
			},
		}}},
		DefaultCacheBehavior: selvedge.CacheBehaviorSettings{
			TargetOriginId: "o", ViewerProtocolPolicy: selvedge.ViewerAllowAll,
			ForwardedValues: &selvedge.ForwardedValues{Cookies: selvedge.CookiePreference{Forward: "none"}},
		},
	}
	for _, name := range functions {
		list := &config.DefaultCacheBehavior.FunctionAssociations
		list.Items = append(list.Items, selvedge.FunctionAssociation{
			FunctionARN: selvedge.FunctionARN(account, name), EventType: selvedge.EventViewerRequest,
		})
	}
	d, err := b.store.CreateDistribution(b.t.Context(), config, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	return d
}
