// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package sigv4_test

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"selvedge"
	"selvedge/internal/sigv4"
)

const (
	testKey    = "AKWEAVER"
	testSecret = "loom/warp+weft/selvage"
	testRegion = "eu-west-1"
	testHost   = "cf.example.test:8080"
)

var testPrincipal = selvedge.Principal{AccessKeyID: testKey, ARN: "arn:aws:iam::000000000000:user/weaver"}

// testNow is when everything here is signed, unless a case says otherwise.
func testNow() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) }

func verifier() *sigv4.Verifier {
	return &sigv4.Verifier{
		Services: []string{"cloudfront", "sts"},
		Now:      testNow,
		Lookup: func(_ context.Context, id string) (sigv4.Credential, bool, error) {
			if id != testKey {
				return sigv4.Credential{}, false, nil
			}
			return sigv4.Credential{AccessKeyID: testKey, Secret: testSecret, Principal: testPrincipal}, true, nil
		},
	}
}

// received parses text as a server does and returns the request with its body.
func received(t testing.TB, text string) (*http.Request, []byte) {
	t.Helper()
	r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(text)))
	if err != nil {
		t.Fatalf("ReadRequest(%q): %v", text, err)
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatalf("body of %q: %v", text, err)
	}
	return r, body
}

// sent writes a client's request to the wire and reads it as a server does.
func sent(t testing.TB, r *http.Request) (*http.Request, []byte) {
	t.Helper()
	var wire bytes.Buffer
	if err := r.Write(&wire); err != nil {
		t.Fatalf("write request: %v", err)
	}
	return received(t, wire.String())
}

// lines joins the lines of a request head, with an empty body.
func lines(l ...string) string { return strings.Join(l, "\r\n") + "\r\n\r\n" }

// authorization returns the value of an Authorization header of testKey for testNow.
func authorization(signedHeaders, signature string) string {
	return "AWS4-HMAC-SHA256 Credential=" + testKey + "/20260301/" + testRegion + "/cloudfront/aws4_request, " +
		"SignedHeaders=" + signedHeaders + ", Signature=" + signature
}
