// TextEncoder, TextDecoder, atob, btoa. runtime.md 4, 6.14.
//
// source: njs 0.4.3, 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }
function l(a) { return Array.prototype.join.call(a); }

// --- TextEncoder: encode
var e = new TextEncoder();
console.log(e.encoding, l(e.encode('aé€😀')), e.encode('').length, e.encode().length, l(e.encode(12)), l(e.encode(null)), e.encode('a') instanceof Uint8Array);
show(() => TextEncoder());
show(() => e.encode(Symbol()));
show(() => TextEncoder.prototype.encode.call({}, 'a'));
show(() => { e.encoding = 'x'; });
//> utf-8 97,195,169,226,130,172,240,159,152,128 0 0 49,50 110,117,108,108 true
//> TypeError: Constructor of TextEncoder requires 'new'
//> TypeError: Cannot convert a Symbol value to a string
//> TypeError: "this" is not a TextEncoder
//> TypeError: Cannot assign to read-only property "encoding" of object

// --- TextEncoder: encodeInto
var e = new TextEncoder(), u = new Uint8Array(5);
var r = e.encodeInto('aé', u);
console.log(r.read, r.written, l(u));
r = e.encodeInto('€€', u);
console.log(r.read, r.written, l(u));
r = e.encodeInto('abc', new Uint8Array(0));
console.log(r.read, r.written);
r = e.encodeInto('xy', u.subarray(4));
console.log(r.read, r.written, l(u));
show(() => e.encodeInto('a'));
show(() => e.encodeInto('a', [1]));
show(() => e.encodeInto(1, u).read);
show(() => e.encodeInto('a', new Uint16Array(1)));
//> 2 3 97,195,169,0,0
//> 1 3 226,130,172,0,0
//> 0 0
//1> 1 1 120,130,172,0,0
//2> 1 1 226,130,172,0,120
//> TypeError: The "destination" argument must be an instance of Uint8Array
//> TypeError: The "destination" argument must be an instance of Uint8Array
//> 1
//> TypeError: The "destination" argument must be an instance of Uint8Array

// --- TextDecoder: decode
var d = new TextDecoder();
console.log(d.encoding, d.fatal, d.ignoreBOM, d.decode(new Uint8Array([97, 195, 169, 226, 130, 172, 240, 159, 152, 128])), d.decode(new Uint8Array([])) === '', d.decode(new Uint8Array([97, 98, 99]).subarray(1, 2)));
show(() => TextDecoder());
show(() => JSON.stringify(d.decode()));
show(() => d.decode(new Uint8Array([97, 98]).buffer));
show(() => d.decode(new Uint16Array([0x6261])));
show(() => d.decode('a'));
show(() => d.decode([97]));
show(() => d.decode(1));
show(() => d.decode(null));
show(() => TextDecoder.prototype.decode.call({}, new Uint8Array(1)));
//1> utf-8 false false aé€😀 true a
//2> utf-8 false false aé€😀 true b
//> TypeError: Constructor of TextDecoder requires 'new'
//> ""
//1> TypeError: The "input" argument must be an instance of TypedArray
//> ab
//2> ab
//> TypeError: The "input" argument must be an instance of TypedArray
//> TypeError: The "input" argument must be an instance of TypedArray
//> TypeError: The "input" argument must be an instance of TypedArray
//> TypeError: The "input" argument must be an instance of TypedArray
//> TypeError: "this" is not a TextDecoder

// --- TextDecoder: labels
['utf-8', 'utf8', 'UTF-8', 'UTF8', 'unicode-1-1-utf-8', ' utf-8 '].forEach(n => show(() => new TextDecoder(n).encoding));
['latin1', 'utf-16', '', 'x', 'iso-8859-1'].forEach(n => show(() => new TextDecoder(n)));
show(() => new TextDecoder(undefined).encoding);
show(() => new TextDecoder(null));
show(() => new TextDecoder(1));
//> utf-8
//> utf-8
//> RangeError: The "UTF-8" encoding is not supported
//> RangeError: The "UTF8" encoding is not supported
//> RangeError: The "unicode-1-1-utf-8" encoding is not supported
//> RangeError: The " utf-8 " encoding is not supported
//> RangeError: The "latin1" encoding is not supported
//> RangeError: The "utf-16" encoding is not supported
//> RangeError: The "" encoding is not supported
//> RangeError: The "x" encoding is not supported
//> RangeError: The "iso-8859-1" encoding is not supported
//> RangeError: The "undefined" encoding is not supported
//> RangeError: The "null" encoding is not supported
//> RangeError: The "1" encoding is not supported

// --- TextDecoder: malformed bytes
var d = new TextDecoder(), q = b => JSON.stringify(d.decode(new Uint8Array(b)));
console.log(q([255]), q([97, 255, 98]), q([0xc3]), q([0xc0, 0x80]), q([0xf5, 0x80, 0x80, 0x80]));
//> "�" "a�b" "�" "��" "����"

// --- TextDecoder: malformed bytes, parts of a letter
// versions: 2
var d = new TextDecoder(), q = b => JSON.stringify(d.decode(new Uint8Array(b)));
console.log(q([0xe2, 0x82]), q([0xed, 0xa0, 0x80]), q([0xe2, 0x28, 0xa1]), q([0xf0, 0x9f, 0x98]), q([0xf0, 0x9f, 0x98, 97]));
//> "�" "���" "�(�" "�" "�a"

// --- TextDecoder: fatal
var d = new TextDecoder('utf-8', {fatal: true});
console.log(d.fatal, d.decode(new Uint8Array([97])));
show(() => d.decode(new Uint8Array([255])));
show(() => d.decode(new Uint8Array([0xc3])));
//> true a
//> TypeError: The encoded data was not valid
//> TypeError: The encoded data was not valid

// --- TextDecoder: byte order mark
var bytes = new Uint8Array([0xef, 0xbb, 0xbf, 97]);
console.log(new TextDecoder().decode(bytes).length, new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes).length, new TextDecoder('utf-8', {ignoreBOM: true}).ignoreBOM);
//> 1 2 true

// --- TextDecoder: stream
var d = new TextDecoder();
console.log(JSON.stringify(d.decode(new Uint8Array([97, 0xe2]), {stream: true})), JSON.stringify(d.decode(new Uint8Array([0x82]), {stream: true})), JSON.stringify(d.decode(new Uint8Array([0xac]), {stream: true})), JSON.stringify(d.decode()));
console.log(JSON.stringify(d.decode(new Uint8Array([0xe2]), {stream: true})), JSON.stringify(d.decode(new Uint8Array([97]))));
//> "a" "" "€" ""
//> "" "�a"

// --- TextDecoder: options
show(() => new TextDecoder('utf-8', 1));
show(() => new TextDecoder('utf-8', null));
show(() => new TextDecoder('utf-8', {}).fatal);
show(() => new TextDecoder('utf-8', {fatal: 1}).fatal);
//> TypeError: The "options" argument must be of type object
//> TypeError: The "options" argument must be of type object
//> false
//> true

// --- round trip
var s = 'aé€😀\u0000\u{10ffff}';
console.log(new TextDecoder().decode(new TextEncoder().encode(s)) === s);
//> true

// --- btoa
// versions: 2
console.log(btoa('abc'), btoa('ab'), btoa('a'), btoa('') === '', btoa('é'), btoa('\u0000\u00ff'), btoa(12), btoa(null), btoa(undefined), btoa({}), btoa('user:pass'));
show(() => btoa());
show(() => btoa('€'));
show(() => btoa('😀'));
show(() => btoa('\u0100'));
show(() => btoa(Symbol()));
//> YWJj YWI= YQ== true 6Q== AP8= MTI= bnVsbA== dW5kZWZpbmVk W29iamVjdCBPYmplY3Rd dXNlcjpwYXNz
//> dW5kZWZpbmVk
//> TypeError: invalid character (>= U+00FF)
//> TypeError: invalid character (>= U+00FF)
//> TypeError: invalid character (>= U+00FF)
//> TypeError: Cannot convert a Symbol value to a string

// --- atob
// versions: 2
function codes(s) { return s.split('').map(c => c.charCodeAt(0)).join(); }
console.log(atob('YWJj'), atob('YWI='), atob('YQ=='), atob('') === '', codes(atob('/+A=')), codes(atob('AP8=')), atob('dXNlcjpwYXNz'));
show(() => atob(' YW Jj\n'));
show(() => atob('YWJj '));
show(() => atob());
show(() => atob('Y'));
show(() => atob('Y==='));
show(() => atob('YW=='));
show(() => atob('YW=J'));
show(() => atob('YW-_'));
show(() => atob('YW*j'));
show(() => atob('é'));
show(() => codes(atob(null)));
show(() => codes(atob(12)));
//> abc ab a true 255,224 0,255 user:pass
//> TypeError: the string to be decoded is not correctly encoded
//> abc
//> TypeError: the string to be decoded is not correctly encoded
//> TypeError: the string to be decoded is not correctly encoded
//> TypeError: the string to be decoded is not correctly encoded
//> a
//> TypeError: the string to be decoded is not correctly encoded
//> TypeError: the string to be decoded is not correctly encoded
//> TypeError: the string to be decoded is not correctly encoded
//> TypeError: the string to be decoded is not correctly encoded
//> 158,233,101
//>

// --- atob without padding
// versions: 2
// source: njs 0.7.12; corrected in 0.8.4 (runtime.md 4)
function codes(s) { return s.split('').map(c => c.charCodeAt(0)).join(); }
show(() => codes(atob('YQ')));
show(() => codes(atob('YWI')));
show(() => codes(atob('YWJjYQ')));
show(() => codes(atob('YWJjYWI')));
//>
//>
//> 97,98,99
//> 97,98,99

// --- atob and btoa round trip
// versions: 2
var s = '';
for (var i = 0; i < 256; i++) s += String.fromCharCode(i);
console.log(atob(btoa(s)) === s, btoa(s).length);
//> true 344
