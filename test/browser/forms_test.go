// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package browser_test

import (
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// post sends a form of the console as another user does, without the browser; it returns the page that follows.
func (s *site) post(page string, fields ...string) string {
	s.t.Helper()
	form := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	return s.request(http.MethodPost, page, form)
}

func (s *site) request(method, page string, form url.Values) string {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, s.addresses.Console+page, strings.NewReader(form.Encode()))
	if err != nil {
		s.t.Fatal(err)
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	if resp.StatusCode != http.StatusOK {
		s.t.Fatalf("%s %s: %s: %s", method, page, resp.Status, body)
	}
	return string(body)
}

var etagField = regexp.MustCompile(`name="etag" value="([^"]+)"`)

// etag returns the version that a page of the console shows.
func (s *site) etag(page string) string {
	s.t.Helper()
	m := etagField.FindStringSubmatch(s.request(http.MethodGet, page, nil))
	if m == nil {
		s.t.Fatalf("%s has no ETag", page)
	}
	return m[1]
}

func (s *site) save(name, runtime, comment, code string) {
	s.t.Helper()
	build := "functions/" + name + "/build"
	s.post(build, "etag", s.etag(build), "runtime", runtime, "comment", comment, "code", code)
}

func (s *site) publish(name string) {
	s.t.Helper()
	page := "functions/" + name + "/publish"
	s.post(page, "etag", s.etag(page))
}

// attach attaches a function to the default behaviour of a distribution.
func (s *site) attach(name, id, event string) {
	s.t.Helper()
	s.post("functions/"+name+"/associations", "slot", fmt.Sprintf("%s %s ", id, s.etag("distributions/"+id)), "type", event)
}

var storeOption = regexp.MustCompile(`<option value="(arn:[^"]+)"[^>]*>([^<]+)</option>`)

// useStore makes DEVELOPMENT of a function read a key value store.
func (s *site) useStore(name, comment, store string) {
	s.t.Helper()
	build := "functions/" + name + "/build"
	page := s.request(http.MethodGet, build, nil)
	for _, m := range storeOption.FindAllStringSubmatch(page, -1) {
		if m[2] == store {
			_, code, _ := strings.Cut(page, `<textarea id="code"`)
			_, code, _ = strings.Cut(code, ">\n")
			code, _, _ = strings.Cut(code, "</textarea>")
			s.post(build, "etag", s.etag(build), "runtime", "cloudfront-js-2.0", "comment", comment, "store", m[1], "code", html.UnescapeString(code))
			return
		}
	}
	s.t.Fatalf("%s does not offer the store %s", build, store)
}
