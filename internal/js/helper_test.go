// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package js_test

import (
	"math"
	"strings"

	"selvedge/internal/js"
	"selvedge/internal/js/builtin"
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

// environments have a console and nothing else of a host, by version.
func environments() map[js.Version]*js.Environment {
	templates := []vm.Template{consoleTemplate}
	return map[js.Version]*js.Environment{
		js.V1: js.NewEnvironment(js.V1, templates, nil),
		js.V2: js.NewEnvironment(js.V2, templates, nil),
	}
}
