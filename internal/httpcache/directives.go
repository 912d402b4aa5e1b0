// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package httpcache

import (
	"strings"

	"selvedge/internal/httpmsg"
)

// This file reads Cache-Control. Source: RFC 9111 section 5.2, RFC 5861.

// maxSeconds bounds what a delta-seconds can say. Source: RFC 9111 section 1.2.2.
const maxSeconds = 1 << 31

// maxDirectives bounds the work that a hostile Cache-Control causes; honest ones have a handful.
const maxDirectives = 64

// absent is the value of a directive in seconds that was not given.
const absent = int64(-1)

// directives is what the Cache-Control lines of a response say.
type directives struct {
	noStore, noCache, private, public bool
	mustRevalidate, proxyRevalidate   bool

	maxAge, sMaxAge                    int64 // seconds, or absent
	staleWhileRevalidate, staleIfError int64
}

// readDirectives reads all Cache-Control lines of h. Of a directive that is given twice, the first one counts
// (RFC 9111 section 4.2.1). A freshness that cannot be read means stale.
func readDirectives(h httpmsg.Headers) directives {
	d := directives{maxAge: absent, sMaxAge: absent, staleWhileRevalidate: absent, staleIfError: absent}
	left := maxDirectives
	for i := range h {
		if h[i].Name != "cache-control" {
			continue
		}
		for list := h[i].Value; list != "" && left > 0; left-- {
			var name, value string
			name, value, list = cutDirective(list)
			d.set(name, value)
		}
	}
	return d
}

func (d *directives) set(name, value string) {
	switch {
	case strings.EqualFold(name, "no-store"):
		d.noStore = true
	case strings.EqualFold(name, "no-cache"): // with field names, too: the whole response is treated so
		d.noCache = true
	case strings.EqualFold(name, "private"):
		d.private = true
	case strings.EqualFold(name, "public"):
		d.public = true
	case strings.EqualFold(name, "must-revalidate"):
		d.mustRevalidate = true
	case strings.EqualFold(name, "proxy-revalidate"):
		d.proxyRevalidate = true
	case strings.EqualFold(name, "max-age"):
		first(&d.maxAge, value)
	case strings.EqualFold(name, "s-maxage"):
		first(&d.sMaxAge, value)
	case strings.EqualFold(name, "stale-while-revalidate"):
		first(&d.staleWhileRevalidate, value)
	case strings.EqualFold(name, "stale-if-error"):
		first(&d.staleIfError, value)
	}
}

func first(to *int64, value string) {
	if *to != absent {
		return
	}
	seconds, ok := readSeconds(value)
	if !ok {
		seconds = 0
	}
	*to = seconds
}

// cutDirective takes the first directive off list. A comma within quotes does not end it.
func cutDirective(list string) (name, value, rest string) {
	end, quoted := len(list), false
scan:
	for i := 0; i < len(list); i++ {
		switch c := list[i]; {
		case c == '\\' && quoted:
			i++
		case c == '"':
			quoted = !quoted
		case c == ',' && !quoted:
			end = i
			break scan
		}
	}
	one := strings.Trim(list[:end], " \t")
	if end < len(list) {
		rest = list[end+1:]
	}
	name, value, _ = strings.Cut(one, "=")
	if n := len(value); n >= 2 && value[0] == '"' && value[n-1] == '"' {
		value = value[1 : n-1]
	}
	return name, value, rest
}

// readSeconds reads a delta-seconds. Source: RFC 9111 section 1.2.2.
func readSeconds(text string) (seconds int64, ok bool) {
	if text == "" {
		return 0, false
	}
	for i := range len(text) {
		c := text[i]
		if c < '0' || c > '9' {
			return 0, false
		}
		if seconds = seconds*10 + int64(c-'0'); seconds > maxSeconds {
			seconds = maxSeconds
		}
	}
	return seconds, true
}
