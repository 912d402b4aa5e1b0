// Line numbers.
// source: njs 0.4.3 and 0.7.12
// ---
//! SyntaxError: Unexpected token "d" in 3
a
b
c d
// ---
//! SyntaxError: Unexpected token ")" in 3


)
// ---
//! SyntaxError: Unexpected token ")" in 4
// one
// two
/* three
   four */ )
// ---
//! SyntaxError: Unexpected token "}" in 3
x = `one
two
${ three + }
`
// ---
//! SyntaxError: Unexpected token "y" in 2
x = `one
two` y
// ---
//! SyntaxError: Unexpected token ")" in 2
x = 'one\
two\
three'
)
// ---
//! SyntaxError: Unexpected token "=" in 3
var a = 1
  foo(
   =
)
// ---
//! SyntaxError: Unexpected token "c" in 4
function f(
  a,
  b
  c
) {}
// ---
//! SyntaxError: Unexpected token "b" in 3
var o = {
  a: 1
  b: 2
}
// ---
//! SyntaxError: Unexpected token ":" in 7
var o = {
  a: 1,
  b: [
    1,
    2
  ,
  c: 3
}
// ---
//! SyntaxError: Unexpected token "}" in 6
if (a) {
  b()
}
else {
  c(
}
// ---
//! SyntaxError: Unexpected token "}" in 3
a(function () {
  b.c.
})
// ---
//! SyntaxError: Unexpected token "e" in 3
a = b
(c)
d e
// ---
//! SyntaxError: "arguments" object in global scope in 2
arguments

// ---
//! SyntaxError: Unexpected token "bar" in 4
var x = function () {
  return arguments
}
foo bar
// ---
async
x => 1
// ---
//1! SyntaxError: Token "const" not supported in this version in 3 | let and const
//2! SyntaxError: Token "uri" not supported in this version in 3 | destructuring
function handler(event) {
    var request = event.request;
    const { uri } = request;
    return request;
}
// ---
//! SyntaxError: Unexpected token ")" in 3 | optional chaining
function handler(event) {
    var request = event.request;
    if (request.headers?.host) {
        return request;
    }
    return request;
}
// ---
//1! SyntaxError: Token "const" not supported in this version in 3 | let and const
//2! SyntaxError: Token "of" not supported in this version in 3 | for-of
function handler(event) {
    var keys = Object.keys(event.request.headers);
    for (const key of keys) {
        console.log(key);
    }
}
// ---
//! SyntaxError: Token "..." not supported in this version in 4 | spread in object literal
function handler(event) {
    return {
        statusCode: 200,
        ...event.response
    };
}
// ---
//1! SyntaxError: Token "const" not supported in this version in 2 | let and const
//2! SyntaxError: Unexpected token "..." in 3 | spread in call
function handler(event) {
    const merged = Object.assign({}, { a: 1 },
        ...event.list);
}
// ---
//! SyntaxError: Unexpected end of input in 2
function handler(event) {
    return event.request
// ---
//! SyntaxError: Unexpected end of input in 5
function handler(event) {
    if (event.a) {
        return event.b;
    return event.request;
}
// ---
//! SyntaxError: Illegal break statement in 4
while (1) {
  function f() {
    x = 1
    break
  }
}
// ---
//! SyntaxError: Illegal continue statement in 3
a: {

  continue a
}
// ---
//! SyntaxError: "g" has already been declared in 5
function f() {}
{
  function g() {}

  var g
}
// ---
//! SyntaxError: Unexpected token ";" in 1
var a = [1, 2, 3;
var b
// ---
//! SyntaxError: Unterminated string ""it's;⏎" in 1
var s = "it's;
var t = 1;
// ---
//! SyntaxError: Unexpected end of input in 2
foo(a,
  b
// ---
//! SyntaxError: Unexpected token ";" in 2
var x = a ? b
  ; c
// ---
//! SyntaxError: Unexpected end of input in 4
x = 1 +

// comment

// ---
//! SyntaxError: Illegal return statement in 3
return

1
