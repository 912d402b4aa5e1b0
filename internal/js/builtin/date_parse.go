// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import (
	"math"
	"strings"
)

// parseDate reads the formats that njs knows, and NaN stands for everything else:
//
//	1970-09-28T06:00:00.000Z          ISO 8601, with parts missing at the end, and years of six digits with a sign
//	Mon, 28 Sep 1970 06:00:00 GMT     RFC 2822, with or without the day of the week and the time
//	Mon Sep 28 1970 12:00:00 GMT+0600 what Date.prototype.toString writes
//
// Fields are not compared with their ranges: the 32nd of a month is the 1st of the next. ISO times with an offset are
// none of these formats.
func parseDate(text string) float64 {
	p := dateParser{rest: text, ok: text != ""}
	p.fields[fieldDay] = 1
	signed := p.ok && (text[0] == '+' || text[0] == '-')
	if signed {
		p.rest = text[1:]
	}
	switch {
	case p.startsWithDigits(4):
		p.iso(signed && text[0] == '-')
	case signed:
		return math.NaN()
	default:
		p.words()
	}
	if !p.ok {
		return math.NaN()
	}
	return makeDate(p.fields)
}

// dateParser reads from the front of rest. Once something is missing ok is false, and nothing is read any more.
type dateParser struct {
	rest   string
	ok     bool
	fields dateFields
}

func (p *dateParser) startsWithDigits(n int) bool {
	return p.ok && len(p.rest) >= n && digitCount(p.rest[:n]) == n
}

// number reads exactly n digits.
func (p *dateParser) number(n int) (value float64) {
	if !p.startsWithDigits(n) {
		p.ok = false
		return 0
	}
	for _, d := range []byte(p.rest[:n]) {
		value = value*10 + float64(d-'0')
	}
	p.rest = p.rest[n:]
	return value
}

// expect reads a character.
func (p *dateParser) expect(b byte) {
	if p.ok = p.ok && p.rest != "" && p.rest[0] == b; p.ok {
		p.rest = p.rest[1:]
	}
}

// done says whether there is nothing left to read.
func (p *dateParser) done() bool { return !p.ok || p.rest == "" }

// iso reads a date that begins with four digits.
func (p *dateParser) iso(negative bool) {
	p.fields[fieldYear] = p.number(4)
	if !p.done() && p.rest[0] != '-' {
		p.fields[fieldYear] = p.fields[fieldYear]*100 + p.number(2)
		if negative {
			p.ok = p.ok && p.fields[fieldYear] != 0
			p.fields[fieldYear] *= -1
		}
	}
	if p.done() {
		return
	}
	p.expect('-')
	if p.fields[fieldMonth] = p.number(2) - 1; p.done() {
		return
	}
	p.expect('-')
	if p.fields[fieldDay] = p.number(2); p.done() {
		return
	}
	p.expect('T')
	p.rest = strings.TrimSuffix(p.rest, "Z")
	p.clock()
	if p.done() {
		return
	}
	p.expect('.')
	p.fraction()
	p.ok = p.ok && p.rest == ""
}

// clock reads hours and minutes, and seconds when something follows those.
func (p *dateParser) clock() {
	p.fields[fieldHour] = p.number(2)
	p.expect(':')
	if p.fields[fieldMinute] = p.number(2); !p.done() {
		p.expect(':')
		p.fields[fieldSecond] = p.number(2)
	}
}

// fraction reads the digits of a fraction of a second, of which three count.
func (p *dateParser) fraction() {
	n := min(len(p.rest), 3)
	if n == 0 {
		p.ok = false
		return
	}
	p.fields[fieldMillisecond] = p.number(n) * [...]float64{100, 10, 1}[n-1]
	if !p.done() {
		p.number(len(p.rest))
	}
}

// words reads a date that has the month as a word, and maybe a word in front that is not looked at.
func (p *dateParser) words() {
	for range 2 {
		if p.startsWithDigits(2) {
			p.rfc2822()
			return
		}
		if p.month() {
			p.javaScript()
			return
		}
		i := strings.IndexByte(p.rest, ' ')
		if p.ok = p.ok && i >= 0; !p.ok {
			return
		}
		p.rest = p.rest[i:]
		p.spaces()
	}
	p.ok = false
}

// rfc2822 reads what begins with the day of the month.
func (p *dateParser) rfc2822() {
	p.fields[fieldDay] = p.number(2)
	p.spaces()
	p.ok = p.month()
	p.spaces()
	p.fields[fieldYear] = p.number(4)
	if p.timeOfDay() {
		if !strings.HasPrefix(p.rest, "GMT") && !strings.HasPrefix(p.rest, "UTC") {
			p.gmtOffset()
		}
	}
}

// javaScript reads what follows the month in the format of Date.prototype.toString.
func (p *dateParser) javaScript() {
	p.spaces()
	p.fields[fieldDay] = p.number(2)
	p.spaces()
	p.fields[fieldYear] = p.number(4)
	if p.timeOfDay() {
		for _, b := range []byte("GMT") {
			p.expect(b)
		}
		p.gmtOffset()
	}
}

// timeOfDay reads the time, if there is one, and says whether something follows it.
func (p *dateParser) timeOfDay() bool {
	if p.done() {
		return false
	}
	if p.spaces(); p.done() {
		return false
	}
	p.clock()
	if p.done() {
		return false
	}
	p.spaces()
	return !p.done()
}

// gmtOffset reads +0600. What follows it is not looked at.
func (p *dateParser) gmtOffset() {
	if p.done() || p.rest[0] != '+' && p.rest[0] != '-' {
		p.ok = false
		return
	}
	sign := 1.0
	if p.rest[0] == '-' {
		sign = -1
	}
	p.rest = p.rest[1:]
	hours := p.number(2)
	p.fields[fieldMillisecond] = -sign * (hours*60 + p.number(2)) * 60000
}

// month reads the name of a month and says whether there is one.
func (p *dateParser) month() bool {
	for i, name := range monthNames {
		if p.ok && strings.HasPrefix(p.rest, name) {
			p.fields[fieldMonth] = float64(i)
			p.rest = p.rest[len(name):]
			return true
		}
	}
	return false
}

// spaces reads at least one space.
func (p *dateParser) spaces() {
	rest := strings.TrimLeft(p.rest, " ")
	p.ok = p.ok && len(rest) < len(p.rest)
	p.rest = rest
}
