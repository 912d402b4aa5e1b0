// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file replays what Terraform's AWS provider does to create, read, change, import and destroy functions and
// distributions. Source: terraform.md 2, 5, 7.

import (
	"errors"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
	"github.com/google/go-cmp/cmp"
)

// tfFunction is the resource aws_cloudfront_function: its arguments and what the provider keeps as state.
type tfFunction struct {
	Name, Code, Comment string
	Runtime             types.FunctionRuntime
	Publish             bool

	ARN, ETag, LiveETag, Status string
	Tags                        []string
}

// create follows the provider's create: CreateFunction, PublishFunction with the ETag of its answer, read.
func (f *tfFunction) create(t *testing.T, c *cloudfront.Client) {
	t.Helper()
	out, err := c.CreateFunction(t.Context(), &cloudfront.CreateFunctionInput{
		Name: &f.Name, FunctionCode: []byte(f.Code), FunctionConfig: f.config(),
	})
	if err != nil {
		t.Fatalf("CreateFunction: %v", err)
	}
	f.publish(t, c, out.ETag)
	f.read(t, c)
}

func (f *tfFunction) config() *types.FunctionConfig {
	return &types.FunctionConfig{Comment: &f.Comment, Runtime: f.Runtime} // the comment is sent even when it is empty
}

func (f *tfFunction) publish(t *testing.T, c *cloudfront.Client, etag *string) {
	t.Helper()
	if !f.Publish {
		return
	}
	if _, err := c.PublishFunction(t.Context(), &cloudfront.PublishFunctionInput{Name: &f.Name, IfMatch: etag}); err != nil {
		t.Fatalf("PublishFunction: %v", err)
	}
}

// read follows the provider's read.
func (f *tfFunction) read(t *testing.T, c *cloudfront.Client) {
	t.Helper()
	described := describe(t, c, f.Name, types.FunctionStageDevelopment)
	s := described.FunctionSummary
	f.ARN, f.Comment, f.ETag = *s.FunctionMetadata.FunctionARN, *s.FunctionConfig.Comment, *described.ETag
	f.Name, f.Runtime, f.Status = *s.Name, s.FunctionConfig.Runtime, *s.Status
	code, err := c.GetFunction(t.Context(), &cloudfront.GetFunctionInput{Name: &f.Name, Stage: types.FunctionStageDevelopment})
	if err != nil {
		t.Fatalf("GetFunction: %v", err)
	}
	f.Code = string(code.FunctionCode)
	f.LiveETag = ""
	live, err := c.DescribeFunction(t.Context(), &cloudfront.DescribeFunctionInput{Name: &f.Name, Stage: types.FunctionStageLive})
	if _, absent := errors.AsType[*types.NoSuchFunctionExists](err); err != nil && !absent {
		t.Fatalf("DescribeFunction(LIVE): %v", err)
	} else if err == nil {
		f.LiveETag = *live.ETag
	}
	tags, err := c.ListTagsForResource(t.Context(), &cloudfront.ListTagsForResourceInput{Resource: &f.ARN})
	if err != nil {
		t.Fatalf("ListTagsForResource: %v", err)
	}
	f.Tags = nil
	for _, tag := range tags.Tags.Items {
		f.Tags = append(f.Tags, *tag.Key+"="+aws.ToString(tag.Value))
	}
}

// update follows the provider's update of code, comment or runtime; changed tells whether one of them did.
func (f *tfFunction) update(t *testing.T, c *cloudfront.Client, changed bool) {
	t.Helper()
	etag := &f.ETag
	if changed {
		out, err := c.UpdateFunction(t.Context(), &cloudfront.UpdateFunctionInput{
			Name: &f.Name, IfMatch: etag, FunctionCode: []byte(f.Code), FunctionConfig: f.config(),
		})
		if err != nil {
			t.Fatalf("UpdateFunction: %v", err)
		}
		etag = out.ETag // from the header ETtag
	}
	f.publish(t, c, etag)
	f.read(t, c)
}

// destroy follows the provider's delete and returns its error.
func (f *tfFunction) destroy(t *testing.T, c *cloudfront.Client) error {
	t.Helper()
	_, err := c.DeleteFunction(t.Context(), &cloudfront.DeleteFunctionInput{Name: &f.Name, IfMatch: &f.ETag})
	if _, gone := errors.AsType[*types.NoSuchFunctionExists](err); gone {
		return nil
	}
	return err
}

func (f *tfFunction) check(t *testing.T, step string, want tfFunction) {
	t.Helper()
	if diff := cmp.Diff(want, *f); diff != "" {
		t.Errorf("%s (-want +got):\n%s", step, diff)
	}
}

// imported returns the state after an import by name. That a function is published cannot be told from the API.
func imported(t *testing.T, c *cloudfront.Client, name string, publish bool) tfFunction {
	t.Helper()
	f := tfFunction{Name: name, Publish: publish}
	f.read(t, c)
	return f
}

// TestTerraformFunction holds the literal expectations of the provider's acceptance tests. Source: terraform.md 2.
func TestTerraformFunction(t *testing.T) {
	t.Parallel()
	c := startOn(t, t.TempDir()).client(t)
	base := func(name string, publish bool) tfFunction {
		return tfFunction{Name: name, Code: passing, Runtime: types.FunctionRuntimeCloudfrontJs10, Publish: publish}
	}
	state := func(f tfFunction, etag, liveETag, status string) tfFunction {
		f.ARN = "arn:aws:cloudfront::" + account + ":function/" + f.Name
		f.ETag, f.LiveETag, f.Status = etag, liveETag, status
		return f
	}
	t.Run("basic", func(t *testing.T) {
		f := base("basic", true)
		f.create(t, c)
		want := state(base("basic", true), etag1, etag1, "UNASSOCIATED")
		f.check(t, "create", want)
		got := imported(t, c, "basic", true)
		got.check(t, "import", want)
		if err := f.destroy(t, c); err != nil {
			t.Errorf("destroy: %v", err)
		}
		if err := f.destroy(t, c); err != nil {
			t.Errorf("destroy of what is gone: %v", err)
		}
	})
	t.Run("disappears", func(t *testing.T) {
		f := base("disappears", true)
		f.create(t, c)
		if err := f.destroy(t, c); err != nil {
			t.Errorf("destroy behind Terraform's back: %v", err)
		}
		_, err := c.DescribeFunction(t.Context(), &cloudfront.DescribeFunctionInput{Name: &f.Name, Stage: types.FunctionStageDevelopment})
		wantError[*types.NoSuchFunctionExists](t, err, 404) // the provider drops the resource from its state
	})
	t.Run("publish", func(t *testing.T) {
		f := base("publish", false)
		f.create(t, c)
		f.check(t, "create", state(base("publish", false), etag1, "", "UNPUBLISHED"))
		f.Publish = true
		f.update(t, c, false)
		f.check(t, "publish", state(base("publish", true), etag1, etag1, "UNASSOCIATED"))
		f.Publish = false // does not unpublish
		f.update(t, c, false)
		f.check(t, "publish switched off", state(base("publish", false), etag1, etag1, "UNASSOCIATED"))
	})
	t.Run("update code", func(t *testing.T) {
		f := base("code", true)
		f.create(t, c)
		want := state(base("code", true), etag2, etag2, "UNASSOCIATED")
		want.Code = passing + "\n// changed"
		f.Code = want.Code
		f.update(t, c, true)
		f.check(t, "update", want)
	})
	t.Run("update code and publish", func(t *testing.T) {
		f := base("code-and-publish", false)
		f.create(t, c)
		f.check(t, "create", state(base("code-and-publish", false), etag1, "", "UNPUBLISHED"))
		want := state(base("code-and-publish", true), etag2, etag1, "UNASSOCIATED")
		want.Code = passing + "\n// changed"
		f.Code, f.Publish = want.Code, true
		f.update(t, c, true)
		f.check(t, "update", want)
	})
	t.Run("update comment", func(t *testing.T) {
		f := base("comment", true)
		f.Comment = "test 1"
		f.create(t, c)
		f.Comment = "test 2"
		f.update(t, c, true)
		want := state(base("comment", true), etag2, etag2, "UNASSOCIATED")
		want.Comment = "test 2"
		f.check(t, "update", want)
	})
	t.Run("tags only", func(t *testing.T) {
		f := base("tags", true)
		f.create(t, c)
		setTags(t, c, f.ARN, "key1", "value1", "key2", "")
		f.read(t, c)
		want := state(base("tags", true), etag1, etag1, "UNASSOCIATED")
		want.Tags = []string{"key1=value1", "key2="}
		f.check(t, "tags added", want)
		removeTags(t, c, f.ARN, "key1") // removal before addition: terraform.md 7
		setTags(t, c, f.ARN, "key2", "value2")
		f.update(t, c, false)
		want.Tags = []string{"key2=value2"}
		want.LiveETag = etag2 // the provider publishes again; the tag that it has kept is still good
		f.check(t, "tags changed", want)
	})
}

// tfDistribution is the configuration of the provider's test for an attached function, as the provider sends it:
// empty strings for what is unset, ForwardedValues, logging switched off. Source: terraform.md 2, 5.
func tfDistribution(arn string) *types.DistributionConfig {
	c := exampleConfig()
	c.Comment, c.DefaultRootObject, c.WebACLId = aws.String(""), aws.String(""), aws.String("")
	c.ContinuousDeploymentPolicyId = aws.String("")
	c.HttpVersion, c.PriceClass, c.IsIPV6Enabled, c.Staging = types.HttpVersionHttp2, types.PriceClassPriceClassAll, aws.Bool(false), aws.Bool(false)
	c.Aliases = &types.Aliases{Quantity: aws.Int32(0), Items: []string{}}
	c.CacheBehaviors = &types.CacheBehaviors{Quantity: aws.Int32(0), Items: []types.CacheBehavior{}}
	c.CustomErrorResponses = &types.CustomErrorResponses{Quantity: aws.Int32(0), Items: []types.CustomErrorResponse{}}
	c.OriginGroups = &types.OriginGroups{Quantity: aws.Int32(0), Items: []types.OriginGroup{}}
	c.Logging = &types.LoggingConfig{Enabled: aws.Bool(false), IncludeCookies: aws.Bool(false), Bucket: aws.String(""), Prefix: aws.String("")}
	c.Restrictions = &types.Restrictions{GeoRestriction: &types.GeoRestriction{
		RestrictionType: types.GeoRestrictionTypeWhitelist, Quantity: aws.Int32(4), Items: []string{"US", "CA", "GB", "DE"},
	}}
	c.ViewerCertificate = &types.ViewerCertificate{
		CloudFrontDefaultCertificate: aws.Bool(true), MinimumProtocolVersion: types.MinimumProtocolVersionTLSv1,
	}
	o := &c.Origins.Items[0]
	o.OriginPath, o.OriginAccessControlId = aws.String(""), aws.String("")
	o.ConnectionAttempts, o.ConnectionTimeout = aws.Int32(3), aws.Int32(10)
	o.CustomHeaders = &types.CustomHeaders{Quantity: aws.Int32(0), Items: []types.OriginCustomHeader{}}
	o.CustomOriginConfig.OriginReadTimeout, o.CustomOriginConfig.OriginKeepaliveTimeout = aws.Int32(30), aws.Int32(5)
	o.CustomOriginConfig.OriginSslProtocols = &types.OriginSslProtocols{
		Quantity: aws.Int32(2), Items: []types.SslProtocol{types.SslProtocolSSLv3, types.SslProtocolTLSv1},
	}
	tfBehavior(c.DefaultCacheBehavior, arn)
	return c
}

func tfBehavior(b *types.DefaultCacheBehavior, arn string) {
	legacy{forward(types.ItemSelectionAll), 0, 3600, 86400}.set(b)
	b.CachePolicyId, b.OriginRequestPolicyId, b.ResponseHeadersPolicyId = aws.String(""), aws.String(""), aws.String("")
	b.FieldLevelEncryptionId, b.RealtimeLogConfigArn = aws.String(""), aws.String("")
	b.Compress, b.SmoothStreaming = aws.Bool(false), aws.Bool(false)
	b.AllowedMethods = &types.AllowedMethods{
		Quantity:      aws.Int32(7),
		Items:         []types.Method{"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"},
		CachedMethods: &types.CachedMethods{Quantity: aws.Int32(2), Items: []types.Method{"GET", "HEAD"}},
	}
	b.LambdaFunctionAssociations = &types.LambdaFunctionAssociations{Quantity: aws.Int32(0), Items: []types.LambdaFunctionAssociation{}}
	b.TrustedKeyGroups = &types.TrustedKeyGroups{Enabled: aws.Bool(false), Quantity: aws.Int32(0), Items: []string{}}
	b.TrustedSigners = &types.TrustedSigners{Enabled: aws.Bool(false), Quantity: aws.Int32(0), Items: []string{}}
	b.FunctionAssociations = &types.FunctionAssociations{Quantity: aws.Int32(0), Items: []types.FunctionAssociation{}}
	if arn != "" {
		b.FunctionAssociations = &types.FunctionAssociations{Quantity: aws.Int32(1), Items: []types.FunctionAssociation{
			{EventType: types.EventTypeViewerRequest, FunctionARN: &arn},
		}}
	}
}

// tfCreateDistribution follows the provider's create with wait_for_deployment, and its read.
func tfCreateDistribution(t *testing.T, c *cloudfront.Client, config *types.DistributionConfig) *cloudfront.GetDistributionOutput {
	t.Helper()
	out, err := c.CreateDistributionWithTags(t.Context(), &cloudfront.CreateDistributionWithTagsInput{
		DistributionConfigWithTags: &types.DistributionConfigWithTags{DistributionConfig: config, Tags: &types.Tags{Items: []types.Tag{}}},
	})
	if err != nil {
		t.Fatalf("CreateDistributionWithTags: %v", err)
	}
	got := waitDeployed(t, c, *out.Distribution.Id)
	checkTags(t, c, *got.Distribution.ARN)
	checkDereferenced(t, got.Distribution)
	return got
}

// checkDereferenced: the provider reads these without looking whether they are there. Source: terraform.md 5.
func checkDereferenced(t *testing.T, d *types.Distribution) {
	t.Helper()
	c := d.DistributionConfig
	b := c.DefaultCacheBehavior
	for name, missing := range map[string]bool{
		"LastModifiedTime": d.LastModifiedTime == nil, "InProgressInvalidationBatches": d.InProgressInvalidationBatches == nil,
		"ActiveTrustedKeyGroups": d.ActiveTrustedKeyGroups == nil, "ActiveTrustedSigners": d.ActiveTrustedSigners == nil,
		"Origins": c.Origins == nil, "OriginGroups": c.OriginGroups == nil || c.OriginGroups.Quantity == nil,
		"AllowedMethods":       b.AllowedMethods == nil || b.AllowedMethods.CachedMethods == nil,
		"FunctionAssociations": b.FunctionAssociations == nil, "LambdaFunctionAssociations": b.LambdaFunctionAssociations == nil,
		"TrustedKeyGroups": b.TrustedKeyGroups == nil, "TrustedSigners": b.TrustedSigners == nil,
		"ViewerCertificate": c.ViewerCertificate == nil,
	} {
		if missing {
			t.Errorf("%s is missing from the answer", name)
		}
	}
}

// tfDestroyDistribution follows the provider's delete: disable with the very configuration that was read, wait, delete,
// wait until it is gone.
func tfDestroyDistribution(t *testing.T, c *cloudfront.Client, id string) {
	t.Helper()
	got := waitDeployed(t, c, id)
	if *got.Distribution.DistributionConfig.Enabled {
		got.Distribution.DistributionConfig.Enabled = aws.Bool(false)
		_, err := updateDistribution(t, c, id, *got.ETag, got.Distribution.DistributionConfig)
		if err != nil {
			t.Fatalf("disable with the configuration that was read: %v", err)
		}
		got = waitDeployed(t, c, id)
	}
	if _, err := c.DeleteDistribution(t.Context(), &cloudfront.DeleteDistributionInput{Id: &id, IfMatch: got.ETag}); err != nil {
		t.Fatalf("DeleteDistribution: %v", err)
	}
	_, err := c.GetDistribution(t.Context(), &cloudfront.GetDistributionInput{Id: &id})
	wantError[*types.NoSuchDistribution](t, err, 404)
}

// TestTerraformAssociated replays _associated: function and distribution in one plan, a refresh, the association
// dropped, everything destroyed. The status words are those of the flag. Source: terraform.md 2, api.md 2.10.
func TestTerraformAssociated(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		flags []string
		word  string
	}{
		{name: "documented words", word: "ASSOCIATED"},
		{name: "observed words", flags: []string{"--observed-status"}, word: "DEPLOYED"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := startDev(t, tt.flags...).client(t)
			f := tfFunction{Name: "associated", Code: passing, Runtime: types.FunctionRuntimeCloudfrontJs10, Publish: true}
			f.create(t, c)
			if f.Status != "UNASSOCIATED" {
				t.Errorf("status at creation = %q, want UNASSOCIATED", f.Status)
			}
			d := tfCreateDistribution(t, c, tfDistribution(f.ARN))
			id := *d.Distribution.Id
			f.read(t, c)
			if f.Status != tt.word {
				t.Errorf("status after a refresh = %q, want %q", f.Status, tt.word)
			}
			again := imported(t, c, "associated", true)
			again.check(t, "import", f)
			wantError[*types.FunctionInUse](t, f.destroy(t, c), 409, id) // destroy in the wrong order: surfaced, not retried

			without := tfDistribution("")
			without.CallerReference = d.Distribution.DistributionConfig.CallerReference
			if _, err := updateDistribution(t, c, id, *d.ETag, without); err != nil {
				t.Fatalf("UpdateDistribution without the function: %v", err)
			}
			f.read(t, c)
			if f.Status != "UNASSOCIATED" {
				t.Errorf("status after the association is dropped = %q, want UNASSOCIATED", f.Status)
			}
			tfDestroyDistribution(t, c, id)
			if err := f.destroy(t, c); err != nil {
				t.Errorf("destroy in the right order: %v", err)
			}
		})
	}
}

// TestTerraformDestroyAttached: distribution first, then the function, while it is attached to the very end.
func TestTerraformDestroyAttached(t *testing.T) {
	t.Parallel()
	c := startOn(t, t.TempDir()).client(t)
	f := tfFunction{Name: "attached", Code: passing, Runtime: types.FunctionRuntimeCloudfrontJs20, Publish: true}
	f.create(t, c)
	d := tfCreateDistribution(t, c, tfDistribution(f.ARN))

	// A code change of an attached function redeploys the distribution: its ETag changes, and nothing else has to be
	// done (api.md 2.6, 4.2). An update with the old tag gets 412, and the provider re-reads and tries once more.
	f.Code += "\n// changed"
	f.update(t, c, true)
	id := d.Distribution.Id
	fresh := waitDeployed(t, c, *id)
	if *fresh.ETag == *d.ETag {
		t.Errorf("ETag of the distribution after its function was published is still %q", *d.ETag)
	}
	config := fresh.Distribution.DistributionConfig
	config.Comment = aws.String("changed")
	_, err := updateDistribution(t, c, *id, *d.ETag, config)
	wantError[*types.PreconditionFailed](t, err, 412)
	if _, err = updateDistribution(t, c, *id, *fresh.ETag, config); err != nil {
		t.Fatalf("UpdateDistribution with a fresh tag: %v", err)
	}
	tfDestroyDistribution(t, c, *id)
	if err := f.destroy(t, c); err != nil {
		t.Errorf("destroy of the function: %v", err)
	}
}

// TestTerraformNoOptionalItems: what the provider reads from a distribution without optional arguments. Source:
// terraform.md 5 (_noOptionalItems).
func TestTerraformNoOptionalItems(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	config := tfDistribution("")
	config.ViewerCertificate = &types.ViewerCertificate{CloudFrontDefaultCertificate: aws.Bool(true)}
	got := tfCreateDistribution(t, c, config).Distribution.DistributionConfig
	b := got.DefaultCacheBehavior
	old := legacyOf(b)
	for name, ok := range map[string]bool{
		"aliases":         *got.Aliases.Quantity == 0,
		"error responses": *got.CustomErrorResponses.Quantity == 0,
		"cached methods":  *b.AllowedMethods.CachedMethods.Quantity == 2,
		"methods":         *b.AllowedMethods.Quantity == 7,
		"compress":        !*b.Compress,
		"cookies":         old.values.Cookies.Forward == types.ItemSelectionAll && *old.values.Headers.Quantity == 0,
		"functions":       *b.FunctionAssociations.Quantity == 0 && *b.LambdaFunctionAssociations.Quantity == 0,
		"TTLs":            old.minimum == 0 && old.usual == 3600 && old.maximum == 86400,
		"signers":         !*b.TrustedSigners.Enabled && !*b.TrustedKeyGroups.Enabled,
		"HTTP version":    got.HttpVersion == types.HttpVersionHttp2,
		"IPv6":            !*got.IsIPV6Enabled,
		"logging":         !*got.Logging.Enabled,
		"timeouts": *got.Origins.Items[0].CustomOriginConfig.OriginKeepaliveTimeout == 5 &&
			*got.Origins.Items[0].CustomOriginConfig.OriginReadTimeout == 30,
		"price class": got.PriceClass == types.PriceClassPriceClassAll,
		"locations":   slices.Equal(got.Restrictions.GeoRestriction.Items, []string{"US", "CA", "GB", "DE"}),
		"certificate": *got.ViewerCertificate.CloudFrontDefaultCertificate && got.ViewerCertificate.MinimumProtocolVersion == "TLSv1",
	} {
		if !ok {
			t.Errorf("%s: not as the acceptance test wants it", name)
		}
	}
}
