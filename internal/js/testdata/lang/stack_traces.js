// source: njs 0.4.3, 0.7.12
function trace(f) { try { f(); } catch (e) { console.log(e.stack); } }

// --- a built-in that a built-in calls
trace(() => { [].join.call(); });
trace(() => { Object.keys.apply(Object, [null]); });
trace(() => { [1].map(Symbol.prototype.toString); });
//> TypeError: cannot convert null or undefined to object
//>     at Array.prototype.join (native)
//>     at Function.prototype.call (native)
//>     at anonymous (:1)
//>     at trace (:4)
//>     at main (:1)
//>
//> TypeError: cannot convert null argument to object
//>     at Object.keys (native)
//>     at Function.prototype.apply (native)
//>     at anonymous (:2)
//>     at trace (:4)
//>     at main (:2)
//>
//> TypeError: unexpected value type:undefined
//>     at Symbol.prototype.toString (native)
//>     at Array.prototype.map (native)
//>     at anonymous (:3)
//>     at trace (:4)
//>     at main (:3)
//>

// --- a function that built-ins call
function boom() { throw new Error('boom'); }
trace(() => { [1].forEach.call([2], boom); });
trace(() => { JSON.parse('[1]', () => { [3, 4].sort(boom); }); });
trace(() => { 'str'.replace(/t/, boom); });
trace(() => { Array.prototype.fill.call({length: 1, set 0(v) { boom(); }}, 5); });
//> Error: boom
//>     at boom (:1)
//>     at Array.prototype.forEach (native)
//>     at Function.prototype.call (native)
//>     at anonymous (:2)
//>     at trace (:6)
//>     at main (:2)
//>
//> Error: boom
//>     at boom (:1)
//>     at Array.prototype.sort (native)
//>     at anonymous (:3)
//>     at JSON.parse (native)
//>     at anonymous (:3)
//>     at trace (:6)
//>     at main (:3)
//>
//> Error: boom
//>     at boom (:1)
//>     at RegExp.prototype[Symbol.replace] (native)
//>     at String.prototype.replace (native)
//>     at anonymous (:4)
//>     at trace (:6)
//>     at main (:4)
//>
//> Error: boom
//>     at boom (:1)
//>     at anonymous (:5)
//>     at Array.prototype.fill (native)
//>     at Function.prototype.call (native)
//>     at anonymous (:5)
//>     at trace (:6)
//>     at main (:5)
//>

// --- a bound function
trace(() => { Math.max.bind(null, {toString() { return {}; }})(1); });
//> TypeError: Cannot convert object to primitive value
//>     at Math.max (native)
//>     at anonymous (:1)
//>     at trace (:2)
//>     at main (:1)
//>

// --- conversions
trace(() => { '' + {toString: Symbol.prototype.toString}; });
trace(() => { `${{toString: Symbol.prototype.toString}}`; });
trace(() => { 'a'.padEnd({valueOf: Symbol.prototype.valueOf}); });
//> TypeError: unexpected value type:object
//>     at Symbol.prototype.toString (native)
//>     at anonymous (:1)
//>     at trace (:4)
//>     at main (:1)
//>
//> TypeError: unexpected value type:object
//>     at Symbol.prototype.toString (native)
//>     at String.prototype.concat (native)
//>     at anonymous (:2)
//>     at trace (:4)
//>     at main (:2)
//>
//> TypeError: unexpected value type:object
//>     at Symbol.prototype.valueOf (native)
//>     at String.prototype.padEnd (native)
//>     at anonymous (:3)
//>     at trace (:4)
//>     at main (:3)
//>

// --- constructors
trace(() => { Array(-1); });
trace(() => { new Array(1.5); });
trace(() => { Promise(); });
trace(() => { new RegExp('('); });
trace(() => { Symbol(Symbol()); });
//> RangeError: Invalid array length
//1>     at Array.prototype.constructor (native)
//2>     at Array (native)
//>     at anonymous (:1)
//>     at trace (:6)
//>     at main (:1)
//>
//> RangeError: Invalid array length
//1>     at Array.prototype.constructor (native)
//2>     at Array (native)
//>     at anonymous (:2)
//>     at trace (:6)
//>     at main (:2)
//>
//> TypeError: the Promise constructor must be called with new
//1>     at Promise.prototype.constructor (native)
//2>     at Promise (native)
//>     at anonymous (:3)
//>     at trace (:6)
//>     at main (:3)
//>
//1> SyntaxError: pcre_compile("(") failed: missing )
//1>     at RegExp.prototype.constructor (native)
//2> SyntaxError: pcre_compile2("(") failed: missing closing parenthesis at ""
//2>     at RegExp (native)
//>     at anonymous (:4)
//>     at trace (:6)
//>     at main (:4)
//>
//> TypeError: Cannot convert a Symbol value to a string
//1>     at Symbol.prototype.constructor (native)
//2>     at Symbol (native)
//>     at anonymous (:5)
//>     at trace (:6)
//>     at main (:5)
//>

// --- getters
trace(() => { Symbol.prototype.description; });
trace(() => { (function() {}).caller; });
trace(() => { (function() {}).arguments; });
trace(() => { (function() { return arguments.callee; })(); });
trace(() => { RegExp.prototype[Symbol.replace].call(1); });
//> TypeError: unexpected value type:object
//1>     at native (native)
//2>     at Symbol.prototype.description (native)
//>     at anonymous (:1)
//>     at trace (:6)
//>     at main (:1)
//>
//> TypeError: "caller", "callee", "arguments" properties may not be accessed
//1>     at native (native)
//2>     at Function.prototype.caller (native)
//>     at anonymous (:2)
//>     at trace (:6)
//>     at main (:2)
//>
//> TypeError: "caller", "callee", "arguments" properties may not be accessed
//1>     at native (native)
//2>     at Function.prototype.caller (native)
//>     at anonymous (:3)
//>     at trace (:6)
//>     at main (:3)
//>
//> TypeError: "caller", "callee", "arguments" properties may not be accessed
//1>     at native (native)
//2>     at Function.prototype.caller (native)
//>     at anonymous (:4)
//>       repeats 1 times
//>     at trace (:6)
//>     at main (:4)
//>
//> TypeError: "this" is not object
//>     at RegExp.prototype[Symbol.replace] (native)
//>     at Function.prototype.call (native)
//>     at anonymous (:5)
//>     at trace (:6)
//>     at main (:5)
//>

// --- an error that is thrown again keeps its stack
var kept;
try { Object.keys(null); } catch (e) { kept = e; }
trace(() => { [1].map(() => { throw kept; }); });
trace(() => { [1].map(() => { throw kept; }); });
//> TypeError: cannot convert null argument to object
//>     at Object.keys (native)
//>     at main (:2)
//>
//> TypeError: cannot convert null argument to object
//>     at Object.keys (native)
//>     at main (:2)
//>

// --- caller and arguments of functions are one function
var d = Object.getOwnPropertyDescriptor(Function.prototype, 'caller');
var a = Object.getOwnPropertyDescriptor(Function.prototype, 'arguments');
var c = Object.getOwnPropertyDescriptor((function() { return arguments; })(), 'callee');
console.log(d.get === d.set, a.get === a.set, c.get === c.set, d.get === a.get, d.get.name === '', d.set.length);
//> true true true false true 0

// --- properties that are computed
trace(() => { Object.prototype.__proto__ = {}; });
trace(() => { RegExp.prototype.global = 1; });
trace(() => { /a/.source = 1; });
trace(() => { Object.create(RegExp.prototype).flags; });
//> TypeError: Cyclic __proto__ value
//>     at anonymous (:1)
//>     at trace (:5)
//>     at main (:1)
//>
//1> TypeError: Cannot assign to read-only property "global" of regexp
//2> TypeError: Cannot set property "global" of object which has only a getter
//>     at anonymous (:2)
//>     at trace (:5)
//>     at main (:2)
//>
//1> TypeError: Cannot assign to read-only property "source" of regexp
//2> TypeError: Cannot set property "source" of regexp which has only a getter
//>     at anonymous (:3)
//>     at trace (:5)
//>     at main (:3)
//>
//2> TypeError: "this" argument is not a regexp
//2>     at RegExp.prototype.global (native)
//2>     at RegExp.prototype.flags (native)
//2>     at anonymous (:4)
//2>     at trace (:5)
//2>     at main (:4)
//2>
