// console.log: how values of all classes are shown. runtime.md 9.
//
// source: njs 0.4.3, 0.7.12
function c(v) { console.log(v); }

// --- values
c('str'); c(1); c(-0); c(1.5); c(NaN); c(true); c(null); c(undefined); c(Symbol('a')); c(['str', 1, -0]); c({a: 'b', c: {d: 1}}); c([]); c({});
//> str
//> 1
//> -0
//> 1.5
//> NaN
//> true
//> null
//> undefined
//> Symbol(a)
//> ['str',1,-0]
//> {a:'b',c:{d:1}}
//> []
//> {}

// --- holes
c([1,,2]); c([,,1]); c([1,,,]); c([,]); c([1,,,2,,]); 
//> [1,<empty>,2]
//1> [<empty>,<empty>,1]
//2> [<2 empty items>,1]
//1> [1,<empty>,<empty>]
//2> [1,<2 empty items>]
//> [<empty>]
//1> [1,<empty>,<empty>,2,<empty>]
//2> [1,<2 empty items>,2,<empty>]

// --- functions
c(function f() {}); c(() => 1); c(Math.max); c({f: function g() {}, h: Math.min});
//1> [Function]
//2> [Function: f]
//> [Function]
//1> [Function: native]
//2> [Function: max]
//1> {f:[Function],h:[Function: native]}
//2> {f:[Function: f],h:[Function: min]}

// --- dates and expressions
c(new Date(0)); c(new Date(NaN)); c([new Date(0)]); c(/a/g); c({r: /x/i});
//> 1970-01-01T00:00:00.000Z
//> Invalid Date
//> [1970-01-01T00:00:00.000Z]
//> /a/g
//> {r:/x/i}

// --- errors
c(new Error('x')); c([new Error('x')]); c({e: new TypeError('y')}); 
//> Error: x
//> [Error: x]
//> {e:TypeError: y}

// --- errors that were thrown
try { throw new Error('thrown') } catch (e) { c(e); c([e]) }
//> Error: thrown
//>     at main (:1)
//> 
//> [Error: thrown
//>     at main (:1)
//> ]

// --- wrapper objects
c(new String('s')); c(new Number(-0)); c(new Number(1)); c(new Boolean(false)); c(Object(Symbol('q'))); c([new String("it's")]);
//> [String: 's']
//> [Number: -0]
//> [Number: 1]
//> [Boolean: false]
//> [Symbol: Symbol(q)]
//> [[String: 'it's']]

// --- cycles and values seen twice
var a = {}; a.self = a; c(a); var b = [1]; b.push(b); c(b); var s = {}; c({x: s, y: s}); c([s, s]); var arr = []; c([arr, [arr]]);
//> {self:[Circular]}
//> [1,[Circular]]
//1> {x:{},y:[Circular]}
//2> {x:{},y:{}}
//1> [{},[Circular]]
//2> [{},{}]
//1> [[],[[Circular]]]
//2> [[],[[]]]

// --- accessors
c({get a() { return 1 }, set a(v) {}, get b() { return 2 }, set c(v) {}});
//> {a:'[Getter/Setter]',b:'[Getter]',c:'[Setter]'}

// --- names and texts
// differs: order of indexes
c({'a b': 1, '1': 2, "it's": 3}); c(["it's", "a\nb", 'q"q', '\\']);
//> {1:2,a b:1,it's:3}
//> ['it's','a\nb','q"q','\\']

// --- symbols and hidden properties
c({[Symbol('k')]: 1}); c(Object.defineProperty({}, 'h', {value: 1})); c(Object.defineProperty([1], 'h', {value: 1}));
//> {Symbol(k):1}
//> {}
//1> [1]
//2> [1,h:1]

// --- arrays with properties
var m = 'abc'.match(/b/); c(m); var z = [1,2]; z.foo = 'bar'; c(z); 
//1> ['b']
//2> ['b',groups:undefined,index:1,input:'abc']
//1> [1,2]
//2> [1,2,foo:'bar']

// --- typed arrays and prototypes
c(new Uint8Array([1,2,3])); c([new Float64Array([1.5])]); c(new ArrayBuffer(3)); c(Object.create(null)); c(Object.create({inherited: 1}));
//> Uint8Array [1,2,3]
//> [Float64Array [1.5]]
//> ArrayBuffer {}
//> {}
//> {}

// --- other classes
// differs: order of symbols
c(Promise.resolve(1)); c(Math); c(JSON); c((function() { return arguments })(1, 2)); c({[Symbol.toStringTag]: 'Tagged', a: 1}); c([[[[1]]]]);
//> Promise {}
//> Math {}
//> JSON {}
//> {0:1,1:2}
//> Tagged {a:1,Symbol(Symbol.toStringTag):'Tagged'}
//> [[[[1]]]]

// --- members of all types
c({undefined: undefined, n: null, s: Symbol('x'), b: true}); c(globalThis === undefined);
//> {undefined:undefined,n:null,s:Symbol(x),b:true}
//> false

// --- depth
var d = []; for (var i = 0; i < 31; i++) d = [d]; c(d); d = [d]; c(d);
//> [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
//> TypeError: Nested too deep or a cyclic structure

// --- built-in functions, long arrays
c(Object); c(Error); c(Symbol); c(new Array(3)); c(new Array(1000)); c('αβ'); c(['αβ']); c({"α": 1});
//1> [Function: native]
//2> [Function: Object]
//1> [Function: native]
//2> [Function: Error]
//1> [Function: native]
//2> [Function: Symbol]
//1> [<empty>,<empty>,<empty>]
//2> [<3 empty items>]
//1> [<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>,<empty>]
//2> [<1000 empty items>]
//> αβ
//> ['αβ']
//> {α:1}

// --- nested
c({a: [1, {b: 2}], c: [[]]}); c(String); c(RegExp.prototype); c(Date.prototype); c(Array.prototype); c(Error.prototype); c(Number.prototype);
//> {a:[1,{b:2}],c:[[]]}
//1> [Function: native]
//2> [Function: String]
//1> /(?:)/
//2> {}
//> {}
//1> []
//2> [concat:[Function: concat],constructor:[Function: Array],copyWithin:[Function: copyWithin],entries:[Function: entries],every:[Function: every],fill:[Function: fill],filter:[Function: filter],find:[Function: find],findIndex:[Function: findIndex],forEach:[Function: forEach],includes:[Function: includes],indexOf:[Function: indexOf],join:[Function: join],keys:[Function: keys],lastIndexOf:[Function: lastIndexOf],map:[Function: map],pop:[Function: pop],push:[Function: push],reduce:[Function: reduce],reduceRight:[Function: reduceRight],reverse:[Function: reverse],shift:[Function: shift],slice:[Function: slice],some:[Function: some],sort:[Function: sort],splice:[Function: splice],toString:[Function: toString],unshift:[Function: unshift],values:[Function: values]]
//> {}
//> [Number: 0]

// --- objects of version 2
// versions: 2
c(Buffer.from('ab')); c(new DataView(new ArrayBuffer(1))); c([Buffer.from('ab')]); c([1].values());
//> Buffer [97,98]
//> DataView {}
//> [Buffer [97,98]]
//> Array Iterator {}

// --- errors with properties
c({toString: function() { return 'x' }}); var e = new Error('m'); e.foo = 1; c(e); c(new RangeError()); var ne = new Error('q'); ne.name = 'N'; c(ne);
//1> {toString:[Function]}
//2> {toString:[Function: toString]}
//> Error: m
//> RangeError
//> N: q

// --- undefined elements
c([undefined, null]); c([,undefined]); c({a:[,]});
//> [undefined,null]
//> [<empty>,undefined]
//> {a:[<empty>]}
