// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package restxml

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"selvedge"
)

// This file checks the constraints of the API model. Violations are collected, so that a client learns of all of
// them at once. Form and texts: api.md 1.5.

// maxViolations is how many violations a message lists; it counts them all.
const maxViolations = 50

// check checks the value of a member that is present.
func (d *decoder) check(f *field, v reflect.Value) {
	switch f.kind {
	case kindString:
		s := v.String()
		if s == "" && !f.required {
			return // unset, api.md 1.2
		}
		d.checkLength(&f.rules, utf8.RuneCountInString(s), func() string { return quote(s) })
		d.checkText(&f.rules, s)
	case kindBytes:
		d.checkLength(&f.rules, v.Len(), func() string { return fmt.Sprintf("'(%d bytes)'", v.Len()) })
	case kindList:
		d.checkLength(&f.rules, v.Len(), func() string { return describeList(v.Len()) })
	case kindInt, kindInt64:
		d.checkRange(&f.rules, float64(v.Int()), v)
	case kindFloat:
		d.checkRange(&f.rules, v.Float(), v)
	}
}

func (d *decoder) checkLength(r *rules, n int, value func() string) {
	if r.min != nil && int64(n) < *r.min {
		d.violation(value(), "Member must have length greater than or equal to %d", *r.min)
	}
	if r.max != nil && int64(n) > *r.max {
		d.violation(value(), "Member must have length less than or equal to %d", *r.max)
	}
}

// checkRange compares as floats: bounds are far below 2^53.
func (d *decoder) checkRange(r *rules, n float64, v reflect.Value) {
	if r.min != nil && n < float64(*r.min) {
		d.violation(quote(fmt.Sprint(v)), "Member must have value greater than or equal to %d", *r.min)
	}
	if r.max != nil && n > float64(*r.max) {
		d.violation(quote(fmt.Sprint(v)), "Member must have value less than or equal to %d", *r.max)
	}
}

// checkText checks a string or an item of a list of strings.
func (d *decoder) checkText(r *rules, s string) {
	if r.enum != nil && !slices.Contains(r.enum, s) {
		d.violation(quote(s), "Member must satisfy value set: [%s]", strings.Join(r.enum, ", "))
	}
	if r.pattern != nil && !r.pattern.MatchString(s) {
		d.violation(quote(s), "Member must satisfy regular expression pattern: %s", r.source)
	}
}

// checkPresence notes the required members of the struct v that are absent; seen has a bit for each that is not.
func (d *decoder) checkPresence(p *structPlan, v reflect.Value, seen uint64) {
	for i := range p.fields {
		f := &p.fields[i]
		if !f.required || seen&(1<<i) != 0 {
			continue
		}
		if i == p.items && seen&(1<<p.quantity) != 0 && (f.min == nil || *f.min == 0) &&
			v.FieldByIndex(p.fields[p.quantity].index).Int() == 0 {
			continue // no items were announced, api.md 1.2
		}
		d.frames = append(d.frames, frame{member: f.member})
		d.violation("null", "Member must not be null")
		d.pop()
	}
}

func (d *decoder) checkQuantity(p *structPlan, v reflect.Value) {
	if p.quantity < 0 || d.mismatch != nil {
		return
	}
	quantity := v.FieldByIndex(p.fields[p.quantity].index).Int()
	items := v.FieldByIndex(p.fields[p.items].index).Len()
	if quantity != int64(items) {
		d.mismatch = selvedge.Errorf(selvedge.CodeInconsistentQuantities,
			"The value of Quantity and the number of Items do not match at '%s': "+
				"Quantity is %d, the number of Items is %d.", d.path(), quantity, items)
	}
}

func (d *decoder) violation(value, format string, args ...any) {
	if d.violated++; d.violated > maxViolations {
		return
	}
	d.violations = append(d.violations, fmt.Sprintf("Value %s at '%s' failed to satisfy constraint: %s",
		value, d.path(), fmt.Sprintf(format, args...)))
}

// verdict returns the error for what was collected, if anything was.
func (d *decoder) verdict() error {
	if d.violated == 0 {
		return d.mismatch
	}
	plural, more := "s", ""
	if d.violated == 1 {
		plural = ""
	}
	if n := d.violated - len(d.violations); n > 0 {
		more = fmt.Sprintf("; and %d more", n)
	}
	return selvedge.Errorf(selvedge.CodeMalformedXML, "%d validation error%s detected: %s%s",
		d.violated, plural, strings.Join(d.violations, "; "), more)
}

// path returns the members that lead to the innermost open element, such as "origins.items.1.member.id", or the
// root element's name when that is the whole input.
func (d *decoder) path() string {
	var names []string
	for _, f := range d.frames {
		switch {
		case f.index > 0:
			names = append(names, strconv.Itoa(f.index), "member")
		case f.member != "":
			names = append(names, f.member)
		}
	}
	if len(names) == 0 {
		return clip(d.frames[0].name.Local)
	}
	return strings.Join(names, ".")
}

func quote(s string) string { return "'" + clip(s) + "'" }

// describeList stands for the items of a list, which can be many and large.
func describeList(n int) string {
	if n == 0 {
		return "'[]'"
	}
	return fmt.Sprintf("'[%d items]'", n)
}
