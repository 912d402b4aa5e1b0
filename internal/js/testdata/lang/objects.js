// Objects: properties, attributes, accessors, prototypes, order, and every member of Object. runtime.md 6.1, 12.2.
//
// source: njs 0.4.3, 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }
function desc(o, k) { var d = Object.getOwnPropertyDescriptor(o, k); if (!d) return String(d); return Object.keys(d).sort().map(n => n + ':' + (typeof d[n] === 'function' ? 'function' : String(d[n]))).join(); }

// --- Object as a function and constructor
console.log(typeof Object(), typeof new Object(), typeof Object(null), typeof Object(1), typeof Object('a'), Object(1) + 1, typeof new Object(true));
var o = {};
console.log(Object(o) === o, new Object(o) === o);
//> object object object object object 2 object
//> true true

// --- Object.assign
var t = {a: 1};
var r = Object.assign(t, {b: 2}, null, undefined, 'xy', [7], {a: 3});
console.log(r === t, t.a, t.b, t[0], t[1], Object.keys(t).length);
show(() => Object.assign(null, {}));
show(() => Object.assign());
show(() => Object.assign(Object.freeze({a: 1}), {a: 2}));
console.log(typeof Object.assign(1, {a: 1}), Object.assign('ab').length);
//> true 3 2 7 y 4
//> TypeError: cannot convert null or undefined to object
//> TypeError: cannot convert null or undefined to object
//> TypeError: Cannot assign to read-only property "a" of object
//> object 2

// --- Object.assign calls getters and setters
var log = '';
Object.assign({set a(v) { log += 'set' + v; }}, {get a() { log += 'get'; return 1; }});
console.log(log);
//> getset1

// --- Object.assign copies symbols, not what is inherited or hidden
var s = Symbol('s'), src = Object.create({i: 1});
src[s] = 1;
Object.defineProperty(src, 'h', {value: 1});
var t = Object.assign({}, src);
console.log(t[s], t.i, t.h);
//> 1 undefined undefined

// --- Object.create
var p = {x: 1}, o = Object.create(p, {y: {value: 2, enumerable: true}, z: {get() { return 3; }}});
console.log(o.x, o.y, o.z, Object.getPrototypeOf(o) === p, Object.keys(o).join());
console.log(Object.getPrototypeOf(Object.create(null)), Object.create(null) instanceof Object);
show(() => Object.create());
show(() => Object.create(1));
show(() => Object.create(undefined));
show(() => Object.create({}, null));
show(() => Object.create({}, {a: 1}));
console.log(typeof Object.create({}, undefined));
//> 1 2 3 true y
//> null false
//> TypeError: prototype may only be an object or null: undefined
//> TypeError: prototype may only be an object or null: number
//> TypeError: prototype may only be an object or null: undefined
//> TypeError: cannot convert null or undefined to object
//> TypeError: property descriptor must be an object
//> object

// --- Object.keys
console.log(Object.keys({a: 1, b: 2}), Object.keys([1, , 2]), Object.keys('ab'), Object.keys(1), Object.keys(true), Object.keys(() => 1));
show(() => Object.keys(null));
show(() => Object.keys());
//> ['a','b'] ['0','2'] ['0','1'] [] [] []
//> TypeError: cannot convert null argument to object
//> TypeError: cannot convert undefined argument to object

// --- Object.values
console.log(Object.values({a: 1, b: 'x'}), Object.values([1, , 2]), Object.values('a😀'), Object.values(1));
show(() => Object.values(null));
show(() => Object.values());
//> [1,'x'] [1,2] ['a','😀'] []
//> TypeError: cannot convert null argument to object
//> TypeError: cannot convert undefined argument to object

// --- Object.entries
console.log(JSON.stringify(Object.entries({a: 1, b: 'x'})), JSON.stringify(Object.entries(['q'])), JSON.stringify(Object.entries('ab')), JSON.stringify(Object.entries(1)));
show(() => Object.entries(undefined));
//> [["a",1],["b","x"]] [["0","q"]] [["0","a"],["1","b"]] []
//> TypeError: cannot convert undefined argument to object

// --- Object.getOwnPropertyNames
console.log(Object.getOwnPropertyNames([1, 2]).sort().join(), Object.getOwnPropertyNames('ab').sort().join(), Object.getOwnPropertyNames({a: 1}).join(), Object.getOwnPropertyNames(Object.defineProperty({}, 'h', {value: 1})).join());
show(() => Object.getOwnPropertyNames(null));
show(() => Object.getOwnPropertyNames());
//> 0,1,length 0,1,length a h
//> TypeError: cannot convert null argument to object
//> TypeError: cannot convert undefined argument to object

// --- Object.getOwnPropertySymbols
var s = Symbol('s'), o = {a: 1, [s]: 2};
console.log(Object.getOwnPropertySymbols(o).length, Object.getOwnPropertySymbols(o)[0] === s, Object.getOwnPropertySymbols('a').length);
show(() => Object.getOwnPropertySymbols(null));
//> 1 true 0
//> TypeError: cannot convert null argument to object

// --- Object.getOwnPropertyDescriptor
console.log(desc({a: 1}, 'a'), desc({get a() { return 1; }}, 'a'), desc({set a(v) {}}, 'a'), desc([5], 0), desc([5], 'length'), desc('ab', 0), desc('ab', 'length'), desc({}, 'none'));
console.log(desc(function f(a) {}, 'length'), desc(function f(a) {}, 'prototype'));
show(() => Object.getOwnPropertyDescriptor(null, 'a'));
show(() => Object.getOwnPropertyDescriptor());
show(() => Object.getOwnPropertyDescriptor(1, 'a'));
//> configurable:true,enumerable:true,value:1,writable:true configurable:true,enumerable:true,get:function,set:undefined configurable:true,enumerable:true,get:undefined,set:function configurable:true,enumerable:true,value:5,writable:true configurable:false,enumerable:false,value:1,writable:true configurable:false,enumerable:true,value:a,writable:false configurable:false,enumerable:false,value:2,writable:false undefined
//> configurable:true,enumerable:false,value:1,writable:false configurable:false,enumerable:false,value:[object Object],writable:true
//> TypeError: cannot convert null argument to object
//> TypeError: cannot convert undefined argument to object
//> undefined

// --- Object.getOwnPropertyDescriptors
var d = Object.getOwnPropertyDescriptors({a: 1, get b() { return 2; }});
console.log(Object.keys(d).join(), d.a.value, typeof d.b.get, d.b.enumerable);
show(() => Object.getOwnPropertyDescriptors(null));
//> a,b 1 function true
//> TypeError: cannot convert null argument to object

// --- Object.defineProperty: defaults
var o = Object.defineProperty({}, 'a', {value: 1});
console.log(desc(o, 'a'), desc(Object.defineProperty({}, 'a', {}), 'a'), desc(Object.defineProperty({}, 'a', {get: undefined}), 'a'));
//> configurable:false,enumerable:false,value:1,writable:false configurable:false,enumerable:false,value:undefined,writable:false configurable:false,enumerable:false,get:undefined,set:undefined

// --- Object.defineProperty: attributes
var o = {};
Object.defineProperty(o, 'w', {value: 1, writable: true});
Object.defineProperty(o, 'e', {value: 2, enumerable: true});
Object.defineProperty(o, 'c', {value: 3, configurable: true});
show(() => { o.w = 5; return o.w; });
show(() => { o.e = 5; });
show(() => delete o.w);
show(() => delete o.c);
console.log(Object.keys(o).join());
//> 5
//> TypeError: Cannot assign to read-only property "e" of object
//> TypeError: Cannot delete property "w" of object
//> true
//> e

// --- Object.defineProperty: accessor
var v = 1, o = {};
Object.defineProperty(o, 'a', {get() { return v; }, set(x) { v = x * 2; }, enumerable: true, configurable: true});
o.a = 5;
console.log(o.a, v, desc(o, 'a'));
Object.defineProperty(o, 'a', {value: 7});
console.log(desc(o, 'a'));
Object.defineProperty(o, 'a', {get() { return 8; }});
console.log(o.a, desc(o, 'a'));
//> 10 10 configurable:true,enumerable:true,get:function,set:function
//> configurable:true,enumerable:true,value:7,writable:false
//> 8 configurable:true,enumerable:true,get:function,set:undefined

// --- Object.defineProperty: redefining what is not configurable
var o = Object.defineProperty({}, 'a', {value: 1});
show(() => Object.defineProperty(o, 'a', {value: 2}));
show(() => Object.defineProperty(o, 'a', {value: 1}) === o);
show(() => Object.defineProperty(o, 'a', {enumerable: true}));
show(() => Object.defineProperty(o, 'a', {configurable: true}));
show(() => Object.defineProperty(o, 'a', {writable: true}));
show(() => Object.defineProperty(o, 'a', {get() {}}));
show(() => Object.defineProperty(Object.defineProperty({}, 'g', {get() {}}), 'g', {get() {}}));
show(() => Object.defineProperty(Object.defineProperty({}, 'g', {get() {}}), 'g', {value: 1}));
//> TypeError: Cannot redefine property: "a"
//> true
//> TypeError: Cannot redefine property: "a"
//> TypeError: Cannot redefine property: "a"
//> TypeError: Cannot redefine property: "a"
//> TypeError: Cannot redefine property: "a"
//> TypeError: Cannot redefine property: "g"
//> TypeError: Cannot redefine property: "g"

// --- Object.defineProperty: writable may become false
var o = Object.defineProperty({}, 'a', {value: 1, writable: true});
Object.defineProperty(o, 'a', {value: 2});
Object.defineProperty(o, 'a', {writable: false});
console.log(desc(o, 'a'));
//> configurable:false,enumerable:false,value:2,writable:false

// --- Object.defineProperty: errors
show(() => Object.defineProperty(1, 'a', {}));
show(() => Object.defineProperty());
show(() => Object.defineProperty({}, 'a'));
show(() => Object.defineProperty({}, 'a', 1));
show(() => Object.defineProperty({}, 'a', {get: 1}));
show(() => Object.defineProperty({}, 'a', {set: 1}));
show(() => Object.defineProperty({}, 'a', {get() {}, value: 1}));
show(() => Object.defineProperty({}, 'a', {get() {}, writable: true}));
show(() => Object.defineProperty(Object.preventExtensions({}), 'a', {value: 1}));
//> TypeError: Object.defineProperty is called on non-object
//> TypeError: Object.defineProperty is called on non-object
//> TypeError: descriptor is not an object
//> TypeError: descriptor is not an object
//> TypeError: Getter must be a function
//> TypeError: Setter must be a function
//> TypeError: Cannot both specify accessors and a value or writable attribute
//> TypeError: Cannot both specify accessors and a value or writable attribute
//> TypeError: Cannot add property "a", object is not extensible

// --- Object.defineProperty: arrays
var a = [1, 2, 3];
Object.defineProperty(a, 1, {value: 9, writable: false});
show(() => { a[1] = 5; });
Object.defineProperty(a, 5, {value: 6});
console.log(a.length, a[5]);
show(() => { a.length = 1; });
console.log(a.length);
Object.defineProperty(a, 'length', {writable: false});
show(() => a.push(1));
show(() => { a[10] = 1; });
//> TypeError: Cannot assign to read-only property "1" of array
//> 6 6
//> TypeError: Cannot delete property "5" of array
//> 6
//> 7
//> undefined

// --- Object.defineProperty: length of an array
var a = [1, 2, 3];
Object.defineProperty(a, 'length', {value: 1});
console.log(a);
show(() => Object.defineProperty([], 'length', {value: -1}));
show(() => Object.defineProperty([], 'length', {get() {}}));
show(() => Object.defineProperty([], 'length', {value: 1.5}));
//> [1]
//> RangeError: Invalid array length
//> TypeError: Cannot redefine property: "length"
//> RangeError: Invalid array length

// --- Object.defineProperty: symbols and numbers as names
var s = Symbol(), o = {};
Object.defineProperty(o, s, {value: 1});
Object.defineProperty(o, 5, {value: 2});
console.log(o[s], o[5], o['5']);
//> 1 2 2

// --- Object.defineProperties
var o = Object.defineProperties({}, {a: {value: 1, enumerable: true}, b: {get() { return 2; }}});
console.log(o.a, o.b, Object.keys(o).join());
show(() => Object.defineProperties(1, {}));
show(() => Object.defineProperties({}, null));
show(() => Object.defineProperties({}));
show(() => Object.defineProperties({}, {a: 1}));
//> 1 2 a
//> TypeError: Object.defineProperties is called on non-object
//> TypeError: cannot convert null or undefined to object
//> TypeError: cannot convert null or undefined to object
//> TypeError: property descriptor must be an object

// --- Object.freeze
var o = Object.freeze({a: 1, b: {c: 2}});
o.b.c = 3;
console.log(Object.isFrozen(o), o.b.c, Object.isFrozen(o.b), desc(o, 'a'));
show(() => { o.a = 2; });
show(() => { o.z = 2; });
show(() => { delete o.a; });
console.log(Object.freeze(1), Object.freeze(), Object.freeze(null));
//> true 3 false configurable:false,enumerable:true,value:1,writable:false
//> TypeError: Cannot assign to read-only property "a" of object
//> TypeError: Cannot add property "z", object is not extensible
//> TypeError: Cannot delete property "a" of object
//1> undefined undefined undefined
//2> 1 undefined null

// --- Object.freeze: arrays
var a = Object.freeze([1, 2]);
show(() => a.push(3));
show(() => a.pop());
show(() => a.sort());
show(() => a.reverse());
show(() => { a[0] = 5; });
show(() => { a.length = 0; });
show(() => a.map(x => x * 2).join());
console.log(a.join());
//1> 3
//1> 3
//1> [1,2]
//1> [2,1]
//1> undefined
//1> undefined
//1>
//1>
//2> TypeError: Cannot add property "2", object is not extensible
//2> TypeError: Cannot delete property "1" of array
//2> TypeError: Cannot assign to read-only property "0" of array
//2> TypeError: Cannot assign to read-only property "1" of array
//2> TypeError: Cannot assign to read-only property "0" of array
//2> TypeError: Cannot assign to read-only property "length" of array
//2> 2,4
//2> 1,2

// --- Object.freeze: typed arrays
show(() => Object.freeze(new Uint8Array(1)));
show(() => typeof Object.freeze(new Uint8Array(0)));
//1> Uint8Array [0]
//2> TypeError: Cannot freeze array buffer views with elements
//> object

// --- Object.seal
var o = Object.seal({a: 1});
o.a = 2;
console.log(o.a, Object.isSealed(o), Object.isFrozen(o), Object.isExtensible(o), desc(o, 'a'));
show(() => { o.b = 1; });
show(() => { delete o.a; });
console.log(Object.seal(1));
//> 2 true false false configurable:false,enumerable:true,value:2,writable:true
//> TypeError: Cannot add property "b", object is not extensible
//> TypeError: Cannot delete property "a" of object
//> 1

// --- Object.preventExtensions
var o = Object.preventExtensions({a: 1});
o.a = 2;
show(() => { o.b = 1; });
console.log(Object.isExtensible(o), Object.isSealed(o), Object.isFrozen(o), Object.preventExtensions(1), o.a);
show(() => Object.setPrototypeOf(o, {}));
show(() => { o.__proto__ = {}; });
console.log(delete o.a, o.a, Object.isSealed(Object.preventExtensions({})), Object.isFrozen(Object.preventExtensions({})));
//> TypeError: Cannot add property "b", object is not extensible
//> false false false 1 2
//> TypeError: Cannot set property "prototype", object is not extensible
//> undefined
//> true undefined true true

// --- Object.preventExtensions: deleted properties
// differs: njs remembers them, so the object is never sealed or frozen, and 1.0 puts them back
var o = Object.preventExtensions({a: 1});
delete o.a;
show(() => { o.a = 1; });
console.log(Object.isSealed(o), Object.isFrozen(o));
//> TypeError: Cannot add property "a", object is not extensible
//> true true

// --- Object.isFrozen, isSealed, isExtensible of primitives
console.log(Object.isFrozen(1), Object.isSealed('a'), Object.isExtensible(1), Object.isFrozen(), Object.isSealed(), Object.isExtensible());
console.log(Object.isFrozen({}), Object.isFrozen(Object.preventExtensions({})), Object.isSealed([]), Object.isExtensible([]), Object.isExtensible(() => 1));
//> true true false true true false
//> false true false true true

// --- Object.is
console.log(Object.is(NaN, NaN), Object.is(0, -0), Object.is(1, 1), Object.is('a', 'a'), Object.is({}, {}), Object.is(), Object.is(null, undefined));
//> true false true true false true false

// --- Object.getPrototypeOf
console.log(Object.getPrototypeOf([]) === Array.prototype, Object.getPrototypeOf('a') === String.prototype, Object.getPrototypeOf(1) === Number.prototype, Object.getPrototypeOf(Object.prototype), Object.getPrototypeOf(() => 1) === Function.prototype);
show(() => Object.getPrototypeOf(null));
show(() => Object.getPrototypeOf());
//> true true true null true
//> TypeError: cannot convert null argument to object
//> TypeError: cannot convert undefined argument to object

// --- Object.setPrototypeOf
var p = {x: 1}, o = {};
console.log(Object.setPrototypeOf(o, p) === o, o.x, Object.setPrototypeOf(o, null) === o, Object.getPrototypeOf(o), Object.setPrototypeOf(1, p));
show(() => Object.setPrototypeOf(undefined, {}));
show(() => Object.setPrototypeOf({}, 1));
show(() => Object.setPrototypeOf({}));
show(() => { var a = {}, b = Object.create(a); Object.setPrototypeOf(a, b); });
show(() => { var a = {}; Object.setPrototypeOf(a, a); });
//> true 1 true null 1
//> TypeError: cannot convert undefined argument to object
//> TypeError: prototype may only be an object or null: number
//> TypeError: prototype may only be an object or null: undefined
//> TypeError: Cyclic __proto__ value
//> TypeError: Cyclic __proto__ value

// --- __proto__
var p = {x: 1}, o = {};
o.__proto__ = p;
console.log(o.x, o.__proto__ === p, Object.keys(o).length, ({}).__proto__ === Object.prototype, 'a'.__proto__ === String.prototype);
show(() => { o.__proto__ = 1; return o.__proto__ === p; });
show(() => { p.__proto__ = o; });
show(() => { o.__proto__ = null; return o.__proto__; });
//> 1 true 0 true true
//> true
//> TypeError: Cyclic __proto__ value
//> undefined

// --- hasOwnProperty
var o = Object.create({i: 1});
o.a = undefined;
console.log(o.hasOwnProperty('a'), o.hasOwnProperty('i'), o.hasOwnProperty(), [1].hasOwnProperty(0), [1].hasOwnProperty('length'), 'ab'.hasOwnProperty(1), 'ab'.hasOwnProperty(2), (function () {}).hasOwnProperty('prototype'), Math.hasOwnProperty('PI'), Object.prototype.hasOwnProperty.call('a', 'length'));
show(() => Object.prototype.hasOwnProperty.call(null, 'a'));
show(() => Object.prototype.hasOwnProperty.call(1, 'a'));
//> true false false true true true false true true true
//> TypeError: cannot convert null argument to object
//> false

// --- propertyIsEnumerable
console.log({a: 1}.propertyIsEnumerable('a'), [1].propertyIsEnumerable(0), [1].propertyIsEnumerable('length'), 'a'.propertyIsEnumerable(0), Object.create({a: 1}).propertyIsEnumerable('a'), ({}).propertyIsEnumerable());
show(() => Object.prototype.propertyIsEnumerable.call(null, 'a'));
//> true true false true false false
//> TypeError: cannot convert null argument to object

// --- isPrototypeOf
var p = {}, o = Object.create(Object.create(p));
console.log(p.isPrototypeOf(o), p.isPrototypeOf({}), p.isPrototypeOf(1), Object.prototype.isPrototypeOf(p), Array.prototype.isPrototypeOf([]), p.isPrototypeOf());
//> true false false true true false

// --- toString
console.log([undefined, null, true, 1, 'a', Symbol(), {}, [], () => 1, /a/, new Date(0), new Error(), Math, JSON, new Number(1), new String(''), new Boolean(1), Object.create(null)].map(v => Object.prototype.toString.call(v).slice(8, -1)).join());
console.log((function () { return Object.prototype.toString.call(arguments); })(), Object.prototype.toString.call(new Uint8Array(1)), Object.prototype.toString.call(new ArrayBuffer(1)), Object.prototype.toString.call(Promise.resolve()), Object.prototype.toString.call(globalThis));
//> Undefined,Null,Boolean,Number,String,Symbol,Object,Array,Function,RegExp,Date,Error,Math,JSON,Number,String,Boolean,Object
//> [object Arguments] [object Uint8Array] [object ArrayBuffer] [object Promise] [object global]

// --- toString with Symbol.toStringTag
console.log(String({[Symbol.toStringTag]: 'Mine'}), String({[Symbol.toStringTag]: 1}), Object.prototype.toString.call(Object.assign([], {[Symbol.toStringTag]: 'A'})));
//> [object Mine] [object Object] [object A]

// --- valueOf
var o = {};
console.log(o.valueOf() === o, typeof Object.prototype.valueOf.call(1), [1].valueOf().length);
show(() => Object.prototype.valueOf.call(null));
//> true object 1
//> TypeError: cannot convert null or undefined to object

// --- toLocaleString does not exist
show(() => ({}).toLocaleString());
//> TypeError: (intermediate value)["toLocaleString"] is not a function

// --- absent members
console.log(['fromEntries', 'hasOwn', 'groupBy', 'is', 'entries'].map(k => typeof Object[k]).join());
show(() => Object.fromEntries([]));
show(() => Object.hasOwn({}, 'a'));
//> undefined,undefined,undefined,function,function
//> TypeError: (intermediate value)["fromEntries"] is not a function
//> TypeError: (intermediate value)["hasOwn"] is not a function

// --- getters: this and inheritance
var p = {get full() { return this.a + this.b; }}, o = Object.create(p);
o.a = 1;
o.b = 2;
console.log(o.full, p.full);
//> 3 NaN

// --- setters: this and inheritance
var p = {set v(x) { this.stored = x; }}, o = Object.create(p);
o.v = 5;
console.log(o.stored, p.stored, Object.keys(o).join());
//> 5 undefined stored

// --- getters without setter, setters without getter
var o = {get a() { return 1; }, set b(v) {}};
console.log(o.b, o.a);
show(() => { o.a = 2; });
//> undefined 1
//> TypeError: Cannot set property "a" of object which has only a getter

// --- writing hides what is inherited
var p = {x: 1}, o = Object.create(p);
o.x = 2;
console.log(p.x, o.x, delete o.x, o.x);
//> 1 2 true 1

// --- a read-only inherited property cannot be hidden by writing
var p = Object.defineProperty({}, 'x', {value: 1}), o = Object.create(p);
show(() => { o.x = 2; });
Object.defineProperty(o, 'x', {value: 3});
console.log(o.x);
//> TypeError: Cannot assign to read-only property "x" of object
//> 3

// --- long prototype chain
var o = {v: 'end'};
for (var i = 0; i < 100; i++) o = Object.create(o);
console.log(o.v, o.none);
//> end undefined

// --- changes of a prototype are seen at once
function A() {}
var a = new A();
A.prototype.x = 1;
console.log(a.x);
A.prototype.x = 2;
console.log(a.x, delete A.prototype.x, a.x);
//> 1
//> 2 true undefined

// --- extending built-in prototypes
String.prototype.twice = function () { return this + this; };
Array.prototype.last = function () { return this[this.length - 1]; };
Object.prototype.own = 'o';
console.log('ab'.twice(), [1, 2].last(), (1).own, {}.own);
//> abab 2 o o

// --- changing a built-in
Math.max = () => 'changed';
JSON.extra = 1;
console.log(Math.max(1), JSON.extra);
//> changed 1

// --- many properties
var o = {};
for (var i = 0; i < 500; i++) o['k' + i] = i;
for (var i = 0; i < 500; i += 2) delete o['k' + i];
console.log(Object.keys(o).length, o.k1, o.k499, o.k2, 'k498' in o);
//> 250 1 499 undefined false

// --- order: insertion, indexes first
// differs: order: array indexes first, ascending (runtime.md 12.2)
var o = {b: 1, 10: 1, a: 1, 2: 1, '-1': 1, '01': 1};
console.log(Object.keys(o).join(), JSON.stringify(o));
//> 2,10,b,a,-1,01 {"2":1,"10":1,"b":1,"a":1,"-1":1,"01":1}

// --- order: many names
var o = {};
'host user-agent accept accept-language accept-encoding cookie referer cache-control pragma via'.split(' ').forEach(n => { o[n] = n.length; });
console.log(Object.keys(o).join());
console.log(Object.values(o).join());
//> host,user-agent,accept,accept-language,accept-encoding,cookie,referer,cache-control,pragma,via
//> 4,10,6,15,15,6,7,13,6,3

// --- names that look like numbers
var o = {};
o['1'] = 'a'; o['01'] = 'b'; o['1.0'] = 'c'; o['4294967294'] = 'd'; o['4294967295'] = 'e'; o['-0'] = 'f';
console.log(o[1], o['01'], o['1.0'], o[4294967294], o[4294967295], o['-0'], o[-0]);
//> a b c d e f undefined

// --- names of Object.prototype as own names
var o = {constructor: 1, toString: 2, hasOwnProperty: 3, valueOf: 4};
console.log(o.constructor, o.toString, o.hasOwnProperty, o.valueOf, Object.keys(o).length);
//> 1 2 3 4 4

// --- the empty name
var o = {'': 1};
console.log(o[''], '' in o, Object.keys(o).length, JSON.stringify(o));
//> 1 true 1 {"":1}

// --- names outside of ASCII
var o = {'é': 1, '日本': 2, '😀': 3};
console.log(o['é'], o.hasOwnProperty('日本'), Object.keys(o).join());
//> 1 true é,日本,😀

// --- objects as conditions and in strings
console.log({} ? 'yes' : 'no', 'a' + {}, `${[]}` === '', String(Object('x')), String(null), String(undefined));
//> yes a[object Object] true x null undefined

// --- symbols in errors
var a = Symbol('a'), frozen = Object.freeze({[Symbol.iterator]: 1}), o = {};
function t(f) { try { f(); console.log('done'); } catch (e) { console.log(e.message); } }
Object.defineProperty(o, a, {get() {}});
t(() => { frozen[a] = 1; });
t(() => { frozen[Symbol()] = 1; });
t(() => { frozen[Symbol.iterator] = 1; });
t(() => { delete frozen[Symbol.iterator]; });
t(() => { o[a] = 1; });
t(() => Object.defineProperty(o, a, {value: 1}));
t(() => Object.defineProperty(frozen, a, {value: 1}));
//> Cannot add property "Symbol(a)", object is not extensible
//> Cannot add property "Symbol()", object is not extensible
//> Cannot assign to read-only property "Symbol(Symbol.iterator)" of object
//> Cannot delete property "Symbol(Symbol.iterator)" of object
//> Cannot set property "Symbol(a)" of object which has only a getter
//> Cannot redefine property: "Symbol(a)"
//> Cannot add property "Symbol(a)", object is not extensible

// --- Object.isFrozen and Object.isSealed: what is overlooked
function both(o) { console.log(Object.isFrozen(o), Object.isSealed(o)); }
[[], [1], [, 2], /a/g, new Uint8Array(0), new Uint8Array(2), new String('ab')].forEach((o) => {
    both(Object.preventExtensions(o));
});
both(Object.preventExtensions(function() {}));
both(Object.preventExtensions(() => 1));
//> true true
//> true true
//> true true
//> true true
//> true true
//1> true true
//2> false true
//> true true
//> true true
//> true true

// --- Object.isFrozen and Object.isSealed: what is not overlooked
function both(o) { console.log(Object.isFrozen(o), Object.isSealed(o)); }
[[1], function() {}, /a/, new Uint8Array(0), {}].forEach((o) => {
    o.x = 1;
    both(Object.preventExtensions(o));
    both(Object.seal(o));
    both(Object.freeze(o));
});
both(Object.seal([1]));
both(Object.preventExtensions(Object.defineProperty([1], 0, {configurable: false})));
both(Object.preventExtensions(Math.max));
//> false false
//> false true
//> true true
//> false false
//> false true
//> true true
//> false false
//> false true
//> true true
//> false false
//> false true
//> true true
//> false false
//> false true
//> true true
//1> true true
//> false true
//2> false true
//> false false

// --- __proto__ of prototypes that have none themselves
[String, Number, Boolean, Symbol, Date, Array, RegExp, Error].forEach((f) => {
    console.log(Object.setPrototypeOf(f.prototype, null).__proto__);
});
//> undefined
//> undefined
//> undefined
//> undefined
//> undefined
//> undefined
//> undefined
//> undefined
