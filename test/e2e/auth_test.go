// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file signs requests rightly and wrongly.

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
)

// TestClientCredentials: auth.md 1.2, 2.
func TestClientCredentials(t *testing.T) {
	t.Parallel()
	p := startOn(t, t.TempDir())
	key, secret := p.keyPair(t)
	list := func(c *cloudfront.Client) error {
		_, err := c.ListFunctions(context.Background(), &cloudfront.ListFunctionsInput{})
		return err
	}
	region := func(name string) func(*cloudfront.Options) {
		return func(o *cloudfront.Options) { o.Region = name }
	}
	for _, name := range []string{"us-east-1", "eu-west-1", "aws-global"} { // clients sign with their own region
		if err := list(newClient(p.api, key, secret, region(name))); err != nil {
			t.Errorf("ListFunctions signed for %s: %v", name, err)
		}
	}
	wantCode(t, list(newClient(p.api, key, secret+"x")), "SignatureDoesNotMatch", 403,
		"The request signature we calculated does not match the signature you provided.")
	wantCode(t, list(newClient(p.api, "AKIANOSUCHKEY0000000", secret)), "InvalidClientTokenId", 403,
		"The security token included in the request is invalid.")
	anonymous := newClient(p.api, "", "", func(o *cloudfront.Options) { o.Credentials = aws.AnonymousCredentials{} })
	wantCode(t, list(anonymous), "MissingAuthenticationToken", 403, "Request is missing Authentication Token")
	// A write that is refused changes nothing.
	if _, err := newClient(p.api, key, "wrong").CreateFunction(t.Context(), newFunction("f", passing)); err == nil {
		t.Error("CreateFunction with a wrong secret succeeded")
	}
	if got := listFunctions(t, p.client(t), 100, ""); len(got) != 0 {
		t.Errorf("functions after a refused CreateFunction: %q", got)
	}
	if strings.Contains(p.stderr.String(), secret) {
		t.Error("the secret is in the log")
	}
}

// signed is a request and how it is signed; change happens after signing.
type signed struct {
	method, target, body string
	service              string
	offset               time.Duration // of the signer's clock
	change               func(*http.Request)
}

// send signs and sends a request.
func (s signed) send(t *testing.T, p *process, key, secret string) *http.Response {
	t.Helper()
	body := []byte(s.body)
	req, err := http.NewRequestWithContext(t.Context(), s.method, p.api+s.target, bytes.NewReader(body))
	if err != nil {
		t.Fatalf("request: %v", err)
	}
	hash := sha256.Sum256(body)
	err = v4.NewSigner().SignHTTP(t.Context(), aws.Credentials{AccessKeyID: key, SecretAccessKey: secret}, req,
		hex.EncodeToString(hash[:]), s.service, "us-east-1", time.Now().Add(s.offset))
	if err != nil {
		t.Fatalf("sign: %v", err)
	}
	if s.change != nil {
		s.change(req)
	}
	resp, err := browser.Do(req)
	if err != nil {
		t.Fatalf("%s %s: %v", s.method, s.target, err)
	}
	t.Cleanup(func() { _ = resp.Body.Close() })
	return resp
}

// TestSignatures: auth.md 1.3 to 1.6, 2.
func TestSignatures(t *testing.T) {
	t.Parallel()
	p := startOn(t, t.TempDir())
	key, secret := p.keyPair(t)
	createFunction(t, p.client(t), "f", passing)
	get := signed{method: http.MethodGet, target: "/2020-05-31/function?MaxItems=5", service: "cloudfront"}
	tests := []struct {
		name   string
		in     signed
		change func(*signed)
		status int
		code   string
		text   string
	}{
		{name: "right", status: 200},
		{name: "a little slow", change: func(s *signed) { s.offset = -4 * time.Minute }, status: 200},
		{name: "a little fast", change: func(s *signed) { s.offset = 4 * time.Minute }, status: 200},
		{name: "too old", change: func(s *signed) { s.offset = -6 * time.Minute }, status: 403, code: "SignatureDoesNotMatch", text: "Signature expired: "},
		{name: "too new", change: func(s *signed) { s.offset = 6 * time.Minute }, status: 403, code: "SignatureDoesNotMatch", text: "Signature not yet current: "},
		{name: "other service", change: func(s *signed) { s.service = "s3" }, status: 403, code: "SignatureDoesNotMatch", text: "Credential should be scoped to correct service: 'cloudfront'."},
		{name: "query changed", change: func(s *signed) {
			s.change = func(r *http.Request) { r.URL.RawQuery = "MaxItems=6" }
		}, status: 403, code: "SignatureDoesNotMatch"},
		{name: "path changed", change: func(s *signed) {
			s.change = func(r *http.Request) { r.URL.Path = "/2020-05-31/distribution" }
		}, status: 403, code: "SignatureDoesNotMatch"},
		{name: "method changed", change: func(s *signed) {
			s.change = func(r *http.Request) { r.Method = http.MethodPost }
		}, status: 403, code: "SignatureDoesNotMatch"},
		{name: "host changed", change: func(s *signed) {
			s.change = func(r *http.Request) { r.Host = "example.com" }
		}, status: 403, code: "SignatureDoesNotMatch"},
		{name: "body changed", change: func(s *signed) {
			s.method, s.target, s.body = http.MethodDelete, "/2020-05-31/function/f", "x"
			s.change = func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader("y")) }
		}, status: 403, code: "SignatureDoesNotMatch"},
		{name: "date removed", change: func(s *signed) {
			s.change = func(r *http.Request) { r.Header.Del("X-Amz-Date") }
		}, status: 403, code: "IncompleteSignature"},
		{name: "header is not one", change: func(s *signed) {
			s.change = func(r *http.Request) { r.Header.Set("Authorization", "Basic dXNlcjpwYXNz") }
		}, status: 403, code: "IncompleteSignature"},
		{name: "no signature in the header", change: func(s *signed) {
			s.change = func(r *http.Request) {
				header, _, _ := strings.Cut(r.Header.Get("Authorization"), ", Signature=")
				r.Header.Set("Authorization", header)
			}
		}, status: 403, code: "IncompleteSignature", text: "Signature"},
		{name: "no header", change: func(s *signed) {
			s.change = func(r *http.Request) { r.Header.Del("Authorization") }
		}, status: 403, code: "MissingAuthenticationToken"},
		{name: "path that is no operation", change: func(s *signed) { s.target = "/2020-05-31/no-such-thing" }, status: 404, code: "UnknownOperationException"},
		{name: "path that is no operation, unsigned", change: func(s *signed) { // signature before route: api.md 1.6
			s.target = "/2020-05-31/no-such-thing"
			s.change = func(r *http.Request) { r.Header.Del("Authorization") }
		}, status: 403, code: "MissingAuthenticationToken"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := get
			if tt.change != nil {
				tt.change(&s)
			}
			resp := s.send(t, p, key, secret)
			if tt.code != "" {
				checkErrorAnswer(t, resp, tt.status, tt.code, tt.text)
			} else if resp.StatusCode != tt.status {
				t.Errorf("status = %d, want %d: %s", resp.StatusCode, tt.status, readAll(t, resp.Body))
			}
			if resp.Header.Get("Date") == "" {
				t.Error("the answer has no Date, which SDKs need to correct their clock") // auth.md 1.6
			}
		})
	}
	checkCode(t, p.client(t), "f", "", passing, etag1)
}

// TestPresigned: auth.md 1.5.
func TestPresigned(t *testing.T) {
	t.Parallel()
	p := startOn(t, t.TempDir())
	key, secret := p.keyPair(t)
	presign := func(secret string, expires string) string {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.api+"/2020-05-31/function?X-Amz-Expires="+expires, nil)
		if err != nil {
			t.Fatalf("request: %v", err)
		}
		empty := sha256.Sum256(nil)
		url, _, err := v4.NewSigner().PresignHTTP(t.Context(), aws.Credentials{AccessKeyID: key, SecretAccessKey: secret}, req,
			hex.EncodeToString(empty[:]), "cloudfront", "us-east-1", time.Now().Add(-time.Minute))
		if err != nil {
			t.Fatalf("presign: %v", err)
		}
		return url
	}
	get := func(url string) *http.Response {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
		if err != nil {
			t.Fatalf("request: %v", err)
		}
		resp, err := browser.Do(req)
		if err != nil {
			t.Fatalf("GET %s: %v", url, err)
		}
		t.Cleanup(func() { _ = resp.Body.Close() })
		return resp
	}
	if resp := get(presign(secret, "300")); resp.StatusCode != 200 {
		t.Errorf("presigned URL: status %d: %s", resp.StatusCode, readAll(t, resp.Body))
	}
	checkErrorAnswer(t, get(presign(secret+"x", "300")), 403, "SignatureDoesNotMatch", "")
	checkErrorAnswer(t, get(presign(secret, "30")), 403, "SignatureDoesNotMatch", "expired")
	checkErrorAnswer(t, get(presign(secret, "300")+"&MaxItems=1"), 403, "SignatureDoesNotMatch", "")
}

// errorAnswer is the body of an answer that is an error. Source: api.md 1.4.
type errorAnswer struct {
	XMLName xml.Name `xml:"http://cloudfront.amazonaws.com/doc/2020-05-31/ ErrorResponse"`
	Error   struct{ Type, Code, Message string }
	ID      string `xml:"RequestId"`
}

// checkErrorAnswer checks everything about an answer that is an error: the one shape of api.md 1.4. It returns the
// message.
func checkErrorAnswer(t *testing.T, resp *http.Response, status int, code, text string) string {
	t.Helper()
	body := readAll(t, resp.Body)
	if resp.StatusCode != status {
		t.Errorf("status = %d, want %d; body %s", resp.StatusCode, status, body)
	}
	if got := resp.Header.Get("Content-Type"); got != "text/xml" {
		t.Errorf("Content-Type = %q, want text/xml; body %s", got, body)
	}
	if !strings.HasPrefix(body, `<?xml version="1.0"`) {
		t.Errorf("body begins with %.40q, want an XML declaration", body)
	}
	var got errorAnswer
	decoder := xml.NewDecoder(strings.NewReader(body))
	if err := decoder.Decode(&got); err != nil {
		t.Fatalf("body %q: %v", body, err)
	}
	kind := "Sender"
	if status >= 500 {
		kind = "Receiver"
	}
	if got.Error.Type != kind || got.Error.Code != code || !strings.Contains(got.Error.Message, text) || got.Error.Message == "" {
		t.Errorf("error = %+v, want type %s, code %s and a message with %q", got.Error, kind, code, text)
	}
	if id := resp.Header.Get("x-amzn-RequestId"); id != got.ID || !requestID.MatchString(id) {
		t.Errorf("request id = %q in the header and %q in the body, want the same UUID", id, got.ID)
	}
	return got.Error.Message
}
