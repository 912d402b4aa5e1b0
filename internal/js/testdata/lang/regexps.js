// RegExp: construction, flags, exec, test, lastIndex, the language of patterns. runtime.md 6.8, 12.3.
//
// source: njs 0.4.3, 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }
function x(pattern, s) { show(() => m(new RegExp(pattern), s)); }
function m(re, s) { var r = re.exec(s); return r === null ? 'null' : r.index + ':' + JSON.stringify(r.slice()).replace(/"/g, "'"); }

// --- constructor
console.log(String(new RegExp('a')), String(RegExp('a', 'g')), String(new RegExp()), String(new RegExp('')), String(new RegExp('/')), String(new RegExp(undefined)), String(new RegExp('a', undefined)), String(new RegExp(/a/g)), String(new RegExp(/a/g, 'i')), String(new RegExp(null)), String(RegExp(1)));
console.log(RegExp(/a/) instanceof RegExp, typeof /a/, /a/ instanceof Object);
//> /a/ /a/g /(?:)/ /(?:)/ /// /(?:)/ /a/ /a/g /a/i /null/ /1/
//> true object true

// --- constructor: a regular expression alone is returned or copied
var r = /a/g;
console.log(RegExp(r) === r, new RegExp(r) === r);
//> false false

// --- constructor: errors
show(() => new RegExp('['));
show(() => new RegExp('('));
show(() => new RegExp(')'));
show(() => new RegExp('*'));
show(() => new RegExp('a**'));
show(() => new RegExp('[b-a]'));
show(() => new RegExp('a{2,1}'));
show(() => new RegExp('\\'));
show(() => new RegExp('(?<n>a)(?<n>b)'));
show(() => new RegExp('(?<1n>a)'));
show(() => new RegExp('(?x'));
show(() => new RegExp('(?<=a*)b'));
show(() => new RegExp('\\k<x>'));
show(() => new RegExp('a', 'x'));
show(() => new RegExp('a', 'gg'));
show(() => new RegExp('a', 1));
show(() => new RegExp('a', null));
show(() => new RegExp(Symbol()));
show(() => new RegExp('a', 'u'));
show(() => new RegExp('a', 's'));
//1> SyntaxError: pcre_compile("[") failed: missing terminating ] for character class
//1> SyntaxError: pcre_compile("(") failed: missing )
//1> SyntaxError: pcre_compile(")") failed: unmatched parentheses at ")"
//1> SyntaxError: pcre_compile("*") failed: nothing to repeat at "*"
//1> SyntaxError: pcre_compile("a**") failed: nothing to repeat at "*"
//1> SyntaxError: pcre_compile("[b-a]") failed: range out of order in character class at "a]"
//1> SyntaxError: pcre_compile("a{2,1}") failed: numbers out of order in {} quantifier at "}"
//1> SyntaxError: pcre_compile("\") failed: \ at end of pattern
//1> SyntaxError: pcre_compile("(?<n>a)(?<n>b)") failed: two named subpatterns have the same name at ">b)"
//1> SyntaxError: pcre_compile("(?<1n>a)") failed: group name must start with a non-digit at "1n>a)"
//1> SyntaxError: pcre_compile("(?x") failed: unrecognized character after (? or (?-
//1> SyntaxError: pcre_compile("(?<=a*)b") failed: lookbehind assertion is not fixed length at ")b"
//1> SyntaxError: pcre_compile("\k<x>") failed: reference to non-existent subpattern at ">"
//2> SyntaxError: pcre_compile2("[") failed: missing terminating ] for character class at ""
//2> SyntaxError: pcre_compile2("(") failed: missing closing parenthesis at ""
//2> SyntaxError: pcre_compile2(")") failed: unmatched closing parenthesis at ")"
//2> SyntaxError: pcre_compile2("*") failed: quantifier does not follow a repeatable item at "*"
//2> SyntaxError: pcre_compile2("a**") failed: quantifier does not follow a repeatable item at "*"
//2> SyntaxError: pcre_compile2("[b-a]") failed: range out of order in character class at "a]"
//2> SyntaxError: pcre_compile2("a{2,1}") failed: numbers out of order in {} quantifier at "}"
//2> SyntaxError: pcre_compile2("\") failed: \ at end of pattern at ""
//2> SyntaxError: pcre_compile2("(?<n>a)(?<n>b)") failed: two named subpatterns have the same name (PCRE2_DUPNAMES not set) at "b)"
//2> SyntaxError: pcre_compile2("(?<1n>a)") failed: subpattern name must start with a non-digit at "1n>a)"
//2> SyntaxError: pcre_compile2("(?x") failed: missing closing parenthesis at ""
//2> SyntaxError: pcre_compile2("(?<=a*)b") failed: lookbehind assertion is not fixed length at "(?<=a*)b"
//2> SyntaxError: pcre_compile2("\k<x>") failed: reference to non-existent subpattern at "x>"
//> SyntaxError: Invalid RegExp flags "x"
//> SyntaxError: Invalid RegExp flags "gg"
//> SyntaxError: Invalid RegExp flags "1"
//> SyntaxError: Invalid RegExp flags "null"
//> TypeError: Cannot convert a Symbol value to a string
//> SyntaxError: Invalid RegExp flags "u"
//> SyntaxError: Invalid RegExp flags "s"

// --- flags as properties
var r = /a/gim;
console.log(r.global, r.ignoreCase, r.multiline, r.source, /x/.global, /x/.ignoreCase, /x/.multiline);
//> true true true a false false false

// --- flags, sticky
// versions: 2
console.log(/a/.flags === '', /a/gimy.flags, /a/y.sticky, /a/.sticky);
show(() => Object.getOwnPropertyDescriptor(RegExp.prototype, 'flags').get.call({global: true, sticky: true}));
//> true gimy true false
//> gy

// --- flags of other languages are absent
console.log(/a/.unicode, /a/.dotAll, /a/.hasIndices);
//> undefined undefined undefined

// --- flags cannot be written
show(() => { /a/.global = true; });
show(() => { /a/.source = 'b'; });
//1> TypeError: Cannot assign to read-only property "global" of regexp
//1> TypeError: Cannot assign to read-only property "source" of regexp
//2> TypeError: Cannot set property "global" of regexp which has only a getter
//2> TypeError: Cannot set property "source" of regexp which has only a getter

// --- source
console.log(/a\/b/.source, new RegExp('a/b').source, new RegExp('\n').source === '\n', new RegExp('').source, /[/]/.source, new RegExp('é').source);
//> a\/b a/b true (?:) [/] é

// --- source and flags of the prototype
// versions: 2
console.log(RegExp.prototype.source, RegExp.prototype.flags === '', RegExp.prototype.global, String(RegExp.prototype));
show(() => Object.getOwnPropertyDescriptor(RegExp.prototype, 'source').get.call({}));
show(() => Object.getOwnPropertyDescriptor(RegExp.prototype, 'global').get.call({}));
//> (?:) true undefined /(?:)/
//> TypeError: "this" argument is not a regexp
//> TypeError: "this" argument is not a regexp

// --- exec
var r = /b(c)?(d)?/.exec('abcabd');
console.log(r.index, r.input, r.length, r[0], r[1], r[2], r.groups, Array.isArray(r));
console.log(/x/.exec('abc'), /a/.exec('') === null, /undefined/.exec() && 1, /1/.exec(1)[0], /null/.exec(null)[0]);
show(() => /a/.exec(Symbol()));
show(() => RegExp.prototype.exec.call({}, 'a'));
show(() => RegExp.prototype.exec.call(null, 'a'));
//> 1 abcabd 3 bc c undefined undefined true
//> null true 1 1 null
//> TypeError: Cannot convert a Symbol value to a string
//> TypeError: "this" argument is not a regexp
//> TypeError: "this" argument is not a regexp

// --- exec: lastIndex with g
var r = /a./g;
console.log(r.lastIndex, m(r, 'a1a2'), r.lastIndex, m(r, 'a1a2'), r.lastIndex, m(r, 'a1a2'), r.lastIndex);
r.lastIndex = 1;
console.log(m(r, 'a1a2'));
r.lastIndex = 100;
console.log(m(r, 'a1a2'), r.lastIndex);
r.lastIndex = -1;
console.log(m(r, 'a1a2'), r.lastIndex);
r.lastIndex = '2';
console.log(m(r, 'a1a2'), r.lastIndex);
//> 0 0:['a1'] 2 2:['a2'] 4 null 0
//> 2:['a2']
//> null 0
//> 0:['a1'] 2
//> 2:['a2'] 4

// --- exec: lastIndex without g
var r = /a/;
r.lastIndex = 5;
console.log(m(r, 'aa'), r.lastIndex);
//> 0:['a'] 5

// --- exec: lastIndex counts code points
var r = /b/g;
console.log(m(r, 'é😀b日b'), r.lastIndex, m(r, 'é😀b日b'), r.lastIndex);
//> 2:['b'] 3 4:['b'] 5

// --- exec: empty matches do not move
var r = /x*/g;
console.log(m(r, 'ab'), r.lastIndex, m(r, 'ab'), r.lastIndex);
//> 0:[''] 0 0:[''] 0

// --- exec: a loop over all matches
var r = /(\w)=(\d)/g, s = 'a=1;b=2;c=3', x, out = [];
while ((x = r.exec(s)) !== null) out.push(x[1] + x[2] + '@' + x.index);
console.log(out.join());
//> a1@0,b2@4,c3@8

// --- exec: sticky
// versions: 2
var r = /a/y;
console.log(m(r, 'ba'), r.lastIndex);
r.lastIndex = 1;
console.log(m(r, 'baa'), r.lastIndex, m(r, 'baa'), r.lastIndex, m(r, 'baa'), r.lastIndex);
var g = /a/gy;
console.log(g.test('ab'), g.lastIndex, g.test('ab'), g.lastIndex);
//> null 0
//> 1:['a'] 2 2:['a'] 3 null 0
//> true 1 false 0

// --- lastIndex is checked
show(() => { var r = Object.freeze(/a/g); return r.test('a'); });
var r = /a/g;
console.log(delete Object.prototype.x, Object.getOwnPropertyDescriptor(r, 'lastIndex').configurable);
//> true
//> true false

// --- test
console.log(/a/.test('cat'), /^a/.test('cat'), /undefined/.test(), /\d/.test(5), /a/.test(''), /^$/.test(''), /true/.test(true), RegExp('').test('x'));
var g = /a/g;
console.log(g.test('aa'), g.test('aa'), g.test('aa'), g.test('aa'));
show(() => RegExp.prototype.test.call('a', 'a'));
show(() => RegExp.prototype.test.call({exec() { return null; }}, 'a'));
//> true false true true false true true true
//1> true true true true
//1> TypeError: "this" argument is not a regexp
//1> TypeError: "this" argument is not a regexp
//2> true true false true
//2> TypeError: "this" argument is not an object
//2> false

// --- toString
console.log(String(/a\/b/gi), /[/]/.toString(), new RegExp('\\d+', 'g').toString(), RegExp.prototype.toString.call(/x/));
show(() => RegExp.prototype.toString.call({source: 's', flags: 'f'}));
show(() => RegExp.prototype.toString.call(1));
//> /a\/b/gi /[/]/ /\d+/g /x/
//1> TypeError: "this" argument is not a regexp
//1> TypeError: "this" argument is not a regexp
//2> /s/f
//2> TypeError: "this" argument is not an object

// --- properties of results
var r = /(?<y>\d{4})-(?<m>\d\d)/.exec('on 2020-12.');
console.log(r.groups.y, r.groups.m, r.index, Object.keys(r.groups).sort().join(), Object.getPrototypeOf(r.groups));
console.log(/(?<a>x)|(?<b>y)/.exec('y').groups.a, /(?<a>x)|(?<b>y)/.exec('y').groups.b);
//> 2020 12 3 m,y {}
//> undefined y

// --- groups that did not take part
console.log(m(/(a)|(b)/, 'b'), m(/(a)?b/, 'b'), m(/(?:(a)|b)*/, 'ab'), m(/(z)((a+)?(b+)?(c))*/, 'zaacbbbcac'));
//> 0:['b',null,'b'] 0:['b',null] 0:['ab','a'] 0:['zaacbbbcac','z','ac','a','bbb','c']

// --- alternatives and quantifiers
console.log(m(/a|ab/, 'abc'), m(/((a)|(ab))((c)|(bc))/, 'abc'), m(/a{2}/, 'aaa'), m(/a{2,}/, 'aaaa'), m(/a{1,2}/, 'aaaa'), m(/a{0}/, 'a'), m(/a+?/, 'aaa'), m(/a*?b/, 'aab'), m(/a??/, 'a'), m(/(a+)+b/, 'aaab'), m(/x{,2}/, 'x{,2}'), m(/a{/, 'a{'), m(/{/, '{'));
//> 0:['a'] 0:['abc','a','a',null,'bc',null,'bc'] 0:['aa'] 0:['aaaa'] 0:['aa'] 0:[''] 0:['a'] 0:['aab'] 0:[''] 0:['aaab','aaa'] 0:['x{,2}'] 0:['a{'] 0:['{']

// --- character classes
console.log(m(/[abc]+/, 'xxbca'), m(/[^abc]+/, 'abxyc'), m(/[a-c-]+/, 'b-d'), m(/[\d\-x]+/, '5-x'), m(/[\]]/, ']'), m(/[.]/, 'a.'), m(/[\b]/, 'a\b'), m(/[^\n]/, '\na'), m(/[é-ü]/, 'ö'), m(/[😀-😂]/, '😁'));
x('[\\u{41}]', 'A');
x('[[a]]', 'a]');
x('[a', 'a');
//> 2:['bca'] 2:['xy'] 0:['b-'] 0:['5-x'] 0:[']'] 1:['.'] 1:['\b'] 1:['a'] 0:['ö'] 0:['😁']
//> null
//> 0:['a]']
//1> SyntaxError: pcre_compile("[a") failed: missing terminating ] for character class
//2> SyntaxError: pcre_compile2("[a") failed: missing terminating ] for character class at ""

// --- empty classes
x('[]', 'a');
x('[^]', '\n');
x('[^]+', 'a\nb');
x('a[]|b', 'ab');
x('[]]', ']');
x('[^]]', 'a');
//1> null
//1> 0:['\n']
//1> 0:['a\nb']
//1> 1:['b']
//1> null
//1> null
//2> SyntaxError: pcre_compile2("[]") failed: missing terminating ] for character class at ""
//2> SyntaxError: pcre_compile2("[^]") failed: missing terminating ] for character class at ""
//2> SyntaxError: pcre_compile2("[^]+") failed: missing terminating ] for character class at ""
//2> SyntaxError: pcre_compile2("a[]|b") failed: missing terminating ] for character class at ""
//2> 0:[']']
//2> 0:['a']

// --- class escapes
console.log(m(/\d+/, 'a12'), m(/\D+/, '12ab'), m(/\w+/, '-a_1é'), m(/\W+/, 'aé-b'), m(/\s+/, 'a \t\n\u00a0b'), m(/\S+/, ' ab '), m(/\bb\w/, 'ab bc'), m(/\Bb/, 'b ab'));
//> 1:['12'] 2:['ab'] 1:['a_1'] 1:['é-'] 1:[' \t\n'] 1:['ab'] 3:['bc'] 3:['b']

// --- white space outside of ASCII
console.log(/\s/.test('\u00a0'), /\s/.test('\u2028'), /\s/.test('\ufeff'), /\s/.test('\u3000'), /\s/.test('\v'), /\w/.test('é'), /\d/.test('٣'), /\bé/.test('é'));
//> false false false false true false false false

// --- dot
console.log(/./.test('\n'), /./.test('\r'), /./.test('\u2028'), /./.test('\u0085'), m(/.+/, 'a😀b\nc'), m(/^.$/, '😀'));
//> false true true true 0:['a😀b'] 0:['😀']

// --- anchors
console.log(m(/^b/, 'a\nb'), m(/^b/m, 'a\nb'), m(/a$/, 'a\nb'), m(/a$/m, 'a\nb'), m(/a$/, 'a\n'), m(/^$/m, 'a\n\nb'), m(/a$/m, 'a\r\nb'), m(/\Aa/, 'a'), m(/a\z/, 'a'), m(/a\Z/, 'a\n'));
//> null 2:['b'] null 0:['a'] 0:['a'] 2:[''] null 0:['a'] 0:['a'] 0:['a']

// --- ignoreCase
console.log(/abc/i.test('ABC'), /É/i.test('é'), /[a-z]/i.test('Q'), /ß/i.test('SS'), /Σ/i.test('ς'), /\u212a/i.test('k'), /(a)\1/i.test('aA'), /ı/i.test('I'));
//> true true true false true true true false

// --- escapes
console.log(m(/\x41\u0042/, 'AB'), m(/\t\n\v\f\r\0/, '\t\n\v\f\r\0'), m(/\cA/, '\x01'), m(/\//, '/'), m(/\./, '.'), m(/\-/, '-'));
x('\\u{43}', 'C');
x('\\ud83d\\ude00', '😀');
x('\\u00e9', 'é');
//> 0:['AB'] 0:['\t\n\u000b\f\r\u0000'] 0:['\u0001'] 0:['/'] 0:['.'] 0:['-']
//> null
//1> SyntaxError: pcre_compile("\ud83d\ude00") failed: disallowed Unicode code point (>= 0xd800 && <= 0xdfff) at "d\ude00"
//2> null
//> 0:['é']

// --- escapes: unusual letters
['e', 'a', 'h', 'q', 'y', 'Q.\\E', 'R', 'p{L}', 'pL', 'P{L}', 'X', 'G', 'K', 'N', 'o{101}', 'i', 'l', 'u', 'x', 'c', 'C', 'H', 'V', '8', '_', '%', '/'].forEach(e => { x('\\' + e, '\x1b\x07 éqy.\r\nLGi8_%/'); });
//> 0:['\u001b']
//> 1:['\u0007']
//> 2:[' ']
//1> 4:['q']
//1> 5:['y']
//2> SyntaxError: pcre_compile2("\q") failed: unrecognized character follows \ at "q"
//2> SyntaxError: pcre_compile2("\y") failed: unrecognized character follows \ at "y"
//> 6:['.']
//> 7:['\r\n']
//> 3:['é']
//> 3:['é']
//> 0:['\u001b']
//> 0:['\u001b']
//> 0:['']
//> 0:['']
//> 0:['\u001b']
//> null
//1> 11:['i']
//1> SyntaxError: pcre_compile("\l") failed: PCRE does not support \L, \l, \N{name}, \U, or \u at "l"
//2> SyntaxError: pcre_compile2("\i") failed: unrecognized character follows \ at "i"
//2> SyntaxError: pcre_compile2("\l") failed: PCRE2 does not support \F, \L, \l, \N{name}, \U, or \u at ""
//> null
//> null
//1> SyntaxError: pcre_compile("\c") failed: \c at end of pattern
//2> SyntaxError: pcre_compile2("\c") failed: \c at end of pattern at ""
//> 0:['\u001b']
//> 0:['\u001b']
//> 0:['\u001b']
//1> 12:['8']
//2> SyntaxError: pcre_compile2("\8") failed: reference to non-existent subpattern at "8"
//> 13:['_']
//> 14:['%']
//> 15:['/']

// --- octal escapes and back references
console.log(m(/(a)\1/, 'aa'), m(/(a)(b)\2\1/, 'abba'), m(/\1(a)/, 'aa'), m(/(?:a)|(b)\1/, 'bb'), m(/(a*)\1/, 'aaaa'), m(/\101/, 'A'));
x('\\2(a)', 'a');
x('(a)\\10', 'a\b');
x('\\g{1}(a)', 'aa');
//> 0:['aa','a'] 0:['abba','a','b'] 0:['a','a'] 0:['bb','b'] 0:['aaaa','aa'] 0:['A']
//1> SyntaxError: pcre_compile("\2(a)") failed: reference to non-existent subpattern
//2> SyntaxError: pcre_compile2("\2(a)") failed: reference to non-existent subpattern at "2(a)"
//> 0:['a\b','a']
//> 0:['a','a']

// --- named back references
console.log(m(/(?<q>['"]).*?\k<q>/, 'say "it\'s" now'), m(/(?<a>.)\k<a>/, 'abb'));
//> 4:['\'it's\'','\''] 1:['bb','b']

// --- lookahead
console.log(m(/a(?=b)/, 'acab'), m(/a(?!b)/, 'abac'), m(/(?=(a+))a*b\1/, 'baaabac'), m(/(?!foo)\w+/, 'foobar'), m(/^(?!.*\.php).*$/, 'a.html'), m(/(.*?)a(?!(a+)b\2c)\2(.*)/, 'baaabaac'));
//> 2:['a'] 2:['a'] 3:['aba','a'] 1:['oobar'] 0:['a.html'] 0:['baaabaac','ba',null,'abaac']

// --- lookbehind
console.log(m(/(?<=a)b/, 'bab'), m(/(?<!a)b/, 'abb'), m(/(?<=\$)\d+/, 'cost $42'), m(/(?<=ab|c)d/, 'cd'), m(/(?<![\d.])\d+/, '1.5 7'));
//> 2:['b'] 2:['b'] 6:['42'] 1:['d'] 0:['1']

// --- atomic groups and possessive quantifiers
console.log(m(/(?>a+)ab/, 'aaab'), m(/(?>a+)b/, 'aaab'), m(/a++b/, 'aaab'), m(/a++ab/, 'aaab'), m(/a*+a/, 'aaa'), m(/a?+a/, 'a'));
//> null 0:['aaab'] 0:['aaab'] null null null

// --- inline flags
console.log(m(/(?i)abc/, 'xABC'), m(/a(?i)b/, 'aB'), m(/(?i:a)b/, 'Ab'), m(/(?i:a)b/, 'AB'), m(/(?s)a.b/, 'a\nb'), m(/(?m)^b/, 'a\nb'), m(/(?x) a b # c/, 'ab'), m(/(?-i)a/i, 'A'));
//> 1:['ABC'] 0:['aB'] 0:['Ab'] null 0:['a\nb'] 2:['b'] 0:['ab'] null

// --- comments and conditionals
console.log(m(/a(?#comment)b/, 'ab'), m(/(a)?(?(1)b|c)/, 'ab'), m(/(a)?(?(1)b|c)/, 'c'));
//> 0:['ab'] 0:['ab','a'] 0:['c',null]

// --- recursion
console.log(m(/\((?:[^()]|(?R))*\)/, 'x(a(b)c)'));
//> 1:['(a(b)c)']

// --- POSIX classes
x('[[:alpha:]]+', '12ab');
x('[[:^digit:]]+', '12ab');
x('[[:space:]]', 'a b');
x('[a[:digit:]]+', 'xa1');
//1> SyntaxError: pcre_compile("[[:alpha:]\]+") failed: missing terminating ] for character class
//1> SyntaxError: pcre_compile("[[:^digit:]\]+") failed: missing terminating ] for character class
//1> SyntaxError: pcre_compile("[[:space:]\]") failed: missing terminating ] for character class
//1> SyntaxError: pcre_compile("[a[:digit:]\]+") failed: missing terminating ] for character class
//2> 2:['ab']
//2> 2:['ab']
//2> 1:[' ']
//2> 1:['a1']

// --- patterns outside of ASCII
console.log(m(/é+/, 'aéé'), m(/日.語/, 'x日本語'), m(/😀{2}/, '😀😀'), m(/[^a]/, 'a😀'), m(/[é日]+/, 'a日é'));
x('(?<é>a)', 'a');
//> 1:['éé'] 1:['日本語'] 0:['😀😀'] 1:['😀'] 1:['日é']
//1> SyntaxError: pcre_compile("(?<é>a)") failed: unrecognized character after (?< at "é>a)"
//2> 0:['a','a']

// --- a text of bytes outside of UTF-8 matches by bytes, 1.0
// versions: 1
console.log(/\xff/.test(String.bytesFrom([255])), /./.exec(String.bytesFrom([200, 65]))[0].length);
//> true 1

// --- empty pattern
console.log(m(new RegExp(''), 'abc'), m(/(?:)/, ''), m(/()/, 'a'), m(/|a/, 'a'), m(/a|/, 'b'));
//> 0:[''] 0:[''] 0:['',''] 0:[''] 0:['']

// --- long texts
console.log(/b$/.test('a'.repeat(10000) + 'b'), m(/a+b/, 'a'.repeat(100) + 'b').length, /^(?:a|b)*$/.test('ab'.repeat(500)), /^(a|b)*?$/.test('ab'.repeat(100)));
//> true 107 true true

// --- RegExp has no statics
/(a)/.exec('a');
console.log(RegExp.$1, RegExp.lastMatch, RegExp.input, RegExp.lastIndex);
//> undefined undefined undefined undefined

// --- typeof and toString tag
console.log(typeof /a/, Object.prototype.toString.call(/a/), /a/.constructor === RegExp, Object.keys(/a/).length);
//> object [object RegExp] true 0

// --- patterns that functions use
console.log(/^\/(?:blog|news)\/(\d+)\/?$/.exec('/blog/42/')[1], /\.(?:css|js|png)$/i.test('/a/B.PNG'), m(/^\/([a-z]{2})(?:\/|$)/, '/de/x'), /^(?:\d{1,3}\.){3}\d{1,3}$/.test('10.0.0.1'), m(/bot|crawler|spider/i, 'GoogleBot'), /^Bearer\s+([\w-]+\.[\w-]+\.[\w-]+)$/.test('Bearer a.b.c'));
//> 42 true 0:['/de/','de'] true 6:['Bot'] true
