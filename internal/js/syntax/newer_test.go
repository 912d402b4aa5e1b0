// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package syntax_test

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/js/syntax"
)

// describe is a problem in one line: what shows it, the construct and the error.
func describe(source string, p syntax.Problem) string {
	text := "misread"
	if p.Message != "" {
		text = p.Error.Error()
	}
	return fmt.Sprintf("%d:%d %q | %s | %s", 1+strings.Count(source[:p.From], "\n"),
		int(p.From)-strings.LastIndexByte(source[:p.From], '\n'), source[p.From:p.To], text, p.Construct)
}

// disagreement says how Parse and Inspect contradict each other, "" if they do not: Inspect finds something exactly if Parse
// refuses the source, and its findings include that of Parse.
func disagreement(source string, version syntax.Version) string {
	_, err := syntax.Parse(source, version, options)
	tree, problems := syntax.Inspect(source, version, options)
	refused := slices.DeleteFunc(slices.Clone(problems), func(p syntax.Problem) bool { return p.Message == "" })
	if err == nil {
		if len(refused) != 0 || tree == nil {
			return fmt.Sprintf("Parse accepts it, Inspect finds %s", refused[0].Error.Error())
		}
		return ""
	}
	e, ok := errors.AsType[*syntax.Error](err)
	if !ok {
		return "no syntax error"
	}
	same := func(p syntax.Problem) bool { return p.Error.Error() == e.Error() && p.Pos == e.Pos }
	if !slices.ContainsFunc(refused, same) {
		var found strings.Builder
		for _, p := range refused {
			fmt.Fprintf(&found, "\n\t%s", describe(source, p))
		}
		return fmt.Sprintf("Parse finds %s at %v, Inspect does not:%s", e, e.Pos, found.String())
	}
	return ""
}

func TestInspectAgrees(t *testing.T) {
	for _, c := range readChunks(t, "testdata/*.js") {
		for _, version := range []syntax.Version{syntax.V1, syntax.V2} {
			if text := disagreement(c.source, version); text != "" {
				t.Errorf("%s in version %d: %q: %s", c.name, version, c.source, text)
			}
		}
	}
}

// TestInspect finds everything in a source of today's language.
func TestInspect(t *testing.T) {
	data, err := os.ReadFile("testdata/inspect/all.js")
	if err != nil {
		t.Fatal(err)
	}
	source := string(data)
	for version, file := range map[syntax.Version]string{syntax.V1: "all.1.txt", syntax.V2: "all.2.txt"} {
		tree, problems := syntax.Inspect(source, version, options)
		if tree == nil {
			t.Errorf("version %d: no tree", version)
		}
		var got strings.Builder
		for _, p := range problems {
			fmt.Fprintln(&got, describe(source, p))
		}
		name := "testdata/inspect/" + file
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(name, []byte(got.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got.String()); diff != "" {
			t.Errorf("version %d finds other problems (-want +got):\n%s", version, diff)
		}
	}
}

// TestInspectLinear is TestLinearTime for inspections.
func TestInspectLinear(t *testing.T) {
	for _, pattern := range []string{
		"(a,", "(a=1)=>", "([a])=>", "({a=1}={},", "a?.", "a?.b", "a?.[", "`${", "class{a=", "class{m(){", "[...", "f(...", "{a:",
		"function*f(){", "yield ", "a||=", "a??=", "1n+", "[a]=", "({a}=", "async (a,", "async a=>", "let{a:", "let a;",
		"import('", "export ", "for(a of ", "for(let[a]of ", "try{}catch{", "await ", "/a/u;", "return ", "new.target+", "super.",
	} {
		const n = 1500
		for _, version := range []syntax.Version{syntax.V1, syntax.V2} {
			once := syntax.InspectSteps(strings.Repeat(pattern, n), version)
			twice := syntax.InspectSteps(strings.Repeat(pattern, 2*n), version)
			if twice > 2*once+16 {
				t.Errorf("version %d: %d and %d times %q take %d and %d steps", version, n, 2*n, pattern, once, twice)
			}
		}
	}
}

// FuzzInspect checks that inspections end, point into the source, and agree with Parse where the source is accepted.
func FuzzInspect(f *testing.F) {
	for _, c := range readChunks(f, "testdata/*.js") {
		f.Add(c.source)
	}
	if data, err := os.ReadFile("testdata/inspect/all.js"); err == nil {
		f.Add(string(data))
		for part := range strings.SplitSeq(string(data), "\n\n") {
			f.Add(part)
		}
	}
	f.Fuzz(func(t *testing.T, source string) {
		for _, version := range []syntax.Version{syntax.V1, syntax.V2} {
			_, problems := syntax.Inspect(source, version, options)
			for _, p := range problems {
				if p.From < 0 || p.To < p.From || int(p.To) > len(source)+1 {
					t.Errorf("problem from %d to %d of %d bytes", p.From, p.To, len(source))
				}
			}
			_, err := syntax.Parse(source, version, options)
			if text := disagreement(source, version); err == nil && text != "" {
				t.Error(text)
			}
		}
	})
}
