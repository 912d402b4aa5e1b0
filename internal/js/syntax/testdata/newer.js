// Constructs of today's language: what each version says about them, and their names.
// source: njs 0.4.3 and 0.7.12
// ---
//1! SyntaxError: Token "let" not supported in this version in 1 | let and const
let x = 1
// ---
//1! SyntaxError: Token "const" not supported in this version in 1 | let and const
const x = 1, y = 2
// ---
//1! SyntaxError: Token "let" not supported in this version in 1 | let and const
for (let i = 0; i < 3; i++) {}
// ---
//1! SyntaxError: Token "async" not supported in this version in 1 | async function
async function f() {}
// ---
//1! SyntaxError: Token "async" not supported in this version in 1 | async function
var f = async function () {}
// ---
//1! SyntaxError: Unexpected token "x" in 1 | async function
var f = async x => x
// ---
//1! SyntaxError: Unexpected token "=>" in 1 | async function
var f = async (x) => x
// ---
//1! SyntaxError: Unexpected token "m" in 1 | async function
var o = { async m() {} }
// ---
//1! SyntaxError: Token "async" not supported in this version in 1 | async function
async function f() { await 1 }
// ---
//1! SyntaxError: Token "await" not supported in this version in 1 | await
//2! SyntaxError: await is only valid in async functions in 1 | top-level await
await 1
// ---
//1! SyntaxError: Token "await" not supported in this version in 1 | await
//2! SyntaxError: await is only valid in async functions in 1
function f() { await 1 }
// ---
//! SyntaxError: Token "class" not supported in this version in 1 | class
class A {}
// ---
//! SyntaxError: Token "class" not supported in this version in 1 | class
var A = class { m() {} }
// ---
//! SyntaxError: Class can only be declared at top level or inside a block in 1 | class
if (x) class A {}
// ---
//! SyntaxError: Unexpected token "*" in 1 | generator function
function* g() {}
// ---
//! SyntaxError: Token "*" not supported in this version in 1 | generator function
var g = function* () {}
// ---
//1! SyntaxError: Token "function" not supported in this version in 1 | generator function
//2! SyntaxError: Token "*" not supported in this version in 1 | generator function
var g = async function* () {}
// ---
//1! SyntaxError: Token "async" not supported in this version in 1 | async function
//2! SyntaxError: Unexpected token "*" in 1 | generator function
async function* g() {}
// ---
//! SyntaxError: Unexpected token "*" in 1 | generator function
var o = { *m() {} }
// ---
//1! SyntaxError: Unexpected token "*" in 1 | async function
//2! SyntaxError: Unexpected token "async" in 1 | generator function
var o = { async *m() {} }
// ---
//! SyntaxError: Unexpected token "x" in 1 | generator function
function g() { yield x }
// ---
//! SyntaxError: Token "of" not supported in this version in 1 | for-of
for (var x of y) {}
// ---
//! SyntaxError: Token "of" not supported in this version in 1 | for-of
for (x of y) {}
// ---
//1! SyntaxError: Token "const" not supported in this version in 1 | let and const
//2! SyntaxError: Token "[" not supported in this version in 1 | destructuring
for (const [k, v] of y) {}
// ---
//! SyntaxError: Token "await" not supported in this version in 1 | for await
for await (var x of y) {}
// ---
//1! SyntaxError: Token "async" not supported in this version in 1 | async function
//2! SyntaxError: Token "await" not supported in this version in 1 | for await
async function f() { for await (x of y) {} }
// ---
//! SyntaxError: Token "a" not supported in this version in 1 | destructuring
var {a} = b
// ---
//! SyntaxError: Token "a" not supported in this version in 1 | destructuring
var [a] = b
// ---
//! SyntaxError: Token "}" not supported in this version in 1 | destructuring
var {} = b;
// ---
//1! SyntaxError: Token "let" not supported in this version in 1 | let and const
//2! SyntaxError: Token "a" not supported in this version in 1 | destructuring
let [a, b] = c
// ---
//! SyntaxError: Token "{" not supported in this version in 1 | destructuring
for (var {a} in b) {}
// ---
//! SyntaxError: Token "{" not supported in this version in 1 | destructuring
function f({a}) {}
// ---
//! SyntaxError: Token "[" not supported in this version in 1 | destructuring
function f(a, [b]) {}
// ---
//! SyntaxError: Unexpected token "=>" in 1 | destructuring
var f = ([k, v]) => k
// ---
//! SyntaxError: Unexpected token "=>" in 1 | destructuring
var f = ({k}) => k
// ---
//! SyntaxError: Unexpected token "=>" in 1 | destructuring
var f = (a, {k}) => k
// ---
//! ReferenceError: Invalid left-hand side in assignment in 1 | destructuring
[a, b] = [b, a]
// ---
//! ReferenceError: Invalid left-hand side in assignment in 1 | destructuring
({a} = b)
// ---
//! SyntaxError: Token "=" not supported in this version in 1 | destructuring
({a = 1})
// ---
//! ReferenceError: Invalid left-hand side "[" in for-in statement in 1 | destructuring
for ([a] in b) {}
// ---
//! SyntaxError: Unexpected token "=" in 1 | default parameter
function f(a = 1) {}
// ---
//! SyntaxError: Unexpected token "=>" in 1 | default parameter
var f = (a = 1) => a
// ---
//! SyntaxError: Unexpected token "=>" in 1 | default parameter
var f = (a, b = 1) => a
// ---
//! SyntaxError: Unexpected token "=" in 1 | default parameter
var o = { m(a = 1) {} }
// ---
//2! SyntaxError: Unexpected token "..." in 1 | spread in call
f(...a)
// ---
//2! SyntaxError: Unexpected token "..." in 1 | spread in call
f(1, ...a, 2)
// ---
//2! SyntaxError: Unexpected token "..." in 1 | spread in call
new F(...a)
// ---
//2! SyntaxError: Unexpected token "..." in 1 | spread in array literal
[...a]
// ---
//1! SyntaxError: Unexpected token "," in 1 | spread in array literal
//2! SyntaxError: Unexpected token "..." in 1 | spread in array literal
[1, ...a, 2]
// ---
//! SyntaxError: Token "..." not supported in this version in 1 | spread in object literal
({...a})
// ---
//! SyntaxError: Unexpected token "..." in 1 | spread
(...a)
// ---
//! SyntaxError: Unexpected end of input in 1 | optional chaining
a?.b
// ---
//! SyntaxError: Unexpected token ";" in 1 | optional chaining
var x = a?.b;
// ---
//! SyntaxError: Unexpected token "||" in 1 | optional chaining
a?.b?.c || 1
// ---
//! SyntaxError: Unexpected token "[" in 1 | optional chaining
a?.[0]
// ---
//! SyntaxError: Unexpected token "(" in 1 | optional chaining
a?.(1)
// ---
//! SyntaxError: Unexpected token "." in 1 | optional chaining
a.b?.c.d
// ---
//! SyntaxError: Unexpected end of input in 1 | optional chaining
f()?.b
// ---
//! SyntaxError: Unexpected token "." in 1 | optional chaining
f().a?.b
// ---
a ? .5 : 1
// ---
//! SyntaxError: Unexpected token "=" in 1 | logical assignment
a ||= 1
// ---
//! SyntaxError: Unexpected token "=" in 1 | logical assignment
a &&= 1
// ---
//! SyntaxError: Unexpected token "=" in 1 | logical assignment
a ??= 1
// ---
a **= 1
// ---
//! SyntaxError: Unexpected token "n" in 1 | BigInt
10n
// ---
//! SyntaxError: Unexpected token "n" in 1 | BigInt
var x = 0x1Fn;
// ---
//1! SyntaxError: Unexpected token "_000" in 1 | numeric separator
1_000
// ---
//1! SyntaxError: Unexpected token "_F" in 1 | numeric separator
0x1_F + 0b1_0 + 0o1_7 + 1_0.0_1e1_0
// ---
//! SyntaxError: Token "{" not supported in this version in 1 | optional catch binding
try {} catch {}
// ---
//! SyntaxError: Token "{" not supported in this version in 1 | destructuring
try {} catch ({a}) {}
// ---
//! SyntaxError: Unexpected token "[" in 1 | destructuring
try {} catch ([a]) {}
// ---
//! SyntaxError: Invalid RegExp flags "u" in 1 | regular expression flag u
/a/u
// ---
//! SyntaxError: Invalid RegExp flags "s" in 1 | regular expression flag s
/a/s
// ---
//! SyntaxError: Invalid RegExp flags "d" in 1 | regular expression flag d
/a/d
// ---
//! SyntaxError: Invalid RegExp flags "v" in 1 | regular expression flag v
/a/v
// ---
//1! SyntaxError: Invalid RegExp flags "y" in 1 | regular expression flag y
/a/y
// ---
//! SyntaxError: Invalid RegExp flags "gg" in 1
/a/gg
// ---
//! SyntaxError: Non-default import is not supported in 1 | named import
import {a} from 'x'
// ---
//! SyntaxError: Non-default import is not supported in 1 | namespace import
import * as a from 'x'
// ---
//! SyntaxError: Non-default import is not supported in 1 | import without a name
import 'x'
// ---
//! SyntaxError: Unexpected token "," in 1 | named import
import a, {b} from 'x'
// ---
//! SyntaxError: Non-default import is not supported in 1 | dynamic import
import('x')
// ---
//! SyntaxError: Token "import" not supported in this version in 1 | dynamic import
x = import('x')
// ---
//! SyntaxError: Token "import" not supported in this version in 1 | import.meta
x = import.meta.url
// ---
//! SyntaxError: Non-default import is not supported in 1 | import.meta
import.meta
// ---
//! SyntaxError: Illegal export statement in 1 | export
export default 1
// ---
//! SyntaxError: Illegal export statement in 1 | export
export const a = 1
// ---
//! SyntaxError: Illegal export statement in 1 | export
export {a}
// ---
//! SyntaxError: Unexpected token "." in 1 | new.target
new.target
// ---
//! SyntaxError: Unexpected token "." in 1 | new.target
function f() { return new.target }
// ---
//! SyntaxError: Token "super" not supported in this version in 1 | super
var o = { m() { super.m() } }
// ---
//! SyntaxError: Token "super" not supported in this version in 1 | super
super()
// ---
//! SyntaxError: Unexpected token "#" in 1 | hashbang comment
#!/usr/bin/env node
// ---
//! SyntaxError: Unexpected token "#" in 1 | private name
a.#b
// ---
//! SyntaxError: Unexpected token "@" in 1 | decorator
@decorated
// ---
//! SyntaxError: Unexpected token "�" in 1 | non-ASCII identifier
var é = 1
// ---
//! SyntaxError: Unexpected token "\" in 1 | escape in identifier
var \u0061 = 1
// ---
//! SyntaxError: Token "(" not supported in this version in 1 | with statement
with (a) {}
// ---
//1! SyntaxError: Not supported in this version in 1 | debugger statement
debugger
// ---
//1! SyntaxError: Token ";" not supported in this version in 1 | debugger statement
debugger;
// ---
//1! SyntaxError: Token "async" not supported in this version in 1 | async function
//2! SyntaxError: await in arguments not supported in 1 | await in arguments
async function f() { g(await x) }
// ---
//1! SyntaxError: Token "async" not supported in this version in 1 | async function
//2! SyntaxError: await in arguments not supported in 1 | await in arguments
async function f() { g(1, `${await x}`) }
// ---
//1! SyntaxError: Token "async" not supported in this version in 1 | async function
//2! SyntaxError: await in arguments not supported in 1 | await in arguments
async function f() { new G(await x) }
// ---
//1! SyntaxError: Token "async" not supported in this version in 1 | async function
//2! SyntaxError: await in arguments not supported in 1 | await in arguments
async function f() { g(h(), await x) }
// ---
//1! SyntaxError: Token "async" not supported in this version in 1 | async function
async function f() { g(h(1), await x) }
// ---
//1! SyntaxError: Token "async" not supported in this version in 1 | async function
async function f() { g(async () => await x) }
// ---
//1! SyntaxError: Token "async" not supported in this version in 1 | async function
//2! SyntaxError: await is only valid in async functions in 1
async function f() { return x.map(function (y) { return await y }) }
// ---
//1! SyntaxError: Token "async" not supported in this version in 1 | async function
//2! SyntaxError: Unexpected token ")" in 1
async function f() { for (await x in y) {} }
// ---
var o = { static: 1, get static() {}, async: 2, get async() {} }
// ---
//2! SyntaxError: Unexpected token "async" in 1 | shorthand property async
var o = { async }
// ---
function f(a,) {} f(1,)
// ---
//! SyntaxError: Unexpected token "<" in 1
var s = <div/>
