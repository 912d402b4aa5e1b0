// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import (
	"math"

	"selvedge/internal/js/numfmt"
	"selvedge/internal/js/vm"
)

// globalRows are the properties of the global object that have no object of their own; constructors and the like add
// themselves with Template.Global.
var globalRows = []vm.Row{
	vm.Ref("globalThis", vm.GlobalObject),
	vm.Ref("global", vm.GlobalObject).With(vm.AttrAll),
	toStringTag("global"),
	vm.Constant("undefined", vm.Undefined),
	vm.Constant("NaN", vm.NaN),
	vm.Constant("Infinity", vm.Number(math.Inf(1))),
	vm.Method("toString", 0, objectToString),

	vm.Method("isFinite", 1, globalIsFinite),
	vm.Method("isNaN", 1, globalIsNaN),
	vm.Method("parseFloat", 1, globalParseFloat),
	vm.Method("parseInt", 2, globalParseInt),
	vm.Method("encodeURI", 1, globalEncodeURI),
	vm.Method("encodeURIComponent", 1, globalEncodeURIComponent),
	vm.Method("decodeURI", 1, globalDecodeURI),
	vm.Method("decodeURIComponent", 1, globalDecodeURIComponent),

	vm.Method("require", 1, globalRequire),
	vm.Method("eval", 1, globalEval),
	vm.Method("setTimeout", 2, globalSetTimer),
	vm.Method("setImmediate", 4, globalSetTimer),
	vm.Method("clearTimeout", 1, globalClearTimeout),
}

// globalIsFinite is isFinite(number). ECMA-262 19.2.2.
func globalIsFinite(c *vm.Call) (vm.Value, error) {
	f, err := c.ToNumber(c.Arg(0))
	return vm.Bool(!math.IsInf(f, 0) && f == f), err
}

// globalIsNaN is isNaN(number). ECMA-262 19.2.3.
func globalIsNaN(c *vm.Call) (vm.Value, error) {
	f, err := c.ToNumber(c.Arg(0))
	return vm.Bool(f != f), err
}

// globalParseFloat is parseFloat(string). ECMA-262 19.2.4.
func globalParseFloat(c *vm.Call) (vm.Value, error) {
	s, err := c.ToString(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	if err := c.Charge(s.Size() / 16); err != nil {
		return vm.Undefined, err
	}
	return vm.Number(numfmt.ParseFloat(s.Text())), nil
}

// globalParseInt is parseInt(string, radix). ECMA-262 19.2.5.
func globalParseInt(c *vm.Call) (vm.Value, error) {
	s, err := c.ToString(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	radix, err := c.Int32(c.Arg(1))
	if err != nil {
		return vm.Undefined, err
	}
	if err := c.Charge(s.Size() / 16); err != nil {
		return vm.Undefined, err
	}
	if c.Version() == vm.V1 {
		return vm.Number(numfmt.ParseIntV1(s.Text(), radix)), nil
	}
	return vm.Number(numfmt.ParseInt(s.Text(), radix)), nil
}

// globalRequire is require(name) of njs: the modules are those of the host. runtime.md 5.
func globalRequire(c *vm.Call) (vm.Value, error) {
	if c.NArgs() == 0 {
		return vm.Undefined, c.TypeError("missing path")
	}
	name, err := c.ToText(c.Arg(0))
	if err != nil {
		return vm.Undefined, err
	}
	module, ok := c.LookupModule(name)
	if !ok {
		return vm.Undefined, c.Error(`Cannot find module "%s"`, name)
	}
	return module.Value(), nil
}

// globalEval is eval, which njs does not have. runtime.md 10.
func globalEval(c *vm.Call) (vm.Value, error) {
	return vm.Undefined, c.InternalError("Not implemented")
}

// globalSetTimer is setTimeout and setImmediate. A function must run to its end without waiting, so there are no
// timers; the arguments are looked at first, as in njs without a host for timers. AWS: developer guide, "Restricted
// features"; runtime.md 10.
func globalSetTimer(c *vm.Call) (vm.Value, error) {
	if c.NArgs() == 0 {
		return vm.Undefined, c.TypeError("too few arguments")
	}
	if !c.Arg(0).IsCallable() {
		return vm.Undefined, c.TypeError("first arg must be a function")
	}
	return vm.Undefined, c.InternalError("not supported by host environment")
}

// globalClearTimeout is clearTimeout, which finds nothing to clear.
func globalClearTimeout(*vm.Call) (vm.Value, error) { return vm.Undefined, nil }
