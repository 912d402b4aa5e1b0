// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lower

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/grafana/sobek/ast"
	"github.com/grafana/sobek/file"
	"github.com/grafana/sobek/parser"
)

// helperSources are functions that rewritten programs call. $NAME stands for the name of a helper in the program.
var helperSources = map[string]string{
	// __array gives the values of something that can be iterated over. Iterators are read to their end. In 1.0 nothing has
	// Symbol.iterator of itself; there, what has a length counts.
	"__array": `function $__array(x) {
	if (Array.isArray(x)) return x;
	if (typeof x == "string") return x.split("");
	var f = x[Symbol.iterator], r = [], s;
	if (typeof f == "function") {
		for (f = f.call(x); !(s = f.next()).done;) r.push(s.value);
		return r;
	}
	if (x.length >= 0) return Array.prototype.slice.call(x);
	throw TypeError("the value is not iterable");
}`,
	// __rest copies an object but for some keys.
	"__rest": `function $__rest(o, keys) {
	var r = Object.assign({}, o);
	keys.forEach(function (k) { delete r[k]; });
	return r;
}`,
	// __class makes a class of a constructor, a base, and the methods of prototype and class.
	"__class": `function $__class(c, base, methods, statics) {
	if (base) {
		Object.setPrototypeOf(c, base);
		c.prototype = Object.create(base.prototype, {constructor: {value: c, writable: true, configurable: true}});
	}
	function add(to, from) {
		Object.getOwnPropertyNames(from).concat(Object.getOwnPropertySymbols(from)).forEach(function (k) {
			var d = Object.getOwnPropertyDescriptor(from, k);
			d.enumerable = false;
			Object.defineProperty(to, k, d);
		});
	}
	add(c.prototype, methods || {});
	add(c, statics || {});
	return c;
}`,
	// __super runs the constructor of a base. Built-in ones make an object of their own: it becomes one of the class.
	"__super": `function $__super(base, self, args) {
	var r = base.apply(self, args);
	return Object(r) === r && r !== self ? Object.setPrototypeOf(r, Object.getPrototypeOf(self)) : self;
}`,
	// __get reads a property of a base for an object: getters see the object.
	"__get": `function $__get(o, k, self) {
	for (var d; o; o = Object.getPrototypeOf(o)) {
		d = Object.getOwnPropertyDescriptor(o, k);
		if (d) return d.get ? d.get.call(self) : d.value;
	}
}`,
	// __set writes a property of a base for an object: setters see the object.
	"__set": `function $__set(o, k, self, value) {
	for (var d; o; o = Object.getPrototypeOf(o)) {
		d = Object.getOwnPropertyDescriptor(o, k);
		if (d && d.set) return d.set.call(self, value), value;
	}
	Object.defineProperty(self, k, {value: value, writable: true, enumerable: true, configurable: true});
	return value;
}`,
	// __hide defines a private name.
	"__hide": `function $__hide(o, k, value) {
	Object.defineProperty(o, k, {value: value, writable: true, configurable: true});
}`,
}

// helper returns the name under which a helper can be called, and notes that it is needed.
func (l *lowerer) helper(name string, at file.Idx) ast.Expression {
	if l.helpers[name] == "" {
		l.helpers[name] = l.names.claim(name)
	}
	return ident(l.helpers[name], at)
}

// helperStatements returns the declarations of the helpers that are needed.
func (l *lowerer) helperStatements() ([]ast.Statement, error) {
	var list []ast.Statement
	for _, name := range slices.Sorted(maps.Keys(l.helpers)) {
		source := strings.ReplaceAll(helperSources[name], "$"+name, l.helpers[name])
		p, err := parser.ParseFile(nil, "", source, 0, parser.WithDisableSourceMaps)
		if err != nil {
			return nil, fmt.Errorf("BUG: helper %s: %w", name, err)
		}
		list = append(list, p.Body...)
	}
	return list, nil
}
