// match, replace, search and split with regular expressions. runtime.md 6.2, 6.8.
//
// source: njs 0.4.3, 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }
function j(v) { return JSON.stringify(v); }

// --- match: without g
var r = 'abcabc'.match(/b(c)/);
console.log(j(r.slice()), r.index, r.input, r.groups);
console.log('abc'.match(/x/), 'abc'.match('b').index, 'a.c'.match('.')[0], 'abc'.match()[0] === '', '1'.match(1)[0]);
//> ["bc","c"] 1 abcabc undefined
//> null 1 a true 1

// --- match: with g
console.log('abcabc'.match(/b./g), 'abc'.match(/x/g), 'aaa'.match(/a*?/g), 'a😀b'.match(/./g), 'k1=v1&k2=v2'.match(/\w+=\w+/g), ''.match(/x*/g));
//> ['bc','bc'] [] ['','','',''] ['a','😀','b'] ['k1=v1','k2=v2'] ['']

// --- match: g starts at the beginning
var r = /a/g;
r.lastIndex = 2;
console.log('aaa'.match(r).length, r.lastIndex);
//> 3 0

// --- match: named groups
console.log('2020-12'.match(/(?<y>\d+)-(?<m>\d+)/).groups.y, 'ab'.match(/(?<x>z)?a/).groups.x);
//> 2020 undefined

// --- match: errors
show(() => 'a'.match('['));
show(() => String.prototype.match.call(null, /a/));
show(() => 'a'.match(Symbol()));
//1> SyntaxError: pcre_compile("[") failed: missing terminating ] for character class
//2> SyntaxError: pcre_compile2("[") failed: missing terminating ] for character class at ""
//> TypeError: cannot convert undefined to object
//> TypeError: Cannot convert a Symbol value to a string

// --- search
console.log('abc'.search(/c/), 'abc'.search(/x/), 'é😀b'.search(/b/), 'abc'.search(/b/g), ''.search(/^$/), 'abc'.search('c'), 'abc'.search());
var r = /b/g;
r.lastIndex = 2;
console.log('abc'.search(r), r.lastIndex);
//> 2 -1 2 1 0 2 0
//> 1 2

// --- replace: first and all
console.log('abcabc'.replace(/b/, 'X'), 'abcabc'.replace(/b/g, 'X'), 'abc'.replace(/x/, 'Y'), 'aaa'.replace(/a/g, ''), 'abc'.replace(/(?:)/g, '-'), 'a😀b'.replace(/./g, '[$&]'), ''.replace(/^/, 'x'), 'ABC'.replace(/b/i, '-'));
//> aXcabc aXcaXc abc  -a-b-c- [a][😀][b] x A-C

// --- replace: special patterns
console.log('abc'.replace(/b/, '[$&]'), 'abc'.replace(/b/, '[$`]'), 'abc'.replace(/b/, "[$']"), 'abc'.replace(/(b)/, '[$1$1]'), 'abc'.replace(/(b)/, '[$2]'), 'abc'.replace(/(b)/, '[$01]'), 'abc'.replace(/(b)/, '[$10]'), 'abc'.replace(/b/, '[$$]'), 'abc'.replace(/b/, '$'), 'abc'.replace(/(b)/, '$0'), 'abc'.replace(/(x)?b/, '[$1]'), 'abc'.replace(/b/, '$1'));
console.log('abcdefghijkl'.replace(/(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)/, '$11-$10-$1'), 'abcdefghijkl'.replace(/(a)(b)/, '$11'));
//> a[b]c a[a]c a[c]c a[bb]c a[$2]c a[b]c a[b0]c a[$]c a$c a$0c a[]c a$1c
//> k-j-al a1cdefghijkl

// --- replace: named groups
console.log('2020-12'.replace(/(?<y>\d+)-(?<m>\d+)/, '$<m>/$<y>'), 'a'.replace(/(?<x>a)/, '$<none>|'), 'a'.replace(/a/, '$<x>'), 'a'.replace(/(?<x>a)/, '$<x'), 'ab'.replace(/(?<x>z)?b/, '[$<x>]'));
//> 12/2020 | $<x> $<x a[]

// --- replace: function
console.log('abcabc'.replace(/b(c)/g, function () { return '[' + Array.prototype.slice.call(arguments).join('|') + ']'; }));
console.log('a-b'.replace(/(\w)-(x)?/, (m, a, x, i, s) => j([m, a, x, i, s])));
console.log('abc'.replace(/b/, () => '$&'), 'abc'.replace(/b/, () => null), 'abc'.replace(/b/, () => 5), 'abc'.replace(/b/, () => {}), '😀b'.replace(/b/, (m, i) => i));
//> a[bc|c|1|abcabc]a[bc|c|4|abcabc]
//> ["a-","a",null,0,"a-b"]b
//> a$&c anullc a5c aundefinedc 😀4

// --- replace: function with named groups
console.log('2020-12'.replace(/(?<y>\d+)-(?<m>\d+)/, function () { var g = arguments[arguments.length - 1]; return typeof g === 'object' ? g.m + g.y : typeof g; }));
//> 122020

// --- replace: function that uses regular expressions
console.log('a1b2'.replace(/[a-z]\d/g, m => m.replace(/\d/, d => d * 2)));
//> a2b4

// --- replace: function that throws
show(() => 'abc'.replace(/b/, () => { throw new Error('in replace'); }));
//> Error: in replace

// --- replace: lastIndex
var r = /a/g;
r.lastIndex = 1;
console.log('aaa'.replace(r, 'x'), r.lastIndex);
var n = /a/;
n.lastIndex = 1;
console.log('aaa'.replace(n, 'x'), n.lastIndex);
//> xxx 0
//> xaa 1

// --- replace: sticky
// versions: 2
var r = /a/y;
console.log('aba'.replace(r, 'x'), r.lastIndex, 'aba'.replace(r, 'x'), r.lastIndex);
console.log('aab'.replace(/a/gy, 'x'));
//> xba 1 aba 0
//> xxb

// --- replace: converts the replacement
console.log('abc'.replace(/b/, 5), 'abc'.replace(/b/, null), 'abc'.replace(/b/, undefined), 'abc'.replace(/b/), 'abc'.replace(/b/, {toString() { return 'obj'; }}), 'abc'.replace(/b/, [1, 2]));
show(() => 'abc'.replace(/b/, Symbol()));
//> a5c anullc aundefinedc aundefinedc aobjc a1,2c
//> TypeError: Cannot convert a Symbol value to a string

// --- replace: Symbol.replace of other objects
// versions: 2
show(() => 'abc'.replace({[Symbol.replace](s, r) { return 'own ' + s + r; }}, 'x'));
//> own abcx

// --- replace: exec of its own
// versions: 2
var r = /b/;
r.exec = function () { return null; };
show(() => 'abc'.replace(r, 'x'));
show(() => r.test('abc'));
//> abc
//> false

// --- RegExp.prototype[Symbol.replace]
show(() => /b/[Symbol.replace]('abc', 'x'));
show(() => RegExp.prototype[Symbol.replace].call(1, 'a', 'b'));
//> axc
//> TypeError: "this" is not object

// --- split
console.log('a1b2c'.split(/\d/), 'a1b2c'.split(/(\d)/), 'abc'.split(/(?:)/), 'a, b ,c'.split(/\s*,\s*/), 'abc'.split(/x/), ''.split(/x/), ''.split(/(?:)/).length, 'abc'.split(/b/, 1), 'a1b2'.split(/(\d)/, 2), '1a1'.split(/1/), 'a😀b'.split(/(?:)/), 'AxBXc'.split(/x/i), 'ab'.split(/a*?/), 'ab'.split(/a*/), 'abc'.split(/(x)?b/));
//1> ['a','b','c'] ['a','b','c'] ['a','b','c'] ['a','b','c'] ['abc'] [''] 1 ['a'] ['a','b'] ['','a',''] ['a','😀','b'] ['A','B','c'] ['a','b'] ['','b'] ['a','c']
//2> ['a','b','c'] ['a','1','b','2','c'] ['a','b','c'] ['a','b','c'] ['abc'] [''] 0 ['a'] ['a','1'] ['','a',''] ['a','😀','b'] ['A','B','c'] ['a','b'] ['','b'] ['a',undefined,'c']

// --- split: limits
console.log('a,b,c'.split(/,/, 0), 'a,b,c'.split(/,/, 2), 'a,b,c'.split(/,/, -1).length, 'a,b'.split(/,/, undefined).length, 'a,b'.split(/,/, '1'));
//1> [] ['a','b'] 3 0 ['a']
//2> [] ['a','b'] 3 2 ['a']

// --- split: g and lastIndex do not matter
var r = /,/g;
r.lastIndex = 5;
console.log('a,b,c'.split(r), r.lastIndex);
//> ['a','b','c'] 5

// --- split: anchors and lookahead
// versions: 2
console.log('aBcD'.split(/(?=[A-Z])/), 'a\nb'.split(/^/m), 'abc'.split(/$/), 'abc'.split(/^/));
//> ['a','Bc','D'] ['a\n','b'] ['abc'] ['abc']

// --- RegExp.prototype[Symbol.split]
// versions: 2
show(() => /,/[Symbol.split]('a,b'));
show(() => /,/[Symbol.split]('a,b', 1));
//> ['a','b']
//> ['a']

// --- absent: matchAll and the other symbols
console.log(typeof 'a'.matchAll, typeof /a/[Symbol.match], typeof /a/[Symbol.matchAll], typeof /a/[Symbol.search]);
//> undefined undefined undefined undefined

// --- regular expressions in loops
var out = [];
for (var i = 0; i < 3; i++) { var r = /(\d)/g; out.push(r.exec('a' + i)[1] + r.lastIndex); }
console.log(out.join());
//> 02,12,22

// --- cookies, queries and paths
console.log('a=1; b=2'.split(/;\s*/).map(p => p.split('=')).map(p => p[1]).join(), '/a//b///c'.replace(/\/{2,}/g, '/'), '/a/b/'.replace(/\/$/, ''), '/x'.replace(/\/?$/, '/'), 'a%20b+c'.replace(/\+/g, ' '), 'https://h/p?q#f'.match(/^(\w+):\/\/([^\/?#]+)([^?#]*)(\?[^#]*)?(#.*)?$/).slice(1).join('|'), 'TestHeader-Name'.replace(/[A-Z]/g, c => c.toLowerCase()));
//> 1,2 /a/b/c /a/b /x/ a%20b c https|h|/p|?q|#f testheader-name
