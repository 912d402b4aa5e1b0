// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package origin

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"selvedge"
)

// This file signs requests to S3 with AWS Signature Version 4. Source: Amazon S3 API reference, "Authenticating
// requests: using the Authorization header"; AWS developer guide, "Restrict access to an Amazon S3 origin".

// Values of X-Amz-Content-Sha256.
const (
	emptyPayload    = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	unsignedPayload = "UNSIGNED-PAYLOAD"
)

// signer signs the requests to one origin. It is immutable.
type signer struct {
	s3         *S3
	region     string
	noOverride bool // a request that has Authorization is left alone
}

// Signed returns o with requests signed: behavior is selvedge.SignAlways or selvedge.SignNoOverride. Without
// credentials in the configuration of the client, o signs nothing.
func (o *Origin) Signed(behavior string) *Origin {
	s3 := &o.client.config.S3
	if s3.AccessKey == "" {
		return o
	}
	signed := *o
	signed.signer = &signer{s3: s3, region: o.region, noOverride: behavior == selvedge.SignNoOverride}
	return &signed
}

// sign adds the signature to a request. The path on the wire becomes the one that is signed.
func (s *signer) sign(m *http.Request, path string) {
	if s.noOverride && m.Header.Get("Authorization") != "" {
		return
	}
	canonical := uriEncode(percentDecode(path, false), true)
	m.URL.Opaque, m.URL.Path, m.URL.RawPath = canonical, "", ""
	if strings.HasPrefix(canonical, "//") { // Opaque would take it for a host
		m.URL.Opaque, m.URL.Path, m.URL.RawPath = "", percentDecode(path, false), canonical
	}
	now := s.s3.Now().UTC()
	stamp, day := now.Format("20060102T150405Z"), now.Format("20060102")
	m.Header.Set("X-Amz-Date", stamp)
	m.Header.Del("X-Amz-Security-Token")
	if s.s3.Token != "" {
		m.Header.Set("X-Amz-Security-Token", s.s3.Token)
	}
	m.Header.Set("X-Amz-Content-Sha256", payloadHash(m))

	names, lines := signedHeaders(m)
	request := m.Method + "\n" + canonical + "\n" + canonicalQuery(m.URL.RawQuery) + "\n" + lines + "\n" + names + "\n" +
		m.Header.Get("X-Amz-Content-Sha256")
	scope := day + "/" + s.region + "/s3/aws4_request"
	sum := sha256.Sum256([]byte(request))
	key := []byte("AWS4" + s.s3.Secret)
	for _, text := range []string{day, s.region, "s3", "aws4_request",
		"AWS4-HMAC-SHA256\n" + stamp + "\n" + scope + "\n" + hex.EncodeToString(sum[:])} {
		h := hmac.New(sha256.New, key)
		h.Write([]byte(text))
		key = h.Sum(nil)
	}
	m.Header["Authorization"] = []string{"AWS4-HMAC-SHA256 Credential=" + s.s3.AccessKey + "/" + scope +
		", SignedHeaders=" + names + ", Signature=" + hex.EncodeToString(key)}
}

// payloadHash returns the hash of the body: what the viewer says it is, that of nothing, or that it is not signed, as
// bodies are streamed.
func payloadHash(m *http.Request) string {
	said := m.Header.Get("X-Amz-Content-Sha256")
	_, err := hex.DecodeString(said)
	switch {
	case m.Body == nil:
		return emptyPayload
	case err == nil && len(said) == 2*sha256.Size:
		return said
	}
	return unsignedPayload
}

// signedHeaders returns the names of the headers that are signed, and their lines: Host and everything that S3 wants to
// be signed.
func signedHeaders(m *http.Request) (names, lines string) {
	values := map[string]string{"host": m.Host}
	for name, list := range m.Header {
		lower := strings.ToLower(name)
		if strings.HasPrefix(lower, "x-amz-") {
			trimmed := make([]string, len(list))
			for i, v := range list {
				trimmed[i] = strings.Join(strings.Fields(v), " ")
			}
			values[lower] = strings.Join(trimmed, ",")
		}
	}
	sorted := make([]string, 0, len(values))
	for name := range values {
		sorted = append(sorted, name)
	}
	slices.Sort(sorted)
	for _, name := range sorted {
		lines += name + ":" + values[name] + "\n"
	}
	return strings.Join(sorted, ";"), lines
}

// canonicalQuery decodes, encodes and sorts the parameters of a query.
func canonicalQuery(query string) string {
	if query == "" {
		return ""
	}
	var pairs []string
	for pair := range strings.SplitSeq(query, "&") {
		if pair == "" {
			continue
		}
		name, value, _ := strings.Cut(pair, "=")
		pairs = append(pairs, uriEncode(percentDecode(name, true), false)+"\x00"+uriEncode(percentDecode(value, true), false))
	}
	slices.Sort(pairs) // by name first: the separator is below all other bytes
	return strings.ReplaceAll(strings.Join(pairs, "&"), "\x00", "=")
}

// percentDecode decodes a text as far as it is valid; what is not stays as it is.
func percentDecode(text string, plus bool) string {
	if plus {
		text = strings.ReplaceAll(text, "+", " ")
	}
	if plain, err := url.PathUnescape(text); err == nil {
		return plain
	}
	plain := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		if text[i] == '%' && i+2 < len(text) {
			if b, err := hex.DecodeString(text[i+1 : i+3]); err == nil {
				plain = append(plain, b[0])
				i += 2
				continue
			}
		}
		plain = append(plain, text[i])
	}
	return string(plain)
}

// uriEncode percent-encodes all but unreserved characters and, where they stay, slashes.
func uriEncode(text string, slashes bool) string {
	const digits = "0123456789ABCDEF"
	encoded := make([]byte, 0, len(text)+16)
	for i := range len(text) {
		switch c := text[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '.', c == '_', c == '~',
			c == '/' && slashes:
			encoded = append(encoded, c)
		default:
			encoded = append(encoded, '%', digits[c>>4], digits[c&15])
		}
	}
	return string(encoded)
}
