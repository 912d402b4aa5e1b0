// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Expressions of the tree.

package syntax

// Ident is a reference to a binding, or the place where one is declared. The name undefined is an Ident too.
type Ident struct {
	exprNode
	Name string
}

// ThisExpr is this.
type ThisExpr struct{ exprNode }

// NullLit is null.
type NullLit struct{ exprNode }

// BoolLit is true or false.
type BoolLit struct {
	exprNode
	Value bool
}

// NumberLit is a number. A minus sign before a number literal is folded into it.
type NumberLit struct {
	exprNode
	Value float64
}

// StringLit is a string, decoded.
type StringLit struct {
	exprNode
	Value string
}

// RegExpLit is a regular expression literal. Flags holds only flags that the version knows, each once; the pattern is not
// checked here, see Options.RegExp.
type RegExpLit struct {
	exprNode
	Source string
	Flags  string
}

// TemplateLit is a template literal. Strings has one element more than Exprs.
type TemplateLit struct {
	exprNode
	Strings []string
	Exprs   []Expr
}

// TaggedTemplate calls Tag with an array of the cooked strings and the values. There is no raw form in njs.
// When Tag is a Member or an Index, its object is the receiver.
type TaggedTemplate struct {
	exprNode
	Tag     Expr
	Strings []string
	Exprs   []Expr
}

// ArrayLit is an array literal. A nil element is a hole; a hole at the end counts in the length.
type ArrayLit struct {
	exprNode
	Elems []Expr
}

// ObjectLit is an object literal.
type ObjectLit struct {
	exprNode
	Props []*Property
}

// PropKind says what a property definition does.
type PropKind uint8

// Kinds of property definitions.
const (
	PropInit   PropKind = iota // key: value, key, key() {}
	PropGetter                 // get key() {}
	PropSetter                 // set key(v) {}
	PropProto                  // __proto__: value, sets the prototype
)

// Property is one definition of an object literal. The key is KeyExpr if Computed, else the string Key; a number key has been
// converted to its canonical string.
type Property struct {
	node
	Kind     PropKind
	Computed bool
	Key      string
	KeyExpr  Expr
	Value    Expr // a *FuncExpr for methods and accessors, an *Ident for the short form {key}
}

// FuncExpr is a function, arrow function or method as a value.
type FuncExpr struct {
	exprNode
	Func *Function
}

// MemberExpr is Object.Name.
type MemberExpr struct {
	exprNode
	Object Expr
	Name   string
}

// IndexExpr is Object[Index].
type IndexExpr struct {
	exprNode
	Object Expr
	Index  Expr
}

// CallExpr is Callee(Args). When Callee is a MemberExpr or an IndexExpr, its object is the receiver.
type CallExpr struct {
	exprNode
	Callee Expr
	Args   []Expr
}

// NewExpr is new Callee(Args).
type NewExpr struct {
	exprNode
	Callee Expr
	Args   []Expr
}

// UnaryOp is an operator with one operand and no assignment.
type UnaryOp uint8

// Unary operators.
const (
	OpDelete UnaryOp = iota
	OpVoid
	OpTypeof
	OpPlus
	OpNegate
	OpBitNot
	OpNot
)

// UnaryExpr is Op X. For OpDelete, X is a MemberExpr, an IndexExpr or an expression that is evaluated and yields true.
type UnaryExpr struct {
	exprNode
	Op UnaryOp
	X  Expr
}

// UpdateExpr is ++X, --X, X++ or X--; X is an Ident, a MemberExpr or an IndexExpr.
type UpdateExpr struct {
	exprNode
	Prefix    bool
	Decrement bool
	X         Expr
}

// BinaryOp is an operator with two operands that are both evaluated.
type BinaryOp uint8

// Binary operators. OpNone marks a plain assignment in AssignExpr.
const (
	OpNone BinaryOp = iota
	OpAdd
	OpSub
	OpMul
	OpDiv
	OpRem
	OpPow
	OpShl
	OpShr
	OpUshr
	OpBitAnd
	OpBitOr
	OpBitXor
	OpEq
	OpNe
	OpStrictEq
	OpStrictNe
	OpLt
	OpLe
	OpGt
	OpGe
	OpIn
	OpInstanceof
)

// BinaryExpr is L Op R.
type BinaryExpr struct {
	exprNode
	Op   BinaryOp
	L, R Expr
}

// LogicalOp is an operator that may skip its right operand.
type LogicalOp uint8

// Logical operators.
const (
	OpAnd      LogicalOp = iota // &&
	OpOr                        // ||
	OpCoalesce                  // ??
)

// LogicalExpr is L Op R.
type LogicalExpr struct {
	exprNode
	Op   LogicalOp
	L, R Expr
}

// CondExpr is Test ? Then : Else.
type CondExpr struct {
	exprNode
	Test, Then, Else Expr
}

// AssignExpr is Target = Value (OpNone) or Target Op= Value; Target is an Ident, a MemberExpr or an IndexExpr.
type AssignExpr struct {
	exprNode
	Op     BinaryOp
	Target Expr
	Value  Expr
}

// CommaExpr is Exprs[0], Exprs[1], …; its value is the last one. It has at least two.
type CommaExpr struct {
	exprNode
	Exprs []Expr
}

// AwaitExpr is await X.
type AwaitExpr struct {
	exprNode
	X Expr
}
