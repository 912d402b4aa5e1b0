// ArrayBuffer, typed arrays, DataView. runtime.md 6.11.
//
// source: njs 0.4.3, 0.7.12
function show(f) { var v; try { v = f(); v = typeof v == 'string' || v !== null && typeof v == 'object' ? JSON.stringify(v) : String(v); } catch (e) { v = 'throws ' + e; } console.log(v); }
function list(f) { var l; try { l = f(); } catch (e) { l = ['throws ' + e]; } l.forEach(function(v) { console.log(typeof v == 'string' || v !== null && typeof v == 'object' ? JSON.stringify(v) : String(v)); }); }

// --- elements out of range
show(function() { var a = new Uint8Array(2); a[5] = 1; a[0] = 257; return [a[5], a[0], a.length, 5 in a, a['5'], a[-1], a['-1'], a[1.5], Object.keys(a)] });
//> [null,1,2,false,null,null,null,null,["0","1"]]

// --- names that are numbers but no index, unlike the reference
// differs: numbers that are no index never make a property
show(function() { var a = new Uint8Array(2); a[-1] = 1; a['1.5'] = 2; a['-0'] = 3; a.foo = 4; a['NaN'] = 5; a['1e3'] = 7; a[1.25]=9; a['Infinity']=1; return [Object.getOwnPropertyNames(a), a[-1], a['1.5'], a['-0'], a.foo] });
//> [["0","1","foo","NaN","1e3"],null,null,null,4]

// --- deleting elements
show(function() { var a = new Uint8Array(2); return delete a[0] });
show(function() { var a = new Uint8Array(2); return delete a[5] });
//> throws TypeError: Cannot delete property "0" of typed array
//> true

// --- defining elements
show(function() { var a = new Uint8Array(2); Object.defineProperty(a, '0', {value: 7}); return a });
show(function() { var a = new Uint8Array(2); Object.defineProperty(a, '0', {value: 7, enumerable: false}); return a });
show(function() { var a = new Uint8Array(2); Object.defineProperty(a, '0', {get: function() {return 1}}); return a });
show(function() { var a = new Uint8Array(2); Object.defineProperty(a, '0', {value: 7, configurable:false}); return a });
show(function() { var a = new Uint8Array(2); Object.defineProperty(a, '0', {value: 7, configurable:true}); return a });
show(function() { var a = new Uint8Array(2); Object.defineProperty(a, '0', {value: 7, configurable:true, writable:true, enumerable:true}); return a });
//> {"0":7,"1":0}
//> throws TypeError: Cannot redefine property: "0"
//> throws TypeError: Cannot redefine property: "0"
//> {"0":7,"1":0}
//> throws TypeError: Cannot redefine property: "0"
//> throws TypeError: Cannot redefine property: "0"

// --- defining elements out of range, unlike the reference
// differs in 2: an element that does not exist is never an error; in the reference it is when its name is text
show(function() { var a = new Uint8Array(2); Object.defineProperty(a, '5', {value: 7}); return a[5] });
//1> throws TypeError: Invalid typed array index
//2> undefined

// --- freeze, seal, preventExtensions
show(function() { var a = new Uint8Array(2); Object.freeze(a); return a });
show(function() { var a = new Uint8Array(2); Object.seal(a); a[0] = 5; return [a, Object.isSealed(a), Object.isFrozen(a)] });
show(function() { var a = new Uint8Array(2); Object.preventExtensions(a); a[0] = 5; a[7]=1; a.x = 1; return a });
show(function() { var a = new Uint8Array(2); return Object.getOwnPropertyDescriptor(a, 0) });
//1> {"0":0,"1":0}
//2> throws TypeError: Cannot freeze array buffer views with elements
//1> [{"0":5,"1":0},true,true]
//2> [{"0":5,"1":0},true,false]
//> throws TypeError: Cannot add property "x", object is not extensible
//> {"value":0,"writable":true,"enumerable":true,"configurable":false}

// --- slice of a part
show(function() { var b = new Uint8Array([1,2,3,4,5,6]).buffer; var a = new Uint8Array(b, 2); return [a, a.slice(), a.slice(1), new Uint8Array(a), a.subarray(1), a.subarray(1).slice(1), new Uint16Array(a)] });
//> [{"0":3,"1":4,"2":5,"3":6},{"0":1,"1":2,"2":3,"3":4},{"0":2,"1":3,"2":4},{"0":1,"1":2,"2":3,"3":4},{"0":4,"1":5,"2":6},{"0":2,"1":3},{"0":3,"1":4,"2":5,"3":6}]

// --- JSON.stringify
show(() => new Uint8Array([1,2]));
//> {"0":1,"1":2}

// --- constructors as functions
show(() => Uint8Array(2));
show(() => Object.getPrototypeOf(Uint8Array)());
show(() => new (Object.getPrototypeOf(Uint8Array))());
show(() => ArrayBuffer(2));
//> throws TypeError: Constructor of TypedArray requires 'new'
//> throws TypeError: Abstract class TypedArray not directly constructable
//> throws TypeError: Abstract class TypedArray not directly constructable
//> throws TypeError: Constructor ArrayBuffer requires 'new'

// --- lengths
show(() => new ArrayBuffer(-1));
show(() => new ArrayBuffer(1e11));
show(() => new Uint8Array(-1));
show(() => new Uint8Array(1e11));
//> throws RangeError: invalid index
//> throws RangeError: invalid index
//> throws RangeError: invalid index
//> throws RangeError: invalid index

// --- views: offsets and lengths
show(() => new Uint16Array(new ArrayBuffer(4), 1));
show(() => new Uint16Array(new ArrayBuffer(5)));
show(() => new Uint16Array(new ArrayBuffer(4), 6));
show(() => new Uint16Array(new ArrayBuffer(4), 0, 5));
//> throws RangeError: start offset must be multiple of 2
//> throws RangeError: byteLength of buffer must be multiple of 2
//> throws RangeError: byteOffset 6 is outside the bound of the buffer
//> throws RangeError: Invalid typed array length: 10

// --- constructor: what is no list
show(() => new Uint8Array('3'));
show(() => new Uint8Array(null));
show(() => new Uint8Array(undefined).length);
show(() => new Uint8Array(Symbol()));
//> {"0":0,"1":0,"2":0}
//> {}
//> 0
//> throws TypeError: Cannot convert a Symbol value to a number

// --- constructor: what is like an array
show(() => new Uint8Array(new String('312')));
show(() => new Uint8Array({length: 2, 0: 5, 1: '7'}));
show(() => new Uint8Array([1,undefined,'x',2]));
//> {"0":3,"1":1,"2":2}
//> {"0":5,"1":7}
//> {"0":1,"1":0,"2":0,"3":2}

// --- constructor: holes
show(() => new Float64Array([1,,2]));
//1> throws TypeError: Cannot convert object to primitive value
//2> {"0":1,"1":null,"2":2}

// --- conversions
show(function() { var a = new Uint8ClampedArray([-5, 300, 1.5, 2.5, 0.5, NaN]); return a });
show(() => new Float32Array([1.1, 1e40]));
//> {"0":0,"1":255,"2":2,"3":2,"4":0,"5":0}
//> {"0":1.100000023841858,"1":null}

// --- join
list(() => [
  new Float64Array([1.5,-0,NaN]).join('-'),
  new Uint8Array(0).join(),
  new Uint8Array([1,2]).toString(),
  new Uint8Array([1,2]).join(undefined),
  new Uint8Array([1,2]).join(null),
]);
show(() => Uint8Array.prototype.toString === Array.prototype.toString);
//> "1.5-0-NaN"
//> ""
//> "1,2"
//> "1,2"
//> "1null2"
//> false

// --- set
show(function() { var a = new Uint8Array(4); a.set([1,2], 1); a.set(new Uint8Array([9]), 3); return a });
show(function() { new Uint8Array(2).set([1,2,3]) });
show(function() { new Uint8Array(2).set([1], 2) });
show(function() { new Uint8Array(2).set([1], -1) });
show(function() { new Uint8Array(2).set(null) });
//> {"0":0,"1":1,"2":2,"3":9}
//> throws RangeError: source is too large
//> throws RangeError: source is too large
//> throws RangeError: offset is out of bounds
//> throws TypeError: cannot convert null or undefined to object

// --- set: a number
show(function() { var a = new Uint8Array(2); a.set(5); return a });
//> {"0":0,"1":0}

// --- set: a text
show(function() { var a = new Uint8Array(2); a.set('12'); return a });
//> {"0":1,"1":2}

// --- fill and copyWithin
show(() => [new Uint8Array(4).fill(7, 1, -1), new Float32Array(2).fill(), new Int8Array(2).fill(200)]);
show(() => new Uint8Array([1,2,3,4,5]).copyWithin(0, 3));
//> [{"0":0,"1":7,"2":7,"3":0},{"0":null,"1":null},{"0":-56,"1":-56}]
//> {"0":4,"1":5,"2":3,"3":4,"4":5}

// --- wrong receivers
show(() => Uint8Array.prototype.fill.call({}));
show(() => Uint8Array.prototype.join.call([]));
show(() => Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), 'length').get.call([]));
show(() => Uint8Array.prototype.length);
show(() => Uint8Array.prototype.buffer);
show(() => Uint8Array.prototype.byteLength);
show(() => Uint8Array.prototype.byteOffset);
show(() => ArrayBuffer.prototype.byteLength);
show(() => ArrayBuffer.prototype.slice.call({}));
show(() => Uint8Array.prototype.map.call([]));
show(() => Uint8Array.prototype.keys.call([]));
//> throws TypeError: this is not a typed array
//> throws TypeError: this is not a typed array
//> throws TypeError: Method TypedArray.prototype.length called on incompatible receiver
//> throws TypeError: Method TypedArray.prototype.length called on incompatible receiver
//> throws TypeError: Method TypedArray.prototype.buffer called on incompatible receiver
//> throws TypeError: Method TypedArray.prototype.byteLength called on incompatible receiver
//> throws TypeError: Method TypedArray.prototype.byteOffset called on incompatible receiver
//> throws TypeError: Method ArrayBuffer.prototype.byteLength called on incompatible receiver
//> throws TypeError: Method ArrayBuffer.prototype.slice called on incompatible receiver
//1> throws TypeError: cannot get property "call" of undefined
//2> throws TypeError: this is not a typed array
//1> throws TypeError: cannot get property "call" of undefined
//2> throws TypeError: this is not a typed array

// --- ArrayBuffer: slice and isView
list(() => [
  new Uint8Array(new Uint8Array([1,2,3,4]).buffer.slice(1, -1)),
  new ArrayBuffer(3).slice(5).byteLength,
  new ArrayBuffer(8).slice(4,2).byteLength,
]);
list(() => [
  ArrayBuffer.isView(new Uint8Array(1)),
  ArrayBuffer.isView(new ArrayBuffer(1)),
  ArrayBuffer.isView(),
  typeof DataView != 'undefined' && ArrayBuffer.isView(new DataView(new ArrayBuffer(1))),
]);
//> {"0":2,"1":3}
//> 0
//> 0
//> true
//> false
//> false
//> false

// --- sort
list(() => [
  new Uint8Array([3,1,2]).sort(),
  new Float64Array([NaN, 1, -0, 0, -1]).sort().join(),
  new Int8Array([3,1,2]).sort(function(a, b) { return b - a }),
]);
show(() => new Uint8Array(1).sort(1));
show(() => new Uint8Array(1).sort(null));
//> {"0":1,"1":2,"2":3}
//> "-1,0,0,1,NaN"
//> {"0":3,"1":2,"2":1}
//> throws TypeError: comparefn must be callable or undefined
//> throws TypeError: comparefn must be callable or undefined

// --- tags
list(() => [
  Object.prototype.toString.call(new Uint8Array(1)),
  Object.prototype.toString.call(new ArrayBuffer(1)),
  new Int16Array(1)[Symbol.toStringTag],
]);
show(() => Array.isArray(new Uint8Array(1)));
//> "[object Uint8Array]"
//> "[object ArrayBuffer]"
//> "Int16Array"
//> false

// --- of and from
list(() => [
  Uint8Array.of(1, 2, '3'),
  Uint8Array.from([1,2]),
  Uint8Array.from('123'),
  Uint8Array.from({length: 2, 0: 1}),
  Uint8Array.from([1,2], function(x, i) { return x * 2 + i + this.k }, {k: 10}),
]);
show(() => Uint8Array.of.call({}, 1));
show(() => Uint8Array.of.call(Array, 1));
show(() => Uint8Array.from([1], 1));
show(() => Uint8Array.from(null));
show(() => Uint8Array.from());
//1> "throws TypeError: (intermediate value)[\"of\"] is not a function"
//1> throws TypeError: cannot get property "call" of undefined
//1> throws TypeError: cannot get property "call" of undefined
//1> throws TypeError: (intermediate value)["from"] is not a function
//1> throws TypeError: (intermediate value)["from"] is not a function
//1> throws TypeError: (intermediate value)["from"] is not a function
//2> {"0":1,"1":2,"2":3}
//2> {"0":1,"1":2}
//2> {"0":1,"1":2,"2":3}
//2> {"0":1,"1":0}
//2> {"0":12,"1":15}
//2> throws TypeError: object is not a constructor
//2> throws TypeError: Derived TypedArray constructor returned not a typed array
//2> throws TypeError: "mapfn" argument is not callable
//2> throws TypeError: cannot convert null or undefined to object
//2> throws TypeError: cannot convert null or undefined to object

// --- callbacks
show(function() { var a = new Uint8Array([1,2,3]); return [a.every(function(x) { return x > 0 }), a.some(function(x) { return x > 2 }), a.filter(function(x) { return x != 2 }), a.map(function(x) { return x * 100 }), a.find(function(x) { return x > 1 }), a.findIndex(function(x) { return x > 1 }), a.forEach(function() {}), a.reduce(function(s, x) { return s + x }), a.reduceRight(function(s, x) { return s + '' + x }, ''), a.includes(2), a.indexOf(3), a.lastIndexOf(1), a.reverse(), a.indexOf('3'), a.indexOf(1.5), a.lastIndexOf(3, undefined), a.lastIndexOf(3, -3)] });
show(() => new Uint8Array(1).map());
show(() => new Uint8Array(0).reduce(function() {}));
show(() => new Uint8Array(0).reduce());
//1> throws TypeError: (intermediate value)["every"] is not a function
//2> [true,true,{"0":1,"1":3},{"0":100,"1":200,"2":44},2,1,null,6,"321",true,2,0,{"0":3,"1":2,"2":1},-1,-1,0,0]
//1> throws TypeError: (intermediate value)["map"] is not a function
//2> throws TypeError: callback argument is not callable
//1> throws TypeError: (intermediate value)["reduce"] is not a function
//2> throws TypeError: Reduce of empty object with no initial value
//1> throws TypeError: (intermediate value)["reduce"] is not a function
//2> throws TypeError: callback argument is not callable

// --- NaN
list(() => [
  new Float64Array([NaN]).includes(NaN),
  new Float64Array([NaN]).indexOf(NaN),
  new Float32Array([NaN]).includes(NaN),
]);
//1> "throws TypeError: (intermediate value)[\"includes\"] is not a function"
//2> true
//2> -1
//2> true

// --- iterators
show(function() { var a = new Uint8Array([7]); return [a.keys().next(), a.values().next(), a.entries().next(), a[Symbol.iterator]().next()] });
//1> throws TypeError: (intermediate value)["keys"] is not a function
//2> [{"value":0,"done":false},{"value":7,"done":false},{"value":[0,7],"done":false},{"value":7,"done":false}]

// --- species
show(function() { var a = new Uint8Array(2); a.constructor = undefined; return a.slice() });
show(function() { var a = new Uint8Array(2); a.constructor = {}; a.constructor[Symbol.species] = Int8Array; return Object.prototype.toString.call(a.slice()) });
show(function() { var a = new Uint8Array(2); a.constructor = {}; a.constructor[Symbol.species] = Array; return Object.prototype.toString.call(a.slice()) });
show(function() { var a = new Uint8Array(2); a.constructor = 5; return Object.prototype.toString.call(a.slice()) });
show(function() { var a = new Uint8Array(2); a.constructor = {}; a.constructor[Symbol.species] = 5; return Object.prototype.toString.call(a.slice()) });
//> {"0":0,"1":0}
//> "[object Int8Array]"
//> throws TypeError: Derived TypedArray constructor returned not a typed array
//> throws TypeError: constructor is not object
//> throws TypeError: object does not contain a constructor

// --- for-in
show(function() { var r = []; for (var k in new Uint8Array(2)) r.push(k, typeof k); return r });
//1> []
//2> ["0","string","1","string"]

// --- concat, inherited length, names
show(() => [].concat(new Uint8Array([1,2])));
show(function() { var o = Object.create(new Uint8Array(3)); return [o.length] });
show(() => Object.getOwnPropertyNames(new Uint8Array(1)));
//> [{"0":1,"1":2}]
//> throws TypeError: Method TypedArray.prototype.length called on incompatible receiver
//> ["0"]

// --- DataView
// versions: 2
show(function() { var d = new DataView(new ArrayBuffer(8)); d.setInt16(0, -2); d.setFloat32(4, 1.5, true); return [d.getUint8(0), d.getInt16(0), d.getUint16(0, true), d.getFloat32(4, true), d.byteLength, d.byteOffset] });
show(() => Object.prototype.toString.call(new DataView(new ArrayBuffer(1))));
//> [255,-2,65279,1.5,8,0]
//> "[object DataView]"

// --- DataView: errors
// versions: 2
show(() => new DataView(new ArrayBuffer(2)).getInt32(0));
show(() => new DataView(new ArrayBuffer(2)).getInt8(-1));
show(() => new DataView(new ArrayBuffer(2), 5));
show(() => new DataView(new ArrayBuffer(2), 1, 5));
show(() => new DataView({}));
show(() => DataView(new ArrayBuffer(2)));
show(() => DataView.prototype.getInt8.call({}));
show(() => DataView.prototype.byteLength);
//> throws RangeError: index 0 is outside the bound of the buffer
//> throws RangeError: invalid index
//> throws RangeError: byteOffset 5 is outside the bound of the buffer
//> throws RangeError: Invalid DataView length: 5
//> throws TypeError: buffer is not an ArrayBuffer
//> throws TypeError: Constructor of DataView requires 'new'
//> throws TypeError: this is not a DataView
//> throws TypeError: Method TypedArray.prototype.byteLength called on incompatible receiver
