// The crypto module. runtime.md 8.1.
//
// source: njs 0.4.3, 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }

// --- require
var c = require('crypto');
console.log(typeof c, require('crypto') === c, typeof c.createHash, typeof c.createHmac, typeof c.randomBytes, typeof c.randomUUID, typeof c.timingSafeEqual, typeof c.subtle, typeof c.createSign);
//> object true function function undefined undefined undefined undefined undefined

// --- hashes of known texts
// source: RFC 1321, RFC 3174, FIPS 180-4
var c = require('crypto');
['', 'abc', 'message digest', 'a'.repeat(1000)].forEach(t => console.log(c.createHash('md5').update(t).digest('hex'), c.createHash('sha1').update(t).digest('hex'), c.createHash('sha256').update(t).digest('hex')));
//> d41d8cd98f00b204e9800998ecf8427e da39a3ee5e6b4b0d3255bfef95601890afd80709 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
//> 900150983cd24fb0d6963f7d28e17f72 a9993e364706816aba3e25717850c26c9cd0d89d ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
//> f96b697d7cb7938d525a2f31aaf161d0 c12252ceda8be8994d5fa0290a47231c1d16aae3 f7846f55cf23e14eebeab5b4e1550cad5b509e3348fbc4efa3a1413d393cb650
//> cabe45dcc9ae5b66ba86600cca6b8ba8 291e9a6c66994949b57ba5e650361e98fc36b1ba 41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3

// --- hash: encodings of the digest
var c = require('crypto'), h = () => c.createHash('sha256').update('abc');
console.log(h().digest('hex'), h().digest('base64'), h().digest('base64url'));
show(() => h().digest('latin1'));
show(() => h().digest('HEX'));
show(() => h().digest(''));
show(() => h().digest(1));
show(() => h().digest(null));
//> ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0= ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0
//> TypeError: Unknown digest encoding: "latin1"
//> TypeError: Unknown digest encoding: "HEX"
//> TypeError: Unknown digest encoding: ""
//> TypeError: encoding must be a string
//> TypeError: encoding must be a string

// --- hash: digest without an encoding, 1.0
// versions: 1
var d = require('crypto').createHash('md5').update('abc').digest();
console.log(typeof d, d.length, d.toString('hex'), d.charCodeAt(0));
//> string 16 900150983cd24fb0d6963f7d28e17f72 144

// --- hash: digest without an encoding, 2.0
// versions: 2
var d = require('crypto').createHash('md5').update('abc').digest();
console.log(d instanceof Buffer, d.length, d.toString('hex'), d);
console.log(require('crypto').createHash('md5').digest(undefined).length);
//> true 16 900150983cd24fb0d6963f7d28e17f72 Buffer [144,1,80,152,60,210,79,176,214,150,63,125,40,225,127,114]
//> 16

// --- hash: update is chained
var h = require('crypto').createHash('sha1');
console.log(h.update('a') === h, h.update('b').update('c').digest('hex') === require('crypto').createHash('sha1').update('abc').digest('hex'));
//> true true

// --- hash: text is hashed as UTF-8
var c = require('crypto');
console.log(c.createHash('md5').update('é😀').digest('hex'));
//> 62b3afe3b01f6f80152b567d9b216cde

// --- hash: algorithms
var c = require('crypto');
show(() => c.createHash());
show(() => c.createHash(1));
show(() => c.createHash(null));
show(() => c.createHash('sha512'));
show(() => c.createHash('SHA256'));
show(() => c.createHash('sha384'));
show(() => c.createHash(''));
//> TypeError: algorithm must be a string
//> TypeError: algorithm must be a string
//> TypeError: algorithm must be a string
//> TypeError: not supported algorithm: "sha512"
//> TypeError: not supported algorithm: "SHA256"
//> TypeError: not supported algorithm: "sha384"
//> TypeError: not supported algorithm: ""

// --- hash: data
var c = require('crypto');
show(() => c.createHash('md5').update());
show(() => c.createHash('md5').update(1));
show(() => c.createHash('md5').update(null));
show(() => c.createHash('md5').update({}));
show(() => c.createHash('md5').update(true));
show(() => c.createHash('md5').update(Symbol()));
//1> TypeError: data must be a string
//1> TypeError: data must be a string
//1> TypeError: data must be a string
//1> TypeError: data must be a string
//1> TypeError: data must be a string
//1> TypeError: data must be a string
//2> TypeError: data argument "undefined" is not a string or Buffer-like object
//2> TypeError: data argument "number" is not a string or Buffer-like object
//2> TypeError: data argument "null" is not a string or Buffer-like object
//2> TypeError: data argument "object" is not a string or Buffer-like object
//2> TypeError: data argument "boolean" is not a string or Buffer-like object
//2> TypeError: data argument "symbol" is not a string or Buffer-like object

// --- hash: data of other kinds, 1.0
// versions: 1
var c = require('crypto');
console.log(c.createHash('md5').update('abc'.toBytes()).digest('hex'), c.createHash('md5').update(String.bytesFrom([255])).digest('hex'));
show(() => c.createHash('md5').update(new Uint8Array([97])));
show(() => c.createHash('md5').update(new String('abc')));
//> 900150983cd24fb0d6963f7d28e17f72 00594fd4f42ba43fc1ca0427a0576295
//> TypeError: data must be a string
//> TypeError: data must be a string

// --- hash: data of other kinds, 2.0
// versions: 2
// differs: an ArrayBuffer is data, too (runtime.md 8.1)
var c = require('crypto'), x = d => c.createHash('md5').update(d).digest('hex');
console.log(x(Buffer.from('abc')), x(new Uint8Array([97, 98, 99])), x(new Uint16Array([0x6261])), x('abc'));
show(() => x(new DataView(new Uint8Array([97, 98, 99]).buffer)));
show(() => x(new Uint8Array([97, 98, 99]).buffer));
show(() => x([97]));
show(() => x(new String('abc')));
//> 900150983cd24fb0d6963f7d28e17f72 900150983cd24fb0d6963f7d28e17f72 187ef4436122d1cc2f40dc2b92f0eba0 900150983cd24fb0d6963f7d28e17f72
//> 900150983cd24fb0d6963f7d28e17f72
//> 900150983cd24fb0d6963f7d28e17f72
//> TypeError: data argument "array" is not a string or Buffer-like object
//> TypeError: data argument "object" is not a string or Buffer-like object

// --- hash: data with an encoding, 2.0
// versions: 2
var c = require('crypto'), x = (d, e) => c.createHash('md5').update(d, e).digest('hex');
console.log(x('616263', 'hex'), x('YWJj', 'base64'), x('YWJj', 'base64url'), x('abc', 'utf8'), x('abc', undefined));
show(() => x('abc', 'latin1'));
show(() => x('abc', 1));
//> 900150983cd24fb0d6963f7d28e17f72 900150983cd24fb0d6963f7d28e17f72 900150983cd24fb0d6963f7d28e17f72 900150983cd24fb0d6963f7d28e17f72 900150983cd24fb0d6963f7d28e17f72
//> TypeError: "latin1" encoding is not supported
//> TypeError: encoding must be a string

// --- hash: digest twice
var h = require('crypto').createHash('md5').update('a');
h.digest('hex');
show(() => h.digest('hex'));
show(() => h.update('b'));
//> Error: Digest already called
//> Error: Digest already called

// --- hash: wrong receiver
var h = require('crypto').createHash('md5');
show(() => h.update.call({}, 'a'));
show(() => h.digest.call(null));
show(() => h.digest.call(require('crypto').createHmac('md5', 'k'), 'hex').length);
//> TypeError: "this" is not a hash object
//> TypeError: "this" is not a hash object
//> TypeError: "this" is not a hash object

// --- hash: copy, 2.0
// versions: 2
var h = require('crypto').createHash('md5').update('a'), g = h.copy();
console.log(g.update('b').digest('hex'), h.digest('hex'));
show(() => h.copy());
//> 187ef4436122d1cc2f40dc2b92f0eba0 0cc175b9c0f1b6a831c399e269772661
//> Error: Digest already called

// --- hash: as a value
var h = require('crypto').createHash('md5');
console.log(typeof h, Object.prototype.toString.call(h), String(h));
show(() => new (require('crypto').createHash)('md5'));
//> object [object Hash] [object Hash]
//> TypeError: function is not a constructor

// --- hmac of known texts
// source: RFC 2202, RFC 4231
var c = require('crypto');
console.log(c.createHmac('md5', 'Jefe').update('what do ya want for nothing?').digest('hex'), c.createHmac('sha1', 'Jefe').update('what do ya want for nothing?').digest('hex'), c.createHmac('sha256', 'Jefe').update('what do ya want for nothing?').digest('hex'));
//> 750c783e6ab0b503eaa86e310a5db738 effcdf6ae5eb2fa2d27416d5f184df9c259a7c79 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843

// --- hmac: keys
var c = require('crypto'), x = k => c.createHmac('sha256', k).update('data').digest('hex');
console.log(x(''), x('k'), x('k'.repeat(64)), x('k'.repeat(65)), x('é'));
//> e528c4d99e6177f5841f712a143b90843299a4aa181a06501422d9ca862bd2a5 98755ce7a0d431b5d7b8ec8e343ada3bcaa4f6c44ca468cffcbaa9c273634dd7 93244b031118b8060c6619e5900fcf916faefb2d8d020fecb22ae0f62275db08 a79b53d0bf1cb4bb00c301979e6e60ef792a435cafabd76ab9e8989bbdef2dff ebe1ccf905debe3d2e7904b4c3ab5905c4930e0e23506dd885895771786020b0

// --- hmac: encodings
var c = require('crypto'), x = e => c.createHmac('sha256', 'key').update('data').digest(e);
console.log(x('base64'), x('base64url'));
show(() => x('latin1'));
//> UDH+PZicbRU3oBP6bnOdojRj/a7DtwE32Cjjas4iG9A= UDH-PZicbRU3oBP6bnOdojRj_a7DtwE32Cjjas4iG9A
//> TypeError: Unknown digest encoding: "latin1"

// --- hmac: digest without an encoding, 1.0
// versions: 1
var d = require('crypto').createHmac('sha1', 'k').update('d').digest();
console.log(typeof d, d.length, d.toString('base64'));
//> string 20 K5DkHnwMyOL3XAKRDDiZzEaLoxY=

// --- hmac: digest without an encoding, 2.0
// versions: 2
var d = require('crypto').createHmac('sha1', 'k').update('d').digest();
console.log(Buffer.isBuffer(d), d.toString('base64'));
//> true K5DkHnwMyOL3XAKRDDiZzEaLoxY=

// --- hmac: errors
var c = require('crypto');
show(() => c.createHmac());
show(() => c.createHmac('sha512', 'k'));
show(() => c.createHmac('sha256'));
show(() => c.createHmac('sha256', 1));
show(() => c.createHmac('sha256', null));
show(() => c.createHmac('sha256', {}));
show(() => c.createHmac(1, 'k'));
show(() => c.createHmac('sha256', 'k').update());
show(() => c.createHmac('sha256', 'k').update(1));
//> TypeError: algorithm must be a string
//> TypeError: not supported algorithm: "sha512"
//1> TypeError: key must be a string
//1> TypeError: key must be a string
//1> TypeError: key must be a string
//1> TypeError: key must be a string
//2> TypeError: key argument "undefined" is not a string or Buffer-like object
//2> TypeError: key argument "number" is not a string or Buffer-like object
//2> TypeError: key argument "null" is not a string or Buffer-like object
//2> TypeError: key argument "object" is not a string or Buffer-like object
//> TypeError: algorithm must be a string
//1> TypeError: data must be a string
//1> TypeError: data must be a string
//2> TypeError: data argument "undefined" is not a string or Buffer-like object
//2> TypeError: data argument "number" is not a string or Buffer-like object

// --- hmac: keys of other kinds, 2.0
// versions: 2
// differs: an ArrayBuffer is a key, too (runtime.md 8.1)
var c = require('crypto'), x = k => c.createHmac('sha256', k).update('d').digest('hex');
console.log(x(Buffer.from('key')) === x('key'), x(new Uint8Array([107, 101, 121])) === x('key'));
show(() => x(new DataView(new Uint8Array([107, 101, 121]).buffer)));
show(() => x(new Uint8Array([107, 101, 121]).buffer));
//> true true
//> d7e32b451f521ead8f5cb7755f0612c6b277566763068b94aac32d4478f64444
//> d7e32b451f521ead8f5cb7755f0612c6b277566763068b94aac32d4478f64444

// --- hmac: digest twice
var h = require('crypto').createHmac('md5', 'k').update('a');
console.log(h.update('b') === h);
h.digest('hex');
show(() => h.digest('hex'));
show(() => h.update('b'));
//> true
//> Error: Digest already called
//> Error: Digest already called

// --- hmac: as a value
var h = require('crypto').createHmac('md5', 'k');
console.log(Object.prototype.toString.call(h), typeof h.copy);
//> [object Hmac] undefined

// --- the module can be changed
var c = require('crypto');
show(() => { c.x = 1; return c.x; });
show(() => { c.createHash = 1; return typeof c.createHash; });
//> 1
//> number

// --- signature of a JSON web token
var c = require('crypto'), key = 'secret', data = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c2VyIn0';
console.log(c.createHmac('sha256', key).update(data).digest('base64url'));
//> zxQ2U9pQR1BYAOBuTOrQpKAEf1sKMXUWEUsU-T_B2d8

// --- methods: whose they are
var c = require('crypto'), h = c.createHash('md5'), g = c.createHash('md5'), m = c.createHmac('md5', '');
console.log(h.update === g.update, h.update === h.update, h.hasOwnProperty('update'), m.hasOwnProperty('digest'), Object.keys(h).length, Object.getPrototypeOf(h) === Object.prototype);
h.update = 1;
console.log(h.update, g.update === 1, delete h.digest, typeof h.digest, Object.isExtensible(h), h.constructor === g.constructor, typeof m.copy);
h.x = 2;
console.log(JSON.stringify(h), h);
//1> true true false false 0 false
//1> 1 false true function true true undefined
//1> {"update":1,"x":2} Hash {update:1,x:2}
//2> false true true true 0 true
//2> 1 false true undefined true false undefined
//2> {"x":2} Hash {x:2}

// --- hash: texts without a digit of their encoding stand for themselves
// versions: 2
var c = require('crypto');
['éa', 'a', 'é'].forEach(s => console.log(c.createHash('md5').update(s, 'base64').digest('hex') === c.createHash('md5').update(s).digest('hex')));
//> true
//> true
//> true
