// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfwire

import (
	"time"

	"selvedge"
)

// Invalidation is the answer of CreateInvalidation and GetInvalidation. Source of all types here: api.md section 5.
type Invalidation struct {
	Id                string                     `wire:"required"`
	Status            string                     `wire:"required"`
	CreateTime        time.Time                  `wire:"required"`
	InvalidationBatch selvedge.InvalidationBatch `wire:"required"`
}

// InvalidationSummary is an invalidation in a list.
type InvalidationSummary struct {
	Id         string    `wire:"required"`
	CreateTime time.Time `wire:"required"`
	Status     string    `wire:"required"`
}

// InvalidationList is a page of invalidations, newest first.
type InvalidationList struct {
	Marker      string                `wire:"required"`
	NextMarker  string                `wire:"omitempty"`
	MaxItems    int                   `wire:"required"`
	IsTruncated bool                  `wire:"required"`
	Quantity    int                   `wire:"required"`
	Items       []InvalidationSummary `wire:"item=InvalidationSummary"`
}

// NewInvalidation describes i.
func NewInvalidation(i *selvedge.Invalidation) Invalidation {
	return Invalidation{Id: i.ID, Status: i.Status(), CreateTime: i.CreateTime, InvalidationBatch: i.Batch}
}

// NewInvalidationSummary describes i in a list.
func NewInvalidationSummary(i *selvedge.InvalidationSummary) InvalidationSummary {
	return InvalidationSummary{Id: i.ID, CreateTime: i.CreateTime, Status: i.Status()}
}
