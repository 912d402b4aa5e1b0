// Regular expressions and methods that meet what cannot be written or called.
//
// source: njs 0.4.3, 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }
function fixed(r, i) { Object.defineProperty(r, 'lastIndex', {writable: false, value: i}); return r; }

// --- read-only lastIndex: global
show(() => fixed(/a/g, 0).test('b'));
show(() => fixed(/a/g, 0).test('a'));
show(() => fixed(/a/g, 0).exec('b'));
show(() => fixed(/a/g, 1).exec('a'));
show(() => 'b'.replace(fixed(/a/g, 0), 'x'));
show(() => 'a'.replace(fixed(/a/g, 0), 'x'));
show(() => 'aba'.match(fixed(/a/g, 0)).length);
show(() => 'ab'.search(fixed(/b/g, 0)));
show(() => 'bab'.split(fixed(/a/g, 0)));
show(() => { fixed(/a/g, 0).lastIndex = 1; });
//1> false
//1> true
//1> null
//1> null
//> TypeError: Cannot assign to read-only property "lastIndex" of regexp
//> TypeError: Cannot assign to read-only property "lastIndex" of regexp
//2> TypeError: Cannot assign to read-only property "lastIndex" of regexp
//2> TypeError: Cannot assign to read-only property "lastIndex" of regexp
//2> TypeError: Cannot assign to read-only property "lastIndex" of regexp
//2> TypeError: Cannot assign to read-only property "lastIndex" of regexp
//> 2
//> 1
//> ['b','b']
//> TypeError: Cannot assign to read-only property "lastIndex" of regexp

// --- read-only lastIndex: sticky
// versions: 2
show(() => fixed(/a/y, 0).test('a'));
show(() => 'a'.match(fixed(/a/y, 0)));
show(() => 'a'.replace(fixed(/a/y, 0), 'x'));
//> TypeError: Cannot assign to read-only property "lastIndex" of regexp
//> TypeError: Cannot assign to read-only property "lastIndex" of regexp
//> TypeError: Cannot assign to read-only property "lastIndex" of regexp

// --- read-only lastIndex: neither
show(() => fixed(/a/, 1).test('a'));
show(() => 'ba'.replace(fixed(/a/, 1), 'x'));
//> true
//> bx

// --- frozen regular expressions keep lastIndex
var r = Object.freeze(/a/g);
console.log(Object.isFrozen(r));
r.exec('ba');
console.log(r.lastIndex, Object.isFrozen(r));
r.lastIndex = 0;
console.log(r.exec('ba').index, 'aaa'.replace(r, 'b'), r.lastIndex);
//> true
//> 2 false
//> 1 bbb 0

// --- methods that are undefined or null
show(() => 'abc'.replace({[Symbol.replace]: null}, 'x'));
show(() => 'abc'.replace({[Symbol.replace]: undefined}, 'x'));
show(() => 'abc'.replace({[Symbol.replace]: 5}, 'x'));
show(() => 'abc'.replace({}, 'x'));
show(() => 'abc'.split({[Symbol.split]: null}));
show(() => { var r = /b/; r[Symbol.split] = undefined; return 'abc'.split(r); });
show(() => { var r = /b/; r[Symbol.replace] = undefined; return 'abc'.replace(r, 'x'); });
//> TypeError: method is not callable
//> TypeError: method is not callable
//> TypeError: method is not callable
//> abc
//1> ['abc']
//1> ['a','c']
//> TypeError: method is not callable
//2> TypeError: method is not callable
//2> TypeError: method is not callable

// --- methods that are undefined or null, replaceAll
// versions: 2
show(() => 'abc'.replaceAll({[Symbol.replace]: null}, 'x'));
show(() => 'abc'.replaceAll({}, 'x'));
//> TypeError: method is not callable
//> abc

// --- functions without a name
new Promise((resolve, reject) => console.log(Object.getOwnPropertyNames(resolve), resolve.length, Object.getOwnPropertyNames(reject)));
console.log(Object.getOwnPropertyNames(Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength').get));
//1> ['length'] 1 ['length']
//1> ['length']
//2> ['length','name'] 1 ['length','name']
//2> ['length','name']

// --- for-in with a variable that is not defined
show(() => { for (missing in {}) { console.log('never'); } });
show(() => { for (missing in null) { console.log('never'); } });
show(() => { for (missing in (console.log('object'), {a: 1})) { console.log('never'); } });
show(() => { for (Number in {}) { console.log('never'); } });
//1> ReferenceError: "missing" is not defined in 1
//1> ReferenceError: "missing" is not defined in 2
//2> undefined
//2> undefined
//> object
//1> ReferenceError: "missing" is not defined in 3
//2> ReferenceError: "missing" is not defined
//> undefined

// --- values of Promise.all and setters of prototypes
// versions: 2
Object.defineProperty(Array.prototype, 0, {set() { console.log('set'); }, configurable: true});
Promise.all([1]).then(v => console.log(v));
Promise.allSettled([2]).then(v => console.log(v));
//> [1]
//> [{status:'fulfilled',value:2}]

// --- symbols in messages
var s = Symbol('s'), o = Object.freeze({[s]: 1});
show(() => delete o[s]);
show(() => { o[s] = 2; });
show(() => { o[Symbol()] = 2; });
show(() => Object.defineProperty(o, s, {value: 2}));
show(() => Object.defineProperty(o, Symbol('new'), {value: 2}));
show(() => { ({get [s]() { return 1; }})[s] = 2; });
show(() => o[Symbol.iterator]());
//> TypeError: Cannot delete property "Symbol(s)" of object
//> TypeError: Cannot assign to read-only property "Symbol(s)" of object
//> TypeError: Cannot add property "Symbol()", object is not extensible
//> TypeError: Cannot redefine property: "Symbol(s)"
//> TypeError: Cannot add property "Symbol(new)", object is not extensible
//> TypeError: Cannot set property "Symbol(s)" of object which has only a getter
//> TypeError: (intermediate value)["Symbol(Symbol.iterator)"] is not a function

// --- own properties of primitive values
console.log((5).hasOwnProperty('toFixed'), true.hasOwnProperty('valueOf'), Symbol('x').hasOwnProperty('description'), 's'.hasOwnProperty('length'), 's'.hasOwnProperty('trim'));
console.log(new Number(5).hasOwnProperty('toFixed'), (5).hasOwnProperty('x'), Object.getOwnPropertyDescriptor(5, 'toFixed') === undefined, Object.keys(5).length);
Number.prototype.added = 1;
console.log((5).propertyIsEnumerable('added'), (5).propertyIsEnumerable('toFixed'));
//> true true true true false
//> false false false 0
//> true false

// --- accessors that are one function
var caller = Object.getOwnPropertyDescriptor(Function.prototype, 'caller');
console.log(typeof caller.get, caller.get === caller.set);
//> function true

// --- stack traces of built-ins that built-ins call
// versions: 2
function trace(f) { try { f(); } catch (e) { console.log(e.stack.split('\n').filter(line => line.endsWith('(native)')).map(line => line.slice(7, -9)).join(' < ')); } }
trace(() => [1].forEach(Symbol.prototype.toString));
trace(() => JSON.stringify({toJSON: Symbol.prototype.toString}));
trace(() => `a${{toString: Symbol.prototype.toString}}`);
trace(() => isNaN({valueOf: () => [1].map(isNaN.bind(null, Symbol()))}));
trace(() => { try { [1].map(Symbol.prototype.toString); } catch (e) { null.x; } });
trace(() => Symbol.prototype.description);
//> Symbol.prototype.toString < Array.prototype.forEach
//> Symbol.prototype.toString < JSON.stringify
//> Symbol.prototype.toString < String.prototype.concat
//> isNaN < Array.prototype.map < isNaN
//>
//> Symbol.prototype.description
