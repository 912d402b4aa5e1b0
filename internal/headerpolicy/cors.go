// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package headerpolicy

import (
	"slices"
	"strconv"
	"strings"

	"selvedge"
	"selvedge/internal/httpmsg"
)

// maxRequested bounds the names of Access-Control-Request-Headers that are looked at; browsers send few.
const maxRequested = 64

// allMethods is what ALL stands for. Source: AWS developer guide, "Access-Control-Allow-Methods".
const allMethods = "GET, DELETE, HEAD, OPTIONS, PATCH, POST, PUT"

// cors is the part of a policy about cross-origin requests. Those have Origin; a preflight request is OPTIONS and names
// the method to come.
type cors struct {
	override    bool
	all         bool // origins
	origins     []originPattern
	credentials bool
	expose      string   // empty: none
	methods     string   // for preflight requests, as the rest
	headers     string   // without those that have a wildcard
	patterns    []string // of header names, lower case
	maxAge      string   // empty: none
}

func newCORS(c *selvedge.ResponseHeadersPolicyCorsConfig) *cors {
	if c == nil {
		return nil
	}
	compiled := &cors{override: c.OriginOverride, credentials: c.AccessControlAllowCredentials}
	for _, o := range c.AccessControlAllowOrigins.Items {
		compiled.all = compiled.all || o == "*"
		compiled.origins = append(compiled.origins, newOriginPattern(o))
	}
	compiled.methods = strings.Join(c.AccessControlAllowMethods.Items, ", ")
	if slices.Contains(c.AccessControlAllowMethods.Items, "ALL") {
		compiled.methods = allMethods
	}
	var plain []string
	for _, h := range c.AccessControlAllowHeaders.Items {
		if h != "*" && strings.Contains(h, "*") {
			compiled.patterns = append(compiled.patterns, strings.ToLower(h))
		} else {
			plain = append(plain, h)
		}
	}
	compiled.headers = strings.Join(plain, ", ")
	if e := c.AccessControlExposeHeaders; e != nil {
		compiled.expose = strings.Join(e.Items, ", ")
	}
	if c.AccessControlMaxAgeSec != nil {
		compiled.maxAge = strconv.Itoa(*c.AccessControlMaxAgeSec)
	}
	return compiled
}

// apply adds the headers to the answer of a cross-origin request.
func (c *cors) apply(answer *httpmsg.Headers, request *httpmsg.Request) {
	origin := request.Headers.Get("origin")
	if origin == "" {
		return
	}
	switch {
	case c.all:
		c.put(answer, "access-control-allow-origin", "*")
	case c.allows(origin):
		c.put(answer, "access-control-allow-origin", origin)
		addVary(answer)
	default:
		if c.override { // what the origin allows does not count
			answer.Del("access-control-allow-origin")
			answer.Del("access-control-allow-credentials")
		}
		addVary(answer)
		return
	}
	if c.credentials {
		c.put(answer, "access-control-allow-credentials", "true")
	}
	if request.Method == "OPTIONS" && request.Headers.Has("access-control-request-method") {
		c.put(answer, "access-control-allow-methods", c.methods)
		c.put(answer, "access-control-allow-headers", c.allowedHeaders(request))
		c.put(answer, "access-control-max-age", c.maxAge)
		return
	}
	c.put(answer, "access-control-expose-headers", c.expose)
}

// put adds a header unless there is no value, or the origin has sent one that stays.
func (c *cors) put(answer *httpmsg.Headers, name, value string) {
	if value != "" && (c.override || !answer.Has(name)) {
		answer.Set(name, value)
	}
}

// addVary says that the answer depends on Origin, so that no cache behind gives it to another site.
func addVary(answer *httpmsg.Headers) {
	for _, l := range *answer {
		if l.Name != "vary" {
			continue
		}
		for part := range strings.SplitSeq(l.Value, ",") {
			if part = strings.TrimSpace(part); part == "*" || strings.EqualFold(part, "origin") {
				return
			}
		}
	}
	answer.Add("vary", "Origin")
}

func (c *cors) allows(origin string) bool {
	return slices.ContainsFunc(c.origins, func(p originPattern) bool { return p.matches(origin) })
}

// allowedHeaders returns the names without a wildcard, and those of the request that a wildcard allows.
func (c *cors) allowedHeaders(request *httpmsg.Request) string {
	if len(c.patterns) == 0 {
		return c.headers
	}
	list := c.headers
	seen := 0
	for name := range strings.SplitSeq(request.Headers.Get("access-control-request-headers"), ",") {
		name = strings.ToLower(strings.TrimSpace(name))
		if seen++; name == "" || seen > maxRequested {
			continue
		}
		if slices.ContainsFunc(c.patterns, func(p string) bool { return wildcard(p, name) }) {
			if list != "" {
				list += ", "
			}
			list += name
		}
	}
	return list
}

// originPattern is an allowed origin. Scheme and port may be left out. Source: AWS developer guide,
// "Access-Control-Allow-Origin".
type originPattern struct {
	scheme string // empty: any
	host   string // lower case; may begin with *.
	port   string // may have wildcards; empty: as hasPort says
	// hasPort says that the pattern names ports. Without one, and with a scheme, only origins without a port match.
	hasPort bool
}

func newOriginPattern(text string) originPattern {
	var p originPattern
	scheme, rest, ok := strings.Cut(strings.ToLower(text), "://")
	if ok {
		p.scheme = scheme
	} else {
		rest = scheme
	}
	p.host, p.port, p.hasPort = cutPort(rest)
	return p
}

// cutPort splits host and port; an IPv6 address in brackets is a host.
func cutPort(text string) (host, port string, ok bool) {
	if i := strings.LastIndexByte(text, ':'); i >= 0 && !strings.Contains(text[i:], "]") {
		return text[:i], text[i+1:], true
	}
	return text, "", false
}

func (p *originPattern) matches(origin string) bool {
	scheme, rest, ok := strings.Cut(strings.ToLower(origin), "://")
	if !ok { // "null"
		return p.scheme == "" && !p.hasPort && p.host == scheme
	}
	host, port, hasPort := cutPort(rest)
	if p.scheme != "" && p.scheme != scheme {
		return false
	}
	switch {
	case p.hasPort && !hasPort && p.port != "*", p.hasPort && hasPort && !wildcard(p.port, port),
		!p.hasPort && hasPort && p.scheme != "":
		return false
	}
	if suffix, ok := strings.CutPrefix(p.host, "*"); ok { // *.example.org
		return strings.HasSuffix(host, suffix) && len(host) > len(suffix)
	}
	return host == p.host
}

// wildcard says whether text matches a pattern in which * stands for any characters, none included. Its work is linear
// in the text for each *.
func wildcard(pattern, text string) bool {
	head, rest, more := strings.Cut(pattern, "*")
	if !more {
		return pattern == text
	}
	text, ok := strings.CutPrefix(text, head)
	if !ok {
		return false
	}
	for {
		part, tail, more := strings.Cut(rest, "*")
		if !more {
			return strings.HasSuffix(text, part)
		}
		i := strings.Index(text, part)
		if i < 0 {
			return false
		}
		text, rest = text[i+len(part):], tail
	}
}
