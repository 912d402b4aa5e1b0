// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
	"github.com/google/go-cmp/cmp"
)

// invalidate creates an invalidation.
func invalidate(t *testing.T, c *cloudfront.Client, distribution, reference string, paths ...string) (*cloudfront.CreateInvalidationOutput, error) {
	t.Helper()
	return c.CreateInvalidation(t.Context(), &cloudfront.CreateInvalidationInput{
		DistributionId: &distribution,
		InvalidationBatch: &types.InvalidationBatch{
			CallerReference: &reference, Paths: &types.Paths{Quantity: aws.Int32(int32(len(paths))), Items: paths},
		},
	})
}

// TestInvalidations: api.md 5; the waiter is the SDK's own, which asks at once.
func TestInvalidations(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	d := createDistribution(t, c, exampleConfig())
	out, err := invalidate(t, c, *d.Id, "first", "/a", "/b/*", "/c?x=1&y=2")
	if err != nil {
		t.Fatal(err)
	}
	made := out.Invalidation
	if !regexp.MustCompile(`^I[0-9A-Z]{25}$`).MatchString(*made.Id) || *made.Status != "InProgress" || time.Since(*made.CreateTime).Abs() > time.Minute {
		t.Errorf("CreateInvalidation = %s %s %s", *made.Id, *made.Status, *made.CreateTime)
	}
	if want := "https://cloudfront.amazonaws.com/2020-05-31/distribution/" + *d.Id + "/invalidation/" + *made.Id; *out.Location != want {
		t.Errorf("Location = %s, want %s", *out.Location, want)
	}
	waiter := cloudfront.NewInvalidationCompletedWaiter(c)
	get := &cloudfront.GetInvalidationInput{DistributionId: d.Id, Id: made.Id}
	eventually(t, "the invalidation", func() error { return waiter.Wait(t.Context(), get, time.Second) })
	got, err := c.GetInvalidation(t.Context(), get)
	if err != nil {
		t.Fatal(err)
	}
	made.Status = aws.String("Completed")
	if diff := cmp.Diff(made, got.Invalidation, asSent); diff != "" {
		t.Errorf("GetInvalidation (-created +got):\n%s", diff)
	}
	if n := *waitDeployed(t, c, *d.Id).Distribution.InProgressInvalidationBatches; n != 0 {
		t.Errorf("InProgressInvalidationBatches = %d", n)
	}

	again, err := invalidate(t, c, *d.Id, "first", "/a", "/b/*", "/c?x=1&y=2")
	if err != nil || *again.Invalidation.Id != *made.Id {
		t.Errorf("the same again: %+v, %v", again, err)
	}
	_, err = invalidate(t, c, *d.Id, "first", "/a")
	wantError[*types.InvalidArgument](t, err, 400, *made.Id)
	_, err = invalidate(t, c, *d.Id, "second", "a")
	wantError[*types.InvalidArgument](t, err, 400, "Paths.Items.1")
	_, err = invalidate(t, c, "ENONE", "second", "/a")
	wantError[*types.NoSuchDistribution](t, err, 404)
	_, err = c.GetInvalidation(t.Context(), &cloudfront.GetInvalidationInput{DistributionId: d.Id, Id: aws.String("INONE")})
	wantError[*types.NoSuchInvalidation](t, err, 404, "The specified invalidation does not exist.")
	_, err = invalidate(t, c, *d.Id, "second", strings.Split(strings.Repeat("/* ", 16)+"/", " ")...)
	wantError[*types.TooManyInvalidationsInProgress](t, err, 400, "15")
	_, err = invalidate(t, c, *d.Id, "second", strings.Split(strings.Repeat("/ ", 3000)+"/", " ")...)
	wantError[*types.BatchTooLarge](t, err, 413, "3000")
	checkInvalidationPages(t, c, *d.Id, *made.Id)
}

// checkInvalidationPages makes two more and lists all, newest first.
func checkInvalidationPages(t *testing.T, c *cloudfront.Client, distribution, first string) {
	t.Helper()
	want := []string{first}
	for i := range 2 {
		out, err := invalidate(t, c, distribution, fmt.Sprint("page", i), "/*")
		if err != nil {
			t.Fatal(err)
		}
		want = append([]string{*out.Invalidation.Id}, want...)
	}
	var got []string
	pages := cloudfront.NewListInvalidationsPaginator(c, &cloudfront.ListInvalidationsInput{DistributionId: &distribution, MaxItems: aws.Int32(2)})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range page.InvalidationList.Items {
			got = append(got, *i.Id)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("invalidations (-want +got):\n%s", diff)
	}
	_, err := c.ListInvalidations(t.Context(), &cloudfront.ListInvalidationsInput{DistributionId: aws.String("ENONE")})
	wantError[*types.NoSuchDistribution](t, err, 404)
}

// TestInvalidationBody: api.md 1.5, 5.
func TestInvalidationBody(t *testing.T) {
	t.Parallel()
	p := startDev(t)
	d := createDistribution(t, p.client(t), exampleConfig())
	for body, want := range map[string]string{
		"":                    "MissingBody",
		"<InvalidationBatch>": "MalformedXML",
		"<InvalidationBatch><CallerReference>x</CallerReference></InvalidationBatch>": "Value null at 'invalidationBatch.paths'",
		"<InvalidationBatch><CallerReference>x</CallerReference><Paths><Quantity>2</Quantity><Items><Path>/</Path></Items></Paths>" +
			"</InvalidationBatch>": "InconsistentQuantities",
	} {
		resp, err := http.Post(p.api+"/2020-05-31/distribution/"+*d.Id+"/invalidation", "application/xml", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		var answer strings.Builder
		_ = resp.Write(&answer)
		_ = resp.Body.Close()
		if resp.StatusCode != 400 || !strings.Contains(answer.String(), want) {
			t.Errorf("%q: %s\nwant %s", body, answer.String(), want)
		}
	}
}

// TestResponseHeadersAtTheEdge: a response headers policy works where it is attached, and a change of it once the
// distribution is deployed again. Source: api.md 4.2, 6.3.
func TestResponseHeadersAtTheEdge(t *testing.T) {
	t.Parallel()
	p := startDev(t)
	c := p.client(t)
	k := responseKit(t, c)
	made, err := k.create(k.named("edge", false))
	if err != nil {
		t.Fatal(err)
	}
	origin := startOrigin(t, func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X-Powered-By", "origin") })
	config := configFor(t, origin)
	config.DefaultCacheBehavior.ResponseHeadersPolicyId = &made.id
	d := createDistribution(t, c, config)
	a := p.view(t, "GET", *d.DomainName, "/")
	if a.status != 200 || a.header.Get("X-One") != "1" || a.header.Get("X-Powered-By") != "origin" {
		t.Errorf("with the first policy: %d %v", a.status, a.header)
	}
	if _, err := k.update(made.id, made.etag, k.named("edge", true)); err != nil {
		t.Fatal(err)
	}
	waitDeployed(t, c, *d.Id)
	a = p.view(t, "GET", *d.DomainName, "/?changed")
	if a.status != 200 || a.header.Get("X-One") != "" || a.header.Get("X-Powered-By") != "" {
		t.Errorf("with the second policy: %d %v", a.status, a.header)
	}
}
