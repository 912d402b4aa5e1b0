// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

// This file holds the AWS shape of a response headers policy; its rules are in policy_response_rules.go.

// ResponseHeadersPolicyConfig says which headers the edge takes from answers and adds to them. Parts that are nil were
// not given and stay out of answers of the API.
type ResponseHeadersPolicyConfig struct {
	Comment                   string
	Name                      string `wire:"required"`
	CorsConfig                *ResponseHeadersPolicyCorsConfig
	SecurityHeadersConfig     *ResponseHeadersPolicySecurityHeadersConfig
	ServerTimingHeadersConfig *ResponseHeadersPolicyServerTimingHeadersConfig
	CustomHeadersConfig       *ResponseHeadersPolicyCustomHeadersConfig
	RemoveHeadersConfig       *ResponseHeadersPolicyRemoveHeadersConfig
}

// ResponseHeadersPolicyCorsConfig holds the headers for cross-origin requests. OriginOverride says whether they take
// the place of those that the origin sent.
type ResponseHeadersPolicyCorsConfig struct {
	AccessControlAllowOrigins     ResponseHeadersPolicyAccessControlAllowOrigins `wire:"required"`
	AccessControlAllowHeaders     ResponseHeadersPolicyAccessControlAllowHeaders `wire:"required"`
	AccessControlAllowMethods     ResponseHeadersPolicyAccessControlAllowMethods `wire:"required"`
	AccessControlAllowCredentials bool                                           `wire:"required"`
	AccessControlExposeHeaders    *ResponseHeadersPolicyAccessControlExposeHeaders
	AccessControlMaxAgeSec        *int
	OriginOverride                bool `wire:"required"`
}

// ResponseHeadersPolicyAccessControlAllowOrigins lists origins, which may have wildcards.
type ResponseHeadersPolicyAccessControlAllowOrigins struct {
	Quantity int      `wire:"required"`
	Items    []string `wire:"required,item=Origin"`
}

// ResponseHeadersPolicyAccessControlAllowHeaders lists header names, or * for all.
type ResponseHeadersPolicyAccessControlAllowHeaders struct {
	Quantity int      `wire:"required"`
	Items    []string `wire:"required,item=Header"`
}

// ResponseHeadersPolicyAccessControlAllowMethods lists methods, or ALL.
type ResponseHeadersPolicyAccessControlAllowMethods struct {
	Quantity int      `wire:"required"`
	Items    []string `wire:"required,item=Method,enum=GET|POST|OPTIONS|PUT|DELETE|PATCH|HEAD|ALL"`
}

// ResponseHeadersPolicyAccessControlExposeHeaders lists header names, or * for all.
type ResponseHeadersPolicyAccessControlExposeHeaders struct {
	Quantity int      `wire:"required"`
	Items    []string `wire:"item=Header"`
}

// ResponseHeadersPolicySecurityHeadersConfig holds security headers. Override says whether a header takes the place
// of the one that the origin sent.
type ResponseHeadersPolicySecurityHeadersConfig struct {
	XSSProtection           *ResponseHeadersPolicyXSSProtection
	FrameOptions            *ResponseHeadersPolicyFrameOptions
	ReferrerPolicy          *ResponseHeadersPolicyReferrerPolicy
	ContentSecurityPolicy   *ResponseHeadersPolicyContentSecurityPolicy
	ContentTypeOptions      *ResponseHeadersPolicyContentTypeOptions
	StrictTransportSecurity *ResponseHeadersPolicyStrictTransportSecurity
}

// ResponseHeadersPolicyXSSProtection is X-XSS-Protection.
type ResponseHeadersPolicyXSSProtection struct {
	Override   bool `wire:"required"`
	Protection bool `wire:"required"`
	ModeBlock  *bool
	ReportUri  string `wire:"omitempty"`
}

// ResponseHeadersPolicyFrameOptions is X-Frame-Options.
type ResponseHeadersPolicyFrameOptions struct {
	Override    bool   `wire:"required"`
	FrameOption string `wire:"required,enum=DENY|SAMEORIGIN"`
}

// ResponseHeadersPolicyReferrerPolicy is Referrer-Policy.
type ResponseHeadersPolicyReferrerPolicy struct {
	Override       bool   `wire:"required"`
	ReferrerPolicy string `wire:"required,enum=no-referrer|no-referrer-when-downgrade|origin|origin-when-cross-origin|same-origin|strict-origin|strict-origin-when-cross-origin|unsafe-url"`
}

// ResponseHeadersPolicyContentSecurityPolicy is Content-Security-Policy.
type ResponseHeadersPolicyContentSecurityPolicy struct {
	Override              bool   `wire:"required"`
	ContentSecurityPolicy string `wire:"required"`
}

// ResponseHeadersPolicyContentTypeOptions is X-Content-Type-Options: nosniff.
type ResponseHeadersPolicyContentTypeOptions struct {
	Override bool `wire:"required"`
}

// ResponseHeadersPolicyStrictTransportSecurity is Strict-Transport-Security.
type ResponseHeadersPolicyStrictTransportSecurity struct {
	Override               bool `wire:"required"`
	IncludeSubdomains      *bool
	Preload                *bool
	AccessControlMaxAgeSec int `wire:"required"`
}

// ResponseHeadersPolicyServerTimingHeadersConfig says in how many percent of answers there is Server-Timing.
type ResponseHeadersPolicyServerTimingHeadersConfig struct {
	Enabled      bool     `wire:"required"`
	SamplingRate *float64 `wire:"min=0,max=100"`
}

// ResponseHeadersPolicyCustomHeadersConfig lists headers to add.
type ResponseHeadersPolicyCustomHeadersConfig struct {
	Quantity int                                 `wire:"required"`
	Items    []ResponseHeadersPolicyCustomHeader `wire:"item=ResponseHeadersPolicyCustomHeader"`
}

// ResponseHeadersPolicyCustomHeader is a header to add.
type ResponseHeadersPolicyCustomHeader struct {
	Header   string `wire:"required"`
	Value    string `wire:"required"`
	Override bool   `wire:"required"`
}

// ResponseHeadersPolicyRemoveHeadersConfig lists headers to take away from what the origin sent.
type ResponseHeadersPolicyRemoveHeadersConfig struct {
	Quantity int                                 `wire:"required"`
	Items    []ResponseHeadersPolicyRemoveHeader `wire:"item=ResponseHeadersPolicyRemoveHeader"`
}

// ResponseHeadersPolicyRemoveHeader names a header to take away.
type ResponseHeadersPolicyRemoveHeader struct {
	Header string `wire:"required"`
}

// Normalize sets every Quantity.
func (c *ResponseHeadersPolicyConfig) Normalize() { setQuantities(c) }
