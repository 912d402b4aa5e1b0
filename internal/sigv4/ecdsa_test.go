// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package sigv4_test

import (
	"encoding/hex"
	"strings"
	"testing"

	"selvedge"
	"selvedge/internal/sigv4"
)

// TestPublicKey: the keys were computed outside of this package, by the algorithm of auth.md 4.3.
func TestPublicKey(t *testing.T) {
	for _, tt := range []struct{ id, secret, want string }{
		{testKey, testSecret, "04cc50f9501dc01a6c48a9a725968407ca6c098bad87fcb642cddae7f76469c8e3" +
			"bafc51cdb68c303b9ff06cc4ba84c11ccb192b7335850bc6a232b7e7f7151a01"},
		{"AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "04b6618f6a65740a99e650b33b6b4b5bd0d43b176d721a3edfea7e7d2d56d936b1" +
			"865ed22a7eadc9c5cb9d2cbaca1b3699139fedc5043dc6661864218330c8e518"}, // auth.md 4.5
	} {
		key, err := sigv4.PublicKey(tt.id, tt.secret)
		if got := hex.EncodeToString(key); got != tt.want || err != nil {
			t.Errorf("public key of %s = %s, %v, want %s", tt.id, got, err, tt.want)
		}
	}
}

// The signatures were computed outside of this package.
const (
	v4aSignature = "30450220471c3e758c4904285bba7e53118ed0f524adeb0757d25bd2f8e7b0d76dfa714c022100" +
		"afde5e801e87a15a4f2dc3d9688eb857fcb10abe0dd4162642903558ce884397"
	v4aPresigned = "304502210094f9858796a202cba29020636a5edb56bea05116de184078d701ca19172254a7022" +
		"06fbf2616650c1f048614f06e6027770f96f5ca56efabc513f72beebbad3e57c1"

	v4aAuthorization = "Authorization: AWS4-ECDSA-P256-SHA256 Credential=" + testKey + "/20260301/cloudfront-keyvaluestore/aws4_request, " +
		"SignedHeaders=host;if-match;x-amz-date;x-amz-region-set, Signature=" + v4aSignature
	v4aTarget = "/?X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256&X-Amz-Credential=" + testKey + "%2F20260301%2Fcloudfront-keyvaluestore%2Faws4_request" +
		"&X-Amz-Date=20260301T120000Z&X-Amz-Expires=60&X-Amz-Region-Set=%2A&X-Amz-SignedHeaders=host&X-Amz-Signature=" + v4aPresigned
)

func dataVerifier() *sigv4.Verifier {
	v := verifier()
	v.Services = []string{"cloudfront-keyvaluestore"}
	return v
}

func v4aRequest() string {
	return lines("PUT /key-value-stores/arn%3Aaws%3Acloudfront%3A%3A000000000000%3Akey-value-store%2Fx/keys/a%20b HTTP/1.1",
		"Host: "+testHost, "If-Match: KVTVPDKIKX0DER", "X-Amz-Date: 20260301T120000Z", "X-Amz-Region-Set: *",
		"Content-Length: 13", v4aAuthorization) + `{"Value":"v"}`
}

func TestVerifyV4A(t *testing.T) {
	for _, text := range []string{v4aRequest(), lines("GET "+v4aTarget+" HTTP/1.1", "Host: "+testHost)} {
		r, body := received(t, text)
		if got, err := dataVerifier().Verify(r, body); err != nil || got != testPrincipal {
			t.Errorf("Verify(%s %s) = %v, %v", r.Method, r.RequestURI, got, err)
		}
	}
}

func TestVerifyV4ARefused(t *testing.T) {
	for _, tt := range []struct {
		name, from, to string
		code           selvedge.Code
		text           string
	}{
		{"path", "a%20b", "a%20c", selvedge.CodeSignatureDoesNotMatch, "does not match"},
		{"method", "PUT ", "GET ", selvedge.CodeSignatureDoesNotMatch, "does not match"},
		{"header", "KVTVPDKIKX0DER", "KVTVPDKIKX0DES", selvedge.CodeSignatureDoesNotMatch, "does not match"},
		{"body", `"v"`, `"w"`, selvedge.CodeSignatureDoesNotMatch, "does not match"},
		{"region set", "Set: *", "Set: us-*", selvedge.CodeSignatureDoesNotMatch, "does not match"},
		{"signature", "30450220", "30450221", selvedge.CodeSignatureDoesNotMatch, "does not match"},
		{"odd signature", "ce884397", "ce88439", selvedge.CodeSignatureDoesNotMatch, "does not match"},
		{"no region set", "X-Amz-Region-Set: *\r\n", "", selvedge.CodeIncompleteSignature, "requires 'X-Amz-Region-Set'"},
		{"region set not signed", ";x-amz-region-set,", ",", selvedge.CodeIncompleteSignature, "'x-amz-region-set' must be a 'SignedHeader'"},
		{"region in the scope", "/20260301/", "/20260301/us-east-1/", selvedge.CodeIncompleteSignature, "exactly 4 slash-delimited elements, e.g. keyid/date/service/term, got 5"},
		{"other service", "/cloudfront-keyvaluestore/aws4", "/cloudfront/aws4", selvedge.CodeSignatureDoesNotMatch, "'cloudfront-keyvaluestore'"},
		{"other algorithm", "AWS4-ECDSA-P256-SHA256", "AWS4-HMAC-SHA256", selvedge.CodeIncompleteSignature, "exactly 5"},
		{"other key", "=" + testKey, "=AKOTHER", selvedge.CodeInvalidClientTokenID, "security token"},
	} {
		text := v4aRequest()
		if !strings.Contains(text, tt.from) {
			t.Fatalf("%s: the request has no %q", tt.name, tt.from)
		}
		r, body := received(t, strings.Replace(text, tt.from, tt.to, 1))
		if _, err := dataVerifier().Verify(r, body); selvedge.ErrorCode(err) != tt.code || !strings.Contains(err.Error(), tt.text) {
			t.Errorf("%s: Verify = %v, want %s with %q", tt.name, err, tt.code, tt.text)
		}
	}
}
