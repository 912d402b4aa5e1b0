// JSON: parse, its errors, reviver; stringify, toJSON, replacer, space. runtime.md 6.9.
//
// source: njs 0.4.3, 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }
function s(v, r, i) { return JSON.stringify(v, r, i); }

// --- parse: values
console.log(JSON.parse('1'), JSON.parse('"a"'), JSON.parse('true'), JSON.parse('false'), JSON.parse('null'), JSON.parse('[1,2]'), JSON.parse('{"a":1}').a, JSON.parse('[]'), s(JSON.parse('{}')), JSON.parse(' \t\n\r1 \n'));
//> 1 a true false null [1,2] 1 [] {} 1

// --- parse: numbers
console.log(JSON.parse('-1'), JSON.parse('1.5'), JSON.parse('1e3'), JSON.parse('1E+3'), JSON.parse('1.5e-3'), JSON.parse('-0'), 1 / JSON.parse('-0'), JSON.parse('1e400'), JSON.parse('123456789012345678901'), JSON.parse('0.1'), JSON.parse('0'));
//> -1 1.5 1000 1000 0.0015 -0 -Infinity Infinity 123456789012345680000 0.1 0

// --- parse: malformed numbers
['01', '1.', '.5', '+1', '-', '1e', '1e+', '0x1', '1_0', '--1', 'Infinity', 'NaN', '-Infinity', '1.5.5', '1a', '-a'].forEach(t => show(() => JSON.parse(t)));
//> 1
//> 1
//> 0.5
//> SyntaxError: Unexpected number at position 0
//> SyntaxError: Unexpected number at position 0
//> SyntaxError: Unexpected token at position 1
//> SyntaxError: Unexpected token at position 1
//> SyntaxError: Unexpected token at position 1
//> SyntaxError: Unexpected token at position 1
//> SyntaxError: Unexpected number at position 1
//> SyntaxError: Unexpected token at position 0
//> SyntaxError: Unexpected token at position 0
//> SyntaxError: Unexpected number at position 1
//> SyntaxError: Unexpected token at position 3
//> SyntaxError: Unexpected token at position 1
//> SyntaxError: Unexpected number at position 1

// --- parse: strings
console.log(s(JSON.parse('"\\"\\\\\\/\\b\\f\\n\\r\\t"')), JSON.parse('"\\u0041\\u00e9\\u20AC"'), JSON.parse('"\\ud83d\\ude00"'), JSON.parse('"é日😀"'), JSON.parse('""').length, JSON.parse('"\\u0000"').length);
//> "\"\\/\b\f\n\r\t" Aé€ 😀 é日😀 0 1

// --- parse: lone surrogates
console.log(JSON.parse('"\\ud83d"').charCodeAt(0), JSON.parse('"\\ude00"').charCodeAt(0), JSON.parse('"\\ud83dx"').length, JSON.parse('"\\ud83d\\u0041"').length);
//> 65533 65533 2 2

// --- parse: malformed strings
['"', '"a', '"\\', '"\\x"', '"\\u12"', '"\\u12g4"', '"\\', '"\t"', '"\n"', "'a'", '"a\\', '"\\u"', '"\\uD83D\\u"', '"\u0000"', '"\u001f"'].forEach(t => show(() => JSON.parse(t)));
//> SyntaxError: Unexpected end of input at position 1
//> SyntaxError: Unexpected end of input at position 2
//> SyntaxError: Unexpected end of input at position 2
//> SyntaxError: Unknown escape char at position 2
//> SyntaxError: Invalid Unicode escape sequence at position 5
//> SyntaxError: Invalid Unicode escape sequence at position 5
//> SyntaxError: Unexpected end of input at position 2
//> SyntaxError: Forbidden source char at position 1
//> SyntaxError: Forbidden source char at position 1
//> SyntaxError: Unexpected number at position 0
//> SyntaxError: Unexpected end of input at position 3
//> SyntaxError: Invalid Unicode escape sequence at position 3
//> SyntaxError: Invalid Unicode escape sequence at position 9
//> SyntaxError: Forbidden source char at position 1
//> SyntaxError: Forbidden source char at position 1

// --- parse: malformed objects
['{', '{a:1}', '{"a"}', '{"a":}', '{"a":1,}', '{"a":1 "b":2}', '{,}', '{"a":1', '{"a"', '{"a":', "{'a':1}", '{1:1}', '{"a":1,,"b":2}', '{"a":1]', '{"a" 1}', '{"a":1}}'].forEach(t => show(() => JSON.parse(t)));
//> SyntaxError: Unexpected end of input at position 1
//> SyntaxError: Unexpected token at position 1
//> SyntaxError: Unexpected token at position 4
//> SyntaxError: Unexpected token at position 5
//> SyntaxError: Trailing comma at position 6
//> SyntaxError: Unexpected token at position 7
//> SyntaxError: Unexpected token at position 1
//> SyntaxError: Unexpected end of input at position 6
//> SyntaxError: Unexpected token at position 4
//> SyntaxError: Unexpected end of input at position 5
//> SyntaxError: Unexpected token at position 1
//> SyntaxError: Unexpected token at position 1
//> SyntaxError: Unexpected token at position 7
//> SyntaxError: Unexpected token at position 6
//> SyntaxError: Unexpected token at position 5
//> SyntaxError: Unexpected token at position 7

// --- parse: malformed arrays
['[', '[1', '[1,', '[1,]', '[,]', '[1 2]', '[1}', '[1,,2]', ']', '[]]', '[1]2'].forEach(t => show(() => JSON.parse(t)));
//> SyntaxError: Unexpected end of input at position 1
//> SyntaxError: Unexpected end of input at position 2
//> SyntaxError: Unexpected end of input at position 3
//> SyntaxError: Trailing comma at position 2
//> SyntaxError: Unexpected number at position 1
//> SyntaxError: Unexpected token at position 3
//> SyntaxError: Unexpected token at position 2
//> SyntaxError: Unexpected number at position 3
//> SyntaxError: Unexpected token at position 0
//> SyntaxError: Unexpected token at position 2
//> SyntaxError: Unexpected token at position 3

// --- parse: malformed words and other text
['', ' ', 'tru', 'truE', 'fals', 'nul', 'nulll', 'undefined', 'a', '// c', '/* */1', '1;', '\u00a01', '\ufeff1', '@', '1 1', 'true false', 'é', '😀'].forEach(t => show(() => JSON.parse(t)));
//> SyntaxError: Unexpected end of input at position 0
//> SyntaxError: Unexpected end of input at position 1
//> SyntaxError: Unexpected token at position 0
//> SyntaxError: Unexpected token at position 0
//> SyntaxError: Unexpected token at position 0
//> SyntaxError: Unexpected token at position 0
//> SyntaxError: Unexpected token at position 4
//> SyntaxError: Unexpected token at position 0
//> SyntaxError: Unexpected token at position 0
//> SyntaxError: Unexpected number at position 0
//> SyntaxError: Unexpected number at position 0
//> SyntaxError: Unexpected token at position 1
//> SyntaxError: Unexpected token at position 0
//> SyntaxError: Unexpected token at position 0
//> SyntaxError: Unexpected token at position 0
//> SyntaxError: Unexpected token at position 2
//> SyntaxError: Unexpected token at position 5
//> SyntaxError: Unexpected token at position 0
//> SyntaxError: Unexpected token at position 0

// --- parse: positions
show(() => JSON.parse('{"a": 1, "b": x}'));
show(() => JSON.parse('[1, 2,\n  3, }'));
show(() => JSON.parse('"é😀" x'));
show(() => JSON.parse('{"é": x}'));
//> SyntaxError: Unexpected token at position 14
//> SyntaxError: Unexpected token at position 12
//> SyntaxError: Unexpected token at position 5
//> SyntaxError: Unexpected token at position 6

// --- parse: the argument is converted to a string
console.log(JSON.parse(1), JSON.parse(null), JSON.parse(true), JSON.parse([5]), JSON.parse({toString() { return '{"a":2}'; }}).a);
show(() => JSON.parse());
show(() => JSON.parse(undefined));
show(() => JSON.parse({}));
show(() => JSON.parse(Symbol()));
show(() => JSON.parse(''));
//> 1 null true 5 2
//> SyntaxError: Unexpected token at position 0
//> SyntaxError: Unexpected token at position 0
//> SyntaxError: Unexpected token at position 1
//> TypeError: Cannot convert a Symbol value to a string
//> SyntaxError: Unexpected end of input at position 0

// --- parse: buffers
// versions: 2
console.log(JSON.parse(Buffer.from('{"a":1}')).a);
//> 1

// --- parse: equal names
console.log(s(JSON.parse('{"a":1,"b":2,"a":3}')), s(JSON.parse('{"":1}')));
//> {"a":3,"b":2} {"":1}

// --- parse: __proto__ is an ordinary name
var o = JSON.parse('{"__proto__":{"x":1},"a":2}');
console.log(Object.keys(o).join(), o.x, Object.getPrototypeOf(o) === Object.prototype);
//> __proto__,a undefined true

// --- parse: names that are indexes
console.log(s(JSON.parse('{"2":1,"1":2}')[1]), JSON.parse('[[1],{"a":[2]}]')[1].a[0]);
//> 2 2

// --- parse: depth
show(() => JSON.parse('['.repeat(31) + ']'.repeat(31)).length);
show(() => JSON.parse('['.repeat(32) + ']'.repeat(32)).length);
show(() => JSON.parse('['.repeat(33) + ']'.repeat(33)).length);
show(() => JSON.parse('{"a":'.repeat(31) + '1' + '}'.repeat(31)) instanceof Object);
show(() => JSON.parse('{"a":'.repeat(33) + '1' + '}'.repeat(33)));
show(() => JSON.parse('['.repeat(10000)));
//> 1
//> SyntaxError: Nested too deep at position 31
//> SyntaxError: Nested too deep at position 31
//> true
//> SyntaxError: Nested too deep at position 155
//> SyntaxError: Nested too deep at position 31

// --- parse: reviver
console.log(s(JSON.parse('{"a":1,"b":[2,3]}', (k, v) => typeof v === 'number' ? v * 2 : v)));
var log = [];
JSON.parse('{"a":1,"b":[2,{"c":3}]}', function (k, v) { log.push(k + '=' + s(v) + '/' + (Array.isArray(this) ? 'array' : 'object')); return v; });
console.log(log.join(' '));
//> {"a":2,"b":[4,6]}
//> a=1/object 0=2/array c=3/object 1={"c":3}/array b=[2,{"c":3}]/object ={"a":1,"b":[2,{"c":3}]}/object

// --- parse: reviver that deletes
console.log(s(JSON.parse('{"a":1,"b":2,"c":[1,2,3]}', (k, v) => k === 'a' || v === 2 && k !== 'b' ? undefined : v)), JSON.parse('1', () => undefined), JSON.parse('[1,2]', (k, v) => k === '0' ? undefined : v).length);
//1> {"b":2,"c":[1,null,3]} 1 2
//2> {"b":2,"c":[1,null,3]} undefined 2

// --- parse: reviver that replaces everything
console.log(JSON.parse('{"a":1}', (k, v) => k === '' ? 'whole' : v), JSON.parse('5', (k, v) => v + 1), JSON.parse('"a"', function (k, v) { return typeof this + k + v; }));
//1> whole 5 a
//2> whole 6 objecta

// --- parse: what is no function is no reviver
console.log(s(JSON.parse('{"a":1}', 1)), s(JSON.parse('[1]', null)), s(JSON.parse('[1]', {})));
//> {"a":1} [1] [1]

// --- parse: reviver that throws
show(() => JSON.parse('[1]', () => { throw new Error('reviver'); }));
//> Error: reviver

// --- parse: reviver and changes
console.log(s(JSON.parse('[1,2,3]', function (k, v) { if (k === '0') this[1] = 'changed'; return v; })));
//> [1,"changed",3]

// --- stringify: values
console.log(s(1), s('a'), s(true), s(null), s(undefined), s([1, 'a', null]), s({a: 1}), s([]), s({}), s(NaN), s(Infinity), s(-0), s(1e21), s(() => 1), s(Symbol()), s(), s(new Date(0)), s(/a/), s(new Error('m')));
//> 1 "a" true null undefined [1,"a",null] {"a":1} [] {} null null 0 1e+21 undefined undefined undefined "1970-01-01T00:00:00.000Z" {} {}

// --- stringify: in arrays and objects
console.log(s([undefined, () => 1, Symbol(), NaN]), s({a: undefined, b: () => 1, c: Symbol(), d: NaN, e: null}), s([, 5]), s({a: {}, b: []}), s([[], [[]], {}]));
//> [null,null,null,null] {"d":null,"e":null} [null,5] {"a":{},"b":[]} [[],[[]],{}]

// --- stringify: objects of primitives
console.log(s(new Number(1)), s(new String('a')), s(new Boolean(false)), s(Object(Symbol())), s([new Number(NaN), new String('é')]));
//> 1 "a" false {} [null,"é"]

// --- stringify: strings
console.log(s('"\\/\b\f\n\r\t'), s('\u0000\u001f'), s('\u007f').length, s('é日😀'), s('\u2028\u2029'), s('</script>'), s('\v'));
//> "\"\\/\b\f\n\r\t" "\u0000\u001f" 3 "é日😀" "  " "</script>" "\u000b"

// --- stringify: all control characters
var t = '';
for (var i = 0; i < 32; i++) t += String.fromCharCode(i);
console.log(s(t));
//> "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f"

// --- stringify: what is enumerated
function A() { this.own = 1; }
A.prototype.inherited = 2;
var o = new A();
Object.defineProperty(o, 'hidden', {value: 3});
o[Symbol('s')] = 4;
Object.defineProperty(o, 'getter', {get() { return 5; }, enumerable: true});
console.log(s(o), s('ab'), s(new String('ab')), s((function () { return arguments; })(1, 2)));
//> {"own":1,"getter":5} "ab" "ab" {"0":1,"1":2}

// --- stringify: arrays with properties
var a = [1, 2];
a.x = 3;
console.log(s(a), s({0: 'a', length: 1}));
//> [1,2] {"0":"a","length":1}

// --- stringify: toJSON
console.log(s({toJSON() { return 5; }}), s({a: {toJSON(k) { return 'key ' + k; }}}), s([{toJSON(k) { return k; }}]), s({toJSON: 1, a: 2}), s({toJSON() { return undefined; }}), s({a: {toJSON() { return undefined; }}}), s({toJSON() { return {toJSON() { return 'inner'; }}; }}));
show(() => s({toJSON() { throw new Error('toJSON'); }}));
//> 5 {"a":"key a"} ["0"] {"toJSON":1,"a":2} undefined {} {}
//> Error: toJSON

// --- stringify: toJSON of dates
console.log(s({d: new Date(86400000)}), s(new Date(NaN)), s([new Date(0)]));
//1> {"d":"1970-01-02T00:00:00.000Z"} "Invalid Date" ["1970-01-01T00:00:00.000Z"]
//2! RangeError: Invalid time value

// --- stringify: toJSON on prototypes
// versions: 2
String.prototype.toJSON = function () { return 'from prototype'; };
Number.prototype.toJSON = function () { return 'number'; };
console.log(s('a'), s([1, 'b']));
//> "a" [1,"b"]

// --- stringify: replacer function
console.log(s({a: 1, b: 'x'}, (k, v) => typeof v === 'number' ? v + 1 : v), s({a: 1, b: 2}, (k, v) => k === 'a' ? undefined : v), s([1, 2], (k, v) => k === '0' ? undefined : v), s(1, () => 'replaced'), s({a: 1}, () => undefined));
var log = [];
s({a: [1, {b: 2}]}, function (k, v) { log.push(k + ':' + (Array.isArray(this) ? 'array' : typeof this)); return v; });
console.log(log.join());
//> {"a":2,"b":"x"} {"b":2} [null,2] "replaced" undefined
//> :object,a:object,0:array,1:array,b:object

// --- stringify: replacer function after toJSON
console.log(s({a: {toJSON() { return 'json'; }}}, (k, v) => k === 'a' ? typeof v : v));
//> {"a":"string"}

// --- stringify: replacer array
console.log(s({a: 1, b: 2, c: 3}, ['a', 'c']), s({a: {a: 1, b: 2}, b: 1}, ['a']), s({1: 'x', 2: 'y'}, [1]), s({a: 1}, []), s([1, 2], ['0']), s({a: 1, b: 2}, ['b', 'a', 'b']), s({a: 1}, [new String('a')]), s({a: 1}, [null, {}, 'a']));
//> {"a":1,"c":3} {"a":{"a":1}} {"1":"x"} {} [1,2] {"b":2,"a":1} {"a":1} {"a":1}

// --- stringify: other replacers
console.log(s({a: 1}, 1), s({a: 1}, 'a'), s({a: 1}, {}), s({a: 1}, null));
//> {"a":1} {"a":1} {"a":1} {"a":1}

// --- stringify: space
console.log(s({a: 1, b: [1, 2], c: {}, d: []}, null, 2));
//> {
//>   "a": 1,
//>   "b": [
//>     1,
//>     2
//>   ],
//>   "c": {
//>     
//>   },
//>   "d": [
//>     
//>   ]
//> }

// --- stringify: space as text
console.log(s([1, [2]], null, '--'));
console.log(s({a: 1}, null, '\t'));
console.log(s({a: 1}, null, '12345678901234'));
//> [
//> --1,
//> --[
//> ----2
//> --]
//> ]
//> {
//> 	"a": 1
//> }
//> {
//> 1234567890"a": 1
//> }

// --- stringify: space as a number
console.log(s([1], null, 0), s([1], null, 0.9), s([1], null, -1), s([1], null, true), s([1], null, ''), s([1], null, null), s([1], null, {}));
console.log(s([1], null, 1));
console.log(s([1], null, 100));
console.log(s([1], null, new Number(1)));
console.log(s([1], null, new String('x')));
console.log(s([1], null, '3'));
//> [1] [1] [1] [1] [1] [1] [1]
//> [
//>  1
//> ]
//> [
//>           1
//> ]
//> [
//>  1
//> ]
//> [
//> x1
//> ]
//> [
//> 31
//> ]

// --- stringify: space of empty values
console.log(s([], null, 2), s({}, null, 2), s([[]], null, 1), s([{}], null, 1));
//> [
//>   
//> ] {
//>   
//> } [
//>  [
//>   
//>  ]
//> ] [
//>  {
//>   
//>  }
//> ]

// --- stringify: cyclic structures
var o = {};
o.o = o;
show(() => s(o));
var a = [];
a.push(a);
show(() => s(a));
var x = {y: {}};
x.y.x = x;
show(() => s(x));
//> TypeError: Nested too deep or a cyclic structure
//> TypeError: Nested too deep or a cyclic structure
//> TypeError: Nested too deep or a cyclic structure

// --- stringify: the same object twice is no cycle
var o = {a: 1};
console.log(s([o, o, {o: o}]));
//> [{"a":1},{"a":1},{"o":{"a":1}}]

// --- stringify: depth
function deep(n) { var o = 1; while (n--) o = [o]; return o; }
show(() => s(deep(31)).length);
show(() => s(deep(32)).length);
show(() => s(deep(33)).length);
show(() => s(deep(100)));
//> 63
//> TypeError: Nested too deep or a cyclic structure
//> TypeError: Nested too deep or a cyclic structure
//> TypeError: Nested too deep or a cyclic structure

// --- stringify: typed arrays and buffers
console.log(s(new Uint8Array(0)), s(new ArrayBuffer(2)));
//> {} {}

// --- stringify: typed arrays with elements
// versions: 2
console.log(s(new Uint8Array([1, 2])), s(Buffer.from('ab')), s([new Float32Array([0.5])]));
//> {"0":1,"1":2} {"type":"Buffer","data":[97,98]} [{"0":0.5}]

// --- stringify: getters that throw
show(() => s({get a() { throw new Error('getter'); }}));
show(() => s({a: 1}, () => { throw new Error('replacer'); }));
//> Error: getter
//> Error: replacer

// --- stringify: symbols as names and values
console.log(s({[Symbol('a')]: 1, b: Symbol('c')}), s([Symbol()]), s(Symbol(), () => 1));
//> {} [null] 1

// --- stringify: long text counts code points
console.log(s('α𐐀z'.repeat(10)).length, s('é'.repeat(1000)).length);
//> 32 1002

// --- stringify: promise, function, math, global object
console.log(s(Promise.resolve(1)), s(Math), s(JSON), s({f: Math.max}));
//> {} {} {} {}

// --- round trip
var v = {a: [1, -2.5, 'x"\n', null, true, {b: {c: []}}], 'é 😀': ''};
console.log(s(JSON.parse(s(v))) === s(v), s(JSON.parse(s(v, null, 4))) === s(v));
//> true true

// --- JSON is no function
show(() => JSON());
show(() => new JSON());
console.log(typeof JSON, String(JSON));
//> TypeError: object is not a function
//> TypeError: object is not a function
//> object [object JSON]

// --- the error of parse
try { JSON.parse('{'); } catch (e) { console.log(e instanceof SyntaxError, e.name, e.message); }
//> true SyntaxError Unexpected end of input at position 1

// --- functions in arrays, and numbers as literals
// differs in 2: njs 0.7.12 turns the position into a string, wherever else the script has it as a literal
var a = [0, () => 0];
console.log(a.length, typeof 1, s([, 1]));
//> 2 number [null,1]

// --- stringify: a space beyond the range of integers
console.log(JSON.stringify([1], null, 1e18).length, JSON.stringify([1], null, 1e19).length, JSON.stringify([1], null, Infinity).length);
//1> 15 3 15
//2> 15 15 15

// --- parse: integers of more than 32 bits
// source: ecma 25.5.1
console.log(JSON.parse('4294967295'), JSON.parse('[2147483648,-4294967296,999999999999999]'));
//> 4294967295 [2147483648,-4294967296,999999999999999]
