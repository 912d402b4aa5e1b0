// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"selvedge/internal/js"
	"selvedge/internal/js/builtin"
	"selvedge/internal/js/langtest"
	"selvedge/internal/js/vm"
)

// notebook is a host that keeps what is logged.
type notebook struct {
	quiet
	lines []string
}

func (n *notebook) ConsoleLog(text string) { n.lines = append(n.lines, strings.Split(text, "\n")...) }

// console is a console like that of the njs command line.
var console = vm.Template{
	ID: vm.ConsoleObject, Path: "console", Global: "console",
	Rows: []vm.Row{vm.Method("log", 0, func(c *vm.Call) (vm.Value, error) {
		parts := make([]string, c.NArgs())
		for i, v := range c.Args() {
			var err error
			if parts[i], err = builtin.Dump(c.Realm, v, 0); err != nil {
				return vm.Undefined, err
			}
		}
		c.ConsoleLog(strings.Join(parts, " "))
		return vm.Undefined, nil
	})},
}

// environments are what scripts run in, by version.
var environments = map[vm.Version]*js.Environment{
	vm.V1: js.NewEnvironment(js.V1, []vm.Template{console}, nil),
	vm.V2: js.NewEnvironment(js.V2, []vm.Template{console}, nil),
}

// instance makes an instance of a script.
func instance(tb testing.TB, v vm.Version, source string, limits vm.Limits) *js.Instance {
	tb.Helper()
	p, err := environments[v].Compile(source)
	if err != nil {
		tb.Fatalf("compile: %v", err)
	}
	i, err := p.NewInstance(quiet{}, limits)
	if err != nil {
		tb.Fatalf("start: %v", err)
	}
	return i
}

// invoked shows what main of an instance returns, throws, or is aborted by.
func invoked(i *js.Instance) string {
	result, err := i.Invoke("main")
	if abort, ok := errors.AsType[*vm.Abort](err); ok {
		return "abort: " + abort.Error()
	}
	if err != nil {
		return "throws " + err.Error()
	}
	text, err := i.Realm().ToText(result)
	if err != nil {
		return "no text: " + err.Error()
	}
	return text
}

// TestScripts runs the cases in testdata, whose form and sources are those of the language cases: see package langtest.
func TestScripts(t *testing.T) {
	chunks, err := langtest.Load(os.DirFS("testdata"))
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range []vm.Version{vm.V1, vm.V2} {
		version := langtest.Version(i + 1)
		for _, c := range chunks {
			if !c.Runs(version) {
				continue
			}
			t.Run(string(rune('1'+i))+"/"+c.ID(), func(t *testing.T) {
				if diff := c.Want(version).Diff(runScript(environments[v], c.Script)); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			})
		}
	}
}

func runScript(env *js.Environment, source string) (got langtest.Result) {
	p, err := env.Compile(source)
	if err == nil {
		host := &notebook{}
		_, err = p.NewInstance(host, vm.Limits{})
		got.Lines = host.lines
	}
	if err != nil {
		got.Thrown = err.Error()
	}
	return got
}
