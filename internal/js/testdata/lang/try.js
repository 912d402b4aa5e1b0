// try, catch, finally. runtime.md 3.
//
// source: njs 0.4.3, 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }

// --- catch
try { throw 1; } catch (e) { console.log('caught', e); }
console.log('after');
//> caught 1
//> after

// --- catch binding is block scoped
var e = 'outer';
try { throw 'inner'; } catch (e) { e = 'changed'; }
console.log(e);
//> outer

// --- catch binding and var of the same name
try { throw 1; } catch (e) { var e = 2; console.log(e); }
console.log(e);
//> 2
//> undefined

// --- finally runs in every case
function f(v) {
    var s = [];
    try { s.push('try'); if (v) throw v; } catch (e) { s.push('catch ' + e); } finally { s.push('finally'); }
    return s.join();
}
console.log(f(0), f(1));
//> try,finally try,catch 1,finally

// --- finally after return
var s = '';
function f() { try { return 'value'; } finally { s += 'finally'; } }
console.log(f(), s);
//> value finally

// --- return in finally wins over return
function f() { try { return 1; } finally { return 2; } }
console.log(f());
//> 2

// --- return in finally wins over throw
function f() { try { throw 1; } finally { return 2; } }
console.log(f());
//> 2

// --- return in finally wins over return in catch
function f() { try { throw 1; } catch (e) { return 2; } finally { return 3; } }
console.log(f());
//> 3

// --- throw in finally wins over return
function f() { try { return 1; } finally { throw 'from finally'; } }
show(f);
//> from finally

// --- throw in finally wins over throw
function f() { try { throw 'from try'; } finally { throw 'from finally'; } }
show(f);
//> from finally

// --- throw in catch runs finally
var s = '';
function f() { try { throw 1; } catch (e) { throw 'from catch'; } finally { s += 'finally'; } }
show(f);
console.log(s);
//> from catch
//> finally

// --- returned value is evaluated before finally
function f() { var a = 1; try { return a; } finally { a = 2; } }
console.log(f());
//> 1

// --- returned object can be changed in finally
function f() { var o = {a: 1}; try { return o; } finally { o.a = 2; } }
console.log(f().a);
//> 2

// --- break in try runs finally
var s = '';
for (var i = 0; i < 3; i++) { try { if (i === 1) break; s += i; } finally { s += 'f'; } }
console.log(s, i);
//> 0ff 1

// --- continue in try runs finally
var s = '';
for (var i = 0; i < 3; i++) { try { if (i === 1) continue; s += i; } finally { s += 'f'; } }
console.log(s);
//> 0ff2f

// --- break in catch
var s = '';
for (var i = 0; i < 3; i++) { try { throw i; } catch (e) { s += e; if (e === 1) break; } finally { s += 'f'; } }
console.log(s);
//> 0f1f

// --- continue in catch
var s = '';
for (var i = 0; i < 3; i++) { try { throw i; } catch (e) { if (e === 1) continue; s += e; } finally { s += 'f'; } }
console.log(s);
//> 0ff2f

// --- break in finally
var s = '';
for (var i = 0; i < 3; i++) { try { s += i; } finally { s += 'f'; break; } }
console.log(s);
//> 0f

// --- break in finally swallows the error
function f() { for (;;) { try { throw 1; } finally { break; } } return 'done'; }
console.log(f());
//> done

// --- break in finally swallows return
function f() { for (;;) { try { return 1; } finally { break; } } return 'done'; }
console.log(f());
//> done

// --- continue in finally swallows the error
function f() { for (var i = 0; i < 3; i++) { try { throw i; } finally { continue; } } return i; }
console.log(f());
//> 3

// --- nested try
var s = '';
try { try { throw 1; } finally { s += 'inner'; } } catch (e) { s += ' outer ' + e; }
console.log(s);
//> inner outer 1

// --- nested try: inner catch, outer finally
var s = '';
try { try { throw 1; } catch (e) { s += 'catch ' + e; } s += ' after'; } finally { s += ' finally'; }
console.log(s);
//> catch 1 after finally

// --- nested try: rethrow
var s = '';
try { try { throw 1; } catch (e) { s += e; throw e + 1; } } catch (e) { s += e; }
console.log(s);
//> 12

// --- nested try in catch
try { throw 1; } catch (e) { try { throw 2; } catch (f) { console.log(e, f); } console.log(e); }
//> 1 2
//> 1

// --- nested try in finally
try { throw 1; } catch (e) {} finally { try { throw 2; } catch (e) { console.log(e); } finally { console.log('inner finally'); } }
//> 2
//> inner finally

// --- three levels of finally and return
var s = '';
function f() { try { try { try { return 'v'; } finally { s += 1; } } finally { s += 2; } } finally { s += 3; } }
console.log(f(), s);
//> v 123

// --- three levels of finally and throw
var s = '';
function f() { try { try { try { throw 'e'; } finally { s += 1; } } finally { s += 2; } } finally { s += 3; } }
show(f);
console.log(s);
//> e
//> 123

// --- return in nested try inside a loop
var s = '';
function f() { for (var i = 0; i < 3; i++) { try { try { if (i === 1) return i; } finally { s += 'a'; } } finally { s += 'b'; } } }
console.log(f(), s);
//> 1 abab

// --- break out of two try blocks
var s = '';
for (;;) { try { try { break; } finally { s += 'a'; } } finally { s += 'b'; } }
console.log(s);
//> ab

// --- break to a label out of try
var s = '';
l: for (var i = 0; i < 3; i++) { for (var j = 0; j < 3; j++) { try { if (j === 1) break l; s += i + '' + j; } finally { s += 'f'; } } }
console.log(s);
//> 00ff

// --- continue to a label out of try
var s = '';
l: for (var i = 0; i < 2; i++) { for (var j = 0; j < 3; j++) { try { if (j === 1) continue l; s += i + '' + j; } finally { s += 'f'; } } }
console.log(s);
//> 00ff10ff

// --- break of a block out of try
var s = '';
l: { try { s += 1; break l; } finally { s += 2; } s += 3; }
console.log(s);
//> 12

// --- break to two labels out of one try is an error
function f(x) {
    a: for (;;) { b: for (;;) { try { if (x) break a; break b; } finally {} } }
}
//! InternalError: break/return instructions with different labels ("a" vs "b") from try-catch block are not supported

// --- continue to two labels out of one try is an error
a: for (;;) { b: for (;;) { try { if (1) continue a; continue b; } catch (e) {} } }
//! InternalError: continue instructions with different labels ("a" vs "b") from try-catch block are not supported

// --- break and return out of one try
function f(x) { for (;;) { try { if (x) return 'return'; break; } finally {} } return 'break'; }
console.log(f(1), f(0));
//! InternalError: break/return instructions with different labels ("@return" vs "") from try-catch block are not supported

// --- continue and break out of one try
var s = '';
for (var i = 0; i < 4; i++) { try { if (i === 1) continue; if (i === 3) break; s += i; } finally { s += 'f'; } }
console.log(s);
//> 0ff2ff

// --- loop inside try
var s = '';
try { for (var i = 0; i < 3; i++) { if (i === 1) continue; if (i === 2) break; s += i; } } finally { s += 'f'; }
console.log(s);
//> 0f

// --- switch inside try, try inside switch
var s = '';
function f(v) { try { switch (v) { case 1: return 'one'; case 2: break; default: throw v; } return 'two'; } catch (e) { return 'caught ' + e; } finally { s += 'f'; } }
console.log(f(1), f(2), f(3), s);
switch (1) { case 1: try { break; } finally { console.log('finally'); } case 2: console.log('not here'); }
//> one two caught 3 fff
//> finally

// --- errors of the engine are caught
show(() => null.a);
show(() => undefinedName);
show(() => (1)());
show(() => { throw new SyntaxError('made'); });
//1> TypeError: cannot get property "a" of undefined
//1> ReferenceError: "undefinedName" is not defined in 2
//2> TypeError: cannot get property "a" of null
//2> ReferenceError: "undefinedName" is not defined
//> TypeError: number is not a function
//> SyntaxError: made

// --- errors through functions
function a() { b(); }
function b() { try { c(); } finally { console.log('b'); } }
function c() { throw new Error('c'); }
try { a(); } catch (e) { console.log(e.message); }
//> b
//> c

// --- errors through built-in functions
try { [1, 2, 3].forEach(function (v) { if (v === 2) throw 'at ' + v; console.log(v); }); } catch (e) { console.log(e); }
try { 'a'.replace(/a/, function () { throw 'in replace'; }); } catch (e) { console.log(e); }
try { JSON.parse('[1]', function () { throw 'in reviver'; }); } catch (e) { console.log(e); }
try { [2, 1].sort(function () { throw 'in sort'; }); } catch (e) { console.log(e); }
//> 1
//> at 2
//> in replace
//> in reviver
//> in sort

// --- errors in getters, setters and conversions
show(() => ({get a() { throw 'get'; }}).a);
show(() => { ({set a(v) { throw 'set'; }}).a = 1; });
show(() => ({valueOf() { throw 'valueOf'; }}) + 1);
show(() => `${{toString() { throw 'toString'; }}}`);
//> get
//> set
//> valueOf
//> toString

// --- finally with a function that throws and catches
function g() { try { throw 1; } catch (e) {} }
function f() { try { throw 'kept'; } finally { g(); } }
show(f);
//> kept

// --- try in a loop many times
var n = 0;
for (var i = 0; i < 1000; i++) { try { if (i % 2) throw i; } catch (e) { n++; } finally { n++; } }
console.log(n);
//> 1500

// --- catch of a thrown undefined
try { throw undefined; } catch (e) { console.log(e, typeof e); }
//> undefined undefined

// --- closures over the catch binding
var f = [];
for (var i = 0; i < 3; i++) { try { throw i; } catch (e) { f.push(() => e); } }
console.log(f.map(g => g()).join());
//> 2,2,2

// --- empty blocks
try {} catch (e) {}
try {} finally {}
try {} catch (e) {} finally {}
try { throw 1; } catch (e) {}
console.log('ok');
//> ok

// --- stack overflow is caught
var depth = 0;
function f() { depth++; f(); }
try { f(); } catch (e) { console.log(e instanceof RangeError, e.message, depth > 100); }
//> true Maximum call stack size exceeded true

// --- code after a caught stack overflow works
function f() { f(); }
for (var i = 0; i < 3; i++) { try { f(); } catch (e) { console.log(String(e)); } }
//> RangeError: Maximum call stack size exceeded
//> RangeError: Maximum call stack size exceeded
//> RangeError: Maximum call stack size exceeded
