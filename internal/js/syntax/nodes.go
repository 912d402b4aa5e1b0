// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package syntax

// Pos is a place in the source. The zero Pos means that the place is not known.
type Pos struct {
	Offset int32 // byte offset, from 0
	Line   int32 // from 1; lines end at line feeds only, as in the reference
	Column int32 // from 1, in bytes
}

// Node is anything of the tree that has a place.
type Node interface {
	// Pos is the place that run-time errors and stack traces name: the operator of a binary or assignment expression, the
	// dot or bracket of a property access, the parenthesis of a call, and the first token of everything else.
	Pos() Pos
}

// Expr is an expression.
type Expr interface {
	Node
	expr()
}

// Stmt is a statement or declaration.
type Stmt interface {
	Node
	stmt()
}

type node struct{ pos Pos }

// Pos returns the place of the node. See Node.
func (n node) Pos() Pos { return n.pos }

type exprNode struct{ node }

func (exprNode) expr() {}

type stmtNode struct{ node }

func (stmtNode) stmt() {}

// Program is a whole source.
type Program struct {
	Source  string
	Version Version
	Body    []Stmt
	Scope   *Scope // global bindings; never nil
	End     Pos    // end of the source

	// UsesThis reports that top-level code (or an arrow function of it) reads this.
	UsesThis bool
}

// FuncKind says how a function was written.
type FuncKind uint8

// Kinds of functions.
const (
	FuncDeclaration FuncKind = iota // function f() {}
	FuncExpression                  // function () {}, function f() {}
	FuncArrow                       // x => x
	FuncMethod                      // { m() {} }
	FuncGetter                      // { get m() {} }
	FuncSetter                      // { set m(v) {} }
)

// Function is the code of a function of any kind.
type Function struct {
	node
	Kind  FuncKind
	Async bool

	// Name is the name in the source, "" if there is none. For a FuncExpression with a name, Scope has a DeclSelf binding
	// for it, unless a parameter or a declaration of the body has the same name.
	Name string

	Params []*Ident // a rest parameter is the last one
	Rest   bool     // the last parameter collects the remaining arguments

	// Body is the statements. For an arrow function whose body is an expression it is one ReturnStmt.
	Body     []Stmt
	ExprBody bool

	Scope *Scope // parameters first, then the variables and declarations of the body; never nil

	// UsesThis and UsesArguments report that this function, or an arrow function inside it, reads this or arguments; for an
	// arrow function itself they report that it reads those of the function around it. A function that is not an arrow and
	// uses arguments has a DeclArguments binding, unless a parameter has that name.
	UsesThis      bool
	UsesArguments bool

	// HasAwait reports an await expression directly in this function.
	HasAwait bool

	End Pos // the closing brace, or the end of the body expression
}

// DeclKind says what kind of binding a declaration makes.
type DeclKind uint8

// Kinds of declarations.
const (
	DeclVar       DeclKind = iota // var, initially undefined
	DeclLet                       // let, dead until its statement has run
	DeclConst                     // const, dead until its statement has run, then read-only
	DeclFunction                  // function, initialised when the scope is entered
	DeclParam                     // parameter
	DeclCatch                     // parameter of a catch clause
	DeclImport                    // default import; initialised before the program runs
	DeclSelf                      // own name of a function expression; constant in V2, a variable in V1
	DeclArguments                 // the arguments object
)

// Decl is one binding of a scope.
type Decl struct {
	Name string
	Kind DeclKind
	Pos  Pos

	// Func is the function that the name is bound to on entry: of a DeclFunction, and of a DeclParam or DeclArguments whose
	// name is also that of a function in the body. When a name is declared more than once it is the last.
	Func *Function
}

// ScopeKind says what a scope belongs to.
type ScopeKind uint8

// Kinds of scopes.
const (
	ScopeGlobal ScopeKind = iota
	ScopeFunction
	ScopeBlock // a block, switch, loop or catch clause
)

// Scope lists the bindings declared in one region. Each name occurs once.
type Scope struct {
	Kind  ScopeKind
	Decls []*Decl
}
