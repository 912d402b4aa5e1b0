// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"strings"

	"selvedge"
	"selvedge/internal/cfwire"
)

// liveFollows ends the marker of a page whose last item is the DEVELOPMENT stage of a function whose LIVE stage
// is still to come. It cannot be part of a name.
const liveFollows = ":" + string(selvedge.StageLive)

// listFunctions lists one summary a stage, in order of name, DEVELOPMENT before LIVE. Source: api.md 1.8, 2.9.
func (a *API) listFunctions(c *call) (reply, error) {
	size, err := c.pageSize()
	if err != nil {
		return reply{}, err
	}
	only, err := c.stage("")
	if err != nil {
		return reply{}, err
	}
	list := cfwire.FunctionList{MaxItems: size}
	items, next, err := a.functionPage(c, size, only)
	if err != nil {
		return reply{}, err
	}
	list.Items, list.NextMarker, list.Quantity = items, next, len(items)
	return reply{root: "FunctionList", body: list}, nil
}

// functionPage collects up to size summaries behind the call's marker, and the marker of the next page.
func (a *API) functionPage(c *call, size int, only selvedge.Stage) (items []cfwire.FunctionSummary, next string, err error) {
	add := func(f *selvedge.Function, stage selvedge.Stage) {
		if f.Copy(stage) != nil && (only == "" || only == stage) {
			items = append(items, cfwire.NewFunctionSummary(a.AccountID, f, stage, a.ObservedStatus))
		}
	}
	after, half := strings.CutSuffix(c.query["Marker"], liveFollows)
	if half {
		f, err := a.Functions.Function(c.ctx, after)
		if err == nil {
			add(f, selvedge.StageLive)
		} else if selvedge.ErrorCode(err) != selvedge.CodeNoSuchFunctionExists {
			return nil, "", err
		}
	}
	for more := true; more && len(items) <= size; {
		var functions []*selvedge.Function
		functions, more, err = a.Functions.Functions(c.ctx, selvedge.Page{After: after, Limit: maxItems})
		if err != nil {
			return nil, "", err
		}
		for _, f := range functions {
			add(f, selvedge.StageDevelopment)
			add(f, selvedge.StageLive)
			after = f.Name
		}
	}
	if len(items) <= size {
		return items, "", nil
	}
	last, following := items[size-1], items[size]
	next = last.Name
	if following.Name == last.Name {
		next += liveFollows
	}
	return items[:size], next, nil
}
