// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import "selvedge"

// createMonitoringSubscription stores the monitoring subscription of a distribution. Source of this file: api.md section
// 10.
func (a *API) createMonitoringSubscription(c *call, in *selvedge.MonitoringSubscription) (reply, error) {
	if err := a.Monitoring.PutMonitoring(c.ctx, c.labels["DistributionId"], *in); err != nil {
		return reply{}, err
	}
	return reply{root: "MonitoringSubscription", body: *in}, nil
}

func (a *API) getMonitoringSubscription(c *call) (reply, error) {
	m, err := a.Monitoring.Monitoring(c.ctx, c.labels["DistributionId"])
	if err != nil {
		return reply{}, err
	}
	return reply{root: "MonitoringSubscription", body: *m}, nil
}

func (a *API) deleteMonitoringSubscription(c *call) (reply, error) {
	return reply{}, a.Monitoring.DeleteMonitoring(c.ctx, c.labels["DistributionId"])
}
