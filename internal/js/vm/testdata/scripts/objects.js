// --- literals
var k = 'key', o = { a: 1, 'b c': 2, 3: 'three', [k + 1]: 4, k, m() { return this.a }, get g() { return this.a + 1 }, set g(v) { this.a = v } }
log(o.a, o['b c'], o[3], o.key1, o.k, o.m(), o.g); o.g = 10; log(o.a, o.g); for (var i in o) log(i)
//> 1 2 three 4 key 1 2
//> 10 11
//> 3
//> a
//> b c
//> key1
//> k
//> m
//> g
// --- the last of equal names counts
var o = { a: 1, b: 2, a: 3 }; log(o.a, o.b); var p = { a: 1, get a() { return 2 } }; log(p.a)
//> 3 2
//> 2
// --- __proto__
function F() {} F.prototype.x = 5; var o = { __proto__: F.prototype, y: 1 }; log(o.x, o instanceof F, o.hasOwnProperty('x')); log({ __proto__: 5 }.x, { ['__proto__']: 5 }.__proto__)
//> 5 true false
//> undefined 5
// --- more properties than a literal evaluates at once
var o = { a0: 0, a1: 1, a2: 2, a3: 3, a4: 4, a5: 5, a6: 6, a7: 7, a8: 8, a9: 9, b0: 0, b1: 1, b2: 2, b3: 3, b4: 4, b5: 5, b6: 6, b7: 7, b8: 8, b9: 9, c0: 0, c1: 1, c2: 2, c3: 3, c4: 4, c5: 5, c6: 6, c7: 7, c8: 8, c9: 9, d0: 0, d1: 1, d2: 2, d3: 3, d4: function () { return 4 } }
log(o.a0, o.c9, o.d1, o.d2, o.d3, o.d4())
//> 0 9 1 2 3 4
// --- reading from undefined and null (V2)
try { undefined.a } catch (e) { log(e) } try { null[1] } catch (e) { log(e) } try { ({}).a.b } catch (e) { log(e) } try { ({}).a.b() } catch (e) { log(e) } try { null['a' + 1]++ } catch (e) { log(e) } delete null.x
//> TypeError: cannot get property "a" of undefined
//> TypeError: cannot get property "1" of null
//> TypeError: cannot get property "b" of undefined
//> TypeError: cannot get property "b" of undefined
//> TypeError: cannot get property "a1" of null
//! TypeError: cannot get property "x" of null
// --- 0.4.3 says undefined of null (V1)
try { null.a } catch (e) { log(e) }
//> TypeError: cannot get property "a" of undefined
// --- writing to what is no object
try { undefined.a = log('right side') } catch (e) { log(e) } try { (1).x = 2 } catch (e) { log(e) } try { 'abc'.length = 1 } catch (e) { log(e) } true['x'] = 1
//> right side
//> TypeError: property set on primitive undefined type
//> TypeError: property set on primitive number type
//> TypeError: property set on primitive string type
//! TypeError: property set on primitive boolean type
// --- objects as keys of undefined and null are not converted (V2)
var k = { toString: function () { log('converted'); return 'k' } }; try { null[k] } catch (e) { log(e) } try { null[k] = 1 } catch (e) { log(e) } try { null[k] += 1 } catch (e) { log(e) } try { null[[]]() } catch (e) { log(e) } try { delete null[log] } catch (e) { log(e) } try { null[true] = 1 } catch (e) { log(e) } log({ k: 1 }[k])
//> TypeError: cannot get property "[object Object]" of null
//> TypeError: cannot set property "[object Object]" of null
//> TypeError: cannot get property "[object Object]" of null
//> TypeError: cannot get property "[object Array]" of null
//> TypeError: cannot delete property "[object Function]" of null
//> TypeError: cannot set property "true" of null
//> converted
//> 1
// --- keys of compound assignment are converted once (V2)
var k = { toString: function () { log('converted'); return 'k' } }, o = { k: 1 }; o[k] += 1; log(o.k)
//> converted
//> 2
// --- in 0.4.3 twice (V1)
var k = { toString: function () { log('converted'); return 'k' } }, o = { k: 1 }; o[k] += 1; log(o.k)
//> converted
//> converted
//> 2
// --- read-only properties
var o = freeze({ a: 1 }); try { o.a = 2 } catch (e) { log(e) } try { o.b = 2 } catch (e) { log(e) } var g = { get x() { return 1 } }; g.x = 2
//> TypeError: Cannot assign to read-only property "a" of object
//> TypeError: Cannot add property "b", object is not extensible
//! TypeError: Cannot set property "x" of object which has only a getter
// --- one place in the code sees objects of many shapes
function x(o) { return o.x } function F() { this.x = 3 } F.prototype.y = 1; var d = {}; d.y = 1; d.x = 2; var all = [{ x: 1 }, d, new F(), { y: 1, x: 4 }, { __proto__: new F() }, [], 'str', 5, { get x() { return 6 } }]
all.forEach(function (o) { log(x(o)) }); all.forEach(function (o) { log(x(o)) })
//> 1
//> 2
//> 3
//> 4
//> 3
//> undefined
//> undefined
//> undefined
//> 6
//> 1
//> 2
//> 3
//> 4
//> 3
//> undefined
//> undefined
//> undefined
//> 6
// --- what a place has seen may change
function get(o) { return o.p } function F() {} F.prototype.p = 1; var o = new F(); log(get(o), get(o)); F.prototype.p = 2; log(get(o)); o.p = 3; log(get(o)); delete o.p; log(get(o)); delete F.prototype.p; log(get(o)); F.prototype = {}; log(get(o))
//> 1 1
//> 2
//> 3
//> 2
//> undefined
//> undefined
// --- a place that adds properties sees a setter appear
function F(v) { this.p = v } log(new F(1).p, new F(2).p); var seen = []; var proto = { set p(v) { seen.push(v) } }; F.prototype = proto; var o = new F(3); log(o.hasOwnProperty('p'), seen)
//> 1 2
//> false 3
// --- the prototype of each function is its own
var fs = [function () {}, function () {}]; function proto(f) { return f.prototype } log(proto(fs[0]) === proto(fs[1]), proto(fs[0]) === proto(fs[0]), proto(fs[1]).constructor === fs[1])
//> false true true
// --- length of arrays, strings and other objects
function len(x) { return x.length } log(len([1, 2]), len('häß'), len({ length: 7 }), len({}), len(function (a, b) {}), len(5)); var a = [1, 2, 3]; a.length = 1; log(a, a.length)
//> 2 3 7 undefined 2 undefined
//> 1 1
// --- for-in
for (var k in [4, 5]) log(k, typeof k); for (var k in 'ab') log(k); for (var k in null) log(k); for (var k in 5) log(k)
//> 0 string
//> 1 string
//> 0
//> 1
// --- for-in assigns to properties (V2)
var t = {}; for (t['x' + 1] in { z: 1 }) ; log(t.x1)
//> z
// --- for-in sees the properties that were there at the beginning
var o = { a: 1, b: 2 }; for (var k in o) { delete o.b; o.c = 1; log(k) } function P() {} P.prototype.x = 1; var p = new P(); p.y = 2; for (var k in p) log(k)
//> a
//> b
//> y
//> x
