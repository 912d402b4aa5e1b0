// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package sigv4_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/sigv4"
)

// vectors are requests with the canonical request written by hand and the signature computed from it with
// HMAC-SHA256 outside of this package, by the algorithm in "AWS IAM user guide, Create a signed AWS API request".
var vectors = []struct {
	name      string
	request   string // "@@" stands for the Authorization header
	signed    string
	canonical string
	signature string
}{
	{
		name: "get",
		request: lines("GET /2020-05-31/function?Stage=LIVE&MaxItems=2 HTTP/1.1", "Host: "+testHost,
			"X-Amz-Date: 20260301T120000Z", "@@"),
		signed:    "host;x-amz-date",
		signature: "24b0e44f43880bdf2cd15c09727b26392e135ffd6c9483795c5c6034a708b0ac",
		canonical: "GET\n/2020-05-31/function\nMaxItems=2&Stage=LIVE\n" +
			"host:cf.example.test:8080\nx-amz-date:20260301T120000Z\n\nhost;x-amz-date\n" +
			"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
	},
	{
		name: "query flag, body, signed length", // auth.md 1.3: WithTags becomes WithTags=
		request: lines("POST /2020-05-31/distribution?WithTags HTTP/1.1", "Host: "+testHost,
			"Content-Length: 7", "Content-Type: application/xml", "X-Amz-Date: 20260301T120000Z", "@@") + "<Tags/>",
		signed:    "content-length;content-type;host;x-amz-date",
		signature: "4a9fc276bbf8ed06ada6e01af17b36af5640ae9679cffdda7072f40560c0cf19",
		canonical: "POST\n/2020-05-31/distribution\nWithTags=\ncontent-length:7\ncontent-type:application/xml\n" +
			"host:cf.example.test:8080\nx-amz-date:20260301T120000Z\n\ncontent-length;content-type;host;x-amz-date\n" +
			"0e4310b93683819cf0a6bc6704401ec9478f4eae488686842f8bcef8cf6ee25f",
	},
	{
		name: "double encoding, sorted query, header blanks", // auth.md 1.3
		request: lines("GET /2020-05-31/tagging/arn%3Aaws%3Acloudfront%20x/~a-b_c.d?b=%C3%A9&a-b=2&a=+&a=%2f&&a HTTP/1.1",
			"Host: "+testHost, "X-Note:   one \t two ", "X-Note: three", "Date: Sun, 01 Mar 2026 11:00:00 GMT",
			"X-Amz-Date: 20260301T120000Z", "@@"),
		signed:    "host;x-amz-date;x-note",
		signature: "d62005470202f48ecbd6d7035de5c9aa9c6417f9feff3ada5d25c786434bf537",
		canonical: "GET\n/2020-05-31/tagging/arn%253Aaws%253Acloudfront%2520x/~a-b_c.d\n" +
			"a=&a=%20&a=%2F&a-b=2&b=%C3%A9\nhost:cf.example.test:8080\nx-amz-date:20260301T120000Z\n" +
			"x-note:one two,three\n\nhost;x-amz-date;x-note\n" +
			"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
	},
	{
		name:      "HTTP date", // auth.md 1.1: Date in place of X-Amz-Date
		request:   lines("GET / HTTP/1.1", "Host: "+testHost, "Date: Sun, 01 Mar 2026 12:00:00 GMT", "@@"),
		signed:    "date;host",
		signature: "565fc3b43a68482f211292adc9144f242b6754daaeb6494eeaf840e2e92a8fca",
		canonical: "GET\n/\n\ndate:Sun, 01 Mar 2026 12:00:00 GMT\nhost:cf.example.test:8080\n\ndate;host\n" +
			"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
	},
	{
		name:      "basic date in Date",
		request:   lines("GET / HTTP/1.1", "Host: "+testHost, "Date: 20260301T120000Z", "@@"),
		signed:    "date;host",
		signature: "4e1b8beb8d65e5981217610cd018993e718cf2eeaf1be97b146289ea44b3224b",
		canonical: "GET\n/\n\ndate:20260301T120000Z\nhost:cf.example.test:8080\n\ndate;host\n" +
			"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
	},
	{
		name: "signed transfer encoding", // auth.md 1.3: net/http moves it out of the headers
		request: lines("POST / HTTP/1.1", "Host: "+testHost, "Transfer-Encoding: chunked", "X-Amz-Date: 20260301T120000Z",
			"@@") + "7\r\n<Tags/>\r\n0\r\n\r\n",
		signed:    "host;transfer-encoding;x-amz-date",
		signature: "06021bc4585d94474f2ebc20260bf756c570beccb4b64561e93f58d3b2a018f0",
		canonical: "POST\n/\n\nhost:cf.example.test:8080\ntransfer-encoding:chunked\nx-amz-date:20260301T120000Z\n\n" +
			"host;transfer-encoding;x-amz-date\n0e4310b93683819cf0a6bc6704401ec9478f4eae488686842f8bcef8cf6ee25f",
	},
}

func TestVerifyVectors(t *testing.T) {
	for _, v := range vectors {
		t.Run(v.name, func(t *testing.T) {
			r, body := received(t, strings.Replace(v.request, "@@", "Authorization: "+authorization(v.signed, v.signature), 1))
			got, err := verifier().Verify(r, body)
			if err != nil {
				t.Fatalf("Verify: %v", err)
			}
			if diff := cmp.Diff(testPrincipal, got); diff != "" {
				t.Errorf("principal (-want +got):\n%s", diff)
			}
		})
	}
}

func TestMismatchShowsWhatToSign(t *testing.T) {
	for _, v := range vectors {
		t.Run(v.name, func(t *testing.T) {
			wrong := authorization(v.signed, strings.Repeat("0", 64))
			r, body := received(t, strings.Replace(v.request, "@@", "Authorization: "+wrong, 1))
			_, err := verifier().Verify(r, body)
			cause, ok := errors.AsType[*sigv4.MismatchError](err)
			if !ok {
				t.Fatalf("Verify = %v, want a MismatchError inside", err)
			}
			if diff := cmp.Diff(v.canonical, cause.CanonicalRequest); diff != "" {
				t.Errorf("canonical request (-want +got):\n%s", diff)
			}
			if want := "AWS4-HMAC-SHA256\n20260301T120000Z\n20260301/eu-west-1/cloudfront/aws4_request\n"; !strings.HasPrefix(cause.StringToSign, want) {
				t.Errorf("string to sign = %q, want the prefix %q", cause.StringToSign, want)
			}
		})
	}
}

// presignedTarget is a vector like the others, signed for 900 seconds.
const presignedTarget = "/2020-05-31/function/f?X-Amz-Algorithm=AWS4-HMAC-SHA256" +
	"&X-Amz-Credential=AKWEAVER%2F20260301%2Feu-west-1%2Fcloudfront%2Faws4_request&X-Amz-Date=20260301T120000Z" +
	"&X-Amz-Expires=900&X-Amz-SignedHeaders=host" +
	"&X-Amz-Signature=766de404a9cbdd69798eda051f6d429155c8f62c9a25ab236b712e9e035fb81b"

func TestVerifyOtherForms(t *testing.T) {
	get := vectors[0]
	header := "Authorization: " + authorization(get.signed, get.signature)
	tests := []struct{ name, request string }{
		{"presigned", lines("GET "+presignedTarget+" HTTP/1.1", "Host: "+testHost)},
		{"absolute form", lines("GET http://"+testHost+"/2020-05-31/function?Stage=LIVE&MaxItems=2 HTTP/1.1",
			"Host: "+testHost, "X-Amz-Date: 20260301T120000Z", header)}, // RFC 9112 3.2.2
		{"path that normalises", lines("GET /2020-05-31/./x/..//function?Stage=LIVE&MaxItems=2 HTTP/1.1",
			"Host: "+testHost, "X-Amz-Date: 20260301T120000Z", header)}, // auth.md 1.3
		{"no blanks between parts", lines("GET /2020-05-31/function?Stage=LIVE&MaxItems=2 HTTP/1.1",
			"Host: "+testHost, "X-Amz-Date: 20260301T120000Z", strings.ReplaceAll(header, ", ", ","))}, // auth.md 1.1
		{"trace header unsigned", lines("GET /2020-05-31/function?Stage=LIVE&MaxItems=2 HTTP/1.1", // not x-amz-*
			"Host: "+testHost, "X-Amz-Date: 20260301T120000Z", "X-Amzn-Trace-Id: Root=1", header)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, body := received(t, tt.request)
			if _, err := verifier().Verify(r, body); err != nil {
				t.Errorf("Verify: %v", err)
			}
		})
	}
}
