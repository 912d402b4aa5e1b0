// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

// describeKeyValueStore answers with the record of a key value store. Source: api.md 3.
func (a *API) describeKeyValueStore(c *call) (reply, error) {
	s, err := a.Stores.KeyValueStore(c.ctx, c.labels["Name"])
	if err != nil {
		return reply{}, err
	}
	return a.store(s), nil
}
