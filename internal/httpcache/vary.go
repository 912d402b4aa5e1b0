// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package httpcache

import (
	"slices"
	"strings"

	"selvedge/internal/httpmsg"
)

// This file is about responses of which there are several variants. Source: RFC 9111 section 4.1. The cache key
// holds what the policy selects, and what is not sent to the origin cannot make its answers differ; so variants exist
// only for headers that are sent without being in the key.

// varying is how a response varies.
type varying int

const (
	varyNone varying = iota
	varySome
	varyAny // *
)

// maxVary bounds the header names that a response may vary on; with more, it is not stored.
const maxVary = 16

func varies(h httpmsg.Headers) varying {
	v := varyNone
	for i := range h {
		if h[i].Name != "vary" {
			continue
		}
		for list := h[i].Value; list != ""; {
			var name string
			name, list, _ = strings.Cut(list, ",")
			switch name = strings.Trim(name, " \t"); name {
			case "":
			case "*":
				return varyAny
			default:
				v = varySome
			}
		}
	}
	return v
}

// VaryNames returns the names in the Vary lines of h that the policy does not have in the key: lower case, in order,
// each once. ok is false when there are too many.
func (p *Policy) VaryNames(h httpmsg.Headers) (names []string, ok bool) {
	for i := range h {
		if h[i].Name != "vary" {
			continue
		}
		for list := h[i].Value; list != ""; {
			var name string
			name, list, _ = strings.Cut(list, ",")
			name = strings.ToLower(strings.Trim(name, " \t"))
			if name == "" || name == "*" || p.keyed(name) || slices.Contains(names, name) {
				continue
			}
			if len(names) == maxVary {
				return nil, false
			}
			names = append(names, strings.Clone(name))
		}
	}
	slices.Sort(names)
	return names, true
}

// AppendVariant appends to key what tells the variants apart: the values of names in the request that was, or would
// be, sent to the origin.
func AppendVariant(key []byte, names []string, sent httpmsg.Headers) []byte {
	key = append(key, 'V')
	for _, name := range names {
		key = appendPart(key, name)
		key = appendValues(key, name, sent)
	}
	return key
}
