// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package origin

import "net/netip"

// MaxDerivedPools is the bound of DerivedPools.
const MaxDerivedPools = maxDerivedPools

// DerivedPools returns how many pools of derived origins there are.
func (c *Client) DerivedPools() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.derived)
}

// CheckAddress says why origins may not have an address.
func CheckAddress(a netip.Addr) error { return newGuard().check(a) }
