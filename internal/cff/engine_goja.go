// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/dop251/goja"
	"github.com/dop251/goja/parser"

	"selvedge"
)

// This file and engine_goja_limits.go are the only ones that know goja, the interpreter until our own engine takes
// its place. It accepts more than the runtimes of CloudFront do, and words its errors differently.

// maxText bounds a string that is taken out of the engine, in bytes: the memory of a function.
const maxText = 2 << 20

type gojaScript struct {
	program *goja.Program
	await   bool // the result of the handler may be a promise
}

// compileScript compiles code in strict mode, as CloudFront always does.
func compileScript(name, code string, runtime selvedge.Runtime) (script, error) {
	prelude() // sets what the compilation of regular expressions reads
	// A source map would be read from a file that the code names.
	tree, err := parser.ParseFile(nil, name, code, 0, parser.WithDisableSourceMaps)
	if err != nil {
		return nil, syntaxFault(err, code)
	}
	program, err := goja.CompileAST(tree, true)
	if err != nil {
		return nil, compilerFault(err)
	}
	return &gojaScript{program: program, await: runtime == selvedge.Runtime2}, nil
}

// importStatement is the head of an import statement; the submatches are the default import and the module.
var importStatement = regexp.MustCompile(`^import\s*(?:([A-Za-z_$][\w$]*)\s*from\s*(?:'([^'\n]*)'|"([^"\n]*)"))?`)

// syntaxFault words a parser error in njs's manner. goja knows no modules, and none exist yet, so that the error at
// an import statement is that of a module that is missing. Source: runtime.md sections 2 and 5.
func syntaxFault(err error, code string) *fault {
	list, ok := errors.AsType[parser.ErrorList](err)
	if !ok || len(list) == 0 {
		return &fault{text: "SyntaxError: " + err.Error()}
	}
	at, message := list[0].Position, list[0].Message
	if m := importStatement.FindStringSubmatch(strings.TrimLeft(code[lineStart(code, at.Line):], " \t")); m != nil {
		message = "Non-default import is not supported"
		if m[1] != "" {
			message = fmt.Sprintf("Cannot find module %s", quote(m[2]+m[3]))
		}
	}
	return &fault{text: fmt.Sprintf("SyntaxError: %s in %d", message, at.Line)}
}

// lineStart returns where the line with the given number (from 1) begins.
func lineStart(code string, line int) int {
	start := 0
	for ; line > 1; line-- {
		i := strings.IndexByte(code[start:], '\n')
		if i < 0 {
			break
		}
		start += i + 1
	}
	return start
}

func compilerFault(err error) *fault {
	if e, ok := errors.AsType[*goja.CompilerSyntaxError](err); ok {
		line := 1
		if e.File != nil {
			line = e.File.Position(e.Offset).Line
		}
		return &fault{text: fmt.Sprintf("SyntaxError: %s in %d", e.Message, line)}
	}
	return &fault{text: "SyntaxError: " + err.Error()}
}

func (s *gojaScript) run(ctx context.Context, use func(realm) error) (usage int, err error) {
	if err := ctx.Err(); err != nil {
		return 0, &fault{text: "InternalError: the invocation was cancelled"}
	}
	vm := goja.New()
	start := time.Now()
	r := &gojaRealm{vm: vm, script: s, rejected: map[*goja.Promise]bool{}}
	vm.SetMaxCallStackSize(maxCallDepth)
	vm.SetTimeSource(func() time.Time { return start }) // the clock stands still; runtime.md section 10
	vm.SetPromiseRejectionTracker(r.trackRejection)
	g := armGuard(ctx, vm)
	defer g.disarm()
	if err = r.protect(func() { restrict(vm) }); err == nil {
		err = use(r)
	}
	usage = min(100, int(100*time.Since(start)/fullCompute)+1)
	if f, ok := errors.AsType[*fault](err); ok && f.spent {
		usage = 100
	}
	return usage, err
}

// gojaRealm implements realm.
type gojaRealm struct {
	vm       *goja.Runtime
	script   *gojaScript
	rejected map[*goja.Promise]bool // without a handler
}

func (r *gojaRealm) wrap(v goja.Value) value {
	if v == nil {
		v = goja.Undefined()
	}
	return gojaValue{r: r, v: v}
}

func unwrap(v value) goja.Value {
	if g, ok := v.(gojaValue); ok {
		return g.v
	}
	return goja.Undefined()
}

func (r *gojaRealm) str(s string) value    { return r.wrap(r.vm.ToValue(s)) }
func (r *gojaRealm) integer(n int) value   { return r.wrap(r.vm.ToValue(n)) }
func (r *gojaRealm) list(vs []value) value { return r.wrap(r.vm.NewArray(unwrapAll(vs)...)) }

func unwrapAll(vs []value) []any {
	list := make([]any, len(vs))
	for i, v := range vs {
		list[i] = unwrap(v)
	}
	return list
}

func (r *gojaRealm) object(ps []property) value {
	o := r.vm.NewObject()
	for _, p := range ps {
		enumerable := goja.FLAG_TRUE
		if p.hidden {
			enumerable = goja.FLAG_FALSE
		}
		// Defining a new property of an ordinary object cannot fail.
		_ = o.DefineDataProperty(p.name, unwrap(p.v), goja.FLAG_TRUE, goja.FLAG_TRUE, enumerable)
	}
	return r.wrap(o)
}

func (r *gojaRealm) function(name string, f func([]value) (value, error)) value {
	fn := r.vm.ToValue(func(call goja.FunctionCall) goja.Value {
		args := make([]value, len(call.Arguments))
		for i, a := range call.Arguments {
			args[i] = r.wrap(a)
		}
		v, err := f(args)
		if err != nil {
			panic(r.throwable(err))
		}
		return unwrap(v)
	})
	// A function object is extensible and its name configurable: this cannot fail.
	_ = fn.(*goja.Object).DefineDataProperty("name", r.vm.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	return r.wrap(fn)
}

// throwable returns what a host function panics with, so that goja throws err in the calling code.
func (r *gojaRealm) throwable(err error) any {
	f, ok := errors.AsType[*fault](err)
	if !ok {
		return r.vm.NewGoError(err)
	}
	switch cause := f.cause.(type) {
	case nil: // a limit; no handler of the function gets hold of it
		r.vm.Interrupt(f)
		return r.vm.NewTypeError(f.text)
	case hostError:
		return newError(r.vm, cause.class, cause.message)
	default:
		return cause
	}
}

func (r *gojaRealm) setGlobal(name string, v value) error {
	return r.vm.GlobalObject().DefineDataProperty(name, unwrap(v), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
}

func (r *gojaRealm) start() error {
	return r.protect(func() {
		if _, err := r.vm.RunProgram(r.script.program); err != nil {
			panic(err)
		}
	})
}

func (r *gojaRealm) callHandler(event value) (value, error) {
	var result goja.Value
	err := r.protect(func() {
		handler := r.vm.Get("handler")
		if handler == nil {
			panic(newError(r.vm, "Error", "handler is not defined"))
		}
		call, ok := goja.AssertFunction(handler)
		if !ok {
			panic(r.vm.NewTypeError("handler is not a function"))
		}
		var err error
		if result, err = call(goja.Undefined(), unwrap(event)); err != nil {
			panic(err)
		}
	})
	if err != nil {
		return nil, err
	}
	return r.settle(result)
}

// promiseType tells promises from other objects, which must not be exported: that walks through all they hold.
var promiseType = reflect.TypeFor[*goja.Promise]()

// settle returns what a promise was fulfilled with; goja has run all jobs by now. In runtime 1.0 a promise is an
// object like any other. Source: runtime.md sections 2 and 6.12.
func (r *gojaRealm) settle(result goja.Value) (value, error) {
	if r.script.await && result.ExportType() == promiseType {
		promise, _ := result.Export().(*goja.Promise)
		delete(r.rejected, promise)
		switch promise.State() {
		case goja.PromiseStateRejected:
			return nil, r.thrown("", promise.Result())
		case goja.PromiseStatePending:
			return nil, &fault{text: "Error: the promise that handler returned never settles"}
		}
		result = promise.Result()
	}
	for promise := range r.rejected {
		return nil, r.thrown("Error: unhandled promise rejection: ", promise.Result())
	}
	return r.wrap(result), nil
}

func (r *gojaRealm) trackRejection(p *goja.Promise, op goja.PromiseRejectionOperation) {
	if op == goja.PromiseRejectionHandle {
		delete(r.rejected, p)
	} else {
		r.rejected[p] = true
	}
}

// thrown is the fault that a thrown or rejected value makes: prefix and String(v). The text is the program's own
// doing, so it can throw, recurse or loop as well.
func (r *gojaRealm) thrown(prefix string, v goja.Value) *fault {
	f := &fault{cause: v}
	text := "undefined"
	err := r.guard(func() {
		if v != nil {
			text = v.String()
		}
	})
	if ended, ok := errors.AsType[*fault](err); ok {
		return ended
	}
	if err != nil {
		text = "Error: the thrown value has no text"
	}
	f.text = prefix + clip(text, maxDetail)
	return f
}

// protect calls f and returns what ends it: a JavaScript exception, or a limit.
func (r *gojaRealm) protect(f func()) error {
	err := r.guard(f)
	if ex, ok := errors.AsType[*goja.Exception](err); ok {
		return r.thrown("", ex.Value())
	}
	return err
}

// guard calls f and returns its *goja.Exception, or a *fault when a limit ended it. Errors of goja are panics in f.
// Other panics are bugs and pass.
func (r *gojaRealm) guard(f func()) (err error) {
	defer func() {
		switch x := recover().(type) {
		case nil:
		case *goja.InterruptedError:
			err = interruption(x)
		case *goja.StackOverflowError:
			err = &fault{text: "RangeError: Maximum call stack size exceeded", cause: x}
		default:
			panic(x)
		}
	}()
	if ex := r.vm.Try(f); ex != nil {
		return ex
	}
	return nil
}

func interruption(x *goja.InterruptedError) *fault {
	f := &fault{text: "InternalError: the run was ended", cause: x}
	if why, ok := x.Value().(*fault); ok {
		f.text, f.spent = why.text, why.spent
	}
	return f
}

// gojaValue implements value.
type gojaValue struct {
	r *gojaRealm
	v goja.Value
}

func (g gojaValue) kind() kind {
	switch v := g.v.(type) {
	case *goja.Object:
		switch {
		case v.ClassName() == "Array":
			return kindArray
		case v.ClassName() == "Error":
			return kindError
		}
		if _, ok := goja.AssertFunction(v); ok {
			return kindFunction
		}
		return kindObject
	case goja.String:
		return kindString
	case *goja.Symbol:
		return kindOther
	}
	switch g.v.Export().(type) {
	case nil:
		if goja.IsNull(g.v) {
			return kindNull
		}
		return kindUndefined
	case bool:
		return kindBoolean
	case int64, float64:
		return kindNumber
	}
	return kindOther
}

func (g gojaValue) text() (string, error) {
	if s, ok := g.v.(goja.String); ok && s.Length() > maxText {
		return "", memoryFault()
	}
	var text string
	err := g.r.protect(func() { text = g.v.String() })
	return text, err
}

func (g gojaValue) number() float64 {
	if g.kind() != kindNumber {
		return 0
	}
	return g.v.ToFloat()
}

func (g gojaValue) get(name string) (value, error) {
	o, ok := g.v.(*goja.Object)
	if !ok {
		return g.r.wrap(nil), nil
	}
	var member goja.Value
	err := g.r.protect(func() { member = o.Get(name) })
	return g.r.wrap(member), err
}

func (g gojaValue) keys() (names []string, err error) {
	if o, ok := g.v.(*goja.Object); ok {
		err = g.r.protect(func() { names = o.Keys() })
	}
	return names, err
}

func (g gojaValue) length() (int, error) {
	n, err := g.get("length")
	if err != nil {
		return 0, err
	}
	return int(n.number()), nil
}

func (g gojaValue) at(i int) (value, error) { return g.get(strconv.Itoa(i)) }

var (
	_ script = (*gojaScript)(nil)
	_ realm  = (*gojaRealm)(nil)
	_ value  = gojaValue{}
)
