// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"selvedge"
	"selvedge/internal/cfwire"
)

// listKeyValueStores lists key value stores in order of name, all or those with a status. Source: api.md 1.8, 3.
func (a *API) listKeyValueStores(c *call) (reply, error) {
	size, err := c.pageSize()
	if err != nil {
		return reply{}, err
	}
	only := selvedge.KeyValueStoreStatus(c.query["Status"])
	list := cfwire.KeyValueStoreList{MaxItems: size}
	after := c.query["Marker"]
	for more := true; more && len(list.Items) <= size; {
		var stores []*selvedge.KeyValueStore
		stores, more, err = a.Stores.KeyValueStores(c.ctx, selvedge.Page{After: after, Limit: maxItems})
		if err != nil {
			return reply{}, err
		}
		if len(stores) == 0 {
			break
		}
		for _, s := range stores {
			if only == "" || s.Status == only {
				list.Items = append(list.Items, cfwire.NewKeyValueStore(a.AccountID, s))
			}
			after = s.Name
		}
	}
	if len(list.Items) > size {
		list.Items = list.Items[:size]
		list.NextMarker = list.Items[size-1].Name
	}
	list.Quantity = len(list.Items)
	return reply{root: "KeyValueStoreList", body: list}, nil
}
