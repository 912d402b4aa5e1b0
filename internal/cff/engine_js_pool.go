// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"

	"selvedge"
	"selvedge/internal/js"
	"selvedge/internal/js/vm"
)

// This file compiles functions and keeps their instances.

// The limits of an invocation, the code at the top level included.
const (
	// budgetFuel is the compute that counts as 100 percent, in units of the engine: about one for an instruction. AWS
	// allows about a millisecond (limits.md section 1) of an engine that takes some 10 ns for an instruction.
	budgetFuel = 100_000
	// startFuel is taken from that for every invocation: what AWS's runtime spends on starting a function and on its event.
	// With it a function that does next to nothing is at 11 percent, as AWS shows it (limits.md section 4: 10 to 21);
	// 10,000 rounds of an empty loop add 20, the check of a signed token 1.
	startFuel = 10_000
	// maxFuel ends an invocation. It is five times the budget, because AWS lets functions run over now and then, and where it
	// ends them is not known (limits.md section 4).
	maxFuel = 5 * budgetFuel
	// maxMemory is in bytes. Source: limits.md section 1.
	maxMemory = 2 << 20
)

// environment is what functions of a runtime find.
var environment = map[selvedge.Runtime]func() *js.Environment{
	selvedge.Runtime1: sync.OnceValue(func() *js.Environment { return js.NewEnvironment(js.V1, hostTemplates(), modules) }),
	selvedge.Runtime2: sync.OnceValue(func() *js.Environment { return js.NewEnvironment(js.V2, hostTemplates(), functionModules) }),
}

// script is compiled code with instances that have no work. It is safe for concurrent use.
type script struct {
	program *js.Program
	runtime selvedge.Runtime
	limits  vm.Limits
	idle    []atomic.Pointer[instance] // about one for each core
}

// compileScript compiles code. The error is a *fault.
func compileScript(code string, runtimeName selvedge.Runtime, cover bool) (*script, error) {
	compile := environment[runtimeName]().Compile
	if cover {
		compile = environment[runtimeName]().CompileForCoverage
	}
	program, err := compile(code)
	if err != nil {
		if e, ok := errors.AsType[*js.Error](err); ok {
			return nil, faultOf(e)
		}
		return nil, err
	}
	return &script{
		program: program, runtime: runtimeName, limits: vm.Limits{Fuel: maxFuel - startFuel, Memory: maxMemory},
		idle: make([]atomic.Pointer[instance], runtime.GOMAXPROCS(0)),
	}, nil
}

// take returns an instance that has run the code at the top level, and starts an invocation. With an error, which is
// one of the engine or a *fault, the instance is nil or has nothing but logs and usage.
func (s *script) take(ctx context.Context, inv *invocation) (*instance, error) {
	if ctx.Err() != nil {
		return nil, errCancelled
	}
	for at := range s.idle {
		if i := s.idle[at].Swap(nil); i != nil {
			i.begin(ctx, inv)
			return i, nil
		}
	}
	return s.newInstance(ctx, inv)
}

// give ends the invocation and takes the instance back. One whose run was ended by a limit, or whose top level has to
// run again, is dropped.
func (s *script) give(i *instance) {
	i.guard.end()
	if i.broken || !i.js.Rollback() {
		return
	}
	i.forget()
	for at := range s.idle {
		if s.idle[at].CompareAndSwap(nil, i) {
			return
		}
	}
}
