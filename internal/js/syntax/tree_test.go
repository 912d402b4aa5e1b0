// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package syntax_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/js/syntax"
)

var operatorNames = map[any]string{
	syntax.OpAdd: "+", syntax.OpSub: "-", syntax.OpMul: "*", syntax.OpDiv: "/", syntax.OpRem: "%", syntax.OpPow: "**",
	syntax.OpShl: "<<", syntax.OpShr: ">>", syntax.OpUshr: ">>>", syntax.OpBitAnd: "&", syntax.OpBitOr: "|",
	syntax.OpBitXor: "^", syntax.OpEq: "==", syntax.OpNe: "!=", syntax.OpStrictEq: "===", syntax.OpStrictNe: "!==",
	syntax.OpLt: "<", syntax.OpLe: "<=", syntax.OpGt: ">", syntax.OpGe: ">=", syntax.OpIn: "in",
	syntax.OpInstanceof: "instanceof", syntax.OpNone: "=", syntax.OpAnd: "&&", syntax.OpOr: "||", syntax.OpCoalesce: "??",
	syntax.OpDelete: "delete", syntax.OpVoid: "void", syntax.OpTypeof: "typeof", syntax.OpPlus: "+", syntax.OpNegate: "-",
	syntax.OpBitNot: "~", syntax.OpNot: "!",
	syntax.PropInit: "init", syntax.PropGetter: "get", syntax.PropSetter: "set", syntax.PropProto: "proto",
	syntax.DeclVar: "var", syntax.DeclLet: "let", syntax.DeclConst: "const", syntax.DeclFunction: "function",
	syntax.DeclParam: "param", syntax.DeclCatch: "catch", syntax.DeclImport: "import", syntax.DeclSelf: "self",
	syntax.DeclArguments:   "arguments",
	syntax.FuncDeclaration: "declaration", syntax.FuncExpression: "expression", syntax.FuncArrow: "arrow",
	syntax.FuncMethod: "method", syntax.FuncGetter: "getter", syntax.FuncSetter: "setter",
}

// dump writes a tree as nested lists: names of node types without their last word, operators, other fields that are not
// zero. Places and scopes are left out; the target of a jump is its type.
func dump(v any) string {
	var b strings.Builder
	dumpValue(&b, reflect.ValueOf(v))
	return b.String()
}

func dumpValue(b *strings.Builder, v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			b.WriteString("-")
			return
		}
		dumpValue(b, v.Elem())
	case reflect.Slice:
		b.WriteString("[")
		for i := range v.Len() {
			if i > 0 {
				b.WriteString(" ")
			}
			dumpValue(b, v.Index(i))
		}
		b.WriteString("]")
	case reflect.Struct:
		dumpStruct(b, v)
	case reflect.String:
		fmt.Fprintf(b, "%q", v.String())
	default:
		if name, ok := operatorNames[v.Interface()]; ok {
			b.WriteString(name)
			return
		}
		fmt.Fprint(b, v.Interface())
	}
}

func dumpStruct(b *strings.Builder, v reflect.Value) {
	name := v.Type().Name()
	for _, suffix := range []string{"Expr", "Stmt", "Lit"} {
		name = strings.TrimSuffix(name, suffix)
	}
	b.WriteString("(" + name)
	for i := range v.NumField() {
		field := v.Type().Field(i)
		value := v.Field(i)
		switch {
		case field.Anonymous, field.Name == "Scope", field.Name == "End", field.Name == "Pos":
		case field.Name == "Target" && field.Type == reflect.TypeFor[syntax.Stmt]():
			fmt.Fprintf(b, " Target:%T", value.Interface())
		case field.Name == "Op" || field.Name == "Kind":
			b.WriteString(" ")
			dumpValue(b, value)
		case name == "Number" || name == "String" || name == "Ident":
			b.WriteString(" ")
			dumpValue(b, value)
		case !value.IsZero():
			b.WriteString(" " + field.Name + ":")
			dumpValue(b, value)
		}
	}
	b.WriteString(")")
}

func TestTree(t *testing.T) {
	tests := []struct{ source, want string }{
		{"1 + 2 * 3 - 4", `(Binary - L:(Binary + L:(Number 1) R:(Binary * L:(Number 2) R:(Number 3))) R:(Number 4))`},
		{"2 ** 3 ** 4", `(Binary ** L:(Number 2) R:(Binary ** L:(Number 3) R:(Number 4)))`},
		{"(1, 2), 3", `(Comma Exprs:[(Comma Exprs:[(Number 1) (Number 2)]) (Number 3)])`},
		{"a || b && c | d ^ e & f", `(Logical || L:(Ident "a") R:(Logical && L:(Ident "b") R:(Binary | L:(Ident "c") ` +
			`R:(Binary ^ L:(Ident "d") R:(Binary & L:(Ident "e") R:(Ident "f"))))))`},
		{"a ?? b ?? c", `(Logical ?? L:(Logical ?? L:(Ident "a") R:(Ident "b")) R:(Ident "c"))`},
		{"a ? b : c ? d : e", `(Cond Test:(Ident "a") Then:(Ident "b") Else:(Cond Test:(Ident "c") Then:(Ident "d") Else:(Ident "e")))`},
		{"a = b += c", `(Assign = Target:(Ident "a") Value:(Assign + Target:(Ident "b") Value:(Ident "c")))`},
		{"a >>>= 1", `(Assign >>> Target:(Ident "a") Value:(Number 1))`},
		{"a <= b !== c in d", `(Binary !== L:(Binary <= L:(Ident "a") R:(Ident "b")) R:(Binary in L:(Ident "c") R:(Ident "d")))`},
		{"-1 - +1 - -a", `(Binary - L:(Binary - L:(Number -1) R:(Number 1)) R:(Unary - X:(Ident "a")))`},
		{"typeof !~a", `(Unary typeof X:(Unary ! X:(Unary ~ X:(Ident "a"))))`},
		{"delete a.b, void 0", `(Comma Exprs:[(Unary delete X:(Member Object:(Ident "a") Name:"b")) (Unary void X:(Number 0))])`},
		{"++a, b--", `(Comma Exprs:[(Update Prefix:true X:(Ident "a")) (Update Decrement:true X:(Ident "b"))])`},
		{"a.b[c](1, 2).d", `(Member Object:(Call Callee:(Index Object:(Member Object:(Ident "a") Name:"b") Index:(Ident "c")) ` +
			`Args:[(Number 1) (Number 2)]) Name:"d")`},
		{"new a.b(1)(2)", `(Call Callee:(New Callee:(Member Object:(Ident "a") Name:"b") Args:[(Number 1)]) Args:[(Number 2)])`},
		{"new new a(1)(2)", `(New Callee:(New Callee:(Ident "a") Args:[(Number 1)]) Args:[(Number 2)])`},
		{"new a", `(New Callee:(Ident "a"))`},
		{"[1, , 2, ]", `(Array Elems:[(Number 1) - (Number 2)])`},
		{"[, , ]", `(Array Elems:[- -])`},
		{`({a, b: 1, "c d": 2, 3: 4, [e]: 5, __proto__: f, ["__proto__"]: g, 1e3: h, .5: i})`,
			`(Object Props:[(Property init Key:"a" Value:(Ident "a")) (Property init Key:"b" Value:(Number 1)) ` +
				`(Property init Key:"c d" Value:(Number 2)) (Property init Key:"3" Value:(Number 4)) ` +
				`(Property init Computed:true KeyExpr:(Ident "e") Value:(Number 5)) (Property proto Key:"__proto__" Value:(Ident "f")) ` +
				`(Property init Computed:true KeyExpr:(String "__proto__") Value:(Ident "g")) ` +
				`(Property init Key:"1000" Value:(Ident "h")) (Property init Key:"0.5" Value:(Ident "i"))])`},
		{"({m() {}, async n() {}, get o() {}, set p(v) {}})",
			`(Object Props:[(Property init Key:"m" Value:(Func Func:(Function method))) ` +
				`(Property init Key:"n" Value:(Func Func:(Function method Async:true))) ` +
				`(Property get Key:"o" Value:(Func Func:(Function getter))) ` +
				`(Property set Key:"p" Value:(Func Func:(Function setter Params:[(Ident "v")])))])`},
		{"`a${b}c${d}`", `(Template Strings:["a" "c" ""] Exprs:[(Ident "b") (Ident "d")])`},
		{"`\\u0041\n${`x`}`", `(Template Strings:["A\n" ""] Exprs:[(Template Strings:["x"])])`},
		{"a.b`c${1}`", `(TaggedTemplate Tag:(Member Object:(Ident "a") Name:"b") Strings:["c" ""] Exprs:[(Number 1)])`},
		{`"\x41\u{1F600}\ud83d\ude00\ud83d\0\
\q"`, `(String "A😀😀` + "\uFFFD" + `\x00q")`},
		{"/[/]\\//gi", `(RegExp Source:"[/]\\/" Flags:"gi")`},
		{"this, null, true, false", `(Comma Exprs:[(This) (Null) (Bool Value:true) (Bool)])`},
		{"0x1F + 0b11 + 0o17 + 1_0.5e1", `(Binary + L:(Binary + L:(Binary + L:(Number 31) R:(Number 3)) R:(Number 15)) R:(Number 105))`},
		{"x => x", `(Func Func:(Function arrow Params:[(Ident "x")] Body:[(Return Value:(Ident "x"))] ExprBody:true))`},
		{"async (a, ...b) => { await a ** 2 }", `(Func Func:(Function arrow Async:true Params:[(Ident "a") (Ident "b")] Rest:true ` +
			`Body:[(Expr X:(Await X:(Binary ** L:(Ident "a") R:(Number 2))))] HasAwait:true))`},
		{"(function f() { return () => [this, arguments] })", `(Func Func:(Function expression Name:"f" Body:[(Return Value:` +
			`(Func Func:(Function arrow Body:[(Return Value:(Array Elems:[(This) (Ident "arguments")]))] ExprBody:true ` +
			`UsesThis:true UsesArguments:true)))] UsesThis:true UsesArguments:true))`},
	}
	for _, test := range tests {
		program, err := syntax.Parse(test.source, syntax.V2, syntax.Options{})
		if err != nil {
			t.Errorf("Parse(%q): %v", test.source, err)
			continue
		}
		if got, want := dump(program.Body), "[(Expr X:"+test.want+")]"; got != want {
			t.Errorf("Parse(%q) =\n%s\nwant\n%s", test.source, got, want)
		}
	}
}

func TestStatementTree(t *testing.T) {
	tests := []struct{ source, want string }{
		{"var a = 1, b", `(Var var Decls:[(VarDecl Name:(Ident "a") var Init:(Number 1)) (VarDecl Name:(Ident "b") var)])`},
		{"let a = function () { var b }, c", `(Var let Decls:[(VarDecl Name:(Ident "a") let Init:(Func Func:(Function expression ` +
			`Body:[(Var var Decls:[(VarDecl Name:(Ident "b") var)])]))) (VarDecl Name:(Ident "c") var)])`},
		{"if (a) ; else { b }", `(If Test:(Ident "a") Then:(Empty) Else:(Block Body:[(Expr X:(Ident "b"))]))`},
		{"for (let i = 0, j; ; i++) {}", `(For Init:(Var let Decls:[(VarDecl Name:(Ident "i") let Init:(Number 0)) ` +
			`(VarDecl Name:(Ident "j") let)]) Update:(Update X:(Ident "i")) Body:(Block))`},
		{"for (a, b; c; ) d", `(For Init:(Expr X:(Comma Exprs:[(Ident "a") (Ident "b")])) Test:(Ident "c") Body:(Expr X:(Ident "d")))`},
		{"for (;;) break", `(For Body:(Break Target:*syntax.ForStmt))`},
		{"for (a = b ? c : d; ; ) ;", `(For Init:(Expr X:(Assign = Target:(Ident "a") Value:(Cond Test:(Ident "b") Then:(Ident "c") ` +
			`Else:(Ident "d")))) Body:(Empty))`},
		{"for (const k in o) ;", `(ForIn Declares:true const Target:(Ident "k") Object:(Ident "o") Body:(Empty))`},
		{"for (a.b in o, p) ;", `(ForIn var Target:(Member Object:(Ident "a") Name:"b") Object:(Comma Exprs:[(Ident "o") (Ident "p")]) Body:(Empty))`},
		{"do ; while (a)", `(DoWhile Body:(Empty) Test:(Ident "a"))`},
		{"a: b: while (1) { continue a }", `(Labeled Label:"a" Body:(Labeled Label:"b" Body:(While Test:(Number 1) ` +
			`Body:(Block Body:[(Continue Label:"a" Target:*syntax.WhileStmt)]))))`},
		{"a: if (1) { switch (2) { default: break; case 3: break a } }", `(Labeled Label:"a" Body:(If Test:(Number 1) Then:(Block Body:[` +
			`(Switch Value:(Number 2) Cases:[(SwitchCase Body:[(Break Target:*syntax.SwitchStmt)]) ` +
			`(SwitchCase Test:(Number 3) Body:[(Break Label:"a" Target:*syntax.IfStmt)])])])))`},
		{"try { a } catch (e) { b } finally { c }", `(Try Block:(Block Body:[(Expr X:(Ident "a"))]) Catch:(CatchClause ` +
			`Param:(Ident "e") Body:[(Expr X:(Ident "b"))]) Finally:(Block Body:[(Expr X:(Ident "c"))]))`},
		{"throw a", `(Throw Value:(Ident "a"))`},
		{"async function f(a) { return await a }", `(FuncDecl Func:(Function declaration Async:true Name:"f" Params:[(Ident "a")] ` +
			`Body:[(Return Value:(Await X:(Ident "a")))] HasAwait:true))`},
		// What the reference survives: njs 0.7.12 gives undefined.
		{"function f() { return 1 + }", `(FuncDecl Func:(Function declaration Name:"f" Body:[(Return)]))`},
		{"import a from 'crypto'", `(Import Name:(Ident "a") Module:"crypto")`},
		{"debugger", `(Debugger)`},
	}
	for _, test := range tests {
		program, err := syntax.Parse(test.source, syntax.V2, syntax.Options{})
		if err != nil {
			t.Errorf("Parse(%q): %v", test.source, err)
			continue
		}
		if got, want := dump(program.Body), "["+test.want+"]"; got != want {
			t.Errorf("Parse(%q) =\n%s\nwant\n%s", test.source, got, want)
		}
	}
}

// TestTreeV1 has trees that njs 0.4.3 makes of what njs 0.7.12 refuses.
func TestTreeV1(t *testing.T) {
	for source, want := range map[string]string{
		"f(...a, 1)":                 `[(Expr X:(Call Callee:(Ident "f") Args:[(Ident "a") (Number 1)]))]`,
		"[1, ...a]":                  `[(Expr X:(Array Elems:[(Number 1)]))]`,
		"(function (...) {})":        `[(Expr X:(Func Func:(Function expression)))]`,
		`"\1\8"`:                     `[(Expr X:(String "18"))]`,
		"0xFFFFFFFFFFFFFFFFFF":       `[(Expr X:(Number 1.8446744073709552e+19))]`, // only the last 64 bits count
		"try {} catch (e) { var e }": `[(Try Block:(Block) Catch:(CatchClause Param:(Ident "e") Body:[(Block Body:[(Var var Decls:[(VarDecl Name:(Ident "e") var)])])]))]`,
	} {
		program, err := syntax.Parse(source, syntax.V1, syntax.Options{})
		if err != nil {
			t.Errorf("Parse(%q): %v", source, err)
			continue
		}
		if got := dump(program.Body); got != want {
			t.Errorf("Parse(%q) =\n%s\nwant\n%s", source, got, want)
		}
	}
}

func TestImportsComeFirst(t *testing.T) {
	program, err := syntax.Parse("a; import b from 'crypto'; import c from 'querystring'", syntax.V2, options)
	if err != nil {
		t.Fatal(err)
	}
	want := `[(Import Name:(Ident "b") Module:"crypto") (Import Name:(Ident "c") Module:"querystring") (Expr X:(Ident "a"))]`
	if diff := cmp.Diff(want, dump(program.Body)); diff != "" {
		t.Errorf("statements (-want +got):\n%s", diff)
	}
}

// scopes lists the declarations of every scope of a tree: the kind of each, with a mark for those bound to a function.
func scopes(v reflect.Value, path string, found *[]string) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			return
		}
		if s, ok := v.Interface().(*syntax.Scope); ok {
			line := path + ":"
			for _, d := range s.Decls {
				line += " " + d.Name + "=" + operatorNames[d.Kind]
				if d.Func != nil {
					line += "*"
				}
			}
			*found = append(*found, line)
			return
		}
		scopes(v.Elem(), path, found)
	case reflect.Slice:
		for i := range v.Len() {
			scopes(v.Index(i), path, found)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Type().Field(i); field.IsExported() && field.Name != "Target" {
				scopes(v.Field(i), v.Type().Name(), found)
			}
		}
	}
}

func TestScopes(t *testing.T) {
	tests := []struct {
		source string
		want   []string
	}{
		{"var a; function b() {} let c; const d = 1; var b", []string{"Function:", "Program: a=var b=function* c=let d=const"}},
		{"import q from 'crypto'", []string{"Program: q=import"}},
		{"{ var a; let b; function c() {} { d } }", []string{"Function:", "BlockStmt: b=let c=function*", "Program: a=var"}},
		{"function f(a, ...b) { var a; function b() {} arguments }", []string{
			"Function:", "Function: a=param b=param* arguments=arguments", "Program: f=function*",
		}},
		{"function f(arguments) { arguments }", []string{"Function: arguments=param", "Program: f=function*"}},
		{"(function f() {})", []string{"Function: f=self", "Program:"}},
		{"(function f(f) {})", []string{"Function: f=param", "Program:"}},
		{"(function f() { { var f } })", []string{"Function: f=var", "Program:"}},
		{"(function f() { function f() {} })", []string{"Function:", "Function: f=function*", "Program:"}},
		{"(function f() { let f })", []string{"Function: f=let", "Program:"}},
		{"for (let i = 0, j;;) { let i }", []string{"BlockStmt: i=let", "ForStmt: i=let j=let", "Program:"}},
		{"for (const k in o) { var v }", []string{"ForInStmt: k=const", "Program: v=var"}},
		{"for (var k in o) ;", []string{"Program: k=var"}},
		{"switch (a) { case 1: let b; default: function c() {} }", []string{"Function:", "SwitchStmt: b=let c=function*", "Program:"}},
		{"try {} catch (e) { var e; let f }", []string{"CatchClause: e=catch f=let", "Program: e=var"}},
		{"let a = () => { b: { let c } }", []string{"BlockStmt: c=let", "Function:", "Program: a=let"}},
	}
	for _, test := range tests {
		program, err := syntax.Parse(test.source, syntax.V2, syntax.Options{})
		if err != nil {
			t.Errorf("Parse(%q): %v", test.source, err)
			continue
		}
		var got []string
		scopes(reflect.ValueOf(program), "", &got)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("scopes of %q (-want +got):\n%s", test.source, diff)
		}
	}
}

// TestNodePlaces checks the places that stack traces show.
func TestNodePlaces(t *testing.T) {
	program, err := syntax.Parse("a\n.b\n(1)\n+ c", syntax.V2, syntax.Options{})
	if err != nil {
		t.Fatal(err)
	}
	sum := program.Body[0].(*syntax.ExprStmt).X.(*syntax.BinaryExpr)
	call := sum.L.(*syntax.CallExpr)
	got := []syntax.Pos{sum.Pos(), call.Pos(), call.Callee.Pos(), call.Callee.(*syntax.MemberExpr).Object.Pos(), program.End}
	want := []syntax.Pos{
		{Offset: 9, Line: 4, Column: 1}, {Offset: 5, Line: 3, Column: 1}, {Offset: 2, Line: 2, Column: 1},
		{Offset: 0, Line: 1, Column: 1}, {Offset: 12, Line: 4, Column: 4},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("places of sum, call, property, name and end (-want +got):\n%s", diff)
	}
}

// What is not UTF-8 in strings and templates becomes U+FFFD, one for each beginning of a character.
func TestInvalidUTF8(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ text, want string }{
		{"\xe5\x9ca", "\uFFFDa"},
		{"\xe5\xf6\x9ca", "\uFFFD\uFFFD\uFFFDa"},
		{"\x9c\x96\xe5", "\uFFFD\uFFFD\uFFFD"},
		{"\xf3\xff", "\uFFFD\uFFFD"},
		{"\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD"},
		{`\` + "\xe5\x9cb", "\uFFFDb"},
		{`\a` + "\x96\xe5\x9c\u3076", "a\uFFFD\uFFFD\u3076"},
	} {
		tree, err := syntax.Parse("'"+tc.text+"'", syntax.V2, syntax.Options{})
		if err != nil {
			t.Fatal(err)
		}
		got := tree.Body[0].(*syntax.ExprStmt).X.(*syntax.StringLit).Value
		if got != tc.want {
			t.Errorf("the string %q is %q, want %q", tc.text, got, tc.want)
		}
	}
}
