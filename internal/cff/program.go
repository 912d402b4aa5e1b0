// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"selvedge"
)

// Program is a compiled function. It is immutable and safe for concurrent use.
type Program struct {
	runtime selvedge.Runtime
	script  script
	failure *Failure // of every invocation, when the code does not compile
}

// Compile compiles the code of the function called name. It never fails: a program that does not compile gives an
// ExecutionError on every invocation, as in AWS, where code is checked only when it runs (runtime.md section 2).
func Compile(name string, code []byte, runtime selvedge.Runtime) (p *Program) {
	p = &Program{runtime: runtime}
	defer func() {
		if x := recover(); x != nil {
			p.failure = internal(x)
		}
	}()
	if len(code) > selvedge.MaxFunctionCode {
		p.failure = execution(fmt.Sprintf("Error: the code has %d bytes, the maximum is %d", len(code), selvedge.MaxFunctionCode))
		return p
	}
	s, err := compileScript(name, string(code), runtime)
	if err != nil {
		p.failure = failureOf(err)
		return p
	}
	p.script = s
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
	in := present(ev)
	o := p.run(ctx, in, checks)
	r := Result{Logs: o.logs, ComputeUtilization: o.usage, Failure: o.failure}
	switch {
	case o.failure != nil:
	case o.result.request != nil:
		r.Request = applyRequest(ev.Request, o.result.request, &in.request)
	case in.response == nil:
		r.Response, r.BodyReplaced = applyResponse(nil, o.result.response, nil)
	default:
		r.Response, r.BodyReplaced = applyResponse(ev.Response, o.result.response, in.response)
	}
	return r
}

// outcome is what an invocation came to; one of result and failure is set.
type outcome struct {
	result  *resultModel
	failure *Failure
	logs    []string
	usage   int
}

// run runs the function once on in. It is the one way in which functions run, at the edge and in tests.
func (p *Program) run(ctx context.Context, in *eventModel, checks Checks) (o outcome) {
	if p.failure != nil {
		return outcome{failure: p.failure}
	}
	log := &logSink{left: maxLogBytes}
	defer func() {
		o.logs = log.lines
		if x := recover(); x != nil {
			o.result, o.failure = nil, internal(x)
		}
	}()
	var err error
	o.usage, err = p.script.run(ctx, func(r realm) error {
		returned, err := p.call(r, in, log)
		if err != nil {
			return err
		}
		if o.result, err = readResult(returned, in, checks); err != nil || checks == ChecksTest {
			return err
		}
		return checkResult(o.result, in)
	})
	if err != nil {
		o.result, o.failure = nil, failureOf(err)
	}
	return o
}

// call runs the top-level code and the handler, and returns what the handler returned.
func (p *Program) call(r realm, in *eventModel, log *logSink) (value, error) {
	console := r.object([]property{{name: "log", v: r.function("log", log.call)}})
	if err := r.setGlobal("console", console); err != nil {
		return nil, err
	}
	if err := r.setGlobal("require", r.function("require", require)); err != nil {
		return nil, err
	}
	if err := r.start(); err != nil {
		return nil, err
	}
	event := builder{r: r, rawText: p.runtime == selvedge.Runtime2}.event(in)
	return r.callHandler(event)
}

// require is the function that looks a module up. Source: runtime.md section 5.
func require(args []value) (value, error) {
	if len(args) == 0 || args[0].kind() != kindString {
		return nil, thrown("TypeError", "missing path")
	}
	name, err := args[0].text()
	if err != nil {
		return nil, err
	}
	return nil, thrown("Error", fmt.Sprintf("Cannot find module %s", quote(name)))
}

// failureOf returns the failure that err is.
func failureOf(err error) *Failure {
	if f, ok := errors.AsType[*Failure](err); ok {
		return f
	}
	if f, ok := errors.AsType[*fault](err); ok {
		return execution(f.text)
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
