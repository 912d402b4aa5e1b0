// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfwire

import "selvedge"

// ErrorResponse is the body of every answer that is an error. Source: api.md 1.4.
type ErrorResponse struct {
	Error     ErrorDetail `wire:"required"`
	RequestId string
}

// ErrorDetail says what went wrong. Type is Sender for statuses from 400 to 499 and Receiver from 500 on.
type ErrorDetail struct {
	Type    string
	Code    string `wire:"required"` // a selvedge.Code, or the name of an internal error
	Message string

	// CurrentETags is beyond AWS; clients ignore it. It says what If-Match should have been.
	CurrentETags []CurrentETag `wire:"item=CurrentETag"`
}

// CurrentETag is the entity tag of a resource, or of a stage of it.
type CurrentETag struct {
	Stage selvedge.Stage `wire:"omitempty"`
	ETag  string
}
