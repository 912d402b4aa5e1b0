// Arrays whose length is read only, or whose elements cannot be deleted.
//
// source: njs 0.4.3, 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }
function fixed(a) { Object.defineProperty(a, 'length', {writable: false}); return a; }

// --- read-only length: assignment
show(() => fixed([]).length = 0);
show(() => fixed([1]).length = 1);
show(() => fixed([1]).length = 4);
var a = fixed([1, 2]);
show(() => a[2] = 3);
show(() => a[0] = 0);
console.log(a, a.length);
//> TypeError: Cannot assign to read-only property "length" of array
//> TypeError: Cannot assign to read-only property "length" of array
//> TypeError: Cannot assign to read-only property "length" of array
//> 3
//> 0
//> [0,2,3] 3

// --- read-only length: definition
var a = fixed([1, 2]);
show(() => Object.defineProperty(a, 'length', {value: 2}).length);
show(() => Object.defineProperty(a, 'length', {value: 1}).length);
show(() => Object.defineProperty(a, 'length', {value: 3}).length);
console.log(a);
//> 2
//1> 2
//1> 2
//2> TypeError: Cannot redefine property: "length"
//2> TypeError: Cannot redefine property: "length"
//> [1,2]

// --- length: definitions that cannot be
show(() => Object.defineProperty([], 'length', {value: -1}));
show(() => Object.defineProperty([], 'length', {value: -1, configurable: true}));
show(() => Object.defineProperty([], 'length', {value: 1.5, enumerable: true}));
show(() => Object.defineProperty([], 'length', {get() { return 1; }}));
//> RangeError: Invalid array length
//> TypeError: Cannot redefine property: "length"
//> TypeError: Cannot redefine property: "length"
//> TypeError: Cannot redefine property: "length"

// --- read-only length: push
show(() => fixed([]).push());
show(() => fixed([1]).push());
show(() => fixed([1]).push(2));
//1> 0
//1> 1
//2> TypeError: Cannot assign to read-only property "length" of array
//2> TypeError: Cannot assign to read-only property "length" of array
//> 2

// --- read-only length: pop and shift
var a = fixed([1, 2]);
show(() => a.pop());
console.log(a[1], a.length);
var a = fixed([1, 2]);
show(() => a.shift());
console.log(a[0], a[1], a.length);
show(() => fixed([]).pop());
show(() => fixed([]).shift());
//1> 2
//1> undefined 1
//1> 1
//1> 2 undefined 1
//1> undefined
//1> undefined
//2> TypeError: Cannot assign to read-only property "length" of array
//2> undefined 2
//2> TypeError: Cannot assign to read-only property "length" of array
//2> 2 undefined 2
//2> TypeError: Cannot assign to read-only property "length" of array
//2> TypeError: Cannot assign to read-only property "length" of array

// --- read-only length: unshift
var a = fixed([1, 2]);
show(() => a.unshift());
show(() => a.unshift(0));
console.log(a, a.length);
//1> 2
//2> TypeError: Cannot assign to read-only property "length" of array
//> 3
//> [0,1,2] 3

// --- read-only length: splice
var a = fixed([1, 2]);
show(() => a.splice(0, 0));
show(() => a.splice(0, 1, 7));
show(() => a.splice(0, 1));
console.log(a[0], a[1], a.length);
//1> []
//1> [1]
//1> [7]
//1> 2 undefined 1
//2> TypeError: Cannot assign to read-only property "length" of array
//2> TypeError: Cannot assign to read-only property "length" of array
//2> TypeError: Cannot assign to read-only property "length" of array
//2> 2 undefined 2

// --- elements that cannot be deleted
var a = [1, 2, 3, 4];
Object.defineProperty(a, 1, {configurable: false});
show(() => a.length = 0);
console.log(a[1], a[2], a[3], a.length);
show(() => a.length = 5);
console.log(a.length);
//> TypeError: Cannot delete property "1" of array
//> 2 undefined undefined 4
//> 5
//> 5

// --- elements that cannot be deleted, and a length that becomes read only
var a = [1, 2, 3];
Object.defineProperty(a, 1, {configurable: false});
show(() => Object.defineProperty(a, 'length', {value: 0, writable: false}));
show(() => a.length = 5);
console.log(a.length);
//> TypeError: Cannot delete property "1" of array
//1> 5
//1> 5
//2> TypeError: Cannot assign to read-only property "length" of array
//2> 3

// --- far apart
var a = [1];
a[100000] = 2;
console.log(a);
var a = [];
for (var i = 1; i < 32; i++) { a[Math.pow(2, i) - 2] = i; }
console.log(a.length, Object.keys(a).length, a[65534], a[Math.pow(2, 31) - 2]);
//> [1,<99999 empty items>,2]
//> 2147483647 31 16 31

// --- setters of prototypes and dense arrays
Object.defineProperty(Array.prototype, 0, {set(v) { console.log('set', v); }, configurable: true});
var a = [];
a.push(1);
var b = [];
b[0] = 2;
var c = [, 3];
c[0] = 4;
console.log(a, b, c, [1].map(x => x), 'a'.split(','));
delete Array.prototype[0];
//> [1] [2] [4,3] [1] ['a']

// --- elements that end while they are read
var n = 0, a = [0, 1, 2, 3];
Object.defineProperty(a, 4, {get() { a.length = 2; }, configurable: true});
a.reduceRight(() => { n++; }, 0);
console.log(n);
Array.prototype.forEach.call({length: 2, get 0() { delete this[0]; }, 1: 'x'}, (v, i) => { console.log(i, v); });
//> 3
//> 0 undefined
//> 1 x

// --- elements of arrays are defined
function attributes(a, i) { var d = Object.getOwnPropertyDescriptor(a, i); return [d.value, d.writable, d.enumerable, d.configurable].join(); }
var a = [5, 5, 5, , 5];
Object.defineProperty(a, 0, {value: 6});
Object.defineProperty(a, 3, {value: 7});
Object.defineProperty(a, 5, {value: 8, enumerable: true});
console.log(attributes(a, 0), attributes(a, 3), attributes(a, 5), a.length);
var a = [5];
Object.defineProperty(a, 0, {});
console.log(attributes(a, 0));
Object.defineProperty(a, 0, {writable: false});
console.log(attributes(a, 0));
show(() => { a[0] = 1; });
//1> 6,true,true,true 7,true,true,true 8,true,true,true 6
//1> ,true,true,true
//1> ,false,true,true
//2> 6,true,true,true 7,true,true,true 8,false,true,false 6
//2> 5,true,true,true
//2> 5,false,true,true
//> TypeError: Cannot assign to read-only property "0" of array
