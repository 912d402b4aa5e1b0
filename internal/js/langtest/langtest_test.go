// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package langtest_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/js/langtest"
)

const example = `// A topic.
//
// source: njs 0.7.12
function show(f) { console.log(text(f())); }
function text(v) { return String(v); }

// --- both versions

show(() => 1);

console.log('//> no');
//> 1
//1> one
//>
//2> two
//! TypeError: a⏎b

// --- one version
// versions: 2
// source: ecma 1.2
// differs: njs is wrong
throw 1;
//! /[0-9]/

// --- differs in one
// differs in 1: old
show(1);
//> x
`

func TestParse(t *testing.T) {
	chunks, err := langtest.Parse("topic.js", example)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range chunks {
		names = append(names, c.Name)
	}
	if diff := cmp.Diff([]string{"both versions", "one version", "differs in one"}, names); diff != "" {
		t.Fatal(diff)
	}
	both, one, in1 := chunks[0], chunks[1], chunks[2]
	script := `show(() => 1);

console.log('//> no');
function show(f) { console.log(text(f())); }
function text(v) { return String(v); }`
	if diff := cmp.Diff(script, both.Script); diff != "" {
		t.Error(diff)
	}
	thrown := "TypeError: a\nb"
	if diff := cmp.Diff(langtest.Result{Lines: []string{"1", "one", ""}, Thrown: thrown}, both.Want(1)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(langtest.Result{Lines: []string{"1", "", "two"}, Thrown: thrown}, both.Want(2)); diff != "" {
		t.Error(diff)
	}
	if both.Line != 7 || both.Source != "njs 0.7.12" || !both.Runs(1) || !both.Runs(2) || both.DiffersIn(1) {
		t.Errorf("first chunk is %+v", both)
	}
	if one.Script != "throw 1;" || one.Source != "ecma 1.2" || one.Runs(1) || !one.Runs(2) || !one.DiffersIn(2) {
		t.Errorf("second chunk is %+v", one)
	}
	if !in1.DiffersIn(1) || in1.DiffersIn(2) || in1.Differs != "old" {
		t.Errorf("third chunk is %+v", in1)
	}
}

func TestParseErrors(t *testing.T) {
	const head = "// source: s\n// --- a\n"
	tests := []struct{ name, text, want string }{
		{"no source", "// --- a\n1;\n//> 1\n", `topic.js:3: chunk "a" has no source`},
		{"no expectation", head + "1;\n", `topic.js:3: chunk "a" expects 0 lines of which 0 are errors in version 1`},
		{"none in a version", head + "1;\n//1> 1\n",
			`topic.js:4: chunk "a" expects 0 lines of which 0 are errors in version 2`},
		{"two errors", head + "//! a\n//! b\n", `topic.js:4: chunk "a" expects 2 lines of which 2 are errors in version 1`},
		{"version that does not run", head + "// versions: 2\n1;\n//> 1\n//1> 1\n",
			`topic.js:6: chunk "a" expects something in version 1, which it does not run on`},
		{"unknown version", head + "// versions: 3\n",
			`topic.js:3: versions are 1 or 2, not "3"; leave the line out for both`},
		{"same name", head + "//> 1\n// --- a\n", `topic.js:4: two chunks are named "a"`},
		{"pattern", head + "//! /(/\n",
			"topic.js:3: chunk \"a\": error parsing regexp: missing closing ): `^(?s:()$`"},
		{"code in the head", "var a = 1;\n",
			"topic.js:1: code before the first chunk that is no helper of one line: var a = 1;"},
	}
	for _, tt := range tests {
		_, err := langtest.Parse("topic.js", tt.text)
		if err == nil || err.Error() != tt.want {
			t.Errorf("%s: error %v, want %s", tt.name, err, tt.want)
		}
	}
}

func TestDiff(t *testing.T) {
	want := langtest.Result{Lines: []string{"a", "b"}, Thrown: "/Type.*/"}
	tests := []struct {
		name string
		got  langtest.Result
		want string
	}{
		{"same", langtest.Result{Lines: []string{"a", "b"}, Thrown: "TypeError:\nx"}, ""},
		{"line", langtest.Result{Lines: []string{"a", "c"}, Thrown: "TypeError"}, "line 2: got  c\n      : want b\n"},
		{"missing line", langtest.Result{Lines: []string{"a"}, Thrown: "Type"},
			"line 2: got  (nothing)\n      : want b\n"},
		{"more lines", langtest.Result{Lines: []string{"a", "b", "c"}, Thrown: "Type"},
			"line 3: got  c\n      : want (nothing)\n"},
		{"other error", langtest.Result{Lines: []string{"a", "b"}, Thrown: "RangeError"},
			"thrown: got  RangeError\n      : want /Type.*/\n"},
		{"no error", langtest.Result{Lines: []string{"a", "b"}}, "thrown: got  (nothing)\n      : want /Type.*/\n"},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, want.Diff(tt.got)); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
	for text, aborted := range map[string]bool{"abort: memory": true, "/abort: .*/": true, "Error: abort: x": false} {
		if got := (langtest.Result{Thrown: text}).Aborted(); got != aborted {
			t.Errorf("Aborted of %q = %v, want %v", text, got, aborted)
		}
	}
}

func TestLoad(t *testing.T) {
	chunks, err := langtest.Load(fstest.MapFS{
		"b.js":   {Data: []byte("// source: s\n// --- 1\n//> 1\n")},
		"a.js":   {Data: []byte("// source: s\n// --- 2\n//> 1\n")},
		"c.txt":  {Data: []byte("no chunks")},
		"d/e.js": {Data: []byte("not read")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(chunks) != 2 || chunks[0].ID() != "a.js/2" || chunks[1].ID() != "b.js/1" {
		t.Errorf("Load returned %v", chunks)
	}
	if _, err := langtest.Load(fstest.MapFS{"a.js": {Data: []byte("x")}}); err == nil {
		t.Error("Load accepts a file that does not parse")
	}
}

// TestCorpus checks what the parser cannot: that the cases are readable text and say why they differ.
func TestCorpus(t *testing.T) {
	chunks := load(t)
	runs := map[langtest.Version]int{}
	for _, c := range chunks {
		for _, v := range []langtest.Version{1, 2} {
			if c.Runs(v) {
				runs[v]++
			}
		}
		if strings.ToValidUTF8(c.Script, "") != c.Script {
			t.Errorf("%s is not UTF-8", c.ID())
		}
		if !strings.Contains(c.Script, "console.log") && c.Want(2).Thrown == "" && c.Want(1).Thrown == "" {
			t.Errorf("%s prints nothing", c.ID())
		}
	}
	if runs[1] < 1000 || runs[2] < 1400 {
		t.Errorf("%d cases for 1.0 and %d for 2.0; were files lost?", runs[1], runs[2])
	}
	known := map[string]bool{}
	for _, c := range chunks {
		known[c.ID()] = true
	}
	for name := range readNames(t, corpus+"/njs-0.7.9-differences.txt") {
		if !known[name] {
			t.Errorf("njs-0.7.9-differences.txt names %q, which is no case", name)
		}
	}
}
