// --- loops
var i = 0, s = ''; while (i < 3) s += i++; do { s += i--; if (i == 1) continue } while (i > 0); for (; ;) { if (i++ > 2) break } for (var j = 0, k = 5; j < k; j++, k--) s += j; log(s, i, j, k)
//> 012321012 4 3 2
// --- labels
a: for (var i = 0; i < 3; i++) { for (var j = 0; j < 3; j++) { if (j == 1) continue a; if (i == 2) break a; log(i, j) } } b: { log(1); break b; log(2) } c: for (var k in { x: 1, y: 2 }) { switch (k) { case 'x': continue c; default: break c } }
log(k)
//> 0 0
//> 1 0
//> 1
//> y
// --- switch
function f(x) { var s = ''; switch (x) { case 1: s += 'one '; case 2: s += 'two '; break; default: s += 'default '; case 'x': s += 'x '; case 3 + 1: s += 'four ' } return s }
log(f(1), f(2), f('1'), f('x'), f(4), f(NaN))
//> one two  two  default x four  x four  four  default x four 
// --- switch evaluates tests one by one
function t(n) { log('test', n); return n } switch (2) { case t(1): case t(2): log('body'); case t(3): break; default: log('no') } switch (1) { } switch (1) { default: }
//> test 1
//> test 2
//> body
// --- if and else
function f(a) { if (a > 1) return 'big'; else if (a === 1) return 'one'; if (!a) { return 'none' } else return 'odd' } log(f(2), f(1), f(0), f(-1), f('1'))
//> big one none odd odd
// --- finally runs on all ways out
function r() { for (var i = 0; i < 3; i++) { try { log('try', i); return 'r' } finally { log('finally', i) } } return 'end' }
function f(how) { for (var i = 0; i < 3; i++) { try { log('try', i); if (how == 'break') break; if (how == 'continue') continue; if (how == 'throw') throw 't' } finally { log('finally', i) } } return 'end' }
log(r()); log(f('break')); log(f('continue')); try { f('throw') } catch (e) { log(e) }
//> try 0
//> finally 0
//> r
//> try 0
//> finally 0
//> end
//> try 0
//> finally 0
//> try 1
//> finally 1
//> try 2
//> finally 2
//> end
//> try 0
//> finally 0
//> t
// --- finally can take another way
function f() { try { return 1 } finally { return 2 } } function g() { for (;;) { try { return 1 } finally { break } } return 3 } function h() { for (var i = 0; i < 3; i++) { try { throw 1 } finally { continue } } return i } function k() { try { throw 1 } catch (e) { throw 2 } finally { return 4 } } log(f(), g(), h(), k())
//> 2 3 3 4
// --- the value that is returned is taken before finally
function f() { var a = 1; try { return a } finally { a = 2 } } log(f())
//> 1
// --- nested try statements
function f() { try { try { throw 1 } finally { log('inner') } } catch (e) { log('caught', e); try { throw 2 } catch (e) { log('again', e) } finally { log('f') } return 'r' } finally { log('outer') } } log(f())
//> inner
//> caught 1
//> again 2
//> f
//> outer
//> r
// --- return through several finally blocks
function f() { try { try { try { return log('value'), 1 } finally { log(1) } } finally { log(2) } } finally { log(3) } } log(f())
//> value
//> 1
//> 2
//> 3
//> 1
// --- break to an outer loop through finally
function f() { l: for (;;) { for (;;) { try { break l } finally { log('f') } } } return 3 } log(f())
//> f
//> 3
// --- an exception in catch and in finally
function f() { try { throw 1 } catch (e) { throw e + 1 } finally { log('f') } } try { f() } catch (e) { log(e) } function g() { try { throw 1 } finally { throw 2 } } try { g() } catch (e) { log(e) }
//> f
//> 2
//> 2
// --- exceptions pass through calls and built-ins
function f() { g() } function g() { [1].forEach(function () { throw 'deep' }) } try { f() } catch (e) { log(e) } log('go on')
//> deep
//> go on
// --- anything can be thrown
try { throw undefined } catch (e) { log(e) } try { throw { a: 1 } } catch (e) { log(e.a) } throw null
//> undefined
//> 1
//! null
// --- the stack of an error (V2)
function f() { null.x } function g() { f() }
try { g() } catch (e) { log(e.stack) }
try { [1].forEach(function () {

  fail() }) } catch (e) { log(e.stack) }
var e = new Error('made here'); log(e.stack); try { throw e } catch (x) { log(e === x, x.stack) }
try { log(1, null.x) } catch (e) { log(e.stack) } try { `${{ toString: fail }}` } catch (e) { log(e.stack) }
function r(n) { if (!n) null.y; r(n - 1) } try { r(3) } catch (e) { log(e.stack) }
//> TypeError: cannot get property "x" of null
//>     at f (:1)
//>     at g (:1)
//>     at main (:2)
//> 
//> TypeError: built-in failed
//>     at fail (native)
//>     at anonymous (:5)
//>     at Array.prototype.forEach (native)
//>     at main (:3)
//> 
//> undefined
//> true Error: made here
//>     at main (:6)
//> 
//> TypeError: cannot get property "x" of null
//>     at log (native)
//>     at main (:7)
//> 
//> TypeError: built-in failed
//>     at fail (native)
//>     at String.prototype.concat (native)
//>     at main (:7)
//> 
//> TypeError: cannot get property "y" of null
//>     at r (:8)
//>       repeats 3 times
//>     at main (:8)
//> 
// --- imports (V2)
log(typeof t); import t from 'testing'; log(t === t, typeof t)
//> object
//> true object
