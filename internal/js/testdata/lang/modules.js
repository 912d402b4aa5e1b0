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
