// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lint_test

var varCases = []ruleCase{
	{"package-var", "tables and the like", one("internal/edge/a.go", "package edge",
		`import ("errors"; "regexp"; "reflect"; "embed"; "selvedge")`,
		`var a = []int{1}`, `var b = &T{}`, `var c = errors.New("c")`, `var d = selvedge.Errorf("d", "")`,
		`var e = regexp.MustCompile("e")`, `var _ I = (*T)(nil)`, `var g = []byte("g")`,
		`var h = func() [2]int { return [2]int{} }()`, `var i, j = map[int]int{}, [...]int{1}`, `var k = reflect.TypeFor[T]()`,
		"//go:embed x", "var l embed.FS"), nil},
	{"package-var", "state", one("internal/edge/a.go", "package edge", `import ("sync"; "sync/atomic")`,
		`var a int`, `var b = 1`, `var c = make(map[int]int)`, `var d = sync.Mutex{}`, `var e = &atomic.Int64{}`,
		`var g = f()`),
		[]string{"internal/edge/a.go:3 a", "internal/edge/a.go:4 b", "internal/edge/a.go:5 c", "internal/edge/a.go:6 d",
			"internal/edge/a.go:7 e", "internal/edge/a.go:8 g"}},
	{"package-var", "assigned", map[string]string{
		"internal/edge/a.go": "package edge\nvar a, b, c, d, e, g, h = T{}, T{}, T{}, T{}, T{}, T{}, T{}\nfunc f() {\n" +
			"a = x\nb[1] = x\nc.x++\ndelete(d, 1)\nfor e = range 3 {}\n}\n",
		"internal/edge/b_test.go": "package edge\nfunc init() { g.x = 1 }\n",
		"internal/cff/a.go":       "package cff\nimport \"selvedge/internal/edge\"\nfunc f() { edge.H, edge.h = 1, 2 }\n",
	}, []string{"internal/cff/a.go:3 h", "internal/edge/a.go:4 a", "internal/edge/a.go:5 b", "internal/edge/a.go:6 c",
		"internal/edge/a.go:7 d", "internal/edge/a.go:8 e", "internal/edge/b_test.go:2 g"}},
	{"package-var", "locals of the same name", one("internal/edge/a.go", "package edge", "var a = T{}",
		"func f() {", "a := 1", "a = 2", "}", "func g(a int) { a++; x.a = 1 }", "func h() int { return a[1] }"), nil},
	{"package-var", "test", one("internal/edge/a_test.go", "package edge", "var a int"), nil},
}
