// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package js

import (
	"errors"
	"strings"

	"selvedge/internal/js/vm"
)

// Instance is a program in a realm of its own.
type Instance struct {
	program *Program
	realm   *vm.Realm
	machine *vm.Machine
	spent   bool // good for no further invocation
}

// NewInstance makes an instance and runs the code at the top level. The limits hold for that code and an invocation together.
// An exception of that code is an *Error, and every instance would end so; the instance only tells then what was used.
func (p *Program) NewInstance(host vm.Host, limits vm.Limits) (*Instance, error) {
	r := vm.NewRealm(vm.Config{Registry: p.env.registry, Names: p.code.Names(), Host: host, Limits: limits})
	i := &Instance{program: p, realm: r, machine: vm.NewMachine(r, p.code)}
	err := i.machine.Start()
	if err == nil {
		err = r.Overdrawn()
	}
	if err != nil {
		err = i.failure(err)
		i.spent = true
		return i, err
	}
	_, lost := r.UnhandledRejection()
	if i.spent = r.Impure() || r.PendingJobs() > 0 || lost; i.spent {
		return i, nil
	}
	if err := r.Seal(); err != nil {
		i.spent = true
		return i, err
	}
	return i, nil
}

// Realm returns the realm, for building arguments and reading results.
func (i *Instance) Realm() *vm.Realm { return i.realm }

// Invoke calls a function that the program declares at the top level. In version 2, when the result is a promise, jobs run
// until it is settled, and the result is its value. Values are good until Rollback. The error is ErrNoFunction, an *Error or a
// *vm.Abort.
func (i *Instance) Invoke(name string, args ...vm.Value) (vm.Value, error) {
	fn, ok := i.machine.Global(name)
	if !ok || !fn.IsCallable() {
		return vm.Undefined, ErrNoFunction
	}
	v, err := i.realm.Invoke(fn, vm.Undefined, args...)
	if err == nil && i.program.env.version == V2 {
		v, err = i.settled(v)
	}
	if err == nil {
		err = i.realm.Overdrawn()
	}
	if err != nil {
		return vm.Undefined, i.failure(err)
	}
	return v, nil
}

// settled waits for a promise. Rejections that nobody handles are errors then, those of other promises, too.
func (i *Instance) settled(v vm.Value) (vm.Value, error) {
	state, result, ok := i.realm.PromiseState(v)
	if !ok {
		return v, nil
	}
	done := func() bool {
		state, result, _ = i.realm.PromiseState(v)
		return state != vm.PromisePending
	}
	if err := i.realm.RunJobs(done); err != nil {
		return vm.Undefined, err
	}
	switch {
	case !done():
		return vm.Undefined, &Error{Text: "Error: the promise is never settled"}
	case state == vm.PromiseRejected:
		return vm.Undefined, vm.Throw(result)
	}
	return result, i.unhandled()
}

// unhandled returns the error about a rejection that nobody handles. Version 1 does not look.
func (i *Instance) unhandled() error {
	reason, ok := i.realm.UnhandledRejection()
	if !ok || i.program.env.version == V1 {
		return nil
	}
	text, err := i.text(reason)
	if err != nil {
		return err
	}
	return &Error{Text: "Error: unhandled promise rejection: " + text}
}

// Failed returns where in the source a limit has ended the run; line is 0 when that is not known. Columns are in bytes, from
// 1; 0 is unknown.
func (i *Instance) Failed() (line, column int) { return i.machine.Failed() }

// Drain runs the jobs that are left, as the reference does at the end of a script. The error is an *Error or a *vm.Abort.
func (i *Instance) Drain() error {
	err := i.realm.RunJobs(nil)
	if err == nil {
		err = i.unhandled()
	}
	if err == nil {
		err = i.realm.Overdrawn()
	}
	if err != nil {
		return i.failure(err)
	}
	return nil
}

// failure turns an error of a run into what callers get.
func (i *Instance) failure(err error) error {
	exception, ok := errors.AsType[*vm.Exception](err)
	if !ok {
		if _, ours := errors.AsType[*Error](err); !ours {
			i.spent = true
		}
		return err
	}
	line, column := i.machine.Thrown(exception.Value)
	text, trace, err := i.realm.ThrownText(exception.Value)
	if second, ok := errors.AsType[*vm.Exception](err); ok { // njs goes on with what the text's making has thrown
		text, trace, err = i.realm.ThrownText(second.Value)
	}
	if err != nil {
		text, err = i.again(err)
	}
	if err != nil {
		return err
	}
	return &Error{Text: strings.Clone(text), Stack: strings.Clone(trace), Line: line, Column: column}
}

// text returns a value as a string.
func (i *Instance) text(v vm.Value) (string, error) {
	text, err := i.realm.ErrorText(v)
	if err != nil {
		return i.again(err)
	}
	return strings.Clone(text), nil
}

// again returns the text for the error of making a text: the program has a say in that, and may throw again.
func (i *Instance) again(err error) (string, error) {
	if exception, ok := errors.AsType[*vm.Exception](err); ok {
		return strings.Clone(exception.Error()), nil
	}
	i.spent = true
	return "", err
}

// Rollback takes back all that the invocation has done. It says whether the instance can be used again.
func (i *Instance) Rollback() (again bool) {
	if i.spent {
		return false
	}
	i.realm.Rollback()
	return true
}

// FuelUsed returns the fuel that the top level and the invocation have taken.
func (i *Instance) FuelUsed() int64 { return i.realm.FuelUsed() }

// MemoryUsed returns the bytes that the top level and the invocation have taken.
func (i *Instance) MemoryUsed() int64 { return i.realm.MemoryUsed() }

// Covered returns how often each line that has a statement has run since the instance was made: the most of the statements
// that begin on it. It is nil unless the program was compiled for coverage.
func (i *Instance) Covered() map[int]uint32 {
	points := i.program.code.Program().Cover
	if len(points) == 0 {
		return nil
	}
	lines := make(map[int]uint32, len(points))
	for p, line := range points {
		lines[line] = max(lines[line], i.machine.Covered()[p])
	}
	return lines
}

// Interrupt makes the run end soon with vm.ErrInterrupted. It may be called from any goroutine.
func (i *Instance) Interrupt() { i.realm.Interrupt() }
