// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package syntax_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/js/syntax"
)

// chunk is a piece of a data file: a source, and what each version says about it, "" if it accepts it. Chunks stand behind
// lines "// ---". Their lines "//! text | construct" are for both versions, "//1! " and "//2! " for one; a line end in the
// text is written ⏎.
type chunk struct {
	name   string
	source string
	want   map[syntax.Version]string
}

func readChunks(tb testing.TB, pattern string) []chunk {
	tb.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		tb.Fatalf("no data files %q: %v", pattern, err)
	}
	var chunks []chunk
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		parts := strings.Split(string(data), "// ---\n")
		for i, part := range parts[1:] {
			c := chunk{name: fmt.Sprintf("%s/%d", filepath.Base(file), i+1), want: map[syntax.Version]string{}}
			var source []string
			for line := range strings.Lines(part) {
				mark, text, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "! ")
				text = strings.ReplaceAll(text, "⏎", "\n")
				switch {
				case ok && mark == "//":
					c.want[syntax.V1], c.want[syntax.V2] = text, text
				case ok && mark == "//1":
					c.want[syntax.V1] = text
				case ok && mark == "//2":
					c.want[syntax.V2] = text
				default:
					source = append(source, line)
				}
			}
			c.source = strings.TrimSuffix(strings.Join(source, ""), "\n")
			chunks = append(chunks, c)
		}
	}
	return chunks
}

// options know the modules of the reference.
var options = syntax.Options{Module: func(name string) bool { return name == "crypto" || name == "querystring" }}

// verdict is the error of a source with its construct, "" if it is accepted.
func verdict(source string, version syntax.Version) string {
	_, err := syntax.Parse(source, version, options)
	if err == nil {
		return ""
	}
	e, ok := errors.AsType[*syntax.Error](err)
	if !ok {
		return fmt.Sprintf("BUG: error of type %T", err)
	}
	if e.Construct != "" {
		return e.Error() + " | " + e.Construct
	}
	return e.Error()
}

func TestParse(t *testing.T) {
	for _, c := range readChunks(t, "testdata/*.js") {
		t.Run(c.name, func(t *testing.T) {
			for _, version := range []syntax.Version{syntax.V1, syntax.V2} {
				if got := verdict(c.source, version); got != c.want[version] {
					t.Errorf("Parse(%q) in version %d = %q, want %q", c.source, version, got, c.want[version])
				}
			}
		})
	}
}

// TestConfirm asks the reference about every chunk: NJS_1 and NJS_2 are the command lines njs 0.4.3 and 0.7.12.
func TestConfirm(t *testing.T) {
	for version, variable := range map[syntax.Version]string{syntax.V1: "NJS_1", syntax.V2: "NJS_2"} {
		njs := os.Getenv(variable)
		if njs == "" {
			t.Skipf("%s is not set", variable)
		}
		for _, c := range readChunks(t, "testdata/*.js") {
			want, _, _ := strings.Cut(c.want[version], " | ")
			if want == "" && (strings.Contains(c.source, "while") || strings.Contains(c.source, "for")) {
				continue // it might run for ever
			}
			output, _ := exec.Command(njs, "-c", c.source).CombinedOutput()
			got := strings.ReplaceAll(strings.ToValidUTF8(string(output), "\uFFFD"), " in string:", " in ")
			if want != "" && !strings.Contains(got, want) || want == "" && strings.Contains(got, "SyntaxError") {
				t.Errorf("njs %s says about %q\n%s\nwant %q", variable, c.source, got, want)
			}
		}
	}
}

func TestErrorPlace(t *testing.T) {
	tests := []struct {
		name, source string
		want         syntax.Error
	}{
		{"middle of a line", "var a = 1;\n  b = {c: };\nd", syntax.Error{
			Class: "SyntaxError", Message: `Unexpected token "}" in 2`, Line: 2,
			Pos: syntax.Pos{Offset: 21, Line: 2, Column: 11}, SourceLine: "  b = {c: };", Caret: 10,
		}},
		{"behind other characters", "x = 'é' )", syntax.Error{
			Class: "SyntaxError", Message: `Unexpected token ")" in 1`, Line: 1,
			Pos: syntax.Pos{Offset: 9, Line: 1, Column: 10}, SourceLine: "x = 'é' )", Caret: 9,
		}},
		{"end of the source", "f(\n\n", syntax.Error{
			Class: "SyntaxError", Message: "Unexpected end of input in 3", Line: 3,
			Pos: syntax.Pos{Offset: 4, Line: 3, Column: 1}, SourceLine: "", Caret: 0,
		}},
		{"carriage return", "a b\r\nc", syntax.Error{
			Class: "SyntaxError", Message: `Unexpected token "b" in 1`, Line: 1,
			Pos: syntax.Pos{Offset: 2, Line: 1, Column: 3}, SourceLine: "a b", Caret: 2,
		}},
		// The reference has read up to the next token when it complains about arguments.
		{"line read ahead", "arguments\n\n1", syntax.Error{
			Class: "SyntaxError", Message: `"arguments" object in global scope in 3`, Line: 3,
			Pos: syntax.Pos{Offset: 0, Line: 1, Column: 1}, SourceLine: "arguments", Caret: 0,
		}},
		{"jump", "if (a) {\n  break;\n}", syntax.Error{
			Class: "SyntaxError", Message: "Illegal break statement in 2", Line: 2,
			Pos: syntax.Pos{Offset: 11, Line: 2, Column: 3}, SourceLine: "  break;", Caret: 2,
		}},
		{"first of several", "const a = () => { const b };\nbreak", syntax.Error{
			Class: "SyntaxError", Message: "missing initializer in const declaration", Line: 1,
			Pos: syntax.Pos{Offset: 24, Line: 1, Column: 25}, SourceLine: "const a = () => { const b };", Caret: 24,
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := syntax.Parse(test.source, syntax.V2, syntax.Options{})
			e, ok := errors.AsType[*syntax.Error](err)
			if !ok {
				t.Fatalf("Parse(%q) = %v, want an Error", test.source, err)
			}
			if diff := cmp.Diff(test.want, *e); diff != "" {
				t.Errorf("Parse(%q) gives another error (-want +got):\n%s", test.source, diff)
			}
		})
	}
}

func TestRegExpCheck(t *testing.T) {
	var asked []string
	check := func(source, flags string) error {
		asked = append(asked, source+" "+flags)
		if source == "(" {
			return errors.New("missing parenthesis")
		}
		return nil
	}
	_, err := syntax.Parse("/a/g;\n/(/", syntax.V2, syntax.Options{RegExp: check})
	if want := "SyntaxError: missing parenthesis in 2"; err == nil || err.Error() != want {
		t.Errorf("error = %v, want %s", err, want)
	}
	if diff := cmp.Diff([]string{"a g", "( "}, asked); diff != "" {
		t.Errorf("patterns asked about (-want +got):\n%s", diff)
	}
}

func TestUnknownModule(t *testing.T) {
	_, err := syntax.Parse("\nimport fs from 'fs'", syntax.V2, options)
	if want := `SyntaxError: Cannot find module "fs" in 2`; err == nil || err.Error() != want { // njs 0.7.12
		t.Errorf("error = %v, want %s", err, want)
	}
}

// TestHostile has what cannot stand in a data file: bytes that are no text, and sizes. Source: njs 0.7.12 unless it says
// otherwise.
func TestHostile(t *testing.T) {
	const limit = 10 * 1024 // a function as uploaded
	repeat := strings.Repeat
	tests := []struct {
		name, source string
		want         string // "" accepted
	}{
		{"empty", "", ""},
		{"only spaces", " \t\r\n\v\f", ""},
		{"NUL", "a\x00b", "SyntaxError: Unexpected token \"\x00\" in 1"},
		{"NUL in a string", "'a\x00b'", ""},
		{"byte order mark", "\uFEFFa", ""},
		{"byte order mark alone", "\uFEFF", "SyntaxError: Unexpected token \"\uFFFD\" in 1"},
		{"no-break space at the end", "a\u00A0", "SyntaxError: Unexpected token \"\uFFFD\" in 1"},
		{"no-break spaces", "\u00A0a\u00A0=\u20031;", ""},
		{"line separator is a space", "a\u2028b", `SyntaxError: Unexpected token "b" in 1`},
		{"line separator in a string", "'a\u2028b'", ""},
		{"line separator in a comment", "// a\u2028 b )", ""},
		{"carriage return alone is a space", "a\rb", `SyntaxError: Unexpected token "b" in 1`},
		{"carriage return ends a string", "'a\r'", "SyntaxError: Unterminated string \"'a\r\" in 1"},
		{"carriage return and line feed", "a\r\nb\r\n)", `SyntaxError: Unexpected token ")" in 3`},
		{"continued line with CRLF", "'a\\\r\nb'", ""},
		{"invalid UTF-8 in a string", "'\xff\xc3'", ""},
		{"invalid UTF-8 in a template", "`\xff`", ""},
		{"invalid UTF-8 in a regular expression", "/\xff/", ""},
		{"invalid UTF-8 in a comment", "/* \xff */ // \xff", ""},
		{"invalid UTF-8 elsewhere", "\xff", "SyntaxError: Unexpected token \"\uFFFD\" in 1"},
		{"half a character at the end", "'a' \xe2\x80", "SyntaxError: Unexpected token \"\uFFFD\" in 1"},
		{"open brackets", repeat("[", limit), "SyntaxError: Unexpected end of input in 1"},
		{"open parentheses", repeat("(", limit), "SyntaxError: Unexpected end of input in 1"},
		{"open braces", repeat("{", limit), "SyntaxError: Unexpected end of input in 1"},
		{"open objects", repeat("({a:", limit/4), "SyntaxError: Unexpected end of input in 1"},
		{"open templates", repeat("`${", limit/3), "SyntaxError: Unexpected end of input in 1"},
		{"open calls", repeat("f(", limit/2), "SyntaxError: Unexpected end of input in 1"},
		{"closing brackets", repeat("]", limit), `SyntaxError: Unexpected token "]" in 1`},
		{"nested arrays", repeat("[", limit/2) + repeat("]", limit/2), ""},
		{"nested parentheses", repeat("(", limit/2-1) + "1" + repeat(")", limit/2-1), ""},
		{"nested blocks", repeat("{", limit/2) + repeat("}", limit/2), ""},
		{"nested indexes", repeat("a[", limit/3) + "0" + repeat("]", limit/3), ""},
		{"unary operators", repeat("!", limit-1) + "a", ""},
		{"assignments", repeat("a=", limit/2-1) + "a", ""},
		{"powers", repeat("a**", limit/3-1) + "a", ""},
		{"conditions", repeat("a?b:", limit/4-1) + "c", ""},
		{"else if", repeat("if(a);else ", limit/11-1) + ";", ""},
		{"labels of one name", "a:" + repeat("a:", limit/2-1), `SyntaxError: Label "a" has already been declared in 1`},
		{"operators new", repeat("new ", limit/4-1) + "a", ""},
		{"functions", repeat("()=>", 127) + "1", ""},
		{"functions too deep", repeat("()=>", 128) + "1", "RangeError: Maximum function nesting depth exceeded"},
		{"long sum", "a" + repeat("+a", syntax.MaxSource/2-1), ""},
		{"too deep", repeat("[", syntax.MaxSource), "SyntaxError: The maximum nesting level is 10256 in 1"},
		{"too large", repeat(" ", syntax.MaxSource+1), "SyntaxError: source of 1048577 bytes is larger than the limit of 1048576 bytes"},
		{"long token in a message", repeat("a", 3000) + " " + repeat("b", 3000),
			`SyntaxError: Unexpected token "` + repeat("b", 2006) + " in 1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			program, err := syntax.Parse(test.source, syntax.V2, syntax.Options{})
			got := ""
			if err != nil {
				got = err.Error()
			}
			if got != test.want {
				t.Errorf("Parse = %.200q, want %.200q", got, test.want)
			}
			if (program == nil) != (err != nil) {
				t.Errorf("Parse returns both or neither of program and error")
			}
			if !utf8.ValidString(got) {
				t.Errorf("message %q is not UTF-8", got)
			}
		})
	}
}

// TestHostileV1 has what njs 0.4.3 does otherwise.
func TestHostileV1(t *testing.T) {
	for source, want := range map[string]string{
		"\uFEFFa":                       "SyntaxError: Unexpected token \"\uFFFD\" in 1",
		"a\u00A0= 1":                    "SyntaxError: Unexpected token \"\uFFFD\" in 1",
		"a\v= 1":                        "SyntaxError: Unexpected token \"\v\" in 1",
		strings.Repeat("()=>", 8) + "1": "",
		strings.Repeat("()=>", 9) + "1": `SyntaxError: The maximum function nesting level is "8" in 1`,
	} {
		if got, _, _ := strings.Cut(verdict(source, syntax.V1), " | "); got != want {
			t.Errorf("Parse(%q) = %q, want %q", source, got, want)
		}
	}
}

// TestLinearTime counts tokens, made and looked at: twice the source is twice the work.
func TestLinearTime(t *testing.T) {
	for _, pattern := range []string{
		"(a,", "(a)=>", "(", "a=>", "((a,b),", "a?b:", "`${", "{", "[", "x:", "async(", "a,", "a\n", "new ", "if(a)", "for(;;)",
		"f(...", "/a/;", "'a'+", "function f(){", "{a:", "case 1:", "\n\n", "//\n", "/**/",
	} {
		const n = 1500
		once, _ := syntax.ParseSteps(strings.Repeat(pattern, n), syntax.V2)
		twice, _ := syntax.ParseSteps(strings.Repeat(pattern, 2*n), syntax.V2)
		if twice > 2*once+16 {
			t.Errorf("%d and %d times %q take %d and %d steps", n, 2*n, pattern, once, twice)
		}
	}
}
