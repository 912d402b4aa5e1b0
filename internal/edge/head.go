// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"bytes"
	"errors"
	"strings"

	"selvedge/internal/httpmsg"
)

var (
	errTarget  = errors.New("the request target is not a path, and no URL of http or https either")
	errFolded  = errors.New("a header line is continued on the next line")
	errName    = errors.New("a header line has no valid name")
	errLineEnd = errors.New("a line does not end with carriage return and line feed")
	errURL     = errors.New("the URL is too long")
	errHead    = errors.New("request line and headers are too long")
	errCount   = errors.New("there are too many headers")
	errHost    = errors.New("the host is not a name or an address, with or without a port")
	errCoding  = errors.New("the transfer coding is not chunked")
	errFraming = errors.New("the body has a length and a transfer coding")
	errVersion = errors.New("the version is neither HTTP/1.0 nor HTTP/1.1")
)

// readHead fills in path, query, headers and host from a request target and the lines behind the request line, as
// they were on the wire. The HTTP library has parsed them and found no control bytes; this is stricter, as what the
// edge forwards must have one meaning only. All texts share one allocation.
func (x *Exchange) readHead(target, raw []byte) error {
	if len(target) > maxURL {
		return errURL
	}
	if len(target)+len(raw) > maxHead {
		return errHead
	}
	head := append(x.head[:0], target...)
	head = append(head, raw...)
	x.head = head
	if err := lowerNames(head[len(target):]); err != nil {
		return err
	}
	text := string(head)
	x.requestHeaders = appendLines(x.requestHeaders[:0], text[len(target):])
	x.request.Headers = x.requestHeaders
	if err := x.checkFields(); err != nil {
		return err
	}
	return x.readTarget(text[:len(target)])
}

// checkFields looks at the headers that say where the request ends and whom it is for. The library has refused the
// worst of them; here goes what it would take in one of several ways. Source: RFC 9112 sections 6.1 and 6.3.
func (x *Exchange) checkFields() error {
	if len(x.requestHeaders) > maxHeaders {
		return errCount
	}
	host, length, coding, upgrade := false, false, false, false
	for i := range x.requestHeaders {
		switch l := &x.requestHeaders[i]; l.Name {
		case "host":
			if host {
				return errHost
			}
			if x.Host, host = l.Value, true; x.Host != "" && !validHost(x.Host) {
				return errHost
			}
		case "content-length":
			length = true
		case "transfer-encoding":
			if !strings.EqualFold(l.Value, "chunked") {
				return errCoding
			}
			coding = true
		case "upgrade":
			upgrade = true
		}
	}
	if length && coding {
		return errFraming
	}
	if upgrade && !x.HTTP10 {
		x.readUpgrade()
	}
	return nil
}

// validHost says whether host is one of a URL, with or without a port. Source: RFC 9112 section 3.2, RFC 3986
// section 3.2.2.
func validHost(host string) bool {
	name := host
	if strings.HasPrefix(host, "[") {
		end := strings.IndexByte(host, ']')
		if end < 0 {
			return false
		}
		for i := 1; i < end; i++ {
			if c := host[i]; c != ':' && c != '.' && !hexByte(c) {
				return false
			}
		}
		name = host[end+1:]
		return end > 1 && (name == "" || validPort(name))
	}
	for i := range len(name) {
		if name[i] == ':' {
			return i > 0 && validPort(name[i:])
		}
		if !hostByte[name[i]] {
			return false
		}
	}
	return true
}

// validPort says whether text is a colon with digits behind it, or nothing.
func validPort(text string) bool {
	if text[0] != ':' || len(text) > len(":65535") {
		return false
	}
	for i := 1; i < len(text); i++ {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return true
}

func hexByte(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// readTarget splits a request target. Source: RFC 9112 section 3.2; the authority form is for CONNECT, which no
// distribution allows, the asterisk form has no meaning here.
func (x *Exchange) readTarget(target string) error {
	for i := range len(target) {
		if target[i] <= ' ' || target[i] == 0x7f {
			return errTarget // no form of a target has blanks or control characters
		}
	}
	if !strings.HasPrefix(target, "/") {
		rest, ok := cutScheme(target)
		if !ok {
			return errTarget
		}
		end := strings.IndexAny(rest, "/?")
		if end < 0 {
			end = len(rest)
		}
		if end == 0 || !validHost(rest[:end]) {
			return errHost
		}
		x.Host, target = rest[:end], rest[end:]
		x.request.Headers.Set("host", x.Host)
		x.requestHeaders = x.request.Headers
		if !strings.HasPrefix(target, "/") {
			target = "/" + target
		}
	}
	if strings.IndexByte(target, '#') >= 0 {
		return errTarget
	}
	x.request.Path, x.request.Query, x.request.HasQuery = strings.Cut(target, "?")
	return nil
}

func cutScheme(target string) (rest string, ok bool) {
	for _, scheme := range [...]string{"http://", "https://"} {
		if len(target) >= len(scheme) && strings.EqualFold(target[:len(scheme)], scheme) {
			return target[len(scheme):], true
		}
	}
	return "", false
}

// lowerNames puts the names of header lines into lower case, in place.
func lowerNames(raw []byte) error {
	for len(raw) > 0 {
		line := raw
		if end := bytes.IndexByte(raw, '\n'); end >= 0 {
			if end == 0 || raw[end-1] != '\r' {
				return errLineEnd
			}
			line, raw = raw[:end-1], raw[end+1:]
		} else {
			raw = nil
		}
		if len(line) == 0 {
			continue
		}
		if line[0] == ' ' || line[0] == '\t' {
			return errFolded
		}
		if !lowerName(line) {
			return errName
		}
	}
	return nil
}

// lowerName puts the bytes before the colon into lower case; it returns false when they are no name.
func lowerName(line []byte) bool {
	for i, c := range line {
		switch {
		case c == ':':
			return i > 0
		case !tokenByte[c]:
			return false
		case 'A' <= c && c <= 'Z':
			line[i] = c + ('a' - 'A')
		}
	}
	return false
}

// appendLines appends the header lines in raw, whose names are in lower case, to dst.
func appendLines(dst httpmsg.Headers, raw string) httpmsg.Headers {
	for raw != "" {
		var line string
		line, raw, _ = strings.Cut(raw, "\n")
		if name, value, ok := strings.Cut(strings.TrimSuffix(line, "\r"), ":"); ok {
			dst = append(dst, httpmsg.Header{Name: name, Value: strings.Trim(value, " \t")})
		}
	}
	return dst
}

// methodText returns method as a string, without an allocation for those that behaviours may allow.
func methodText(method []byte) string {
	switch string(method) {
	case "GET":
		return "GET"
	case "HEAD":
		return "HEAD"
	case "POST":
		return "POST"
	case "PUT":
		return "PUT"
	case "PATCH":
		return "PATCH"
	case "OPTIONS":
		return "OPTIONS"
	case "DELETE":
		return "DELETE"
	}
	return string(method)
}
