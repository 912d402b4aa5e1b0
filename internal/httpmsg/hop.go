// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package httpmsg

import "strings"

// This file knows the header fields that end at each hop.

// maxConnectionOptions bounds the work that Connection lines of a hostile peer cause; honest ones name one or two
// fields. Further names are ignored.
const maxConnectionOptions = 32

// IsHopByHop says whether the field name (lower case) concerns one connection only and is never forwarded.
// Source: RFC 9110 section 7.6.1, and Expect, which an intermediary answers itself.
func IsHopByHop(name string) bool {
	switch name {
	case "connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "expect",
		"proxy-connection", "proxy-authenticate", "proxy-authorization":
		return true
	}
	return false
}

// AppendEndToEnd appends the lines of src to dst that may be forwarded: neither hop-by-hop fields nor fields that a
// Connection line of src names. dst and src must not share memory.
func AppendEndToEnd(dst, src Headers) Headers {
	var names [maxConnectionOptions]string
	named := connectionOptions(names[:0], src)
	for _, l := range src {
		if !IsHopByHop(l.Name) && !containsFold(named, l.Name) {
			dst = append(dst, l)
		}
	}
	return dst
}

// connectionOptions collects the names in the Connection lines, up to the capacity of names. Fields that a message
// cannot do without are left out: a sender must not be able to strip what this hop and the next rely on.
func connectionOptions(names []string, h Headers) []string {
	for i := range h {
		if h[i].Name != "connection" {
			continue
		}
		for list := h[i].Value; list != "" && len(names) < cap(names); {
			var name string
			name, list, _ = strings.Cut(list, ",")
			if name = strings.Trim(name, " \t"); name != "" && !isEssential(name) {
				names = append(names, name)
			}
		}
	}
	return names
}

func isEssential(name string) bool {
	for _, e := range [...]string{"host", "content-length", "content-type", "content-encoding", "cookie",
		"set-cookie", "authorization", "via", "x-forwarded-for", "cdn-loop"} {
		if strings.EqualFold(name, e) {
			return true
		}
	}
	return false
}

func containsFold(names []string, name string) bool {
	for _, n := range names {
		if strings.EqualFold(n, name) {
			return true
		}
	}
	return false
}
