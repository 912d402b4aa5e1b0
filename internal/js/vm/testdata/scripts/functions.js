// --- arguments
function f(a, b) { a = 9; arguments[1] = 8; return arguments.length + ':' + arguments[0] + arguments[1] + arguments[2] + b } log(f(1, 2, 3), f())
//> 3:1832 0:undefined8undefinedundefined
// --- arguments of an arrow function are those around it
function f() { return (() => arguments[0])(2) } log(f(1)); function g() { return typeof arguments.callee } g()
//> 1
//! TypeError: "caller", "callee", "arguments" properties may not be accessed
// --- rest parameters
function f(a, ...r) { return a + '|' + r.length + '|' + r } log(f(), f(1), f(1, 2, 3), f.length); log(((...r) => r)(1, 2)); function g(...r) { return arguments.length + r.length } log(g(1, 2))
//> undefined|0| 1|0| 1|2|2,3 1
//> 1,2
//> 4
// --- fewer and more arguments than parameters
function f(a, b, c) { var d; return a + ',' + b + ',' + c + ',' + d } log(f(1), f(1, 2, 3, 4, 5))
//> 1,undefined,undefined,undefined 1,2,3,undefined
// --- this
var o = { f: function () { return this }, g: function () { return (() => this)() } }; var f = o.f; log(f(), o.f() === o, o.g() === o, (0, o.f)(), (o.f)() === o, o['f']() === o, typeof this)
//> undefined true true undefined true true object
// --- this of arrow functions inside arrow functions
function F() { this.v = 1; this.f = () => () => this.v++ } var o = new F(); log(o.f()(), o.f()(), o.v)
//> 1 2 3
// --- new
function F(a) { this.a = a } F.prototype.get = function () { return this.a }; log(new F(1).get(), new F().a, new F instanceof F); function G() { return { b: 2 } } log(new G().b); function H() { this.c = 3; return 5 } log(new H().c); var ns = { F: F }; log(new ns.F(7).a, new (function () { return F })()(1))
//> 1 undefined true
//> 2
//> 3
//! TypeError: property set on primitive undefined type
// --- what cannot be called or constructed
var o = { a: 1, m() {} }, u; try { o.a() } catch (e) { log(e) } try { o.zork() } catch (e) { log(e) } try { o['x' + 1]() } catch (e) { log(e) } try { u() } catch (e) { log(e) } try { (1)() } catch (e) { log(e) } try { ({})() } catch (e) { log(e) } try { [1]() } catch (e) { log(e) } try { null() } catch (e) { log(e) }
try { new o.a } catch (e) { log(e) } try { new 1 } catch (e) { log(e) } try { new (() => 1) } catch (e) { log(e) } try { new o.m } catch (e) { log(e) } try { new log } catch (e) { log(e) } try { u.x() } catch (e) { log(e) }
//> TypeError: (intermediate value)["a"] is not a function
//> TypeError: (intermediate value)["zork"] is not a function
//> TypeError: (intermediate value)["x1"] is not a function
//> TypeError: undefined is not a function
//> TypeError: number is not a function
//> TypeError: object is not a function
//> TypeError: array is not a function
//> TypeError: null is not a function
//> TypeError: (intermediate value)["a"] is not a function
//> TypeError: number is not a function
//> TypeError: function is not a constructor
//> TypeError: function is not a constructor
//> TypeError: function is not a constructor
//> TypeError: cannot get property "x" of undefined
// --- what is called is checked before its arguments are evaluated
var o = {}; try { o.f(log('not evaluated')) } catch (e) { log(e) } try { (1)(log('not evaluated')) } catch (e) { log(e) } try { new (() => 1)(log('not evaluated')) } catch (e) { log(e) }
//> TypeError: (intermediate value)["f"] is not a function
//> TypeError: number is not a function
//> TypeError: function is not a constructor
// --- names and lengths (V2)
var f = function () {}, g = () => 1; let h = function () {}; var o = { m() {}, p: function () {}, ['q' + 1]: () => 1, r: function named() {} }, x; x = function () {}; function d(a, b) {}
log(f.name, g.name, h.name, o.m.name, o.p.name, o.q1.name, o.r.name, x.name === '', d.name, d.length, (() => 1).name === '')
for (var k in f) log(k)
//> f g h m p q1 r true d 2 true
// --- functions have no own names in 0.4.3 (V1)
function d(a, b) {} log(d.hasOwnProperty('name'), d.hasOwnProperty('length'), d.length, d.hasOwnProperty('prototype'))
//> false true 2 true
// --- only functions that new accepts have a prototype (V2)
log((function () {}).hasOwnProperty('prototype'), (() => 1).hasOwnProperty('prototype'), ({ m() {} }).m.hasOwnProperty('prototype'), (async function () {}).hasOwnProperty('prototype'))
//> true false false false
// --- built-ins call back, and back again
var log2 = []; [1, 2].forEach(function (x) { [3, 4].forEach(y => { log2.push(x * y) }) }); log(log2); try { [1].forEach(function () { fail() }) } catch (e) { log(e) }
//> 3,4,6,8
//> TypeError: built-in failed
// --- recursion
function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2) } log(fib(15)); function even(n) { return n == 0 || odd(n - 1) } function odd(n) { return n != 0 && even(n - 1) } log(even(100), odd(100))
//> 610
//> true false
// --- many registers
function f(a) { return [a + 1, [a + 2, [a + 3, [a + 4, [a + 5, [a + 6, g(a, [a, [a, [a]]])]]]]]] } function g(a, b) { return a ? f(a - 1) : b } log(f(3).length, f(3)[1][0])
//> 2 5
