// The querystring module. runtime.md 8.2.
//
// source: njs 0.4.3, 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }
function q() { return require('querystring'); }
function p() { var q = require('querystring'), r = q.parse.apply(q, arguments); return Object.keys(r).map(k => JSON.stringify(k) + ':' + JSON.stringify(r[k])).join(' ') || '(none)'; }

// --- parse
// source: njs 0.7.12; aws-doc runtime 1.0 and 2.0, querystring
console.log(p('a=1&b=2'));
console.log(p('name=value&abc=xyz&abc=123'));
console.log(p('a=1&a=2&a=3'));
console.log(p(''));
console.log(p('a'));
console.log(p('a='));
console.log(p('=x'));
console.log(p('='));
console.log(p('a=b=c'));
console.log(p('&&a=1&&b=2&'));
console.log(p('a&a&a=1'));
console.log(p('?a=1'));
console.log(p('a=1;b=2'));
console.log(p('a[]=1&a[]=2'));
//> "a":"1" "b":"2"
//> "name":"value" "abc":["xyz","123"]
//> "a":["1","2","3"]
//> (none)
//> "a":""
//> "a":""
//> "":"x"
//> "":""
//> "a":"b=c"
//> "a":"1" "b":"2"
//1> "a&a&a":"" "a&a":"" "a":"1"
//2> "a":["","","1"]
//> "?a":"1"
//> "a":"1;b=2"
//> "a[]":["1","2"]

// --- parse: escapes
console.log(p('a%20b=c%26d&e+f=g+h'));
console.log(p('%C3%A9=%F0%9F%98%80'));
console.log(p('a=%F6'));
console.log(p('a=%'));
console.log(p('a=%F&b=%FG&c=%41%'));
console.log(p('a=%zz&%41=%42'));
console.log(p('é=😀'));
console.log(p('a=%00'));
console.log(p('a=%E2%82'));
//> "a b":"c&d" "e f":"g h"
//> "é":"😀"
//> "a":"�"
//> "a":"%"
//> "a":"%F" "b":"%FG" "c":"A%"
//> "a":"%zz" "A":"B"
//> "é":"😀"
//> "a":"\u0000"
//> "a":"�"

// --- parse: separators
// source: njs 0.7.12; aws-doc runtime 1.0 and 2.0, querystring
console.log(p('a=1;b=2', ';'));
console.log(p('a:1;b:2', ';', ':'));
console.log(p('a->1&&b->2', '&&', '->'));
console.log(p('a=1&b=2', ''));
console.log(p('a=1&b=2', null, null));
console.log(p('a=1&b=2', undefined, ''));
console.log(p('a=1&b=2', 5));
console.log(p('a51b', '1', '5'));
console.log(p('aéx😀b', 'é', '😀'));
//> "a":"1" "b":"2"
//> "a":"1" "b":"2"
//> "a":"1" "b":"2"
//> "a":"1" "b":"2"
//> "a":"1" "b":"2"
//> "a":"1" "b":"2"
//> "a":"1&b=2"
//> "a":"" "b":""
//1> "aéx":"" "x":"b"
//2> "a":"" "x":"b"

// --- parse: maxKeys
console.log(p('a=1&b=2&c=3', null, null, {maxKeys: 1}));
console.log(p('a=1&b=2&c=3', null, null, {maxKeys: 2}));
console.log(p('a=1&b=2&c=3', null, null, {maxKeys: 0}));
console.log(p('a=1&b=2&c=3', null, null, {maxKeys: -1}));
console.log(p('a=1&b=2&c=3', null, null, {maxKeys: '2'}));
console.log(p('a=1&b=2&c=3', null, null, {maxKeys: NaN}));
console.log(p('a=1&a=2&b=3', null, null, {maxKeys: 2}));
console.log(p('a=1&b=2', null, null, {}));
console.log(p('a=1&b=2', null, null, null));
//> "a":"1"
//> "a":"1" "b":"2"
//> "a":"1" "b":"2" "c":"3"
//> "a":"1" "b":"2" "c":"3"
//> "a":"1" "b":"2"
//> "a":"1" "b":"2" "c":"3"
//> "a":["1","2"]
//> "a":"1" "b":"2"
//> "a":"1" "b":"2"

// --- parse: a thousand names by default
var s = [];
for (var i = 0; i < 1100; i++) s.push('k' + i + '=v');
console.log(Object.keys(q().parse(s.join('&'))).length, Object.keys(q().parse(s.join('&'), null, null, {maxKeys: 0})).length);
//> 1000 1100

// --- parse: decodeURIComponent
console.log(p('a=%41', null, null, {decodeURIComponent: s => '<' + s + '>'}));
console.log(p('a=+b', null, null, {decodeURIComponent: s => s}));
show(() => p('a=%41', null, null, {decodeURIComponent: 1}));
show(() => p('a=1', null, null, {decodeURIComponent: () => { throw new Error('own'); }}));
//> "<a>":"<%41>"
//> "a":"+b"
//> TypeError: option decodeURIComponent is not a function
//> Error: own

// --- parse: what is no string
show(() => p());
show(() => p(null));
show(() => p(1));
show(() => p({}));
show(() => p(['a=1']));
show(() => p(new String('a=1')));
show(() => p(Symbol()));
//> (none)
//> (none)
//> (none)
//> (none)
//> (none)
//> (none)
//> (none)

// --- parse: the result is an ordinary object
var r = q().parse('a=1');
console.log(typeof r, Object.getPrototypeOf(r) === Object.prototype || Object.getPrototypeOf(r), r.a, JSON.stringify(r));
//> object null 1 {"a":"1"}

// --- parse: names of Object.prototype
var r = q().parse('constructor=1&toString=2&hasOwnProperty=3');
console.log(r.constructor, typeof r.toString, typeof r.hasOwnProperty);
//> 1 string string

// --- parse: __proto__
console.log(Object.keys(q().parse('__proto__=1')).join() || 'none', q().parse('__proto__=1').__proto__ === Object.prototype);
//> __proto__ false

// --- stringify
// source: njs 0.7.12; aws-doc runtime 1.0 and 2.0, querystring
// differs in 1: njs 0.4.3 forgets the separator before a list and the = of an empty value, against aws-doc (runtime.md 8.2)
var s = (...a) => JSON.stringify(q().stringify.apply(q(), a));
console.log(s({name: 'value', abc: ['xyz', '123'], anotherName: ''}), s({a: 1, b: true, c: 'x'}), s({}), s({a: []}), s({a: ['']}), s({a: 'b c&d=e', 'f g': 'é😀'}), s({a: "-_.!~*'()"}), s({'': 'x'}));
//> "name=value&abc=xyz&abc=123&anotherName=" "a=1&b=true&c=x" "" "" "a=" "a=b%20c%26d%3De&f%20g=%C3%A9%F0%9F%98%80" "a=-_.!~*'()" "=x"

// --- stringify: values of other kinds
// source: njs 0.7.12; aws-doc runtime 1.0 and 2.0, querystring
var s = v => JSON.stringify(q().stringify({a: v}));
console.log(s(undefined), s(null), s(NaN), s(Infinity), s({}), s(() => 1), s(0), s(-1.5), s(1e21), s(false), s(new Date(0)), s(new String('x')), s([1, undefined, null, {}, [2]]), s([[1, 2]]));
//1> "a=undefined" "a=null" "a=NaN" "a=Infinity" "a=%5Bobject%20Object%5D" "a=%5Bobject%20Function%5D" "a=0" "a=-1.5" "a=1e%2B21" "a=false" "a=Thu%20Jan%2001%201970%2000%3A00%3A00%20GMT%2B0000" "a=x" "a=1&a=undefined&a=null&a=%5Bobject%20Object%5D&a=2" "a=1%2C2"
//2> "a=" "a=" "a=" "a=" "a=" "a=" "a=0" "a=-1.5" "a=1e%2B21" "a=false" "a=" "a=" "a=1&a=&a=&a=&a=" "a="

// --- stringify: symbol
show(() => q().stringify({a: Symbol('s')}));
//1> TypeError: Cannot convert a Symbol value to a string
//2> a=

// --- stringify: what is no object
// source: njs 0.7.12; aws-doc runtime 1.0 and 2.0, querystring
var s = v => JSON.stringify(q().stringify(v));
show(() => s());
show(() => s(null));
show(() => s('abc'));
show(() => s(1));
show(() => s(['a', 'b']));
show(() => s(() => 1));
show(() => s(Symbol()));
show(() => s(new Date(0)));
//> ""
//> ""
//> ""
//> ""
//1> "0=a&1=b&length=2"
//1> "length=0"
//2> "0=a&1=b"
//> ""
//> ""
//2> ""

// --- stringify: separators
var s = (...a) => q().stringify.apply(q(), a);
console.log(s({a: 1, b: 2}, ';'), s({a: 1, b: 2}, ';', ':'), s({a: [1, 2]}, '&&', '->'), s({a: 1, b: 2}, '', ''), s({a: 1, b: 2}, null, undefined), s({a: 1, b: 2}, 5, 6));
//> a=1;b=2 a:1;b:2 a->1&&a->2 a=1&b=2 a=1&b=2 a615b62

// --- stringify: encodeURIComponent
var s = (...a) => q().stringify.apply(q(), a);
console.log(s({a: 'b c'}, null, null, {encodeURIComponent: t => '<' + t + '>'}), s({a: [1]}, null, null, {encodeURIComponent: t => typeof t}));
show(() => s({a: 'b'}, null, null, {encodeURIComponent: 1}));
show(() => s({a: 'b'}, null, null, {encodeURIComponent: () => { throw new Error('own'); }}));
//> <a>=<b c> string=string
//> TypeError: option encodeURIComponent is not a function
//> Error: own

// --- stringify: own enumerable names only
// source: njs 0.7.12; aws-doc runtime 1.0 and 2.0, querystring
var o = Object.create({inherited: 1});
o.own = 2;
Object.defineProperty(o, 'hidden', {value: 3});
o[Symbol('s')] = 4;
console.log(q().stringify(o));
//1> own=2&hidden=3
//2> own=2

// --- stringify: the querystring of an event does not work
// source: njs 0.4.3, 0.7.12; aws-samples PR 48 (runtime.md 8.2)
console.log(q().stringify({a: {value: '1'}}));
//1> a=%5Bobject%20Object%5D
//2> a=

// --- escape and unescape
console.log(q().escape('a b&c=d/é😀+\'()*!~'), q().unescape('a%20b%26%C3%A9+'), q().escape(1), q().unescape(12), q().unescape('%'), q().unescape('%F6').length, q().escape('') === '');
show(() => q().escape());
show(() => q().unescape());
show(() => q().escape(Symbol()));
show(() => q().escape({}));
//> a%20b%26c%3Dd%2F%C3%A9%F0%9F%98%80%2B'()*!~ a b&é  1 12 % 1 true
//> undefined
//> undefined
//> TypeError: Cannot convert a Symbol value to a string
//> %5Bobject%20Object%5D

// --- aliases
console.log(q().decode === q().parse, q().encode === q().stringify, JSON.stringify(q().decode('a=1')), q().encode({a: 1}));
//> false false {"a":"1"} a=1

// --- escape and unescape can be replaced
var m = require('querystring');
m.unescape = s => 'U' + s;
m.escape = s => 'E' + s;
show(() => JSON.stringify(m.parse('a=%41')));
show(() => m.stringify({a: 'b'}));
//> {"Ua":"U%41"}
//> Ea=Eb

// --- escape and unescape replaced by what is no function
var m = require('querystring');
m.unescape = 1;
show(() => JSON.stringify(m.parse('a=%41')));
m.escape = {};
show(() => m.stringify({a: 'b'}));
//> TypeError: QueryString.unescape is not a function
//> TypeError: QueryString.escape is not a function

// --- round trip
// source: njs 0.7.12; aws-doc runtime 1.0 and 2.0, querystring
// differs in 1: njs 0.4.3 forgets the separator before a list and the = of an empty value, against aws-doc (runtime.md 8.2)
var o = {a: '1', b: ['x y', 'é'], c: '&=+%'};
console.log(JSON.stringify(q().parse(q().stringify(o))) === JSON.stringify(o));
//> true
