// Buffer: 2.0 only. runtime.md 7. Reading and writing of numbers is in buffer_numbers.js.
//
// source: njs 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }
function h(b) { return b.toString('hex'); }

// --- Buffer cannot be constructed
// versions: 2
show(() => new Buffer(1));
show(() => Buffer(1));
console.log(typeof Buffer, Buffer.name, Object.getPrototypeOf(Buffer) === Object.getPrototypeOf(Uint8Array), Buffer.from('') instanceof Uint8Array, Buffer.from('') instanceof Buffer);
//> TypeError: Buffer is not a constructor
//> TypeError: Buffer is not a constructor
//> function Buffer false true true

// --- alloc
// versions: 2
console.log(h(Buffer.alloc(3)), h(Buffer.alloc(3, 1)), h(Buffer.alloc(5, 'ab')), h(Buffer.alloc(4, 'YWI=', 'base64')), h(Buffer.alloc(2, Buffer.from([7]))), h(Buffer.alloc(3, 257)), h(Buffer.alloc(2, '6162', 'hex')), Buffer.alloc(0).length, h(Buffer.alloc(2, undefined)), h(Buffer.alloc(2, '')));
show(() => Buffer.alloc());
show(() => Buffer.alloc('3'));
show(() => Buffer.alloc(-1));
show(() => Buffer.alloc(NaN));
show(() => Buffer.alloc(1e20));
show(() => Buffer.alloc(2, 'a', 'latin1'));
show(() => Buffer.alloc(2, 'zz', 'hex'));
show(() => Buffer.alloc(1.5).length);
//> 000000 010101 6162616261 61626162 0707 010101 6162 0 0000 0000
//> TypeError: "size" argument must be of type number
//> TypeError: "size" argument must be of type number
//> RangeError: invalid size
//> RangeError: invalid index
//> RangeError: invalid size
//> TypeError: "latin1" encoding is not supported
//> Buffer [0,0]
//> 1

// --- allocUnsafe
// versions: 2
console.log(Buffer.allocUnsafe(3).length, Buffer.allocUnsafeSlow(2).length);
show(() => Buffer.allocUnsafe());
show(() => Buffer.allocUnsafe('a'));
show(() => Buffer.allocUnsafe(-1));
//> 3 2
//> TypeError: "size" argument must be of type number
//> TypeError: "size" argument must be of type number
//> RangeError: invalid size

// --- byteLength
// versions: 2
console.log(Buffer.byteLength('abc'), Buffer.byteLength('é😀'), Buffer.byteLength('YWJj', 'base64'), Buffer.byteLength('YWI=', 'base64'), Buffer.byteLength('YWI', 'base64url'), Buffer.byteLength('616', 'hex'), Buffer.byteLength(Buffer.alloc(3)), Buffer.byteLength(new ArrayBuffer(5)), Buffer.byteLength(new Uint16Array(3)), Buffer.byteLength(new DataView(new ArrayBuffer(4), 1)), Buffer.byteLength(''));
show(() => Buffer.byteLength());
show(() => Buffer.byteLength(1));
show(() => Buffer.byteLength({}));
show(() => Buffer.byteLength('a', 'ascii'));
//> 3 6 3 2 2 1 3 5 6 3 0
//> TypeError: first argument undefined is not a string or Buffer-like object
//> TypeError: first argument number is not a string or Buffer-like object
//> TypeError: first argument object is not a string or Buffer-like object
//> TypeError: "ascii" encoding is not supported

// --- compare
// versions: 2
var a = Buffer.from('abc'), b = Buffer.from('abd');
console.log(Buffer.compare(a, b), Buffer.compare(b, a), Buffer.compare(a, a), Buffer.compare(a, Buffer.from('ab')), Buffer.compare(new Uint8Array([1]), Buffer.from([2])), Buffer.compare(Buffer.from([255]), Buffer.from([1])));
show(() => Buffer.compare(a, 'abc'));
show(() => Buffer.compare('abc', a));
show(() => Buffer.compare(a));
//> -1 1 0 1 -1 1
//> TypeError: "target" argument must be an instance of Buffer or Uint8Array
//> TypeError: "source" argument must be an instance of Buffer or Uint8Array
//> TypeError: "target" argument must be an instance of Buffer or Uint8Array

// --- concat
// versions: 2
console.log(Buffer.concat([Buffer.from('a'), Buffer.from('bc')]).toString(), Buffer.concat([]).length, Buffer.concat([Buffer.from('abc')], 2).toString(), h(Buffer.concat([Buffer.from('a')], 3)), Buffer.concat([new Uint8Array([65]), Buffer.from('b')]).toString());
show(() => Buffer.concat());
show(() => Buffer.concat('a'));
show(() => Buffer.concat(['a']));
show(() => Buffer.concat([1]));
show(() => Buffer.concat([], -1));
show(() => Buffer.concat([], 'x'));
//> abc 0 ab 610000 Ab
//> TypeError: "list" argument must be an instance of Array
//> TypeError: "list" argument must be an instance of Array
//> TypeError: "list[0]" argument must be an instance of Buffer or Uint8Array
//> TypeError: "list[0]" argument must be an instance of Buffer or Uint8Array
//> RangeError: "length" is out of range
//> TypeError: "length" argument must be of type number

// --- from: arrays
// versions: 2
console.log(h(Buffer.from([1, 255, 256, -1, 1.9, '7', 'x', null])), Buffer.from([]).length, h(Buffer.from({length: 2, 0: 5, 1: 6})), h(Buffer.from(new Uint8Array([1, 2]))), h(Buffer.from(new Uint16Array([258, 3]))), h(Buffer.from([, 1])));
//> 01ff00ff01070000 0 0506 0102 0203 0001

// --- from: strings
// versions: 2
console.log(h(Buffer.from('aé😀')), h(Buffer.from('abc', 'utf8')), h(Buffer.from('abc', 'utf-8')), h(Buffer.from('6162', 'hex')), h(Buffer.from('YWJj', 'base64')), h(Buffer.from('YWI', 'base64')), h(Buffer.from('-_8', 'base64url')), h(Buffer.from('+/8=', 'base64')), Buffer.from('').length, h(Buffer.from('a', undefined)), h(Buffer.from(new String('ab'))));
//> 61c3a9f09f9880 616263 616263 6162 616263 6162 fbff fbff 0 61 6162

// --- from: malformed text
// versions: 2
['6', '61a', '6g', 'zz', '6 1'].forEach(t => show(() => h(Buffer.from(t, 'hex'))));
['Y', 'YW', 'YWI', 'YW I=', 'YW==YWI=', '!!', 'YW-_', 'YW\nI='].forEach(t => show(() => h(Buffer.from(t, 'base64'))));
['Y', 'YW', 'YW+/', 'YW-_', 'YWI=', '='].forEach(t => show(() => h(Buffer.from(t, 'base64url'))));
//> 36
//> 61
//>
//>
//>
//> 59
//> 61
//> 6162
//> 61
//> 61
//> 2121
//> 61
//> 61
//> 59
//> 61
//> 61
//> 616fbf
//> 6162
//> 3d

// --- from: encodings that do not exist
// versions: 2
['ascii', 'latin1', 'binary', 'utf16le', 'ucs2', 'UTF8', 'HEX', ''].forEach(e => show(() => h(Buffer.from('ab', e))));
show(() => Buffer.from('a', 1));
//> TypeError: "ascii" encoding is not supported
//> TypeError: "latin1" encoding is not supported
//> TypeError: "binary" encoding is not supported
//> TypeError: "utf16le" encoding is not supported
//> TypeError: "ucs2" encoding is not supported
//> TypeError: "UTF8" encoding is not supported
//> TypeError: "HEX" encoding is not supported
//> TypeError: "" encoding is not supported
//> TypeError: encoding must be a string

// --- from: ArrayBuffer is shared
// versions: 2
var ab = new ArrayBuffer(4), u = new Uint8Array(ab), b = Buffer.from(ab), c = Buffer.from(ab, 1, 2);
u[1] = 65;
console.log(h(b), h(c), b.buffer === ab, c.byteOffset, c.length);
show(() => Buffer.from(ab, 5));
show(() => Buffer.from(ab, -1));
show(() => Buffer.from(ab, 1, 9).length);
show(() => Buffer.from(ab, 'x').length);
//> 00410000 4100 true 1 2
//> RangeError: "offset" is outside of buffer bounds
//> RangeError: invalid index
//> RangeError: "length" is outside of buffer bounds
//> 4

// --- from: Buffer is copied
// versions: 2
var a = Buffer.from('abc'), b = Buffer.from(a);
b[0] = 120;
console.log(a.toString(), b.toString(), a.buffer === b.buffer);
//> abc xbc false

// --- from: objects
// versions: 2
console.log(Buffer.from({valueOf() { return 'abc'; }}).toString(), h(Buffer.from({valueOf() { return [1, 2]; }})), Buffer.from({type: 'Buffer', data: [97, 98]}).toString(), Buffer.from(JSON.parse(JSON.stringify(Buffer.from('xyz')))).toString());
show(() => Buffer.from({}));
show(() => Buffer.from(1));
show(() => Buffer.from(null));
show(() => Buffer.from());
show(() => Buffer.from(undefined));
show(() => Buffer.from(true));
show(() => Buffer.from(Symbol()));
show(() => Buffer.from(() => 1));
//> abc 0102 ab xyz
//> TypeError: first argument object is not a string or Buffer-like object
//> TypeError: first argument number is not a string or Buffer-like object
//> TypeError: first argument null is not a string or Buffer-like object
//> TypeError: first argument undefined is not a string or Buffer-like object
//> TypeError: first argument undefined is not a string or Buffer-like object
//> TypeError: first argument boolean is not a string or Buffer-like object
//> TypeError: first argument symbol is not a string or Buffer-like object
//> Buffer []

// --- isBuffer and isEncoding
// versions: 2
console.log(Buffer.isBuffer(Buffer.from('')), Buffer.isBuffer(new Uint8Array(1)), Buffer.isBuffer('a'), Buffer.isBuffer(), Buffer.isBuffer({}));
console.log(['utf8', 'utf-8', 'hex', 'base64', 'base64url', 'ascii', 'UTF8', 'latin1', '', 1, null, undefined].map(e => Buffer.isEncoding(e)).join());
show(() => Buffer.isEncoding(Symbol()));
//> true false false false false
//> true,true,true,true,true,false,false,false,false,false,false,false
//> false

// --- index
// versions: 2
var b = Buffer.from('abc');
b[0] = 300;
b[5] = 1;
console.log(b[0], b[1], b[3], b.length, b[-1], 1 in b, Object.keys(b).join());
//> 44 98 undefined 3 undefined true 0,1,2

// --- length, buffer, byteOffset
// versions: 2
var b = Buffer.from('abcd').subarray(1, 3);
console.log(b.length, b.byteLength, b.byteOffset, b.buffer instanceof ArrayBuffer);
show(() => { b.length = 1; return b.length; });
//> 2 2 1 true
//> TypeError: Cannot assign to read-only property "length" of typed array

// --- compare of two buffers
// versions: 2
var a = Buffer.from('abcdef');
console.log(a.compare(Buffer.from('abcdef')), a.compare(Buffer.from('b')), a.compare(Buffer.from('xxcd'), 2, 4), a.compare(Buffer.from('cd'), 0, 2, 2, 4), a.compare(new Uint8Array([1])), a.compare(Buffer.from('abc')));
show(() => a.compare('abcdef'));
show(() => a.compare());
show(() => a.compare(a, -1));
show(() => a.compare(a, 0, 100));
show(() => a.compare(a, 5, 2));
//> 0 -1 -1 0 1 1
//> TypeError: "target" argument must be an instance of Buffer or Uint8Array
//> TypeError: "target" argument must be an instance of Buffer or Uint8Array
//> RangeError: invalid index
//> RangeError: "targetEnd" is out of range: 100
//> 1

// --- copy
// versions: 2
var a = Buffer.from('abcdef'), b = Buffer.alloc(4);
console.log(a.copy(b), b.toString(), a.copy(b, 1), b.toString(), a.copy(b, 0, 4), b.toString(), a.copy(b, 2, 0, 1), b.toString(), a.copy(b, 4), a.copy(a, 2, 0, 4), a.toString());
show(() => a.copy('x'));
show(() => a.copy(b, -1));
show(() => a.copy(b, 0, 10));
show(() => a.copy(b, 5));
show(() => a.copy(b, 0, 4, 2));
//> 4 abcd 3 aabc 2 efbc 1 efac 0 4 ababcd
//> TypeError: "target" argument must be an instance of Buffer or Uint8Array
//> RangeError: invalid index
//> RangeError: "sourceStart" is out of range: 10
//> RangeError: "targetStart" is out of range: 5
//> 0

// --- equals
// versions: 2
var a = Buffer.from('abc');
console.log(a.equals(Buffer.from('abc')), a.equals(Buffer.from('abd')), a.equals(new Uint8Array([97, 98, 99])), a.equals(Buffer.from('ab')), a.equals(a));
show(() => a.equals('abc'));
show(() => a.equals());
//> true false true false true
//> TypeError: "target" argument must be an instance of Buffer or Uint8Array
//> TypeError: "target" argument must be an instance of Buffer or Uint8Array

// --- fill
// versions: 2
var f = () => Buffer.alloc(5, 45);
console.log(f().fill('a').toString(), f().fill('ab').toString(), f().fill(66).toString(), f().fill('c', 1).toString(), f().fill('d', 1, 3).toString(), f().fill('6566', 'hex').toString(), f().fill('x', 0, 2, 'utf8').toString(), f().fill(Buffer.from('yz')).toString(), f().fill('é').toString('hex'), f().fill('').toString('hex'), f().fill(321).toString(), f().fill('q', 1, 'utf8').toString());
show(() => f().fill('a', -1));
show(() => f().fill('a', 0, 10));
show(() => f().fill('a', 6));
show(() => f().fill('zz', 'hex'));
show(() => f().fill('a', 0, 5, 'ascii'));
show(() => f().fill({}).toString('hex'));
show(() => f().fill().toString('hex'));
//> aaaaa ababa BBBBB -cccc -dd-- efefe xx--- yzyzy c3a9c3a9c3 0000000000 AAAAA -qqqq
//> RangeError: invalid index
//> RangeError: "end" is out of range
//> RangeError: "offset" is out of range
//> Buffer [0,0,0,0,0]
//> TypeError: "ascii" encoding is not supported
//> 0000000000
//> 2d2d2d2d2d

// --- includes, indexOf, lastIndexOf
// versions: 2
var a = Buffer.from('abcabc');
console.log(a.includes('b'), a.includes('x'), a.includes(99), a.includes(Buffer.from('ca')), a.includes('a', 4), a.includes('6263', 'hex'), a.includes('bc', 0, 'utf8'));
console.log(a.indexOf('b'), a.indexOf('b', 2), a.indexOf('x'), a.indexOf(99), a.indexOf(Buffer.from('bc')), a.indexOf('b', -2), a.indexOf('YmM=', 0, 'base64'), a.indexOf(''), a.indexOf('b', 100), a.indexOf(99 + 256), a.indexOf('b', 'utf8'));
console.log(a.lastIndexOf('b'), a.lastIndexOf('b', 3), a.lastIndexOf('x'), a.lastIndexOf(97), a.lastIndexOf(Buffer.from('abc')), a.lastIndexOf('b', -3), a.lastIndexOf('a', 0));
show(() => a.indexOf());
show(() => a.indexOf({}));
show(() => a.indexOf(null));
show(() => a.indexOf('a', 0, 'ascii'));
//> true false true true false true true
//> 1 4 -1 2 1 4 1 0 -1 2 1
//> 4 1 -1 3 3 1 0
//> TypeError: "value" argument undefined is not a string or Buffer-like object
//> TypeError: "value" argument object is not a string or Buffer-like object
//> TypeError: "value" argument null is not a string or Buffer-like object
//> TypeError: "ascii" encoding is not supported

// --- slice and subarray share memory
// versions: 2
var a = Buffer.from('abcdef'), s = a.slice(1, 3), t = a.subarray(-2);
s[0] = 120;
t[1] = 121;
console.log(a.toString(), s.toString(), t.toString(), a.slice().toString(), a.slice(2).toString(), a.slice(4, 2).length, a.slice(-3, -1).toString(), Buffer.isBuffer(s), Buffer.isBuffer(t), a.slice('1', '2').toString());
//> axcdey xc ey axcdey cdey 0 de true true x

// --- swap
// versions: 2
console.log(h(Buffer.from('01020304', 'hex').swap16()), h(Buffer.from('01020304', 'hex').swap32()), h(Buffer.from('0102030405060708', 'hex').swap64()), Buffer.alloc(0).swap16().length);
show(() => Buffer.alloc(3).swap16());
show(() => Buffer.alloc(6).swap32());
show(() => Buffer.alloc(4).swap64());
//> 02010403 04030201 0807060504030201 0
//> RangeError: Buffer size must be a multiple of 16-bits
//> RangeError: Buffer size must be a multiple of 32-bits
//> RangeError: Buffer size must be a multiple of 64-bits

// --- toJSON
// versions: 2
console.log(JSON.stringify(Buffer.from('ab')), JSON.stringify({b: Buffer.alloc(0)}), JSON.stringify(Buffer.from([255]).toJSON()));
//> {"type":"Buffer","data":[97,98]} {"b":{"type":"Buffer","data":[]}} {"type":"Buffer","data":[255]}

// --- toString
// versions: 2
var b = Buffer.from('aé😀');
console.log(b.toString(), b.toString('utf8'), b.toString('hex'), b.toString('base64'), b.toString('base64url'), b.toString('utf8', 1), b.toString('utf8', 1, 3), b.toString('hex', 0, 2), b.toString(undefined, 0, 1), b + '', `${b}`, String(b));
show(() => b.toString('ascii'));
show(() => b.toString('utf8', 2).length);
show(() => b.toString('utf8', -1).length);
show(() => b.toString('utf8', 5, 100).length);
show(() => b.toString('utf8', 100).length);
show(() => b.toString('utf8', 3, 1).length);
show(() => b.toString(1));
//> aé😀 aé😀 61c3a9f09f9880 YcOp8J+YgA== YcOp8J-YgA é😀 é 61c3 a aé😀 aé😀 aé😀
//> TypeError: "ascii" encoding is not supported
//> 2
//> RangeError: invalid index
//> 2
//> 0
//> 0
//> TypeError: encoding must be a string

// --- toString: bytes outside of UTF-8
// versions: 2
console.log(JSON.stringify(Buffer.from([97, 255, 98]).toString()), JSON.stringify(Buffer.from([0xc3]).toString()), JSON.stringify(Buffer.from([0xf0, 0x9f]).toString()), Buffer.from([0xed, 0xa0, 0x80]).toString().length, Buffer.from([0xef, 0xbb, 0xbf, 97]).toString().length);
//> "a�b" "�" "�" 3 2

// --- base64 of every length
// versions: 2
for (var i = 0; i < 5; i++) { var b = Buffer.alloc(i, 0xfb); console.log(JSON.stringify(b.toString('base64')), JSON.stringify(b.toString('base64url')), Buffer.from(b.toString('base64'), 'base64').equals(b), Buffer.from(b.toString('base64url'), 'base64url').equals(b)); }
//> "" "" true true
//> "+w==" "-w" true true
//> "+/s=" "-_s" true true
//> "+/v7" "-_v7" true true
//> "+/v7+w==" "-_v7-w" true true

// --- write
// versions: 2
var b = Buffer.alloc(6, 45);
console.log(b.write('ab', 0, 2), b.toString(), b.write('efgh', 3, 2), b.toString(), b.write('6a6b', 0, 2, 'hex'), b.toString(), b.write('xyz', 5), b.toString(), b.write('abcdefgh'), b.toString(), b.write(''), b.write('MTIzNDU2Nzg=', 'base64'), b.toString());
show(() => b.write('é', 5));
show(() => b.write('', 6));
show(() => b.write('é€', 1, 4) + ' ' + b.toString('hex'));
show(() => b.write());
show(() => b.write(1));
show(() => b.write('a', -1));
show(() => b.write('a', 7));
show(() => b.write('a', 0, -1));
show(() => b.write('a', 0, 1, 'ascii'));
//> 2 ab---- 2 ab-ef- 2 jk-ef- 1 jk-efx 6 abcdef 0 6 123456
//> 1
//> RangeError: "offset" is out of range
//> 4 31c3a9e282c3
//> TypeError: first argument must be a string
//> TypeError: first argument must be a string
//> RangeError: invalid index
//> RangeError: "offset" is out of range
//> RangeError: invalid index
//> TypeError: "ascii" encoding is not supported

// --- write: less than there is room for
// versions: 2
// differs: njs 0.7.12 copies what lies behind the text in its memory, too
var b = Buffer.alloc(6, 45);
console.log(b.write('ab'), b.toString(), b.write('cd', 2), b.toString(), b.write('6a6b', 0, 'hex'), b.toString(), b.write('bG0=', 'base64'), b.toString(), b.write('a', 0, 100));
//> 2 ab---- 2 abcd-- 2 jkcd-- 2 lmcd-- 1

// --- methods: wrong receiver
// versions: 2
['compare', 'copy', 'equals', 'fill', 'includes', 'slice', 'subarray', 'swap16', 'toJSON', 'toString', 'write', 'readInt8', 'writeInt8'].forEach(n => show(() => Buffer.prototype[n].call({}, Buffer.alloc(1))));
//> TypeError: "source" argument must be an instance of Buffer or Uint8Array
//> TypeError: "source" argument must be an instance of Buffer or Uint8Array
//> TypeError: "source" argument must be an instance of Buffer or Uint8Array
//> TypeError: "this" argument must be an instance of Buffer or Uint8Array
//> TypeError: "this" argument must be an instance of Buffer or Uint8Array
//> TypeError: this is not a typed array
//> TypeError: this is not a typed array
//> TypeError: "this" argument must be an instance of Buffer or Uint8Array
//> TypeError: "this" argument must be an instance of Buffer or Uint8Array
//> TypeError: "this" argument must be an instance of Buffer or Uint8Array
//> TypeError: "this" argument must be an instance of Buffer or Uint8Array
//> TypeError: "this" argument must be an instance of Buffer or Uint8Array
//> TypeError: "this" argument must be an instance of Buffer or Uint8Array

// --- methods of typed arrays
// versions: 2
var b = Buffer.from([3, 1, 2]);
console.log(b.map(x => x * 2).join(), b.filter(x => x > 1).length, b.reduce((x, y) => x + y), b.join('-'), [].slice.call(b).join(), Buffer.isBuffer(b.map(x => x)), b.sort().join(), b.reverse().join());
//> 6,2,4 2 6 3-1-2 3,1,2 false 1,2,3 3,2,1

// --- a JSON web token
// versions: 2
var token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c2VyIn0.c2ln';
console.log(token.split('.').slice(0, 2).map(p => Buffer.from(p, 'base64url').toString()).join(' '), JSON.parse(Buffer.from(token.split('.')[1], 'base64url')).sub);
//> {"alg":"HS256"} {"sub":"user"} user

// --- basic authentication
// versions: 2
console.log('Basic ' + Buffer.from('user:pässword').toString('base64'));
//> Basic dXNlcjpww6Rzc3dvcmQ=

// --- concat: lengths beyond the range of integers
// versions: 2
[Infinity, 1e19, NaN, -1].forEach(n => { try { Buffer.concat([], n); } catch (e) { console.log(String(e)); } });
//> RangeError: "length" is out of range
//> RangeError: "length" is out of range
//> RangeError: "length" is out of range
//> RangeError: "length" is out of range
