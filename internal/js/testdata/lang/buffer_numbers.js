// Buffer: reading and writing numbers. 2.0 only. runtime.md 7.
//
// source: njs 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }
function h(b) { return b.toString('hex'); }

// --- read integers
// versions: 2
var b = Buffer.from('80ff017f0203fe', 'hex');
console.log(b.readInt8(0), b.readInt8(1), b.readUInt8(0), b.readUInt8(1), b.readInt16LE(0), b.readInt16BE(0), b.readUInt16LE(0), b.readUInt16BE(0), b.readInt32LE(0), b.readInt32BE(0), b.readUInt32LE(0), b.readUInt32BE(0), b.readInt8(), b.readUInt16LE('1'));
//> -128 -1 128 255 -128 -32513 65408 33023 2130837376 -2130771585 2130837376 2164195711 -128 511

// --- read integers of any size
// versions: 2
var b = Buffer.from('80ff017f0203fe', 'hex');
for (var i = 1; i <= 6; i++) console.log(i, b.readIntLE(0, i), b.readIntBE(0, i), b.readUIntLE(0, i), b.readUIntBE(0, i), b.readIntLE(1, i), b.readIntBE(1, i));
//> 1 -128 -128 128 128 -1 -1
//> 2 -128 -32513 65408 33023 511 -255
//> 3 130944 -8323327 130944 8453889 8323583 -65153
//> 4 2130837376 -2130771585 2130837376 2164195711 41878015 -16679166
//> 5 10720771968 -545477525758 10720771968 554034102018 12926779903 -4269866493
//> 6 3309255655296 -139642246594045 3309255655296 141832730116611 -2186096475649 -1093085821954

// --- read floats
// versions: 2
var b = Buffer.from('0000c03fc03f00003ff8000000000000', 'hex');
console.log(b.readFloatLE(0), b.readFloatBE(0), b.readFloatBE(8), b.readDoubleBE(8), b.readDoubleLE(8), b.readFloatLE(), isNaN(Buffer.from('7fc00000', 'hex').readFloatBE()), Buffer.from('ff800000', 'hex').readFloatBE());
//> 1.5 6.896490392174587e-41 1.9375 1.5 3.13984e-319 1.5 true -Infinity

// --- read: out of bounds
// versions: 2
var b = Buffer.alloc(4);
show(() => b.readInt8(4));
show(() => b.readInt8(-1));
show(() => b.readInt16LE(3));
show(() => b.readUInt32BE(1));
show(() => b.readFloatLE(1));
show(() => b.readDoubleLE(0));
show(() => b.readIntLE(0, 5));
show(() => b.readIntLE(0, 7));
show(() => b.readIntLE(0));
show(() => b.readIntLE());
show(() => b.readUIntBE(2, 3));
show(() => b.readInt8(1.5));
show(() => b.readInt8(NaN));
show(() => b.readInt8('x'));
show(() => b.readInt8(Infinity));
show(() => Buffer.alloc(0).readInt8());
//> RangeError: index 4 is outside the bound of the buffer
//> RangeError: invalid index
//> RangeError: index 3 is outside the bound of the buffer
//> RangeError: index 1 is outside the bound of the buffer
//> RangeError: index 1 is outside the bound of the buffer
//> RangeError: index 0 is outside the bound of the buffer
//> RangeError: index 0 is outside the bound of the buffer
//> TypeError: "byteLength" must be <= 6
//> TypeError: "byteLength" is not a number
//> TypeError: "byteLength" is not a number
//> RangeError: index 2 is outside the bound of the buffer
//> 0
//> 0
//> 0
//> RangeError: invalid index
//> RangeError: index 0 is outside the bound of the buffer

// --- write integers
// versions: 2
var b = Buffer.alloc(4);
function w(n, v, o) { b.fill(0); var r = b[n](v, o); return n + ':' + r + ':' + h(b); }
console.log(w('writeInt8', -1, 1), w('writeUInt8', 255, 0), w('writeInt16LE', -2, 1), w('writeInt16BE', -2, 1), w('writeUInt16LE', 258, 2), w('writeUInt16BE', 258, 2), w('writeInt32LE', -3, 0), w('writeInt32BE', -3, 0), w('writeUInt32LE', 4294967295, 0), w('writeUInt32BE', 1, 0), w('writeInt8', 5));
//> writeInt8:2:00ff0000 writeUInt8:1:ff000000 writeInt16LE:3:00feff00 writeInt16BE:3:00fffe00 writeUInt16LE:4:00000201 writeUInt16BE:4:00000102 writeInt32LE:4:fdffffff writeInt32BE:4:fffffffd writeUInt32LE:4:ffffffff writeUInt32BE:4:00000001 writeInt8:1:05000000

// --- write integers of any size
// versions: 2
var b = Buffer.alloc(6);
function w(n, v, s) { b.fill(0); var r = b[n](v, 0, s); return r + ':' + h(b); }
for (var i = 1; i <= 6; i++) console.log(i, w('writeIntLE', -2, i), w('writeIntBE', -2, i), w('writeUIntLE', 1, i), w('writeUIntBE', 1, i));
//> 1 1:fe0000000000 1:fe0000000000 1:010000000000 1:010000000000
//> 2 2:feff00000000 2:fffe00000000 2:010000000000 2:000100000000
//> 3 3:feffff000000 3:fffffe000000 3:010000000000 3:000001000000
//> 4 4:feffffff0000 4:fffffffe0000 4:010000000000 4:000000010000
//> 5 5:feffffffff00 5:fffffffffe00 5:010000000000 5:000000000100
//> 6 6:feffffffffff 6:fffffffffffe 6:010000000000 6:000000000001

// --- write floats
// versions: 2
var b = Buffer.alloc(8);
function w(n, v, o) { b.fill(0); b[n](v, o); return h(b); }
console.log(w('writeFloatLE', 1.5), w('writeFloatBE', 1.5, 4), w('writeDoubleBE', -0.5), w('writeDoubleLE', 1.5, 0), w('writeFloatBE', NaN), w('writeFloatBE', Infinity, 0), w('writeDoubleBE', 5e-324));
//> 0000c03f00000000 000000003fc00000 bfe0000000000000 000000000000f83f 7fc0000000000000 7f80000000000000 0000000000000001

// --- write floats: the result
// versions: 2
// source: aws-doc runtime 2.0, Buffer: offset plus bytes written (runtime.md 7)
// differs: njs 0.7.12 forgets the result
var b = Buffer.alloc(8);
console.log(b.writeFloatLE(1), b.writeFloatBE(1, 4), b.writeDoubleBE(1), b.writeDoubleLE(1, 0));
//> 4 8 8 8

// --- write: values are cut
// versions: 2
var b = Buffer.alloc(4);
show(() => { b.writeUInt8(256); return h(b); });
show(() => { b.writeInt8(200); return h(b); });
show(() => { b.writeUInt8(-1); return h(b); });
show(() => { b.writeUInt16BE(70000); return h(b); });
show(() => { b.writeInt32BE(2 ** 31); return h(b); });
show(() => { b.writeUInt8(1.9); return h(b); });
show(() => { b.writeUInt8('7'); return h(b); });
show(() => { b.writeUInt8('x'); return h(b); });
show(() => { b.writeUInt8(NaN); return h(b); });
show(() => { b.writeUInt8(); return h(b); });
show(() => b.writeUInt8(Symbol()));
//> 00000000
//> c8000000
//> ff000000
//> 11700000
//> 80000000
//> 01000000
//> 07000000
//> 00000000
//> 00000000
//> 00000000
//> TypeError: Cannot convert a Symbol value to a number

// --- write: out of bounds
// versions: 2
var b = Buffer.alloc(4);
show(() => b.writeInt8(1, 4));
show(() => b.writeInt8(1, -1));
show(() => b.writeInt16LE(1, 3));
show(() => b.writeUInt32BE(1, 1));
show(() => b.writeFloatLE(1, 1));
show(() => b.writeDoubleLE(1, 0));
show(() => b.writeIntLE(1, 0, 5));
show(() => b.writeIntLE(1, 0, 7));
show(() => b.writeIntLE(1, 0));
show(() => b.writeUIntBE(1, 2, 3));
show(() => b.writeInt8(1, NaN));
show(() => b.writeInt8(1, 'x'));
//> RangeError: index 4 is outside the bound of the buffer
//> RangeError: invalid index
//> RangeError: index 3 is outside the bound of the buffer
//> RangeError: index 1 is outside the bound of the buffer
//> RangeError: index 1 is outside the bound of the buffer
//> RangeError: index 0 is outside the bound of the buffer
//> RangeError: index 0 is outside the bound of the buffer
//> TypeError: "byteLength" must be <= 6
//> TypeError: "byteLength" is not a number
//> RangeError: index 2 is outside the bound of the buffer
//> 1
//> 1

// --- round trip
// versions: 2
var b = Buffer.alloc(8), ok = true;
[0, 1, -1, 127, -128, 1000, -30000, 2147483647, -2147483648].forEach(v => { b.writeInt32LE(v, 2); if (b.readInt32LE(2) !== v) ok = false; b.writeInt32BE(v, 3); if (b.readInt32BE(3) !== v) ok = false; b.writeDoubleLE(v / 3, 0); if (b.readDoubleLE(0) !== v / 3) ok = false; b.writeIntBE(v, 1, 5); if (b.readIntBE(1, 5) !== v) ok = false; });
console.log(ok);
//> true

// --- names with another case do not exist
// versions: 2
console.log(typeof Buffer.prototype.readUint8, typeof Buffer.prototype.writeUint16LE, typeof Buffer.prototype.readBigInt64LE);
//> undefined undefined undefined
