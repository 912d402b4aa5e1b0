// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import "strings"

// OriginRequestPolicyConfig says what of a request is sent to the origin beside what the cache policy names.
type OriginRequestPolicyConfig struct {
	Comment            string
	Name               string                                `wire:"required"`
	HeadersConfig      OriginRequestPolicyHeadersConfig      `wire:"required"`
	CookiesConfig      OriginRequestPolicyCookiesConfig      `wire:"required"`
	QueryStringsConfig OriginRequestPolicyQueryStringsConfig `wire:"required"`
}

// OriginRequestPolicyHeadersConfig says which headers are sent to the origin.
type OriginRequestPolicyHeadersConfig struct {
	HeaderBehavior string `wire:"required,enum=none|whitelist|allViewer|allViewerAndWhitelistCloudFront|allExcept"`
	Headers        *Headers
}

// OriginRequestPolicyCookiesConfig says which cookies are sent to the origin.
type OriginRequestPolicyCookiesConfig struct {
	CookieBehavior string `wire:"required,enum=none|whitelist|all|allExcept"`
	Cookies        *CookieNames
}

// OriginRequestPolicyQueryStringsConfig says which query parameters are sent to the origin.
type OriginRequestPolicyQueryStringsConfig struct {
	QueryStringBehavior string `wire:"required,enum=none|whitelist|all|allExcept"`
	QueryStrings        *QueryStringNames
}

// Names returns the header names; nil without a list.
func (c *OriginRequestPolicyHeadersConfig) Names() []string { return c.Headers.names() }

// Names returns the cookie names; nil without a list.
func (c *OriginRequestPolicyCookiesConfig) Names() []string { return c.Cookies.names() }

// Names returns the names of query parameters; nil without a list.
func (c *OriginRequestPolicyQueryStringsConfig) Names() []string { return c.QueryStrings.names() }

// Normalize drops empty lists and sets every Quantity.
func (c *OriginRequestPolicyConfig) Normalize() {
	dropEmpty(&c.HeadersConfig.Headers, c.HeadersConfig.Names())
	dropEmpty(&c.CookiesConfig.Cookies, c.CookiesConfig.Names())
	dropEmpty(&c.QueryStringsConfig.QueryStrings, c.QueryStringsConfig.Names())
	setQuantities(c)
}

// Validate checks a normalised configuration. Source: api.md section 6.2.
func (c *OriginRequestPolicyConfig) Validate() error {
	if err := validatePolicy(c.Name, c.Comment, c); err != nil {
		return err
	}
	headers := c.HeadersConfig.Names()
	if err := validateSelections([]selection{
		{"HeadersConfig.Headers", c.HeadersConfig.HeaderBehavior, headers, CodeTooManyHeadersInOriginRequestPolicy},
		{"CookiesConfig.Cookies", c.CookiesConfig.CookieBehavior, c.CookiesConfig.Names(), CodeTooManyCookiesInOriginRequestPolicy},
		{
			"QueryStringsConfig.QueryStrings", c.QueryStringsConfig.QueryStringBehavior, c.QueryStringsConfig.Names(),
			CodeTooManyQueryStringsInOriginRequestPolicy,
		},
	}); err != nil {
		return err
	}
	const path = "HeadersConfig.Headers.Items"
	if err := validateHeaderNames(path, headers, func(lower string) bool {
		// Names that are taken away may be any; those that are sent belong into the cache key, or to the cookies.
		return c.HeadersConfig.HeaderBehavior == SelectWhitelist &&
			(lower == "authorization" || lower == "accept-encoding" || lower == "cookie")
	}); err != nil {
		return err
	}
	if c.HeadersConfig.HeaderBehavior != SelectAllViewerAndCloudFront {
		return nil
	}
	for i, name := range headers {
		if !strings.HasPrefix(strings.ToLower(name), "cloudfront-") {
			return reject(CodeInvalidArgument, itemPath(path, i), name, "names that begin with CloudFront-")
		}
	}
	return nil
}
