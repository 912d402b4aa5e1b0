// let and const: scopes, the time before initialization, closures in loops. 2.0 only (runtime.md 3).
//
// source: njs 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }

// --- let
// versions: 2
let a = 1, b, c = a + 1;
b = 3;
a += c;
console.log(a, b, c);
//> 3 3 2

// --- const
// versions: 2
const a = 1, o = {x: 1};
o.x = 2;
console.log(a, o.x);
//> 1 2

// --- assignment to a const
// versions: 2
const a = 1;
a = 2;
//! TypeError: assignment to constant variable

// --- every way to assign to a const
// versions: 2
const a = 1;
show(() => { a = 2; });
show(() => { a += 1; });
show(() => { a++; });
show(() => { --a; });
show(() => { for (a in {x: 1}); });
show(() => { a **= 2; });
console.log(a);
//> TypeError: assignment to constant variable
//> TypeError: assignment to constant variable
//> TypeError: assignment to constant variable
//> TypeError: assignment to constant variable
//> undefined
//> TypeError: assignment to constant variable
//> x

// --- the value is computed before the assignment fails
// versions: 2
const a = 1;
let s = '';
show(() => { a = (s = 'computed'); });
console.log(s);
//> TypeError: assignment to constant variable
//>

// --- use before initialization
// versions: 2
console.log(a);
let a = 1;
//! ReferenceError: cannot access variable before initialization

// --- use before initialization, caught
// versions: 2
show(() => a);
show(() => { a = 2; });
show(() => typeof a);
show(() => a++);
let a = 1;
show(() => a);
//> ReferenceError: cannot access variable before initialization
//> ReferenceError: cannot access variable before initialization
//> ReferenceError: cannot access variable before initialization
//> ReferenceError: cannot access variable before initialization
//> 1

// --- use before initialization of a const
// versions: 2
show(() => c);
const c = 1;
show(() => c);
//> ReferenceError: cannot access variable before initialization
//> 1

// --- use in its own initializer
// versions: 2
let a = a;
//! ReferenceError: cannot access variable before initialization

// --- use in its own initializer, in a function
// versions: 2
show(() => { let a = a + 1; });
show(() => { const c = (() => c)(); });
//> ReferenceError: cannot access variable before initialization
//> ReferenceError: cannot access variable before initialization

// --- a closure may name a variable that is initialized later
// versions: 2
const f = () => a;
let a = 5;
console.log(f());
//> 5

// --- a function declaration called too early
// versions: 2
show(f);
const a = 1;
function f() { return a; }
show(f);
//> ReferenceError: cannot access variable before initialization
//> 1

// --- typeof of an undeclared name is no error
// versions: 2
console.log(typeof notDeclared);
//> undefined

// --- let without value is undefined
// versions: 2
let a;
console.log(a);
for (let i = 0; i < 2; i++) { let b; console.log(b); b = 1; }
//> undefined
//> undefined
//> undefined

// --- block scope
// versions: 2
let a = 'outer';
{ let a = 'inner'; console.log(a); { let a = 'innermost'; console.log(a); } }
console.log(a);
//> inner
//> innermost
//> outer

// --- block scope in if, else, while, try
// versions: 2
let a = 0;
if (true) { let a = 1; } else { let a = 2; }
let i = 0;
while (i < 1) { let a = 3; i++; }
try { let a = 4; throw 1; } catch (e) { let a = 5; } finally { let a = 6; }
console.log(a);
//> 0

// --- the inner name hides the outer one from the start of the block
// versions: 2
let a = 1;
show(() => { { a; let a = 2; } });
//> ReferenceError: cannot access variable before initialization

// --- names of a block are gone after it
// versions: 2
{ let inner = 1; }
console.log(typeof inner);
inner;
//> undefined
//! ReferenceError: "inner" is not defined

// --- let in a function, var outside
// versions: 2
var a = 1;
function f() { let a = 2; return a; }
console.log(f(), a);
//> 2 1

// --- parameter and block
// versions: 2
function f(a) { { let a = 2; } return a; }
console.log(f(1));
//> 1

// --- for: a variable of its own in every turn
// versions: 2
const f = [];
for (let i = 0; i < 3; i++) f.push(() => i);
console.log(f.map(g => g()).join());
//> 0,1,2

// --- for with var: one variable
// versions: 2
const f = [];
for (var i = 0; i < 3; i++) f.push(() => i);
console.log(f.map(g => g()).join());
//> 3,3,3

// --- for: closures see changes in the body
// versions: 2
const f = [];
for (let i = 0; i < 4; i++) { f.push(() => i); i++; }
console.log(f.map(g => g()).join());
//> 1,3

// --- for: closures in the head
// versions: 2
const f = [];
for (let i = 0, g = () => i; i < 2; i++) f.push(g);
console.log(f.map(g => g()).join());
//> 0,0

// --- for: closures in the update
// versions: 2
const f = [];
for (let i = 0; i < 3; f.push(() => i), i++);
console.log(f.map(g => g()).join());
//> 1,2,3

// --- for: closures that assign
// versions: 2
const f = [];
for (let i = 0; i < 2; i++) f.push(() => ++i);
console.log(f[0](), f[0](), f[1](), f[1]());
//> 1 2 2 3

// --- for: body with a variable of the same name
// versions: 2
for (let i = 0; i < 2; i++) { let i = 'inner'; console.log(i); }
//> inner
//> inner

// --- for: not visible after the loop
// versions: 2
for (let i = 0; i < 2; i++);
console.log(typeof i);
//> undefined

// --- for: continue and break
// versions: 2
const f = [];
for (let i = 0; i < 5; i++) { if (i === 1) continue; if (i === 4) break; f.push(() => i); }
console.log(f.map(g => g()).join());
//> 0,2,3

// --- for: const that is not changed
// versions: 2
for (const i = 0; ;) { console.log(i); break; }
show(() => { for (const i = 0; i < 2; i++); });
//> 0
//> TypeError: assignment to constant variable

// --- for: nested with equal names
// versions: 2
const r = [];
for (let i = 0; i < 2; i++) for (let i = 0; i < 2; i++) r.push(i);
console.log(r.join());
//> 0,1,0,1

// --- for: two variables
// versions: 2
const f = [];
for (let i = 0, j = 10; i < 2; i++, j--) f.push(() => i + j);
console.log(f.map(g => g()).join());
//> 10,10

// --- while: closures
// versions: 2
const f = [];
let n = 0;
while (n < 3) { let k = n * n; f.push(() => k); n++; }
console.log(f.map(g => g()).join());
//> 0,1,4

// --- switch: closures
// versions: 2
const f = [];
for (let i = 0; i < 2; i++) switch (i) { case 0: let x = 'zero'; f.push(() => x); break; default: x = 'other'; f.push(() => x); }
console.log(f.length);
//> 2

// --- closures share a variable
// versions: 2
function counter() { let n = 0; return {up: () => ++n, get: () => n}; }
const a = counter(), b = counter();
a.up();
a.up();
b.up();
console.log(a.get(), b.get());
//> 2 1

// --- const in every call
// versions: 2
function f(v) { const c = v; return () => c; }
const a = f(1), b = f(2);
console.log(a(), b());
//> 1 2

// --- const function expression with recursion
// versions: 2
const fact = n => n < 2 ? 1 : n * fact(n - 1);
console.log(fact(10));
//> 3628800

// --- let as a name of a property
// versions: 2
let o = {let: 1, const: 2};
console.log(o.let, o.const);
//> 1 2

// --- line ends in declarations
// versions: 2
let
a
=
1
,
b
console.log(a, b)
//> 1 undefined

// --- shadowing a built-in
// versions: 2
{ let Array = 1; console.log(Array); }
console.log(typeof Array);
let Math = 'mine';
console.log(Math);
//> 1
//> function
//> mine

// --- shadowing undefined
// versions: 2
{ let undefined = 1; console.log(undefined); }
//> 1

// --- a let that is named like a global function
// versions: 2
let parseInt = s => 'mine';
console.log(parseInt('1'));
//> mine
