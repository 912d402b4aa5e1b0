// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package jscheck

import "strings"

// Severity says what a finding means for the function.
type Severity string

// The severities. Their texts are the levels of SARIF.
const (
	Error   Severity = "error"   // the function does not work, or the part of it that gets there
	Warning Severity = "warning" // it probably does not do what was meant
	Note    Severity = "note"    // worth knowing
)

// Rule is a kind of finding.
type Rule struct {
	ID      string
	Title   string // what is wrong, for lists of rules
	Rewrite string // what to write instead; empty when it depends on the finding
}

// Ids of the rules that are not about a construct of the language.
const (
	ruleSyntax        = "syntax-error"
	ruleMisread       = "ignored-spread"
	ruleGlobal        = "missing-global"
	ruleMember        = "missing-member"
	ruleModule        = "missing-module"
	ruleUndefined     = "undefined-name"
	ruleAlwaysThrows  = "always-throws"
	ruleHandler       = "no-handler"
	ruleSize          = "size"
	ruleEncoding      = "encoding"
	ruleNewerFlag     = "regular-expression-flag"
	constructFlag     = "regular expression flag " // the beginning of those constructs
	constructLet      = "let and const"
	constructAsync    = "async function"
	constructSpreadIn = "spread in " // the beginning of those constructs
)

// generalRules are the rules that are not about a construct of the language.
var generalRules = []Rule{
	{ID: ruleSyntax, Title: "The runtime cannot read the code"},
	{ID: ruleMisread, Title: "The runtime reads a spread and ignores the dots",
		Rewrite: "f.apply(null, args) for f(...args), [1].concat(rest) for [1, ...rest]"},
	{ID: ruleGlobal, Title: "A global of the language or of other hosts does not exist"},
	{ID: ruleMember, Title: "A method or property of a built-in object does not exist"},
	{ID: ruleModule, Title: "A module does not exist"},
	{ID: ruleUndefined, Title: "A name is not declared",
		Rewrite: "declare it with var; the runtimes are always in strict mode"},
	{ID: ruleAlwaysThrows, Title: "A function exists and throws whenever it is called"},
	{ID: ruleHandler, Title: "There is no function handler at the top level",
		Rewrite: "function handler(event) { return event.request; }"},
	{ID: ruleSize, Title: "The code is too large, or nearly so",
		Rewrite: "remove comments and unused code, or minify; lists and tables belong into a key value store"},
	{ID: ruleEncoding, Title: "The code is not UTF-8", Rewrite: "save the file as UTF-8"},
}

// constructRules are the constructs of the language that some version does not have, by the names of package syntax.
var constructRules = map[string]Rule{
	"async function": {Title: "Async functions",
		Rewrite: "return the value itself: nothing in this runtime needs to be waited for"},
	"await": {Title: "Await", Rewrite: "remove await: nothing in this runtime needs to be waited for"},
	"await in arguments": {Title: "Await among the arguments of a call",
		Rewrite: "const value = await promise; f(value);"},
	"top-level await": {Title: "Await at the top level", Rewrite: "await inside async function handler(event) { … }"},
	"for await":       {Title: "for await", Rewrite: "a loop with an index that awaits list[i]"},
	"class": {Title: "Classes",
		Rewrite: "function Point(x) { this.x = x; }  Point.prototype.norm = function () { … };"},
	"private name": {Title: "Private names", Rewrite: "this._name, or a variable of the function around"},
	"super":        {Title: "super", Rewrite: "Parent.prototype.method.call(this, …)"},
	"new.target":   {Title: "new.target", Rewrite: "this instanceof Point"},
	"decorator":    {Title: "Decorators", Rewrite: "Point = decorate(Point);"},
	"default parameter": {Title: "Default parameters",
		Rewrite: "function f(a) { if (a === undefined) { a = 1; } … }"},
	"destructuring": {Title: "Destructuring", Rewrite: "var a = object.a, first = list[0];  function (pair) { var key = pair[0]; … } for a parameter"},
	"generator function": {Title: "Generator functions",
		Rewrite: "collect the values in an array and return it"},
	"let and const":      {Title: "let and const", Rewrite: "var"},
	"logical assignment": {Title: "Logical assignment", Rewrite: "a = a || b;  a = a && b;  a = a ?? b;"},
	"optional chaining": {Title: "Optional chaining",
		Rewrite: "a && a.b for a?.b, a && a[0] for a?.[0], f && f() for f?.()"},
	"optional catch binding": {Title: "catch without a parameter", Rewrite: "catch (e) { … }"},
	"for-of": {Title: "for-of",
		Rewrite: "for (var i = 0; i < list.length; i++) { var item = list[i]; … } or list.forEach(…)"},
	"spread": {Title: "Spread", Rewrite: "f.apply(null, args), list.concat(more), Object.assign({}, object)"},
	"spread in call": {Title: "Spread in a call",
		Rewrite: "f.apply(null, args) for f(...args), list.push.apply(list, more) for list.push(...more)"},
	"spread in array literal": {Title: "Spread in an array",
		Rewrite: "list.concat(more) for [...list, ...more], list.slice() for [...list]"},
	"spread in object literal": {Title: "Spread in an object",
		Rewrite: "Object.assign({}, object, { a: 1 }) for {...object, a: 1}"},
	"BigInt":               {Title: "BigInt", Rewrite: "numbers, which are exact up to 9007199254740991"},
	"numeric separator":    {Title: "Numeric separators", Rewrite: "1000000 for 1_000_000"},
	"octal literal":        {Title: "Octal literals of old", Rewrite: "0o17 for 017"},
	"octal escape":         {Title: "Octal escapes", Rewrite: `'\x41' for '\101'`},
	"hashbang comment":     {Title: "Hashbang comments", Rewrite: "remove the line"},
	"escape in identifier": {Title: "Escapes in names", Rewrite: "the letter itself, when it is a-z"},
	"non-ASCII identifier": {Title: "Names with letters beyond a-z", Rewrite: "a name of the letters a-z, digits, _ and $"},
	"named import": {Title: "Named imports",
		Rewrite: "import crypto from 'crypto'; and crypto.createHash"},
	"namespace import":         {Title: "Namespace imports", Rewrite: "import name from 'module';"},
	"import without a name":    {Title: "Imports without a name", Rewrite: "import name from 'module';"},
	"dynamic import":           {Title: "Dynamic imports", Rewrite: "import name from 'module'; at the top, or require('module')"},
	"import.meta":              {Title: "import.meta", Rewrite: "a constant"},
	"export":                   {Title: "Exports", Rewrite: "leave the word out: the runtime calls the top-level function handler"},
	"with statement":           {Title: "The with statement", Rewrite: "var o = object; and o.name"},
	"debugger statement":       {Title: "The debugger statement", Rewrite: "remove it"},
	"shorthand property async": {Title: "A property async in short form", Rewrite: "{async: async}"},
	"functions nested deeply": {Title: "Functions inside one another, more than eight deep",
		Rewrite: "move the inner functions out"},
	constructFlag: {ID: ruleNewerFlag, Title: "Flags of regular expressions",
		Rewrite: "leave u and v out: patterns match characters; write [\\s\\S] for the dot of s; there is nothing for d and y"},
}

// ruleOf returns the rule about a construct.
func ruleOf(construct string) (Rule, bool) {
	if strings.HasPrefix(construct, constructFlag) {
		construct = constructFlag
	}
	r, ok := constructRules[construct]
	if ok && r.ID == "" {
		r.ID = strings.ToLower(strings.NewReplacer(" ", "-", ".", "-").Replace(construct))
	}
	return r, ok
}
