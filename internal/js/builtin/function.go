// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import (
	"strings"

	"selvedge/internal/js/vm"
)

// functionTemplates has no toString: functions are converted by Object.prototype.toString, as in njs.
var functionTemplates = []vm.Template{
	constructor(vm.FunctionConstructor, vm.FunctionPrototype, "Function", 1, functionConstructor),
	functionPrototype(
		vm.Method("call", 1, functionCall),
		vm.Method("apply", 2, functionApply),
		vm.Method("bind", 1, functionBind),
		vm.Poisoned("caller"),
		vm.Poisoned("arguments"),
	),
	{
		ID:          vm.AsyncFunctionConstructor,
		Versions:    vm.V2,
		Path:        "AsyncFunction",
		Func:        functionConstructor,
		Length:      1,
		Constructor: true,
		Proto:       vm.FunctionConstructor,
		Rows:        []vm.Row{vm.Ref("prototype", vm.AsyncFunctionPrototype).With(vm.AttrNone)},
	},
	{
		ID:       vm.AsyncFunctionPrototype,
		Versions: vm.V2,
		Path:     "AsyncFunction.prototype",
		Proto:    vm.FunctionPrototype,
		Rows: []vm.Row{
			vm.Ref("constructor", vm.AsyncFunctionConstructor),
			toStringTag("AsyncFunction"),
		},
	},
}

// functionPrototype describes Function.prototype, which is a function. ECMA-262 20.2.3.
func functionPrototype(rows ...vm.Row) vm.Template {
	t := prototype(vm.FunctionPrototype, vm.FunctionConstructor, "Function", rows...)
	t.Class = vm.ClassFunction
	t.Proto = vm.ObjectPrototype
	t.Func = func(*vm.Call) (vm.Value, error) { return vm.Undefined, nil }
	return t
}

// functionConstructor is Function(...). It is disabled, except for the idiom that gets at the global object:
// new Function('return this'). AWS: developer guide, "Restricted features"; the text and the exception are those of
// njs in safe mode. runtime.md 10.
func functionConstructor(c *vm.Call) (vm.Value, error) {
	last := c.NArgs() - 1
	if c.Version() == vm.V1 && last >= 0 || last == 0 {
		body, err := c.ToText(c.Arg(last))
		if err != nil {
			return vm.Undefined, err
		}
		if body == returnThis || c.Version() != vm.V1 && isReturnThis(body) {
			return c.NewFunctionOf(thisOrGlobal, nil).Value(), nil
		}
	}
	return vm.Undefined, c.TypeError(`function constructor is disabled in "safe" mode`)
}

const returnThis = "return this"

// isReturnThis says whether text is the same tokens as returnThis.
func isReturnThis(text string) bool {
	if len(text) > 4*len(returnThis) {
		return false
	}
	return strings.Join(strings.Fields(strings.TrimSuffix(strings.TrimSpace(text), ";")), " ") == returnThis
}

// thisOrGlobal is the function with the body returnThis.
var thisOrGlobal = func() *vm.Builtin {
	return vm.NewBuiltin("anonymous", 0, func(c *vm.Call) (vm.Value, error) {
		if c.This.IsNullish() {
			return c.Global().Value(), nil
		}
		return c.This, nil
	})
}()

func thisFunction(c *vm.Call) (*vm.Object, error) {
	if !c.This.IsCallable() {
		return nil, c.TypeError(`"this" argument is not a function`)
	}
	return c.This.Object(), nil
}

// functionCall is Function.prototype.call. ECMA-262 20.2.3.3.
func functionCall(c *vm.Call) (vm.Value, error) {
	if _, err := thisFunction(c); err != nil {
		return vm.Undefined, err
	}
	args := c.Args()
	return c.Invoke(c.This, c.Arg(0), args[min(1, len(args)):]...)
}

// maxApply is how many arguments apply passes on at most in njs 0.7.12.
const maxApply = 1024

// functionApply is Function.prototype.apply. ECMA-262 20.2.3.1.
func functionApply(c *vm.Call) (vm.Value, error) {
	if _, err := thisFunction(c); err != nil {
		return vm.Undefined, err
	}
	if c.Arg(1).IsNullish() {
		return c.Invoke(c.This, c.Arg(0))
	}
	list := c.Arg(1).Object()
	if list == nil {
		return vm.Undefined, c.TypeError("second argument is not an array-like object")
	}
	args, err := listFromArrayLike(c, list)
	if err != nil {
		return vm.Undefined, err
	}
	return c.Invoke(c.This, c.Arg(0), args...)
}

// listFromArrayLike is CreateListFromArrayLike. ECMA-262 7.3.18.
func listFromArrayLike(c *vm.Call, list *vm.Object) ([]vm.Value, error) {
	n, err := c.LengthOf(list)
	if err != nil {
		return nil, err
	}
	if n > maxApply && c.Version() != vm.V1 {
		return nil, c.InternalError("argument list is too long")
	}
	if err := fits(c, n); err != nil {
		return nil, err
	}
	if err := chargeLength(c, n); err != nil {
		return nil, err
	}
	if elems, ok := list.Dense(); ok {
		return elems, nil // Invoke copies them
	}
	args := make([]vm.Value, n)
	for i := range args {
		if args[i], err = c.GetMember(list.Value(), vm.Int(i)); err != nil {
			return nil, err
		}
	}
	return args, nil
}

// bound is the internal data of what bind returns. It does not change.
type bound struct {
	target *vm.Object
	this   vm.Value
	args   []vm.Value
}

// Call calls the target. ECMA-262 10.4.1.1, 10.4.1.2.
func (b *bound) Call(r *vm.Realm, _ *vm.Object, _ vm.Value, args []vm.Value, newTarget *vm.Object) (vm.Value, error) {
	if _, again := b.target.Internal().(*bound); again && r.Version() == vm.V1 {
		return vm.Undefined, r.InternalError("chain of bound function are not supported")
	}
	if len(b.args) > 0 {
		if err := r.Fits((len(b.args) + len(args)) * valueBytes); err != nil {
			return vm.Undefined, err
		}
		if err := r.Charge(len(b.args) + len(args)); err != nil {
			return vm.Undefined, err
		}
		args = append(append(make([]vm.Value, 0, len(b.args)+len(args)), b.args...), args...)
	}
	if newTarget != nil {
		return r.Construct(b.target.Value(), args...)
	}
	return r.Invoke(b.target.Value(), b.this, args...)
}

// BoundTarget returns the function that is called in the end. instanceof asks for it.
func (b *bound) BoundTarget() *vm.Object { return b.target }

// boundShape is what bound functions begin with.
var boundShape = func() *vm.Shape { return vm.NewShape(vm.AttrConfigurable, vm.Keys.Name, vm.Keys.Length) }()

// functionBind is Function.prototype.bind. ECMA-262 20.2.3.2.
func functionBind(c *vm.Call) (vm.Value, error) {
	target, err := thisFunction(c)
	if err != nil {
		return vm.Undefined, err
	}
	name, err := boundName(c, target)
	if err != nil {
		return vm.Undefined, err
	}
	b := &bound{target: target, this: c.Arg(0)}
	if c.NArgs() > 1 {
		b.args = append(b.args, c.Args()[1:]...)
	}
	if err := c.Alloc((len(b.args) + 2) * valueBytes); err != nil { // with name and length
		return vm.Undefined, err
	}
	length := 0
	if p, ok := c.OrdinaryGetOwnProperty(target, vm.Keys.Length); ok && p.Value.IsNumber() {
		length = max(0, int(vm.ToInt32(p.Value.Float()))-len(b.args))
	}
	slots := []vm.Value{name.Value(), vm.Int(length)}
	return c.NewCallable(b, boundShape, slots, target.IsConstructor()).Value(), nil
}

// boundName returns the name for a bound function. Functions of the program have none in njs 0.4.3.
func boundName(c *vm.Call, target *vm.Object) (*vm.String, error) {
	prefix := c.NewString("bound ")
	name, err := c.Get(target, vm.Keys.Name)
	if err != nil || !name.IsString() {
		return prefix, err
	}
	return c.Concat(prefix, name.Str())
}

var _ vm.Callable = (*bound)(nil)
