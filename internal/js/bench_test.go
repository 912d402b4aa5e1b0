// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package js_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"selvedge/internal/js"
	"selvedge/internal/js/vm"
)

var benchFunction = regexp.MustCompile(`(?m)^function (bench_(\w+))\(`)

// BenchmarkScripts runs the functions bench_… of testdata/bench, an invocation each.
func BenchmarkScripts(b *testing.B) {
	files, err := filepath.Glob("testdata/bench/*.js")
	if err != nil || len(files) == 0 {
		b.Fatalf("Glob: %v, %d files", err, len(files))
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		p, err := js.Compile(string(source), js.V2)
		if err != nil {
			b.Fatalf("%s: %v", file, err)
		}
		for _, match := range benchFunction.FindAllStringSubmatch(string(source), -1) {
			b.Run(strings.TrimSuffix(filepath.Base(file), ".js")+"/"+match[2], func(b *testing.B) { benchInvoke(b, p, match[1]) })
		}
	}
}

func benchInvoke(b *testing.B, p *js.Program, name string) {
	i, err := p.NewInstance(&recorder{}, vm.Limits{Fuel: 1 << 40, Memory: 1 << 30})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := i.Invoke(name); err != nil {
			b.Fatal(err)
		}
		i.Rollback()
	}
}

// rewrite is the URL rewrite function that AWS shows first.
const rewrite = `function handler(event) {
	var request = event.request;
	var uri = request.uri;
	if (uri.endsWith('/')) {
		request.uri += 'index.html';
	} else if (!uri.includes('.')) {
		request.uri += '/index.html';
	}
	return request;
}`

// BenchmarkHandler is an invocation of a small function on a reused instance, with an event of two objects.
func BenchmarkHandler(b *testing.B) {
	p, err := js.Compile(rewrite, js.V2)
	if err != nil {
		b.Fatal(err)
	}
	i, err := p.NewInstance(&recorder{}, vm.Limits{})
	if err != nil {
		b.Fatal(err)
	}
	r := i.Realm()
	uri := vm.SharedString("/a/b/").Value()
	b.ReportAllocs()
	for b.Loop() {
		event, request := r.NewObject(), r.NewObject()
		if err := r.Set(request, r.KeyOfText("uri"), uri); err != nil {
			b.Fatal(err)
		}
		if err := r.Set(event, r.KeyOfText("request"), request.Value()); err != nil {
			b.Fatal(err)
		}
		v, err := i.Invoke("handler", event.Value())
		if err != nil || !v.IsObject() {
			b.Fatal(err)
		}
		i.Rollback()
	}
}

// BenchmarkNewInstance makes an instance of a small function and invokes it once.
func BenchmarkNewInstance(b *testing.B) {
	p, err := js.Compile(rewrite, js.V2)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.NewInstance(&recorder{}, vm.Limits{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCompile compiles a small function.
func BenchmarkCompile(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := js.Compile(rewrite, js.V2); err != nil {
			b.Fatal(err)
		}
	}
}
