// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package ownapi

import (
	"bytes"
	"compress/gzip"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"selvedge"
	"selvedge/internal/ownwire"
)

// maxValues bounds the JSON of a whole store, in bytes: a byte may take six of them, and a pair has some more.
const maxValues = 64 << 20

// Sizes of a page of versions.
const (
	defaultVersions = 20
	maxVersions     = 1000
)

func (a *API) listStores(c *call) (any, error) {
	list := ownwire.StoreList{Items: []ownwire.Store{}}
	page := selvedge.Page{Limit: 100}
	for {
		stores, more, err := a.Stores.KeyValueStores(c.ctx, page)
		if err != nil {
			return nil, err
		}
		for _, s := range stores {
			list.Items = append(list.Items, a.wireStore(s))
		}
		if !more || len(stores) == 0 {
			return list, nil
		}
		page.After = stores[len(stores)-1].Name
	}
}

func (a *API) wireStore(s *selvedge.KeyValueStore) ownwire.Store {
	out := ownwire.Store{
		Name: s.Name, ID: s.ID, ARN: selvedge.KeyValueStoreARN(a.AccountID, s.ID), Status: s.Status, FailureReason: s.FailureReason,
		Version: s.Content.Version, ETag: s.DataETag(), ItemCount: s.Content.ItemCount, TotalSizeInBytes: s.Content.Size,
		Created: s.CreatedTime, LastModified: s.Content.ModifiedTime, Functions: s.Functions,
	}
	if s.Comment != nil {
		out.Comment = *s.Comment
	}
	return out
}

// store returns the store that the path names, by its name, its id or its ARN.
func (a *API) store(c *call) (*selvedge.KeyValueStore, error) {
	given := c.labels["Store"]
	if id, ok := selvedge.KeyValueStoreIDOf(a.AccountID, given); ok {
		return a.Values.KeyValueStoreByID(c.ctx, id)
	}
	s, err := a.Stores.KeyValueStore(c.ctx, given)
	if selvedge.ErrorCode(err) == selvedge.CodeEntityNotFound {
		if byID, idErr := a.Values.KeyValueStoreByID(c.ctx, given); idErr == nil {
			return byID, nil
		}
	}
	return s, err
}

func (a *API) getStore(c *call) (any, error) {
	s, err := a.store(c)
	if err != nil {
		return nil, err
	}
	return a.wireStore(s), nil
}

func (a *API) createStore(c *call) (any, error) {
	var in ownwire.NewStore
	if err := decode(c.body, &in); err != nil {
		return nil, err
	}
	selvedge.AuditOf(c.ctx).Name("key-value-store/" + in.Name)
	if _, err := a.Stores.CreateKeyValueStore(c.ctx, selvedge.NewKeyValueStore{Name: in.Name, Comment: in.Comment}); err != nil {
		return nil, err
	}
	s, err := a.Stores.KeyValueStore(c.ctx, in.Name) // READY by now
	if err != nil {
		return nil, err
	}
	return a.wireStore(s), nil
}

// deleteStore deletes a store; without If-Match whatever its version is.
func (a *API) deleteStore(c *call) (any, error) {
	s, err := a.store(c)
	if err != nil {
		return nil, err
	}
	tag := c.ifMatch
	if tag == "" {
		tag = s.ETag()
	}
	return nil, a.Stores.DeleteKeyValueStore(c.ctx, s.Name, tag)
}

// getValues answers with the content of one version; ?version=0, or none, is the current one, ?prefix= leaves out other
// keys.
func (a *API) getValues(c *call) (any, error) {
	version, err := c.number("version")
	if err != nil {
		return nil, err
	}
	s, err := a.store(c)
	if err != nil {
		return nil, err
	}
	values, v, err := a.History.KeyValuesAt(c.ctx, s.ID, version)
	if err != nil {
		return nil, err
	}
	if prefix := c.query.Get("prefix"); prefix != "" {
		for k := range values {
			if !strings.HasPrefix(k, prefix) {
				delete(values, k)
			}
		}
	}
	return ownwire.Content{Name: s.Name, Version: ownwire.NewVersion(v), Values: values}, nil
}

// replaceValues makes the body the content of a store; with ?merge=true it puts the pairs of the body into it. The body
// may be compressed with gzip.
func (a *API) replaceValues(c *call) (any, error) {
	var merge bool
	if text := c.query.Get("merge"); text != "" {
		var err error
		if merge, err = strconv.ParseBool(text); err != nil {
			return nil, selvedge.Errorf(selvedge.CodeInvalidArgument, "merge is %q; it must be true or false.", text)
		}
	}
	body, err := decompress(c.body)
	if err != nil {
		return nil, err
	}
	if !utf8.Valid(body) {
		return nil, selvedge.Errorf(selvedge.CodeInvalidArgument, "The body is not UTF-8.")
	}
	var in ownwire.Values
	if err := decode(body, &in); err != nil {
		return nil, err
	}
	if in.Values == nil {
		return nil, selvedge.Errorf(selvedge.CodeInvalidArgument, "The body has no Values.")
	}
	s, err := a.store(c)
	if err != nil {
		return nil, err
	}
	v, err := a.History.ReplaceKeyValues(c.ctx, s.ID, c.ifMatch, in.Values, merge)
	if err != nil {
		return nil, err
	}
	return ownwire.NewVersion(v), nil
}

// decompress returns the body, which may be what gzip has made of it.
func decompress(body []byte) ([]byte, error) {
	if !bytes.HasPrefix(body, []byte{0x1f, 0x8b}) { // which JSON does not begin with
		return body, nil
	}
	r, err := gzip.NewReader(bytes.NewReader(body))
	if err == nil {
		body, err = io.ReadAll(io.LimitReader(r, maxValues+1))
	}
	switch {
	case err != nil:
		return nil, selvedge.WrapError(selvedge.CodeInvalidArgument, err, "The body is not valid gzip: %v.", err)
	case len(body) > maxValues:
		return nil, selvedge.Errorf(selvedge.CodeInvalidArgument, "The body has more than %d bytes when it is not compressed.", maxValues)
	}
	return body, nil
}

// listVersions answers with a page of the history: ?limit= versions older than ?before=.
func (a *API) listVersions(c *call) (any, error) {
	before, err := c.number("before")
	if err != nil {
		return nil, err
	}
	limit, err := c.number("limit")
	if err != nil {
		return nil, err
	}
	if limit == 0 {
		limit = defaultVersions
	}
	s, err := a.store(c)
	if err != nil {
		return nil, err
	}
	versions, more, err := a.History.KeyValueVersions(c.ctx, s.ID, before, int(min(limit, maxVersions)))
	if err != nil {
		return nil, err
	}
	list := ownwire.VersionList{Items: make([]ownwire.Version, len(versions)), More: more}
	for i := range versions {
		list.Items[i] = ownwire.NewVersion(&versions[i])
	}
	return list, nil
}

// rollBack makes the content of ?version= the current one.
func (a *API) rollBack(c *call) (any, error) {
	version, err := c.number("version")
	if err != nil {
		return nil, err
	}
	s, err := a.store(c)
	if err != nil {
		return nil, err
	}
	v, err := a.History.RollBackKeyValues(c.ctx, s.ID, c.ifMatch, version)
	if err != nil {
		return nil, err
	}
	return ownwire.NewVersion(v), nil
}

// number returns a parameter of the query; 0 when it is left out.
func (c *call) number(name string) (uint64, error) {
	text := c.query.Get(name)
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return 0, selvedge.Errorf(selvedge.CodeInvalidArgument, "%s is %q; it must be a number.", name, text)
	}
	return n, nil
}
