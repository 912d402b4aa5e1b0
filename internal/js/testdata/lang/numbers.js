// Number, Boolean and Symbol; numbers as text. runtime.md 6.4, 6.13. parseInt and parseFloat are in globals.js.
//
// source: njs 0.4.3, 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }

// --- Number as a function
console.log(Number(), Number(''), Number(' 12 '), Number('1a'), Number(null), Number(undefined), Number(true), Number([]), Number([5]), Number({}), Number('0x1f'), Number('-5'), Number('+5'), Number('.5'), Number('5.'), Number('1e3'), Number('Infinity'), Number('-Infinity'), Number('infinity'), Number(new Date(7)));
show(() => Number(Symbol()));
//> 0 0 12 NaN 0 NaN 1 0 5 NaN 31 -5 5 0.5 5 1000 Infinity -Infinity NaN 7
//> TypeError: Cannot convert a Symbol value to a number

// --- Number of text: white space
console.log(Number('\n1'), Number('\u00a01'), Number('\ufeff1'), Number('\u20031'), Number('1 '), Number('1\t'), Number('\t\n '), Number('1 2'), Number('\u0085'));
console.log(Number('1\n'), Number('1\u00a0'));
//> 1 1 1 1 1 1 0 NaN NaN
//1> NaN NaN
//2> 1 NaN

// --- Number of text: prefixes and signs
console.log(Number('0b11'), Number('0o17'), Number('0B1'), Number('0O7'), Number('0x'), Number('0xg'), Number('-0x10'), Number('+0x10'), Number('0b2'), Number('0x '), Number('00012'), Number('1_000'), Number('--1'), Number('+-1'), Number('-'), Number('+'), Number('.'), Number('e5'), Number('1e'), Number('1e+'));
//1> NaN NaN NaN NaN NaN NaN -16 16 NaN 0 12 NaN NaN NaN NaN NaN NaN NaN NaN NaN
//2> 3 15 1 7 NaN NaN NaN NaN NaN 0 12 NaN NaN NaN NaN NaN NaN NaN NaN NaN

// --- Number of text: digits
console.log(Number('9007199254740993'), Number('0.1'), Number('123456789012345678901234567890'), Number('1e400'), Number('1e-400'), Number('5e-324'), Number('2.4e-324'), Number('0.0000001'), Number('1.7976931348623157e308'), Number('1.7976931348623159e308'), Number('-0'), 1 / Number('-0'));
//> 9007199254740992 0.1 1.2345678901234568e+29 Infinity 0 5e-324 0 1e-7 1.7976931348623157e+308 Infinity -0 -Infinity

// --- Number as a constructor
var n = new Number(5);
console.log(typeof n, n + 1, n == 5, n === 5, n instanceof Number, n.valueOf(), new Number() + 0, new Number('7') + 0);
//> object 6 true false true 5 0 7

// --- constants
console.log(Number.EPSILON, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, Number.MAX_VALUE, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN);
//> 2.220446049250313e-16 9007199254740991 -9007199254740991 1.7976931348623157e+308 Infinity -Infinity NaN

// --- MIN_VALUE is the smallest normal number
console.log(Number.MIN_VALUE);
//> 2.2250738585072014e-308

// --- isFinite, isInteger, isNaN, isSafeInteger
console.log(Number.isFinite(1), Number.isFinite('1'), Number.isFinite(Infinity), Number.isFinite(NaN), Number.isFinite());
console.log(Number.isInteger(1), Number.isInteger(1.5), Number.isInteger('1'), Number.isInteger(Infinity), Number.isInteger(-0), Number.isInteger(1e300), Number.isInteger());
console.log(Number.isNaN(NaN), Number.isNaN('x'), Number.isNaN(), Number.isNaN(undefined));
console.log(Number.isSafeInteger(9007199254740991), Number.isSafeInteger(9007199254740992), Number.isSafeInteger(1.5), Number.isSafeInteger('1'), Number.isSafeInteger(-9007199254740991), Number.isSafeInteger(NaN), Number.isSafeInteger(Infinity));
//> true false false false false
//> true false false false true true false
//> true false false false
//> true false false false true false false

// --- parseFloat and parseInt are other functions than the global ones
console.log(Number.parseFloat === parseFloat, Number.parseInt === parseInt, Number.parseFloat('1.5x'), Number.parseInt('12px'));
//> false false 1.5 12

// --- text of numbers
console.log([0, -0, 1, -1, 0.1, 123456789, 1e20, 1e21, 123e-20, 0.000001, 0.0000001, 1.5e-10, 100, 1e100, -1e-7, 1 / 3, 2 / 3, 100 / 3, 0.1 + 0.2, 5e-324, 1.7976931348623157e308, 4294967296, 2 ** 53, 2 ** 63, 2 ** 64, 123456.789e3].map(String).join(' '));
//> 0 0 1 -1 0.1 123456789 100000000000000000000 1e+21 1.23e-18 0.000001 1e-7 1.5e-10 100 1e+100 -1e-7 0.3333333333333333 0.6666666666666666 33.333333333333339 0.30000000000000007 5e-324 1.7976931348623157e+308 4294967296 9007199254740992 9223372036854776000 18446744073709552000 123456789

// --- text of numbers: the last digit is not always that of other engines
// source: njs 0.4.3, 0.7.12 (Grisu2)
console.log(0.1 + 0.2, 0.1 * 3, 1.1 * 1.1, 0.7 + 0.1, 4.35 * 100, 1.005 * 1000, 9.95 * 3, 1.15 + 2.30, 33.33 * 3);
//> 0.30000000000000007 0.30000000000000007 1.2100000000000002 0.7999999999999999 434.99999999999997 1004.9999999999999 29.849999999999999 3.4499999999999999 99.99

// --- toString with a radix
console.log((255).toString(16), (255).toString(2), (-255).toString(36), (0.5).toString(2), (0.1).toString(3), (3.75).toString(8), (1e21).toString(7), (2 ** 53).toString(36), NaN.toString(2), Infinity.toString(16), (0).toString(2), (-0).toString(2), (123.456).toString(36), (0.1).toString(2));
console.log((10).toString('2'), (10).toString(10), (10).toString(2.9));
show(() => (10).toString(undefined));
//> ff 11111111 -73 0.1 0.0022002200220022002200220022002201 3.6 5135235413265003022600000 2gosa7pa2gw NaN Infinity 0 0 3f.gez4w97ry 0.0001100110011001100110011001100110011001100110011001101
//> 1010 10 1010
//> RangeError

// --- toString: radix out of range
show(() => (1).toString(1));
show(() => (1).toString(37));
show(() => (1).toString(0));
show(() => (1).toString(-2));
show(() => (1).toString(NaN));
show(() => (1).toString(null));
show(() => (1).toString(Infinity));
show(() => (1).toString(Symbol()));
//> RangeError
//> RangeError
//> RangeError
//> RangeError
//> RangeError
//> RangeError
//> RangeError
//> TypeError: Cannot convert a Symbol value to a number

// --- toFixed
console.log((1.005).toFixed(2), (1.45).toFixed(1), (0.5).toFixed(0), (1.5).toFixed(0), (2.5).toFixed(0), (-1.5).toFixed(0), (123.456).toFixed(), (0).toFixed(2), (-0).toFixed(2), (1e21).toFixed(2), (1e20).toFixed(2), (-1e-10).toFixed(2), (0.000001).toFixed(7), NaN.toFixed(2), Infinity.toFixed(), (1.23e-10).toFixed(12), (10.235).toFixed(2), (8.345).toFixed(2), (0.1).toFixed(20), (0.1).toFixed(30), (123.456).toFixed('1'), (5).toFixed(undefined), (1.9).toFixed(0.9));
show(() => (1).toFixed(-1));
show(() => (1).toFixed(101));
show(() => (1).toFixed(100).length);
show(() => (1).toFixed(Infinity));
show(() => Number.prototype.toFixed.call('1', 2));
show(() => NaN.toFixed(101));
//> 1.00 1.4 1 2 3 -2 123 0.00 0.00 1e+21 100000000000000000000.00 -0.00 0.0000010 NaN Infinity 0.000000000123 10.23 8.35 0.10000000000000000555 0.100000000000000005551115123126 123.5 5 2
//> RangeError: digits argument must be between 0 and 100
//> RangeError: digits argument must be between 0 and 100
//> 102
//> RangeError: digits argument must be between 0 and 100
//> TypeError: unexpected value type:string
//> RangeError: digits argument must be between 0 and 100

// --- toPrecision
console.log((123.456).toPrecision(4), (0.00001).toPrecision(1), (123456).toPrecision(2), (1.25).toPrecision(2), (1.35).toPrecision(2), (0).toPrecision(3), (-0).toPrecision(2), (1e21).toPrecision(3), (123).toPrecision(3), (123).toPrecision(5), (99.99).toPrecision(3), (1e-7).toPrecision(2), (0.0001).toPrecision(3), NaN.toPrecision(2), Infinity.toPrecision(1), (123.456).toPrecision(), (123.456).toPrecision(undefined), (5e-324).toPrecision(3), (1.7976931348623157e308).toPrecision(5));
show(() => (1).toPrecision(0));
show(() => (1).toPrecision(101));
show(() => (1).toPrecision(100).length);
show(() => NaN.toPrecision(0));
show(() => Infinity.toPrecision(1000));
show(() => (1).toPrecision('x'));
show(() => Number.prototype.toPrecision.call({}, 2));
//> 123.5 0.00001 1.2e+5 1.2 1.4 0.00 0.0 1.00e+21 123 123.00 100 1.0e-7 0.000100 NaN Infinity 123.456 123.456 4.94e-324 1.7977e+308
//> RangeError: precision argument must be between 1 and 100
//> RangeError: precision argument must be between 1 and 100
//> 101
//> NaN
//> Infinity
//> RangeError: precision argument must be between 1 and 100
//> TypeError: unexpected value type:object

// --- toPrecision with more than 17 digits
console.log((0.1).toPrecision(25), (1 / 3).toPrecision(21), (445219).toPrecision(30), (2 ** 70).toPrecision(30));
//> 0.1000000000000000055500000 0.333333333333333314800 445218.999999999999990000000000 1180591620717411303500.00000000

// --- toExponential
console.log((123456).toExponential(), (123456).toExponential(2), (0).toExponential(), (0).toExponential(2), (-0).toExponential(1), (1.5e-7).toExponential(0), (-1.25).toExponential(1), NaN.toExponential(), Infinity.toExponential(2), (9.99).toExponential(1), (1e21).toExponential(3), (123).toExponential(undefined), (123.456).toExponential('2'), (5e-324).toExponential(), (0.1).toExponential(20));
show(() => (1).toExponential(-1));
show(() => (1).toExponential(101));
show(() => (1).toExponential(100).length);
show(() => NaN.toExponential(101));
show(() => Number.prototype.toExponential.call('1'));
//> 1.23456e+5 1.23e+5 0e+0 0.00e+0 0.0e+0 1e-7 -1.2e+0 NaN Infinity 1.0e+1 1.000e+21 1.23e+2 1.23e+2 5e-324 1.00000000000000005550e-1
//> RangeError: digits argument must be between 0 and 100
//> RangeError: digits argument must be between 0 and 100
//> 105
//> NaN
//> TypeError: unexpected value type:string

// --- valueOf and toString: wrong receiver
show(() => Number.prototype.valueOf.call('1'));
show(() => Number.prototype.toString.call('1'));
show(() => Number.prototype.toString.call(null));
show(() => Number.prototype.toString.call({}));
show(() => Number.prototype.valueOf.call(new Number(3)));
show(() => Number.prototype.toString.call(Number.prototype));
//> TypeError: unexpected value type:string
//> TypeError: unexpected value type:string
//> TypeError: unexpected value type:null
//> TypeError: unexpected value type:object
//> 3
//> 0

// --- toLocaleString does not exist
show(() => (1).toLocaleString());
//> TypeError: (intermediate value)["toLocaleString"] is not a function

// --- integers at the edges
console.log(9007199254740991 + 1, 9007199254740991 + 2, 9007199254740992 + 1, 2147483647 + 1, -2147483648 - 1, 4294967295 + 1, 2147483647 * 2147483647, 0x7fffffff | 0, 0x80000000 | 0);
//> 9007199254740992 9007199254740992 9007199254740992 2147483648 -2147483649 4294967296 4611686014132420800 2147483647 -2147483648

// --- Boolean
console.log(Boolean(), Boolean(0), Boolean('0'), Boolean(''), Boolean(NaN), Boolean([]), Boolean(null), Boolean(Symbol()), typeof new Boolean(false), new Boolean(false) ? 'object is true' : '', new Boolean(true) + 1, new Boolean(1).valueOf(), new Boolean('').toString(), true.toString(), true + true, Object(true) == true);
show(() => Boolean.prototype.toString.call(1));
show(() => Boolean.prototype.valueOf.call('true'));
show(() => Boolean.prototype.valueOf.call(null));
//> false false true false false true false true object object is true 2 true false true 2 true
//> TypeError: unexpected value type:number
//> TypeError: unexpected value type:string
//> TypeError: unexpected value type:null

// --- Symbol
var a = Symbol('a'), b = Symbol('a');
console.log(typeof a, a === a, a === b, a.toString(), a.description, Symbol().toString(), Symbol().description, Symbol('').description === '', Symbol(undefined).description, Symbol(null).description, Symbol(5).description, String(a));
show(() => new Symbol());
show(() => a + '');
show(() => `${a}`);
show(() => +a);
show(() => Symbol(Symbol()));
//> symbol true false Symbol(a) a Symbol() undefined true undefined null 5 Symbol(a)
//> TypeError: Symbol is not a constructor
//> TypeError: Cannot convert a Symbol value to a string
//> TypeError: Cannot convert a Symbol value to a string
//> TypeError: Cannot convert a Symbol value to a number
//> TypeError: Cannot convert a Symbol value to a string

// --- Symbol as a key
var s = Symbol('s'), o = {[s]: 1, a: 2};
console.log(o[s], Object.keys(o).length, JSON.stringify(o), s in o, Object.getOwnPropertySymbols(o).length, delete o[s], o[s]);
//> 1 1 {"a":2} true 1 true undefined

// --- Symbol: objects
var s = Symbol('s'), o = Object(s);
console.log(typeof o, o == s, o === s, o.valueOf() === s, o.toString(), o.description, !s, s ? 1 : 2);
show(() => Symbol.prototype.toString.call('a'));
show(() => Symbol.prototype.valueOf.call({}));
show(() => Object.getOwnPropertyDescriptor(Symbol.prototype, 'description').get.call(1));
//> object true false true Symbol(s) s false 1
//> TypeError: unexpected value type:string
//> TypeError: unexpected value type:object
//> TypeError: unexpected value type:number

// --- Symbol.for and Symbol.keyFor
console.log(0);
show(() => Symbol.for('a') === Symbol.for('a'));
show(() => Symbol.for('a') === Symbol('a'));
show(() => Symbol.keyFor(Symbol.for('k')));
show(() => Symbol.keyFor(Symbol('k')));
show(() => Symbol.keyFor(Symbol.iterator));
show(() => Symbol.keyFor('k'));
show(() => Symbol.for().description);
//> 0
//1> InternalError: not implemented
//1> InternalError: not implemented
//1> InternalError: not implemented
//1> InternalError: not implemented
//1> InternalError: not implemented
//1> InternalError: not implemented
//1> InternalError: not implemented
//2> true
//2> false
//2> k
//2> undefined
//2> undefined
//2> TypeError: is not a symbol
//2> undefined

// --- well-known symbols
console.log(['asyncIterator', 'hasInstance', 'isConcatSpreadable', 'iterator', 'match', 'matchAll', 'replace', 'search', 'species', 'split', 'toPrimitive', 'toStringTag', 'unscopables'].map(n => String(Symbol[n])).join(' '));
show(() => { Symbol.iterator = 1; });
//> Symbol(Symbol.asyncIterator) Symbol(Symbol.hasInstance) Symbol(Symbol.isConcatSpreadable) Symbol(Symbol.iterator) Symbol(Symbol.match) Symbol(Symbol.matchAll) Symbol(Symbol.replace) Symbol(Symbol.search) Symbol(Symbol.species) Symbol(Symbol.split) Symbol(Symbol.toPrimitive) Symbol(Symbol.toStringTag) Symbol(Symbol.unscopables)
//> TypeError: Cannot assign to read-only property "iterator" of function

// --- Symbol.toPrimitive
// versions: 2
var o = {[Symbol.toPrimitive](h) { return h === 'number' ? 42 : h; }};
show(() => +o);
show(() => `${o}`);
show(() => o + '');
show(() => Number(o));
show(() => +{[Symbol.toPrimitive]: 1, valueOf() { return 5; }});
//> NaN
//> [object Object]
//> [object Object]
//> NaN
//> 5

// --- literals are rounded like Number
console.log(1.797693134862315808e+308, 1.7976931348623159e308, 1e400, 1e-400, 2.4703282292062328e-324, 9007199254740993, 1e23, 1e23 === Number('1e23'), 3.637594352139908e+34 === parseFloat('3.637594352139908e+34'));
//> 1.7976931348623157e+308 Infinity Infinity 0 5e-324 9007199254740992 9.999999999999999e+22 true true
