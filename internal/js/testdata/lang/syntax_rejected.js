// Syntax that is an error, and its text. runtime.md 2, 3. Line numbers are those where the parser stopped.
//
// source: njs 0.4.3, 0.7.12

// --- let in 1.0
// versions: 1
let x = 1;
//! SyntaxError: Token "let" not supported in this version in 1

// --- const in 1.0
// versions: 1
const x = 1;
//! SyntaxError: Token "const" not supported in this version in 1

// --- async function in 1.0
// versions: 1
async function f() {}
//! SyntaxError: Token "async" not supported in this version in 1

// --- async arrow in 1.0
// versions: 1
var f = async () => 1;
//! SyntaxError: Unexpected token "=>" in 1

// --- await in 1.0
// versions: 1
await 1;
//! SyntaxError: Token "await" not supported in this version in 1

// --- let in a for statement in 1.0
// versions: 1
for (let i = 0; i < 1; i++) {}
//! SyntaxError: Token "let" not supported in this version in 1

// --- numeric separator in 1.0
// versions: 1
var a = 1_000;
//! SyntaxError: Unexpected token "_000" in 1

// --- async method in 1.0
// versions: 1
var o = {async m() {}};
//! SyntaxError: Unexpected token "m" in 1

// --- for-of
var a = [1];
for (var x of a) {}
//! SyntaxError: Token "of" not supported in this version in 2

// --- for-of with let
// versions: 2
for (let x of [1]) {}
//! SyntaxError: Token "of" not supported in this version in 1

// --- for-of with const
// versions: 2
for (const x of [1]) {}
//! SyntaxError: Token "of" not supported in this version in 1

// --- for-of without declaration
var x;
for (x of [1]) {}
//! SyntaxError: Token "of" not supported in this version in 2

// --- for await
// versions: 2
async function f() {
    for await (var x of []) {}
}
//! SyntaxError: Token "await" not supported in this version in 2

// --- class declaration
class A {}
//! SyntaxError: Token "class" not supported in this version in 1

// --- class expression
var A = class {};
//! SyntaxError: Token "class" not supported in this version in 1

// --- class with extends
class A extends Object {}
//! SyntaxError: Token "class" not supported in this version in 1

// --- default parameter
function f(a = 1) {}
//! SyntaxError: Unexpected token "=" in 1

// --- default parameter of an arrow function
var f = (a = 1) => a;
//! SyntaxError: Unexpected token "=>" in 1

// --- spread in a call
// source: njs 0.4.3, which loses it, 0.7.12
console.log((x => x)(...[1]));
//1> [1]
//2! SyntaxError: Unexpected token "..." in 1

// --- spread in a call, further
// source: njs 0.4.3, which loses it, 0.7.12
console.log(((x, y) => x + y)(1, ...[2]));
//1> 12
//2! SyntaxError: Unexpected token "..." in 1

// --- spread in new
// source: njs 0.4.3, which loses it, 0.7.12
console.log(new Array(...[3]).length);
//1> 1
//2! SyntaxError: Unexpected token "..." in 1

// --- spread in an array
// source: njs 0.4.3, which loses it, 0.7.12
console.log([...[1]]);
//1> []
//2! SyntaxError: Unexpected token "..." in 1

// --- spread in an array, further
// source: njs 0.4.3, which loses it, 0.7.12
console.log([1, ...[2]], [7].concat([1, ...[2]]).length);
//1> [1] 2
//2! SyntaxError: Unexpected token "..." in 1

// --- spread in an object
var o = {...{}};
//! SyntaxError: Token "..." not supported in this version in 1

// --- spread in an object, further
var o = {a: 1, ...{}};
//! SyntaxError: Token "..." not supported in this version in 1

// --- object pattern in var
var {a} = {};
//! SyntaxError: Token "a" not supported in this version in 1

// --- array pattern in var
var [a] = [1];
//! SyntaxError: Token "a" not supported in this version in 1

// --- object pattern in let
// versions: 2
let {a} = {};
//! SyntaxError: Token "a" not supported in this version in 1

// --- array pattern in let
// versions: 2
let [a] = [1];
//! SyntaxError: Token "a" not supported in this version in 1

// --- object pattern in const
// versions: 2
const {a, b} = {};
//! SyntaxError: Token "a" not supported in this version in 1

// --- array pattern in const
// versions: 2
const [a, b] = [];
//! SyntaxError: Token "a" not supported in this version in 1

// --- object pattern as parameter
function f({a}) {}
//! SyntaxError: Token "{" not supported in this version in 1

// --- array pattern as parameter
function f([a]) {}
//! SyntaxError: Token "[" not supported in this version in 1

// --- arrow function with array pattern
var f = ([a]) => a;
//! SyntaxError: Unexpected token "=>" in 1

// --- arrow function with object pattern
var f = ({a}) => a;
//! SyntaxError: Unexpected token "=>" in 1

// --- array pattern in assignment
var a, b;
[a, b] = [b, a];
//! ReferenceError: Invalid left-hand side in assignment in 2

// --- object pattern in assignment
var a;
({a} = {a: 1});
//! ReferenceError: Invalid left-hand side in assignment in 2

// --- array pattern in for-in
for (var [a] in {}) {}
//! SyntaxError: Token "[" not supported in this version in 1

// --- optional chaining
var a = {};
a?.b;
//! SyntaxError: Unexpected token ";" in 2

// --- optional call
var a;
a?.();
//! SyntaxError: Unexpected token "(" in 2

// --- optional index
var a;
a?.[0];
//! SyntaxError: Unexpected token "[" in 2

// --- mixed ?? and ||
null ?? 1 || 2;
//! SyntaxError: Unexpected token "||" in 1

// --- mixed || and ??
1 || null ?? 2;
//! SyntaxError: Unexpected token "??" in 1

// --- mixed && and ??
1 && null ?? 2;
//! SyntaxError: Unexpected token "??" in 1

// --- assignment ||=
var a;
a ||= 1;
//! SyntaxError: Unexpected token "=" in 2

// --- assignment &&=
var a;
a &&= 1;
//! SyntaxError: Unexpected token "=" in 2

// --- assignment ??=
var a;
a ??= 1;
//! SyntaxError: Unexpected token "=" in 2

// --- unary minus before **
-3 ** 2;
//! SyntaxError: Either left-hand side or entire exponentiation must be parenthesized in 1

// --- unary plus before **
+3 ** 2;
//! SyntaxError: Either left-hand side or entire exponentiation must be parenthesized in 1

// --- not before **
!3 ** 2;
//! SyntaxError: Either left-hand side or entire exponentiation must be parenthesized in 1

// --- typeof before **
typeof 3 ** 2;
//! SyntaxError: Either left-hand side or entire exponentiation must be parenthesized in 1

// --- catch without binding
try {
} catch {
}
//! SyntaxError: Token "{" not supported in this version in 2

// --- catch with pattern
try {} catch ({message}) {}
//! SyntaxError: Token "{" not supported in this version in 1

// --- generator function
function* f() {}
//! SyntaxError: Unexpected token "*" in 1

// --- generator expression
var f = function* () {};
//! SyntaxError: Token "*" not supported in this version in 1

// --- generator method
var o = {*m() {}};
//! SyntaxError: Unexpected token "*" in 1

// --- yield
yield 1;
//! SyntaxError: Unexpected token "1" in 1

// --- new.target
function f() { new.target; }
//! SyntaxError: Unexpected token "." in 1

// --- super
var o = {m() { super.m(); }};
//! SyntaxError: Token "super" not supported in this version in 1

// --- dynamic import
import('crypto');
//! SyntaxError: Non-default import is not supported in 1

// --- import.meta
import.meta;
//! SyntaxError: Non-default import is not supported in 1

// --- BigInt literal
var a = 10n;
//! SyntaxError: Unexpected token "n" in 1

// --- BigInt hexadecimal literal
var a = 0x1n;
//! SyntaxError: Unexpected token "n" in 1

// --- with
with ({}) {}
//! SyntaxError: Token "(" not supported in this version in 1

// --- debugger
debugger;
console.log('accepted');
//1! SyntaxError: Token ";" not supported in this version in 1
//2> accepted

// --- private field
this.#a;
//! SyntaxError: Unexpected token "#" in 1

// --- decorator
@a function f() {}
//! SyntaxError: Unexpected token "@" in 1

// --- hashbang
#!/usr/bin/njs
1;
//! SyntaxError: Unexpected token "#" in 1

// --- HTML comment
<!-- a
//! SyntaxError: Unexpected token "<" in 1

// --- export default
export default 1;
//! SyntaxError: Illegal export statement in 1

// --- export declaration
export var a = 1;
//! SyntaxError: Illegal export statement in 1

// --- export list
var a;
export {a};
//! SyntaxError: Illegal export statement in 2

// --- import in a function
function f() {
    import x from 'crypto';
}
//! SyntaxError: Illegal import statement in 2

// --- import in a block
{ import x from 'crypto'; }
//! SyntaxError: Illegal import statement in 1

// --- import named
import {createHash} from 'crypto';
//! SyntaxError: Non-default import is not supported in 1

// --- import namespace
import * as x from 'crypto';
//! SyntaxError: Non-default import is not supported in 1

// --- import for its effects
import 'crypto';
//! SyntaxError: Non-default import is not supported in 1

// --- import of an unknown module
import x from 'unknown';
//! SyntaxError: Cannot find module "unknown" in 1

// --- import of fs is no module of ours
import x from 'zlib2';
//! SyntaxError: Cannot find module "zlib2" in 1

// --- import without from
import x;
//! SyntaxError: Unexpected token ";" in 1

// --- import without name
import from 'crypto';
//! SyntaxError: Non-default import is not supported in 1

// --- import of a template
import x from `crypto`;
//! SyntaxError: Unexpected token "`" in 1

// --- import twice
import x from 'crypto';
import x from 'querystring';
console.log('accepted');
//1> accepted
//2! SyntaxError: "x" has already been declared in 2

// --- await outside of a function
// versions: 2
await 1;
//! SyntaxError: await is only valid in async functions in 1

// --- await in a function that is not async
// versions: 2
function f() { await 1; }
//! SyntaxError: await is only valid in async functions in 1

// --- await in an arrow function inside an async function
// versions: 2
async function f() {
    var g = () => await 1;
}
//! SyntaxError: await is only valid in async functions in 2

// --- await in a method of an async function
// versions: 2
async function f() {
    return {m() { return await 1; }};
}
//! SyntaxError: await is only valid in async functions in 2

// --- await as an argument
// versions: 2
async function f(a) {
    a(await 1);
}
//! SyntaxError: await in arguments not supported in 2

// --- await as a second argument
// versions: 2
async function f(a) { a(1, await 1); }
//! SyntaxError: await in arguments not supported in 1

// --- await in an argument of new
// versions: 2
async function f(A) { new A(await 1); }
//! SyntaxError: await in arguments not supported in 1

// --- await in a template in an argument
// versions: 2
async function f(a) { a(`${await 1}`); }
//! SyntaxError: await in arguments not supported in 1

// --- await in an array in an argument
// versions: 2
async function f(a) { a([await 1]); }
//! SyntaxError: await in arguments not supported in 1

// --- await in an object in an argument
// versions: 2
async function f(a) { a({b: await 1}); }
//! SyntaxError: await in arguments not supported in 1

// --- await in an expression in an argument
// versions: 2
async function f(a) { a(1 + await 1); }
//! SyntaxError: await in arguments not supported in 1

// --- await in a parenthesis in an argument
// versions: 2
async function f(a) { a((await 1)); }
//! SyntaxError: await in arguments not supported in 1

// --- await in an argument of a method
// versions: 2
async function f(a) { a.b.c(await 1); }
//! SyntaxError: await in arguments not supported in 1

// --- await as a name in an async function
// versions: 2
async function f() { var await; }
console.log('accepted');
//> accepted

// --- return at top level
return;
//! SyntaxError: Illegal return statement in 1

// --- return at top level in a block
{ return 1; }
//! SyntaxError: Illegal return statement in 1

// --- return at top level in an arrow function body is fine, here it is not
var f = () => { };
return f;
//! SyntaxError: Illegal return statement in 2

// --- arguments at top level
arguments;
//! SyntaxError: "arguments" object in global scope in 1

// --- arguments at top level in an arrow function
(() => arguments)();
//! SyntaxError: "arguments" object in global scope in 1

// --- assignment to arguments
function f() { arguments = 1; }
//! SyntaxError: Identifier "arguments" is forbidden as left-hand in assignment in 1

// --- assignment to eval
eval = 1;
//! SyntaxError: Identifier "eval" is forbidden as left-hand in assignment in 1

// --- variable arguments
var arguments;
//! SyntaxError: Identifier "arguments" is forbidden in var declaration in 1

// --- variable eval
var eval;
//! SyntaxError: Identifier "eval" is forbidden in var declaration in 1

// --- parameter arguments
function f(arguments) {}
console.log('accepted');
//> accepted

// --- parameter eval
function f(eval) {}
console.log('accepted');
//> accepted

// --- function named eval
function eval() {}
//! SyntaxError: Identifier "eval" is forbidden in function declaration in 1

// --- catch parameter eval
try {} catch (eval) {}
console.log('accepted');
//> accepted

// --- increment of arguments
function f() { arguments++; }
//! ReferenceError: Invalid left-hand side in postfix operation in 1

// --- duplicate parameter
function f(a, a) {}
//! SyntaxError: Duplicate parameter names in 1

// --- duplicate parameter of an arrow function
var f = (a, a) => 1;
//! SyntaxError: Duplicate parameter names in 1

// --- duplicate rest parameter
function f(a, ...a) {}
//! SyntaxError: Duplicate parameter names in 1

// --- rest parameter not last
function f(...a, b) {}
//! SyntaxError: Rest parameter must be last formal parameter in 1

// --- rest parameter with comma
function f(...a,) {}
//! SyntaxError: Rest parameter must be last formal parameter in 1

// --- rest without name
// source: njs 0.4.3, which loses it, 0.7.12
console.log((function (a, ...) { return arguments.length; })(1, 2));
//1> 2
//2! SyntaxError: Unexpected token ")" in 1

// --- trailing comma of parameters
function f(a,) {}
console.log('accepted');
//> accepted

// --- comma only as parameters
function f(,) {}
//! SyntaxError: Unexpected token "," in 1

// --- trailing comma of a call
function f() {}
f(1,);
console.log('accepted');
//> accepted

// --- delete of a name
var a;
delete a;
//! SyntaxError: Delete of an unqualified identifier in 2

// --- delete of a name in parentheses
var a;
delete (a);
//! SyntaxError: Delete of an unqualified identifier in 2

// --- delete of a built-in name
delete Math;
//! SyntaxError: Delete of an unqualified identifier in 1

// --- delete of this
delete this;
console.log('accepted');
//> accepted

// --- octal literal
var a = 010;
//! SyntaxError: Unexpected token "01" in 1

// --- octal literal with 8
var a = 08;
//! SyntaxError: Unexpected token "08" in 1

// --- octal zero
var a = 00;
//! SyntaxError: Unexpected token "00" in 1

// --- octal escape
'\01';
console.log('accepted');
//> accepted

// --- octal escape of 7
'\7';
console.log('accepted');
//1> accepted
//2! SyntaxError: Octal escape sequences can't be used in untagged template literals or in strict mode code in 1

// --- escape of 8
'\8';
console.log('accepted');
//1> accepted
//2! SyntaxError: The escapes \8 and \9 can't be used in untagged template literals or in strict mode code in 1

// --- identifier after number
3in [];
console.log('accepted');
//> accepted

// --- letter after number
var a = 3px;
//! SyntaxError: Unexpected token "px" in 1

// --- two points in a number
1.2.3;
//! SyntaxError: Unexpected token ".3" in 1

// --- exponent without digits
1e;
//! SyntaxError: Unexpected token "e" in 1

// --- hexadecimal without digits
0x;
console.log('accepted');
//> accepted

// --- hexadecimal with g
0xg;
//! SyntaxError: Unexpected token "g" in 1

// --- binary with 2
0b2;
//! SyntaxError: Unexpected token "0b2" in 1

// --- octal with 8
0o8;
//! SyntaxError: Unexpected token "0o8" in 1

// --- binary without digits
0b;
console.log('accepted');
//> accepted

// --- two separators
// versions: 2
1__0;
//! SyntaxError: Unexpected token "__0" in 1

// --- separator at the end
// versions: 2
1_;
//! SyntaxError: Unexpected token "_" in 1

// --- separator after zero
// versions: 2
0_1;
//! SyntaxError: Unexpected token "0_" in 1

// --- separator after prefix
// versions: 2
0x_1;
//! SyntaxError: Unexpected token "_1" in 1

// --- separator before the point
// versions: 2
1_.5;
//! SyntaxError: Unexpected token "_" in 1

// --- separator after the point
// versions: 2
1._5;
//! SyntaxError: Unexpected token "_5" in 1

// --- separator in the exponent
// versions: 2
1e_5;
//! SyntaxError: Unexpected token "_5" in 1

// --- property of a number
1.toString();
//! SyntaxError: Unexpected token "toString" in 1

// --- unterminated string
var a = 'abc
//! SyntaxError: Unterminated string "'abc" in 1

// --- unterminated double string
"abc
";
//! SyntaxError: Unterminated string ""abc⏎" in 1

// --- line end in a string
'a
b';
//! SyntaxError: Unterminated string "'a⏎" in 1

// --- unterminated template
`abc
//! SyntaxError: Unterminated template literal in 1

// --- unterminated template expression
`a${1
//! SyntaxError: Missing "}" in template expression in 1

// --- unterminated comment
/* abc
//! SyntaxError: Unexpected token "/*" in 1

// --- unterminated regular expression
/abc
//! SyntaxError: Unterminated RegExp "/abc" in 1

// --- unterminated class in a regular expression
/[abc/;
//! SyntaxError: Unterminated RegExp "/[abc/;" in 1

// --- hexadecimal escape
'\xg0';
//! SyntaxError: Invalid Unicode code point "\xg0" in 1

// --- short hexadecimal escape
'\x1';
//! SyntaxError: Invalid Unicode code point "\x1" in 1

// --- unicode escape
'\u12';
//! SyntaxError: Invalid Unicode code point "\u12" in 1

// --- unicode escape g
'\u12g4';
//! SyntaxError: Invalid Unicode code point "\u12g4" in 1

// --- unicode escape in braces
'\u{110000}';
//! SyntaxError: Invalid Unicode code point "\u{110000}" in 1

// --- empty unicode escape
'\u{}';
//! SyntaxError: Invalid Unicode code point "\u{}" in 1

// --- open unicode escape
'\u{12';
//! SyntaxError: Invalid Unicode code point "\u{12" in 1

// --- regular expression flag u
/a/u;
//! SyntaxError: Invalid RegExp flags "u" in 1

// --- regular expression flag s
/a/s;
//! SyntaxError: Invalid RegExp flags "s" in 1

// --- regular expression flag d
/a/d;
//! SyntaxError: Invalid RegExp flags "d" in 1

// --- regular expression flag v
/a/v;
//! SyntaxError: Invalid RegExp flags "v" in 1

// --- regular expression flag twice
/a/gg;
//! SyntaxError: Invalid RegExp flags "gg" in 1

// --- regular expression flag y in 1.0
// versions: 1
/a/y;
//! SyntaxError: Invalid RegExp flags "y" in 1

// --- regular expression flags mixed
/a/gx;
//! SyntaxError: Invalid RegExp flags "gx" in 1

// --- regular expression group
/(/;
//1! SyntaxError: pcre_compile("(") failed: missing ) in 1
//2! SyntaxError: pcre_compile2("(") failed: missing closing parenthesis at "" in 1

// --- regular expression parenthesis
/a)/;
//1! SyntaxError: pcre_compile("a)") failed: unmatched parentheses at ")" in 1
//2! SyntaxError: pcre_compile2("a)") failed: unmatched closing parenthesis at ")" in 1

// --- regular expression quantifier
/*/;
//! SyntaxError: Unexpected token "/*" in 1

// --- regular expression class
/[b-a]/;
//1! SyntaxError: pcre_compile("[b-a]") failed: range out of order in character class at "a]" in 1
//2! SyntaxError: pcre_compile2("[b-a]") failed: range out of order in character class at "a]" in 1

// --- regular expression repeat
/a{2,1}/;
//1! SyntaxError: pcre_compile("a{2,1}") failed: numbers out of order in {} quantifier at "}" in 1
//2! SyntaxError: pcre_compile2("a{2,1}") failed: numbers out of order in {} quantifier at "}" in 1

// --- regular expression plus
/+/;
//1! SyntaxError: pcre_compile("+") failed: nothing to repeat at "+" in 1
//2! SyntaxError: pcre_compile2("+") failed: quantifier does not follow a repeatable item at "+" in 1

// --- break outside
break;
//! SyntaxError: Illegal break statement in 1

// --- continue outside
continue;
//! SyntaxError: Illegal continue statement in 1

// --- break with an unknown label
for (;;) { break a; }
//! SyntaxError: Undefined label "a" in 1

// --- continue with an unknown label
for (;;) { continue a; }
//! SyntaxError: Undefined label "a" in 1

// --- continue with the label of a block
a: { continue a; }
//! SyntaxError: Illegal continue statement in 1

// --- break over a function
a: for (;;) { function f() { break a; } }
//! SyntaxError: Illegal break statement in 1

// --- continue in switch
switch (1) { case 1: continue; }
//! SyntaxError: Illegal continue statement in 1

// --- label twice
a: a: 1;
//! SyntaxError: Label "a" has already been declared in 1

// --- label twice nested
a: { a: 1; }
//! SyntaxError: Label "a" has already been declared in 1

// --- label with a reserved word
if: 1;
//! SyntaxError: Unexpected token ":" in 1

// --- function after a label
a: function f() {}
//! SyntaxError: In strict mode code, functions can only be declared at top level or inside a block.

// --- function in if
if (1) function f() {}
//! SyntaxError: Functions can only be declared at top level or inside a block in 1

// --- function in else
if (1) {} else function f() {}
//! SyntaxError: Functions can only be declared at top level or inside a block in 1

// --- function in while
while (0) function f() {}
//! SyntaxError: Functions can only be declared at top level or inside a block in 1

// --- function in for
for (;;) function f() {}
//! SyntaxError: Functions can only be declared at top level or inside a block in 1

// --- function in do
do function f() {} while (0)
//! SyntaxError: Functions can only be declared at top level or inside a block in 1

// --- let in if
// versions: 2
if (1) let a;
//! SyntaxError: let declaration cannot appear in a single-statement context in 1

// --- const in while
// versions: 2
while (0) const a = 1;
//! SyntaxError: const declaration cannot appear in a single-statement context in 1

// --- let after a label
// versions: 2
a: let b;
//! SyntaxError: let declaration cannot appear in a single-statement context in 1

// --- const without value
// versions: 2
const a;
//! SyntaxError: missing initializer in const declaration

// --- const without value in for
// versions: 2
for (const i;;) {}
//! SyntaxError: missing initializer in const declaration

// --- let twice
// versions: 2
let a;
let a;
//! SyntaxError: "a" has already been declared in 2

// --- let and var
// versions: 2
let a;
var a;
//! SyntaxError: "a" has already been declared in 2

// --- var and let
// versions: 2
var a;
let a;
//! SyntaxError: "a" has already been declared in 2

// --- let and function
// versions: 2
let a;
function a() {}
//! SyntaxError: "a" has already been declared in 2

// --- function and let
// versions: 2
function a() {}
let a;
//! SyntaxError: "a" has already been declared in 2

// --- let and parameter
// versions: 2
function f(a) { let a; }
//! SyntaxError: "a" has already been declared in 1

// --- let in a block and var
// versions: 2
{ let a; { var a; } }
//! SyntaxError: "a" has already been declared in 1

// --- const and const
// versions: 2
const a = 1, a = 2;
//! SyntaxError: "a" has already been declared in 1

// --- let in switch twice
// versions: 2
switch (1) { case 1: let a; case 2: let a; }
//! SyntaxError: "a" has already been declared in 1

// --- catch parameter and let
// versions: 2
try {} catch (e) { let e; }
//! SyntaxError: "e" has already been declared in 1

// --- let named let
// versions: 2
let let = 1;
//! SyntaxError: Unexpected token "let" in 1

// --- function in block twice
{ function f() {} function f() {} }
//! SyntaxError: "f" has already been declared in 1

// --- try alone
try {}
//! SyntaxError: Missing catch or finally after try in 1

// --- catch alone
catch (e) {}
//! SyntaxError: Unexpected token "catch" in 1

// --- finally alone
finally {}
//! SyntaxError: Unexpected token "finally" in 1

// --- throw and line end
throw
1;
//! SyntaxError: Illegal newline after throw in 2

// --- throw without value
throw;
//! SyntaxError: Unexpected token ";" in 1

// --- switch with two defaults
switch (1) { default: default: }
//! SyntaxError: More than one default clause in switch statement in 1

// --- case outside
case 1:
//! SyntaxError: Unexpected token "case" in 1

// --- statement in switch
switch (1) { var a; }
//! SyntaxError: Unexpected token "var" in 1

// --- if without parenthesis
if 1 {}
//! SyntaxError: Unexpected token "1" in 1

// --- while without condition
while () {}
//! SyntaxError: Unexpected token ")" in 1

// --- do without while
do {}
//! SyntaxError: Unexpected end of input in 1

// --- for with one semicolon
for (;) {}
//! SyntaxError: Unexpected token ")" in 1

// --- for-in with a value
for (var a = 1 in {}) {}
//1! SyntaxError: Unexpected token ")" in 1
//2! SyntaxError: Invalid left-hand side in for-loop in 1

// --- for-in with two variables
for (var a, b in {}) {}
//! SyntaxError: Unexpected token "in" in 1

// --- for-in over nothing
for (var a in) {}
//! SyntaxError: Unexpected token ")" in 1

// --- for-in into a number
for (1 in {}) {}
//! ReferenceError: Invalid left-hand side "1" in for-in statement in 1

// --- else alone
else {}
//! SyntaxError: Unexpected token "else" in 1

// --- missing brace
{
//! SyntaxError: Unexpected end of input in 1

// --- extra brace
}
//! SyntaxError: Unexpected token "}" in 1

// --- missing parenthesis
(1;
//! SyntaxError: Unexpected token ";" in 1

// --- extra parenthesis
1);
//! SyntaxError: Unexpected token ")" in 1

// --- missing bracket
[1;
//! SyntaxError: Unexpected token ";" in 1

// --- extra bracket
1];
//! SyntaxError: Unexpected token "]" in 1

// --- missing brace of a function
function f() {
//! SyntaxError: Unexpected end of input in 1

// --- two expressions
1 2;
//! SyntaxError: Unexpected token "2" in 1

// --- two names
a b;
//! SyntaxError: Unexpected token "b" in 1

// --- string after string
'a' 'b';
//! SyntaxError: Unexpected token "b" in 1

// --- operator alone
+;
//! SyntaxError: Unexpected token ";" in 1

// --- operator without right side
1 +;
//! SyntaxError: Unexpected token ";" in 1

// --- operator without left side
* 1;
//! SyntaxError: Unexpected token "*" in 1

// --- ternary without else
1 ? 2;
//! SyntaxError: Unexpected token ";" in 1

// --- comma alone
,;
//! SyntaxError: Unexpected token "," in 1

// --- comma at the end
1,;
//! SyntaxError: Unexpected token ";" in 1

// --- assignment to a number
1 = 2;
//! ReferenceError: Invalid left-hand side in assignment in 1

// --- assignment to a call
f() = 1;
//! ReferenceError: Invalid left-hand side in assignment in 1

// --- assignment to this
this = 1;
//! ReferenceError: Invalid left-hand side in assignment in 1

// --- assignment to a string
'a' = 1;
//! ReferenceError: Invalid left-hand side in assignment in 1

// --- assignment to a sum
a + b = 1;
//! ReferenceError: Invalid left-hand side in assignment in 1

// --- assignment to an arrow function
() => 1 = 2;
//! ReferenceError: Invalid left-hand side in assignment in 1

// --- assignment to a condition
(a ? b : c) = 1;
//! ReferenceError: Invalid left-hand side in assignment in 1

// --- compound assignment to a number
1 += 2;
//! ReferenceError: Invalid left-hand side in assignment in 1

// --- increment of a number
1++;
//! ReferenceError: Invalid left-hand side in postfix operation in 1

// --- increment before a number
++1;
//! ReferenceError: Invalid left-hand side in prefix operation in 1

// --- increment of a call
f()++;
//! ReferenceError: Invalid left-hand side in postfix operation in 1

// --- increment twice
var a;
a++++;
//! SyntaxError: Unexpected token "++" in 2

// --- increment of this
this++;
//! ReferenceError: Invalid left-hand side in postfix operation in 1

// --- arrow function after a line end
var f = a
=> 1;
//! SyntaxError: Unexpected token "=>" in 2

// --- arrow function in parentheses after a line end
var f = (a)
=> 1;
//! SyntaxError: Unexpected token "=>" in 2

// --- arrow function with a number
(1) => 1;
//! SyntaxError: Unexpected token "=>" in 1

// --- arrow function with a member
(a.b) => 1;
//! SyntaxError: Unexpected token "=>" in 1

// --- arrow function without body
() =>;
//! SyntaxError: Unexpected token ";" in 1

// --- empty parentheses
();
//! SyntaxError: Unexpected token ")" in 1

// --- arrow function called at once
() => {}();
//! SyntaxError: Unexpected token "(" in 1

// --- arrow function in a sum
1 + () => 1;
//! SyntaxError: Unexpected token ")" in 1

// --- function without name
function () {}
//! SyntaxError: Unexpected token "(" in 1

// --- function with a number as name
function 1() {}
//! SyntaxError: Unexpected token "1" in 1

// --- function without parentheses
function f {}
//! SyntaxError: Unexpected token "{" in 1

// --- function without body
function f();
//! SyntaxError: Unexpected token ";" in 1

// --- parameter number
function f(1) {}
//! SyntaxError: Unexpected token "1" in 1

// --- getter with a parameter
({get a(b) {}});
//! SyntaxError: Getter must not have any formal parameters in 1

// --- setter without parameter
({set a() {}});
//! SyntaxError: Setter must have exactly one formal parameter in 1

// --- setter with two parameters
({set a(b, c) {}});
//! SyntaxError: Setter must have exactly one formal parameter in 1

// --- getter without body
({get a});
//! SyntaxError: Unexpected token "}" in 1

// --- object with two __proto__
({__proto__: null, __proto__: null});
//! SyntaxError: Duplicate __proto__ fields are not allowed in object literals in 1

// --- object without colon
({a b});
//! SyntaxError: Unexpected token "b" in 1

// --- object with a number alone
({1});
//! SyntaxError: Unexpected token "}" in 1

// --- object with a string alone
({'a'});
//! SyntaxError: Unexpected token "}" in 1

// --- object with a reserved word alone
({if});
//! SyntaxError: Unexpected token "}" in 1

// --- object with a value
({a = 1});
//! SyntaxError: Token "=" not supported in this version in 1

// --- object open
({a: 1;
//! SyntaxError: Unexpected token ";" in 1

// --- computed key alone
({[a]});
//! SyntaxError: Unexpected token "}" in 1

// --- reserved word as a variable
var if = 1;
//! SyntaxError: Unexpected token "if" in 1

// --- reserved word enum
var enum;
//! SyntaxError: Unexpected token "enum" in 1

// --- reserved word class
var class;
//! SyntaxError: Unexpected token "class" in 1

// --- reserved word package
var package;
console.log('accepted');
//1> accepted
//2! SyntaxError: Unexpected token "package" in 1

// --- reserved word interface
var interface;
console.log('accepted');
//1> accepted
//2! SyntaxError: Unexpected token "interface" in 1

// --- reserved word static
var static;
console.log('accepted');
//1> accepted
//2! SyntaxError: Unexpected token "static" in 1

// --- reserved word yield
var yield;
console.log('accepted');
//> accepted

// --- reserved word implements
var implements;
console.log('accepted');
//1> accepted
//2! SyntaxError: Unexpected token "implements" in 1

// --- reserved word this
var this;
//! SyntaxError: Unexpected token "this" in 1

// --- reserved word null
var null;
//! SyntaxError: Unexpected token "null" in 1

// --- reserved word as a function name
function new() {}
//! SyntaxError: Unexpected token "new" in 1

// --- reserved word as a parameter
function f(default) {}
//! SyntaxError: Unexpected token "default" in 1

// --- unknown character
var a = 1 @ 2;
//! SyntaxError: Unexpected token "@" in 1

// --- backslash
\;
//! SyntaxError: Unexpected token "\" in 1

// --- unicode escape in a name
var \u0061b = 1;
//! SyntaxError: Unexpected token "\" in 1

// --- unexpected end
var a =
//! SyntaxError: Unexpected end of input in 1

// --- unexpected end in a call
f(1
//! SyntaxError: Unexpected end of input in 1

// --- unexpected end in an object
var o = {a:
//! SyntaxError: Unexpected end of input in 1

// --- unexpected end in if
if (1)
//! SyntaxError: Unexpected end of input in 1

// --- error in line 3
var a = 1;
var b = 2;
var c = ;
//! SyntaxError: Unexpected token ";" in 3

// --- error in line 3 after a comment
/*
*/
var c = ;
//! SyntaxError: Unexpected token ";" in 3

// --- error after a template of two lines
`
`;
var c = ;
//! SyntaxError: Unexpected token ";" in 3

// --- carriage returns count
1;
2;
);
//! SyntaxError: Unexpected token ")" in 3

// --- text is not run when something later is wrong
console.log('runs');
var = 1;
//! SyntaxError: Unexpected token "=" in 2

// --- an empty comment at the very end
console.log(1);
//
//! SyntaxError: Unterminated RegExp "/" in 2

// --- letters outside of ASCII in a name
// source: njs 0.4.3, 0.7.12, whose text holds the first byte of the letter
var x = {é: 1};
//! /SyntaxError: Unexpected token ".*" in 1/

// --- an astral letter in a name
// source: njs 0.4.3, 0.7.12, whose text holds the first byte of the letter
var 𝒳 = 1;
//! /SyntaxError: Unexpected token ".*" in 1/

// --- a line end in a comment is no line end
var a = 1 /*
*/ var b = 2
//! SyntaxError: Unexpected token "var" in 2

// --- white space outside of ASCII
// source: njs 0.4.3, 0.7.12; the text of 0.4.3 holds the first byte of the space
var a = 1;
console.log(a);
//1! /SyntaxError: Unexpected token ".*" in 1/
//2> 1

// --- byte order mark
// source: njs 0.4.3, 0.7.12; the text of 0.4.3 holds the first byte of the mark
﻿var a = 1;
console.log(a);
//1! /SyntaxError: Unexpected token ".*" in 1/
//2> 1

// --- a bad pattern comes before what is wrong behind it
// source: njs 0.4.3, 0.7.12
var a = /(b/;
var var;
//1! SyntaxError: pcre_compile("(b") failed: missing ) in 1
//2! SyntaxError: pcre_compile2("(b") failed: missing closing parenthesis at "" in 1
