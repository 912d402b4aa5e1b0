// Error objects: constructors, properties, texts, stack. runtime.md 11.
//
// source: njs 0.4.3, 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }

// --- constructors
[Error, EvalError, InternalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].forEach(E => {
    var e = new E('m'), f = E('n');
    console.log(E.name, e.name, e.message, String(e), f instanceof E, e instanceof Error, e.constructor === E, Object.prototype.toString.call(e), Object.getPrototypeOf(E.prototype) === Error.prototype);
});
//> Error Error m Error: m true true true [object Error] false
//> EvalError EvalError m EvalError: m true true true [object Error] true
//> InternalError InternalError m InternalError: m true true false [object Error] true
//> RangeError RangeError m RangeError: m true true true [object Error] true
//> ReferenceError ReferenceError m ReferenceError: m true true true [object Error] true
//> SyntaxError SyntaxError m SyntaxError: m true true true [object Error] true
//> TypeError TypeError m TypeError: m true true true [object Error] true
//> URIError URIError m URIError: m true true true [object Error] true

// --- message
console.log(new Error().message === '', new Error('').hasOwnProperty('message'), new Error(undefined).hasOwnProperty('message'), new Error(null).message, new Error(5).message, new Error({}).message, new Error([1, 2]).message);
show(() => new Error(Symbol()));
//> true true false null 5 [object Object] 1,2
//> TypeError: Cannot convert a Symbol value to a string

// --- message is not enumerable
console.log(Object.keys(new Error('m')).length, JSON.stringify(new Error('m')), Object.getOwnPropertyDescriptor(new Error('m'), 'message').writable);
//> 0 {} true

// --- toString
console.log(String(new Error()), String(new Error('m')), String(new TypeError('')), Error.prototype.toString.call({name: 'N', message: 'M'}), Error.prototype.toString.call({name: '', message: 'M'}), Error.prototype.toString.call({name: 'N', message: ''}), Error.prototype.toString.call({}));
show(() => Error.prototype.toString.call(1));
show(() => Error.prototype.toString.call(null));
show(() => Error.prototype.toString.call());
//> Error Error: m TypeError N: M M N Error
//> TypeError: "this" argument is not an object
//> TypeError: "this" argument is not an object
//> TypeError: "this" argument is not an object

// --- name and message can be changed
var e = new Error('m');
e.name = 'Custom';
e.message = 'changed';
e.code = 42;
console.log(String(e), e.code, Object.keys(e).sort().join());
//> Custom: changed 42 code,name

// --- errors of one's own
function MyError(m) { this.message = m; this.name = 'MyError'; }
MyError.prototype = Object.create(Error.prototype);
MyError.prototype.constructor = MyError;
try { throw new MyError('mine'); } catch (e) { console.log(e instanceof MyError, e instanceof Error, String(e)); }
//> true true MyError: mine

// --- call without new on objects
var o = {};
Error.call(o, 'm');
console.log(o.message);
//> undefined

// --- cause is not supported
console.log(new Error('m', {cause: 'c'}).cause);
//> undefined

// --- MemoryError
show(() => String(new MemoryError()));
show(() => MemoryError.name);
show(() => new MemoryError('m').message === '');
show(() => new MemoryError() instanceof Error);
show(() => new MemoryError() instanceof InternalError);
//> MemoryError
//> MemoryError
//> true
//> true
//> true

// --- InternalError
console.log(String(new InternalError('m')), new InternalError('m') instanceof Error);
//> InternalError: m true

// --- AggregateError
// versions: 2
var e = new AggregateError([1, new Error('x')], 'm');
console.log(String(e), e.errors.length, String(e.errors[1]), e instanceof Error, e.name);
show(() => new AggregateError());
show(() => new AggregateError(1));
console.log(new AggregateError([]).message === '', AggregateError([], 'call').message, new AggregateError('ab').errors);
//> AggregateError: m 2 Error: x true AggregateError
//> TypeError: first argument is not iterable
//> TypeError: first argument is not iterable
//> true call ['a','b']

// --- stack appears when an error is thrown
var e = new Error('m');
console.log(e.stack);
try { throw e; } catch (x) { console.log(x === e, x.stack); }
//> undefined
//> true Error: m
//>     at main (:3)
//>

// --- stack of functions
function a() { b(); }
function b() { throw new TypeError('deep'); }
try { a(); } catch (e) { console.log(e.stack); }
//> TypeError: deep
//>     at b (:2)
//>     at a (:1)
//>     at main (:3)
//>

// --- stack of an engine error
function f() { return null.x; }
try { f(); } catch (e) { console.log(e.stack); }
//1> TypeError: cannot get property "x" of undefined
//2> TypeError: cannot get property "x" of null
//>     at f (:1)
//>     at main (:2)
//>

// --- stack over several lines
function f() {

    throw new Error('line 3');
}
try {
    f();
} catch (e) { console.log(e.stack); }
//> Error: line 3
//>     at f (:3)
//>     at main (:6)
//>

// --- stack of anonymous functions and methods
var o = {m: function () { throw new Error('m'); }};
try { o.m(); } catch (e) { console.log(e.stack); }
try { (function () { throw new Error('f'); })(); } catch (e) { console.log(e.stack); }
try { (() => { throw new Error('a'); })(); } catch (e) { console.log(e.stack); }
//> Error: m
//>     at anonymous (:1)
//>     at main (:2)
//>
//> Error: f
//>     at anonymous (:3)
//>     at main (:3)
//>
//> Error: a
//>     at anonymous (:4)
//>     at main (:4)
//>

// --- stack through built-in functions
function f() { throw new Error('f'); }
try { [1].forEach(f); } catch (e) { console.log(e.stack); }
try { 'a'.replace('a', f); } catch (e) { console.log(e.stack); }
try { JSON.parse('{'); } catch (e) { console.log(e.stack); }
//> Error: f
//>     at f (:1)
//>     at Array.prototype.forEach (native)
//>     at main (:2)
//>
//> Error: f
//>     at f (:1)
//>     at String.prototype.replace (native)
//>     at main (:3)
//>
//> SyntaxError: Unexpected end of input at position 1
//>     at JSON.parse (native)
//>     at main (:4)
//>

// --- stack of a constructor
function C() { throw new Error('c'); }
try { new C(); } catch (e) { console.log(e.stack); }
//> Error: c
//>     at C (:1)
//>     at main (:2)
//>

// --- stack of nested calls with recursion
function f(n) { if (n) f(n - 1); else throw new Error('r'); }
try { f(3); } catch (e) { console.log(e.stack); }
//> Error: r
//>     at f (:1)
//>       repeats 3 times
//>     at main (:2)
//>

// --- stack can be written
var e = new Error('m');
try { throw e; } catch (x) { x.stack = 'mine'; console.log(x.stack); }
//> mine

// --- stack keeps the text of the first throw
var e = new Error('first');
try { throw e; } catch (x) { x.message = 'second'; try { throw x; } catch (y) { console.log(y.stack.split('\n')[0], String(y)); } }
//> Error: first Error: second

// --- captureStackTrace does not exist
console.log(typeof Error.captureStackTrace, typeof Error.stackTraceLimit);
//> undefined undefined

// --- lineNumber and fileName of errors at run time
try { null.x; } catch (e) { console.log(e.lineNumber, e.fileName, e.columnNumber); }
//> undefined undefined undefined

// --- errors in template literals and conditions
var e = new Error('m');
console.log(`${e}`, e + '', e ? 'yes' : 'no', [e].join(), e == 'Error: m');
//> Error: m Error: m yes Error: m true

// --- console.log of errors
console.log(new Error('m'), new TypeError(), [new RangeError('r')], {e: new Error('x')});
//> Error: m TypeError [RangeError: r] {e:Error: x}

// --- the same error in catch and finally
try { try { throw new Error('a'); } finally { console.log('finally'); } } catch (e) { console.log(e.message); }
//> finally
//> a

// --- errors of reading and writing undefined
show(() => undefined.foo);
show(() => null.foo);
show(() => { undefined.foo = 1; });
show(() => { null.foo = 1; });
show(() => { var event = {}; return event.request.uri; });
show(() => { var event = {request: {headers: {}}}; return event.request.headers.host.value; });
show(() => { var event = {}; event.request.uri = '/'; });
show(() => { var event = {}; event.request.headers['x'] = {value: 'y'}; });
show(() => { var h = {}; return h['x-a']['value']; });
show(() => { var a = []; return a[0].b; });
show(() => { var a = []; a[0].b = 1; });
//> TypeError: cannot get property "foo" of undefined
//1> TypeError: cannot get property "foo" of undefined
//2> TypeError: cannot get property "foo" of null
//> TypeError: property set on primitive undefined type
//> TypeError: property set on primitive null type
//> TypeError: cannot get property "uri" of undefined
//> TypeError: cannot get property "value" of undefined
//> TypeError: property set on primitive undefined type
//> TypeError: cannot get property "headers" of undefined
//> TypeError: cannot get property "value" of undefined
//> TypeError: cannot get property "b" of undefined
//> TypeError: property set on primitive undefined type

// --- names that are not defined
show(() => foo);
show(() => foo.bar);
show(() => foo());
show(() => typeof foo);
show(() => { foo = 1; });
show(() => foo++);
show(() => { foo += 1; });
show(() => new Foo());
show(() => [foo]);
show(() => `${foo}`);
//1> ReferenceError: "foo" is not defined in 1
//1> ReferenceError: "foo" is not defined in 2
//1> ReferenceError: "foo" is not defined in 3
//2> ReferenceError: "foo" is not defined
//2> ReferenceError: "foo" is not defined
//2> ReferenceError: "foo" is not defined
//> undefined
//1> ReferenceError: "foo" is not defined in 5
//1> ReferenceError: "foo" is not defined in 6
//1> ReferenceError: "foo" is not defined in 7
//1> ReferenceError: "Foo" is not defined in 8
//1> ReferenceError: "foo" is not defined in 9
//1> ReferenceError: "foo" is not defined in 10
//2> ReferenceError: "foo" is not defined
//2> ReferenceError: "foo" is not defined
//2> ReferenceError: "foo" is not defined
//2> ReferenceError: "Foo" is not defined
//2> ReferenceError: "foo" is not defined
//2> ReferenceError: "foo" is not defined

// --- names that are not defined, lines in 1.0
// versions: 1
show(() =>
    foo);
show(() => [1,
    2,
    bar]);
//> ReferenceError: "foo" is not defined in 2
//> ReferenceError: "bar" is not defined in 5
