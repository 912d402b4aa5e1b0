// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file makes the operations on policies, origin access controls and origin access identities look the same to tests.

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
)

// kept is what an operation answers of a resource.
type kept struct {
	id, etag, location string
	config             any
}

// kit is the operations on resources of one kind. Configurations are pointers to the SDK's types.
type kit struct {
	name      string
	path      string // in Location
	create    func(config any) (kept, error)
	get       func(id string) (kept, error)
	getConfig func(id string) (kept, error)
	update    func(id, etag string, config any) (kept, error)
	remove    func(id, etag string) error
	list      func(marker *string) (ids []string, next *string, err error)
	// named returns a configuration with a name; its second form differs.
	named func(name string, second bool) any

	noSuch, exists func(*testing.T, error)
}

func kits(t *testing.T, c *cloudfront.Client) []kit {
	t.Helper()
	return []kit{cacheKit(t, c), requestKit(t, c), responseKit(t, c), controlKit(t, c), identityKit(t, c)}
}

func text(s *string) string { return aws.ToString(s) }

func cacheKit(t *testing.T, c *cloudfront.Client) kit {
	t.Helper()
	ctx := t.Context()
	of := func(p *types.CachePolicy, etag, location *string, err error) (kept, error) {
		if err != nil {
			return kept{}, err
		}
		return kept{text(p.Id), text(etag), text(location), p.CachePolicyConfig}, nil
	}
	return kit{
		name: "cache policy", path: "/cache-policy/",
		create: func(config any) (kept, error) {
			out, err := c.CreateCachePolicy(ctx, &cloudfront.CreateCachePolicyInput{CachePolicyConfig: config.(*types.CachePolicyConfig)})
			if err != nil {
				return kept{}, err
			}
			return of(out.CachePolicy, out.ETag, out.Location, nil)
		},
		get: func(id string) (kept, error) {
			out, err := c.GetCachePolicy(ctx, &cloudfront.GetCachePolicyInput{Id: &id})
			if err != nil {
				return kept{}, err
			}
			return of(out.CachePolicy, out.ETag, nil, nil)
		},
		getConfig: func(id string) (kept, error) {
			out, err := c.GetCachePolicyConfig(ctx, &cloudfront.GetCachePolicyConfigInput{Id: &id})
			if err != nil {
				return kept{}, err
			}
			return kept{id: id, etag: text(out.ETag), config: out.CachePolicyConfig}, nil
		},
		update: func(id, etag string, config any) (kept, error) {
			out, err := c.UpdateCachePolicy(ctx, &cloudfront.UpdateCachePolicyInput{
				Id: &id, IfMatch: &etag, CachePolicyConfig: config.(*types.CachePolicyConfig),
			})
			if err != nil {
				return kept{}, err
			}
			return of(out.CachePolicy, out.ETag, nil, nil)
		},
		remove: func(id, etag string) error {
			_, err := c.DeleteCachePolicy(ctx, &cloudfront.DeleteCachePolicyInput{Id: &id, IfMatch: &etag})
			return err
		},
		list: func(marker *string) (ids []string, next *string, err error) {
			out, err := c.ListCachePolicies(ctx, &cloudfront.ListCachePoliciesInput{Marker: marker, MaxItems: aws.Int32(2)})
			if err != nil {
				return nil, nil, err
			}
			for _, p := range out.CachePolicyList.Items {
				ids = append(ids, *p.CachePolicy.Id)
			}
			return ids, out.CachePolicyList.NextMarker, nil
		},
		named: func(name string, second bool) any {
			config := tfCachePolicy(name)
			if second {
				config.Comment = aws.String("second")
			}
			return config
		},
		noSuch: modelledAs[*types.NoSuchCachePolicy](404, "The specified cache policy does not exist."),
		exists: modelledAs[*types.CachePolicyAlreadyExists](409),
	}
}

func requestKit(t *testing.T, c *cloudfront.Client) kit {
	t.Helper()
	ctx := t.Context()
	return kit{
		name: "origin request policy", path: "/origin-request-policy/",
		create: func(config any) (kept, error) {
			out, err := c.CreateOriginRequestPolicy(ctx, &cloudfront.CreateOriginRequestPolicyInput{
				OriginRequestPolicyConfig: config.(*types.OriginRequestPolicyConfig),
			})
			if err != nil {
				return kept{}, err
			}
			p := out.OriginRequestPolicy
			return kept{text(p.Id), text(out.ETag), text(out.Location), p.OriginRequestPolicyConfig}, nil
		},
		get: func(id string) (kept, error) {
			out, err := c.GetOriginRequestPolicy(ctx, &cloudfront.GetOriginRequestPolicyInput{Id: &id})
			if err != nil {
				return kept{}, err
			}
			p := out.OriginRequestPolicy
			return kept{text(p.Id), text(out.ETag), "", p.OriginRequestPolicyConfig}, nil
		},
		getConfig: func(id string) (kept, error) {
			out, err := c.GetOriginRequestPolicyConfig(ctx, &cloudfront.GetOriginRequestPolicyConfigInput{Id: &id})
			if err != nil {
				return kept{}, err
			}
			return kept{id, text(out.ETag), "", out.OriginRequestPolicyConfig}, nil
		},
		update: func(id, etag string, config any) (kept, error) {
			out, err := c.UpdateOriginRequestPolicy(ctx, &cloudfront.UpdateOriginRequestPolicyInput{
				Id: &id, IfMatch: &etag, OriginRequestPolicyConfig: config.(*types.OriginRequestPolicyConfig),
			})
			if err != nil {
				return kept{}, err
			}
			p := out.OriginRequestPolicy
			return kept{text(p.Id), text(out.ETag), "", p.OriginRequestPolicyConfig}, nil
		},
		remove: func(id, etag string) error {
			_, err := c.DeleteOriginRequestPolicy(ctx, &cloudfront.DeleteOriginRequestPolicyInput{Id: &id, IfMatch: &etag})
			return err
		},
		list: func(marker *string) (ids []string, next *string, err error) {
			out, err := c.ListOriginRequestPolicies(ctx, &cloudfront.ListOriginRequestPoliciesInput{Marker: marker, MaxItems: aws.Int32(2)})
			if err != nil {
				return nil, nil, err
			}
			for _, p := range out.OriginRequestPolicyList.Items {
				ids = append(ids, *p.OriginRequestPolicy.Id)
			}
			return ids, out.OriginRequestPolicyList.NextMarker, nil
		},
		named: func(name string, second bool) any {
			config := tfRequestPolicy(name)
			if second {
				config.Comment = aws.String("second")
			}
			return config
		},
		noSuch: modelledAs[*types.NoSuchOriginRequestPolicy](404, "The specified origin request policy does not exist."),
		exists: modelledAs[*types.OriginRequestPolicyAlreadyExists](409),
	}
}

func responseKit(t *testing.T, c *cloudfront.Client) kit {
	t.Helper()
	ctx := t.Context()
	return kit{
		name: "response headers policy", path: "/response-headers-policy/",
		create: func(config any) (kept, error) {
			out, err := c.CreateResponseHeadersPolicy(ctx, &cloudfront.CreateResponseHeadersPolicyInput{
				ResponseHeadersPolicyConfig: config.(*types.ResponseHeadersPolicyConfig),
			})
			if err != nil {
				return kept{}, err
			}
			p := out.ResponseHeadersPolicy
			return kept{text(p.Id), text(out.ETag), text(out.Location), p.ResponseHeadersPolicyConfig}, nil
		},
		get: func(id string) (kept, error) {
			out, err := c.GetResponseHeadersPolicy(ctx, &cloudfront.GetResponseHeadersPolicyInput{Id: &id})
			if err != nil {
				return kept{}, err
			}
			p := out.ResponseHeadersPolicy
			return kept{text(p.Id), text(out.ETag), "", p.ResponseHeadersPolicyConfig}, nil
		},
		getConfig: func(id string) (kept, error) {
			out, err := c.GetResponseHeadersPolicyConfig(ctx, &cloudfront.GetResponseHeadersPolicyConfigInput{Id: &id})
			if err != nil {
				return kept{}, err
			}
			return kept{id, text(out.ETag), "", out.ResponseHeadersPolicyConfig}, nil
		},
		update: func(id, etag string, config any) (kept, error) {
			out, err := c.UpdateResponseHeadersPolicy(ctx, &cloudfront.UpdateResponseHeadersPolicyInput{
				Id: &id, IfMatch: &etag, ResponseHeadersPolicyConfig: config.(*types.ResponseHeadersPolicyConfig),
			})
			if err != nil {
				return kept{}, err
			}
			p := out.ResponseHeadersPolicy
			return kept{text(p.Id), text(out.ETag), "", p.ResponseHeadersPolicyConfig}, nil
		},
		remove: func(id, etag string) error {
			_, err := c.DeleteResponseHeadersPolicy(ctx, &cloudfront.DeleteResponseHeadersPolicyInput{Id: &id, IfMatch: &etag})
			return err
		},
		list: func(marker *string) (ids []string, next *string, err error) {
			out, err := c.ListResponseHeadersPolicies(ctx, &cloudfront.ListResponseHeadersPoliciesInput{Marker: marker, MaxItems: aws.Int32(2)})
			if err != nil {
				return nil, nil, err
			}
			for _, p := range out.ResponseHeadersPolicyList.Items {
				ids = append(ids, *p.ResponseHeadersPolicy.Id)
			}
			return ids, out.ResponseHeadersPolicyList.NextMarker, nil
		},
		named: func(name string, second bool) any {
			config := &types.ResponseHeadersPolicyConfig{Name: &name, Comment: aws.String("first"), CustomHeadersConfig: customHeaders("X-One", "1")}
			if second {
				config.CustomHeadersConfig, config.RemoveHeadersConfig = nil, removeHeaders("X-Powered-By")
			}
			return config
		},
		noSuch: modelledAs[*types.NoSuchResponseHeadersPolicy](404, "The specified response headers policy does not exist."),
		exists: modelledAs[*types.ResponseHeadersPolicyAlreadyExists](409),
	}
}

func controlKit(t *testing.T, c *cloudfront.Client) kit {
	t.Helper()
	ctx := t.Context()
	return kit{
		name: "origin access control", path: "/origin-access-control/",
		create: func(config any) (kept, error) {
			out, err := c.CreateOriginAccessControl(ctx, &cloudfront.CreateOriginAccessControlInput{
				OriginAccessControlConfig: config.(*types.OriginAccessControlConfig),
			})
			if err != nil {
				return kept{}, err
			}
			o := out.OriginAccessControl
			return kept{text(o.Id), text(out.ETag), text(out.Location), o.OriginAccessControlConfig}, nil
		},
		get: func(id string) (kept, error) {
			out, err := c.GetOriginAccessControl(ctx, &cloudfront.GetOriginAccessControlInput{Id: &id})
			if err != nil {
				return kept{}, err
			}
			o := out.OriginAccessControl
			return kept{text(o.Id), text(out.ETag), "", o.OriginAccessControlConfig}, nil
		},
		getConfig: func(id string) (kept, error) {
			out, err := c.GetOriginAccessControlConfig(ctx, &cloudfront.GetOriginAccessControlConfigInput{Id: &id})
			if err != nil {
				return kept{}, err
			}
			return kept{id, text(out.ETag), "", out.OriginAccessControlConfig}, nil
		},
		update: func(id, etag string, config any) (kept, error) {
			out, err := c.UpdateOriginAccessControl(ctx, &cloudfront.UpdateOriginAccessControlInput{
				Id: &id, IfMatch: &etag, OriginAccessControlConfig: config.(*types.OriginAccessControlConfig),
			})
			if err != nil {
				return kept{}, err
			}
			o := out.OriginAccessControl
			return kept{text(o.Id), text(out.ETag), "", o.OriginAccessControlConfig}, nil
		},
		remove: func(id, etag string) error {
			_, err := c.DeleteOriginAccessControl(ctx, &cloudfront.DeleteOriginAccessControlInput{Id: &id, IfMatch: &etag})
			return err
		},
		list: func(marker *string) (ids []string, next *string, err error) {
			out, err := c.ListOriginAccessControls(ctx, &cloudfront.ListOriginAccessControlsInput{Marker: marker, MaxItems: aws.Int32(2)})
			if err != nil {
				return nil, nil, err
			}
			for _, o := range out.OriginAccessControlList.Items {
				ids = append(ids, *o.Id)
			}
			return ids, out.OriginAccessControlList.NextMarker, nil
		},
		named: func(name string, second bool) any {
			config := tfAccessControl(name)
			if second {
				config.SigningBehavior = types.OriginAccessControlSigningBehaviorsNoOverride
			}
			return config
		},
		noSuch: modelledAs[*types.NoSuchOriginAccessControl](404, "The specified origin access control does not exist."),
		exists: modelledAs[*types.OriginAccessControlAlreadyExists](409),
	}
}

func identityKit(t *testing.T, c *cloudfront.Client) kit {
	t.Helper()
	ctx := t.Context()
	return kit{
		name: "origin access identity", path: "/origin-access-identity/cloudfront/",
		create: func(config any) (kept, error) {
			out, err := c.CreateCloudFrontOriginAccessIdentity(ctx, &cloudfront.CreateCloudFrontOriginAccessIdentityInput{
				CloudFrontOriginAccessIdentityConfig: config.(*types.CloudFrontOriginAccessIdentityConfig),
			})
			if err != nil {
				return kept{}, err
			}
			o := out.CloudFrontOriginAccessIdentity
			return kept{text(o.Id), text(out.ETag), text(out.Location), o.CloudFrontOriginAccessIdentityConfig}, nil
		},
		get: func(id string) (kept, error) {
			out, err := c.GetCloudFrontOriginAccessIdentity(ctx, &cloudfront.GetCloudFrontOriginAccessIdentityInput{Id: &id})
			if err != nil {
				return kept{}, err
			}
			o := out.CloudFrontOriginAccessIdentity
			if len(text(o.S3CanonicalUserId)) != 96 { // api.md 7
				t.Errorf("S3CanonicalUserId = %q", text(o.S3CanonicalUserId))
			}
			return kept{text(o.Id), text(out.ETag), "", o.CloudFrontOriginAccessIdentityConfig}, nil
		},
		getConfig: func(id string) (kept, error) {
			out, err := c.GetCloudFrontOriginAccessIdentityConfig(ctx, &cloudfront.GetCloudFrontOriginAccessIdentityConfigInput{Id: &id})
			if err != nil {
				return kept{}, err
			}
			return kept{id, text(out.ETag), "", out.CloudFrontOriginAccessIdentityConfig}, nil
		},
		update: func(id, etag string, config any) (kept, error) {
			out, err := c.UpdateCloudFrontOriginAccessIdentity(ctx, &cloudfront.UpdateCloudFrontOriginAccessIdentityInput{
				Id: &id, IfMatch: &etag, CloudFrontOriginAccessIdentityConfig: config.(*types.CloudFrontOriginAccessIdentityConfig),
			})
			if err != nil {
				return kept{}, err
			}
			o := out.CloudFrontOriginAccessIdentity
			return kept{text(o.Id), text(out.ETag), "", o.CloudFrontOriginAccessIdentityConfig}, nil
		},
		remove: func(id, etag string) error {
			_, err := c.DeleteCloudFrontOriginAccessIdentity(ctx, &cloudfront.DeleteCloudFrontOriginAccessIdentityInput{Id: &id, IfMatch: &etag})
			return err
		},
		list: func(marker *string) (ids []string, next *string, err error) {
			out, err := c.ListCloudFrontOriginAccessIdentities(ctx, &cloudfront.ListCloudFrontOriginAccessIdentitiesInput{
				Marker: marker, MaxItems: aws.Int32(2),
			})
			if err != nil {
				return nil, nil, err
			}
			for _, o := range out.CloudFrontOriginAccessIdentityList.Items {
				ids = append(ids, *o.Id)
			}
			return ids, out.CloudFrontOriginAccessIdentityList.NextMarker, nil
		},
		named: func(name string, second bool) any {
			comment := "first"
			if second {
				comment = "second"
			}
			return &types.CloudFrontOriginAccessIdentityConfig{CallerReference: &name, Comment: &comment}
		},
		noSuch: modelledAs[*types.NoSuchCloudFrontOriginAccessIdentity](404,
			"The specified CloudFront origin access identity does not exist."),
		exists: modelledAs[*types.CloudFrontOriginAccessIdentityAlreadyExists](409),
	}
}

// The configurations of the provider's acceptance tests, as the provider sends them: lists without names are left out.

func tfCachePolicy(name string) *types.CachePolicyConfig {
	return &types.CachePolicyConfig{
		Name: &name, Comment: aws.String("first"), DefaultTTL: aws.Int64(50), MaxTTL: aws.Int64(100), MinTTL: aws.Int64(1),
		ParametersInCacheKeyAndForwardedToOrigin: &types.ParametersInCacheKeyAndForwardedToOrigin{
			EnableAcceptEncodingGzip: aws.Bool(false), EnableAcceptEncodingBrotli: aws.Bool(false),
			CookiesConfig: &types.CachePolicyCookiesConfig{
				CookieBehavior: types.CachePolicyCookieBehaviorWhitelist,
				Cookies:        &types.CookieNames{Quantity: aws.Int32(1), Items: []string{"test"}},
			},
			HeadersConfig: &types.CachePolicyHeadersConfig{
				HeaderBehavior: types.CachePolicyHeaderBehaviorWhitelist,
				Headers:        &types.Headers{Quantity: aws.Int32(1), Items: []string{"test"}},
			},
			QueryStringsConfig: &types.CachePolicyQueryStringsConfig{
				QueryStringBehavior: types.CachePolicyQueryStringBehaviorWhitelist,
				QueryStrings:        &types.QueryStringNames{Quantity: aws.Int32(1), Items: []string{"test"}},
			},
		},
	}
}

func tfRequestPolicy(name string) *types.OriginRequestPolicyConfig {
	return &types.OriginRequestPolicyConfig{
		Name: &name, Comment: aws.String("first"),
		CookiesConfig: &types.OriginRequestPolicyCookiesConfig{
			CookieBehavior: types.OriginRequestPolicyCookieBehaviorWhitelist,
			Cookies:        &types.CookieNames{Quantity: aws.Int32(2), Items: []string{"test1", "test2"}},
		},
		HeadersConfig: &types.OriginRequestPolicyHeadersConfig{HeaderBehavior: types.OriginRequestPolicyHeaderBehaviorNone},
		QueryStringsConfig: &types.OriginRequestPolicyQueryStringsConfig{
			QueryStringBehavior: types.OriginRequestPolicyQueryStringBehaviorAll,
		},
	}
}

func tfAccessControl(name string) *types.OriginAccessControlConfig {
	return &types.OriginAccessControlConfig{
		Name: &name, Description: aws.String(""), SigningProtocol: types.OriginAccessControlSigningProtocolsSigv4,
		SigningBehavior:               types.OriginAccessControlSigningBehaviorsAlways,
		OriginAccessControlOriginType: types.OriginAccessControlOriginTypesS3,
	}
}

func customHeaders(name, value string) *types.ResponseHeadersPolicyCustomHeadersConfig {
	return &types.ResponseHeadersPolicyCustomHeadersConfig{Quantity: aws.Int32(1), Items: []types.ResponseHeadersPolicyCustomHeader{
		{Header: &name, Value: &value, Override: aws.Bool(true)},
	}}
}

func removeHeaders(name string) *types.ResponseHeadersPolicyRemoveHeadersConfig {
	return &types.ResponseHeadersPolicyRemoveHeadersConfig{Quantity: aws.Int32(1), Items: []types.ResponseHeadersPolicyRemoveHeader{{Header: &name}}}
}

// createAccessControl makes an origin access control for S3 and returns its id.
func createAccessControl(t *testing.T, c *cloudfront.Client, name string) string {
	t.Helper()
	made, err := controlKit(t, c).create(tfAccessControl(name))
	if err != nil {
		t.Fatalf("CreateOriginAccessControl: %v", err)
	}
	return made.id
}

// createIdentity makes an origin access identity and returns its id.
func createIdentity(t *testing.T, c *cloudfront.Client) string {
	t.Helper()
	made, err := identityKit(t, c).create(&types.CloudFrontOriginAccessIdentityConfig{CallerReference: aws.String("r"), Comment: aws.String("")})
	if err != nil {
		t.Fatalf("CreateCloudFrontOriginAccessIdentity: %v", err)
	}
	return made.id
}
