// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"context"
	"errors"
	"time"

	"selvedge"
	"selvedge/internal/js"
	"selvedge/internal/js/vm"
)

// instance is a program in a state of its own, and what an invocation needs beside. It belongs to one invocation at a
// time; its guard looks at it from another goroutine.
type instance struct {
	js     *js.Instance
	realm  *vm.Realm
	host   host
	guard  guard
	await  bool // the result of the handler may be a promise
	broken bool // a limit ended the run: the instance must not be used again
	spent  bool // that limit was the compute

	shown  shown
	model  eventModel  // memory for what is shown of a message
	result resultModel // what the function returned
}

// newInstance makes an instance for an invocation, and runs the code at the top level. When that fails the instance
// is good for nothing but its logs and its usage.
func (s *script) newInstance(ctx context.Context, inv *invocation) (*instance, error) {
	i := &instance{await: s.runtime == selvedge.Runtime2}
	i.host.begin(inv)
	i.host.topLevel = true
	var err error
	if i.js, err = s.program.NewInstance(&i.host, s.limits); err != nil {
		i.broken = true
		return i, err
	}
	i.host.topLevel = false
	i.realm = i.js.Realm()
	i.shown.realm, i.shown.rawText = i.realm, i.await
	i.guard.begin(ctx, i.js, i.host.now)
	return i, nil
}

// begin starts an invocation of an instance that has served another one.
func (i *instance) begin(ctx context.Context, inv *invocation) {
	i.host.begin(inv)
	i.guard.begin(ctx, i.js, i.host.now)
}

// forget drops what belongs to the invocation that has ended.
func (i *instance) forget() {
	i.shown.forget()
	i.model.forget()
	i.result.forget()
	i.host.forget()
}

// usage returns the compute that was used, in percent of the budget, at most 100.
func (i *instance) usage() int {
	if i.spent {
		return 100
	}
	used := startFuel + i.js.FuelUsed()
	return int(min(100, (100*used+budgetFuel-1)/budgetFuel))
}

// call calls handler with an event object and returns its result. Promises are awaited in runtime 2.0; in 1.0 a promise
// is an object like any other. Source: runtime.md sections 2 and 6.12.
func (i *instance) call(in *eventModel) (value, error) {
	i.shown.model = in
	v, err := i.js.Invoke("handler", i.shown.event())
	switch {
	case errors.Is(err, js.ErrNoFunction):
		return value{}, i.noHandler()
	case err == nil && i.realm.PendingJobs() > 0:
		err = i.realm.RunJobs(nil) // of a handler that is not async and has left work for later
	}
	if err != nil {
		return value{}, err
	}
	if reason, lost := i.realm.UnhandledRejection(); lost && i.await {
		text, err := i.realm.ErrorText(reason)
		return value{}, i.thrown("Error: unhandled promise rejection: ", text, err)
	}
	return value{i.realm, v}, nil
}

// noHandler is the error when there is no function to call. Source: runtime.md section 2; the texts are ours.
func (i *instance) noHandler() error {
	v, err := i.realm.Get(i.realm.Global(), keyHandler)
	switch {
	case err != nil:
		return err
	case v.IsUndefined():
		return &fault{text: "Error: handler is not defined"}
	}
	return &fault{text: "TypeError: handler is not a function"}
}

// thrown is the fault that a thrown value makes: prefix and its text, or the error of making that. The text is the
// program's own doing, so that it can throw, recurse or loop as well.
func (i *instance) thrown(prefix, text string, err error) error {
	if _, again := errors.AsType[*vm.Exception](err); again {
		text, err = "Error: the thrown value has no text", nil
	}
	if err != nil {
		return i.fault(err)
	}
	return &fault{text: prefix + clip(text, maxDetail)}
}

// fault returns the *fault that an error of the engine is. Errors of the host stay as they are.
func (i *instance) fault(err error) error {
	if thrown, ok := errors.AsType[*vm.Exception](err); ok {
		text, _, err := i.realm.ThrownText(thrown.Value)
		return i.thrown("", text, err)
	}
	if e, ok := errors.AsType[*js.Error](err); ok {
		return faultOf(e)
	}
	abort, ok := errors.AsType[*vm.Abort](err)
	if !ok {
		return err
	}
	i.broken = true
	switch abort.Reason {
	case vm.AbortFuel:
		err = errSpent
	case vm.AbortMemory:
		err = errMemory
	case vm.AbortInterrupted:
		err = i.guard.reason()
	}
	i.spent = err == errSpent
	if f, ok := err.(*fault); ok && i.js != nil {
		line, column := i.js.Failed()
		err = &fault{f.text, line, column}
	}
	return err
}

// faultOf returns the fault that an error of the engine is.
func faultOf(e *js.Error) *fault {
	if e.Source != nil {
		return &fault{e.Text, int(e.Source.Pos.Line), int(e.Source.Pos.Column)}
	}
	return &fault{e.Text, e.Line, e.Column}
}

// The faults of runs that were ended.
var (
	errSpent = func() error {
		return &fault{text: "InternalError: the function exceeded the allowed compute"}
	}()
	errMemory    = func() error { return &fault{text: "MemoryError: the function uses too much memory"} }()
	errCancelled = func() error { return &fault{text: "InternalError: the invocation was cancelled"} }()
)

// host is what an instance knows of the world. See vm.Host. The clock stands still during an invocation.
// Source: runtime.md sections 6.5, 6.6 and 10.
type host struct {
	now    time.Time
	random uint64 // state; 0 before the first number
	log    logSink

	around    *Surroundings
	eventType selvedge.EventType
	topLevel  bool // the code at the top level runs

	location *vm.Object  // cf.edgeLocation, when the function has looked
	origin   *originCall // the last call of an origin helper
	logData  *string     // what cf.logCustomData was called with last
	reads    StoreReads
}

func (h *host) begin(inv *invocation) {
	h.now, h.random = inv.now, inv.seed
	if h.now.IsZero() {
		h.now = time.Now()
	}
	h.log = logSink{left: maxLogBytes}
	h.around, h.eventType = inv.around, inv.eventType()
}

// forget drops what belongs to the invocation that has ended.
func (h *host) forget() { *h = host{} }

// Now returns the time when the invocation began. See vm.Host.
func (h *host) Now() float64 { return float64(h.now.UnixMilli()) }

// Random returns numbers that depend on the time when the invocation began. See vm.Host. The generator is SplitMix64.
func (h *host) Random() float64 {
	if h.random == 0 {
		h.random = uint64(h.now.UnixNano())
	}
	h.random += 0x9e3779b97f4a7c15
	z := h.random
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return float64((z^z>>31)>>11) / (1 << 53)
}

// ConsoleLog notes a line. See vm.Host.
func (h *host) ConsoleLog(text string) { h.log.line(text) }

var _ vm.Host = (*host)(nil)
