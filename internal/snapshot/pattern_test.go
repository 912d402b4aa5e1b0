// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapshot_test

import (
	"strings"
	"testing"

	"selvedge/internal/snapshot"
)

func TestPatternMatch(t *testing.T) {
	tests := []struct {
		pattern string
		yes     []string
		no      []string
	}{
		{"*", []string{"/", "/a", "/a/b.jpg"}, nil},
		{"/*", []string{"/", "/a"}, nil},
		{"/a", []string{"/a"}, []string{"/", "/ab", "/A", "/a/"}},
		{"a", []string{"/a"}, []string{"/b", "/ba"}}, // the leading slash is optional
		{"images/*", []string{"/images/", "/images/a/b"}, []string{"/images", "/Images/a", "/x/images/a"}},
		{"*.jpg", []string{"/a.jpg", "/a/b.jpg", "/.jpg"}, []string{"/a.JPG", "/a.jpg2", "/jpg"}},
		{"/a?c", []string{"/abc", "/a/c", "/a?c"}, []string{"/ac", "/abbc"}},
		{"?", []string{"/a"}, []string{"/", "/ab"}},
		{"/a*b*c", []string{"/abc", "/aXbYc", "/abbbcc", "/abcbc"}, []string{"/acb", "/ab", "/abcd"}},
		{"/*a?c*z", []string{"/abcz", "/xxaacz", "/aabcyz", "/abc/z"}, []string{"/acz", "/abcy", "/abz"}},
		{"/a*a", []string{"/aa", "/aba"}, []string{"/a"}}, // prefix and suffix must not overlap
		{"/**", []string{"/", "/a"}, nil},
		{"/*?*", []string{"/a", "/ab"}, []string{"/"}},
		{"/x*?b*?b*y", []string{"/x1b2by", "/xabcby"}, []string{"/xbby", "/xaby"}},
		{"/a.b$&+~@:'\"", []string{"/a.b$&+~@:'\""}, []string{"/aXb$&+~@:'\""}},
		{"", []string{"/"}, []string{"/a"}},
	}
	for _, tt := range tests {
		t.Run(tt.pattern, func(t *testing.T) {
			p := snapshot.CompilePattern(tt.pattern)
			for _, path := range tt.yes {
				if !p.Match(path) {
					t.Errorf("Match(%q) = false, want true", path)
				}
			}
			for _, path := range tt.no {
				if p.Match(path) {
					t.Errorf("Match(%q) = true, want false", path)
				}
			}
		})
	}
}

func TestPatternLongWildPart(t *testing.T) {
	part := strings.Repeat("ab?", 60) // more than two words of states
	p := snapshot.CompilePattern("/*" + part + "*")
	fill := strings.Repeat("abz", 60)
	if !p.Match("/abzab" + fill + "tail") {
		t.Error("the long part was not found")
	}
	if p.Match("/" + fill[1:] + "tail") {
		t.Error("a part that is one byte short was found")
	}
}

// matchNaive is the definition of a match, in exponential time.
func matchNaive(pattern, path string) bool {
	if pattern == "" {
		return path == ""
	}
	if pattern[0] == '*' {
		return matchNaive(pattern[1:], path) || path != "" && matchNaive(pattern, path[1:])
	}
	return path != "" && (pattern[0] == '?' || pattern[0] == path[0]) && matchNaive(pattern[1:], path[1:])
}

func FuzzPatternMatch(f *testing.F) {
	for _, seed := range [][2]string{
		{"*", "/"}, {"/a?c", "/abc"}, {"/*a?c*z", "/xxaacz"}, {"*ab*?a*", "/aabab"}, {"/a*a", "/a"}, {"", "/"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, pattern, path string) {
		if len(pattern) > 12 || len(path) > 16 { // the definition is slow
			t.Skip()
		}
		path = "/" + path
		full := pattern
		if !strings.HasPrefix(full, "/") {
			full = "/" + full
		}
		p := snapshot.CompilePattern(pattern)
		if got, want := p.Match(path), matchNaive(full, path); got != want {
			t.Errorf("CompilePattern(%q).Match(%q) = %v, want %v", pattern, path, got, want)
		}
	})
}

func TestPatternMatchAllocs(t *testing.T) {
	p := snapshot.CompilePattern("/*a?c*z")
	if n := testing.AllocsPerRun(100, func() { p.Match("/xxaaac/z") }); n != 0 {
		t.Errorf("Match allocates %v times, want 0", n)
	}
}

func BenchmarkPatternMatch(b *testing.B) {
	path := "/" + strings.Repeat("a", 8000)
	for _, pattern := range []string{"/images/*", "*a*a*a*b", "*a?a*a?b*"} {
		b.Run(pattern, func(b *testing.B) {
			p := snapshot.CompilePattern(pattern)
			b.ReportAllocs()
			for b.Loop() {
				p.Match(path)
			}
		})
	}
}
