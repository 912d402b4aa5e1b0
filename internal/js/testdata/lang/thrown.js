// What is printed about values that nobody catches.
//
// source: njs 0.4.3, 0.7.12

// --- message changed after the first throw
var e = new Error('first');
try { throw e; } catch (x) { x.message = 'second'; }
console.log(String(e), e.message);
throw e;
//> Error: second second
//! Error: first

// --- message changed before
var e = new Error('first');
e.message = 'second';
throw e;
//! Error: second

// --- stack assigned before
var e = new Error('m');
e.stack = 'mine';
throw e;
//! mine

// --- stack assigned after
var e = new Error('m');
try { throw e; } catch (x) { x.stack = 'mine'; }
throw e;
//! mine

// --- stack that is no string
var e = new Error('m');
try { throw e; } catch (x) { x.stack = 5; }
throw e;
//! Error: m

// --- stack deleted
var e = new Error('first');
try { throw e; } catch (x) { delete x.stack; x.message = 'second'; }
console.log(e.stack);
throw e;
//> undefined
//! Error: second

// --- stack inherited
Error.prototype.stack = 'inherited';
throw new Error('m');
//! inherited

// --- stack with a getter
var e = new Error('m');
try { throw e; } catch (x) { Object.defineProperty(x, 'stack', {get() { return 'got'; }}); }
throw e;
//! got

// --- the text throws
throw {toString() { throw 5; }};
//! 5

// --- the text throws an error
throw {toString() { throw new TypeError('no text'); }};
//! TypeError: no text

// --- frozen
throw Object.freeze(new Error('m'));
//! Error: m
