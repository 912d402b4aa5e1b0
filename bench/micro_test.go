// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package bench_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"selvedge/internal/js"
	"selvedge/internal/js/vm"
)

// BenchmarkMicro runs the function run of each script in testdata/micro on our engine, on goja, and with the njs command
// line, which is $NJS or the one in $PATH. Ours forgets what a run has done, the others do not. Target: each faster than
// goja; the geometric mean within 1.5 times that of njs.
func BenchmarkMicro(b *testing.B) {
	files, err := filepath.Glob("testdata/micro/*.js")
	if err != nil || len(files) == 0 {
		b.Fatalf("no scripts: %v", err)
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		code := string(source)
		name := strings.TrimSuffix(filepath.Base(file), ".js")
		b.Run(name+"/selvedge", func(b *testing.B) { microSelvedge(b, code) })
		b.Run(name+"/goja", func(b *testing.B) { microGoja(b, code) })
		b.Run(name+"/njs", func(b *testing.B) { microNJS(b, code) })
	}
}

func microSelvedge(b *testing.B, code string) {
	p, err := js.Compile(code, js.V2)
	if err != nil {
		b.Fatal(err)
	}
	i, err := p.NewInstance(quiet{}, vm.Limits{Fuel: 1 << 40, Memory: 1 << 30})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := i.Invoke("run"); err != nil || !i.Rollback() {
			b.Fatalf("run: %v", err)
		}
	}
}

func microGoja(b *testing.B, code string) {
	rt := goja.New()
	if _, err := rt.RunScript("micro", code); err != nil {
		b.Fatal(err)
	}
	run, ok := goja.AssertFunction(rt.Get("run"))
	if !ok {
		b.Fatal("no function run")
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := run(goja.Undefined()); err != nil {
			b.Fatal(err)
		}
	}
}

// njsRuns is how many runs a process of njs makes; njs frees nothing, so that there cannot be many.
const njsRuns = 400

// microNJS measures inside of njs, because a process takes longer to start than most scripts run.
func microNJS(b *testing.B, code string) {
	njs := os.Getenv("NJS")
	if njs == "" {
		var err error
		if njs, err = exec.LookPath("njs"); err != nil {
			b.Skip("njs is not installed")
		}
	}
	script := filepath.Join(b.TempDir(), "micro.js")
	code += fmt.Sprintf("\nrun(); var begin = Date.now(); for (var round = 0; round < %d; round++) { run(); }\n"+
		"console.log(Date.now() - begin);\n", njsRuns)
	if err := os.WriteFile(script, []byte(code), 0o600); err != nil {
		b.Fatal(err)
	}
	milliseconds, processes := 0.0, 0
	for b.Loop() {
		out, err := exec.Command(njs, script).CombinedOutput()
		if err != nil {
			b.Fatalf("njs: %v\n%s", err, out)
		}
		took, err := strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
		if err != nil {
			b.Fatalf("njs printed %q", out)
		}
		milliseconds += took
		processes++
	}
	b.ReportMetric(milliseconds*1e6/float64(processes*njsRuns), "ns/op")
}
