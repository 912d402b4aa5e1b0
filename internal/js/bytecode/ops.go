// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package bytecode

// Version changes whenever the meaning of an instruction or of a table of Program does.
//
//	1  first
//	2  cover
const Version = 2

// Op is the operation of an instruction.
type Op uint8

// Instr is an instruction: the operation in the lowest 8 bits, and the operands A, B and C of 16 bits each, from bit 16 on.
type Instr uint64

// MaxOperand is the largest operand.
const MaxOperand = 1<<16 - 1

// Encode returns an instruction. Operands must be at most MaxOperand.
func Encode(op Op, a, b, c int) Instr {
	return Instr(op) | Instr(uint16(a))<<16 | Instr(uint16(b))<<32 | Instr(uint16(c))<<48
}

// Op returns the operation.
func (i Instr) Op() Op { return Op(i) }

// A returns the first operand.
func (i Instr) A() int { return int(uint16(i >> 16)) }

// B returns the second operand.
func (i Instr) B() int { return int(uint16(i >> 32)) }

// C returns the third operand.
func (i Instr) C() int { return int(i >> 48) }

// WithC returns the instruction with another third operand: to patch jumps.
func (i Instr) WithC(c int) Instr { return i&^(MaxOperand<<48) | Instr(uint16(c))<<48 }

// The operations. What they do is in the table below.
const (
	OpMove Op = iota
	OpConst
	OpUndefined

	OpGlobalGet
	OpGlobalSet
	OpGlobalInit
	OpCapturedGet
	OpCapturedSet
	OpCellGet
	OpCellSet
	OpCellInit
	OpCellLet
	OpCellNew
	OpCellCopy
	OpThrowDead
	OpThrowConstant
	OpLookupGet
	OpLookupTypeof
	OpLookupCheck
	OpLookupSet
	OpLookupFail
	OpCallee

	OpAdd
	OpSub
	OpMul
	OpDiv
	OpRem
	OpPow
	OpAnd
	OpOr
	OpXor
	OpShl
	OpShr
	OpUshr
	OpEq
	OpNe
	OpStrictEq
	OpStrictNe
	OpLess
	OpLessEq
	OpGreater
	OpGreaterEq
	OpIn
	OpInstanceof

	OpAddK
	OpSubK
	OpMulK
	OpDivK
	OpRemK
	OpAndK
	OpOrK
	OpXorK
	OpShlK
	OpShrK
	OpUshrK

	OpNeg
	OpPlus
	OpBitNot
	OpNot
	OpTypeof
	OpInc
	OpDec

	OpGet
	OpGetLength
	OpGetIndex
	OpSet
	OpSetIndex
	OpDelete
	OpDeleteIndex
	OpPropertyKey

	OpObject
	OpObjectOf
	OpInitProp
	OpInitIndex
	OpInitGetter
	OpInitSetter
	OpInitProto
	OpArray
	OpAppend
	OpClosure
	OpNameOf
	OpRegExp
	OpTemplate

	OpMethod
	OpMethodIndex
	OpCheckCall
	OpCheckNew
	OpCall
	OpCallMethod
	OpNew
	OpReturn
	OpReturnUndefined
	OpAwait

	OpJump
	OpJumpTrue
	OpJumpFalse
	OpJumpNullish
	OpJumpNotNullish
	OpJumpEq
	OpJumpNe
	OpJumpStrictEq
	OpJumpStrictNe
	OpJumpLess
	OpJumpLessEq
	OpJumpGreater
	OpJumpGreaterEq
	OpJumpNotLess
	OpJumpNotLessEq
	OpJumpNotGreater
	OpJumpNotGreaterEq
	OpJumpStrictEqK
	OpJumpStrictNeK
	OpJumpLessK
	OpJumpLessEqK
	OpJumpGreaterK
	OpJumpGreaterEqK
	OpJumpNotLessK
	OpJumpNotLessEqK
	OpJumpNotGreaterK
	OpJumpNotGreaterEqK

	OpForIn
	OpForInNext
	OpThrow
	OpImport
	OpCover

	numOps
)

// kind says what an operand is.
type kind uint8

const (
	none     kind = iota
	dst           // a register that is written
	src           // a register that is read
	call          // the first of 2 + B registers: callee, this and B arguments
	pair          // the first of two registers
	run           // the first of as many registers as C counts
	runShape      // the first of as many registers as the shape C has names
	count         // a number
	constant      // an index of Program.Consts
	number        // an index of Program.Consts, where a number stands
	site          // an index of Program.Sites
	shape         // an index of Program.Shapes
	function      // an index of Program.Functions
	regexp        // an index of Program.RegExps
	module        // an index of Program.Imports
	global        // an index of Program.Globals
	captured      // an index of Function.Captures
	cell          // a number below Function.Cells
	target        // an index of Function.Code
	point         // an index of Program.Cover
)

// info describes an operation.
type info struct {
	name    string
	a, b, c kind
	effect  string // in the language of registers; A, B, C are the operands
}

// ops has one line per operation. "?" marks what may throw.
var ops = [numOps]info{
	OpMove:      {"move", dst, src, none, "A = B"},
	OpConst:     {"const", dst, none, constant, "A = const C"},
	OpUndefined: {"undefined", dst, none, none, "A = undefined"},

	OpGlobalGet:     {"global.get", dst, none, global, "A = global C; ? if dead"},
	OpGlobalSet:     {"global.set", src, none, global, "global C = A; ? if dead"},
	OpGlobalInit:    {"global.init", src, none, global, "global C = A"},
	OpCapturedGet:   {"captured.get", dst, none, captured, "A = captured C; ? if dead"},
	OpCapturedSet:   {"captured.set", src, none, captured, "captured C = A; ? if dead"},
	OpCellGet:       {"cell.get", dst, none, cell, "A = cell C; ? if dead"},
	OpCellSet:       {"cell.set", src, none, cell, "cell C = A; ? if dead"},
	OpCellInit:      {"cell.init", src, none, cell, "cell C = A, also if it is dead"},
	OpCellLet:       {"cell.let", src, none, cell, "cell C = A; a new variable unless it is dead"},
	OpCellNew:       {"cell.new", src, none, cell, "cell C is a new variable with the value A"},
	OpCellCopy:      {"cell.copy", none, none, cell, "cell C is a new variable with the same value"},
	OpThrowDead:     {"throw.dead", none, none, none, "? variable is dead"},
	OpThrowConstant: {"throw.constant", none, none, none, "? assignment to constant variable"},
	OpLookupGet:     {"lookup.get", dst, none, site, "A = property C of the global object; ? if none"},
	OpLookupTypeof:  {"lookup.typeof", dst, none, site, "A = typeof property C of the global object"},
	OpLookupCheck:   {"lookup.check", none, none, site, "? if the global object has no property C"},
	OpLookupSet:     {"lookup.set", src, none, site, "property C of the global object = A"},
	OpLookupFail:    {"lookup.fail", none, none, site, "? C is not defined"},

	OpCallee: {"callee", dst, none, none, "A = the function that runs"},

	OpAdd:        {"add", dst, src, src, "A = B + C"},
	OpSub:        {"sub", dst, src, src, "A = B - C"},
	OpMul:        {"mul", dst, src, src, "A = B * C"},
	OpDiv:        {"div", dst, src, src, "A = B / C"},
	OpRem:        {"rem", dst, src, src, "A = B % C"},
	OpPow:        {"pow", dst, src, src, "A = B ** C"},
	OpAnd:        {"and", dst, src, src, "A = B & C"},
	OpOr:         {"or", dst, src, src, "A = B | C"},
	OpXor:        {"xor", dst, src, src, "A = B ^ C"},
	OpShl:        {"shl", dst, src, src, "A = B << C"},
	OpShr:        {"shr", dst, src, src, "A = B >> C"},
	OpUshr:       {"ushr", dst, src, src, "A = B >>> C"},
	OpEq:         {"eq", dst, src, src, "A = B == C"},
	OpNe:         {"ne", dst, src, src, "A = B != C"},
	OpStrictEq:   {"seq", dst, src, src, "A = B === C"},
	OpStrictNe:   {"sne", dst, src, src, "A = B !== C"},
	OpLess:       {"lt", dst, src, src, "A = B < C"},
	OpLessEq:     {"le", dst, src, src, "A = B <= C"},
	OpGreater:    {"gt", dst, src, src, "A = B > C"},
	OpGreaterEq:  {"ge", dst, src, src, "A = B >= C"},
	OpIn:         {"in", dst, src, src, "A = B in C"},
	OpInstanceof: {"instanceof", dst, src, src, "A = B instanceof C"},

	OpAddK:  {"add.k", dst, src, constant, "A = B + const C, a primitive but no symbol"},
	OpSubK:  {"sub.k", dst, src, number, "A = B - const C"},
	OpMulK:  {"mul.k", dst, src, number, "A = B * const C"},
	OpDivK:  {"div.k", dst, src, number, "A = B / const C"},
	OpRemK:  {"rem.k", dst, src, number, "A = B % const C"},
	OpAndK:  {"and.k", dst, src, number, "A = B & const C"},
	OpOrK:   {"or.k", dst, src, number, "A = B | const C"},
	OpXorK:  {"xor.k", dst, src, number, "A = B ^ const C"},
	OpShlK:  {"shl.k", dst, src, number, "A = B << const C"},
	OpShrK:  {"shr.k", dst, src, number, "A = B >> const C"},
	OpUshrK: {"ushr.k", dst, src, number, "A = B >>> const C"},

	OpNeg:    {"neg", dst, src, none, "A = -B"},
	OpPlus:   {"plus", dst, src, none, "A = +B"},
	OpBitNot: {"bitnot", dst, src, none, "A = ~B"},
	OpNot:    {"not", dst, src, none, "A = !B"},
	OpTypeof: {"typeof", dst, src, none, "A = typeof B"},
	OpInc:    {"inc", dst, src, none, "A = +B + 1"},
	OpDec:    {"dec", dst, src, none, "A = +B - 1"},

	OpGet:         {"get", dst, src, site, "A = B.C"},
	OpGetLength:   {"get.length", dst, src, site, "A = B.C, and C is length"},
	OpGetIndex:    {"get.index", dst, src, src, "A = B[C]"},
	OpSet:         {"set", src, src, site, "A.C = B"},
	OpSetIndex:    {"set.index", src, src, src, "A[B] = C"},
	OpDelete:      {"delete", dst, src, site, "A = delete B.C"},
	OpDeleteIndex: {"delete.index", dst, src, src, "A = delete B[C]"},
	OpPropertyKey: {"key", dst, src, src, "A = C as a property key, ? if B has no properties"},

	OpObject:     {"object", dst, none, none, "A = {}"},
	OpObjectOf:   {"object.of", dst, runShape, shape, "A = object of shape C with the values B…"},
	OpInitProp:   {"init.prop", src, src, site, "define property C of A as B"},
	OpInitIndex:  {"init.index", src, src, src, "define property B of A as C"},
	OpInitGetter: {"init.getter", src, src, src, "define getter B of A as C"},
	OpInitSetter: {"init.setter", src, src, src, "define setter B of A as C"},
	OpInitProto:  {"init.proto", src, src, none, "prototype of A = B, if that can be one"},
	OpArray:      {"array", dst, run, count, "A = array of the C values B…; a hole is one, too"},
	OpAppend:     {"append", src, run, count, "append the C values B… to the array A"},
	OpClosure:    {"closure", dst, none, function, "A = function C"},
	OpNameOf:     {"name", src, src, none, "name of the new function A = property key B"},
	OpRegExp:     {"regexp", dst, none, regexp, "A = regular expression C"},
	OpTemplate:   {"template", dst, run, count, "A = the C values B… as one string"},

	OpMethod:      {"method", pair, src, site, "A = B.C, A+1 = B; ? if A is no function"},
	OpMethodIndex: {"method.index", pair, src, src, "A = B[C], A+1 = B; ? if A is no function"},
	OpCheckCall:   {"check.call", src, none, none, "? if A is no function"},
	OpCheckNew:    {"check.new", src, none, none, "? if A is no constructor"},
	OpCall:        {"call", call, count, dst, "C = A(B arguments), this is undefined"},
	OpCallMethod:  {"call.method", call, count, dst, "C = A(B arguments), this is A+1"},
	OpNew:         {"new", call, count, dst, "C = new A(B arguments)"},

	OpReturn:          {"return", src, none, none, "return A"},
	OpReturnUndefined: {"return.undefined", none, none, none, "return undefined"},
	OpAwait:           {"await", dst, src, none, "A = await B"},

	OpJump:           {"jump", none, none, target, "go to C"},
	OpJumpTrue:       {"jump.true", src, none, target, "go to C if A"},
	OpJumpFalse:      {"jump.false", src, none, target, "go to C if !A"},
	OpJumpNullish:    {"jump.nullish", src, none, target, "go to C if A is undefined or null"},
	OpJumpNotNullish: {"jump.notnullish", src, none, target, "go to C if A is neither undefined nor null"},

	OpJumpEq:           {"jump.eq", src, src, target, "go to C if A == B"},
	OpJumpNe:           {"jump.ne", src, src, target, "go to C if A != B"},
	OpJumpStrictEq:     {"jump.seq", src, src, target, "go to C if A === B"},
	OpJumpStrictNe:     {"jump.sne", src, src, target, "go to C if A !== B"},
	OpJumpLess:         {"jump.lt", src, src, target, "go to C if A < B"},
	OpJumpLessEq:       {"jump.le", src, src, target, "go to C if A <= B"},
	OpJumpGreater:      {"jump.gt", src, src, target, "go to C if A > B"},
	OpJumpGreaterEq:    {"jump.ge", src, src, target, "go to C if A >= B"},
	OpJumpNotLess:      {"jump.nlt", src, src, target, "go to C unless A < B"},
	OpJumpNotLessEq:    {"jump.nle", src, src, target, "go to C unless A <= B"},
	OpJumpNotGreater:   {"jump.ngt", src, src, target, "go to C unless A > B"},
	OpJumpNotGreaterEq: {"jump.nge", src, src, target, "go to C unless A >= B"},

	OpJumpStrictEqK:     {"jump.seq.k", src, constant, target, "go to C if A === const B"},
	OpJumpStrictNeK:     {"jump.sne.k", src, constant, target, "go to C if A !== const B"},
	OpJumpLessK:         {"jump.lt.k", src, number, target, "go to C if A < const B"},
	OpJumpLessEqK:       {"jump.le.k", src, number, target, "go to C if A <= const B"},
	OpJumpGreaterK:      {"jump.gt.k", src, number, target, "go to C if A > const B"},
	OpJumpGreaterEqK:    {"jump.ge.k", src, number, target, "go to C if A >= const B"},
	OpJumpNotLessK:      {"jump.nlt.k", src, number, target, "go to C unless A < const B"},
	OpJumpNotLessEqK:    {"jump.nle.k", src, number, target, "go to C unless A <= const B"},
	OpJumpNotGreaterK:   {"jump.ngt.k", src, number, target, "go to C unless A > const B"},
	OpJumpNotGreaterEqK: {"jump.nge.k", src, number, target, "go to C unless A >= const B"},

	OpForIn:     {"forin", pair, src, none, "A = the keys that for-in visits in B, A+1 = 0"},
	OpForInNext: {"forin.next", pair, dst, target, "if keys are left: B = key A+1 of A, A+1 += 1, go to C"},
	OpThrow:     {"throw", src, none, none, "? A"},
	OpImport:    {"import", dst, none, module, "A = module C"},
	OpCover:     {"cover", none, none, point, "count statement C; takes no fuel"},
}

// String returns the name of the operation.
func (o Op) String() string {
	if o < numOps {
		return ops[o].name
	}
	return "invalid"
}

// falls says whether the next instruction may come after this one.
func (o Op) falls() bool {
	switch o {
	case OpJump, OpReturn, OpReturnUndefined, OpThrow, OpThrowDead, OpThrowConstant, OpLookupFail:
		return false
	}
	return true
}
