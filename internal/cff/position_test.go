// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff_test

import (
	"context"
	"strings"
	"testing"

	"selvedge"
	"selvedge/internal/cff"
)

// TestPosition: an error of the author says where it is. This is ours; AWS tells a line at the most.
func TestPosition(t *testing.T) {
	for _, c := range []struct {
		name, code   string
		line, column int // 0, 0: none
	}{
		{"syntax", "function handler(event) {\n  for (const x of [1]) {}\n}", 2, 16},
		{"thrown", "function handler(event) {\n  var a = 1;\n  throw new Error('x');\n}", 3, 3},
		{"property of undefined", "function handler(event) {\n  var a = event.b.c;\n}", 2, 18},
		{"behind characters of several bytes", "function handler(event) {\n  var a = 'äöü' + event.b.c;\n}", 2, 26},
		{"no function", "function handler(event) {\n  event.request.nope();\n}", 2, 16},
		{"unknown name", "function handler(event) {\n  return 1 + nope;\n}", 2, 14},
		{"in a function that was called", "function f() { null.x }\nfunction handler(event) {\n  f();\n}", 1, 20},
		{"in a callback of a built-in", "function handler(event) {\n  [1].map(function (x) {\n    return x.y.z;\n  });\n}", 3, 15},
		{"thrown again", "function handler(event) {\n  try { null.x } catch (e) {\n    throw e;\n  }\n}", 2, 13},
		{"in a promise", "async function f() { await 1;\n null.x }\nasync function handler(event) {\n  await f();\n}", 2, 6},
		{"top level", "var a = 1;\nnull.x;\nfunction handler() {}", 2, 5},
		{"loop", "function handler(event) {\n  while (true) {}\n}", 2, 3},
		{"memory", "function handler(event) {\n  var a = [];\n  for (;;) a.push('x'.repeat(1000));\n}", 3, 29},
		{"no handler", "var a = 1;", 0, 0},
		{"caught, then another end", "async function handler(event) {\n  try { null.x } catch (e) {}\n  return new Promise(function () {});\n}", 0, 0},
		{"not run", "function handler(event) {\n  return 1;\n}", 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := cff.RunTest(context.Background(), &cff.Test{
				Code: []byte(c.code), Config: selvedge.FunctionConfig{Runtime: selvedge.Runtime2}, Event: []byte(requestEvent),
			})
			if err != nil {
				t.Fatal(err)
			}
			p := r.ErrorPosition
			switch {
			case r.ErrorMessage == "":
				t.Error("no error")
			case p == nil && c.line != 0, p != nil && (p.Line != c.line || p.Column != c.column):
				t.Errorf("position %+v, want %d:%d (%s)", p, c.line, c.column, r.ErrorMessage)
			}
		})
	}
}

func TestCodeFrame(t *testing.T) {
	code := "// 1\n\tfunction handler(e) {\n  return e.a.b; // ä\n}\n// 5\n// 6\n"
	r, err := cff.RunTest(context.Background(), &cff.Test{
		Code: []byte(code), Config: selvedge.FunctionConfig{Runtime: selvedge.Runtime2}, Event: []byte(requestEvent),
	})
	if err != nil || r.ErrorPosition == nil {
		t.Fatal(err, r)
	}
	want := "  1 | // 1\n" +
		"  2 |  function handler(e) {\n" +
		"> 3 |   return e.a.b; // ä\n" +
		"    |             ^\n" +
		"  4 | }\n" +
		"  5 | // 5\n"
	if r.ErrorPosition.Frame != want {
		t.Errorf("frame\n%s\nwant\n%s", r.ErrorPosition.Frame, want)
	}
	long := "function handler(e) { return '" + strings.Repeat("x", 5000) + "' + e.a.b + '" + strings.Repeat("y", 5000) + "'; }"
	r, err = cff.RunTest(context.Background(), &cff.Test{
		Code: []byte(long), Config: selvedge.FunctionConfig{Runtime: selvedge.Runtime2}, Event: []byte(requestEvent),
	})
	if err != nil || r.ErrorPosition == nil || len(r.ErrorPosition.Frame) > 400 || !strings.Contains(r.ErrorPosition.Frame, "e.a.b") {
		t.Errorf("%v, %+v", err, r.ErrorPosition)
	}
}
