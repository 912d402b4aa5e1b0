// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console_test

import (
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"selvedge"
	"selvedge/internal/console"
)

func TestFunctionsList(t *testing.T) {
	b := newBrowser(t)
	b.want(b.get(""), 200, "No functions yet", "Create function")
	b.create("alpha")
	b.create("beta")
	b.publish("beta")
	d := b.distribution("beta")
	b.want(b.get("functions"), 200, "Functions 2", "alpha of alpha Unpublished cloudfront-js-2.0", "beta of beta Deploy", d.ID)

	found := b.get("functions?q=ALPH")
	b.want(found, 200, "alpha")
	if strings.Contains(found.text, "of beta") {
		t.Errorf("the search shows what it does not match: %s", found.text)
	}
	b.want(b.get("functions?q=gamma"), 200, "No function matches “gamma”")
	part := b.do(http.MethodGet, "/console/functions?q=beta", nil, "HX-Request", "true", "HX-Target", "list")
	if strings.Contains(part.body, "<html") || !strings.Contains(part.text, "of beta") {
		t.Errorf("htmx gets %s, want the list alone", part.body)
	}

	if _, err := b.store.UpdateFunction(t.Context(), "beta", b.function("beta").Development.ETag(),
		selvedge.FunctionConfig{Runtime: selvedge.Runtime1}, []byte(passThrough+"\n")); err != nil {
		t.Fatal(err)
	}
	b.want(b.get("functions"), 200, "changes not published")
}

func TestCreateFunction(t *testing.T) {
	b := newBrowser(t)
	b.want(b.get("create-function"), 200, "Create function", "cloudfront-js-2.0")
	b.want(b.post("create-function", "name", "alpha", "comment", "<b>bold</b>", "runtime", "cloudfront-js-2.0"), 200,
		"alpha created successfully.", "alpha Unpublished")
	b.want(b.get("functions"), 200, "alpha <b>bold</b> Unpublished")
	if f := b.function("alpha"); !strings.Contains(string(f.Development.Code), "function handler(event)") || f.Development.Config.Comment != "<b>bold</b>" {
		t.Errorf("stored: %+v", f)
	}
	again := b.post("create-function", "name", "alpha", "runtime", "cloudfront-js-1.0")
	b.want(again, 409, "FunctionAlreadyExists", "Choose another name")
	if !strings.Contains(again.body, `value="alpha"`) {
		t.Error("what was typed is lost")
	}
	b.want(b.post("create-function", "name", "a b", "runtime", "cloudfront-js-2.0"), 422, `InvalidArgument: The function name "a b"`)
	b.want(b.post("create-function", "name", "beta", "runtime", "x"), 422, "The runtime")
	b.want(b.post("create-function", "name", "beta", "comment", strings.Repeat("x", 300<<10)), 413, "more than 262144 bytes")
}

func TestDeleteFunction(t *testing.T) {
	b := newBrowser(t)
	f := b.create("alpha")
	b.want(b.get("functions/alpha/delete"), 200, "Delete alpha", "removed for good")
	b.want(b.post("functions/alpha/delete", "etag", "E0"), 409, "PreconditionFailed", "Somebody else has changed alpha")
	b.publish("alpha")
	d := b.distribution("alpha")
	b.want(b.get("functions/alpha/delete"), 200, "cannot be deleted", d.ID, "the site")
	b.want(b.post("functions/alpha/delete", "etag", f.Development.ETag()), 409, "FunctionInUse", "Remove its associations first", d.ID)

	b.create("beta")
	b.want(b.post("functions/beta/delete", "etag", f.Development.ETag()), 200, "beta deleted.")
	b.want(b.get("functions/beta/delete"), 404, "NoSuchFunctionExists")
	b.want(b.get("nowhere"), 404, "The console has no such page.")
}

// TestBanner: an address cannot put words of its own into the page.
func TestBanner(t *testing.T) {
	b := newBrowser(t)
	b.want(b.get("functions?done=deleted&what=alpha"), 200, "alpha deleted.")
	for _, q := range []string{"done=deleted&what=call+0123/456+or+everything+is", "done=won&what=alpha", "done=deleted", "what=alpha"} {
		if a := b.get("functions?" + q); strings.Contains(a.body, `class="banner`) {
			t.Errorf("%s shows %s", q, a.text)
		}
	}
}

// TestFirstPage: at most 150 KB compressed, everything from this host, kept by browsers for good.
func TestFirstPage(t *testing.T) {
	b := newBrowser(t)
	page := b.get("functions")
	size := len(page.body)
	assets := regexp.MustCompile(`(?:src|href)="(/console/static/[^"]+)"`).FindAllStringSubmatch(page.body, -1)
	if len(assets) < 4 {
		t.Errorf("assets %v", assets)
	}
	for _, m := range assets {
		a := b.do(http.MethodGet, m[1], nil, "Accept-Encoding", "gzip")
		if a.StatusCode != 200 || !strings.Contains(a.Header.Get("Cache-Control"), "immutable") || a.Header.Get("Content-Encoding") != "gzip" {
			t.Errorf("%s: %d %v", m[1], a.StatusCode, a.Header)
			continue
		}
		plain, err := gzip.NewReader(strings.NewReader(a.body))
		if err == nil {
			_, err = io.Copy(io.Discard, plain)
		}
		if err != nil {
			t.Errorf("%s: %v", m[1], err)
		}
		size += len(a.body)
	}
	if size > 150<<10 {
		t.Errorf("the first page has %d bytes", size)
	}
	b.want(b.do(http.MethodGet, "/console/static/0000000000000000/console.css", nil), 404)
}

// TestCrossSite: posts that a browser sends for another site change nothing, and no other name leads here.
func TestCrossSite(t *testing.T) {
	b := newBrowser(t)
	b.create("alpha")
	a := b.do(http.MethodPost, "/console/functions/alpha/delete", map[string][]string{"etag": {"ETVPDKIKX0DER"}}, "Sec-Fetch-Site", "cross-site")
	b.want(a, 403)
	b.function("alpha")

	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, b.server.URL+"/console/functions", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = "rebound.example"
	resp, err := b.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusMisdirectedRequest {
		t.Errorf("under another name: %s", resp.Status)
	}
}

func TestSignIn(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	b := newBrowser(t, func(c *console.Config) {
		c.Authenticate = func(_ context.Context, id, secret string) bool { return id == "AKID" && secret == "right" }
		c.Now = func() time.Time { return now }
	})
	b.create("alpha")
	b.want(b.get("functions?q=alpha"), 200, "Sign in", "Secret access key")
	b.want(b.post("functions/alpha/delete", "etag", "ETVPDKIKX0DER"), 200, "Sign in")
	b.function("alpha")
	if a := b.do(http.MethodGet, "/console/functions", nil, "HX-Request", "true", "HX-Current-URL", "http://a/console/functions/alpha/test?event=x"); a.StatusCode != 401 ||
		a.Header.Get("HX-Redirect") != "/console/sign-in?next=%2Fconsole%2Ffunctions%2Falpha%2Ftest%3Fevent%3Dx" {
		t.Errorf("htmx, signed out: %d %v", a.StatusCode, a.Header)
	}

	b.want(b.post("sign-in", "id", "AKID", "secret", "wrong"), 403, "not known", "selvedge env")
	b.want(b.post("sign-in", "id", "AKID", "secret", "right", "next", "//evil.example/console/"), 200, "Functions 1", "Sign out")
	b.want(b.get("functions"), 200, "of alpha")
	b.want(b.get("sign-in"), 200)

	now = now.Add(12 * time.Hour)
	b.want(b.get("functions"), 200, "Secret access key")
	b.want(b.post("sign-in", "id", "AKID", "secret", "right", "next", "/console/functions?q=zzz"), 200, "No function matches “zzz”")
	b.want(b.post("sign-out"), 200, "Secret access key")
	b.want(b.get("functions"), 200, "Secret access key")

	for range 5 {
		b.want(b.post("sign-in", "id", "AKID", "secret", "wrong"), 403)
	}
	b.want(b.post("sign-in", "id", "AKID", "secret", "right"), 429, "too many attempts", "Wait a minute")
	now = now.Add(time.Minute)
	b.want(b.post("sign-in", "id", "AKID", "secret", "right"), 200, "Functions 1")
}

// TestSessionCookie: no script reads it, and no other site makes a browser send it.
func TestSessionCookie(t *testing.T) {
	b := newBrowser(t, func(c *console.Config) { c.Authenticate = func(context.Context, string, string) bool { return true } })
	b.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	a := b.post("sign-in", "id", "a", "secret", "b")
	cookies := a.Cookies()
	if len(cookies) != 1 || !cookies[0].HttpOnly || cookies[0].SameSite != http.SameSiteStrictMode || cookies[0].Path != "/console/" || len(cookies[0].Value) < 20 {
		t.Errorf("cookies %v", a.Header["Set-Cookie"])
	}
}
