// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge_test

import (
	"fmt"
	"strings"
	"testing"

	"selvedge"
)

// settings is short because every row below names it.
type settings = selvedge.CacheBehaviorSettings

func behavior(change func(*settings)) change {
	return func(c *selvedge.DistributionConfig) { change(&c.DefaultCacheBehavior) }
}

// policy puts the default behaviour into the policy mode.
func policy(change func(*settings)) change {
	return behavior(func(b *settings) {
		b.CachePolicyId, b.ForwardedValues = cachingOptimized, nil
		change(b)
	})
}

// plainGroup adds an origin group.
var plainGroup = group(func(*selvedge.OriginGroup) {})

// toGroup lets the default behaviour use it.
var toGroup = behavior(func(b *settings) { b.TargetOriginId = "g1" })

func forwarded(change func(*selvedge.ForwardedValues)) change {
	return behavior(func(b *settings) { change(b.ForwardedValues) })
}

func patterns(list ...string) change {
	return func(c *selvedge.DistributionConfig) {
		for _, p := range list {
			c.CacheBehaviors.Items = append(c.CacheBehaviors.Items,
				selvedge.CacheBehavior{PathPattern: p, CacheBehaviorSettings: c.DefaultCacheBehavior})
		}
	}
}

func ttls(minimum, standard, maximum int64) change {
	return behavior(func(b *settings) { b.MinTTL, b.DefaultTTL, b.MaxTTL = &minimum, &standard, &maximum })
}

// methods sets the allowed and the cached methods; both are words separated by blanks.
func methods(allowed, cached string) change {
	return behavior(func(b *settings) {
		b.AllowedMethods = &selvedge.AllowedMethods{
			Items: strings.Fields(allowed), CachedMethods: &selvedge.CachedMethods{Items: strings.Fields(cached)},
		}
	})
}

// functions attaches functions, given as pairs of a name and an event type.
func functions(pairs ...string) change {
	return behavior(func(b *settings) {
		for i := 0; i < len(pairs); i += 2 {
			b.FunctionAssociations.Items = append(b.FunctionAssociations.Items, selvedge.FunctionAssociation{
				FunctionARN: selvedge.FunctionARN("123456789012", pairs[i]), EventType: selvedge.EventType(pairs[i+1]),
			})
		}
	})
}

const lambdaPrefix = "arn:aws:lambda:us-east-1:123456789012:function:"

// lambdas attaches Lambda functions, given as pairs of an ARN and an event type.
func lambdas(pairs ...string) change {
	return behavior(func(b *settings) {
		for i := 0; i < len(pairs); i += 2 {
			b.LambdaFunctionAssociations.Items = append(b.LambdaFunctionAssociations.Items,
				selvedge.LambdaFunctionAssociation{LambdaFunctionARN: pairs[i], EventType: selvedge.EventType(pairs[i+1])})
		}
	})
}

func both(changes ...change) change {
	return func(c *selvedge.DistributionConfig) {
		for _, change := range changes {
			change(c)
		}
	}
}

// TestValidateBehaviors: sources are api.md section 4.3 where nothing else is said.
func TestValidateBehaviors(t *testing.T) {
	const invalid = selvedge.CodeInvalidArgument
	const every = "GET HEAD POST PUT PATCH OPTIONS DELETE"
	manyPatterns := func(num int) change { return patterns(texts(num, "/p%d/*")...) }
	runRules(t, []ruleTest{
		// Alphabet: AWS developer guide, "path pattern".
		{"path patterns", patterns("images/*.jpg", "/a??.jpg", "*", `/_-.*$/~"'@:+&`, "/Images/*.jpg"), "", ""},
		{"longest path pattern", patterns(strings.Repeat("a", 255)), "", ""},
		{"long path pattern", patterns(strings.Repeat("a", 256)), invalid, "1 to 255"},
		{"no path pattern", patterns("a", ""), invalid, "CacheBehaviors.Items.2.PathPattern"},
		{"path pattern with a blank", patterns("a b"), invalid, `"a b"`},
		{"path pattern with a bracket", patterns("/[id]"), invalid, `"/[id]"`},
		{"path pattern beyond ASCII", patterns("/ü"), invalid, `"/ü"`},
		{"path pattern twice", patterns("a", "b", "a"), invalid, "CacheBehaviors.Items.3.PathPattern"},
		{"most behaviours", manyPatterns(75), "", ""},
		{"too many behaviours", manyPatterns(76), selvedge.CodeTooManyCacheBehaviors, "76 items"},
		{"rule broken in a later behaviour", both(patterns("a", "b"), func(c *selvedge.DistributionConfig) {
			c.CacheBehaviors.Items[1].ResponseHeadersPolicyId = "x"
		}), selvedge.CodeNoSuchResponseHeadersPolicy, "CacheBehaviors.Items.2.ResponseHeadersPolicyId"},

		{"unknown target", behavior(func(b *settings) { b.TargetOriginId = "x" }), selvedge.CodeNoSuchOrigin, ""},
		{"no target", behavior(func(b *settings) { b.TargetOriginId = "" }), selvedge.CodeNoSuchOrigin, ""},
		{"unknown viewer protocol policy", behavior(func(b *settings) { b.ViewerProtocolPolicy = "http" }),
			selvedge.CodeMalformedXML, `DefaultCacheBehavior.ViewerProtocolPolicy has the value "http"`},

		// Modes.
		{"policy", policy(func(*settings) {}), "", ""},
		{"policy with TTLs of zero", policy(func(b *settings) { b.MinTTL, b.MaxTTL = new(int64), new(int64) }),
			"", ""},
		{"neither mode", behavior(func(b *settings) { b.ForwardedValues = nil }),
			invalid, "The parameter ForwardedValues is required"},
		{"both modes", behavior(func(b *settings) { b.CachePolicyId = cachingOptimized }),
			invalid, "DefaultCacheBehavior.ForwardedValues cannot be used"},
		{"policy with minimum TTL", policy(func(b *settings) { b.MinTTL = new(int64(1)) }),
			invalid, "MinTTL cannot be used"},
		{"policy with default TTL", policy(func(b *settings) { b.DefaultTTL = new(int64(1)) }),
			invalid, "DefaultTTL cannot be used"},
		{"policy with maximum TTL", policy(func(b *settings) { b.MaxTTL = new(int64(1)) }),
			invalid, "MaxTTL cannot be used"},

		// Ids: the form alone is checked here.
		{"ids", policy(func(b *settings) {
			b.OriginRequestPolicyId = "216adef6-5c7f-47e4-b989-5492eafa07d3"
			b.ResponseHeadersPolicyId = "67F7725C-6f97-4210-82d7-5512b31e9d03"
			b.TrustedKeyGroups = selvedge.TrustedKeyGroups{Enabled: true, Items: []string{cachingOptimized}}
			b.TrustedSigners = selvedge.TrustedSigners{Enabled: true, Items: []string{"self", "123456789012"}}
		}), "", ""},
		{"cache policy", policy(func(b *settings) { b.CachePolicyId = "x" }),
			selvedge.CodeNoSuchCachePolicy, "CachePolicyId"},
		{"origin request policy", policy(func(b *settings) { b.OriginRequestPolicyId = "x" }),
			selvedge.CodeNoSuchOriginRequestPolicy, "OriginRequestPolicyId"},
		{"response headers policy", policy(func(b *settings) { b.ResponseHeadersPolicyId = cachingOptimized + "0" }),
			selvedge.CodeNoSuchResponseHeadersPolicy, "ResponseHeadersPolicyId"},
		{"key group", behavior(func(b *settings) { b.TrustedKeyGroups.Items = []string{"x"} }),
			selvedge.CodeTrustedKeyGroupDoesNotExist, "TrustedKeyGroups.Items.1"},
		{"signer", behavior(func(b *settings) { b.TrustedSigners.Items = []string{"self", "me"} }),
			selvedge.CodeTrustedSignerDoesNotExist, "TrustedSigners.Items.2"},
		{"too many key groups", behavior(func(b *settings) { b.TrustedKeyGroups.Items = make([]string, 5) }),
			selvedge.CodeTooManyKeyGroups, "5 items"}, // api.md section 12

		{"equal TTLs", ttls(5, 5, 5), "", ""},
		{"default below minimum", ttls(6, 5, 7), selvedge.CodeInvalidTTLOrder, "MinTTL 6, DefaultTTL 5 and MaxTTL 7"},
		{"maximum below default", ttls(0, 5, 4), selvedge.CodeInvalidTTLOrder, "MaxTTL 4"},
		{"maximum below the default of default", behavior(func(b *settings) { b.MaxTTL = new(int64(3600)) }),
			selvedge.CodeInvalidTTLOrder, "DefaultTTL 86400"},
		{"negative TTL", ttls(-1, 5, 5), invalid, "MinTTL has the value -1"},
		{"longest TTL", ttls(0, 0, 3153600000), "", ""}, // our limit; it keeps TTLs within time.Duration
		{"long TTL", ttls(0, 0, 3153600001), invalid, "MaxTTL"},

		{"two methods", methods("GET HEAD", "HEAD GET"), "", ""},
		{"three methods", methods("GET OPTIONS HEAD", "GET HEAD"), "", ""},
		{"three methods, all cached", methods("GET OPTIONS HEAD", "OPTIONS GET HEAD"), "", ""},
		{"seven methods", methods(every, "GET HEAD OPTIONS"), "", ""},
		{"POST alone", methods("GET HEAD POST", "GET HEAD"), invalid, "AllowedMethods has the value"},
		{"GET alone", methods("GET", "GET HEAD"), invalid, "AllowedMethods"},
		{"GET twice", methods("GET GET", "GET HEAD"), invalid, "AllowedMethods"},
		{"GET thrice of three", methods("GET HEAD HEAD", "GET HEAD"), invalid, "AllowedMethods"},
		{"unknown method", methods("GET HEAD TRACE", "GET HEAD"),
			selvedge.CodeMalformedXML, "AllowedMethods.Items.3"},
		{"cached method that is not allowed", methods("GET HEAD", "GET HEAD OPTIONS"), invalid, "CachedMethods"},
		{"cached POST", methods(every, "GET HEAD POST"), invalid, "CachedMethods"},
		{"cached GET alone", methods(every, "GET"), invalid, "CachedMethods"},
		{"group", both(plainGroup, methods("GET HEAD OPTIONS", "GET HEAD"), toGroup),
			"", ""},
		// aws/aws-cdk issue 32450.
		{"group with POST", both(plainGroup, methods(every, "GET HEAD"), toGroup),
			invalid, "cannot include POST, PUT, PATCH, or DELETE for a cached behavior associated with an origin group"},
	})
}

// TestValidateForwardedValues: sources are api.md section 4.3 where nothing else is said.
func TestValidateForwardedValues(t *testing.T) {
	cookies := func(forward string, names ...string) change {
		return forwarded(func(v *selvedge.ForwardedValues) {
			v.Cookies = selvedge.CookiePreference{Forward: forward, WhitelistedNames: &selvedge.CookieNames{Items: names}}
		})
	}
	headers := func(names ...string) change {
		return forwarded(func(v *selvedge.ForwardedValues) { v.Headers.Items = names })
	}
	queries := func(names ...string) change {
		return forwarded(func(v *selvedge.ForwardedValues) { v.QueryString, v.QueryStringCacheKeys.Items = true, names })
	}
	bucket := s3(func(*selvedge.Origin) {})
	bucketGroup := both(bucket, plainGroup, toGroup)
	runRules(t, []ruleTest{
		{"all cookies", cookies("all"), "", ""},
		{"some cookies", cookies("whitelist", "a"), "", ""},
		{"whitelist without cookies", cookies("whitelist"), selvedge.CodeInvalidForwardCookies, "0 WhitelistedNames"},
		{"cookies with none", cookies("none", "a"), selvedge.CodeInvalidForwardCookies, `Forward "none" and 1`},
		{"cookies with all", cookies("all", "a"), selvedge.CodeInvalidForwardCookies, `Forward "all" and 1`},
		{"unknown forward", cookies("some"), selvedge.CodeMalformedXML, "none, whitelist, all"},
		{"most cookies", cookies("whitelist", texts(10, "c%d")...), "", ""},
		{"too many cookies", cookies("whitelist", texts(11, "c%d")...),
			selvedge.CodeTooManyCookieNamesInWhiteList, "11 items"},
		{"headers", headers("Origin", "CloudFront-Viewer-Country"), "", ""},
		{"all headers", headers("*"), "", ""},
		{"all headers and one", headers("Origin", "*"), selvedge.CodeInvalidArgument, "* alone"},
		{"no header", headers("a b"), selvedge.CodeInvalidArgument, "Headers.Items.1"},
		{"most headers", headers(texts(10, "H%d")...), "", ""},
		{"too many headers", headers(texts(11, "H%d")...), selvedge.CodeTooManyHeadersInForwardedValues, "11 items"},
		{"most queries", queries(texts(10, "q%d")...), "", ""},
		{"too many queries", queries(texts(11, "q%d")...), selvedge.CodeTooManyQueryStringParameters, "11 items"},
		{"S3 with headers", both(bucket, headers("Origin", "Access-Control-Request-Method")), "", ""},
		{"S3 with all headers", both(bucket, headers("*")),
			selvedge.CodeInvalidHeadersForS3Origin, "ForwardedValues.Headers"},
		{"S3 in a group with all headers", both(bucketGroup, headers("*")),
			selvedge.CodeInvalidHeadersForS3Origin, "ForwardedValues.Headers"},
	})
}

// TestValidateAssociations: sources are api.md section 2.11 for functions and 4.3 for Lambda.
func TestValidateAssociations(t *testing.T) {
	const (
		request  = "viewer-request"
		response = "viewer-response"
		function = selvedge.CodeInvalidFunctionAssociation
		lambda   = selvedge.CodeInvalidLambdaFunctionAssociation
	)
	runRules(t, []ruleTest{
		{"functions", functions("a", request, "b", response), "", ""},
		{"one function for both", functions("a", request, "a", response), "", ""},
		{"an event type twice", functions("a", request, "b", request), function,
			"arn:aws:cloudfront::123456789012:function/a and arn:aws:cloudfront::123456789012:function/b for viewer-request"},
		{"three functions", functions("a", request, "b", response, "c", request),
			selvedge.CodeTooManyFunctionAssociations, "3 items; the maximum is 2"},
		{"no function name", functions("", request), function, "FunctionAssociations.Items.1.FunctionARN"},
		{"long function name", functions(strings.Repeat("n", 65), request), function, "the ARN of a function"},
		{"origin event", functions("a", "origin-request"),
			selvedge.CodeMalformedXML, "viewer-request, viewer-response"}, // section 1.5
		{"no event", functions("a", ""), selvedge.CodeMalformedXML, "EventType"},

		{"Lambda functions", lambdas(lambdaPrefix+"f:1", "viewer-request", lambdaPrefix+"f:2", "viewer-response",
			lambdaPrefix+"f:1", "origin-request", lambdaPrefix+"f:1", "origin-response"), "", ""},
		{"functions and Lambda at the origin", both(functions("a", request), lambdas(lambdaPrefix+"f:1", "origin-request")),
			"", ""},
		{"functions and Lambda at the viewer", both(functions("a", request), lambdas(lambdaPrefix+"f:1", response)), function,
			"function/a and the Lambda function " + lambdaPrefix + "f:1 for viewer-response"},
		{"five Lambda functions", lambdas(strings.Split(strings.Repeat(lambdaPrefix+"f:1,origin-request,", 5), ",")[:10]...),
			selvedge.CodeTooManyLambdaFunctionAssociations, "5 items"},
		{"Lambda event twice", lambdas(lambdaPrefix+"f:1", "origin-request", lambdaPrefix+"g:1", "origin-request"),
			lambda, "Items.2.EventType"},
		{"Lambda without version", lambdas(lambdaPrefix+"f", "origin-request"),
			lambda, "ends with the version number"},
		{"Lambda $LATEST", lambdas(lambdaPrefix+"f:$LATEST", "origin-request"), lambda, "$LATEST"},
		{"Lambda elsewhere", lambdas(strings.Replace(lambdaPrefix, "us-east-1", "eu-west-1", 1)+"f:1", "origin-request"),
			lambda, "eu-west-1"},
	})
	for _, region := range []string{"default", "ordered"} { // the same rules hold for every behaviour
		t.Run(region, func(t *testing.T) {
			c := legacyConfig()
			patterns("/a")(c)
			if region == "default" {
				functions("a", request, "b", request)(c)
			} else {
				c.CacheBehaviors.Items[0].FunctionAssociations.Items = []selvedge.FunctionAssociation{
					{FunctionARN: selvedge.FunctionARN("123456789012", "a"), EventType: request},
					{FunctionARN: selvedge.FunctionARN("123456789012", "b"), EventType: request},
				}
			}
			c.Normalize()
			if err := c.Validate(); selvedge.ErrorCode(err) != function {
				t.Errorf("Validate() = %v, want %s", fmt.Sprint(err), function)
			}
		})
	}
}
