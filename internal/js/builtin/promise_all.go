// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// The functions of Promise that wait for several promises. ECMA-262 27.2.4.1 to 27.2.4.5; njs knows no iteration, and
// takes strings and everything that has a length. What goes wrong before there is a promise to wait for is thrown, not
// a rejection.

package builtin

import "selvedge/internal/js/vm"

// combination is what the functions for the members of one call have in common. It does not change.
type combination struct {
	to        vm.Capability
	values    *vm.Object // the results, by position
	remaining *vm.Cell   // how many are still open
	finish    func(c *vm.Call, all *combination) error
}

// member is the data of a function that a promise calls when it is settled.
type member struct {
	*combination
	index  int64
	called *vm.Cell // by this function, or the other one of the promise
	result func(c *vm.Call, v vm.Value) (vm.Value, error)
}

// memberBytes is what combination and member are charged at.
const memberBytes = 96

// settled is the function for a member: it keeps the result, and finishes when that was the last.
var settled = func() *vm.Builtin {
	return vm.NewBuiltin("", 1, func(c *vm.Call) (vm.Value, error) {
		m := c.Data().(*member)
		if m.called.Value().IsTrue() {
			return vm.Undefined, nil
		}
		c.SetCell(m.called, vm.True)
		v, err := m.result(c, c.Arg(0))
		if err != nil {
			return vm.Undefined, err
		}
		if err := c.CreateDataProperty(m.values, indexKey(c, m.index), v); err != nil {
			return vm.Undefined, err
		}
		return vm.Undefined, m.done(c)
	})
}()

// done counts one that is no longer open.
func (all *combination) done(c *vm.Call) error {
	n := all.remaining.Value().Float() - 1
	c.SetCell(all.remaining, vm.Number(n))
	if n > 0 {
		return nil
	}
	return all.finish(c, all)
}

// open counts one more, and returns the function for when it is settled.
func (all *combination) open(c *vm.Call, m member) (vm.Value, error) {
	if err := c.Alloc(memberBytes); err != nil {
		return vm.Undefined, err
	}
	m.combination = all
	return c.NewFunctionOf(settled, &m).Value(), nil
}

func sameValue(_ *vm.Call, v vm.Value) (vm.Value, error) { return v, nil }

// The results of Promise.allSettled.
var (
	fulfilledShape = func() *vm.Shape { return vm.NewShape(vm.AttrAll, vm.Keys.Status, vm.Keys.Value) }()
	rejectedShape  = func() *vm.Shape { return vm.NewShape(vm.AttrAll, vm.Keys.Status, vm.Keys.Reason) }()
)

func fulfilledResult(c *vm.Call, v vm.Value) (vm.Value, error) {
	return c.NewShaped(fulfilledShape, c.NewString("fulfilled").Value(), v).Value(), nil
}

func rejectedResult(c *vm.Call, v vm.Value) (vm.Value, error) {
	return c.NewShaped(rejectedShape, c.NewString("rejected").Value(), v).Value(), nil
}

func resolveWithValues(c *vm.Call, all *combination) error {
	_, err := c.Invoke(all.to.Resolve, vm.Undefined, all.values.Value())
	return err
}

func rejectWithErrors(c *vm.Call, all *combination) error {
	e, err := allRejected(c, all.values)
	if err != nil {
		return err
	}
	_, err = c.Invoke(all.to.Reject, vm.Undefined, e.Value())
	return err
}

// allRejected returns the AggregateError of Promise.any.
func allRejected(c *vm.Call, reasons *vm.Object) (*vm.Object, error) {
	e := c.NewError(vm.AggregateErrorPrototype, c.NewString("All promises were rejected"))
	return e, c.DefineOwnProperty(e, vm.Keys.Errors, vm.DataDescriptor(reasons.Value(), vm.AttrHidden))
}

// waiting is a call of one of the functions.
type waiting struct {
	c       *vm.Call
	all     *combination
	resolve vm.Value // the method of the constructor
	// arguments returns what is passed to the method then of a member.
	arguments func(w *waiting, index int64) (fulfilled, rejected vm.Value, err error)
}

// newWaiting makes the promise that is returned, and looks up resolve.
func newWaiting(c *vm.Call, finish func(c *vm.Call, all *combination) error) (w *waiting, err error) {
	if err := c.Alloc(memberBytes); err != nil {
		return nil, err
	}
	w = &waiting{c: c, all: &combination{finish: finish}}
	if w.all.to, err = newCapability(c, c.This); err != nil {
		return nil, err
	}
	if w.resolve, err = c.GetV(c.This, vm.Keys.Resolve); err != nil {
		return nil, err
	}
	if !w.resolve.IsCallable() {
		return nil, c.TypeError("resolve is not callable")
	}
	w.all.values = c.NewArray()
	w.all.remaining = c.NewCell(vm.Int(1))
	return w, nil
}

// each calls visit with the members, as promises.
func (w *waiting) each(visit func(next vm.Value, index int64) error) error {
	c := w.c
	length, err := c.GetV(c.Arg(0), vm.Keys.Length)
	if err != nil {
		return err
	}
	n, err := c.ToLength(length)
	if err != nil {
		return err
	}
	from, err := c.ToObject(c.Arg(0))
	if err != nil {
		return err
	}
	return walk(c, from, 0, n, func(v vm.Value, i int64) (bool, error) {
		if w.arguments != nil {
			if err := c.CreateDataProperty(w.all.values, indexKey(c, i), vm.Undefined); err != nil {
				return false, err
			}
		}
		next, err := c.Invoke(w.resolve, c.This, presentElement(v))
		if err != nil {
			return false, err
		}
		return false, visit(next, i)
	})
}

// run waits for all members. empty is called when none is open at the end.
func (w *waiting) run(empty func(c *vm.Call, all *combination) error) (vm.Value, error) {
	c := w.c
	if !c.This.IsObject() {
		return vm.Undefined, c.TypeError("constructor is not object")
	}
	err := w.each(func(next vm.Value, i int64) error {
		fulfilled, rejected, err := w.arguments(w, i)
		if err != nil {
			return err
		}
		c.SetCell(w.all.remaining, vm.Number(w.all.remaining.Value().Float()+1))
		_, err = invokeThen(c, next, fulfilled, rejected)
		return err
	})
	if err != nil {
		return vm.Undefined, err
	}
	n := w.all.remaining.Value().Float() - 1
	c.SetCell(w.all.remaining, vm.Number(n))
	if n == 0 {
		err = empty(c, w.all)
	}
	return w.all.to.Promise, err
}

// promiseAll is Promise.all. ECMA-262 27.2.4.1.
func promiseAll(c *vm.Call) (vm.Value, error) {
	w, err := newWaiting(c, resolveWithValues)
	if err != nil {
		return vm.Undefined, err
	}
	w.arguments = func(w *waiting, i int64) (fulfilled, rejected vm.Value, err error) {
		fulfilled, err = w.all.open(c, member{index: i, called: c.NewCell(vm.False), result: sameValue})
		return fulfilled, w.all.to.Reject, err
	}
	return w.run(resolveWithValues)
}

// promiseAllSettled is Promise.allSettled. ECMA-262 27.2.4.2.
func promiseAllSettled(c *vm.Call) (vm.Value, error) {
	w, err := newWaiting(c, resolveWithValues)
	if err != nil {
		return vm.Undefined, err
	}
	w.arguments = func(w *waiting, i int64) (fulfilled, rejected vm.Value, err error) {
		called := c.NewCell(vm.False)
		if fulfilled, err = w.all.open(c, member{index: i, called: called, result: fulfilledResult}); err != nil {
			return fulfilled, rejected, err
		}
		rejected, err = w.all.open(c, member{index: i, called: called, result: rejectedResult})
		return fulfilled, rejected, err
	}
	return w.run(resolveWithValues)
}

// promiseAny is Promise.any. ECMA-262 27.2.4.3; of nothing njs resolves with the error in place of rejecting.
func promiseAny(c *vm.Call) (vm.Value, error) {
	w, err := newWaiting(c, rejectWithErrors)
	if err != nil {
		return vm.Undefined, err
	}
	w.arguments = func(w *waiting, i int64) (fulfilled, rejected vm.Value, err error) {
		rejected, err = w.all.open(c, member{index: i, called: c.NewCell(vm.False), result: sameValue})
		return w.all.to.Resolve, rejected, err
	}
	return w.run(func(c *vm.Call, all *combination) error {
		e, err := allRejected(c, all.values)
		if err != nil {
			return err
		}
		_, err = c.Invoke(all.to.Resolve, vm.Undefined, e.Value())
		return err
	})
}

// promiseRace is Promise.race. ECMA-262 27.2.4.5.
func promiseRace(c *vm.Call) (vm.Value, error) {
	w, err := newWaiting(c, nil)
	if err != nil {
		return vm.Undefined, err
	}
	err = w.each(func(next vm.Value, _ int64) error {
		_, err := invokeThen(c, next, w.all.to.Resolve, w.all.to.Reject)
		if _, thrown := thrownBy(err); thrown {
			return nil // njs does not look
		}
		return err
	})
	return w.all.to.Promise, err
}
