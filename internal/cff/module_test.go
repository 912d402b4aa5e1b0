// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff_test

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge"
	"selvedge/internal/cff"
)

// moduleCase is an expression of testdata/modules, and what it prints.
type moduleCase struct {
	line       int
	expression string
	want       map[selvedge.Runtime]string
	reference  map[selvedge.Runtime]string // where it is not what we want
}

// script returns a script that prints the expression, or the error that it throws.
func (c moduleCase) script(module string) string {
	return fmt.Sprintf("var %c = require('%s'); try { console.log(%s) } catch (e) { console.log(String(e)) }", module[0], module, c.expression)
}

// moduleCases reads testdata/modules/NAME.txt, which says what its lines mean.
func moduleCases(t *testing.T, module string) (cases []moduleCase) {
	t.Helper()
	text, err := os.ReadFile("testdata/modules/" + module + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	var last []selvedge.Runtime
	for i, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
		mark, rest, _ := strings.Cut(line, " ")
		set := func(result map[selvedge.Runtime]string) {
			for _, r := range last {
				result[r] = rest
			}
		}
		switch mark {
		case "#":
		case ">":
			cases = append(cases, moduleCase{i + 1, rest, map[selvedge.Runtime]string{}, map[selvedge.Runtime]string{}})
		case "=":
			last = []selvedge.Runtime{selvedge.Runtime1, selvedge.Runtime2}
			set(cases[len(cases)-1].want)
		case "1", "2":
			last = []selvedge.Runtime{selvedge.Runtime("cloudfront-js-" + mark + ".0")}
			set(cases[len(cases)-1].want)
		case "~":
			set(cases[len(cases)-1].reference)
		default:
			t.Fatalf("%s.txt:%d: %q", module, i+1, line)
		}
	}
	return cases
}

var bothRuntimes = []selvedge.Runtime{selvedge.Runtime1, selvedge.Runtime2}

func TestModules(t *testing.T) {
	for _, module := range []string{"crypto", "querystring"} {
		cases := moduleCases(t, module)
		for _, r := range bothRuntimes {
			t.Run(fmt.Sprint(module, " ", r), func(t *testing.T) {
				for _, c := range cases {
					got := runScript(t, r, c.script(module))
					if diff := cmp.Diff(c.want[r]+"\n", got); diff != "" {
						t.Errorf("%s.txt:%d: %s (-want +got):\n%s", module, c.line, c.expression, diff)
					}
				}
			})
		}
	}
}

// TestModulesConfirm runs the cases with the reference binaries NJS_1 (njs 0.4.3) and NJS_2 (0.7.12).
func TestModulesConfirm(t *testing.T) {
	for i, r := range bothRuntimes {
		variable := fmt.Sprint("NJS_", i+1)
		binary := os.Getenv(variable)
		if binary == "" {
			t.Logf("%s is not set", variable)
			continue
		}
		for _, module := range []string{"crypto", "querystring"} {
			for _, c := range moduleCases(t, module) {
				want := c.want[r]
				if other, differs := c.reference[r]; differs {
					want = other
				}
				out, err := exec.Command(binary, "-c", c.script(module)).CombinedOutput()
				// njs 0.7.12 warns of what 2.0 has not got.
				got := strings.TrimPrefix(string(out), "String.bytesFrom() is deprecated and will be removed in the future")
				if got != want+"\n" || err != nil {
					t.Errorf("%s.txt:%d: %s prints %q, %v, want %q", module, c.line, binary, got, err, want)
				}
			}
		}
	}
}

// runScript returns what a script prints and throws.
func runScript(t *testing.T, r selvedge.Runtime, script string) string {
	t.Helper()
	var out strings.Builder
	shell := cff.Shell{Runtime: r, Name: "string", Print: func(text string) { out.WriteString(text + "\n") }}
	if result := shell.Run(script); result.Thrown != "" {
		out.WriteString("Thrown: " + result.Thrown)
	}
	return out.String()
}

// Examples of AWS's documentation. Source: runtime.md 8.1 and 8.2; vectors: examples.md 23.
func TestModulesDocumented(t *testing.T) {
	both := func(text string) [2]string { return [2]string{text, text} }
	tests := []struct {
		name, script string
		want         [2]string
	}{
		{"hash", "console.log(require('crypto').createHash('sha256').update('abc').digest('base64'))",
			both("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=\n")},
		{"hmac", "console.log(require('crypto').createHmac('sha256', 'key').update('abc').digest('base64url'))",
			both("nBluMtwBdfhvSxy4konWYZ3mvuaZ5MN45oMJ7Zehpqs\n")},
		{"digest without encoding", "console.log(typeof require('crypto').createHash('md5').digest())", [2]string{"string\n", "object\n"}},
		{"stringify", "console.log(require('querystring').stringify({name: 'value', abc: ['xyz', '123'], anotherName: ''}))",
			both("name=value&abc=xyz&abc=123&anotherName=\n")},
		{"parse", "console.log(require('querystring').parse('name=value&abc=xyz&abc=123'))", both("{name:'value',abc:['xyz','123']}\n")},
		{"default import", "import q from 'querystring'; import c from 'crypto';\nconsole.log(q.escape('a b'), typeof c.createHash)",
			both("a%20b function\n")},
		{"missing module", "try { require('fs') } catch (e) { console.log(e.toString()) }", both("Error: Cannot find module \"fs\"\n")},
		{"cloudfront", "try { require('cloudfront') } catch (e) { console.log(e.toString()) }", both("Error: Cannot find module \"cloudfront\"\n")},
		{"nothing", "try { require() } catch (e) { console.log(e.toString()) }", both("TypeError: missing path\n")},
		{"import of a missing module", "var a;\nimport fs from 'fs'", both("Thrown: SyntaxError: Cannot find module \"fs\" in string:2")},
		{"import of names", "import {parse} from 'querystring'", both("Thrown: SyntaxError: Non-default import is not supported in string:1")},
		{"an error without a line", "\nlabel: function f() {}", both("Thrown: SyntaxError: In strict mode code, functions can only be " +
			"declared at top level or inside a block.")},
		{"an error of a pattern", "\nvar r = /(/", [2]string{`Thrown: SyntaxError: pcre_compile("(") failed: missing ) in 2`,
			`Thrown: SyntaxError: pcre_compile2("(") failed: missing closing parenthesis at "" in string:2`}},
		{"a name that is not defined", "try {\nx } catch (e) { console.log(e.message) }",
			[2]string{"\"x\" is not defined in string:2\n", "\"x\" is not defined\n"}},
	}
	for _, tt := range tests {
		for i, r := range bothRuntimes {
			t.Run(fmt.Sprint(tt.name, " ", r), func(t *testing.T) {
				if got := runScript(t, r, tt.script); got != tt.want[i] {
					t.Errorf("%s prints %q, want %q", tt.script, got, tt.want[i])
				}
			})
		}
	}
}
