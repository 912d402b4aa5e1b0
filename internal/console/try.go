// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package console

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"selvedge"
)

// Limits of a request that a user tries.
const (
	tryTimeout    = 20 * time.Second
	maxTryBody    = 64 << 10 // of the response, as far as it is shown
	maxTryHeaders = 50
)

// tryMethods returns the methods that a viewer may use.
func tryMethods() []string {
	return []string{"GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"}
}

// tryForm is a request to try.
type tryForm struct {
	Method, Path string
	Headers      string // a line for each, Name: value
	Body         string
}

// tryResult is what the edge answered.
type tryResult struct {
	Status  string
	Failed  bool // a status of 400 or more
	Took    string
	Headers []headerLine
	Body    string
	Binary  int  // bytes of a body that is no text
	Cut     bool // the body is longer
}

// headerLine is a field of a response.
type headerLine struct{ Name, Value string }

// newTryClient returns a client that talks to the edge alone, and shows redirects instead of following them.
func newTryClient() *http.Client {
	return &http.Client{
		Timeout:       tryTimeout,
		Transport:     &http.Transport{DisableCompression: true, DisableKeepAlives: true, ResponseHeaderTimeout: tryTimeout},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

func (c *Console) try(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return badForm(err)
	}
	d, err := c.distribution(r)
	if err != nil {
		return err
	}
	form := tryForm{r.PostForm.Get("method"), strings.TrimSpace(r.PostForm.Get("path")), r.PostForm.Get("headers"), r.PostForm.Get("body")}
	result, err := c.ask(r.Context(), d, &form)
	part := r.Header.Get("HX-Request") != ""
	if err != nil {
		p, status := c.explain(err)
		if part {
			return c.render(w, status, "distribution", "problem", p)
		}
		return c.showDistribution(w, r, outcome{status, p}, d, distributionView{Try: form})
	}
	if part {
		return c.render(w, http.StatusOK, "distribution", "answer", result)
	}
	return c.showDistribution(w, r, outcome{status: http.StatusOK}, d, distributionView{Try: form, Result: result})
}

// request makes the request of the form, to the edge and under the name of the distribution.
func (f *tryForm) request(ctx context.Context, edge, host string) (*http.Request, error) {
	bad := func(format string, args ...any) error {
		return selvedge.Errorf(selvedge.CodeInvalidArgument, format, args...)
	}
	if !slices.Contains(tryMethods(), f.Method) {
		return nil, bad("The method %q is not one of %s.", f.Method, strings.Join(tryMethods(), ", "))
	}
	u, err := url.ParseRequestURI(f.Path)
	if err != nil || !strings.HasPrefix(f.Path, "/") {
		return nil, bad("The path %q does not begin with a slash, or has characters that must be percent-encoded.", f.Path)
	}
	base, err := url.Parse(edge)
	if err != nil {
		return nil, fmt.Errorf("address of the edge: %w", err)
	}
	u.Scheme, u.Host = base.Scheme, base.Host
	r, err := http.NewRequestWithContext(ctx, f.Method, u.String(), strings.NewReader(f.Body))
	if err != nil {
		return nil, bad("The request is not valid: %v.", err)
	}
	r.Host = host
	r.Header.Set("User-Agent", "selvedge-console")
	n := 0
	for line := range strings.Lines(f.Headers) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		name, value, found := strings.Cut(line, ":")
		if n++; !found || n > maxTryHeaders {
			return nil, bad("Header line %d, %q, is not of the form Name: value, or there are more than %d.", n, line, maxTryHeaders)
		}
		r.Header.Add(strings.TrimSpace(name), strings.TrimSpace(value))
	}
	return r, nil
}

func (c *Console) ask(ctx context.Context, d *selvedge.Distribution, form *tryForm) (*tryResult, error) {
	r, err := form.request(ctx, c.config.Edge, d.DomainName)
	if err != nil {
		return nil, err
	}
	began := c.config.Now()
	resp, err := c.client.Do(r)
	if err != nil {
		return nil, selvedge.WrapError(selvedge.CodeServiceUnavailable, err, "The edge gave no answer: %v.", err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxTryBody+1))
	if err != nil {
		return nil, selvedge.WrapError(selvedge.CodeServiceUnavailable, err, "The answer of the edge broke off after %d bytes.", len(body))
	}
	result := &tryResult{
		Status: resp.Status, Failed: resp.StatusCode >= 400, Took: number(float64(c.config.Now().Sub(began))/float64(time.Millisecond)) + " ms",
	}
	if result.Cut = len(body) > maxTryBody; result.Cut {
		body = body[:maxTryBody]
		for len(body) > 0 && !utf8.RuneStart(body[len(body)-1]) {
			body = body[:len(body)-1]
		}
		body = body[:max(0, len(body)-1)] // the rune that the cut may have gone through
	}
	if utf8.Valid(body) && !bytes.ContainsRune(body, 0) {
		result.Body = string(body)
	} else {
		result.Binary = len(body)
	}
	for name, values := range resp.Header {
		for _, v := range values {
			result.Headers = append(result.Headers, headerLine{name, v})
		}
	}
	slices.SortStableFunc(result.Headers, func(a, b headerLine) int { return strings.Compare(a.Name, b.Name) })
	return result, nil
}
