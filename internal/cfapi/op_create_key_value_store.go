// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"selvedge"
	"selvedge/internal/cfwire"
)

// createKeyValueStore stores a new key value store, empty or to be filled. Source: api.md 3.
func (a *API) createKeyValueStore(c *call, in *cfwire.CreateKeyValueStoreRequest) (reply, error) {
	request := selvedge.NewKeyValueStore{Name: in.Name, Comment: in.Comment, Tags: tagList(in.Tags)}
	if in.ImportSource != nil {
		request.ImportSource = in.ImportSource.SourceARN
	}
	selvedge.AuditOf(c.ctx).Name("key-value-store/" + in.Name)
	s, err := a.Stores.CreateKeyValueStore(c.ctx, request)
	if err != nil {
		return reply{}, err
	}
	out := a.store(s)
	out.location = "/key-value-store/" + selvedge.KeyValueStoreARN(a.AccountID, s.ID)
	return out, nil
}

// store returns the reply that describes a key value store.
func (a *API) store(s *selvedge.KeyValueStore) reply {
	return reply{etag: s.ETag(), root: "KeyValueStore", body: cfwire.NewKeyValueStore(a.AccountID, s)}
}
