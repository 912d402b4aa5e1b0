// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file sends distribution configurations with every member that the SDK knows and reads them back.

import (
	"go/token"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// asSent compares configurations: empty lists are as good as none.
var asSent = cmp.Options{
	cmpopts.EquateEmpty(),
	cmp.FilterPath(func(p cmp.Path) bool {
		field, ok := p.Last().(cmp.StructField)
		return ok && !token.IsExported(field.Name())
	}, cmp.Ignore()),
}

const (
	somePolicy = "658327ea-f89d-4fab-a63d-7e88639e58f6" // managed: CachingOptimized, api.md 6.4
	someUUID   = "0d7b9c2e-6f0a-4c34-9d57-1f5f2a6f4a10"
)

// fullConfig has every member that can stand beside the others; secondConfig has the rest.
func fullConfig(request, response string) *types.DistributionConfig {
	c := exampleConfig()
	c.Comment, c.DefaultRootObject = aws.String(`all & <everything> "quoted" ü`), aws.String("index.html")
	c.WebACLId = aws.String("arn:aws:wafv2:us-east-1:" + account + ":global/webacl/acl/" + someUUID)
	c.Aliases = &types.Aliases{Quantity: aws.Int32(2), Items: []string{"www.example.com", "*.example.org"}}
	c.HttpVersion, c.PriceClass, c.IsIPV6Enabled = types.HttpVersionHttp2and3, types.PriceClassPriceClass100, aws.Bool(true)
	c.Origins = fullOrigins()
	c.OriginGroups = &types.OriginGroups{Quantity: aws.Int32(1), Items: []types.OriginGroup{{
		Id: aws.String("group"), SelectionCriteria: types.OriginGroupSelectionCriteriaDefault,
		FailoverCriteria: &types.OriginGroupFailoverCriteria{StatusCodes: &types.StatusCodes{Quantity: aws.Int32(2), Items: []int32{500, 404}}},
		Members: &types.OriginGroupMembers{Quantity: aws.Int32(2), Items: []types.OriginGroupMember{
			{OriginId: aws.String("main")}, {OriginId: aws.String("bucket")},
		}},
	}}}
	c.DefaultCacheBehavior = fullPolicyBehavior(request, response)
	c.CacheBehaviors = &types.CacheBehaviors{Quantity: aws.Int32(2), Items: []types.CacheBehavior{
		withPattern("/policy/*", fullPolicyBehavior(request, response)),
		withPattern("/legacy/*.jpg", fullLegacyBehavior()),
	}}
	c.CustomErrorResponses = &types.CustomErrorResponses{Quantity: aws.Int32(2), Items: []types.CustomErrorResponse{
		{ErrorCode: aws.Int32(404), ErrorCachingMinTTL: aws.Int64(0), ResponseCode: aws.String("200"), ResponsePagePath: aws.String("/404.html")},
		{ErrorCode: aws.Int32(503), ErrorCachingMinTTL: aws.Int64(30)},
	}}
	c.Logging = &types.LoggingConfig{
		Enabled: aws.Bool(true), IncludeCookies: aws.Bool(true), Bucket: aws.String("logs.s3.amazonaws.com"), Prefix: aws.String("cf/"),
	}
	c.Restrictions = &types.Restrictions{GeoRestriction: &types.GeoRestriction{
		RestrictionType: types.GeoRestrictionTypeBlacklist, Quantity: aws.Int32(2), Items: []string{"DE", "FR"},
	}}
	const certificate = "arn:aws:acm:us-east-1:" + account + ":certificate/" + someUUID
	c.ViewerCertificate = nameCertificate(&types.ViewerCertificate{
		CloudFrontDefaultCertificate: aws.Bool(false), ACMCertificateArn: aws.String(certificate),
		SSLSupportMethod: types.SSLSupportMethodSniOnly, MinimumProtocolVersion: types.MinimumProtocolVersionTLSv122021,
	}, types.CertificateSourceAcm, aws.String(certificate))
	c.ContinuousDeploymentPolicyId, c.Staging = aws.String(someUUID), aws.Bool(false)
	c.AnycastIpListId, c.ConnectionMode = aws.String("aip_1234567890"), types.ConnectionModeDirect
	c.TenantConfig = &types.TenantConfig{ParameterDefinitions: []types.ParameterDefinition{{
		Name: aws.String("tenant"), Definition: &types.ParameterDefinitionSchema{StringSchema: &types.StringSchemaConfig{
			Required: aws.Bool(true), Comment: aws.String("a parameter"), DefaultValue: aws.String("x"),
		}},
	}}}
	c.ViewerMtlsConfig = &types.ViewerMtlsConfig{
		Mode: types.ViewerMtlsModeRequired,
		TrustStoreConfig: &types.TrustStoreConfig{
			TrustStoreId: aws.String("ts_1"), AdvertiseTrustStoreCaNames: aws.Bool(true), IgnoreCertificateExpiry: aws.Bool(false),
		},
	}
	c.ConnectionFunctionAssociation = &types.ConnectionFunctionAssociation{Id: aws.String("cf_1")}
	c.CacheTagConfig = &types.CacheTagConfig{HeaderName: aws.String("Cache-Tag")}
	return c
}

func fullOrigins() *types.Origins {
	main := customOrigin("main", "192.0.2.7", 8081)
	main.OriginPath = aws.String("/production")
	main.ConnectionAttempts, main.ConnectionTimeout, main.ResponseCompletionTimeout = aws.Int32(2), aws.Int32(4), aws.Int32(60)
	main.OriginAccessControlId = aws.String("")
	main.OriginShield = &types.OriginShield{Enabled: aws.Bool(true), OriginShieldRegion: aws.String("eu-central-1")}
	main.CustomHeaders = &types.CustomHeaders{Quantity: aws.Int32(2), Items: []types.OriginCustomHeader{
		{HeaderName: aws.String("X-Secret"), HeaderValue: aws.String("a & b")},
		{HeaderName: aws.String("X-Empty"), HeaderValue: aws.String("")},
	}}
	main.CustomOriginConfig = &types.CustomOriginConfig{
		HTTPPort: aws.Int32(8081), HTTPSPort: aws.Int32(8443), OriginProtocolPolicy: types.OriginProtocolPolicyMatchViewer,
		OriginReadTimeout: aws.Int32(42), OriginKeepaliveTimeout: aws.Int32(7), IpAddressType: types.IpAddressTypeDualStack,
		OriginSslProtocols: &types.OriginSslProtocols{Quantity: aws.Int32(2), Items: []types.SslProtocol{types.SslProtocolTLSv12, types.SslProtocolTLSv11}},
		OriginMtlsConfig:   &types.OriginMtlsConfig{ClientCertificateArn: aws.String("arn:aws:acm:us-east-1:" + account + ":certificate/" + someUUID)},
	}
	bucket := types.Origin{
		Id: aws.String("bucket"), DomainName: aws.String("bucket.s3.amazonaws.com"), OriginPath: aws.String(""),
		ConnectionAttempts: aws.Int32(3), ConnectionTimeout: aws.Int32(10), OriginAccessControlId: aws.String("E2QWRUHEXAMPLE"),
		CustomHeaders: &types.CustomHeaders{Quantity: aws.Int32(0)}, OriginShield: &types.OriginShield{Enabled: aws.Bool(false)},
		S3OriginConfig: &types.S3OriginConfig{OriginAccessIdentity: aws.String(""), OriginReadTimeout: aws.Int32(20)},
	}
	vpc := bucket
	vpc.Id, vpc.DomainName, vpc.OriginAccessControlId, vpc.S3OriginConfig = aws.String("vpc"), aws.String("internal.example.com"), aws.String(""), nil
	vpc.VpcOriginConfig = &types.VpcOriginConfig{
		VpcOriginId: aws.String("vo_1"), OwnerAccountId: aws.String(account),
		OriginReadTimeout: aws.Int32(12), OriginKeepaliveTimeout: aws.Int32(13),
	}
	return &types.Origins{Quantity: aws.Int32(3), Items: []types.Origin{main, bucket, vpc}}
}

// fullPolicyBehavior is a behaviour with policies and functions, its target the origin group.
func fullPolicyBehavior(request, response string) *types.DefaultCacheBehavior {
	b := associate(&types.DistributionConfig{DefaultCacheBehavior: &types.DefaultCacheBehavior{}}, request, response).DefaultCacheBehavior
	b.TargetOriginId, b.ViewerProtocolPolicy = aws.String("group"), types.ViewerProtocolPolicyRedirectToHttps
	b.AllowedMethods = &types.AllowedMethods{
		Quantity: aws.Int32(3), Items: []types.Method{"HEAD", "OPTIONS", "GET"},
		CachedMethods: &types.CachedMethods{Quantity: aws.Int32(3), Items: []types.Method{"GET", "HEAD", "OPTIONS"}},
	}
	b.CachePolicyId, b.OriginRequestPolicyId = aws.String(somePolicy), aws.String("216adef6-5c7f-47e4-b989-5492eafa07d3")
	b.ResponseHeadersPolicyId = aws.String("67f7725c-6f97-4210-82d7-5512b31e9d03")
	b.RealtimeLogConfigArn = aws.String("arn:aws:cloudfront::" + account + ":realtime-log-config/logs")
	b.FieldLevelEncryptionId = aws.String("C3KM2WVD605UAY")
	b.Compress, b.SmoothStreaming = aws.Bool(true), aws.Bool(false)
	b.GrpcConfig = &types.GrpcConfig{Enabled: aws.Bool(false)}
	b.LambdaFunctionAssociations = &types.LambdaFunctionAssociations{Quantity: aws.Int32(1), Items: []types.LambdaFunctionAssociation{{
		EventType: types.EventTypeOriginRequest, IncludeBody: aws.Bool(true),
		LambdaFunctionARN: aws.String("arn:aws:lambda:us-east-1:" + account + ":function:at-the-origin:7"),
	}}}
	b.TrustedKeyGroups = &types.TrustedKeyGroups{Enabled: aws.Bool(true), Quantity: aws.Int32(1), Items: []string{someUUID}}
	b.TrustedSigners = &types.TrustedSigners{Enabled: aws.Bool(false), Quantity: aws.Int32(0)}
	return b
}

// fullLegacyBehavior is a behaviour with ForwardedValues and TTLs.
func fullLegacyBehavior() *types.DefaultCacheBehavior {
	b := &types.DefaultCacheBehavior{}
	tfBehavior(b, "")
	for _, empty := range []**string{
		&b.OriginRequestPolicyId, &b.ResponseHeadersPolicyId, &b.RealtimeLogConfigArn,
	} {
		*empty = nil // not part of answers when unset
	}
	b.TargetOriginId, b.ViewerProtocolPolicy = aws.String("main"), types.ViewerProtocolPolicyHttpsOnly
	b.SmoothStreaming, b.GrpcConfig = aws.Bool(true), &types.GrpcConfig{Enabled: aws.Bool(false)}
	b.TrustedSigners = &types.TrustedSigners{Enabled: aws.Bool(true), Quantity: aws.Int32(2), Items: []string{"self", "444455556666"}}
	legacy{&types.ForwardedValues{
		QueryString: aws.Bool(true),
		Cookies: &types.CookiePreference{
			Forward: types.ItemSelectionWhitelist, WhitelistedNames: &types.CookieNames{Quantity: aws.Int32(1), Items: []string{"sess*"}},
		},
		Headers:              &types.Headers{Quantity: aws.Int32(2), Items: []string{"Origin", "CloudFront-Viewer-Country"}},
		QueryStringCacheKeys: &types.QueryStringCacheKeys{Quantity: aws.Int32(1), Items: []string{"page"}},
	}, 1, 3600, 86400}.set(b)
	return b
}

// withPattern makes a cache behaviour of a default one; both have the same members.
func withPattern(pattern string, d *types.DefaultCacheBehavior) types.CacheBehavior {
	b := types.CacheBehavior{PathPattern: &pattern}
	from, to := reflect.ValueOf(d).Elem(), reflect.ValueOf(&b).Elem()
	for _, f := range reflect.VisibleFields(from.Type()) {
		if f.IsExported() {
			to.FieldByName(f.Name).Set(from.FieldByIndex(f.Index))
		}
	}
	return b
}

// secondConfig has the members that exclude others of fullConfig.
func secondConfig() *types.DistributionConfig {
	c := fullConfig("", "")
	c.Aliases = &types.Aliases{Quantity: aws.Int32(1), Items: []string{"second.example.com"}}
	c.ViewerCertificate = nameCertificate(&types.ViewerCertificate{
		CloudFrontDefaultCertificate: aws.Bool(false), IAMCertificateId: aws.String("ASCAEXAMPLE"),
		SSLSupportMethod: types.SSLSupportMethodVip, MinimumProtocolVersion: types.MinimumProtocolVersionTLSv122018,
	}, types.CertificateSourceIam, aws.String("ASCAEXAMPLE"))
	c.Origins.Items[1].OriginAccessControlId = aws.String("")
	c.Origins.Items[1].S3OriginConfig.OriginAccessIdentity = aws.String("origin-access-identity/cloudfront/E127EXAMPLE51Z")
	c.DefaultCacheBehavior = fullLegacyBehavior()
	return c
}

// TestConfigRoundTrip: what is stored is what was sent, member by member, and it is accepted back unchanged. Source:
// api.md 4.2, 4.4.
func TestConfigRoundTrip(t *testing.T) {
	t.Parallel()
	p := startOn(t, t.TempDir())
	c := p.client(t)
	request := publishFunction(t, c, "request", passing)
	response := publishFunction(t, c, "response", "function handler(event) { return event.response; }")
	full, second := fullConfig(request, response), secondConfig()
	control := createAccessControl(t, c, "control")
	full.Origins.Items[1].OriginAccessControlId = &control
	group := createKeyGroup(t, c, "group", createPublicKey(t, c, "key"))
	for _, list := range []*types.TrustedKeyGroups{
		full.DefaultCacheBehavior.TrustedKeyGroups, full.CacheBehaviors.Items[0].TrustedKeyGroups,
		second.CacheBehaviors.Items[0].TrustedKeyGroups,
	} {
		list.Items = []string{group}
	}
	second.Origins.Items[1].S3OriginConfig.OriginAccessIdentity = aws.String("origin-access-identity/cloudfront/" + createIdentity(t, c))
	checkEverythingSet(t, full, second)
	for name, sent := range map[string]*types.DistributionConfig{"full": full, "second": second} {
		d := createDistribution(t, c, sent)
		read, err := c.GetDistributionConfig(t.Context(), &cloudfront.GetDistributionConfigInput{Id: d.Id})
		if err != nil {
			t.Fatalf("GetDistributionConfig(%s): %v", name, err)
		}
		if diff := cmp.Diff(sent, read.DistributionConfig, asSent); diff != "" {
			t.Errorf("%s: configuration (-sent +read):\n%s", name, diff)
		}
		if diff := cmp.Diff(read.DistributionConfig, d.DistributionConfig, asSent); diff != "" {
			t.Errorf("%s: GetDistributionConfig and GetDistribution differ:\n%s", name, diff)
		}
		if *d.ActiveTrustedKeyGroups.Enabled != *sent.DefaultCacheBehavior.TrustedKeyGroups.Enabled && name == "full" {
			t.Errorf("%s: ActiveTrustedKeyGroups.Enabled = %t", name, *d.ActiveTrustedKeyGroups.Enabled)
		}
		out, err := updateDistribution(t, c, *d.Id, *read.ETag, read.DistributionConfig)
		if err != nil {
			t.Fatalf("%s: UpdateDistribution with what was read: %v", name, err)
		}
		if diff := cmp.Diff(read.DistributionConfig, out.Distribution.DistributionConfig, asSent); diff != "" {
			t.Errorf("%s: sending what was read changed it (-read +stored):\n%s", name, diff)
		}
		checkSummary(t, c, d)
	}
}

// checkSummary compares the item of ListDistributions with the distribution.
func checkSummary(t *testing.T, c *cloudfront.Client, d *types.Distribution) {
	t.Helper()
	list, err := c.ListDistributions(t.Context(), &cloudfront.ListDistributionsInput{})
	if err != nil {
		t.Fatalf("ListDistributions: %v", err)
	}
	i := slices.IndexFunc(list.DistributionList.Items, func(s types.DistributionSummary) bool { return *s.Id == *d.Id })
	if i < 0 {
		t.Fatalf("ListDistributions does not have %s", *d.Id)
	}
	got, want := &list.DistributionList.Items[i], d.DistributionConfig
	for _, m := range []struct {
		name      string
		got, want any
	}{
		{"ARN", got.ARN, d.ARN}, {"DomainName", got.DomainName, d.DomainName}, {"Aliases", got.Aliases, want.Aliases},
		{"Origins", got.Origins, want.Origins}, {"OriginGroups", got.OriginGroups, want.OriginGroups},
		{"DefaultCacheBehavior", got.DefaultCacheBehavior, want.DefaultCacheBehavior},
		{"CacheBehaviors", got.CacheBehaviors, want.CacheBehaviors},
		{"CustomErrorResponses", got.CustomErrorResponses, want.CustomErrorResponses},
		{"Comment", got.Comment, want.Comment}, {"Enabled", got.Enabled, want.Enabled},
		{"ViewerCertificate", got.ViewerCertificate, want.ViewerCertificate},
		{"Restrictions", got.Restrictions, want.Restrictions}, {"WebACLId", got.WebACLId, want.WebACLId},
		{"HttpVersion", strings.ToLower(string(got.HttpVersion)), string(want.HttpVersion)}, // old answers: upper case
	} {
		if diff := cmp.Diff(m.want, m.got, asSent); diff != "" {
			t.Errorf("%s of the summary (-distribution +summary):\n%s", m.name, diff)
		}
	}
}

// checkEverythingSet makes sure that every member of the SDK's types is set in one of the configurations, so that a
// newer SDK cannot bring members that the test does not know.
func checkEverythingSet(t *testing.T, configs ...*types.DistributionConfig) {
	t.Helper()
	known, set := map[string]bool{}, map[string]bool{}
	collectMembers(reflect.TypeFor[types.DistributionConfig](), known)
	for _, c := range configs {
		collectSet(reflect.ValueOf(c), set)
	}
	for name := range known {
		if !set[name] {
			t.Errorf("the configurations of this test do not set %s", name)
		}
	}
}

// collectMembers adds the names of all members below typ; the types are no trees, so each is visited once.
func collectMembers(typ reflect.Type, names map[string]bool) {
	switch typ.Kind() {
	case reflect.Pointer, reflect.Slice:
		collectMembers(typ.Elem(), names)
	case reflect.Struct:
		for _, f := range reflect.VisibleFields(typ) {
			if name := typ.Name() + "." + f.Name; f.IsExported() && !names[name] {
				names[name] = true
				collectMembers(f.Type, names)
			}
		}
	}
}

// collectSet adds the names of the members that are set in v.
func collectSet(v reflect.Value, names map[string]bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			collectSet(v.Elem(), names)
		}
	case reflect.Slice:
		for i := range v.Len() {
			collectSet(v.Index(i), names)
		}
	case reflect.Struct:
		for _, f := range reflect.VisibleFields(v.Type()) {
			if field := v.FieldByIndex(f.Index); f.IsExported() && !field.IsZero() {
				names[v.Type().Name()+"."+f.Name] = true
				collectSet(field, names)
			}
		}
	}
}

// TestConfigDefaults: the least that can be sent comes back with every default. Source: api.md 4.4.
func TestConfigDefaults(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	sent := exampleConfig()
	got := createDistribution(t, c, sent).DistributionConfig

	none := aws.Int32(0)
	want := exampleConfig()
	want.CallerReference = sent.CallerReference
	want.Aliases = &types.Aliases{Quantity: none}
	want.DefaultRootObject, want.WebACLId, want.ContinuousDeploymentPolicyId = aws.String(""), aws.String(""), aws.String("")
	want.OriginGroups, want.CacheBehaviors = &types.OriginGroups{Quantity: none}, &types.CacheBehaviors{Quantity: none}
	want.CustomErrorResponses = &types.CustomErrorResponses{Quantity: none}
	want.Logging = &types.LoggingConfig{Enabled: aws.Bool(false), IncludeCookies: aws.Bool(false), Bucket: aws.String(""), Prefix: aws.String("")}
	want.PriceClass, want.HttpVersion = types.PriceClassPriceClassAll, types.HttpVersionHttp2
	want.IsIPV6Enabled, want.Staging = aws.Bool(false), aws.Bool(false)
	want.ViewerCertificate = nameCertificate(&types.ViewerCertificate{
		CloudFrontDefaultCertificate: aws.Bool(true), SSLSupportMethod: types.SSLSupportMethodVip,
		MinimumProtocolVersion: types.MinimumProtocolVersionTLSv1,
	}, types.CertificateSourceCloudfront, nil)
	want.Restrictions = &types.Restrictions{GeoRestriction: &types.GeoRestriction{RestrictionType: types.GeoRestrictionTypeNone, Quantity: none}}
	o := &want.Origins.Items[0]
	o.OriginPath, o.OriginAccessControlId = aws.String(""), aws.String("")
	o.CustomHeaders, o.OriginShield = &types.CustomHeaders{Quantity: none}, &types.OriginShield{Enabled: aws.Bool(false)}
	o.ConnectionAttempts, o.ConnectionTimeout = aws.Int32(3), aws.Int32(10)
	o.CustomOriginConfig.OriginReadTimeout, o.CustomOriginConfig.OriginKeepaliveTimeout = aws.Int32(30), aws.Int32(5)
	o.CustomOriginConfig.OriginSslProtocols = &types.OriginSslProtocols{
		Quantity: aws.Int32(3), Items: []types.SslProtocol{types.SslProtocolTLSv1, types.SslProtocolTLSv11, types.SslProtocolTLSv12},
	}
	b := want.DefaultCacheBehavior
	read := []types.Method{"HEAD", "GET"}
	b.AllowedMethods = &types.AllowedMethods{
		Quantity: aws.Int32(2), Items: read, CachedMethods: &types.CachedMethods{Quantity: aws.Int32(2), Items: read},
	}
	b.TrustedSigners = &types.TrustedSigners{Enabled: aws.Bool(false), Quantity: none}
	b.TrustedKeyGroups = &types.TrustedKeyGroups{Enabled: aws.Bool(false), Quantity: none}
	b.SmoothStreaming, b.Compress, b.FieldLevelEncryptionId = aws.Bool(false), aws.Bool(false), aws.String("")
	b.LambdaFunctionAssociations = &types.LambdaFunctionAssociations{Quantity: none}
	b.FunctionAssociations = &types.FunctionAssociations{Quantity: none}
	b.GrpcConfig = &types.GrpcConfig{Enabled: aws.Bool(false)}
	if diff := cmp.Diff(want, got, asSent); diff != "" {
		t.Errorf("configuration with defaults (-want +got):\n%s", diff)
	}
}
