// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package sigv4_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"selvedge"
	"selvedge/internal/sigv4"
)

const mismatchText = "The request signature we calculated does not match the signature you provided. Check your AWS " +
	"Secret Access Key and signing method. Consult the service documentation for details." // auth.md section 2

// refused checks that Verify refuses with code and a message that contains text, and that neither the message
// nor the cause gives the secret away.
func refused(t *testing.T, v *sigv4.Verifier, r *http.Request, body []byte, code selvedge.Code, text string) {
	t.Helper()
	principal, err := v.Verify(r, body)
	e, ok := errors.AsType[*selvedge.Error](err)
	if !ok {
		t.Fatalf("Verify = %+v, %v, want an error with the code %s", principal, err, code)
	}
	if e.Code != code || !strings.Contains(e.Message, text) {
		t.Errorf("Verify = %s %q, want %s with %q", e.Code, e.Message, code, text)
	}
	if principal != (selvedge.Principal{}) {
		t.Errorf("Verify returned the principal %+v with an error", principal)
	}
	if strings.Contains(err.Error(), testSecret) {
		t.Errorf("the error contains the secret: %v", err)
	}
}

// TestRefuseSigned signs a request with the SDK, changes it and expects a refusal. Codes and texts are those of
// auth.md section 2 where it has them.
func TestRefuseSigned(t *testing.T) {
	base := clientRequest{
		method: "PUT", target: "/2020-05-31/function/f?Stage=LIVE", body: "<a/>",
		header: http.Header{"If-Match": {"ETVPDKIKX0DER"}},
	}
	hashed := clientRequest{method: "POST", body: "b", header: http.Header{
		"X-Amz-Content-Sha256": {"3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d"}}}
	with := func(change func(*clientRequest)) clientRequest {
		c := base
		change(&c)
		return c
	}
	mismatch, incomplete := selvedge.CodeSignatureDoesNotMatch, selvedge.CodeIncompleteSignature
	tests := []struct {
		name   string
		req    clientRequest
		change func(r *http.Request, body []byte)
		code   selvedge.Code
		text   string
	}{
		{"wrong secret", with(func(c *clientRequest) { c.secret = "selvage" }), nil, mismatch, mismatchText},
		{"unknown key", with(func(c *clientRequest) { c.key = "AKOTHER" }), nil, selvedge.CodeInvalidClientTokenID,
			"The security token included in the request is invalid."},
		{"session token", with(func(c *clientRequest) { c.token = "t" }), nil, selvedge.CodeInvalidClientTokenID,
			"The security token included in the request is invalid."},
		{"other service", with(func(c *clientRequest) { c.service = "s3" }), nil, mismatch,
			"Credential should be scoped to correct service: 'cloudfront'."},
		{"altered method", base, func(r *http.Request, _ []byte) { r.Method = "DELETE" }, mismatch, mismatchText},
		{"altered path", base, func(r *http.Request, _ []byte) {
			r.RequestURI = "/2020-05-31/function/g?Stage=LIVE"
		}, mismatch, mismatchText},
		{"altered query", base, func(r *http.Request, _ []byte) {
			r.RequestURI = "/2020-05-31/function/f?Stage=DEVELOPMENT"
		}, mismatch, mismatchText},
		{"added query", base, func(r *http.Request, _ []byte) { r.RequestURI += "&a" }, mismatch, mismatchText},
		{"altered header", base, func(r *http.Request, _ []byte) { r.Header.Set("If-Match", "E2") }, mismatch, mismatchText},
		{"added header value", base, func(r *http.Request, _ []byte) { r.Header.Add("If-Match", "E2") }, mismatch,
			mismatchText},
		{"removed header", base, func(r *http.Request, _ []byte) { r.Header.Del("If-Match") }, mismatch, mismatchText},
		{"altered host", base, func(r *http.Request, _ []byte) { r.Host = "cf.example.test" }, mismatch, mismatchText},
		{"altered body", base, func(_ *http.Request, body []byte) { body[1] = 'b' }, mismatch, mismatchText},
		{"altered body with declared hash", hashed, func(_ *http.Request, body []byte) { body[0] = 'c' }, mismatch,
			"The provided 'X-Amz-Content-Sha256' does not match what was computed over the request body."},
		{"declared hash taken away", hashed, func(r *http.Request, _ []byte) {
			r.Header.Set("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD")
		}, mismatch, mismatchText},
		{"streaming payload", hashed, func(r *http.Request, _ []byte) {
			r.Header.Set("X-Amz-Content-Sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD")
		}, incomplete, "'X-Amz-Content-Sha256' must be"},
		{"two declared hashes", hashed, func(r *http.Request, _ []byte) {
			r.Header.Add("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD")
		}, incomplete, "The request has 2 headers 'X-Amz-Content-Sha256'"},
		{"unsigned x-amz header", base, func(r *http.Request, _ []byte) { r.Header.Set("X-Amz-Target", "x") }, incomplete,
			"'x-amz-target' must be a 'SignedHeader'"},
		{"altered date", base, func(r *http.Request, _ []byte) { r.Header.Set("X-Amz-Date", "20260301T120001Z") },
			mismatch, mismatchText},
		{"two dates", base, func(r *http.Request, _ []byte) { r.Header.Add("X-Amz-Date", "20260301T120000Z") },
			incomplete, "The request has 2 headers 'X-Amz-Date'"},
		{"no date", base, func(r *http.Request, _ []byte) { r.Header.Del("X-Amz-Date") }, incomplete,
			"requires existence of either a 'X-Amz-Date' or a 'Date' header"},
		{"bad date", base, func(r *http.Request, _ []byte) { r.Header.Set("X-Amz-Date", "20260301T120000.5Z") }, incomplete,
			"Date must be in ISO-8601 'basic format'"},
		{"no authorization", base, func(r *http.Request, _ []byte) { r.Header.Del("Authorization") },
			selvedge.CodeMissingAuthenticationToken, "Request is missing Authentication Token"},
		{"two authorizations", base, func(r *http.Request, _ []byte) {
			r.Header.Add("Authorization", r.Header.Get("Authorization"))
		}, incomplete, "The request has 2 headers 'Authorization'"},
		{"signed twice", base, func(r *http.Request, _ []byte) { r.RequestURI += "&X-Amz-Signature=00" }, incomplete,
			"The request is signed twice"},
		{"bad encoding in the query", base, func(r *http.Request, _ []byte) { r.RequestURI += "&a=%zz" }, incomplete,
			"The value of query parameter 2 is not percent-encoded correctly."},
		{"bad encoding of a query name", base, func(r *http.Request, _ []byte) { r.RequestURI += "&%a=" }, incomplete,
			"The name of query parameter 2 is not percent-encoded correctly."},
		{"too many parameters", base, func(r *http.Request, _ []byte) { r.RequestURI += strings.Repeat("&", 256) }, incomplete,
			"The query has 257 parameters; the maximum is 256."},
		{"target too long", base, func(r *http.Request, _ []byte) { r.RequestURI = "/" + strings.Repeat("a", 16<<10) },
			incomplete,
			"The request target has 16385 bytes; the maximum is 16384."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, body := tt.req.sign(t)
			if tt.change != nil {
				tt.change(r, body)
			}
			refused(t, verifier(), r, body, tt.code, tt.text)
		})
	}
}

// TestRefuseAuthorization breaks every part of the header. Source: auth.md section 2, IncompleteSignature.
func TestRefuseAuthorization(t *testing.T) {
	const scope = testKey + "/20260301/eu-west-1/cloudfront/aws4_request"
	signature := strings.Repeat("0", 64)
	build := func(credential, signed, signature string) string {
		return "AWS4-HMAC-SHA256 Credential=" + credential + ", SignedHeaders=" + signed + ", Signature=" + signature
	}
	const ok = "host;x-amz-date"
	tests := []struct{ name, value, text string }{
		{"empty", "", "requires the algorithm 'AWS4-HMAC-SHA256'"},
		{"other algorithm", "AWS4-HMAC-SHA512 Credential=a", "requires the algorithm 'AWS4-HMAC-SHA256'"},
		{"other scheme", "Basic YTpi", "requires the algorithm 'AWS4-HMAC-SHA256'"},
		{"algorithm alone", "AWS4-HMAC-SHA256", "requires 'Credential' parameter. " +
			"Authorization header requires 'SignedHeaders' parameter. Authorization header requires 'Signature' parameter."},
		{"no equal-sign", "AWS4-HMAC-SHA256 Credential=a, SignedHeaders",
			"Part 2 of the Authorization header is not a key=value pair"},
		{"comma at the end", build(scope, ok, signature) + ",", "Part 4 of the Authorization header is not a key=value pair"},
		{"unknown part", build(scope, ok, signature) + ", Region=x", "Part 4 of the Authorization header has an unknown name"},
		{"part twice", build(scope, ok, signature) + ", Signature=" + signature, "more than one 'Signature' parameter"},
		{"empty part twice", "AWS4-HMAC-SHA256 Signature=, Signature=" + signature, "more than one 'Signature' parameter"},
		{"no credential", build("", ok, signature), "requires 'Credential' parameter."},
		{"no signed headers", build(scope, "", signature), "requires 'SignedHeaders' parameter."},
		{"no signature", build(scope, ok, ""), "requires 'Signature' parameter."},
		{"credential too short", build(testKey+"/20260301/cloudfront/aws4_request", ok, signature),
			"exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 4"},
		{"credential too long", build(scope+"/x", ok, signature), "got 6"},
		{"no key id", build("/20260301/eu-west-1/cloudfront/aws4_request", ok, signature),
			"The access key id in Credential must be 1 to 128"},
		{"long key id", build(strings.Repeat("A", 129)+"/20260301/r/cloudfront/aws4_request", ok, signature),
			"The access key id in Credential must be 1 to 128"},
		{"blank in key id", build("A K/20260301/r/cloudfront/aws4_request", ok, signature),
			"The access key id in Credential must be 1 to 128"},
		{"scope date no day", build(testKey+"/20260231/r/cloudfront/aws4_request", ok, signature),
			"The date in Credential must have the form yyyymmdd."},
		{"scope date too long", build(testKey+"/202603011/r/cloudfront/aws4_request", ok, signature),
			"The date in Credential must be 1 to 8"},
		{"no region", build(testKey+"/20260301//cloudfront/aws4_request", ok, signature),
			"The region in Credential must be 1 to 64"},
		{"no service", build(testKey+"/20260301/r//aws4_request", ok, signature), "The service in Credential must be 1 to 64"},
		{"terminator", build(testKey+"/20260301/r/cloudfront/aws5_request", ok, signature), "valid terminator: 'aws4_request'"},
		{"host not signed", build(scope, "x-amz-date", signature), "'Host' must be a 'SignedHeader'"},
		{"date not signed", build(scope, "host", signature), "'x-amz-date' must be a 'SignedHeader'"},
		{"signed headers unsorted", build(scope, "x-amz-date;host", signature), "name 2 is not"},
		{"signed header twice", build(scope, "host;host;x-amz-date", signature), "name 2 is not"},
		{"signed header in upper case", build(scope, "Host;x-amz-date", signature), "Name 1 in SignedHeaders"},
		{"empty signed header", build(scope, "host;;x-amz-date", signature), "Name 2 in SignedHeaders"},
		{"too many signed headers", build(scope, strings.Repeat("a;", 100)+"b", signature),
			"SignedHeaders has 101 names; the maximum is 100."},
		{"signature not hexadecimal", build(scope, ok, strings.Repeat("g", 64)),
			"Signature must be up to 256 lower-case hexadecimal digits."},
		{"signature in upper case", build(scope, ok, strings.Repeat("A", 64)),
			"Signature must be up to 256 lower-case hexadecimal digits."},
		{"signature too long", build(scope, ok, strings.Repeat("0", 257)),
			"Signature must be up to 256 lower-case hexadecimal digits."},
		{"header too long", build(scope, ok, strings.Repeat("0", 8<<10)), "bytes; the maximum is 8192."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, body := received(t, lines("GET / HTTP/1.1", "Host: "+testHost, "X-Amz-Date: 20260301T120000Z",
				"Authorization: "+tt.value))
			refused(t, verifier(), r, body, selvedge.CodeIncompleteSignature, tt.text)
		})
	}
	t.Run("signature too short", func(t *testing.T) {
		r, body := received(t, lines("GET / HTTP/1.1", "Host: "+testHost, "X-Amz-Date: 20260301T120000Z",
			"Authorization: "+build(scope, ok, "00")))
		refused(t, verifier(), r, body, selvedge.CodeSignatureDoesNotMatch, mismatchText)
	})
	t.Run("scope date of another day", func(t *testing.T) { // auth.md 1.4
		r, body := received(t, lines("GET / HTTP/1.1", "Host: "+testHost, "X-Amz-Date: 20260301T120000Z",
			"Authorization: "+build(testKey+"/20260302/r/cloudfront/aws4_request", ok, signature)))
		refused(t, verifier(), r, body, selvedge.CodeSignatureDoesNotMatch,
			"Date in Credential scope does not match the date of the request: '20260302' != '20260301', from '20260301T120000Z'.")
	})
}

func TestRefusePresigned(t *testing.T) {
	tests := []struct{ name, old, new, text string }{
		{"no algorithm", "X-Amz-Algorithm", "Algorithm", "AWS query-string parameters must include 'X-Amz-Algorithm'."},
		{"no credential", "X-Amz-Credential", "Credential", "must include 'X-Amz-Credential'."},
		{"no date", "X-Amz-Date", "Date", "must include 'X-Amz-Date'."},
		{"no expires", "X-Amz-Expires", "Expires", "must include 'X-Amz-Expires'."},
		{"no signed headers", "X-Amz-SignedHeaders", "SignedHeaders", "must include 'X-Amz-SignedHeaders'."},
		{"other algorithm", "=AWS4-HMAC-SHA256", "=AWS4", "X-Amz-Algorithm must be 'AWS4-HMAC-SHA256'."},
		{"parameter twice", "X-Amz-Expires=900", "X-Amz-Expires=900&X-Amz-Expires=901",
			"The query has 2 parameters 'X-Amz-Expires'"},
		{"expires zero", "=900", "=0", "X-Amz-Expires must be a number of seconds between 1 and 604800."},
		{"expires too long", "=900", "=604801", "X-Amz-Expires must be a number of seconds between 1 and 604800."},
		{"expires negative", "=900", "=-1", "X-Amz-Expires must be a number of seconds between 1 and 604800."},
		{"bad credential", "AKWEAVER%2F", "", "exactly 5 slash-delimited elements"},
		{"bad date", "T120000Z", "", "Date must be in ISO-8601 'basic format'"},
		{"host not signed", "=host", "=hosts", "'Host' must be a 'SignedHeader'"},
		{"two hashes", "?", "?X-Amz-Content-Sha256=a&X-Amz-Content-Sha256=b&",
			"The query has 2 parameters 'X-Amz-Content-Sha256'"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, body := received(t, lines("GET "+strings.Replace(presignedTarget, tt.old, tt.new, 1)+" HTTP/1.1",
				"Host: "+testHost))
			refused(t, verifier(), r, body, selvedge.CodeIncompleteSignature, tt.text)
		})
	}
	t.Run("no signature", func(t *testing.T) { // auth.md section 2, first row
		target, _, _ := strings.Cut(presignedTarget, "&X-Amz-Signature")
		r, body := received(t, lines("GET "+target+" HTTP/1.1", "Host: "+testHost))
		refused(t, verifier(), r, body, selvedge.CodeMissingAuthenticationToken, "Request is missing Authentication Token")
	})
	t.Run("longer than signed", func(t *testing.T) {
		r, body := received(t, lines("GET "+strings.Replace(presignedTarget, "=900", "=901", 1)+" HTTP/1.1", "Host: "+testHost))
		refused(t, verifier(), r, body, selvedge.CodeSignatureDoesNotMatch, mismatchText)
	})
	t.Run("body added", func(t *testing.T) {
		r, _ := received(t, lines("GET "+presignedTarget+" HTTP/1.1", "Host: "+testHost))
		refused(t, verifier(), r, []byte("x"), selvedge.CodeSignatureDoesNotMatch, mismatchText)
	})
	t.Run("session token", func(t *testing.T) {
		r, body := received(t, lines("GET "+presignedTarget+"&X-Amz-Security-Token=t HTTP/1.1", "Host: "+testHost))
		refused(t, verifier(), r, body, selvedge.CodeInvalidClientTokenID,
			"The security token included in the request is invalid.")
	})
}

// TestClock moves the server's clock. Source of window and texts: auth.md 1.6.
func TestClock(t *testing.T) {
	presigned := clientRequest{target: "/?X-Amz-Expires=90"}
	tests := []struct {
		name   string
		signed func(testing.TB) (*http.Request, []byte)
		skew   time.Duration
		ahead  time.Duration // of the server's clock
		text   string        // of the refusal; empty when accepted
	}{
		{"5 min old", clientRequest{}.sign, 0, 5 * time.Minute, ""},
		{"a fraction over 5 min old", clientRequest{}.sign, 0, 5*time.Minute + 900*time.Millisecond, ""},
		{"older", clientRequest{}.sign, 0, 5*time.Minute + time.Second,
			"Signature expired: 20260301T120000Z is now earlier than 20260301T120001Z (20260301T120501Z - 5 min.)"},
		{"5 min early", clientRequest{}.sign, 0, -5 * time.Minute, ""},
		{"earlier", clientRequest{}.sign, 0, -5*time.Minute - time.Second,
			"Signature not yet current: 20260301T120000Z is still later than 20260301T115959Z (20260301T115459Z + 5 min.)"},
		{"own window", clientRequest{}.sign, 90 * time.Second, 91 * time.Second,
			"Signature expired: 20260301T120000Z is now earlier than 20260301T120001Z (20260301T120131Z - 90 sec.)"},
		{"presigned at its end", presigned.presign, 0, 90 * time.Second, ""},
		{"presigned expired", presigned.presign, 0, 91 * time.Second,
			"Signature expired: 20260301T120000Z is now earlier than 20260301T120001Z (20260301T120131Z - 90 sec.)"},
		{"presigned early", presigned.presign, 0, -301 * time.Second, "Signature not yet current: "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, body := tt.signed(t)
			v := verifier()
			v.Skew = tt.skew
			v.Now = func() time.Time { return testNow().Add(tt.ahead).In(time.FixedZone("", 3600)) }
			if tt.text != "" {
				refused(t, v, r, body, selvedge.CodeSignatureDoesNotMatch, tt.text)
				return
			}
			if _, err := v.Verify(r, body); err != nil {
				t.Errorf("Verify: %v", err)
			}
		})
	}
}

// TestClockDefault checks that the real time is used when Now is nil: testNow is not now.
func TestClockDefault(t *testing.T) {
	v := verifier()
	v.Now = nil
	r, body := clientRequest{at: time.Now()}.sign(t)
	if _, err := v.Verify(r, body); err != nil {
		t.Errorf("Verify of a request signed now: %v", err)
	}
	r, body = clientRequest{at: time.Now().Add(-time.Hour)}.sign(t)
	refused(t, v, r, body, selvedge.CodeSignatureDoesNotMatch, "Signature expired")
}

func TestBodyLimit(t *testing.T) {
	r, body := clientRequest{method: "POST", body: "12345"}.sign(t)
	v := verifier()
	v.MaxBody = 5
	if _, err := v.Verify(r, body); err != nil {
		t.Errorf("Verify of 5 bytes: %v", err)
	}
	v.MaxBody = 4
	refused(t, v, r, body, selvedge.CodeRequestEntityTooLarge, "The request body has 5 bytes; the maximum is 4.")
	v.MaxBody = 0
	refused(t, v, r, make([]byte, sigv4.DefaultMaxBody+1), selvedge.CodeRequestEntityTooLarge, "the maximum is 1048576.")
}

func TestLookup(t *testing.T) {
	down := errors.New("store is down")
	tests := []struct {
		name string
		cred sigv4.Credential
		err  error
		code selvedge.Code // empty: an internal error
	}{
		{"error", sigv4.Credential{}, down, ""},
		{"no secret", sigv4.Credential{AccessKeyID: testKey}, nil, selvedge.CodeInvalidClientTokenID},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := verifier()
			v.Lookup = func(context.Context, string) (sigv4.Credential, bool, error) { return tt.cred, true, tt.err }
			r, body := clientRequest{}.sign(t)
			_, err := v.Verify(r, body)
			if !errors.Is(err, tt.err) && tt.err != nil || selvedge.ErrorCode(err) != tt.code || err == nil {
				t.Errorf("Verify = %v, want the code %q and %v inside", err, tt.code, tt.err)
			}
		})
	}
}

// TestClientSecretsStayPrivate sends what misconfigured clients send and expects that it is not repeated.
func TestClientSecretsStayPrivate(t *testing.T) {
	for _, value := range []string{
		testSecret, "Bearer " + testSecret, "AWS4-HMAC-SHA256 " + testSecret, "AWS4-HMAC-SHA256 " + testSecret + "=x",
		authorization("host", testSecret), strings.Replace(authorization("host", "00"), testKey, testSecret, 1),
	} {
		r, body := received(t, lines("GET / HTTP/1.1", "Host: "+testHost, "Date: 20260301T120000Z", "Authorization: "+value))
		refused(t, verifier(), r, body, selvedge.CodeIncompleteSignature, "")
	}
}
