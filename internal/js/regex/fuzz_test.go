// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package regex_test

import (
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/js/regex"
)

// FuzzRegexp: no pattern and no input makes the package panic or run past its budget, offsets are sane, and a match
// takes the same steps and has the same result in a used Matcher.
func FuzzRegexp(f *testing.F) {
	for i, c := range matchCases {
		f.Add(c.pattern, c.input, uint8(i))
	}
	for i, bm := range benchmarks {
		f.Add(bm.pattern, bm.input, uint8(i))
	}
	f.Add(`(?<=(?1))(a(?<=(?2)))(b(?<=(?1)))`, "ab", uint8(1))
	f.Add(`(?=é\K|a)(?1)?(b)`, "éb", uint8(0))
	f.Fuzz(func(t *testing.T, pattern, input string, bits uint8) {
		v, mode := regex.V1, regex.Text
		if bits&1 != 0 {
			v = regex.V2
		}
		if bits&2 != 0 || !utf8.ValidString(input) {
			mode = regex.Bytes
		}
		p, err := regex.Compile(pattern, regex.Flags(bits>>2)&(regex.IgnoreCase|regex.Multiline), v)
		if err != nil {
			if syntax := err.(*regex.SyntaxError); syntax.Offset < 0 || syntax.Offset > 6*len(pattern) {
				t.Errorf("offset %d of the error in %q", syntax.Offset, pattern)
			}
			_ = err.Error()
			return
		}
		fuzzMatch(t, p, input, mode)
	})
}

func fuzzMatch(t *testing.T, p *regex.Program, input string, mode regex.Mode) {
	var used, fresh regex.Matcher
	for start := 0; start <= len(input) && start < 4; start++ {
		if mode == regex.Text && start < len(input) && !utf8.RuneStart(input[start]) {
			continue
		}
		first, second := int64(20_000), int64(20_000)
		matched, err := p.Match(&used, &first, input, start, mode)
		fresh = regex.Matcher{}
		again, err2 := p.Match(&fresh, &second, input, start, mode)
		if matched != again || (err == nil) != (err2 == nil) || first != second {
			t.Fatalf("%q on %q: %v %v with %d left, then %v %v with %d left", p.Source(), input, matched, err, first, again, err2, second)
		}
		if !matched {
			continue
		}
		if diff := cmp.Diff(fresh.Captures, used.Captures); diff != "" {
			t.Fatalf("%q on %q: a used matcher differs:\n%s", p.Source(), input, diff)
		}
		checkCaptures(t, p, &used, input, mode)
	}
}

func checkCaptures(t *testing.T, p *regex.Program, m *regex.Matcher, input string, mode regex.Mode) {
	if len(m.Captures) != 2*(p.Groups()+1) {
		t.Fatalf("%q has %d groups and %d offsets", p.Source(), p.Groups(), len(m.Captures))
	}
	for i := 0; i < len(m.Captures); i += 2 {
		from, to := m.Captures[i], m.Captures[i+1]
		if from == -1 && to == -1 && i > 0 {
			continue
		}
		sane := 0 <= from && from <= to && to <= len(input)
		if sane && mode == regex.Text {
			sane = (from == len(input) || utf8.RuneStart(input[from])) && (to == len(input) || utf8.RuneStart(input[to]))
		}
		if !sane {
			t.Fatalf("%q on %q: group %d is %d to %d", p.Source(), input, i/2, from, to)
		}
	}
}
