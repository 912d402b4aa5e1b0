// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapshot

import "selvedge"

// invalidate makes the cache forget what the update says. An invalidation that was just made is about everything that
// has been stored until now, whatever the clock of the control plane says. In a full update they may be old: what was
// stored since, by this edge before it was away, is good.
func (b *Builder) invalidate(update *selvedge.EdgeUpdate) {
	if b.config.Invalidate == nil {
		return
	}
	now := b.config.Now()
	for i := range update.Invalidations {
		v := &update.Invalidations[i]
		before := now
		if made := v.CreateTime.Add(b.config.ClockDifference); update.Full && made.Before(now) {
			before = made
		}
		for _, path := range v.Paths {
			b.config.Invalidate(v.DistributionID, path, before)
		}
	}
}
