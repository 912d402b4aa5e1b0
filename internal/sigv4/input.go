// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package sigv4

import (
	"net/http"
	"net/url"
	"strings"
)

// Limits of the request target. CloudFront's own is 8,192 bytes (limits.md section 2); a key of a key value store
// is up to 512 bytes, each three when encoded.
const (
	maxTarget = 16 << 10 // bytes of path and query as received
	maxParams = 256      // parameters of the query
)

// input is a request in the form in which it was signed.
type input struct {
	req    *http.Request
	body   []byte
	path   string // of the request target, percent-encoded as received
	params []param
}

// param is one parameter of the query, decoded; a flag without "=" has the value "".
type param struct {
	name, value string
}

// newInput splits the request target. It works on r.RequestURI, because the signature covers the encoded form and
// r.URL holds a decoded one.
func newInput(r *http.Request, body []byte) (*input, error) {
	if len(r.RequestURI) > maxTarget {
		return nil, incomplete("The request target has %d bytes; the maximum is %d.", len(r.RequestURI), maxTarget)
	}
	target, query, _ := strings.Cut(r.RequestURI, "?")
	params, err := parseQuery(query)
	if err != nil {
		return nil, err
	}
	return &input{req: r, body: body, path: originForm(target), params: params}, nil
}

// originForm removes scheme and authority, which a client that takes us for a proxy sends (RFC 9112 3.2.2).
func originForm(target string) string {
	if strings.HasPrefix(target, "/") {
		return target
	}
	_, rest, absolute := strings.Cut(target, "://")
	if !absolute {
		return target
	}
	i := strings.IndexByte(rest, '/')
	if i < 0 {
		return "/"
	}
	return rest[i:]
}

// parseQuery decodes the parameters as net/url does, so that what is verified is what a handler sees; a "+" is a
// blank. net/url drops what it cannot decode and pairs with ";" silently; here the first is an error and the
// second is part of what must have been signed.
func parseQuery(query string) ([]param, error) {
	if n := strings.Count(query, "&") + 1; n > maxParams {
		return nil, incomplete("The query has %d parameters; the maximum is %d.", n, maxParams)
	}
	var params []param
	for pair := range strings.SplitSeq(query, "&") {
		if pair == "" {
			continue
		}
		rawName, rawValue, _ := strings.Cut(pair, "=")
		name, err := url.QueryUnescape(rawName)
		if err != nil {
			return nil, incomplete("The name of query parameter %d is not percent-encoded correctly.", len(params)+1)
		}
		value, err := url.QueryUnescape(rawValue)
		if err != nil {
			return nil, incomplete("The value of query parameter %d is not percent-encoded correctly.", len(params)+1)
		}
		params = append(params, param{name, value})
	}
	return params, nil
}

// param returns the value of the parameter called name and how often it occurs.
func (in *input) param(name string) (value string, n int) {
	for _, p := range in.params {
		if p.name == name {
			value, n = p.value, n+1
		}
	}
	return value, n
}

// header returns the only value of the header called name (canonical form) and whether there is one.
func (in *input) header(name string) (value string, found bool, err error) {
	values := in.req.Header[name]
	switch len(values) {
	case 0:
		return "", false, nil
	case 1:
		return strings.Trim(values[0], " \t"), true, nil
	}
	return "", false, incomplete("The request has %d headers '%s'; it must have one.", len(values), name)
}
