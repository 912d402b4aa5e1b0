// console.log: how values are written. The njs command line writes all arguments; CloudFront Functions document one
// only (runtime.md 9), which is the host's matter.
//
// source: njs 0.4.3, 0.7.12

// --- primitives
console.log('a');
console.log('');
console.log(1, -0, NaN, Infinity, 1e21, 0.1);
console.log(true, false, null, undefined);
console.log(Symbol('s'), Symbol());
//> a
//>
//> 1 -0 NaN Infinity 1e+21 0.1
//> true false null undefined
//> Symbol(s) Symbol()

// --- strings: at top level as they are, inside with quotes
console.log('it\'s "x"', ['it\'s "x"', 'a\nb', 'tab\t', '\\'], {k: 'v'});
//> it's "x" ['it's "x"','a\nb','tab\t','\\'] {k:'v'}

// --- strings: control characters
console.log(JSON.stringify('\u0001'), ['\u0001\u007f'].length);
//> "\u0001" 1

// --- several arguments
console.log('a', 1, [2], {b: 3});
console.log();
console.log('%s %d', 'x', 1);
//> a 1 [2] {b:3}
//> %s %d x 1

// --- line ends
console.log('a\nb');
console.log('a', 'b\n');
//> a
//> b
//> a b
//>

// --- arrays
console.log([], [1], [1, 'a', null, undefined, true, NaN, -0], [[]], [[1, [2, [3]]]], [,], [1, , 2], [, ,]);
//1> [] [1] [1,'a',null,undefined,true,NaN,-0] [[]] [[1,[2,[3]]]] [<empty>] [1,<empty>,2] [<empty>,<empty>]
//2> [] [1] [1,'a',null,undefined,true,NaN,-0] [[]] [[1,[2,[3]]]] [<empty>] [1,<empty>,2] [<2 empty items>]

// --- arrays: many holes
console.log([1, , , , 2], new Array(3), new Array(1));
//1> [1,<empty>,<empty>,<empty>,2] [<empty>,<empty>,<empty>] [<empty>]
//2> [1,<3 empty items>,2] [<3 empty items>] [<empty>]

// --- arrays with properties
var a = [1, 2];
a.x = 'y';
console.log(a);
//1> [1,2]
//2> [1,2,x:'y']

// --- objects
console.log({}, {a: 1}, {a: {b: {c: 1}}}, {a: [1, {b: 2}]}, {'a b': 1, 'c-d': 2}, {1: 'x'}, {'': 1});
//> {} {a:1} {a:{b:{c:1}}} {a:[1,{b:2}]} {a b:1,c-d:2} {1:'x'} {:1}

// --- objects: symbols as names
console.log({a: 2, [Symbol('s')]: 1});
//> {a:2,Symbol(s):1}

// --- objects: functions
console.log({f: function () {}, g: () => 1, h() {}, i: Math.max, j: function named() {}});
//1> {f:[Function],g:[Function],h:[Function],i:[Function: native],j:[Function]}
//2> {f:[Function: f],g:[Function: g],h:[Function: h],i:[Function: max],j:[Function: j]}

// --- functions
console.log(function () {}, () => 1, function named() {}, Math.max, Array, console.log);
//1> [Function] [Function] [Function] [Function: native] [Function: native] [Function: native]
//2> [Function] [Function] [Function: named] [Function: max] [Function: Array] [Function: log]

// --- objects: getters and setters
console.log({get a() { return 1; }}, {set a(v) {}}, {get a() { return 1; }, set a(v) {}});
//> {a:'[Getter]'} {a:'[Setter]'} {a:'[Getter/Setter]'}

// --- objects: hidden properties
console.log(Object.defineProperty({v: 1}, 'hidden', {value: 2}));
//> {v:1}

// --- objects without prototype
console.log(Object.create(null), Object.assign(Object.create(null), {a: 1}));
//> {} {a:1}

// --- objects of constructors
function A() { this.x = 1; }
console.log(new A(), [new A()], Object.create({inherited: 1}));
//> {x:1} [{x:1}] {}

// --- objects with Symbol.toStringTag
console.log({a: 1, [Symbol.toStringTag]: 'Tag'});
//> Tag {a:1,Symbol(Symbol.toStringTag):'Tag'}

// --- objects of primitives
console.log(new Number(1), new String('a'), new Boolean(false), Object(Symbol('s')), [new Number(2)], new Number(-0));
//> [Number: 1] [String: 'a'] [Boolean: false] [Symbol: Symbol(s)] [[Number: 2]] [Number: -0]

// --- dates
console.log(new Date(0), [new Date(86400000)], new Date(NaN));
//> 1970-01-01T00:00:00.000Z [1970-01-02T00:00:00.000Z] Invalid Date

// --- regular expressions
console.log(/a/g, [/b/i], {r: /c/});
//> /a/g [/b/i] {r:/c/}

// --- errors
console.log(new Error('m'), new TypeError('t'), [new Error('in array')], {e: new RangeError()});
//> Error: m TypeError: t [Error: in array] {e:RangeError}

// --- errors with properties
var e = new Error('m');
e.code = 1;
console.log(e);
//> Error: m

// --- errors that were thrown
try { null.x; } catch (e) { console.log([e].length, e); }
//1> 1 TypeError: cannot get property "x" of undefined
//2> 1 TypeError: cannot get property "x" of null
//>     at main (:1)
//>

// --- matches
console.log(/(?<n>b)/.exec('abc'), 'aba'.match(/a/g));
//1> ['b','b'] ['a','a']
//2> ['b','b',groups:{n:'b'},index:1,input:'abc'] ['a','a']

// --- arguments
(function () { console.log(arguments); })(1, 'a');
//> {0:1,1:'a'}

// --- typed arrays and buffers
console.log(new Uint8Array([1, 2]), new Float32Array([0.5]), new Uint8Array(0), new ArrayBuffer(2));
//> Uint8Array [1,2] Float32Array [0.5] Uint8Array [] ArrayBuffer {}

// --- Buffer and DataView
// versions: 2
console.log(Buffer.from('abc'), new DataView(new ArrayBuffer(1)), [Buffer.alloc(2)], Buffer.from(''));
//> Buffer [97,98,99] DataView {} [Buffer [0,0]] Buffer []

// --- built-in objects
console.log(Math, JSON, [Math], globalThis === global);
//> Math {} JSON {} [Math {}] true

// --- promises
console.log(Promise.resolve(1), [new Promise(() => {})]);
//> Promise {} [Promise {}]

// --- text encoder and decoder
console.log(new TextEncoder(), new TextDecoder());
//> {} {}

// --- cyclic objects
var o = {a: 1};
o.self = o;
console.log(o);
var a = [1];
a.push(a);
console.log(a);
//> {a:1,self:[Circular]}
//> [1,[Circular]]

// --- cyclic objects: deeper
var o = {a: {b: {}}};
o.a.b.c = o.a;
console.log(o);
//> {a:{b:{c:[Circular]}}}

// --- the same object twice
var s = {v: 1};
console.log({a: s, b: s}, [s, s]);
//1> {a:{v:1},b:[Circular]} [{v:1},[Circular]]
//2> {a:{v:1},b:{v:1}} [{v:1},{v:1}]

// --- deep objects
var o = {v: 'end'};
for (var i = 0; i < 20; i++) o = {o: o};
console.log(o);
//> {o:{o:{o:{o:{o:{o:{o:{o:{o:{o:{o:{o:{o:{o:{o:{o:{o:{o:{o:{o:{v:'end'}}}}}}}}}}}}}}}}}}}}}

// --- long arrays and strings are not cut
var a = [];
for (var i = 0; i < 150; i++) a.push(i);
console.log(a);
console.log('x'.repeat(300).length, ['y'.repeat(200)][0].length);
//> [0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,81,82,83,84,85,86,87,88,89,90,91,92,93,94,95,96,97,98,99,100,101,102,103,104,105,106,107,108,109,110,111,112,113,114,115,116,117,118,119,120,121,122,123,124,125,126,127,128,129,130,131,132,133,134,135,136,137,138,139,140,141,142,143,144,145,146,147,148,149]
//> 300 200

// --- toString and toJSON are not called
console.log({toString() { return 'x'; }, v: 1}, {toJSON() { return 'y'; }, v: 2});
//1> {toString:[Function],v:1} {toJSON:[Function],v:2}
//2> {toString:[Function: toString],v:1} {toJSON:[Function: toJSON],v:2}

// --- event objects
console.log({version: '1.0', request: {method: 'GET', uri: '/', querystring: {a: {value: '1'}}, headers: {host: {value: 'h'}}, cookies: {}}});
//> {version:'1.0',request:{method:'GET',uri:'/',querystring:{a:{value:'1'}},headers:{host:{value:'h'}},cookies:{}}}

// --- iterators
// versions: 2
console.log([1].values(), [1].entries());
//> Array Iterator {} Array Iterator {}

// --- async functions
// versions: 2
console.log(async function () {}, async () => 1, {a: async function () {}});
//> [Function] [Function] {a:[Function: a]}

// --- results of log
console.log(console.log('inner'));
//> inner
//> undefined

// --- log without its object
var l = console.log;
try { l('works'); } catch (e) { console.log(String(e)); }
try { [1, 2].forEach(console.log); } catch (e) { console.log(String(e)); }
//> works
//> 1 0 [1,2]
//> 2 1 [1,2]

// --- other methods
['error', 'info', 'warn', 'debug', 'table', 'assert', 'trace'].forEach(k => { if (k in console) console.log('has', k); });
try { console.error('x'); } catch (e) { console.log(String(e)); }
//> TypeError: (intermediate value)["error"] is not a function

// --- arrays that are long, or were
var a = [1, , 2];
a[50000] = 3;
a.x = 4;
console.log(a);
a.length = 5;
console.log(a);
a.length = Math.pow(2, 32) - 1;
console.log(a);
//1> [1,<1 empty items>,2,<49997 empty items>,3,x:4]
//1> [1,<1 empty items>,2,<2 empty items>,x:4]
//1> [1,<1 empty items>,2,<4294967292 empty items>,x:4]
//2> [1,<empty>,2,<49997 empty items>,3,x:4]
//2> [1,<empty>,2,x:4]
//2> [1,<empty>,2,x:4]

// --- arrays with elements that were redefined
console.log(Object.defineProperty([1, 2, 3], '1', {enumerable: false}));
console.log(Object.defineProperty([1, 2, 3], '1', {get() { return 5; }, enumerable: true}));
console.log(Object.defineProperty([1, 2, , 4], '1', {writable: false}));
//1> [1,<1 empty items>,3]
//2> [1,2,3]
//> [1,'[Getter]',3]
//1> [1,2,<1 empty items>,4]
//2> [1,2,<empty>,4]

// --- arrays with holes at the end
var a = [1, , 2, , ];
console.log(a);
a.x = 3;
console.log(a);
//> [1,<empty>,2,<empty>]
//1> [1,<empty>,2,<empty>]
//2> [1,<empty>,2,x:3]

// --- long arrays with holes at the end
var a = [1];
a[50000] = 2;
a.length = 3;
a.b = 4;
console.log(a);
a.x = 5;
console.log(a);
//> [1,<2 empty items>,b:4]
//> [1,<2 empty items>,b:4,x:5]
