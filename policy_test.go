// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge"
)

// wantCode checks the code of err, "" for no error, and that its message names text.
func wantCode(t *testing.T, err error, code selvedge.Code, text string) {
	t.Helper()
	if selvedge.ErrorCode(err) != code || (err != nil) != (code != "") || err != nil && !strings.Contains(err.Error(), text) {
		t.Errorf("error = %v, want %q with %q", err, code, text)
	}
}

func manyNames(n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprint("n", i)
	}
	return list
}

func policyNames(names ...string) *selvedge.Headers {
	return &selvedge.Headers{Quantity: len(names), Items: names}
}

// TestCachePolicyRules: api.md section 6.1.
func TestCachePolicyRules(t *testing.T) {
	type (
		config = selvedge.CachePolicyConfig
		key    = selvedge.ParametersInCacheKeyAndForwardedToOrigin
	)
	ttl := func(n int64) *int64 { return &n }
	for _, tt := range []struct {
		name   string
		change func(*config, *key)
		code   selvedge.Code
		text   string
	}{
		{"nothing but a name", func(*config, *key) {}, "", ""},
		{"no name", func(c *config, _ *key) { c.Name = "" }, selvedge.CodeInvalidArgument, "Name"},
		{"long name", func(c *config, _ *key) { c.Name = strings.Repeat("x", 129) }, selvedge.CodeInvalidArgument, "128"},
		{"blank in name", func(c *config, _ *key) { c.Name = "a b" }, selvedge.CodeInvalidArgument, `"a b"`},
		{"long comment", func(c *config, _ *key) { c.Comment = strings.Repeat("ü", 129) }, selvedge.CodeInvalidArgument, "Comment"},
		{"comment", func(c *config, _ *key) { c.Comment = strings.Repeat("ü", 128) }, "", ""},
		{"control character", func(c *config, _ *key) { c.Comment = "\x01" }, selvedge.CodeInvalidArgument, "Comment"},
		{"TTL order", func(c *config, _ *key) { c.DefaultTTL, c.MaxTTL = ttl(10), ttl(5) }, selvedge.CodeInvalidArgument, "MaxTTL"},
		{"negative TTL", func(c *config, _ *key) { c.MinTTL = -1 }, selvedge.CodeInvalidArgument, "MinTTL"},
		{"no caching", func(c *config, _ *key) { c.DefaultTTL, c.MaxTTL = ttl(0), ttl(0) }, "", ""},
		{"no caching, but a key", func(c *config, k *key) {
			c.DefaultTTL, c.MaxTTL = ttl(0), ttl(0)
			k.CookiesConfig.CookieBehavior = selvedge.SelectAll
		}, selvedge.CodeInvalidArgument, "TTLs of 0"},
		{"no caching, but compression", func(c *config, k *key) {
			c.DefaultTTL, c.MaxTTL = ttl(0), ttl(0)
			k.EnableAcceptEncodingGzip = true
		}, selvedge.CodeInvalidArgument, "TTLs of 0"},
		{"none with names", func(_ *config, k *key) { k.HeadersConfig.Headers = policyNames("a") }, selvedge.CodeInvalidArgument, "HeadersConfig"},
		{"all with names", func(_ *config, k *key) {
			k.QueryStringsConfig.QueryStringBehavior = selvedge.SelectAll
			k.QueryStringsConfig.QueryStrings = &selvedge.QueryStringNames{Items: []string{"a"}}
		}, selvedge.CodeInvalidArgument, "QueryStringsConfig"},
		{"whitelist without names", func(_ *config, k *key) { k.CookiesConfig.CookieBehavior = selvedge.SelectWhitelist },
			selvedge.CodeInvalidArgument, "CookiesConfig"},
		{"unknown behavior", func(_ *config, k *key) { k.HeadersConfig.HeaderBehavior = "allViewer" }, selvedge.CodeMalformedXML, "HeaderBehavior"},
		{"10 headers", func(_ *config, k *key) {
			k.HeadersConfig = selvedge.CachePolicyHeadersConfig{HeaderBehavior: "whitelist", Headers: policyNames(manyNames(10)...)}
		}, "", ""},
		{"11 headers", func(_ *config, k *key) {
			k.HeadersConfig = selvedge.CachePolicyHeadersConfig{HeaderBehavior: "whitelist", Headers: policyNames(manyNames(11)...)}
		}, selvedge.CodeTooManyHeadersInCachePolicy, "11"},
		{"11 cookies", func(_ *config, k *key) {
			k.CookiesConfig = selvedge.CachePolicyCookiesConfig{CookieBehavior: "allExcept", Cookies: &selvedge.CookieNames{Items: manyNames(11)}}
		}, selvedge.CodeTooManyCookiesInCachePolicy, "11"},
		{"11 parameters", func(_ *config, k *key) {
			k.QueryStringsConfig = selvedge.CachePolicyQueryStringsConfig{
				QueryStringBehavior: "whitelist", QueryStrings: &selvedge.QueryStringNames{Items: manyNames(11)},
			}
		}, selvedge.CodeTooManyQueryStringsInCachePolicy, "11"},
		{"names of more than 1024 bytes", func(_ *config, k *key) { // api.md section 12
			k.CookiesConfig = selvedge.CachePolicyCookiesConfig{
				CookieBehavior: "whitelist", Cookies: &selvedge.CookieNames{Items: []string{strings.Repeat("x", 1024), "y"}},
			}
		}, selvedge.CodeInvalidArgument, "1024"},
		{"twice", func(_ *config, k *key) {
			k.HeadersConfig = selvedge.CachePolicyHeadersConfig{HeaderBehavior: "whitelist", Headers: policyNames("A", "a")}
		}, selvedge.CodeInvalidArgument, "once"},
		{"no header", func(_ *config, k *key) {
			k.HeadersConfig = selvedge.CachePolicyHeadersConfig{HeaderBehavior: "whitelist", Headers: policyNames("a b")}
		}, selvedge.CodeInvalidArgument, `"a b"`},
		{"address of the viewer", func(_ *config, k *key) { // event.md section 2.2
			k.HeadersConfig = selvedge.CachePolicyHeadersConfig{HeaderBehavior: "whitelist", Headers: policyNames("CloudFront-Viewer-Address")}
		}, selvedge.CodeInvalidArgument, "The parameter Headers contains CloudFront-Viewer-Address that is not allowed."},
		{"country of the viewer", func(_ *config, k *key) {
			k.HeadersConfig = selvedge.CachePolicyHeadersConfig{HeaderBehavior: "whitelist", Headers: policyNames("CloudFront-Viewer-Country")}
		}, "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := config{Name: "p"}
			c.Normalize()
			tt.change(&c, &c.ParametersInCacheKeyAndForwardedToOrigin)
			before := c
			if !strings.Contains(tt.name, "none with names") {
				c.Normalize()
			}
			wantCode(t, c.Validate(), tt.code, tt.text)
			if tt.code == "" && before.Name != c.Name {
				t.Errorf("normalising changed %+v", before)
			}
		})
	}
}

// TestCachePolicyDefaults: api.md sections 4.4 and 6.1.
func TestCachePolicyDefaults(t *testing.T) {
	c := selvedge.CachePolicyConfig{Name: "p", MinTTL: 100000}
	c.ParametersInCacheKeyAndForwardedToOrigin.HeadersConfig.Headers = &selvedge.Headers{}
	c.Normalize()
	if *c.DefaultTTL != 100000 || *c.MaxTTL != 31536000 {
		t.Errorf("TTLs %d, %d", *c.DefaultTTL, *c.MaxTTL)
	}
	p := c.ParametersInCacheKeyAndForwardedToOrigin
	if p.HeadersConfig.HeaderBehavior != "none" || p.CookiesConfig.CookieBehavior != "none" ||
		p.QueryStringsConfig.QueryStringBehavior != "none" || p.HeadersConfig.Headers != nil {
		t.Errorf("key %+v", p)
	}
}

// TestOriginRequestPolicyRules: api.md section 6.2.
func TestOriginRequestPolicyRules(t *testing.T) {
	type config = selvedge.OriginRequestPolicyConfig
	headers := func(behavior string, names ...string) func(*config) {
		return func(c *config) {
			c.HeadersConfig = selvedge.OriginRequestPolicyHeadersConfig{HeaderBehavior: behavior, Headers: policyNames(names...)}
		}
	}
	for _, tt := range []struct {
		name   string
		change func(*config)
		code   selvedge.Code
		text   string
	}{
		{"none", func(*config) {}, "", ""},
		{"name", func(c *config) { c.Name = "" }, selvedge.CodeInvalidArgument, "Name"},
		{"all of the viewer", headers("allViewer"), "", ""},
		{"all of the viewer with names", headers("allViewer", "x"), selvedge.CodeInvalidArgument, "allViewer"},
		{"all but one", headers("allExcept", "Authorization"), "", ""},
		{"CloudFront's", headers("allViewerAndWhitelistCloudFront", "CloudFront-Viewer-TLS"), "", ""},
		{"CloudFront's and others", headers("allViewerAndWhitelistCloudFront", "CloudFront-Viewer-TLS", "X-Other"),
			selvedge.CodeInvalidArgument, "CloudFront-"},
		{"CloudFront's without names", headers("allViewerAndWhitelistCloudFront"), selvedge.CodeInvalidArgument, "0 names"},
		{"encoding", headers("whitelist", "accept-encoding"), selvedge.CodeInvalidArgument,
			"The parameter Headers contains accept-encoding that is not allowed."},
		{"authorization", headers("whitelist", "Authorization"), selvedge.CodeInvalidArgument, "not allowed"},
		{"too many headers", headers("whitelist", manyNames(11)...), selvedge.CodeTooManyHeadersInOriginRequestPolicy, "11"},
		{"too many cookies", func(c *config) {
			c.CookiesConfig = selvedge.OriginRequestPolicyCookiesConfig{CookieBehavior: "whitelist", Cookies: &selvedge.CookieNames{Items: manyNames(11)}}
		}, selvedge.CodeTooManyCookiesInOriginRequestPolicy, "11"},
		{"too many parameters", func(c *config) {
			c.QueryStringsConfig = selvedge.OriginRequestPolicyQueryStringsConfig{
				QueryStringBehavior: "whitelist", QueryStrings: &selvedge.QueryStringNames{Items: manyNames(11)},
			}
		}, selvedge.CodeTooManyQueryStringsInOriginRequestPolicy, "11"},
		{"missing behavior", func(c *config) { c.CookiesConfig.CookieBehavior = "" }, selvedge.CodeMalformedXML, "CookieBehavior"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := config{Name: "p"}
			c.HeadersConfig.HeaderBehavior, c.CookiesConfig.CookieBehavior = "none", "none"
			c.QueryStringsConfig.QueryStringBehavior = "none"
			tt.change(&c)
			c.Normalize()
			wantCode(t, c.Validate(), tt.code, tt.text)
		})
	}
}

// TestResponseHeadersPolicyRules: api.md section 6.3; AWS developer guide, "Understand response headers policies".
func TestResponseHeadersPolicyRules(t *testing.T) {
	type config = selvedge.ResponseHeadersPolicyConfig
	cors := func(change func(*selvedge.ResponseHeadersPolicyCorsConfig)) func(*config) {
		return func(c *config) {
			c.CorsConfig = &selvedge.ResponseHeadersPolicyCorsConfig{}
			c.CorsConfig.AccessControlAllowOrigins.Items = []string{"https://example.org"}
			c.CorsConfig.AccessControlAllowHeaders.Items = []string{"X-One"}
			c.CorsConfig.AccessControlAllowMethods.Items = []string{"GET"}
			change(c.CorsConfig)
		}
	}
	custom := func(name, value string) func(*config) {
		return func(c *config) {
			c.CustomHeadersConfig = &selvedge.ResponseHeadersPolicyCustomHeadersConfig{
				Items: []selvedge.ResponseHeadersPolicyCustomHeader{{Header: name, Value: value}},
			}
		}
	}
	remove := func(names ...string) func(*config) {
		return func(c *config) {
			c.RemoveHeadersConfig = &selvedge.ResponseHeadersPolicyRemoveHeadersConfig{}
			for _, n := range names {
				c.RemoveHeadersConfig.Items = append(c.RemoveHeadersConfig.Items, selvedge.ResponseHeadersPolicyRemoveHeader{Header: n})
			}
		}
	}
	security := func(s selvedge.ResponseHeadersPolicySecurityHeadersConfig) func(*config) {
		return func(c *config) { c.SecurityHeadersConfig = &s }
	}
	origin := func(o string) func(*config) {
		return cors(func(c *selvedge.ResponseHeadersPolicyCorsConfig) { c.AccessControlAllowOrigins.Items = []string{o} })
	}
	rate := func(r float64) func(*config) {
		return func(c *config) {
			c.ServerTimingHeadersConfig = &selvedge.ResponseHeadersPolicyServerTimingHeadersConfig{Enabled: true, SamplingRate: &r}
		}
	}
	yes, negative := true, -1
	for _, tt := range []struct {
		name   string
		change func(*config)
		code   selvedge.Code
		text   string
	}{
		{"nothing", func(*config) {}, "", ""},
		{"name", func(c *config) { c.Name = "" }, selvedge.CodeInvalidArgument, "Name"},
		{"CORS", cors(func(*selvedge.ResponseHeadersPolicyCorsConfig) {}), "", ""},
		{"no origins", cors(func(c *selvedge.ResponseHeadersPolicyCorsConfig) { c.AccessControlAllowOrigins.Items = nil }),
			selvedge.CodeInvalidArgument, "AccessControlAllowOrigins"},
		{"no methods and headers", cors(func(c *selvedge.ResponseHeadersPolicyCorsConfig) {
			c.AccessControlAllowMethods.Items, c.AccessControlAllowHeaders.Items = nil, nil
		}), "", ""},
		{"all methods and one", cors(func(c *selvedge.ResponseHeadersPolicyCorsConfig) {
			c.AccessControlAllowMethods.Items = []string{"ALL", "GET"}
		}), selvedge.CodeInvalidArgument, "ALL alone"},
		{"all with credentials", cors(func(c *selvedge.ResponseHeadersPolicyCorsConfig) {
			c.AccessControlAllowCredentials, c.AccessControlAllowOrigins.Items = true, []string{"*"}
		}), selvedge.CodeInvalidArgument, "AccessControlAllowOrigins"},
		{"one with credentials", cors(func(c *selvedge.ResponseHeadersPolicyCorsConfig) { c.AccessControlAllowCredentials = true }), "", ""},
		{"negative age", cors(func(c *selvedge.ResponseHeadersPolicyCorsConfig) { c.AccessControlMaxAgeSec = &negative }),
			selvedge.CodeInvalidArgument, "MaxAgeSec"},
		{"wildcard in header", cors(func(c *selvedge.ResponseHeadersPolicyCorsConfig) {
			c.AccessControlAllowHeaders.Items = []string{"x-amz-*"}
		}), "", ""},
		{"no exposed header", cors(func(c *selvedge.ResponseHeadersPolicyCorsConfig) {
			c.AccessControlExposeHeaders = &selvedge.ResponseHeadersPolicyAccessControlExposeHeaders{Items: []string{"a b"}}
		}), selvedge.CodeInvalidArgument, "ExposeHeaders"},
		{"origin with wildcards", origin("http://*.example.org:1*3"), "", ""},
		{"origin without scheme", origin("example.org"), "", ""},
		{"wildcard top level", origin("example.*"), selvedge.CodeInvalidArgument, "example.*"},
		{"wildcard to the right", origin("test.*.example.org"), selvedge.CodeInvalidArgument, ""},
		{"wildcard inside", origin("exa*mple.org"), selvedge.CodeInvalidArgument, ""},
		{"origin with a path", origin("https://example.org/"), selvedge.CodeInvalidArgument, ""},
		{"custom header", custom("X-Custom", ""), "", ""},
		{"custom header that is fixed", custom("X-Edge-Thing", "x"), selvedge.CodeInvalidArgument, "X-Edge-Thing"},
		{"custom header of CORS", custom("Access-Control-Max-Age", "1"), selvedge.CodeInvalidArgument, "CorsConfig"},
		{"custom header with a line end", custom("X-Custom", "a\r\nb"), selvedge.CodeInvalidArgument, "Value"},
		{"remove", remove("Server", "Date", "Vary"), "", ""},
		{"remove what is fixed", remove("Via"), selvedge.CodeInvalidArgument, "Via"},
		{"remove what is fixed by prefix", remove("X-Amz-Cf-Id"), selvedge.CodeInvalidArgument, "X-Amz-Cf-Id"},
		{"remove twice", remove("x", "X"), selvedge.CodeInvalidArgument, "once"},
		{"remove 11", remove(manyNames(11)...), selvedge.CodeTooManyRemoveHeaders, "11"},
		{"long policy", security(selvedge.ResponseHeadersPolicySecurityHeadersConfig{
			ContentSecurityPolicy: &selvedge.ResponseHeadersPolicyContentSecurityPolicy{ContentSecurityPolicy: strings.Repeat("x", 1784)},
		}), selvedge.CodeTooLongCSP, "1783"},
		{"longest policy", security(selvedge.ResponseHeadersPolicySecurityHeadersConfig{
			ContentSecurityPolicy: &selvedge.ResponseHeadersPolicyContentSecurityPolicy{ContentSecurityPolicy: strings.Repeat("x", 1783)},
		}), "", ""},
		{"block and report", security(selvedge.ResponseHeadersPolicySecurityHeadersConfig{
			XSSProtection: &selvedge.ResponseHeadersPolicyXSSProtection{Protection: true, ModeBlock: &yes, ReportUri: "https://x"},
		}), selvedge.CodeInvalidArgument, "ReportUri"},
		{"block without protection", security(selvedge.ResponseHeadersPolicySecurityHeadersConfig{
			XSSProtection: &selvedge.ResponseHeadersPolicyXSSProtection{ModeBlock: &yes},
		}), selvedge.CodeInvalidArgument, "Protection true"},
		{"negative HSTS", security(selvedge.ResponseHeadersPolicySecurityHeadersConfig{
			StrictTransportSecurity: &selvedge.ResponseHeadersPolicyStrictTransportSecurity{AccessControlMaxAgeSec: -1},
		}), selvedge.CodeInvalidArgument, "AccessControlMaxAgeSec"},
		{"frame option", security(selvedge.ResponseHeadersPolicySecurityHeadersConfig{
			FrameOptions: &selvedge.ResponseHeadersPolicyFrameOptions{FrameOption: "ALLOW"},
		}), selvedge.CodeMalformedXML, "DENY, SAMEORIGIN"},
		{"rate", rate(12.3456), "", ""},
		{"rate over 100", rate(100.1), selvedge.CodeInvalidArgument, "100.1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := config{Name: "p"}
			tt.change(&c)
			c.Normalize()
			wantCode(t, c.Validate(), tt.code, tt.text)
		})
	}
	many := config{Name: "p", CustomHeadersConfig: &selvedge.ResponseHeadersPolicyCustomHeadersConfig{}}
	for _, n := range manyNames(11) {
		many.CustomHeadersConfig.Items = append(many.CustomHeadersConfig.Items, selvedge.ResponseHeadersPolicyCustomHeader{Header: n})
	}
	many.Normalize()
	wantCode(t, many.Validate(), selvedge.CodeTooManyCustomHeaders, "11")
}

// managedIDs are the ids of api.md section 6.4.
const managedIDs = `
	2e54312d-136d-493c-8eb9-b001f22f67d2 4135ea2d-6df8-44a3-9df3-4b5a84be39ad 658327ea-f89d-4fab-a63d-7e88639e58f6
	b2884449-e4de-46a7-ac36-70bc7f1ddd6d 08627262-05a9-4f76-9ded-b50ca2e3a84f 83da9c7e-98b4-4e11-a168-04f0df8e2c65
	4cc15a8a-d715-48a4-82b8-cc0b614638fe
	216adef6-5c7f-47e4-b989-5492eafa07d3 33f36d7e-f396-46d9-90e0-52428a34d9dc b689b0a8-53d0-40ab-baf2-68738e2966ac
	59781a5b-3903-41f3-afcb-af62929ccde1 88a5eaf4-2fd4-4709-b370-b4c650ea3fcf 775133bc-15f2-49f9-abea-afb2e0bf67d2
	bf0718e1-ba1e-49d1-88b1-f726733018ae acba4595-bd28-49b8-b9fe-13317c0390fa
	60669652-455b-4ae9-85a4-c4c02393f86c 5cc3b908-e619-4b99-88e5-2cf7f45965bd 67f7725c-6f97-4210-82d7-5512b31e9d03
	e61eb60c-9c35-4d20-a928-2b84e02af89c eaab4381-ed33-4a86-88ca-d9558dc6cd63`

// TestManagedPolicies: each has an id and a name of its own, is in its normal form, and is not changed by whoever gets
// it. Source: api.md section 6.4.
func TestManagedPolicies(t *testing.T) {
	ids, names := map[string]bool{}, map[string]bool{}
	note := func(id, name, etag, kind string) {
		if ids[id] || names[name] || !regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`).MatchString(id) ||
			!strings.HasPrefix(name, "Managed-") || etag != selvedge.ETag(1) || kind != "managed" {
			t.Errorf("policy %s %s %s %s", id, name, etag, kind)
		}
		ids[id], names[name] = true, true
	}
	for _, p := range selvedge.ManagedCachePolicies() {
		note(p.ID, p.Config.Name, p.ETag(), p.Type())
		wantCode(t, p.Config.Validate(), "", "")
		*p.Config.DefaultTTL = -1
	}
	for _, p := range selvedge.ManagedOriginRequestPolicies() {
		note(p.ID, p.Config.Name, p.ETag(), p.Type())
		if p.Config.Name != "Managed-AllViewerAndCloudFrontHeaders-2022-06" { // that one has 21 headers
			wantCode(t, p.Config.Validate(), "", "")
		} else if n := len(p.Config.HeadersConfig.Names()); n != 21 {
			t.Errorf("%s has %d headers", p.Config.Name, n)
		}
	}
	for _, p := range selvedge.ManagedResponseHeadersPolicies() {
		note(p.ID, p.Config.Name, p.ETag(), p.Type())
		wantCode(t, p.Config.Validate(), "", "") // who copies one can send it
	}
	for id := range strings.FieldsSeq(managedIDs) {
		if !ids[id] {
			t.Errorf("the managed policy %s is missing", id)
		}
	}
	if len(ids) != 7+8+5 {
		t.Errorf("%d managed policies", len(ids))
	}
	got := map[string][3]int64{}
	for _, p := range selvedge.ManagedCachePolicies() {
		got[p.Config.Name] = [3]int64{p.Config.MinTTL, *p.Config.MaxTTL, *p.Config.DefaultTTL}
	}
	if diff := cmp.Diff(map[string][3]int64{
		"Managed-Amplify": {2, 600, 2}, "Managed-CachingDisabled": {0, 0, 0}, "Managed-CachingOptimized": {1, 31536000, 86400},
		"Managed-CachingOptimizedForUncompressedObjects": {1, 31536000, 86400}, "Managed-Elemental-MediaPackage": {0, 31536000, 86400},
		"Managed-UseOriginCacheControlHeaders": {0, 31536000, 0}, "Managed-UseOriginCacheControlHeaders-QueryStrings": {0, 31536000, 0},
	}, got); diff != "" {
		t.Errorf("TTLs (-want +got):\n%s", diff)
	}
}

// TestOriginAccessRules: api.md section 7.
func TestOriginAccessRules(t *testing.T) {
	control := func(change func(*selvedge.OriginAccessControlConfig)) error {
		c := selvedge.OriginAccessControlConfig{
			Name: "any name", SigningProtocol: "sigv4", SigningBehavior: "always", OriginAccessControlOriginType: "s3",
		}
		change(&c)
		return c.Validate()
	}
	type config = selvedge.OriginAccessControlConfig
	wantCode(t, control(func(*config) {}), "", "")
	wantCode(t, control(func(c *config) { c.Name = "" }), selvedge.CodeInvalidArgument, "Name")
	wantCode(t, control(func(c *config) { c.Name = strings.Repeat("x", 65) }), selvedge.CodeInvalidArgument, "64")
	wantCode(t, control(func(c *config) { c.Description = strings.Repeat("x", 257) }), selvedge.CodeInvalidArgument, "256")
	wantCode(t, control(func(c *config) { c.SigningBehavior = "often" }), selvedge.CodeMalformedXML, "never, always, no-override")
	identity := selvedge.OriginAccessIdentityConfig{CallerReference: "r"}
	wantCode(t, identity.Validate(), "", "")
	identity.CallerReference = ""
	wantCode(t, identity.Validate(), selvedge.CodeInvalidArgument, "CallerReference")
	if id := selvedge.S3CanonicalUserID("E1"); !regexp.MustCompile(`^[0-9a-f]{96}$`).MatchString(id) || id == selvedge.S3CanonicalUserID("E2") {
		t.Errorf("canonical user id %s", id)
	}
}

// TestInvalidationRules: api.md section 5.
func TestInvalidationRules(t *testing.T) {
	for _, tt := range []struct {
		name, caller string
		paths        []string
		code         selvedge.Code
		text         string
	}{
		{"all", "r", []string{"/*"}, "", ""},
		{"query, wildcard inside", "r", []string{"/a*b?x=1&y=2", "/%C3%BC"}, "", ""},
		{"no reference", "", []string{"/"}, selvedge.CodeInvalidArgument, "CallerReference"},
		{"no paths", "r", nil, selvedge.CodeInvalidArgument, "Paths"},
		{"no slash", "r", []string{"/", "a"}, selvedge.CodeInvalidArgument, "Paths.Items.2"},
		{"not encoded", "r", []string{"/ü"}, selvedge.CodeInvalidArgument, "visible ASCII"},
		{"longest", "r", []string{"/" + strings.Repeat("x", 3999)}, "", ""},
		{"too long", "r", []string{"/" + strings.Repeat("x", 4000)}, selvedge.CodeInvalidArgument, "4000"},
		{"too many", "r", manyPaths(3001), selvedge.CodeBatchTooLarge, "3001"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := selvedge.InvalidationBatch{CallerReference: tt.caller, Paths: selvedge.Paths{Quantity: len(tt.paths), Items: tt.paths}}
			wantCode(t, b.Validate(), tt.code, tt.text)
		})
	}
	b := selvedge.InvalidationBatch{Paths: selvedge.Paths{Items: []string{"/a*", "/*b", "/?*", "/c"}}}
	if n := b.Wildcards(); n != 2 {
		t.Errorf("%d wildcards, want 2: only at the end", n)
	}
}

func manyPaths(n int) []string {
	list := manyNames(n)
	for i := range list {
		list[i] = "/" + list[i]
	}
	return list
}
