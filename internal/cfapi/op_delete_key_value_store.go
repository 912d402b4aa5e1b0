// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

// deleteKeyValueStore removes a key value store and its keys. Source: api.md 3.
func (a *API) deleteKeyValueStore(c *call) (reply, error) {
	return reply{}, a.Stores.DeleteKeyValueStore(c.ctx, c.labels["Name"], c.ifMatch)
}
