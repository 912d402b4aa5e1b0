// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

import (
	"fmt"
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
)

// TestCacheAcrossRestart: what the edge has stored is there after a restart, and gone once an invalidation is Completed,
// also after another one. Source: AWS developer guide, "Invalidate files to remove content".
func TestCacheAcrossRestart(t *testing.T) {
	t.Parallel()
	var asked atomic.Int64
	origin := startOrigin(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Cache-Control", "max-age=3600")
		fmt.Fprintf(w, "answer %d", asked.Add(1))
	})
	dir := t.TempDir()
	p := startOn(t, dir)
	c := p.client(t)
	config := configFor(t, origin)
	config.DefaultCacheBehavior = &types.DefaultCacheBehavior{
		TargetOriginId: config.DefaultCacheBehavior.TargetOriginId, ViewerProtocolPolicy: types.ViewerProtocolPolicyAllowAll,
		CachePolicyId: aws.String(somePolicy),
	}
	d := createDistribution(t, c, config)
	expect := func(when, cache, body string) {
		t.Helper()
		got := p.view(t, http.MethodGet, *d.DomainName, "/a")
		if got.status != 200 || got.body != body || got.header.Get("X-Cache") != cache+" from cloudfront" {
			t.Errorf("%s: %d %q, %s; want %q, %s", when, got.status, got.body, got.header.Get("X-Cache"), body, cache)
		}
	}
	expect("at first", "Miss", "answer 1")
	expect("again", "Hit", "answer 1")
	p.stop(t)
	p = startOn(t, dir)
	c = p.client(t)
	expect("after a restart", "Hit", "answer 1")
	made, err := c.CreateInvalidation(t.Context(), &cloudfront.CreateInvalidationInput{
		DistributionId: d.Id, InvalidationBatch: &types.InvalidationBatch{
			CallerReference: aws.String("one"), Paths: &types.Paths{Quantity: aws.Int32(1), Items: []string{"/a*"}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, "the invalidation is completed", func() error {
		got, err := c.GetInvalidation(t.Context(), &cloudfront.GetInvalidationInput{DistributionId: d.Id, Id: made.Invalidation.Id})
		if err == nil && *got.Invalidation.Status != "Completed" {
			err = fmt.Errorf("status %s", *got.Invalidation.Status)
		}
		return err
	})
	expect("after the invalidation", "Miss", "answer 2")
	p.stop(t)
	p = startOn(t, dir)
	expect("after another restart", "Hit", "answer 2")
}
