// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package kvsapi

import (
	"context"
	"encoding/base64"
	"net/http"
	"net/url"
	"strconv"

	"selvedge"
)

// operation is one row of the table.
type operation struct {
	name   string
	method string
	path   string // behind the ARN; {Key} stands for one segment
	run    func(a *API, c *call) (reply, error)
}

// operations is the dispatch table. Source: AWS CloudFront KeyValueStore API 2022-07-26, request syntax of each operation.
var operations = []operation{
	{"DescribeKeyValueStore", http.MethodGet, "", (*API).describe},
	{"ListKeys", http.MethodGet, "/keys", (*API).listKeys},
	{"UpdateKeys", http.MethodPost, "/keys", (*API).updateKeys},
	{"GetKey", http.MethodGet, "/keys/{Key}", (*API).getKey},
	{"PutKey", http.MethodPut, "/keys/{Key}", (*API).putKey},
	{"DeleteKey", http.MethodDelete, "/keys/{Key}", (*API).deleteKey},
}

// call is one request of an operation.
type call struct {
	ctx     context.Context
	store   string // id
	key     string // decoded; of operations on a key
	query   url.Values
	ifMatch string // as sent; "" when absent
	body    []byte
}

// reply is a successful answer; its status is 200.
type reply struct {
	etag string // "" when the operation has none
	body any
}

// Sizes of a page of ListKeys. Source: kvs-api.md section 1.
const (
	defaultPage = 10
	maxPage     = 50
)

// describe answers with the figures of a store. Source: kvs-api.md section 1.
func (a *API) describe(c *call) (reply, error) {
	s, err := a.Values.KeyValueStoreByID(c.ctx, c.store)
	if err != nil {
		return reply{}, err
	}
	return reply{etag: s.DataETag(), body: newDescription(a.AccountID, s)}, nil
}

// listKeys answers with a page of pairs, in order of key. Source: kvs-api.md sections 1 and 3.
func (a *API) listKeys(c *call) (reply, error) {
	page := selvedge.Page{Limit: defaultPage}
	if text := c.query.Get("MaxResults"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > maxPage {
			return reply{}, selvedge.Errorf(selvedge.CodeValidation, "MaxResults is %q; it must be an integer from 1 to %d.", text, maxPage)
		}
		page.Limit = n
	}
	if token := c.query.Get("NextToken"); token != "" {
		after, err := base64.RawURLEncoding.DecodeString(token)
		if err != nil || len(after) == 0 {
			return reply{}, selvedge.Errorf(selvedge.CodeValidation, "NextToken is not one that ListKeys has answered.")
		}
		page.After = string(after)
	}
	pairs, more, err := a.Values.KeyValues(c.ctx, c.store, page)
	if err != nil {
		return reply{}, err
	}
	list := keyList{Items: make([]pair, len(pairs))}
	for i, p := range pairs {
		list.Items[i] = pair{&p.Key, &p.Value}
	}
	if more {
		list.NextToken = base64.RawURLEncoding.EncodeToString([]byte(pairs[len(pairs)-1].Key))
	}
	return reply{body: list}, nil
}

// getKey answers with a value. There is no ETag. Source: kvs-api.md section 1.
func (a *API) getKey(c *call) (reply, error) {
	value, s, err := a.Values.KeyValue(c.ctx, c.store, c.key)
	if err != nil {
		return reply{}, err
	}
	return reply{body: keyValue{c.key, value, figuresOf(s)}}, nil
}

// putKey sets one key.
func (a *API) putKey(c *call) (reply, error) {
	var in struct{ Value *string }
	if err := decode(c.body, &in); err != nil {
		return reply{}, err
	}
	if in.Value == nil {
		return reply{}, selvedge.Errorf(selvedge.CodeValidation, "The member Value is missing.")
	}
	return a.change(c, selvedge.KeyChanges{Puts: []selvedge.KeyValue{{Key: c.key, Value: *in.Value}}})
}

// deleteKey removes one key, which must be there.
func (a *API) deleteKey(c *call) (reply, error) {
	return a.change(c, selvedge.KeyChanges{Deletes: []string{c.key}})
}

// updateKeys makes up to 50 changes, all or none. Source: kvs-api.md sections 1 and 3.
func (a *API) updateKeys(c *call) (reply, error) {
	var in struct {
		Puts    []pair
		Deletes []pair
	}
	if err := decode(c.body, &in); err != nil {
		return reply{}, err
	}
	var changes selvedge.KeyChanges
	for i, p := range in.Puts {
		if p.Key == nil || p.Value == nil {
			return reply{}, selvedge.Errorf(selvedge.CodeValidation, "Puts[%d] lacks its Key or its Value.", i)
		}
		changes.Puts = append(changes.Puts, selvedge.KeyValue{Key: *p.Key, Value: *p.Value})
	}
	for i, p := range in.Deletes {
		if p.Key == nil {
			return reply{}, selvedge.Errorf(selvedge.CodeValidation, "Deletes[%d] lacks its Key.", i)
		}
		changes.Deletes = append(changes.Deletes, *p.Key)
	}
	return a.change(c, changes)
}

func (a *API) change(c *call, changes selvedge.KeyChanges) (reply, error) {
	s, err := a.Values.ChangeKeyValues(c.ctx, c.store, c.ifMatch, changes)
	if err != nil {
		return reply{}, err
	}
	return reply{etag: s.DataETag(), body: figuresOf(s)}, nil
}
