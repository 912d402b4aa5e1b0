// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lint_test

// body is a file of package edge with lines in a function; the first is in line 3 + the number of imports.
func body(name string, imports []string, lines ...string) map[string]string {
	source := []string{"package edge"}
	for _, i := range imports {
		source = append(source, "import \""+i+"\"")
	}
	source = append(source, "func f() {")
	return one(name, append(append(source, lines...), "}")...)
}

var callCases = []ruleCase{
	{"panic", "ours", body("internal/edge/a.go", []string{"fmt", "errors"}, `panic("BUG: a")`, `panic("BUG: " + a)`,
		`panic(fmt.Sprintf("BUG: %v", a))`, `panic(errors.New("BUG: x"))`), nil},
	{"panic", "others", body("internal/edge/a.go", nil, `panic("a")`, `panic(err)`, `panic(a + "BUG: ")`),
		[]string{"internal/edge/a.go:3", "internal/edge/a.go:4", "internal/edge/a.go:5"}},
	{"panic", "test", body("internal/edge/a_test.go", nil, `panic("a")`), nil},

	{"init", "function", one("internal/edge/a_test.go", "package edge", "func init() {}"),
		[]string{"internal/edge/a_test.go:2 init"}},
	{"init", "method", one("internal/edge/a.go", "package edge", "func (t T) init() {}"), nil},

	{"clock", "calls", body("internal/cff/a.go", []string{"time"}, "time.Now()", "time.Since(x)", "time.Until(x)"),
		[]string{"internal/cff/a.go:4 Now", "internal/cff/a.go:5 Since", "internal/cff/a.go:6 Until"}},
	{"clock", "value", body("internal/cff/a.go", []string{"time"}, "now = time.Now"), nil},
	{"clock", "value in the engine", body("internal/js/vm/a.go", []string{"time"}, "now = time.Now"),
		[]string{"internal/js/vm/a.go:4 Now"}},
	{"clock", "at the edge", body("internal/edge/a.go", []string{"time"}, "time.Now()"), nil},
	{"clock", "test", body("internal/cff/a_test.go", []string{"time"}, "time.Now()"), nil},
	{"clock", "renamed", one("internal/cff/a.go", "package cff", `import t "time"`, "func f() { t.Now() }"),
		[]string{"internal/cff/a.go:3 Now"}},

	{"context", "made", body("internal/edge/a.go", []string{"context"}, "context.Background()", "context.TODO()"),
		[]string{"internal/edge/a.go:4 Background", "internal/edge/a.go:5 TODO"}},
	{"context", "derived", body("internal/edge/a.go", []string{"context"}, "context.WithoutCancel(ctx)"), nil},
	{"context", "main", one("cmd/x/main.go", "package main", `import "context"`,
		"func main() { context.Background() }"), nil},
	{"context", "test", body("internal/edge/a_test.go", []string{"context"}, "context.Background()"), nil},

	{"environment", "read", body("internal/edge/a.go", []string{"os"}, `os.Getenv("A")`, `os.LookupEnv("A")`),
		[]string{"internal/edge/a.go:4 Getenv", "internal/edge/a.go:5 LookupEnv"}},
	{"environment", "cli", body("internal/cli/a.go", []string{"os"}, `os.Getenv("A")`), nil},
	{"environment", "other os", body("internal/edge/a.go", []string{"example.com/os"}, `os.Getenv("A")`), nil},

	{"print", "all", body("internal/edge/a.go", []string{"fmt", "log"}, "fmt.Println()", "log.Fatal()", "println(1)"),
		[]string{"internal/edge/a.go:5 Println", "internal/edge/a.go:6 Fatal", "internal/edge/a.go:7"}},
	{"print", "to a writer", body("internal/edge/a.go", []string{"fmt", "log/slog"}, "fmt.Fprintln(w)",
		"slog.Info(x)"), nil},
	{"print", "cli", body("internal/cli/a.go", []string{"fmt"}, "fmt.Println()"), nil},

	{"goroutine", "go", body("internal/edge/a.go", nil, "go f()"), []string{"internal/edge/a.go:3"}},
	{"goroutine", "group", body("internal/edge/a.go", nil, "group.Go(f)"), nil},

	{"sleep", "test", body("internal/edge/a_test.go", []string{"time"}, "time.Sleep(1)"),
		[]string{"internal/edge/a_test.go:4 Sleep"}},
	{"sleep", "test aid", body("internal/testing/x/a.go", []string{"time"}, "time.Sleep(1)"),
		[]string{"internal/testing/x/a.go:4 Sleep"}},
	{"sleep", "production", body("internal/edge/a.go", []string{"time"}, "time.Sleep(1)"), nil},
}
