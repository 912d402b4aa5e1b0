// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package bytecode

import (
	"fmt"
	"strconv"
	"strings"
)

// Disassemble returns the code of all functions as text, for people and golden files.
func (p *Program) Disassemble() string {
	var b strings.Builder
	for i, f := range p.Functions {
		if i > 0 {
			b.WriteByte('\n')
		}
		p.disassemble(&b, i, f)
	}
	return b.String()
}

func (p *Program) disassemble(b *strings.Builder, i int, f *Function) {
	fmt.Fprintf(b, "function %d %q line %d: %d parameters, %d variables, %d registers", i, f.Name, f.Line, f.Params,
		f.Vars, f.Registers)
	if f.Cells > 0 {
		fmt.Fprintf(b, ", %d cells", f.Cells)
	}
	for _, flag := range []struct {
		set  FuncFlags
		name string
	}{{Async, "async"}, {Constructor, "constructor"}, {Rest, "rest"}, {HasArguments, "arguments"},
		{NoName, "no name"}} {
		if f.Flags&flag.set != 0 {
			b.WriteString(", " + flag.name)
		}
	}
	if f.Flags&HasArguments != 0 {
		fmt.Fprintf(b, " r%d", f.Arguments)
	}
	b.WriteByte('\n')
	for i, c := range f.Captures {
		from := "captured"
		if c.Cell {
			from = "cell"
		}
		fmt.Fprintf(b, "\tcaptured %d: %s %d of the outer function\n", i, from, c.Index)
	}
	line := 0
	for pc, in := range f.Code {
		at := ""
		if n := f.LineAt(pc); n != line {
			line, at = n, strconv.Itoa(n)
		}
		fmt.Fprintf(b, "%5s %4d  %s\n", at, pc, p.instruction(in))
	}
	for _, h := range f.Handlers {
		fmt.Fprintf(b, "\tcatch %d-%d: r%d at %d\n", h.Start, h.End, h.Register, h.Target)
	}
}

func (p *Program) instruction(in Instr) string {
	if in.Op() >= numOps {
		return "invalid"
	}
	info := &ops[in.Op()]
	text := info.name
	separator := strings.Repeat(" ", max(1, 16-len(text)))
	for _, operand := range [3]struct {
		kind  kind
		value int
	}{{info.a, in.A()}, {info.b, in.B()}, {info.c, in.C()}} {
		if operand.kind != none {
			text += separator + p.operand(operand.kind, operand.value)
			separator = " "
		}
	}
	return text
}

func (p *Program) operand(k kind, v int) string {
	switch k {
	case count:
		return "#" + strconv.Itoa(v)
	case constant, number:
		if v < len(p.Consts) {
			return p.Consts[v].text()
		}
	case site:
		if v < len(p.Sites) {
			return "." + p.Sites[v].Name
		}
	case shape:
		if v < len(p.Shapes) {
			return "{" + strings.Join(p.Shapes[v], " ") + "}"
		}
	case global:
		if v < len(p.Globals) {
			return "global:" + p.Globals[v].Name
		}
	case regexp:
		if v < len(p.RegExps) {
			return "/" + p.RegExps[v].Source + "/" + p.RegExps[v].Flags
		}
	case module:
		if v < len(p.Imports) {
			return strconv.Quote(p.Imports[v].Module)
		}
	case function:
		return "function:" + strconv.Itoa(v)
	case captured:
		return "captured:" + strconv.Itoa(v)
	case cell:
		return "cell:" + strconv.Itoa(v)
	case target:
		return "->" + strconv.Itoa(v)
	default:
		return "r" + strconv.Itoa(v)
	}
	return "invalid:" + strconv.Itoa(v)
}

func (c Constant) text() string {
	switch c.Kind {
	case ConstNull:
		return "null"
	case ConstFalse:
		return "false"
	case ConstTrue:
		return "true"
	case ConstNumber:
		return strconv.FormatFloat(c.Number, 'g', -1, 64)
	case ConstString:
		return strconv.Quote(c.String)
	case ConstHole:
		return "hole"
	}
	return "undefined"
}
