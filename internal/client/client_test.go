// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package client

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"selvedge"
	"selvedge/internal/sigv4"
)

// serve runs a server for one test and returns its URL.
func serve(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(handler)
	t.Cleanup(s.Close)
	return s.URL
}

// TestDoSigns: the verifier of the server takes what the client signs, with the body, the query and escaped parts of the
// path, and nothing that was signed with another secret. Source: auth.md section 1.
func TestDoSigns(t *testing.T) {
	verifier := &sigv4.Verifier{
		Services: []string{"selvedge"},
		Lookup: func(_ context.Context, id string) (sigv4.Credential, bool, error) {
			return sigv4.Credential{AccessKeyID: "AKIAEXAMPLE", Secret: "secret", Principal: selvedge.Principal{ARN: "arn"}}, id == "AKIAEXAMPLE", nil
		},
	}
	endpoint := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		if _, err := verifier.Verify(r, body); err != nil {
			w.WriteHeader(http.StatusForbidden)
			_, _ = io.WriteString(w, `{"Code":"SignatureDoesNotMatch","Message":"no"}`)
			return
		}
		w.Header()["ETag"] = []string{"E1"}
		_, _ = io.WriteString(w, `{"Path":"`+r.URL.EscapedPath()+`","IfMatch":"`+r.Header.Get("If-Match")+`"}`)
	})
	request := Request{Service: "selvedge", Method: http.MethodPut, Path: "/selvedge/v1/a%2Fb/c%20d?x=1&y=%2F", IfMatch: "E0", Body: []byte(`{}`)}
	var out struct{ Path, IfMatch string }
	c := &Client{Endpoint: endpoint, AccessKeyID: "AKIAEXAMPLE", SecretAccessKey: "secret"}
	etag, err := c.Do(t.Context(), request, &out)
	if err != nil || etag != "E1" || out.Path != "/selvedge/v1/a%2Fb/c%20d" || out.IfMatch != "E0" {
		t.Errorf("Do() = %q, %+v, %v", etag, out, err)
	}
	c.SecretAccessKey = "another"
	_, err = c.Do(t.Context(), request, &out)
	if e, ok := errors.AsType[*Error](err); !ok || e.Status != http.StatusForbidden || e.Error() != "SignatureDoesNotMatch: no" {
		t.Errorf("Do() with another secret = %v", err)
	}
}

// TestDoFailures: what a server answers that is no success, and servers that are none.
func TestDoFailures(t *testing.T) {
	for _, c := range []struct {
		name, answer, want string
		status             int
	}{
		{"our own API", `{"Code":"PreconditionFailed","Message":"It was changed.","CurrentETag":"E2"}`, "PreconditionFailed: It was changed.", 412},
		{"data plane", `{"__type":"ConflictException","Message":"It was changed."}`, "ConflictException: It was changed.", 409},
		{"no JSON", "<html>", "the server answered with the status 502", 502},
		{"success without JSON", "<html>", "invalid character", 200},
		{"too large", strings.Repeat(" ", maxAnswer+1), "answered with more than", 200},
	} {
		t.Run(c.name, func(t *testing.T) {
			endpoint := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(c.status)
				_, _ = io.WriteString(w, c.answer)
			})
			var out any
			_, err := (&Client{Endpoint: endpoint}).Do(t.Context(), Request{Method: http.MethodGet, Path: "/"}, &out)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("Do() = %v, want %q", err, c.want)
			}
		})
	}
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	_, err := (&Client{Endpoint: gone.URL}).Do(t.Context(), Request{Method: http.MethodGet, Path: "/"}, nil)
	if err == nil || !strings.Contains(err.Error(), "server at "+gone.URL) {
		t.Errorf("Do() without a server = %v", err)
	}
}
