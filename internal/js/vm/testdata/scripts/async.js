// --- a call runs to the first await
async function f() { log('a'); await null; log('c') } f(); log('b')
//> a
//> b
//> c
// --- the result is a promise
async function f() { return 5 } var p = f(); log(typeof p.then); p.then(v => log(v))
//> function
//> 5
// --- await takes values and promises
async function f(p) { return (await 1) + await p + await f2() } async function f2() { return 3 } f(new Promise(r => r(2))).then(v => log(v))
//> 6
// --- exceptions reject
async function f() { throw new Error('x') } f().then(null, e => log('caught', e)); async function g() { await 1; null.y } g().then(null, e => log('caught', e))
//> caught Error: x
//> caught TypeError: cannot get property "y" of null
// --- try and finally around await
async function f() { try { await new Promise((_, no) => no(7)) } catch (e) { log('caught', e); await 0 } finally { log('finally'); await 0; log('more') } return 9 } f().then(v => log(v))
//> caught 7
//> finally
//> more
//> 9
// --- return through finally with await
async function f() { for (;;) { try { return await 1 } finally { await 2; log('f') } } } f().then(v => log(v))
//> f
//> 1
// --- variables, this and arguments live on
async function f(a) { let s = ''; for (let i = 0; i < 3; i++) { s += await i; s += a + this.x + arguments.length } return s } f.x = 1; var o = { f: f, x: 'x' }; o.f('a').then(v => log(v))
//> 0ax11ax12ax1
// --- closures over variables of async functions
async function f() { var fs = []; for (let i = 0; i < 2; i++) { await 0; fs.push(() => i++) } return fs } f().then(fs => { log(fs[0](), fs[1](), fs[0](), fs[1]()) })
//> 0 1 1 2
// --- the first await detaches variables from the closures that have captured them, and takes them back to what they were then
async function f() { var t = 0, g = () => { t++ }; g(); g(); await 0; log(t); t = 5; g(); log(t); await 0; var h = () => { t++ }; h(); log(t) } f()
async function k(a) { function get() { return a } a = 1; await 0; log(a, get()); a = 2; log(get()); await 0; log(a) } k(0)
//> 0
//> 5
//> 0 1
//> 1
//> 6
//> 2
// --- the order of jobs
var out = []; async function f(n) { out.push(n + '1'); await 0; out.push(n + '2'); await 0; out.push(n + '3') } f('a'); f('b'); new Promise(r => r()).then(() => { out.push('t1') }).then(() => { out.push('t2') }).then(() => { log(out) })
//> a1,b1,a2,b2,t1,a3,b3,t2
// --- thenables
async function f() { return await { then(ok) { log('then'); ok(6) } } } f().then(v => log(v)); async function g() { await { then(ok, no) { no('n') } } } g().then(0, e => log(e)); async function h() { await { get then() { throw 'getter' } } } h().then(0, e => log(e))
//> then
//> getter
//> 6
//> n
// --- arrow functions and methods
var f = async x => (await x) * 2, o = { async m() { return (await this.v) + 1 }, v: 1 }; f(4).then(v => log(v)); o.m().then(v => log(v))
//> 8
//> 2
// --- async functions are no constructors
async function f() {} new f()
//! TypeError: function is not a constructor
// --- nested calls while suspended
async function inner(n) { await 0; return n } async function outer() { var s = 0; for (var i = 0; i < 5; i++) s += await inner(i); return s } outer().then(v => log(v)); outer().then(v => log(v))
//> 10
//> 10
// --- calls of functions and built-ins from an async function
function add(a, b) { return a + b } async function f() { var t = 0; [1, 2].forEach(x => { t = add(t, x) }); await 0; [3].forEach(x => { t = add(t, x) }); return add(t, add(1, 1)) } f().then(v => log(v))
//> 5
// --- a rejection that nobody handles
async function f() { await 0; throw 'lost' } f(); log('go on')
//> go on
//! lost
// --- a rejection that is handled later is no error
var p = new Promise((_, no) => no(1)); new Promise(r => r()).then(() => { p.then(0, e => log('late', e)) })
//> late 1
// --- a promise resolved with itself
var ok, p = new Promise(r => { ok = r }); ok(p); p.then(0, e => log(e))
//> TypeError: promise self resolution
// --- resolving functions count once
new Promise((ok, no) => { ok(1); no(2); ok(3) }).then(v => log(v), e => log('no', e))
//> 1
