// DataView: 2.0 only. runtime.md 6.11.
//
// source: njs 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }

// --- constructor
// versions: 2
var b = new ArrayBuffer(8);
console.log(new DataView(b).byteLength, new DataView(b, 2).byteLength, new DataView(b, 2, 3).byteLength, new DataView(b, 2).byteOffset, new DataView(b).buffer === b, new DataView(b, 8).byteLength, new DataView(b, undefined, 4).byteLength);
show(() => DataView(b));
show(() => new DataView());
show(() => new DataView([]));
show(() => new DataView(b, 9));
show(() => new DataView(b, -1));
show(() => new DataView(b, 4, 5));
show(() => new DataView(b, 0, -1));
show(() => new DataView(new Uint8Array(1)));
//> 8 6 3 2 true 0 4
//> TypeError: Constructor of DataView requires 'new'
//> TypeError: buffer is not an ArrayBuffer
//> TypeError: buffer is not an ArrayBuffer
//> RangeError: byteOffset 9 is outside the bound of the buffer
//> RangeError: invalid index
//> RangeError: Invalid DataView length: 5
//> RangeError: invalid index
//> TypeError: buffer is not an ArrayBuffer

// --- get
// versions: 2
var b = new ArrayBuffer(8), u = new Uint8Array(b), d = new DataView(b);
u.set([0x80, 0xff, 0x01, 0x02, 0x3f, 0xf8, 0, 0]);
console.log(d.getInt8(0), d.getUint8(0), d.getInt16(0), d.getInt16(0, true), d.getUint16(0), d.getUint16(0, true), d.getInt32(0), d.getInt32(0, true), d.getUint32(0), d.getUint32(0, true), d.getFloat32(4), d.getFloat64(0, true), d.getUint8('1'), d.getUint8());
//> -128 128 -32513 -128 33023 65408 -2130771710 33685376 2164195586 33685376 1.9375 1.34854971154421e-309 255 128

// --- set
// versions: 2
var b = new ArrayBuffer(8), u = new Uint8Array(b), d = new DataView(b);
function bytes() { var s = Array.prototype.join.call(u); u.fill(0); return s; }
d.setInt8(0, -1); console.log(bytes());
d.setUint8(1, 257); console.log(bytes());
d.setInt16(0, -2); console.log(bytes());
d.setInt16(0, -2, true); console.log(bytes());
d.setUint16(6, 258); console.log(bytes());
d.setInt32(0, 1); console.log(bytes());
d.setUint32(4, 4294967295, true); console.log(bytes());
d.setFloat32(0, 1.5); console.log(bytes());
d.setFloat32(0, 1.5, true); console.log(bytes());
d.setFloat64(0, -0.5); console.log(bytes());
d.setFloat64(0, NaN, true); console.log(isNaN(d.getFloat64(0, true)));
console.log(d.setInt8(0, 1));
//> 255,0,0,0,0,0,0,0
//> 0,1,0,0,0,0,0,0
//> 255,254,0,0,0,0,0,0
//> 254,255,0,0,0,0,0,0
//> 0,0,0,0,0,0,1,2
//> 0,0,0,1,0,0,0,0
//> 0,0,0,0,255,255,255,255
//> 63,192,0,0,0,0,0,0
//> 0,0,192,63,0,0,0,0
//> 191,224,0,0,0,0,0,0
//> true
//> undefined

// --- values are converted
// versions: 2
var d = new DataView(new ArrayBuffer(8));
d.setUint8(0, '7');
d.setUint8(1, 1.9);
d.setUint8(2, -1);
d.setUint8(3, NaN);
d.setUint8(4);
console.log([0, 1, 2, 3, 4].map(i => d.getUint8(i)).join());
show(() => d.setUint8(0, Symbol()));
//> 7,1,255,0,0
//> TypeError: Cannot convert a Symbol value to a number

// --- out of bounds
// versions: 2
var d = new DataView(new ArrayBuffer(4), 1);
show(() => d.getInt8(3));
show(() => d.getInt16(2));
show(() => d.getInt32(0));
show(() => d.getFloat64(0));
show(() => d.getInt8(-1));
show(() => d.setInt8(3, 1));
show(() => d.setFloat64(0, 1));
show(() => d.getInt8(Infinity));
show(() => d.getInt8(1e20));
//> RangeError: index 3 is outside the bound of the buffer
//> RangeError: index 2 is outside the bound of the buffer
//> RangeError: index 0 is outside the bound of the buffer
//> RangeError: index 0 is outside the bound of the buffer
//> RangeError: invalid index
//> RangeError: index 3 is outside the bound of the buffer
//> RangeError: index 0 is outside the bound of the buffer
//> RangeError: invalid index
//> RangeError: invalid index

// --- wrong receiver
// versions: 2
show(() => DataView.prototype.getInt8.call({}, 0));
show(() => DataView.prototype.setInt8.call(new Uint8Array(1), 0, 1));
show(() => Object.getOwnPropertyDescriptor(DataView.prototype, 'byteLength').get.call({}));
show(() => Object.getOwnPropertyDescriptor(DataView.prototype, 'buffer').get.call(new Uint8Array(1)));
show(() => Object.getOwnPropertyDescriptor(DataView.prototype, 'byteOffset').get.call(1));
//> TypeError: this is not a DataView
//> TypeError: this is not a DataView
//> TypeError: Method TypedArray.prototype.byteLength called on incompatible receiver
//> ArrayBuffer {}
//> TypeError: Method TypedArray.prototype.byteOffset called on incompatible receiver

// --- no 64 bit integers
// versions: 2
console.log(typeof DataView.prototype.getBigInt64, typeof DataView.prototype.setBigUint64);
//> undefined undefined

// --- tag and view
// versions: 2
console.log(Object.prototype.toString.call(new DataView(new ArrayBuffer(1))), ArrayBuffer.isView(new DataView(new ArrayBuffer(1))));
//> [object DataView] false
