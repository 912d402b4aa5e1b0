// for-in: what is enumerated, in which order, and what happens when the object changes. runtime.md 12.2.
//
// source: njs 0.4.3, 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }
function keys(o) { var r = []; for (var k in o) r.push(k); return r.join(); }

// --- own properties
console.log(keys({a: 1, b: 2, c: 3}));
//> a,b,c

// --- keys are strings
for (var k in [7]) console.log(typeof k, k);
//> string 0

// --- array
var a = [1, , 3];
a.x = 1;
console.log(keys(a), keys([]), keys([, ,]));
//> 0,2,x  

// --- string
console.log(keys('abc'), keys(new String('ab')), keys(''));
//> 0,1,2 0,1 

// --- astral string
console.log(keys('a😀'));
//> 0,1

// --- primitives and null
console.log(keys(1) === '', keys(true) === '', keys(null) === '', keys(undefined) === '', keys(Symbol()) === '');
//> true true true true true

// --- function
function f() {}
f.a = 1;
console.log(keys(f), keys(() => 1) === '');
//> a true

// --- inherited properties
function A() { this.own = 1; }
A.prototype.inherited = 2;
console.log(keys(new A()), keys(Object.create({p: 1})));
//> own,inherited p

// --- shadowed properties appear once
var o = Object.create({a: 1, b: 2});
o.a = 3;
console.log(keys(o).split(',').sort().join());
//> a,b

// --- properties that are not enumerable
var o = {a: 1};
Object.defineProperty(o, 'hidden', {value: 1});
console.log(keys(o));
//> a

// --- hidden own property hides the inherited one
var o = Object.create({a: 1});
Object.defineProperty(o, 'a', {value: 2, enumerable: false});
console.log(keys(o) === '');
//> true

// --- symbols are not enumerated
var o = {a: 1};
o[Symbol('s')] = 2;
console.log(keys(o));
//> a

// --- built-in objects
console.log(keys(Math) === '', keys(Array.prototype) === '', keys(JSON) === '', keys(new Date()) === '', keys(/a/) === '', keys(new Error('a')) === '');
//> true true true true true true

// --- arguments
(function () { console.log(keys(arguments)); })('a', 'b');
//> 0,1

// --- typed array
console.log(keys(new Uint8Array(3)));
//1>
//2> 0,1,2

// --- typed array: names, prototype
var u = new Uint8Array(2);
u.x = 1;
console.log(keys(u), keys(Object.create(u)));
//1> x 0,1,x
//2> 0,1,x 0,1,x

// --- index order
// differs: order: array indexes first, ascending (runtime.md 12.2)
console.log(keys({b: 1, 2: 1, a: 1, 1: 1, 10: 1}));
//> 1,2,10,b,a

// --- order of insertion, many names
// differs: order of the hash table of njs (runtime.md 12.2)
var o = {};
'zebra yak xerus wolf viper urial tiger snake rabbit quail puma otter newt mole lion koala jackal'.split(' ').forEach(n => { o[n] = 1; });
console.log(keys(o));
//> zebra,yak,xerus,wolf,viper,urial,tiger,snake,rabbit,quail,puma,otter,newt,mole,lion,koala,jackal

// --- a property that was deleted and added again comes last
// differs: order of insertion (runtime.md 12.2)
var o = {a: 1, b: 2, c: 3};
delete o.a;
o.a = 4;
console.log(keys(o));
//> b,c,a

// --- a property that was assigned again keeps its place
var o = {a: 1, b: 2};
o.a = 3;
console.log(keys(o));
//> a,b

// --- deleting a property that was not visited yet
var o = {a: 1, b: 2, c: 3}, r = [];
for (var k in o) { r.push(k); delete o.b; }
console.log(r.join());
//> a,b,c

// --- deleting the visited property
var o = {a: 1, b: 2, c: 3}, r = [];
for (var k in o) { r.push(k); delete o[k]; }
console.log(r.join(), Object.keys(o).length);
//> a,b,c 0

// --- adding properties
var o = {a: 1, b: 2}, r = [];
for (var k in o) { r.push(k); o['new' + k] = 1; }
console.log(r.join(), Object.keys(o).length);
//> a,b 4

// --- growing an array
var a = [1, 2], r = [];
for (var k in a) { r.push(k); if (a.length < 10) a.push(0); }
console.log(r.join(), a.length);
//> 0,1 4

// --- shrinking an array
var a = [1, 2, 3], r = [];
for (var k in a) { r.push(k); a.length = 1; }
console.log(r.join());
//> 0,1,2

// --- break and continue
var r = [];
for (var k in {a: 1, b: 2, c: 3}) { if (k === 'a') continue; r.push(k); if (k === 'b') break; }
console.log(r.join());
//> b

// --- return out of for-in
function f(o) { for (var k in o) return k; return 'none'; }
console.log(f({a: 1}), f({}));
//> a none

// --- nested
var r = [];
for (var i in [1, 2]) for (var j in {a: 1, b: 2}) r.push(i + j);
console.log(r.join());
//> 0a,0b,1a,1b

// --- member as the variable
var o = {}, a = [];
for (o.k in {x: 1, y: 2}) a.push(o.k);
for (a[a.length] in {z: 1});
console.log(a.join(), o.k);
//1! ReferenceError: Invalid left-hand side "o" in for-in statement in 2
//2> x,y,z y

// --- existing variable
var k = 'before';
for (k in {});
console.log(k);
for (k in {after: 1});
console.log(k);
//> before
//> after

// --- the object is evaluated once
var n = 0;
function o() { n++; return {a: 1, b: 2}; }
for (var k in o());
console.log(n);
//> 1

// --- in an expression
for (var k in 1, {a: 1}) console.log(k);
for (var k in {a: 1} || null) console.log(k);
//> a
//> a

// --- label and try
var s = '';
l: for (var k in {a: 1, b: 2}) { for (var j in {c: 1}) { try { if (k === 'a') continue l; s += k + j; } finally { s += 'f'; } } }
console.log(s);
//> fbcf

// --- let in the head
// versions: 2
var f = [];
for (let k in {a: 1, b: 2}) f.push(() => k);
console.log(f.map(g => g()).join());
//> a,b

// --- const in the head
// versions: 2
for (const k in {a: 1, b: 2}) console.log(k);
show(() => { for (const k in {a: 1}) k = 2; });
//> a
//> b
//> TypeError: assignment to constant variable

// --- throw inside
try { for (var k in {a: 1, b: 2}) throw k; } catch (e) { console.log(e); }
//> a

// --- getters are not called
var n = 0, o = {get a() { n++; return 1; }};
for (var k in o);
console.log(n);
//> 0
