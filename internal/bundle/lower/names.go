// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lower

import (
	"strconv"

	"github.com/grafana/sobek/ast"
)

// names are the names that a program uses, in any meaning but that of properties.
type names struct {
	taken map[string]bool
	count map[string]int // of fresh names, by prefix
	total int
}

func newNames(body []ast.Statement) *names {
	n := &names{taken: map[string]bool{}, count: map[string]int{}}
	v := visitor{expr: func(e ast.Expression) bool {
		switch e := e.(type) {
		case *ast.Identifier:
			n.taken[nameOf(e)] = true
		case *ast.FunctionLiteral:
			if e.Name != nil {
				n.taken[nameOf(e.Name)] = true
			}
		case *ast.ClassLiteral:
			if e.Name != nil {
				n.taken[nameOf(e.Name)] = true
			}
		case *ast.ObjectLiteral:
			n.short(e.Value)
		case *ast.ObjectPattern:
			n.short(e.Properties)
		}
		return true
	}}
	for _, s := range body {
		v.visitStmt(s)
	}
	return n
}

func (n *names) short(list []ast.Property) {
	for _, p := range list {
		if s, ok := p.(*ast.PropertyShort); ok {
			n.taken[nameOf(&s.Name)] = true
		}
	}
}

// next returns a number that was not returned before.
func (n *names) next() int {
	n.total++
	return n.total
}

// fresh makes a name that the program does not use: prefix and a number.
func (n *names) fresh(prefix string) string {
	for {
		n.count[prefix]++
		name := prefix + strconv.Itoa(n.count[prefix])
		if !n.taken[name] {
			n.taken[name] = true
			return name
		}
	}
}

// claim takes name itself, or a fresh name that begins with it.
func (n *names) claim(name string) string {
	if n.taken[name] {
		return n.fresh(name)
	}
	n.taken[name] = true
	return name
}
