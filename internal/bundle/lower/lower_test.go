// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lower_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
	"github.com/grafana/sobek/parser"
	"github.com/rogpeppe/go-internal/txtar"

	"selvedge"
	"selvedge/internal/bundle/lower"
)

func program(t *testing.T, source string, runtime selvedge.Runtime) string {
	t.Helper()
	p, err := lower.Program(source, lower.Options{Runtime: runtime})
	if err != nil {
		t.Fatal(err)
	}
	return p.Head + p.Code
}

// TestPrint has what is easily printed wrong. A line comes out as it is, or as what stands behind the arrow.
func TestPrint(t *testing.T) {
	for _, line := range strings.Split(strings.TrimSpace(printed), "\n") {
		source, want, other := strings.Cut(line, "  →  ")
		if !other {
			want = source
		}
		got := strings.Join(strings.Fields(program(t, source, selvedge.Runtime2)), " ")
		if got != want {
			t.Errorf("%s is printed as %s, want %s", source, got, want)
		}
		if again := strings.Join(strings.Fields(program(t, got, selvedge.Runtime2)), " "); got != again {
			t.Errorf("%s is printed as %s, and that as %s", source, got, again)
		}
	}
}

const printed = `
(function() {})();  →  (function() {}());
(() => {})();
({ a: 1 }).a;  →  ({ a: 1 }.a);
x = (1, 2);
f((a, b), c);
(a => a)(1);  →  ((a) => a)(1);
!(a && b);
a ?? (b || c);
(a && b) ?? c;
(a ?? b) && c;
a || b && c;
(a || b) && c;
(-1) ** 2;
2 ** -1;
(a ** b) ** c;
a ** b ** c;
a - (b - c);
a - b - c;
a * (b + c) % d;
a == (b == c);
a - -b;
a + +b;
a + ++b;
+ +a;
- -a;
- --a;
a++ + ++b;
typeof (() => 1);
new (a.b())();
new a.b();
new a;  →  new a();
new (function() {})();  →  new function() {}();
(1).toString();
1.5.toFixed();
1e3.toFixed();
for (var i = ("a" in b); i;) ;
for (var i = ["a" in b]; i;) ;
for (var f = () => ("a" in b); f;) ;
for (var f = () => { "a" in b; }; f;) ;
if (a) { if (b) c(); } else d();
if (a) b(); else if (c) d(); else e();
a = b ? (c, d) : e;
(a ? b : c) ? d : e;
a ? b : c ? d : e;
[, , a, ,];
[,];
x = {}, y = [];
x = { "a-b": 1, 2: 3, get c() { return 1; }, async d() { await e; }, [f + 1]: g, h };
x = async () => (await a).b;
delete a.b;
(a = b).c;
label: for (;;) continue label;
() => ({});
/a/g.test(b);
a / /b/.c;
a < !--b;
do a(); while (b);
var { length } = "a";  →  var length = "a".length;
while (a) { switch (b) { case 1: c(); break; default: d(); } }
try { a(); } catch (e) { b(); } finally { c(); }
(async function() { for (;;) await a; });
`

func TestErrors(t *testing.T) {
	source := "var ok = 1;\nfunction* g() { yield 1; }\nvar o = { m() { return super.x; } };"
	_, err := lower.Program(source, lower.Options{Runtime: selvedge.Runtime1})
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok || len(joined.Unwrap()) != 2 {
		t.Fatalf("Program = %v, want two errors", err)
	}
	for i, want := range []string{"function*", "super"} {
		e, ok := errors.AsType[*lower.Error](joined.Unwrap()[i])
		if !ok || !strings.HasPrefix(source[e.Offset:], want) || e.Remedy == "" {
			t.Errorf("error %d = %+v, want one at %q", i, e, want)
		}
	}
}

// TestLongChains has operators that group to the left, by the ten thousand.
func TestLongChains(t *testing.T) {
	source := "var x = 1" + strings.Repeat(" + 1", 100000) + ";"
	for _, runtime := range []selvedge.Runtime{selvedge.Runtime1, selvedge.Runtime2} {
		if got := program(t, source, runtime); strings.TrimSpace(got) != source {
			t.Errorf("a long sum comes out with %d bytes, it had %d", len(got), len(source))
		}
	}
}

func FuzzProgram(f *testing.F) {
	paths, err := filepath.Glob("../testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range txtar.Parse(data).Files {
			if strings.HasSuffix(file.Name, ".js") {
				f.Add(strings.ReplaceAll(string(file.Data), "export ", ""), true)
			}
		}
	}
	f.Add("var [a, {b = 1, ...c}] = x; for (let i of y) { z.push(() => i); if (i) continue; }", false)
	f.Add("async function f() { g(await x, ...await y); }", true)
	f.Fuzz(func(t *testing.T, source string, second bool) {
		if strings.Count(source, "(")+strings.Count(source, "[")+strings.Count(source, "{") > 500 {
			return
		}
		runtime := selvedge.Runtime1
		if second {
			runtime = selvedge.Runtime2
		}
		// As in a bundle, what is lowered has been through esbuild: it is a program.
		valid := api.Transform(source, api.TransformOptions{
			LogLevel: api.LogLevelSilent, Target: api.ESNext, Charset: api.CharsetUTF8, MinifySyntax: second,
			Supported: map[string]bool{"optional-chain": false, "logical-assignment": false, "optional-catch-binding": false},
		})
		if len(valid.Errors) > 0 {
			return
		}
		p, err := lower.Program(string(valid.Code), lower.Options{Runtime: runtime, Short: len(source)%2 == 0})
		if err != nil {
			return
		}
		if _, err := parser.ParseFile(nil, "", p.Code, parser.IgnoreRegExpErrors, parser.WithDisableSourceMaps); err != nil {
			t.Fatalf("what comes out is no program: %v\n%s", err, p.Code)
		}
	})
}
