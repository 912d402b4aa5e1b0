// Buffer, atob, btoa of version 2. runtime.md 6.11, 6.14.
//
// source: njs 0.4.3, 0.7.12
function show(f) { var v; try { v = f(); v = typeof v == 'string' || v !== null && typeof v == 'object' ? JSON.stringify(v) : String(v); } catch (e) { v = 'throws ' + e; } console.log(v); }
function list(f) { var l; try { l = f(); } catch (e) { l = ['throws ' + e]; } l.forEach(function(v) { console.log(typeof v == 'string' || v !== null && typeof v == 'object' ? JSON.stringify(v) : String(v)); }); }
function h(b) { return b.toString('hex'); }

// --- as a constructor and a function
// versions: 2
show(() => new Buffer());
show(() => Buffer());
//> throws TypeError: Buffer is not a constructor
//> throws TypeError: Buffer is not a constructor

// --- alloc
// versions: 2
list(() => [
  h(Buffer.alloc(3)),
  h(Buffer.alloc(3, 1)),
  h(Buffer.alloc(3, 'ab')),
  h(Buffer.alloc(5, 'YWI=', 'base64')),
  h(Buffer.alloc(3, '')),
  h(Buffer.alloc(3, new Uint8Array([1,2]))),
  h(Buffer.alloc(2.9)),
  Buffer.allocUnsafe(3).length,
  h(Buffer.alloc(2, 300)),
  h(Buffer.alloc(2, null)),
  h(Buffer.alloc(2, {})),
]);
show(() => Buffer.alloc('3'));
show(() => Buffer.alloc(-1));
show(() => Buffer.alloc(1e10));
show(() => Buffer.alloc(NaN).length);
show(() => Buffer.alloc(3, 'a', 'latin1'));
show(() => Buffer.alloc());
//> "000000"
//> "010101"
//> "616261"
//> "6162616261"
//> "000000"
//> "010201"
//> "0000"
//> 3
//> "2c2c"
//> "0000"
//> "0000"
//> throws TypeError: "size" argument must be of type number
//> throws RangeError: invalid size
//> throws RangeError: invalid size
//> throws RangeError: invalid index
//> throws TypeError: "latin1" encoding is not supported
//> throws TypeError: "size" argument must be of type number

// --- from: lists and texts
// versions: 2
list(() => [
  h(Buffer.from([1,2,300])),
  h(Buffer.from('aé')),
  h(Buffer.from('616', 'hex')),
  h(Buffer.from('YWI', 'base64')),
  h(Buffer.from('YWI=', 'base64')),
  h(Buffer.from('_-8', 'base64url')),
  h(Buffer.from(new Uint8Array([1,2]))),
  h(Buffer.from(new Uint16Array([0x101,2]))),
  h(Buffer.from({length: 2, 0: 5})),
  h(Buffer.from(new String('xy'))),
  h(Buffer.from({type: 'Buffer', data: [1,2]})),
  h(Buffer.from(Buffer.from('q'))),
  h(Buffer.from('a', undefined)),
  h(Buffer.from({valueOf: function() { return 'v' }})),
  h(Buffer.from([])),
  h(Buffer.from('')),
  h(Buffer.from('', 'hex')),
]);
//> "01022c"
//> "61c3a9"
//> "61"
//> "6162"
//> "6162"
//> "ffef"
//> "0102"
//> "0102"
//> "0500"
//> "7879"
//> "0102"
//> "71"
//> "61"
//> "76"
//> ""
//> ""
//> ""

// --- from: ArrayBuffer
// versions: 2
show(function() { var u = new Uint8Array([1,2,3,4]); var b = Buffer.from(u.buffer, 1, 2); b[0] = 9; return [h(b), u, b.byteOffset, h(Buffer.from(u.buffer)), h(Buffer.from(u.buffer, 4)), b.buffer === u.buffer] });
show(() => Buffer.from(new ArrayBuffer(2), 3));
show(() => Buffer.from(new ArrayBuffer(2), 1, 2));
show(() => Buffer.from(new ArrayBuffer(2), -1));
show(() => h(Buffer.from(new ArrayBuffer(2), 0, -1)));
show(() => h(Buffer.from(new ArrayBuffer(2), 'a')));
//> ["0903",{"0":1,"1":9,"2":3,"3":4},1,"01090304","",true]
//> throws RangeError: "offset" is outside of buffer bounds
//> throws RangeError: "length" is outside of buffer bounds
//> throws RangeError: invalid index
//> ""
//> "0000"

// --- from: other values
// versions: 2
show(() => Buffer.from(1));
show(() => Buffer.from(null));
show(() => Buffer.from());
show(() => Buffer.from({}));
show(() => Buffer.from(true));
show(() => Buffer.from(function(a, b) {}).length);
show(() => Buffer.from(new Date(0)));
show(() => Buffer.from(Symbol()));
show(() => Buffer.from(new Number(1)));
//> throws TypeError: first argument number is not a string or Buffer-like object
//> throws TypeError: first argument null is not a string or Buffer-like object
//> throws TypeError: first argument undefined is not a string or Buffer-like object
//> throws TypeError: first argument object is not a string or Buffer-like object
//> throws TypeError: first argument boolean is not a string or Buffer-like object
//> 2
//> throws TypeError: first argument number is not a string or Buffer-like object
//> throws TypeError: first argument symbol is not a string or Buffer-like object
//> throws TypeError: first argument number is not a string or Buffer-like object

// --- from: encodings
// versions: 2
show(() => Buffer.from('a', 'ascii'));
show(() => Buffer.from('a', 1));
show(() => Buffer.from('a', null));
show(() => Buffer.from('a', 'UTF8'));
//> throws TypeError: "ascii" encoding is not supported
//> throws TypeError: encoding must be a string
//> throws TypeError: encoding must be a string
//> throws TypeError: "UTF8" encoding is not supported

// --- byteLength
// versions: 2
list(() => [
  Buffer.byteLength('é'),
  Buffer.byteLength('abc', 'hex'),
  Buffer.byteLength('YWI=', 'base64'),
  Buffer.byteLength('YWI', 'base64'),
  Buffer.byteLength(new Uint16Array(3)),
  Buffer.byteLength(new ArrayBuffer(5)),
  Buffer.byteLength(new DataView(new ArrayBuffer(4), 1)),
  Buffer.byteLength('zz', 'hex'),
]);
show(() => Buffer.byteLength(1));
show(() => Buffer.byteLength({}));
//> 2
//> 1
//> 2
//> 2
//> 6
//> 5
//> 3
//> 1
//> throws TypeError: first argument number is not a string or Buffer-like object
//> throws TypeError: first argument object is not a string or Buffer-like object

// --- compare
// versions: 2
list(() => [
  Buffer.compare(Buffer.from('a'), Buffer.from('b')),
  Buffer.compare(Buffer.from('b'), Buffer.from('a')),
  Buffer.compare(Buffer.from('a'), Buffer.from('a')),
  Buffer.compare(Buffer.from('a'), Buffer.from('ab')),
  Buffer.from('abc').compare(Buffer.from('xbcx'), 1, 3, 1, 3),
  Buffer.from('abc').compare(Buffer.from('xbcx'), 3, 1),
  Buffer.from('b').compare(Buffer.from('a')),
]);
show(() => Buffer.compare('a', Buffer.from('a')));
show(() => Buffer.compare(Buffer.from('a'), [1]));
show(() => Buffer.from('a').compare(Buffer.from('a'), 5));
show(() => Buffer.from('a').compare(Buffer.from('a'), 0, 5));
show(() => Buffer.from('a').compare(Buffer.from('a'), 0, 1, 5));
show(() => Buffer.from('a').compare(Buffer.from('a'), 0, 1, 0, 5));
show(() => Buffer.compare(new Uint16Array(1), Buffer.from('a')));
show(() => Buffer.from('a').compare(Buffer.from('a'), -1));
//> -1
//> 1
//> 0
//> -1
//> 0
//> 1
//> 1
//> throws TypeError: "source" argument must be an instance of Buffer or Uint8Array
//> throws TypeError: "target" argument must be an instance of Buffer or Uint8Array
//> throws RangeError: "targetStart" is out of range: 5
//> throws RangeError: "targetEnd" is out of range: 5
//> throws RangeError: "sourceStart" is out of range: 5
//> throws RangeError: "sourceEnd" is out of range: 5
//> throws TypeError: "source" argument must be an instance of Buffer or Uint8Array
//> throws RangeError: invalid index

// --- concat
// versions: 2
list(() => [
  h(Buffer.concat([Buffer.from('a'), new Uint8Array([1,2])])),
  h(Buffer.concat([])),
  h(Buffer.concat([Buffer.from('abc')], 2)),
  h(Buffer.concat([Buffer.from('abc')], 5)),
  Object.prototype.toString.call(Buffer.concat([])),
  h(Buffer.concat([Buffer.from('abc').subarray(1)])),
]);
show(() => Buffer.concat('a'));
show(() => Buffer.concat(['a']));
show(() => Buffer.concat([], '1'));
show(() => Buffer.concat([], -1));
show(() => Buffer.concat([new Uint16Array(1)]));
show(() => h(Buffer.concat([Buffer.from('abc')], 1.5)));
show(() => h(Buffer.concat([Buffer.from('abc')], NaN)));
//> "610102"
//> ""
//> "6162"
//> "6162630000"
//> "[object Buffer]"
//> "6263"
//> throws TypeError: "list" argument must be an instance of Array
//> throws TypeError: "list[0]" argument must be an instance of Buffer or Uint8Array
//> throws TypeError: "length" argument must be of type number
//> throws RangeError: "length" is out of range
//> throws TypeError: "list[0]" argument must be an instance of Buffer or Uint8Array
//> "61"
//> throws RangeError: "length" is out of range

// --- isBuffer and isEncoding
// versions: 2
list(() => [
  Buffer.isBuffer(Buffer.from('a')),
  Buffer.isBuffer(new Uint8Array(1)),
  Buffer.isBuffer('a'),
  Buffer.isBuffer(),
  Buffer.isBuffer({}),
  Buffer.isBuffer(Object.create(Buffer.from('a'))),
]);
list(() => [
  Buffer.isEncoding('utf8'),
  Buffer.isEncoding('utf-8'),
  Buffer.isEncoding('hex'),
  Buffer.isEncoding('latin1'),
  Buffer.isEncoding(),
  Buffer.isEncoding(1),
  Buffer.isEncoding('base64url'),
]);
//> true
//> false
//> false
//> false
//> false
//> true
//> true
//> true
//> true
//> false
//> false
//> false
//> true

// --- read
// versions: 2
show(function() { var b = Buffer.from([0xff,0xfe,0x80,1,2,3,4,5]); return ['readInt8','readUInt8','readInt16LE','readUInt16LE','readInt16BE','readUInt16BE','readInt32LE','readUInt32LE','readInt32BE','readUInt32BE','readFloatLE','readFloatBE','readDoubleLE','readDoubleBE'].map(function(m) { return m + '=' + b[m](0) }) });
show(function() { var b = Buffer.from([0xff,0xfe,0x80,1,2,0x83,4,5]); var r = []; for (var i = 0; i <= 6; i++) r.push(b.readIntLE(0, i), b.readIntBE(1, i), b.readUIntLE(0, i), b.readUIntBE(0, i)); return r });
//> ["readInt8=-1","readUInt8=255","readInt16LE=-257","readUInt16LE=65279","readInt16BE=-2","readUInt16BE=65534","readInt32LE=25231103","readUInt32LE=25231103","readInt32BE=-98303","readUInt32BE=4294868993","readFloatLE=4.738567548270214e-38","readFloatBE=NaN","readDoubleLE=1.682205935514754e-284","readDoubleBE=NaN"]
//> [-137430338306305,-1649250499836,144044638404351,281468534325891,-1,-2,255,255,-257,-384,65279,65534,-8323329,-98303,8453887,16776832,25231103,-25165566,25231103,4294868993,8615165695,-6442384765,8615165695,1099486462210,-137430338306305,-1649250499836,144044638404351,281468534325891]

// --- read: errors
// versions: 2
show(() => Buffer.from([1]).readInt16LE(0));
show(() => Buffer.from([1]).readInt8(1));
show(() => Buffer.from([1]).readInt8(-1));
show(() => Buffer.from([1]).readIntLE(0, 7));
show(() => Buffer.from([1]).readIntLE(0));
show(() => Buffer.from([1]).readIntLE(0, '1'));
show(() => Buffer.prototype.readInt8.call([]));
show(() => Buffer.prototype.readInt8.call(new Uint8Array([5]), 0));
show(() => Buffer.prototype.readInt8.call(new Int8Array([5]), 0));
show(() => Buffer.from([1]).readFloatLE(0));
show(() => Buffer.from([7]).readInt8());
show(() => Buffer.from([7,8,9,1]).readIntLE(0,-1));
show(() => Buffer.from([7,8,9,1]).readIntLE(0,2.7));
show(() => Buffer.from([7,8,9,1]).readIntLE(0,NaN));
//> throws RangeError: index 0 is outside the bound of the buffer
//> throws RangeError: index 1 is outside the bound of the buffer
//> throws RangeError: invalid index
//> throws TypeError: "byteLength" must be <= 6
//> throws TypeError: "byteLength" is not a number
//> throws TypeError: "byteLength" is not a number
//> throws TypeError: "this" argument must be an instance of Buffer or Uint8Array
//> 5
//> throws TypeError: "this" argument must be an instance of Buffer or Uint8Array
//> throws RangeError: index 0 is outside the bound of the buffer
//> 7
//> throws TypeError: "byteLength" must be <= 6
//> 2055
//> throws TypeError: "byteLength" must be <= 6

// --- write numbers, unlike the reference
// versions: 2
// differs: all return where the number ends (runtime.md 6.11); the reference not for floating point
show(function() { var r = []; ['writeInt8','writeUInt8','writeInt16LE','writeUInt16BE','writeInt32LE','writeUInt32BE','writeFloatLE','writeFloatBE','writeDoubleLE','writeDoubleBE'].forEach(function(m) { var b = Buffer.alloc(9); r.push(m + '=' + b[m](-3, 1) + ':' + h(b)) }); return r });
//> ["writeInt8=2:00fd00000000000000","writeUInt8=2:00fd00000000000000","writeInt16LE=3:00fdff000000000000","writeUInt16BE=3:00fffd000000000000","writeInt32LE=5:00fdffffff00000000","writeUInt32BE=5:00fffffffd00000000","writeFloatLE=5:00000040c000000000","writeFloatBE=5:00c040000000000000","writeDoubleLE=9:0000000000000008c0","writeDoubleBE=9:00c008000000000000"]

// --- write integers of some bytes, unlike the reference
// versions: 2
// differs: no bytes are written as six; the reference returns 0 then
show(function() { var r = []; for (var i = 0; i <= 6; i++) { var b = Buffer.alloc(6); r.push(b.writeIntLE(0x123456789abc, 0, i) + h(b)); b = Buffer.alloc(6); r.push(b.writeIntBE(-2, 0, i) + h(b)) } return r });
//> ["6bc9a78563412","6fffffffffffe","1bc0000000000","1fe0000000000","2bc9a00000000","2fffe00000000","3bc9a78000000","3fffffe000000","4bc9a78560000","4fffffffe0000","5bc9a78563400","5fffffffffe00","6bc9a78563412","6fffffffffffe"]

// --- write numbers: errors
// versions: 2
show(() => Buffer.alloc(1).writeInt16LE(1, 0));
show(() => Buffer.alloc(1).writeInt8(1));
show(() => Buffer.alloc(1).writeInt8(1, 1));
show(() => Buffer.alloc(3).writeIntLE(1, 0, 7));
show(() => Buffer.alloc(3).writeIntLE(1, 0));
show(function() { var b = Buffer.alloc(1); return [b.writeInt8(300), h(b), b.writeUInt8(-1.7), h(b), b.writeInt8('12'), h(b), b.writeInt8(NaN), h(b), b.writeInt8(1e30), h(b), b.writeInt8(Infinity), h(b)] });
show(() => Buffer.alloc(3).writeInt8(1, -1));
//> throws RangeError: index 0 is outside the bound of the buffer
//> 1
//> throws RangeError: index 1 is outside the bound of the buffer
//> throws TypeError: "byteLength" must be <= 6
//> throws TypeError: "byteLength" is not a number
//> [1,"2c",1,"ff",1,"0c",1,"00",1,"ff",1,"ff"]
//> throws RangeError: invalid index

// --- write, unlike the reference
// versions: 2
// differs: the bytes that were written are counted, and no others are written (runtime.md 6.11)
show(function() { var b = Buffer.alloc(6); return [b.write('ab'), h(b), b.write('cd', 3), h(b), b.write('efgh', 4), h(b), b.write('xyz', 0, 2), h(b), b.write('4142', 'hex'), h(b), b.write('4142', 2, 'hex'), h(b), b.write('4344', 2, 1, 'hex'), h(b), b.write(''), b.write('é', 5), h(b)] });
//> [2,"616200000000",2,"616200636400",2,"616200636566",2,"787900636566",2,"414200636566",2,"414241426566",1,"414243426566",0,1,"4142434265c3"]

// --- write: errors
// versions: 2
show(() => Buffer.alloc(2).write(1));
show(() => Buffer.alloc(2).write('a', 2));
show(() => Buffer.alloc(2).write('a', 0, 1, 'x'));
show(() => Buffer.alloc(2).write('a', -1));
show(() => Buffer.alloc(0).write(''));
//> throws TypeError: first argument must be a string
//> throws RangeError: "offset" is out of range
//> throws TypeError: "x" encoding is not supported
//> throws RangeError: invalid index
//> throws RangeError: "offset" is out of range

// --- fill
// versions: 2
list(() => [
  h(Buffer.alloc(4).fill('ab')),
  h(Buffer.alloc(4).fill(1, 1)),
  h(Buffer.alloc(4).fill(1, 1, 3)),
  h(Buffer.alloc(4).fill('YWI=', 'base64')),
  h(Buffer.alloc(4).fill('YWI=', 1, 'base64')),
  h(Buffer.alloc(4).fill('YWI=', 1, 3, 'base64')),
  h(Buffer.alloc(4).fill(Buffer.from('xy'))),
  h(Buffer.alloc(2, 7).fill()),
  h(Buffer.alloc(2, 7).fill('')),
  h(Buffer.alloc(2).fill(257)),
  h(Buffer.alloc(2, 5).fill(1, 2)),
  h(Buffer.alloc(2, 5).fill(1, 1, 0)),
  h(Buffer.alloc(2).fill('zz', 'hex')),
]);
show(() => Buffer.alloc(2).fill(1, 3));
show(() => Buffer.alloc(2).fill(1, 0, 3));
show(() => Buffer.alloc(2).fill('a', 'x'));
show(() => Buffer.alloc(2).fill(1, -1));
//> "61626162"
//> "00010101"
//> "00010100"
//> "61626162"
//> "00616261"
//> "00616200"
//> "78797879"
//> "0707"
//> "0000"
//> "0101"
//> "0505"
//> "0505"
//> "0000"
//> throws RangeError: "offset" is out of range
//> throws RangeError: "end" is out of range
//> throws TypeError: "x" encoding is not supported
//> throws RangeError: invalid index

// --- toString
// versions: 2
show(function() { var b = Buffer.from('aéz'); return [b.toString(), b.toString('hex', 1), b.toString('hex', 1, 2), b.toString('base64'), b.toString('base64url'), b.toString('utf8', 2), b.toString('utf8', 10), b.toString(undefined, 0, 1), b.toString('hex', 0, 100), Buffer.from([0xff, 0x41]).toString(), Buffer.from([0xef,0xbb,0xbf,0x41]).toString().length, b + ''] });
show(() => Buffer.from('a').toString('latin1'));
show(() => Buffer.from('a').toString(1));
show(() => Buffer.from('abc').toString('utf8', 2, 1));
show(() => Buffer.from('abc').toString('utf8', -1));
show(() => Buffer.prototype.toString.call({}));
//> ["aéz","c3a97a","c3","YcOpeg==","YcOpeg","�z","","a","61c3a97a","�A",2,"aéz"]
//> throws TypeError: "latin1" encoding is not supported
//> throws TypeError: encoding must be a string
//> ""
//> throws RangeError: invalid index
//> throws TypeError: "this" argument must be an instance of Buffer or Uint8Array

// --- copy
// versions: 2
show(function() { var a = Buffer.from('abcdef'), b = Buffer.alloc(4); return [a.copy(b), h(b), a.copy(b, 2), h(b), a.copy(b, 0, 4), h(b), a.copy(b, 0, 1, 2), h(b), a.copy(a, 1), h(a)] });
show(() => Buffer.from('a').copy([]));
show(() => Buffer.from('a').copy(Buffer.alloc(1), 2));
show(() => Buffer.from('a').copy(Buffer.alloc(1), 0, 2));
show(() => Buffer.from('a').copy(Buffer.alloc(1), 0, 0, 2));
//> [4,"61626364",2,"61626162",2,"65666162",1,"62666162",5,"616162636465"]
//> throws TypeError: "target" argument must be an instance of Buffer or Uint8Array
//> throws RangeError: "targetStart" is out of range: 2
//> throws RangeError: "sourceStart" is out of range: 2
//> throws RangeError: "sourceEnd" is out of range: 2

// --- equals
// versions: 2
show(() => [Buffer.from('a').equals(Buffer.from('a')), Buffer.from('a').equals(new Uint8Array([98]))]);
show(() => Buffer.from('a').equals('a'));
//> [true,false]
//> throws TypeError: "target" argument must be an instance of Buffer or Uint8Array

// --- indexOf
// versions: 2
show(function() { var b = Buffer.from('abcabc'); return [b.indexOf('b'), b.indexOf('b', 2), b.indexOf('bc', -2), b.indexOf(98), b.indexOf(98 + 256), b.indexOf(Buffer.from('ca')), b.indexOf(''), b.indexOf('', 3), b.indexOf('6263', 'hex'), b.indexOf('6263', 2, 'hex'), b.indexOf('x'), b.indexOf('b', 100), b.includes('c'), b.includes('x'), b.includes(97, 4), b.indexOf('abcabcd'), b.indexOf('b', -100), b.indexOf('bc', 1.9)] });
show(() => Buffer.from('a').indexOf({}));
show(() => Buffer.from('a').indexOf());
show(() => Buffer.from('a').indexOf('a', 'x'));
show(() => Buffer.from('a').indexOf(new Uint16Array(1)));
show(() => Buffer.from('').indexOf({}));
show(() => Buffer.from('a').indexOf(true));
//> [1,4,4,1,1,2,0,0,1,4,-1,-1,true,false,false,-1,1,1]
//> throws TypeError: "value" argument object is not a string or Buffer-like object
//> throws TypeError: "value" argument undefined is not a string or Buffer-like object
//> throws TypeError: "x" encoding is not supported
//> throws TypeError: "value" argument typed array is not a string or Buffer-like object
//> -1
//> throws TypeError: "value" argument boolean is not a string or Buffer-like object

// --- lastIndexOf
// versions: 2
show(function() { var b = Buffer.from('abcabc'); return [b.lastIndexOf('b'), b.lastIndexOf('b', 3), b.lastIndexOf('bc'), b.lastIndexOf('abc'), b.lastIndexOf('abcabc'), b.lastIndexOf(99), b.lastIndexOf(''), b.lastIndexOf('b', -3), b.lastIndexOf('bc', 4), b.lastIndexOf('bc', 5), b.lastIndexOf('ab', 3), b.lastIndexOf('a', 0), b.lastIndexOf('b', -100), b.lastIndexOf('abc', 2), b.lastIndexOf('abc', 3), b.lastIndexOf('abc', 4), b.lastIndexOf('bca', 5),  b.lastIndexOf('ab', 0), b.lastIndexOf('ab',1)] });
//> [4,1,4,3,0,5,6,1,1,4,0,0,-1,0,0,0,1,-1,0]

// --- slice
// versions: 2
show(function() { var b = Buffer.from('abcdef'); var s = b.slice(1, 3); s[0] = 0x7a; return [h(s), h(b), Buffer.isBuffer(s), Buffer.isBuffer(b.subarray(1)), h(b.subarray(-2)), s.byteOffset, h(s.slice(1)), s.length, b.map(function(x) { return x }) + '', Buffer.isBuffer(b.map(function(x) { return x })), Buffer.isBuffer(b.filter(function() { return true }))] });
//> ["7a63","617a63646566",true,true,"6566",1,"63",2,"97,122,99,100,101,102",false,false]

// --- swap
// versions: 2
list(() => [
  h(Buffer.from([1,2,3,4,5,6,7,8]).swap16()),
  h(Buffer.from([1,2,3,4,5,6,7,8]).swap32()),
  h(Buffer.from([1,2,3,4,5,6,7,8]).swap64()),
]);
show(() => Buffer.alloc(3).swap16());
show(() => Buffer.alloc(3).swap32());
show(() => Buffer.alloc(3).swap64());
//> "0201040306050807"
//> "0403020108070605"
//> "0807060504030201"
//> throws RangeError: Buffer size must be a multiple of 16-bits
//> throws RangeError: Buffer size must be a multiple of 32-bits
//> throws RangeError: Buffer size must be a multiple of 64-bits

// --- toJSON
// versions: 2
show(() => [Buffer.from('ab').toJSON(), Buffer.alloc(0).toJSON()]);
show(() => Buffer.prototype.toJSON.call([]));
//> [{"type":"Buffer","data":[97,98]},{"type":"Buffer","data":[]}]
//> throws TypeError: "this" argument must be an instance of Buffer or Uint8Array

// --- elements and class
// versions: 2
show(function() { var b = Buffer.from('ab'); return [b[0], b.length, b[5], Object.prototype.toString.call(b), b instanceof Uint8Array, b instanceof Buffer, Object.keys(b), b.BYTES_PER_ELEMENT, b.constructor === Buffer, Array.isArray(b), typeof b, b.join('-'), Buffer.prototype.length, Object.getPrototypeOf(Buffer.prototype) === Uint8Array.prototype, Object.create(b).length] });
show(function() { var b = Buffer.alloc(2); b[0] = 257; b[1] = -1; b[2] = 5; return h(b) });
show(function() { var b = Buffer.alloc(2); b.length = 5; return b.length });
//> [97,2,null,"[object Buffer]",true,true,["0","1"],1,true,false,"object","97-98",null,true,2]
//> "01ff"
//> throws TypeError: Cannot assign to read-only property "length" of typed array

// --- atob
// versions: 2
list(() => [
  atob('QUJD'),
  atob('QQ=='),
  atob('QUI='),
  atob(''),
  atob(' Q U J D '),
  atob('QUI'),
  atob('QUJDRA'),
  atob('6Q=='),
  atob('QQ'),
  atob('QUJDQQ'),
].map(function(x) { return x }));
show(() => atob());
show(() => atob(null));
//> "ABC"
//> "A"
//> "AB"
//> ""
//> "ABC"
//> ""
//> "ABC"
//> "é"
//> ""
//> "ABC"
//> throws TypeError: the string to be decoded is not correctly encoded
//> "ée"

// --- btoa
// versions: 2
show(() => [btoa('ABC'), btoa('A'), btoa('AB'), btoa(''), btoa('é'), btoa(), btoa(12), btoa(null)]);
show(() => btoa('α'));
show(() => btoa('aaα'));
show(() => btoa(Symbol()));
//> ["QUJD","QQ==","QUI=","","6Q==","dW5kZWZpbmVk","MTI=","bnVsbA=="]
//> throws TypeError: invalid character (>= U+00FF)
//> throws TypeError: invalid character (>= U+00FF)
//> throws TypeError: Cannot convert a Symbol value to a string
