// Strings: what the methods do at their edges. runtime.md 6.4.
//
// source: njs 0.4.3, 0.7.12
function show(f) { var v; try { v = f(); v = typeof v == 'string' || v !== null && typeof v == 'object' ? JSON.stringify(v) : String(v); } catch (e) { v = 'throws ' + e; } console.log(v); }
function list(f) { var l; try { l = f(); } catch (e) { l = ['throws ' + e]; } l.forEach(function(v) { console.log(typeof v == 'string' || v !== null && typeof v == 'object' ? JSON.stringify(v) : String(v)); }); }

// --- repeat
show(function() { try { 'a'.repeat(-1) } catch (e) { return [e.message, Object.getOwnPropertyNames(e).sort().join(), String(e)] } });
show(() => 'a'.repeat(Infinity));
show(() => 'a'.repeat(1e10));
show(() => ''.repeat(Infinity));
show(() => ''.repeat(1e12));
//> ["","message,stack","RangeError"]
//> throws RangeError
//> throws RangeError
//> throws RangeError
//> ""

// --- repeat: a count between -1 and 0
show(() => 'a'.repeat(-0.5));
//1> throws RangeError
//2> ""

// --- padStart and padEnd
show(() => 'a'.padEnd(1e10));
list(() => [
  'a'.padStart(5, 'xy'),
  'a'.padEnd(5, 'αβ'),
  'a'.padStart(3, ''),
  'a'.padEnd(3, undefined),
  'α'.padStart(3),
  'a'.padEnd(3, null),
  'a'.padStart(-1),
]);
//> throws RangeError
//> "xyxya"
//> "aαβαβ"
//> "a"
//> "a  "
//> "  α"
//> "anu"
//> "a"

// --- substr, substring, slice: an end that is undefined
list(() => [
  'abc'.substr(1, undefined),
  'abc'.substring(1, undefined),
  'abc'.slice(1, undefined),
  'abc'.substr(undefined),
]);
//> ""
//> "a"
//> "bc"
//> "abc"

// --- startsWith, endsWith, includes: positions
list(() => [
  'abc'.endsWith('c', -5),
  'abc'.endsWith('b', 2),
  'abc'.endsWith('', 0),
  'abc'.startsWith(),
  'undefined'.startsWith(),
  'undefined'.includes(),
  'abc'.includes('', 10),
  'abc'.includes('c', -10),
  'abc'.includes('a', 1),
]);
show(() => 'abc'.startsWith(/a/));
//> true
//> true
//> true
//> false
//> false
//> false
//> true
//> true
//> false
//> false

// --- characters outside of a string and above 65535
show(() => ['abc'.codePointAt(5), 'a'.charCodeAt(-1)].map(String));
show(() => ['😀'.length, '😀'.charCodeAt(0), '😀a'.charAt(0), '😀'.codePointAt(0)]);
//> ["NaN","NaN"]
//> [1,128512,"😀",128512]

// --- fromCharCode: surrogates, unlike the reference
// differs: the reference takes the half of a pair before another pair for a character of four bytes
list(() => [
  String.fromCharCode(0xD83D, 0xDE00),
  String.fromCharCode(0xD83D),
  String.fromCharCode(0xDE00),
  String.fromCharCode(0xD83D, 0x41),
  String.fromCharCode(0xD83D, 0xD83D, 0xDE00),
  String.fromCharCode(0x41, 0xD83D, 0x42).length,
  String.fromCharCode(-1),
  String.fromCharCode(65536 + 65),
]);
//> "😀"
//> "�"
//> "�"
//> "�"
//> "��"
//> 2
//> "￿"
//> "A"

// --- fromCodePoint
list(() => [
  String.fromCodePoint(0x1F600),
  String.fromCodePoint(0xD83D),
  String.fromCodePoint(0xD83D, 0xDE00),
  String.fromCodePoint(),
]);
show(() => String.fromCodePoint(0x110000));
show(() => String.fromCodePoint(1.5));
show(() => String.fromCodePoint(NaN));
show(() => String.fromCodePoint(Symbol()));
//> "😀"
//> "�"
//> "😀"
//> ""
//> throws RangeError
//> throws RangeError
//> throws RangeError
//> throws TypeError: Cannot convert a Symbol value to a number

// --- of symbols
show(() => String(Symbol('x')));
show(() => new String(Symbol('x')));
//> "Symbol(x)"
//> throws TypeError: Cannot convert a Symbol value to a string

// --- split
list(() => [
  'abc'.split(''),
  ''.split(''),
  ''.split('a'),
  'a,b,c'.split(',', 2),
  'a,b'.split(',', undefined),
  'a,b'.split(),
  'a,b'.split(undefined, 0),
  'a,b'.split(',', -1),
  'ab'.split('b'),
  'a1b2c'.split(/\d/),
  'a1b2c'.split(/(\d)/),
  'abc'.split(/(?:)/),
  ''.split(/a/),
  ''.split(/(?:)/),
  'abc'.split(/x/),
  'aXbX'.split(/X/),
  'a,b'.split(null),
  'a1b'.split(1),
]);
//> ["a","b","c"]
//1> [""]
//2> []
//> [""]
//> ["a","b"]
//1> []
//2> ["a","b"]
//> ["a,b"]
//> []
//> ["a","b"]
//> ["a",""]
//> ["a","b","c"]
//1> ["a","b","c"]
//2> ["a","1","b","2","c"]
//> ["a","b","c"]
//> [""]
//1> [""]
//2> []
//> ["abc"]
//> ["a","b",""]
//> ["a,b"]
//> ["a","b"]

// --- indexOf
list(() => [
  'abc'.indexOf('c', -5),
  'abc'.indexOf('', 10),
  'abc'.indexOf('', 1),
  'αβγ'.indexOf('γ'),
  'αβγ'.indexOf('', 7),
  'undefined'.indexOf(),
]);
//> 2
//> 3
//> 1
//> 2
//> 3
//> 0

// --- lastIndexOf
list(() => [
  'abcabc'.lastIndexOf('c'),
  'abcabc'.lastIndexOf('c', 4),
  'abc'.lastIndexOf(''),
  'abc'.lastIndexOf('', 1),
  'abc'.lastIndexOf('abcd'),
  'αβγα'.lastIndexOf('α'),
  'αβγα'.lastIndexOf('α', 2),
  'αβ'.lastIndexOf(''),
  'αβ'.lastIndexOf('', 1),
  'αβ'.lastIndexOf('αβγ'),
  'abc'.lastIndexOf('c', -1),
  'abc'.lastIndexOf('a', NaN),
  'abc'.lastIndexOf('c', 'x'),
  'undefined'.lastIndexOf(),
  'αβγ'.lastIndexOf('γ'),
  'αβγ'.lastIndexOf('βγ'),
]);
//> 5
//> 2
//> 3
//> 1
//> -1
//> 3
//> 0
//> 2
//> 1
//> -1
//> -1
//> 0
//> 2
//> 0
//> 2
//> 1

// --- trim
list(() => [
  ' \t\n\r\v\f a\u00a0'.trim(),
  '\ufeffα\u2028'.trim(),
  '\u00a0a '.trimStart(),
  ' \u180ea'.trim().length,
  '\u200ba'.trim().length,
  '\u0085a'.trim().length,
  '\u1680\u2000\u200a\u202f\u205f\u3000α'.trim(),
]);
//> "a"
//> "α"
//> "a "
//> 2
//> 2
//> 2
//> "α"

// --- toUpperCase and toLowerCase
list(() => [
  'ß'.toUpperCase(),
  'İ'.toLowerCase(),
  'ΑΣ'.toLowerCase(),
  'ǆ'.toUpperCase(),
  'ﬁ'.toUpperCase(),
  'ÿ'.toUpperCase(),
  'K'.toLowerCase(),
]);
//> "ß"
//> "i"
//> "ασ"
//> "Ǆ"
//> "ﬁ"
//> "Ÿ"
//> "k"

// --- replace of a text
list(() => [
  'abc'.replace('b', '[$&$`$\'$$$0$1$<a>]'),
  'abc'.replace('b', function(m, p, s) { return [m, p, s].join('|') }),
  'aaa'.replace('a', 'b'),
  'abc'.replace('', '_'),
  'abc'.replace(),
  'a.c'.replace('.', '$'),
  'abc'.replace('b', '$$'),
  'abc'.replace('b', '$'),
]);
//> "a[bac$$0$1$<a>]c"
//> "ab|1|abcc"
//> "baa"
//> "_abc"
//> "abc"
//> "a$c"
//> "a$c"
//> "a$c"

// --- replace in a text that is not ASCII, unlike the reference
// differs in 1: the reference cuts characters into their bytes
list(() => [
  'αβγδεζ'.replace('β', "[$`|$'|$&]"),
  'αβγδεζ'.replace(/β/, "[$`|$'|$&]"),
  'αβγδεζ'.replace(/β/, function(m, p) { return p }),
  'αβγδεζ'.replace('β', function(m, p) { return p }),
]);
//> "α[α|γδεζ|β]γδεζ"
//1> "α[α|γδεζ|β]γδεζ"
//2> "α[αβ|δεζ|β]γδεζ"
//> "α2γδεζ"
//> "α1γδεζ"

// --- replace of an expression
list(() => [
  'abcabc'.replace(/b/g, 'X'),
  'abc'.replace(/(?<n>b)(c)?/, '[$1$2$<n>$3$10$01$00]'),
  'abc'.replace(/(b)/, function() { return JSON.stringify(Array.prototype.slice.call(arguments)) }),
  'abc'.replace(/(?<x>b)|(?<y>z)/, function() { return JSON.stringify(Array.prototype.slice.call(arguments)) }),
  'aaa'.replace(/(?:)/g, '-'),
  'αβ'.replace(/(?:)/g, '-'),
  'abc'.replace(/x/, 'y'),
]);
//> "aXcaXc"
//> "a[bcb$3b0b$00]"
//> "a[\"b\",\"b\",1,\"abc\"]c"
//> "a[\"b\",\"b\",null,1,\"abc\",{\"x\":\"b\"}]c"
//> "-a-a-a-"
//> "-α-β-"
//> "abc"

// --- match
list(() => [
  'abcabc'.match(/b/g),
  'abc'.match(/x/g),
  'abc'.match(/x/),
  'abc'.match('b'),
  'abc'.match(),
  'aaa'.match(/^a/g),
  'abc'.match(/(?:)/g),
  'a.c'.match('.'),
  'aXb'.match(/(?<=a)X/g),
  'aab'.match(/(?<=a)a/g),
  'αβγ'.match(/(?:)/g),
]);
//> ["b","b"]
//> []
//> null
//> ["b"]
//> [""]
//> ["a","a","a"]
//> ["","","",""]
//> ["a"]
//> ["X"]
//> ["a"]
//> ["","","",""]

// --- match, unlike the reference
// differs: order of names
show(function() { var m = 'xabc'.match(/b/); return [m.index, m.input, String(m.groups), Object.getOwnPropertyNames(m)] });
//> [2,"xabc","undefined",["0","length","index","input","groups"]]

// --- search
list(() => [
  'abc'.search(/c/),
  'abc'.search('b'),
  'abc'.search(),
  'abc'.search(/x/),
  'αβγ'.search(/γ/),
  'abc'.search(''),
]);
//> 2
//> 1
//> 0
//> -1
//> 2
//> 0

// --- replaceAll
list(() => [
  'aXbX'.replaceAll('X', '$&-'),
  'ab'.replaceAll('', '_'),
  'ab'.replaceAll(/[ab]/g, 'x'),
  'aa'.replaceAll('a', function(m, p) { return p }),
]);
show(() => 'a'.replaceAll(/a/, 'b'));
//1> "throws TypeError: (intermediate value)[\"replaceAll\"] is not a function"
//1> throws TypeError: (intermediate value)["replaceAll"] is not a function
//2> "aX-bX-"
//2> "_a_b_"
//2> "xx"
//2> "01"
//2> throws TypeError: String.prototype.replaceAll called with a non-global RegExp argument

// --- concat
show(() => 'a'.concat(1, null, undefined, {}));
//> "a1nullundefined[object Object]"

// --- iterator
show(function() { var i = 'aβ'[Symbol.iterator](); return [i.next(), i.next(), i.next()] });
//1> throws TypeError: (intermediate value)["Symbol(Symbol.iterator)"] is not a function
//2> [{"value":"a","done":false},{"value":"β","done":false},{"done":true}]
