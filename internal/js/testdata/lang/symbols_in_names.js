// source: njs 0.4.3, 0.7.12
function attempt(f) { try { console.log(f()); } catch (e) { console.log(e.name + ': ' + e.message); } }

// --- errors about properties show symbols as calls
var s = Symbol('q');
attempt(() => { Object.freeze({})[s] = 1; });
attempt(() => { Object.freeze([1])[s] = 1; });
attempt(() => { Object.freeze({[s]: 1})[s] = 2; });
attempt(() => { Object.freeze({})[Symbol()] = 2; });
attempt(() => delete Object.freeze({[s]: 1})[s]);
attempt(() => Object.defineProperty(Object.freeze({}), s, {value: 1}));
attempt(() => Object.defineProperty(Object.freeze({[s]: 1}), s, {value: 2}));
attempt(() => { ({get [s]() { return 1; }})[s] = 2; });
attempt(() => ({})[s]());
//> TypeError: Cannot add property "Symbol(q)", object is not extensible
//> TypeError: Cannot add property "Symbol(q)", object is not extensible
//> TypeError: Cannot assign to read-only property "Symbol(q)" of object
//> TypeError: Cannot add property "Symbol()", object is not extensible
//> TypeError: Cannot delete property "Symbol(q)" of object
//> TypeError: Cannot add property "Symbol(q)", object is not extensible
//> TypeError: Cannot redefine property: "Symbol(q)"
//> TypeError: Cannot set property "Symbol(q)" of object which has only a getter
//> TypeError: (intermediate value)["Symbol(q)"] is not a function

// --- the object of a symbol as a string
attempt(() => String(Object(Symbol())));
attempt(() => String(Object(Symbol('a'))));
attempt(() => `${Object(Symbol('a'))}`);
attempt(() => [Object(Symbol('a'))].join());
attempt(() => Object(Symbol('a')).toString());
//> TypeError: Cannot convert a Symbol value to a string
//> TypeError: Cannot convert a Symbol value to a string
//> TypeError: Cannot convert a Symbol value to a string
//> TypeError: Cannot convert a Symbol value to a string
//> Symbol(a)

// --- the object of a symbol as a name
var o = {[Symbol.iterator]: 3};
attempt(() => o[Object(Symbol.iterator)]);
attempt(() => { o[Object(Symbol.iterator)] = 4; return o[Symbol.iterator]; });
attempt(() => Object(Symbol.iterator) in o);
attempt(() => o.hasOwnProperty(Object(Symbol.iterator)));
attempt(() => o[Object(Symbol.iterator)]++);
attempt(() => delete o[Object(Symbol.iterator)]);
attempt(() => ({[Object(Symbol.iterator)]: 5})[Symbol.iterator]);
attempt(() => ({get [Object(Symbol.iterator)]() { return 6; }})[Symbol.iterator]);
attempt(() => Object.defineProperty({}, Object(Symbol.iterator), {value: 7})[Symbol.iterator]);
attempt(() => o[{toString() { return {}; }, valueOf() { return Symbol.iterator; }}]);
//1> TypeError: Cannot convert a Symbol value to a string
//1> TypeError: Cannot convert a Symbol value to a string
//2> 3
//2> 4
//> true
//1> TypeError: Cannot convert a Symbol value to a string
//1> TypeError: Cannot convert a Symbol value to a string
//1> TypeError: Cannot convert a Symbol value to a string
//2> true
//2> 4
//2> true
//> 5
//> 6
//> 7
//1> TypeError: Cannot convert a Symbol value to a string
//2> undefined
