// Byte strings and the methods that make them: 1.0 only. runtime.md 6.3. That they are absent in 2.0 is in members.js.
//
// source: njs 0.4.3
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }
function codes(s) { return s === null ? 'null' : s.length + ':' + s.split('').map(c => c.charCodeAt(0).toString(16)).join(' '); }

// --- toBytes
// versions: 1
console.log(codes('abc'.toBytes()), codes('é'.toBytes()), 'α'.toBytes(), '😀'.toBytes(), codes('\u0000\u00ff'.toBytes()), codes(''.toBytes()), codes('abcd'.toBytes(1, 3)), codes('abcd'.toBytes(-2)), codes('abcd'.toBytes(2)), codes('aαb'.toBytes(2)), 'aαb'.toBytes(1));
show(() => String.prototype.toBytes.call(null));
show(() => codes(String.prototype.toBytes.call(12)));
//> 3:61 62 63 1:e9 null null 2:0 ff 0:NaN 2:62 63 2:63 64 2:63 64 1:62 null
//> TypeError: cannot convert undefined to object
//> 2:31 32

// --- fromBytes
// versions: 1
console.log('é'.toBytes().fromBytes(), 'é'.toBytes().fromBytes() === 'é', '\u00ff\u0080'.toBytes().fromBytes().length, 'abcd'.toBytes().fromBytes(1, 3), 'abcd'.fromBytes(), codes(''.toBytes().fromBytes()));
show(() => 'α'.fromBytes());
//> é true 2 bc abcd 0:NaN
//> α

// --- toUTF8
// versions: 1
console.log('αβγ'.toUTF8().length, codes('é'.toUTF8()), codes('😀'.toUTF8()), codes('abc'.toUTF8()), codes('αβγ'.toUTF8(1)), codes('αβγ'.toUTF8(1, 2)), codes(''.toUTF8()));
//> 6 2:c3 a9 4:f0 9f 98 80 3:61 62 63 5:b1 ce b2 ce b3 1:b1 0:NaN

// --- fromUTF8
// versions: 1
console.log('αβγ'.toUTF8().fromUTF8(), '\u00ce\u00b1'.toBytes().fromUTF8(), '\u00ff'.toBytes().fromUTF8(), '\u00ce'.toBytes().fromUTF8(), 'αβ'.toUTF8().fromUTF8(2), 'αβ'.toUTF8().fromUTF8(1), 'abc'.fromUTF8(), 'α'.fromUTF8());
//> αβγ α null null β null abc α

// --- bytesFrom: array
// versions: 1
console.log(codes(String.bytesFrom([65, 66, 255, 0])), codes(String.bytesFrom([])), codes(String.bytesFrom([256, -1, 1.5, '7', NaN])), codes(String.bytesFrom({length: 2, 0: 65, 1: 66})), codes(String.bytesFrom(new Uint8Array([1, 2]))));
//> 4:41 42 ff 0 0:NaN 5:0 ff 1 7 0 2:41 42 2:1 2

// --- bytesFrom: encodings
// versions: 1
console.log(String.bytesFrom('QUJD', 'base64'), String.bytesFrom('QUI=', 'base64'), String.bytesFrom('QUI', 'base64'), String.bytesFrom('QQ', 'base64url'), codes(String.bytesFrom('_-A', 'base64url')), codes(String.bytesFrom('/+A=', 'base64')), String.bytesFrom('616263', 'hex'), codes(String.bytesFrom('ff00', 'hex')), codes(String.bytesFrom('', 'hex')));
//> ABC AB AB A 2:ff e0 2:ff e0 abc 2:ff 0 0:NaN

// --- bytesFrom: malformed text
// versions: 1
show(() => codes(String.bytesFrom('6', 'hex')));
show(() => codes(String.bytesFrom('6g', 'hex')));
show(() => codes(String.bytesFrom('Q', 'base64')));
show(() => codes(String.bytesFrom('Q*', 'base64')));
show(() => codes(String.bytesFrom('QU JD', 'base64')));
//> 0:NaN
//> 0:NaN
//> 0:NaN
//> 0:NaN
//> 1:41

// --- bytesFrom: errors
// versions: 1
show(() => String.bytesFrom());
show(() => String.bytesFrom(1));
show(() => String.bytesFrom({}));
show(() => String.bytesFrom(null));
show(() => String.bytesFrom('a'));
show(() => String.bytesFrom('a', 'latin1'));
show(() => String.bytesFrom('a', 'utf8'));
//> TypeError: value must be a string or array-like object
//> TypeError: value must be a string or array-like object
//>
//> TypeError: value must be a string or array-like object
//> TypeError: "encoding" must be a string
//> TypeError: Unknown encoding: "latin1"
//> TypeError: Unknown encoding: "utf8"

// --- toString with an encoding
// versions: 1
console.log('ABCD'.toBytes().toString('base64'), 'ABCD'.toBytes().toString('base64url'), 'ABCD'.toBytes().toString('hex'), '\u00ff\u00fe'.toBytes().toString('hex'), '\u00fb\u00ff'.toBytes().toString('base64'), '\u00fb\u00ff'.toBytes().toString('base64url'), 'é'.toUTF8().toString('hex'));
show(() => 'A'.toBytes().toString('latin1'));
show(() => 'A'.toBytes().toString(1));
show(() => 'é'.toString('hex'));
show(() => 'abc'.toString('hex'));
show(() => (1).toString('hex'));
//> QUJDRA== QUJDRA 41424344 fffe +/8= -_8 c3a9
//> TypeError: Unknown encoding: "latin1"
//> TypeError: encoding must be a string
//> c3a9
//> 616263
//> RangeError

// --- length and index
// versions: 1
var b = 'é\u00ff'.toBytes();
console.log(b.length, b.charCodeAt(0), b.charCodeAt(1), b[0].length, typeof b);
//> 2 233 255 1 string

// --- comparison
// versions: 1
console.log('abc'.toBytes() === 'abc', 'é'.toBytes() === 'é', 'é'.toBytes() == 'é', 'é'.toUTF8() === 'é');
//> true false false true

// --- concatenation
// versions: 1
console.log(codes('a'.toBytes() + 'b'), codes('\u00ff'.toBytes() + 'a'), codes('\u00ff'.toBytes() + '\u00fe'.toBytes()), codes('\u00ff'.toBytes().concat('a')));
//> 2:61 62 2:ff 61 2:ff fe 2:ff 61

// --- methods
// versions: 1
var b = '\u00ff\u0080ab'.toBytes();
console.log(codes(b.slice(1, 3)), b.indexOf('a'), codes(b.split('a')[0]), codes(b.substring(0, 1)), codes(b.toUpperCase()), codes(b.repeat(2)), b.includes('ab'));
//> 2:80 61 2 2:ff 80 1:ff 4:ff 80 41 42 8:ff 80 61 62 ff 80 61 62 true

// --- decoding a JSON web token
// versions: 1
var token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c2VyIn0.c2ln';
console.log(token.split('.').slice(0, 2).map(p => String.bytesFrom(p, 'base64url')).join(' '));
console.log(JSON.parse(String.bytesFrom(token.split('.')[1], 'base64url')).sub);
//> {"alg":"HS256"} {"sub":"user"}
//> user

// --- JSON of bytes
// versions: 1
console.log(JSON.stringify('ab'.toBytes()), JSON.stringify(String.bytesFrom([65, 10])));
//> "ab" "A\n"

// --- encodeURIComponent of bytes
// versions: 1
console.log(encodeURIComponent('a b'.toBytes()), encodeURIComponent('é'.toUTF8()));
//> a%20b %C3%A9
