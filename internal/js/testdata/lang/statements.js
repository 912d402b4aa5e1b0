// Statements and the flow of control, apart from try (try.js) and loops over properties (for_in.js). runtime.md 3.
//
// source: njs 0.4.3, 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }

// --- if and else
function f(a) { if (a > 0) return 'positive'; else if (a < 0) return 'negative'; else return 'zero'; }
console.log(f(1), f(-1), f(0), f(NaN));
//> positive negative zero zero

// --- conditions convert to boolean
[0, -0, NaN, '', null, undefined, false].forEach(v => { if (v) console.log('wrong', v); });
[1, -1, Infinity, '0', 'false', [], {}, function () {}, Symbol(), new Boolean(false)].forEach(v => { if (!v) console.log('wrong', v); });
console.log('done');
//> done

// --- dangling else
function f(a, b) { if (a) if (b) return 'both'; else return 'a only'; return 'none'; }
console.log(f(1, 1), f(1, 0), f(0, 1));
//> both a only none

// --- while
var i = 0, s = '';
while (i < 5) { if (i === 1) { i++; continue; } if (i === 4) break; s += i++; }
console.log(s);
//> 023

// --- do-while
var i = 10, n = 0;
do { n++; if (n > 3) break; } while (i < 10);
do { i++; if (i < 15) continue; } while (i < 12);
console.log(n, i);
//> 1 12

// --- for
for (var i = 0, s = ''; i < 3; i++) s += i;
for (;;) { if (i++ > 5) break; }
for (; i < 10;) i++;
for (i = 20; ; i--) if (i < 15) break;
console.log(s, i);
//> 012 14

// --- for: continue runs the update
var s = '';
for (var i = 0; i < 5; i++) { if (i % 2) continue; s += i; }
console.log(s);
//> 024

// --- labels: break
var s = '';
outer: for (var i = 0; i < 3; i++) {
    for (var j = 0; j < 3; j++) {
        if (j === 1 && i === 1) break outer;
        s += i + '' + j + ' ';
    }
}
console.log(s + '|');
//> 00 01 02 10 |

// --- labels: continue
var s = '';
outer: for (var i = 0; i < 3; i++) {
    for (var j = 0; j < 3; j++) {
        if (j === 1) continue outer;
        s += i + '' + j + ' ';
    }
}
console.log(s + '|');
//> 00 10 20 |

// --- labels: break of a block
var s = '';
a: { s += 1; b: { s += 2; break a; } s += 3; }
a: { b: { break b; } s += 4; }
a: s += 5;
a: if (1) { break a; }
console.log(s);
//1! SyntaxError: Illegal break statement in 5
//2> 1245

// --- labels: same name again
a: for (;;) { break a; }
a: for (;;) { break a; }
console.log('ok');
//> ok

// --- labels: while and do
var i = 0;
w: while (true) { d: do { i++; if (i < 3) continue w; break w; } while (true); }
console.log(i);
//> 3

// --- labels: two on one loop
var s = '';
a: b: for (var i = 0; i < 2; i++) { s += i; continue a; }
console.log(s);
//> 01

// --- labels: inside functions are their own
a: for (var i = 0; i < 1; i++) { (function () { a: for (;;) { break a; } })(); }
console.log('ok');
//! SyntaxError: Label "a" has already been declared in 1

// --- labels: switch inside a loop
var s = '';
l: for (var i = 0; i < 4; i++) { switch (i) { case 1: continue; case 2: continue l; case 3: break l; default: s += 'd'; break; } s += i; }
console.log(s);
//> d0

// --- switch: cases
function f(v) { switch (v) { case 1: return 'one'; case 'a': return 'a'; case null: return 'null'; case undefined: return 'undefined'; default: return 'default'; } }
console.log(f(1), f('1'), f('a'), f(null), f(undefined), f(NaN), f(0));
//> one default a null undefined default default

// --- switch: falling through
function f(v) { var s = ''; switch (v) { case 1: s += 1; case 2: s += 2; break; case 3: s += 3; } return s; }
console.log(f(1), f(2), f(3), f(4) === '');
//> 12 2 3 true

// --- switch: default in the middle
function f(v) { var s = ''; switch (v) { case 1: s += 1; default: s += 'd'; case 2: s += 2; } return s; }
console.log(f(1), f(2), f(9));
//> 1d2 2 d2

// --- switch: strict comparison
switch (NaN) { case NaN: console.log('NaN'); break; default: console.log('default'); }
switch (0) { case -0: console.log('zero'); }
switch ('1') { case 1: console.log('number'); break; case '1': console.log('string'); }
//> default
//> zero
//> string

// --- switch: cases are evaluated in order until one matches
var s = '';
function c(v) { s += v; return v; }
switch (c(2)) { case c(1): case c(2): case c(3): }
console.log(s);
//> 212

// --- switch: empty
switch (1) {}
switch (1) { default: }
switch (1) { case 1: }
console.log('ok');
//> ok

// --- switch: block scope
// versions: 2
switch (1) { case 1: let a = 1; console.log(a); break; case 2: let b; }
show(() => { switch (2) { case 1: let a; case 2: return a; } });
//> 1
//> ReferenceError: cannot access variable before initialization

// --- switch: on true
var x = 15;
switch (true) { case x < 10: console.log('small'); break; case x < 20: console.log('medium'); break; default: console.log('large'); }
//> medium

// --- var is function scoped
function f() { if (true) { var a = 1; } for (var i = 0; i < 2; i++) { var b = i; } return [a, i, b].join(); }
console.log(f());
//> 1,2,1

// --- var is hoisted
console.log(typeof later, later);
var later = 1;
console.log(later);
//> undefined undefined
//> 1

// --- var without value keeps the value
var a = 1;
var a;
console.log(a);
//> 1

// --- functions are hoisted with their bodies
console.log(f());
function f() { return 'hoisted'; }
//> hoisted

// --- the last of equal functions wins
console.log(f());
function f() { return 1; }
function f() { return 2; }
//> 2

// --- a function and a variable of the same name
console.log(typeof f);
var f = 1;
function f() {}
console.log(typeof f);
//> function
//> number

// --- functions in blocks are block scoped
{ function f() { return 'inner'; } console.log(f()); }
console.log(typeof f);
//> inner
//> undefined

// --- functions in blocks are hoisted in them
{ console.log(f()); function f() { return 1; } }
//> 1

// --- functions in a block of a function
function g() { if (true) { function f() { return 1; } return f(); } }
console.log(g());
function h() { if (true) { function f() { return 1; } } return typeof f; }
console.log(h());
//> 1
//> undefined

// --- expression statements have no output
1 + 1;
'use strict';
console.log('only this');
//> only this

// --- throw of any value
[1, 'a', null, undefined, true, [1], {a: 1}].forEach(v => { try { throw v; } catch (e) { console.log(e === v, typeof e); } });
//> true number
//> true string
//> true object
//> true undefined
//> true boolean
//> true object
//> true object

// --- uncaught: number
throw 1;
//! 1

// --- uncaught: string
console.log('before');
throw 'text';
console.log('after');
//> before
//! text

// --- uncaught: object
throw {a: 1};
//! [object Object]

// --- uncaught: object with toString
throw {toString() { return 'own text'; }};
//! own text

// --- uncaught: undefined
throw undefined;
//! undefined

// --- uncaught: symbol
throw Symbol('s');
//! TypeError: Cannot convert a Symbol value to a string

// --- uncaught: array
throw [1, [2]];
//! 1,2

// --- uncaught: error
throw new RangeError('out');
//! RangeError: out

// --- uncaught: error with changed name
var e = new Error('m');
e.name = 'Mine';
throw e;
//! Mine: m

// --- uncaught: error with changed message
var e = new Error('m');
e.message = 'other';
throw e;
//! Error: other

// --- uncaught: error without message
throw new Error();
//! Error

// --- uncaught: in a function
function f() { throw new TypeError('deep'); }
function g() { f(); }
g();
//! TypeError: deep
