// JSON: stringify with all its arguments, reviver. runtime.md 6.9.
//
// source: njs 0.4.3, 0.7.12
function show(f) { var v; try { v = f(); v = typeof v == 'string' || v !== null && typeof v == 'object' ? JSON.stringify(v) : String(v); } catch (e) { v = 'throws ' + e; } console.log(v); }
function list(f) { var l; try { l = f(); } catch (e) { l = ['throws ' + e]; } l.forEach(function(v) { console.log(typeof v == 'string' || v !== null && typeof v == 'object' ? JSON.stringify(v) : String(v)); }); }

// --- stringify: space
show(() => JSON.stringify({a:[],b:{},c:[[]]}, null, 1).replace(/\n/g, '|'));
show(() => JSON.stringify({a:[1,2],b:{x:1}}, null, '--').replace(/\n/g, '|'));
show(() => JSON.stringify([1], null, 20).replace(/\n/g, '|'));
show(() => JSON.stringify([1], null, 'abcdefghijklmn').replace(/\n/g, '|'));
show(() => JSON.stringify([1], null, -1));
show(() => JSON.stringify([1], null, 1.9).replace(/\n/g, '|'));
show(() => JSON.stringify([1], null, new Number(2)).replace(/\n/g, '|'));
show(() => JSON.stringify([1], null, new String('+')).replace(/\n/g, '|'));
show(() => JSON.stringify([1], null, true));
show(() => JSON.stringify([1], null, Symbol()));
//> "{| \"a\": [|  | ],| \"b\": {|  | },| \"c\": [|  [|   |  ]| ]|}"
//> "{|--\"a\": [|----1,|----2|--],|--\"b\": {|----\"x\": 1|--}|}"
//> "[|          1|]"
//> "[|abcdefghij1|]"
//> "[1]"
//> "[| 1|]"
//> "[|  1|]"
//> "[|+1|]"
//> "[1]"
//> "[1]"

// --- stringify: what has no text
list(() => [
  JSON.stringify(undefined),
  JSON.stringify(function() {}),
  JSON.stringify(Symbol()),
  JSON.stringify(),
  JSON.stringify(null),
  JSON.stringify(NaN),
  JSON.stringify(-0),
  JSON.stringify('a'),
].map(String));
list(() => [
  JSON.stringify(undefined, null, 2),
  JSON.stringify('a', null, 2),
  JSON.stringify(function() {}, null, 2),
].map(String));
show(() => JSON.stringify([undefined, function() {}, Symbol(), NaN, Infinity, null, true, 1e21]));
//> "undefined"
//> "undefined"
//> "undefined"
//> "undefined"
//> "null"
//> "null"
//> "0"
//> "\"a\""
//> "undefined"
//> "\"a\""
//> "undefined"
//> "[null,null,null,null,null,null,true,1e+21]"

// --- stringify: holes
show(() => JSON.stringify([1,,2]));
//> "[1,null,2]"

// --- stringify: members that have no text
show(() => JSON.stringify({a: undefined, b: function() {}, c: Symbol(), d: 1, [Symbol('x')]: 2}));
//> "{\"d\":1}"

// --- stringify: objects of built-in classes
show(() => JSON.stringify([new Number(1), new String('x'), new Boolean(false), Object(Symbol('x'))]));
show(() => JSON.stringify(new Date(0)));
show(() => JSON.stringify(new Date(NaN)));
show(() => JSON.stringify(/a/));
show(() => JSON.stringify(new Error('x')));
show(() => (function() { return JSON.stringify(arguments) })(1, 2));
show(() => JSON.stringify(Math) + JSON.stringify(JSON) + JSON.stringify(new ArrayBuffer(2)));
show(() => Object.prototype.toString.call(JSON));
//> "[1,\"x\",false,{}]"
//> "\"1970-01-01T00:00:00.000Z\""
//1> "\"Invalid Date\""
//2> throws RangeError: Invalid time value
//> "{}"
//> "{}"
//> "{\"0\":1,\"1\":2}"
//> "{}{}{}"
//> "[object JSON]"

// --- stringify: escapes
show(() => JSON.stringify('\u0000\u001f"\\/\b\f\n\r\t\u007f\u2028é😀'));
show(() => JSON.stringify(['αβγ'.repeat(3)]));
//> "\"\\u0000\\u001f\\\"\\\\/\\b\\f\\n\\r\\t é😀\""
//> "[\"αβγαβγαβγ\"]"

// --- stringify: toJSON
show(() => JSON.stringify({a: {toJSON: function(k) { return k + '!' }}, b: [{toJSON: function(k) { return typeof k + k }}]}));
show(() => JSON.stringify({toJSON: function(k) { return '[' + k + ']' }}));
show(() => JSON.stringify({toJSON: function(k) { throw new Error('x') }}));
show(() => JSON.stringify({get toJSON() { throw new Error('x') }}));
show(function() { String.prototype.toJSON = function() { return 'S' }; var r = JSON.stringify('a'); delete String.prototype.toJSON; return r });
//> "{\"a\":\"a!\",\"b\":[\"string0\"]}"
//> "\"[]\""
//> throws Error: x
//> throws Error: x
//> "\"a\""

// --- stringify: replacer function
show(() => JSON.stringify({a: 1, b: [2]}, function(k, v) { return typeof v == 'number' ? v + 1 : v }));
show(function() { var l = []; JSON.stringify({a: 1, b: [2]}, function(k, v) { l.push(k, typeof k); return v }); return l });
show(() => JSON.stringify({a: 1, b: 2}, function(k, v) { return k == 'a' ? undefined : v }));
show(() => JSON.stringify({a: 1}, function(k, v) { return k === '' ? {z: 1} : v }));
//> "{\"a\":2,\"b\":[3]}"
//> ["","string","a","string","b","string","0","string"]
//> "{\"b\":2}"
//> "{\"z\":1}"

// --- stringify: list of names
show(() => JSON.stringify({a: 1, '': 2}, []));
show(() => JSON.stringify([1,2], ['0']));
show(() => JSON.stringify({a: 1}, ['toString', 'a']));
show(() => JSON.stringify({1.5: 'x', 2: 'y'}, [1.5, 2]));
//> "{\"\":2}"
//> "[1,2]"
//> "{\"a\":1}"
//> "{\"1.5\":\"x\",\"2\":\"y\"}"

// --- stringify: names in a list that are not text
show(() => JSON.stringify({a: 1, b: {a: 2, c: 3}, c: [{a: 1, d: 2}], 1: 5, '': 7}, ['a', 'b', 1, new String('c'), 'a', null, {}]));
//> "{\"\":7,\"a\":1,\"b\":{\"a\":2,\"c\":3},\"1\":5,\"c\":[{\"a\":1}]}"

// --- stringify: depth
show(function() { var a = {}; a.a = a; return JSON.stringify(a) });
show(function() { var a = []; for (var i = 0; i < 30; i++) a = [a]; return JSON.stringify(a).length });
show(function() { var a = []; for (var i = 0; i < 31; i++) a = [a]; return JSON.stringify(a).length });
//> throws TypeError: Nested too deep or a cyclic structure
//> 62
//> throws TypeError: Nested too deep or a cyclic structure

// --- stringify: getters
show(() => JSON.stringify({get a() { return 1 }}));
show(() => JSON.stringify({get a() { throw new Error('g') }}));
//> "{\"a\":1}"
//> throws Error: g

// --- stringify: Buffer
show(() => typeof Buffer == 'undefined' ? '' : JSON.stringify(Buffer.from('ab')));
//1> ""
//2> "{\"type\":\"Buffer\",\"data\":[97,98]}"

// --- stringify: order of members
show(() => JSON.stringify({s: 'abc', n: 1.5e-7}));
//> "{\"s\":\"abc\",\"n\":1.5e-7}"

// --- stringify: order of members, unlike the reference
// differs: order of indexes
show(() => JSON.stringify({b:1,a:2,1:3}));
//> "{\"1\":3,\"b\":1,\"a\":2}"

// --- parse: reviver
show(() => JSON.stringify(JSON.parse('{"a":1,"b":[1,{"c":2}],"d":null}', function(k, v) { return typeof v == 'number' ? v + 1 : v })));
show(function() { var l = []; JSON.parse('{"a":1,"b":[1,2]}', function(k, v) { l.push(k + ':' + typeof k + ':' + (Array.isArray(this) ? 'A' : typeof this)); return v }); return l });
show(() => JSON.stringify(JSON.parse('{"a":1,"b":[1,2]}', function(k, v) { return k == 'a' || k == '0' ? undefined : v })));
show(() => JSON.parse('1', function(k, v) { return v + 1 }));
show(() => JSON.parse('{}', function(k, v) { return 5 }));
show(() => JSON.stringify(JSON.parse('{}', {})));
//> "{\"a\":2,\"b\":[2,{\"c\":3}],\"d\":null}"
//> ["a:string:object","0:string:A","1:string:A","b:string:object",":string:object"]
//> "{\"b\":[null,2]}"
//1> 1
//2> 2
//> 5
//> "{}"

// --- parse: reviver and depth
show(function() { var s = ''; for (var i = 0; i < 31; i++) s += '['; s += '1'; for (i = 0; i < 31; i++) s += ']'; return JSON.stringify(JSON.parse(s, function(k, v) { return v })).length });
show(function() { var d = 0; return JSON.parse('[1,2]', function(k, v) { if (k == '0') { this[1] = this; } return v }) });
//> 63
//> throws TypeError: Nested too deep or a cyclic structure

// --- parse: names
show(() => Object.getPrototypeOf(JSON.parse('{"__proto__":null}')) === Object.prototype);
show(() => JSON.stringify(JSON.parse('{"a":1,"b":2,"a":3}')));
//> true
//> "{\"a\":3,\"b\":2}"
