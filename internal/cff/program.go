// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"selvedge"
)

// Program is a compiled function. It is safe for concurrent use.
type Program struct {
	name    string // of the function, for operators
	script  *script
	failure *Failure // of every invocation, when the code does not compile
}

// Compile compiles the code of the function called name. It never fails: a program that does not compile gives an
// ExecutionError on every invocation, as in AWS, where code is checked only when it runs (runtime.md section 2).
func Compile(name string, code []byte, runtime selvedge.Runtime) *Program {
	return compileProgram(name, code, runtime, false)
}

// compileProgram is Compile; with cover the lines that run are counted.
func compileProgram(name string, code []byte, runtime selvedge.Runtime, cover bool) (p *Program) {
	p = &Program{name: name}
	defer func() {
		if x := recover(); x != nil {
			p.failure = internal(x)
		}
	}()
	if len(code) > selvedge.MaxFunctionCode {
		p.failure = execution(fmt.Sprintf("Error: the code has %d bytes, the maximum is %d", len(code), selvedge.MaxFunctionCode))
		return p
	}
	var err error
	if p.script, err = compileScript(string(code), runtime, cover); err != nil {
		p.failure = failureOf(err)
	}
	return p
}

// Err returns why the program does not compile, or nil.
func (p *Program) Err() error {
	if p.failure == nil {
		return nil
	}
	return p.failure
}

// Invoke implements Invoker. Event and messages are only read.
func (p *Program) Invoke(ctx context.Context, ev *Event, checks Checks) Result {
	if ev.Request == nil || ev.Response == nil && ev.Type == selvedge.EventViewerResponse {
		return Result{Failure: internal("the event lacks a message")}
	}
	o := p.run(ctx, &invocation{ev: ev, checks: checks, around: &ev.Surroundings})
	return o.Result
}

// invocation is what a function is run on: a message or a test event.
type invocation struct {
	ev     *Event      // nil in tests
	test   *eventModel // nil at the edge
	checks Checks
	strict bool // with ChecksTest: find out what ChecksEdge would refuse, too

	around *Surroundings
	now    time.Time // zero: the present
	seed   uint64    // of Math.random; 0: from now
}

// eventType is the kind of the event.
func (inv *invocation) eventType() selvedge.EventType {
	if inv.test != nil {
		return inv.test.eventType
	}
	return inv.ev.Type
}

// outcome is what an invocation came to. When there is no failure, an event gives a message and a test event gives
// output.
type outcome struct {
	Result

	output string   // FunctionOutput
	missed *Failure // what ChecksEdge refuses beside, when the invocation is strict
	fuel   int64    // units of compute

	covered map[int]uint32 // see TestReport
}

// run runs the function once. It is the one way in which functions run, at the edge and in tests.
func (p *Program) run(ctx context.Context, inv *invocation) (o outcome) {
	if p.failure != nil {
		o.Failure = p.failure
		return o
	}
	var i *instance // nil when the invocation did not begin
	defer func() {
		x := recover()
		if x != nil {
			o.Request, o.Response, o.output, o.Failure = nil, nil, "", internal(x)
		}
		if i != nil {
			o.Logs, o.ComputeUtilization, o.fuel = i.host.log.lines, i.usage(), i.js.FuelUsed()
			o.LogData, o.KeyValueReads = i.host.logData, i.host.reads
			o.covered = i.js.Covered()
			i.broken = i.broken || x != nil
			p.script.give(i)
		}
		if f := o.Failure; f != nil && f.Err != nil {
			f.Err = fmt.Errorf("function %q: %w", p.name, f.Err)
		}
	}()
	var err error
	if i, err = p.script.take(ctx, inv); err == nil {
		err = i.serve(inv, &o)
	}
	if err != nil && i != nil {
		err = i.fault(err)
	}
	if err != nil {
		o.Failure = failureOf(err)
	}
	return o
}

// serve calls the handler and makes of its result what the caller gets.
func (i *instance) serve(inv *invocation, o *outcome) error {
	in := inv.test
	if in == nil {
		in = &i.model
		in.present(inv.ev)
	}
	returned, err := i.call(in)
	if err != nil {
		return err
	}
	out := &i.result
	if err := readResult(out, returned, &i.shown, inv.checks); err != nil {
		return err
	}
	if err := i.realm.Overdrawn(); err != nil {
		return err
	}
	if out.isRequest {
		out.request.settle(&in.request)
	} else {
		out.response.settle(in.response)
	}
	if inv.checks == ChecksEdge {
		if err := i.checkAll(out, in); err != nil {
			return err
		}
	} else if inv.strict {
		if err := i.checkAll(out, in); err != nil {
			o.missed = failureOf(err)
		}
	}
	if out.isRequest {
		if i.host.origin != nil {
			o.Origin = i.host.origin.change
		}
	}
	switch {
	case inv.ev == nil:
		o.output = functionOutput(out, in)
	case out.isRequest:
		o.Request = applyRequest(inv.ev.Request, &out.request, &in.request)
	case in.response == nil:
		o.Response, o.BodyReplaced = applyResponse(nil, &out.response, nil)
	default:
		o.Response, o.BodyReplaced = applyResponse(inv.ev.Response, &out.response, in.response)
	}
	return nil
}

// checkAll enforces the rules of production.
func (i *instance) checkAll(out *resultModel, in *eventModel) error {
	if err := checkResult(out, in); err != nil || !out.isRequest || i.host.origin == nil {
		return err
	}
	return checkOrigin(i.host.origin, &in.request, i.host.around.Origins)
}

// failureOf returns the failure that err is.
func failureOf(err error) *Failure {
	if f, ok := errors.AsType[*Failure](err); ok {
		return f
	}
	if f, ok := errors.AsType[*fault](err); ok {
		failure := execution(f.text)
		failure.line, failure.column = f.line, f.column
		return failure
	}
	return internal(err)
}

// internal is the failure of the runtime itself.
func internal(x any) *Failure {
	f := execution("InternalError: the runtime failed")
	f.Err = fmt.Errorf("BUG: function runtime: %v\n%s", x, debug.Stack())
	return f
}

var _ Invoker = (*Program)(nil)
