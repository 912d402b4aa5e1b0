// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"selvedge"
	"selvedge/internal/console"
)

func TestDistributions(t *testing.T) {
	b := newBrowser(t)
	b.want(b.get("distributions"), 200, "No distributions yet", "Create distribution")
	b.want(b.get("create-distribution"), 200, "Origin", "Protocol to the origin")
	created := b.post("create-distribution", "origin", "localhost:3000", "protocol", "http", "origin-path", "/site", "comment", "shop")
	b.want(created, 200, "created successfully.", "localhost http-only, port 3000 /site", "Default (*)", "GET, HEAD", "shop")
	list, _, err := b.store.Distributions(t.Context(), selvedge.Page{Limit: 10})
	if err != nil || len(list) != 1 || !list[0].Config.Enabled {
		t.Fatalf("stored: %v %v", list, err)
	}
	b.want(b.get("distributions"), 200, "Distributions 1", list[0].ID+" shop", list[0].DomainName, "localhost")

	for _, bad := range [][2]string{{"localhost:http", "The port"}, {"localhost:0", "The port"}, {"http://a/b", "is not a host name"}, {"", "is not a host name"}} {
		b.want(b.post("create-distribution", "origin", bad[0]), 422, bad[1])
	}
	b.want(b.post("create-distribution", "origin", "not a host", "comment", "kept"), 422, "InvalidOrigin")
	b.want(b.get("distributions/E0"), 404, "NoSuchDistribution")

	b.create("alpha")
	b.publish("alpha")
	d := b.distribution("alpha")
	b.want(b.get("distributions/"+d.ID), 200, "alpha viewer request", "the site", d.DomainName)
}

func TestTry(t *testing.T) {
	edge := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/moved":
			http.Redirect(w, r, "/elsewhere", http.StatusFound)
		case "/binary":
			_, _ = w.Write([]byte{0, 1, 2})
		case "/large":
			_, _ = w.Write([]byte(strings.Repeat("é", 100<<10)))
		default:
			w.Header().Set("X-Saw", r.Host)
			w.WriteHeader(http.StatusTeapot)
			_, _ = fmt.Fprintf(w, "<%s %s %s>", r.Method, r.RequestURI, r.Header["X-A"])
		}
	}))
	t.Cleanup(edge.Close)
	b := newBrowser(t, func(c *console.Config) { c.Edge = edge.URL })
	d := b.distribution()
	try := "distributions/" + d.ID + "/try"
	b.want(b.post(try, "method", "PUT", "path", "/a?b=c", "headers", "X-A: 1\r\n\r\nx-a:2\n"), 200,
		"418 I'm a teapot", "X-Saw "+d.DomainName, "<PUT /a?b=c [1 2]>")
	b.want(b.post(try, "method", "GET", "path", "/moved"), 200, "302 Found", "Location /elsewhere")
	b.want(b.post(try, "method", "GET", "path", "/binary"), 200, "The body is not text: 3 bytes.")
	b.want(b.post(try, "method", "GET", "path", "/large"), 200, "éééé", "The rest of the body is left out.")
	b.want(b.post(try, "method", "HEAD", "path", "/large"), 200, "There is no body.")

	b.want(b.post(try, "method", "TRACE", "path", "/"), 422, `The method "TRACE"`)
	b.want(b.post(try, "method", "GET", "path", "http://example.com/"), 422, "does not begin with a slash")
	b.want(b.post(try, "method", "GET", "path", "/", "headers", "nonsense"), 422, "Header line 1")
	b.want(b.post(try, "method", "GET", "path", "/", "headers", "a\x00b: c"), 503, "The edge gave no answer")
	part := b.do(http.MethodPost, "/console/"+try, map[string][]string{"method": {"GET"}, "path": {"/"}}, "HX-Request", "true")
	if strings.Contains(part.body, "<html") || !strings.Contains(part.text, "teapot") {
		t.Errorf("htmx gets %s, want the answer alone", part.body)
	}
	edge.Close()
	b.want(b.post(try, "method", "GET", "path", "/"), 503, "The edge gave no answer", "Wait a moment")
}
