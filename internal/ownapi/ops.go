// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package ownapi

import (
	"context"
	"net/http"
	"net/url"
	"strings"
)

// operation is one row of the table.
type operation struct {
	name   string
	method string
	path   string // below Root; {X} stands for one segment
	run    func(a *API, c *call) (any, error)
}

// operations is the dispatch table.
var operations = []operation{
	{"ListTestEvents", http.MethodGet, "/functions/{Function}/test-events", (*API).listTestEvents},
	{"PutTestEvent", http.MethodPut, "/functions/{Function}/test-events/{Name}", (*API).putTestEvent},
	{"DeleteTestEvent", http.MethodDelete, "/functions/{Function}/test-events/{Name}", (*API).deleteTestEvent},

	{"ListStores", http.MethodGet, "/key-value-stores", (*API).listStores},
	{"CreateStore", http.MethodPost, "/key-value-stores", (*API).createStore},
	{"GetStore", http.MethodGet, "/key-value-stores/{Store}", (*API).getStore},
	{"DeleteStore", http.MethodDelete, "/key-value-stores/{Store}", (*API).deleteStore},
	{"GetValues", http.MethodGet, "/key-value-stores/{Store}/values", (*API).getValues},
	{"ReplaceValues", http.MethodPut, "/key-value-stores/{Store}/values", (*API).replaceValues},
	{"ListVersions", http.MethodGet, "/key-value-stores/{Store}/versions", (*API).listVersions},
	{"RollBack", http.MethodPost, "/key-value-stores/{Store}/rollback", (*API).rollBack},

	{"ListAccessKeys", http.MethodGet, "/access-keys", (*API).listAccessKeys},
	{"CreateAccessKey", http.MethodPost, "/access-keys", (*API).createAccessKey},
	{"RotateAccessKey", http.MethodPost, "/access-keys/{Id}/rotate", (*API).rotateAccessKey},
	{"RevokeAccessKey", http.MethodDelete, "/access-keys/{Id}", (*API).revokeAccessKey},
	{"ListAuditRecords", http.MethodGet, "/audit", (*API).listAuditRecords},
}

// call is one request of an operation.
type call struct {
	ctx     context.Context
	labels  map[string]string // the {Name}s of the path, decoded
	query   url.Values
	ifMatch string // as sent; "" when absent
	body    []byte
}

// match compares a path with a pattern, segment by segment, and returns the decoded labels.
func match(pattern, path string) (map[string]string, bool) {
	parts, segments := strings.Split(pattern, "/"), strings.Split(path, "/")
	if len(parts) != len(segments) {
		return nil, false
	}
	labels := map[string]string{}
	for i, part := range parts {
		name, isLabel := strings.CutPrefix(part, "{")
		if !isLabel {
			if part != segments[i] {
				return nil, false
			}
			continue
		}
		value, err := url.PathUnescape(segments[i])
		if err != nil || value == "" {
			return nil, false
		}
		labels[strings.TrimSuffix(name, "}")] = value
	}
	return labels, true
}
