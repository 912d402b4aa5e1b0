// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package functest

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Path names places in a JSON value: response.headers.date, response.cookies.*.attributes, a["b.c"], a[0].
type Path []PathElement

// PathElement is one step into a value. Exactly one of its forms is used.
type PathElement struct {
	Name  string // a member of an object
	Index int    // an element of an array, when Name is empty
	All   bool   // all members or elements
}

// ParsePath reads a path. A dot at the beginning is allowed.
func ParsePath(text string) (Path, error) {
	var p Path
	rest := strings.TrimPrefix(text, ".")
	for first := true; rest != "" || first; first = false {
		var e PathElement
		var err error
		switch {
		case strings.HasPrefix(rest, "["):
			e, rest, err = bracket(rest)
		default:
			if !first {
				if !strings.HasPrefix(rest, ".") {
					return nil, fmt.Errorf("path %q: a dot is missing before %q", text, rest)
				}
				rest = rest[1:]
			}
			end := strings.IndexAny(rest, ".[")
			if end < 0 {
				end = len(rest)
			}
			e, rest = PathElement{Name: rest[:end], All: rest[:end] == "*"}, rest[end:]
			if e.Name == "" {
				err = errors.New("a name is missing")
			} else if !e.All && !plainName.MatchString(e.Name) {
				err = fmt.Errorf("the name %q must be written as [%q]", e.Name, e.Name)
			}
		}
		if err != nil {
			return nil, fmt.Errorf("path %q: %w", text, err)
		}
		p = append(p, e)
	}
	return p, nil
}

// bracketed matches ["name"], [1], [*] and [], at the beginning of a text.
var bracketed = regexp.MustCompile(`^\[(?:("(?:[^"\\]|\\.)*")|(\d{1,9})|(\*?))\]`)

func bracket(text string) (e PathElement, rest string, err error) {
	m := bracketed.FindStringSubmatch(text)
	if m == nil {
		return e, "", fmt.Errorf("%s is none of [\"name\"], [0] and [*]", text)
	}
	switch {
	case m[1] != "":
		if err := json.Unmarshal([]byte(m[1]), &e.Name); err != nil || e.Name == "" {
			return e, "", fmt.Errorf("%s is not a name", m[1])
		}
	case m[2] != "":
		e.Index, _ = strconv.Atoi(m[2]) // at most nine digits
	default:
		e.All = true
	}
	return e, text[len(m[0]):], nil
}

// remove removes what p names from v, in place. Elements of arrays become null, so that the others keep their places.
func (p Path) remove(v any) {
	if len(p) == 0 {
		return
	}
	e, last := p[0], len(p) == 1
	switch v := v.(type) {
	case map[string]any:
		for name, member := range v {
			if !e.All && (e.Name == "" || name != e.Name) {
				continue
			}
			if last {
				delete(v, name)
			} else {
				p[1:].remove(member)
			}
		}
	case []any:
		for i, element := range v {
			if !e.All && (e.Name != "" || i != e.Index) {
				continue
			}
			if last {
				v[i] = nil
			} else {
				p[1:].remove(element)
			}
		}
	}
}

// plainName matches names that a path shows as they are.
var plainName = regexp.MustCompile(`^[A-Za-z0-9_$-]+$`)

// member returns the text of a path one member deeper.
func member(path, name string) string {
	switch {
	case !plainName.MatchString(name):
		return path + "[" + strconv.Quote(name) + "]"
	case path == "":
		return name
	}
	return path + "." + name
}
