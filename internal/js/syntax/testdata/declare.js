// Declarations, names and imports.
// source: njs 0.4.3 and 0.7.12
// ---
var a; var a
// ---
//1! SyntaxError: Token "let" not supported in this version in 1 | let and const
//2! SyntaxError: "a" has already been declared in 1
let a; let a
// ---
//1! SyntaxError: Token "let" not supported in this version in 1 | let and const
//2! SyntaxError: "a" has already been declared in 1
let a; var a
// ---
//1! SyntaxError: Token "let" not supported in this version in 1 | let and const
//2! SyntaxError: "a" has already been declared in 1
var a; let a
// ---
//1! SyntaxError: Token "const" not supported in this version in 1 | let and const
//2! SyntaxError: "a" has already been declared in 1
const a = 1; function a() {}
// ---
//1! SyntaxError: Token "let" not supported in this version in 1 | let and const
//2! SyntaxError: "a" has already been declared in 1
function a() {} let a
// ---
function a() {} function a() {}
// ---
function a() {} var a
// ---
//! SyntaxError: "a" has already been declared in 1
{ function a() {} function a() {} }
// ---
//! SyntaxError: "a" has already been declared in 1
{ function a() {} var a }
// ---
//! SyntaxError: "a" has already been declared in 1
{ var a; function a() {} }
// ---
//1! SyntaxError: Token "let" not supported in this version in 1 | let and const
//2! SyntaxError: "a" has already been declared in 1
{ let a; { var a } }
// ---
//1! SyntaxError: Token "let" not supported in this version in 1 | let and const
{ var a; let a }
// ---
//1! SyntaxError: Token "const" not supported in this version in 1 | let and const
//2! SyntaxError: missing initializer in const declaration
{ var a; const a = 1 }
// ---
//1! SyntaxError: Token "let" not supported in this version in 1 | let and const
let a; { let a; { function b() {} } }
// ---
//1! SyntaxError: Token "let" not supported in this version in 1 | let and const
//2! SyntaxError: "a" has already been declared in 1
let a; { function a() {} }
// ---
//1! SyntaxError: Token "let" not supported in this version in 1 | let and const
//2! SyntaxError: "undefined" has already been declared in 1
let undefined
// ---
var undefined
// ---
//1! SyntaxError: Token "let" not supported in this version in 1 | let and const
{ let undefined }
// ---
//1! SyntaxError: Token "let" not supported in this version in 1 | let and const
//2! SyntaxError: "a" has already been declared in 1
function f(a) { let a }
// ---
function f(a) { var a }
// ---
function f(a) { function a() {} }
// ---
//! SyntaxError: Duplicate parameter names in 1
function f(a, b, a) {}
// ---
//! SyntaxError: Duplicate parameter names in 1
(a, a) => 1
// ---
//! SyntaxError: Rest parameter must be last formal parameter in 1
function f(...a, b) {}
// ---
//2! SyntaxError: Unexpected token ")" in 1
function f(a, ...) {}
// ---
//! SyntaxError: Unexpected token "=" in 1 | default parameter
function f(...a = 1) {}
// ---
try {} catch (e) { var e }
// ---
//1! SyntaxError: Token "let" not supported in this version in 1 | let and const
//2! SyntaxError: "e" has already been declared in 1
try {} catch (e) { let e }
// ---
//2! SyntaxError: "e" has already been declared in 1
try {} catch (e) { function e() {} }
// ---
(function f() { var f })
// ---
//1! SyntaxError: Token "let" not supported in this version in 1 | let and const
//2! SyntaxError: "f" has already been declared in 1
(function f() { let f; let f })
// ---
(function f(f) {})
// ---
//1! SyntaxError: Token "let" not supported in this version in 1 | let and const
//2! SyntaxError: "a" has already been declared in 1
switch (1) { case 1: let a; default: let a }
// ---
//2! SyntaxError: "a" has already been declared in 1
switch (1) { case 1: function a() {} default: var a }
// ---
//1! SyntaxError: Token "let" not supported in this version in 1 | let and const
for (let i;;) { let i }
// ---
//1! SyntaxError: Token "let" not supported in this version in 1 | let and const
//2! SyntaxError: "i" has already been declared in 1
for (let i;;) { var i }
// ---
//1! SyntaxError: Token "const" not supported in this version in 1 | let and const
//2! SyntaxError: missing initializer in const declaration
for (const i;;) {}
// ---
//1! SyntaxError: Token "const" not supported in this version in 1 | let and const
//2! SyntaxError: missing initializer in const declaration
const a
// ---
//1! SyntaxError: Token "const" not supported in this version in 1 | let and const
//2! SyntaxError: missing initializer in const declaration
const a = 1, b;
// ---
//1! SyntaxError: Token "let" not supported in this version in 1 | let and const
//2! SyntaxError: "c" has already been declared in 1
let a = function () { var b }, c; let c
// ---
//! SyntaxError: Identifier "arguments" is forbidden in var declaration in 1
var arguments
// ---
//! SyntaxError: Identifier "eval" is forbidden in var declaration in 1
var eval = 1
// ---
//1! SyntaxError: Token "let" not supported in this version in 1 | let and const
//2! SyntaxError: Identifier "eval" is forbidden in var declaration in 1
let eval
// ---
//! SyntaxError: Identifier "arguments" is forbidden in function declaration in 1
function arguments() {}
// ---
(function eval() {})
// ---
function f(arguments, eval) {}
// ---
//! SyntaxError: Identifier "arguments" is forbidden in var declaration in 1
for (var arguments in x) {}
// ---
//! SyntaxError: "arguments" object in global scope in 1
arguments
// ---
//! SyntaxError: "arguments" object in global scope in 1
x => arguments
// ---
function f() { return () => arguments.length }
// ---
//! SyntaxError: Identifier "eval" is forbidden as left-hand in assignment in 1
eval = 1
// ---
//! SyntaxError: "arguments" object in global scope in 1
arguments = 1
// ---
//! ReferenceError: Invalid left-hand side in postfix operation in 1
function f() { arguments++ }
// ---
eval('1')
// ---
var yield = 1, await = 2, async = 3, of = 4, from = 5, get = 6, target = 7, meta = 8
// ---
//2! SyntaxError: Unexpected token "let" in 1
var let = 1
// ---
//2! SyntaxError: Unexpected token "static" in 1
var static = 1
// ---
//2! SyntaxError: Unexpected token "implements" in 1
var implements, interface, package, private, protected, public
// ---
//! SyntaxError: Unexpected token "enum" in 1
var enum
// ---
//! SyntaxError: Unexpected token "class" in 1
var class
// ---
//! SyntaxError: Unexpected token "class" in 1
let class
// ---
//1! SyntaxError: Token "let" not supported in this version in 1 | let and const
//2! SyntaxError: Unexpected token "yield" in 1
let yield
// ---
//1! SyntaxError: Token "let" not supported in this version in 2 | let and const
let
x
// ---
//1! SyntaxError: Unexpected token "y" in 1
//2! SyntaxError: let declaration cannot appear in a single-statement context in 1
if (x) let y = 1
// ---
//! SyntaxError: Unexpected token "let" in 1
if (x) let [y] = 1
// ---
//1! SyntaxError: Unexpected token "const" in 1
//2! SyntaxError: const declaration cannot appear in a single-statement context in 1
if (x) const y = 1
// ---
if (x) var y = 1
// ---
//! SyntaxError: Functions can only be declared at top level or inside a block in 1
if (x) function f() {}
// ---
//1! SyntaxError: Token "async" not supported in this version in 1 | async function
//2! SyntaxError: Token "async" not supported in this version in 1
while (x) async function f() {}
// ---
//! SyntaxError: Functions can only be declared at top level or inside a block in 1
if (x) ; else function f() {}
// ---
//2! SyntaxError: "a" has already been declared in 1
import a from 'crypto'; import a from 'querystring'
// ---
//2! SyntaxError: "a" has already been declared in 1
import a from 'crypto'; var a
// ---
//! SyntaxError: Illegal import statement in 1
{ import a from 'crypto' }
// ---
//! SyntaxError: Illegal import statement in 1
function f() { import a from 'crypto' }
// ---
//! SyntaxError: Token "import" not supported in this version in 1
if (x) import a from 'crypto'
// ---
//! SyntaxError: Cannot find module "" in 1
import a from ''
// ---
//! SyntaxError: Unexpected token "crypto" in 1
import a from crypto
// ---
//! SyntaxError: Unexpected token "of" in 1
import a of 'crypto'
// ---
//! SyntaxError: Non-default import is not supported in 1
import of from 'crypto'
// ---
//! SyntaxError: Unexpected token "cryp\u0074o" in 1
import a from 'cryp\u0074o'
