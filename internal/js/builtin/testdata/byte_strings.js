// Byte strings of version 1: toBytes, toUTF8, fromBytes, fromUTF8, bytesFrom. runtime.md 12.5.
//
// source: njs 0.4.3, 0.7.12
function show(f) { var v; try { v = f(); v = typeof v == 'string' || v !== null && typeof v == 'object' ? JSON.stringify(v) : String(v); } catch (e) { v = 'throws ' + e; } console.log(v); }
function list(f) { var l; try { l = f(); } catch (e) { l = ['throws ' + e]; } l.forEach(function(v) { console.log(typeof v == 'string' || v !== null && typeof v == 'object' ? JSON.stringify(v) : String(v)); }); }
function h(s) { return s === null ? 'null' : s.toString('hex') + '/' + s.length; }

// --- toBytes, toUTF8, fromUTF8
// versions: 1
list(() => [
  'ABCD'.toBytes().toString('base64'),
  'α'.toBytes(),
  'αβγ'.toUTF8().length,
  h(String.bytesFrom('QUJD','base64')),
  h('é'.toBytes()),
  h('é'.toUTF8()),
  h('é'.toUTF8(1)),
  'é'.toBytes().fromBytes(),
  'é'.toUTF8().fromUTF8(),
  String.bytesFrom([0xff]).fromUTF8(),
]);
//> "QUJDRA=="
//> null
//> 6
//> "414243/3"
//> "e9/1"
//> "c3a9/2"
//> "a9/1"
//> "é"
//> "é"
//> null

// --- bytesFrom
// versions: 1
list(() => [
  h(String.bytesFrom([1,2,300])),
  h(String.bytesFrom('abc', 'hex')),
  h(String.bytesFrom('abzz12', 'hex')),
  h(String.bytesFrom('QQ', 'base64')),
  h(String.bytesFrom('QQ==', 'base64')),
  h(String.bytesFrom('QUI', 'base64')),
  h(String.bytesFrom('Q', 'base64')),
  h(String.bytesFrom('QUJDR', 'base64')),
  h(String.bytesFrom('QU-D', 'base64')),
  h(String.bytesFrom('__-_', 'base64url')),
  h(String.bytesFrom('QU JD', 'base64')),
  h(String.bytesFrom('', 'base64')),
  h(String.bytesFrom('QQ', 'base64xyz')),
]);
show(() => String.bytesFrom('QQ'));
show(() => String.bytesFrom('QQ', 'latin1'));
show(() => String.bytesFrom(1));
show(() => String.bytesFrom({length:2, 0: 65, 1: 66}) + '');
show(() => h(String.bytesFrom(new Uint8Array([1,2,3]).subarray(1))));
//> "01022c/3"
//> "ab/1"
//> "ab/1"
//> "41/1"
//> "41/1"
//> "4142/2"
//> "/0"
//> "414243/3"
//> "41/1"
//> "ffffbf/3"
//> "41/1"
//> "/0"
//> "41/1"
//> throws TypeError: "encoding" must be a string
//> throws TypeError: Unknown encoding: "latin1"
//> throws TypeError: value must be a string or array-like object
//> "AB"
//> "010203/3"

// --- characters
// versions: 1
show(function() { var b = String.bytesFrom([0xe9, 0x41]); return [b.length, b.charCodeAt(0), h(b + ''), b.indexOf('A'), b.indexOf('A', 1), b == '\u00e9A', b.toUpperCase().length, (b + 'x').length, (b + 'α').length, h(b.slice(0, 1)), b.split('A').length, h(b.concat('é')), b.lastIndexOf('A'), b.replace('A', 'B').length] });
//> [2,233,"e941/2",1,1,false,2,3,4,"e9/1",2,"e941c3a9/4",1,2]

// --- encodeURIComponent
// versions: 1
show(() => encodeURIComponent(String.bytesFrom([0xe9])));
//> "%E9"

// --- JSON.stringify, unlike the reference
// versions: 1
// differs: bytes that are no text become U+FFFD
show(() => h(JSON.stringify(String.bytesFrom([0xe9, 0x22]))));
//> "22efbfbd5c2222/5"

// --- toBytes and toUTF8: ranges
// versions: 1
list(() => [
  h('abc'.toBytes(1)),
  h('abc'.toBytes(-2, -1)),
  'abc'.toBytes() === 'abc',
  'abc'.toBytes() == 'abc',
  h('aé'.toUTF8() + 'b'),
  String.bytesFrom([0xc3, 0xa9]) == 'é',
]);
//> "6263/2"
//> "62/1"
//> true
//> true
//> "61c3a962/4"
//> true

// --- toString: encodings
// versions: 1
show(() => 'abc'.toString('latin1'));
show(() => 'abc'.toString(1));
//> throws TypeError: Unknown encoding: "latin1"
//> throws TypeError: encoding must be a string

// --- expressions
// versions: 1
show(function() { var b = String.bytesFrom([0xe9, 0x41]); return [/A/.test(b), b.match(/A/)[0], b.replace(/A/, 'B').length, b.search(/A/), 'x'.padStart(3, b).length, h(b.repeat(2)), h(b.trim())] });
//> [true,"A",2,1,3,"e941e941/4","e941/2"]

// --- as a name
// versions: 1
show(function() { var o = {}; o['abc'.toBytes()] = 1; return o.abc });
//> 1

// --- order
// versions: 1
show(function() { var b = String.bytesFrom([0xe9, 0x41]); return [b < 'A', b > 'A'] });
//> [false,true]

// --- JSON.parse
// versions: 1
show(() => JSON.parse(String.bytesFrom([0x22,0xe9,0x22])).length);
//> 1
