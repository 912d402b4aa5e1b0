// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import (
	"math"

	"selvedge/internal/js/vm"
)

// The time zone of functions is UTC, so that getHours and getUTCHours and their like are the same. runtime.md 6.6.
var dateTemplates = []vm.Template{
	constructor(vm.DateConstructor, vm.DatePrototype, "Date", 7, dateConstructor,
		vm.Method("UTC", 7, dateUTC),
		vm.Method("now", 0, dateNow),
		vm.Method("parse", 1, dateParse),
	),
	prototype(vm.DatePrototype, vm.DateConstructor, "Date",
		primitiveProtoProperty(),
		vm.Method("valueOf", 0, dateValueOf),
		vm.Method("toString", 0, dateFormatter(formatDateTime)),
		vm.Method("toDateString", 0, dateFormatter(formatDate)),
		vm.Method("toTimeString", 0, dateFormatter(formatTime)),
		vm.Method("toLocaleString", 0, dateFormatter(formatDateTime)),
		vm.Method("toLocaleDateString", 0, dateFormatter(formatDate)),
		vm.Method("toLocaleTimeString", 0, dateFormatter(formatTime)),
		vm.Method("toUTCString", 0, dateFormatter(formatUTC)),
		vm.Method("toISOString", 0, dateToISOString),
		vm.Method("toJSON", 1, dateToJSON),
		vm.Method("getTime", 0, dateValueOf),
		vm.Method("getFullYear", 0, dateGetter(fieldYear)),
		vm.Method("getUTCFullYear", 0, dateGetter(fieldYear)),
		vm.Method("getMonth", 0, dateGetter(fieldMonth)),
		vm.Method("getUTCMonth", 0, dateGetter(fieldMonth)),
		vm.Method("getDate", 0, dateGetter(fieldDay)),
		vm.Method("getUTCDate", 0, dateGetter(fieldDay)),
		vm.Method("getDay", 0, dateGetter(fieldWeekday)),
		vm.Method("getUTCDay", 0, dateGetter(fieldWeekday)),
		vm.Method("getHours", 0, dateGetter(fieldHour)),
		vm.Method("getUTCHours", 0, dateGetter(fieldHour)),
		vm.Method("getMinutes", 0, dateGetter(fieldMinute)),
		vm.Method("getUTCMinutes", 0, dateGetter(fieldMinute)),
		vm.Method("getSeconds", 0, dateGetter(fieldSecond)),
		vm.Method("getUTCSeconds", 0, dateGetter(fieldSecond)),
		vm.Method("getMilliseconds", 0, dateGetter(fieldMillisecond)),
		vm.Method("getUTCMilliseconds", 0, dateGetter(fieldMillisecond)),
		vm.Method("getTimezoneOffset", 0, dateGetTimezoneOffset),
		vm.Method("setTime", 1, dateSetTime),
		vm.Method("setMilliseconds", 1, dateSetter(fieldMillisecond, 1)),
		vm.Method("setUTCMilliseconds", 1, dateSetter(fieldMillisecond, 1)),
		vm.Method("setSeconds", 2, dateSetter(fieldSecond, 2)),
		vm.Method("setUTCSeconds", 2, dateSetter(fieldSecond, 2)),
		vm.Method("setMinutes", 3, dateSetter(fieldMinute, 3)),
		vm.Method("setUTCMinutes", 3, dateSetter(fieldMinute, 3)),
		vm.Method("setHours", 4, dateSetter(fieldHour, 4)),
		vm.Method("setUTCHours", 4, dateSetter(fieldHour, 4)),
		vm.Method("setDate", 1, dateSetter(fieldDay, 1)),
		vm.Method("setUTCDate", 1, dateSetter(fieldDay, 1)),
		vm.Method("setMonth", 2, dateSetter(fieldMonth, 2)),
		vm.Method("setUTCMonth", 2, dateSetter(fieldMonth, 2)),
		vm.Method("setFullYear", 3, dateSetter(fieldYear, 3)),
		vm.Method("setUTCFullYear", 3, dateSetter(fieldYear, 3)),
	),
}

// dateValue is the internal data of dates: milliseconds since 1970, without fraction, or NaN.
type dateValue float64

// thisDate returns the receiver and its time.
func thisDate(c *vm.Call) (*vm.Object, float64, error) {
	if c.This.Is(vm.ClassDate) {
		o := c.This.Object()
		return o, float64(o.Internal().(dateValue)), nil
	}
	return nil, 0, c.TypeError("cannot convert %s to date", c.TypeName(c.This))
}

// dateConstructor is Date(...). Called without new it returns the present time as a text. ECMA-262 21.4.2.1.
func dateConstructor(c *vm.Call) (vm.Value, error) {
	if !c.IsConstruct() {
		return c.NewString(formatDateTime(c.Now())).Value(), nil
	}
	t, err := dateOfArguments(c)
	if err != nil {
		return vm.Undefined, err
	}
	return c.NewObjectOf(vm.ClassDate, c.Intrinsic(vm.DatePrototype), dateValue(t)).Value(), nil
}

func dateOfArguments(c *vm.Call) (float64, error) {
	switch c.NArgs() {
	case 0:
		return timeClip(c.Now()), nil
	case 1:
		return dateOfValue(c, c.Arg(0))
	}
	fields, err := dateArguments(c)
	return makeDate(fields), err
}

func dateOfValue(c *vm.Call, v vm.Value) (float64, error) {
	if v.Is(vm.ClassDate) {
		return float64(v.Object().Internal().(dateValue)), nil
	}
	v, err := c.ToPrimitive(v, vm.HintNumber)
	if err != nil {
		return 0, err
	}
	if v.IsString() {
		text, err := c.ToText(v)
		return parseDate(text), err
	}
	if v.IsSymbol() {
		return 0, nil // as in njs, which takes its bits for a number
	}
	f, err := c.ToNumber(v)
	return timeClip(f), err
}

// dateArguments converts arguments of Date and Date.UTC: year, month, day and so on. Years below 100 are of the 20th
// century.
func dateArguments(c *vm.Call) (fields dateFields, err error) {
	fields[fieldDay] = 1
	for i := range min(c.NArgs(), int(fieldWeekday)) {
		f, err := c.ToNumber(c.Arg(i))
		if err != nil {
			return fields, err
		}
		if !isFinite(f) {
			fields[fieldYear] = math.NaN()
			if c.Version() == vm.V1 {
				return fields, nil // njs 0.4.3 does not convert the rest
			}
			continue
		}
		fields[i] = math.Trunc(f)
	}
	if year := fields[fieldYear]; year >= 0 && year < 100 {
		fields[fieldYear] += 1900
	}
	return fields, nil
}

// dateUTC is Date.UTC(year, month, ...). ECMA-262 21.4.3.4.
func dateUTC(c *vm.Call) (vm.Value, error) {
	if c.NArgs() == 0 {
		return vm.NaN, nil
	}
	fields, err := dateArguments(c)
	return vm.Number(makeDate(fields)), err
}

// dateNow is Date.now(). The clock stands still during an invocation. ECMA-262 21.4.3.1, runtime.md 6.6.
func dateNow(c *vm.Call) (vm.Value, error) { return vm.Number(timeClip(c.Now())), nil }

// dateParse is Date.parse(text). ECMA-262 21.4.3.2.
func dateParse(c *vm.Call) (vm.Value, error) {
	if c.NArgs() == 0 {
		return vm.NaN, nil
	}
	text, err := c.ToText(c.Arg(0))
	return vm.Number(parseDate(text)), err
}

// dateValueOf is Date.prototype.valueOf, and getTime. ECMA-262 21.4.4.44.
func dateValueOf(c *vm.Call) (vm.Value, error) {
	_, t, err := thisDate(c)
	return vm.Number(t), err
}

// dateFormatter makes the methods that write a date. ECMA-262 21.4.4.41.
func dateFormatter(format func(t float64) string) vm.Func {
	return func(c *vm.Call) (vm.Value, error) {
		_, t, err := thisDate(c)
		if err != nil {
			return vm.Undefined, err
		}
		return formatted(c, format(t))
	}
}

// dateToISOString is Date.prototype.toISOString. njs 0.4.3 writes "Invalid Date" where 0.7.12 throws.
// ECMA-262 21.4.4.36.
func dateToISOString(c *vm.Call) (vm.Value, error) {
	_, t, err := thisDate(c)
	if err != nil {
		return vm.Undefined, err
	}
	if math.IsNaN(t) && c.Version() != vm.V1 {
		return vm.Undefined, c.RangeError("Invalid time value")
	}
	return formatted(c, formatISO(t))
}

// dateToJSON is Date.prototype.toJSON(key). It calls toISOString even when the date is invalid. ECMA-262 21.4.4.37.
func dateToJSON(c *vm.Call) (vm.Value, error) {
	if o := c.This.Object(); o != nil {
		toISOString, err := c.Get(o, vm.Keys.ToISOString)
		if err != nil {
			return vm.Undefined, err
		}
		if toISOString.IsCallable() {
			return c.Invoke(toISOString, c.This, c.Args()...)
		}
	}
	return vm.Undefined, c.TypeError("\"this\" argument is not an object")
}

// dateGetter makes the methods that return a field. ECMA-262 21.4.4.2.
func dateGetter(f dateField) vm.Func {
	return func(c *vm.Call) (vm.Value, error) {
		_, t, err := thisDate(c)
		if err != nil || math.IsNaN(t) {
			return vm.NaN, err
		}
		fields := fieldsOf(t)
		return vm.Number(fields[f]), nil
	}
}

// dateGetTimezoneOffset is Date.prototype.getTimezoneOffset. ECMA-262 21.4.4.11.
func dateGetTimezoneOffset(c *vm.Call) (vm.Value, error) {
	_, t, err := thisDate(c)
	if err != nil || math.IsNaN(t) {
		return vm.NaN, err
	}
	return vm.Int(0), nil
}

// dateSetTime is Date.prototype.setTime(time). ECMA-262 21.4.4.27.
func dateSetTime(c *vm.Call) (vm.Value, error) {
	o, _, err := thisDate(c)
	if err != nil {
		return vm.Undefined, err
	}
	f, err := c.ToNumber(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	return setDate(c, o, timeClip(f)), nil
}

func setDate(c *vm.Call, o *vm.Object, t float64) vm.Value {
	c.SetInternal(o, dateValue(t))
	return vm.Number(t)
}

// dateSetter makes the methods that change up to n fields, from f on. ECMA-262 21.4.4.20.
func dateSetter(f dateField, n int) vm.Func {
	return func(c *vm.Call) (vm.Value, error) {
		o, t, err := thisDate(c)
		if err != nil {
			return vm.Undefined, err
		}
		if c.NArgs() == 0 || f != fieldYear && math.IsNaN(t) {
			return setDate(c, o, math.NaN()), nil
		}
		fields := fieldsOf(t)
		at := f
		for i := range min(n, c.NArgs()) {
			x, err := c.ToNumber(c.Arg(i))
			if err != nil {
				return vm.Undefined, err
			}
			if isFinite(x) {
				fields[at] = math.Trunc(x)
				at++
				continue
			}
			fields[fieldYear] = math.NaN()
			if c.Version() == vm.V1 {
				break
			}
		}
		return setDate(c, o, makeDate(fields)), nil
	}
}
