// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package syntax

// kind is the kind of a token.
type kind uint8

const (
	tokIllegal kind = iota
	tokEnd
	tokLineEnd

	tokParenOpen
	tokParenClose
	tokBracketOpen
	tokBracketClose
	tokBraceOpen
	tokBraceClose
	tokComma
	tokDot
	tokEllipsis
	tokSemicolon
	tokColon
	tokQuestion
	tokGrave
	tokArrow

	tokAssign // first of the assignment operators
	tokAddAssign
	tokSubAssign
	tokMulAssign
	tokPowAssign
	tokDivAssign
	tokRemAssign
	tokShlAssign
	tokShrAssign
	tokUshrAssign
	tokOrAssign
	tokXorAssign
	tokAndAssign // last of them

	tokIncrement
	tokDecrement
	tokEq
	tokStrictEq
	tokNe
	tokStrictNe
	tokAdd
	tokSub
	tokMul
	tokPow
	tokDiv
	tokRem
	tokLt
	tokLe
	tokShl
	tokGt
	tokGe
	tokShr
	tokUshr
	tokBitOr
	tokOr
	tokBitXor
	tokBitAnd
	tokAnd
	tokBitNot
	tokNot
	tokCoalesce

	tokNumber
	tokString
	tokEscapeString // a string with at least one backslash
	tokUnterminated // a string without its closing quote

	tokName // an identifier that is no word of the language

	// Words of the language. Which of them are reserved depends on the version.
	tokArguments
	tokAsync
	tokAwait
	tokBreak
	tokCase
	tokCatch
	tokClass
	tokConst
	tokContinue
	tokDebugger
	tokDefault
	tokDelete
	tokDo
	tokElse
	tokEnum
	tokEval
	tokExport
	tokExtends
	tokFalse
	tokFinally
	tokFor
	tokFrom
	tokFunction
	tokIf
	tokImplements
	tokImport
	tokIn
	tokInstanceof
	tokInterface
	tokLet
	tokMeta
	tokNew
	tokNull
	tokOf
	tokPackage
	tokPrivate
	tokProtected
	tokPublic
	tokReturn
	tokStatic
	tokSuper
	tokSwitch
	tokTarget
	tokThis
	tokThrow
	tokTrue
	tokTry
	tokTypeof
	tokUndefined
	tokVar
	tokVoid
	tokWhile
	tokWith
	tokYield
)

// word describes a word of the language: the versions that know it, and those in which it cannot be a name.
type word struct {
	kind     kind
	known    Version
	reserved Version
}

// words is the table of both versions. Source: njs keyword tables of 0.4.3 and 0.7.12.
var words = map[string]word{
	"arguments":  {tokArguments, V1 | V2, 0},
	"async":      {tokAsync, V1 | V2, 0},
	"await":      {tokAwait, V1 | V2, V1 | V2},
	"break":      {tokBreak, V1 | V2, V1 | V2},
	"case":       {tokCase, V1 | V2, V1 | V2},
	"catch":      {tokCatch, V1 | V2, V1 | V2},
	"class":      {tokClass, V1 | V2, V1 | V2},
	"const":      {tokConst, V1 | V2, V1 | V2},
	"continue":   {tokContinue, V1 | V2, V1 | V2},
	"debugger":   {tokDebugger, V1 | V2, V1 | V2},
	"default":    {tokDefault, V1 | V2, V1 | V2},
	"delete":     {tokDelete, V1 | V2, V1 | V2},
	"do":         {tokDo, V1 | V2, V1 | V2},
	"else":       {tokElse, V1 | V2, V1 | V2},
	"enum":       {tokEnum, V1 | V2, V1 | V2},
	"eval":       {tokEval, V1 | V2, 0},
	"export":     {tokExport, V1 | V2, V1 | V2},
	"extends":    {tokExtends, V1 | V2, V1 | V2},
	"false":      {tokFalse, V1 | V2, V1 | V2},
	"finally":    {tokFinally, V1 | V2, V1 | V2},
	"for":        {tokFor, V1 | V2, V1 | V2},
	"from":       {tokFrom, V1 | V2, 0},
	"function":   {tokFunction, V1 | V2, V1 | V2},
	"if":         {tokIf, V1 | V2, V1 | V2},
	"implements": {tokImplements, V1 | V2, V2},
	"import":     {tokImport, V1 | V2, V1 | V2},
	"in":         {tokIn, V1 | V2, V1 | V2},
	"instanceof": {tokInstanceof, V1 | V2, V1 | V2},
	"interface":  {tokInterface, V1 | V2, V2},
	"let":        {tokLet, V1 | V2, V2},
	"meta":       {tokMeta, V1 | V2, 0},
	"new":        {tokNew, V1 | V2, V1 | V2},
	"null":       {tokNull, V1 | V2, V1 | V2},
	"of":         {tokOf, V1 | V2, 0},
	"package":    {tokPackage, V1 | V2, V2},
	"private":    {tokPrivate, V1 | V2, V2},
	"protected":  {tokProtected, V1 | V2, V2},
	"public":     {tokPublic, V1 | V2, V2},
	"return":     {tokReturn, V1 | V2, V1 | V2},
	"static":     {tokStatic, V1 | V2, V2},
	"super":      {tokSuper, V1 | V2, V1 | V2},
	"switch":     {tokSwitch, V1 | V2, V1 | V2},
	"target":     {tokTarget, V1 | V2, 0},
	"this":       {tokThis, V1 | V2, V1 | V2},
	"throw":      {tokThrow, V1 | V2, V1 | V2},
	"true":       {tokTrue, V1 | V2, V1 | V2},
	"try":        {tokTry, V1 | V2, V1 | V2},
	"typeof":     {tokTypeof, V1 | V2, V1 | V2},
	"undefined":  {tokUndefined, V2, 0},
	"var":        {tokVar, V1 | V2, V1 | V2},
	"void":       {tokVoid, V1 | V2, V1 | V2},
	"while":      {tokWhile, V1 | V2, V1 | V2},
	"with":       {tokWith, V1 | V2, V1 | V2},
	"yield":      {tokYield, V1 | V2, V1 | V2},
}

const (
	shortestWord = 2
	longestWord  = 10
)

// token is a lexical unit. Its text is src[start:end]; that of a string is without its quotes.
type token struct {
	kind     kind
	word     bool // a word of the language
	reserved bool // a word that cannot be a name
	line     int32
	col      int32 // from 1, in bytes
	off      int32 // where it begins, including a quote
	start    int32
	end      int32
	num      float64 // of a tokNumber
}

func (t token) pos() Pos { return Pos{Offset: t.off, Line: t.line, Column: t.col} }

// isName reports whether t may name a binding or a label and may be referred to. The reference lets yield and await
// pass here.
func (t token) isName() bool {
	switch t.kind {
	case tokName, tokYield, tokAwait:
		return true
	default:
		return t.word && !t.reserved
	}
}

// isPropertyName reports whether t may follow a dot or be a plain key of an object literal.
func (t token) isPropertyName() bool { return t.kind == tokName || t.word }

// restricted reports the two names that cannot be declared or assigned to.
func (t token) restricted() bool { return t.kind == tokArguments || t.kind == tokEval }
