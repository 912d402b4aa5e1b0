// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package restxml

import (
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"
)

// rules is what a wire tag says about a field.
type rules struct {
	name      string // of the element
	required  bool
	omitEmpty bool
	keepEmpty bool
	item      string // name of the child elements; empty when the tag names none
	min, max  *int64
	enum      []string
	pattern   *regexp.Regexp // anchored at both ends
	source    string         // the expression of pattern as the tag has it
}

const defaultItem = "member"

// parseTag reads the wire tag of the field. It panics when the tag is malformed.
func parseTag(f reflect.StructField) rules {
	r := rules{name: f.Name}
	rest := f.Tag.Get("wire")
	for rest != "" {
		option, tail, _ := strings.Cut(rest, ",")
		key, value, _ := strings.Cut(option, "=")
		if key == "pattern" { // the rest of the tag, commas included
			_, value, _ = strings.Cut(rest, "=")
			tail = ""
		}
		if err := r.set(key, value); err != nil {
			panic(fmt.Sprintf("BUG: wire tag of field %s: %v", f.Name, err))
		}
		rest = tail
	}
	return r
}

func (r *rules) set(key, value string) (err error) {
	switch key {
	case "required", "omitempty", "keepempty":
		if value != "" {
			return fmt.Errorf("%s takes no value", key)
		}
	default:
		if value == "" {
			return fmt.Errorf("option %q is unknown or lacks its value", key)
		}
	}
	switch key {
	case "required":
		r.required = true
	case "omitempty":
		r.omitEmpty = true
	case "keepempty":
		r.keepEmpty = true
	case "name":
		r.name = value
	case "item":
		r.item = value
	case "min":
		r.min, err = parseBound(value)
	case "max":
		r.max, err = parseBound(value)
	case "enum":
		r.enum = strings.Split(value, "|")
	case "pattern":
		r.source = value
		r.pattern, err = regexp.Compile(`\A(?:` + value + `)\z`)
	default:
		err = fmt.Errorf("option %q is unknown", key)
	}
	return err
}

func parseBound(s string) (*int64, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	return &n, err
}

// fit panics when the rules make no sense for a field of shape s.
func (r *rules) fit(s *shape, f reflect.StructField) {
	list := s.kind == kindList
	text := s.kind == kindString || list && s.elem.kind == kindString
	sized := list || s.kind == kindString || s.kind == kindBytes || s.kind == kindInt || s.kind == kindInt64 ||
		s.kind == kindFloat
	problem := ""
	switch {
	case (r.item != "" || r.keepEmpty) && !list:
		problem = "item and keepempty are for slices"
	case (r.enum != nil || r.pattern != nil) && !text:
		problem = "enum and pattern are for strings"
	case (r.min != nil || r.max != nil) && !sized:
		problem = "min and max are for strings, numbers and slices"
	case r.min != nil && r.max != nil && *r.min > *r.max:
		problem = "min is above max"
	}
	if problem != "" {
		panic(fmt.Sprintf("BUG: wire tag of field %s: %s", f.Name, problem))
	}
}
