// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package restxml is the codec for the bodies of the AWS REST-XML protocol as CloudFront uses it. What a struct
// looks like on the wire is written in its fields' `wire` tags; Decode reads a body into such a struct and checks
// the constraints of the API model, Encode writes one.
//
// The name of an element is the name of the Go field, the order of the fields is the order of the output, and
// embedded structs are flattened. A tag is a list of options, separated by commas:
//
//	name=X       the element is called X
//	required     the member must be present in what is decoded; it may be empty unless min says otherwise
//	omitempty    the zero value is left out of the output
//	item=X       of a slice: the items are X elements (default: member) inside the element of the field
//	keepempty    of a slice: the element is written even when there are no items
//	min=N max=N  length of a string in characters, of []byte in bytes, of a list in items; value of a number
//	enum=a|b     the values allowed for a string, or for the items of a slice of strings
//	pattern=RE   what a string, or each item of a slice of strings, must match as a whole; always the last
//	             option, because an expression may hold commas
//
// Field types are strings, bool, int (32 bits on the wire), int64, float64, time.Time (milliseconds), []byte
// (base64), structs, pointers to these, and slices of these other than []byte. A nil pointer, nil []byte and, without
// keepempty, an empty slice are left out. A tag or type that is none of this is our bug and panics.
//
// Invariants: nothing that a client sends is dropped silently: what has no place in the struct is refused. Work and
// memory are linear in the length of the body, and depth and number of elements are bounded. Any string is written
// so that a conforming parser reads it back; characters that XML 1.0 does not have become U+FFFD.
//
// Decode and Encode are safe for concurrent use; the parsed tags are cached by type and immutable. The package knows
// no HTTP and reads no streams: the caller bounds the body, whose hash the signature check needs anyway.
//
// Start reading at plan.go, then decode.go.
package restxml
