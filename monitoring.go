// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import "context"

// MonitoringSubscription says whether a distribution has additional metrics. It is kept for clients that set it; all
// metrics are there without it.
type MonitoringSubscription struct {
	RealtimeMetricsSubscriptionConfig RealtimeMetricsSubscriptionConfig `wire:"required"`
}

// RealtimeMetricsSubscriptionConfig is the one setting of a MonitoringSubscription.
type RealtimeMetricsSubscriptionConfig struct {
	RealtimeMetricsSubscriptionStatus string `wire:"required,enum=Enabled|Disabled"`
}

// MonitoringService holds the monitoring subscriptions of distributions. Unknown distributions give NoSuchDistribution,
// distributions without a subscription NoSuchMonitoringSubscription.
type MonitoringService interface {
	// PutMonitoring stores the subscription of a distribution, in place of the one that there may be.
	PutMonitoring(ctx context.Context, distribution string, s MonitoringSubscription) error
	// Monitoring returns the subscription of a distribution.
	Monitoring(ctx context.Context, distribution string) (*MonitoringSubscription, error)
	// DeleteMonitoring removes the subscription of a distribution.
	DeleteMonitoring(ctx context.Context, distribution string) error
}
