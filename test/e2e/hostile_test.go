// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file runs functions that want to take the process down.

import (
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
)

// hostile are bodies of functions that use more time or memory than they may have (2 MB: limits.md 1). Each must end
// with an error, soon, whatever it tries.
var hostile = map[string]string{
	"loop":                   `for (;;) {}`,
	"nested loops":           `for (var i = 0; ; i++) { for (var j = 0; j < 1e9; j++) {} }`,
	"catch in a loop":        `for (;;) { try { for (;;) {} } catch (e) {} }`,
	"finally in a loop":      `function f() { try { for (;;) {} } finally { f(); } } f();`,
	"recursion":              `function f() { return f() + 1; } f();`,
	"caught recursion":       `function f() { try { f(); } catch (e) { f(); } } f();`,
	"getter recursion":       `var o = {}; Object.defineProperty(o, 'x', {get: function () { return o.x; }}); o.x;`,
	"conversion recursion":   `var o = {toString: function () { return '' + o; }}; '' + o;`,
	"doubling text":          `var s = 'x'; for (;;) { s += s; }`,
	"growing list":           `var a = []; for (;;) { a.push(new Array(1000)); }`,
	"growing object":         `var o = {}; for (var i = 0; ; i++) { o['k' + i] = {}; }`,
	"repeat":                 `var s = 'x'.repeat(1 << 29); return s.length;`,
	"repeat in a loop":       `var a = []; for (;;) { a.push('x'.repeat(1 << 20)); }`,
	"pad":                    `return 'x'.padStart(1 << 29, 'ab').length;`,
	"join":                   `return new Array(1 << 28).join('xxxx').length;`,
	"fill":                   `return new Array(1 << 28).fill(0).length;`,
	"buffer":                 `return new Uint8Array(1 << 30).length;`,
	"replace":                `var s = 'a'.repeat(1000); return s.replace(/a/g, s).replace(/a/g, s).length;`,
	"split":                  `return 'a'.repeat(1e6).split('').map(function (c) { return {c: c}; }).length;`,
	"JSON":                   `var o = {}; var p = o; for (var i = 0; i < 1e6; i++) { p.a = {}; p = p.a; } return JSON.stringify(o);`,
	"JSON text":              `return JSON.parse('['.repeat(1e6));`,
	"JSON indent":            `var a = []; for (var i = 0; i < 2e5; i++) { a.push([1]); } return JSON.stringify(a, null, 10).length;`,
	"sort":                   `var a = []; for (var i = 0; i < 1e5; i++) { a.push(i); } for (;;) { a.sort(function () { return -1; }); }`,
	"regular expression":     `return /^(a+)+$/.test('a'.repeat(40) + '!');`,
	"backreference":          `return /^(a*)*\1b$/.test('a'.repeat(40) + '!');`,
	"lookahead":              `return /^(?=(a+)+$)(a|aa)+$/.test('a'.repeat(60) + '!');`,
	"expression of nesting":  `return new RegExp('('.repeat(1e5) + ')'.repeat(1e5)).test('x');`,
	"promises":               `function f() { return Promise.resolve().then(f); } return f();`,
	"await":                  `for (;;) { await null; }`,
	"console":                `for (;;) { console.log('x'.repeat(1000)); }`,
	"returned cycle":         `var r = event.request; r.headers.self = r; r.self = r; return {statusCode: 200, headers: r};`,
	"returned proxy of ends": `return {get statusCode() { for (;;) {} }};`,
	"replace all":            `var s = 'a'.repeat(1000); return s.replaceAll('a', s).replaceAll('a', s).length;`,
	"replace by function":    `var s = 'a'.repeat(1000), f = function () { return s; }; return s.replace(/a/g, f).replace(/a/g, f).length;`,
	"split and join":         `var s = 'a'.repeat(1000); return s.split('').join(s).split('').join(s).length;`,
	"doubling by concat":     `var s = 'x'; for (;;) { s = s.concat(s, s); }`,
	"doubling template":      "var s = 'x'; for (;;) { s = `${s}${s}`; }",
	"doubling list":          `var a = [1]; for (;;) { a = a.concat(a); }`,
	"flat of shared lists":   `var a = ['x']; for (var i = 0; i < 40; i++) { a = [a, a]; } return a.flat(Infinity).length;`,
	"JSON of shared":         `var o = {}; for (var i = 0; i < 40; i++) { o = {a: o, b: o}; } return JSON.stringify(o).length;`,
	"text of shared lists":   `var a = ['x']; for (var i = 0; i < 40; i++) { a = [a, a]; } return ('' + a).length;`,
	"big integers":           `var b = 2n; for (;;) { b = b ** b; }`,
	"text of a big integer":  `return String(10n ** 100000000n).length;`,
	"spread in a call":       `return Math.max(...new Array(1e8));`,
	"apply":                  `return Math.max.apply(null, {length: 1e9});`,
	"list-like":              `Array.prototype.fill.call({length: 9007199254740991}, 0);`,
	"encoding":               `var s = 'ü'.repeat(1e5); for (;;) { s = encodeURIComponent(s); }`,
	"text search":            `var s = 'a'.repeat(1 << 19), t = 'a'.repeat(1 << 18) + 'b'; for (;;) { s.indexOf(t); }`,
	"thrown text":            `throw 'x'.repeat(1e8);`,
	"thrown loop":            `throw {toString: function () { for (;;) {} }};`,
	"rejected loop":          `return Promise.reject({get message() { for (;;) {} }, toString: function () { for (;;) {} }});`,
	"thenable loop":          `return {then: function () { for (;;) {} }};`,
	"huge body":              `return {statusCode: 200, body: 'x'.repeat(1 << 28)};`,
	"many headers":           `var h = {}; for (var i = 0; i < 1e6; i++) { h['h' + i] = {value: '1'}; } return {statusCode: 200, headers: h};`,
}

// What an invocation may take: a multiple of what it takes where nothing is wrong, on a machine that is busy with
// others. Most of it is the start of the process.
const (
	hostileTime   = 10 * time.Second
	hostileMemory = 256 << 20 // bytes
)

// TestHostileFunctions: each fails, soon, in bounded memory. Every function runs in a process of its own first, and
// only those that keep to the bounds run in the server.
func TestHostileFunctions(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	eventFile := filepath.Join(dir, "event.json")
	writeFile(t, eventFile, event)
	var harmless []string
	for _, name := range slices.Sorted(maps.Keys(hostile)) {
		ok := t.Run(name, func(t *testing.T) {
			code := filepath.Join(dir, strings.ReplaceAll(name, " ", "-")+".js")
			writeFile(t, code, "async function handler(event) { "+hostile[name]+" }")
			runHostile(t, command("test", code, "--event", eventFile))
		})
		if ok {
			harmless = append(harmless, name)
		}
	}
	t.Run("at the edge", func(t *testing.T) { serveHostile(t, harmless) })
}

func writeFile(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatalf("file: %v", err)
	}
}

func runHostile(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	code, stdout, stderr, inTime := finishWithin(t, cmd, hostileTime)
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if used := usage.Maxrss << 10; ok && used > max(hostileMemory, ownMemory(t)) { // Linux counts in KiB
		t.Errorf("used %d MiB, want at most %d", used>>20, hostileMemory>>20)
	}
	if !inTime {
		t.Fatalf("still running after %s", hostileTime)
	}
	var result struct{ FunctionErrorMessage string }
	if err := json.Unmarshal([]byte(stdout), &result); err != nil {
		t.Fatalf("exit code %d, stdout %.200q, stderr %.500q; want a result", code, stdout, stderr)
	}
	if message := result.FunctionErrorMessage; code != 1 || strings.Contains(stderr, "goroutine ") || !strings.HasPrefix(message, "The CloudFront function") {
		t.Errorf("exit code %d, message %q, stderr %.500q; want 1 and an error of the function", code, message, stderr)
	}
}

// ownMemory returns the most bytes that the process of the tests has used, and some more: Linux counts them as its child's,
// too, as the two share memory until the child runs its program (getrusage(2), ru_maxrss). What a child is said to have used
// beyond them, it has used.
func ownMemory(t *testing.T) int64 {
	t.Helper()
	var own syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &own); err != nil {
		t.Fatalf("memory of the tests: %v", err)
	}
	return own.Maxrss<<10 + 16<<20
}

// serveHostile runs the functions at the edge, one by one and all at once.
func serveHostile(t *testing.T, names []string) {
	p := startDev(t)
	c := p.client(t)
	config := configFor(t, startOrigin(t, echo))
	config.CacheBehaviors = &types.CacheBehaviors{Quantity: aws.Int32(int32(len(names)))}
	var paths []string
	for _, name := range names {
		id := strings.ReplaceAll(name, " ", "-")
		arn := publishFunction(t, c, id, "async function handler(event) { "+hostile[name]+" }")
		b := *config.DefaultCacheBehavior
		with := associate(&types.DistributionConfig{DefaultCacheBehavior: &b}, arn, "")
		config.CacheBehaviors.Items = append(config.CacheBehaviors.Items, withPattern("/"+id, with.DefaultCacheBehavior))
		paths = append(paths, "/"+id)
	}
	d := createDistribution(t, c, config)
	check := func(path string) {
		got, err := p.tryView(t, "GET", *d.DomainName, path)
		cache := got.header.Get("X-Cache")
		if err != nil || got.status != 503 && got.status != 502 || !strings.HasPrefix(cache, "Function") {
			t.Errorf("GET %s = %d, X-Cache %q, %d bytes, %v; want 502 or 503 for the function", path, got.status, cache, len(got.body), err)
		}
	}
	var wg sync.WaitGroup
	for _, path := range paths {
		wg.Go(func() { check(path) })
	}
	wg.Go(func() {
		for range 20 { // others are served meanwhile
			if got, err := p.tryView(t, "GET", *d.DomainName, "/"); err != nil || got.status != 200 {
				t.Errorf("another behaviour meanwhile: %d, %v", got.status, err)
			}
		}
	})
	wg.Wait()
}
