// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file replays what Terraform's AWS provider does with policies, origin access controls and origin access identities,
// with the configurations of its acceptance tests. Source: terraform.md 6.

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
	"github.com/google/go-cmp/cmp"
)

// apply follows the provider through a resource: create and read for the first configuration, update with the entity tag
// of the state and read for the others, an empty plan after each, destroy.
func (k kit) apply(t *testing.T, steps ...any) {
	t.Helper()
	made, err := k.create(steps[0])
	if err != nil {
		t.Fatalf("create: %v", err)
	}
	state := k.refresh(t, made.id, etag1, steps[0])
	for i, config := range steps[1:] {
		if _, err := k.update(made.id, state.etag, config); err != nil {
			t.Fatalf("update %d: %v", i+1, err)
		}
		state = k.refresh(t, made.id, []string{etag2, etag3}[i], config)
	}
	if err := k.remove(made.id, state.etag); err != nil {
		t.Fatalf("delete: %v", err)
	}
	_, err = k.get(made.id)
	k.noSuch(t, err)
	k.noSuch(t, k.remove(made.id, state.etag)) // _disappears: gone is fine
}

// refresh reads the resource; the plan is empty when it is what was sent, blocks that were not sent left out.
func (k kit) refresh(t *testing.T, id, etag string, config any) kept {
	t.Helper()
	state, err := k.get(id)
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	if state.etag != etag {
		t.Errorf("etag = %s, want %s", state.etag, etag)
	}
	if diff := cmp.Diff(config, state.config, asSent); diff != "" {
		t.Errorf("plan (-configuration +state):\n%s", diff)
	}
	return state
}

// TestTerraformPolicies: the tests CachePolicy, OriginRequestPolicy, ResponseHeadersPolicy, OriginAccessControl and
// OriginAccessIdentity of the provider.
func TestTerraformPolicies(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	caches, requests, responses := cacheKit(t, c), requestKit(t, c), responseKit(t, c)
	controls, identities := controlKit(t, c), identityKit(t, c)
	run := func(name string, k kit, steps ...any) {
		t.Run(name, func(t *testing.T) { k.apply(t, steps...) })
	}

	run("cache policy basic, Items", caches, tfCachePolicy("basic"), caches.named("basic", true), tfCachePolicy("renamed"))
	run("cache policy ZeroTTLs", caches, tfZeroTTLs("zero"))
	run("origin request policy basic", requests, tfRequestPolicy("basic"), requests.named("basic", true))
	run("origin request policy Items", requests, tfAllViewer("items"))

	run("response headers policy cors", responses, tfCORS("cors", 3600), tfCORS("cors", 0))
	run("response headers policy customHeaders", responses, &types.ResponseHeadersPolicyConfig{
		Name: aws.String("custom"), Comment: aws.String(""), CustomHeadersConfig: customHeaders("X-Header1", "value1"),
	}, &types.ResponseHeadersPolicyConfig{
		Name: aws.String("custom"), Comment: aws.String(""), CustomHeadersConfig: customHeaders("X-Header2", ""),
	})
	run("response headers policy RemoveHeadersConfig", responses, &types.ResponseHeadersPolicyConfig{
		Name: aws.String("remove"), Comment: aws.String(""), RemoveHeadersConfig: removeHeaders("X-Header1"),
	})
	run("response headers policy securityHeaders", responses, tfSecurity("security", 1), tfSecurity("security", 2))
	run("response headers policy serverTimingHeaders", responses, tfTiming("timing", 10), tfTiming("timing", 90.5))

	run("origin access control basic", controls, tfAccessControl("basic"))
	run("origin access control Name, Description, SigningBehavior", controls, tfAccessControl("name"), &types.OriginAccessControlConfig{
		Name: aws.String("renamed"), Description: aws.String("Acceptance Test"), SigningProtocol: "sigv4",
		SigningBehavior: "no-override", OriginAccessControlOriginType: "s3",
	}, tfAccessControl("name"))
	run("origin access control lambdaOriginType, mediaPackageV2Type", controls, &types.OriginAccessControlConfig{
		Name: aws.String("type"), Description: aws.String(""), SigningProtocol: "sigv4", SigningBehavior: "always",
		OriginAccessControlOriginType: "lambda",
	}, &types.OriginAccessControlConfig{
		Name: aws.String("type"), Description: aws.String(""), SigningProtocol: "sigv4", SigningBehavior: "never",
		OriginAccessControlOriginType: "mediapackagev2",
	})
	run("origin access identity basic, noComment", identities, identities.named("basic", false),
		&types.CloudFrontOriginAccessIdentityConfig{CallerReference: aws.String("basic"), Comment: aws.String("")})
}

func tfZeroTTLs(name string) *types.CachePolicyConfig {
	return &types.CachePolicyConfig{
		Name: &name, Comment: aws.String(""), DefaultTTL: aws.Int64(0), MaxTTL: aws.Int64(0), MinTTL: aws.Int64(0),
		ParametersInCacheKeyAndForwardedToOrigin: &types.ParametersInCacheKeyAndForwardedToOrigin{
			EnableAcceptEncodingGzip: aws.Bool(false), EnableAcceptEncodingBrotli: aws.Bool(false),
			CookiesConfig:      &types.CachePolicyCookiesConfig{CookieBehavior: "none"},
			HeadersConfig:      &types.CachePolicyHeadersConfig{HeaderBehavior: "none"},
			QueryStringsConfig: &types.CachePolicyQueryStringsConfig{QueryStringBehavior: "none"},
		},
	}
}

func tfAllViewer(name string) *types.OriginRequestPolicyConfig {
	return &types.OriginRequestPolicyConfig{
		Name: &name, Comment: aws.String(""),
		CookiesConfig: &types.OriginRequestPolicyCookiesConfig{CookieBehavior: "none"},
		HeadersConfig: &types.OriginRequestPolicyHeadersConfig{
			HeaderBehavior: "allViewerAndWhitelistCloudFront",
			Headers:        &types.Headers{Quantity: aws.Int32(1), Items: []string{"CloudFront-Viewer-City"}},
		},
		QueryStringsConfig: &types.OriginRequestPolicyQueryStringsConfig{
			QueryStringBehavior: "whitelist", QueryStrings: &types.QueryStringNames{Quantity: aws.Int32(1), Items: []string{"test"}},
		},
	}
}

func tfCORS(name string, maxAge int32) *types.ResponseHeadersPolicyConfig {
	return &types.ResponseHeadersPolicyConfig{
		Name: &name, Comment: aws.String("test comment"),
		CorsConfig: &types.ResponseHeadersPolicyCorsConfig{
			AccessControlAllowCredentials: aws.Bool(false), OriginOverride: aws.Bool(true), AccessControlMaxAgeSec: &maxAge,
			AccessControlAllowHeaders: &types.ResponseHeadersPolicyAccessControlAllowHeaders{
				Quantity: aws.Int32(1), Items: []string{"X-Header1"},
			},
			AccessControlAllowMethods: &types.ResponseHeadersPolicyAccessControlAllowMethods{
				Quantity: aws.Int32(2), Items: []types.ResponseHeadersPolicyAccessControlAllowMethodsValues{"GET", "POST"},
			},
			AccessControlAllowOrigins: &types.ResponseHeadersPolicyAccessControlAllowOrigins{
				Quantity: aws.Int32(2), Items: []string{"test1.example.com", "test2.example.com"},
			},
			AccessControlExposeHeaders: &types.ResponseHeadersPolicyAccessControlExposeHeaders{
				Quantity: aws.Int32(1), Items: []string{"X-Header2"},
			},
		},
	}
}

func tfSecurity(name string, step int) *types.ResponseHeadersPolicyConfig {
	config := &types.ResponseHeadersPolicyConfig{
		Name: &name, Comment: aws.String(""), SecurityHeadersConfig: &types.ResponseHeadersPolicySecurityHeadersConfig{
			ContentSecurityPolicy: &types.ResponseHeadersPolicyContentSecurityPolicy{
				ContentSecurityPolicy: aws.String("policy1"), Override: aws.Bool(true),
			},
			FrameOptions: &types.ResponseHeadersPolicyFrameOptions{FrameOption: "DENY", Override: aws.Bool(false)},
			StrictTransportSecurity: &types.ResponseHeadersPolicyStrictTransportSecurity{
				AccessControlMaxAgeSec: aws.Int32(90), Override: aws.Bool(true), Preload: aws.Bool(true), IncludeSubdomains: aws.Bool(false),
			},
		},
	}
	if step == 2 {
		config.SecurityHeadersConfig = &types.ResponseHeadersPolicySecurityHeadersConfig{
			ContentTypeOptions: &types.ResponseHeadersPolicyContentTypeOptions{Override: aws.Bool(true)},
			ReferrerPolicy:     &types.ResponseHeadersPolicyReferrerPolicy{ReferrerPolicy: "origin-when-cross-origin", Override: aws.Bool(false)},
			XSSProtection: &types.ResponseHeadersPolicyXSSProtection{
				Override: aws.Bool(true), Protection: aws.Bool(true), ModeBlock: aws.Bool(false), ReportUri: aws.String("https://example.com/"),
			},
		}
	}
	return config
}

func tfTiming(name string, rate float64) *types.ResponseHeadersPolicyConfig {
	return &types.ResponseHeadersPolicyConfig{
		Name: &name, Comment: aws.String(""),
		ServerTimingHeadersConfig: &types.ResponseHeadersPolicyServerTimingHeadersConfig{Enabled: aws.Bool(true), SamplingRate: &rate},
	}
}

// TestTerraformPolicyDataSources: by name, paging through all, then by id.
func TestTerraformPolicyDataSources(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	made, err := cacheKit(t, c).create(tfCachePolicy("mine"))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"Managed-CachingOptimized": somePolicy, "mine": made.id} {
		var id, marker *string
		for id == nil {
			out, err := c.ListCachePolicies(t.Context(), &cloudfront.ListCachePoliciesInput{Marker: marker, MaxItems: aws.Int32(3)})
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range out.CachePolicyList.Items {
				if *p.CachePolicy.CachePolicyConfig.Name == name {
					id = p.CachePolicy.Id
				}
			}
			if marker = out.CachePolicyList.NextMarker; marker == nil {
				break
			}
		}
		if id == nil || *id != want {
			t.Errorf("the id of %s = %v, want %s", name, aws.ToString(id), want)
		}
	}
}
