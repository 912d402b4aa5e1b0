// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package origin_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsv4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"selvedge"
	"selvedge/internal/httpmsg"
	"selvedge/internal/origin"
)

// bucketServer is a service with the API of S3 that remembers the last request.
type bucketServer struct {
	*httptest.Server
	target string
	seen   *http.Request
}

func newBucketServer(t *testing.T) *bucketServer {
	t.Helper()
	b := &bucketServer{}
	b.Server = serve(t, func(_ http.ResponseWriter, r *http.Request) {
		b.target, b.seen = r.RequestURI, r.Clone(context.Background())
	})
	return b
}

func signingTime() time.Time { return time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC) }

func bucketSettings(domain string) *selvedge.Origin {
	return &selvedge.Origin{Id: "o", DomainName: domain, OriginPath: "/site", S3OriginConfig: &selvedge.S3OriginConfig{}}
}

// signature returns what the SDK of AWS makes of a request as it was received.
func signature(t *testing.T, seen *http.Request, target, region, payload string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), seen.Method, "http://"+seen.Host+target, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, values := range seen.Header {
		if strings.HasPrefix(name, "X-Amz-") && name != "X-Amz-Date" && name != "X-Amz-Security-Token" {
			r.Header[name] = values
		}
	}
	credentials := aws.Credentials{AccessKeyID: "AKID", SecretAccessKey: "secret", SessionToken: seen.Header.Get("X-Amz-Security-Token")}
	signer := awsv4.NewSigner(func(o *awsv4.SignerOptions) { o.DisableURIPathEscaping = true })
	if err := signer.SignHTTP(t.Context(), credentials, r, payload, "s3", region, signingTime()); err != nil {
		t.Fatal(err)
	}
	return r.Header.Get("Authorization")
}

const (
	emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	someHash  = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
	unsigned  = "UNSIGNED-PAYLOAD"
)

// TestSigned: requests are signed as the SDK of AWS signs them. Source: Amazon S3 API reference, "Authenticating requests".
func TestSigned(t *testing.T) {
	b := newBucketServer(t)
	tests := []struct {
		name, domain, token string
		request             httpmsg.Request
		target              string // on the wire
		region, payload     string
	}{
		{"object", "photos.s3.eu-west-1.amazonaws.com", "", httpmsg.Request{Method: "GET", Path: "/a/b.jpg"},
			"/photos/site/a/b.jpg", "eu-west-1", emptyHash},
		{"global name", "photos.s3.amazonaws.com", "", httpmsg.Request{Method: "HEAD", Path: "/"}, "/photos/site/", "us-east-1", emptyHash},
		{"old name", "photos.s3-us-west-2.amazonaws.com", "", httpmsg.Request{Method: "GET", Path: "/x"},
			"/photos/site/x", "us-west-2", emptyHash},
		{"dual stack", "photos.s3.dualstack.us-west-2.amazonaws.com", "", httpmsg.Request{Method: "GET", Path: "/x"},
			"/photos/site/x", "us-west-2", emptyHash},
		{"China", "photos.s3.cn-north-1.amazonaws.com.cn", "", httpmsg.Request{Method: "GET", Path: "/x"},
			"/photos/site/x", "cn-north-1", emptyHash},
		{"dots in the name", "www.s3.example.com.s3.eu-west-1.amazonaws.com", "", httpmsg.Request{Method: "GET", Path: "/x"},
			"/www.s3.example.com/site/x", "eu-west-1", emptyHash},
		{"odd path", "photos.s3.amazonaws.com", "", httpmsg.Request{Method: "GET", Path: "/a+b/c%20d/%C3%A9/(1)/e%2ff/*"},
			"/photos/site/a%2Bb/c%20d/%C3%A9/%281%29/e/f/%2A", "us-east-1", emptyHash},
		{"dots in the path", "photos.s3.amazonaws.com", "", httpmsg.Request{Method: "GET", Path: "/../x//y"},
			"/photos/site/../x//y", "us-east-1", emptyHash},
		{"query", "photos.s3.amazonaws.com", "", httpmsg.Request{Method: "GET", Path: "/", HasQuery: true,
			Query: "prefix=a%2Fb&list-type=2&b=&a&prefix=A"}, "/photos/site/?prefix=a%2Fb&list-type=2&b=&a&prefix=A", "us-east-1", emptyHash},
		{"headers of S3", "photos.s3.amazonaws.com", "", httpmsg.Request{Method: "GET", Path: "/x", Headers: lines(
			"x-amz-request-payer", "requester", "x-amz-meta-a", "b  c", "range", "bytes=0-1", "x-amz-date", "20200101T000000Z",
			"x-amz-security-token", "theirs")}, "/photos/site/x", "us-east-1", emptyHash},
		{"temporary credentials", "photos.s3.amazonaws.com", "token", httpmsg.Request{Method: "GET", Path: "/x"},
			"/photos/site/x", "us-east-1", emptyHash},
		{"body", "photos.s3.amazonaws.com", "", httpmsg.Request{Method: "PUT", Path: "/x", Body: strings.NewReader("hello"),
			ContentLength: 5}, "/photos/site/x", "us-east-1", unsigned},
		{"body with its hash", "photos.s3.amazonaws.com", "", httpmsg.Request{Method: "PUT", Path: "/x", Body: strings.NewReader("hello"),
			ContentLength: 5, Headers: lines("x-amz-content-sha256", someHash)}, "/photos/site/x", "us-east-1", someHash},
		{"hash without a body", "photos.s3.amazonaws.com", "", httpmsg.Request{Method: "GET", Path: "/x",
			Headers: lines("x-amz-content-sha256", "nonsense")}, "/photos/site/x", "us-east-1", emptyHash},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := origin.New(origin.Config{S3: origin.S3{
				Endpoint: b.URL, AccessKey: "AKID", Secret: "secret", Token: tt.token, Now: signingTime,
			}})
			defer c.Close()
			resp, err := c.Origin(bucketSettings(tt.domain)).Signed(selvedge.SignAlways).Fetch(t.Context(), &tt.request, true)
			if err != nil {
				t.Fatal(err)
			}
			readAll(t, resp)
			if b.target != tt.target {
				t.Errorf("target %s, want %s", b.target, tt.target)
			}
			if got := b.seen.Header.Get("X-Amz-Content-Sha256"); got != tt.payload {
				t.Errorf("hash %s, want %s", got, tt.payload)
			}
			if got, want := b.seen.Header.Get("Authorization"), signature(t, b.seen, tt.target, tt.region, tt.payload); got != want {
				t.Errorf("Authorization %s\nwant          %s", got, want)
			}
			if got := b.seen.Header.Get("X-Amz-Security-Token"); got != tt.token {
				t.Errorf("token %q, want %q", got, tt.token)
			}
		})
	}
}

// TestSigningBehaviors. Source: AWS developer guide, "Advanced settings for origin access control".
func TestSigningBehaviors(t *testing.T) {
	b := newBucketServer(t)
	theirs := lines("authorization", "theirs")
	for _, tt := range []struct {
		name, key, behavior string
		headers             httpmsg.Headers
		want                string // beginning of Authorization
	}{
		{"never", "AKID", "", theirs, "theirs"},
		{"never, none sent", "AKID", "", nil, ""},
		{"always", "AKID", selvedge.SignAlways, theirs, "AWS4-HMAC-SHA256 Credential=AKID/20260302/eu-north-1/s3/aws4_request"},
		{"no-override, none sent", "AKID", selvedge.SignNoOverride, nil, "AWS4-HMAC-SHA256 Credential=AKID/"},
		{"no-override, one sent", "AKID", selvedge.SignNoOverride, theirs, "theirs"},
		{"no credentials", "", selvedge.SignAlways, theirs, "theirs"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s3 := origin.S3{Endpoint: b.URL, Region: "eu-north-1", Now: signingTime}
			if tt.key != "" {
				s3.AccessKey, s3.Secret = tt.key, "secret"
			}
			c := origin.New(origin.Config{S3: s3})
			defer c.Close()
			o := c.Origin(bucketSettings("photos.s3.eu-west-1.amazonaws.com"))
			if tt.behavior != "" {
				o = o.Signed(tt.behavior)
			}
			resp, err := o.Fetch(t.Context(), &httpmsg.Request{Method: "GET", Path: "/x", Headers: tt.headers}, false)
			if err != nil {
				t.Fatal(err)
			}
			readAll(t, resp)
			if got := b.seen.Header.Get("Authorization"); !strings.HasPrefix(got, tt.want) || tt.want == "" && got != "" {
				t.Errorf("Authorization %q, want %q", got, tt.want)
			}
		})
	}
}

// TestEndpointIsForBucketsOnly: other origins, and names that are not those of buckets, stay where they are; the guard
// applies to them, though not to the endpoint.
func TestEndpointIsForBucketsOnly(t *testing.T) {
	b := newBucketServer(t)
	c := origin.New(origin.Config{S3: origin.S3{Endpoint: b.URL}})
	defer c.Close()
	for _, domain := range []string{"localhost", "b.s3-website-us-east-1.localhost", "s3.amazonaws.com.localhost"} {
		if _, err := c.Origin(bucketSettings(domain)).Fetch(t.Context(), get("/"), false); kindOf(err) != origin.Unreachable {
			t.Errorf("%s: %v, want unreachable", domain, err)
		}
	}
	if b.seen != nil {
		t.Errorf("the endpoint was asked for %s", b.target)
	}
}

func TestS3Validate(t *testing.T) {
	for _, tt := range []struct {
		name string
		s3   origin.S3
		want string // in the error; empty for none
	}{
		{"nothing", origin.S3{}, ""},
		{"endpoint", origin.S3{Endpoint: "http://127.0.0.1:9000"}, ""},
		{"endpoint with a slash", origin.S3{Endpoint: "https://minio.example.com/", AccessKey: "a", Secret: "s", Token: "t"}, ""},
		{"no scheme", origin.S3{Endpoint: "minio:9000"}, "minio:9000"},
		{"path", origin.S3{Endpoint: "http://minio/s3"}, "http://minio/s3"},
		{"user", origin.S3{Endpoint: "http://u:p@minio"}, "form"},
		{"key alone", origin.S3{AccessKey: "a"}, "come together"},
		{"secret alone", origin.S3{Secret: "a"}, "come together"},
		{"token alone", origin.S3{Token: "a"}, "token"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := tt.s3.Validate()
			if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Validate = %v, want %q", err, tt.want)
			}
		})
	}
}
