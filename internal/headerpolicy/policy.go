// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package headerpolicy

import (
	"strconv"
	"strings"

	"selvedge"
	"selvedge/internal/httpmsg"
)

// Policy is a response headers policy, compiled.
type Policy struct {
	remove []string // lower case
	cors   *cors    // nil: none
	set    []setting
	timing *timing // nil: none
}

// setting is a header with a fixed value.
type setting struct {
	httpmsg.Header
	override bool // it takes the place of what the origin sent
}

// Compile makes a Policy of a configuration that was validated.
func Compile(config *selvedge.ResponseHeadersPolicyConfig) *Policy {
	p := &Policy{cors: newCORS(config.CorsConfig), timing: newTiming(config.ServerTimingHeadersConfig)}
	if c := config.RemoveHeadersConfig; c != nil {
		for _, h := range c.Items {
			p.remove = append(p.remove, strings.ToLower(h.Header))
		}
	}
	if c := config.SecurityHeadersConfig; c != nil {
		p.addSecurity(c)
	}
	if c := config.CustomHeadersConfig; c != nil {
		for _, h := range c.Items {
			p.add(strings.ToLower(h.Header), h.Value, h.Override)
		}
	}
	return p
}

func (p *Policy) add(name, value string, override bool) {
	p.set = append(p.set, setting{httpmsg.Header{Name: name, Value: value}, override})
}

func (p *Policy) addSecurity(c *selvedge.ResponseHeadersPolicySecurityHeadersConfig) {
	if x := c.XSSProtection; x != nil {
		p.add("x-xss-protection", xssProtection(x), x.Override)
	}
	if f := c.FrameOptions; f != nil {
		p.add("x-frame-options", f.FrameOption, f.Override)
	}
	if r := c.ReferrerPolicy; r != nil {
		p.add("referrer-policy", r.ReferrerPolicy, r.Override)
	}
	if s := c.ContentSecurityPolicy; s != nil {
		p.add("content-security-policy", s.ContentSecurityPolicy, s.Override)
	}
	if o := c.ContentTypeOptions; o != nil {
		p.add("x-content-type-options", "nosniff", o.Override)
	}
	if s := c.StrictTransportSecurity; s != nil {
		p.add("strict-transport-security", strictTransport(s), s.Override)
	}
}

func xssProtection(x *selvedge.ResponseHeadersPolicyXSSProtection) string {
	switch {
	case !x.Protection:
		return "0"
	case isTrue(x.ModeBlock):
		return "1; mode=block"
	case x.ReportUri != "":
		return "1; report=" + x.ReportUri
	}
	return "1"
}

func strictTransport(s *selvedge.ResponseHeadersPolicyStrictTransportSecurity) string {
	value := "max-age=" + strconv.Itoa(s.AccessControlMaxAgeSec)
	if isTrue(s.IncludeSubdomains) {
		value += "; includeSubDomains"
	}
	if isTrue(s.Preload) {
		value += "; preload"
	}
	return value
}

func isTrue(b *bool) bool { return b != nil && *b }

// Apply changes the headers of the answer to request, but for Server-Timing. A header that is removed and added is
// there.
func (p *Policy) Apply(answer *httpmsg.Headers, request *httpmsg.Request) {
	for _, name := range p.remove {
		answer.Del(name)
	}
	if p.cors != nil {
		p.cors.apply(answer, request)
	}
	for i := range p.set {
		if s := &p.set[i]; s.override || !answer.Has(s.Name) {
			answer.Set(s.Name, s.Value)
		}
	}
}
