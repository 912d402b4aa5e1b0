// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package origin

// MaxDerivedPools is the bound of DerivedPools.
const MaxDerivedPools = maxDerivedPools

// DerivedPools returns how many pools of derived origins there are.
func (c *Client) DerivedPools() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.derived)
}
