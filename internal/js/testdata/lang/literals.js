// Numbers, strings, templates and regular expressions in source text. runtime.md 3.
//
// source: njs 0.4.3, 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }

// --- decimal numbers
console.log(0, 1, 12.5, .5, 5., 0.1e2, 1e3, 1E3, 1e+3, 1e-3, 0.0, 1e0, 123456789);
//> 0 1 12.5 0.5 5 10 1000 1000 1000 0.001 0 1 123456789

// --- large and small numbers
console.log(1e21, 1e300 * 1e10, 1e309, 1e-400, 5e-324, 2.2250738585072014e-308, 9007199254740993, 123456789012345678901234567890);
//> 1e+21 Infinity Infinity 0 5e-324 2.2250738585072014e-308 9007199254740992 1.2345678901234568e+29

// --- hexadecimal, octal, binary
console.log(0x0, 0xFF, 0Xff, 0xabcdef, 0o17, 0O17, 0b101, 0B101, 0xFFFFFFFF, 0x1fffffffffffff);
//> 0 255 255 11259375 15 15 5 5 4294967295 9007199254740991

// --- hexadecimal beyond 53 bits
console.log(0x20000000000001, 0xffffffffffffffff);
//> 9007199254740992 18446744073709552000

// --- hexadecimal beyond 64 bits
console.log(0x1ffffffffffffffff);
//1> 18446744073709552000
//2> 36893488147419103000

// --- prefix without digits is zero
console.log(0x, 0b, 0o);
//> 0 0 0

// --- numeric separators
// versions: 2
console.log(1_000, 1_2_3, 0xFF_FF, 0b1_0, 0o1_7, 1_0.5, 1.2_5, 1e1_0, 1_0e2);
//> 1000 123 65535 2 15 10.5 1.25 10000000000 1000

// --- negative zero
console.log(-0, 1 / -0, 1 / 0, 0 === -0, Object.is(0, -0));
//> -0 -Infinity Infinity true false

// --- long fraction
console.log(0.1234567890123456789012345678901234567890, 3.14159265358979323846264338327950288);
//> 0.12345678901234568 3.141592653589793

// --- more than 128 digits
console.log(10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000);
//> 1e+145

// --- strings
console.log('a', "b", 'it\'s', "say \"hi\"", 'a"b', "a'b", '');
//> a b it's say "hi" a"b a'b 

// --- escapes
console.log(JSON.stringify('\b\f\n\r\t\v\0\\\'\"\/\a\z'), '\x41\x7a', '\u0041\u00e9', '\u{41}\u{1F600}\u{00041}');
//> "\b\f\n\r\t\u000b\u0000\\'\"/az" Az Aé A😀A

// --- line continuation
console.log('a\
b', "c\
d");
//> ab cd

// --- escaped line ends of other kinds
console.log('a b'.length, 'a b'.length);
//> 3 3

// --- surrogates are joined
console.log('\ud83d\ude00' === '😀', '\ud83d\ude00'.length, '\u{1f600}'.length, '😀'.length);
//> true 1 1 1

// --- lone surrogates become replacement characters
console.log('\ud83d'.charCodeAt(0), '\ude00'.charCodeAt(0), '\ud83dx'.length, '\ude00\ud83d'.length, '\ud83d\u0041' === '\ufffdA');
//> 65533 65533 2 2 true

// --- lone surrogates in braces
console.log('\u{d83d}\u{de00}'.length, '\u{d83d}'.charCodeAt(0));
//> 1 65533

// --- null character
console.log('a\0b'.length, 'a\0b'.charCodeAt(1), '\0'.length);
//> 3 0 1

// --- strings of other alphabets
console.log('äöü ß € 日本語 עברית 😀👍🏽', 'äöü'.length, '日本語'.length, '👍🏽'.length);
//> äöü ß € 日本語 עברית 😀👍🏽 3 3 2

// --- templates: escapes
console.log(JSON.stringify(`\b\f\n\r\t\v\0\\\'\"\``), `\x41\u0041\u{1F600}`);
//> "\b\f\n\r\t\u000b\u0000\\'\"`" AA😀

// --- templates: line ends
console.log(JSON.stringify(`a
b
c`));
//> "a\nb\nc"

// --- templates: expressions with braces
console.log(`${{a: 1}.a}${(function () { return '}'; })()}${[`}`].join('')}`);
//> 1}}

// --- templates: no octal escapes
// versions: 2
console.log(`\0`.length);
//> 1

// --- regular expression: slash in a class
console.log(/[/]/.test('/'), /[/]/.source, /\//.source, /[\]/]/.test(']'));
//> true [/] \/ true

// --- regular expression: each evaluation makes a new one
function f() { return /a/g; }
console.log(f() === f());
for (var i = 0, r = []; i < 2; i++) r.push(/x/);
console.log(r[0] === r[1]);
//> false
//> false

// --- regular expression: flags
console.log(/a/.flags, /a/gim.flags, /a/mig.flags, String(/a/gi));
//1> undefined undefined undefined /a/gi
//2>  gim gim /a/gi

// --- regular expression: flags y
// versions: 2
console.log(/a/y.flags, /a/gimy.flags, /a/y.sticky);
//> y gimy true

// --- regular expression: not a comment
console.log(/(?:)/.test(''), /\/*/.test('/'), /[*]/.test('*'));
//> true true true

// --- booleans and null
console.log(true, false, null, typeof null, !null, !!'0');
//> true false null object true true
