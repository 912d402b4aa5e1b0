// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin_test

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"selvedge/internal/js"
	"selvedge/internal/js/vm"
)

// call gives texts to main of an instance, takes the instance back to its start, and returns the text of the result;
// ok is false when main threw.
func call(t *testing.T, i *js.Instance, args ...string) (text string, ok bool) {
	t.Helper()
	values := make([]vm.Value, len(args))
	for n, arg := range args {
		values[n] = i.Realm().NewString(arg).Value()
	}
	result, err := i.Invoke("main", values...)
	if err == nil {
		text, err = i.Realm().ToText(result)
	}
	text = strings.Clone(text)
	if !i.Rollback() {
		t.Fatalf("main(%q) cannot be rolled back: %v", args, err)
	}
	return text, err == nil
}

// FuzzJSON: JSON.parse accepts what encoding/json accepts, and what JSON.stringify makes of it is valid and comes back
// unchanged. It accepts more: "01", ".5" and "1." are numbers in njs.
func FuzzJSON(f *testing.F) {
	for _, s := range []string{`null`, ` [1, -0.5e+3, "é\u0041\n", true] `, `{"a":{"b":[]},"a":1}`, `"\ud83d\ude00"`, `"\ud800"`, `01`,
		`[1,]`, `{"__proto__":[1e400]}`, "\"\t\"", `"\x"`, "\u00a01", strings.Repeat("[", 20) + strings.Repeat("]", 20)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || len(s) > 2000 || strings.Count(s, "[")+strings.Count(s, "{") > 30 {
			return // the depth has a limit
		}
		for v := range environments {
			i := instance(t, v, "function main(s) { return JSON.stringify(JSON.parse(s)) }", vm.Limits{})
			text, ok := call(t, i, s)
			if !ok {
				if json.Valid([]byte(s)) {
					t.Errorf("version %v: JSON.parse(%q) throws", v, s)
				}
				continue
			}
			if !json.Valid([]byte(text)) {
				t.Errorf("version %v: %q becomes %q, which is not JSON", v, s, text)
			}
			if again, _ := call(t, i, text); again != text {
				t.Errorf("version %v: %q becomes %q and then %q", v, s, text, again)
			}
		}
	})
}

// dateSource shows a date of a time value in all the ways that must agree.
const dateSource = `function main(ms, text) {
	var d = new Date(+ms), c = new Date(0);
	if (isNaN(d)) return 'invalid ' + Date.parse(text);
	c.setUTCFullYear(d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate());
	c.setUTCHours(d.getUTCHours(), d.getUTCMinutes(), d.getUTCSeconds(), d.getUTCMilliseconds());
	return [d.toISOString(), +d, Date.parse(d.toISOString()), +c, Date.parse(text)].join();
}`

// FuzzDate compares dates with package time, and finds that every text is parsed to a time value or NaN.
func FuzzDate(f *testing.F) {
	for _, ms := range []float64{0, -1, 1e12, 951782400000, -62198755200000, 8.64e15, -8.64e15, 8.64e15 + 2} {
		f.Add(ms, "2020-01-02T03:04:05Z")
	}
	for _, s := range []string{"Thu, 02 Jan 2020 03:04:05 GMT", "2020", "+275760-09-13", "Jan 1 2020", "2020-13", "99999999999999999999"} {
		f.Add(1.5, s)
	}
	f.Fuzz(func(t *testing.T, ms float64, text string) {
		for v := range environments {
			got, _ := call(t, instance(t, v, dateSource, vm.Limits{}), strconv.FormatFloat(ms, 'f', -1, 64), text)
			cut := strings.LastIndexAny(got, ", ")
			if parsed, err := strconv.ParseFloat(got[cut+1:], 64); err != nil ||
				!math.IsNaN(parsed) && (parsed != math.Trunc(parsed) || math.Abs(parsed) > 8.64e15) {
				t.Errorf("version %v: Date.parse(%q): %q", v, text, got)
			}
			want := "invalid"
			if math.Abs(ms) <= 8.64e15 {
				want = dateText(int64(ms))
			}
			if got[:max(cut, 0)] != want {
				t.Errorf("version %v: %v is %q, want %q", v, ms, got, want)
			}
		}
	})
}

// dateText is what main of dateSource shows, according to package time.
func dateText(ms int64) string {
	at := time.UnixMilli(ms).UTC()
	year, rest := at.Year(), at.Format("-01-02T15:04:05.000Z")
	iso := "+"
	switch {
	case year < 0:
		iso = "-"
	case year <= 9999:
		iso = ""
	}
	digits := strconv.Itoa(max(year, -year))
	iso += strings.Repeat("0", max(0, map[bool]int{true: 4, false: 6}[iso == ""]-len(digits))) + digits + rest
	n := strconv.FormatInt(ms, 10)
	return strings.Join([]string{iso, n, n, n}, ",")
}
