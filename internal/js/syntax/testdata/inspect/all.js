// Every construct of today's language that a version lacks, and code around it that must be understood.
import cf from 'crypto';
import { a as b, c } from 'crypto';
import * as ns from 'querystring';
import d, { e } from 'querystring';
import 'crypto';
import fs from 'fs';
import('crypto').then(function (m) { return m; });
const lazy = import('fs'), meta = import.meta.url;

export default function named() {}
export { named, lazy as later };
export * from 'crypto';
export const exported = 1;
export async function alsoExported() { await 1; }

let x = 1, y;
const big = 10n, hex = 0xFFn, wide = 1_000_000.5_0, mask = 0xFF_FF;
for (const item of list) { x += item; }
for (let [k, v] of Object.entries(list)) print(k, v);
for (const {k} in list) {}
for (x of [1, 2]) break;
async function loops() {
    for await (const item of list) {}
    f(await x);
    new F(1, await x);
    return [await x, `${await y}`];
}

var { p, q: { r = 1 }, [computed]: s, ...rest } = object;
var [first, , second = 2, ...others] = array;
({ p, q: x } = object);
[x, y] = [y, x];
({ p = 1 } = object);
function parameters({ p }, [q], r = 1, { s } = {}, ...t) { return p + q + r + s; }
var arrows = [
    ([k, v]) => k + v, ({ k }) => k, (k = 1) => k, (k, { v = 2 } = {}, [w, ...z]) => w, (k = 1, ...v) => v,
    ({ k }, ...v) => v, async ({ k }) => k, async k => k, async (k) => k, async () => { await x; }, (k = 1, ) => k,
];

f(...array);
new F(1, ...array, 2);
x = [...array, 1, ...array];
x = [1, ...array];
x = { ...object, y, async m() {}, *g() {}, async *h() {}, async [x]() {}, *[y]() {}, *'s'() {}, async: 1, async() {} };

x?.y;
x = x?.y?.z || x?.[0] || x?.(1) || x?.y.z?.w;
f()?.y;
f().y?.z(1)?.w;
if (x?.y) { x.y.z?.(x?.y); }
x ||= 1; x &&= 2; x ??= x?.y ?? 3; x.y ||= z ||= 1;
x = y ? .5 : 1;

try { f(); } catch { g(); }
try { f(); } catch ({ message }) { g(message); }
try { f(); } catch ([code]) { g(code); }

class Base {
    static count = 0;
    #secret = 1;
    static { Base.count = 1; }
    field;
    'quoted' = 1
    constructor(n = 1) { this.#secret = n; }
    get secret() { return this.#secret; }
    set secret(v) { this.#secret = v; }
    static async *make() { yield* [1]; }
    async m() { await f(); return #secret in this; }
    [x + 1]() {}
    get() {}
    static() {}
}
var Derived = class extends Base { constructor() { super(); super.m(); new.target; } };
var o = { m() { return super.m(); } };
function* generator() { var got = yield 1; yield; yield* g(); f(yield, (yield) + 1); }
var g = function* () { yield [yield]; }, h = async function* () { yield await 1; };

/a/u.test(x); /(?<n>a)/gs; /a/y; /[/]/dgi;
delete x;
with (x) { y; }
debugger;
function late() { break missing; }
await f();
function notAsync() { await f(); arguments; }
arguments;
let x = 2;
return 1;
