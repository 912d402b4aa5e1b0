// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file holds the uses of members that the SDK calls deprecated. Terraform, the AWS CLI and old configurations
// still send them, so they have to work.

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
)

// legacy is what a behaviour without a cache policy has. Source: api.md 4.4.
type legacy struct {
	values                  *types.ForwardedValues
	minimum, usual, maximum int64 // TTLs
}

// set makes b a behaviour in the legacy mode.
func (l legacy) set(b *types.DefaultCacheBehavior) {
	b.CachePolicyId = nil
	//lint:ignore SA1019 clients still send it
	b.ForwardedValues = l.values
	//lint:ignore SA1019 clients still send them
	b.MinTTL, b.DefaultTTL, b.MaxTTL = &l.minimum, &l.usual, &l.maximum
}

// legacyOf returns the legacy settings of a behaviour in an answer.
func legacyOf(b *types.DefaultCacheBehavior) legacy {
	//lint:ignore SA1019 answers have them
	return legacy{b.ForwardedValues, aws.ToInt64(b.MinTTL), aws.ToInt64(b.DefaultTTL), aws.ToInt64(b.MaxTTL)}
}

// forward returns ForwardedValues without headers and query parameters.
func forward(cookies types.ItemSelection) *types.ForwardedValues {
	return &types.ForwardedValues{
		QueryString: aws.Bool(false), Cookies: &types.CookiePreference{Forward: cookies},
		Headers:              &types.Headers{Quantity: aws.Int32(0), Items: []string{}},
		QueryStringCacheKeys: &types.QueryStringCacheKeys{Quantity: aws.Int32(0), Items: []string{}},
	}
}

// nameCertificate fills the members that name the certificate a second time.
func nameCertificate(c *types.ViewerCertificate, source types.CertificateSource, id *string) *types.ViewerCertificate {
	//lint:ignore SA1019 answers have them
	c.Certificate, c.CertificateSource = id, source
	return c
}
