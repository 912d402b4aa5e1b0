// Promise: states, chains, the order of jobs, and the combinators of 2.0. runtime.md 6.12. async functions are in async.js.
//
// source: njs 0.4.3, 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }
function log(n) { return v => { console.log(n, v); return v; }; }

// --- constructor
console.log(typeof new Promise(() => {}), String(Promise.resolve()), new Promise(() => {}) instanceof Promise);
show(() => Promise(() => {}));
show(() => new Promise());
show(() => new Promise(1));
show(() => new Promise({}));
//> object [object Promise] true
//> TypeError: the Promise constructor must be called with new
//> TypeError: unexpected arguments
//> TypeError: unexpected arguments
//> TypeError: unexpected arguments

// --- the executor runs at once
console.log('before');
new Promise((resolve, reject) => { console.log('inside', typeof resolve, typeof reject, resolve.length, reject.length); });
console.log('after');
//> before
//> inside function function 1 1
//> after

// --- resolve and reject
new Promise(r => r(1)).then(log('then'));
new Promise((r, j) => j(2)).then(log('wrong'), log('rejected'));
new Promise(() => { throw 3; }).catch(log('thrown'));
Promise.resolve(4).then(log('resolve'));
Promise.reject(5).catch(log('reject'));
//> then 1
//> rejected 2
//> thrown 3
//> resolve 4
//> reject 5

// --- only the first settlement counts
new Promise((r, j) => { r(1); r(2); j(3); throw 4; }).then(log('then'), log('catch'));
new Promise((r, j) => { j(1); r(2); }).then(log('then'), log('catch'));
//> then 1
//> catch 1

// --- then runs after the current script
var p = Promise.resolve('job');
p.then(log('1'));
console.log('script');
p.then(log('2'));
console.log('end');
//> script
//> end
//> 1 job
//> 2 job

// --- then returns a promise of what the function returns
Promise.resolve(1).then(v => v + 1).then(v => v * 10).then(log('value'));
Promise.resolve(1).then(() => Promise.resolve('inner')).then(log('inner'));
Promise.resolve(1).then(() => {}).then(log('undefined'));
Promise.resolve(1).then(() => { throw 'error'; }).catch(log('caught'));
//> undefined undefined
//> caught error
//> value 20
//> inner inner

// --- then without functions passes on
Promise.resolve(1).then().then(null, null).then(5).then(log('value'));
Promise.reject(2).then().then(log('not this')).catch(log('error'));
//> error 2
//> value 1

// --- catch recovers
Promise.reject('e').catch(() => 'recovered').then(log('then'));
Promise.reject('e').then(log('no'), v => v + '!').then(log('then'));
Promise.resolve('v').catch(log('no')).then(log('then'));
//> then recovered
//> then e!
//> then v

// --- finally
Promise.resolve(1).finally(function () { console.log('finally', arguments.length); return 'ignored'; }).then(log('then'));
Promise.reject(2).finally(() => console.log('finally')).catch(log('catch'));
Promise.resolve(3).finally(() => { throw 'from finally'; }).catch(log('catch'));
Promise.reject(4).finally(() => { throw 'wins'; }).catch(log('catch'));
Promise.resolve(5).finally().then(log('no function'));
//> finally 0
//> finally
//> catch from finally
//> catch wins
//> no function 5
//1> then ignored
//2> then 1
//2> catch 2

// --- finally waits for what it returns
Promise.resolve(1).finally(() => new Promise(r => Promise.resolve().then(() => { console.log('waited'); r(); }))).then(log('then'));
Promise.resolve(2).finally(() => Promise.reject('inner')).then(log('no'), log('rejected'));
//> waited
//> rejected inner
//1> then undefined
//2> then 1

// --- order: two chains
Promise.resolve().then(() => console.log('a1')).then(() => console.log('a2')).then(() => console.log('a3'));
Promise.resolve().then(() => console.log('b1')).then(() => console.log('b2')).then(() => console.log('b3'));
console.log('script');
//> script
//> a1
//> b1
//> a2
//> b2
//> a3
//> b3

// --- order: three chains of different length
Promise.resolve().then(() => console.log('a1')).then(() => console.log('a2'));
Promise.resolve().then(() => console.log('b1')).then(() => console.log('b2')).then(() => console.log('b3')).then(() => console.log('b4'));
Promise.resolve().then(() => console.log('c1')).then(() => console.log('c2')).then(() => console.log('c3'));
//> a1
//> b1
//> c1
//> a2
//> b2
//> c2
//> b3
//> c3
//> b4

// --- order: a promise returned from then takes more turns
Promise.resolve().then(() => Promise.resolve('inner')).then(log('a'));
Promise.resolve().then(() => console.log('b1')).then(() => console.log('b2')).then(() => console.log('b3')).then(() => console.log('b4'));
//> b1
//> b2
//> b3
//> a inner
//> b4

// --- order: resolve with a promise takes more turns
new Promise(r => r(Promise.resolve('inner'))).then(log('a'));
Promise.resolve().then(() => console.log('b1')).then(() => console.log('b2')).then(() => console.log('b3'));
//> b1
//> b2
//> a inner
//> b3

// --- order: resolve with a thenable
new Promise(r => r({then(f) { console.log('then called'); f('value'); }})).then(log('a'));
console.log('script');
Promise.resolve().then(() => console.log('b1')).then(() => console.log('b2'));
//> script
//> then called
//> b1
//> a value
//> b2

// --- order: catch in the middle
Promise.reject('e').catch(() => console.log('a1')).then(() => console.log('a2'));
Promise.resolve().then(() => console.log('b1')).then(() => console.log('b2'));
Promise.reject('e').then(() => {}).catch(() => console.log('c2')).then(() => console.log('c3'));
//> a1
//> b1
//> a2
//> b2
//> c2
//> c3

// --- order: finally in the middle
Promise.resolve().finally(() => console.log('a1')).then(() => console.log('a2'));
Promise.resolve().then(() => console.log('b1')).then(() => console.log('b2')).then(() => console.log('b3')).then(() => console.log('b4'));
//> a1
//> b1
//> b2
//> b3
//> a2
//> b4

// --- order: jobs made by jobs come last
Promise.resolve().then(() => { console.log('1'); Promise.resolve().then(() => { console.log('3'); Promise.resolve().then(() => console.log('5')); }); });
Promise.resolve().then(() => { console.log('2'); Promise.resolve().then(() => console.log('4')); });
//> 1
//> 2
//> 3
//> 4
//> 5

// --- order: several reactions of one promise
var p = Promise.resolve('v');
p.then(log('1'));
p.then(log('2')).then(log('4'));
p.then(log('3'));
//> 1 v
//> 2 v
//> 3 v
//> 4 v

// --- order: resolved later
var resolve;
var p = new Promise(r => { resolve = r; });
p.then(log('first'));
Promise.resolve().then(() => { console.log('resolving'); resolve('now'); console.log('resolved'); });
p.then(log('second'));
//> resolving
//> resolved
//> first now
//> second now

// --- order: rejected later, handlers in the order of registration
var reject;
var p = new Promise((r, j) => { reject = j; });
p.catch(log('1'));
p.then(log('no'), log('2'));
reject('late');
p.catch(log('3'));
//> 1 late
//> 2 late
//> 3 late

// --- a thenable is called in a job of its own
var t = {then(r) { console.log('called'); r('t'); }};
Promise.resolve(t).then(log('then'));
console.log('script');
//> script
//> called
//> then t

// --- a thenable that throws
new Promise(r => r({then() { throw 'thrown'; }})).catch(log('catch'));
new Promise(r => r({then(f) { f('first'); throw 'ignored'; }})).then(log('then'), log('catch'));
new Promise(r => r({get then() { throw 'getter'; }})).catch(log('catch'));
//> catch getter
//> catch thrown
//> then first

// --- a thenable that settles twice
new Promise(r => r({then(f, g) { f(1); f(2); g(3); }})).then(log('then'), log('catch'));
//> then 1

// --- then that is no function makes no thenable
new Promise(r => r({then: 5, x: 1})).then(v => console.log(v.x));
//> 1

// --- a promise that resolves with itself
var resolve;
var p = new Promise(r => { resolve = r; });
resolve(p);
p.catch(e => console.log(String(e)));
//> TypeError: promise self resolution

// --- a function that returns its own promise
var p = Promise.resolve().then(() => p);
p.catch(e => console.log(String(e)));
//> TypeError: promise self resolution

// --- Promise.resolve of a promise is the same promise
var p = Promise.resolve(1), q = Promise.reject(2);
q.catch(() => {});
console.log(Promise.resolve(p) === p, Promise.resolve(q) === q);
Promise.reject(p).catch(v => console.log(v === p));
//> true true
//> true

// --- Promise.resolve: errors
show(() => Promise.resolve.call(1));
show(() => Promise.resolve.call(undefined, 1));
show(() => Promise.reject.call({}, 1));
//> TypeError: this value is not an object
//> TypeError: this value is not an object
//> TypeError: capability resolve slot is not callable

// --- then: wrong receiver
show(() => Promise.prototype.then.call(1));
show(() => Promise.prototype.then.call({}, () => {}));
show(() => Promise.prototype.catch.call({then(a, b) { return 'then of its own ' + typeof b; }}, () => {}));
show(() => Promise.prototype.finally.call(1));
//> TypeError: required a promise object
//> TypeError: required a promise object
//> then of its own function
//> TypeError: required a object

// --- an unhandled rejection ends the program, 2.0
// versions: 2
console.log('before');
Promise.reject(new Error('lost'));
console.log('after');
//> before
//> after
//! Error: unhandled promise rejection: Error: lost

// --- an unhandled rejection of a chain, 2.0
// versions: 2
Promise.resolve().then(() => { throw new TypeError('in then'); }).then(() => console.log('never'));
//! Error: unhandled promise rejection: TypeError: in then

// --- an unhandled rejection with a value, 2.0
// versions: 2
Promise.reject('text');
//! Error: unhandled promise rejection: text

// --- an unhandled rejection with an object, 2.0
// versions: 2
Promise.reject({a: 1});
//! Error: unhandled promise rejection: [object Object]

// --- an unhandled rejection without a reason, 2.0
// versions: 2
Promise.reject();
//! Error: unhandled promise rejection: undefined

// --- a rejection that is handled later in the same turn, 2.0
// versions: 2
var p = Promise.reject('late');
p.catch(log('handled'));
//> handled late

// --- a rejection that is handled one job later, 2.0
// versions: 2
var p = Promise.reject('late');
Promise.resolve().then(() => p.catch(log('handled')));
//> handled late

// --- finally hands an unhandled rejection on, 2.0
// versions: 2
Promise.reject('e').finally(() => console.log('finally'));
//> finally
//! Error: unhandled promise rejection: e

// --- unhandled rejections are ignored in 1.0
// versions: 1
Promise.reject(new Error('lost'));
Promise.resolve().then(() => { throw new Error('lost too'); });
console.log('fine');
//> fine

// --- an exception in the script comes before jobs
Promise.resolve().then(() => console.log('job'));
throw new Error('script');
//! Error: script

// --- a promise that never settles
new Promise(() => {}).then(log('never'));
console.log('done');
//> done

// --- all
// versions: 2
Promise.all([1, Promise.resolve(2), new Promise(r => Promise.resolve().then(() => r(3)))]).then(v => console.log(JSON.stringify(v)));
Promise.all([]).then(v => console.log(JSON.stringify(v)));
Promise.all([1, Promise.reject('no'), Promise.reject('second')]).catch(log('catch'));
Promise.all([{then(r) { r('thenable'); }}]).then(v => console.log(v[0]));
Promise.all('ab').then(v => console.log(JSON.stringify(v)));
//> []
//> catch no
//> ["a","b"]
//> [1,2,3]
//> thenable

// --- all keeps the order of the promises
// versions: 2
var rs = [];
Promise.all([0, 1, 2].map(i => new Promise(r => { rs[i] = r; }))).then(v => console.log(v.join()));
rs[2]('c');
rs[0]('a');
rs[1]('b');
//> a,b,c

// --- all: errors
// versions: 2
show(() => Promise.all());
show(() => Promise.all(null));
show(() => Promise.race(undefined));
show(() => Promise.any(null));
show(() => Promise.all(5));
show(() => Promise.all({}));
show(() => Promise.all.call(1, []));
//> TypeError: cannot get property "length" of undefined
//> TypeError: cannot get property "length" of null
//> TypeError: cannot get property "length" of undefined
//> TypeError: cannot get property "length" of null
//> Promise {}
//> Promise {}
//> TypeError: capability resolve slot is not callable

// --- allSettled
// versions: 2
Promise.allSettled([1, Promise.reject('no'), Promise.resolve('yes')]).then(v => console.log(JSON.stringify(v)));
Promise.allSettled([]).then(v => console.log(JSON.stringify(v)));
//> []
//> [{"status":"fulfilled","value":1},{"status":"rejected","reason":"no"},{"status":"fulfilled","value":"yes"}]

// --- any
// versions: 2
Promise.any([Promise.reject(1), Promise.resolve(2), Promise.resolve(3)]).then(log('any'));
Promise.any([Promise.reject('a'), Promise.reject('b')]).catch(e => console.log(e instanceof AggregateError, e.name, e.message, JSON.stringify(e.errors)));
Promise.any([]).catch(e => console.log(String(e), e.errors.length));
//> any 2
//> true AggregateError All promises were rejected ["a","b"]

// --- race
// versions: 2
Promise.race([new Promise(() => {}), Promise.resolve('first'), Promise.resolve('second')]).then(log('race'));
Promise.race([Promise.reject('bad'), Promise.resolve('good')]).then(log('then'), log('catch'));
Promise.race([5]).then(log('value'));
Promise.race([]).then(log('never'));
//> race first
//> catch bad
//> value 5

// --- combinators: order of jobs
// versions: 2
Promise.all([1, 2]).then(() => console.log('all'));
Promise.race([1]).then(() => console.log('race'));
Promise.any([1]).then(() => console.log('any'));
Promise.allSettled([1]).then(() => console.log('allSettled'));
Promise.resolve().then(() => console.log('1')).then(() => console.log('2')).then(() => console.log('3')).then(() => console.log('4'));
//> 1
//> all
//> race
//> any
//> allSettled
//> 2
//> 3
//> 4

// --- combinators are missing in 1.0
// versions: 1
console.log(typeof Promise.all, typeof Promise.race, typeof Promise.allSettled, typeof Promise.any);
//> undefined undefined undefined undefined

// --- many jobs
var n = 0, p = Promise.resolve();
for (var i = 0; i < 500; i++) p = p.then(() => { n++; });
p.then(() => console.log(n));
//> 500

// --- jobs share variables with the script
var a = 1;
Promise.resolve().then(() => { console.log(a); a = 3; }).then(() => console.log(a));
a = 2;
//> 2
//> 3

// --- this in executors and handlers
new Promise(function (r) { console.log(this); r(); }).then(function () { console.log(this); });
//> undefined
//> undefined

// --- subclass by species
console.log(Promise[Symbol.species] === Promise, Object.prototype.toString.call(Promise.resolve()));
//> true [object Promise]

// --- console.log of promises
console.log(Promise.resolve(1), new Promise(() => {}), [Promise.resolve()]);
//> Promise {} Promise {} [Promise {}]

// --- order: then on a promise that another job resolves
var r1, r2, p1 = new Promise(r => { r1 = r; }), p2 = new Promise(r => { r2 = r; });
p1.then(log('p1')).then(log('p1 again'));
p2.then(log('p2')).then(log('p2 again'));
Promise.resolve().then(() => { r2('second'); r1('first'); });
//> p2 second
//> p1 first
//> p2 again second
//> p1 again first

// --- order: reject and resolve mixed
Promise.reject(1).then(log('no')).catch(log('c1')).then(log('t1'));
Promise.resolve(2).then(log('t2')).then(() => { throw 3; }).catch(log('c2'));
Promise.reject(4).catch(log('c3')).then(() => Promise.reject(5)).catch(log('c4'));
//> t2 2
//> c3 4
//> c1 1
//> t1 1
//> c2 3
//> c4 5

// --- order: nested then inside then
Promise.resolve('a').then(v => { console.log(v); return Promise.resolve('b').then(w => { console.log(w); return w + 'c'; }); }).then(log('outer'));
Promise.resolve().then(() => console.log('1')).then(() => console.log('2')).then(() => console.log('3')).then(() => console.log('4')).then(() => console.log('5'));
//> a
//> 1
//> b
//> 2
//> 3
//> outer bc
//> 4
//> 5

// --- order: a promise resolved with a pending promise
var inner, p = new Promise(r => r(new Promise(q => { inner = q; })));
p.then(log('p'));
Promise.resolve().then(() => console.log('1')).then(() => { inner('done'); console.log('2'); }).then(() => console.log('3')).then(() => console.log('4'));
//> 1
//> 2
//> 3
//> p done
//> 4

// --- order: finally that throws in the middle of chains
Promise.resolve().finally(() => { throw 'f'; }).catch(log('catch'));
Promise.resolve().then(() => console.log('1')).then(() => console.log('2')).then(() => console.log('3'));
//> 1
//> catch f
//> 2
//> 3

// --- order: ten promises settle in the order of creation
for (var i = 0; i < 10; i++) (function (n) { Promise.resolve(n).then(v => { if (v % 3 === 0) console.log(v); }); })(i);
//> 0
//> 3
//> 6
//> 9

// --- order: executors inside jobs
Promise.resolve().then(() => { new Promise(r => { console.log('executor'); r(); }).then(() => console.log('inner then')); console.log('after executor'); }).then(() => console.log('outer then'));
//> executor
//> after executor
//> inner then
//> outer then

// --- functions that are no constructors in the place of Promise
[Math.abs, () => 1, parseInt].forEach(f => { try { Promise.resolve.call(f); } catch (e) { console.log(String(e)); } });
var o = Promise.resolve.call(executor => { executor(v => console.log('resolved', v), () => 0); }, 5);
console.log(typeof o);
//> TypeError: capability resolve slot is not callable
//> TypeError: capability resolve slot is not callable
//> TypeError: capability resolve slot is not callable
//> resolved 5
//> object
