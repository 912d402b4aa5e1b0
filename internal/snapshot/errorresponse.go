// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapshot

import (
	"slices"
	"strconv"
	"time"

	"selvedge"
)

// DefaultErrorTTL is how long errors are cached at least, unless the distribution says otherwise.
// Source: AWS developer guide, "How CloudFront caches HTTP 4xx and 5xx status codes from your origin".
const DefaultErrorTTL = 10 * time.Second

// ErrorResponse is what a distribution does about an error status.
type ErrorResponse struct {
	Code   int           // of the origin
	Page   string        // path of the page that viewers get; empty: what the origin sent
	Status int           // that goes with the page
	MinTTL time.Duration // how long the error is cached at least
}

// newErrorResponses compiles what the configuration says of errors.
func newErrorResponses(config *selvedge.CustomErrorResponses) []ErrorResponse {
	list := make([]ErrorResponse, 0, len(config.Items))
	for i := range config.Items {
		c := &config.Items[i]
		r := ErrorResponse{Code: c.ErrorCode, Page: c.ResponsePagePath, Status: c.ErrorCode, MinTTL: DefaultErrorTTL}
		if status, err := strconv.Atoi(c.ResponseCode); err == nil { // the control plane takes numbers only
			r.Status = status
		}
		if ttl := c.ErrorCachingMinTTL; ttl != nil {
			r.MinTTL = time.Duration(*ttl) * time.Second
		}
		list = append(list, r)
	}
	return slices.Clip(list)
}

// ErrorResponse returns what the distribution does about a status, or nil when it has nothing for it.
func (d *Distribution) ErrorResponse(status int) *ErrorResponse {
	for i := range d.errors {
		if d.errors[i].Code == status {
			return &d.errors[i]
		}
	}
	return nil
}

// ErrorTTL returns how long an answer with an error status is cached at least.
func (d *Distribution) ErrorTTL(status int) time.Duration {
	if r := d.ErrorResponse(status); r != nil {
		return r.MinTTL
	}
	return DefaultErrorTTL
}
