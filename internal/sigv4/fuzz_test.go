// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package sigv4_test

import (
	"net/http"
	"testing"

	"selvedge"
)

// FuzzParse feeds hostile headers and request targets to Verify: it must not panic, and its answer is one of the
// documented codes.
func FuzzParse(f *testing.F) {
	for _, v := range vectors {
		f.Add(authorization(v.signed, v.signature), "20260301T120000Z", "/2020-05-31/function?WithTags")
	}
	f.Add("", "", presignedTarget)
	f.Add("AWS4-ECDSA-P256-SHA256 Credential=a/20260301/cloudfront/aws4_request,SignedHeaders=host,Signature=30", "20260301T120000Z", v4aTarget)
	f.Add("", "x", "http://cf.example.test/../a?b=%zz&X-Amz-Signature=0")
	f.Add("AWS4-HMAC-SHA256 Credential=a/b/c/d/e,SignedHeaders=;,Signature", "Sun, 01 Mar 2026 12:00:00 GMT", "*")
	f.Fuzz(func(t *testing.T, authorization, date, target string) {
		r := &http.Request{Method: "GET", Host: testHost, RequestURI: target, Header: http.Header{}}
		if authorization != "" {
			r.Header.Set("Authorization", authorization)
		}
		r.Header.Set("X-Amz-Date", date)
		_, err := verifier().Verify(r, nil)
		if err == nil {
			return // the presigned seed, or another way to write it
		}
		switch code := selvedge.ErrorCode(err); code {
		case selvedge.CodeMissingAuthenticationToken, selvedge.CodeIncompleteSignature,
			selvedge.CodeInvalidClientTokenID, selvedge.CodeSignatureDoesNotMatch:
		default:
			t.Errorf("Verify(%q, %q, %q) = %v (code %q), want a documented code", authorization, date, target, err, code)
		}
	})
}
