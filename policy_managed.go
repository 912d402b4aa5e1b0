// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import (
	"strings"
	"time"
)

// This file holds the policies that AWS made; they are in every account. Source: api.md section 6.4 (AWS developer
// guide, "Use managed cache policies" and its siblings, April 2026). That they cannot be changed is all that Managed
// means: the functions return new values each time.

// ManagedPrefix begins the names of managed policies.
const ManagedPrefix = "Managed-"

// Ids of managed policies that are named elsewhere.
const (
	ManagedCachingOptimized = "658327ea-f89d-4fab-a63d-7e88639e58f6"
	ManagedCachingDisabled  = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
)

// managedTime is when managed policies say that they were last changed.
func managedTime() time.Time { return time.Date(2020, time.May, 31, 0, 0, 0, 0, time.UTC) }

func managed[C any](id string, config C) *Resource[C] {
	return &Resource[C]{ID: id, Managed: true, Config: config, Version: 1, CreatedTime: managedTime(), LastModifiedTime: managedTime()}
}

// cacheRow is a managed cache policy. Lists of names are separated by blanks; * is all.
type cacheRow struct {
	name, id                string
	minTTL, maxTTL, ttl     int64
	headers, cookies, query string
	gzip, brotli            bool
	comment                 string
}

var managedCaches = []cacheRow{
	{
		name: "Amplify", id: "2e54312d-136d-493c-8eb9-b001f22f67d2", minTTL: 2, maxTTL: 600, ttl: 2,
		headers: "Authorization CloudFront-Viewer-Country Host", cookies: "*", query: "*", gzip: true, brotli: true,
		comment: "Policy for Amplify Origin",
	},
	{
		name: "CachingDisabled", id: ManagedCachingDisabled, comment: "Policy with caching disabled",
	},
	{
		name: "CachingOptimized", id: ManagedCachingOptimized, minTTL: 1, maxTTL: 31536000, ttl: 86400, gzip: true, brotli: true,
		comment: "Policy with caching enabled. Supports Gzip and Brotli compression.",
	},
	{
		name: "CachingOptimizedForUncompressedObjects", id: "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
		minTTL: 1, maxTTL: 31536000, ttl: 86400, comment: "Default policy when compression is disabled",
	},
	{
		name: "Elemental-MediaPackage", id: "08627262-05a9-4f76-9ded-b50ca2e3a84f", maxTTL: 31536000, ttl: 86400,
		headers: "Origin", query: "aws.manifestfilter start end m", gzip: true, comment: "Policy for Elemental MediaPackage Origin",
	},
	{
		name: "UseOriginCacheControlHeaders", id: "83da9c7e-98b4-4e11-a168-04f0df8e2c65", maxTTL: 31536000,
		headers: "Host Origin X-HTTP-Method-Override X-HTTP-Method X-Method-Override", cookies: "*", gzip: true, brotli: true,
		comment: "Policy for origins that return Cache-Control headers. Query strings are not included in the cache key.",
	},
	{
		name: "UseOriginCacheControlHeaders-QueryStrings", id: "4cc15a8a-d715-48a4-82b8-cc0b614638fe", maxTTL: 31536000,
		headers: "Host Origin X-HTTP-Method-Override X-HTTP-Method X-Method-Override", cookies: "*", query: "*",
		gzip: true, brotli: true,
		comment: "Policy for origins that return Cache-Control headers and serve different content based on values present in the query string.",
	},
}

// ManagedCachePolicies returns the managed cache policies.
func ManagedCachePolicies() []*CachePolicy {
	list := make([]*CachePolicy, len(managedCaches))
	for i := range managedCaches {
		row := &managedCaches[i]
		defaultTTL, maxTTL := row.ttl, row.maxTTL // copies: the table is not to be reached through the result
		config := CachePolicyConfig{
			Comment: row.comment, Name: ManagedPrefix + row.name, MinTTL: row.minTTL, DefaultTTL: &defaultTTL, MaxTTL: &maxTTL,
		}
		p := &config.ParametersInCacheKeyAndForwardedToOrigin
		p.EnableAcceptEncodingGzip, p.EnableAcceptEncodingBrotli = row.gzip, row.brotli
		behavior, names := listed(row.headers)
		p.HeadersConfig = CachePolicyHeadersConfig{HeaderBehavior: behavior, Headers: headersOf(names)}
		behavior, names = listed(row.cookies)
		p.CookiesConfig = CachePolicyCookiesConfig{CookieBehavior: behavior, Cookies: cookiesOf(names)}
		behavior, names = listed(row.query)
		p.QueryStringsConfig = CachePolicyQueryStringsConfig{QueryStringBehavior: behavior, QueryStrings: queriesOf(names)}
		config.Normalize()
		list[i] = managed(row.id, config)
	}
	return list
}

// listed reads a list of a table.
func listed(text string) (behavior string, names []string) {
	switch names = strings.Fields(text); {
	case len(names) == 0:
		return SelectNone, nil
	case names[0] == "*":
		return SelectAll, nil
	}
	return SelectWhitelist, names
}

func headersOf(names []string) *Headers {
	if names == nil {
		return nil
	}
	return &Headers{Items: names}
}

func cookiesOf(names []string) *CookieNames {
	if names == nil {
		return nil
	}
	return &CookieNames{Items: names}
}

func queriesOf(names []string) *QueryStringNames {
	if names == nil {
		return nil
	}
	return &QueryStringNames{Items: names}
}

// requestRow is a managed origin request policy. behavior is that of the headers when it does not follow from the list.
type requestRow struct {
	name, id, comment                 string
	behavior, headers, cookies, query string
}

var managedRequests = []requestRow{
	{
		name: "AllViewer", id: "216adef6-5c7f-47e4-b989-5492eafa07d3", behavior: SelectAllViewer, cookies: "*", query: "*",
		comment: "Policy to forward all parameters in viewer requests",
	},
	{
		name: "AllViewerAndCloudFrontHeaders-2022-06", id: "33f36d7e-f396-46d9-90e0-52428a34d9dc",
		behavior: SelectAllViewerAndCloudFront, cookies: "*", query: "*",
		headers: "CloudFront-Forwarded-Proto CloudFront-Is-Android-Viewer CloudFront-Is-Desktop-Viewer CloudFront-Is-IOS-Viewer " +
			"CloudFront-Is-Mobile-Viewer CloudFront-Is-SmartTV-Viewer CloudFront-Is-Tablet-Viewer CloudFront-Viewer-Address " +
			"CloudFront-Viewer-ASN CloudFront-Viewer-City CloudFront-Viewer-Country CloudFront-Viewer-Country-Name " +
			"CloudFront-Viewer-Country-Region CloudFront-Viewer-Country-Region-Name CloudFront-Viewer-Http-Version " +
			"CloudFront-Viewer-Latitude CloudFront-Viewer-Longitude CloudFront-Viewer-Metro-Code CloudFront-Viewer-Postal-Code " +
			"CloudFront-Viewer-Time-Zone CloudFront-Viewer-TLS",
		comment: "Policy to forward all parameters in viewer requests and all CloudFront headers that were released through June 2022",
	},
	{
		name: "AllViewerExceptHostHeader", id: "b689b0a8-53d0-40ab-baf2-68738e2966ac", behavior: SelectAllExcept, headers: "host",
		cookies: "*", query: "*", comment: "Policy to forward all parameters in viewer requests except for the Host header",
	},
	{
		name: "CORS-CustomOrigin", id: "59781a5b-3903-41f3-afcb-af62929ccde1", headers: "origin",
		comment: "Policy for Cross-Origin Resource Sharing (CORS) at custom origins",
	},
	{
		name: "CORS-S3Origin", id: "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",
		headers: "origin access-control-request-headers access-control-request-method", comment: "Policy for S3 origin with CORS",
	},
	{
		name: "Elemental-MediaTailor-PersonalizedManifests", id: "775133bc-15f2-49f9-abea-afb2e0bf67d2",
		headers: "origin access-control-request-headers access-control-request-method user-agent x-forwarded-for", query: "*",
		comment: "Policy for AWS Elemental MediaTailor origins",
	},
	{
		name: "HostHeaderOnly", id: "bf0718e1-ba1e-49d1-88b1-f726733018ae", headers: "host",
		comment: "Policy to forward the Host header alone",
	},
	{
		name: "UserAgentRefererHeaders", id: "acba4595-bd28-49b8-b9fe-13317c0390fa", headers: "user-agent referer",
		comment: "Policy to forward user-agent and referer headers to origin",
	},
}

// ManagedOriginRequestPolicies returns the managed origin request policies.
func ManagedOriginRequestPolicies() []*OriginRequestPolicy {
	list := make([]*OriginRequestPolicy, len(managedRequests))
	for i := range managedRequests {
		row := &managedRequests[i]
		config := OriginRequestPolicyConfig{Comment: row.comment, Name: ManagedPrefix + row.name}
		behavior, names := listed(row.headers)
		if row.behavior != "" {
			behavior = row.behavior
		}
		config.HeadersConfig = OriginRequestPolicyHeadersConfig{HeaderBehavior: behavior, Headers: headersOf(names)}
		behavior, names = listed(row.cookies)
		config.CookiesConfig = OriginRequestPolicyCookiesConfig{CookieBehavior: behavior, Cookies: cookiesOf(names)}
		behavior, names = listed(row.query)
		config.QueryStringsConfig = OriginRequestPolicyQueryStringsConfig{QueryStringBehavior: behavior, QueryStrings: queriesOf(names)}
		config.Normalize()
		list[i] = managed(row.id, config)
	}
	return list
}

// responseRow is a managed response headers policy.
type responseRow struct {
	name, id, comment         string
	cors, preflight, security bool
}

var managedResponses = []responseRow{
	{
		name: "SimpleCORS", id: "60669652-455b-4ae9-85a4-c4c02393f86c", cors: true,
		comment: "Allows all origins for simple CORS requests",
	},
	{
		name: "CORS-With-Preflight", id: "5cc3b908-e619-4b99-88e5-2cf7f45965bd", cors: true, preflight: true,
		comment: "Allows all origins for CORS requests, including preflight requests",
	},
	{
		name: "SecurityHeadersPolicy", id: "67f7725c-6f97-4210-82d7-5512b31e9d03", security: true,
		comment: "Adds a set of security headers to every response",
	},
	{
		name: "CORS-and-SecurityHeadersPolicy", id: "e61eb60c-9c35-4d20-a928-2b84e02af89c", cors: true, security: true,
		comment: "Allows all origins for simple CORS requests and adds security headers",
	},
	{
		name: "CORS-with-preflight-and-SecurityHeadersPolicy", id: "eaab4381-ed33-4a86-88ca-d9558dc6cd63",
		cors: true, preflight: true, security: true,
		comment: "Allows all origins for CORS requests, including preflight requests, and adds security headers",
	},
}

// ManagedResponseHeadersPolicies returns the managed response headers policies.
func ManagedResponseHeadersPolicies() []*ResponseHeadersPolicy {
	list := make([]*ResponseHeadersPolicy, len(managedResponses))
	for i, row := range managedResponses {
		config := ResponseHeadersPolicyConfig{Comment: row.comment, Name: ManagedPrefix + row.name}
		if row.cors {
			config.CorsConfig = managedCORS(row.preflight)
		}
		if row.security {
			config.SecurityHeadersConfig = managedSecurity()
		}
		config.Normalize()
		list[i] = managed(row.id, config)
	}
	return list
}

func managedCORS(preflight bool) *ResponseHeadersPolicyCorsConfig {
	c := &ResponseHeadersPolicyCorsConfig{
		AccessControlAllowOrigins: ResponseHeadersPolicyAccessControlAllowOrigins{Items: []string{"*"}},
	}
	if preflight {
		c.AccessControlAllowMethods.Items = []string{"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"}
		c.AccessControlExposeHeaders = &ResponseHeadersPolicyAccessControlExposeHeaders{Items: []string{"*"}}
	}
	return c
}

func managedSecurity() *ResponseHeadersPolicySecurityHeadersConfig {
	block := true
	return &ResponseHeadersPolicySecurityHeadersConfig{
		XSSProtection:           &ResponseHeadersPolicyXSSProtection{Protection: true, ModeBlock: &block},
		FrameOptions:            &ResponseHeadersPolicyFrameOptions{FrameOption: "SAMEORIGIN"},
		ReferrerPolicy:          &ResponseHeadersPolicyReferrerPolicy{ReferrerPolicy: "strict-origin-when-cross-origin"},
		ContentTypeOptions:      &ResponseHeadersPolicyContentTypeOptions{Override: true},
		StrictTransportSecurity: &ResponseHeadersPolicyStrictTransportSecurity{AccessControlMaxAgeSec: 31536000},
	}
}
