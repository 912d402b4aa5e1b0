// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package httpcache

import (
	"net/http"
	"strconv"
	"strings"

	"selvedge/internal/httpmsg"
)

// This file answers requests for parts. Sources: RFC 9110 section 14; AWS developer guide, "How CloudFront processes
// partial requests for an object (range GETs)".

// maxRanges bounds the parts of one answer; with more, the viewer gets the whole object.
const maxRanges = 32

// Range is a part of a body.
type Range struct{ Start, Length int64 }

// Ranges returns the parts of the object that a GET request asks for. whole says that it gets everything: it asks for no
// part, or in a way that CloudFront does not follow: ranges must be valid, ascending and must not overlap. No range and
// not whole means that nothing of what was asked for is there (416).
func (o *Object) Ranges(req httpmsg.Headers, size int64) (list []Range, whole bool) {
	value, found := only(req, "range")
	if !found || o.Status != http.StatusOK || !o.rangeCounts(req) {
		return nil, true
	}
	const unit = "bytes="
	if len(value) < len(unit) || !strings.EqualFold(value[:len(unit)], unit) {
		return nil, true
	}
	end := int64(0) // of the range before
	for i, spec := 0, value[len(unit):]; spec != ""; i++ {
		var one string
		one, spec, _ = strings.Cut(spec, ",")
		r, ok := readRange(strings.Trim(one, " \t"), size)
		if !ok || i == maxRanges {
			return nil, true
		}
		if r.Length == 0 {
			continue
		}
		if r.Start < end {
			return nil, true
		}
		end = r.Start + r.Length
		list = append(list, r)
	}
	return list, false
}

// readRange reads a range-spec. One that is valid, but beyond the end, has the length 0.
func readRange(spec string, size int64) (r Range, ok bool) {
	from, to, ok := strings.Cut(spec, "-")
	if !ok {
		return r, false
	}
	if from == "" {
		n, ok := readOffset(to)
		n = min(n, size)
		return Range{size - n, n}, ok
	}
	start, ok := readOffset(from)
	if !ok {
		return r, false
	}
	end := size - 1
	if to != "" {
		last, ok := readOffset(to)
		if !ok || last < start {
			return r, false
		}
		end = min(end, last)
	}
	if start >= size {
		return Range{size, 0}, true
	}
	return Range{start, end - start + 1}, true
}

func readOffset(text string) (int64, bool) {
	if text == "" || text[0] < '0' || text[0] > '9' { // no signs
		return 0, false
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err == nil
}

// ContentRange returns the value of Content-Range for a part.
func (r Range) ContentRange(size int64) string {
	text := make([]byte, 0, 64)
	text = append(text, "bytes "...)
	text = strconv.AppendInt(text, r.Start, 10)
	text = append(text, '-')
	text = strconv.AppendInt(text, r.Start+r.Length-1, 10)
	text = append(text, '/')
	return string(strconv.AppendInt(text, size, 10))
}

// Unsatisfied returns the value of Content-Range for a 416.
func Unsatisfied(size int64) string { return "bytes */" + strconv.FormatInt(size, 10) }

// Multipart returns the media type of an answer with several parts, and the texts before each part and at the end.
// Source: RFC 9110 section 14.6. boundary must not occur in the parts; a random one does not.
func Multipart(list []Range, size int64, contentType, boundary string) (media string, before []string, end string) {
	for i, r := range list {
		text := "--" + boundary + "\r\n"
		if i > 0 {
			text = "\r\n" + text
		}
		if contentType != "" {
			text += "Content-Type: " + contentType + "\r\n"
		}
		before = append(before, text+"Content-Range: "+r.ContentRange(size)+"\r\n\r\n")
	}
	return "multipart/byteranges; boundary=" + boundary, before, "\r\n--" + boundary + "--\r\n"
}
