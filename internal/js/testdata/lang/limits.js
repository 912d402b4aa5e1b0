// What ends a run: memory, compute, the stack. runtime.md 10, 12; limits.md. "abort" lines are limits that no catch sees.
// Where both budgets are used up, either may end first.
//
// source: aws-doc quotas, 2 MB and the compute budget (limits.md)
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }

// --- memory: a long string
// differs: the njs command line has no limit
'x'.repeat(3e6);
//! abort: memory

// --- memory: no catch, no finally
// differs: the njs command line has no limit
try { 'x'.repeat(3e6); } catch (e) { console.log('caught'); } finally { console.log('finally'); }
//! abort: memory

// --- memory: a string that doubles
// differs: the njs command line has no limit
var s = 'x';
for (;;) s += s;
//! abort: memory

// --- memory: an array that grows
// differs: the njs command line has no limit
var a = [];
for (;;) a.push(a);
//! /abort: (memory|fuel)/

// --- memory: objects that are kept
// differs: the njs command line has no limit
var o = null;
for (;;) o = {next: o, a: 1, b: 2, c: 3};
//! /abort: (memory|fuel)/

// --- memory: nothing is freed
// source: njs frees at the end of a run (runtime.md 12.6)
// differs: the njs command line has no limit
for (var i = 0; i < 100000; i++) [i, i, i, i, i, i, i, i];
//! /abort: (memory|fuel)/

// --- memory: closures
// differs: the njs command line has no limit
var f = () => 1;
for (;;) f = (g => () => g)(f);
//! /abort: (memory|fuel)/

// --- memory: padding, joining, replacing
// differs: the njs command line has no limit
'x'.padStart(1e8);
//! abort: memory

// --- memory: join
// differs: the njs command line has no limit
Array(1e6).join('xxxxxxxxxx');
//! abort: memory

// --- memory: replace
// differs: the njs command line has no limit
'x'.repeat(10000).replace(/x/g, 'y'.repeat(1000));
//! abort: memory

// --- memory: typed arrays
// differs: the njs command line has no limit
new Uint8Array(4e6);
//! abort: memory

// --- memory: array buffers
// differs: the njs command line has no limit
new ArrayBuffer(1e9);
//! abort: memory

// --- memory: JSON
// differs: the njs command line has no limit
var a = [];
for (var i = 0; i < 1000; i++) a.push('x'.repeat(100));
for (;;) JSON.stringify(a);
//! /abort: (memory|fuel)/

// --- memory: promises
// differs: the njs command line has no limit
(function again() { Promise.resolve().then(again); })();
//! /abort: (memory|fuel)/

// --- compute: an endless loop
// differs: the njs command line has no limit
for (;;);
//! abort: fuel

// --- compute: no catch, no finally
// differs: the njs command line has no limit
try { for (;;); } catch (e) { console.log('caught'); } finally { console.log('finally'); }
//! abort: fuel

// --- compute: a regular expression that explodes
// differs: the njs command line has no limit
/^(a+)+$/.test('a'.repeat(40) + 'b');
//! abort: fuel

// --- compute: output before the limit is kept
// differs: the njs command line has no limit
console.log('before');
while (true) {}
//> before
//! abort: fuel

// --- the stack: a RangeError that can be caught
// source: njs 0.4.3, 0.7.12
var n = 0;
function f() { n++; return f(); }
show(f);
console.log(n > 100);
//> RangeError: Maximum call stack size exceeded
//> true

// --- the stack: finally runs
// source: njs 0.4.3, 0.7.12
function f() { return f(); }
try { f(); } catch (e) { console.log(e.name); } finally { console.log('finally'); }
//> RangeError
//> finally

// --- the stack: nested expressions
// source: njs 0.7.12
// versions: 2
show(() => JSON.stringify([[[[[[[[[[]]]]]]]]]]));
//> [[[[[[[[[[]]]]]]]]]]

// --- strings have a greatest length
// source: njs 0.4.3, 0.7.12
show(() => 'x'.repeat(2 ** 32));
show(() => 'x'.padEnd(2 ** 32));
//> RangeError
//> RangeError

// --- arrays have a greatest length
// source: njs 0.4.3, 0.7.12
show(() => { var a = []; a.length = 2 ** 32; });
show(() => new Array(2 ** 32));
//> RangeError: Invalid array length
//> RangeError: Invalid array length
