// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lint

import (
	"cmp"
	"fmt"
	"go/token"
	"slices"
	"strings"
)

// Finding is one place that breaks a rule.
type Finding struct {
	Path    string // of a file or a folder, from the root of the module
	Line    int    // 0 when the finding is about the whole
	Rule    string
	Symbol  string // the function or variable; empty when the finding is about none
	Message string
	Why     string
	Remedy  string
}

// String returns the finding in three lines.
func (f Finding) String() string {
	return fmt.Sprintf("%s:%d: [%s] %s\n\twhy: %s\n\tdo:  %s", f.Path, max(f.Line, 1), f.Rule, f.Message, f.Why, f.Remedy)
}

// rule is one check. Where it reports depends on the check; why and remedy are the same for all its findings.
type rule struct {
	name, why, remedy string
	check             func(m *Module, report reporter)
}

// reporter takes one finding of a rule.
type reporter func(at place, format string, args ...any)

// place is where a finding is.
type place struct {
	path   string
	line   int
	symbol string
}

func (m *Module) at(pos token.Pos, symbol string) place {
	p := m.fset.Position(pos)
	return place{p.Filename, p.Line, symbol}
}

// rules is every check.
var rules = []rule{
	{
		"parse", "a file that does not parse is not checked by any rule",
		"make it compile", checkParse,
	},
	{
		"layer", "imports that point down only keep every package understandable on its own",
		"move the shared type down (root package), pass it in through an interface, " +
			"or change internal/lint/layers.go with a reason", checkLayers,
	},
	{
		"layer-row", "a package without a row in the layer table is not checked",
		"add its row to internal/lint/layers.go", checkLayerRows,
	},
	{
		"restricted-import", "a dependency that one package owns can be replaced there alone",
		"use the package that owns it, or change the table in internal/lint/layers.go with a reason", checkRestricted,
	},
	{
		"package-name", "a name says what is inside, and does not hide a package of the standard library",
		"name the package after the one thing it holds", checkPackageNames,
	},
	{
		"file-size", "a long file has more than one subject",
		"split it along its ideas; move cases of tests to data files", checkFileSize,
	},
	{
		"package-size", "a package that nobody can read in an hour is more than one package",
		"split it along its ideas", checkPackageSize,
	},
	{
		"func-length", "a function longer than a screen cannot be checked by reading",
		"give its steps names of their own", checkFuncLength,
	},
	{
		"signature", "nobody remembers the order of six parameters or four results",
		"pass or return a struct", checkSignatures,
	},
	{
		"nesting", "four levels deep, nobody knows any more under which conditions a line runs",
		"return early, or give the inner block a function of its own", checkNesting,
	},
	{
		"package-doc", "doc.go is where a newcomer starts: purpose, invariants, concurrency, where to read on",
		"write doc.go with a package comment of at most 60 lines and nothing else", checkPackageDoc,
	},
	{
		"code-map", "the code map is how the right file is found in one minute",
		"name the package by its path from the root, on one line of the section \"Code map\" of docs/ARCHITECTURE.md",
		checkCodeMap,
	},
	{
		"header", "every file says who holds the rights and under which licence",
		"begin the file with the two lines of its neighbours", checkHeader,
	},
	{
		"open-note", "a note without an issue is forgotten",
		"do it now, or open an issue and write TODO(#123): ...", checkOpenNotes,
	},
	{
		"package-var", "state of a package couples all its users and makes tests depend on each other",
		"allowed are tables in composite literals, errors, regular expressions, embedded files and guards (var _ T), " +
			"when nothing assigns to them; use const, or a field", checkPackageVars,
	},
	{
		"panic", "a panic means a bug of ours and its message says so",
		"return an error, or begin the message with \"BUG: \"", checkPanic,
	},
	{
		"init", "work at start-up is hidden, cannot fail and slows every command and test",
		"do it in a constructor, or once in sync.OnceValue", checkInit,
	},
	{
		"clock", "code that reads the clock cannot be tested for time",
		"take the time as an argument, or a field Now whose default is time.Now", checkClock,
	},
	{
		"context", "a context made in the middle cannot be cancelled by the caller",
		"take ctx as the first parameter", checkContext,
	},
	{
		"environment", "variables of the environment are read in one place, so that --help can name them all",
		"add a field to the Config and set it in cmd or internal/cli", checkEnvironment,
	},
	{
		"print", "what is printed anywhere else mixes with the results of the command line",
		"use the *slog.Logger of the Config, or an io.Writer that is passed in", checkPrint,
	},
	{
		"goroutine", "who starts a goroutine waits for it",
		"use sync.WaitGroup.Go or an errgroup.Group", checkGoroutines,
	},
	{
		"sleep", "a test that sleeps is slow on a good day and fails on a bad one",
		"wait for the state with a bound, use testing/synctest, or pass the time in", checkSleep,
	},
	{
		"machine-path", "a path of somebody's machine means nothing to others",
		"use a path relative to the repository, or a made-up one below /srv or /var/lib", checkMachinePaths,
	},
}

// Check returns what breaks the rules and is not excepted, in order of path and line.
func (m *Module) Check() []Finding {
	return m.check(rules, exceptions)
}

func (m *Module) check(rules []rule, exceptions []exception) []Finding {
	var found []Finding
	used := make([]bool, len(exceptions))
	for _, r := range rules {
		r.check(m, func(at place, format string, args ...any) {
			f := Finding{at.path, at.line, r.name, at.symbol, fmt.Sprintf(format, args...), r.why, r.remedy}
			i := slices.IndexFunc(exceptions, func(e exception) bool { return e.covers(f) })
			if i < 0 {
				found = append(found, f)
				return
			}
			used[i] = true
		})
	}
	for i, e := range exceptions {
		if !used[i] {
			found = append(found, Finding{
				Path: "internal/lint/exceptions.go", Rule: "exception",
				Message: fmt.Sprintf("nothing breaks the rule %q at %s any more", e.rule, strings.TrimSpace(e.path+" "+e.symbol)),
				Why:     "an exception that stays behind hides the next mistake", Remedy: "delete its row",
			})
		}
	}
	slices.SortStableFunc(found, func(x, y Finding) int {
		return cmp.Or(cmp.Compare(x.Path, y.Path), cmp.Compare(x.Line, y.Line))
	})
	return found
}

func checkParse(m *Module, report reporter) {
	for _, p := range m.packages {
		for _, f := range p.files {
			if f.err != nil {
				report(place{path: f.path}, "%v", f.err)
			}
		}
	}
}
