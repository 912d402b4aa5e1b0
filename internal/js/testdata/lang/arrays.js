// Array: construction, length, holes, and every method. runtime.md 6.10.
//
// source: njs 0.4.3, 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }
function like(o) { return Object.assign({length: 3, 0: 'a', 1: 'b', 2: 'c'}, o); }

// --- constructor
console.log(Array(3).length, new Array(3).length, Array(1, 2), new Array('3'), Array(), new Array(undefined).length, Array(0));
show(() => Array(-1));
show(() => Array(1.5));
show(() => new Array(4294967296));
show(() => new Array(NaN));
//> 3 3 [1,2] ['3'] [] 1 []
//> RangeError: Invalid array length
//> RangeError: Invalid array length
//> RangeError: Invalid array length
//> RangeError: Invalid array length

// --- isArray
console.log(Array.isArray([]), Array.isArray(new Array()), Array.isArray({length: 0}), Array.isArray('a'), Array.isArray(), Array.isArray(new Uint8Array(1)), Array.isArray(Array.prototype), (function () { return Array.isArray(arguments); })());
//> true true false false false false true false

// --- of
console.log(Array.of(), Array.of(7), Array.of(1, undefined, 'a'));
show(() => Array.of.call(function (n) { this.n = n; }, 1, 2).length);
//> [] [7] [1,undefined,'a']
//> 2

// --- absent members
console.log(['from', 'fromAsync'].map(k => typeof Array[k]).join(), ['flat', 'flatMap', 'at', 'findLast', 'findLastIndex', 'toSorted', 'toSpliced', 'toReversed', 'with', 'toLocaleString', 'group'].map(k => typeof [][k]).join());
show(() => Array.from([1]));
show(() => [1].at(0));
show(() => [2, 1].toSorted());
//> undefined,undefined undefined,undefined,undefined,undefined,undefined,undefined,undefined,undefined,undefined,undefined,undefined
//> TypeError: (intermediate value)["from"] is not a function
//> TypeError: (intermediate value)["at"] is not a function
//> TypeError: (intermediate value)["toSorted"] is not a function

// --- iterator methods are missing in 1.0
// versions: 1
console.log(typeof [].keys, typeof [].values, typeof [].entries, typeof [][Symbol.iterator]);
//> undefined undefined undefined undefined

// --- length
var a = [1, 2, 3];
a.length = 5;
console.log(a.length, a, 4 in a);
a.length = 1;
console.log(a, a[1]);
a.length = '2';
console.log(a.length);
a[9] = 'x';
console.log(a.length, a);
show(() => { a.length = -1; });
show(() => { a.length = 'x'; });
show(() => { a.length = 4294967296; });
show(() => { a.length = {}; });
//1> 5 [1,2,3,<empty>,<empty>] false
//2> 5 [1,2,3,<2 empty items>] false
//> [1] undefined
//> 2
//1> 10 [1,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,'x']
//2> 10 [1,<8 empty items>,'x']
//> RangeError: Invalid array length
//> RangeError: Invalid array length
//> RangeError: Invalid array length
//> RangeError: Invalid array length

// --- length is not changed by names that are no indexes
var a = [];
a['x'] = 1;
a['-1'] = 2;
a['1.5'] = 3;
a['01'] = 4;
a[4294967295] = 5;
console.log(a.length, Object.keys(a).length);
a['3'] = 6;
console.log(a.length);
//> 0 5
//> 4

// --- sparse arrays
var a = [];
a[1000000] = 1;
console.log(a.length, Object.keys(a).length, 5 in a, a.indexOf(1));
a.push(2);
console.log(a.length, a.pop(), a.length);
//> 1000001 1 false 1000000
//> 1000002 2 1000001

// --- holes
var a = [1, , 3];
console.log(a[1], '1' in a, a.length, a.join('-'), a.map(x => x * 2), a.filter(() => true), a.indexOf(undefined), a.includes(undefined));
console.log(a.every(x => x), a.some(x => x === undefined), a.reduce((x, y) => x + y), a.find(x => x === undefined), a.findIndex(x => x === undefined));
var n = 0;
a.forEach(() => n++);
console.log(n, a.slice(), a.concat([, 4]), [, 1].reverse(), [3, , 1].sort(), JSON.stringify(a), a.fill(0), [, ,].join());
//> undefined false 3 1--3 [2,<empty>,6] [1,3] -1 true
//> true false 4 undefined 1
//> 2 [1,<empty>,3] [1,<empty>,3,<empty>,4] [1,<empty>] [1,3,<empty>] [1,null,3] [0,0,0] ,

// --- undefined is no hole
var a = [1, undefined, 3];
console.log(1 in a, a.indexOf(undefined), a.lastIndexOf(undefined), a.map(String), a.join());
//> true 1 1 ['1','undefined','3'] 1,,3

// --- concat
console.log([1].concat(2, [3, [4]], 'a', [[5]]), [].concat(), [1].concat(null, undefined), [1].concat({length: 1, 0: 'x'}).length, [, 1].concat([, 2]));
console.log(Array.prototype.concat.call('a', 1).length, Array.prototype.concat.call(1, [2])[1]);
show(() => Array.prototype.concat.call(null));
//> [1,2,3,[4],'a',[5]] [] [1,null,undefined] 2 [<empty>,1,<empty>,2]
//> 2 2
//> TypeError: cannot convert null or undefined to object

// --- concat: Symbol.isConcatSpreadable
console.log([1].concat({length: 2, 0: 'a', 1: 'b', [Symbol.isConcatSpreadable]: true}));
var a = [2, 3];
a[Symbol.isConcatSpreadable] = false;
console.log([1].concat(a).length);
//> [1,'a','b']
//> 2

// --- copyWithin
console.log([1, 2, 3, 4, 5].copyWithin(0, 3), [1, 2, 3, 4, 5].copyWithin(1, 0, 3), [1, 2, 3, 4, 5].copyWithin(-2, 0), [1, 2, 3, 4, 5].copyWithin(0, -2, -1), [1, 2, 3].copyWithin(), [1, 2, 3].copyWithin(5), [1, 2, 3].copyWithin(0, 1, 100), [, 2, 3].copyWithin(1, 0));
console.log(JSON.stringify(Array.prototype.copyWithin.call({0: 'a', 1: 'x', 2: 'y', length: 3}, 1, 0)));
//1> [4,5,3,4,5] [1,1,2,3,5] [1,2,3,1,2] [4,2,3,4,5] [1,2,3] [1,2,3] [2,3,3] [<empty>,<empty>,2]
//2> [4,5,3,4,5] [1,1,2,3,5] [1,2,3,1,2] [4,2,3,4,5] [1,2,3] [1,2,3] [2,3,3] [<2 empty items>,2]
//> {"0":"a","1":"a","2":"x","length":3}

// --- every
console.log([].every(() => false), [1, 2].every(x => x > 0), [1, 2].every(x => x > 1), [1].every(function () { return this.y; }, {y: 1}));
var log = [];
[1, 2, 3].every((v, i, a) => { log.push([v, i, a.length].join(':')); return v < 2; });
console.log(log.join());
show(() => [1].every());
show(() => [1].every(1));
//> true true false true
//> 1:0:3,2:1:3
//1> TypeError: unexpected iterator arguments
//1> TypeError: unexpected iterator arguments
//2> TypeError: callback argument is not callable
//2> TypeError: callback argument is not callable

// --- fill
console.log([1, 2, 3].fill(0), [1, 2, 3].fill(0, 1), [1, 2, 3].fill(0, 1, 2), [1, 2, 3].fill(0, -1), [1, 2, 3].fill(0, 0, -1), Array(3).fill('a'), [1, 2].fill(), [].fill(1), [1, 2].fill(0, NaN, '1'), [1, 2].fill(0, Infinity));
console.log(JSON.stringify(Array.prototype.fill.call({0: 1, 1: 2, length: 2}, 'x')));
//> [0,0,0] [1,0,0] [1,0,3] [1,2,0] [0,0,3] ['a','a','a'] [undefined,undefined] [] [0,2] [1,2]
//> {"0":"x","1":"x","length":2}

// --- filter
console.log([1, 2, 3, 4].filter(x => x % 2), [].filter(x => x), ['a', '', null, 'b'].filter(x => x), [3, 4].filter((v, i) => i), [1].filter(function () { return this === undefined; }));
show(() => [].filter());
show(() => [1].filter({}));
//> [1,3] [] ['a','b'] [4] [1]
//1> TypeError: unexpected iterator arguments
//1> TypeError: unexpected iterator arguments
//2> TypeError: callback argument is not callable
//2> TypeError: callback argument is not callable

// --- filter while the array changes
var a = [1, 2, 3];
console.log(a.filter(x => { a.push(x); return true; }), a.length);
var b = [1, 2, 3, 4];
console.log(b.filter(x => { b.pop(); return true; }));
//> [1,2,3] 6
//> [1,2]

// --- find
console.log([1, 2, 3].find(x => x > 1), [1].find(x => x > 1), [, 5].find((v, i) => i === 0), ['a'].find((v, i, arr) => arr.length === 1 && i === 0));
show(() => [1].find());
//> 2 undefined undefined a
//1> TypeError: unexpected iterator arguments
//2> TypeError: callback argument is not callable

// --- findIndex
console.log([1, 2, 3].findIndex(x => x > 1), [1].findIndex(x => x > 1), [, 1].findIndex(x => x === undefined), [].findIndex(() => true));
show(() => [1].findIndex('a'));
//> 1 -1 0 -1
//1> TypeError: unexpected iterator arguments
//2> TypeError: callback argument is not callable

// --- forEach
var log = [];
console.log([1, , 'a'].forEach(function (v, i, a) { log.push(v + ':' + i + ':' + a.length + ':' + this.t); }, {t: 1}), log.join());
show(() => [].forEach());
show(() => [1].forEach(null));
//> undefined 1:0:3:1,a:2:3:1
//1> TypeError: unexpected iterator arguments
//1> TypeError: unexpected iterator arguments
//2> TypeError: callback argument is not callable
//2> TypeError: callback argument is not callable

// --- forEach while the array grows and shrinks
var a = [1, 2, 3], log = [];
a.forEach(v => { log.push(v); if (a.length < 10) a.push(v); });
console.log(log.join(), a.length);
var b = [1, 2, 3, 4], log = [];
b.forEach(v => { log.push(v); b.pop(); });
console.log(log.join());
var c = [1, 2, 3], log = [];
c.forEach((v, i) => { log.push(v); c[i + 1] = 'x'; });
console.log(log.join());
//> 1,2,3 6
//> 1,2
//> 1,x,x

// --- includes
console.log([1, 2].includes(2), [1].includes('1'), [NaN].includes(NaN), [0].includes(-0), [1, 2].includes(1, 1), [1, 2].includes(2, -1), [, 1].includes(undefined), [].includes(), [undefined].includes());
//> true false true true false true true false true

// --- indexOf
console.log([1, 2, 1].indexOf(1), [1, 2, 1].indexOf(1, 1), [1, 2, 1].indexOf(1, -1), [1].indexOf('1'), [NaN].indexOf(NaN), [0].indexOf(-0), [].indexOf(1), [1].indexOf(), [undefined].indexOf(), [1, 2].indexOf(2, 5), [1, 2].indexOf(1, -5), [1].indexOf(1, '0'));
//> 0 2 2 -1 -1 0 -1 -1 0 -1 0 0

// --- lastIndexOf
console.log([1, 2, 1].lastIndexOf(1), [1, 2, 1].lastIndexOf(1, 1), [1, 2, 1].lastIndexOf(1, -2), [1, 2].lastIndexOf(3), [NaN].lastIndexOf(NaN), [1, 2].lastIndexOf(1, -5), [1, 2].lastIndexOf(2, 10), [1].lastIndexOf(1, undefined), [1].lastIndexOf());
//> 2 0 0 -1 -1 -1 1 0 -1

// --- join
console.log([1, 2, 3].join(), [1, 2].join('-'), [1, 2].join(''), [null, undefined, 1].join(), [[1, 2], [3]].join(';'), [].join(), ['a'].join('x'), [1, 2].join(undefined), [1, 2].join(null), [1, 2].join(0), [true, {}, 'x'].join('|'));
console.log(Array.prototype.join.call('abc', '-'), Array.prototype.join.call(like(), '+'), Array.prototype.join.call({length: 2}, '+'), Array.prototype.join.call(1) === '');
show(() => Array.prototype.join.call(null));
show(() => [Symbol()].join());
show(() => [1, 2].join(Symbol()));
//> 1,2,3 1-2 12 ,,1 1,2;3  a 1,2 1null2 102 true|[object Object]|x
//> a-b-c a+b+c + true
//> TypeError: cannot convert null or undefined to object
//> TypeError: Cannot convert a Symbol value to a string
//> TypeError: Cannot convert a Symbol value to a string

// --- join of cyclic arrays
var a = [1];
a.push(a);
show(() => a.join());
show(() => String(a));
//> RangeError: Maximum call stack size exceeded
//> RangeError: Maximum call stack size exceeded

// --- join of different alphabets
console.log(['é', '日', 'a'].join('😀'), ['é', '日', 'a'].join('😀').length);
//> é😀日😀a 5

// --- map
console.log([1, 2, 3].map(x => x * 2), [].map(x => x), [1, , 3].map(x => x), ['1', '2', '3'].map(Number), ['10', '10', '10'].map(parseInt), [[1], [2]].map(x => x[0]), [1].map(function () { return typeof this; }, 5));
show(() => [1].map());
show(() => [1].map('x'));
show(() => Array.prototype.map.call(null, x => x));
//> [2,4,6] [] [1,<empty>,3] [1,2,3] [10,NaN,2] [1,2] ['number']
//1> TypeError: unexpected iterator arguments
//1> TypeError: unexpected iterator arguments
//2> TypeError: callback argument is not callable
//2> TypeError: callback argument is not callable
//> TypeError: cannot convert null or undefined to object

// --- map of what is like an array
console.log(Array.prototype.map.call('a😀', c => c + c), Array.prototype.map.call(like(), (c, i) => c + i), Array.prototype.map.call(5, x => x));
//> ['aa','😀😀'] ['a0','b1','c2'] []

// --- pop
var a = [1, 2];
console.log(a.pop(), a.pop(), a.pop(), a.length);
var o = {length: 2, 0: 'a', 1: 'b'};
console.log(Array.prototype.pop.call(o), o.length, 1 in o, Array.prototype.pop.call({}));
show(() => Array.prototype.pop.call(null));
//> 2 1 undefined 0
//> b 1 false undefined
//> TypeError: cannot convert null or undefined to object

// --- push
var a = [];
console.log(a.push(), a.push(1), a.push(2, [3], undefined), a);
var o = {};
console.log(Array.prototype.push.call(o, 'a', 'b'), o.length, o[1]);
show(() => Array.prototype.push.call(Object.freeze([]), 1));
//> 0 1 4 [1,2,[3],undefined]
//> 2 2 b
//1> 1
//2> TypeError: Cannot add property "0", object is not extensible

// --- reduce
console.log([1, 2, 3].reduce((a, b) => a + b), [1, 2, 3].reduce((a, b) => a + b, 10), [].reduce((a, b) => 1, 'init'), [5].reduce(() => 'not called'), ['a', 'b'].reduce((a, v, i, arr) => a + v + i + arr.length, ''), [, 1, , 2].reduce((a, b) => a + b), [1].reduce((a, b) => a, undefined));
show(() => [].reduce((a, b) => a));
show(() => [, ,].reduce((a, b) => a));
show(() => [1].reduce());
//> 6 16 init 5 a02b12 3 undefined
//> TypeError: Reduce of empty object with no initial value
//> TypeError: Reduce of empty object with no initial value
//1> TypeError: unexpected iterator arguments
//2> TypeError: callback argument is not callable

// --- reduceRight
console.log(['a', 'b', 'c'].reduceRight((x, y) => x + y), ['a', 'b'].reduceRight((x, y, i) => x + y + i, '>'), [].reduceRight(() => 1, 'init'), [1, , 2].reduceRight((x, y) => x - y));
show(() => [].reduceRight((a, b) => a));
//> cba >b1a0 init 1
//> TypeError: Reduce of empty object with no initial value

// --- reverse
var a = [1, 2, 3];
console.log(a.reverse() === a, a, [].reverse(), [1].reverse(), [1, 2].reverse(), [1, , 3, 4].reverse());
console.log(JSON.stringify(Array.prototype.reverse.call({0: 'a', 2: 'c', length: 3})));
//> true [3,2,1] [] [1] [2,1] [4,3,<empty>,1]
//> {"0":"c","2":"a","length":3}

// --- shift
var a = [1, 2, , 4];
console.log(a.shift(), a, a.shift(), a.shift(), a.shift(), a.shift(), a.length);
var o = {0: 'a', 1: 'b', length: 2};
console.log(Array.prototype.shift.call(o), JSON.stringify(o), Array.prototype.shift.call({}));
//> 1 [] 2 undefined 4 undefined 0
//> a {"0":"b","length":1} undefined

// --- shift and push as a queue
var a = [], s = 0;
for (var i = 0; i < 1000; i++) { a.push(i); if (i % 2) s += a.shift(); }
console.log(a.length, a[0], s);
//> 500 500 124750

// --- slice
var a = [1, 2, 3, 4];
console.log(a.slice(), a.slice(1), a.slice(1, 3), a.slice(-2), a.slice(-3, -1), a.slice(2, 1), a.slice(0, 100), a.slice(NaN), a.slice('1', '2'), a.slice(undefined, undefined), a.slice(-100), a.slice(5), a.slice(1.9, 2.9), a.slice() === a);
console.log(Array.prototype.slice.call('héllo', 1, 3), Array.prototype.slice.call(like(), 1), Array.prototype.slice.call({length: 2, 1: 'x'}), [1, , 3].slice(1));
show(() => Array.prototype.slice.call(undefined));
//> [1,2,3,4] [2,3,4] [2,3] [3,4] [2,3] [] [1,2,3,4] [1,2,3,4] [2] [1,2,3,4] [1,2,3,4] [] [2] false
//> ['é','l'] ['b','c'] [<empty>,'x'] [<empty>,3]
//> TypeError: cannot convert null or undefined to object

// --- some
console.log([].some(() => true), [1, 2].some(x => x > 1), [1].some(x => x > 1), [, ,].some(() => true));
show(() => [1].some());
//> false true false false
//1> TypeError: unexpected iterator arguments
//2> TypeError: callback argument is not callable

// --- sort: strings by default
console.log([3, 1, 2].sort(), [10, 9, 1].sort(), ['b', 'a', 'B'].sort(), [true, false, null, 'z'].sort(), ['é', 'z', 'a'].sort(), ['😀', '\uffff'].sort().map(s => s.codePointAt(0)), [].sort(), [-1, -2, 5].sort());
//> [1,2,3] [1,10,9] ['B','a','b'] [false,null,true,'z'] ['a','z','é'] [65535,128512] [] [-1,-2,5]

// --- sort: undefined and holes last
console.log([3, undefined, 1, , 2].sort(), [undefined, 'z'].sort(), [, ,].sort().length);
//> [1,2,3,undefined,<empty>] ['z',undefined] 2

// --- sort: with a function
console.log([3, 1, 10, 2].sort((a, b) => a - b), [3, 1, 2].sort((a, b) => b - a), ['bb', 'a', 'ccc'].sort((a, b) => a.length - b.length), [1, 2].sort(undefined), [3, undefined, 1].sort((a, b) => a - b));
show(() => [1, 2].sort(null));
show(() => [1, 2].sort(1));
show(() => [1, 2].sort({}));
//> [1,2,3,10] [3,2,1] ['a','bb','ccc'] [1,2] [1,3,undefined]
//> TypeError: comparefn must be callable or undefined
//> TypeError: comparefn must be callable or undefined
//> TypeError: comparefn must be callable or undefined

// --- sort: returns the array
var a = [2, 1];
console.log(a.sort() === a, a);
//> true [1,2]

// --- sort: is stable
// versions: 2
var a = [];
for (var i = 0; i < 100; i++) a.push({k: i % 3, i: i});
a.sort((x, y) => x.k - y.k);
var ok = true;
for (var i = 1; i < 100; i++) if (a[i - 1].k === a[i].k && a[i - 1].i > a[i].i) ok = false;
console.log(ok, a[0].i, a[99].i);
//> true 0 98

// --- sort: many numbers
var a = [], x = 12345;
for (var i = 0; i < 300; i++) { x = (x * 1103515245 + 12345) % 2147483648; a.push(x % 1000); }
a.sort((p, q) => p - q);
var ok = true;
for (var i = 1; i < a.length; i++) if (a[i - 1] > a[i]) ok = false;
console.log(ok, a.length, a[0] <= a[299]);
//> true 300 true

// --- sort: results of the function are converted
console.log([2, 1, 3].sort((a, b) => a > b ? '1' : '-1'), [2, 1].sort(() => NaN), [2, 1].sort(() => undefined), [1, 2].sort(() => 0));
//> [1,2,3] [2,1] [2,1] [1,2]

// --- sort: objects by their text
console.log([{toString() { return 'b'; }}, {toString() { return 'a'; }}].sort().map(String), [[2], [1], [10]].sort());
show(() => [Symbol(), Symbol()].sort());
//> ['a','b'] [[1],[10],[2]]
//> TypeError: Cannot convert a Symbol value to a string

// --- sort of what is like an array
console.log(JSON.stringify(Array.prototype.sort.call({0: 'c', 1: 'a', 2: 'b', length: 3})));
//> {"0":"a","1":"b","2":"c","length":3}

// --- splice
var a = [1, 2, 3, 4, 5];
console.log(a.splice(1, 2), a, a.splice(1, 0, 'x', 'y'), a, a.splice(-1), a, a.splice(0, 1, 'z'), a, a.splice(), a.splice(2), a, a.splice(0, 100, 1), a);
//> [2,3] [1] [] [1] [5] [1] [1] [1] [] ['y',4] [1] ['z','x'] [1]

// --- splice: arguments
console.log([1, 2, 3].splice(1, undefined), [1, 2, 3].splice(undefined), [1, 2, 3].splice(1, -5), [1, 2, 3].splice(NaN, '2'), [1, 2, 3].splice(100, 1, 'end').length, [1, , 3].splice(0, 2));
var a = [1];
a.splice(5, 0, 'end');
console.log(a);
console.log(JSON.stringify(Array.prototype.splice.call({length: 2, 0: 'a', 1: 'b'}, 0, 1)));
//> [] [1,2,3] [] [1,2] 0 [1,<empty>]
//> [1,'end']
//> ["a"]

// --- toString
console.log([1, [2, [3, null]], 'a'].toString(), [].toString() === '', Array.prototype.toString.call({join: () => 'joined'}), Array.prototype.toString.call({}), [1, 2] + '');
show(() => Array.prototype.toString.call(null));
//> 1,2,3,,a true joined [object Object] 1,2
//> [object Null]

// --- unshift
var a = [3];
console.log(a.unshift(1, 2), a, a.unshift(), [, 1].unshift('x'));
var o = {0: 'b', 1: 'c', length: 1};
console.log(Array.prototype.unshift.call(o, 'a'), JSON.stringify(o));
//> 3 [1,2,3] 3 3
//> 2 {"0":"a","1":"b","length":2}

// --- entries, keys, values
// versions: 2
var it = ['a', , 'c'].entries();
console.log(JSON.stringify(it.next()), JSON.stringify(it.next()), JSON.stringify(it.next()), JSON.stringify(it.next()), JSON.stringify(it.next()));
var k = ['a', , 'c'].keys(), v = ['a', , 'c'].values();
console.log(k.next().value, k.next().value, k.next().value, k.next().done, v.next().value, v.next().value, v.next().value, v.next().done);
console.log(Object.prototype.toString.call(it), it[Symbol.iterator]() === it, [][Symbol.iterator] === [].values);
//> {"value":[0,"a"],"done":false} {"value":[1,null],"done":false} {"value":[2,"c"],"done":false} {"done":true} {"done":true}
//> 0 1 2 true a undefined c true
//> [object Array Iterator] true false

// --- iterators see changes
// versions: 2
var a = [1], it = a.values();
a.push(2);
console.log(it.next().value, it.next().value, it.next().done);
a.push(3);
console.log(it.next().done);
//> 1 2 true
//> true

// --- iterators: wrong receiver
// versions: 2
show(() => [].values().next.call({}));
show(() => Array.prototype.values.call(null));
show(() => typeof Array.prototype.keys.call('ab').next().value);
//> TypeError: Method [Array Iterator].prototype.next called on incompatible receiver
//> TypeError: cannot convert null or undefined to object
//> number

// --- methods on strings
console.log(Array.prototype.filter.call('abc', c => c > 'a'), Array.prototype.indexOf.call('abc', 'c'), Array.prototype.reduce.call('abc', (a, b) => b + a), Array.prototype.every.call('aa', c => c === 'a'));
show(() => Array.prototype.push.call('a', 'b'));
show(() => Array.prototype.reverse.call('ab'));
//> ['b','c'] 2 cba true
//1> TypeError: Cannot assign to read-only property "length" of object string
//1> TypeError: Cannot assign to read-only property "1" of object string
//2> TypeError: Cannot assign to read-only property "length" of object
//2> TypeError: Cannot assign to read-only property "1" of object

// --- methods on arguments
(function () { console.log(Array.prototype.slice.call(arguments), Array.prototype.pop.call(arguments), arguments.length); })(1, 2, 3);
//> [1,2,3] 3 2

// --- index forms
var a = ['x', 'y'];
console.log(a['0'], a[0.0], a['0.0'], a[-1], a['1'], a[true], a[1.5], a[NaN], a[[1]], a[2]);
//> x x undefined undefined y undefined undefined undefined y undefined

// --- nested arrays
var m = [[1, 2], [3, 4]];
m[1][0] = 9;
console.log(m, m[1][0], m.map(r => r.join('')).join('/'));
//> [[1,2],[9,4]] 9 12/94

// --- arrays as values
console.log([] == '', [0] == false, [1] == 1, [1, 2] == '1,2', ![] === false, typeof [], [1] + [2]);
//> true true true true true object 12

// --- length of what is like an array
console.log(Array.prototype.join.call({length: '2', 0: 'a', 1: 'b'}), Array.prototype.join.call({length: 1.9, 0: 'a'}), Array.prototype.join.call({length: -1, 0: 'a'}) === '', Array.prototype.join.call({0: 'a'}) === '');
show(() => Array.prototype.indexOf.call({length: Symbol()}, 1));
//> a,b a true true
//> TypeError: Cannot convert a Symbol value to a number

// --- getters in arrays
var a = [1, 2, 3];
Object.defineProperty(a, 1, {get() { return 'got'; }});
console.log(a[1], a.map(x => x), a.indexOf('got'), a.slice(1, 2), a.join());
//> got [1,'got',3] 1 ['got'] 1,got,3

// --- inherited elements of a hole
Array.prototype[1] = 'inherited';
var a = [0, , 2];
console.log(a[1], a.hasOwnProperty(1), a.indexOf('inherited'));
delete Array.prototype[1];
//> inherited false 1

// --- exceptions in the middle
var log = [];
show(() => [1, 2, 3].map(x => { log.push(x); if (x === 2) throw new Error('at 2'); return x; }));
console.log(log.join());
//> Error: at 2
//> 1,2

// --- length: attributes are checked before the value
[{value: undefined, configurable: true}, {value: -1, enumerable: true}, {value: -1}, {get() {}}].forEach(d => {
    try { Object.defineProperty([], 'length', d); } catch (e) { console.log(String(e)); }
});
//> TypeError: Cannot redefine property: "length"
//> TypeError: Cannot redefine property: "length"
//> RangeError: Invalid array length
//> TypeError: Cannot redefine property: "length"
