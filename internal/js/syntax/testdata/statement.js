// Statements, labels and jumps.
// source: njs 0.4.3 and 0.7.12
// ---
//! SyntaxError: Illegal return statement in 1
return
// ---
//! SyntaxError: Illegal return statement in 1
return 1
// ---
function f() { return }
// ---
function f() { return 1 + }
// ---
//! SyntaxError: Unexpected token "}" in 1
function f() { return; + }
// ---
//! SyntaxError: Unexpected token "}" in 1
function f() { x; 1 + }
// ---
function f() { return
1 }
// ---
function f() { if (a) return 1 + else return 2 }
// ---
//! SyntaxError: Unexpected end of input in 1
function f() { return g(function () { a( ) }
// ---
//! SyntaxError: Unexpected end of input in 1
throw
// ---
//! SyntaxError: Illegal newline after throw in 2
throw
1
// ---
throw 1
// ---
//! SyntaxError: Unexpected token "2" in 1
throw 1 2
// ---
//! SyntaxError: Unexpected end of input in 1
var
// ---
//! SyntaxError: Unexpected token "1" in 1
var 1
// ---
//! SyntaxError: Unexpected token "b" in 1
var a b
// ---
//! SyntaxError: Unexpected end of input in 1
var a =
// ---
//! SyntaxError: Unexpected end of input in 1
var a = 1,
// ---
//! SyntaxError: Unexpected token "b" in 1
var a = 1 b
// ---
//! SyntaxError: Unexpected end of input in 1
if
// ---
//! SyntaxError: Unexpected end of input in 1
if (
// ---
//! SyntaxError: Unexpected end of input in 1
if (a
// ---
//! SyntaxError: Unexpected end of input in 1
if (a)
// ---
//! SyntaxError: Unexpected token ")" in 1
if () b
// ---
//! SyntaxError: Unexpected token "else" in 1
if (a) b else c
// ---
if (a) b; else c
// ---
//! SyntaxError: Unexpected end of input in 1
if (a) {} else
// ---
//! SyntaxError: Unexpected token "else" in 1
else a
// ---
//! SyntaxError: Unexpected token "}" in 1
if (a) { b } } else { c }
// ---
//! SyntaxError: Unexpected end of input in 1
while (a)
// ---
//! SyntaxError: Unexpected token "a" in 1
while a
// ---
//! SyntaxError: Unexpected token ")" in 1
while () b
// ---
do a; while (b) c
// ---
//! SyntaxError: Unexpected token "while" in 1
do a while (b)
// ---
//! SyntaxError: Unexpected token "b" in 1
do { a } while b
// ---
//! SyntaxError: Unexpected end of input in 1
do { a }
// ---
//! SyntaxError: Unexpected token "else" in 1
if (a) do b; while (c); else d
// ---
//! SyntaxError: Unexpected end of input in 1
for
// ---
//! SyntaxError: Unexpected end of input in 1
for (
// ---
//! SyntaxError: Unexpected end of input in 1
for (;;
// ---
for (;;) a
// ---
//! SyntaxError: Unexpected token ")" in 1
for (a; b) c
// ---
//! SyntaxError: Unexpected token ";" in 1
for (a; b; c; d) e
// ---
for (var a, b = 1; ; ) c
// ---
for (var a in b) c
// ---
//! SyntaxError: Unexpected token "in" in 1
for (var a, b in c) d
// ---
//1! SyntaxError: Unexpected token ")" in 1
//2! SyntaxError: Invalid left-hand side in for-loop in 1
for (var a = 1 in b) c
// ---
for (a in b) c
// ---
//1! ReferenceError: Invalid left-hand side "a" in for-in statement in 1
for (a.b in c) d
// ---
//1! ReferenceError: Invalid left-hand side "a" in for-in statement in 1
for (a[b] in c) d
// ---
//! ReferenceError: Invalid left-hand side "f" in for-in statement in 1
for (f() in c) d
// ---
//! ReferenceError: Invalid left-hand side "1" in for-in statement in 1
for (1 in c) d
// ---
for ((a) in c) d
// ---
//1! SyntaxError: Unexpected token ")" in 1
//2! SyntaxError: Invalid left-hand side in for-loop in 1
for (a, b in c) d
// ---
//1! SyntaxError: Unexpected token ")" in 1
for (a in b, c) d
// ---
//! SyntaxError: Unexpected token ";" in 1
for (a in b; c; d) e
// ---
//1! ReferenceError: Invalid left-hand side "-" in for-in statement in 1
//2! SyntaxError: Invalid left-hand side in for-loop in 1
for (-a in b) c
// ---
for (a = 1; ; ) b
// ---
for (a + b; c; d) e
// ---
for (a ? b : c; d; ) e
// ---
for (a, b, c; ; ) d
// ---
//2! SyntaxError: Unexpected token "**" in 1
for (a ** b; ; ) c
// ---
for (a => 1; ; ) b
// ---
for (i++; ; ) b
// ---
//1! SyntaxError: Token "const" not supported in this version in 1 | let and const
for (const a in b) { a }
// ---
//1! SyntaxError: Token "let" not supported in this version in 1 | let and const
for (let a in b) { a }
// ---
//1! SyntaxError: Token "let" not supported in this version in 1 | let and const
//2! SyntaxError: Unexpected token "=" in 1
for (let = 1; ; ) a
// ---
//! SyntaxError: Unexpected token ")" in 1
for (x) a
// ---
//! SyntaxError: Unexpected token "y" in 1
for (x y) a
// ---
//! SyntaxError: Unexpected token "each" in 1
for each (a in b) c
// ---
//! SyntaxError: Unexpected end of input in 1
switch
// ---
//! SyntaxError: Unexpected end of input in 1
switch (a) {
// ---
//! SyntaxError: Unexpected token "}" in 1
switch (a) { case }
// ---
//! SyntaxError: Unexpected token "b" in 1
switch (a) { case 1 b }
// ---
switch (a) { case 1: b; case 2: default: c }
// ---
//! SyntaxError: More than one default clause in switch statement in 1
switch (a) { default: default: }
// ---
//! SyntaxError: Unexpected token "b" in 1
switch (a) { b }
// ---
//! SyntaxError: Unexpected token "case" in 1
switch (a) { case 1: b + case 2: c }
// ---
switch (a) { case 1: b; c + case 2: d }
// ---
switch (a) {}
// ---
//! SyntaxError: Unexpected end of input in 1
try
// ---
//! SyntaxError: Missing catch or finally after try in 1
try {}
// ---
//! SyntaxError: Not supported in this version in 1
try {} catch
// ---
//! SyntaxError: Unexpected end of input in 1
try {} catch (
// ---
//! SyntaxError: Unexpected end of input in 1
try {} catch (a
// ---
//! SyntaxError: Unexpected token "b" in 1
try {} catch (a) b
// ---
//! SyntaxError: Unexpected token "1" in 1
try {} catch (1) {}
// ---
//! SyntaxError: Unexpected end of input in 1
try {} finally
// ---
try {} finally {}
// ---
try {} catch (a) {} finally {}
// ---
//! SyntaxError: Unexpected token "a" in 1
try a; catch (b) {}
// ---
try {} catch (arguments) {}
// ---
a: b
// ---
//! SyntaxError: Label "a" has already been declared in 1
a: a: b
// ---
//! SyntaxError: Label "a" has already been declared in 1
a: { a: b }
// ---
//! SyntaxError: Label "a" has already been declared in 1
a: ; a: ;
// ---
a: {} a: {}
// ---
a: { b: { break a } }
// ---
//! SyntaxError: In strict mode code, functions can only be declared at top level or inside a block.
a: function f() { a: ; }
// ---
//! SyntaxError: Label "a" has already been declared in 1
a: { (function () { a: ; }) }
// ---
//! SyntaxError: In strict mode code, functions can only be declared at top level or inside a block.
a: function f() {}
// ---
//! SyntaxError: Illegal break statement in 1
a: b: while (1) break b
// ---
a: b: while (1) break a
// ---
//1! SyntaxError: Illegal break statement in 1
a: if (1) break a
// ---
a: { break a }
// ---
//! SyntaxError: Undefined label "a" in 1
a: x = 1; break a
// ---
//! SyntaxError: Illegal break statement in 1
a: break a
// ---
//! SyntaxError: Illegal continue statement in 1
a: while (1) { b: continue a }
// ---
//! SyntaxError: Illegal break statement in 1
a: try { break a } catch (e) {}
// ---
a: { try { break a } catch (e) {} }
// ---
//! SyntaxError: Illegal continue statement in 1
a: { continue a }
// ---
//! SyntaxError: Illegal break statement in 1
a: for (;;) { function f() { break a } }
// ---
//! SyntaxError: Illegal continue statement in 1
a: for (;;) { x => { continue a } }
// ---
await: 1
// ---
//! SyntaxError: Unexpected token ":" in 1
if: 1
// ---
//! SyntaxError: Illegal break statement in 1
break
// ---
//! SyntaxError: Illegal continue statement in 1
continue
// ---
//! SyntaxError: Illegal break statement in 1
{ break }
// ---
//! SyntaxError: Illegal continue statement in 1
if (a) { continue }
// ---
while (1) { break; continue }
// ---
//! SyntaxError: Undefined label "a" in 1
while (1) break a
// ---
while (1) { break
a }
// ---
//! SyntaxError: Unexpected token "1" in 1
while (1) { break 1 }
// ---
//! SyntaxError: Illegal continue statement in 1
switch (1) { case 1: continue }
// ---
switch (1) { case 1: break }
// ---
//! SyntaxError: Illegal break statement in 1
function f() { break }
// ---
//! SyntaxError: Illegal break statement in 1
while (1) { (function () { break }) }
// ---
a: for (;;) { if (b) break a; c }
// ---
a: for (;;) { if (b) break a else c }
// ---
//! SyntaxError: Unexpected token "else" in 1
a: for (;;) if (b) break a; else c
// ---
//! InternalError: break/return instructions with different labels ("" vs "@return") from try-catch block are not supported
function f() { for (;;) { try { if (a) break; return 1 } catch (e) {} } }
// ---
//! InternalError: break/return instructions with different labels ("@return" vs "") from try-catch block are not supported
function f() { for (;;) { try { return 1; break } catch (e) {} } }
// ---
function f() { for (;;) { try { return 1 } catch (e) { break } } }
// ---
//! InternalError: try break/return instructions with different labels ("@return" vs "") from try-catch block are not supported
function f() { for (;;) { try { return 1 } catch (e) { break } finally {} } }
// ---
function f() { for (;;) { try { if (a) continue; return 1 } catch (e) {} } }
// ---
//! InternalError: break/return instructions with different labels ("a" vs "b") from try-catch block are not supported
a: for (;;) { b: for (;;) { try { if (c) break a; break b } finally {} } }
// ---
//! InternalError: continue instructions with different labels ("a" vs "") from try-catch block are not supported
a: for (;;) { for (;;) { try { if (c) continue a; continue } finally {} } }
// ---
//! InternalError: try continue instructions with different labels ("a" vs "") from try-catch block are not supported
a: for (;;) { for (;;) { try { continue a } catch (e) { continue } finally {} } }
// ---
a: for (;;) { try { try { break a } finally {} } catch (e) { break } }
// ---
"use strict"; 'x'
// ---
//! SyntaxError: Unexpected end of input in 1
{ a; b
// ---
//! SyntaxError: Unexpected token "}" in 1
{ a; b + }
// ---
//! SyntaxError: Unexpected token "}" in 1
{ + }
// ---
//! SyntaxError: Unexpected token "}" in 1
{ a } }
// ---
a;; ;b
// ---
a
b
c
// ---
//! SyntaxError: Unexpected token "b" in 1
a b
c
// ---
//! SyntaxError: Illegal return statement in 1
a; return
// ---
//! SyntaxError: Unexpected token ")" in 1
(function () { (function () { ) }) })
