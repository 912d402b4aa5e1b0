// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package httpcache

import (
	"net/http"
	"strings"

	"selvedge/internal/httpmsg"
)

// This file evaluates the conditions of viewers against what is stored. Source: RFC 9110 section 13, RFC 9111 section
// 4.3.2.

// Unchanged says whether the viewer has the object already: the answer is 304 then. With If-None-Match,
// If-Modified-Since does not count.
func (o *Object) Unchanged(req httpmsg.Headers) bool {
	if o.Status != http.StatusOK {
		return false
	}
	given, matched := false, false
	for i := range req {
		if req[i].Name == "if-none-match" {
			given = true
			matched = matched || listsTag(req[i].Value, o.Header("etag"))
		}
	}
	if given {
		return matched
	}
	since := req.Get("if-modified-since")
	if since == "" {
		return false
	}
	at, err := parseDate(since)
	if err != nil {
		return false
	}
	modified, ok := o.modified()
	if !ok {
		modified, err = parseDate(o.Header("date"))
		ok = err == nil
	}
	return ok && !modified.After(at)
}

// listsTag says whether a list of entity tags has tag, by weak comparison. Source: RFC 9110 section 8.8.3.2.
func listsTag(list, tag string) bool {
	if strings.Trim(list, " \t") == "*" {
		return true
	}
	tag = strings.TrimPrefix(tag, "W/")
	if tag == "" {
		return false
	}
	for list = strings.TrimLeft(list, " \t,"); list != ""; list = strings.TrimLeft(list, " \t,") {
		list = strings.TrimPrefix(list, "W/")
		end := strings.IndexByte(list, ',')
		if strings.HasPrefix(list, "\"") { // a comma within quotes belongs to the tag
			if closing := strings.IndexByte(list[1:], '"'); closing >= 0 {
				end = closing + 2
			}
		}
		if end < 0 {
			end = len(list)
		}
		if strings.TrimRight(list[:end], " \t") == tag {
			return true
		}
		list = list[end:]
	}
	return false
}

// AppendConditions appends the lines that ask the origin whether the object has changed. Source: RFC 9111 section
// 4.3.1.
func (o *Object) AppendConditions(h httpmsg.Headers) httpmsg.Headers {
	if tag := o.Header("etag"); tag != "" {
		h = append(h, httpmsg.Header{Name: "if-none-match", Value: tag})
	}
	if modified := o.Header("last-modified"); modified != "" {
		h = append(h, httpmsg.Header{Name: "if-modified-since", Value: modified})
	}
	return h
}

// IsCondition says whether a header line of a viewer is about what the cache has, so that it is not for the origin
// when the answer is going to be stored.
func IsCondition(name string) bool {
	switch name {
	case "if-none-match", "if-modified-since", "if-match", "if-unmodified-since", "if-range", "range":
		return true
	}
	return false
}

// rangeCounts says whether a Range line counts, which If-Range decides. Source: RFC 9110 section 13.1.5: the validator
// must be a strong one.
func (o *Object) rangeCounts(req httpmsg.Headers) bool {
	condition := req.Get("if-range")
	if condition == "" {
		return true
	}
	if strings.HasPrefix(condition, "\"") {
		return condition == o.Header("etag")
	}
	at, err := parseDate(condition)
	modified, ok := o.modified()
	return err == nil && ok && modified.Equal(at)
}
