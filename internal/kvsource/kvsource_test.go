// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package kvsource_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsv4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"selvedge"
	"selvedge/internal/kvsfile"
	"selvedge/internal/kvsource"
)

const bucket = "arn:aws:s3:::bucket/"

// wantOpen opens an object and checks what it holds, or the code of the error.
func wantOpen(t *testing.T, s *kvsource.Source, arn, want string, code selvedge.Code) {
	t.Helper()
	file, err := s.Open(t.Context(), arn)
	if selvedge.ErrorCode(err) != code || (err == nil) != (code == "") {
		t.Errorf("Open(%s) = %v, want %q", arn, err, code)
	}
	if err != nil {
		return
	}
	defer file.Close()
	if text, err := io.ReadAll(file); err != nil || string(text) != want {
		t.Errorf("Open(%s) has %q, %v, want %q", arn, text, err, want)
	}
}

func newSource(t *testing.T, c kvsource.Config) *kvsource.Source {
	t.Helper()
	s, err := kvsource.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, text string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("in/bucket/deep/a.json", "a")
	write("in/bucket/large", strings.Repeat(" ", kvsfile.MaxFile+1))
	write("secret", "s")
	if err := os.Symlink("../../secret", filepath.Join(dir, "in/bucket/link")); err != nil {
		t.Fatal(err)
	}
	s := newSource(t, kvsource.Config{Dir: filepath.Join(dir, "in")})
	wantOpen(t, s, bucket+"deep/a.json", "a", "")
	wantOpen(t, s, bucket+"large", "", selvedge.CodeEntitySizeLimitExceeded)
	for _, key := range []string{"absent", "deep", "../../secret", "link", "/etc/passwd", "a\x00b"} {
		wantOpen(t, s, bucket+key, "", selvedge.CodeInvalidArgument)
	}
	wantOpen(t, newSource(t, kvsource.Config{Dir: filepath.Join(dir, "absent")}), bucket+"a", "", selvedge.CodeServiceUnavailable)
}

// TestEndpoint checks the signature against that of the AWS SDK.
func TestEndpoint(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		again, err := http.NewRequestWithContext(t.Context(), r.Method, "http://"+r.Host+r.RequestURI, http.NoBody)
		if err != nil {
			t.Error(err)
			return
		}
		again.Header.Set("X-Amz-Content-Sha256", empty)
		signer := awsv4.NewSigner(func(o *awsv4.SignerOptions) { o.DisableURIPathEscaping = true })
		err = signer.SignHTTP(context.Background(), aws.Credentials{AccessKeyID: "id", SecretAccessKey: "secret"}, again, empty, "s3", "eu-west-1", now)
		if got, want := r.Header.Get("Authorization"), again.Header.Get("Authorization"); got != want || err != nil {
			t.Errorf("Authorization of %s = %s, want %s, %v", r.RequestURI, got, want, err)
		}
		switch r.RequestURI {
		case "/base/bucket/a%20b/%C3%A9%3F.json":
			io.WriteString(w, "text")
		case "/base/bucket/large":
			w.Header().Set("Content-Length", "5242881")
		case "/base/bucket/mine":
			w.WriteHeader(http.StatusForbidden)
		case "/base/bucket/moved":
			http.Redirect(w, r, "/base/bucket/large", http.StatusMovedPermanently)
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	defer server.Close()
	s := newSource(t, kvsource.Config{
		Endpoint: server.URL + "/base/", Region: "eu-west-1", AccessKey: "id", Secret: "secret", Now: func() time.Time { return now },
	})
	wantOpen(t, s, bucket+"a b/é?.json", "text", "")
	wantOpen(t, s, bucket+"large", "", selvedge.CodeEntitySizeLimitExceeded)
	wantOpen(t, s, bucket+"mine", "", selvedge.CodeAccessDenied)
	wantOpen(t, s, bucket+"moved", "", selvedge.CodeInvalidArgument)
	wantOpen(t, s, bucket+"absent", "", selvedge.CodeInvalidArgument)
	server.Close()
	wantOpen(t, s, bucket+"a", "", selvedge.CodeServiceUnavailable)
}

func TestConfigRefused(t *testing.T) {
	for want, c := range map[string]kvsource.Config{
		"neither":    {},
		"not from b": {Dir: "d", Endpoint: "http://s3"},
		"lacks":      {Endpoint: "http://s3", AccessKey: "id"},
		"URL":        {Endpoint: "s3.example.com"},
	} {
		if _, err := kvsource.New(c); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("New(%+v) = %v, want %q", c, err, want)
		}
	}
}
