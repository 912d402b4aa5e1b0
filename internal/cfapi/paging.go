// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"strconv"

	"selvedge"
)

// maxItems is both the default and the cap of a page. Source: api.md 1.8.
const maxItems = 100

// pageSize reads MaxItems: absent means the default, above the cap means the cap.
func (c *call) pageSize() (int, error) {
	text := c.query["MaxItems"]
	if text == "" {
		return maxItems, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return 0, selvedge.Errorf(selvedge.CodeInvalidArgument, "MaxItems is %q; it must be a positive integer.", text)
	}
	return min(n, maxItems), nil
}
