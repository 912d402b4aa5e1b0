// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

// deleteFunction removes both stages. Source: api.md 2.8.
func (a *API) deleteFunction(c *call) (reply, error) {
	return reply{}, a.Functions.DeleteFunction(c.ctx, c.labels["Name"], c.ifMatch)
}
