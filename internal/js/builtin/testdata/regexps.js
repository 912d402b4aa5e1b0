// Regular expressions: constructor, exec, test, and the methods of strings with them. runtime.md 6.8.
//
// source: njs 0.4.3, 0.7.12
function show(f) { var v; try { v = f(); v = typeof v == 'string' || v !== null && typeof v == 'object' ? JSON.stringify(v) : String(v); } catch (e) { v = 'throws ' + e; } console.log(v); }
function list(f) { var l; try { l = f(); } catch (e) { l = ['throws ' + e]; } l.forEach(function(v) { console.log(typeof v == 'string' || v !== null && typeof v == 'object' ? JSON.stringify(v) : String(v)); }); }

// --- flags
list(() => [
  'g',
  'i',
  'm',
  'y',
  'gimy',
  'gg',
  'x',
  'u',
  's',
  'g1',
  'G',
  '',
].map(function(f) { try { return RegExp('a', f).flags + '' } catch (e) { return String(e) } }));
//1> "undefined"
//2> "g"
//1> "undefined"
//2> "i"
//1> "undefined"
//2> "m"
//1> "SyntaxError: Invalid RegExp flags \"y\""
//2> "y"
//1> "SyntaxError: Invalid RegExp flags \"gimy\""
//2> "gimy"
//> "SyntaxError: Invalid RegExp flags \"gg\""
//> "SyntaxError: Invalid RegExp flags \"x\""
//> "SyntaxError: Invalid RegExp flags \"u\""
//> "SyntaxError: Invalid RegExp flags \"s\""
//> "SyntaxError: Invalid RegExp flags \"g1\""
//> "SyntaxError: Invalid RegExp flags \"G\""
//1> "undefined"
//2> ""

// --- constructor
list(() => [
  RegExp('a') + '',
  new RegExp(/a/g) + '',
  RegExp(/a/g, 'i') + '',
  RegExp() + '',
  RegExp(undefined, 'g') + '',
  RegExp('') + '',
  RegExp(null) + '',
  RegExp(5) + '',
  RegExp('/') + '',
  RegExp('\n') + '',
  new RegExp('a/b', 'g').source,
  RegExp(/a/i, undefined) + '',
]);
show(() => RegExp('['));
show(() => RegExp('('));
show(() => RegExp('a', 'gg'));
show(() => RegExp(Symbol()));
show(() => RegExp('a', Symbol()));
//> "/a/"
//> "/a/g"
//> "/a/i"
//> "/(?:)/"
//> "/(?:)/g"
//> "/(?:)/"
//> "/null/"
//> "/5/"
//> "///"
//> "/\n/"
//> "a/b"
//> "/a/i"
//1> throws SyntaxError: pcre_compile("[") failed: missing terminating ] for character class
//2> throws SyntaxError: pcre_compile2("[") failed: missing terminating ] for character class at ""
//1> throws SyntaxError: pcre_compile("(") failed: missing )
//2> throws SyntaxError: pcre_compile2("(") failed: missing closing parenthesis at ""
//> throws SyntaxError: Invalid RegExp flags "gg"
//> throws TypeError: Cannot convert a Symbol value to a string
//> throws TypeError: Cannot convert a Symbol value to a string

// --- properties
show(function() { var r = /a/gi; return [r.global, r.ignoreCase, r.multiline, r.sticky, r.source, r.flags, r.lastIndex, Object.getOwnPropertyNames(r)] });
show(() => [RegExp.prototype.global, RegExp.prototype.source, RegExp.prototype.toString()].map(String));
//1> [true,true,false,null,"a",null,0,["lastIndex"]]
//2> [true,true,false,false,"a","gi",0,["lastIndex"]]
//1> ["false","(?:)","/(?:)/"]
//2> ["undefined","(?:)","/(?:)/"]

// --- getters: wrong receivers
show(() => RegExp.prototype.toString.call({source: 'x', flags: 'q'}));
show(() => RegExp.prototype.toString.call(1));
//1> throws TypeError: "this" argument is not a regexp
//2> "/x/q"
//1> throws TypeError: "this" argument is not a regexp
//2> throws TypeError: "this" argument is not an object

// --- getters: taken from the descriptor
show(() => Object.getOwnPropertyDescriptor(RegExp.prototype, 'global').get.call({}));
show(() => Object.getOwnPropertyDescriptor(RegExp.prototype, 'source').get.call(1));
//1> throws TypeError: cannot get property "call" of undefined
//1> throws TypeError: cannot get property "call" of undefined
//2> throws TypeError: "this" argument is not a regexp
//2> throws TypeError: "this" argument is not an object

// --- flags: other receivers
show(() => Object.getOwnPropertyDescriptor(RegExp.prototype, 'flags').get.call({global: 1, sticky: 'x'}));
//1> throws TypeError: cannot get property "get" of undefined
//2> "gy"

// --- exec
show(function() { var m = /(a)(b)?/.exec('xac'); return [m, m.index, m.input, String(m.groups), m.length, m[2] === undefined] });
show(() => String(/z/.exec('a')));
show(() => /undefined/.exec());
show(() => RegExp.prototype.exec.call({}, 'a'));
//> [["a","a",null],1,"xac","undefined",3,true]
//> "null"
//> ["undefined"]
//> throws TypeError: "this" argument is not a regexp

// --- test: receivers
show(() => RegExp.prototype.test.call({}, 'a'));
show(() => RegExp.prototype.test.call(1, 'a'));
show(() => RegExp.prototype.test.call({exec: function() { return null }}, 'a'));
show(() => RegExp.prototype.test.call({exec: function() { return 5 }}, 'a'));
//1> throws TypeError: "this" argument is not a regexp
//2> throws TypeError: receiver argument is not a regexp
//1> throws TypeError: "this" argument is not a regexp
//2> throws TypeError: "this" argument is not an object
//1> throws TypeError: "this" argument is not a regexp
//2> false
//1> throws TypeError: "this" argument is not a regexp
//2> throws TypeError: unexpected "number" retval in njs_regexp_exec()

// --- lastIndex of exec
show(function() { var r = /a/g, l = []; for (var i = 0; i < 4; i++) { var m = r.exec('aba'); l.push(m && m.index, r.lastIndex) } return l });
show(function() { var r = /β/g, l = []; for (var i = 0; i < 4; i++) { var m = r.exec('αβγβ'); l.push(m && m.index, r.lastIndex) } return l });
//> [0,1,2,3,null,0,0,1]
//> [1,2,3,4,null,0,1,2]

// --- lastIndex of test
show(function() { var r = /a/g, l = []; for (var i = 0; i < 4; i++) l.push(r.test('aba'), r.lastIndex); return l });
//1> [true,1,true,2,true,3,true,4]
//2> [true,1,true,3,false,0,true,1]

// --- lastIndex: values
show(function() { var r = /a/g; r.lastIndex = 1; var m = r.exec('aba'); var l = [m.index, r.lastIndex]; r.lastIndex = '1'; l.push(r.exec('aba').index); r.lastIndex = 10; l.push(r.exec('aba'), r.lastIndex); r.lastIndex = -5; l.push(r.exec('aba').index); return l });
show(function() { var r = /a/; r.lastIndex = 2; return [r.exec('aba').index, r.lastIndex] });
show(function() { var r = /a/g; r.lastIndex = {valueOf: function() { return 1 }}; return r.exec('aba').index });
show(function() { var r = /a/g; r.lastIndex = Symbol(); return r.exec('aba') });
//> [2,3,2,null,0,0]
//> [0,2]
//> 2
//> throws TypeError: Cannot convert a Symbol value to a number

// --- sticky
show(function() { var r = RegExp('a', 'y'), l = []; for (var i = 0; i < 4; i++) l.push(r.test('aab'), r.lastIndex); r.lastIndex = 1; l.push(r.exec('baa').index, r.exec('baa').index, r.exec('baa'), r.lastIndex); return l });
list(() => [
  'aab'.replace(RegExp('a', 'y'), 'x'),
  'aabaa'.replace(RegExp('a', 'gy'), 'x'),
  'baa'.replace(RegExp('a', 'gy'), 'x'),
  'aab'.match(RegExp('a', 'gy')),
  'aab'.split(RegExp('a', 'y')),
  'baab'.search(RegExp('a', 'y')),
]);
//1> throws SyntaxError: Invalid RegExp flags "y"
//1> "throws SyntaxError: Invalid RegExp flags \"y\""
//2> [true,1,true,2,false,0,true,1,1,2,null,0]
//2> "xab"
//2> "xxbaa"
//2> "baa"
//2> ["a","a"]
//2> ["","","b"]
//2> -1

// --- named groups
show(function() { var m = /(?<y>\d+)-(?<m>\d+)/.exec('2020-05'); return [m.groups, m.groups.y, Object.getPrototypeOf(m.groups) === Object.prototype, Object.keys(m.groups).sort()] });
show(() => Object.keys(/(?<a>x)|(?<b>y)/.exec('y').groups));
//> [{"m":"05","y":"2020"},"2020",true,["m","y"]]
//> ["a","b"]

// --- replace: function
show(() => 'aXbX'.replace(/X/g, function(m, p, s) { return '[' + m + p + s + ']' }));
show(() => 'ab'.replace(/(?<x>a)(z)?/, function() { return JSON.stringify(Array.prototype.slice.call(arguments)) }));
show(function() { var l = []; 'abc'.replace(/./g, function(m) { l.push(m); return m }); return l });
show(() => 'a-b'.replace(/./g, function(m) { return m.replace(/-/g, '+') }));
show(() => 'a'.replace(/a/, function() { throw new Error('x') }));
show(() => 'abc'.replace(/b/, function() { return {toString: function() { return 'Z' }} }));
show(() => 'abc'.replace(/b/, function() { return typeof this }));
//> "a[X1aXbX]b[X3aXbX]"
//> "[\"a\",\"a\",null,0,\"ab\",{\"x\":\"a\"}]b"
//> ["a","b","c"]
//> "a+b"
//> throws Error: x
//> "aZc"
//> "aundefinedc"

// --- replace: replacement text
list(() => [
  'abc'.replace(/b/),
  'abc'.replace(/b/, null),
  'abc'.replace(/b/, 5),
  'abc'.replace(/(x)?b/, '[$1]'),
  'abc'.replace(/b/, '$0$1$2'),
  'abc'.replace(/(b)/, '$01$10$001$1a'),
  'abc'.replace(/b/, '$'),
  'abc'.replace(/b/, '$$$'),
  'abc'.replace(/b/, '$<a>'),
  'abc'.replace(/(?<a>b)/, '$<a>$<z>$<a'),
  "abc".replace(/b/, "$`|$'|$&"),
]);
//> "aundefinedc"
//> "anullc"
//> "a5c"
//> "a[]c"
//> "a$0$1$2c"
//> "abb0$001bac"
//> "a$c"
//> "a$$c"
//> "a$<a>c"
//> "ab$<ac"
//> "aa|c|bc"

// --- replace: matches of nothing
list(() => [
  'abc'.replace(/(?:)/g, '-'),
  'abc'.replace(/x*/g, '-'),
  'αβ'.replace(/x*/g, '-'),
  ''.replace(/(?:)/g, '-'),
  'abc'.replace(/$/, '!'),
  'abc'.replace(/^/g, '>'),
  'a\nb'.replace(/^/gm, '>'),
]);
//> "-a-b-c-"
//> "-a-b-c-"
//> "-α-β-"
//> "-"
//> "abc!"
//> ">abc"
//> ">a\n>b"

// --- replace: lastIndex
show(function() { var r = /a/g; r.lastIndex = 5; var s = 'aba'.replace(r, 'x'); return [s, r.lastIndex] });
//> ["xbx",0]

// --- replace: exec of its own
show(function() { var r = /a/; r.exec = function(s) { var m = ['b', 'q']; m.index = 1; return m }; return ['abc'.replace(r, '[$&$1]'), r.test('zzz')] });
//1> ["a[bq]c",false]
//2> ["a[bq]c",true]

// --- replace: Symbol.replace
show(() => 'abc'.replace({[Symbol.replace]: function(s, r) { return s + r + this.x }, x: 1}, 'R'));
show(() => 'abc'.replace({[Symbol.replace]: 5}, 'R'));
show(() => [/b/[Symbol.replace]('abc', 'x'), /b/g[Symbol.replace]('abb', '$&$&')]);
show(() => RegExp.prototype[Symbol.replace].call(1, 'a', 'b'));
//> "abcR1"
//> throws TypeError: method is not callable
//> ["axc","abbbb"]
//> throws TypeError: "this" is not object

// --- replace: what is no expression
show(() => RegExp.prototype[Symbol.replace].call({exec: function() { return null }}, 'a', 'b'));
show(() => RegExp.prototype[Symbol.replace].call({}, 'a', 'b'));
show(function() { var n = 0; return RegExp.prototype[Symbol.replace].call({global: true, exec: function() { return n++ < 2 ? {0: 'a', index: n, length: 1} : null }}, 'xayaz', 'R') });
//> "a"
//> throws TypeError: receiver argument is not a regexp
//> "xRRaz"

// --- split
list(() => [
  'a1b2c'.split(/\d/),
  'a1b2c'.split(/(\d)/),
  'a1b2c'.split(/(\d)/, 3),
  'abc'.split(/(?:)/),
  'abc'.split(/x*/),
  'abc'.split(/(x)*/),
  ''.split(/x/),
  ''.split(/(?:)/),
  'aXXb'.split(/X/),
  'XaX'.split(/X/),
  'a,b, c'.split(/\s*,\s*/),
  'αβγ'.split(/β/),
  'αβγ'.split(/(?:)/),
  'abc'.split(/^/),
  'a\nb'.split(/^/m),
  'ab'.split(/(?=b)/),
  'ab'.split(/(?<=a)/),
  'aab'.split(/^a/),
  'test'.split(/(?:)/, -1),
  'A<B>bold</B>'.split(/<(\/)?([^<>]+)>/),
]);
//> ["a","b","c"]
//1> ["a","b","c"]
//2> ["a","1","b","2","c"]
//1> ["a","b","c"]
//2> ["a","1","b"]
//> ["a","b","c"]
//> ["a","b","c"]
//1> ["a","b","c"]
//2> ["a",null,"b",null,"c"]
//> [""]
//1> [""]
//2> []
//> ["a","","b"]
//> ["","a",""]
//> ["a","b","c"]
//> ["α","γ"]
//> ["α","β","γ"]
//1> ["a","b","c"]
//2> ["abc"]
//1> ["a","\n","b"]
//2> ["a\n","b"]
//1> ["ab"]
//2> ["a","b"]
//1> ["ab"]
//2> ["a","b"]
//1> ["","","b"]
//2> ["","ab"]
//> ["t","e","s","t"]
//1> ["A","bold",""]
//2> ["A",null,"B","bold","/","B",""]

// --- split at the end, unlike the reference
// differs in 1: in version 1 the reference reads beyond the end of the text
show(() => 'abc'.split(/$/));
//> ["abc"]

// --- split: limit
list(() => [
  'a,b,c'.split(/,/, 2),
  'a,b,c'.split(/,/, 0),
  'a,b,c'.split(/,/, undefined),
  'a,b,c'.split(/,/, '1'),
  'a,b,c'.split(/,/, 4294967297),
]);
//> ["a","b"]
//> []
//1> []
//2> ["a","b","c"]
//> ["a"]
//> ["a"]

// --- split: Symbol.split
show(() => 'abc'.split({[Symbol.split]: function(s, l) { return s + l }}, 3));
show(() => /b/[Symbol.split]('abc'));
show(() => RegExp.prototype[Symbol.split].call(1, 'a'));
//1> ["abc"]
//2> "abc3"
//1> throws TypeError: (intermediate value)["Symbol(Symbol.split)"] is not a function
//2> ["a","c"]
//1> throws TypeError: cannot get property "call" of undefined
//2> throws TypeError: "this" is not object

// --- split: species
show(function() { var r = /b/; r.constructor = function(p, f) { this.f = f; this.exec = function(s) { return null }; }; return 'abc'.split(r) });
show(function() { var r = /b/; var log = []; r.constructor = {}; r.constructor[Symbol.species] = function(p, f) { log.push(String(p), f); return /b/ }; return ['abc'.split(r), log] });
show(function() { var r = /b/; r.exec = function() { return null }; return 'abc'.split(r) });
//> ["a","c"]
//1> [["a","c"],[]]
//2> [["a","b","c"],["/b/","y"]]
//> ["a","c"]

// --- match
list(() => [
  'abcabc'.match(/b/g),
  'abc'.match(/x/g),
  String('abc'.match(/x/)),
  'aaa'.match(/^a/g),
  'ab'.match(/$/g),
  'abc'.match(/b*/g),
  'αβα'.match(/α/g),
  'αβγ'.match(/β*/g),
  'a.c'.match('.')[0],
  '5'.match(5).index,
  'null'.match(null)[0],
  'abab'.match(/(?<=a)b/g),
  'abab'.match(/a(?=b)/g),
]);
show(function() { var m = 'abc'.match(); return [m, m.index, m.input] });
show(function() { var r = /a/g; r.lastIndex = 2; return ['aba'.match(r), r.lastIndex] });
show(() => 'a'.match('('));
//> ["b","b"]
//> []
//> "null"
//> ["a","a","a"]
//> ["",""]
//> ["","b","",""]
//> ["α","α"]
//> ["","β","",""]
//> "a"
//> 0
//> "null"
//> ["b","b"]
//> ["a","a"]
//> [[""],0,"undefined"]
//> [["a","a"],0]
//1> throws SyntaxError: pcre_compile("(") failed: missing )
//2> throws SyntaxError: pcre_compile2("(") failed: missing closing parenthesis at ""

// --- search
show(function() { var r = /b/g; r.lastIndex = 3; return ['abcb'.search(r), r.lastIndex, 'abc'.search('c'), 'abc'.search(/z/), 'αβγ'.search('γ'), 'abc'.search(''), 'abc'.search(null), 'a.c'.search('.')] });
show(() => 'a'.search('['));
//> [1,3,2,-1,2,0,-1,0]
//1> throws SyntaxError: pcre_compile("[") failed: missing terminating ] for character class
//2> throws SyntaxError: pcre_compile2("[") failed: missing terminating ] for character class at ""

// --- replaceAll
list(() => [
  'aXbX'.replaceAll(/X/g, 'y'),
  'aXbX'.replaceAll('X', function(m, p) { return p }),
  'a.b.'.replaceAll('.', '$&$&'),
  'aaa'.replaceAll('aa', 'b'),
  'abc'.replaceAll('', '-'),
  'αβα'.replaceAll('α', '$`'),
  'abc'.replaceAll(undefined, 'x'),
  'abc'.replaceAll('z', 'x'),
]);
show(function() { var r = /a/; r.flags2 = 1; return 'a'.replaceAll({[Symbol.replace]: function() { return 'C' }}, 'x') });
//1> "throws TypeError: (intermediate value)[\"replaceAll\"] is not a function"
//1> throws TypeError: (intermediate value)["replaceAll"] is not a function
//2> "ayby"
//2> "a1b3"
//2> "a..b.."
//2> "ba"
//2> "-a-b-c-"
//2> "βαβ"
//2> "abc"
//2> "abc"
//2> "C"

// --- texts that are not ASCII
list(() => [
  'aé'.replace(/é/, 'e'),
  /^.$/.test('é'),
  /^.$/.test('😀'),
  'é'.match(/./)[0].length,
  /[à-ü]/.test('é'),
  /\u00e9/.test('é'),
  /É/i.test('é'),
]);
//> "ae"
//> true
//> true
//> 1
//> true
//> true
//> true

// --- frozen
show(function() { var r = Object.freeze(/a/g); return [r.test('aa'), 'aab'.replace(r, 'x'), 'aab'.match(r)] });
//> [true,"xxb",["a","a"]]

// --- assigning to properties
show(function() { var r = /a/; r.global = true; return r.global });
show(function() { var r = /a/; r.source = 'x'; return r.source });
//1> throws TypeError: Cannot assign to read-only property "global" of regexp
//2> throws TypeError: Cannot set property "global" of regexp which has only a getter
//1> throws TypeError: Cannot assign to read-only property "source" of regexp
//2> throws TypeError: Cannot set property "source" of regexp which has only a getter

// --- JSON.stringify
show(() => JSON.stringify(/a/g) + JSON.stringify(/a/.exec('a')));
//> "{}[\"a\"]"

// --- a literal makes a new one each time
show(function() { var l = []; for (var i = 0; i < 2; i++) { var r = /a/g; l.push(r.lastIndex); r.exec('a') } return l });
//> [0,0]
