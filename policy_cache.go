// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import "strings"

// CachePolicyConfig says what makes up the cache key, all of which is also sent to the origin, and how long objects
// stay in the cache. TTLs are in seconds; all are set once the configuration is normalised.
type CachePolicyConfig struct {
	Comment                                  string
	Name                                     string `wire:"required"`
	DefaultTTL                               *int64
	MaxTTL                                   *int64
	MinTTL                                   int64 `wire:"required"`
	ParametersInCacheKeyAndForwardedToOrigin ParametersInCacheKeyAndForwardedToOrigin
}

// ParametersInCacheKeyAndForwardedToOrigin says what of a request takes part in the cache key.
type ParametersInCacheKeyAndForwardedToOrigin struct {
	EnableAcceptEncodingGzip   bool `wire:"required"`
	EnableAcceptEncodingBrotli bool
	HeadersConfig              CachePolicyHeadersConfig      `wire:"required"`
	CookiesConfig              CachePolicyCookiesConfig      `wire:"required"`
	QueryStringsConfig         CachePolicyQueryStringsConfig `wire:"required"`
}

// CachePolicyHeadersConfig says which headers take part in the cache key.
type CachePolicyHeadersConfig struct {
	HeaderBehavior string `wire:"required,enum=none|whitelist"`
	Headers        *Headers
}

// CachePolicyCookiesConfig says which cookies take part in the cache key.
type CachePolicyCookiesConfig struct {
	CookieBehavior string `wire:"required,enum=none|whitelist|allExcept|all"`
	Cookies        *CookieNames
}

// CachePolicyQueryStringsConfig says which query parameters take part in the cache key.
type CachePolicyQueryStringsConfig struct {
	QueryStringBehavior string `wire:"required,enum=none|whitelist|allExcept|all"`
	QueryStrings        *QueryStringNames
}

// Names returns the header names; nil without a list.
func (c *CachePolicyHeadersConfig) Names() []string { return c.Headers.names() }

// Names returns the cookie names; nil without a list.
func (c *CachePolicyCookiesConfig) Names() []string { return c.Cookies.names() }

// Names returns the names of query parameters; nil without a list.
func (c *CachePolicyQueryStringsConfig) Names() []string { return c.QueryStrings.names() }

func (h *Headers) names() []string {
	if h == nil {
		return nil
	}
	return h.Items
}

func (c *CookieNames) names() []string {
	if c == nil {
		return nil
	}
	return c.Items
}

func (q *QueryStringNames) names() []string {
	if q == nil {
		return nil
	}
	return q.Items
}

// Normalize fills the defaults. Source: api.md sections 4.4 and 6.1.
func (c *CachePolicyConfig) Normalize() {
	setPointer(&c.DefaultTTL, max(defaultTTL, c.MinTTL))
	setPointer(&c.MaxTTL, max(defaultMaxTTL, *c.DefaultTTL))
	p := &c.ParametersInCacheKeyAndForwardedToOrigin
	setDefault(&p.HeadersConfig.HeaderBehavior, SelectNone)
	setDefault(&p.CookiesConfig.CookieBehavior, SelectNone)
	setDefault(&p.QueryStringsConfig.QueryStringBehavior, SelectNone)
	dropEmpty(&p.HeadersConfig.Headers, p.HeadersConfig.Names())
	dropEmpty(&p.CookiesConfig.Cookies, p.CookiesConfig.Names())
	dropEmpty(&p.QueryStringsConfig.QueryStrings, p.QueryStringsConfig.Names())
	setQuantities(c)
}

// dropEmpty removes a list without names.
func dropEmpty[T any](list **T, names []string) {
	if len(names) == 0 {
		*list = nil
	}
}

// Validate checks a normalised configuration. Source: api.md section 6.1.
func (c *CachePolicyConfig) Validate() error {
	if err := validatePolicy(c.Name, c.Comment, c); err != nil {
		return err
	}
	if err := c.validateTTLs(); err != nil {
		return err
	}
	const path = "ParametersInCacheKeyAndForwardedToOrigin."
	p := &c.ParametersInCacheKeyAndForwardedToOrigin
	if err := validateSelections([]selection{
		{path + "HeadersConfig.Headers", p.HeadersConfig.HeaderBehavior, p.HeadersConfig.Names(), CodeTooManyHeadersInCachePolicy},
		{path + "CookiesConfig.Cookies", p.CookiesConfig.CookieBehavior, p.CookiesConfig.Names(), CodeTooManyCookiesInCachePolicy},
		{
			path + "QueryStringsConfig.QueryStrings", p.QueryStringsConfig.QueryStringBehavior, p.QueryStringsConfig.Names(),
			CodeTooManyQueryStringsInCachePolicy,
		},
	}); err != nil {
		return err
	}
	return validateHeaderNames(path+"HeadersConfig.Headers.Items", p.HeadersConfig.Names(), func(lower string) bool {
		return lower == "cookie" || isOriginOnly(lower)
	})
}

// isOriginOnly says whether a header of CloudFront's can be in origin request policies only. Source: event.md
// section 2.2.
func isOriginOnly(lower string) bool {
	switch lower {
	case "cloudfront-viewer-address", "cloudfront-viewer-asn", "cloudfront-viewer-tls":
		return true
	}
	return strings.HasPrefix(lower, "cloudfront-viewer-ja")
}

func (c *CachePolicyConfig) validateTTLs() error {
	for _, t := range []struct {
		name string
		ttl  *int64
	}{{"MinTTL", &c.MinTTL}, {"DefaultTTL", c.DefaultTTL}, {"MaxTTL", c.MaxTTL}} {
		if err := checkTTL(t.name, t.ttl); err != nil {
			return err
		}
	}
	if c.MinTTL > *c.DefaultTTL || *c.DefaultTTL > *c.MaxTTL { // InvalidTTLOrder is not an error of these operations
		return Errorf(CodeInvalidArgument, "The policy has MinTTL %d, DefaultTTL %d and MaxTTL %d; allowed: none is greater "+
			"than the next.", c.MinTTL, *c.DefaultTTL, *c.MaxTTL)
	}
	p := &c.ParametersInCacheKeyAndForwardedToOrigin
	keyed := p.EnableAcceptEncodingGzip || p.EnableAcceptEncodingBrotli || p.HeadersConfig.HeaderBehavior != SelectNone ||
		p.CookiesConfig.CookieBehavior != SelectNone || p.QueryStringsConfig.QueryStringBehavior != SelectNone
	if *c.MaxTTL == 0 && keyed {
		return Errorf(CodeInvalidArgument, "The policy has TTLs of 0, with which nothing is cached; allowed then: the behavior "+
			"none for headers, cookies and query strings, and no accepted encodings.")
	}
	return nil
}
