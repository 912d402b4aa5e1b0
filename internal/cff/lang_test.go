// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff_test

import (
	"errors"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"selvedge/internal/cff"
	"selvedge/internal/js"
	"selvedge/internal/js/langtest"
	"selvedge/internal/js/vm"
)

// TestLang runs the language cases of the engine, with all that functions find.
func TestLang(t *testing.T) {
	chunks, err := langtest.Load(os.DirFS("../js/testdata/lang"))
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range bothRuntimes {
		v, env := langtest.Version(i+1), cff.Environment(r)
		for _, c := range chunks {
			if !c.Runs(v) {
				continue
			}
			t.Run(fmt.Sprint(v, "/", c.ID()), func(t *testing.T) {
				if diff := c.Want(v).Diff(runLang(env, c.Script)); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			})
		}
	}
}

// runLang runs a script to its end.
func runLang(env *js.Environment, source string) (got langtest.Result) {
	host := &stillHost{}
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
	if len(host.records) > 0 {
		got.Lines = strings.Split(strings.Join(host.records, "\n"), "\n")
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

// stillHost is a world that keeps what is logged. Its clock stands still. See vm.Host.
type stillHost struct {
	records []string
	drawn   int
}

// Now returns a time. See vm.Host.
func (*stillHost) Now() float64 { return 1700000000000 }

// ConsoleLog keeps a record. See vm.Host.
func (h *stillHost) ConsoleLog(text string) { h.records = append(h.records, strings.Clone(text)) }

// Random returns numbers that are the same in every run. See vm.Host.
func (h *stillHost) Random() float64 {
	h.drawn++
	return math.Mod(float64(h.drawn)*math.Phi, 1)
}
