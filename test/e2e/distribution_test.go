// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file creates, changes and deletes distributions with the AWS SDK, and provokes the errors.

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
	"github.com/aws/smithy-go"
)

// TestDistributionLifecycle: api.md 4.1, 4.2, 4.4.
func TestDistributionLifecycle(t *testing.T) {
	t.Parallel()
	p := startOn(t, t.TempDir(), "--domain", "edge.example.net")
	c := p.client(t)
	config := exampleConfig()
	created, err := newDistribution(t, c, config)
	if err != nil {
		t.Fatalf("CreateDistribution: %v", err)
	}
	d := created.Distribution
	id := *d.Id
	if !regexp.MustCompile(`^E[0-9A-Z]{12,13}$`).MatchString(id) || *d.ARN != "arn:aws:cloudfront::"+account+":distribution/"+id {
		t.Errorf("id %q, ARN %q", id, *d.ARN) // api.md 1.9
	}
	if !regexp.MustCompile(`^d[0-9a-z]{13,14}\.edge\.example\.net$`).MatchString(*d.DomainName) {
		t.Errorf("domain name %q", *d.DomainName)
	}
	if *d.Status != "InProgress" || aws.ToString(created.ETag) != etag1 {
		t.Errorf("new distribution has status %q and ETag %q, want InProgress and %q", *d.Status, aws.ToString(created.ETag), etag1)
	}
	if want := "https://cloudfront.amazonaws.com/2020-05-31/distribution/" + id; aws.ToString(created.Location) != want {
		t.Errorf("Location = %q, want %q", aws.ToString(created.Location), want)
	}
	if d.ActiveTrustedSigners == nil || d.ActiveTrustedKeyGroups == nil || d.LastModifiedTime == nil { // terraform.md 5
		t.Errorf("members that Terraform dereferences are missing: %+v", d)
	}
	got := waitDeployed(t, c, id)
	read, err := c.GetDistributionConfig(t.Context(), &cloudfront.GetDistributionConfigInput{Id: &id})
	if err != nil {
		t.Fatalf("GetDistributionConfig: %v", err)
	}
	if *read.ETag != *got.ETag || *got.ETag != etag1 {
		t.Errorf("ETags of GetDistributionConfig and GetDistribution = %q and %q, want both %q", *read.ETag, *got.ETag, etag1)
	}
	read.DistributionConfig.Comment = aws.String("changed")
	updated, err := updateDistribution(t, c, id, *read.ETag, read.DistributionConfig)
	if err != nil {
		t.Fatalf("UpdateDistribution: %v", err)
	}
	if *updated.ETag != etag2 || *updated.Distribution.Status != "InProgress" || *updated.Distribution.DomainName != *d.DomainName {
		t.Errorf("update answers ETag %q, status %q, domain %q", *updated.ETag, *updated.Distribution.Status, *updated.Distribution.DomainName)
	}
	if *updated.Distribution.DistributionConfig.Comment != "changed" {
		t.Errorf("Comment = %q after an update to \"changed\"", *updated.Distribution.DistributionConfig.Comment)
	}
	removeDistribution(t, c, id)
	_, err = c.GetDistribution(t.Context(), &cloudfront.GetDistributionInput{Id: &id})
	wantError[*types.NoSuchDistribution](t, err, 404, "The specified distribution does not exist.")
}

// TestListDistributions: newest first, the marker is the id of the last item of the page before. Source: api.md 1.8.
func TestListDistributions(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	var want []string
	for range 5 {
		out, err := newDistribution(t, c, exampleConfig())
		if err != nil {
			t.Fatalf("CreateDistribution: %v", err)
		}
		want = append([]string{*out.Distribution.Id}, want...)
	}
	for _, size := range []int32{1, 2, 5, 100} {
		var got []string
		pages := cloudfront.NewListDistributionsPaginator(c, &cloudfront.ListDistributionsInput{MaxItems: &size})
		for pages.HasMorePages() {
			page, err := pages.NextPage(t.Context())
			if err != nil {
				t.Fatalf("ListDistributions: %v", err)
			}
			list := page.DistributionList
			if int(*list.Quantity) != len(list.Items) || len(list.Items) > int(size) || *list.IsTruncated != (list.NextMarker != nil) {
				t.Errorf("page with MaxItems %d: Quantity %d, %d items, IsTruncated %t, NextMarker %q",
					size, *list.Quantity, len(list.Items), *list.IsTruncated, aws.ToString(list.NextMarker))
			}
			for _, d := range list.Items {
				got = append(got, *d.Id)
			}
			if list.NextMarker != nil && *list.NextMarker != got[len(got)-1] {
				t.Errorf("NextMarker = %q, want the id of the last item, %q", *list.NextMarker, got[len(got)-1])
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("ListDistributions(MaxItems %d) = %q, want %q", size, got, want)
		}
	}
}

// modelledAs says how to check for the modelled error T.
func modelledAs[T modelled](status int, fragments ...string) func(*testing.T, error) {
	return func(t *testing.T, err error) { t.Helper(); wantError[T](t, err, status, fragments...) }
}

// TestDistributionConfigErrors: api.md 2.11, 4.3.
func TestDistributionConfigErrors(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	live := publishFunction(t, c, "live", passing)
	second := publishFunction(t, c, "second", passing)
	unpublished := *createFunction(t, c, "unpublished", passing).FunctionSummary.FunctionMetadata.FunctionARN
	valid := createDistribution(t, c, exampleConfig())

	type (
		dConfig   = types.DistributionConfig
		dBehavior = types.DefaultCacheBehavior
		change    func(*dConfig, *dBehavior, *types.Origin)
	)
	functions := func(items ...types.FunctionAssociation) change {
		return func(c *dConfig, d *dBehavior, o *types.Origin) {
			d.FunctionAssociations = &types.FunctionAssociations{Quantity: aws.Int32(int32(len(items))), Items: items}
		}
	}
	on := func(event types.EventType, arn string) types.FunctionAssociation {
		return types.FunctionAssociation{EventType: event, FunctionARN: &arn}
	}
	const request, response = types.EventTypeViewerRequest, types.EventTypeViewerResponse
	tests := []struct {
		name   string
		change change
		check  func(*testing.T, error)
	}{
		{"function that does not exist", functions(on(request, live+"x")),
			modelledAs[*types.InvalidFunctionAssociation](400, live+"x")},
		{"function of another account", functions(on(request, strings.Replace(live, account, "999999999999", 1))),
			modelledAs[*types.InvalidFunctionAssociation](400, "999999999999")},
		{"function without LIVE", functions(on(request, unpublished)),
			modelledAs[*types.InvalidFunctionAssociation](400, unpublished, "LIVE")},
		{"event type twice", functions(on(request, live), on(request, second)),
			modelledAs[*types.InvalidFunctionAssociation](400, "unique", "viewer-request", live, second)},
		{"three functions", functions(on(request, live), on(response, live), on(request, second)),
			modelledAs[*types.TooManyFunctionAssociations](400, "2")},
		{"event type of Lambda@Edge", functions(on(types.EventTypeOriginRequest, live)), func(t *testing.T, err error) {
			wantCode(t, err, "MalformedXML", 400, "distributionConfig.defaultCacheBehavior.functionAssociations.items.1.member.eventType",
				"Member must satisfy value set: [viewer-request, viewer-response]")
		}},
		{"function and Lambda function", func(c *dConfig, d *dBehavior, o *types.Origin) {
			functions(on(request, live))(c, d, o)
			d.LambdaFunctionAssociations = &types.LambdaFunctionAssociations{Quantity: aws.Int32(1), Items: []types.LambdaFunctionAssociation{{
				EventType: response, LambdaFunctionARN: aws.String("arn:aws:lambda:us-east-1:" + account + ":function:f:1"),
			}}}
		}, modelledAs[*types.InvalidFunctionAssociation](400, live)},
		{"Lambda function without version", func(c *dConfig, d *dBehavior, o *types.Origin) {
			d.LambdaFunctionAssociations = &types.LambdaFunctionAssociations{Quantity: aws.Int32(1), Items: []types.LambdaFunctionAssociation{{
				EventType: response, LambdaFunctionARN: aws.String("arn:aws:lambda:us-east-1:" + account + ":function:f"),
			}}}
		}, modelledAs[*types.InvalidLambdaFunctionAssociation](400, "version")},
		{"origin that does not exist", func(c *dConfig, d *dBehavior, o *types.Origin) {
			d.TargetOriginId = aws.String("other")
		}, modelledAs[*types.NoSuchOrigin](404, "One or more of your origins or origin groups do not exist.")},
		{"Quantity of aliases", func(c *dConfig, d *dBehavior, o *types.Origin) {
			c.Aliases = &types.Aliases{Quantity: aws.Int32(2), Items: []string{"a.example.com"}}
		}, modelledAs[*types.InconsistentQuantities](400, "liases")},
		{"Quantity of origins", func(c *dConfig, d *dBehavior, o *types.Origin) {
			c.Origins.Quantity = aws.Int32(2)
		}, modelledAs[*types.InconsistentQuantities](400, "rigins")},
		{"origin with a scheme", func(c *dConfig, d *dBehavior, o *types.Origin) {
			o.DomainName = aws.String("http://origin.example.com")
		}, modelledAs[*types.InvalidOrigin](400, "http://origin.example.com")},
		{"origin without kind", func(c *dConfig, d *dBehavior, o *types.Origin) {
			o.CustomOriginConfig = nil
		}, modelledAs[*types.InvalidOrigin](400, "CustomOriginConfig")},
		{"origin path", func(c *dConfig, d *dBehavior, o *types.Origin) {
			o.OriginPath = aws.String("images/")
		}, modelledAs[*types.InvalidArgument](400, "OriginPath", "images/")},
		{"read timeout", func(c *dConfig, d *dBehavior, o *types.Origin) {
			o.CustomOriginConfig.OriginReadTimeout = aws.Int32(0)
		}, modelledAs[*types.InvalidOriginReadTimeout](400, "OriginReadTimeout")},
		{"keepalive timeout", func(c *dConfig, d *dBehavior, o *types.Origin) {
			o.CustomOriginConfig.OriginKeepaliveTimeout = aws.Int32(1000)
		}, modelledAs[*types.InvalidOriginKeepaliveTimeout](400, "1000")},
		{"header that the edge owns", func(c *dConfig, d *dBehavior, o *types.Origin) {
			o.CustomHeaders = &types.CustomHeaders{Quantity: aws.Int32(1), Items: []types.OriginCustomHeader{
				{HeaderName: aws.String("Host"), HeaderValue: aws.String("x")},
			}}
		}, modelledAs[*types.InvalidArgument](400, "Host")},
		{"neither policy nor ForwardedValues", func(c *dConfig, d *dBehavior, o *types.Origin) {
			d.CachePolicyId = nil
		}, modelledAs[*types.InvalidArgument](400, "ForwardedValues")},
		{"policy and ForwardedValues", func(c *dConfig, d *dBehavior, o *types.Origin) {
			legacy{values: forward(types.ItemSelectionNone)}.set(d)
			d.CachePolicyId = aws.String(cachingDisabled)
		}, modelledAs[*types.InvalidArgument](400, "ForwardedValues")},
		{"TTL order", func(c *dConfig, d *dBehavior, o *types.Origin) {
			legacy{forward(types.ItemSelectionNone), 3, 2, 1}.set(d)
		}, modelledAs[*types.InvalidTTLOrder](400, "MinTTL")},
		{"cookie list without names", func(c *dConfig, d *dBehavior, o *types.Origin) {
			legacy{values: forward(types.ItemSelectionWhitelist)}.set(d)
		}, modelledAs[*types.InvalidForwardCookies](400)},
		{"cache policy that does not exist", func(c *dConfig, d *dBehavior, o *types.Origin) {
			d.CachePolicyId = aws.String("nonsense")
		}, modelledAs[*types.NoSuchCachePolicy](404, "nonsense")},
		{"methods", func(c *dConfig, d *dBehavior, o *types.Origin) {
			d.AllowedMethods = &types.AllowedMethods{Quantity: aws.Int32(1), Items: []types.Method{"GET"}}
		}, modelledAs[*types.InvalidArgument](400, "AllowedMethods")},
		{"protocol policy", func(c *dConfig, d *dBehavior, o *types.Origin) {
			d.ViewerProtocolPolicy = "ftp"
		}, func(t *testing.T, err error) {
			wantCode(t, err, "MalformedXML", 400, "'ftp'", "viewerProtocolPolicy", "allow-all")
		}},
		{"default root object", func(c *dConfig, d *dBehavior, o *types.Origin) {
			c.DefaultRootObject = aws.String("/index.html")
		}, modelledAs[*types.InvalidDefaultRootObject](400, "/index.html")},
		{"error code", func(c *dConfig, d *dBehavior, o *types.Origin) {
			c.CustomErrorResponses = &types.CustomErrorResponses{Quantity: aws.Int32(1), Items: []types.CustomErrorResponse{{ErrorCode: aws.Int32(418)}}}
		}, modelledAs[*types.InvalidErrorCode](400, "418")},
		{"response code", func(c *dConfig, d *dBehavior, o *types.Origin) {
			c.CustomErrorResponses = &types.CustomErrorResponses{Quantity: aws.Int32(1), Items: []types.CustomErrorResponse{{
				ErrorCode: aws.Int32(404), ResponseCode: aws.String("999"), ResponsePagePath: aws.String("/404.html"),
			}}}
		}, modelledAs[*types.InvalidResponseCode](400, "999")},
		{"location", func(c *dConfig, d *dBehavior, o *types.Origin) {
			c.Restrictions = &types.Restrictions{GeoRestriction: &types.GeoRestriction{
				RestrictionType: types.GeoRestrictionTypeWhitelist, Quantity: aws.Int32(1), Items: []string{"XX"},
			}}
		}, modelledAs[*types.InvalidLocationCode](400, "XX")},
		{"geo restriction without locations", func(c *dConfig, d *dBehavior, o *types.Origin) {
			c.Restrictions = &types.Restrictions{GeoRestriction: &types.GeoRestriction{
				RestrictionType: types.GeoRestrictionTypeWhitelist, Quantity: aws.Int32(0),
			}}
		}, modelledAs[*types.InvalidGeoRestrictionParameter](400, "whitelist")},
		{"two certificates", func(c *dConfig, d *dBehavior, o *types.Origin) {
			c.ViewerCertificate = &types.ViewerCertificate{CloudFrontDefaultCertificate: aws.Bool(true), IAMCertificateId: aws.String("A")}
		}, modelledAs[*types.InvalidViewerCertificate](400, "IAMCertificateId")},
		{"web ACL", func(c *dConfig, d *dBehavior, o *types.Origin) {
			c.WebACLId = aws.String("nonsense")
		}, modelledAs[*types.InvalidWebACLId](400, "nonsense")},
		{"path pattern twice", func(c *dConfig, d *dBehavior, o *types.Origin) {
			b := types.CacheBehavior{PathPattern: aws.String("/a/*"), TargetOriginId: aws.String("main"),
				ViewerProtocolPolicy: types.ViewerProtocolPolicyAllowAll, CachePolicyId: aws.String(cachingDisabled)}
			c.CacheBehaviors = &types.CacheBehaviors{Quantity: aws.Int32(2), Items: []types.CacheBehavior{b, b}}
		}, modelledAs[*types.InvalidArgument](400, "/a/*")},
		{"alias", func(c *dConfig, d *dBehavior, o *types.Origin) {
			c.Aliases = &types.Aliases{Quantity: aws.Int32(1), Items: []string{"no host!"}}
		}, modelledAs[*types.InvalidArgument](400, "no host!")},
		{"too many aliases", func(c *dConfig, d *dBehavior, o *types.Origin) {
			c.Aliases = &types.Aliases{Quantity: aws.Int32(101)}
			for i := range 101 {
				c.Aliases.Items = append(c.Aliases.Items, fmt.Sprintf("a%d.example.com", i))
			}
		}, modelledAs[*types.TooManyDistributionCNAMEs](400, "100")},
		{"too many origins", func(c *dConfig, d *dBehavior, o *types.Origin) {
			for i := range 100 {
				c.Origins.Items = append(c.Origins.Items, customOrigin(fmt.Sprintf("o%d", i), "origin.example.com", 80))
			}
			c.Origins.Quantity = aws.Int32(101)
		}, modelledAs[*types.TooManyOrigins](400, "100")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := exampleConfig()
			tt.change(in, in.DefaultCacheBehavior, &in.Origins.Items[0])
			_, err := newDistribution(t, c, in)
			tt.check(t, err)

			in = exampleConfig()
			in.CallerReference = valid.DistributionConfig.CallerReference
			tt.change(in, in.DefaultCacheBehavior, &in.Origins.Items[0])
			_, updateErr := updateDistribution(t, c, *valid.Id, etag1, in)
			if e, ok := errors.AsType[smithy.APIError](updateErr); !ok || e.ErrorCode() != codeOf(err) {
				t.Errorf("UpdateDistribution: %v, want the code of CreateDistribution: %s", updateErr, codeOf(err))
			}
		})
	}
	if got := waitDeployed(t, c, *valid.Id); *got.ETag != etag1 {
		t.Errorf("ETag after refused updates = %q, want %q", *got.ETag, etag1)
	}
}

func codeOf(err error) string {
	if e, ok := errors.AsType[smithy.APIError](err); ok {
		return e.ErrorCode()
	}
	return ""
}

// TestDistributionErrors: what depends on other distributions and on state. Source: api.md 4.2, 13.
func TestDistributionErrors(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	config := exampleConfig()
	config.Aliases = &types.Aliases{Quantity: aws.Int32(2), Items: []string{"www.example.com", "*.wild.example.com"}}
	first := createDistribution(t, c, config)
	second := createDistribution(t, c, exampleConfig())

	again := exampleConfig()
	again.CallerReference = config.CallerReference
	_, err := newDistribution(t, c, again)
	wantError[*types.DistributionAlreadyExists](t, err, 409, "caller reference", "lready exists: "+*first.Id)

	const taken = "One or more of the CNAMEs you provided are already associated with a different resource."
	for _, alias := range []string{"www.example.com", "WWW.Example.Com", "*.wild.example.com"} {
		in := exampleConfig()
		in.Aliases = &types.Aliases{Quantity: aws.Int32(1), Items: []string{alias}}
		_, err = newDistribution(t, c, in)
		wantError[*types.CNAMEAlreadyExists](t, err, 409, taken)
		in.CallerReference = second.DistributionConfig.CallerReference
		_, err = updateDistribution(t, c, *second.Id, etag1, in)
		wantError[*types.CNAMEAlreadyExists](t, err, 409, taken)
	}
	update := func(id, etag string, config *types.DistributionConfig) error {
		_, err := updateDistribution(t, c, id, etag, config)
		return err
	}
	remove := func(id, etag string) error {
		_, err := c.DeleteDistribution(t.Context(), &cloudfront.DeleteDistributionInput{Id: &id, IfMatch: &etag})
		return err
	}
	other := exampleConfig() // with a caller reference of its own
	wantError[*types.IllegalUpdate](t, update(*first.Id, etag1, other), 400, "caller reference")
	const missing = "The If-Match version is missing or not valid for the resource."
	wantError[*types.InvalidIfMatchVersion](t, update(*first.Id, "", config), 400, missing)
	wantError[*types.InvalidIfMatchVersion](t, remove(*first.Id, ""), 400, missing)
	_, err = c.DeleteDistribution(t.Context(), &cloudfront.DeleteDistributionInput{Id: first.Id}) // IfMatch is optional in the SDK
	wantError[*types.InvalidIfMatchVersion](t, err, 400, missing)
	wantError[*types.PreconditionFailed](t, update(*first.Id, etag2, config), 412)
	wantError[*types.PreconditionFailed](t, remove(*first.Id, etag2), 412)
	wantError[*types.DistributionNotDisabled](t, remove(*first.Id, etag1), 409, "The distribution you are trying to delete has not been disabled.")

	const gone = "The specified distribution does not exist."
	for _, id := range []string{"ENOSUCHDISTRIB", "x", *first.Id + "0", "a/b", "..", "ü"} {
		wantError[*types.NoSuchDistribution](t, update(id, etag1, config), 404, gone)
		wantError[*types.NoSuchDistribution](t, remove(id, etag1), 404, gone)
		_, err = c.GetDistribution(t.Context(), &cloudfront.GetDistributionInput{Id: &id})
		wantError[*types.NoSuchDistribution](t, err, 404, gone)
		_, err = c.GetDistributionConfig(t.Context(), &cloudfront.GetDistributionConfigInput{Id: &id})
		wantError[*types.NoSuchDistribution](t, err, 404, gone)
	}
	removeDistribution(t, c, *first.Id) // frees the alias and the caller reference
	createDistribution(t, c, config)
}

// TestDeploymentDelay: with the setting, a distribution stays InProgress, and one that is not deployed cannot be
// deleted. Source: api.md 4.2, terraform.md 5 (_waitForDeployment).
func TestDeploymentDelay(t *testing.T) {
	t.Parallel()
	c := startDev(t, "--deployment-delay", "1h", "--observed-status").client(t)
	arn := publishFunction(t, c, "f", passing)
	config := associate(exampleConfig(), arn, "")
	config.Enabled = aws.Bool(false)
	created, err := newDistribution(t, c, config)
	if err != nil {
		t.Fatalf("CreateDistribution: %v", err)
	}
	got, err := c.GetDistribution(t.Context(), &cloudfront.GetDistributionInput{Id: created.Distribution.Id})
	if err != nil {
		t.Fatalf("GetDistribution: %v", err)
	}
	if *got.Distribution.Status != "InProgress" {
		t.Errorf("status just after creation = %q, want InProgress", *got.Distribution.Status)
	}
	if got := *describe(t, c, "f", types.FunctionStageLive).FunctionSummary.Status; got != "IN_PROGRESS" {
		t.Errorf("status of the function during deployment = %q, want IN_PROGRESS", got) // api.md 2.10
	}
	_, err = c.DeleteDistribution(t.Context(), &cloudfront.DeleteDistributionInput{Id: created.Distribution.Id, IfMatch: created.ETag})
	wantError[*types.DistributionNotDisabled](t, err, 409)
}

// TestTags: api.md 9. Unknown resources are NoSuchResource, and tags leave ETags alone.
func TestTags(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	function := createFunction(t, c, "tagged", passing)
	tagged, err := c.CreateDistributionWithTags(t.Context(), &cloudfront.CreateDistributionWithTagsInput{
		DistributionConfigWithTags: &types.DistributionConfigWithTags{
			DistributionConfig: exampleConfig(),
			Tags:               &types.Tags{Items: []types.Tag{{Key: aws.String("a"), Value: aws.String("1")}, {Key: aws.String("empty")}}},
		},
	})
	if err != nil {
		t.Fatalf("CreateDistributionWithTags: %v", err)
	}
	checkTags(t, c, *tagged.Distribution.ARN, "a=1", "empty=")
	for _, arn := range []string{*function.FunctionSummary.FunctionMetadata.FunctionARN, *tagged.Distribution.ARN} {
		setTags(t, c, arn, "a", "2", "A", "3", "Ü b", "x/y:z")
		removeTags(t, c, arn, "empty", "absent")
		checkTags(t, c, arn, "A=3", "a=2", "Ü b=x/y:z")
		removeTags(t, c, arn, "A", "a", "Ü b")
		checkTags(t, c, arn)
	}
	if got := describe(t, c, "tagged", ""); *got.ETag != etag1 {
		t.Errorf("ETag of the function after tagging = %q, want %q", *got.ETag, etag1)
	}
	if got := waitDeployed(t, c, *tagged.Distribution.Id); *got.ETag != etag1 {
		t.Errorf("ETag of the distribution after tagging = %q, want %q", *got.ETag, etag1)
	}
	for _, arn := range []string{
		"arn:aws:cloudfront::" + account + ":function/nobody",
		"arn:aws:cloudfront::" + account + ":distribution/ENOSUCHDISTRIB",
	} {
		_, err := c.ListTagsForResource(t.Context(), &cloudfront.ListTagsForResourceInput{Resource: &arn})
		wantError[*types.NoSuchResource](t, err, 404)
		_, err = c.TagResource(t.Context(), &cloudfront.TagResourceInput{Resource: &arn, Tags: tagList("a", "1")})
		wantError[*types.NoSuchResource](t, err, 404)
		_, err = c.UntagResource(t.Context(), &cloudfront.UntagResourceInput{Resource: &arn, TagKeys: &types.TagKeys{Items: []string{"a"}}})
		wantError[*types.NoSuchResource](t, err, 404)
	}
	_, err = c.ListTagsForResource(t.Context(), &cloudfront.ListTagsForResourceInput{Resource: aws.String("nonsense")})
	wantError[*types.InvalidArgument](t, err, 400, "nonsense")
	arn := tagged.Distribution.ARN
	for _, pair := range [][2]string{{"aws:reserved", "1"}, {"bad<", "1"}, {strings.Repeat("k", 129), "1"}, {"k", strings.Repeat("v", 257)}} {
		_, err = c.TagResource(t.Context(), &cloudfront.TagResourceInput{Resource: arn, Tags: tagList(pair[0], pair[1])})
		if code := codeOf(err); code != "InvalidTagging" && code != "MalformedXML" { // api.md 1.5: what the model can reject
			t.Errorf("TagResource(%.20q): %v, want InvalidTagging or MalformedXML", pair, err)
		}
	}
	var many []string
	for i := range 51 {
		many = append(many, fmt.Sprintf("k%d", i), "v")
	}
	_, err = c.TagResource(t.Context(), &cloudfront.TagResourceInput{Resource: arn, Tags: tagList(many...)})
	wantError[*types.InvalidTagging](t, err, 400, "50")
	setTags(t, c, *arn, many[:100]...)
	_, err = c.TagResource(t.Context(), &cloudfront.TagResourceInput{Resource: arn, Tags: tagList("one-more", "v")})
	wantError[*types.InvalidTagging](t, err, 400, "50")
}

func tagList(pairs ...string) *types.Tags {
	tags := &types.Tags{}
	for i := 0; i+1 < len(pairs); i += 2 {
		tags.Items = append(tags.Items, types.Tag{Key: &pairs[i], Value: &pairs[i+1]})
	}
	return tags
}

func setTags(t *testing.T, c *cloudfront.Client, arn string, pairs ...string) {
	t.Helper()
	if _, err := c.TagResource(t.Context(), &cloudfront.TagResourceInput{Resource: &arn, Tags: tagList(pairs...)}); err != nil {
		t.Fatalf("TagResource(%s): %v", arn, err)
	}
}

func removeTags(t *testing.T, c *cloudfront.Client, arn string, keys ...string) {
	t.Helper()
	if _, err := c.UntagResource(t.Context(), &cloudfront.UntagResourceInput{Resource: &arn, TagKeys: &types.TagKeys{Items: keys}}); err != nil {
		t.Fatalf("UntagResource(%s): %v", arn, err)
	}
}

// checkTags compares the tags of a resource with "key=value" texts in order of key.
func checkTags(t *testing.T, c *cloudfront.Client, arn string, want ...string) {
	t.Helper()
	out, err := c.ListTagsForResource(t.Context(), &cloudfront.ListTagsForResourceInput{Resource: &arn})
	if err != nil {
		t.Fatalf("ListTagsForResource(%s): %v", arn, err)
	}
	var got []string
	for _, tag := range out.Tags.Items {
		got = append(got, *tag.Key+"="+aws.ToString(tag.Value))
	}
	if !slices.Equal(got, want) {
		t.Errorf("tags of %s = %q, want %q", arn, got, want)
	}
}
