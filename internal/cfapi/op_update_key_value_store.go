// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import "selvedge/internal/cfwire"

// updateKeyValueStore replaces the comment of a key value store. Source: api.md 3.
func (a *API) updateKeyValueStore(c *call, in *cfwire.UpdateKeyValueStoreRequest) (reply, error) {
	s, err := a.Stores.UpdateKeyValueStore(c.ctx, c.labels["Name"], c.ifMatch, in.Comment)
	if err != nil {
		return reply{}, err
	}
	return a.store(s), nil
}
