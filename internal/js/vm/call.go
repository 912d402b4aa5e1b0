// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm

// Func is a built-in function. It returns an error to throw: an *Exception made by TypeError and its like, or an
// *Abort that a method of the realm has returned. Errors that come from the realm are returned as they are.
type Func func(c *Call) (Value, error)

// Call is what a built-in is called with. All methods of the realm are methods of the call. It is valid until the
// built-in returns.
type Call struct {
	*Realm
	This      Value
	NewTarget *Object // what new was applied to; nil when there is no new
	Callee    *Object // the function object that is called

	args []Value
}

// Arg returns argument i, or undefined.
func (c *Call) Arg(i int) Value {
	if i < len(c.args) {
		return c.args[i]
	}
	return Undefined
}

// NArgs returns the number of arguments.
func (c *Call) NArgs() int { return len(c.args) }

// Args returns the arguments. They must not be changed, and are valid until the built-in returns.
func (c *Call) Args() []Value { return c.args }

// IsConstruct says whether the built-in is called by new.
func (c *Call) IsConstruct() bool { return c.NewTarget != nil }

// Data returns what NewFunctionOf has been given for the function that is called.
func (c *Call) Data() any {
	if p, ok := c.Callee.internal.(*partial); ok {
		return p.data
	}
	return nil
}

// Builtin is the internal data of functions written in Go. It is immutable and may be shared by all realms.
type Builtin struct {
	Name string // its property name
	Path string // where it is found: "Array.prototype.push"; stack traces show it

	// Computed says that this is the getter of a property that njs shows as a value with the attributes Shown.
	Computed bool
	Shown    Attr

	shown       string // in stack traces in place of Path, if not empty
	fn          Func
	constructor bool
	slots       []Value // name and length, shared
}

// Callable is implemented by the internal data of functions that are not written in Go, and of bound ones.
type Callable interface {
	// Call runs the function fn, whose internal data is the receiver. newTarget is nil unless it is called by new.
	// args is valid until Call returns.
	Call(r *Realm, fn *Object, this Value, args []Value, newTarget *Object) (Value, error)
}

// callStack has the calls of built-ins that are active, so that none is allocated per call.
type callStack struct {
	calls []*Call
	depth int
	args  []Value // arguments of what built-ins call

	err  error      // what built-ins have returned last
	left []*Builtin // those that returned it, the innermost first, for its trace
}

// leave notes that a built-in has returned an error.
func (s *callStack) leave(b *Builtin, err error) {
	if s.err != err {
		s.err, s.left = err, s.left[:0]
	}
	if len(s.left) < maxLeft {
		s.left = append(s.left, b)
	}
}

// maxLeft bounds the built-ins that the trace of an error names.
const maxLeft = 64

func (s *callStack) push() *Call {
	if s.depth == len(s.calls) {
		s.calls = append(s.calls, new(Call))
	}
	c := s.calls[s.depth]
	s.depth++
	return c
}

// clear forgets the values that finished calls have left behind.
func (s *callStack) clear() {
	for _, c := range s.calls {
		*c = Call{}
	}
	clear(s.args[:cap(s.args)])
	s.args, s.depth = s.args[:0], 0
	s.err, s.left = nil, s.left[:0]
}

// Builtins returns the active built-in functions, the innermost last. For stack traces.
func (r *Realm) Builtins() []*Call { return r.calls.calls[:r.calls.depth] }

// partial is the internal data of a function written in Go that comes with data.
type partial struct {
	*Builtin
	data any
}

// callBuiltin calls a function written in Go.
func (r *Realm) callBuiltin(b *Builtin, fn *Object, this Value, args []Value, newTarget *Object) (Value, error) {
	c := r.calls.push()
	c.Realm, c.This, c.Callee, c.NewTarget, c.args = r, this, fn, newTarget, args
	v, err := b.fn(c)
	r.calls.depth--
	if err != nil {
		r.calls.leave(b, err)
	}
	return v, err
}

// NewBuiltin describes a function for NewFunctionOf, once for all realms.
func NewBuiltin(name string, length int, fn Func) *Builtin { return newLoose(name, name, length, fn) }

// NewFunctionOf returns a function object that is in no table: the resolving functions of a promise and such. Data
// is what the function finds with Call.Data; it must not change: state lives in objects, so that it can be undone.
func (r *Realm) NewFunctionOf(b *Builtin, data any) *Object {
	o := r.newLoose(b)
	p := r.heap.partials.alloc()
	p.Builtin, p.data = b, data
	o.internal = p
	return o
}

// NewFunction is NewFunctionOf for a function that is made once.
func (r *Realm) NewFunction(name string, length int, fn Func) *Object {
	return r.NewFunctionOf(NewBuiltin(name, length, fn), nil)
}

// Builtin returns what a function written in Go is, nil for others.
func (o *Object) Builtin() *Builtin {
	switch internal := o.internal.(type) {
	case *Builtin:
		return internal
	case *partial:
		return internal.Builtin
	}
	return nil
}

// NewCallable returns a function whose calls go to internal. It has the properties of shape with these slots, which
// are not copied until one is written to, and may be shared.
func (r *Realm) NewCallable(internal Callable, shape *Shape, slots []Value, constructor bool) *Object {
	o := r.newObject(ClassFunction, r.Intrinsic(FunctionPrototype), shape)
	o.internal = internal
	o.slots = slots
	o.flags |= flagSharedSlots
	if constructor {
		o.flags |= flagConstructor
	}
	return o
}

// Invoke calls a function. It is how built-ins call back into the program: how often that can happen inside of each
// other is bounded, because each time takes Go's stack. ECMA-262 7.3.14.
func (r *Realm) Invoke(fn, this Value, args ...Value) (Value, error) {
	if !fn.IsCallable() {
		return Undefined, r.TypeError("%s is not a function", r.TypeName(fn))
	}
	return r.enter(fn.Object(), this, args, nil)
}

// Construct calls a function as new does. ECMA-262 7.3.15.
func (r *Realm) Construct(fn Value, args ...Value) (Value, error) {
	if !fn.IsCallable() {
		return Undefined, r.TypeError("%s is not a function", r.TypeName(fn))
	}
	o := fn.Object()
	if !o.IsConstructor() {
		return Undefined, r.TypeError("%s is not a constructor", r.TypeName(fn))
	}
	return r.enter(o, Undefined, args, o)
}

// enter calls a function with copies of the arguments, which lets those of the caller stay on Go's stack.
func (r *Realm) enter(fn *Object, this Value, args []Value, newTarget *Object) (v Value, err error) {
	if r.meter.nested--; r.meter.nested < 0 {
		r.meter.nested++
		return Undefined, r.RangeError("Maximum call stack size exceeded")
	}
	stack := &r.calls
	from := len(stack.args)
	stack.args = append(stack.args, args...)
	copied := stack.args[from:len(stack.args):len(stack.args)]
	switch internal := fn.internal.(type) {
	case *Builtin:
		v, err = r.callBuiltin(internal, fn, this, copied, newTarget)
	case *partial:
		v, err = r.callBuiltin(internal.Builtin, fn, this, copied, newTarget)
	case Callable:
		v, err = internal.Call(r, fn, this, copied, newTarget)
	}
	stack.args = stack.args[:from]
	r.meter.nested++
	return v, err
}

// GetMethod returns a property that is a function, or nil when it is undefined or null. ECMA-262 7.3.11.
func (r *Realm) GetMethod(base Value, k Key) (*Object, error) {
	v, err := r.GetV(base, k)
	if err != nil || v.IsNullish() {
		return nil, err
	}
	if !v.IsCallable() {
		return nil, r.TypeError("method is not callable")
	}
	return v.Object(), nil
}
