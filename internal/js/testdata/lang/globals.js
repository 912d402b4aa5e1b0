// Global names: what exists, what does not, what the njs command line has and CloudFront Functions have not.
// runtime.md 4, 5, 10.
//
// source: njs 0.4.3, 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }

// --- absent in both
['Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'FinalizationRegistry', 'Proxy', 'Reflect', 'BigInt', 'BigInt64Array',
    'SharedArrayBuffer', 'Atomics', 'Intl', 'WebAssembly', 'setInterval', 'clearInterval', 'queueMicrotask', 'fetch',
    'XMLHttpRequest', 'WebSocket', 'URL', 'URLSearchParams', 'Headers', 'Request', 'Response', 'structuredClone',
    'performance', 'escape', 'unescape', 'window', 'self', 'module', 'exports', 'Iterator', 'GeneratorFunction',
    'AsyncFunction', 'TypedArray', 'DOMException', 'AbortController', 'Blob', 'navigator', 'handler'].forEach(function (name) {
    if (name in globalThis) console.log(name);
});
console.log('done');
//> done

// --- absent in 1.0
// versions: 1
console.log(typeof Buffer, typeof DataView, typeof AggregateError, typeof atob, typeof btoa);
//> undefined undefined undefined undefined undefined

// --- Map
new Map();
//1! ReferenceError: "Map" is not defined in 1
//2! ReferenceError: "Map" is not defined

// --- Set
new Set([1]);
//1! ReferenceError: "Set" is not defined in 1
//2! ReferenceError: "Set" is not defined

// --- Proxy
new Proxy({}, {});
//1! ReferenceError: "Proxy" is not defined in 1
//2! ReferenceError: "Proxy" is not defined

// --- fetch
fetch('https://example.com');
//1! ReferenceError: "fetch" is not defined in 1
//2! ReferenceError: "fetch" is not defined

// --- URLSearchParams in a function
function handler() { return new URLSearchParams('a=1'); }
handler();
//1! ReferenceError: "URLSearchParams" is not defined in 1
//2! ReferenceError: "URLSearchParams" is not defined

// --- names that only the command line has
// source: aws-doc restricted features (runtime.md 4, 10)
// differs: the njs command line has process, njs, print, a test object, and in 2.0 a crypto object
console.log(typeof process, typeof njs, typeof print, typeof crypto, typeof $262);
//> undefined undefined undefined undefined undefined

// --- process
// source: aws-doc restricted features (runtime.md 10)
// differs: the njs command line has process
console.log(process.env.HOME);
//1! ReferenceError: "process" is not defined in 1
//2! ReferenceError: "process" is not defined

// --- njs object
// source: runtime.md 4, "hide"
// differs: the engine is not shown
console.log(njs.version);
//1! ReferenceError: "njs" is not defined in 1
//2! ReferenceError: "njs" is not defined

// --- crypto is a module
// source: aws-doc runtime 2.0, no WebCrypto (runtime.md 4)
// differs in 2: the njs command line has WebCrypto from 0.7.0
show(() => crypto.subtle);
//1> ReferenceError: "crypto" is not defined in 1
//2> ReferenceError: "crypto" is not defined

// --- timers
// source: aws-doc restricted features; njs without a host (runtime.md 10); aws-doc says only "not supported"
// differs: the njs command line is a host with timers
show(() => setTimeout(function () {}, 1));
show(() => setImmediate(function () {}));
//> InternalError: not supported by host environment
//> InternalError: not supported by host environment

// --- timers check their argument first
show(() => setTimeout());
show(() => setTimeout(1));
show(() => setImmediate('code'));
//> TypeError: too few arguments
//> TypeError: first arg must be a function
//> TypeError: first arg must be a function

// --- clearTimeout has nothing to clear
console.log(clearTimeout(1), clearTimeout(), clearTimeout('x'));
//> undefined undefined undefined

// --- eval
show(() => eval('1'));
show(() => eval());
show(() => eval(1));
//> InternalError: Not implemented
//> InternalError: Not implemented
//> InternalError: Not implemented

// --- Function is disabled
show(() => new Function('return 1'));
show(() => Function('return 1'));
show(() => new Function());
show(() => (function () {}).constructor('return 1')());
//> TypeError: function constructor is disabled in "safe" mode
//> TypeError: function constructor is disabled in "safe" mode
//> TypeError: function constructor is disabled in "safe" mode
//> TypeError: function constructor is disabled in "safe" mode

// --- Function is disabled for async functions
// versions: 2
show(() => (async function () {}).constructor('return 1')());
//> TypeError: function constructor is disabled in "safe" mode

// --- globalThis
console.log(globalThis === global, typeof globalThis, globalThis.globalThis === globalThis, String(globalThis));
//> true object true [object global]

// --- this at top level
console.log(this === undefined, typeof this);
console.log(this === globalThis);
//> false object
//> true

// --- this in functions
function f() { return this; }
console.log(f(), f.call(1), f.call(null), (() => this)() === this);
//> undefined 1 null true

// --- var and function make no properties of the global object
var aVariable = 1;
function aFunction() {}
console.log(typeof globalThis.aVariable, typeof globalThis.aFunction, 'aVariable' in globalThis);
//> number function true

// --- let and const make no properties of the global object
// versions: 2
let a = 1;
const b = 2;
console.log('a' in globalThis, 'b' in globalThis);
//> false false

// --- properties of the global object are variables
globalThis.added = 5;
console.log(typeof added, globalThis.added);
console.log(added);
//> number 5
//> 5

// --- assigning to an undeclared name
undeclared = 1;
//1! ReferenceError: "undeclared" is not defined in 1
//2! ReferenceError: "undeclared" is not defined

// --- assigning to an undeclared name, caught
show(function () { undeclared = 1; });
//1> ReferenceError: "undeclared" is not defined in 1
//2> ReferenceError: "undeclared" is not defined

// --- typeof of an undeclared name
console.log(typeof undeclared);
//> undefined

// --- constants cannot be assigned
show(function () { globalThis.undefined = 1; });
show(function () { globalThis.NaN = 1; });
show(function () { globalThis.Infinity = 1; });
show(function () { delete globalThis.NaN; });
//> TypeError: Cannot assign to read-only property "undefined" of object
//> TypeError: Cannot assign to read-only property "NaN" of object
//> TypeError: Cannot assign to read-only property "Infinity" of object
//> TypeError: Cannot delete property "NaN" of object

// --- undefined is no keyword
show(function () { var undefined = 1; return undefined; });
//> 1

// --- assignment to undefined
undefined = 1;
//1! ReferenceError: "undefined" is not defined in 1
//2! TypeError: Cannot assign to read-only property "undefined" of object

// --- assignment to NaN
NaN = 1;
//1! ReferenceError: "NaN" is not defined in 1
//2! TypeError: Cannot assign to read-only property "NaN" of object

// --- assignment to a built-in
var kept = Array;
Array = 1;
console.log(Array);
//1! ReferenceError: "Array" is not defined in 2
//2> 1

// --- deleting a built-in
console.log(delete globalThis.Math);
console.log(typeof Math);
//> true
//> undefined

// --- enumerable globals
// differs: the njs command line has more
console.log(Object.keys(globalThis).sort().join());
//> console,global

// --- the global object as a string
console.log(Object.prototype.toString.call(globalThis), globalThis + '', toString());
//> [object global] [object global] [object Undefined]

// --- isNaN
console.log(isNaN(), isNaN(NaN), isNaN('x'), isNaN(''), isNaN(null), isNaN(undefined), isNaN({}), isNaN([1]), isNaN('1'));
show(() => isNaN(Symbol()));
//> true true true false false true true false false
//> TypeError: Cannot convert a Symbol value to a number

// --- isFinite
console.log(isFinite(), isFinite(1), isFinite('1'), isFinite(Infinity), isFinite(-Infinity), isFinite(NaN), isFinite(null), isFinite(''), isFinite([]));
show(() => isFinite(Symbol()));
//> false true true false false false true true true
//> TypeError: Cannot convert a Symbol value to a number

// --- parseInt
console.log(parseInt(), parseInt(''), parseInt('12px'), parseInt('  7'), parseInt('-0') === 0, 1 / parseInt('-0'), parseInt('0x1F'), parseInt('1e3'));
console.log(parseInt('11', 2), parseInt('z', 36), parseInt('12', 2), parseInt('2', 2), parseInt('1', 1), parseInt('1', 37), parseInt('8', 8));
console.log(parseInt('0x10', 16), parseInt('0x10', 10), parseInt('11', undefined), parseInt('11', null), parseInt('11', '2'), parseInt('11', 2.9));
console.log(parseInt(null, 36), parseInt(undefined, 36), parseInt(1e21), parseInt(0.0000005), parseInt([5, 6]), parseInt(true));
//> NaN NaN 12 7 true -Infinity 31 1
//> 3 35 1 NaN NaN NaN NaN
//> 16 0 11 11 3 3
//> 1112745 86464843759093 1 5 5 NaN

// --- parseInt white space
console.log(parseInt('\t1'), parseInt('\n1'), parseInt('\u00a01'), parseInt('\ufeff1'), parseInt('- 1'));
//1> NaN NaN NaN NaN NaN
//2> 1 1 1 1 NaN

// --- parseInt large
console.log(parseInt('9007199254740993'), parseInt('ffffffffffffffff', 16), parseInt('18446744073709551617'), parseInt('1' + '0'.repeat(30)));
//1> 9007199254740992 NaN 1 5076944270305264000
//2> 9007199254740992 18446744073709552000 18446744073709552000 9.999999999999999e+29

// --- parseInt errors
show(() => parseInt(Symbol()));
show(() => parseInt('1', Symbol()));
show(() => parseInt({toString() { throw new Error('s'); }}));
//> TypeError: Cannot convert a Symbol value to a string
//> TypeError: Cannot convert a Symbol value to a number
//> Error: s

// --- parseFloat
console.log(parseFloat(), parseFloat(''), parseFloat('3.14abc'), parseFloat('.5'), parseFloat('5.'), parseFloat('-.5e-2x'), parseFloat('1e'), parseFloat('1e+'));
console.log(parseFloat('Infinity'), parseFloat('-Infinityx'), parseFloat('infinity'), parseFloat('0x10'), parseFloat('+'), parseFloat('1_0'), parseFloat('1e1000'));
console.log(parseFloat('\n 1'), parseFloat('\u00a01'), 1 / parseFloat('-0'), parseFloat([1.5, 2]), parseFloat(null));
show(() => parseFloat(Symbol()));
//> NaN NaN 3.14 0.5 5 -0.005 1 1
//> Infinity -Infinity NaN 0 NaN 1 Infinity
//> 1 1 -Infinity 1.5 NaN
//> TypeError: Cannot convert a Symbol value to a string

// --- encodeURIComponent
console.log(encodeURIComponent('a b&c=d/e?f#g+h'), encodeURIComponent("-_.!~*'()"), encodeURIComponent('é€😀'), encodeURIComponent('"<>\\^`{|}%'));
console.log(encodeURIComponent(), encodeURIComponent(null), encodeURIComponent(12.5), encodeURIComponent([1, 2]), encodeURIComponent({}));
show(() => encodeURIComponent(Symbol()));
//> a%20b%26c%3Dd%2Fe%3Ff%23g%2Bh -_.!~*'() %C3%A9%E2%82%AC%F0%9F%98%80 %22%3C%3E%5C%5E%60%7B%7C%7D%25
//> undefined null 12.5 1%2C2 %5Bobject%20Object%5D
//> TypeError: Cannot convert a Symbol value to a string

// --- encodeURI
console.log(encodeURI('http://a.b/c d?e=f&g#h;,@:$+!\'()*~-_.'), encodeURI('é€😀'), encodeURI('%41[]'), encodeURI());
//> http://a.b/c%20d?e=f&g#h;,@:$+!'()*~-_. %C3%A9%E2%82%AC%F0%9F%98%80 %2541%5B%5D undefined

// --- encodeURIComponent of all of ASCII
var s = '';
for (var i = 0; i < 128; i++) s += String.fromCharCode(i);
console.log(encodeURIComponent(s));
console.log(encodeURI(s));
//> %00%01%02%03%04%05%06%07%08%09%0A%0B%0C%0D%0E%0F%10%11%12%13%14%15%16%17%18%19%1A%1B%1C%1D%1E%1F%20!%22%23%24%25%26'()*%2B%2C-.%2F0123456789%3A%3B%3C%3D%3E%3F%40ABCDEFGHIJKLMNOPQRSTUVWXYZ%5B%5C%5D%5E_%60abcdefghijklmnopqrstuvwxyz%7B%7C%7D~%7F
//> %00%01%02%03%04%05%06%07%08%09%0A%0B%0C%0D%0E%0F%10%11%12%13%14%15%16%17%18%19%1A%1B%1C%1D%1E%1F%20!%22#$%25&'()*+,-./0123456789:;%3C=%3E?@ABCDEFGHIJKLMNOPQRSTUVWXYZ%5B%5C%5D%5E_%60abcdefghijklmnopqrstuvwxyz%7B%7C%7D~%7F

// --- decodeURIComponent
console.log(decodeURIComponent('a%20b%26c%3dd'), decodeURIComponent('%C3%A9%E2%82%AC%F0%9F%98%80'), decodeURIComponent('+'), decodeURIComponent('%41'), decodeURIComponent());
//> a b&c=d é€😀 + A undefined

// --- decodeURI keeps reserved characters
console.log(decodeURI('%3B%2F%3F%3A%40%26%3D%2B%24%2C%23%41%20%c3%a9'));
console.log(decodeURI('%3b%2f%3f'));
//> %3B%2F%3F%3A%40%26%3D%2B%24%2C%23A é
//> %3b%2f%3f

// --- decodeURIComponent errors
['%', '%4', '%4g', '%g4', '%80', '%C3', '%C3%', '%C3%28', '%C0%80', '%ED%A0%80', '%F5%80%80%80', '%E2%82', 'é%', '%F8%80%80%80%80'].forEach(function (s) {
    show(() => decodeURIComponent(s));
});
//> URIError: malformed URI
//> URIError: malformed URI
//> URIError: malformed URI
//> URIError: malformed URI
//> URIError: malformed URI
//> URIError: malformed URI
//> URIError: malformed URI
//> URIError: malformed URI
//> URIError: malformed URI
//> URIError: malformed URI
//> URIError: malformed URI
//> URIError: malformed URI
//> URIError: malformed URI
//> URIError: malformed URI

// --- decodeURI errors
['%', '%2', '%zz', '%80', '%E0%80%80'].forEach(function (s) { show(() => decodeURI(s)); });
//> URIError: malformed URI
//> URIError: malformed URI
//> URIError: malformed URI
//> URIError: malformed URI
//> URIError: malformed URI

// --- the error of decodeURIComponent
try { decodeURIComponent('%'); } catch (e) { console.log(e instanceof URIError, e.name, e.message, Object.prototype.toString.call(e)); }
//> true URIError malformed URI [object Error]

// --- encode and decode round trip
var s = '';
for (var i = 1; i < 0x11000; i += 97) if (i < 0xd800 || i > 0xdfff) s += String.fromCodePoint(i);
console.log(decodeURIComponent(encodeURIComponent(s)) === s, decodeURI(encodeURI(s)) === s);
//> true true
