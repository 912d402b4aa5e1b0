// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package bench_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dop251/goja"

	"selvedge/internal/cff"
	"selvedge/internal/httpmsg"
)

// This file is the anchor: the same invocations on goja, in the way in which the edge ran functions on it: each in a new
// runtime, since goja cannot take back what a function did, with properties defined one by one, a guard that can end
// the run, and a result that is read member by member, each read guarded against what getters throw. What goja has no
// limits for was not limited then; that is left out.

// gojaRun is one invocation.
type gojaRun struct {
	b  *testing.B
	rt *goja.Runtime
}

type gojaProperty struct {
	name  string
	value goja.Value
}

// object makes an object with enumerable properties.
func (g gojaRun) object(properties ...gojaProperty) *goja.Object {
	o := g.rt.NewObject()
	for _, p := range properties {
		_ = o.DefineDataProperty(p.name, p.value, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE)
	}
	return o
}

func (g gojaRun) str(name, text string) gojaProperty { return gojaProperty{name, g.rt.ToValue(text)} }

// hide defines a property that is not enumerable.
func (g gojaRun) hide(o *goja.Object, name string, v any) {
	_ = o.DefineDataProperty(name, g.rt.ToValue(v), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
}

// function makes a function with a name.
func (g gojaRun) function(name string, f func() goja.Value) *goja.Object {
	fn := g.rt.ToValue(func(goja.FunctionCall) goja.Value { return f() }).(*goja.Object)
	_ = fn.DefineDataProperty("name", g.rt.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	return fn
}

// values makes a map of value objects.
func (g gojaRun) values(pairs [][2]string) *goja.Object {
	properties := make([]gojaProperty, len(pairs))
	for i, p := range pairs {
		properties[i] = gojaProperty{p[0], g.object(g.str("value", p[1]))}
	}
	return g.object(properties...)
}

// queryPairs and headerPairs are what the maps of a request are made of.
func queryPairs(query string) (pairs [][2]string) {
	for part := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(part, "=")
		pairs = append(pairs, [2]string{name, value})
	}
	return pairs
}

func headerPairs(lines httpmsg.Headers) (pairs [][2]string) {
	for _, l := range lines {
		pairs = append(pairs, [2]string{l.Name, l.Value})
	}
	return pairs
}

// event makes the event object.
func (g gojaRun) event(ev *cff.Event) *goja.Object {
	about := g.object(g.str("distributionDomainName", ev.DistributionDomainName), g.str("distributionId", ev.DistributionID),
		g.str("eventType", string(ev.Type)), g.str("requestId", ev.RequestID))
	request := g.object(g.str("method", ev.Request.Method), g.str("uri", ev.Request.Path),
		gojaProperty{"querystring", g.values(queryPairs(ev.Request.Query))},
		gojaProperty{"headers", g.values(headerPairs(ev.Request.Headers))}, gojaProperty{"cookies", g.object()})
	g.hide(request, "rawQueryString", g.function("rawQueryString", func() goja.Value { return g.rt.ToValue(ev.Request.Query) }))
	return g.object(g.str("version", "1.0"), gojaProperty{"context", about},
		gojaProperty{"viewer", g.object(g.str("ip", ev.ViewerIP))}, gojaProperty{"request", request})
}

// protect calls f, which may run code of the function: that can throw, and the guard can end it at any time.
func (g gojaRun) protect(f func()) {
	defer func() {
		if x := recover(); x != nil {
			g.b.Fatal(x)
		}
	}()
	if err := g.rt.Try(f); err != nil {
		g.b.Fatal(err)
	}
}

// kind is what errors in results are found by.
func (g gojaRun) kind(v goja.Value) string {
	switch v := v.(type) {
	case *goja.Object:
		if name := v.ClassName(); name == "Array" || name == "Error" {
			return name
		}
		if _, ok := goja.AssertFunction(v); ok {
			return "function"
		}
		return "object"
	case goja.String:
		return "string"
	case nil:
		return "undefined"
	}
	return fmt.Sprintf("%T", v.Export())
}

// get returns a member, which must be of a kind, or of any when that is empty.
func (g gojaRun) get(v goja.Value, name, kind string) (member goja.Value) {
	g.protect(func() { member = v.(*goja.Object).Get(name) })
	if got := g.kind(member); kind != "" && got != kind {
		g.b.Fatalf("%s is %s, want %s", name, got, kind)
	}
	return member
}

// text returns a member that must be a string.
func (g gojaRun) text(v goja.Value, name string) (text string) {
	member := g.get(v, name, "string")
	g.protect(func() { text = member.String() })
	if strings.ContainsAny(text, "\r\n\x00") {
		g.b.Fatalf("%s is %q", name, text)
	}
	return text
}

// pairs reads a map of value objects.
func (g gojaRun) pairs(v goja.Value) (pairs [][2]string) {
	var names []string
	g.protect(func() { names = v.(*goja.Object).Keys() })
	for _, name := range names {
		if strings.ContainsFunc(name, func(c rune) bool { return c <= ' ' || c >= 'A' && c <= 'Z' || c == 0x7f }) {
			g.b.Fatalf("the name is %q", name)
		}
		entry := g.get(v, name, "object")
		value := g.text(entry, "value")
		g.get(entry, "multiValue", "undefined") // the benchmark has no names with several values
		pairs = append(pairs, [2]string{name, value})
	}
	return pairs
}

// readOnly are the headers that must come back as they were.
var readOnly = map[string]bool{"host": true, "via": true, "content-length": true, "transfer-encoding": true, "cdn-loop": true}

// request reads the returned request and applies it to the message.
func (g gojaRun) request(v goja.Value, given *httpmsg.Request) *httpmsg.Request {
	g.get(v, "statusCode", "undefined")
	changed := *given
	changed.Method, changed.Path = g.text(v, "method"), g.text(v, "uri")
	if query := g.pairs(g.get(v, "querystring", "object")); !slices.Equal(query, queryPairs(given.Query)) {
		var parts []string
		for _, p := range query {
			parts = append(parts, p[0]+"="+p[1])
		}
		changed.Query = strings.Join(parts, "&")
	}
	headers, was := g.pairs(g.get(v, "headers", "object")), headerPairs(given.Headers)
	changed.Headers = make(httpmsg.Headers, 0, len(headers))
	for _, l := range headers {
		at := slices.IndexFunc(was, func(w [2]string) bool { return w[0] == l[0] })
		if readOnly[l[0]] && (at < 0 || was[at] != l) {
			g.b.Fatalf("%s was changed", l[0])
		}
		changed.Headers.Add(l[0], l[1])
	}
	if cookies := g.pairs(g.get(v, "cookies", "object")); len(cookies) > 0 {
		g.b.Fatal("the benchmark has no cookies")
	}
	return &changed
}

// run runs the program and its handler.
func (g gojaRun) run(p *goja.Program, ev *cff.Event) goja.Value {
	undefined := func() goja.Value { return goja.Undefined() }
	g.hide(g.rt.GlobalObject(), "console", g.object(gojaProperty{"log", g.function("log", undefined)}))
	if g.rt.Get("require") == nil {
		g.hide(g.rt.GlobalObject(), "require", g.function("require", undefined))
	}
	g.protect(func() {
		if _, err := g.rt.RunProgram(p); err != nil {
			panic(err)
		}
	})
	handler, ok := goja.AssertFunction(g.rt.Get("handler"))
	if !ok {
		g.b.Fatal("no handler")
	}
	event := g.event(ev)
	var result goja.Value
	g.protect(func() {
		v, err := handler(goja.Undefined(), event)
		if err != nil {
			panic(err)
		}
		result = v
	})
	if result.ExportType() == promiseType {
		result = result.Export().(*goja.Promise).Result()
	}
	return result
}

// promiseType tells promises from other objects.
var promiseType = reflect.TypeFor[*goja.Promise]()

// gojaInvocations measures invocations. prepare adds what the code needs beside the language.
func gojaInvocations(b *testing.B, code string, ev *cff.Event, prepare func(*goja.Runtime), want httpmsg.Request) {
	p, err := goja.Compile("bench", code, true)
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	b.ReportAllocs()
	for b.Loop() {
		rt := goja.New()
		rt.SetMaxCallStackSize(1000)
		now := time.Now()
		rt.SetTimeSource(func() time.Time { return now })
		rejected := map[*goja.Promise]bool{}
		rt.SetPromiseRejectionTracker(func(p *goja.Promise, op goja.PromiseRejectionOperation) {
			rejected[p] = op == goja.PromiseRejectionReject
		})
		timer := time.AfterFunc(time.Second, func() { rt.Interrupt("time is up") })
		stop := context.AfterFunc(ctx, func() { rt.Interrupt("cancelled") })
		prepare(rt)
		g := gojaRun{b, rt}
		r := g.request(g.run(p, ev), ev.Request)
		stop()
		timer.Stop()
		if r.Path != want.Path || r.Query != want.Query {
			b.Fatalf("the result is %+v", r)
		}
	}
}

// BenchmarkGojaIsolated is BenchmarkInvokeRewrite on goja.
func BenchmarkGojaIsolated(b *testing.B) {
	want := httpmsg.Request{Path: "/docs/index.html", Query: "lang=en&b=2&c=3"}
	gojaInvocations(b, rewriteCode, message("lang=en"), func(*goja.Runtime) {}, want)
}

// BenchmarkGojaJWT is BenchmarkInvokeJWT on goja, with the cryptography and the decoding in Go.
func BenchmarkGojaJWT(b *testing.B) {
	prepare := func(rt *goja.Runtime) {
		buffer := rt.NewObject()
		_ = buffer.Set("from", func(c goja.FunctionCall) goja.Value {
			data, err := base64.RawURLEncoding.DecodeString(c.Argument(0).String())
			if err != nil {
				panic(rt.NewGoError(err))
			}
			o := rt.NewArray(codes(data)...)
			_ = o.Set("toString", func(goja.FunctionCall) goja.Value { return rt.ToValue(string(data)) })
			return o
		})
		_ = rt.Set("Buffer", buffer)
		_ = rt.Set("require", func(goja.FunctionCall) goja.Value { return gojaCrypto(rt) })
	}
	gojaInvocations(b, jwtCode, message("jwt="+jwt), prepare, httpmsg.Request{Path: "/docs/", Query: "b=2&c=3"})
}

// codes returns bytes as a list of numbers.
func codes(data []byte) []any {
	list := make([]any, len(data))
	for i, c := range data {
		list[i] = int64(c)
	}
	return list
}

func gojaCrypto(rt *goja.Runtime) *goja.Object {
	module := rt.NewObject()
	_ = module.Set("createHmac", func(c goja.FunctionCall) goja.Value {
		mac := hmac.New(sha256.New, []byte(c.Argument(1).String()))
		o := rt.NewObject()
		_ = o.Set("update", func(c goja.FunctionCall) goja.Value {
			mac.Write([]byte(c.Argument(0).String()))
			return o
		})
		_ = o.Set("digest", func(goja.FunctionCall) goja.Value {
			return rt.ToValue(base64.RawURLEncoding.EncodeToString(mac.Sum(nil)))
		})
		return o
	})
	return module
}
