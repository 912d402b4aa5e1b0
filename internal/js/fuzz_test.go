// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package js_test

import (
	"errors"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/js"
	"selvedge/internal/js/langtest"
	"selvedge/internal/js/vm"
)

// outcome is what can be seen of a run.
type outcome struct {
	Records      []string
	Error        string
	Fuel, Memory int64
}

// FuzzRun runs any source with small limits. Whatever it is, it ends, no part of the engine panics, and a second run does the
// same.
func FuzzRun(f *testing.F) {
	chunks, err := langtest.Load(os.DirFS("testdata/lang"))
	if err != nil {
		f.Fatal(err)
	}
	for _, c := range chunks {
		f.Add(c.Script, c.Runs(2))
	}
	all := environments()
	limits := vm.Limits{Fuel: 50_000, Memory: 128 << 10, Depth: 50, Nested: 20}
	f.Fuzz(func(t *testing.T, source string, v2 bool) {
		env := all[js.V1]
		if v2 {
			env = all[js.V2]
		}
		p, err := env.Compile(source)
		if err != nil {
			return
		}
		run := func() (seen outcome) {
			host := &recorder{}
			i, err := p.NewInstance(host, limits)
			if err == nil {
				err = i.Drain()
				seen.Fuel, seen.Memory = i.FuelUsed(), i.MemoryUsed()
			}
			seen.Records = host.records
			if err != nil {
				seen.Error = err.Error()
			}
			if abort, ok := errors.AsType[*vm.Abort](err); ok && abort.Reason == vm.AbortInternal {
				t.Errorf("internal error")
			}
			return seen
		}
		if diff := cmp.Diff(run(), run()); diff != "" {
			t.Errorf("two runs differ (-first +second):\n%s", diff)
		}
	})
}
