// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package regex_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/js/regex"
)

// matchCase is a row of a table; want has one answer for both versions, or one for each.
type matchCase struct {
	name, pattern, flags, input string
	mode                        regex.Mode
	want                        [2]string
}

func both(want string) [2]string { return [2]string{want, want} }

// The answers are those of the njs 0.4.3 and 0.7.12 command lines.
var matchCases = []matchCase{
	{"alternatives in order", `a|ab|abc`, "", "abc", regex.Text, both("M 0 1")},
	{"greedy", `<.+>`, "", "<a><b>", regex.Text, both("M 0 6")},
	{"lazy", `<.+?>`, "", "<a><b>", regex.Text, both("M 0 3")},
	{"possessive", `a++ab`, "", "aaab", regex.Text, both("N")},
	{"atomic group", `(?>a|ab)c`, "", "abc", regex.Text, both("N")},
	{"atomic group keeps its first empty alternative", `x(?>|a)c`, "", "xac", regex.Text, both("N")},
	{"counted", `^(\d{1,3})\.(\d{2,})$`, "", "127.00", regex.Text, both("M 0 6 0 3 4 6")},
	{"a brace that is no count", `a{,2}b`, "", "a{,2}b", regex.Text, both("M 0 6")},
	{"empty turn ends a loop", `(a?)*b`, "", "aab", regex.Text, both("M 0 3 2 2")},
	{"group keeps its last value", `(?:(a)|b)*`, "", "ab", regex.Text, both("M 0 2 0 1")},
	{"unset group is -1", `(a)|(b)`, "", "b", regex.Text, both("M 0 1 -1 -1 0 1")},
	{"reference to an unset group is empty", `(a)?\1b`, "", "b", regex.Text, both("M 0 1 -1 -1")},
	{"forward reference", `(\2b|(a))+`, "", "aab", regex.Text, both("M 0 3 1 3 0 1")},
	{"caseless reference", `(stra\u00dfe)-\1`, "i", "Straße-STRAßE", regex.Text, both("M 0 15 0 7")},
	{"relative reference", `(a)(b)\g{-2}`, "", "aba", regex.Text, both("M 0 3 0 1 1 2")},
	{"dollar before a final line feed", `a$`, "", "a\n", regex.Text, both("M 0 1")},
	{"absolute end", `a\z`, "", "a\n", regex.Text, both("N")},
	{"multiline", `^b$`, "m", "a\nb\nc", regex.Text, both("M 2 3")},
	{"no line begins after the last line feed", `^$`, "m", "a\n", regex.Text, both("N")},
	{"dot and line feed", `a.b`, "", "a\nb", regex.Text, both("N")},
	{"dot matches others that end lines", `a.b`, "", "a\u2028b", regex.Text, both("M 0 5")},
	{"inline flags", `(?i)a(?-i)b`, "", "Ab", regex.Text, both("M 0 2")},
	{"inline flags of a group", `(?s:a.)b`, "", "a\nb", regex.Text, both("M 0 3")},
	{"inline flags reach later alternatives", `(a(?i)b|c)`, "", "C", regex.Text, both("M 0 1 0 1")},
	{"extended", "(?x) a b # comment\n c", "", "abc", regex.Text, both("M 0 3")},
	{"comment", `a(?# b )c`, "", "ac", regex.Text, both("M 0 2")},
	{"quoted", `\Qa.b\E+`, "", "xa.bb", regex.Text, both("M 1 5")},
	{"lookahead", `\w+(?=;)`, "", "a bc;", regex.Text, both("M 2 4")},
	{"lookahead keeps groups", `(?=(a+))a*b\1`, "", "baaabac", regex.Text, both("M 3 6 3 4")},
	{"negative lookahead", `a(?!b)`, "", "abac", regex.Text, both("M 2 3")},
	{"lookbehind with two lengths", `(?<=a|bc)d`, "", "bcd", regex.Text, both("M 2 3")},
	{"lookbehind counts characters", `(?<=ж.)x`, "", "жéx", regex.Text, both("M 4 5")},
	{"negative lookbehind", `(?<!a)b`, "", "abb", regex.Text, both("M 2 3")},
	{"word boundary is ASCII", `\bé`, "", "aé", regex.Text, both("M 1 3")},
	{"digits are ASCII", `\d`, "", "٣", regex.Text, both("N")},
	{"space has the vertical tab", `\s`, "", "\v", regex.Text, both("M 0 1")},
	{"no-break space is horizontal only", `\s|(\h)`, "", "\u00a0", regex.Text, both("M 0 2 0 2")},
	{"newline sequence", `a\Rb`, "", "a\r\nb", regex.Text, both("M 0 4")},
	{"POSIX class", `[[:^alpha:][:upper:]]+`, "", "ab1C-d", regex.Text, [2]string{
		"E 23 missing terminating ] for character class", "M 2 5", // njs 0.4.3 escapes the last bracket
	}},
	{"property", `^\p{Lu}\p{Ll}+$`, "", "Ñandú", regex.Text, both("M 0 7")},
	{"negated property in a class", `[^\P{L}a]`, "", "1aß", regex.Text, both("M 2 4")},
	{"caseless KELVIN SIGN", `k`, "i", "\u212a", regex.Text, both("M 0 3")},
	{"caseless final sigma", `[σ]`, "i", "ς", regex.Text, both("M 0 2")},
	{"caseless in bytes is ASCII", `é`, "i", "É", regex.Bytes, both("N")},
	{"hexadecimal", `\x41\u0042`, "", "AB", regex.Text, both("M 0 2")},
	{"braces do not follow x", `^\x{3}$`, "", "xxx", regex.Text, both("M 0 3")},
	{"control", `\cA`, "", "\x01", regex.Text, both("M 0 1")},
	{"octal", `\101\0`, "", "A\x00", regex.Text, both("M 0 2")},
	{"recursion", `\((?:[^()]++|(?R))*\)`, "", "x(a(b)c)(", regex.Text, both("M 1 8")},
	{"recursion into a group", `^(a(?1)?b)$`, "", "aabb", regex.Text, both("M 0 4 0 4")},
	{"recursion can be gone back into", `^(a|ab)(?1)c$`, "", "aabc", regex.Text, [2]string{"N", "M 0 4 0 1"}},
	{"condition", `(<)?a(?(1)>|!)`, "", "a!", regex.Text, both("M 0 2 -1 -1")},
	{"condition with a name", `(?<q>")?a(?(q)")`, "", `"a"`, regex.Text, both("M 0 3 0 1")},
	{"condition that looks", `(?(?=\d)\d{2}|[a-z])`, "", "1a22", regex.Text, both("M 1 2")},
	{"DEFINE", `(?(DEFINE)(?<byte>25[0-5]|\d{1,2}))(?&byte)\.(?&byte)`, "", "255.7", regex.Text, both("M 0 5 -1 -1")},
	{"match begins anew", `a\Kb`, "", "ab", regex.Text, both("M 1 2")},
	{"branch reset", `(?|a(.)|b(.))`, "", "bx", regex.Text, both("M 0 2 1 2")},
	{"words", `[[:<:]]b\w`, "", "ab bc", regex.Text, [2]string{"E 3 unknown POSIX class name", "M 3 5"}},
	{"empty class", `[]|b`, "", "ab", regex.Text, [2]string{"M 1 2", "E 4 missing terminating ] for character class"}},
	{"full class", `[^]`, "", "\n", regex.Text, [2]string{"M 0 1", "E 3 missing terminating ] for character class"}},
	{"lone closing bracket", `]`, "", "]", regex.Text, both("M 0 1")},
	{"hyphen after a set", `[\w-.]+`, "", "a-.", regex.Text, [2]string{"M 0 3", "E 3 invalid range in character class"}},
	{"escape without a meaning", `\i`, "", "i", regex.Text, [2]string{"M 0 1", "E 1 unrecognized character follows \\"}},
	{"surrogates", `[\ud800-\udfff]|x`, "", "x", regex.Text, [2]string{
		"E 6 disallowed Unicode code point (>= 0xd800 && <= 0xdfff)", "M 0 1",
	}},
	{"what bytes cannot say never matches", `\u0100|a`, "", "a", regex.Bytes, both("N")},
	{"the same as text", `\u0100|a`, "", "a", regex.Text, both("M 0 1")},
	{"a character is several units in bytes", `aé?b`, "", "ab", regex.Bytes, both("N")},
	{"bytes that are no UTF-8", `[\x80-\xff]+`, "", "a\xff\xfe", regex.Bytes, both("M 1 3")},
}

func TestMatch(t *testing.T) {
	for i, v := range []regex.Version{regex.V1, regex.V2} {
		for _, c := range matchCases {
			flags, ok := regex.ParseFlags(c.flags, v)
			if !ok {
				t.Fatalf("%s: flags %q", c.name, c.flags)
			}
			got := answer(c.pattern, flags, v, func(p *regex.Program) string { return outcome(p, c.input, 0, c.mode) })
			if got != c.want[i] {
				t.Errorf("%s: V%d %q on %q = %s, want %s", c.name, i+1, c.pattern, c.input, got, c.want[i])
			}
		}
	}
}

// TestStart: what is before the start is seen by assertions, but is not searched; \G is the start.
func TestStart(t *testing.T) {
	tests := []struct {
		pattern, flags, input string
		start                 int
		want                  string
	}{
		{`a`, "", "aba", 1, "M 2 3"},
		{`^a`, "", "aba", 2, "N"},
		{`(?<=b)a`, "", "aba", 2, "M 2 3"},
		{`\bb`, "", "ab", 1, "N"},
		{`\Gb`, "", "aab", 1, "N"},
		{`\Gb`, "", "ab", 1, "M 1 2"},
		{`b`, "y", "aab", 1, "N"}, // sticky, njs 0.7.12
		{`b|a`, "y", "aab", 1, "M 1 2"},
		{``, "", "ab", 2, "M 2 2"},
		{`a`, "", "ab", 3, "N"},
	}
	for _, tt := range tests {
		p := mustCompile(t, tt.pattern, tt.flags, regex.V2)
		if got := outcome(p, tt.input, tt.start, regex.Text); got != tt.want {
			t.Errorf("%q on %q from %d = %s, want %s", tt.pattern, tt.input, tt.start, got, tt.want)
		}
	}
}

// TestSyntaxError has whole messages as the njs command lines print them.
func TestSyntaxError(t *testing.T) {
	tests := []struct {
		pattern string
		want    [2]string
	}{
		{`(`, [2]string{`pcre_compile("(") failed: missing )`, `pcre_compile2("(") failed: missing closing parenthesis at ""`}},
		{`a)b`, [2]string{
			`pcre_compile("a)b") failed: unmatched parentheses at ")b"`,
			`pcre_compile2("a)b") failed: unmatched closing parenthesis at ")b"`,
		}},
		{`[`, [2]string{
			`pcre_compile("[") failed: missing terminating ] for character class`,
			`pcre_compile2("[") failed: missing terminating ] for character class at ""`,
		}},
		{`a**`, [2]string{
			`pcre_compile("a**") failed: nothing to repeat at "*"`,
			`pcre_compile2("a**") failed: quantifier does not follow a repeatable item at "*"`,
		}},
		{`(?<=a+)b`, [2]string{
			`pcre_compile("(?<=a+)b") failed: lookbehind assertion is not fixed length at ")b"`,
			`pcre_compile2("(?<=a+)b") failed: lookbehind assertion is not fixed length at "(?<=a+)b"`,
		}},
		{`\1`, [2]string{
			`pcre_compile("\1") failed: reference to non-existent subpattern`,
			`pcre_compile2("\1") failed: reference to non-existent subpattern at "1"`,
		}},
		{`(?<n>a)(?<n>b)`, [2]string{
			`pcre_compile("(?<n>a)(?<n>b)") failed: two named subpatterns have the same name at ">b)"`,
			`pcre_compile2("(?<n>a)(?<n>b)") failed: two named subpatterns have the same name (PCRE2_DUPNAMES not set) at "b)"`,
		}},
		{"a\x00(", [2]string{
			`pcre_compile("a\u0000(") failed: missing )`,
			`pcre_compile2("a") failed: missing closing parenthesis at ""`,
		}},
		{`(?:a{1000}){65}`, [2]string{}}, // single characters are not copied
		{`(?:abcdefgh){4000}`, [2]string{
			`pcre_compile("(?:abcdefgh){4000}") failed: regular expression is too large`,
			`pcre_compile2("(?:abcdefgh){4000}") failed: regular expression is too large at ""`,
		}},
	}
	for _, tt := range tests {
		for i, v := range []regex.Version{regex.V1, regex.V2} {
			got := ""
			if _, err := regex.Compile(tt.pattern, 0, v); err != nil {
				got = err.Error()
			}
			if got != tt.want[i] {
				t.Errorf("Compile(%q, V%d) = %s, want %s", tt.pattern, i+1, got, tt.want[i])
			}
		}
	}
}

func TestParseFlags(t *testing.T) {
	tests := []struct {
		text string
		v    regex.Version
		want regex.Flags
		ok   bool
	}{
		{"", regex.V1, 0, true},
		{"mig", regex.V1, regex.Global | regex.IgnoreCase | regex.Multiline, true},
		{"y", regex.V1, 0, false}, // runtime.md 3
		{"y", regex.V2, regex.Sticky, true},
		{"gg", regex.V2, 0, false},
		{"u", regex.V2, 0, false},
		{"s", regex.V2, 0, false},
	}
	for _, tt := range tests {
		if got, ok := regex.ParseFlags(tt.text, tt.v); got != tt.want || ok != tt.ok {
			t.Errorf("ParseFlags(%q, V%d) = %v, %v, want %v, %v", tt.text, tt.v, got, ok, tt.want, tt.ok)
		}
	}
}

// TestNames: njs 0.4.3 and 0.7.12 define groups in the order of their names.
func TestNames(t *testing.T) {
	for _, v := range []regex.Version{regex.V1, regex.V2} {
		p := mustCompile(t, `(?<zz>.)(.)(?P<b>.)(?'a'.)`, "g", v)
		want := []regex.Name{{Name: "a", Group: 4}, {Name: "b", Group: 3}, {Name: "zz", Group: 1}}
		if diff := cmp.Diff(want, p.Names()); diff != "" {
			t.Errorf("V%d: Names() differs (-want +got):\n%s", v, diff)
		}
		if p.Groups() != 4 || p.Flags() != regex.Global {
			t.Errorf("V%d: Groups() = %d, Flags() = %d", v, p.Groups(), p.Flags())
		}
	}
}

// TestSource: njs 0.4.3 shows the pattern that it passed to the library.
func TestSource(t *testing.T) {
	tests := []struct{ pattern, v1 string }{
		{`a]b`, `a\]b`},
		{`[a]b]`, `[a]b\]`},
		{`[[]]`, `[[]\]`},
		{`\]`, `\]`},
		{"\x00", `\u0000`},
		{"\\\x00", `\\u0000`},
		{`a\`, `a\`},
	}
	for _, tt := range tests {
		for i, v := range []regex.Version{regex.V1, regex.V2} {
			p, err := regex.Compile(tt.pattern, 0, v)
			if err != nil {
				if !strings.HasSuffix(tt.pattern, `\`) {
					t.Errorf("Compile(%q, V%d) = %v", tt.pattern, i+1, err)
				}
				continue
			}
			if want := [2]string{tt.v1, tt.pattern}[i]; p.Source() != want {
				t.Errorf("V%d: Source of %q = %q, want %q", i+1, tt.pattern, p.Source(), want)
			}
		}
	}
}
