// What functions of cloudfront-js-1.0 find: made by "selvedge types". Do not edit.
//
// In tsconfig.json or jsconfig.json set "noLib": true, "types": [], "target": "es2020", "module": "es2020" and
// "esModuleInterop": true, and include this file. It says which built-ins exist; which syntax does, "selvedge check" tells.

// Types that the compiler needs, and some that are useful.
type PropertyKey = string | number | symbol;
type Partial<T> = { [P in keyof T]?: T[P] };
type Required<T> = { [P in keyof T]-?: T[P] };
type Readonly<T> = { readonly [P in keyof T]: T[P] };
type Record<K extends keyof any, T> = { [P in K]: T };
type Pick<T, K extends keyof T> = { [P in K]: T[P] };
type Exclude<T, U> = T extends U ? never : T;
type Extract<T, U> = T extends U ? T : never;
type Omit<T, K extends keyof any> = Pick<T, Exclude<keyof T, K>>;
type NonNullable<T> = T & {};
type Parameters<T extends (...args: any) => any> = T extends (...args: infer P) => any ? P : never;
type ReturnType<T extends (...args: any) => any> = T extends (...args: any) => infer R ? R : any;
type Awaited<T> = T extends PromiseLike<infer U> ? Awaited<U> : T;
interface ThisType<T> {}
interface IArguments {
    [index: number]: any;
    length: number;
}
interface TemplateStringsArray extends Array<string> {}
interface CallableFunction extends Function {}
interface NewableFunction extends Function {}
interface PropertyDescriptor {
    configurable?: boolean;
    enumerable?: boolean;
    value?: any;
    writable?: boolean;
    get?(): any;
    set?(value: any): void;
}
interface PropertyDescriptorMap {
    [key: string]: PropertyDescriptor;
}
interface PromiseLike<T> {
    then<A = T, B = never>(onfulfilled?: ((value: T) => A | PromiseLike<A>) | null, onrejected?: ((reason: any) => B | PromiseLike<B>) | null): PromiseLike<A | B>;
}
interface ArrayLike<T> {
    readonly length: number;
    readonly [n: number]: T;
}
type TypedArray = Int8Array | Uint8Array | Uint8ClampedArray | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;
/** What an array-like iterator returns; no syntax of the runtime consumes it. */
interface ArrayIterator<T> {
    next(): { done?: boolean; value: T };
}
declare function isFinite(value: number): boolean;
declare function isNaN(value: number): boolean;
declare function parseFloat(text: string): number;
declare function parseInt(text: string, radix?: number): number;
declare function encodeURI(text: string): string;
declare function encodeURIComponent(text: string | number | boolean): string;
declare function decodeURI(text: string): string;
declare function decodeURIComponent(text: string): string;
declare var global: typeof globalThis;
declare var NaN: number;
declare var Infinity: number;
declare var Math: Math;
declare var JSON: JSON;
declare var console: Console;
/** @deprecated It throws whenever it is called. */
declare function eval(code: string): never;
/** @deprecated It throws whenever it is called: functions run to their end at once. */
declare function setTimeout(callback: any, delay?: number): never;
/** @deprecated It throws whenever it is called: functions run to their end at once. */
declare function setImmediate(callback: any): never;
/** @deprecated There are no timers. */
declare function clearTimeout(timer: any): void;
declare function toString(): string;
declare function require(module: 'crypto'): CryptoModule;
declare function require(module: 'querystring'): QueryStringModule;
interface Console {
    /** Writes a line to the function's log. Pass one text; objects are best given to JSON.stringify. */
    log(...values: any[]): void;
}
interface Object {
    constructor: Function;
    toString(): string;
    valueOf(): Object;
    hasOwnProperty(key: PropertyKey): boolean;
    isPrototypeOf(value: Object): boolean;
    propertyIsEnumerable(key: PropertyKey): boolean;
}
interface ObjectConstructor {
    new (value?: any): Object;
    (value?: any): any;
    readonly prototype: Object;
    getPrototypeOf(value: any): any;
    setPrototypeOf(value: any, proto: object | null): any;
    getOwnPropertyDescriptor(object: any, key: PropertyKey): PropertyDescriptor | undefined;
    getOwnPropertyDescriptors(object: any): PropertyDescriptorMap;
    getOwnPropertyNames(object: any): string[];
    getOwnPropertySymbols(object: any): symbol[];
    create(proto: object | null, properties?: PropertyDescriptorMap): any;
    defineProperty<T>(object: T, key: PropertyKey, descriptor: PropertyDescriptor): T;
    defineProperties<T>(object: T, properties: PropertyDescriptorMap): T;
    freeze<T>(object: T): Readonly<T>;
    isFrozen(object: any): boolean;
    seal<T>(object: T): T;
    isSealed(object: any): boolean;
    preventExtensions<T>(object: T): T;
    isExtensible(object: any): boolean;
    keys(object: any): string[];
    values<T>(object: { [key: string]: T } | ArrayLike<T>): T[];
    entries<T>(object: { [key: string]: T } | ArrayLike<T>): [string, T][];
    assign<T, U>(target: T, source: U, ...more: any[]): T & U;
    is(a: any, b: any): boolean;
}
declare var Object: ObjectConstructor;
interface Function {
    readonly name: string;
    readonly length: number;
    prototype: any;
    apply(this: Function, thisArg: any, args?: any): any;
    call(this: Function, thisArg: any, ...args: any[]): any;
    bind(this: Function, thisArg: any, ...args: any[]): any;
    toString(): string;
}
interface FunctionConstructor {
    /** @deprecated It throws whenever it is called. */
    new (...code: string[]): never;
    readonly prototype: Function;
}
declare var Function: FunctionConstructor;
interface Boolean {
    valueOf(): boolean;
    toString(): string;
}
interface BooleanConstructor {
    new (value?: any): Boolean;
    <T>(value?: T): boolean;
    readonly prototype: Boolean;
}
declare var Boolean: BooleanConstructor;
interface Symbol {
    readonly description: string | undefined;
    toString(): string;
    valueOf(): symbol;
}
interface SymbolConstructor {
    (description?: string | number): symbol;
    readonly prototype: Symbol;
    for(key: string): symbol;
    keyFor(symbol: symbol): string | undefined;
    readonly asyncIterator: unique symbol;
    readonly hasInstance: unique symbol;
    readonly isConcatSpreadable: unique symbol;
    readonly iterator: unique symbol;
    readonly match: unique symbol;
    readonly matchAll: unique symbol;
    readonly replace: unique symbol;
    readonly search: unique symbol;
    readonly species: unique symbol;
    readonly split: unique symbol;
    readonly toPrimitive: unique symbol;
    readonly toStringTag: unique symbol;
    readonly unscopables: unique symbol;
}
declare var Symbol: SymbolConstructor;
interface String {
    readonly [index: number]: string;
    /** The number of characters: those beyond U+FFFF count once. */
    readonly length: number;
    toString(): string;
    valueOf(): string;
    charAt(index: number): string;
    charCodeAt(index: number): number;
    codePointAt(index: number): number | undefined;
    concat(...texts: string[]): string;
    endsWith(text: string, end?: number): boolean;
    /** The text of a byte string, by characters. */
    fromBytes(start?: number, end?: number): string;
    /** The text of a byte string that is UTF-8; null when it is not. */
    fromUTF8(start?: number, end?: number): string | null;
    includes(text: string, position?: number): boolean;
    indexOf(text: string, position?: number): number;
    lastIndexOf(text: string, position?: number): number;
    match(pattern: string | RegExp): RegExpMatchArray | null;
    padEnd(length: number, fill?: string): string;
    padStart(length: number, fill?: string): string;
    repeat(count: number): string;
    replace(pattern: string | RegExp, replacement: string | ((match: string, ...args: any[]) => string)): string;
    search(pattern: string | RegExp): number;
    slice(start?: number, end?: number): string;
    split(separator?: string | RegExp, limit?: number): string[];
    startsWith(text: string, position?: number): boolean;
    substr(start: number, length?: number): string;
    substring(start: number, end?: number): string;
    /** A byte string of the characters, all of which must be below U+0100; null when they are not. */
    toBytes(start?: number, end?: number): string | null;
    toLowerCase(): string;
    toUpperCase(): string;
    /** A byte string of the text in UTF-8. */
    toUTF8(start?: number, end?: number): string;
    trim(): string;
    trimEnd(): string;
    trimStart(): string;
}
interface String {
    /** The bytes of a byte string as text. */
    toString(encoding: 'hex' | 'base64' | 'base64url'): string;
}
interface StringConstructor {
    new (value?: any): String;
    (value?: any): string;
    readonly prototype: String;
    fromCharCode(...codes: number[]): string;
    fromCodePoint(...codes: number[]): string;
    /** Makes a byte string. */
    bytesFrom(bytes: number[] | string, encoding?: 'hex' | 'base64' | 'base64url'): string;
}
declare var String: StringConstructor;
interface Number {
    toString(radix?: number): string;
    toFixed(digits?: number): string;
    toExponential(digits?: number): string;
    toPrecision(precision?: number): string;
    valueOf(): number;
}
interface NumberConstructor {
    new (value?: any): Number;
    (value?: any): number;
    readonly prototype: Number;
    isFinite(value: any): boolean;
    isInteger(value: any): boolean;
    isNaN(value: any): boolean;
    isSafeInteger(value: any): boolean;
    parseFloat(text: string): number;
    parseInt(text: string, radix?: number): number;
    readonly EPSILON: number;
    readonly MAX_SAFE_INTEGER: number;
    readonly MIN_SAFE_INTEGER: number;
    readonly MAX_VALUE: number;
    readonly MIN_VALUE: number;
    readonly NaN: number;
    readonly POSITIVE_INFINITY: number;
    readonly NEGATIVE_INFINITY: number;
}
declare var Number: NumberConstructor;
interface Math {
    abs(x: number): number;
    acos(x: number): number;
    acosh(x: number): number;
    asin(x: number): number;
    asinh(x: number): number;
    atan(x: number): number;
    atan2(y: number, x: number): number;
    atanh(x: number): number;
    cbrt(x: number): number;
    ceil(x: number): number;
    clz32(x: number): number;
    cos(x: number): number;
    cosh(x: number): number;
    exp(x: number): number;
    expm1(x: number): number;
    floor(x: number): number;
    fround(x: number): number;
    hypot(...values: number[]): number;
    imul(x: number, y: number): number;
    log(x: number): number;
    log10(x: number): number;
    log1p(x: number): number;
    log2(x: number): number;
    max(...values: number[]): number;
    min(...values: number[]): number;
    pow(x: number, y: number): number;
    /** A number that is not for secrets. */
    random(): number;
    round(x: number): number;
    sign(x: number): number;
    sin(x: number): number;
    sinh(x: number): number;
    sqrt(x: number): number;
    tan(x: number): number;
    tanh(x: number): number;
    trunc(x: number): number;
    readonly E: number;
    readonly LN10: number;
    readonly LN2: number;
    readonly LOG10E: number;
    readonly LOG2E: number;
    readonly PI: number;
    readonly SQRT1_2: number;
    readonly SQRT2: number;
}
interface JSON {
    parse(text: string, reviver?: (this: any, key: string, value: any) => any): any;
    stringify(value: any, replacer?: ((this: any, key: string, value: any) => any) | (number | string)[] | null, space?: string | number): string;
}
interface RegExp {
    lastIndex: number;
    readonly global: boolean;
    readonly ignoreCase: boolean;
    readonly multiline: boolean;
    readonly source: string;
    exec(text: string): RegExpExecArray | null;
    test(text: string): boolean;
    toString(): string;
}
interface RegExpMatchArray extends Array<string> {
    index?: number;
    input?: string;
    groups?: { [name: string]: string };
}
interface RegExpExecArray extends Array<string> {
    index: number;
    input: string;
    groups?: { [name: string]: string };
}
interface RegExpConstructor {
    new (pattern: RegExp | string, flags?: string): RegExp;
    (pattern: RegExp | string, flags?: string): RegExp;
    readonly prototype: RegExp;
}
declare var RegExp: RegExpConstructor;
interface Date {
    toString(): string;
    toDateString(): string;
    toTimeString(): string;
    toLocaleString(): string;
    toLocaleDateString(): string;
    toLocaleTimeString(): string;
    toUTCString(): string;
    toISOString(): string;
    toJSON(key?: any): string;
    valueOf(): number;
    getTime(): number;
    getFullYear(): number;
    getUTCFullYear(): number;
    getMonth(): number;
    getUTCMonth(): number;
    getDate(): number;
    getUTCDate(): number;
    getDay(): number;
    getUTCDay(): number;
    getHours(): number;
    getUTCHours(): number;
    getMinutes(): number;
    getUTCMinutes(): number;
    getSeconds(): number;
    getUTCSeconds(): number;
    getMilliseconds(): number;
    getUTCMilliseconds(): number;
    getTimezoneOffset(): number;
    setTime(time: number): number;
    setMilliseconds(ms: number): number;
    setUTCMilliseconds(ms: number): number;
    setSeconds(sec: number, ms?: number): number;
    setUTCSeconds(sec: number, ms?: number): number;
    setMinutes(min: number, sec?: number, ms?: number): number;
    setUTCMinutes(min: number, sec?: number, ms?: number): number;
    setHours(hours: number, min?: number, sec?: number, ms?: number): number;
    setUTCHours(hours: number, min?: number, sec?: number, ms?: number): number;
    setDate(date: number): number;
    setUTCDate(date: number): number;
    setMonth(month: number, date?: number): number;
    setUTCMonth(month: number, date?: number): number;
    setFullYear(year: number, month?: number, date?: number): number;
    setUTCFullYear(year: number, month?: number, date?: number): number;
}
interface DateConstructor {
    /** Without arguments: the time at which the invocation began. It stands still while the function runs. */
    new (): Date;
    new (value: number | string | Date): Date;
    new (year: number, month: number, date?: number, hours?: number, minutes?: number, seconds?: number, ms?: number): Date;
    (): string;
    readonly prototype: Date;
    parse(text: string): number;
    UTC(year: number, month?: number, date?: number, hours?: number, minutes?: number, seconds?: number, ms?: number): number;
    /** The time at which the invocation began. It stands still while the function runs. */
    now(): number;
}
declare var Date: DateConstructor;
interface Array<T> {
    [n: number]: T;
    length: number;
    toString(): string;
    concat(...items: (T | T[])[]): T[];
    copyWithin(target: number, start: number, end?: number): this;
    every(callback: (value: T, index: number, array: T[]) => any, thisArg?: any): boolean;
    fill(value: T, start?: number, end?: number): this;
    filter<S extends T>(callback: (value: T, index: number, array: T[]) => value is S, thisArg?: any): S[];
    filter(callback: (value: T, index: number, array: T[]) => any, thisArg?: any): T[];
    find(callback: (value: T, index: number, array: T[]) => any, thisArg?: any): T | undefined;
    findIndex(callback: (value: T, index: number, array: T[]) => any, thisArg?: any): number;
    forEach(callback: (value: T, index: number, array: T[]) => void, thisArg?: any): void;
    includes(item: T, from?: number): boolean;
    indexOf(item: T, from?: number): number;
    join(separator?: string): string;
    lastIndexOf(item: T, from?: number): number;
    map<U>(callback: (value: T, index: number, array: T[]) => U, thisArg?: any): U[];
    pop(): T | undefined;
    push(...items: T[]): number;
    reduce(callback: (previous: T, value: T, index: number, array: T[]) => T): T;
    reduce<U>(callback: (previous: U, value: T, index: number, array: T[]) => U, initial: U): U;
    reduceRight(callback: (previous: T, value: T, index: number, array: T[]) => T): T;
    reduceRight<U>(callback: (previous: U, value: T, index: number, array: T[]) => U, initial: U): U;
    reverse(): T[];
    shift(): T | undefined;
    slice(start?: number, end?: number): T[];
    some(callback: (value: T, index: number, array: T[]) => any, thisArg?: any): boolean;
    sort(compare?: (a: T, b: T) => number): this;
    splice(start: number, count?: number, ...items: T[]): T[];
    unshift(...items: T[]): number;
}
interface ReadonlyArray<T> extends Array<T> {
    readonly [n: number]: T;
}
interface ArrayConstructor {
    new (length?: number): any[];
    new <T>(...items: T[]): T[];
    (length?: number): any[];
    <T>(...items: T[]): T[];
    readonly prototype: any[];
    isArray(value: any): value is any[];
    of<T>(...items: T[]): T[];
}
declare var Array: ArrayConstructor;
interface Promise<T> {
    then<A = T, B = never>(onfulfilled?: ((value: T) => A | PromiseLike<A>) | null, onrejected?: ((reason: any) => B | PromiseLike<B>) | null): Promise<A | B>;
    catch<B = never>(onrejected?: ((reason: any) => B | PromiseLike<B>) | null): Promise<T | B>;
    finally(callback?: (() => void) | null): Promise<T>;
}
interface PromiseConstructor {
    new <T>(executor: (resolve: (value?: T | PromiseLike<T>) => void, reject: (reason?: any) => void) => void): Promise<T>;
    readonly prototype: Promise<any>;
    resolve(): Promise<void>;
    resolve<T>(value: T): Promise<Awaited<T>>;
    reject<T = never>(reason?: any): Promise<T>;
}
declare var Promise: PromiseConstructor;
interface Error {
    name: string;
    message: string;
    toString(): string;
    valueOf(): Object;
}
interface Error {
    stack?: string;
}
interface ErrorConstructor {
    new (message?: string): Error;
    (message?: string): Error;
    readonly prototype: Error;
}
declare var Error: ErrorConstructor;
interface ArrayBuffer {
    readonly byteLength: number;
    slice(start?: number, end?: number): ArrayBuffer;
}
interface ArrayBufferConstructor {
    new (length: number): ArrayBuffer;
    readonly prototype: ArrayBuffer;
    isView(value: any): boolean;
}
declare var ArrayBuffer: ArrayBufferConstructor;
interface TypedArrayBase {
    [index: number]: number;
    readonly buffer: ArrayBuffer;
    readonly byteLength: number;
    readonly byteOffset: number;
    readonly length: number;
    copyWithin(target: number, start: number, end?: number): this;
    fill(value: number, start?: number, end?: number): this;
    join(separator?: string): string;
    set(values: ArrayLike<number>, offset?: number): void;
    slice(start?: number, end?: number): this;
    sort(compare?: (a: number, b: number) => number): this;
    subarray(start?: number, end?: number): this;
    toString(): string;
}
interface TypedArrayStatics<T> {
    new (length?: number): T;
    new (values: ArrayLike<number>): T;
    new (buffer: ArrayBuffer, byteOffset?: number, length?: number): T;
    readonly prototype: T;
}
interface TypedArrayConstructor<T> extends TypedArrayStatics<T> {
    readonly BYTES_PER_ELEMENT: number;
}
interface Int8Array extends TypedArrayBase { readonly BYTES_PER_ELEMENT: number; }
interface Uint8Array extends TypedArrayBase { readonly BYTES_PER_ELEMENT: number; }
interface Uint8ClampedArray extends TypedArrayBase { readonly BYTES_PER_ELEMENT: number; }
interface Int16Array extends TypedArrayBase { readonly BYTES_PER_ELEMENT: number; }
interface Uint16Array extends TypedArrayBase { readonly BYTES_PER_ELEMENT: number; }
interface Int32Array extends TypedArrayBase { readonly BYTES_PER_ELEMENT: number; }
interface Uint32Array extends TypedArrayBase { readonly BYTES_PER_ELEMENT: number; }
interface Float32Array extends TypedArrayBase { readonly BYTES_PER_ELEMENT: number; }
interface Float64Array extends TypedArrayBase { readonly BYTES_PER_ELEMENT: number; }
declare var Int8Array: TypedArrayConstructor<Int8Array>;
declare var Uint8Array: TypedArrayConstructor<Uint8Array>;
declare var Uint8ClampedArray: TypedArrayConstructor<Uint8ClampedArray>;
declare var Int16Array: TypedArrayConstructor<Int16Array>;
declare var Uint16Array: TypedArrayConstructor<Uint16Array>;
declare var Int32Array: TypedArrayConstructor<Int32Array>;
declare var Uint32Array: TypedArrayConstructor<Uint32Array>;
declare var Float32Array: TypedArrayConstructor<Float32Array>;
declare var Float64Array: TypedArrayConstructor<Float64Array>;
interface TextEncoder {
    readonly encoding: string;
    encode(text?: string): Uint8Array;
    encodeInto(text: string, into: Uint8Array): { read: number; written: number };
}
interface TextEncoderConstructor {
    new (): TextEncoder;
    readonly prototype: TextEncoder;
}
declare var TextEncoder: TextEncoderConstructor;
interface TextDecoder {
    readonly encoding: string;
    readonly fatal: boolean;
    readonly ignoreBOM: boolean;
    decode(bytes?: ArrayBuffer | TypedArrayBase, options?: { stream?: boolean }): string;
}
interface TextDecoderConstructor {
    new (label?: 'utf-8' | 'utf8', options?: { fatal?: boolean; ignoreBOM?: boolean }): TextDecoder;
    readonly prototype: TextDecoder;
}
declare var TextDecoder: TextDecoderConstructor;
/** What hashes take: texts and byte strings. */
type HashData = string;
/** A digest without an encoding is a byte string. */
type HashDigest = string;
interface Hash {
    update(data: HashData): this;
    digest(): HashDigest;
    digest(encoding: 'hex' | 'base64' | 'base64url'): string;
}
interface CryptoModule {
    createHash(algorithm: 'md5' | 'sha1' | 'sha256'): Hash;
    createHmac(algorithm: 'md5' | 'sha1' | 'sha256', key: HashData): Hash;
}
declare module 'crypto' {
    const crypto: CryptoModule;
    export = crypto;
}
interface QueryStringModule {
    /** Takes a query string apart. A name that occurs more than once has an array. */
    parse(text: string, separator?: string | null, equals?: string | null, options?: { decodeURIComponent?: (text: string) => string; maxKeys?: number }): { [name: string]: string | string[] };
    decode(text: string, separator?: string | null, equals?: string | null, options?: { decodeURIComponent?: (text: string) => string; maxKeys?: number }): { [name: string]: string | string[] };
    /** Makes a query string of an object of texts. It does not take event.request.querystring. */
    stringify(object: any, separator?: string | null, equals?: string | null, options?: { encodeURIComponent?: (text: string) => string }): string;
    encode(object: any, separator?: string | null, equals?: string | null, options?: { encodeURIComponent?: (text: string) => string }): string;
    escape(text: string): string;
    unescape(text: string): string;
}
declare module 'querystring' {
    const querystring: QueryStringModule;
    export = querystring;
}
interface EvalError extends Error {}
declare var EvalError: { new (message?: string): EvalError; (message?: string): EvalError; readonly prototype: EvalError };
interface InternalError extends Error {}
declare var InternalError: { new (message?: string): InternalError; (message?: string): InternalError; readonly prototype: InternalError };
interface MemoryError extends Error {}
declare var MemoryError: { new (message?: string): MemoryError; (message?: string): MemoryError; readonly prototype: MemoryError };
interface RangeError extends Error {}
declare var RangeError: { new (message?: string): RangeError; (message?: string): RangeError; readonly prototype: RangeError };
interface ReferenceError extends Error {}
declare var ReferenceError: { new (message?: string): ReferenceError; (message?: string): ReferenceError; readonly prototype: ReferenceError };
interface SyntaxError extends Error {}
declare var SyntaxError: { new (message?: string): SyntaxError; (message?: string): SyntaxError; readonly prototype: SyntaxError };
interface TypeError extends Error {}
declare var TypeError: { new (message?: string): TypeError; (message?: string): TypeError; readonly prototype: TypeError };
interface URIError extends Error {}
declare var URIError: { new (message?: string): URIError; (message?: string): URIError; readonly prototype: URIError };

// What functions get and return. Source: the AWS developer guide, "CloudFront Functions event structure".
declare namespace AWSCloudFrontFunction {
    /** What a handler is called with. */
    interface Event {
        /** Always "1.0", in both runtimes. */
        version: '1.0';
        context: Context;
        viewer: Viewer;
        request: Request;
        /** Only of viewer-response events. */
        response: Response;
    }
    interface Context {
        /** The domain name of the distribution, such as d111111abcdef8.cloudfront.net. Multi-tenant distributions have endpoint. */
        distributionDomainName: string;
        /** The domain of the connection group; only of multi-tenant distributions. */
        endpoint?: string;
        distributionId: string;
        eventType: 'viewer-request' | 'viewer-response';
        /** Unique for each request, and the first word of its log lines. */
        requestId: string;
    }
    interface Viewer {
        /** The address that sent the request: that of a proxy, when there is one. */
        ip: string;
    }
    interface Value {
        value: string;
    }
    /** A value of a name. */
    interface ValueObject extends Value {
        /** All values, when the name occurred more than once. When it was changed it wins over value. */
        multiValue?: Value[];
    }
    interface ValueMap {
        [name: string]: ValueObject;
    }
    interface Request {
        readonly method: string;
        /** The path without the query string. It begins with a slash; nothing in it is decoded. */
        uri: string;
        /** Names and values as the viewer sent them; nothing is decoded. A text without "?" may be assigned. */
        querystring: ValueMap;
        /** The names are in lower case. Cookies are in cookies. */
        headers: ValueMap;
        cookies: ValueMap;
    }
    interface CookieValue extends Value {
        /** Attributes as they stand in Set-Cookie: "Path=/; Secure; HttpOnly". */
        attributes?: string;
    }
    interface ResponseCookie extends CookieValue {
        multiValue?: CookieValue[];
    }
    interface ResponseCookieMap {
        [name: string]: ResponseCookie;
    }
    interface Body {
        encoding: 'text' | 'base64';
        data: string;
    }
    interface Response {
        /** A whole number. */
        statusCode: number;
        statusDescription?: string;
        /** The names are in lower case. */
        headers?: ValueMap;
        cookies?: ResponseCookieMap;
        /** Replaces the body. A function never sees the body of the origin. */
        body?: string | Body;
    }
    /** A handler returns the request to go on with, or the response for the viewer. */
    type Result = Request | Response;
}
