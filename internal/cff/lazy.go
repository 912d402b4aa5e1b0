// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"context"
	"sync"
	"sync/atomic"

	"selvedge"
)

// LazyProgram is a function that is compiled when it first runs, and forgotten again when it has not run for a while: an
// edge has many functions of which few run, and compiled code with its instances is several times as large as its source.
// It is safe for concurrent use.
type LazyProgram struct {
	name    string
	code    []byte
	runtime selvedge.Runtime

	program atomic.Pointer[Program] // nil: not compiled
	used    atomic.Bool             // it ran since the last round of Cool

	mu sync.Mutex // held while compiling

	round uint64 // of Cool
}

// Lazy returns the function called name. It keeps code, which must not change any more.
func Lazy(name string, code []byte, runtime selvedge.Runtime) *LazyProgram {
	return &LazyProgram{name: name, code: code, runtime: runtime}
}

// Invoke implements Invoker.
func (l *LazyProgram) Invoke(ctx context.Context, ev *Event, checks Checks) Result {
	if !l.used.Load() { // a store would take the cache line from other cores
		l.used.Store(true)
	}
	p := l.program.Load()
	if p == nil {
		p = l.compiled()
	}
	return p.Invoke(ctx, ev, checks)
}

// compiled compiles the code, unless somebody has done so meanwhile.
func (l *LazyProgram) compiled() *Program {
	l.mu.Lock()
	defer l.mu.Unlock()

	p := l.program.Load()
	if p == nil {
		p = Compile(l.name, l.code, l.runtime)
		l.program.Store(p)
	}
	return p
}

// Err returns why the code does not compile; nil when it does, and while nobody knows, because it has not run.
func (l *LazyProgram) Err() error {
	p := l.program.Load()
	if p == nil {
		return nil
	}
	return p.Err()
}

// Cool forgets the compiled code when the function has not run since the round before. It may be called several times in
// a round, which counts as once. Code that does not compile is not forgotten: there is nothing to save.
func (l *LazyProgram) Cool(round uint64) {
	l.mu.Lock()
	defer l.mu.Unlock()

	if l.round == round {
		return
	}
	l.round = round
	if p := l.program.Load(); !l.used.Swap(false) && p != nil && p.failure == nil {
		l.program.Store(nil)
	}
}

// Compiled says whether compiled code is held.
func (l *LazyProgram) Compiled() bool { return l.program.Load() != nil }

var _ Invoker = (*LazyProgram)(nil)
