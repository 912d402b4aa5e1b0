// Math. runtime.md 6.5.
//
// source: njs 0.4.3, 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }
function all(f) { return [NaN, Infinity, -Infinity, 0, -0, 1, -1, 0.5, -0.5, 1.5, -1.5, 2.5, 1e10, 1e-10, undefined, null, '2', [], {}, true].map(v => { var r = f(v); return Object.is(r, -0) ? '-0' : String(typeof r === 'number' && r % 1 ? r.toPrecision(12) : r); }).join(' '); }

// --- abs
console.log(all(Math.abs), Math.abs());
//> NaN Infinity Infinity 0 0 1 1 0.500000000000 0.500000000000 1.50000000000 1.50000000000 2.50000000000 10000000000 1.00000000000e-10 NaN 0 2 0 NaN 1 NaN

// --- acos, asin, atan
console.log(all(Math.acos));
console.log(all(Math.asin));
console.log(all(Math.atan));
//> NaN NaN NaN 1.57079632679 1.57079632679 0 3.14159265359 1.04719755120 2.09439510239 NaN NaN NaN NaN 1.57079632669 NaN 1.57079632679 NaN 1.57079632679 NaN 0
//> NaN NaN NaN 0 -0 1.57079632679 -1.57079632679 0.523598775598 -0.523598775598 NaN NaN NaN NaN 1.00000000000e-10 NaN 0 NaN 0 NaN 1.57079632679
//> NaN 1.57079632679 -1.57079632679 0 -0 0.785398163397 -0.785398163397 0.463647609001 -0.463647609001 0.982793723247 -0.982793723247 1.19028994968 1.57079632669 1.00000000000e-10 NaN 0 1.10714871779 0 NaN 0.785398163397

// --- acosh, asinh, atanh
console.log(all(Math.acosh));
console.log(all(Math.asinh));
console.log(all(Math.atanh));
//> NaN Infinity NaN NaN NaN 0 NaN NaN NaN 0.962423650119 NaN 1.56679923697 23.7189981105 NaN NaN NaN 1.31695789692 NaN NaN 0
//> NaN Infinity -Infinity 0 -0 0.881373587020 -0.881373587020 0.481211825060 -0.481211825060 1.19476321729 -1.19476321729 1.64723114637 23.7189981105 1.00000000000e-10 NaN 0 1.44363547518 0 NaN 0.881373587020
//> NaN NaN NaN 0 -0 Infinity -Infinity 0.549306144334 -0.549306144334 NaN NaN NaN NaN 1.00000000000e-10 NaN 0 NaN 0 NaN Infinity

// --- atan2
console.log([[0, 0], [0, -0], [-0, 0], [-0, -0], [1, 0], [-1, 0], [1, 1], [-1, -1], [Infinity, Infinity], [1, Infinity], [NaN, 1], [1]].map(p => { var r = Math.atan2(p[0], p[1]); return Object.is(r, -0) ? '-0' : r.toPrecision(10); }).join(' '));
//> 0.000000000 3.141592654 -0 -3.141592654 1.570796327 -1.570796327 0.7853981634 -2.356194490 0.7853981634 0.000000000 NaN NaN

// --- cbrt
console.log(all(Math.cbrt), Math.cbrt(27).toPrecision(10), Math.cbrt(-8).toPrecision(10));
//> NaN Infinity -Infinity 0 -0 1 -1 0.793700525984 -0.793700525984 1.14471424255 -1.14471424255 1.35720880830 2154.43469003 0.000464158883361 NaN 0 1.25992104989 0 NaN 1 3.000000000 -2.000000000

// --- ceil, floor, round, trunc
console.log(all(Math.ceil));
console.log(all(Math.floor));
console.log(all(Math.round));
console.log(all(Math.trunc));
//> NaN Infinity -Infinity 0 -0 1 -1 1 -0 2 -1 3 10000000000 1 NaN 0 2 0 NaN 1
//> NaN Infinity -Infinity 0 -0 1 -1 0 -1 1 -2 2 10000000000 0 NaN 0 2 0 NaN 1
//> NaN Infinity -Infinity 0 -0 1 -1 1 -0 2 -1 3 10000000000 0 NaN 0 2 0 NaN 1
//> NaN Infinity -Infinity 0 -0 1 -1 0 -0 1 -1 2 10000000000 0 NaN 0 2 0 NaN 1

// --- round: halves and large numbers
console.log(Math.round(0.49999999999999994), Math.round(-0.5) === 0, 1 / Math.round(-0.4), Math.round(2.5), Math.round(-2.5), Math.round(4503599627370495.5), Math.round(9007199254740991), Math.round(-1e21), Math.round('1.5'), Math.round());
//> 0 true -Infinity 3 -2 4503599627370496 9007199254740991 -1e+21 2 NaN

// --- clz32
console.log(all(Math.clz32), Math.clz32(0xffffffff), Math.clz32(0x100000000), Math.clz32(256), Math.clz32());
//> 32 32 32 32 32 31 0 32 32 31 0 30 1 32 32 32 30 32 32 31 0 32 23 32

// --- cos, sin, tan
console.log(all(Math.cos));
console.log(all(Math.sin));
console.log(all(Math.tan));
//> NaN NaN NaN 1 1 0.540302305868 0.540302305868 0.877582561890 0.877582561890 0.0707372016677 0.0707372016677 -0.801143615547 0.873119622677 1 NaN 1 -0.416146836547 1 NaN 0.540302305868
//> NaN NaN NaN 0 -0 0.841470984808 -0.841470984808 0.479425538604 -0.479425538604 0.997494986604 -0.997494986604 0.598472144104 -0.487506025088 1.00000000000e-10 NaN 0 0.909297426826 0 NaN 0.841470984808
//> NaN NaN NaN 0 -0 1.55740772465 -1.55740772465 0.546302489844 -0.546302489844 14.1014199472 -14.1014199472 -0.747022297239 -0.558349637811 1.00000000000e-10 NaN 0 -2.18503986326 0 NaN 1.55740772465

// --- cosh, sinh, tanh
console.log([0, 1, -1, 0.5, Infinity, -Infinity, NaN, 700].map(v => Math.cosh(v).toPrecision(10)).join(' '));
console.log([0, 1, -1, 0.5, Infinity, -Infinity, NaN, 700].map(v => Math.sinh(v).toPrecision(10)).join(' '));
console.log([0, 1, -1, 0.5, Infinity, -Infinity, NaN, 700].map(v => Math.tanh(v).toPrecision(10)).join(' '));
//> 1.000000000 1.543080635 1.543080635 1.127625965 Infinity Infinity NaN 5.071160274e+303
//> 0.000000000 1.175201194 -1.175201194 0.5210953055 Infinity -Infinity NaN 5.071160274e+303
//> 0.000000000 0.7615941560 -0.7615941560 0.4621171573 1.000000000 -1.000000000 NaN 1.000000000

// --- exp, expm1
console.log([0, -0, 1, -1, 0.5, 1e-10, 709, 710, Infinity, -Infinity, NaN].map(v => Math.exp(v).toPrecision(10)).join(' '));
console.log([0, 1, -1, 0.5, 1e-10, 710, Infinity, -Infinity, NaN].map(v => Math.expm1(v).toPrecision(10)).join(' '), 1 / Math.expm1(-0));
//> 1.000000000 1.000000000 2.718281828 0.3678794412 1.648721271 1.000000000 8.218407462e+307 Infinity Infinity 0.000000000 NaN
//> 0.000000000 1.718281828 -0.6321205588 0.6487212707 1.000000000e-10 Infinity Infinity -1.000000000 NaN -Infinity

// --- fround
console.log([0.1, 5.5, 5.05, 1e40, -1e40, 1e-50, NaN, Infinity, 16777217, 1.337, 3.4028235677973366e38, 3.4028234663852886e38].map(v => Math.fround(v)).join(' '), 1 / Math.fround(-1e-50));
//> 0.10000000149011612 5.5 5.050000190734863 Infinity -Infinity 0 NaN Infinity 16777216 1.3370000123977662 Infinity 3.4028234663852887e+38 -Infinity

// --- hypot
console.log(Math.hypot(), Math.hypot(3, 4), Math.hypot(1, 2, 3).toPrecision(10), Math.hypot(NaN, 1), Math.hypot(Infinity, 1), Math.hypot(-3), Math.hypot('3', '4'), Math.hypot(-0), Math.hypot(1e200, 1e200) > 1e200);
show(() => Math.hypot(NaN, Infinity));
show(() => Math.hypot(1, Symbol()));
//> 0 5 3.741657387 NaN Infinity 3 5 0 true
//> Infinity
//> TypeError: Cannot convert a Symbol value to a number

// --- imul
console.log(Math.imul(2, 4), Math.imul(-1, 8), Math.imul(0xffffffff, 5), Math.imul(0xfffffffe, 5), Math.imul(65536, 65536), Math.imul(), Math.imul(3), Math.imul('3', '4'), Math.imul(1.9, 2.9), Math.imul(NaN, 1));
//> 8 -8 -5 -10 0 0 0 12 2 0

// --- log, log10, log1p, log2
console.log(all(Math.log));
console.log(all(Math.log10), Math.log10(1000));
console.log(all(Math.log1p));
console.log(all(Math.log2), Math.log2(8), Math.log2(1024));
//> NaN Infinity NaN -Infinity -Infinity 0 NaN -0.693147180560 NaN 0.405465108108 NaN 0.916290731874 23.0258509299 -23.0258509299 NaN -Infinity 0.693147180560 -Infinity NaN 0
//> NaN Infinity NaN -Infinity -Infinity 0 NaN -0.301029995664 NaN 0.176091259056 NaN 0.397940008672 10 -10 NaN -Infinity 0.301029995664 -Infinity NaN 0 3
//> NaN Infinity NaN 0 -0 0.693147180560 -Infinity 0.405465108108 -0.693147180560 0.916290731874 NaN 1.25276296850 23.0258509300 9.99999999950e-11 NaN 0 1.09861228867 0 NaN 0.693147180560
//> NaN Infinity NaN -Infinity -Infinity 0 NaN -1 NaN 0.584962500721 NaN 1.32192809489 33.2192809489 -33.2192809489 NaN -Infinity 1 -Infinity NaN 0 3 10

// --- max and min
console.log(Math.max(), Math.min(), Math.max(1, 3, 2), Math.min(1, 3, 2), Math.max(1, NaN), Math.min(NaN, 1), Math.max(1, '5'), Math.max(null, -1), Math.max(undefined), 1 / Math.max(-0, 0), 1 / Math.max(-0, -0), 1 / Math.min(0, -0), Math.max([3]), Math.max([1, 2]), Math.max({}), Math.max(Infinity, -Infinity));
show(() => Math.max(Symbol()));
show(() => Math.min({valueOf() { throw new Error('v'); }}));
//> -Infinity Infinity 3 1 NaN NaN 5 0 NaN Infinity -Infinity -Infinity 3 NaN NaN Infinity
//> TypeError: Cannot convert a Symbol value to a number
//> Error: v

// --- max and min convert all arguments
var n = 0, o = {valueOf() { n++; return 1; }};
Math.max(NaN, o, o);
Math.min(o, NaN, o);
console.log(n);
//> 1

// --- pow
console.log([[2, 10], [2, 0.5], [-8, 1 / 3], [0, 0], [NaN, 0], [1, Infinity], [-1, Infinity], [1, NaN], [0, -1], [-0, -1], [-0, -2], [2, -1], [Infinity, 0], [Infinity, -1], [-Infinity, 3], [-Infinity, -3], [0.5, Infinity], [0.5, -Infinity], [10, 308], [10, 309], [-2, 3], [-2, 0.5]].map(p => { var r = Math.pow(p[0], p[1]); return Object.is(r, -0) ? '-0' : r; }).join(' '), Math.pow(), Math.pow(2), Math.pow('2', '3'));
//> 1024 1.4142135623730952 NaN 1 1 NaN NaN NaN Infinity -Infinity Infinity 0.5 1 0 -Infinity -0 0 Infinity 1e+308 Infinity -8 NaN NaN NaN 8

// --- random
var ok = true, seen = {};
for (var i = 0; i < 100; i++) { var r = Math.random(); if (!(r >= 0 && r < 1)) ok = false; seen[r] = 1; }
console.log(ok, Object.keys(seen).length > 90, typeof Math.random(5));
//> true true number

// --- sign
console.log(all(Math.sign), Math.sign());
//> NaN 1 -1 0 -0 1 -1 1 -1 1 -1 1 1 1 NaN 0 1 0 NaN 1 NaN

// --- sqrt
console.log(all(Math.sqrt), Math.sqrt(2), Math.sqrt(16));
//> NaN Infinity NaN 0 -0 1 NaN 0.707106781187 NaN 1.22474487139 NaN 1.58113883008 100000 0.0000100000000000 NaN 0 1.41421356237 0 NaN 1 1.4142135623730952 4

// --- constants
console.log(Math.E, Math.LN10, Math.LN2, Math.LOG10E, Math.LOG2E, Math.PI, Math.SQRT1_2, Math.SQRT2);
show(() => { Math.PI = 3; });
//> 2.718281828459045 2.302585092994046 0.6931471805599453 0.4342944819032518 1.4426950408889634 3.141592653589793 0.7071067811865476 1.4142135623730952
//> TypeError: Cannot assign to read-only property "PI" of object

// --- Math is no function
show(() => Math());
show(() => new Math());
console.log(typeof Math, String(Math), Object.prototype.toString.call(Math));
//> TypeError: object is not a function
//> TypeError: object is not a function
//> object [object Math] [object Math]

// --- symbols as arguments
['abs', 'floor', 'sqrt', 'sin', 'pow', 'atan2', 'imul', 'clz32', 'fround', 'round', 'sign', 'log2'].forEach(n => show(() => Math[n](Symbol())));
//> TypeError: Cannot convert a Symbol value to a number
//> TypeError: Cannot convert a Symbol value to a number
//> TypeError: Cannot convert a Symbol value to a number
//> TypeError: Cannot convert a Symbol value to a number
//> TypeError: Cannot convert a Symbol value to a number
//> TypeError: Cannot convert a Symbol value to a number
//> TypeError: Cannot convert a Symbol value to a number
//> TypeError: Cannot convert a Symbol value to a number
//> TypeError: Cannot convert a Symbol value to a number
//> TypeError: Cannot convert a Symbol value to a number
//> TypeError: Cannot convert a Symbol value to a number
//> TypeError: Cannot convert a Symbol value to a number
