// String: construction, code points, and every method. runtime.md 6.2, 12.1. Regular expressions are in regexp*.js, byte
// strings in byte_strings.js.
//
// source: njs 0.4.3, 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }
function q(v) { return JSON.stringify(v); }

// --- String as a function
console.log(q(String()), String(1), String(null), String(undefined), String(true), String([1, 2]), String({}), String(Symbol('s')), String(-0), String(1e21));
//> "" 1 null undefined true 1,2 [object Object] Symbol(s) 0 1e+21

// --- String as a constructor
var s = new String('abc');
console.log(typeof s, s.length, s == 'abc', s === 'abc', s instanceof String, s[1], s + 'd', q(new String()), new String(12).length);
show(() => new String(Symbol()));
//> object 3 true false true b abcd "" 2
//> TypeError: Cannot convert a Symbol value to a string

// --- fromCharCode
console.log(String.fromCharCode(72, 105), q(String.fromCharCode()), String.fromCharCode('65'), String.fromCharCode(65.9), String.fromCharCode(65 + 65536), String.fromCharCode(233, 8364), q(String.fromCharCode(0)), q(String.fromCharCode(NaN)));
//> Hi "" A A A é€ "\u0000" "\u0000"

// --- fromCharCode: surrogates
console.log(String.fromCharCode(0xd83d, 0xde00).length, String.fromCharCode(0xd83d, 0xde00) === '😀', String.fromCharCode(0xd83d).charCodeAt(0), String.fromCharCode(128512).charCodeAt(0));
//> 1 true 65533 62976

// --- fromCodePoint
console.log(String.fromCodePoint(65, 0x1f600), String.fromCodePoint(0x10ffff).length, q(String.fromCodePoint()), String.fromCodePoint(0xd83d, 0xde00).length);
show(() => String.fromCodePoint(-1));
show(() => String.fromCodePoint(0x110000));
show(() => String.fromCodePoint(1.5));
show(() => String.fromCodePoint('x'));
show(() => String.fromCodePoint(Infinity));
//> A😀 1 "" 1
//> RangeError
//> RangeError
//> RangeError
//> RangeError
//> RangeError

// --- length counts code points
console.log('abc'.length, 'é'.length, '日本'.length, '😀'.length, 'a😀b'.length, '👨‍👩‍👧'.length, 'e\u0301'.length, ''.length);
//> 3 1 2 1 3 5 2 0

// --- length is not writable
show(() => { 'abc'.length = 1; });
show(() => { new String('abc').length = 1; });
//> TypeError: property set on primitive string type
//1> TypeError: Cannot assign to read-only property "length" of object string
//2> TypeError: Cannot assign to read-only property "length" of object

// --- index
var s = 'a😀é';
console.log(s[0], s[1], s[2], s[3], s[-1], s['1'], s['01'], s[1.5], 'abc'[1]);
console.log(s.hasOwnProperty(1), 1 in new String(s), Object.keys('😀b').join());
//> a 😀 é undefined undefined 😀 undefined undefined b
//> true true 0,1

// --- index: long text
var s = 'aé😀'.repeat(200);
console.log(s.length, s[0], s[301], s[599], s.charCodeAt(302), s.slice(298, 302), s.indexOf('😀', 500));
//> 600 a é 😀 128512 é😀aé 500

// --- charAt
console.log('abc'.charAt(1), q('abc'.charAt(5)), q('abc'.charAt(-1)), 'abc'.charAt(), 'abc'.charAt(1.9), 'abc'.charAt('2'), 'a😀b'.charAt(1), 'a😀b'.charAt(2), 'abc'.charAt(NaN));
console.log(String.prototype.charAt.call(123, 1), String.prototype.charAt.call(true, 0));
show(() => String.prototype.charAt.call(null, 0));
show(() => String.prototype.charAt.call(undefined, 0));
//> b "" "" a b c 😀 b a
//> 2 t
//> TypeError: cannot convert undefined to object
//> TypeError: cannot convert undefined to object

// --- charCodeAt
console.log('abc'.charCodeAt(1), 'abc'.charCodeAt(5), 'abc'.charCodeAt(-1), 'abc'.charCodeAt(), '😀'.charCodeAt(0), 'é'.charCodeAt(0), 'a😀b'.charCodeAt(2), 'abc'.charCodeAt(Infinity));
//> 98 NaN NaN 97 128512 233 98 NaN

// --- codePointAt
console.log('abc'.codePointAt(1), 'abc'.codePointAt(5), 'abc'.codePointAt(-1), '😀'.codePointAt(0), '😀'.codePointAt(1), 'abc'.codePointAt());
//> 98 NaN NaN 128512 NaN 97

// --- concat
console.log('a'.concat('b', 1, null, undefined, [2], {}), 'a'.concat(), ''.concat('é', '😀').length);
show(() => String.prototype.concat.call(null, 'a'));
show(() => 'a'.concat(Symbol()));
//> ab1nullundefined2[object Object] a 2
//> TypeError: "this" argument is null or undefined
//> TypeError: Cannot convert a Symbol value to a string

// --- endsWith
console.log('abc'.endsWith('c'), 'abc'.endsWith('bc'), 'abc'.endsWith('b'), 'abc'.endsWith(''), 'abc'.endsWith('b', 2), 'abc'.endsWith('abcd'), 'abc'.endsWith(), 'undefined'.endsWith(), 'a😀'.endsWith('😀'), 'a😀b'.endsWith('😀', 2), 'abc'.endsWith('c', NaN), 'abc'.endsWith('c', 100), 'abc'.endsWith('', -1));
show(() => 'abc'.endsWith(/c/));
show(() => String.prototype.endsWith.call(null, 'a'));
//> true true false true true false false false true true false true true
//> false
//> TypeError: cannot convert undefined to object

// --- includes
console.log('abc'.includes('b'), 'abc'.includes('x'), 'abc'.includes(''), 'abc'.includes('a', 1), 'abc'.includes('', 10), 'undefined'.includes(), 'a1'.includes(1), 'a😀b'.includes('b', 2), 'null'.includes(null), 'abc'.includes('c', -5));
show(() => 'abc'.includes(/b/));
show(() => String.prototype.includes.call(undefined, 'a'));
//> true false true false true false true true true true
//> false
//> TypeError: cannot convert undefined to object

// --- indexOf
console.log('abcabc'.indexOf('b'), 'abcabc'.indexOf('b', 2), 'abc'.indexOf('x'), 'abc'.indexOf(''), 'abc'.indexOf('', 2), 'abc'.indexOf('', 10), 'abc'.indexOf('a', -5), 'abc'.indexOf('abcd'), 'undefined'.indexOf(), 'a😀b'.indexOf('b'), 'é😀é'.indexOf('é', 1), 'abc'.indexOf('c', NaN), 'abc'.indexOf('c', Infinity), '12'.indexOf(2), ''.indexOf(''), ''.indexOf('a'));
show(() => String.prototype.indexOf.call(null, 'a'));
//> 1 4 -1 0 2 3 0 -1 0 2 2 2 -1 1 0 -1
//> TypeError: cannot convert "null"to object

// --- lastIndexOf
console.log('abcabc'.lastIndexOf('b'), 'abcabc'.lastIndexOf('b', 3), 'abc'.lastIndexOf('x'), 'abc'.lastIndexOf(''), 'abc'.lastIndexOf('', 1), 'abc'.lastIndexOf('a', -5), 'abc'.lastIndexOf('c', -1), 'a😀b😀'.lastIndexOf('😀'), 'a😀b😀'.lastIndexOf('😀', 2), 'abc'.lastIndexOf('c', NaN), 'abc'.lastIndexOf('abcd'), 'aaa'.lastIndexOf('aa'), 'undefined'.lastIndexOf(), ''.lastIndexOf(''));
show(() => String.prototype.lastIndexOf.call(null, 'a'));
//> 4 1 -1 3 1 0 -1 3 1 2 -1 1 0 0
//1> TypeError: cannot convert undefined to object
//2> TypeError: cannot convert "null"to object

// --- padEnd
console.log(q('a'.padEnd(3)), 'a'.padEnd(5, 'xy'), 'abc'.padEnd(2), 'a'.padEnd(3, ''), q('a'.padEnd()), 'a'.padEnd(4, '😀'), 'a'.padEnd(4, '😀').length, 'a'.padEnd(3, 1), 'é'.padEnd(3, 'é'), 'a'.padEnd(-1), 'a'.padEnd(NaN), 'a'.padEnd(3, undefined) + '|', 'a'.padEnd(6, null));
//> "a  " axyxy abc a "a" a😀😀😀 4 a11 ééé a a a  | anulln

// --- padStart
console.log(q('a'.padStart(3)), 'a'.padStart(5, 'xy'), 'abc'.padStart(2), '5'.padStart(3, 0), 'a'.padStart(4, '😀').length, '7'.padStart(2, '0'), 'a'.padStart(4, 'bcdefg'));
show(() => String.prototype.padStart.call(null, 5));
//> "  a" xyxya abc 005 4 07 bcda
//> TypeError: cannot convert undefined to object

// --- padding too much
show(() => 'a'.padStart(Infinity).length);
show(() => 'a'.padEnd(2 ** 31).length);
//> RangeError
//> RangeError

// --- repeat
console.log('ab'.repeat(3), q('ab'.repeat(0)), q('ab'.repeat()), 'é'.repeat(2), '😀'.repeat(2).length, 'a'.repeat(2.9), 'a'.repeat('2'), q(''.repeat(100)), q('a'.repeat(NaN)));
show(() => 'a'.repeat(-1));
show(() => 'a'.repeat(Infinity));
show(() => ''.repeat(Infinity));
show(() => 'a'.repeat(2 ** 31));
show(() => ''.repeat(2 ** 31) === '');
show(() => String.prototype.repeat.call(null, 1));
//> ababab "" "" éé 2 aa aa "" ""
//> RangeError
//> RangeError
//> RangeError
//> RangeError
//> true
//> TypeError: cannot convert "null"to object

// --- replace with strings
console.log('abcabc'.replace('b', 'X'), 'abc'.replace('x', 'Y'), 'abc'.replace('', 'X'), 'abc'.replace('b'), 'abc'.replace(), 'aundefinedb'.replace(undefined, 'U'), 'a1b'.replace(1, 2), 'a😀b'.replace('😀', 'x'), 'axb'.replace('x', '😀'), 'abc'.replace('b', null));
//> aXcabc abc Xabc aundefinedc abc aUb a2b axb a😀b anullc

// --- replace with strings: special patterns
console.log('abc'.replace('b', '[$&]'), 'abc'.replace('b', '[$`]'), 'abc'.replace('b', "[$']"), 'abc'.replace('b', '[$$]'), 'abc'.replace('b', '[$1]'), 'abc'.replace('b', '$'), 'abc'.replace('b', '$x'), 'abc'.replace('b', '$<n>'), 'abc'.replace('b', '$0'));
//> a[b]c a[a]c a[c]c a[$]c a[$1]c a$c a$xc a$<n>c a$0c

// --- replace with a function
console.log('abcabc'.replace('b', (m, i, s) => [m, i, s].join(':')), 'abc'.replace('c', () => '$&'), 'abc'.replace('b', () => undefined), 'a😀b'.replace('b', (m, i) => i));
//> ab:1:abcabccabc ab$& aundefinedc a😀2

// --- replaceAll
// versions: 2
console.log('abcabc'.replaceAll('b', 'X'), 'aaa'.replaceAll('aa', 'b'), 'abc'.replaceAll('', '-'), 'abc'.replaceAll('x', 'y'), 'abab'.replaceAll('a', '$&$&'), 'abab'.replaceAll('b', (m, i) => i), 'a.b.c'.replaceAll('.', '/'), 'aXbX'.replaceAll(/x/gi, '-'), '😀a😀'.replaceAll('😀', 'x'), ''.replaceAll('', 'x'), 'aundefined'.replaceAll());
show(() => 'abc'.replaceAll(/b/, 'x'));
show(() => String.prototype.replaceAll.call(null, 'a', 'b'));
//> aXcaXc ba -a-b-c- abc aabaab a1a3 a/b/c a-b- xax x aundefined
//> TypeError: String.prototype.replaceAll called with a non-global RegExp argument
//> TypeError: cannot convert "null"to object

// --- search with a string
console.log('abc'.search('b'), 'a.c'.search('.'), 'abc'.search(), 'abc'.search('x'), 'a😀b'.search('b'));
//> 1 0 0 -1 2

// --- slice
console.log('abcdef'.slice(2), 'abcdef'.slice(1, 3), 'abcdef'.slice(-2), 'abcdef'.slice(-3, -1), q('abcdef'.slice(3, 1)), 'abcdef'.slice(), 'abcdef'.slice(0, 100), q('abcdef'.slice(10)), 'abcdef'.slice(-100, 2), 'a😀b'.slice(1, 2), 'a😀b'.slice(-1), 'abcdef'.slice('1', '3'), 'abcdef'.slice(NaN, 2), 'abcdef'.slice(1.9, 3.9), 'abcdef'.slice(2, undefined), q('abc'.slice(2, null)));
show(() => String.prototype.slice.call(null));
//> cdef bc ef de "" abcdef abcdef "" ab 😀 b bc ab bc cdef ""
//> TypeError: cannot convert undefined to object

// --- split with strings
console.log('a,b,c'.split(','), 'abc'.split(''), 'abc'.split(), 'a,b,c'.split(',', 2), ''.split(','), ''.split(''), 'abc'.split('x'), ',a,'.split(','), 'a😀b'.split(''), 'a😀b'.split('😀'), 'a1b'.split(1), 'a,b'.split(',', 0), 'a,b'.split(',', -1), 'aundefinedb'.split(undefined), 'anullb'.split(null), 'a--b--c'.split('--'), 'abc'.split('abc'), 'a,b'.split(',', '1'));
show(() => String.prototype.split.call(null, ','));
//1> ['a','b','c'] ['a','b','c'] ['abc'] ['a','b'] [''] [''] ['abc'] ['','a',''] ['a','😀','b'] ['a','b'] ['a','b'] [] ['a','b'] ['aundefinedb'] ['a','b'] ['a','b','c'] ['',''] ['a']
//1> TypeError: cannot convert undefined to object
//2> ['a','b','c'] ['a','b','c'] ['abc'] ['a','b'] [''] [] ['abc'] ['','a',''] ['a','😀','b'] ['a','b'] ['a','b'] [] ['a','b'] ['aundefinedb'] ['a','b'] ['a','b','c'] ['',''] ['a']
//2> TypeError: cannot convert "null"to object

// --- startsWith
console.log('abc'.startsWith('a'), 'abc'.startsWith('b'), 'abc'.startsWith('b', 1), 'abc'.startsWith(''), 'abc'.startsWith('', 10), 'undefined'.startsWith(), 'abc'.startsWith('abcd'), '😀a'.startsWith('a', 1), 'abc'.startsWith('a', -1), '1a'.startsWith(1), 'abc'.startsWith('a', NaN));
show(() => 'abc'.startsWith(/a/));
show(() => String.prototype.startsWith.call(null, 'a'));
//> true false true true true false false true true true true
//> false
//> TypeError: cannot convert undefined to object

// --- substr
console.log('abcdef'.substr(2), 'abcdef'.substr(1, 3), 'abcdef'.substr(-2), 'abcdef'.substr(-3, 2), q('abcdef'.substr(1, 0)), q('abcdef'.substr(1, -1)), q('abcdef'.substr(10, 1)), 'abcdef'.substr(), 'abcdef'.substr(-100, 2), 'a😀b'.substr(1, 1), 'abcdef'.substr(4, 100), 'abcdef'.substr(1, undefined), 'abcdef'.substr(NaN, '2'));
//> cdef bcd ef de "" "" "" abcdef ab 😀 ef  ab

// --- substring
console.log('abcdef'.substring(2), 'abcdef'.substring(1, 3), 'abcdef'.substring(3, 1), 'abcdef'.substring(-2), q('abcdef'.substring(2, 2)), 'abcdef'.substring(), 'abcdef'.substring(2, NaN), 'abcdef'.substring(0, 100), 'a😀b'.substring(1, 2), 'abcdef'.substring(4, undefined), q('abc'.substring(5)), 'abcdef'.substring(1.9, 2.9));
//> cdef bc bc abcdef "" abcdef ab abcdef 😀 abcd "" b

// --- toLowerCase
console.log('ABC'.toLowerCase(), 'ÄÖÜ'.toLowerCase(), 'ΑΒΓΣ'.toLowerCase(), 'İ'.toLowerCase().length, 'АБВ'.toLowerCase(), 'ß'.toLowerCase(), '𐐀'.toLowerCase() === '𐐨', ''.toLowerCase().length, '123'.toLowerCase(), 'Ǆ'.toLowerCase());
show(() => String.prototype.toLowerCase.call(null));
console.log(String.prototype.toLowerCase.call(true));
//> abc äöü αβγσ 1 абв ß true 0 123 ǆ
//> TypeError: cannot convert undefined to object
//> true

// --- toUpperCase
console.log('abc'.toUpperCase(), 'äöü'.toUpperCase(), 'ß'.toUpperCase(), 'αβγς'.toUpperCase(), 'ŉ'.toUpperCase().length, 'ﬁ'.toUpperCase(), '𐐨'.toUpperCase() === '𐐀', 'я'.toUpperCase(), 'ı'.toUpperCase(), 'ÿ'.toUpperCase(), 'ǆ'.toUpperCase());
//> ABC ÄÖÜ ß ΑΒΓΣ 1 ﬁ true Я I Ÿ Ǆ

// --- toString and valueOf
console.log('a'.toString(), new String('b').valueOf(), Object('c').toString());
show(() => String.prototype.toString.call(1));
show(() => String.prototype.valueOf.call({}));
show(() => String.prototype.toString.call(null));
//> a b c
//> TypeError: unexpected value type:number
//> TypeError: unexpected value type:object
//> TypeError: unexpected value type:null

// --- trim, trimStart, trimEnd
var w = '\t\n\v\f\r \u00a0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';
console.log(q((w + 'a b' + w).trim()), q((w + 'a' + w).trimStart()) === q('a' + w), q((w + 'a' + w).trimEnd()) === q(w + 'a'), q(w.trim()), q(''.trim()), q(' é '.trim()), q('\u200ba\u180e'.trim()).length);
console.log(String.prototype.trim.call(12), q('  a'.trimEnd()), q('a  '.trimStart()));
show(() => String.prototype.trim.call(null));
//> "a b" true true "" "" "é" 5
//> 12 "  a" "a  "
//> TypeError: cannot convert undefined to object

// --- absent members
console.log(['at', 'matchAll', 'normalize', 'localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase', 'trimLeft', 'trimRight', 'anchor', 'big', 'bold', 'link', 'sub', 'sup', 'isWellFormed', 'toWellFormed'].map(k => typeof ''[k]).join(''), typeof String.raw);
show(() => 'a'.localeCompare('b'));
show(() => 'a'.at(0));
show(() => 'é'.normalize());
//> undefinedundefinedundefinedundefinedundefinedundefinedundefinedundefinedundefinedundefinedundefinedundefinedundefinedundefinedundefinedundefined undefined
//> TypeError: (intermediate value)["localeCompare"] is not a function
//> TypeError: (intermediate value)["at"] is not a function
//> TypeError: (intermediate value)["normalize"] is not a function

// --- iterator
// versions: 2
var it = 'a😀'[Symbol.iterator]();
console.log(q(it.next()), q(it.next()), q(it.next()), Object.prototype.toString.call(it));
//> {"value":"a","done":false} {"value":"😀","done":false} {"done":true} [object Array Iterator]

// --- iterator is missing in 1.0
// versions: 1
console.log(typeof ''[Symbol.iterator]);
//> undefined

// --- comparison and equality by code points
console.log('a' < 'b', 'Z' < 'a', 'é' === 'e\u0301', '😀' > '\uffff', ['😀', '\uffff', 'a'].sort().join(), 'a' == new String('a'));
//> true true false true a,￿,😀 true

// --- strings as array elements and keys
var o = {};
o['😀'] = 1;
o['a' + 'b'] = 2;
console.log(o['😀'], o.ab, Object.keys(o).join());
//> 1 2 😀,ab

// --- methods on numbers and booleans
console.log((123).toString().length, String(true).slice(1, 3), (1.5 + '').split('.').join());
//> 3 ru 1,5

// --- URL handling as functions do it
var uri = '/a/b/index.html';
console.log(uri.split('/').pop(), uri.endsWith('/'), uri.slice(0, uri.lastIndexOf('/') + 1), uri.replace(/\/index\.html$/, '/'), uri.includes('.'), uri.substring(1).split('/').length);
//> index.html false /a/b/ /a/b/ true 3

// --- a long string
var s = 'abc'.repeat(10000);
console.log(s.length, s.indexOf('cab', 5000), s.split('a').length, s.replace(/b/g, '').length, s.toUpperCase().slice(0, 3), s.lastIndexOf('abc'));
//> 30000 5000 10001 20000 ABC 29997

// --- code points beyond the last one are no strings
show(() => String.fromCodePoint(0x10ffff + 1));
console.log('\u{10ffff}'.length, encodeURIComponent('\u{10ffff}'));
//> RangeError
//> 1 %F4%8F%BF%BF

// --- null characters
console.log('a\0b'.length, 'a\0b'.indexOf('\0'), q('a\0b'), 'a\0b'.split('\0'), 'a\0b' > 'a');
//> 3 1 "a\u0000b" ['a','b'] true

// --- String(object) uses toString, string + object uses valueOf
var o = {toString() { return 'ts'; }, valueOf() { return 'vo'; }};
console.log(String(o), '' + o, `${o}`, [o].join(), o + 1, 'x'.concat(o), 'ts'.indexOf(o));
show(() => String(Object.create(null)));
show(() => String({toString: null}));
show(() => String({toString() { return {}; }}));
//> ts vo ts ts vo1 xts 0
//> TypeError: Cannot convert object to primitive value
//> TypeError: Cannot convert object to primitive value
//> TypeError: Cannot convert object to primitive value
