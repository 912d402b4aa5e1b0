// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package restxml

import (
	"bytes"
	"encoding/base64"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// timeFormat is how times are written. Source: api.md 1.3.
const timeFormat = "2006-01-02T15:04:05.000Z"

// setScalar parses text and stores it in v. It returns what text should have been, or "". Text is not kept.
func setScalar(k kind, v reflect.Value, text []byte) (problem string) {
	if k == kindString {
		v.SetString(string(text))
		return ""
	}
	if k == kindBytes {
		b, ok := parseBase64(text)
		v.SetBytes(b)
		return unless(ok, "base64 with padding")
	}
	s := string(bytes.Trim(text, space))
	switch k {
	case kindBool:
		v.SetBool(strings.EqualFold(s, "true"))
		return unless(v.Bool() || strings.EqualFold(s, "false"), "true or false")
	case kindInt:
		n, err := strconv.ParseInt(s, 10, 32)
		v.SetInt(n)
		return unless(err == nil, "a decimal integer of 32 bits")
	case kindInt64:
		n, err := strconv.ParseInt(s, 10, 64)
		v.SetInt(n)
		return unless(err == nil, "a decimal integer of 64 bits")
	case kindFloat:
		f, err := strconv.ParseFloat(s, 64)
		v.SetFloat(f)
		return unless(err == nil && strings.Trim(s, "0123456789.eE+-") == "", "a decimal number")
	case kindTime:
		t, err := time.Parse(time.RFC3339, s)
		t = t.UTC().Truncate(time.Millisecond)
		v.Set(reflect.ValueOf(t))
		return unless(err == nil && t.Year() >= 1 && t.Year() <= 9999, "a time such as 2026-01-02T03:04:05.678Z")
	}
	panic("BUG: restxml: not a scalar")
}

func unless(ok bool, problem string) string {
	if ok {
		return ""
	}
	return problem
}

// parseBase64 decodes standard base64; white space may stand anywhere. The result is never nil.
func parseBase64(text []byte) ([]byte, bool) {
	compact := make([]byte, 0, len(text))
	for _, c := range text {
		if strings.IndexByte(space, c) < 0 {
			compact = append(compact, c)
		}
	}
	n, err := base64.StdEncoding.Decode(compact, compact) // in place: the output never overtakes the input
	return compact[:n], err == nil
}

// appendScalar appends v as text. It fails for floats that have no decimal form.
func appendScalar(buf []byte, k kind, v reflect.Value) ([]byte, bool) {
	switch k {
	case kindString:
		return appendEscaped(buf, v.String()), true
	case kindBool:
		return strconv.AppendBool(buf, v.Bool()), true
	case kindInt, kindInt64:
		return strconv.AppendInt(buf, v.Int(), 10), true
	case kindFloat:
		f := v.Float()
		return strconv.AppendFloat(buf, f, 'f', -1, 64), !math.IsNaN(f) && !math.IsInf(f, 0)
	case kindTime:
		return v.Interface().(time.Time).UTC().AppendFormat(buf, timeFormat), true
	case kindBytes:
		return base64.StdEncoding.AppendEncode(buf, v.Bytes()), true
	}
	panic("BUG: restxml: not a scalar")
}
