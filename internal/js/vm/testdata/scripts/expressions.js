// --- operands are evaluated from left to right, and keep their values
var a = 1; log(a + (a = 5)); log(a + a++ + a); function f(x) { return x + (x = 3) + x++ + x } log(f(1))
//> 6
//> 16
//> 11
// --- arrays and arguments take values as they come
function f() { var a = 1; log(a, a = 3, a++, a); return [a, a = 5, a] } log(f())
//> 1 3 3 4
//> 4,5,5
// --- an index is evaluated before what comes after it
function f() { var i = 0, a = []; a[i] = i = 1; a[i++] = i++; log(a, i); a[i] = a[i = 0]; return a } log(f())
//> 1,2 3
//> 1,2,,1
// --- compound assignment takes the old value first
var a = 1, o = { x: 1 }; a += (a = 4); o.x += (o.x = 5); log(a, o.x); function f(b) { b -= (b = 4); return b } log(f(10))
//> 5 6
//> 6
// --- postfix and prefix
function f() { var s = '5', u; u++; log(s++, s, ++s, s--, --s, u); var o = { n: 1 }; log(o.n++, o.n, ++o.n, o['n']--, o.n); o = o.n++; log(o) } f()
//> 5 6 7 7 5 NaN
//> 1 2 3 3 2
//> 2
// --- arithmetic
log(7 % 3, -7 % 3, 7 % -3, 5.5 % 2, 1 / 0, -1 / 0, 0 / 0, 2 ** 10, (-2) ** 3, 2 ** -1, '6' * '7', null + 1, true + true, undefined + 1)
//> 1 -1 1 1.5 Infinity -Infinity NaN 1024 -8 0.5 42 1 2 NaN
// --- negative zero
log(1 / (0 * -1), 1 / -0, 1 / (-4 % 2), 1 / (0 + -0), 1 / -'0')
//> -Infinity -Infinity -Infinity Infinity -Infinity
// --- bits
log(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 33, -1 >>> 0, -1 >> 1, 4294967297 & 3, 1e20 | 0, NaN | 0, '12' & 10, 2147483648 | 0, -1 << 31, 1.9 | 0, -1.9 | 0)
//> 1 7 6 -6 2 4294967295 -1 1 1661992960 0 8 -2147483648 -2147483648 1 -1
// --- addition of strings
log('a' + 1, 1 + 'a', 'a' + null, 1 + 2 + 'b' + 3 + 4, [1, 2] + '', {} + 'x', 'a' + undefined)
//> a1 1a anull 3b34 1,2 [object Object]x aundefined
// --- comparison
log('b' > 'a', '10' < '9', 10 < '9', null >= 0, undefined >= 0, NaN < 1, !(NaN < 1), 'a' <= 'a', 2 >= 3)
log(1 == '1', null == undefined, null == 0, NaN == NaN, '' == 0, true == 1, [1] == 1, 1 === 1, '1' === 1, 'ab' === 'a' + 'b', NaN !== NaN)
//> true true false true false false true true false
//> true true false false true true true true false true true
// --- operands of comparisons are converted from the left
function v(n, t) { return { valueOf: function () { log(t); return n } } } log(v(1, 'l') > v(2, 'r'), v(1, 'l') <= v(2, 'r'))
//> l
//> r
//> l
//> r
//> false true
// --- branches on comparisons with NaN
function f(a, b) { if (!(a < b)) log('nlt'); if (!(a >= b)) log('nge'); if (a > b) log('gt'); while (a <= b) { log('le'); break } } f(NaN, 1); f(2, 2)
//> nlt
//> nge
//> nlt
//> le
// --- logic
log(0 || 5, 0 && fail(), '' || 'x', 1 && 2, null || undefined, !'' && !0, !!'a', !{})
log(null ?? 1, 0 ?? fail(), undefined ?? null ?? 2, (0 || null) ?? 3)
//> 5 0 x 2 undefined true true false
//> 1 0 2 3
// --- conditions of logic
function f(a, b, c) { if (a && (b || !c)) return 1; if (!(a || b) && c) return 2; return a ? b ? 3 : 4 : 5 }
log(f(1, 1, 0), f(1, 0, 0), f(1, 0, 1), f(0, 0, 1), f(0, 0, 0), f(0, 1, 1))
//> 1 1 4 2 5 5
// --- comma and void
var a = (1, 2, 3); log(a, void fail, (a++, a))
//> 3 undefined 4
// --- typeof
log(typeof null, typeof undefined, typeof log, typeof {}, typeof 1, typeof 'a', typeof true, typeof (() => 1))
//> object undefined function object number string boolean function
// --- templates
var o = { toString: function () { return 'str' }, valueOf: function () { return 1 } }; log(`a${1}b${null}${undefined}`, `${o}${o + 1}`, ``, `x`, `${'y'}`, `a
b`)
//> a1bnullundefined str2  x y a
//> b
// --- tagged templates
function tag(s, a, b) { log(s, a, b, arguments.length, this === undefined) } tag`x${1}y${2}`; var o = { tag: function () { log(this === o) } }; o.tag``
//> x,y, 1 2 3 true
//> true
// --- in, delete and instanceof
var o = { a: 1 }, p = [1, , 3]; log('a' in o, 'b' in o, 1 in p, 2 in p, delete o.a, 'a' in o, delete p[0], 0 in p, delete o['zz'], delete 5, p)
function F() {} var x = new F(); log(x instanceof F, x instanceof Object, {} instanceof F, 1 instanceof F)
//> true false false true true false true false true true ,,3
//> true true false false
// --- errors of in, delete and instanceof
try { 'a' in 'abc' } catch (e) { log(e) } try { 1 instanceof 1 } catch (e) { log(e) } try { delete freeze({ a: 1 }).a } catch (e) { log(e) } try { delete 'abc'.length } catch (e) { log(e) }
function F() {} F.prototype = 1; try { ({}) instanceof F } catch (e) { log(e) }
//> TypeError: property "in" on primitive string type
//> TypeError: right argument is not callable
//> TypeError: Cannot delete property "a" of object
//> TypeError: Cannot delete property "length" of string
//> TypeError: Function has non-object prototype in instanceof
// --- spaces of literals: holes and many elements
log([1, , 3].length, [,].length, [1, 2, 3,].length, [0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,,35].length)
//> 3 1 3 36
// --- symbols cannot be converted, whatever stands on the other side
try { ({ toString: function () { return {} }, valueOf: function () { return {} } }) + 1 } catch (e) { log(e) }
//> TypeError: Cannot convert object to primitive value
