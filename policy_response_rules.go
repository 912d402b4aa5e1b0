// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
)

// Limits of response headers policies. Source: api.md section 6.3; AWS developer guide, "Understand response headers
// policies".
const (
	maxCSP           = 1783 // characters
	maxCustomHeaders = 10
	maxRemoveHeaders = 10
	maxSamplingRate  = 100 // percent
)

// Validate checks a normalised configuration. Source: api.md section 6.3.
func (c *ResponseHeadersPolicyConfig) Validate() error {
	if err := validatePolicy(c.Name, c.Comment, c); err != nil {
		return err
	}
	for _, rule := range []func() error{
		c.CorsConfig.validate, c.SecurityHeadersConfig.validate, c.ServerTimingHeadersConfig.validate,
		c.CustomHeadersConfig.validate, c.RemoveHeadersConfig.validate,
	} {
		if err := rule(); err != nil {
			return err
		}
	}
	return nil
}

// corsOrigin is an origin: all, or a host with a scheme and a port, which may be left out. The first label may be a
// wildcard, and the port may have wildcards. Source: AWS developer guide, "Understand response headers policies".
var corsOrigin = regexp.MustCompile(`^(?:\*|null|(?:[a-zA-Z][a-zA-Z0-9+.-]*://)?(?:\*\.)?` + labelPattern + `(?:\.` + labelPattern +
	`)*(?::[0-9*]{1,5})?)$`)

func (c *ResponseHeadersPolicyCorsConfig) validate() error {
	if c == nil {
		return nil
	}
	const path = "CorsConfig.AccessControl"
	if len(c.AccessControlAllowOrigins.Items) == 0 { // the other lists are empty in managed policies
		return rejectNumber(CodeInvalidArgument, path+"AllowOrigins.Quantity", 0, "at least one item")
	}
	for i, o := range c.AccessControlAllowOrigins.Items {
		if !corsOrigin.MatchString(o) {
			return reject(CodeInvalidArgument, itemPath(path+"AllowOrigins.Items", i), o,
				"*, or a host name with or without scheme and port, the first label of which may be *")
		}
	}
	if err := validateCORSHeaders(path+"AllowHeaders.Items", c.AccessControlAllowHeaders.Items); err != nil {
		return err
	}
	if methods := c.AccessControlAllowMethods.Items; len(methods) > 1 && slices.Contains(methods, "ALL") {
		return reject(CodeInvalidArgument, path+"AllowMethods", strings.Join(methods, ", "), "methods, or ALL alone")
	}
	if e := c.AccessControlExposeHeaders; e != nil {
		if err := validateCORSHeaders(path+"ExposeHeaders.Items", e.Items); err != nil {
			return err
		}
	}
	if age := c.AccessControlMaxAgeSec; age != nil && (*age < 0 || *age > math.MaxInt32) {
		return rejectNumber(CodeInvalidArgument, path+"MaxAgeSec", *age, fmt.Sprintf("0 to %d seconds", math.MaxInt32))
	}
	return c.validateCredentials()
}

// validateCredentials: browsers take no wildcard in an answer to a request with credentials. Source: Fetch Standard,
// "CORS protocol and credentials".
func (c *ResponseHeadersPolicyCorsConfig) validateCredentials() error {
	if !c.AccessControlAllowCredentials {
		return nil
	}
	for _, l := range []struct {
		name  string
		items []string
		all   string
	}{
		{"AllowOrigins", c.AccessControlAllowOrigins.Items, "*"},
		{"AllowHeaders", c.AccessControlAllowHeaders.Items, "*"},
		{"AllowMethods", c.AccessControlAllowMethods.Items, "ALL"},
	} {
		if slices.Contains(l.items, l.all) {
			return reject(CodeInvalidArgument, "CorsConfig.AccessControl"+l.name, l.all,
				"no wildcard together with AccessControlAllowCredentials true")
		}
	}
	return nil
}

// validateCORSHeaders checks header names, in which * stands for any characters.
func validateCORSHeaders(path string, names []string) error {
	for i, name := range names {
		if !isHeaderName(name) {
			return reject(CodeInvalidArgument, itemPath(path, i), name, allowedHeaderName+", or *")
		}
	}
	return nil
}

func (c *ResponseHeadersPolicySecurityHeadersConfig) validate() error {
	if c == nil {
		return nil
	}
	const path = "SecurityHeadersConfig."
	if p := c.ContentSecurityPolicy; p != nil {
		if n := len(p.ContentSecurityPolicy); n > maxCSP {
			return Errorf(CodeTooLongCSP, "The content security policy has %d characters; the maximum is %d.", n, maxCSP)
		}
		if p.ContentSecurityPolicy == "" || !isHeaderValue(p.ContentSecurityPolicy) {
			return reject(CodeInvalidArgument, path+"ContentSecurityPolicy.ContentSecurityPolicy", p.ContentSecurityPolicy,
				"a text without line ends")
		}
	}
	if x := c.XSSProtection; x != nil {
		blocks := x.ModeBlock != nil && *x.ModeBlock
		switch {
		case blocks && x.ReportUri != "":
			return reject(CodeInvalidArgument, path+"XSSProtection.ReportUri", x.ReportUri, "none together with ModeBlock true")
		case !x.Protection && (blocks || x.ReportUri != ""):
			return Errorf(CodeInvalidArgument, "%sXSSProtection has ModeBlock or ReportUri; allowed: only with Protection true.", path)
		case !isHeaderValue(x.ReportUri) || strings.ContainsAny(x.ReportUri, " ;"):
			return reject(CodeInvalidArgument, path+"XSSProtection.ReportUri", x.ReportUri, "a URI")
		}
	}
	if s := c.StrictTransportSecurity; s != nil && s.AccessControlMaxAgeSec < 0 {
		return rejectNumber(CodeInvalidArgument, path+"StrictTransportSecurity.AccessControlMaxAgeSec",
			s.AccessControlMaxAgeSec, fmt.Sprintf("0 to %d seconds", math.MaxInt32))
	}
	return nil
}

// isHeaderValue says whether s can be sent as the value of a header.
func isHeaderValue(s string) bool { return !strings.ContainsFunc(s, isControl) }

func (c *ResponseHeadersPolicyServerTimingHeadersConfig) validate() error {
	if c == nil || c.SamplingRate == nil {
		return nil
	}
	if r := *c.SamplingRate; math.IsNaN(r) || r < 0 || r > maxSamplingRate {
		return Errorf(CodeInvalidArgument, "The parameter ServerTimingHeadersConfig.SamplingRate has the value %v; allowed: "+
			"0 to %d.", r, maxSamplingRate)
	}
	return nil
}

func (c *ResponseHeadersPolicyCustomHeadersConfig) validate() error {
	if c == nil {
		return nil
	}
	if n := len(c.Items); n > maxCustomHeaders {
		return Errorf(CodeTooManyCustomHeaders, "CustomHeadersConfig has %d headers; the maximum is %d.", n, maxCustomHeaders)
	}
	names := make([]string, len(c.Items))
	for i, h := range c.Items {
		names[i] = h.Header
		if len(h.Value) > maxHeaderValue || !isHeaderValue(h.Value) {
			return reject(CodeInvalidArgument, itemPath("CustomHeadersConfig.Items", i)+".Value", h.Value,
				fmt.Sprintf("up to %d bytes without line ends", maxHeaderValue))
		}
	}
	return validatePolicyHeaders("CustomHeadersConfig.Items", names, true)
}

func (c *ResponseHeadersPolicyRemoveHeadersConfig) validate() error {
	if c == nil {
		return nil
	}
	if n := len(c.Items); n > maxRemoveHeaders {
		return Errorf(CodeTooManyRemoveHeaders, "RemoveHeadersConfig has %d headers; the maximum is %d.", n, maxRemoveHeaders)
	}
	names := make([]string, len(c.Items))
	for i, h := range c.Items {
		names[i] = h.Header
	}
	return validatePolicyHeaders("RemoveHeadersConfig.Items", names, false)
}

// fixedHeaders cannot be removed or set by a policy; neither can those that begin with x-amz-cf- and x-edge-. Source:
// AWS developer guide, "Headers that you can't remove"; that they cannot be set either is our conclusion.
const fixedHeaders = "connection content-encoding content-length expect host keep-alive proxy-authenticate " +
	"proxy-authorization proxy-connection trailer transfer-encoding upgrade via warning x-accel-buffering " +
	"x-accel-charset x-accel-limit-rate x-accel-redirect x-amzn-auth x-amzn-cf-billing x-amzn-cf-id x-amzn-cf-xff " +
	"x-amzn-errortype x-amzn-fle-profile x-amzn-header-count x-amzn-header-order x-amzn-lambda-integration-tag " +
	"x-amzn-requestid x-cache x-forwarded-proto x-real-ip"

// Headers that other parts of a policy set, so that a custom header cannot.
const (
	corsHeaders = "access-control-allow-credentials access-control-allow-headers access-control-allow-methods " +
		"access-control-allow-origin access-control-expose-headers access-control-max-age"
	securityHeaders = "content-security-policy referrer-policy strict-transport-security x-content-type-options " +
		"x-frame-options x-xss-protection"
)

// validatePolicyHeaders checks the names of headers to add or to remove.
func validatePolicyHeaders(path string, names []string, add bool) error {
	seen := make(map[string]bool, len(names))
	for i, name := range names {
		lower := strings.ToLower(name)
		allowed := ""
		switch {
		case !isHeaderName(name) || seen[lower]:
			allowed = allowedHeaderName + ", each once"
		case hasWord(fixedHeaders, lower), strings.HasPrefix(lower, "x-amz-cf-"), strings.HasPrefix(lower, "x-edge-"):
			allowed = "headers that a policy may change"
		case add && (hasWord(corsHeaders, lower) || hasWord(securityHeaders, lower)):
			allowed = "headers that CorsConfig and SecurityHeadersConfig do not have"
		}
		if allowed != "" {
			return reject(CodeInvalidArgument, itemPath(path, i)+".Header", name, allowed)
		}
		seen[lower] = true
	}
	return nil
}
