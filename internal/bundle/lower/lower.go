// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lower

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/parser"

	"selvedge"
)

const (
	maxErrors = 20

	// HandlerMark is the function that a program calls, at its end, with what shall be its handler.
	HandlerMark = "__selvedge_handler"
	// ModuleMark and the name of a module of the runtime make the variable under which the program has that module.
	ModuleMark = "__selvedge_module_"
)

// Options say what a program is made for.
type Options struct {
	Runtime selvedge.Runtime
	// Short gives the variables at the top level the shortest names.
	Short bool
}

// Result is a program in the language of a runtime.
type Result struct {
	// Head has the imports, in whole lines. Code is the program behind them, with a handler at its top level.
	Head, Code string
	// Mappings say which places of Code come from which of the source, in the order of Code.
	Mappings []Mapping
	// Globals are the variables that the program uses and does not declare.
	Globals []Global
}

// Mapping is a place of the result and where it comes from.
type Mapping struct {
	Line, Column int // from 0; the column in bytes
	Offset       int // in the source
}

// Global is a use of a global variable, or of a member of one.
type Global struct {
	Name, Member string // Member is "" for the variable itself
	Offset       int    // of its first use in the source
}

// Error is a construct that cannot be expressed in the language of the runtime.
type Error struct {
	Offset    int    // in the source
	Construct string // its name
	Remedy    string // what to write instead; "" when Construct says it all
}

// Error returns what is wrong, without the place.
func (e *Error) Error() string {
	if e.Remedy == "" {
		return e.Construct
	}
	return e.Construct + " cannot be lowered: " + e.Remedy
}

// Program lowers a script: no import, no export. All of its errors that are the author's are *Error, joined.
func Program(source string, o Options) (*Result, error) {
	tree, err := parse(source)
	if err != nil {
		return nil, err
	}
	body := tree.Body
	for len(body) > 0 && isDirective(body[0]) {
		body = body[1:]
	}
	body, handler := takeHandler(body)
	l := &lowerer{runtime: o.Runtime, names: newNames(body), helpers: map[string]string{}}
	l.names.taken["handler"] = true
	if handler != nil {
		l.names.taken[handlerName(handler)] = true
		body = append(body, statement(handler))
	}
	l.countPrivate(body)
	body = l.program(body)
	if len(l.errors) > 0 {
		return nil, join(l.errors)
	}
	helpers, err := l.helperStatements()
	if err != nil {
		return nil, err
	}
	p := &program{
		options: o, names: l.names, helpers: len(helpers), body: append(helpers, body...), hasHandler: handler != nil,
	}
	return p.finish(), nil
}

func handlerName(e ast.Expression) string {
	if id, ok := e.(*ast.Identifier); ok {
		return nameOf(id)
	}
	return "handler"
}

func join(list []*Error) error {
	errs := make([]error, len(list))
	for i, e := range list {
		errs[i] = e
	}
	return errors.Join(errs...)
}

// parse parses a program. The parser is not ours, and there are strings on which it panics.
func parse(source string) (tree *ast.Program, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("parse the bundle: %v", x)
		}
	}()
	tree, err = parser.ParseFile(nil, "", source, parser.IgnoreRegExpErrors, parser.WithDisableSourceMaps)
	if err != nil {
		return nil, parseError(err)
	}
	return tree, nil
}

// parseError makes errors of what the parser does not understand. The source is the output of a bundler, so that there
// is nothing wrong with it but constructs that are newer than the parser.
func parseError(err error) error {
	list, ok := errors.AsType[parser.ErrorList](err)
	if !ok || len(list) == 0 {
		return fmt.Errorf("parse the bundle: %w", err)
	}
	first := list[0]
	return &Error{Offset: -1, Construct: fmt.Sprintf("line %d, column %d of the bundle: %s",
		first.Position.Line, first.Position.Column, first.Message)}
}

// takeHandler takes the call that names the handler from the end of a program, and returns its argument.
func takeHandler(body []ast.Statement) ([]ast.Statement, ast.Expression) {
	if len(body) == 0 {
		return body, nil
	}
	last, ok := body[len(body)-1].(*ast.ExpressionStatement)
	if !ok {
		return body, nil
	}
	head, tail := split(last.Expression)
	c, ok := tail.(*ast.CallExpression)
	if !ok || len(c.ArgumentList) != 1 {
		return body, nil
	}
	if callee, ok := c.Callee.(*ast.Identifier); !ok || callee.Name != HandlerMark {
		return body, nil
	}
	body = body[:len(body)-1]
	if len(head) > 0 {
		body = append(body, statement(sequence(head...)))
	}
	return body, c.ArgumentList[0]
}

// program is a program whose tree has been rewritten.
type program struct {
	options  Options
	names    *names
	helpers  int // how many statements at the beginning are helpers
	body     []ast.Statement
	resolved *resolved

	hasHandler bool     // the last statement is the expression of the handler
	modules    []string // modules that are imported
}

// finish does what needs to know the meaning of names, and prints.
func (p *program) finish() *Result {
	p.resolved = resolve(p.body)
	head := p.imports()
	p.nameHandler()
	if p.options.Short {
		p.shorten()
	}
	result := &Result{Globals: p.globals()}
	if p.options.Runtime == selvedge.Runtime1 {
		x := &lexical{names: p.names, resolved: p.resolved}
		p.extend(x.program(p.body))
	} else {
		a := &awaits{names: p.names, resolved: p.resolved}
		p.extend(a.program(p.body))
	}
	result.Head = head()
	result.Code, result.Mappings = printProgram(p.body, p.helpers)
	return result
}

// extend takes a body that a pass has put declarations in front of.
func (p *program) extend(body []ast.Statement) {
	p.helpers += len(body) - len(p.body)
	p.body = body
}

// nameHandler makes of the last statement, which is the handler's expression, a variable called handler.
func (p *program) nameHandler() {
	if !p.hasHandler {
		return
	}
	n := len(p.body) - 1
	last, ok := p.body[n].(*ast.ExpressionStatement)
	if !ok {
		return
	}
	var sym *symbol
	if id, ok := last.Expression.(*ast.Identifier); ok {
		sym = p.resolved.of[id]
	}
	for _, other := range p.resolved.all {
		if other.name == "handler" && other != sym {
			other.rename(p.names.fresh("handler"))
		}
	}
	if sym != nil && sym.scope == p.resolved.top && p.asVar(sym) {
		sym.rename("handler")
		p.body = p.body[:n]
		return
	}
	name := ident("handler", last.Expression.Idx0())
	p.resolved.declare(p.resolved.top, name, symbolVar)
	p.body[n] = variables(name.Idx, binding(name, last.Expression))
}

// asVar makes the declaration of a let or const at the top level one of var, so that the runtime finds it. It reports false
// when it does not find the declaration.
func (p *program) asVar(sym *symbol) bool {
	if sym.kind != symbolLet && sym.kind != symbolConst {
		return true
	}
	for i, s := range p.body {
		d, ok := s.(*ast.LexicalDeclaration)
		if !ok {
			continue
		}
		for _, b := range d.List {
			if p.resolved.of[b.Target.(*ast.Identifier)] == sym {
				p.body[i] = variables(d.Idx, d.List...)
				return true
			}
		}
	}
	return false
}

// imports finds the modules that are used. The function that it returns makes the lines that import them, and is called
// when all variables have their names.
func (p *program) imports() func() string {
	uses := map[string][]*ast.Identifier{}
	for _, id := range p.resolved.free {
		if module, ok := strings.CutPrefix(nameOf(id), ModuleMark); ok {
			uses[module] = append(uses[module], id)
		}
	}
	var symbols []*symbol
	aliases := map[*symbol]alias{}
	for _, module := range moduleOrder {
		if len(uses[module]) == 0 {
			continue
		}
		sym := &symbol{name: p.names.claim(moduleNames[module]), kind: symbolConst, scope: p.resolved.top}
		p.resolved.all = append(p.resolved.all, sym)
		p.resolved.top.order = append(p.resolved.top.order, sym)
		for _, id := range uses[module] {
			p.resolved.note(sym, id)
		}
		p.findAliases(sym, aliases)
		symbols = append(symbols, sym)
		p.modules = append(p.modules, module)
	}
	p.replaceAliases(aliases)
	for _, sym := range symbols {
		sym.rename(sym.name)
	}
	p.resolved.free = slices.DeleteFunc(p.resolved.free, func(id *ast.Identifier) bool { return p.resolved.of[id] != nil })
	return func() string { return p.head(symbols) }
}

// head returns the imports; symbols are the variables of the modules.
func (p *program) head(symbols []*symbol) string {
	var b strings.Builder
	for i, module := range p.modules {
		format := "import %s from %q;\n"
		switch {
		case p.options.Runtime == selvedge.Runtime1 && p.options.Short:
			format = "var %s=require(%q);"
		case p.options.Runtime == selvedge.Runtime1:
			format = "var %s = require(%q);\n"
		case p.options.Short:
			format = "import %s from%q;"
		}
		fmt.Fprintf(&b, format, symbols[i].name, module)
	}
	if p.options.Short && b.Len() > 0 {
		b.WriteByte('\n')
	}
	return b.String()
}

// moduleOrder are the modules that programs can import, and moduleNames how their variables are called.
var (
	moduleOrder = []string{"cloudfront", "crypto", "querystring"}
	moduleNames = map[string]string{"cloudfront": "cf", "crypto": "crypto", "querystring": "querystring"}
)

// alias is a variable at the top level that is another name of a module, or of a member of one.
type alias struct {
	module *symbol
	member string // "" for the module itself
}

// findAliases takes the declarations of the aliases of a module out of the program. References become what they stand for,
// which also keeps members from being read before the handler runs.
func (p *program) findAliases(module *symbol, aliases map[*symbol]alias) {
	p.body = slices.DeleteFunc(p.body, func(s ast.Statement) bool {
		d, ok := s.(*ast.VariableStatement)
		if !ok {
			return false
		}
		d.List = slices.DeleteFunc(d.List, func(b *ast.Binding) bool {
			a := alias{module: module}
			value := b.Initializer
			if dot, ok := value.(*ast.DotExpression); ok {
				value, a.member = dot.Left, nameOf(&dot.Identifier)
			}
			of, ok := value.(*ast.Identifier)
			if !ok || !strings.HasPrefix(nameOf(of), ModuleMark) || p.resolved.of[of] != module {
				return false
			}
			sym := p.resolved.of[b.Target.(*ast.Identifier)]
			aliases[sym] = a
			p.resolved.forget(sym)
			return true
		})
		return len(d.List) == 0
	})
}

// replaceAliases puts modules and their members in the place of aliases.
func (p *program) replaceAliases(aliases map[*symbol]alias) {
	if len(aliases) == 0 {
		return
	}
	var m mapper
	m.expr = func(e ast.Expression) ast.Expression {
		id, ok := e.(*ast.Identifier)
		if !ok {
			m.eachExpr(e)
			return e
		}
		a, ok := aliases[p.resolved.of[id]]
		if !ok {
			return e
		}
		of := copyIdent(id)
		p.resolved.note(a.module, of)
		if a.member == "" {
			return of
		}
		return member(of, a.member, id.Idx)
	}
	m.stmt = func(s ast.Statement) ast.Statement { m.eachStmt(s); return s }
	m.stmts(p.body)
}

// globals returns the global variables, and their members, that the program uses, but for those whose type it asks for.
func (p *program) globals() []Global {
	var list []Global
	seen := map[Global]bool{}
	add := func(name, member string, offset int) {
		if key := (Global{Name: name, Member: member}); offset >= 0 && !seen[key] {
			seen[key] = true
			key.Offset = offset
			list = append(list, key)
		}
	}
	free := map[*ast.Identifier]bool{}
	for _, id := range p.resolved.free {
		free[id] = !p.resolved.guarded[nameOf(id)]
	}
	v := visitor{expr: func(e ast.Expression) bool {
		switch e := e.(type) {
		case *ast.Identifier:
			if free[e] {
				add(nameOf(e), "", int(e.Idx)-1)
			}
		case *ast.DotExpression:
			if id, ok := e.Left.(*ast.Identifier); ok && free[id] {
				add(nameOf(id), nameOf(&e.Identifier), int(id.Idx)-1)
			}
		}
		return true
	}}
	for _, s := range p.body[p.helpers:] {
		v.visitStmt(s)
	}
	return list
}

// shorten gives the variables at the top level the shortest names, the most used ones first. Variables of functions that
// have such a name get a long one: the minifier that comes next shortens those.
func (p *program) shorten() {
	list := slices.DeleteFunc(slices.Clone(p.resolved.top.order), func(s *symbol) bool { return s.name == "handler" })
	slices.SortStableFunc(list, func(a, b *symbol) int { return len(b.uses) - len(a.uses) })
	chosen := map[string]bool{}
	n := 0
	for _, sym := range list {
		name := shortName(n)
		for p.resolved.freeSet[name] || reserved[name] {
			n++
			name = shortName(n)
		}
		n++
		sym.rename(name)
		chosen[name] = true
	}
	for _, sym := range p.resolved.all {
		if sym.scope != p.resolved.top && chosen[sym.name] {
			sym.rename(p.names.fresh(sym.name + "_"))
		}
	}
}

// reserved are words of at most three letters that are no names.
var reserved = map[string]bool{"do": true, "if": true, "in": true, "of": true, "as": true, "for": true, "let": true,
	"new": true, "try": true, "var": true, "get": true, "set": true, "NaN": true}

// shortName returns name number n: a, b, … Z, $, _, aa, …
func shortName(n int) string {
	const first = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ$_"
	name := ""
	for {
		name = string(first[n%len(first)]) + name
		if n = n/len(first) - 1; n < 0 {
			return name
		}
	}
}
