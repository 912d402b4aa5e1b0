// Operators and the conversions they make. runtime.md 3, 12.
//
// source: njs 0.4.3, 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }

// --- addition
console.log(1 + 2, '1' + 2, 1 + '2', 1 + null, 1 + undefined, 1 + true, 'a' + null, 'a' + undefined, 'a' + true);
console.log([] + [], [] + {}, [1, 2] + 3, {} + 1, (() => 1) + '', /a/g + '', new Date(0) + '' === new Date(0).toString());
console.log(0.1 + 0.2, 1e308 + 1e308, -0 + -0, -0 + 0);
//> 3 12 12 1 NaN 2 anull aundefined atrue
//>  [object Object] 1,23 [object Object]1 [object Function] /a/g true
//> 0.30000000000000007 Infinity -0 0

// --- addition of symbols
show(() => Symbol() + 1);
show(() => Symbol() + 'a');
show(() => 'a' + Symbol());
//> TypeError: Cannot convert a Symbol value to a number
//> TypeError: Cannot convert a Symbol value to a string
//> TypeError: Cannot convert a Symbol value to a string

// --- addition: valueOf before toString
console.log({valueOf() { return 1; }, toString() { return 'a'; }} + 1, {valueOf() { return {}; }, toString() { return 'a'; }} + 1, `${{valueOf() { return 1; }, toString() { return 'a'; }}}`);
show(() => ({valueOf() { return {}; }, toString() { return {}; }}) + 1);
show(() => Object.create(null) + 1);
//> 2 a1 a
//> TypeError: Cannot convert object to primitive value
//> TypeError: Cannot convert object to primitive value

// --- addition: dates are strings
var d = new Date(0);
console.log(typeof (d + 1), typeof (d - 1), d - 1, d * 1);
//> string number -1 0

// --- addition: Symbol.toPrimitive
var o = {[Symbol.toPrimitive](hint) { return hint; }};
show(() => o + '' + `${o}` + (o * 2));
//> [object Object][object Object]NaN

// --- subtraction, multiplication, division
console.log(5 - '2', '5' * '2', '6' / 2, 'a' - 1, [] * 2, [3] * [2], null * 5, undefined * 5, true * 3, {} - 1);
console.log(1 / 0, -1 / 0, 0 / 0, 1 / -0, Infinity - Infinity, Infinity * 0, 5 / '0');
//> 3 10 3 NaN 0 6 0 NaN 3 NaN
//> Infinity -Infinity NaN -Infinity NaN NaN Infinity

// --- remainder
console.log(5 % 3, -5 % 3, 5 % -3, 5.5 % 2, 1 / (-4 % 2), 5 % 0, Infinity % 2, 2 % Infinity, 0 % 5, '7' % '4', -1 % 4294967296);
//> 2 -2 2 1.5 -Infinity NaN NaN 2 0 3 -1

// --- exponent
console.log(2 ** 0.5, 2 ** 1023 * 2, (-2) ** 3, (-2) ** 0.5, 1 ** Infinity, (-1) ** Infinity, 10 ** -5, '2' ** '3', 10 ** 308, 10 ** 309);
//> 1.4142135623730952 Infinity -8 NaN NaN NaN 0.00001 8 1e+308 Infinity

// --- unary plus and minus
console.log(+'12', +'', +' 1 ', +'1a', +null, +undefined, +true, +[], +[5], +[1, 2], +{}, +'0x10', +'1e3', -'5', -null, 1 / -0, - -1);
show(() => +Symbol());
//> 12 0 1 NaN 0 NaN 1 0 5 NaN NaN 16 1000 -5 -0 -Infinity 1
//> TypeError: Cannot convert a Symbol value to a number

// --- unary plus of a string in 1.0 and 2.0
console.log(+'0b11', +'0o7', +'-0x1', +'1\n', +'\u00a01');
//1> NaN NaN -1 NaN 1
//2> 3 7 NaN 1 1

// --- increment and decrement
var a = 1, b = '5', c = 'x', d = null, e, t = true;
console.log(a++, ++a, a--, --a, b++, b, typeof b, ++c, d++, d, e++, e, ++t);
//> 1 3 3 1 5 6 number NaN 0 1 NaN NaN 2

// --- increment of members
var o = {a: 1}, k = 0, arr = [5, 6];
console.log(o.a++, ++o.a, o['a']--, o.a, arr[k++]++, arr, k, o.none++, o.none);
//> 1 3 3 2 5 [6,6] 1 NaN NaN

// --- bitwise
console.log(5 & 3, 5 | 3, 5 ^ 3, ~5, ~~5.7, ~-1, 1 << 31, 1 << 32, 1 << 33, -1 >> 1, -1 >>> 0, -1 >>> 31, 5 >> 1, 2 ** 32 | 0, 2 ** 31 | 0, 2 ** 53 | 0, 1e20 | 0);
console.log('5' & '3', null | 1, undefined | 1, NaN | 0, Infinity | 0, -1.9 | 0, 1 << -1, 5 << '2', [] | 1, {} | 2);
show(() => Symbol() | 0);
//> 1 7 6 -6 5 0 -2147483648 1 2 -1 4294967295 1 2 0 -2147483648 0 1661992960
//> 1 1 1 0 0 -1 -2147483648 20 1 2
//> TypeError: Cannot convert a Symbol value to a number

// --- comparison
console.log(1 < 2, 2 < 1, 1 <= 1, 'a' < 'b', 'a' < 'B', 'abc' < 'abd', 'ab' < 'abc', '10' < '9', '10' < 9, 10 < '9', NaN < 1, NaN >= NaN, null < 1, undefined < 1, null >= 0, undefined == 0);
console.log([2] > 1, [1, 2] > 1, {} > 1, true > false, new Date(1) > new Date(0), '' < ' ', -0 < 0, Infinity > 1e308);
show(() => Symbol() < 1);
//> true false true true false true true true false false false false true false true false
//> true false false true true true false true
//> TypeError: Cannot convert a Symbol value to a number

// --- comparison of strings is by code points
console.log('\uffff' < '\u{10000}', 'é' > 'z', '😀' > '\ufffd');
//> true true true

// --- comparison: order of conversions
var s = '';
function v(n, x) { return {valueOf() { s += n; return x; }}; }
v('a', 1) < v('b', 2);
v('c', 1) > v('d', 2);
v('e', 1) <= v('f', 2);
v('g', 1) >= v('h', 2);
console.log(s);
//> abcdefgh

// --- equality
var pairs = [[1, '1'], [0, ''], [0, '0'], ['', '0'], [null, undefined], [null, 0], [undefined, 0], [null, false], [true, 1], [true, '1'], [true, 'true'], [false, ''], [false, '0'], [NaN, NaN], [[1], 1], [[1, 2], '1,2'], [{}, '[object Object]'], [[], ''], [[], 0], [[], false], ['a', 'a'], [' 1 ', 1], ['0x10', 16], [0, -0]];
console.log(pairs.map(p => p[0] == p[1] ? 't' : 'f').join(''));
console.log(pairs.map(p => p[0] === p[1] ? 't' : 'f').join(''));
console.log(pairs.map(p => p[0] != p[1] ? 't' : 'f').join(''), pairs.map(p => p[0] !== p[1] ? 't' : 'f').join(''));
//> tttftfffttfttftttttttttt
//> fffffffffffffffffffftfft
//> ffftftttfftfftffffffffff ttttttttttttttttttttfttf

// --- equality of objects and symbols
var o = {}, s = Symbol(), f = () => 1;
console.log(o == o, {} == {}, s == s, Symbol('a') == Symbol('a'), f === f, [] == [], Object(1) == 1, Object(1) === 1, Object(s) == s, s == 'a', new String('a') == new String('a'), new String('a') == 'a');
//> true false true false true false true false true false false true

// --- logical
console.log(1 && 2, 0 && 2, '' || 'b', 'a' || 'b', null && x, 1 || x, !1, !'', !!{}, undefined || null, 0 || NaN);
//> 2 0 b a null 1 false true true null NaN

// --- logical: right side is not evaluated
var n = 0;
true || n++;
false && n++;
null ?? (n += 10);
0 ?? n++;
console.log(n);
//> 10

// --- logical: mixed
console.log(1 || 0 && 0, (1 || 0) && 0, 0 || 1 && 2, !0 && 1, 1 && 2 || 3);
//> 1 0 2 1 2

// --- typeof
console.log([undefined, null, true, 1, 'a', Symbol(), {}, [], () => 1, /a/, new Date(), Math, JSON, parseInt, Array, NaN, new Number(1), new String('')].map(v => typeof v).join());
console.log(typeof notDefined, typeof typeof 1, typeof (1, 'a'));
//> undefined,object,boolean,number,string,symbol,object,object,function,object,object,object,object,function,function,number,object,object
//> undefined string string

// --- in
var o = {a: undefined, 7: 1}, arr = [1, , 3];
console.log('a' in o, 'b' in o, 7 in o, '7' in o, 'toString' in o, 0 in arr, '1' in arr, 3 in arr, 'length' in arr, Symbol.iterator in o);
show(() => 'a' in 'abc');
show(() => 'a' in 1);
show(() => 'length' in 'abc');
show(() => 'a' in null);
//> true false true true true true false false true false
//> TypeError: property "in" on primitive string type
//> TypeError: property "in" on primitive number type
//> TypeError: property "in" on primitive string type
//> TypeError: property "in" on primitive null type

// --- in: a number as a literal
// differs in 1: njs 0.4.3 turns the number into a string, wherever else the script has the same literal
var t = typeof 1;
console.log(1 in [1, 2], t, typeof 1);
//> true number number

// --- delete
var o = {a: 1, b: 2, c: {d: 1}}, arr = [1, 2, 3];
console.log(delete o.a, 'a' in o, delete o.none, delete o.c.d, delete arr[1], arr.length, 1 in arr, delete o['b'], Object.keys(o).join());
show(() => delete Object.freeze({x: 1}).x);
show(() => delete [].length);
show(() => delete 'abc'[0]);
show(() => delete 'abc'.length);
show(() => delete Math.PI);
show(() => delete (function () {}).prototype);
show(() => delete null.x);
//> true false true true true 3 false true c
//> TypeError: Cannot delete property "x" of object
//> TypeError: Cannot delete property "length" of array
//> TypeError: Cannot delete property "0" of string
//> TypeError: Cannot delete property "length" of string
//> TypeError: Cannot delete property "PI" of object
//> TypeError: Cannot delete property "prototype" of function
//1> TypeError: cannot get property "x" of undefined
//2> TypeError: cannot get property "x" of null

// --- void and comma
console.log(void 1, (1, 2), [(1, 2), 3], void (() => 1)());
//> undefined 2 [2,3] undefined

// --- assignment operators
var a = 10;
a += 5; a -= 3; a *= 2; a /= 4; a %= 4; a **= 3; a <<= 2; a >>= 1; a >>>= 1; a |= 6; a &= 5; a ^= 1;
console.log(a);
var s = 'a';
s += 1 + 2;
s += null;
console.log(s);
//> 5
//> a3null

// --- assignment is an expression
var a, b, c;
a = b = c = 5;
console.log(a, b, c, (a = 6) + a, a += a = 2);
//> 5 5 5 12 8

// --- assignment: members are evaluated from left to right
var log = '';
function o(n) { log += n; return {}; }
function k(n) { log += n; return 'k'; }
o('a')[k('b')] = k('c');
o('d')[k('e')] += k('f');
console.log(log);
//> abcdef

// --- assignment: the left side is read first
var a = 1;
a += (a = 5, 1);
console.log(a);
var o = {v: 1};
o.v += (o.v = 5, 1);
console.log(o.v);
//> 2
//> 2

// --- assignment to a property of a primitive
show(() => { 'abc'.x = 1; });
show(() => { (1).x = 1; });
show(() => { true.x = 1; });
show(() => { 'abc'[0] = 'z'; });
show(() => { 'abc'[5] = 'z'; });
show(() => { 'abc'.length = 1; });
show(() => { Symbol().x = 1; });
//> TypeError: property set on primitive string type
//> TypeError: property set on primitive number type
//> TypeError: property set on primitive boolean type
//> TypeError: property set on primitive string type
//> TypeError: property set on primitive string type
//> TypeError: property set on primitive string type
//> TypeError: property set on primitive symbol type

// --- assignment to properties that cannot be written
show(() => { Object.freeze({a: 1}).a = 2; });
show(() => { Object.freeze([1])[0] = 2; });
show(() => { Object.freeze([1])[1] = 2; });
show(() => { Object.freeze({}).b = 1; });
show(() => { Object.preventExtensions({}).b = 1; });
show(() => { Object.seal({}).b = 1; });
show(() => { ({get a() { return 1; }}).a = 2; });
show(() => { Math.PI = 3; });
show(() => { Object.create(Object.freeze({a: 1})).a = 2; });
show(() => { Object.create({get a() { return 1; }}).a = 2; });
show(() => { (function f() {}).name = 'x'; });
show(() => { 'x'.length = 2; });
show(() => { [].length = -1; });
show(() => { [].length = 1.5; });
//> TypeError: Cannot assign to read-only property "a" of object
//1> undefined
//2> TypeError: Cannot assign to read-only property "0" of array
//> TypeError: Cannot add property "1", object is not extensible
//> TypeError: Cannot add property "b", object is not extensible
//> TypeError: Cannot add property "b", object is not extensible
//> TypeError: Cannot add property "b", object is not extensible
//> TypeError: Cannot set property "a" of object which has only a getter
//> TypeError: Cannot assign to read-only property "PI" of object
//> TypeError: Cannot assign to read-only property "a" of object
//> TypeError: Cannot set property "a" of object which has only a getter
//> TypeError: Cannot assign to read-only property "name" of function
//> TypeError: property set on primitive string type
//> RangeError: Invalid array length
//> RangeError: Invalid array length

// --- property names
var o = {};
o[1] = 'a'; o['1'] = 'b'; o[1.5] = 'c'; o[true] = 'd'; o[null] = 'e'; o[undefined] = 'f'; o[[1, 2]] = 'g'; o[{}] = 'h'; o[-1] = 'i'; o[1e21] = 'j'; o[-0] = 'k'; o[NaN] = 'l';
console.log(Object.keys(o).sort().join(' '));
console.log(o[1], o['1.5'], o['true'], o['null'], o['1,2'], o['[object Object]'], o['-1'], o['1e+21'], o[0], o['NaN']);
//> -1 0 1 1,2 1.5 1e+21 NaN [object Object] null true undefined
//> b c d e g h i j k l

// --- property names: toString is called once
var n = 0, k = {toString() { n++; return 'k'; }}, o = {};
o[k] = 1;
o[k]++;
console.log(n, o.k);
//1> 3 2
//2> 2 2

// --- property names: errors
show(() => ({})[{toString() { throw new Error('name'); }}]);
show(() => ({})[Object.create(null)]);
show(() => { var o = {}; o[{toString() { return {}; }, valueOf() { return {}; }}] = 1; });
//> Error: name
//> TypeError: Cannot convert object to primitive value
//> TypeError: Cannot convert object to primitive value

// --- precedence
console.log(1 + 2 * 3, (1 + 2) * 3, 2 * 3 % 4, 1 + 2 + '3', '1' + 2 + 3, 1 < 2 === true, !1 + 1, -2 * -3, 1 << 2 + 1, 5 & 3 === 3, 1 | 2 ^ 3 & 4, typeof 1 + 1, 7 - 2 - 1, 2 ** 2 ** 0, 16 / 4 / 2, 1 ? 2 : 3 + 4);
//> 7 9 2 33 123 true 1 6 8 1 3 number1 4 2 2 2

// --- conversions of array and object to number
console.log(Number([]), Number([7]), Number(['8']), Number([1, 2]), Number({}), Number([[9]]), Number([null]), Number([undefined]), Number(new Date(5)), Number(new String('3')), Number(() => 1));
//> 0 7 8 NaN NaN 9 0 0 5 3 NaN

// --- concatenation of many pieces
var s = '';
for (var i = 0; i < 1000; i++) s += i % 10;
console.log(s.length, s.slice(0, 12), s.slice(-5), s[500]);
//> 1000 012345678901 56789 0

// --- concatenation in front
var s = '';
for (var i = 0; i < 100; i++) s = (i % 10) + s;
console.log(s.length, s.slice(0, 12));
//> 100 987654321098

// --- concatenation of different alphabets
var s = 'a' + 'é' + '日' + '😀' + '\n';
console.log(s.length, s.charCodeAt(3), s[2], s === 'aé日😀\n');
//> 5 128512 日 true

// --- equality of dates and numbers
var d = new Date(5);
console.log(d == 5, 5 == d, d == '5', d == d.toString(), d != 6, d + 1 === d.toString() + '1');
//> true true true false true true
