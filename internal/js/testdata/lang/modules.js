// require and import. runtime.md 5. The syntax errors of import are in syntax_rejected.js.
//
// source: njs 0.4.3, 0.7.12
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }

// --- require
console.log(typeof require, require.length, typeof require('crypto'), typeof require('querystring'));
//> function 1 object object

// --- require: the same object every time
console.log(require('crypto') === require('crypto'), require('querystring') === require('querystring'));
require('querystring').mine = 1;
console.log(require('querystring').mine);
//> true true
//> 1

// --- require: unknown modules
show(() => require('x'));
show(() => require('./x.js'));
show(() => require('http'));
show(() => require('path'));
show(() => require('node:crypto'));
show(() => require(''));
//> Error: Cannot find module "x"
//> Error: Cannot find module "./x.js"
//> Error: Cannot find module "http"
//> Error: Cannot find module "path"
//> Error: Cannot find module "node:crypto"
//> Error: Cannot find module ""

// --- require: fs, xml, zlib are no modules of ours
// source: aws-doc restricted features; njs for other names (runtime.md 5, 10)
// differs: the njs command line has fs, and in 2.0 xml and zlib
show(() => require('fs'));
show(() => require('xml'));
show(() => require('zlib'));
//> Error: Cannot find module "fs"
//> Error: Cannot find module "xml"
//> Error: Cannot find module "zlib"

// --- import of fs
// source: aws-doc restricted features; njs for other names (runtime.md 5, 10)
// differs: the njs command line has fs
import fs from 'fs';
//! SyntaxError: Cannot find module "fs" in 1

// --- require: arguments
show(() => require());
show(() => require(1));
show(() => require(null));
show(() => require({}));
show(() => require(Symbol()));
show(() => typeof require(new String('crypto')));
//> TypeError: missing path
//> Error: Cannot find module "1"
//> Error: Cannot find module "null"
//> Error: Cannot find module "[object Object]"
//> TypeError: Cannot convert a Symbol value to a string
//> object

// --- require: not caught
require('missing');
//! Error: Cannot find module "missing"

// --- require is an ordinary function
var r = require;
console.log(typeof r('crypto').createHash, typeof require.cache, typeof require.resolve);
//> function undefined undefined

// --- import and require together
import c from 'crypto';
console.log(typeof c, c.createHash('md5').update('a').digest('hex') === require('crypto').createHash('md5').update('a').digest('hex'));
//> object true

// --- two imports
import c from 'crypto';
import q from 'querystring';
console.log(c.createHash('md5').update(q.stringify({a: 1})).digest('hex'));
//> 3872c9ae3f427af0be0ead09d07ae2cf

// --- import: any name
import $a1 from 'crypto';
console.log(typeof $a1.createHmac);
//> function

// --- import: used in functions
import qs from 'querystring';
function handler(s) { return qs.parse(s).a; }
console.log(handler('a=5'));
//> 5

// --- import of an unknown module hides all output
console.log('not printed');
import x from './local.js';
//! SyntaxError: Cannot find module "./local.js" in 2

// --- import: not the object of require
import c from 'crypto';
import d from 'crypto';
var r = require('crypto');
console.log(c === d, c === r, c.createHash === r.createHash, r === require('crypto'), Object.isExtensible(c), Object.isExtensible(r));
r.x = 1;
c.createHash = 2;
console.log(c.x, d.createHash, typeof r.createHash);
show(() => { c.x = 3; });
show(() => r.x + ' ' + c.x);
//1> true false false true false true
//2> true false false true true true
//> undefined 2 function
//1> TypeError: Cannot add property "x", object is not extensible
//1> 1 undefined
//2> undefined
//2> 1 3

// --- import: not the functions of require
import q from 'querystring';
q.unescape = s => 'u' + s;
console.log(q.parse('a=%41'), require('querystring').parse('a=%41'));
//> {ua:'u%41'} {a:'A'}

// --- import: when
console.log(f());
import c from 'crypto';
console.log(f());
function f() { return typeof c; }
//1> undefined
//> object
//2> object

// --- import: a property of the global object in 1.0
import c from 'crypto';
console.log(typeof globalThis.c);
//1> object
//2> undefined

// --- import: a name that is taken
var c = 1;
import c from 'crypto';
console.log(typeof c);
//1> object
//2! SyntaxError: "c" has already been declared in 2

// --- import: a name that is taken, by a function
function c() {}
import c from 'crypto';
console.log(typeof c);
//1> object
//2! SyntaxError: "c" has already been declared in 2

// --- import: a name that is taken, by a variable that follows
import c from 'crypto';
var c;
console.log(typeof c);
//1> object
//2! SyntaxError: "c" has already been declared in 2

// --- require: buffer
var b = require('buffer');
console.log(Object.keys(b), typeof b.kMaxLength, Object.keys(b.constants), b.constants.MAX_LENGTH === b.kMaxLength);
console.log(b.Buffer.from('ab').toString('hex'), b.Buffer.alloc(3).fill('xy').toString(), b === require('buffer'));
show(() => { b.kMaxLength = 1; });
show(() => { b.Buffer = 1; });
console.log(Object.isExtensible(b), Object.isExtensible(b.constants));
//1! Error: Cannot find module "buffer"
//2> ['Buffer','constants','kMaxLength'] number ['MAX_LENGTH','MAX_STRING_LENGTH'] true
//2> 6162 xyx true
//2> TypeError: Cannot assign to read-only property "kMaxLength" of object
//2> TypeError: Cannot assign to read-only property "Buffer" of object
//2> true true

// --- import: buffer
// versions: 2
import b from 'buffer';
console.log(b.Buffer.from('YQ', 'base64').toString());
//> a
