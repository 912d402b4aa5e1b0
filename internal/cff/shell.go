// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"errors"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"selvedge"
	"selvedge/internal/js"
	"selvedge/internal/js/vm"
)

// This file runs scripts outside of CloudFront, in the manner of the command line of njs.

// Shell says how a script is run.
type Shell struct {
	Runtime selvedge.Runtime
	Name    string            // of the script, in errors
	Fuel    int64             // limit in units of compute; 0 is the engine's own
	Memory  int64             // limit in bytes; 0 is that of a function
	Print   func(text string) // takes a record of console.log; the text is valid during the call
}

// shellEnvironment is what scripts of a runtime find: the modules of njs, which has no cloudfront.
var shellEnvironment = map[selvedge.Runtime]func() *js.Environment{
	selvedge.Runtime1: environment[selvedge.Runtime1],
	selvedge.Runtime2: sync.OnceValue(func() *js.Environment { return js.NewEnvironment(js.V2, hostTemplates(), scriptModules) }),
}

// ShellResult is what a script came to.
type ShellResult struct {
	// Thrown is what ended the script, as njs prints it; empty when it ran to its end.
	Thrown string
	// Fuel and Memory are the units of compute and the bytes that the script used, 0 when it did not compile.
	Fuel, Memory int64
}

// Run runs a script and the work that it leaves for later.
func (s *Shell) Run(source string) (r ShellResult) {
	defer func() {
		if x := recover(); x != nil {
			r.Thrown = internal(x).Err.Error()
		}
	}()
	program, err := shellEnvironment[s.Runtime]().Compile(source)
	if err != nil {
		r.Thrown = s.text(err)
		return r
	}
	i, err := program.NewInstance(shellHost{s}, vm.Limits{Fuel: s.Fuel, Memory: s.Memory})
	if err == nil {
		err = s.finish(i)
	}
	if err != nil {
		r.Thrown = s.text(err)
	}
	if i != nil {
		r.Fuel, r.Memory = i.FuelUsed(), i.MemoryUsed()
	}
	return r
}

// finish runs what is left when the top level has ended.
func (s *Shell) finish(i *js.Instance) error {
	if err := i.Realm().RunJobs(nil); err != nil {
		return err
	}
	if reason, lost := i.Realm().UnhandledRejection(); lost && s.Runtime != selvedge.Runtime1 {
		text, err := i.Realm().ErrorText(reason)
		if err != nil {
			return err
		}
		return &fault{text: "Error: unhandled promise rejection: " + text}
	}
	return i.Realm().Overdrawn()
}

// Disassemble returns the compiled code of a script. The error is what Run would give as Thrown.
func (s *Shell) Disassemble(source string) (string, error) {
	program, err := shellEnvironment[s.Runtime]().Compile(source)
	if err != nil {
		return "", errors.New(s.text(err))
	}
	return program.Disassemble(), nil
}

// undefinedAt is the end of an error of njs 0.4.3 that says where a name is not defined.
var undefinedAt = regexp.MustCompile(`("[^"\n]*" is not defined in )(\d+)\b`)

// text returns an error as njs prints it: with the name of the script wherever there is a line, and with the stack.
func (s *Shell) text(err error) string {
	var text string
	switch e := err.(type) {
	case *js.Error:
		text = s.defined(e.Text)
		if e.Source != nil {
			line := strconv.Itoa(e.Source.Line)
			if head, ok := strings.CutSuffix(text, " in "+line); ok && !e.Source.Bare {
				text = head + " in " + s.Name + ":" + line
			}
		}
		if e.Stack != "" {
			text += "\n" + s.named(e.Stack) + "\n"
		}
	case *vm.Abort:
		text = (&instance{}).fault(err).Error()
	default:
		text = err.Error()
	}
	return text
}

// defined puts the name of the script into the errors of 1.0 about names that are not defined.
func (s *Shell) defined(text string) string {
	if s.Runtime != selvedge.Runtime1 || !strings.Contains(text, " is not defined in ") {
		return text
	}
	return undefinedAt.ReplaceAllString(text, "${1}"+s.replacement()+":${2}")
}

// tracePlace is the place in a line of a stack trace.
var tracePlace = regexp.MustCompile(`(?m)^(    at .* \():(\d+\))$`)

// named puts the name of the script into the lines of stack traces, where the engine has none.
func (s *Shell) named(text string) string {
	if !strings.Contains(text, "    at ") {
		return text
	}
	return tracePlace.ReplaceAllString(text, "${1}"+s.replacement()+":${2}")
}

// replacement is the name of the script as a part of a replacement text.
func (s *Shell) replacement() string { return strings.ReplaceAll(s.Name, "$", "$$") }

// shellHost is the world of a script. Its clock does not stand still. See vm.Host.
type shellHost struct{ shell *Shell }

// Now returns the time. See vm.Host.
func (shellHost) Now() float64 { return float64(time.Now().UnixMilli()) }

// Random returns a random number. See vm.Host.
func (shellHost) Random() float64 { return rand.Float64() }

// ConsoleLog prints a record. See vm.Host.
func (h shellHost) ConsoleLog(text string) { h.shell.Print(h.shell.named(h.shell.defined(text))) }
