// Every own property of every built-in object: presence, number of parameters, name where it is not the key, and the
// attributes w(ritable) e(numerable) c(onfigurable). runtime.md 4 and 6.
//
// source: njs 0.4.3, 0.7.12
function key(k) { return typeof k === 'symbol' ? '@@' + k.description.slice(7) : k; }
function flags(d) { return (d.writable ? 'w' : '-') + (d.enumerable ? 'e' : '-') + (d.configurable ? 'c' : '-'); }
function fn(k, f) { return 'function/' + f.length + (f.name === k ? '' : ' named ' + JSON.stringify(f.name)); }
function other(v) { return typeof v === 'symbol' ? v.toString() : typeof v === 'string' ? JSON.stringify(v) : typeof v === 'object' && v !== null ? 'object' : String(v); }
function accessor(k, d) { return (d.get ? 'get ' + fn(k, d.get) : '') + (d.set ? ' set ' + fn(k, d.set) : ''); }
function row(o, k) { var d = Object.getOwnPropertyDescriptor(o, k); return key(k) + ' ' + flags(d) + ' ' + (d.get || d.set ? accessor(k, d) : typeof d.value === 'function' ? fn(k, d.value) : other(d.value)); }
function members(o, hidden) { var rows = Object.getOwnPropertyNames(o).filter(k => !hidden || hidden.indexOf(k) < 0).map(k => row(o, k)).concat(Object.getOwnPropertySymbols(o).map(k => row(o, k))); console.log(rows.sort().join('\n') || 'none'); }

// --- globalThis
members(globalThis, ['$262', 'crypto', 'njs', 'print', 'process']);
//> @@toStringTag --c "global"
//2> AggregateError w-c function/1
//> Array w-c function/1
//> ArrayBuffer w-c function/1
//> Boolean w-c function/1
//2> Buffer w-c function/0
//2> DataView w-c function/1
//> Date w-c function/7
//> Error w-c function/1
//> EvalError w-c function/1
//> Float32Array w-c function/3
//> Float64Array w-c function/3
//> Function w-c function/1
//> Infinity --- Infinity
//> Int16Array w-c function/3
//> Int32Array w-c function/3
//> Int8Array w-c function/3
//> InternalError w-c function/1
//> JSON w-c object
//> Math w-c object
//> MemoryError w-c function/1
//> NaN --- NaN
//> Number w-c function/1
//> Object w-c function/1
//> Promise w-c function/1
//> RangeError w-c function/1
//> ReferenceError w-c function/1
//> RegExp w-c function/2
//> String w-c function/1
//> Symbol w-c function/0
//> SyntaxError w-c function/1
//> TextDecoder w-c function/0
//> TextEncoder w-c function/0
//> TypeError w-c function/1
//> URIError w-c function/1
//> Uint16Array w-c function/3
//> Uint32Array w-c function/3
//> Uint8Array w-c function/3
//> Uint8ClampedArray w-c function/3
//2> atob w-c function/1
//2> btoa w-c function/1
//> clearTimeout w-c function/1
//> console wec object
//> decodeURI w-c function/1
//> decodeURIComponent w-c function/1
//> encodeURI w-c function/1
//> encodeURIComponent w-c function/1
//> eval w-c function/1
//> global wec object
//> globalThis w-c object
//> isFinite w-c function/1
//> isNaN w-c function/1
//> parseFloat w-c function/1
//> parseInt w-c function/2
//> require w-c function/1
//> setImmediate w-c function/4
//> setTimeout w-c function/2
//> toString w-c function/0
//> undefined --- undefined

// --- Object
members(Object);
//> assign w-c function/2
//> create w-c function/2
//> defineProperties w-c function/2
//> defineProperty w-c function/3
//> entries w-c function/1
//> freeze w-c function/1
//> getOwnPropertyDescriptor w-c function/2
//> getOwnPropertyDescriptors w-c function/1
//> getOwnPropertyNames w-c function/1
//> getOwnPropertySymbols w-c function/1
//> getPrototypeOf w-c function/1
//> is w-c function/2
//> isExtensible w-c function/1
//> isFrozen w-c function/1
//> isSealed w-c function/1
//> keys w-c function/1
//> length --c 1
//> name --c "Object"
//> preventExtensions w-c function/1
//> prototype --- object
//> seal w-c function/1
//> setPrototypeOf w-c function/2
//> values w-c function/1

// --- Object.prototype
members(Object.prototype);
//> __proto__ w-c null
//> constructor w-c function/1 named "Object"
//> hasOwnProperty w-c function/1
//> isPrototypeOf w-c function/1
//> propertyIsEnumerable w-c function/1
//> toString w-c function/0
//> valueOf w-c function/0

// --- Function
members(Function);
//> length --c 1
//> name --c "Function"
//> prototype --- function/0 named ""

// --- Function.prototype
members(Function.prototype);
//> apply w-c function/2
//> arguments --c get function/0 named "" set function/0 named ""
//> bind w-c function/1
//> call w-c function/1
//> caller --c get function/0 named "" set function/0 named ""
//> constructor w-c function/1 named "Function"
//> length --c 0
//> name --c ""

// --- Array
members(Array);
//> isArray w-c function/1
//> length --c 1
//> name --c "Array"
//> of w-c function/0
//> prototype --- object

// --- Array.prototype
members(Array.prototype);
//2> @@iterator w-c function/0 named "[Symbol.iterator]"
//> concat w-c function/1
//> constructor w-c function/1 named "Array"
//> copyWithin w-c function/2
//2> entries w-c function/0
//> every w-c function/1
//> fill w-c function/1
//> filter w-c function/1
//> find w-c function/1
//> findIndex w-c function/1
//> forEach w-c function/1
//> includes w-c function/1
//> indexOf w-c function/1
//> join w-c function/1
//2> keys w-c function/0
//> lastIndexOf w-c function/1
//> length w-- 0
//> map w-c function/1
//> pop w-c function/0
//> push w-c function/1
//> reduce w-c function/1
//> reduceRight w-c function/1
//> reverse w-c function/0
//> shift w-c function/0
//> slice w-c function/2
//> some w-c function/1
//> sort w-c function/1
//> splice w-c function/2
//> toString w-c function/0
//> unshift w-c function/1
//2> values w-c function/0

// --- Number
members(Number);
//> EPSILON --- 2.220446049250313e-16
//> MAX_SAFE_INTEGER --- 9007199254740991
//> MAX_VALUE --- 1.7976931348623157e+308
//> MIN_SAFE_INTEGER --- -9007199254740991
//> MIN_VALUE --- 2.2250738585072014e-308
//> NEGATIVE_INFINITY --- -Infinity
//> NaN --- NaN
//> POSITIVE_INFINITY --- Infinity
//> isFinite w-c function/1
//> isInteger w-c function/1
//> isNaN w-c function/1
//> isSafeInteger w-c function/1
//> length --c 1
//> name --c "Number"
//> parseFloat w-c function/1
//> parseInt w-c function/2
//> prototype --- object

// --- Number.prototype
members(Number.prototype);
//> __proto__ w-c object
//> constructor w-c function/1 named "Number"
//> toExponential w-c function/1
//> toFixed w-c function/1
//> toPrecision w-c function/1
//> toString w-c function/1
//> valueOf w-c function/0

// --- Boolean
members(Boolean);
//> length --c 1
//> name --c "Boolean"
//> prototype --- object

// --- Boolean.prototype
members(Boolean.prototype);
//> __proto__ w-c object
//> constructor w-c function/1 named "Boolean"
//> toString w-c function/0
//> valueOf w-c function/0

// --- Symbol
members(Symbol);
//> asyncIterator --- Symbol(Symbol.asyncIterator)
//> for w-c function/1
//> hasInstance --- Symbol(Symbol.hasInstance)
//> isConcatSpreadable --- Symbol(Symbol.isConcatSpreadable)
//> iterator --- Symbol(Symbol.iterator)
//> keyFor w-c function/1
//> length --c 0
//> match --- Symbol(Symbol.match)
//> matchAll --- Symbol(Symbol.matchAll)
//> name --c "Symbol"
//> prototype --- object
//> replace --- Symbol(Symbol.replace)
//> search --- Symbol(Symbol.search)
//> species --- Symbol(Symbol.species)
//> split --- Symbol(Symbol.split)
//> toPrimitive --- Symbol(Symbol.toPrimitive)
//> toStringTag --- Symbol(Symbol.toStringTag)
//> unscopables --- Symbol(Symbol.unscopables)

// --- Symbol.prototype
members(Symbol.prototype);
//> @@toStringTag --c "Symbol"
//> __proto__ w-c object
//> constructor w-c function/0 named "Symbol"
//> description --c get function/0 named ""
//> toString w-c function/0
//> valueOf w-c function/0

// --- Math
members(Math);
//> @@toStringTag --c "Math"
//> E --- 2.718281828459045
//> LN10 --- 2.302585092994046
//> LN2 --- 0.6931471805599453
//> LOG10E --- 0.4342944819032518
//> LOG2E --- 1.4426950408889634
//> PI --- 3.141592653589793
//> SQRT1_2 --- 0.7071067811865476
//> SQRT2 --- 1.4142135623730952
//1> __proto__ w-c object
//> abs w-c function/1
//> acos w-c function/1
//> acosh w-c function/1
//> asin w-c function/1
//> asinh w-c function/1
//> atan w-c function/1
//> atan2 w-c function/2
//> atanh w-c function/1
//> cbrt w-c function/1
//> ceil w-c function/1
//> clz32 w-c function/1
//> cos w-c function/1
//> cosh w-c function/1
//> exp w-c function/1
//> expm1 w-c function/1
//> floor w-c function/1
//> fround w-c function/1
//> hypot w-c function/2
//> imul w-c function/2
//> log w-c function/1
//> log10 w-c function/1
//> log1p w-c function/1
//> log2 w-c function/1
//> max w-c function/2
//> min w-c function/2
//> pow w-c function/2
//2> prototype --- undefined
//> random w-c function/0
//> round w-c function/1
//> sign w-c function/1
//> sin w-c function/1
//> sinh w-c function/1
//> sqrt w-c function/1
//> tan w-c function/1
//> tanh w-c function/1
//> trunc w-c function/1

// --- JSON
members(JSON);
//> @@toStringTag --c "JSON"
//> parse w-c function/2
//> stringify w-c function/3

// --- Date
members(Date);
//> UTC w-c function/7
//> length --c 7
//> name --c "Date"
//> now w-c function/0
//> parse w-c function/1
//> prototype --- object

// --- Date.prototype
members(Date.prototype);
//> __proto__ w-c object
//> constructor w-c function/7 named "Date"
//> getDate w-c function/0
//> getDay w-c function/0
//> getFullYear w-c function/0
//> getHours w-c function/0
//> getMilliseconds w-c function/0
//> getMinutes w-c function/0
//> getMonth w-c function/0
//> getSeconds w-c function/0
//> getTime w-c function/0
//> getTimezoneOffset w-c function/0
//> getUTCDate w-c function/0
//> getUTCDay w-c function/0
//> getUTCFullYear w-c function/0
//> getUTCHours w-c function/0
//> getUTCMilliseconds w-c function/0
//> getUTCMinutes w-c function/0
//> getUTCMonth w-c function/0
//> getUTCSeconds w-c function/0
//> setDate w-c function/1
//> setFullYear w-c function/3
//> setHours w-c function/4
//> setMilliseconds w-c function/1
//> setMinutes w-c function/3
//> setMonth w-c function/2
//> setSeconds w-c function/2
//> setTime w-c function/1
//> setUTCDate w-c function/1
//> setUTCFullYear w-c function/3
//> setUTCHours w-c function/4
//> setUTCMilliseconds w-c function/1
//> setUTCMinutes w-c function/3
//> setUTCMonth w-c function/2
//> setUTCSeconds w-c function/2
//> toDateString w-c function/0
//> toISOString w-c function/0
//> toJSON w-c function/1
//> toLocaleDateString w-c function/0
//> toLocaleString w-c function/0
//> toLocaleTimeString w-c function/0
//> toString w-c function/0
//> toTimeString w-c function/0
//> toUTCString w-c function/0
//> valueOf w-c function/0

// --- RegExp
members(RegExp);
//> length --c 2
//> name --c "RegExp"
//> prototype --- object

// --- RegExp.prototype
members(RegExp.prototype);
//> @@replace w-c function/2 named "[Symbol.replace]"
//2> @@split w-c function/2 named "[Symbol.split]"
//> constructor w-c function/2 named "RegExp"
//> exec w-c function/1
//1> global --c false
//1> ignoreCase --c false
//1> multiline --c false
//1> source --c "(?:)"
//2> flags --c get function/0 named ""
//2> global --c get function/0 named ""
//2> ignoreCase --c get function/0 named ""
//2> multiline --c get function/0 named ""
//2> source --c get function/0 named ""
//2> sticky --c get function/0 named ""
//> test w-c function/1
//> toString w-c function/0

// --- Promise
members(Promise);
//> @@species --c get function/0 named ""
//2> all w-c function/1
//2> allSettled w-c function/1
//2> any w-c function/1
//> length --c 1
//> name --c "Promise"
//> prototype --- object
//2> race w-c function/1
//> reject w-c function/1
//> resolve w-c function/1

// --- Promise.prototype
members(Promise.prototype);
//> @@toStringTag --c "Promise"
//> catch w-c function/1
//> constructor w-c function/1 named "Promise"
//> finally w-c function/1
//> then w-c function/2

// --- Error
members(Error);
//> length --c 1
//> name --c "Error"
//> prototype --- object

// --- Error.prototype
members(Error.prototype);
//> constructor w-c function/1 named "Error"
//> message w-c ""
//> name w-c "Error"
//> toString w-c function/0
//> valueOf w-c function/0

// --- EvalError
members(EvalError);
//> length --c 1
//> name --c "EvalError"
//> prototype --- object

// --- EvalError.prototype
members(EvalError.prototype);
//> constructor w-c function/1 named "EvalError"
//> message w-c ""
//> name w-c "EvalError"

// --- InternalError
members(InternalError);
//> length --c 1
//> name --c "InternalError"
//> prototype --- object

// --- InternalError.prototype
members(InternalError.prototype);
//> message w-c ""
//> name w-c "InternalError"
//> toString w-c function/0

// --- MemoryError
members(MemoryError);
//> length --c 1
//> name --c "MemoryError"
//> prototype --- object

// --- RangeError
members(RangeError);
//> length --c 1
//> name --c "RangeError"
//> prototype --- object

// --- RangeError.prototype
members(RangeError.prototype);
//> constructor w-c function/1 named "RangeError"
//> message w-c ""
//> name w-c "RangeError"

// --- ReferenceError
members(ReferenceError);
//> length --c 1
//> name --c "ReferenceError"
//> prototype --- object

// --- ReferenceError.prototype
members(ReferenceError.prototype);
//> constructor w-c function/1 named "ReferenceError"
//> message w-c ""
//> name w-c "ReferenceError"

// --- SyntaxError
members(SyntaxError);
//> length --c 1
//> name --c "SyntaxError"
//> prototype --- object

// --- SyntaxError.prototype
members(SyntaxError.prototype);
//> constructor w-c function/1 named "SyntaxError"
//> message w-c ""
//> name w-c "SyntaxError"

// --- TypeError
members(TypeError);
//> length --c 1
//> name --c "TypeError"
//> prototype --- object

// --- TypeError.prototype
members(TypeError.prototype);
//> constructor w-c function/1 named "TypeError"
//> message w-c ""
//> name w-c "TypeError"

// --- URIError
members(URIError);
//> length --c 1
//> name --c "URIError"
//> prototype --- object

// --- URIError.prototype
members(URIError.prototype);
//> constructor w-c function/1 named "URIError"
//> message w-c ""
//> name w-c "URIError"

// --- ArrayBuffer
members(ArrayBuffer);
//> @@species --c get function/0 named ""
//> isView w-c function/1
//> length --c 1
//> name --c "ArrayBuffer"
//> prototype --- object

// --- ArrayBuffer.prototype
members(ArrayBuffer.prototype);
//> @@toStringTag --c "ArrayBuffer"
//> byteLength --c get function/0 named ""
//> constructor w-c function/1 named "ArrayBuffer"
//> slice w-c function/2

// --- TypedArray
members(Object.getPrototypeOf(Uint8Array));
//> @@species --c get function/0 named ""
//2> from w-c function/1
//> length --c 0
//> name --c "TypedArray"
//2> of w-c function/0
//> prototype --- object

// --- TypedArray.prototype
members(Object.getPrototypeOf(Uint8Array.prototype));
//2> @@iterator w-c function/0 named "[Symbol.iterator]"
//> @@toStringTag --c get function/0 named ""
//> buffer --c get function/0 named ""
//> byteLength --c get function/0 named ""
//> byteOffset --c get function/0 named ""
//> constructor w-c function/0 named "TypedArray"
//> copyWithin w-c function/2
//2> entries w-c function/0
//2> every w-c function/1
//> fill w-c function/1
//2> filter w-c function/1
//2> find w-c function/1
//2> findIndex w-c function/1
//2> forEach w-c function/1
//2> includes w-c function/1
//2> indexOf w-c function/1
//> join w-c function/1
//2> keys w-c function/0
//2> lastIndexOf w-c function/1
//> length --c get function/0 named ""
//2> map w-c function/1
//2> reduce w-c function/1
//2> reduceRight w-c function/1
//2> reverse w-c function/0
//> set w-c function/2
//> slice w-c function/2
//2> some w-c function/1
//> sort w-c function/1
//> subarray w-c function/2
//> toString w-c function/0
//2> values w-c function/0

// --- Int8Array
members(Int8Array);
members(Int8Array.prototype);
//> BYTES_PER_ELEMENT --- 1
//> length --c 3
//> name --c "Int8Array"
//> prototype --- object
//> BYTES_PER_ELEMENT --- 1
//> constructor w-c function/3 named "Int8Array"

// --- Uint8Array
members(Uint8Array);
members(Uint8Array.prototype);
//> BYTES_PER_ELEMENT --- 1
//> length --c 3
//> name --c "Uint8Array"
//> prototype --- object
//> BYTES_PER_ELEMENT --- 1
//> constructor w-c function/3 named "Uint8Array"

// --- Uint8ClampedArray
members(Uint8ClampedArray);
members(Uint8ClampedArray.prototype);
//> BYTES_PER_ELEMENT --- 1
//> length --c 3
//> name --c "Uint8ClampedArray"
//> prototype --- object
//> BYTES_PER_ELEMENT --- 1
//> constructor w-c function/3 named "Uint8ClampedArray"

// --- Int16Array
members(Int16Array);
members(Int16Array.prototype);
//> BYTES_PER_ELEMENT --- 2
//> length --c 3
//> name --c "Int16Array"
//> prototype --- object
//> BYTES_PER_ELEMENT --- 2
//> constructor w-c function/3 named "Int16Array"

// --- Uint16Array
members(Uint16Array);
members(Uint16Array.prototype);
//> BYTES_PER_ELEMENT --- 2
//> length --c 3
//> name --c "Uint16Array"
//> prototype --- object
//> BYTES_PER_ELEMENT --- 2
//> constructor w-c function/3 named "Uint16Array"

// --- Int32Array
members(Int32Array);
members(Int32Array.prototype);
//> BYTES_PER_ELEMENT --- 4
//> length --c 3
//> name --c "Int32Array"
//> prototype --- object
//> BYTES_PER_ELEMENT --- 4
//> constructor w-c function/3 named "Int32Array"

// --- Uint32Array
members(Uint32Array);
members(Uint32Array.prototype);
//> BYTES_PER_ELEMENT --- 4
//> length --c 3
//> name --c "Uint32Array"
//> prototype --- object
//> BYTES_PER_ELEMENT --- 4
//> constructor w-c function/3 named "Uint32Array"

// --- Float32Array
members(Float32Array);
members(Float32Array.prototype);
//> BYTES_PER_ELEMENT --- 4
//> length --c 3
//> name --c "Float32Array"
//> prototype --- object
//> BYTES_PER_ELEMENT --- 4
//> constructor w-c function/3 named "Float32Array"

// --- Float64Array
members(Float64Array);
members(Float64Array.prototype);
//> BYTES_PER_ELEMENT --- 8
//> length --c 3
//> name --c "Float64Array"
//> prototype --- object
//> BYTES_PER_ELEMENT --- 8
//> constructor w-c function/3 named "Float64Array"

// --- String
members(String, ['bytesFrom']);
//> fromCharCode w-c function/1
//> fromCodePoint w-c function/1
//> length --c 1
//> name --c "String"
//> prototype --- object

// --- String.prototype
members(String.prototype, ['fromBytes', 'fromUTF8', 'length', 'toBytes', 'toUTF8']);
//1> __proto__ --c object
//2> @@iterator w-c function/0 named "[Symbol.iterator]"
//2> __proto__ w-c object
//> charAt w-c function/1
//> charCodeAt w-c function/1
//> codePointAt w-c function/1
//> concat w-c function/1
//> constructor w-c function/1 named "String"
//> endsWith w-c function/1
//> includes w-c function/1
//> indexOf w-c function/1
//> lastIndexOf w-c function/1
//> match w-c function/1
//> padEnd w-c function/1
//> padStart w-c function/1
//> repeat w-c function/1
//> replace w-c function/2
//2> replaceAll w-c function/2
//> search w-c function/1
//> slice w-c function/2
//> split w-c function/2
//> startsWith w-c function/1
//> substr w-c function/2
//> substring w-c function/2
//> toLowerCase w-c function/0
//> toString w-c function/0
//> toUpperCase w-c function/0
//> trim w-c function/0
//> trimEnd w-c function/0
//> trimStart w-c function/0
//> valueOf w-c function/0

// --- String.prototype: length
// differs in 2: in njs 0.7.12 it can be deleted
console.log(row(String.prototype, 'length'), row(new String('ab'), 'length'));
//> length --- 0 length --- 2

// --- String: byte strings
// versions: 1
members(String);
//> bytesFrom w-c function/0
//> fromCharCode w-c function/1
//> fromCodePoint w-c function/1
//> length --c 1
//> name --c "String"
//> prototype --- object

// --- String.prototype: byte strings
// versions: 1
console.log(['fromBytes', 'fromUTF8', 'toBytes', 'toUTF8'].map(k => row(String.prototype, k)).join('\n'));
//> fromBytes w-c function/0
//> fromUTF8 w-c function/0
//> toBytes w-c function/0
//> toUTF8 w-c function/0

// --- byte strings are gone in 2.0
// versions: 2
// source: aws-doc runtime 2.0 (runtime.md 6.3, 13)
// differs: njs removed them a month after 0.7.12
console.log(['fromBytes', 'fromUTF8', 'toBytes', 'toUTF8'].some(k => k in String.prototype), 'bytesFrom' in String);
//> false false

// --- TextEncoder
members(TextEncoder);
members(TextEncoder.prototype);
//> length --c 0
//> name --c "TextEncoder"
//> prototype --- object
//> constructor w-c function/0 named "TextEncoder"
//> encode w-c function/0
//> encodeInto w-c function/2
//> encoding --- "utf-8"

// --- TextDecoder
members(TextDecoder);
members(TextDecoder.prototype);
//> length --c 0
//> name --c "TextDecoder"
//> prototype --- object
//> constructor w-c function/0 named "TextDecoder"
//> decode w-c function/0
//> encoding --- undefined
//> fatal --- undefined
//> ignoreBOM --- undefined

// --- AggregateError
// versions: 2
members(AggregateError);
members(AggregateError.prototype);
//> length --c 1
//> name --c "AggregateError"
//> prototype --- object
//> constructor w-c function/1 named "AggregateError"
//> message w-c ""
//> name w-c "AggregateError"

// --- DataView
// versions: 2
members(DataView);
members(DataView.prototype);
//> length --c 1
//> name --c "DataView"
//> prototype --- object
//> @@toStringTag --c "DataView"
//> buffer --c get function/0 named ""
//> byteLength --c get function/0 named ""
//> byteOffset --c get function/0 named ""
//> constructor w-c function/1 named "DataView"
//> getFloat32 w-c function/1
//> getFloat64 w-c function/1
//> getInt16 w-c function/1
//> getInt32 w-c function/1
//> getInt8 w-c function/1
//> getUint16 w-c function/1
//> getUint32 w-c function/1
//> getUint8 w-c function/1
//> setFloat32 w-c function/2
//> setFloat64 w-c function/2
//> setInt16 w-c function/2
//> setInt32 w-c function/2
//> setInt8 w-c function/2
//> setUint16 w-c function/2
//> setUint32 w-c function/2
//> setUint8 w-c function/2

// --- Buffer
// versions: 2
members(Buffer);
//> alloc w-c function/0
//> allocUnsafe w-c function/0
//> allocUnsafeSlow w-c function/1
//> byteLength w-c function/1
//> compare w-c function/2
//> concat w-c function/1
//> from w-c function/3
//> isBuffer w-c function/1
//> isEncoding w-c function/1
//> length --c 0
//> name --c "Buffer"
//> prototype --- object

// --- Buffer.prototype
// versions: 2
members(Buffer.prototype);
//> @@toStringTag --c "Buffer"
//> compare w-c function/1
//> constructor w-c function/0 named "Buffer"
//> copy w-c function/1
//> equals w-c function/1
//> fill w-c function/1
//> includes w-c function/1
//> indexOf w-c function/1
//> lastIndexOf w-c function/1
//> length --- undefined
//> readDoubleBE w-c function/1
//> readDoubleLE w-c function/1
//> readFloatBE w-c function/1
//> readFloatLE w-c function/1
//> readInt16BE w-c function/1
//> readInt16LE w-c function/1
//> readInt32BE w-c function/1
//> readInt32LE w-c function/1
//> readInt8 w-c function/1
//> readIntBE w-c function/2
//> readIntLE w-c function/2
//> readUInt16BE w-c function/1
//> readUInt16LE w-c function/1
//> readUInt32BE w-c function/1
//> readUInt32LE w-c function/1
//> readUInt8 w-c function/1
//> readUIntBE w-c function/2
//> readUIntLE w-c function/2
//> slice w-c function/2
//> subarray w-c function/2
//> swap16 w-c function/0
//> swap32 w-c function/0
//> swap64 w-c function/0
//> toJSON w-c function/0
//> toString w-c function/0
//> write w-c function/1
//> writeDoubleBE w-c function/1
//> writeDoubleLE w-c function/1
//> writeFloatBE w-c function/1
//> writeFloatLE w-c function/1
//> writeInt16BE w-c function/1
//> writeInt16LE w-c function/1
//> writeInt32BE w-c function/1
//> writeInt32LE w-c function/1
//> writeInt8 w-c function/1
//> writeIntBE w-c function/1
//> writeIntLE w-c function/1
//> writeUInt16BE w-c function/1
//> writeUInt16LE w-c function/1
//> writeUInt32BE w-c function/1
//> writeUInt32LE w-c function/1
//> writeUInt8 w-c function/1
//> writeUIntBE w-c function/1
//> writeUIntLE w-c function/1

// --- console
members(console, ['dump', 'time', 'timeEnd']);
//> @@toStringTag --- "Console"
//> log wec function/0

// --- console has log only
// source: aws-doc runtime 1.0 and 2.0, console (runtime.md 9)
// differs: the njs command line has dump, time and timeEnd
console.log(Object.getOwnPropertyNames(console).join());
//> log

// --- crypto
members(require('crypto'), ['name', 'sandbox']);
//1> createHash w-c function/0
//1> createHmac w-c function/0
//2> @@toStringTag --- "crypto"
//2> createHash wec function/0
//2> createHmac wec function/0

// --- querystring
members(require('querystring'), ['name']);
//1> decode w-c function/4
//1> encode w-c function/4
//1> escape w-c function/1
//1> parse w-c function/4
//1> stringify w-c function/4
//1> unescape w-c function/1
//2> @@toStringTag --- "querystring"
//2> decode w-c function/0
//2> encode w-c function/0
//2> escape w-c function/0
//2> parse w-c function/0
//2> stringify w-c function/0
//2> unescape w-c function/0

// --- hash and hmac objects
members(require('crypto').createHash('md5'));
members(Object.getPrototypeOf(require('crypto').createHash('md5')));
members(Object.getPrototypeOf(require('crypto').createHmac('md5', '')));
//1> none
//1> @@toStringTag --c "Hash"
//1> constructor w-c function/2 named "Hash"
//1> digest w-c function/0
//1> name --c "Hash"
//1> update w-c function/0
//1> @@toStringTag --c "Hmac"
//1> constructor w-c function/3 named "Hmac"
//2> @@toStringTag --- "Hash"
//2> constructor w-c function/0
//2> copy w-c function/0
//> digest w-c function/0
//1> name --c "Hmac"
//> update w-c function/0
//2> __proto__ w-c null
//2> constructor w-c function/1 named "Object"
//2> hasOwnProperty w-c function/1
//2> isPrototypeOf w-c function/1
//2> propertyIsEnumerable w-c function/1
//2> toString w-c function/0
//2> valueOf w-c function/0
//2> __proto__ w-c null
//2> constructor w-c function/1 named "Object"
//2> hasOwnProperty w-c function/1
//2> isPrototypeOf w-c function/1
//2> propertyIsEnumerable w-c function/1
//2> toString w-c function/0
//2> valueOf w-c function/0

// --- instances: function
members(function f(a, b) {});
//> length --c 2
//2> name --c "f"
//> prototype w-- object

// --- instances: arrow function
members((a, b) => 1);
//> length --c 2
//2> name --c ""

// --- instances: shorthand method
members({m(a) {}}.m);
//> length --c 1
//2> name --c "m"

// --- instances: bound function
members(function f(a, b) {}.bind(null, 1));
//> length --c 1
//1> name --c "bound "
//2> name --c "bound f"

// --- instances: async function
// versions: 2
members(async function f(a) {});
members(Object.getPrototypeOf(async function f() {}));
//> length --c 1
//> name --c "f"
//> @@toStringTag --c "AsyncFunction"
//> constructor w-c function/1 named ""

// --- instances: array
members([1, , 2]);
//> 0 wec 1
//> 2 wec 2
//> length w-- 3

// --- instances: string
members(new String('ab'));
//> 0 -e- "a"
//> 1 -e- "b"
//> length --- 2

// --- instances: number, boolean, symbol, date
[new Number(1), new Boolean(true), Object(Symbol('s')), new Date(0)].forEach(o => console.log(Object.getOwnPropertyNames(o).length));
//> 0
//> 0
//> 0
//> 0

// --- instances: regular expression
members(/a/g);
//> lastIndex w-- 0

// --- instances: match
members(/(?<n>a)/.exec('ba'));
//> 0 wec "a"
//> 1 wec "a"
//> groups wec object
//> index wec 1
//> input wec "ba"
//> length w-- 2

// --- instances: error
members(new Error('m'));
//> message w-c "m"

// --- instances: error without message
members(new TypeError());
//> none

// --- instances: thrown error
try { null.x; } catch (e) { members(e); }
//1> message w-c "cannot get property \"x\" of undefined"
//1> stack w-c "TypeError: cannot get property \"x\" of undefined\n    at main (:1)\n"
//2> message w-c "cannot get property \"x\" of null"
//2> stack w-c "TypeError: cannot get property \"x\" of null\n    at main (:1)\n"

// --- instances: aggregate error
// versions: 2
members(new AggregateError([1], 'm'));
//> errors w-c object
//> message w-c "m"

// --- instances: arguments
(function () { members(arguments); })(1, 2);
//> 0 wec 1
//> 1 wec 2
//> callee --- get function/0 named "" set function/0 named ""
//> length w-c 2

// --- instances: typed array
members(new Uint8Array(2));
//> 0 we- 0
//> 1 we- 0

// --- instances: promise
members(Promise.resolve(1));
//> none

// --- instances: text encoder and decoder
members(new TextEncoder());
members(new TextDecoder());
//> none
//> none

// --- instances: array iterator
// versions: 2
members(Object.getPrototypeOf([].values()));
members(Object.getPrototypeOf(Object.getPrototypeOf([].values())));
//> @@toStringTag --c "Array Iterator"
//> next w-c function/0
//> @@iterator w-c function/0 named "[Symbol.iterator]"

// --- accessor functions have names
var d = Object.getOwnPropertyDescriptor(Symbol.prototype, 'description');
console.log(d.get.name, d.get.length, d.set);
//>  0 undefined
