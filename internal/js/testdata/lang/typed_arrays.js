// Typed arrays and ArrayBuffer. runtime.md 6.11. DataView is in data_view.js, Buffer in buffer*.js.
//
// source: njs 0.4.3, 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }
function l(a) { return Array.prototype.join.call(a); }

// --- constructors: elements
console.log([Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array].map(C => C.name + ':' + C.BYTES_PER_ELEMENT + ':' + l(new C([-1, 256, 65536.7, 4294967296, 1.5, NaN, '7']))).join('\n'));
//> Int8Array:1:-1,0,0,0,1,0,7
//> Uint8Array:1:255,0,0,0,1,0,7
//> Uint8ClampedArray:1:0,255,255,255,2,0,7
//> Int16Array:2:-1,256,0,0,1,0,7
//> Uint16Array:2:65535,256,0,0,1,0,7
//> Int32Array:4:-1,256,65536,0,1,0,7
//> Uint32Array:4:4294967295,256,65536,0,1,0,7
//> Float32Array:4:-1,256,65536.703125,4294967296,1.5,NaN,7
//> Float64Array:8:-1,256,65536.7,4294967296,1.5,NaN,7

// --- constructors: length
console.log(new Uint8Array(3).length, new Uint8Array().length, new Uint8Array(0).length, new Uint8Array('2').length, new Uint8Array(1.9).length, l(new Float64Array(2)), new Uint8Array(null).length, new Uint8Array(undefined).length);
show(() => new Uint8Array(-1));
show(() => new Uint8Array(Infinity));
show(() => new Uint8Array(Symbol()));
show(() => Uint8Array(1));
//> 3 0 0 2 1 0,0 0 0
//> RangeError: invalid index
//> RangeError: invalid index
//> TypeError: Cannot convert a Symbol value to a number
//> TypeError: Constructor of TypedArray requires 'new'

// --- constructors: from arrays and objects
console.log(l(new Uint8Array([1, , 3])), l(new Uint8Array({length: 2, 0: 5, 1: 6})), l(new Uint8Array(new Float32Array([1.9, -1]))), l(new Float32Array(new Uint8Array([1, 2]))), l(new Uint8Array({})));
show(() => l(new Uint8Array([[1], [2]])));
//1! TypeError: Cannot convert object to primitive value
//2> 1,0,3 5,6 1,255 1,2 
//2> 1,2

// --- constructors: from an ArrayBuffer
var b = new ArrayBuffer(8), u = new Uint8Array(b), v = new Uint16Array(b, 2, 2), w = new Uint32Array(b, 4);
u[2] = 1;
u[3] = 2;
u[4] = 255;
console.log(v.length, l(v), v.byteOffset, v.byteLength, w.length, w[0], v.buffer === b);
show(() => new Uint16Array(b, 1));
show(() => new Uint16Array(new ArrayBuffer(3)));
show(() => new Uint8Array(b, 9));
show(() => new Uint8Array(b, 4, 5));
show(() => new Uint8Array(b, -1));
show(() => new Uint8Array(b, undefined, 3).length);
//> 2 513,255 2 4 1 255 true
//> RangeError: start offset must be multiple of 2
//> RangeError: byteLength of buffer must be multiple of 2
//> RangeError: byteOffset 9 is outside the bound of the buffer
//> RangeError: Invalid typed array length: 5
//> RangeError: invalid index
//> 3

// --- TypedArray cannot be called
var T = Object.getPrototypeOf(Uint8Array);
show(() => new T());
show(() => T());
console.log(T.name, Object.getPrototypeOf(Int8Array) === T, Object.getPrototypeOf(Uint8Array.prototype) === T.prototype);
//> TypeError: Abstract class TypedArray not directly constructable
//> TypeError: Abstract class TypedArray not directly constructable
//> TypedArray true true

// --- reading and writing
var u = new Uint8Array(2);
u[0] = 300;
u[1] = -1;
u[2] = 5;
u['0'] = '7';
console.log(l(u), u[2], u[-1], u['1'], u[1.5], 2 in u, '0' in u, -1 in u, u.length);
//> 7,255 undefined undefined 255 undefined false true false 2

// --- writing names that are no indexes
var u = new Uint8Array(1);
u.x = 1;
u['a b'] = 2;
console.log(u.x, u['a b'], Object.keys(u).length);
show(() => { u['-0'] = 1; return u['-0']; });
show(() => { u['1.5'] = 1; return u['1.5']; });
show(() => { u[-1] = 1; return u[-1]; });
//> 1 2 3
//> undefined
//> undefined
//> undefined

// --- writing converts
var f = new Float32Array(1), i = new Int8Array(1), c = new Uint8ClampedArray(6);
f[0] = 0.1;
i[0] = 200;
[300, -5, 1.5, 2.5, 0.5, NaN].forEach((v, k) => { c[k] = v; });
console.log(f[0], i[0], l(c));
show(() => { i[0] = Symbol(); });
show(() => { i[0] = {valueOf() { throw new Error('v'); }}; });
//> 0.10000000149011612 -56 255,0,2,2,0,0
//> TypeError: Cannot convert a Symbol value to a number
//> Error: v

// --- deleting elements
var u = new Uint8Array(1);
show(() => delete u[0]);
show(() => delete u[5]);
//> TypeError: Cannot delete property "0" of typed array
//> true

// --- buffer, byteLength, byteOffset, length
var u = new Uint16Array(new ArrayBuffer(6), 2);
console.log(u.length, u.byteLength, u.byteOffset, u.buffer.byteLength, u.BYTES_PER_ELEMENT);
show(() => { u.length = 5; return u.length; });
show(() => Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), 'length').get.call([]));
show(() => Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), 'buffer').get.call({}));
show(() => Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get.call({}));
//> 2 4 2 6 2
//> TypeError: Cannot set property "length" of typed array which has only a getter
//> TypeError: Method TypedArray.prototype.length called on incompatible receiver
//> TypeError: Method TypedArray.prototype.buffer called on incompatible receiver
//> undefined

// --- copyWithin
console.log(l(new Uint8Array([1, 2, 3, 4, 5]).copyWithin(0, 3)), l(new Uint8Array([1, 2, 3, 4, 5]).copyWithin(1, 0, 3)), l(new Uint16Array([1, 2, 3]).copyWithin(-1, 0)));
//> 4,5,3,4,5 1,1,2,3,5 1,2,1

// --- fill
console.log(l(new Uint8Array(3).fill(7)), l(new Uint8Array(3).fill(7, 1)), l(new Uint8Array(3).fill(7, 0, -1)), l(new Int8Array(2).fill(200)), l(new Float32Array(2).fill(0.5)));
//> 7,7,7 0,7,7 7,7,0 -56,-56 0.5,0.5

// --- join and toString
console.log(new Uint8Array([1, 2, 3]).join('-'), new Uint8Array([1, 2]).join(), new Uint8Array([1, 2]).toString(), String(new Float32Array([0.5, 1])), new Uint8Array(0).join() === '');
//> 1-2-3 1,2 1,2 0.5,1 true

// --- set
var u = new Uint8Array(4);
u.set([1, 2]);
u.set([3], 3);
console.log(l(u));
u.set(new Uint16Array([257, 5]), 1);
console.log(l(u));
u.set(u.subarray(0, 2), 2);
console.log(l(u));
show(() => u.set([1, 2, 3, 4, 5]));
show(() => u.set([1], 4));
show(() => u.set([1], -1));
show(() => u.set());
//> 1,2,0,3
//> 1,1,5,3
//> 1,1,1,1
//> RangeError: source is too large
//> RangeError: source is too large
//> RangeError: offset is out of bounds
//> TypeError: cannot convert null or undefined to object

// --- slice
var u = new Uint8Array([1, 2, 3, 4]);
var s = u.slice(1, 3);
s[0] = 9;
console.log(l(s), l(u), l(u.slice()), l(u.slice(-1)), l(u.slice(2, 1)), s.buffer === u.buffer, s instanceof Uint8Array);
//> 9,3 1,2,3,4 1,2,3,4 4  false true

// --- subarray
var u = new Uint8Array([1, 2, 3, 4]);
var s = u.subarray(1, 3);
s[0] = 9;
console.log(l(s), l(u), s.buffer === u.buffer, s.byteOffset, l(u.subarray(-2)), l(u.subarray()), u.subarray(3, 1).length);
//> 9,3 1,9,3,4 true 1 3,4 1,9,3,4 0

// --- sort
console.log(l(new Uint8Array([10, 9, 1]).sort()), l(new Float64Array([3, NaN, -1, 0.5]).sort()), l(new Int8Array([-1, 5, -7]).sort((a, b) => b - a)));
show(() => new Uint8Array([1, 2]).sort(1));
//> 1,9,10 -1,0.5,3,NaN 5,-1,-7
//> TypeError: comparefn must be callable or undefined

// --- methods that 1.0 lacks
// versions: 1
console.log(['entries', 'every', 'filter', 'find', 'findIndex', 'forEach', 'includes', 'indexOf', 'keys', 'lastIndexOf', 'map', 'reduce', 'reduceRight', 'reverse', 'some', 'values'].map(k => typeof Uint8Array.prototype[k]).join(''), typeof Uint8Array.from, typeof Uint8Array.of);
//> undefinedundefinedundefinedundefinedundefinedundefinedundefinedundefinedundefinedundefinedundefinedundefinedundefinedundefinedundefinedundefined undefined undefined

// --- from
// versions: 2
console.log(l(Uint8Array.from([1, 2, 300])), l(Uint8Array.from('123')), l(Uint8Array.from({length: 2, 0: 5})), l(Uint8Array.from([1, 2], x => x * 2)), l(Uint8Array.from([1], function (v, i) { return this.k + i; }, {k: 5})), l(Float32Array.from(new Uint8Array([1]))));
show(() => Uint8Array.from());
show(() => Uint8Array.from(null));
show(() => Uint8Array.from([1], 1));
show(() => Object.getPrototypeOf(Uint8Array).from([1]));
show(() => Uint8Array.from.call({}, []));
//> 1,2,44 1,2,3 5,0 2,4 5 1
//> TypeError: cannot convert null or undefined to object
//> TypeError: cannot convert null or undefined to object
//> TypeError: "mapfn" argument is not callable
//> TypeError: Abstract class TypedArray not directly constructable
//> TypeError: object is not a constructor

// --- of
// versions: 2
console.log(l(Uint8Array.of(1, 2, 300)), Uint8Array.of().length, l(Float64Array.of(0.5)));
show(() => Uint8Array.of.call(Object, 1));
//> 1,2,44 0 0.5
//> TypeError: Derived TypedArray constructor returned not a typed array

// --- every, some, find, findIndex
// versions: 2
var u = new Uint8Array([1, 2, 3]);
console.log(u.every(x => x > 0), u.some(x => x > 3), u.find(x => x > 1), u.findIndex(x => x > 1), u.find(x => x > 5), u.findIndex(x => x > 5));
show(() => u.every());
show(() => u.find(1));
//> true false 2 1 undefined -1
//> TypeError: callback argument is not callable
//> TypeError: callback argument is not callable

// --- filter and map
// versions: 2
var u = new Uint8Array([1, 2, 3]);
console.log(l(u.filter(x => x % 2)), l(u.map(x => x * 100)), u.map(x => x) instanceof Uint8Array, l(new Float32Array([1]).map(x => x / 2)));
show(() => u.map());
show(() => u.filter({}));
//> 1,3 100,200,44 true 0.5
//> TypeError: callback argument is not callable
//> TypeError: callback argument is not callable

// --- forEach, reduce, reduceRight
// versions: 2
var u = new Uint8Array([1, 2, 3]), log = [];
u.forEach((v, i, a) => log.push(v + ':' + i + ':' + (a === u)));
console.log(log.join(), u.reduce((a, b) => a + b), u.reduce((a, b) => a + b, 'x'), u.reduceRight((a, b) => a + '' + b));
show(() => new Uint8Array(0).reduce((a, b) => a));
show(() => new Uint8Array(0).reduceRight((a, b) => a));
show(() => u.forEach());
//> 1:0:true,2:1:true,3:2:true 6 x123 321
//> TypeError: Reduce of empty object with no initial value
//> TypeError: Reduce of empty object with no initial value
//> TypeError: callback argument is not callable

// --- includes, indexOf, lastIndexOf
// versions: 2
var u = new Float32Array([1, NaN, 2, 1]);
console.log(u.includes(NaN), u.indexOf(NaN), u.includes(2, 3), u.indexOf(1, 1), u.lastIndexOf(1), u.lastIndexOf(1, -2), u.indexOf('1'), u.includes(), u.indexOf(1, 10));
//> true -1 false 3 3 0 -1 false -1

// --- reverse
// versions: 2
console.log(l(new Uint8Array([1, 2, 3]).reverse()), l(new Uint16Array([1, 2]).reverse()), l(new Float64Array([0.5, 1, 2, 3]).reverse()), new Uint8Array(0).reverse().length);
//> 3,2,1 2,1 3,2,1,0.5 0

// --- entries, keys, values
// versions: 2
var u = new Uint8Array([5, 6]);
console.log(JSON.stringify(u.entries().next()), u.keys().next().value, u.values().next().value, u[Symbol.iterator] === u.values);
//> {"value":[0,5],"done":false} 0 5 false

// --- methods: wrong receiver
// versions: 2
['copyWithin', 'every', 'fill', 'filter', 'find', 'forEach', 'includes', 'indexOf', 'join', 'map', 'reduce', 'reverse', 'set', 'slice', 'some', 'sort', 'subarray', 'values'].forEach(n => show(() => Uint8Array.prototype[n].call([1], x => x)));
//> TypeError: this is not a typed array
//> TypeError: this is not a typed array
//> TypeError: this is not a typed array
//> TypeError: this is not a typed array
//> TypeError: this is not a typed array
//> TypeError: this is not a typed array
//> TypeError: this is not a typed array
//> TypeError: this is not a typed array
//> TypeError: this is not a typed array
//> TypeError: this is not a typed array
//> TypeError: this is not a typed array
//> TypeError: this is not a typed array
//> TypeError: this is not a typed array
//> TypeError: this is not a typed array
//> TypeError: this is not a typed array
//> TypeError: this is not a typed array
//> TypeError: this is not a typed array
//> TypeError: this is not a typed array

// --- absent members
console.log(['at', 'findLast', 'toLocaleString', 'toSorted', 'with'].map(k => typeof Uint8Array.prototype[k]).join(), typeof BigInt64Array);
//> undefined,undefined,undefined,undefined,undefined undefined

// --- properties
var u = new Uint8Array([1]);
show(() => Object.defineProperty(u, 0, {value: 5}) === u);
show(() => Object.defineProperty(u, 0, {get() {}}));
show(() => Object.defineProperty(u, 5, {value: 1}));
console.log(JSON.stringify(Object.getOwnPropertyDescriptor(u, 0)), Object.keys(u).join(), u.hasOwnProperty(0), u.hasOwnProperty(1));
//> true
//> TypeError: Cannot redefine property: "0"
//1> TypeError: Invalid typed array index
//2> Uint8Array [5]
//> {"value":5,"writable":true,"enumerable":true,"configurable":false} 0 true false

// --- ArrayBuffer
var b = new ArrayBuffer(4);
console.log(b.byteLength, new ArrayBuffer().byteLength, new ArrayBuffer('2').byteLength, new ArrayBuffer(1.9).byteLength, ArrayBuffer.isView(b), ArrayBuffer.isView(new Uint8Array(1)), ArrayBuffer.isView(), ArrayBuffer.isView([]), Object.prototype.toString.call(b));
show(() => ArrayBuffer(1));
show(() => new ArrayBuffer(-1));
show(() => new ArrayBuffer(1e20));
show(() => Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength').get.call({}));
show(() => { b.byteLength = 1; });
//> 4 0 2 1 false true false false [object ArrayBuffer]
//> TypeError: Constructor ArrayBuffer requires 'new'
//> RangeError: invalid index
//> RangeError: invalid index
//> TypeError: Method ArrayBuffer.prototype.byteLength called on incompatible receiver
//> TypeError: Cannot set property "byteLength" of array buffer which has only a getter

// --- ArrayBuffer: slice
var b = new ArrayBuffer(4), u = new Uint8Array(b);
u.set([1, 2, 3, 4]);
console.log(l(new Uint8Array(b.slice(1, 3))), b.slice().byteLength, b.slice(-1).byteLength, b.slice(3, 1).byteLength, b.slice(0, 100).byteLength);
show(() => ArrayBuffer.prototype.slice.call({}, 0));
show(() => ArrayBuffer.prototype.slice.call(u, 0));
//> 2,3 4 1 0 4
//> TypeError: Method ArrayBuffer.prototype.slice called on incompatible receiver
//> TypeError: Method ArrayBuffer.prototype.slice called on incompatible receiver

// --- views share memory
var b = new ArrayBuffer(8), f = new Float64Array(b), u = new Uint8Array(b), i = new Int32Array(b);
f[0] = 1;
console.log(l(u), l(i));
u[7] = 0xc0;
console.log(f[0]);
//> 0,0,0,0,0,0,240,63 0,1072693248
//> -65536

// --- NaN and infinities in float arrays
console.log(l(new Float32Array([NaN, Infinity, -Infinity, -0, 1e40, 1e-50, 16777217])), 1 / new Float32Array([-0])[0]);
//> NaN,Infinity,-Infinity,0,Infinity,0,16777216 -Infinity

// --- integers are taken modulo
console.log(l(new Uint32Array([-1, 2 ** 32, 2 ** 32 + 5, 1.9, -1.9, 'x', null, undefined, true, Infinity])), l(new Int32Array([2 ** 31, -(2 ** 31) - 1, 1e20])), l(new Uint16Array([65537, -2])), l(new Int16Array([32768])));
//> 4294967295,0,5,1,4294967295,0,0,0,1,0 -2147483648,2147483647,1661992960 1,65534 -32768

// --- concat does not spread typed arrays
console.log([1].concat(new Uint8Array([2])).length);
//> 2

// --- Array methods on typed arrays
console.log(Array.prototype.slice.call(new Uint8Array([1, 2, 3]), 1), Array.prototype.map.call(new Uint8Array([1, 2]), x => x + 1), Array.isArray(new Uint8Array(1)));
//> [2,3] [2,3] false

// --- the bytes of NaN
console.log(new Uint8Array(new Float64Array([NaN, +'x']).buffer).join(), new Uint8Array(new Float32Array([NaN]).buffer).join());
//> 0,0,0,0,0,0,248,127,0,0,0,0,0,0,248,127 0,0,192,127

// --- constructor: too long a list
[Uint8Array, Int16Array, Float64Array].forEach((f) => {
    try { new f({length: Math.pow(2, 53)}); } catch (e) { console.log(e.name, e.message); }
    try { new f({length: Math.pow(2, 32)}); } catch (e) { console.log(e.name, e.message); }
});
//> RangeError Invalid array length
//> RangeError Invalid array length
//> RangeError Invalid array length
//> RangeError Invalid array length
//> RangeError Invalid array length
//> RangeError Invalid array length
