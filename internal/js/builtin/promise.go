// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import "selvedge/internal/js/vm"

var promiseTemplates = []vm.Template{
	constructor(vm.PromiseConstructor, vm.PromisePrototype, "Promise", 1, promiseConstructor,
		vm.Method("resolve", 1, promiseResolve),
		vm.Method("reject", 1, promiseReject),
		vm.Method("all", 1, promiseAll, vm.V2),
		vm.Method("allSettled", 1, promiseAllSettled, vm.V2),
		vm.Method("any", 1, promiseAny, vm.V2),
		vm.Method("race", 1, promiseRace, vm.V2),
		speciesProperty(),
	),
	prototype(vm.PromisePrototype, vm.PromiseConstructor, "Promise",
		toStringTag("Promise"),
		vm.Method("then", 2, promiseThen),
		vm.Method("catch", 1, promiseCatch),
		vm.Method("finally", 1, promiseFinally),
	),
}

// speciesProperty is a row for Symbol.species of a constructor. ECMA-262 27.2.4.8.
func speciesProperty() vm.Row {
	get := func(c *vm.Call) (vm.Value, error) { return c.This, nil }
	return vm.Accessor("[Symbol.species]", get, nil).For(vm.SymbolSpecies)
}

// promiseConstructor is Promise(executor). ECMA-262 27.2.3.1.
func promiseConstructor(c *vm.Call) (vm.Value, error) {
	if !c.IsConstruct() {
		return vm.Undefined, c.TypeError("the Promise constructor must be called with new")
	}
	if !c.Arg(0).IsCallable() {
		return vm.Undefined, c.TypeError("unexpected arguments")
	}
	promise := c.NewPromise()
	resolve, reject := c.ResolvingFunctions(promise)
	_, err := c.Invoke(c.Arg(0), vm.Undefined, resolve.Value(), reject.Value())
	if exception, ok := thrownBy(err); ok {
		_, err = c.Invoke(reject.Value(), vm.Undefined, exception)
	}
	return promise.Value(), err
}

// thrownBy returns the value that an error of the realm throws; ok is false for nil and aborts.
func thrownBy(err error) (v vm.Value, ok bool) {
	exception, ok := err.(*vm.Exception)
	if !ok {
		return vm.Undefined, false
	}
	return exception.Value, true
}

// promiseResolve is Promise.resolve. ECMA-262 27.2.4.7.
func promiseResolve(c *vm.Call) (vm.Value, error) {
	if !c.This.IsObject() {
		return vm.Undefined, c.TypeError("this value is not an object")
	}
	return resolveWith(c, c.This, c.Arg(0))
}

// resolveWith is PromiseResolve. ECMA-262 27.2.4.7.1.
func resolveWith(c *vm.Call, constructor, v vm.Value) (vm.Value, error) {
	if isPromiseConstructor(c, constructor) {
		promise, err := c.PromiseResolve(v)
		return promise.Value(), err
	}
	if v.Is(vm.ClassPromise) {
		own, err := c.GetV(v, vm.Keys.Constructor)
		if err != nil {
			return vm.Undefined, err
		}
		if vm.SameValue(own, constructor) {
			return v, nil
		}
	}
	to, err := newCapability(c, constructor)
	if err != nil {
		return vm.Undefined, err
	}
	_, err = c.Invoke(to.Resolve, vm.Undefined, v)
	return to.Promise, err
}

// promiseReject is Promise.reject. ECMA-262 27.2.4.6.
func promiseReject(c *vm.Call) (vm.Value, error) {
	if !c.This.IsObject() {
		return vm.Undefined, c.TypeError("this value is not an object")
	}
	to, err := newCapability(c, c.This)
	if err != nil {
		return vm.Undefined, err
	}
	_, err = c.Invoke(to.Reject, vm.Undefined, c.Arg(0))
	return to.Promise, err
}

func isPromiseConstructor(c *vm.Call, v vm.Value) bool {
	return v.IsObject() && v.Object() == c.Intrinsic(vm.PromiseConstructor)
}

// capabilityShape is of the object in which the executor of newCapability leaves its arguments.
var capabilityShape = func() *vm.Shape { return vm.NewShape(vm.AttrAll, vm.Keys.Resolve, vm.Keys.Reason) }()

// executor is the function that newCapability passes to a constructor. ECMA-262 27.2.1.5.1.
var executor = func() *vm.Builtin {
	return vm.NewBuiltin("", 2, func(c *vm.Call) (vm.Value, error) {
		slots := c.Data().(*vm.Object)
		for i, k := range []vm.Key{vm.Keys.Resolve, vm.Keys.Reason} {
			if v, err := c.Get(slots, k); err != nil || !v.IsUndefined() {
				return vm.Undefined, c.TypeError("capability %s slot is not undefined", capabilitySlots[i])
			}
		}
		if err := c.Set(slots, vm.Keys.Resolve, c.Arg(0)); err != nil {
			return vm.Undefined, err
		}
		return vm.Undefined, c.Set(slots, vm.Keys.Reason, c.Arg(1))
	})
}()

var capabilitySlots = [2]string{"resolve", "reject"}

// promiseOf makes the promise of a capability. As in njs, a function that is no constructor is called all the same.
func promiseOf(c *vm.Call, constructor, executor vm.Value) (vm.Value, error) {
	if constructor.Object().IsConstructor() {
		return c.Construct(constructor, executor)
	}
	o := c.NewObject()
	_, err := c.Invoke(constructor, o.Value(), executor)
	return o.Value(), err
}

// newCapability returns a promise of a constructor and the functions that settle it. As in njs, something with a
// property constructor stands for that. ECMA-262 27.2.1.5.
func newCapability(c *vm.Call, constructor vm.Value) (to vm.Capability, err error) {
	if !constructor.IsCallable() {
		if constructor, err = c.GetV(constructor, vm.Keys.Constructor); err != nil {
			return to, err
		}
		if !constructor.IsCallable() {
			return to, c.TypeError("the object does not contain a constructor")
		}
	}
	if isPromiseConstructor(c, constructor) {
		promise := c.NewPromise()
		resolve, reject := c.ResolvingFunctions(promise)
		return vm.Capability{Promise: promise.Value(), Resolve: resolve.Value(), Reject: reject.Value()}, nil
	}
	slots := c.NewShaped(capabilityShape, vm.Undefined, vm.Undefined)
	if to.Promise, err = promiseOf(c, constructor, c.NewFunctionOf(executor, slots).Value()); err != nil {
		return to, err
	}
	if to.Resolve, err = c.Get(slots, vm.Keys.Resolve); err != nil {
		return to, err
	}
	if to.Reject, err = c.Get(slots, vm.Keys.Reason); err != nil {
		return to, err
	}
	for i, f := range []vm.Value{to.Resolve, to.Reject} {
		if !f.IsCallable() {
			return to, c.TypeError("capability %s slot is not callable", capabilitySlots[i])
		}
	}
	return to, nil
}

// speciesConstructor returns the constructor for what is derived from a promise. ECMA-262 7.3.22.
func speciesConstructor(c *vm.Call, promise vm.Value) (vm.Value, error) {
	standard := c.Intrinsic(vm.PromiseConstructor).Value()
	constructor, err := c.GetV(promise, vm.Keys.Constructor)
	switch {
	case err != nil:
		return vm.Undefined, err
	case constructor.IsUndefined():
		return standard, nil
	case !constructor.IsObject():
		return vm.Undefined, c.TypeError("constructor is not object")
	}
	species, err := c.GetV(constructor, vm.SymbolSpecies.Key())
	switch {
	case err != nil:
		return vm.Undefined, err
	case species.IsNullish():
		return standard, nil
	case !species.IsCallable():
		return vm.Undefined, c.TypeError("object does not contain a constructor")
	}
	return species, nil
}

// promiseThen is Promise.prototype.then. ECMA-262 27.2.5.4.
func promiseThen(c *vm.Call) (vm.Value, error) {
	if !c.This.Is(vm.ClassPromise) {
		return vm.Undefined, c.TypeError("required a promise object")
	}
	constructor, err := speciesConstructor(c, c.This)
	if err != nil {
		return vm.Undefined, err
	}
	var to vm.Capability
	if isPromiseConstructor(c, constructor) {
		to.Promise = c.NewPromise().Value() // nobody sees the functions
	} else if to, err = newCapability(c, constructor); err != nil {
		return vm.Undefined, err
	}
	c.PromiseThen(c.This.Object(), vm.Reaction{Fulfilled: c.Arg(0), Rejected: c.Arg(1), To: to})
	return to.Promise, nil
}

// promiseCatch is Promise.prototype.catch. ECMA-262 27.2.5.1.
func promiseCatch(c *vm.Call) (vm.Value, error) { return invokeThen(c, c.This, vm.Undefined, c.Arg(0)) }

func invokeThen(c *vm.Call, promise vm.Value, args ...vm.Value) (vm.Value, error) {
	then, err := c.GetV(promise, vm.Keys.Then)
	if err != nil {
		return vm.Undefined, err
	}
	if !then.IsCallable() {
		return vm.Undefined, c.TypeError("is not a function")
	}
	return c.Invoke(then, promise, args...)
}

// finallyData is the data of the functions that finally passes to then.
type finallyData struct {
	constructor, callback vm.Value
}

// promiseFinally is Promise.prototype.finally. ECMA-262 27.2.5.3.
func promiseFinally(c *vm.Call) (vm.Value, error) {
	if !c.This.IsObject() {
		return vm.Undefined, c.TypeError("required a object")
	}
	constructor, err := speciesConstructor(c, c.This)
	if err != nil {
		return vm.Undefined, err
	}
	callback := c.Arg(0)
	if !callback.IsCallable() {
		return invokeThen(c, c.This, callback, callback)
	}
	if err := c.Alloc(2 * valueBytes); err != nil {
		return vm.Undefined, err
	}
	data := &finallyData{constructor, callback}
	fulfilled, rejected := c.NewFunctionOf(afterFulfilled, data), c.NewFunctionOf(afterRejected, data)
	return invokeThen(c, c.This, fulfilled.Value(), rejected.Value())
}

// The functions that finally passes to then, and those that pass on the value or reason after the callback.
var (
	afterFulfilled = func() *vm.Builtin {
		return vm.NewBuiltin("", 1, func(c *vm.Call) (vm.Value, error) { return runFinally(c, valueAgain) })
	}()
	afterRejected = func() *vm.Builtin {
		return vm.NewBuiltin("", 1, func(c *vm.Call) (vm.Value, error) { return runFinally(c, throwAgain) })
	}()
	valueAgain = func() *vm.Builtin {
		return vm.NewBuiltin("", 0, func(c *vm.Call) (vm.Value, error) { return c.Data().(vm.Value), nil })
	}()
	throwAgain = func() *vm.Builtin {
		return vm.NewBuiltin("", 0, func(c *vm.Call) (vm.Value, error) {
			return vm.Undefined, vm.Throw(c.Data().(vm.Value))
		})
	}()
)

// runFinally calls the callback, waits for what it returns, and then does as again says. ECMA-262 27.2.5.3.1.
func runFinally(c *vm.Call, again *vm.Builtin) (vm.Value, error) {
	data := c.Data().(*finallyData)
	result, err := c.Invoke(data.callback, vm.Undefined)
	if err != nil {
		return vm.Undefined, err
	}
	promise, err := resolveWith(c, data.constructor, result)
	if err != nil {
		return vm.Undefined, err
	}
	if c.Version() == vm.V1 {
		return invokeThen(c, promise, c.Arg(0)) // njs 0.4.3 forgets value and reason, unless the value is a function
	}
	if err := c.Alloc(valueBytes); err != nil {
		return vm.Undefined, err
	}
	return invokeThen(c, promise, c.NewFunctionOf(again, c.Arg(0)).Value())
}
