// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package js_test

import (
	"errors"
	"math"
	"os"
	"strings"
	"testing"

	"selvedge/internal/js"
	"selvedge/internal/js/builtin"
	"selvedge/internal/js/langtest"
	"selvedge/internal/js/vm"
)

// consoleTemplate is a console like that of the njs command line.
var consoleTemplate = vm.Template{
	ID: vm.ConsoleObject, Path: "console", Global: "console",
	Rows: []vm.Row{
		vm.Constant("[Symbol.toStringTag]", vm.SharedString("Console").Value()).For(vm.SymbolToStringTag),
		vm.Method("log", 0, consoleLog).With(vm.AttrAll),
	},
}

func consoleLog(c *vm.Call) (vm.Value, error) {
	if c.NArgs() == 0 {
		return vm.Undefined, nil
	}
	parts := make([]string, c.NArgs())
	for i, v := range c.Args() {
		text, err := builtin.Dump(c.Realm, v, 0)
		if err != nil {
			return vm.Undefined, err
		}
		parts[i] = text
	}
	c.ConsoleLog(strings.Join(parts, " "))
	return vm.Undefined, nil
}

// recorder is a world that keeps what is logged. Its clock stands still.
type recorder struct {
	records []string
	drawn   int
}

func (r *recorder) Now() float64           { return 1700000000000 }
func (r *recorder) ConsoleLog(text string) { r.records = append(r.records, strings.Clone(text)) }

func (r *recorder) Random() float64 {
	r.drawn++
	return math.Mod(float64(r.drawn)*math.Phi, 1)
}

// environments are what language cases run in, by version.
func environments() map[langtest.Version]*js.Environment {
	templates := []vm.Template{consoleTemplate}
	return map[langtest.Version]*js.Environment{
		1: js.NewEnvironment(js.V1, templates, nil),
		2: js.NewEnvironment(js.V2, templates, nil),
	}
}

// TestLang runs the language cases in testdata/lang.
func TestLang(t *testing.T) {
	chunks, err := langtest.Load(os.DirFS("testdata/lang"))
	if err != nil {
		t.Fatal(err)
	}
	pending := readPending(t)
	for v, env := range environments() {
		for _, c := range chunks {
			if !c.Runs(v) {
				continue
			}
			t.Run(string(rune('0'+v))+"/"+c.ID(), func(t *testing.T) {
				name := strings.TrimPrefix(t.Name(), "TestLang/")
				diff := c.Want(v).Diff(runCase(t, env, c.Script))
				switch {
				case pending[name] && diff == "":
					t.Error("passes: remove it from testdata/lang-pending.txt")
				case pending[name]:
					t.Skip("listed in testdata/lang-pending.txt")
				case diff != "":
					t.Errorf("(-want +got):\n%s", diff)
				}
			})
		}
	}
}

// readPending returns the cases that the engine does not pass yet, by the name of their test.
func readPending(t *testing.T) map[string]bool {
	t.Helper()
	data, err := os.ReadFile("testdata/lang-pending.txt")
	if err != nil {
		t.Fatal(err)
	}
	pending := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			pending[line] = true
		}
	}
	return pending
}

// runCase runs a script to its end.
func runCase(t *testing.T, env *js.Environment, source string) langtest.Result {
	t.Helper()
	host := &recorder{}
	err := func() error {
		p, err := env.Compile(source)
		if err != nil {
			return err
		}
		i, err := p.NewInstance(host, vm.Limits{})
		if err != nil {
			return err
		}
		return i.Drain()
	}()
	got := langtest.Result{Lines: strings.Split(strings.Join(host.records, "\n"), "\n")}
	if len(host.records) == 0 {
		got.Lines = nil
	}
	if err == nil {
		return got
	}
	got.Thrown = err.Error()
	if abort, ok := errors.AsType[*vm.Abort](err); ok {
		got.Thrown = map[vm.AbortReason]string{vm.AbortFuel: "abort: fuel", vm.AbortMemory: "abort: memory"}[abort.Reason]
	}
	return got
}
