// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge"
)

const (
	cachingOptimized = "658327ea-f89d-4fab-a63d-7e88639e58f6" // api.md section 6.4
	someCertificate  = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
)

// policyConfig is the least that a client can send with a cache policy.
func policyConfig() *selvedge.DistributionConfig {
	c := &selvedge.DistributionConfig{CallerReference: "ref-1", Enabled: true}
	c.Origins.Items = []selvedge.Origin{customOrigin("o1")}
	c.DefaultCacheBehavior = selvedge.CacheBehaviorSettings{
		TargetOriginId: "o1", ViewerProtocolPolicy: selvedge.ViewerAllowAll, CachePolicyId: cachingOptimized,
	}
	return c
}

// legacyConfig is the least that a client can send with ForwardedValues.
func legacyConfig() *selvedge.DistributionConfig {
	c := policyConfig()
	c.DefaultCacheBehavior.CachePolicyId = ""
	c.DefaultCacheBehavior.ForwardedValues = &selvedge.ForwardedValues{Cookies: selvedge.CookiePreference{Forward: "none"}}
	return c
}

func customOrigin(id string) selvedge.Origin {
	return selvedge.Origin{Id: id, DomainName: "origin.example.com", CustomOriginConfig: &selvedge.CustomOriginConfig{
		HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: selvedge.OriginHTTPOnly,
	}}
}

func s3Origin(id string) selvedge.Origin {
	return selvedge.Origin{
		Id: id, DomainName: "bucket.s3.amazonaws.com", S3OriginConfig: &selvedge.S3OriginConfig{},
	}
}

// TestNormalizeComplete compares with the complete configuration of api.md section 4.4.
func TestNormalizeComplete(t *testing.T) {
	methods := []string{"HEAD", "GET"}
	want := &selvedge.DistributionConfig{
		CallerReference: "ref-1",
		Origins: selvedge.Origins{Quantity: 1, Items: []selvedge.Origin{{
			Id: "o1", DomainName: "origin.example.com",
			CustomOriginConfig: &selvedge.CustomOriginConfig{
				HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: "http-only",
				OriginSslProtocols: &selvedge.OriginSslProtocols{
					Quantity: 3, Items: []string{"TLSv1", "TLSv1.1", "TLSv1.2"},
				},
				OriginReadTimeout: new(30), OriginKeepaliveTimeout: new(5),
			},
			ConnectionAttempts: new(3), ConnectionTimeout: new(10),
		}}},
		DefaultCacheBehavior: selvedge.CacheBehaviorSettings{
			TargetOriginId: "o1", ViewerProtocolPolicy: "allow-all",
			AllowedMethods: &selvedge.AllowedMethods{
				Quantity: 2, Items: methods, CachedMethods: &selvedge.CachedMethods{Quantity: 2, Items: methods},
			},
			CachePolicyId: cachingOptimized,
		},
		PriceClass: "PriceClass_All", Enabled: true,
		ViewerCertificate: &selvedge.ViewerCertificate{
			CloudFrontDefaultCertificate: true, SSLSupportMethod: "vip", MinimumProtocolVersion: "TLSv1",
			CertificateSource: "cloudfront",
		},
		Restrictions: selvedge.Restrictions{GeoRestriction: selvedge.GeoRestriction{RestrictionType: "none"}},
		HttpVersion:  "http2",
	}
	got := policyConfig()
	got.Normalize()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Normalize() (-want +got):\n%s", diff)
	}
	if err := got.Validate(); err != nil {
		t.Errorf("Validate() = %v, want none", err)
	}
}

func TestNormalizeTTLs(t *testing.T) { // api.md section 4.4, last note
	type ttls struct{ Min, Default, Max *int64 }
	ttl := func(seconds int64) *int64 { return &seconds }
	legacy := &selvedge.ForwardedValues{}
	for _, tt := range []struct {
		name      string
		policy    string
		forwarded *selvedge.ForwardedValues
		in, want  ttls
	}{
		{"legacy, none sent", "", legacy, ttls{}, ttls{ttl(0), ttl(86400), ttl(31536000)}},
		{"legacy, zeros sent", "", legacy, ttls{ttl(0), ttl(0), ttl(0)}, ttls{ttl(0), ttl(0), ttl(0)}},
		{"legacy, only zero minimum", "", legacy, ttls{Min: ttl(0)}, ttls{ttl(0), ttl(86400), ttl(31536000)}},
		{"legacy, minimum over a day", "", legacy, ttls{Min: ttl(90000)}, ttls{ttl(90000), ttl(90000), ttl(31536000)}},
		{"legacy, default over a year", "", legacy, ttls{Default: ttl(4e7)}, ttls{ttl(0), ttl(4e7), ttl(4e7)}},
		{"legacy, minimum over a year", "", legacy, ttls{Min: ttl(4e7)}, ttls{ttl(4e7), ttl(4e7), ttl(4e7)}},
		{"policy, none sent", cachingOptimized, nil, ttls{}, ttls{}},
		{"policy, zeros sent", cachingOptimized, nil, ttls{ttl(0), ttl(0), ttl(0)}, ttls{}},
		{"policy, others stay to be refused", cachingOptimized, nil, ttls{Max: ttl(1)}, ttls{Max: ttl(1)}},
		{"neither", "", nil, ttls{Min: ttl(0)}, ttls{Min: ttl(0)}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := selvedge.CacheBehaviorSettings{
				CachePolicyId: tt.policy, ForwardedValues: tt.forwarded,
				MinTTL: tt.in.Min, DefaultTTL: tt.in.Default, MaxTTL: tt.in.Max,
			}
			c := selvedge.DistributionConfig{DefaultCacheBehavior: b}
			c.CacheBehaviors.Items = []selvedge.CacheBehavior{{CacheBehaviorSettings: b}}
			c.Normalize()
			for b := range c.Behaviors {
				if diff := cmp.Diff(tt.want, ttls{b.MinTTL, b.DefaultTTL, b.MaxTTL}); diff != "" {
					t.Errorf("TTLs (-want +got):\n%s", diff)
				}
			}
		})
	}
}

func TestNormalizeCertificate(t *testing.T) { // api.md section 4.4, notes
	standard := &selvedge.ViewerCertificate{
		CloudFrontDefaultCertificate: true, SSLSupportMethod: "vip", MinimumProtocolVersion: "TLSv1",
		CertificateSource: "cloudfront",
	}
	acm := &selvedge.ViewerCertificate{
		ACMCertificateArn: someCertificate, SSLSupportMethod: "sni-only", MinimumProtocolVersion: "TLSv1.2_2021",
		Certificate: someCertificate, CertificateSource: "acm",
	}
	both := &selvedge.ViewerCertificate{CloudFrontDefaultCertificate: true, IAMCertificateId: "ASCA1"}
	for _, tt := range []struct {
		name     string
		in, want *selvedge.ViewerCertificate
	}{
		{"none", nil, standard},
		{"empty", &selvedge.ViewerCertificate{}, standard},
		{"default", &selvedge.ViewerCertificate{CloudFrontDefaultCertificate: true}, standard},
		{"default forces its settings", &selvedge.ViewerCertificate{
			CloudFrontDefaultCertificate: true, SSLSupportMethod: "sni-only", MinimumProtocolVersion: "TLSv1.2_2021",
			Certificate: someCertificate, CertificateSource: "acm",
		}, standard},
		{"deprecated default", &selvedge.ViewerCertificate{CertificateSource: "cloudfront"}, standard},
		{"ACM", &selvedge.ViewerCertificate{
			ACMCertificateArn: someCertificate, SSLSupportMethod: "sni-only", MinimumProtocolVersion: "TLSv1.2_2021",
		}, acm},
		{"ACM with the source of before", &selvedge.ViewerCertificate{
			ACMCertificateArn: someCertificate, SSLSupportMethod: "sni-only", MinimumProtocolVersion: "TLSv1.2_2021",
			CertificateSource: "cloudfront",
		}, acm},
		{"deprecated ACM", &selvedge.ViewerCertificate{
			Certificate: someCertificate, CertificateSource: "acm", SSLSupportMethod: "sni-only",
			MinimumProtocolVersion: "TLSv1.2_2021",
		}, acm},
		{"IAM", &selvedge.ViewerCertificate{IAMCertificateId: "ASCA1", SSLSupportMethod: "vip"}, &selvedge.ViewerCertificate{
			IAMCertificateId: "ASCA1", SSLSupportMethod: "vip", MinimumProtocolVersion: "TLSv1",
			Certificate: "ASCA1", CertificateSource: "iam",
		}},
		{"two stay to be refused", both, both},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := selvedge.DistributionConfig{}
			if tt.in != nil {
				in := *tt.in
				c.ViewerCertificate = &in
			}
			c.Normalize()
			if diff := cmp.Diff(tt.want, c.ViewerCertificate); diff != "" {
				t.Errorf("ViewerCertificate (-want +got):\n%s", diff)
			}
		})
	}
}

// TestNormalizeMembers covers the defaults that the complete configuration has no place for.
func TestNormalizeMembers(t *testing.T) {
	c := legacyConfig()
	c.Aliases = selvedge.Aliases{Quantity: 7, Items: []string{}}
	c.Origins.Items = append(c.Origins.Items, s3Origin("s3"),
		selvedge.Origin{Id: "vpc", VpcOriginConfig: &selvedge.VpcOriginConfig{VpcOriginId: "vo_1"}})
	c.Origins.Items[0].CustomOriginConfig.OriginSslProtocols = &selvedge.OriginSslProtocols{}
	c.CustomErrorResponses.Items = []selvedge.CustomErrorResponse{{ErrorCode: 404}}
	b := &c.DefaultCacheBehavior
	b.AllowedMethods = &selvedge.AllowedMethods{Items: []string{"GET", "HEAD", "OPTIONS"}}
	b.ForwardedValues.Cookies.WhitelistedNames = &selvedge.CookieNames{}
	b.LambdaFunctionAssociations.Items = make([]selvedge.LambdaFunctionAssociation, 1)
	c.Normalize()

	type got struct {
		Aliases          []string
		SslProtocols     int
		S3Timeout        *int
		VpcRead, VpcKeep *int
		ErrorTTL         *int64
		Allowed, Cached  []string
		CookieNames      *selvedge.CookieNames
		IncludeBody      *bool
	}
	want := got{
		SslProtocols: 3, VpcRead: new(30), VpcKeep: new(5), ErrorTTL: new(int64(10)),
		Allowed: []string{"GET", "HEAD", "OPTIONS"}, Cached: []string{"HEAD", "GET"}, IncludeBody: new(false),
	}
	vpc := c.Origins.Items[2].VpcOriginConfig
	if diff := cmp.Diff(want, got{
		Aliases: c.Aliases.Items, SslProtocols: c.Origins.Items[0].CustomOriginConfig.OriginSslProtocols.Quantity,
		S3Timeout: c.Origins.Items[1].S3OriginConfig.OriginReadTimeout,
		VpcRead:   vpc.OriginReadTimeout, VpcKeep: vpc.OriginKeepaliveTimeout,
		ErrorTTL: c.CustomErrorResponses.Items[0].ErrorCachingMinTTL,
		Allowed:  b.AllowedMethods.Items, Cached: b.AllowedMethods.CachedMethods.Items,
		CookieNames: b.ForwardedValues.Cookies.WhitelistedNames,
		IncludeBody: b.LambdaFunctionAssociations.Items[0].IncludeBody,
	}); diff != "" {
		t.Errorf("Normalize() (-want +got):\n%s", diff)
	}
	if c.Aliases.Quantity != 0 || c.Origins.Quantity != 3 || b.AllowedMethods.Quantity != 3 {
		t.Errorf("quantities are %d, %d and %d, want 0, 3 and 3",
			c.Aliases.Quantity, c.Origins.Quantity, b.AllowedMethods.Quantity)
	}
}
