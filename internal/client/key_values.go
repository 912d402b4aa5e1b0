// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package client

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"

	"selvedge"
	"selvedge/internal/ownwire"
)

// Services that requests are signed for.
const (
	ownService       = "selvedge"
	dataPlaneService = "cloudfront-keyvaluestore"
)

// ownStores is the path of the key value stores in Selvedge's own API.
const ownStores = "/selvedge/v1/key-value-stores"

func storePath(store, rest string, query url.Values) string {
	path := ownStores + "/" + url.PathEscape(store) + rest
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	return path
}

// own makes a request to Selvedge's own API and returns its answer.
func own[T any](ctx context.Context, c *Client, r Request) (*T, error) {
	r.Service = ownService
	out := new(T)
	_, err := c.Do(ctx, r, out)
	if err != nil {
		return nil, err
	}
	return out, nil
}

// Stores returns all key value stores, in order of name.
func (c *Client) Stores(ctx context.Context) (*ownwire.StoreList, error) {
	return own[ownwire.StoreList](ctx, c, Request{Method: http.MethodGet, Path: ownStores})
}

// Store returns the key value store with this name, id or ARN.
func (c *Client) Store(ctx context.Context, store string) (*ownwire.Store, error) {
	return own[ownwire.Store](ctx, c, Request{Method: http.MethodGet, Path: storePath(store, "", nil)})
}

// CreateStore creates an empty key value store.
func (c *Client) CreateStore(ctx context.Context, in ownwire.NewStore) (*ownwire.Store, error) {
	body, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	return own[ownwire.Store](ctx, c, Request{Method: http.MethodPost, Path: ownStores, Body: body})
}

// DeleteStore deletes a key value store with all its keys and its history.
func (c *Client) DeleteStore(ctx context.Context, store string) error {
	_, err := c.Do(ctx, Request{Service: ownService, Method: http.MethodDelete, Path: storePath(store, "", nil)}, nil)
	return err
}

// Values returns the keys that begin with prefix and their values, as they were in a version; 0 is the current one.
func (c *Client) Values(ctx context.Context, store string, version uint64, prefix string) (*ownwire.Content, error) {
	query := url.Values{}
	if version != 0 {
		query.Set("version", strconv.FormatUint(version, 10))
	}
	if prefix != "" {
		query.Set("prefix", prefix)
	}
	return own[ownwire.Content](ctx, c, Request{Method: http.MethodGet, Path: storePath(store, "/values", query)})
}

// ReplaceValues makes values the content of a store, or with merge puts them into it. An empty ifMatch means whatever is
// there.
func (c *Client) ReplaceValues(
	ctx context.Context, store, ifMatch string, values map[string]string, merge bool,
) (*ownwire.Version, error) {
	var body bytes.Buffer
	w := gzip.NewWriter(&body)
	if err := json.NewEncoder(w).Encode(ownwire.Values{Values: values}); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	query := url.Values{}
	if merge {
		query.Set("merge", "true")
	}
	return own[ownwire.Version](ctx, c, Request{
		Method: http.MethodPut, Path: storePath(store, "/values", query), IfMatch: ifMatch, Body: body.Bytes(),
	})
}

// Versions returns up to limit versions older than before, the newest first; with 0 from the current one on.
func (c *Client) Versions(ctx context.Context, store string, before uint64, limit int) (*ownwire.VersionList, error) {
	query := url.Values{"limit": {strconv.Itoa(limit)}}
	if before != 0 {
		query.Set("before", strconv.FormatUint(before, 10))
	}
	return own[ownwire.VersionList](ctx, c, Request{Method: http.MethodGet, Path: storePath(store, "/versions", query)})
}

// RollBack makes the content of an earlier version that of a new one. An empty ifMatch means whatever is there.
func (c *Client) RollBack(ctx context.Context, store, ifMatch string, version uint64) (*ownwire.Version, error) {
	query := url.Values{"version": {strconv.FormatUint(version, 10)}}
	return own[ownwire.Version](ctx, c, Request{Method: http.MethodPost, Path: storePath(store, "/rollback", query), IfMatch: ifMatch})
}

// Figures is what the data plane answers to changes, and the entity tag behind it.
type Figures struct {
	ETag             string `json:"-"`
	ItemCount        int
	TotalSizeInBytes int64
}

func dataPath(arn, rest string) string {
	return "/key-value-stores/" + url.QueryEscape(arn) + "/keys" + rest
}

// Value returns the value of a key of the store with this ARN.
func (c *Client) Value(ctx context.Context, arn, key string) (string, error) {
	var out struct{ Value string }
	_, err := c.Do(ctx, Request{Service: dataPlaneService, Method: http.MethodGet, Path: dataPath(arn, "/"+url.PathEscape(key))}, &out)
	return out.Value, err
}

// UpdateKeys puts and deletes keys of the store with this ARN, all or none.
func (c *Client) UpdateKeys(ctx context.Context, arn, ifMatch string, changes selvedge.KeyChanges) (*Figures, error) {
	type key struct{ Key string }
	var in struct {
		Puts    []selvedge.KeyValue `json:",omitempty"`
		Deletes []key               `json:",omitempty"`
	}
	in.Puts = changes.Puts
	for _, k := range changes.Deletes {
		in.Deletes = append(in.Deletes, key{k})
	}
	body, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	out := new(Figures)
	out.ETag, err = c.Do(ctx, Request{
		Service: dataPlaneService, Method: http.MethodPost, Path: dataPath(arn, ""), IfMatch: ifMatch, Body: body,
	}, out)
	if err != nil {
		return nil, err
	}
	return out, nil
}
