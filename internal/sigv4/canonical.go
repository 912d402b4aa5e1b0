// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package sigv4

import (
	"crypto/sha256"
	"encoding/hex"
	"net/textproto"
	"slices"
	"strconv"
	"strings"
)

// unsignedPayload is what a client that does not sign the body declares as its hash.
const unsignedPayload = "UNSIGNED-PAYLOAD"

// canonicalRequest returns what the client has hashed, with path as the canonical path. Source: auth.md 1.3.
func canonicalRequest(in *input, a *authorization, path, payloadHash string) string {
	var b strings.Builder
	b.WriteString(in.req.Method)
	b.WriteByte('\n')
	b.WriteString(path)
	b.WriteByte('\n')
	b.WriteString(canonicalQuery(in.params))
	b.WriteByte('\n')
	for _, name := range a.signedHeaders {
		b.WriteString(name)
		b.WriteByte(':')
		writeValues(&b, headerValues(in, name))
		b.WriteByte('\n')
	}
	b.WriteByte('\n')
	b.WriteString(strings.Join(a.signedHeaders, ";"))
	b.WriteByte('\n')
	b.WriteString(payloadHash)
	return b.String()
}

// canonicalPaths returns the forms in which clients sign a path: normalised, and as it is when that differs. The
// path on the wire is encoded already and is encoded again. Clients disagree about normalising (botocore does,
// the SDK for Go does not); each form stands for this very path, so either will do.
func canonicalPaths(wire string) []string {
	normal := normalPath(wire)
	paths := []string{escape(normal, true)}
	if wire != normal && wire != "" {
		paths = append(paths, escape(wire, true))
	}
	return paths
}

// normalPath removes empty and dot segments; ".." takes the segment before it along. A slash at the end stays.
func normalPath(path string) string {
	var kept []string
	for segment := range strings.SplitSeq(path, "/") {
		switch segment {
		case "", ".":
		case "..":
			kept = kept[:max(len(kept)-1, 0)]
		default:
			kept = append(kept, segment)
		}
	}
	if len(kept) == 0 {
		return "/"
	}
	normal := "/" + strings.Join(kept, "/")
	if strings.HasSuffix(path, "/") {
		normal += "/"
	}
	return normal
}

// canonicalQuery encodes and sorts the parameters, all but the signature itself (which parse refuses in a request
// that is not presigned).
func canonicalQuery(params []param) string {
	encoded := make([]param, 0, len(params))
	for _, p := range params {
		if p.name == amzSignature {
			continue
		}
		encoded = append(encoded, param{escape(p.name, false), escape(p.value, false)})
	}
	slices.SortFunc(encoded, func(x, y param) int {
		if c := strings.Compare(x.name, y.name); c != 0 {
			return c
		}
		return strings.Compare(x.value, y.value)
	})
	var b strings.Builder
	for i, p := range encoded {
		if i > 0 {
			b.WriteByte('&')
		}
		b.WriteString(p.name)
		b.WriteByte('=')
		b.WriteString(p.value)
	}
	return b.String()
}

// headerValues returns the values of a header as received. A server of net/http keeps some of them elsewhere. A
// header that is not there has no values, which only a client that signed it as empty can match.
func headerValues(in *input, name string) []string {
	r := in.req
	values := r.Header[textproto.CanonicalMIMEHeaderKey(name)]
	switch {
	case name == "host":
		return []string{r.Host}
	case name == "transfer-encoding":
		return r.TransferEncoding
	case name == "content-length" && len(values) == 0:
		return []string{strconv.FormatInt(r.ContentLength, 10)}
	}
	return values
}

// writeValues writes the values with "," between them, each trimmed and with runs of blanks made one.
func writeValues(b *strings.Builder, values []string) {
	for i, v := range values {
		if i > 0 {
			b.WriteByte(',')
		}
		blank := false
		for _, c := range []byte(strings.Trim(v, " \t")) {
			if c == ' ' || c == '\t' {
				blank = true
				continue
			}
			if blank {
				b.WriteByte(' ')
				blank = false
			}
			b.WriteByte(c)
		}
	}
}

// payloadHash returns the last line of the canonical request: what X-Amz-Content-Sha256 says, when that is true,
// else the hash of the body. The header is signed (checkHeaders), as is a parameter that a presigner moved it to.
// A body may go unsigned only when the client says so. Source: auth.md 1.3, 1.5.
func payloadHash(in *input, a *authorization) (string, error) {
	sum := sha256.Sum256(in.body)
	actual := hex.EncodeToString(sum[:])
	declared, found, err := in.header(amzContentHash)
	if err != nil {
		return "", err
	}
	if !found && a.presigned {
		var n int
		if declared, n = in.param(amzContentHash); n > 1 {
			return "", incomplete("The query has %d parameters '%s'; it may have one.", n, amzContentHash)
		}
		found = declared != ""
	}
	switch {
	case !found, declared == actual:
		return actual, nil
	case declared == unsignedPayload:
		return declared, nil
	case len(declared) == len(actual) && strings.Trim(declared, "0123456789abcdef") == "":
		return "", mismatch("The provided '%s' does not match what was computed over the request body.", amzContentHash)
	}
	return "", incomplete("'%s' must be the lower-case hexadecimal SHA-256 of the body or %s.", amzContentHash,
		unsignedPayload)
}

// escape percent-encodes all but the unreserved characters of RFC 3986 and, when keepSlash is set, "/".
func escape(s string, keepSlash bool) string {
	const upperHex = "0123456789ABCDEF"
	var b strings.Builder
	for _, c := range []byte(s) {
		if unreserved(c) || keepSlash && c == '/' {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(upperHex[c>>4])
		b.WriteByte(upperHex[c&15])
	}
	return b.String()
}

func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ||
		c == '-' || c == '.' || c == '_' || c == '~'
}
