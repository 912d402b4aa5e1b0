// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import (
	"math"
	"strconv"
)

const invalidDate = "Invalid Date"

var (
	weekdayNames = [...]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}
	monthNames   = [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
)

// formatDateTime returns "Mon Sep 28 1970 12:00:00 GMT+0000". ECMA-262 21.4.4.41.
func formatDateTime(t float64) string {
	if math.IsNaN(t) {
		return invalidDate
	}
	return formatDate(t) + " " + formatTime(t)
}

// formatDate returns "Mon Sep 28 1970". ECMA-262 21.4.4.41.2.
func formatDate(t float64) string {
	if math.IsNaN(t) {
		return invalidDate
	}
	f := fieldsOf(t)
	text := append(make([]byte, 0, 64), weekdayNames[int(f[fieldWeekday])]...)
	text = append(text, ' ')
	text = append(text, monthNames[int(f[fieldMonth])]...)
	text = appendPadded(append(text, ' '), f[fieldDay], 2)
	return string(appendPadded(append(text, ' '), f[fieldYear], 4))
}

// formatTime returns "12:00:00 GMT+0000". ECMA-262 21.4.4.41.1.
func formatTime(t float64) string {
	if math.IsNaN(t) {
		return invalidDate
	}
	return string(appendClock(nil, fieldsOf(t))) + " GMT+0000"
}

// formatUTC returns "Mon, 28 Sep 1970 12:00:00 GMT". ECMA-262 21.4.4.43.
func formatUTC(t float64) string {
	if math.IsNaN(t) {
		return invalidDate
	}
	f := fieldsOf(t)
	text := append(make([]byte, 0, 64), weekdayNames[int(f[fieldWeekday])]...)
	text = appendPadded(append(text, ", "...), f[fieldDay], 2)
	text = append(text, ' ')
	text = append(text, monthNames[int(f[fieldMonth])]...)
	text = appendPadded(append(text, ' '), f[fieldYear], 4)
	return string(append(appendClock(append(text, ' '), f), " GMT"...))
}

// formatISO returns "1970-09-28T12:00:00.000Z". ECMA-262 21.4.1.32.
func formatISO(t float64) string {
	if math.IsNaN(t) {
		return invalidDate
	}
	f := fieldsOf(t)
	text := make([]byte, 0, 64)
	switch year := f[fieldYear]; {
	case year >= 0 && year <= 9999:
		text = appendPadded(text, year, 4)
	case year > 0:
		text = appendPadded(append(text, '+'), year, 6)
	default:
		text = appendPadded(append(text, '-'), -year, 6)
	}
	text = appendPadded(append(text, '-'), f[fieldMonth]+1, 2)
	text = appendPadded(append(text, '-'), f[fieldDay], 2)
	text = appendClock(append(text, 'T'), f)
	return string(append(appendPadded(append(text, '.'), f[fieldMillisecond], 3), 'Z'))
}

// appendClock appends "12:00:00".
func appendClock(text []byte, f dateFields) []byte {
	text = appendPadded(text, f[fieldHour], 2)
	text = appendPadded(append(text, ':'), f[fieldMinute], 2)
	return appendPadded(append(text, ':'), f[fieldSecond], 2)
}

// appendPadded appends an integer with at least width digits.
func appendPadded(text []byte, f float64, width int) []byte {
	n := int64(f)
	if n < 0 {
		text, n = append(text, '-'), -n
	}
	digits := strconv.FormatInt(n, 10)
	for range width - len(digits) {
		text = append(text, '0')
	}
	return append(text, digits...)
}
