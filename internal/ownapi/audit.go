// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package ownapi

import (
	"strconv"
	"time"

	"selvedge"
	"selvedge/internal/ownwire"
)

// defaultAuditRecords is how many records ListAuditRecords answers with when it is not told.
const defaultAuditRecords = 100

// listAuditRecords answers with the newest records that the query chooses: Since, Until (RFC 3339), Operation, Key,
// Resource, Limit.
func (a *API) listAuditRecords(c *call) (any, error) {
	q := selvedge.AuditQuery{
		Operation: c.query.Get("Operation"), Key: c.query.Get("Key"), Resource: c.query.Get("Resource"), Limit: defaultAuditRecords,
	}
	if text := c.query.Get("Limit"); text != "" {
		var err error
		if q.Limit, err = strconv.Atoi(text); err != nil {
			return nil, selvedge.WrapError(selvedge.CodeInvalidArgument, err, "Limit is %q, which is not a number.", text)
		}
	}
	for name, to := range map[string]*time.Time{"Since": &q.Since, "Until": &q.Until} {
		text := c.query.Get(name)
		if text == "" {
			continue
		}
		var err error
		if *to, err = time.Parse(time.RFC3339, text); err != nil {
			return nil, selvedge.WrapError(selvedge.CodeInvalidArgument, err, "%s is %q, which is not a time of RFC 3339.", name, text)
		}
	}
	list, err := a.Audit.AuditRecords(c.ctx, q)
	if err != nil {
		return nil, err
	}
	return ownwire.AuditRecordList{Items: list}, nil
}
