// Each construct that a version lacks.
import { createHash } from 'crypto';
import * as ns from 'querystring';
import qs, { parse } from 'querystring';
import 'crypto';
import fs from 'fs';
import('crypto');
export function handler(event) { return event.request; }
const lazy = import('crypto'), url = import.meta.url;

let a = 1;
for (const item of [1, 2]) { a += item; }
async function wait(f, x) {
	for await (const item of x) { f(item); }
	f(await x, `${await x}`);
	return await x;
}
var { b, c: [d] = [] } = a, [e] = a;
({ b } = a);
[b, e] = [e, b];
function defaults(f = 1, { g }, [h]) { return f + g + h; }
var arrow = ([k, v]) => k + v, other = (k = 1) => k, later = async (k) => k, soon = async k => k;
defaults(...a);
new Array(...a);
b = [...a];
b = { ...a, async m() { return 1; }, *n() { yield 1; } };
b = { async };
b = a?.b?.[0] ?? a.b?.();
a ||= 1; a &&= 2; a ??= 3;
try { a(); } catch { b = 1; }
try { a(); } catch ({ message }) { b = message; }
class Point {
	#x = 1;
	static zero = new Point();
	constructor(x) { this.#x = x; }
	get x() { return this.#x; }
}
var Derived = class extends Point { constructor() { super(1); } };
var o = { m() { return super.m; }, n: function () { return new.target; } };
function* generator() { yield 1; }
b = 10n + 1_000;
b = /a/u.test(b) || /./s.test(b) || /a/y.test(b);
b = '\101';
delete b;
with (o) { b = 1; }
debugger;
await wait();
function deep() { function b() { function c() { function d() { function e() { function f() { function g() { function h() { function i() {} } } } } } } } }
