// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Statements of the tree.

package syntax

// ExprStmt is an expression as a statement.
type ExprStmt struct {
	stmtNode
	X Expr
}

// VarStmt is var, let or const with at least one binding.
type VarStmt struct {
	stmtNode
	Kind  DeclKind // DeclVar, DeclLet or DeclConst
	Decls []VarDecl
}

// VarDecl is one binding of a VarStmt. Init is nil if there is no initialiser; a let then becomes undefined.
type VarDecl struct {
	Name *Ident

	// Kind is that of the statement, except that njs takes it from the last declaration inside an initialiser before this
	// binding: y is a var in let x = function () { var z }, y.
	Kind DeclKind

	Init Expr
}

// FuncDecl marks the place of a function declaration; nothing is to be executed there. See Decl.Func.
type FuncDecl struct {
	stmtNode
	Func *Function
}

// BlockStmt is { Body }.
type BlockStmt struct {
	stmtNode
	Body  []Stmt
	Scope *Scope // nil if nothing is declared
	End   Pos    // the closing brace
}

// EmptyStmt is a lone semicolon, as the body of another statement. In statement lists it is left out.
type EmptyStmt struct{ stmtNode }

// IfStmt is if (Test) Then else Else. Else may be nil.
type IfStmt struct {
	stmtNode
	Test Expr
	Then Stmt
	Else Stmt
}

// WhileStmt is while (Test) Body.
type WhileStmt struct {
	stmtNode
	Test Expr
	Body Stmt
}

// DoWhileStmt is do Body while (Test).
type DoWhileStmt struct {
	stmtNode
	Body Stmt
	Test Expr
}

// ForStmt is for (Init; Test; Update) Body. Init is nil, a *VarStmt or an *ExprStmt; Test and Update may be nil.
type ForStmt struct {
	stmtNode
	Init   Stmt
	Test   Expr
	Update Expr
	Body   Stmt
	Scope  *Scope // let and const of Init; nil if nothing is declared
}

// ForInStmt is for (Target in Object) Body. If Declares, Target is an *Ident that is declared by the statement with Kind
// (DeclVar, DeclLet or DeclConst), otherwise it is an *Ident, a *MemberExpr or an *IndexExpr that is assigned to.
type ForInStmt struct {
	stmtNode
	Declares bool
	Kind     DeclKind
	Target   Expr
	Object   Expr
	Body     Stmt
	Scope    *Scope // let or const of Target; nil if nothing is declared
}

// ContinueStmt is continue Label. Target is the loop it continues.
type ContinueStmt struct {
	stmtNode
	Label  string // "" if none
	Target Stmt
}

// BreakStmt is break Label. Target is the statement that it leaves: a loop, a switch, or the block or if statement that has
// Label. It is never a LabeledStmt.
type BreakStmt struct {
	stmtNode
	Label  string // "" if none
	Target Stmt
}

// ReturnStmt is return Value. Value may be nil.
type ReturnStmt struct {
	stmtNode
	Value Expr
}

// SwitchStmt is switch (Value) { Cases }.
type SwitchStmt struct {
	stmtNode
	Value Expr
	Cases []*SwitchCase
	Scope *Scope // nil if nothing is declared
}

// SwitchCase is case Test: Body, or default: Body if Test is nil.
type SwitchCase struct {
	node
	Test Expr
	Body []Stmt
}

// LabeledStmt is Label: Body.
type LabeledStmt struct {
	stmtNode
	Label string
	Body  Stmt
}

// ThrowStmt is throw Value.
type ThrowStmt struct {
	stmtNode
	Value Expr
}

// TryStmt is try Block catch … finally …; at least one of Catch and Finally is present.
type TryStmt struct {
	stmtNode
	Block   *BlockStmt
	Catch   *CatchClause // nil if absent
	Finally *BlockStmt   // nil if absent
}

// CatchClause is catch (Param) Body. Scope has Param and what Body declares, together.
type CatchClause struct {
	node
	Param *Ident
	Body  []Stmt
	Scope *Scope
}

// ImportStmt is import Name from 'Module'. Name is a DeclImport of the global scope, and the statement is among the first
// of the program; in V1 it is a DeclVar, and the statement is where it stands in the source.
type ImportStmt struct {
	stmtNode
	Name   *Ident
	Module string
}

// DebuggerStmt is debugger; it does nothing.
type DebuggerStmt struct{ stmtNode }
