// Numbers, strings, templates, regular expressions and comments.
// source: njs 0.4.3 and 0.7.12
// ---
//! SyntaxError: Unexpected token "01" in 1 | octal literal
01
// ---
//! SyntaxError: Unexpected token "08" in 1 | octal literal
08.5
// ---
//1! SyntaxError: Unexpected token "_1" in 1 | numeric separator
//2! SyntaxError: Unexpected token "0_" in 1
0_1
// ---
//! SyntaxError: Unexpected token "__0" in 1
1__0
// ---
//! SyntaxError: Unexpected token "_" in 1
1_
// ---
//! SyntaxError: Unexpected token "0x" in 1
0x
// ---
0x;
// ---
//! SyntaxError: Unexpected token "g" in 1
0xg
// ---
0X1F + 0B11 + 0O17
// ---
//! SyntaxError: Unexpected token "0b2" in 1
0b2
// ---
//! SyntaxError: Unexpected token "0b12" in 1
0b12
// ---
//! SyntaxError: Unexpected token "0o8" in 1
0o8
// ---
1.
// ---
.5
// ---
1..toString()
// ---
//! SyntaxError: Unexpected token "toString" in 1
1.toString()
// ---
//! SyntaxError: Unexpected token "e" in 1
1e
// ---
//! SyntaxError: Unexpected token "e" in 1
1e+
// ---
1e5 + 1E-5 + 1.5e+10
// ---
//! SyntaxError: Unexpected token "a" in 1
1a
// ---
3in []
// ---
//! SyntaxError: Unterminated string ""abc" in 1
"abc
// ---
//! SyntaxError: Unterminated string "'abc⏎" in 1
'abc
def'
// ---
//! SyntaxError: Unexpected end of input in 1
'abc\
def'; +
// ---
//! SyntaxError: Unexpected token ")" in 2
"abc\
def"
)
// ---
//! SyntaxError: Invalid Unicode code point "\x4" in 1
'\x4'
// ---
'\x41\u0041\u{41}\u{10FFFF}'
// ---
//! SyntaxError: Invalid Unicode code point "\u{110000}" in 1
'\u{110000}'
// ---
//! SyntaxError: Invalid Unicode code point "\u{}" in 1
'\u{}'
// ---
//! SyntaxError: Invalid Unicode code point "\u{0000041}" in 1
'\u{0000041}'
// ---
//! SyntaxError: Invalid Unicode code point "\u004" in 1
'\u004'
// ---
//! SyntaxError: Invalid Unicode code point "\u{41" in 1
'\u{41'
// ---
'\ud83d\ude00 \ud83d \ude00 \ud83d\ud83d\ude00'
// ---
//2! SyntaxError: Octal escape sequences can't be used in untagged template literals or in strict mode code in 1 | octal escape
'\1'
// ---
//2! SyntaxError: The escapes \8 and \9 can't be used in untagged template literals or in strict mode code in 1 | octal escape
'\8'
// ---
'\0'
// ---
'\08'
// ---
f('\1')
// ---
//2! SyntaxError: Octal escape sequences can't be used in untagged template literals or in strict mode code in 1 | octal escape
f(1, '\1')
// ---
tag`\1`
// ---
//2! SyntaxError: Octal escape sequences can't be used in untagged template literals or in strict mode code in 1 | octal escape
tag`${1}\1`
// ---
//2! SyntaxError: Octal escape sequences can't be used in untagged template literals or in strict mode code in 1 | octal escape
`\1`
// ---
//! SyntaxError: Invalid Unicode code point "\u" in 1
`\u`
// ---
//2! SyntaxError: Octal escape sequences can't be used in untagged template literals or in strict mode code in 1 | octal escape
({'\1': 1})
// ---
//2! SyntaxError: Octal escape sequences can't be used in untagged template literals or in strict mode code in 1 | octal escape
a['\1']
// ---
//! SyntaxError: Unterminated string "'a" \' \q \" in 1
'a" \' \q \
// ---
"\q\'\"\\\b\f\n\r\t\v"
// ---
//! SyntaxError: Unterminated RegExp "/abc" in 1
/abc
// ---
//! SyntaxError: Unterminated RegExp "/abc" in 1
/abc
def/
// ---
/[/]/
// ---
//! SyntaxError: Unterminated RegExp "/[/" in 1
/[/
// ---
//! SyntaxError: Unterminated RegExp "/a\" in 1
/a\
// ---
/=/.test('=')
// ---
/a/ / /b/
// ---
/(?<a>b)[^\]]/gim
// ---
//! SyntaxError: Invalid RegExp flags "x" in 1
/a/x
// ---
//! SyntaxError: Unexpected token "A" in 1
/a/A
// ---
a = b / c / d
// ---
a++ / 1
// ---
x = /* comment */ 1 // another
// ---
//! SyntaxError: Unexpected token "/*" in 1
/* open
// ---
//! SyntaxError: Unexpected token ")" in 2
/* a
b */ )
// ---
1 // end
// ---
//! SyntaxError: Unterminated RegExp "/" in 1
//
// ---
//! SyntaxError: Unexpected token "<" in 1
<!-- html
// ---
//! SyntaxError: Unterminated string """ in 1
"
// ---
//! SyntaxError: Unterminated template literal in 1
`
// ---
//! SyntaxError: Unexpected token "\" in 1 | escape in identifier
\
// ---
//! SyntaxError: Unexpected token "#" in 1 | private name
#
