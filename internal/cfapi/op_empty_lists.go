// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"selvedge"
	"selvedge/internal/cfwire"
)

// This file answers operations on what this server does not have: lists are empty, because tools that make an inventory
// call them all. Source: api.md section 11.

// listShape says what a list without items holds beside MaxItems.
type listShape uint8

const (
	shortList  listShape = iota // MaxItems and Quantity
	markedList                  // and Marker and IsTruncated
	logList                     // MaxItems, IsTruncated and Marker
	bareList                    // nothing
)

// emptyList adapts a list of a kind that there is none of.
func emptyList(root string, shape listShape) handler {
	return func(_ *API, c *call, _ []byte) (reply, error) {
		list := cfwire.EmptyList{}
		if shape == bareList {
			return reply{root: root, body: list}, nil
		}
		size, err := c.pageSize()
		if err != nil {
			return reply{}, err
		}
		marker, truncated, quantity := c.query["Marker"], false, 0
		list.MaxItems = &size
		if shape != shortList {
			list.Marker, list.IsTruncated = &marker, &truncated
		}
		if shape != logList {
			list.Quantity = &quantity
		}
		return reply{root: root, body: list}, nil
	}
}

// unsupported answers for what this server does not do; with 400, as clients repeat what is answered with 5xx.
func unsupported(name string) handler {
	return func(*API, *call, []byte) (reply, error) {
		return reply{}, selvedge.Errorf(selvedge.CodeUnsupportedOperation, "This server does not implement %s.", name)
	}
}
