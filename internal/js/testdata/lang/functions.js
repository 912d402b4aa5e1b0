// Functions: parameters, this, arguments, closures, call, apply, bind, constructors, names. runtime.md 3, 6.7.
//
// source: njs 0.4.3, 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }

// --- declaration and expression
function a(x) { return x + 1; }
var b = function (x) { return x + 2; };
var c = function named(x) { return x < 1 ? 0 : x + named(x - 1); };
console.log(a(1), b(1), c(4));
//> 2 3 10

// --- the name of a function expression is local
var f = function inner() { return typeof inner; };
console.log(f(), typeof inner);
//> function undefined

// --- the name of a function expression cannot be assigned
var f = function inner() { inner = 1; return typeof inner; };
show(f);
//1> number
//2> TypeError: assignment to constant variable

// --- missing and extra arguments
function f(a, b) { return [a, b].length + ' ' + a + ' ' + b; }
console.log(f(), '|', f(1), '|', f(1, 2, 3));
//> 2 undefined undefined | 2 1 undefined | 2 1 2

// --- no return value
console.log((function () {})(), (function () { return; })(), (() => {})());
//> undefined undefined undefined

// --- length
console.log((function () {}).length, (function (a, b) {}).length, ((a, ...b) => 1).length, (function (...a) {}).length, (a => 1).length);
//> 0 2 1 0 1

// --- length is not writable
show(() => { (function (a) {}).length = 5; });
var f = function (a) {};
Object.defineProperty(f, 'length', {value: 7});
console.log(f.length);
//> TypeError: Cannot assign to read-only property "length" of function
//1> 1
//2> 7

// --- length can be defined in 2.0
function seen(f, d) { Object.defineProperty(f, 'length', d); return f.length + ' ' + JSON.stringify(Object.getOwnPropertyDescriptor(f, 'length')); }
console.log(seen(function (a) {}, {value: 7}), seen(Math.max, {value: 7, enumerable: true}), seen((a => 1).bind(), {value: 7}));
var f = (a, b) => 1;
delete f.length;
console.log(f.length, seen(f, {value: 7}), seen(function (a) {}, {configurable: false}));
Object.defineProperty(f = function (a) {}, 'length', {get: () => 7});
console.log(f.length);
//1> 1 {"value":1,"writable":false,"enumerable":false,"configurable":true} 2 {"value":2,"writable":false,"enumerable":true,"configurable":true} 1 {"value":1,"writable":false,"enumerable":false,"configurable":true}
//2> 7 {"value":7,"writable":false,"enumerable":false,"configurable":true} 7 {"value":7,"writable":false,"enumerable":true,"configurable":true} 7 {"value":7,"writable":false,"enumerable":false,"configurable":true}
//> 0 7 {"value":7,"writable":false,"enumerable":false,"configurable":false} 1 {"value":1,"writable":false,"enumerable":false,"configurable":false}
//1> 1
//2> 7

// --- name
// versions: 2
function f() {}
var g = function () {}, h = function k() {}, i = () => 1, o = {m() {}, n: function () {}, get p() { return 1; }};
console.log([f.name, g.name, h.name, i.name, o.m.name, o.n.name, Object.getOwnPropertyDescriptor(o, 'p').get.name].map(s => JSON.stringify(s)).join());
//> "f","g","k","i","m","n",null

// --- name in 1.0
// versions: 1
function f() {}
console.log(f.name, (function g() {}).name, parseInt.name);
//>   parseInt

// --- functions are objects
function f() {}
f.x = 1;
f['y z'] = 2;
console.log(f.x, f['y z'], f instanceof Function, f instanceof Object, typeof f.prototype, f.prototype.constructor === f);
//> 1 2 true true object true

// --- text of a function
console.log(String(function f(a) { return a; }), String(parseInt), String(() => 1), (function () {}).toString());
console.log(Object.prototype.toString.call(function () {}));
//> [object Function] [object Function] [object Function] [object Function]
//> [object Function]

// --- rest parameters
function f(a, ...r) { return a + ':' + r.join() + ':' + r.length + Array.isArray(r); }
console.log(f(), f(1), f(1, 2), f(1, 2, 3));
console.log(((...r) => r.length)(1, 2, 3), (function (...r) { return arguments.length; })(1, 2));
//> undefined::0true 1::0true 1:2:1true 1:2,3:2true
//> 3 2

// --- arrow functions: forms
var a = () => 1, b = x => x, c = (x) => { return x; }, d = (x, y) => x + y, e = () => ({v: 1}), f = x => y => x + y, g = async1 => async1;
console.log(a(), b(2), c(3), d(4, 5), e().v, f(6)(7), g(8));
//> 1 2 3 9 1 13 8

// --- arrow functions: line end after the arrow
var f = x =>
    x * 2;
console.log(f(4));
//> 8

// --- arrow functions: this is that of the surrounding function
function f() { return (() => this.v)(); }
console.log(f.call({v: 1}));
var o = {v: 2, m() { return [1].map(() => this.v)[0]; }};
console.log(o.m(), (() => this === globalThis)());
//> 1
//> 2 true

// --- arrow functions: call, apply and bind do not change this
function f() { return () => this.v; }
var g = f.call({v: 1});
console.log(g.call({v: 2}), g.apply({v: 3}), g.bind({v: 4})());
//> 1 1 1

// --- arrow functions: arguments of the surrounding function
function f() { return (() => arguments[0])(9); }
show(() => f(7));
//> 7

// --- arrow functions are no constructors
var f = () => 1;
show(() => new f());
console.log(f.prototype, 'prototype' in f);
//> TypeError: function is not a constructor
//> undefined false

// --- arrow functions: lower precedence than everything
var f = a => a ? 1 : 2, g = a => (a, 3);
console.log(f(0), g(0), (a => a + 1, 5));
//> 2 3 5

// --- arguments
function f() { return arguments.length + ' ' + arguments[0] + ' ' + arguments[1] + ' ' + typeof arguments; }
console.log(f(), '|', f('a'), '|', f(1, 2, 3));
//> 0 undefined undefined object | 1 a undefined object | 3 1 2 object

// --- arguments is not linked to parameters
function f(a) { a = 2; var r = arguments[0]; arguments[0] = 3; return r + ' ' + a; }
console.log(f(1));
//> 1 2

// --- arguments is no array
(function () { console.log(Array.isArray(arguments), Array.prototype.slice.call(arguments, 1).join(), arguments.map, Object.prototype.toString.call(arguments)); })(1, 2, 3);
//> false 2,3 undefined [object Arguments]

// --- arguments.callee
(function () { show(() => 1); try { arguments.callee; } catch (e) { console.log(String(e)); } })();
//> 1
//> TypeError: "caller", "callee", "arguments" properties may not be accessed

// --- arguments beside captured variables
function f(a) { var r = arguments[0], u; return [1].map(n => [n, a, r, u, arguments.length]); }
function g() { var r = arguments.length, s = () => r; return s() + arguments[1]; }
console.log(f(7, 8), g(1, 2), (function h() { var k = 3; return () => [k, arguments[0], typeof h]; })(4)());
//> [[1,7,7,undefined,2]] 4 [3,4,'function']

// --- arguments can be changed
(function () { arguments[5] = 'x'; arguments.length = 1; delete arguments[0]; console.log(0 in arguments, arguments.length, arguments[5]); })(1, 2);
//> false 1 x

// --- caller and arguments of a function
function f() {}
show(() => f.caller);
show(() => f.arguments);
//> TypeError: "caller", "callee", "arguments" properties may not be accessed
//> TypeError: "caller", "callee", "arguments" properties may not be accessed

// --- this
function f() { return this; }
var o = {f: f};
console.log(f(), o.f() === o, (0, o.f)(), o['f']() === o, (o.f)() === o);
//> undefined true undefined true true

// --- this is not boxed
function f() { return typeof this; }
console.log(f.call(1), f.call('a'), f.call(null), f.call(undefined), f.call(true));
//> number string object undefined boolean

// --- this in a getter of a primitive
Object.defineProperty(Number.prototype, 'type', {get: function () { return typeof this; }});
console.log((1).type);
//> number

// --- call
function f(a, b) { return this.x + a + b; }
console.log(f.call({x: 1}, 2, 3), isNaN(f.call({x: 1})));
show(() => f.call());
show(() => Function.prototype.call.call(1));
//> 6 true
//> TypeError: cannot get property "x" of undefined
//> TypeError: "this" argument is not a function

// --- apply
function f(a, b) { return this.x + a + b; }
console.log(f.apply({x: 1}, [2, 3]), f.apply({x: 1}, {length: 2, 0: 4, 1: 5}));
console.log(Math.max.apply(null, [1, 3, 2]), (function () { return arguments.length; }).apply(null, null), (function () { return arguments.length; }).apply(null));
show(() => f.apply({}, 1));
show(() => f.apply({}, 'ab'));
show(() => Function.prototype.apply.call({}));
//> 6 10
//> 3 0 0
//> TypeError: second argument is not an array-like object
//> TypeError: second argument is not an array-like object
//> TypeError: "this" argument is not a function

// --- apply with many arguments
console.log(Math.max.apply(null, Array(1000).fill(1).map((v, i) => i)));
//> 999

// --- apply with too many
// versions: 2
show(() => Math.max.apply(null, {length: 1e9}));
//> InternalError: argument list is too long

// --- bind
function f(a, b) { return this.x + ' ' + a + ' ' + b; }
var g = f.bind({x: 1}, 2);
console.log(g(3), g.length, f.bind({x: 5}).call({x: 6}), g.bind({x: 7}, 8)());
//1! InternalError: chain of bound function are not supported
//2> 1 2 3 1 5 undefined undefined 1 2 8

// --- bind: as a constructor
function P(x, y) { this.x = x; this.y = y; }
var B = P.bind(null, 1), p = new B(2);
console.log(p.x, p.y, p instanceof P, p instanceof B, B.prototype);
//> 1 2 true true undefined

// --- bind: name and length
// versions: 2
function f(a, b, c) {}
console.log(f.bind().name, f.bind(null, 1).length, f.bind(null, 1, 2, 3, 4).length, (() => 1).bind().name, f.bind().bind().name);
//> bound f 2 0 bound  bound bound f

// --- bind: errors
show(() => Function.prototype.bind.call({}));
show(() => (1).bind());
//> TypeError: "this" argument is not a function
//> TypeError: (intermediate value)["bind"] is not a function

// --- calling what is no function
show(() => undefined());
show(() => null());
show(() => (1)());
show(() => 'a'());
show(() => ({})());
show(() => [1]());
show(() => (void 0)());
show(() => { var f; f(); });
show(() => { var o = {}; o.m(); });
show(() => { var o = {}; o['a b'](); });
show(() => { var o = {a: {}}; o.a.b(); });
show(() => { var o = {a: 1}; o.a(); });
show(() => { var a = [1]; a[0](); });
show(() => { var k = 'key', o = {}; o[k](); });
show(() => { var o = {}; o[Symbol('s')](); });
show(() => 'a'.noSuch());
show(() => (1).noSuch());
show(() => globalThis.noSuch());
show(() => JSON.noSuch());
show(() => Math.noSuch(1));
show(() => [].flat());
//> TypeError: undefined is not a function
//> TypeError: null is not a function
//> TypeError: number is not a function
//> TypeError: string is not a function
//> TypeError: object is not a function
//> TypeError: array is not a function
//> TypeError: undefined is not a function
//> TypeError: undefined is not a function
//> TypeError: (intermediate value)["m"] is not a function
//> TypeError: (intermediate value)["a b"] is not a function
//> TypeError: (intermediate value)["b"] is not a function
//> TypeError: (intermediate value)["a"] is not a function
//> TypeError: (intermediate value)["0"] is not a function
//> TypeError: (intermediate value)["key"] is not a function
//> TypeError: (intermediate value)["Symbol(s)"] is not a function
//> TypeError: (intermediate value)["noSuch"] is not a function
//> TypeError: (intermediate value)["noSuch"] is not a function
//> TypeError: (intermediate value)["noSuch"] is not a function
//> TypeError: (intermediate value)["noSuch"] is not a function
//> TypeError: (intermediate value)["noSuch"] is not a function
//> TypeError: (intermediate value)["flat"] is not a function

// --- calling a member of undefined and null
show(() => { var o = {}; o.a.b(); });
show(() => undefined.x());
show(() => null['y']());
show(() => null[0]);
show(() => undefined[Symbol('s')]);
show(() => { var o = null; o.x = 1; });
show(() => { var o; o[0] = 1; });
show(() => { var o; o['k'] = 1; });
show(() => { var o; o.x++; });
show(() => { var o; delete o.x; });
show(() => { var o; 'x' in o; });
//> TypeError: cannot get property "b" of undefined
//> TypeError: cannot get property "x" of undefined
//1> TypeError: cannot get property "y" of undefined
//1> TypeError: cannot get property "0" of undefined
//2> TypeError: cannot get property "y" of null
//2> TypeError: cannot get property "0" of null
//> TypeError: cannot get property "unknown" of undefined
//> TypeError: property set on primitive null type
//> TypeError: property set on primitive undefined type
//> TypeError: property set on primitive undefined type
//> TypeError: cannot get property "x" of undefined
//> TypeError: cannot get property "x" of undefined
//> TypeError: property "in" on primitive undefined type

// --- constructing what is no constructor
show(() => new 1());
show(() => new undefined());
show(() => new ({})());
show(() => new Math());
show(() => new parseInt());
show(() => new Math.max());
show(() => new Symbol());
show(() => { var o = {}; new o.x(); });
show(() => new JSON.parse());
//> TypeError: number is not a function
//> TypeError: undefined is not a function
//> TypeError: object is not a function
//> TypeError: object is not a function
//> TypeError: function is not a constructor
//> TypeError: function is not a constructor
//> TypeError: Symbol is not a constructor
//> TypeError: (intermediate value)["x"] is not a function
//> TypeError: function is not a constructor

// --- constructors
function A(x) { this.x = x; }
A.prototype.get = function () { return this.x; };
var a = new A(1);
console.log(a.x, a.get(), a instanceof A, a.constructor === A, Object.getPrototypeOf(a) === A.prototype);
//> 1 1 true true true

// --- constructors that return
function A() { this.x = 1; return {x: 2}; }
function B() { this.x = 1; return 2; }
function C() { this.x = 1; return null; }
function D() { this.x = 1; return [5]; }
console.log(new A().x, new B().x, new C().x, new D()[0]);
//> 2 1 1 5

// --- constructors: prototype replaced
function A() {}
var a = new A();
A.prototype = {x: 1};
var b = new A();
A.prototype = 5;
var c = new A();
console.log(a.x, b.x, c instanceof Object, Object.getPrototypeOf(c) === Object.prototype);
//> undefined 1 true true

// --- inheritance
function Animal(n) { this.n = n; }
Animal.prototype.say = function () { return this.n + ' speaks'; };
function Dog(n) { Animal.call(this, n); }
Dog.prototype = Object.create(Animal.prototype);
Dog.prototype.constructor = Dog;
Dog.prototype.say = function () { return Animal.prototype.say.call(this) + ' woof'; };
var d = new Dog('rex');
console.log(d.say(), d instanceof Animal, d instanceof Dog, Animal.prototype.isPrototypeOf(d));
//> rex speaks woof true true true

// --- instanceof
console.log([] instanceof Array, [] instanceof Object, {} instanceof Array, 1 instanceof Number, new Number(1) instanceof Number, null instanceof Object, (() => 1) instanceof Function);
show(() => ({}) instanceof 1);
show(() => ({}) instanceof {});
show(() => ({}) instanceof (() => 1));
show(() => ({}) instanceof undefined);
//> true true false false true false true
//> TypeError: right argument is not callable
//> TypeError: right argument is not callable
//> false
//> TypeError: right argument is not callable

// --- closures
function add(a) { return function (b) { a += b; return a; }; }
var f = add(1), g = add(10);
console.log(f(1), f(1), g(1), f(1));
//> 2 3 11 4

// --- closures over var in a loop
var f = [];
for (var i = 0; i < 3; i++) { f.push(function () { return i; }); }
console.log(f[0](), f[2]());
//> 3 3

// --- closures with a function per turn
var f = [];
for (var i = 0; i < 3; i++) { (function (j) { f.push(() => j); })(i); }
console.log(f[0](), f[1](), f[2]());
//> 0 1 2

// --- closures through three levels
function a() { var x = 1; return function () { var y = 2; return function () { x++; y++; return x + y; }; }; }
var f = a()();
console.log(f(), f());
//> 5 7

// --- closures and recursion
function f(n) { var g = () => n; return n ? f(n - 1).concat(g) : [g]; }
console.log(f(3).map(h => h()).join());
//> 0,1,2,3

// --- closures over parameters and arguments
function f(a) { return [() => a, v => { a = v; }]; }
var p = f(1);
p[1](5);
console.log(p[0]());
//> 5

// --- recursion
function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
function even(n) { return n === 0 || odd(n - 1); }
function odd(n) { return n !== 0 && even(n - 1); }
console.log(fib(15), even(20), odd(20));
//> 610 true false

// --- functions called at once
(function () { console.log('a'); })();
(function () { console.log('b'); }());
(() => console.log('c'))();
+function () { console.log('d'); }();
!function () { console.log('e'); }();
void function () { console.log('f'); }();
//> a
//> b
//> c
//> d
//> e
//> f

// --- a function of the same name as a parameter
function f(a) { function a() {} return typeof a; }
console.log(f(1));
//1> number
//2> function

// --- a variable of the same name as a parameter
function f(a) { var a; return a; }
function g(a) { var a = 2; return a; }
console.log(f(1), g(1));
//> 1 2

// --- arguments are evaluated from left to right
var s = '';
function f() { return s; }
f(s += 1, s += 2, s += 3);
console.log(s);
//> 123

// --- the callee is evaluated before the arguments
var o = {f: () => 'old'};
show(() => o.f(o = {f: () => 'new'}));
show(() => { var u; u.x(console.log('not evaluated')); });
//> old
//> TypeError: cannot get property "x" of undefined

// --- getters and setters as functions
var o = {get f() { return function (a) { return a + (this === o); }; }};
console.log(o.f(1));
//> 2

// --- many parameters
function f(a, b, c, d, e, g, h, i, j, k, l, m) { return a + b + c + d + e + g + h + i + j + k + l + m; }
console.log(f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
//> 78

// --- deep recursion within the limit
function f(n) { return n ? 1 + f(n - 1) : 0; }
console.log(f(150));
//> 150

// --- endless recursion
function f() { return f(); }
f();
//! RangeError: Maximum call stack size exceeded

// --- endless mutual recursion through built-in functions
function f() { return [1].map(f); }
show(f);
var o = {toString() { return '' + o; }};
show(() => '' + o);
var g = {get x() { return this.x; }};
show(() => g.x);
//> RangeError: Maximum call stack size exceeded
//> RangeError: Maximum call stack size exceeded
//> RangeError: Maximum call stack size exceeded

// --- Symbol.hasInstance
var C = {[Symbol.hasInstance](v) { return v === 1; }};
show(() => 1 instanceof C);
show(() => 2 instanceof C);
//> TypeError: right argument is not callable
//> TypeError: right argument is not callable

// --- handler as CloudFront Functions call it
function handler(event) { var r = event.request; r.headers['x-a'] = {value: 'b'}; return r; }
console.log(JSON.stringify(handler({request: {uri: '/', headers: {}}})));
//> {"uri":"/","headers":{"x-a":{"value":"b"}}}
