// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package bytecode

// Program is what a source has been compiled to. It is immutable and may be shared by goroutines.
type Program struct {
	// Version is the runtime version, a bit of syntax.Version.
	Version uint8

	// Functions has the code at the top level first.
	Functions []*Function

	Consts  []Constant
	Sites   []Site     // places in the code that look for a property, each with a cache of its own in a realm
	Shapes  [][]string // names of the properties of object literals
	RegExps []RegExp
	Imports []Import
	Globals []Global

	// Cover has the line of each statement whose runs are counted. It is empty unless the program was compiled for that.
	Cover []int
}

// ConstKind is the type of a Constant.
type ConstKind uint8

// The kinds of constants. ConstHole is an element that an array literal leaves out.
const (
	ConstUndefined ConstKind = iota
	ConstNull
	ConstFalse
	ConstTrue
	ConstNumber
	ConstString
	ConstHole
)

// Constant is a primitive value.
type Constant struct {
	Kind   ConstKind
	Number float64
	String string // UTF-8
}

// Site is a place in the code that looks for the property Name.
type Site struct {
	Name string
}

// RegExp is a regular expression literal.
type RegExp struct {
	Source, Flags string
	Line          int
}

// Import is a module that the program imports.
type Import struct {
	Module string
	Line   int
}

// Global is a variable of the top level.
type Global struct {
	Name string
	// Property says that the global object shows the variable: var and function, but not let, const and imports.
	Property bool
	// Dead says that the variable must not be touched before its declaration has run. Cells are dead until they have been
	// made or initialised.
	Dead bool
}

// FuncFlags are facts about a function.
type FuncFlags uint8

// The facts.
const (
	Async        FuncFlags = 1 << iota // a call returns a promise
	Constructor                        // new accepts it
	Rest                               // the last parameter takes all further arguments as an array
	HasArguments                       // register Arguments takes the arguments object
	NoName                             // the property name is null: getters and setters of njs
)

// Function is the code of one function. It has no more registers, cells, instructions than operands can name.
type Function struct {
	Name     string // the property name
	CallName string // in stack traces; empty for "anonymous"

	Flags  FuncFlags
	Length int // the property length: parameters without Rest
	Line   int // of the beginning

	Params    int // registers 1 to Params
	Vars      int // so many registers after the parameters are undefined at the start
	Registers int
	Cells     int
	Arguments int // register, see HasArguments

	Code     []Instr
	Captures []Capture
	Handlers []Handler // inner ones come before outer ones
	Lines    []Line    // by ascending PC
	Pending  []Pending // inner ones come before outer ones
}

// Capture is a variable of an outer function. The closure gets it from the function that makes the closure.
type Capture struct {
	Cell  bool // a cell of that function, otherwise one of its own captures
	Index int
}

// Handler catches what instructions Start to End-1 throw: Register gets the value, Target is next.
type Handler struct {
	Start, End, Target, Register int
}

// Line says that the instructions from PC on come from a place of the source. Columns are in bytes, from 1; 0 is unknown.
type Line struct {
	PC, Line, Column int
}

// Pending says that instructions Start to End-1 make arguments for the callee in Register, which njs shows in stack traces.
type Pending struct {
	Start, End, Register int
}

// LineAt returns the line of an instruction.
func (f *Function) LineAt(pc int) int {
	line, _ := f.PlaceAt(pc)
	return line
}

// PlaceAt returns the line and the column of an instruction.
func (f *Function) PlaceAt(pc int) (line, column int) {
	lo, hi := 0, len(f.Lines) // the last entry not beyond pc is below hi
	for lo < hi {
		if mid := int(uint(lo+hi) / 2); f.Lines[mid].PC <= pc {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == 0 {
		return f.Line, 0
	}
	return f.Lines[lo-1].Line, f.Lines[lo-1].Column
}

// HandlerAt returns the innermost handler for an instruction, or nil.
func (f *Function) HandlerAt(pc int) *Handler {
	for i := range f.Handlers {
		if h := &f.Handlers[i]; h.Start <= pc && pc < h.End {
			return h
		}
	}
	return nil
}
