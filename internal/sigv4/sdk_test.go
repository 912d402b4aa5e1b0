// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package sigv4_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsv4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/google/go-cmp/cmp"
)

// clientRequest is a request that the AWS SDK for Go signs.
type clientRequest struct {
	method, target string // GET and "/" when empty
	header         http.Header
	body           string
	hash           string // payload hash; that of body when empty
	service        string // cloudfront when empty
	region         string // testRegion when empty
	secret         string // testSecret when empty
	key            string // testKey when empty
	token          string
	at             time.Time // testNow when zero
}

func or[T comparable](value, fallback T) T {
	var zero T
	if value == zero {
		return fallback
	}
	return value
}

func (c clientRequest) build(t testing.TB) *http.Request {
	t.Helper()
	r, err := http.NewRequest(or(c.method, "GET"), "http://"+testHost+or(c.target, "/"), strings.NewReader(c.body))
	if err != nil {
		t.Fatalf("NewRequest: %v", err)
	}
	if c.header != nil {
		r.Header = c.header.Clone()
	}
	return r
}

func (c clientRequest) payloadHash() string {
	sum := sha256.Sum256([]byte(c.body))
	return or(c.hash, hex.EncodeToString(sum[:]))
}

func (c clientRequest) credentials() aws.Credentials {
	return aws.Credentials{
		AccessKeyID: or(c.key, testKey), SecretAccessKey: or(c.secret, testSecret), SessionToken: c.token,
	}
}

// sign signs with the Authorization header and returns the request as a server receives it.
func (c clientRequest) sign(t testing.TB) (*http.Request, []byte) {
	t.Helper()
	r := c.build(t)
	err := awsv4.NewSigner().SignHTTP(context.Background(), c.credentials(), r, c.payloadHash(),
		or(c.service, "cloudfront"), or(c.region, testRegion), or(c.at, testNow()))
	if err != nil {
		t.Fatalf("SignHTTP: %v", err)
	}
	return sent(t, r)
}

// presign signs with the query and returns the request as a server receives it.
func (c clientRequest) presign(t testing.TB) (*http.Request, []byte) {
	t.Helper()
	r := c.build(t)
	signed, header, err := awsv4.NewSigner().PresignHTTP(context.Background(), c.credentials(), r, c.payloadHash(),
		or(c.service, "cloudfront"), or(c.region, testRegion), or(c.at, testNow()))
	if err != nil {
		t.Fatalf("PresignHTTP: %v", err)
	}
	if r.URL, err = url.Parse(signed); err != nil {
		t.Fatalf("Parse(%q): %v", signed, err)
	}
	r.Header = header
	r.Header.Del("Host")
	return sent(t, r)
}

var sdkRequests = []struct {
	name string
	req  clientRequest
}{
	{"root", clientRequest{}},
	{"any region", clientRequest{region: "aws-global"}}, // auth.md 1.2
	{"second service", clientRequest{method: "POST", service: "sts", body: "Action=GetCallerIdentity&Version=2011-06-15"}},
	{"query", clientRequest{target: "/2020-05-31/function?Stage=DEVELOPMENT&MaxItems=10&Marker="}},
	{"query flag without value", clientRequest{method: "POST", target: "/2020-05-31/distribution?WithTags", body: "<a/>"}},
	{"repeated query names", clientRequest{target: "/x?a=2&b=1&a=1&a=10&A=0"}},
	{"query order after encoding", clientRequest{target: "/x?k=a-b&k=a%2Fb&k=a.b&k%5B%5D=1&k-=2"}},
	{"query with every kind of character", clientRequest{target: "/x?q=%20%2B%26%3D%25%C3%A9~-_.%2A%21%27%28%29&r=+"}},
	{"encoded path", clientRequest{target: "/2020-05-31/tagging/arn%3Aaws%3Acloudfront%3A%3A0%3Afunction%2Ff"}},
	{"path with blanks and text", clientRequest{target: "/a%20b/%E2%9C%93/c+d/@:$!*'(),;=~"}},
	{"path that is not normal", clientRequest{target: "/a//b/./c/../d/"}},
	{"trailing slash", clientRequest{target: "/2020-05-31/function/"}},
	{"body", clientRequest{method: "PUT", target: "/2020-05-31/function/f", body: strings.Repeat("x", 70_000)}},
	{"header value blanks", clientRequest{header: http.Header{"X-Note": {"  a   b  ", "c", ""},
		"If-Match": {"ETVPDKIKX0DER"}}}},
	{"declared hash", clientRequest{method: "POST", body: "b", header: http.Header{
		"X-Amz-Content-Sha256": {"3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d"}}}}, // of "b"
	{"unsigned payload", clientRequest{method: "POST", body: "b", hash: "UNSIGNED-PAYLOAD",
		header: http.Header{"X-Amz-Content-Sha256": {"UNSIGNED-PAYLOAD"}}}}, // auth.md 1.3
}

func TestVerifySDK(t *testing.T) {
	for _, tt := range sdkRequests {
		t.Run(tt.name, func(t *testing.T) {
			r, body := tt.req.sign(t)
			got, err := verifier().Verify(r, body)
			if err != nil {
				t.Fatalf("Verify(%s %s): %v", r.Method, r.RequestURI, err)
			}
			if diff := cmp.Diff(testPrincipal, got); diff != "" {
				t.Errorf("principal (-want +got):\n%s", diff)
			}
		})
	}
}

func TestVerifySDKPresigned(t *testing.T) {
	for _, tt := range sdkRequests {
		t.Run(tt.name, func(t *testing.T) {
			c := tt.req
			separator := "?"
			if strings.Contains(c.target, "?") {
				separator = "&"
			}
			c.target = or(c.target, "/") + separator + "X-Amz-Expires=604800" // auth.md 1.5
			r, body := c.presign(t)
			v := verifier()
			v.Now = func() time.Time { return testNow().Add(604800 * time.Second) }
			if _, err := v.Verify(r, body); err != nil {
				t.Fatalf("Verify(%s %s): %v", r.Method, r.RequestURI, err)
			}
		})
	}
}

// TestHashInQuery checks that a payload hash in the query counts in a presigned request only, where it is a header
// that the presigner moved.
func TestHashInQuery(t *testing.T) {
	c := clientRequest{method: "POST", target: "/?X-Amz-Expires=60&X-Amz-Content-Sha256=UNSIGNED-PAYLOAD", body: "b"}
	r, body := c.sign(t)
	if _, err := verifier().Verify(r, body); err != nil {
		t.Errorf("Verify with the real hash in the header form: %v", err)
	}
	c.hash = "UNSIGNED-PAYLOAD"
	r, body = c.presign(t)
	if _, err := verifier().Verify(r, body); err != nil {
		t.Errorf("Verify of a presigned request: %v", err)
	}
}

// TestContentLengthReconstructed takes the header away, as servers may that keep the length elsewhere.
func TestContentLengthReconstructed(t *testing.T) {
	r, body := clientRequest{method: "POST", body: "12345"}.sign(t)
	r.Header.Del("Content-Length")
	if _, err := verifier().Verify(r, body); err != nil {
		t.Errorf("Verify without the header: %v", err)
	}
	r.ContentLength++
	if _, err := verifier().Verify(r, body); err == nil {
		t.Error("Verify accepted another length than the signed one")
	}
}
