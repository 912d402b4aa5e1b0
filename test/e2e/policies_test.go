// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file calls every operation on policies, origin access controls and origin access identities.

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
	"github.com/google/go-cmp/cmp"
)

// TestPolicyOperations: api.md 1.7, 1.8, 6, 7.
func TestPolicyOperations(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	for _, k := range kits(t, c) {
		t.Run(k.name, func(t *testing.T) {
			first, second := k.named("first", false), k.named("first", true)
			made, err := k.create(first)
			if err != nil {
				t.Fatalf("create: %v", err)
			}
			if made.etag != etag1 || made.location != "https://cloudfront.amazonaws.com/2020-05-31"+k.path+made.id {
				t.Errorf("create: ETag %s, Location %s", made.etag, made.location)
			}
			if !regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^E[0-9A-Z]{13}$`).MatchString(made.id) { // api.md 1.9
				t.Errorf("id = %s", made.id)
			}
			check := func(what string, got kept, err error, etag string, config any) {
				t.Helper()
				if err != nil {
					t.Fatalf("%s: %v", what, err)
				}
				if got.id != made.id || got.etag != etag {
					t.Errorf("%s: id %s, ETag %s; want %s, %s", what, got.id, got.etag, made.id, etag)
				}
				if diff := cmp.Diff(config, got.config, asSent); diff != "" {
					t.Errorf("%s (-sent +got):\n%s", what, diff)
				}
			}
			check("create", made, nil, etag1, first)
			got, err := k.get(made.id)
			check("get", got, err, etag1, first)
			got, err = k.getConfig(made.id)
			check("get config", got, err, etag1, first)
			got, err = k.update(made.id, etag1, second)
			check("update", got, err, etag2, second)
			got, err = k.get(made.id)
			check("get after update", got, err, etag2, second)

			_, err = k.update(made.id, etag1, second)
			wantError[*types.PreconditionFailed](t, err, 412, etag2)
			_, err = k.update(made.id, "nonsense", second)
			wantError[*types.InvalidIfMatchVersion](t, err, 400)
			wantError[*types.PreconditionFailed](t, k.remove(made.id, etag1), 412)
			_, err = k.update("none", etag1, second)
			k.noSuch(t, err)
			k.noSuch(t, k.remove("none", etag1))
			_, err = k.create(k.named("first", false)) // differs from what is stored now
			k.exists(t, err)
			checkPages(t, k, made.id)

			if err := k.remove(made.id, etag2); err != nil {
				t.Fatalf("delete: %v", err)
			}
			_, err = k.get(made.id)
			k.noSuch(t, err)
			_, err = k.getConfig(made.id)
			k.noSuch(t, err)
		})
	}
}

// checkPages reads all pages of a list, which end with id.
func checkPages(t *testing.T, k kit, id string) {
	t.Helper()
	var all []string
	var marker *string
	for {
		ids, next, err := k.list(marker)
		if err != nil {
			t.Fatalf("list: %v", err)
		}
		all = append(all, ids...)
		if next == nil {
			break
		}
		if len(ids) != 2 || *next == "" || len(all) > 100 {
			t.Fatalf("page %v with the next marker %q", ids, *next)
		}
		marker = next
	}
	if all[len(all)-1] != id || slices.Contains(all[:len(all)-1], id) {
		t.Errorf("list = %v, want %s once and last", all, id)
	}
}

// TestManagedPolicies: api.md 6.4.
func TestManagedPolicies(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	caches, err := c.ListCachePolicies(t.Context(), &cloudfront.ListCachePoliciesInput{Type: types.CachePolicyTypeManaged})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, p := range caches.CachePolicyList.Items {
		if p.Type != types.CachePolicyTypeManaged {
			t.Errorf("type of %s = %s", *p.CachePolicy.Id, p.Type)
		}
		names = append(names, *p.CachePolicy.CachePolicyConfig.Name)
	}
	if diff := cmp.Diff([]string{
		"Managed-Amplify", "Managed-CachingDisabled", "Managed-CachingOptimized", "Managed-CachingOptimizedForUncompressedObjects",
		"Managed-Elemental-MediaPackage", "Managed-UseOriginCacheControlHeaders", "Managed-UseOriginCacheControlHeaders-QueryStrings",
	}, names); diff != "" {
		t.Errorf("managed cache policies (-want +got):\n%s", diff)
	}
	optimized, err := c.GetCachePolicy(t.Context(), &cloudfront.GetCachePolicyInput{Id: aws.String(somePolicy)})
	if err != nil || *optimized.ETag != etag1 || *optimized.CachePolicy.CachePolicyConfig.MaxTTL != 31536000 {
		t.Errorf("GetCachePolicy = %+v, %v", optimized, err)
	}
	custom, err := c.ListCachePolicies(t.Context(), &cloudfront.ListCachePoliciesInput{Type: types.CachePolicyTypeCustom})
	if err != nil || *custom.CachePolicyList.Quantity != 0 || custom.CachePolicyList.Items != nil {
		t.Errorf("custom cache policies = %+v, %v", custom, err)
	}
	_, err = c.ListCachePolicies(t.Context(), &cloudfront.ListCachePoliciesInput{Type: "mine"})
	wantError[*types.InvalidArgument](t, err, 400, "managed or custom")

	_, err = c.UpdateCachePolicy(t.Context(), &cloudfront.UpdateCachePolicyInput{
		Id: aws.String(somePolicy), IfMatch: aws.String(etag1), CachePolicyConfig: tfCachePolicy("x"),
	})
	wantError[*types.IllegalUpdate](t, err, 400)
	_, err = c.DeleteCachePolicy(t.Context(), &cloudfront.DeleteCachePolicyInput{Id: aws.String(somePolicy), IfMatch: aws.String(etag1)})
	wantError[*types.IllegalDelete](t, err, 400)
	_, err = c.CreateCachePolicy(t.Context(), &cloudfront.CreateCachePolicyInput{CachePolicyConfig: tfCachePolicy("Managed-Amplify")})
	wantError[*types.CachePolicyAlreadyExists](t, err, 409)
}

// TestPoliciesInUse: a distribution names what exists; then that cannot be deleted, lists the distribution, and deploys it
// again when it changes. Source: api.md 4.2, 4.3, 6, 7.
func TestPoliciesInUse(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	all := kits(t, c)
	made := make([]kept, len(all))
	for i, k := range all {
		var err error
		if made[i], err = k.create(k.named("used", false)); err != nil {
			t.Fatal(err)
		}
	}
	config := exampleConfig()
	b := config.DefaultCacheBehavior
	b.CachePolicyId, b.OriginRequestPolicyId, b.ResponseHeadersPolicyId = &made[0].id, &made[1].id, &made[2].id
	s3 := func(id, control, identity string) types.Origin {
		return types.Origin{
			Id: &id, DomainName: aws.String("bucket.s3.amazonaws.com"), OriginAccessControlId: &control,
			S3OriginConfig: &types.S3OriginConfig{OriginAccessIdentity: &identity},
		}
	}
	const path = "origin-access-identity/cloudfront/"
	config.Origins = &types.Origins{Quantity: aws.Int32(2), Items: []types.Origin{
		s3("main", made[3].id, ""), s3("old", "", path+made[4].id),
	}}
	d := createDistribution(t, c, config)
	wantError[*types.CachePolicyInUse](t, all[0].remove(made[0].id, etag1), 409,
		"The specified cache policy is currently associated with a cache behavior. Please disassociate the policy before deleting.")
	wantError[*types.OriginRequestPolicyInUse](t, all[1].remove(made[1].id, etag1), 409, *d.Id)
	wantError[*types.ResponseHeadersPolicyInUse](t, all[2].remove(made[2].id, etag1), 409, *d.Id)
	wantError[*types.OriginAccessControlInUse](t, all[3].remove(made[3].id, etag1), 409, *d.Id)
	wantError[*types.CloudFrontOriginAccessIdentityInUse](t, all[4].remove(made[4].id, etag1), 409,
		"The CloudFront origin access identity is still being used.")
	checkUsers(t, c, made, *d.Id)

	etag := *waitDeployed(t, c, *d.Id).ETag
	for i, k := range all {
		changed, err := k.update(made[i].id, etag1, k.named("used", true))
		if err != nil {
			t.Fatalf("%s: %v", k.name, err)
		}
		made[i] = changed
		now := *waitDeployed(t, c, *d.Id).ETag
		if now == etag {
			t.Errorf("after a change of the %s the ETag is still %s", k.name, now)
		}
		etag = now
	}
	checkDangling(t, c, config)
	removeDistribution(t, c, *d.Id)
	for i, k := range all {
		if err := k.remove(made[i].id, made[i].etag); err != nil {
			t.Errorf("%s: %v", k.name, err)
		}
	}
}

// checkUsers lists the distributions that use the three policies.
func checkUsers(t *testing.T, c *cloudfront.Client, made []kept, want string) {
	t.Helper()
	byCache, err := c.ListDistributionsByCachePolicyId(t.Context(), &cloudfront.ListDistributionsByCachePolicyIdInput{CachePolicyId: &made[0].id})
	if err != nil {
		t.Fatal(err)
	}
	byRequest, err := c.ListDistributionsByOriginRequestPolicyId(t.Context(),
		&cloudfront.ListDistributionsByOriginRequestPolicyIdInput{OriginRequestPolicyId: &made[1].id})
	if err != nil {
		t.Fatal(err)
	}
	byResponse, err := c.ListDistributionsByResponseHeadersPolicyId(t.Context(),
		&cloudfront.ListDistributionsByResponseHeadersPolicyIdInput{ResponseHeadersPolicyId: &made[2].id})
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range []*types.DistributionIdList{byCache.DistributionIdList, byRequest.DistributionIdList, byResponse.DistributionIdList} {
		if *list.Quantity != 1 || list.Items[0] != want || *list.IsTruncated || *list.Marker != "" || *list.MaxItems != 100 {
			t.Errorf("list = %+v, want %s", list, want)
		}
	}
	none, err := c.ListDistributionsByCachePolicyId(t.Context(), &cloudfront.ListDistributionsByCachePolicyIdInput{CachePolicyId: aws.String(somePolicy)})
	if err != nil || *none.DistributionIdList.Quantity != 0 {
		t.Errorf("of a managed policy that nobody uses: %+v, %v", none, err)
	}
	_, err = c.ListDistributionsByCachePolicyId(t.Context(), &cloudfront.ListDistributionsByCachePolicyIdInput{CachePolicyId: aws.String(someUUID)})
	wantError[*types.NoSuchCachePolicy](t, err, 404)
}

// checkDangling: a distribution that names what does not exist is refused.
func checkDangling(t *testing.T, c *cloudfront.Client, good *types.DistributionConfig) {
	t.Helper()
	b := *good.DefaultCacheBehavior
	for _, tt := range []struct {
		change func(*types.DistributionConfig)
		want   func(*testing.T, error)
	}{
		{func(c *types.DistributionConfig) { c.DefaultCacheBehavior.CachePolicyId = aws.String(someUUID) },
			modelledAs[*types.NoSuchCachePolicy](404, someUUID)},
		{func(c *types.DistributionConfig) { c.DefaultCacheBehavior.OriginRequestPolicyId = aws.String(someUUID) },
			modelledAs[*types.NoSuchOriginRequestPolicy](404, someUUID)},
		{func(c *types.DistributionConfig) {
			c.DefaultCacheBehavior.ResponseHeadersPolicyId = aws.String(someUUID)
		},
			modelledAs[*types.NoSuchResponseHeadersPolicy](404, someUUID)},
		{func(c *types.DistributionConfig) { c.Origins.Items[0].OriginAccessControlId = aws.String("ENONE") },
			modelledAs[*types.InvalidOriginAccessControl](400, "ENONE")},
		{func(c *types.DistributionConfig) {
			c.Origins.Items[1].S3OriginConfig = &types.S3OriginConfig{OriginAccessIdentity: aws.String("origin-access-identity/cloudfront/ENONE")}
		}, modelledAs[*types.InvalidOriginAccessIdentity](400, "ENONE")},
	} {
		bad := *good
		settings := b
		bad.CallerReference, bad.DefaultCacheBehavior = aws.String("dangling"), &settings
		bad.Origins = &types.Origins{Quantity: good.Origins.Quantity, Items: slices.Clone(good.Origins.Items)}
		tt.change(&bad)
		_, err := newDistribution(t, c, &bad)
		tt.want(t, err)
	}
}

// TestPolicyRules: codes of what the rules refuse. Source: api.md 6.
func TestPolicyRules(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	names := func(n int) (list []string) {
		for i := range n {
			list = append(list, fmt.Sprint("n", i))
		}
		return list
	}
	for _, tt := range []struct {
		name   string
		change func(*types.CachePolicyConfig, *types.ParametersInCacheKeyAndForwardedToOrigin)
		want   func(*testing.T, error)
	}{
		{"headers", func(_ *types.CachePolicyConfig, p *types.ParametersInCacheKeyAndForwardedToOrigin) {
			p.HeadersConfig.Headers = &types.Headers{Quantity: aws.Int32(11), Items: names(11)}
		}, modelledAs[*types.TooManyHeadersInCachePolicy](400)},
		{"cookies", func(_ *types.CachePolicyConfig, p *types.ParametersInCacheKeyAndForwardedToOrigin) {
			p.CookiesConfig.Cookies = &types.CookieNames{Quantity: aws.Int32(11), Items: names(11)}
		}, modelledAs[*types.TooManyCookiesInCachePolicy](400)},
		{"query strings", func(_ *types.CachePolicyConfig, p *types.ParametersInCacheKeyAndForwardedToOrigin) {
			p.QueryStringsConfig.QueryStrings = &types.QueryStringNames{Quantity: aws.Int32(11), Items: names(11)}
		}, modelledAs[*types.TooManyQueryStringsInCachePolicy](400)},
		{"quantity", func(_ *types.CachePolicyConfig, p *types.ParametersInCacheKeyAndForwardedToOrigin) {
			p.HeadersConfig.Headers.Quantity = aws.Int32(2)
		}, modelledAs[*types.InconsistentQuantities](400)},
		{"behavior", func(_ *types.CachePolicyConfig, p *types.ParametersInCacheKeyAndForwardedToOrigin) {
			p.HeadersConfig.HeaderBehavior = "none"
		}, modelledAs[*types.InvalidArgument](400, "HeadersConfig")},
		{"TTLs", func(c *types.CachePolicyConfig, _ *types.ParametersInCacheKeyAndForwardedToOrigin) {
			c.MinTTL = aws.Int64(60)
		}, modelledAs[*types.InvalidArgument](400, "MinTTL")},
		{"unknown word", func(_ *types.CachePolicyConfig, p *types.ParametersInCacheKeyAndForwardedToOrigin) {
			p.CookiesConfig.CookieBehavior = "some"
		}, func(t *testing.T, err error) {
			wantCode(t, err, "MalformedXML", 400, "cachePolicyConfig.parametersInCacheKeyAndForwardedToOrigin.cookiesConfig.cookieBehavior",
				"[none, whitelist, allExcept, all]")
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			config := tfCachePolicy("refused")
			tt.change(config, config.ParametersInCacheKeyAndForwardedToOrigin)
			_, err := c.CreateCachePolicy(t.Context(), &cloudfront.CreateCachePolicyInput{CachePolicyConfig: config})
			tt.want(t, err)
		})
	}
	create := func(config *types.ResponseHeadersPolicyConfig) error {
		config.Name = aws.String("refused")
		_, err := c.CreateResponseHeadersPolicy(t.Context(), &cloudfront.CreateResponseHeadersPolicyInput{ResponseHeadersPolicyConfig: config})
		return err
	}
	wantError[*types.TooLongCSPInResponseHeadersPolicy](t, create(&types.ResponseHeadersPolicyConfig{
		SecurityHeadersConfig: &types.ResponseHeadersPolicySecurityHeadersConfig{
			ContentSecurityPolicy: &types.ResponseHeadersPolicyContentSecurityPolicy{
				Override: aws.Bool(true), ContentSecurityPolicy: aws.String(strings.Repeat("x", 1784)),
			},
		},
	}), 400)
	custom, remove := customHeaders("x", "y"), removeHeaders("x")
	for i := range 10 {
		custom.Items = append(custom.Items, types.ResponseHeadersPolicyCustomHeader{
			Header: aws.String(fmt.Sprint("x-", i)), Value: aws.String(""), Override: aws.Bool(false),
		})
		remove.Items = append(remove.Items, types.ResponseHeadersPolicyRemoveHeader{Header: aws.String(fmt.Sprint("x-", i))})
	}
	custom.Quantity, remove.Quantity = aws.Int32(11), aws.Int32(11)
	wantError[*types.TooManyCustomHeadersInResponseHeadersPolicy](t,
		create(&types.ResponseHeadersPolicyConfig{CustomHeadersConfig: custom}), 400)
	wantError[*types.TooManyRemoveHeadersInResponseHeadersPolicy](t,
		create(&types.ResponseHeadersPolicyConfig{RemoveHeadersConfig: remove}), 400)
	request := tfRequestPolicy("refused")
	request.HeadersConfig = &types.OriginRequestPolicyHeadersConfig{
		HeaderBehavior: "whitelist", Headers: &types.Headers{Quantity: aws.Int32(1), Items: []string{"Accept-Encoding"}},
	}
	_, err := c.CreateOriginRequestPolicy(t.Context(), &cloudfront.CreateOriginRequestPolicyInput{OriginRequestPolicyConfig: request})
	wantError[*types.InvalidArgument](t, err, 400, "The parameter Headers contains Accept-Encoding that is not allowed.")
}
