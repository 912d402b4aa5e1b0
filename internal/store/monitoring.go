// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

import (
	"context"

	clientv3 "go.etcd.io/etcd/client/v3"

	"selvedge"
)

func subscriptionKey(distribution string) string { return subscriptionPrefix + distribution }

// PutMonitoring is described by selvedge.MonitoringService.
func (s *Store) PutMonitoring(ctx context.Context, distribution string, m selvedge.MonitoringSubscription) error {
	return s.update(ctx, []string{distributionKey(distribution)}, func(t *txn) error {
		if !t.has(distributionKey(distribution)) {
			return noSuchDistribution()
		}
		return t.put(subscriptionKey(distribution), &m)
	})
}

// Monitoring is described by selvedge.MonitoringService.
func (s *Store) Monitoring(ctx context.Context, distribution string) (*selvedge.MonitoringSubscription, error) {
	resp, err := s.read(ctx, clientv3.OpGet(distributionKey(distribution), clientv3.WithCountOnly()),
		clientv3.OpGet(subscriptionKey(distribution)))
	if err != nil {
		return nil, err
	}
	if resp.Responses[0].GetResponseRange().GetCount() == 0 {
		return nil, noSuchDistribution()
	}
	m, _, err := recordOf[selvedge.MonitoringSubscription](resp, 1)
	if err == nil && m == nil {
		err = noSuchSubscription()
	}
	return m, err
}

// DeleteMonitoring is described by selvedge.MonitoringService.
func (s *Store) DeleteMonitoring(ctx context.Context, distribution string) error {
	return s.update(ctx, []string{distributionKey(distribution), subscriptionKey(distribution)}, func(t *txn) error {
		switch {
		case !t.has(distributionKey(distribution)):
			return noSuchDistribution()
		case !t.has(subscriptionKey(distribution)):
			return noSuchSubscription()
		}
		t.remove(subscriptionKey(distribution))
		return nil
	})
}

func noSuchSubscription() error {
	return selvedge.Errorf(selvedge.CodeNoSuchMonitoringSubscription, "The distribution has no monitoring subscription.")
}
