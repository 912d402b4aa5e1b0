// async functions and await: 2.0 only. runtime.md 2, 3. What the parser rejects is in syntax_rejected.js.
//
// source: njs 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }
function log(n) { return v => { console.log(n, v); return v; }; }

// --- forms
// versions: 2
async function a() { return 1; }
var b = async function () { return 2; }, c = async () => 3, d = async x => x, e = async (x, y) => { return x + y; }, o = {async m() { return 6; }, async ['n']() { return 7; }};
a().then(log('a')); b().then(log('b')); c().then(log('c')); d(4).then(log('d')); e(2, 3).then(log('e')); o.m().then(log('m')); o.n().then(log('n'));
//> a 1
//> b 2
//> c 3
//> d 4
//> e 5
//> m 6
//> n 7

// --- an async function returns a promise
// versions: 2
async function f() {}
console.log(f() instanceof Promise, String(f()), typeof f, f.name, f.prototype, Object.prototype.toString.call(f));
show(() => new f());
//> true [object Promise] function f undefined [object AsyncFunction]
//> TypeError: function is not a constructor

// --- the body runs at once until the first await
// versions: 2
async function f() { console.log('1'); await null; console.log('3'); }
f();
console.log('2');
//> 1
//> 2
//> 3

// --- await of values
// versions: 2
async function f() { var a = await 1, b = await Promise.resolve(2), c = await undefined, d = await 'x', e = await [1], g = await (async () => 5)(); console.log(a, b, c, d, e, g); }
f();
//> 1 2 undefined x [1] 5

// --- await of thenables
// versions: 2
async function f() { var v = await {then(r) { r('from thenable'); }}; console.log(v); try { await {then(r, j) { j('rejected'); }}; } catch (e) { console.log(e); } }
f();
//> from thenable
//> rejected

// --- await throws what a promise rejects with
// versions: 2
async function f() { try { await Promise.reject(new Error('bad')); } catch (e) { console.log('caught', e.message); } }
f();
//> caught bad

// --- exceptions reject the promise
// versions: 2
async function f() { throw 'thrown'; }
f().catch(log('catch'));
async function g() { await 1; throw new TypeError('later'); }
g().catch(e => console.log(String(e)));
//> catch thrown
//> TypeError: later

// --- an exception of an engine operation
// versions: 2
async function f() { return null.x; }
f().catch(e => console.log(String(e)));
//> TypeError: cannot get property "x" of null

// --- return of a promise
// versions: 2
async function f() { return Promise.resolve('inner'); }
f().then(log('f'));
async function g() { return Promise.reject('inner error'); }
g().catch(log('g'));
//> f inner
//> g inner error

// --- await in expressions
// versions: 2
async function v(x) { return x; }
async function f() {
    var s = (await v(1)) + (await v(2)) * await v(3);
    var a = [await v(4), await v(5)];
    var o = {a: await v(6), [await v('k')]: 7};
    var t = await v(true) ? await v('yes') : 'no', u = `${await v('t')}`, n = !await v(0), m = -await v(1), ty = typeof await v(1), l = await v(1) || 2, q = await v(null) ?? 3;
    console.log(s, a.join(), o.a, o.k, t, u, n, m, ty, l, q);
}
f();
//> 7 4,5 6 7 yes t true -1 number 1 3

// --- await in conditions and loops
// versions: 2
async function v(x) { return x; }
async function f() {
    if (await v(1)) console.log('if');
    for (var i = await v(0); i < await v(2); i += await v(1)) console.log('for', i);
    var n = 2;
    while (await v(n--)) console.log('while', n);
    do { n++; } while (await v(n) < 2);
    switch (await v(2)) { case await v(1): console.log('one'); break; case await v(2): console.log('two'); }
    for (var k in await v({x: 1})) console.log(k);
    return await v('end');
}
f().then(log('f'));
//> if
//> for 0
//> for 1
//> while 1
//> while 0
//> two
//> x
//> f end

// --- await in try, catch and finally
// versions: 2
async function v(x) { return x; }
async function f() {
    try { await v(1); throw await v('t'); } catch (e) { var c = await v(2); console.log('catch', e, c); } finally { var d = await v(3); console.log('finally', d); }
    try { return await v('returned'); } finally { await v(0); console.log('after return'); }
}
f().then(log('f'));
//> catch t 2
//> finally 3
//> after return
//> f returned

// --- finally with return after await
// versions: 2
async function f() { try { await Promise.reject('lost'); } finally { return 'wins'; } }
f().then(log('then'), log('catch'));
//> then wins

// --- nested try with await
// versions: 2
async function f() {
    var s = '';
    try { try { await Promise.reject(1); } finally { s += 'a'; await null; s += 'b'; } } catch (e) { s += e; }
    return s;
}
f().then(log('f'));
//> f ab1

// --- await keeps variables
// versions: 2
async function f(a) { let b = 2; const c = 3; await null; { let b = 4; await null; console.log(a, b, c); } console.log(b, arguments.length, this); }
f(1, 2);
//> 1 4 3
//> 2 2 undefined

// --- await keeps this and arguments
// versions: 2
var o = {v: 1, async m() { await null; return this.v + arguments[0]; }};
o.m(5).then(log('m'));
//> m 6

// --- arrow functions: this of the surrounding function
// versions: 2
var o = {v: 1, m() { return (async () => { await null; return this.v; })(); }};
o.m().then(log('m'));
//> m 1

// --- closures after await
// versions: 2
async function f() { var fs = []; for (let i = 0; i < 3; i++) { await null; fs.push(() => i); } return fs.map(g => g()).join(); }
f().then(log('f'));
//> f 0,1,2

// --- calls one after the other
// versions: 2
async function step(n) { console.log('start', n); await null; console.log('end', n); return n; }
async function f() { var a = await step(1); var b = await step(2); console.log(a + b); }
f();
//> start 1
//> end 1
//> start 2
//> end 2
//> 3

// --- calls side by side
// versions: 2
async function step(n) { console.log('start', n); await null; console.log('end', n); return n; }
async function f() { var p = step(1), q = step(2), s = await p + await q; console.log(s); }
f();
//> start 1
//> start 2
//> end 1
//> end 2
//> 3

// --- order: await against then
// versions: 2
async function f() { console.log('f1'); await null; console.log('f2'); await null; console.log('f3'); }
f();
Promise.resolve().then(() => console.log('t1')).then(() => console.log('t2')).then(() => console.log('t3'));
console.log('script');
//> f1
//> script
//> f2
//> t1
//> f3
//> t2
//> t3

// --- order: two async functions
// versions: 2
async function f(n) { for (var i = 0; i < 3; i++) { console.log(n, i); await null; } console.log(n, 'end'); }
f('a');
f('b');
//> a 0
//> b 0
//> a 1
//> b 1
//> a 2
//> b 2
//> a end
//> b end

// --- order: await of an async function takes more turns
// versions: 2
async function inner() { return 'inner'; }
async function f() { var v = await inner(); console.log(v); }
f();
Promise.resolve().then(() => console.log('1')).then(() => console.log('2')).then(() => console.log('3')).then(() => console.log('4'));
//> inner
//> 1
//> 2
//> 3
//> 4

// --- order: return of a promise takes more turns
// versions: 2
async function f() { return Promise.resolve('f'); }
f().then(v => console.log(v));
Promise.resolve().then(() => console.log('1')).then(() => console.log('2')).then(() => console.log('3')).then(() => console.log('4'));
//> 1
//> 2
//> f
//> 3
//> 4

// --- order: return without await
// versions: 2
async function f() { return 'f'; }
f().then(v => console.log(v));
Promise.resolve().then(() => console.log('1')).then(() => console.log('2'));
//> f
//> 1
//> 2

// --- order: await in a loop and chains
// versions: 2
async function f() { for (var i = 0; i < 3; i++) { var v = await i; console.log('f', v); } }
async function g() { await f(); console.log('g'); }
g().then(() => console.log('then'));
var p = Promise.resolve();
for (let i = 0; i < 8; i++) p = p.then(() => console.log(i));
//> f 0
//> 0
//> f 1
//> 1
//> f 2
//> 2
//> g
//> 3
//> then
//> 4
//> 5
//> 6
//> 7

// --- order: exceptions
// versions: 2
async function f() { await null; throw 'e'; }
f().catch(() => console.log('caught'));
Promise.resolve().then(() => console.log('1')).then(() => console.log('2')).then(() => console.log('3'));
//> 1
//> caught
//> 2
//> 3

// --- order: await of a rejected promise
// versions: 2
async function f() { try { await Promise.reject(); } catch (e) { console.log('caught'); } }
f();
Promise.resolve().then(() => console.log('1')).then(() => console.log('2'));
//> caught
//> 1
//> 2

// --- order: nested async functions
// versions: 2
async function a() { console.log('a1'); await b(); console.log('a2'); }
async function b() { console.log('b1'); await c(); console.log('b2'); }
async function c() { console.log('c1'); await null; console.log('c2'); }
a().then(() => console.log('done'));
console.log('script');
//> a1
//> b1
//> c1
//> script
//> c2
//> b2
//> a2
//> done

// --- an unhandled rejection
// versions: 2
async function f() { throw new Error('nobody'); }
f();
console.log('script');
//> script
//! Error: unhandled promise rejection: Error: nobody

// --- an unhandled rejection after await
// versions: 2
async function f() { await null; throw 'late'; }
f();
//! Error: unhandled promise rejection: late

// --- await that never ends
// versions: 2
async function f() { console.log('before'); await new Promise(() => {}); console.log('never'); }
f();
//> before

// --- await in arguments: the quirk of the parser
// versions: 2
// source: njs 0.7.12; runtime.md 3.1 allows to reject it
async function v(x) { return x; }
function g() { return arguments.length; }
async function f() { var a = await v(1); console.log(a, g(a)); }
f();
//> 1 1

// --- recursion
// versions: 2
async function f(n) { return n ? n + await f(n - 1) : 0; }
f(20).then(log('sum'));
//> sum 210

// --- many awaits
// versions: 2
async function f() { var n = 0; for (var i = 0; i < 500; i++) { n += await i; } return n; }
f().then(log('sum'));
//> sum 124750

// --- callbacks of arrays may be async
// versions: 2
async function f() { var r = await Promise.all([1, 2, 3].map(async x => { await null; return x * 2; })); console.log(r.join()); }
f();
//> 2,4,6

// --- await in a chain of calls
// versions: 2
async function f() { var o = {async m() { return {async n() { return 'deep'; }}; }}; return (await (await o.m()).n()).length; }
f().then(log('f'));
//> f 4

// --- the handler of a function
// versions: 2
async function handler(event) { await null; event.request.uri = '/index.html'; return event.request; }
handler({request: {uri: '/'}}).then(r => console.log(r.uri));
//> /index.html

// --- getter and setter cannot be async
// versions: 2
var o = {async get() { return 'method named get'; }};
o.get().then(log('get'));
//> get method named get

// --- constructor of async functions
// versions: 2
show(() => JSON.stringify(Object.getPrototypeOf(async () => {}).constructor.name));
show(() => (async () => {}).constructor === Function);
//> ""
//> false

// --- await of a getter that throws
// versions: 2
async function f() { await {get then() { throw 'getter'; }}; }
f().catch(log('catch'));
//> catch getter

// --- sequence of await and assignment
// versions: 2
async function v(x) { return x; }
async function f() { var o = {n: 1}; o.n += await v(5); var a = 1; a += await v(a = 10); console.log(o.n, a); }
f().catch(e => console.log(String(e)));
//> 6 11

// --- order: await of a chain against chains
// versions: 2
async function f() { await Promise.resolve().then(() => console.log('inner')); console.log('f'); }
f();
Promise.resolve().then(() => console.log('1')).then(() => console.log('2')).then(() => console.log('3')).then(() => console.log('4'));
//> inner
//> 1
//> f
//> 2
//> 3
//> 4

// --- order: async functions and the combinators
// versions: 2
async function s(n, t) { for (var i = 0; i < t; i++) await null; console.log(n); return n; }
Promise.all([s('slow', 3), s('fast', 1), s('now', 0)]).then(v => console.log(v.join()));
Promise.race([s('x', 2), s('y', 1)]).then(v => console.log('race', v));
//> now
//> fast
//> y
//> x
//> slow
//> race y
//> slow,fast,now

// --- order: resolve inside an async function
// versions: 2
async function f() { await new Promise(r => { console.log('executor'); r(); console.log('resolved'); }); console.log('f'); }
f();
Promise.resolve().then(() => console.log('1'));
console.log('script');
//> executor
//> resolved
//> script
//> f
//> 1

// --- order: await of a thenable
// versions: 2
async function f() { await {then(r) { console.log('then'); r(); }}; console.log('f'); }
f();
Promise.resolve().then(() => console.log('1')).then(() => console.log('2')).then(() => console.log('3'));
console.log('script');
//> script
//> then
//> 1
//> f
//> 2
//> 3

// --- order: catch of an async function and finally
// versions: 2
async function f() { try { await null; throw 'e'; } finally { console.log('finally'); } }
f().catch(e => console.log('catch', e)).finally(() => console.log('outer finally')).then(() => console.log('end'));
Promise.resolve().then(() => console.log('1')).then(() => console.log('2')).then(() => console.log('3')).then(() => console.log('4')).then(() => console.log('5'));
//> finally
//> 1
//> catch e
//> 2
//> outer finally
//> 3
//> 4
//> 5
//> end

// --- order: a job that starts an async function
// versions: 2
async function f(n) { console.log(n, 'a'); await null; console.log(n, 'b'); await null; console.log(n, 'c'); }
Promise.resolve().then(() => f(1)).then(() => console.log('then 1'));
f(2);
Promise.resolve().then(() => f(3));
console.log('script');
//> 2 a
//> script
//> 1 a
//> 2 b
//> 3 a
//> 1 b
//> 2 c
//> 3 b
//> 1 c
//> 3 c
//> then 1

// --- order: labels, continue and await
// versions: 2
async function f() { o: for (var i = 0; i < 3; i++) { for (var j = 0; j < 3; j++) { await null; if (j === 1) continue o; console.log(i, j); } } }
f().then(() => console.log('end'));
Promise.resolve().then(() => console.log('t1')).then(() => console.log('t2')).then(() => console.log('t3')).then(() => console.log('t4'));
//> 0 0
//> t1
//> t2
//> 1 0
//> t3
//> t4
//> 2 0
//> end

// --- await after a call whose result is not used in arguments
// versions: 2
function id(x) { return x; }
async function f() { return id(1) + await 2 + id(3); }
f().then(log('f'));
//> f 6

// --- rest parameters before await
// versions: 2
async function f(a, ...r) { console.log(a, r); }
f(1, 2, 3);
//> 1 [2,3]

// --- rest parameters after await
// versions: 2
// source: ecma 10.2.11
// differs: njs 0.7.12 loses the rest parameter at the first await, a mistake that no function can want
async function f(a, ...r) { await a; console.log(a, r); }
f(1, 2, 3);
//> 1 [2,3]

// --- errors in async functions have a stack
// versions: 2
async function f() { await null; throw new Error('m'); }
f().catch(e => console.log(typeof e.stack));
//> string
