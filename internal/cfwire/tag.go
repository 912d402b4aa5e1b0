// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfwire

import "selvedge"

// Tags is a set of tags: the body of TagResource, the answer of ListTagsForResource, and a member of the requests
// that create something. The list of an answer is present even when it is empty. Source: api.md 9.
type Tags struct {
	Items []selvedge.Tag `wire:"item=Tag,keepempty"`
}

// TagKeys is the body of UntagResource. Source: api.md 9.
type TagKeys struct {
	Items []string `wire:"item=Key"`
}
