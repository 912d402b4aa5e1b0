// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package httpcache

import (
	"slices"
	"strings"
)

// Policy is a compiled cache policy, or what ForwardedValues and TTLs of a behaviour say, together with the origin
// request policy. It is immutable.
type Policy struct {
	TTL
	// Off says that nothing is looked up and nothing is stored.
	Off bool
	// Gzip and Brotli say that the encodings which the viewer takes are part of the key.
	Gzip, Brotli bool
	// CacheOptions says that answers to OPTIONS are stored, too.
	CacheOptions bool
	// Headers are the names in the key, in lower case and in order.
	Headers []string
	// Cookies and Queries say which cookies and query parameters are in the key.
	Cookies, Queries Selection
	// Forward says what is sent to the origin beside what is in the key.
	Forward Forwarding
}

// Forwarding says what is sent to the origin.
type Forwarding struct {
	// Legacy says that headers which nobody knows are sent; a cache policy sends none of them.
	Legacy bool
	// Headers selects headers by name in lower case; Cookies and Queries what their names say.
	Headers, Cookies, Queries Selection
}

// Mode is which names a Selection means.
type Mode uint8

// The modes.
const (
	None Mode = iota
	Whitelist
	AllExcept
	All
)

// Selection selects things by name. It is immutable.
type Selection struct {
	mode     Mode
	names    []string
	patterns bool // some of the names have wildcards
}

// Select returns a selection. Names may have the wildcards * and ? when wildcards is set, which the API allows for
// cookies. Source: AWS developer guide, "Whitelist cookies".
func Select(mode Mode, names []string, wildcards bool) Selection {
	s := Selection{mode: mode, names: slices.Clone(names)}
	for _, name := range names {
		s.patterns = s.patterns || wildcards && strings.ContainsAny(name, "*?")
	}
	return s
}

// Empty says whether s selects nothing.
func (s *Selection) Empty() bool { return s.mode == None || s.mode == Whitelist && len(s.names) == 0 }

// Everything says whether s selects whatever there is.
func (s *Selection) Everything() bool { return s.mode == All }

// Picks says whether s selects name.
func (s *Selection) Picks(name string) bool {
	switch s.mode {
	case All:
		return true
	case Whitelist:
		return s.has(name)
	case AllExcept:
		return !s.has(name)
	}
	return false
}

func (s *Selection) has(name string) bool {
	for _, n := range s.names {
		if n == name || s.patterns && matches(n, name) {
			return true
		}
	}
	return false
}

// matches compares name with a pattern. The last * is what is tried again, so that the work is bounded by the product
// of the lengths.
func matches(pattern, name string) bool {
	p, n, star, from := 0, 0, -1, 0
	for n < len(name) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, from = p, n
			p++
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == name[n]):
			p++
			n++
		case star >= 0:
			from++
			p, n = star+1, from
		default:
			return false
		}
	}
	for p < len(pattern) && pattern[p] == '*' {
		p++
	}
	return p == len(pattern)
}

// keyed says whether the header called name is part of the key, or cannot make answers differ.
func (p *Policy) keyed(name string) bool {
	switch name {
	case "accept-encoding":
		return p.Gzip || p.Brotli || p.Keys(name) || !p.Forward.Headers.Picks(name)
	case "cookie":
		return p.Cookies.mode == All || p.Forward.Cookies.Empty()
	}
	return p.Keys(name)
}

// Keys says whether the header called name (lower case) is listed for the key.
func (p *Policy) Keys(name string) bool {
	for _, h := range p.Headers {
		if h == name {
			return true
		}
	}
	return false
}

// ForwardsCookies says whether any cookie can reach the origin.
func (p *Policy) ForwardsCookies() bool { return !p.Cookies.Empty() || !p.Forward.Cookies.Empty() }
