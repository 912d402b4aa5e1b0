// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file runs functions that want to take the process down.

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
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
	"huge body":              `return {statusCode: 200, body: 'x'.repeat(1 << 28)};`,
	"many headers":           `var h = {}; for (var i = 0; i < 1e6; i++) { h['h' + i] = {value: '1'}; } return {statusCode: 200, headers: h};`,
}

// hostileLimit bounds one invocation, on a machine that is busy with others.
const hostileLimit = 5 * time.Second

// TestHostileFunctions: each fails, soon, alone and many at once; memory stays bounded; others are not affected.
func TestHostileFunctions(t *testing.T) {
	t.Parallel()
	p := startDev(t)
	c := p.client(t)
	config := configFor(t, startOrigin(t, echo))
	config.CacheBehaviors = &types.CacheBehaviors{Quantity: aws.Int32(int32(len(hostile)))}
	paths := map[string]string{}
	for name, body := range hostile {
		id := strings.ReplaceAll(name, " ", "-")
		arn := publishFunction(t, c, id, "async function handler(event) { "+body+" }")
		b := *config.DefaultCacheBehavior
		with := associate(&types.DistributionConfig{DefaultCacheBehavior: &b}, arn, "")
		config.CacheBehaviors.Items = append(config.CacheBehaviors.Items, withPattern("/"+id, with.DefaultCacheBehavior))
		paths[name] = "/" + id
	}
	d := createDistribution(t, c, config)
	for name, path := range paths {
		t.Run(name, func(t *testing.T) {
			started := time.Now()
			got := p.view(t, "GET", *d.DomainName, path)
			if took := time.Since(started); took > hostileLimit {
				t.Errorf("the edge took %s", took)
			}
			if cache := got.header.Get("X-Cache"); got.status != 503 && got.status != 502 || !strings.HasPrefix(cache, "Function") {
				t.Errorf("the edge answers %d, X-Cache %q, %d bytes; want 502 or 503 from the function", got.status, cache, len(got.body))
			}
			started = time.Now()
			out, err := c.TestFunction(t.Context(), &cloudfront.TestFunctionInput{
				Name: aws.String(path[1:]), IfMatch: aws.String(etag1), EventObject: []byte(event),
			})
			if err != nil {
				t.Fatalf("TestFunction: %v", err)
			}
			if took := time.Since(started); took > hostileLimit {
				t.Errorf("TestFunction took %s", took)
			}
			if aws.ToString(out.TestResult.FunctionErrorMessage) == "" {
				t.Errorf("TestFunction succeeds with %.200s", aws.ToString(out.TestResult.FunctionOutput))
			}
		})
	}
	t.Run("at once", func(t *testing.T) {
		var wg sync.WaitGroup
		for _, path := range paths {
			wg.Go(func() { _, _ = p.tryView(t, "GET", *d.DomainName, path) }) // what comes back was checked above
		}
		wg.Go(func() {
			for range 20 {
				if got, err := p.tryView(t, "GET", *d.DomainName, "/fine"); err != nil || got.status != 200 {
					t.Errorf("another behaviour meanwhile: %d, %v", got.status, err)
				}
			}
		})
		wg.Wait()
	})
	if peak := peakMemory(t, p); peak > mostMemory {
		t.Errorf("the process used up to %d MiB, want at most %d", peak>>20, mostMemory>>20)
	}
}

// mostMemory bounds the process under attack, in bytes: a fraction of what the functions ask for.
const mostMemory = 1 << 30

// peakMemory returns the most memory that the process has had, in bytes; 0 where the system does not tell.
func peakMemory(t *testing.T, p *process) int64 {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kib, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			if err != nil {
				t.Fatalf("status %q: %v", line, err)
			}
			return kib << 10
		}
	}
	return 0
}
