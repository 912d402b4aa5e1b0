// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// The calendar: times as milliseconds, and as year, month and so on.

package builtin

import "math"

// dateField names a field of a date, in the order of the arguments of Date.UTC.
type dateField int

const (
	fieldYear dateField = iota
	fieldMonth
	fieldDay
	fieldHour
	fieldMinute
	fieldSecond
	fieldMillisecond
	fieldWeekday
	dateFieldCount
)

// dateFields are integral; a year of NaN makes the date invalid.
type dateFields [dateFieldCount]float64

const (
	maxTime          = 8.64e15 // ECMA-262 21.4.1.1
	millisecondsADay = 86400000
	minYear, maxYear = -271821, 275760
	daysTo1970       = 719468 // from 0000-03-01, where the years of the calculation begin
	daysIn400Years   = 146097
	maxMonths        = maxYear * 12
	maxDateDays      = maxYear * 12 * 366
)

// timeClip makes a time valid or NaN. ECMA-262 21.4.1.31.
func timeClip(t float64) float64 {
	if !(math.Abs(t) <= maxTime) {
		return math.NaN()
	}
	return math.Trunc(t) + 0
}

// makeDate returns the time of fields, which may lie outside of their ranges. ECMA-262 21.4.1.28, 21.4.1.29.
func makeDate(f dateFields) float64 {
	year, month, day := f[fieldYear], f[fieldMonth], f[fieldDay]
	if !(year >= minYear && year <= maxYear) || month < minYear*12 || month > maxMonths ||
		day < minYear*12*366 || day > maxDateDays {
		return math.NaN()
	}
	months := int64(year)*12 + int64(month)
	days := float64(daysFromCivil(floorDiv(months, 12), floorMod(months, 12))) + day - 1
	t := ((f[fieldHour]*60+f[fieldMinute])*60+f[fieldSecond])*1000 + f[fieldMillisecond]
	return timeClip(t + days*millisecondsADay)
}

// daysFromCivil returns the days from 1970 to the first of a month, 0..11. Years are taken to begin in March, so that
// the leap day is the last of a year.
func daysFromCivil(year, month int64) int64 {
	if month < 2 {
		year--
		month += 12
	}
	era := floorDiv(year, 400)
	inEra := year - era*400
	inYear := (153*(month-2) + 2) / 5
	return era*daysIn400Years + inEra*365 + inEra/4 - inEra/100 + inYear - daysTo1970
}

// fieldsOf returns the fields of a time; those of NaN are of 1970.
func fieldsOf(t float64) (f dateFields) {
	if math.IsNaN(t) {
		t = 0
	}
	ms := int64(t)
	days, rest := floorDiv(ms, millisecondsADay), floorMod(ms, millisecondsADay)
	f[fieldWeekday] = float64(floorMod(days+4, 7))
	f[fieldHour] = float64(rest / 3600000)
	f[fieldMinute] = float64(rest / 60000 % 60)
	f[fieldSecond] = float64(rest / 1000 % 60)
	f[fieldMillisecond] = float64(rest % 1000)

	days += daysTo1970
	era, inEra := floorDiv(days, daysIn400Years), floorMod(days, daysIn400Years)
	year := (inEra - inEra/1460 + inEra/36524 - inEra/(daysIn400Years-1)) / 365
	inYear := inEra - (365*year + year/4 - year/100)
	month := (5*inYear + 2) / 153 // 0 is March
	f[fieldDay] = float64(inYear - (153*month+2)/5 + 1)
	year += era * 400
	if month += 2; month >= 12 {
		month -= 12
		year++
	}
	f[fieldMonth], f[fieldYear] = float64(month), float64(year)
	return f
}

func floorDiv(a, b int64) int64 { return (a - floorMod(a, b)) / b }

func floorMod(a, b int64) int64 { return (a%b + b) % b }
