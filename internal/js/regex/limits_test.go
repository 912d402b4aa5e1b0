// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package regex_test

import (
	"errors"
	"math"
	"strings"
	"sync"
	"testing"

	"selvedge/internal/js/regex"
)

// TestBudget: catastrophic patterns end when the steps are used up.
func TestBudget(t *testing.T) {
	tests := []struct{ name, pattern, input string }{
		{"nested quantifiers", `(a+)+$`, strings.Repeat("a", 40) + "b"},
		{"nested groups", `^(([a-z])+.)+[A-Z]([a-z])+$`, strings.Repeat("a", 60)},
		{"overlapping alternatives", `^(a|aa|aaa)+$`, strings.Repeat("a", 80) + "b"},
		{"many lazy", `^.*?.*?.*?.*?.*?=$`, strings.Repeat("=x", 300)},
		{"references", `^(.*)(.*)(.*)\1\2\3x$`, strings.Repeat("ab", 200) + "x"},
		{"counted", `^(?:a?){50}a{50}[bc]`, strings.Repeat("a", 60)},
		{"recursion", `^(a(?1)?a|a)+$`, strings.Repeat("a", 60) + "b"},
		{"lookaheads", `^(?:(?=(a+))a)+\1$`, strings.Repeat("a", 2000) + "b"},
		{"long input", `x*y`, strings.Repeat("x", 50_000) + "zy"},
	}
	for _, tt := range tests {
		for _, v := range []regex.Version{regex.V1, regex.V2} {
			p := mustCompile(t, tt.pattern, "", v)
			var m regex.Matcher
			budget := int64(50_000)
			_, err := p.Match(&m, &budget, tt.input, 0, regex.Text)
			if !errors.Is(err, regex.ErrBudget) || budget != 0 {
				t.Errorf("%s: V%d error = %v, budget = %d, want ErrBudget and 0", tt.name, v, err, budget)
			}
			budget = 100
			if ok, err := mustCompile(t, `b`, "", v).Match(&m, &budget, "ab", 0, regex.Text); !ok || err != nil {
				t.Errorf("%s: V%d the matcher cannot be used again: %v, %v", tt.name, v, ok, err)
			}
		}
	}
}

// TestSteps: the price of a match is part of what a function's users can rely on.
func TestSteps(t *testing.T) {
	tests := []struct {
		pattern, input string
		want           int64
	}{
		{`abc`, "xxabc", 3},
		{`abc`, strings.Repeat("x", 800), 101},
		{`^/([^/]+)/`, "/users/42", 10},
		{`[a-z]+\d`, "abc1", 6},
		{`(a+)+$`, "aaaab", 165},
	}
	for _, tt := range tests {
		p := mustCompile(t, tt.pattern, "", regex.V2)
		for range 2 {
			var m regex.Matcher
			budget := int64(1000)
			if _, err := p.Match(&m, &budget, tt.input, 0, regex.Text); err != nil || 1000-budget != tt.want {
				t.Errorf("%q on %d bytes took %d steps, error %v, want %d", tt.pattern, len(tt.input), 1000-budget, err, tt.want)
			}
		}
	}
}

// TestMatchError: njs 0.4.3 and 0.7.12 throw these texts as InternalError.
func TestMatchError(t *testing.T) {
	tests := []struct {
		name, pattern, input string
		v                    regex.Version
		want                 string
	}{
		{"limit", `(a+)+$`, strings.Repeat("a", 40) + "b", regex.V1, "pcre_exec() failed: -8"},
		{"limit", `(a+)+$`, strings.Repeat("a", 40) + "b", regex.V2, "pcre2_match() failed: match limit exceeded"},
		{"memory", `^(?:.|x)*[yz]`, strings.Repeat("x", 1<<20+1), regex.V1, "pcre_exec() failed: -21"},
		{"memory", `^(?:.|x)*[yz]`, strings.Repeat("x", 1<<20+1), regex.V2, "pcre2_match() failed: heap limit exceeded"},
		{"memory of recursion", `^(x(?1)?)[yz]`, strings.Repeat("x", 1<<20), regex.V2, "pcre2_match() failed: heap limit exceeded"},
		{"loop", `(?(?=a)(?R)|b)`, "ab", regex.V1, "pcre_exec() failed: -26"},
		{"loop", `((?1)|a)`, "ab", regex.V2, "pcre2_match() failed: nested recursion at the same subject position"},
	}
	for _, tt := range tests {
		if testing.Short() && tt.name != "loop" {
			continue // millions of steps
		}
		p := mustCompile(t, tt.pattern, "", tt.v)
		var m regex.Matcher
		budget := int64(math.MaxInt64)
		_, err := p.Match(&m, &budget, tt.input, 0, regex.Text)
		var failure *regex.MatchError
		if !errors.As(err, &failure) || err.Error() != tt.want {
			t.Errorf("%s: V%d error = %v, want %s", tt.name, tt.v, err, tt.want)
		}
	}
}

// TestHostilePatterns: patterns that could take long to read, or nest deeply, are read or refused quickly.
func TestHostilePatterns(t *testing.T) {
	tests := []struct {
		name, pattern, want string
	}{
		{"nesting", strings.Repeat("(", 251) + strings.Repeat(")", 251), "parentheses are too deeply nested"},
		{"deep but allowed", strings.Repeat("(?:", 250) + "a" + strings.Repeat(")*", 250), ""},
		{"long", strings.Repeat("a", 40_000), "regular expression is too large"},
		{"too long to be read", "(?#" + strings.Repeat("a", 1<<16) + ")", "regular expression is too large"},
		{"classes", strings.Repeat(`[\x00-\uffff]`, 4000), "regular expression is too large"},
		{"properties", strings.Repeat(`\pL`, 20_000), ""},
		{"groups", strings.Repeat("()", 8000), ""},
		{"names", strings.Repeat("(?<a>)", 2), "two named subpatterns have the same name (PCRE2_DUPNAMES not set)"},
		{"optional items", strings.Repeat("a?", 30_000), ""},
		{"lookbehind chain", "(?<=(?1))" + strings.Repeat("((?2)(?2))", 1), "reference to non-existent subpattern"},
		{"lookbehinds in a circle", `(?<=(?1))(a(?<=(?2)))(b(?<=(?1)))`, "lookbehind assertion is not fixed length"},
		{"calls", "(a?)" + strings.Repeat("(?1)", 10_000), ""},
	}
	for _, tt := range tests {
		got := ""
		if _, err := regex.Compile(tt.pattern, regex.IgnoreCase, regex.V2); err != nil {
			got = err.(*regex.SyntaxError).Reason
		}
		if got != tt.want {
			t.Errorf("%s: error = %q, want %q", tt.name, got, tt.want)
		}
		if _, err := regex.Compile(tt.pattern, 0, regex.V1); err != nil && tt.want == "" {
			t.Errorf("%s: V1 error = %v", tt.name, err.(*regex.SyntaxError).Reason)
		}
	}
}

// TestAllocsMatch: a Matcher that is used again allocates nothing.
func TestAllocsMatch(t *testing.T) {
	var m regex.Matcher
	for _, bm := range benchmarks {
		p := mustCompile(t, bm.pattern, bm.flags, regex.V2)
		if n := testing.AllocsPerRun(5, func() {
			budget := int64(math.MaxInt64)
			if _, err := p.Match(&m, &budget, bm.input, 0, regex.Text); err != nil {
				t.Fatal(err)
			}
		}); n != 0 {
			t.Errorf("%s: %v allocations a match, want 0", bm.name, n)
		}
	}
}

// TestConcurrent: a Program is shared; what it compiles when first needed is compiled once.
func TestConcurrent(t *testing.T) {
	p := mustCompile(t, `(\w+)é?`, "i", regex.V1)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for _, mode := range []regex.Mode{regex.Text, regex.Bytes} {
				if got, want := outcome(p, "-abÉ", 0, mode), map[regex.Mode]string{regex.Text: "M 1 5 1 3", regex.Bytes: "M 1 4 1 3"}[mode]; got != want {
					t.Errorf("mode %d = %s, want %s", mode, got, want)
				}
			}
		})
	}
	group.Wait()
}
