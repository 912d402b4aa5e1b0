// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm

// PromiseState is the state of a promise. ECMA-262 27.2.6.
type PromiseState uint8

// The states.
const (
	PromisePending PromiseState = iota
	PromiseFulfilled
	PromiseRejected
)

// promise is the internal data of promises.
type promise struct {
	state     PromiseState
	handled   bool
	result    Value
	reactions []Reaction
}

var _ Snapshotter = (*promise)(nil)

// Snapshot returns a function that puts the present state back. See Snapshotter.
func (p *promise) Snapshot() (restore func()) {
	was := *p
	was.reactions = was.reactions[:len(was.reactions):len(was.reactions)]
	return func() { *p = was }
}

// Reaction is what happens when a promise is settled. Either Fulfilled and Rejected are functions of the language, or
// undefined to pass the value on, and To is what gets their result; or Run is a function written in Go.
type Reaction struct {
	Fulfilled, Rejected Value
	To                  Capability // nothing when Promise is undefined

	// Run gets the value or the reason. It is a function of a package, not a closure; its state is in Data.
	Run  func(r *Realm, data any, v Value, rejected bool) error
	Data any
}

// Capability is a promise and the functions that settle it. ECMA-262 27.2.1.1. When Promise is one of this realm's promises
// and nobody has seen such functions, Resolve and Reject are undefined.
type Capability struct {
	Promise, Resolve, Reject Value
}

const reactionBytes = 96

// NewPromise returns a pending promise.
func (r *Realm) NewPromise() *Object {
	return r.NewPromiseOf(r.Intrinsic(PromisePrototype))
}

// NewPromiseOf returns a pending promise with a prototype.
func (r *Realm) NewPromiseOf(proto *Object) *Object {
	r.took(reactionBytes)
	return r.NewObjectOf(ClassPromise, proto, &promise{})
}

// PromiseState returns the state of a promise, and its value or reason when it is settled. ok is false when v is no promise.
func (r *Realm) PromiseState(v Value) (state PromiseState, result Value, ok bool) {
	if !v.Is(ClassPromise) {
		return PromisePending, Undefined, false
	}
	p := v.Object().internal.(*promise)
	return p.state, p.result, true
}

// FulfillPromise settles a pending promise with a value; of a settled one it does nothing. ECMA-262 27.2.1.4.
func (r *Realm) FulfillPromise(o *Object, v Value) { r.settle(o, PromiseFulfilled, v) }

// RejectPromise settles a pending promise with a reason; of a settled one it does nothing. ECMA-262 27.2.1.7.
func (r *Realm) RejectPromise(o *Object, reason Value) { r.settle(o, PromiseRejected, reason) }

func (r *Realm) settle(o *Object, state PromiseState, v Value) {
	p := o.internal.(*promise)
	if p.state != PromisePending {
		return
	}
	r.Touch(o)
	reactions := p.reactions
	p.state, p.result, p.reactions = state, v, nil
	if state == PromiseRejected && !p.handled && r.machine != nil {
		r.machine.unhandled = append(r.machine.unhandled, o)
	}
	for i := range reactions {
		r.react(&reactions[i], state, v)
	}
}

// react puts the job for a reaction into the queue.
func (r *Realm) react(c *Reaction, state PromiseState, v Value) {
	j := Job{Run: runReaction, Args: [4]Value{v, Bool(state == PromiseRejected)}, Data: c}
	r.Enqueue(j)
}

// runReaction is the job for a reaction. ECMA-262 27.2.2.1.
func runReaction(r *Realm, j *Job) error {
	c, v, rejected := j.Data.(*Reaction), j.Args[0], j.Args[1].IsTrue()
	if c.Run != nil {
		return c.Run(r, c.Data, v, rejected)
	}
	handler := c.Fulfilled
	if rejected {
		handler = c.Rejected
	}
	if handler.IsCallable() {
		result, err := r.Invoke(handler, Undefined, v)
		exception, thrown := err.(*Exception)
		switch {
		case thrown:
			v, rejected = exception.Value, true
		case err != nil:
			return err
		default:
			v, rejected = result, false
		}
	}
	return r.settleCapability(&c.To, v, rejected)
}

// settleCapability resolves or rejects through a capability, which may be none.
func (r *Realm) settleCapability(to *Capability, v Value, rejected bool) error {
	settle := to.Resolve
	if rejected {
		settle = to.Reject
	}
	switch {
	case to.Promise.IsUndefined():
		return nil
	case !settle.IsUndefined():
		_, err := r.Invoke(settle, Undefined, v)
		return err
	case rejected:
		r.RejectPromise(to.Promise.Object(), v)
		return nil
	}
	return r.ResolvePromise(to.Promise.Object(), v)
}

// PromiseThen adds a reaction to a promise. ECMA-262 27.2.5.4.1.
func (r *Realm) PromiseThen(o *Object, c Reaction) {
	r.took(reactionBytes)
	r.Touch(o)
	p := o.internal.(*promise)
	if p.state == PromisePending {
		p.reactions = append(p.reactions, c)
	} else {
		if p.state == PromiseRejected && !p.handled && r.machine != nil {
			r.machine.nowHandled(o)
		}
		r.react(&c, p.state, p.result)
	}
	p.handled = true
}

// PromiseWait adds a reaction written in Go.
func (r *Realm) PromiseWait(o *Object, run func(r *Realm, data any, v Value, rejected bool) error, data any) {
	r.PromiseThen(o, Reaction{Run: run, Data: data})
}

// ResolvePromise settles a promise with a value, or makes it follow the value when that has a method then. Errors that the
// program throws reject the promise, so the error is an *Abort. ECMA-262 27.2.1.3.2.
func (r *Realm) ResolvePromise(o *Object, v Value) error {
	if v == o.Value() {
		return r.rejectWith(o, r.TypeError("promise self resolution"))
	}
	if !v.IsObject() {
		r.FulfillPromise(o, v)
		return nil
	}
	then, err := r.GetV(v, Keys.Then)
	if err != nil {
		return r.rejectWith(o, err)
	}
	if !then.IsCallable() {
		r.FulfillPromise(o, v)
		return nil
	}
	r.Enqueue(Job{Run: runThenable, Args: [4]Value{o.Value(), v, then}})
	return nil
}

// rejectWith rejects with what err throws, and returns errors that are no exceptions.
func (r *Realm) rejectWith(o *Object, err error) error {
	exception, ok := err.(*Exception)
	if !ok {
		return err
	}
	r.RejectPromise(o, exception.Value)
	return nil
}

// runThenable is the job that makes a promise follow an object with a method then. ECMA-262 27.2.2.2.
func runThenable(r *Realm, j *Job) error {
	o := j.Args[0].Object()
	resolve, reject := r.ResolvingFunctions(o)
	_, err := r.Invoke(j.Args[2], j.Args[1], resolve.Value(), reject.Value())
	if exception, thrown := err.(*Exception); thrown {
		_, err = r.Invoke(reject.Value(), Undefined, exception.Value)
	}
	return err
}

// resolving is the data of a pair of resolving functions.
type resolving struct {
	promise *Object
	done    *Cell // true when one of them has been called
	settle  func(c *Call, reject bool) (Value, error)
}

// resolvers describe resolving functions: the one that resolves, and the one that rejects.
var resolvers = func() (pair [2]*Builtin) {
	for i := range pair {
		pair[i] = NewBuiltin("", 1, func(c *Call) (Value, error) { return c.Data().(*resolving).settle(c, i == 1) })
	}
	return pair
}()

func settleOnce(c *Call, reject bool) (Value, error) {
	data := c.Data().(*resolving)
	if data.done.Value().IsTrue() {
		return Undefined, nil
	}
	c.SetCell(data.done, True)
	if reject {
		c.RejectPromise(data.promise, c.Arg(0))
		return Undefined, nil
	}
	return Undefined, c.ResolvePromise(data.promise, c.Arg(0))
}

// ResolvingFunctions returns the functions for the executor of a promise, of which only the first call counts.
// ECMA-262 27.2.1.3.
func (r *Realm) ResolvingFunctions(o *Object) (resolve, reject *Object) {
	data := &resolving{promise: o, done: r.NewCell(False), settle: settleOnce}
	return r.NewFunctionOf(resolvers[0], data), r.NewFunctionOf(resolvers[1], data)
}

// PromiseResolve returns v when it is a promise with the realm's constructor, and otherwise a new promise that is resolved
// with v. ECMA-262 27.2.4.7.1.
func (r *Realm) PromiseResolve(v Value) (*Object, error) {
	if v.Is(ClassPromise) {
		constructor, err := r.GetV(v, Keys.Constructor)
		if err != nil {
			return nil, err
		}
		if !r.HasIntrinsic(PromiseConstructor) || constructor.Object() == r.Intrinsic(PromiseConstructor) {
			return v.Object(), nil
		}
	}
	o := r.NewPromise()
	return o, r.ResolvePromise(o, v)
}

// nowHandled forgets a rejected promise.
func (m *Machine) nowHandled(o *Object) {
	for i, u := range m.unhandled {
		if u == o {
			m.unhandled = append(m.unhandled[:i], m.unhandled[i+1:]...)
			return
		}
	}
}

// UnhandledRejection returns the reason of the first promise that has been rejected and that nobody has asked. In njs 0.7.12
// that is an error when there is nothing left to do; 0.4.3 does not look.
func (r *Realm) UnhandledRejection() (reason Value, ok bool) {
	if r.machine == nil || len(r.machine.unhandled) == 0 {
		return Undefined, false
	}
	return r.machine.unhandled[0].internal.(*promise).result, true
}
