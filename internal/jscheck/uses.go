// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// What a function uses that does not exist.

package jscheck

import (
	"fmt"
	"strings"

	"selvedge/internal/js/syntax"
)

// uses walks a tree twice: first it gathers what the function defines, then it reports.
type uses struct {
	*checker

	gather bool
	scopes map[string][]*syntax.Decl // the declarations of each name around the current place

	modules map[*syntax.Decl]string // variables that hold a module
	defined map[string]bool         // paths and names of properties that the function assigns
	tested  map[string]bool         // names and paths that the function asks for before it uses them
}

func checkUses(c *checker, tree *syntax.Program) {
	u := &uses{
		checker: c, scopes: map[string][]*syntax.Decl{}, modules: map[*syntax.Decl]string{},
		defined: map[string]bool{}, tested: map[string]bool{},
	}
	for _, u.gather = range []bool{true, false} {
		u.enter(tree.Scope)
		u.list(tree.Body)
		u.leave(tree.Scope)
	}
}

// usage says what is done with the value of an expression.
type usage uint8

const (
	usageRead   usage = iota
	usageTest         // compared, or asked for its truth
	usageType         // asked for its type, which is no error when there is none
	usageCall         // called
	usageNew          // called with new
	usageMember       // a member of it is used
	usageAssign       // replaced
)

// value is what is known of an expression: the built-in object that it is, or whose members it has.
type value struct {
	object *object
	path   string // how it is called in messages
	whole  bool   // object is the value itself, and not what it inherits from
}

// lookup returns the innermost declaration of a name, nil if there is none.
func (u *uses) lookup(name string) *syntax.Decl {
	if list := u.scopes[name]; len(list) > 0 {
		return list[len(list)-1]
	}
	return nil
}

func (u *uses) enter(s *syntax.Scope) {
	if s != nil {
		for _, d := range s.Decls {
			u.scopes[d.Name] = append(u.scopes[d.Name], d)
		}
	}
}

func (u *uses) leave(s *syntax.Scope) {
	if s != nil {
		for _, d := range s.Decls {
			u.scopes[d.Name] = u.scopes[d.Name][:len(u.scopes[d.Name])-1]
		}
	}
}

// name looks at a reference to a variable.
func (u *uses) name(id *syntax.Ident, use usage) value {
	if id.Name == "" || id.Name == "arguments" {
		return value{} // a pattern, or something the parser has reported
	}
	if d := u.lookup(id.Name); d != nil {
		if module := u.modules[d]; module != "" {
			return value{object: u.catalogue.modules[module], path: module, whole: true}
		}
		return value{}
	}
	if use == usageType && u.gather {
		u.tested[id.Name] = true
	}
	if m := u.catalogue.global.find(id.Name); m != nil {
		if use == usageCall || use == usageNew {
			u.throws(id)
		}
		return value{object: m.object, path: id.Name, whole: true}
	}
	if !u.gather && !u.tested[id.Name] {
		u.noGlobal(id, use)
	}
	return value{}
}

// throws reports a call of a global that always throws.
func (u *uses) throws(id *syntax.Ident) {
	text := alwaysThrows[id.Name]
	if text == "" || u.gather {
		return
	}
	u.at(id.Pos().Offset, len(id.Name), Finding{
		Rule: rule(ruleAlwaysThrows), Severity: Error, FailsWith: text, Help: rewrites[id.Name],
		Message: fmt.Sprintf("%s exists in %s and throws whenever it is called", id.Name, u.report.Runtime),
	})
}

// at adds a finding about n bytes at an offset.
func (u *uses) at(offset int32, n int, f Finding) {
	f.from, f.to = int(offset), int(offset)+n
	u.add(f)
}

// noGlobal reports a name that nobody declares.
func (u *uses) noGlobal(id *syntax.Ident, use usage) {
	f := Finding{Rule: rule(ruleGlobal), Severity: Error}
	f.FailsWith = fmt.Sprintf("ReferenceError: %q is not defined", id.Name)
	if u.first() {
		f.FailsWith += fmt.Sprintf(" in %d", id.Pos().Line)
	}
	other := u.other().global.find(id.Name) != nil
	f.Help = rewrites[id.Name]
	switch {
	case use == usageAssign && !other && f.Help == "":
		f.Rule = rule(ruleUndefined)
		f.Message = fmt.Sprintf("%s is assigned to and not declared", id.Name)
		f.Help = f.Rule.Rewrite
	case !other && f.Help == "" && !elsewhere[id.Name]:
		f.Rule = rule(ruleUndefined)
		f.Message = fmt.Sprintf("%s is not declared", id.Name)
	default:
		f.Message = fmt.Sprintf("%s does not exist in %s", id.Name, u.report.Runtime)
		f.Help = u.elsewhere(f.Help, other)
	}
	u.at(id.Pos().Offset, len(id.Name), f)
}

// elsewhere adds to an advice that something exists in the other runtime.
func (u *uses) elsewhere(help string, other bool) string {
	if !other {
		return help
	}
	return elsewhereToo(help, u.other().runtime)
}

// member looks at a member of a value. from is where the expression begins, dot where the member does.
func (u *uses) member(of value, name string, place span, use usage) value {
	path := of.path + "." + name
	switch {
	case use == usageAssign:
		if u.gather {
			u.defined[path], u.defined["."+name] = true, true
		}
		return value{}
	case use == usageTest || use == usageType:
		if u.gather {
			u.tested[path] = true
			if !of.whole {
				u.tested["."+name] = true
			}
		}
		if of.object == nil || of.object.find(name) == nil {
			return value{}
		}
	}
	if of.object == nil {
		u.unknown(name, place, use)
		return value{}
	}
	if m := of.object.find(name); m != nil {
		if of.object == u.catalogue.global {
			path = name
		}
		return value{object: m.object, path: path, whole: true}
	}
	if !of.whole && use == usageRead {
		return value{} // it is undefined, as in every program
	}
	if !u.gather && !u.defined[path] && !u.tested[path] {
		u.noMember(of, name, place, use)
	}
	return value{}
}

// span is a part of the source.
type span struct{ from, to int32 }

// noMember reports a member that a built-in object does not have.
func (u *uses) noMember(of value, name string, place span, use usage) {
	f := Finding{Rule: rule(ruleMember), Severity: Error}
	switch use {
	case usageCall, usageNew:
		f.FailsWith = fmt.Sprintf("TypeError: (intermediate value)[%q] is not a function", name)
	case usageMember:
		f.FailsWith = "TypeError: cannot get property … of undefined"
	default:
		f.Severity = Warning
	}
	path := of.path + "." + name
	f.Message = fmt.Sprintf("%s does not exist in %s", path, u.report.Runtime)
	if of.object == u.catalogue.global {
		path = name
	}
	if f.Help = rewrites[path]; f.Help == "" {
		f.Help = rewrites["."+name]
	}
	f.Help = u.elsewhere(f.Help, u.exists(u.other(), of, name))
	u.at(place.from, int(place.to-place.from), f)
}

// exists reports whether the object that of is has a member in another catalogue.
func (u *uses) exists(other *catalogue, of value, name string) bool {
	at := other.modules[of.path]
	if at == nil {
		at = other.global
		for part := range strings.SplitSeq(of.path, ".") {
			m := at.find(part)
			if m == nil || m.object == nil {
				return false
			}
			at = m.object
		}
	}
	return at.find(name) != nil
}

// unknown looks at a member of a value of which nothing is known. Only a call of what no value can have is reported.
func (u *uses) unknown(name string, place span, use usage) {
	key := "." + name
	if u.gather || use != usageCall || u.catalogue.has(name) || u.defined[key] || u.tested[key] {
		return
	}
	other := u.other().shared[name] // what only the module cloudfront has is likely to be the author's own here
	if rewrites[key] == "" && !other {
		return
	}
	if from := place.to - int32(len(name)); place.from < from && u.source[from:place.to] == name {
		place.from = from
	}
	u.at(place.from, int(place.to-place.from), Finding{
		Rule: rule(ruleMember), Severity: Warning,
		Message:   fmt.Sprintf("no built-in value of %s has a method %s", u.report.Runtime, name),
		FailsWith: fmt.Sprintf("TypeError: (intermediate value)[%q] is not a function", name),
		Help:      u.elsewhere(rewrites[key], other),
	})
}

// instance returns the value that a constructor makes.
func (u *uses) instance(name string) value {
	m := u.catalogue.global.find(name)
	if m == nil || m.object == nil {
		return value{}
	}
	return value{object: m.object.prototype(), path: name + ".prototype"}
}

// require looks at the argument of require, and returns the module.
func (u *uses) require(call *syntax.CallExpr) value {
	if len(call.Args) == 0 {
		return value{}
	}
	name, ok := call.Args[0].(*syntax.StringLit)
	if !ok {
		return value{}
	}
	if module := u.catalogue.modules[name.Value]; module != nil {
		return value{object: module, path: name.Value, whole: true}
	}
	if !u.gather && !u.isModule(name.Value) {
		message, help := u.noModule(name.Value)
		from := name.Pos().Offset
		u.at(from, literalEnd(u.source, from)-int(from), Finding{
			Rule: rule(ruleModule), Severity: Error, Message: message, Help: help,
			FailsWith: fmt.Sprintf("Error: Cannot find module %q", name.Value),
		})
	}
	return value{}
}

// literalEnd returns the end of the string literal at an offset.
func literalEnd(source string, from int32) int {
	quote := source[from]
	for i := int(from) + 1; i < len(source); i++ {
		switch source[i] {
		case '\\':
			i++
		case quote:
			return i + 1
		case '\n':
			return i
		}
	}
	return len(source)
}
