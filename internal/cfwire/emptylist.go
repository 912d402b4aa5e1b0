// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfwire

// EmptyList is a page without items of what this server does not have, with all that lists of its kind have. Source:
// api.md section 11.
type EmptyList struct {
	Marker      *string
	MaxItems    *int
	IsTruncated *bool
	Quantity    *int
}
