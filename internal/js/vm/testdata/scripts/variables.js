// --- var is undefined before its declaration has run
log(a, typeof a); var a = 1; log(a)
//> undefined undefined
//> 1
// --- a function is there before its declaration, and the last of a name counts
log(f()); function f() { return 1 } function f() { return 2 }
//> 2
// --- var with the name of a function keeps it until it is assigned
var f; log(typeof f); function f() {} var f = 5; log(typeof f)
//> function
//> number
// --- functions of blocks are not seen outside
log(typeof g); { log(g()); function g() { return 1 } } log(typeof g)
//> undefined
//> 1
//> undefined
// --- a parameter and var of its name are one variable
function f(a) { var a; log(a); var a = 2; return a } log(f(1))
//> 1
//> 2
// --- a function takes the place of the parameter of its name (V2)
function f(a) { function a() {} return typeof a } log(f(5))
//> function
// --- the parameter stays in 0.4.3 (V1)
function f(a) { function a() {} return typeof a } log(f(5))
//> number
// --- names that do not exist (V2)
log(typeof nope); try { nope } catch (e) { log(e) } try { nope = fail() } catch (e) { log(e) } nope++
//> undefined
//> ReferenceError: "nope" is not defined
//> ReferenceError: "nope" is not defined
//! ReferenceError: "nope" is not defined
// --- names that do not exist, with the line (V1)
log(typeof nope); try { nope } catch (e) { log(e) }
try { nope = fail() } catch (e) { log(e) }

nope += 1
//> undefined
//> ReferenceError: "nope" is not defined in 1
//> ReferenceError: "nope" is not defined in 2
//! ReferenceError: "nope" is not defined in 4
// --- let and const are dead before their declaration (V2)
try { log(a) } catch (e) { log(e) } let a = 1; log(a)
function f() { return b } try { f() } catch (e) { log(e) } const b = 2; log(f())
function g() { try { x = fail() } catch (e) { log(e) } try { typeof x } catch (e) { log(e) } let x = 3; x++; return x } log(g())
function h() { let y = 1; { try { y++ } catch (e) { log(e) } let y = 2 } return y } log(h())
//> ReferenceError: cannot access variable before initialization
//> 1
//> ReferenceError: cannot access variable before initialization
//> 2
//> ReferenceError: cannot access variable before initialization
//> ReferenceError: cannot access variable before initialization
//> 4
//> ReferenceError: cannot access variable before initialization
//> 1
// --- constants (V2)
const c = 1; try { c = fail() } catch (e) { log(e) } try { c++ } catch (e) { log(e) } try { c += fail() } catch (e) { log(e) }
function f() { const d = 1; d = 2 } try { f() } catch (e) { log(e) } log(c)
//> TypeError: assignment to constant variable
//> TypeError: assignment to constant variable
//> TypeError: assignment to constant variable
//> TypeError: assignment to constant variable
//> 1
// --- for-in assigns to a constant without a check (V2)
const c = 1; for (c in { a: 1 }) ; log(c)
//> a
// --- a case may be entered past a declaration (V2)
switch (1) { case 0: let x = 1; case 1: try { x = 2 } catch (e) { log(e) } log(x) }
//> ReferenceError: cannot access variable before initialization
//! ReferenceError: cannot access variable before initialization
// --- shadowing (V2)
let x = 1; { let x = 2; { let x = 3; log(x) } log(x) } log(x)
//> 3
//> 2
//> 1
// --- each turn of a loop has variables of its own, unless it follows a continue (V2)
var fs = []; for (let i = 0; i < 3; i++) { let j = i * 2; fs.push(() => i + ':' + j++); if (i == 1) continue }
fs.forEach(f => log(f())); fs.forEach(f => log(f()))
//> 0:0
//> 2:2
//> 2:4
//> 0:1
//> 2:3
//> 2:5
// --- closures in the head of a loop (V2)
var fs = []; for (let i = 0, n = () => i; i < 2; fs.push(() => i), i++) fs.push(n); fs.forEach(f => log(f()))
//> 0
//> 1
//> 0
//> 2
// --- for-in has a variable for each turn (V2)
var fs = []; for (const k in { a: 1, b: 2 }) fs.push(() => k); fs.forEach(f => log(f()))
fs = []; for (let k in { a: 1, b: 2, c: 3 }) { fs.push(() => k); if (k == 'b') continue } fs.forEach(f => log(f()))
//> a
//> b
//> a
//> c
//> c
// --- closures share variables
function counter() { var n = 0; return { up: function () { return ++n }, get: function () { return n } } }
var a = counter(), b = counter(); a.up(); a.up(); b.up(); log(a.get(), b.get())
//> 2 1
// --- closures of closures
function f(a) { return function (b) { return function (c) { a++; b++; return a + ',' + b + ',' + c } } }
var g = f(1)(2); log(g(3)); log(g(4))
//> 2,3,3
//> 3,4,4
// --- the own name of a function expression (V2)
var f = function g(n) { return n ? g(n - 1) + 1 : typeof g }; log(f(2), typeof g)
try { (function h() { h = 1 })() } catch (e) { log(e) }
//> function11 undefined
//> TypeError: assignment to constant variable
// --- in 0.4.3 the own name is a variable (V1)
var f = function g() { g = 1; return typeof g }; log(f())
//> number
// --- the catch parameter
var e = 1; try { throw 2 } catch (e) { log(e); e = 3; log(e) } log(e)
//> 2
//> 3
//> 1
// --- a closure over the catch parameter
var f; try { throw 2 } catch (e) { f = function () { return e++ } } log(f(), f())
//> 2 3
// --- assignment of an expression that mentions the variable keeps the old value until it is complete (V2)
function f(x) { try { x = x && fail() } catch (e) { log(x) } x = { a: x, b: [x] }; log(x.a, x.b); x = x.a ? x.b : 0; return x } log(f(7))
//> 7
//> 7 7
//> 7
