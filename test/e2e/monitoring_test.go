// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
)

// TestMonitoringSubscription follows the resource aws_cloudfront_monitoring_subscription. Source: api.md 10.
func TestMonitoringSubscription(t *testing.T) {
	t.Parallel()
	c := startDev(t).client(t)
	d := createDistribution(t, c, exampleConfig())
	get := func() (*cloudfront.GetMonitoringSubscriptionOutput, error) {
		return c.GetMonitoringSubscription(t.Context(), &cloudfront.GetMonitoringSubscriptionInput{DistributionId: d.Id})
	}
	remove := func() error {
		_, err := c.DeleteMonitoringSubscription(t.Context(), &cloudfront.DeleteMonitoringSubscriptionInput{DistributionId: d.Id})
		return err
	}
	_, err := get()
	wantError[*types.NoSuchMonitoringSubscription](t, err, 404)
	wantError[*types.NoSuchMonitoringSubscription](t, remove(), 404)
	put := func(id *string, status types.RealtimeMetricsSubscriptionStatus) error {
		_, err := c.CreateMonitoringSubscription(t.Context(), &cloudfront.CreateMonitoringSubscriptionInput{
			DistributionId: id,
			MonitoringSubscription: &types.MonitoringSubscription{
				RealtimeMetricsSubscriptionConfig: &types.RealtimeMetricsSubscriptionConfig{RealtimeMetricsSubscriptionStatus: status},
			},
		})
		return err
	}
	for _, status := range []types.RealtimeMetricsSubscriptionStatus{"Enabled", "Disabled"} { // an update is a create, too
		if err := put(d.Id, status); err != nil {
			t.Fatal(err)
		}
		got, err := get()
		if err != nil || got.MonitoringSubscription.RealtimeMetricsSubscriptionConfig.RealtimeMetricsSubscriptionStatus != status {
			t.Errorf("GetMonitoringSubscription = %+v, %v", got, err)
		}
	}
	wantError[*types.NoSuchDistribution](t, put(aws.String("ENONE"), "Enabled"), 404)
	wantCode(t, put(d.Id, "On"), "MalformedXML", 400, "[Enabled, Disabled]")
	if err := remove(); err != nil {
		t.Fatal(err)
	}
	_, err = get()
	wantError[*types.NoSuchMonitoringSubscription](t, err, 404)
	if err := put(d.Id, "Enabled"); err != nil {
		t.Fatal(err)
	}
	removeDistribution(t, c, *d.Id)
	_, err = get()
	wantError[*types.NoSuchDistribution](t, err, 404)
}
