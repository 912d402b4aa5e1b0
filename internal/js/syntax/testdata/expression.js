// Expressions, object literals and functions.
// source: njs 0.4.3 and 0.7.12
// ---
//! SyntaxError: Unexpected end of input in 1
1 +
// ---
//! SyntaxError: Unexpected token ";" in 1
1 + ;
// ---
//! SyntaxError: Unexpected end of input in 1
(1
// ---
//! SyntaxError: Unexpected token ")" in 1
()
// ---
//! SyntaxError: Unexpected token "b" in 1
a b
// ---
//! SyntaxError: Unexpected end of input in 1
a.
// ---
//! SyntaxError: Unexpected token ".1" in 1
a.1
// ---
//! SyntaxError: Unexpected end of input in 1
a[
// ---
//! SyntaxError: Unexpected token "]" in 1
a[]
// ---
//! SyntaxError: Unexpected end of input in 1
f(
// ---
//! SyntaxError: Unexpected end of input in 1
f(1
// ---
//! SyntaxError: Unexpected token "2" in 1
f(1 2)
// ---
//! SyntaxError: Unexpected token "," in 1
f(,)
// ---
//! SyntaxError: Unexpected token "," in 1
f(1,,2)
// ---
//! SyntaxError: Unexpected end of input in 1
[1, 2
// ---
//! SyntaxError: Unexpected token "2" in 1
[1 2]
// ---
[, , 1, , ]
// ---
({a: 1, b: 2, })
// ---
//! SyntaxError: Unexpected token "," in 1
({a: 1,, b: 2})
// ---
({a})
// ---
//! SyntaxError: Unexpected token "b" in 1
({a b})
// ---
//! SyntaxError: Unexpected token "}" in 1
({1})
// ---
//! SyntaxError: Unexpected token "}" in 1
({'a'})
// ---
//! SyntaxError: Unexpected token "}" in 1
({if})
// ---
({if: 1, 'x y': 2, 3: 4, class() {}})
// ---
({get a() {}, set a(x) {}, get: 1, set: 2, get() {}, set() {}})
// ---
//! SyntaxError: Getter must not have any formal parameters in 1
({get a(x) {}})
// ---
//! SyntaxError: Setter must have exactly one formal parameter in 1
({set a() {}})
// ---
({get, set})
// ---
({get 'a'() {}, get 1() {}, get [a]() {}, set if(v) {}})
// ---
({[a]: 1, [b]() {}})
// ---
//! SyntaxError: Unexpected token "}" in 1
({[a]})
// ---
//! SyntaxError: Duplicate __proto__ fields are not allowed in object literals in 1
({__proto__: 1, __proto__: 2})
// ---
({__proto__: 1, ['__proto__']: 2, __proto__() {}})
// ---
//! SyntaxError: Duplicate __proto__ fields are not allowed in object literals in 1
({__proto__: 1, '__proto__': 2})
// ---
//! SyntaxError: Duplicate parameter names in 1
({a(b, b) {}})
// ---
//! ReferenceError: Invalid left-hand side in assignment in 1
1 = 2
// ---
//! ReferenceError: Invalid left-hand side in assignment in 1
a + b = c
// ---
//! ReferenceError: Invalid left-hand side in assignment in 1
f() = 1
// ---
//! ReferenceError: Invalid left-hand side in assignment in 1
this = 1
// ---
//! ReferenceError: Invalid left-hand side in assignment in 1
null = 1
// ---
undefined = 1
// ---
(a) = 1
// ---
//! ReferenceError: Invalid left-hand side in assignment in 1
(a, b) = 1
// ---
//! ReferenceError: Invalid left-hand side in assignment in 1
a => 1 = 2
// ---
//! ReferenceError: Invalid left-hand side in prefix operation in 1
++1
// ---
//! ReferenceError: Invalid left-hand side in postfix operation in 1
1++
// ---
//! SyntaxError: Unexpected token "++" in 1
++a++
// ---
a
++
b
// ---
//! ReferenceError: Invalid left-hand side in prefix operation in 1
--f()
// ---
//! SyntaxError: Unexpected token "." in 1 | new.target
new.a
// ---
//! SyntaxError: Unexpected end of input in 1
new
// ---
new a.b.c(1).d
// ---
new new a(1)(2)
// ---
//! SyntaxError: Unexpected token "." in 1
new new a().b
// ---
//! SyntaxError: Unexpected end of input in 1 | optional chaining
new a?.b
// ---
//! SyntaxError: Delete of an unqualified identifier in 1
delete a
// ---
delete a.b, delete a[b], delete 1, delete f()
// ---
//! SyntaxError: Delete of an unqualified identifier in 1
delete (a)
// ---
//! SyntaxError: Either left-hand side or entire exponentiation must be parenthesized in 1
-1 ** 2
// ---
(-1) ** 2
// ---
2 ** -1
// ---
2 ** 3 ** 4
// ---
//! SyntaxError: Either left-hand side or entire exponentiation must be parenthesized in 1
typeof a ** 2
// ---
++a ** 2
// ---
//! SyntaxError: Unexpected token "||" in 1
a ?? b || c
// ---
//! SyntaxError: Unexpected token "??" in 1
a || b ?? c
// ---
//! SyntaxError: Unexpected token "??" in 1
a && b ?? c
// ---
(a || b) ?? c
// ---
//! SyntaxError: Unexpected token "??" in 2
(a || b)
?? c
// ---
a ?? b ?? c
// ---
a ?? (b && c)
// ---
//! SyntaxError: Unexpected end of input in 1
a ? b
// ---
//! SyntaxError: Unexpected end of input in 1
a ? b :
// ---
a ? b : c ? d : e
// ---
//! SyntaxError: Unexpected token "," in 1
a ? b, c : d
// ---
//! SyntaxError: Unexpected end of input in 1
a, b,
// ---
//! SyntaxError: Unexpected token "(" in 1
a => {}()
// ---
//! SyntaxError: Unexpected token "=>" in 2
a
=> 1
// ---
(a
) => 1
// ---
(a, b) =>
1
// ---
//! SyntaxError: Unexpected token "b" in 1
(a b) => 1
// ---
//! SyntaxError: Unexpected token "=>" in 1
(a, (b)) => 1
// ---
//! SyntaxError: Unexpected token "=>" in 1
(1) => 1
// ---
//! SyntaxError: Unexpected token "||" in 1
() => {} || 1
// ---
a => b => c
// ---
//2! SyntaxError: Unexpected token "=>" in 1
async => 1
// ---
//1! SyntaxError: Unexpected token "=>" in 2 | async function
//2! SyntaxError: Unexpected token "=>" in 2
async
(a) => 1
// ---
x = a => { return } , b
// ---
//! SyntaxError: Unexpected token "(" in 1
function () {}
// ---
(function () {})
// ---
//! SyntaxError: Unexpected token "{" in 1
function f {}
// ---
//! SyntaxError: Unexpected end of input in 1
function f(
// ---
//! SyntaxError: Unexpected end of input in 1
function f() {
// ---
//! SyntaxError: Unexpected end of input in 1
function f() { return 1
// ---
//! SyntaxError: Unexpected token "return" in 1
function f() return 1
// ---
//! SyntaxError: Unexpected token "in" in 1
in
// ---
a in b
// ---
//2! SyntaxError: Invalid left-hand side in for-loop in 1
for (var i = a in b;;) {}
// ---
for (var i = (a in b);;) {}
// ---
//! SyntaxError: Unexpected token "instanceof" in 1
instanceof a
// ---
tag`a${b}c`
// ---
//! SyntaxError: Unexpected token "}" in 1
`a${}`
// ---
//! SyntaxError: Missing "}" in template expression in 1
`a${b c}`
// ---
//! SyntaxError: Missing "}" in template expression in 1
`a${b
// ---
//! SyntaxError: Unterminated template literal in 1
`a
// ---
`a${`b${c}`}`
// ---
`${{a: 1}.a}`
// ---
a?b:c
// ---
//! SyntaxError: Unexpected end of input in 1
-
// ---
//! SyntaxError: Unexpected token "..." in 1 | spread
...a
// ---
//! SyntaxError: Unexpected token "=>" in 1
=> 1
// ---
//1! SyntaxError: Unexpected token "=>" in 1 | async function
async (a) => await a
// ---
//! SyntaxError: Unexpected end of input in 1
!
// ---
//! SyntaxError: Unexpected token "@" in 1 | decorator
@
// ---
//! SyntaxError: Unexpected token ")" in 1
)
// ---
//! SyntaxError: Unexpected token "}" in 1
}
// ---
//! SyntaxError: Unexpected token "]" in 1
]
// ---
;
// ---
{}
