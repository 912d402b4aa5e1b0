// Syntax that is accepted, and what it does. runtime.md 3. What is an error is in syntax_rejected.js; literals, functions
// and statements have files of their own.
//
// source: njs 0.4.3, 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }

// --- semicolons are inserted at line ends
var a = 1
var b = 2
console.log(a + b)
a
++
b
console.log(a, b)
var f = function () { return
    1 }
console.log(f())
//> 3
//> 1 3
//> undefined

// --- semicolons are not inserted before a parenthesis
var f = function (x) { return 'called with ' + x }
var g = f
(1)
console.log(g)
//> called with 1

// --- semicolon after do-while is optional
var i = 0
do i++; while (i < 3) console.log(i)
//> 3

// --- empty statements
;;;
if (1); else;
for (var i = 0; i < 3; i++);
console.log(i);
//> 3

// --- blocks
{ var a = 1; { var b = 2; } }
{}
console.log(a, b);
//> 1 2

// --- comments
/* one */ var a = /* two */ 1; // three
/*
 * console.log('no');
 */
/**/
console.log(a /* end **/);
// end
//> 1

// --- comment with a line end counts as one
var a = 1 /*
*/ var b = 2
console.log(a, b)
//! SyntaxError: Unexpected token "var" in 2

// --- white space
var	a = 1;
console.log(a);
//> 1

// --- names
var $ = 1, _ = 2, $_a1 = 3, of = 4, get = 5, set = 6, from = 7, target = 8, undefined1 = 9;
console.log($ + _ + $_a1 + of + get + set + from + target + undefined1);
//> 45

// --- names that are reserved in other modes, 1.0
// versions: 1
var let1 = 1, async1 = 2;
var static = 3, package = 4, interface = 5, implements = 6, private = 7, protected = 8, public = 9;
console.log(static + package + interface + implements + private + protected + public);
//> 42

// --- async as a name
// versions: 2
var async = 1;
console.log(async);
//> 1

// --- reserved words as property names
var o = {if: 1, class: 2, new: 3, null: 4, this: 5, function: 6, let: 7, default: 8};
console.log(o.if + o.class + o.new + o.null + o.this + o.function + o.let + o.default);
o.delete = 9;
console.log(o.delete, o['delete']);
//> 36
//> 9 9

// --- object literal: forms of names
var k = 'c';
var o = {a: 1, 'b': 2, [k]: 3, 4: 5, 0x10: 6, 1.5: 7, 'x-y': 8, [k + k]: 9, [1 + 1]: 10,};
console.log(Object.keys(o).sort().join());
//> 1.5,16,2,4,a,b,c,cc,x-y

// --- object literal: shorthand
var a = 1, b = 'x';
var o = {a, b, c: a};
console.log(o.a, o.b, o.c);
//> 1 x 1

// --- object literal: shorthand of an unknown name
show(() => ({unknownName}));
//1> ReferenceError: "unknownName" is not defined in 1
//2> ReferenceError: "unknownName" is not defined

// --- object literal: methods
var o = {m(a, b) { return a + b; }, 'n o'() { return 1; }, [`p`]() { return 2; }, 3() { return 4; }};
console.log(o.m(1, 2), o['n o'](), o.p(), o[3]());
//> 3 1 2 4

// --- object literal: methods are no constructors
show(() => new ({m() {}}).m());
//> TypeError: function is not a constructor

// --- object literal: getters and setters
var log = [];
var o = {get a() { log.push('get'); return 1; }, set a(v) { log.push('set ' + v); }, get ['b' + 1]() { return 2; }, get 'c d'() { return 3; }, get 7() { return 8; }};
o.a = o.a + 1;
console.log(log.join(), o.b1, o['c d'], o[7]);
//> get,set 2 2 3 8

// --- object literal: get and set as names
var o = {get: 1, set: 2};
console.log(o.get, o.set);
var p = {get() { return 3; }, set() { return 4; }};
console.log(p.get(), p.set());
//> 1 2
//> 3 4

// --- object literal: the last of equal names wins
console.log(JSON.stringify({a: 1, a: 2}));
console.log(JSON.stringify({get a() { return 1; }, a: 2}), JSON.stringify({a: 1, get a() { return 3; }}));
//> {"a":2}
//> {"a":2} {"a":3}

// --- object literal: __proto__
var p = {x: 1};
var o = {__proto__: p};
console.log(o.x, Object.getPrototypeOf(o) === p, Object.keys(o).length);
console.log(Object.getPrototypeOf({__proto__: null}), Object.getPrototypeOf({__proto__: 1}) === Object.prototype);
console.log(Object.getPrototypeOf({'__proto__': p}) === p, Object.keys({['__proto__']: p}).join());
//> 1 true 0
//> null true
//> true __proto__

// --- object literal: __proto__ shorthand is an own property
var __proto__ = 5;
var o = {__proto__};
console.log(Object.getPrototypeOf(o) === Object.prototype);
//> true

// --- object literal: order of evaluation
var s = '';
var o = {[(s += 'a', 'k')]: (s += 'b'), [(s += 'c', 'l')]: (s += 'd')};
console.log(s, o.k, o.l);
//> abcd ab abcd

// --- array literal: holes and trailing commas
console.log([,].length, [1,].length, [, 1].length, [1, , 2].length, [, ,].length, 1 in [1, , 2]);
//> 1 1 2 3 2 false

// --- regular expression or division
var a = 8, g = 2;
console.log(a / 2 / g, a /g/ 1, /a/g.test('a'), [/=/.test('=')][0]);
//> 2 4 true true

// --- regular expression after a parenthesis
if (true) /x/.test('x');
console.log((1) / 2);
//> 0.5

// --- chains over lines
var r = [1, 2, 3]
    .map(x => x * 2)
    .filter(x => x > 2);
console.log(r);
//> [4,6]

// --- member access of literals
console.log('abc'.length, [1, 2][1], {a: 1}.a, 1..toString(), 1.5.toFixed(0), (1).toString(), /a/.source, `x`.length, function () {}.length, true.toString());
//> 3 2 1 1 2 1 a 1 0 true

// --- new without arguments
function A() { this.x = 1; }
A.B = function () { this.y = 2; };
console.log(new A().x, (new A).x, new A.B().y, new (function () { this.z = 3; })().z, typeof new A);
//> 1 1 2 3 object

// --- new with member access
var o = {f: function () { this.q = 1; }};
console.log(new o.f().q, new o['f'].prototype.constructor().q);
//> 1 1

// --- ternary nests to the right
console.log(1 ? 2 : 3 ? 4 : 5, 0 ? 2 : 0 ? 4 : 5);
var a = 0 ? 1 : (2, 3);
console.log(a);
//> 2 5
//> 3

// --- comma
var a = (1, 2, 3);
for (var i = 0, j = 10; i < j; i++, j--);
console.log(a, i, j);
//> 3 5 5

// --- nullish coalescing
console.log(null ?? 1, undefined ?? 2, 0 ?? 3, '' ?? 4, false ?? 5, NaN ?? 6, null ?? undefined ?? 7);
console.log((null ?? 1) || 2, null ?? (0 || 3));
var called = 0;
console.log(1 ?? called++, called);
//> 1 2 0  false NaN 7
//> 1 3
//> 1 0

// --- exponent
console.log(2 ** 10, 2 ** 3 ** 2, (-3) ** 2, -(3 ** 2), 2 ** -1, 0 ** 0, NaN ** 0, (-8) ** (1 / 3));
var a = 3;
a **= 2;
console.log(a, 2 ** a);
//> 1024 512 9 -9 0.5 1 1 NaN
//> 9 512

// --- template literals
var a = 1, o = {b: [2]};
console.log(`a${a}b${o.b[0]}c`, `${a}${a}`, ``, `${`nested ${a}`}`, `line
two`);
console.log(`\n\t\x41\u0042\u{43}\`\${a}$ {a} $a`.length, `$`, `{}`, `\\`);
//> a1b2c 11  nested 1 line
//> two
//> 18 $ {} \

// --- template literals convert to strings
console.log(`${null} ${undefined} ${[1, 2]} ${{}} ${() => 1} ${1e21} ${-0}`);
show(() => `${Symbol('s')}`);
show(() => `${{toString() { return 't'; }, valueOf() { return 'v'; }}}`);
//> null undefined 1,2 [object Object] [object Function] 1e+21 0
//> TypeError: Cannot convert a Symbol value to a string
//> t

// --- tagged templates
function tag(s, a, b) { return [s.length, s.join('|'), a, b].join(';'); }
console.log(tag`x${1}y${2}z`, tag``);
//> 3;x|y|z;1;2 1;;;

// --- tagged templates: raw strings
function tag(s) { return s.raw && s.raw.join('|'); }
console.log(tag`a\n${1}b`);
//> undefined

// --- tagged templates: member as tag
var o = {v: 7, tag(s) { return this.v + s[0]; }};
console.log(o.tag`x`);
//> 7x

// --- String.raw does not exist
show(() => String.raw`a`);
//> TypeError: (intermediate value)["raw"] is not a function

// --- import of crypto
import c from 'crypto';
console.log(typeof c.createHash, c === require('crypto'));
//> function false

// --- import of querystring
import qs from 'querystring';
console.log(qs.parse('a=1').a);
//> 1

// --- import after code
console.log(typeof c);
import c from 'crypto';
console.log(typeof c);
//1> undefined
//> object
//2> object

// --- import in double quotes
import c from "crypto";
console.log(typeof c);
//> object

// --- import cannot be assigned
// versions: 2
import c from 'crypto';
show(() => { c = 1; });
//> undefined

// --- in operator inside for
for (var i = ('a' in {a: 1}) ? 3 : 4; i < 5; i++) console.log(i);
//> 3
//> 4

// --- void, typeof, delete
var o = {a: 1};
console.log(void 0, typeof void 0, typeof null, typeof o, typeof (() => 1), typeof 'a', typeof 1, typeof true, typeof undefined, typeof Symbol(), typeof /a/);
console.log(delete o.a, 'a' in o, delete o.a, delete o['b'], delete 1, delete 'x'.y);
//> undefined undefined object object function string number boolean undefined symbol object
//> true false true true true true

// --- long expression
var s = '1';
for (var i = 0; i < 10; i++) s = '(' + s + '+1)';
console.log(s);
console.log(((((((((((1+1)+1)+1)+1)+1)+1)+1)+1)+1)+1));
//> ((((((((((1+1)+1)+1)+1)+1)+1)+1)+1)+1)+1)
//> 11
