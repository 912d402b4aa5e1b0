// What types.go makes declaration files of. A line "@ PATH" begins the declaration of a built-in object; of the members in it
// those are kept that the runtime has, and those that are missing in it are added. "PATH^" is what PATH inherits from.
// "@ 1.0", "@ 2.0" and "@ all" begin text that is copied for that runtime. A member stands on one line.
@ all

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

@ global
declare function isFinite(value: number): boolean;
declare function isNaN(value: number): boolean;
declare function parseFloat(text: string): number;
declare function parseInt(text: string, radix?: number): number;
declare function encodeURI(text: string): string;
declare function encodeURIComponent(text: string | number | boolean): string;
declare function decodeURI(text: string): string;
declare function decodeURIComponent(text: string): string;
/** Decodes base64 to a text whose characters are the bytes. */
declare function atob(text: string): string;
/** Encodes a text whose characters are bytes as base64. */
declare function btoa(text: string): string;
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

@ console
interface Console {
    /** Writes a line to the function's log. Pass one text; objects are best given to JSON.stringify. */
    log(...values: any[]): void;
}

@ Object.prototype
interface Object {
    constructor: Function;
    toString(): string;
    valueOf(): Object;
    hasOwnProperty(key: PropertyKey): boolean;
    isPrototypeOf(value: Object): boolean;
    propertyIsEnumerable(key: PropertyKey): boolean;
}
@ Object
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

@ Function.prototype
interface Function {
    readonly name: string;
    readonly length: number;
    prototype: any;
    apply(this: Function, thisArg: any, args?: any): any;
    call(this: Function, thisArg: any, ...args: any[]): any;
    bind(this: Function, thisArg: any, ...args: any[]): any;
    toString(): string;
}
@ Function
interface FunctionConstructor {
    /** @deprecated It throws whenever it is called. */
    new (...code: string[]): never;
    readonly prototype: Function;
}
declare var Function: FunctionConstructor;

@ Boolean.prototype
interface Boolean {
    valueOf(): boolean;
    toString(): string;
}
@ Boolean
interface BooleanConstructor {
    new (value?: any): Boolean;
    <T>(value?: T): boolean;
    readonly prototype: Boolean;
}
declare var Boolean: BooleanConstructor;

@ Symbol.prototype
interface Symbol {
    readonly description: string | undefined;
    toString(): string;
    valueOf(): symbol;
}
@ Symbol
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

@ String.prototype
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
    replaceAll(pattern: string | RegExp, replacement: string | ((match: string, ...args: any[]) => string)): string;
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
@ 1.0
interface String {
    /** The bytes of a byte string as text. */
    toString(encoding: 'hex' | 'base64' | 'base64url'): string;
}
@ String
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

@ Number.prototype
interface Number {
    toString(radix?: number): string;
    toFixed(digits?: number): string;
    toExponential(digits?: number): string;
    toPrecision(precision?: number): string;
    valueOf(): number;
}
@ Number
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
}
declare var Number: NumberConstructor;

@ Math
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
}

@ JSON
interface JSON {
    parse(text: string, reviver?: (this: any, key: string, value: any) => any): any;
    stringify(value: any, replacer?: ((this: any, key: string, value: any) => any) | (number | string)[] | null, space?: string | number): string;
}

@ RegExp.prototype
interface RegExp {
    lastIndex: number;
    readonly flags: string;
    readonly global: boolean;
    readonly ignoreCase: boolean;
    readonly multiline: boolean;
    readonly source: string;
    readonly sticky: boolean;
    exec(text: string): RegExpExecArray | null;
    test(text: string): boolean;
    toString(): string;
}
@ all
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
@ RegExp
interface RegExpConstructor {
    new (pattern: RegExp | string, flags?: string): RegExp;
    (pattern: RegExp | string, flags?: string): RegExp;
    readonly prototype: RegExp;
}
declare var RegExp: RegExpConstructor;

@ Date.prototype
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
@ Date
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

@ Array.prototype
interface Array<T> {
    [n: number]: T;
    length: number;
    toString(): string;
    concat(...items: (T | T[])[]): T[];
    copyWithin(target: number, start: number, end?: number): this;
    entries(): ArrayIterator<[number, T]>;
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
    keys(): ArrayIterator<number>;
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
    values(): ArrayIterator<T>;
}
@ all
interface ReadonlyArray<T> extends Array<T> {
    readonly [n: number]: T;
}
@ Array
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

@ Promise.prototype
interface Promise<T> {
    then<A = T, B = never>(onfulfilled?: ((value: T) => A | PromiseLike<A>) | null, onrejected?: ((reason: any) => B | PromiseLike<B>) | null): Promise<A | B>;
    catch<B = never>(onrejected?: ((reason: any) => B | PromiseLike<B>) | null): Promise<T | B>;
    finally(callback?: (() => void) | null): Promise<T>;
}
@ Promise
interface PromiseConstructor {
    new <T>(executor: (resolve: (value?: T | PromiseLike<T>) => void, reject: (reason?: any) => void) => void): Promise<T>;
    readonly prototype: Promise<any>;
    resolve(): Promise<void>;
    resolve<T>(value: T): Promise<Awaited<T>>;
    reject<T = never>(reason?: any): Promise<T>;
    all<T>(values: T[]): Promise<Awaited<T>[]>;
    allSettled<T>(values: T[]): Promise<{ status: 'fulfilled' | 'rejected'; value?: Awaited<T>; reason?: any }[]>;
    any<T>(values: T[]): Promise<Awaited<T>>;
    race<T>(values: T[]): Promise<Awaited<T>>;
}
declare var Promise: PromiseConstructor;

@ Error.prototype
interface Error {
    name: string;
    message: string;
    toString(): string;
    valueOf(): Object;
}
@ 1.0
interface Error {
    stack?: string;
}
@ 2.0
interface Error {
    stack?: string;
}
@ Error
interface ErrorConstructor {
    new (message?: string): Error;
    (message?: string): Error;
    readonly prototype: Error;
}
declare var Error: ErrorConstructor;

@ ArrayBuffer.prototype
interface ArrayBuffer {
    readonly byteLength: number;
    slice(start?: number, end?: number): ArrayBuffer;
}
@ ArrayBuffer
interface ArrayBufferConstructor {
    new (length: number): ArrayBuffer;
    readonly prototype: ArrayBuffer;
    isView(value: any): boolean;
}
declare var ArrayBuffer: ArrayBufferConstructor;

@ Uint8Array.prototype^
interface TypedArrayBase {
    [index: number]: number;
    readonly buffer: ArrayBuffer;
    readonly byteLength: number;
    readonly byteOffset: number;
    readonly length: number;
    copyWithin(target: number, start: number, end?: number): this;
    entries(): ArrayIterator<[number, number]>;
    every(callback: (value: number, index: number, array: this) => any, thisArg?: any): boolean;
    fill(value: number, start?: number, end?: number): this;
    filter(callback: (value: number, index: number, array: this) => any, thisArg?: any): this;
    find(callback: (value: number, index: number, array: this) => any, thisArg?: any): number | undefined;
    findIndex(callback: (value: number, index: number, array: this) => any, thisArg?: any): number;
    forEach(callback: (value: number, index: number, array: this) => void, thisArg?: any): void;
    includes(item: number, from?: number): boolean;
    indexOf(item: number, from?: number): number;
    join(separator?: string): string;
    keys(): ArrayIterator<number>;
    lastIndexOf(item: number, from?: number): number;
    map(callback: (value: number, index: number, array: this) => number, thisArg?: any): this;
    reduce<U = number>(callback: (previous: U, value: number, index: number, array: this) => U, initial?: U): U;
    reduceRight<U = number>(callback: (previous: U, value: number, index: number, array: this) => U, initial?: U): U;
    reverse(): this;
    set(values: ArrayLike<number>, offset?: number): void;
    slice(start?: number, end?: number): this;
    some(callback: (value: number, index: number, array: this) => any, thisArg?: any): boolean;
    sort(compare?: (a: number, b: number) => number): this;
    subarray(start?: number, end?: number): this;
    toString(): string;
    values(): ArrayIterator<number>;
}
@ Uint8Array^
interface TypedArrayStatics<T> {
    new (length?: number): T;
    new (values: ArrayLike<number>): T;
    new (buffer: ArrayBuffer, byteOffset?: number, length?: number): T;
    readonly prototype: T;
    from(values: ArrayLike<any>, map?: (value: any, index: number) => number, thisArg?: any): T;
    of(...values: number[]): T;
}
@ all
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

@ DataView.prototype
interface DataView {
    readonly buffer: ArrayBuffer;
    readonly byteLength: number;
    readonly byteOffset: number;
    getInt8(offset: number): number;
    getUint8(offset: number): number;
    getInt16(offset: number, littleEndian?: boolean): number;
    getUint16(offset: number, littleEndian?: boolean): number;
    getInt32(offset: number, littleEndian?: boolean): number;
    getUint32(offset: number, littleEndian?: boolean): number;
    getFloat32(offset: number, littleEndian?: boolean): number;
    getFloat64(offset: number, littleEndian?: boolean): number;
    setInt8(offset: number, value: number): void;
    setUint8(offset: number, value: number): void;
    setInt16(offset: number, value: number, littleEndian?: boolean): void;
    setUint16(offset: number, value: number, littleEndian?: boolean): void;
    setInt32(offset: number, value: number, littleEndian?: boolean): void;
    setUint32(offset: number, value: number, littleEndian?: boolean): void;
    setFloat32(offset: number, value: number, littleEndian?: boolean): void;
    setFloat64(offset: number, value: number, littleEndian?: boolean): void;
}
@ DataView
interface DataViewConstructor {
    new (buffer: ArrayBuffer, byteOffset?: number, byteLength?: number): DataView;
    readonly prototype: DataView;
}
declare var DataView: DataViewConstructor;

@ 2.0
type BufferEncoding = 'utf8' | 'hex' | 'base64' | 'base64url';
@ Buffer.prototype
interface Buffer extends Omit<Uint8Array, 'toString' | 'fill' | 'includes' | 'indexOf' | 'lastIndexOf' | 'slice' | 'subarray'> {
    readonly length: number;
    [index: number]: number;
    compare(target: Buffer | Uint8Array, targetStart?: number, targetEnd?: number, sourceStart?: number, sourceEnd?: number): -1 | 0 | 1;
    copy(target: Buffer | Uint8Array, targetStart?: number, sourceStart?: number, sourceEnd?: number): number;
    equals(other: Buffer | Uint8Array): boolean;
    fill(value: string | number | Buffer | Uint8Array, offset?: number | BufferEncoding, end?: number, encoding?: BufferEncoding): this;
    includes(value: string | number | Buffer | Uint8Array, byteOffset?: number | BufferEncoding, encoding?: BufferEncoding): boolean;
    indexOf(value: string | number | Buffer | Uint8Array, byteOffset?: number | BufferEncoding, encoding?: BufferEncoding): number;
    lastIndexOf(value: string | number | Buffer | Uint8Array, byteOffset?: number | BufferEncoding, encoding?: BufferEncoding): number;
    slice(start?: number, end?: number): Buffer;
    subarray(start?: number, end?: number): Buffer;
    swap16(): this;
    swap32(): this;
    swap64(): this;
    toJSON(): { type: 'Buffer'; data: number[] };
    toString(encoding?: BufferEncoding, start?: number, end?: number): string;
    write(text: string, offset?: number | BufferEncoding, length?: number, encoding?: BufferEncoding): number;
    readInt8(offset: number): number;
    readUInt8(offset: number): number;
    readInt16LE(offset: number): number;
    readInt16BE(offset: number): number;
    readUInt16LE(offset: number): number;
    readUInt16BE(offset: number): number;
    readInt32LE(offset: number): number;
    readInt32BE(offset: number): number;
    readUInt32LE(offset: number): number;
    readUInt32BE(offset: number): number;
    readIntLE(offset: number, byteLength: number): number;
    readIntBE(offset: number, byteLength: number): number;
    readUIntLE(offset: number, byteLength: number): number;
    readUIntBE(offset: number, byteLength: number): number;
    readFloatLE(offset?: number): number;
    readFloatBE(offset?: number): number;
    readDoubleLE(offset?: number): number;
    readDoubleBE(offset?: number): number;
    writeInt8(value: number, offset: number): number;
    writeUInt8(value: number, offset: number): number;
    writeInt16LE(value: number, offset: number): number;
    writeInt16BE(value: number, offset: number): number;
    writeUInt16LE(value: number, offset: number): number;
    writeUInt16BE(value: number, offset: number): number;
    writeInt32LE(value: number, offset: number): number;
    writeInt32BE(value: number, offset: number): number;
    writeUInt32LE(value: number, offset: number): number;
    writeUInt32BE(value: number, offset: number): number;
    writeIntLE(value: number, offset: number, byteLength: number): number;
    writeIntBE(value: number, offset: number, byteLength: number): number;
    writeUIntLE(value: number, offset: number, byteLength: number): number;
    writeUIntBE(value: number, offset: number, byteLength: number): number;
    writeFloatLE(value: number, offset?: number): number;
    writeFloatBE(value: number, offset?: number): number;
    writeDoubleLE(value: number, offset?: number): number;
    writeDoubleBE(value: number, offset?: number): number;
}
@ Buffer
interface BufferConstructor {
    readonly prototype: Buffer;
    alloc(size: number, fill?: string | number | Buffer | Uint8Array, encoding?: BufferEncoding): Buffer;
    allocUnsafe(size: number): Buffer;
    allocUnsafeSlow(size: number): Buffer;
    byteLength(value: string | Buffer | Uint8Array | DataView | ArrayBuffer, encoding?: BufferEncoding): number;
    compare(a: Buffer | Uint8Array, b: Buffer | Uint8Array): -1 | 0 | 1;
    concat(list: (Buffer | Uint8Array)[], totalLength?: number): Buffer;
    from(text: string, encoding?: BufferEncoding): Buffer;
    from(values: ArrayLike<number>): Buffer;
    from(buffer: ArrayBuffer, byteOffset?: number, length?: number): Buffer;
    from(object: { valueOf(): any }, offsetOrEncoding?: any, length?: number): Buffer;
    isBuffer(value: any): value is Buffer;
    isEncoding(encoding: any): boolean;
}
declare var Buffer: BufferConstructor;

@ TextEncoder.prototype
interface TextEncoder {
    readonly encoding: string;
    encode(text?: string): Uint8Array;
    encodeInto(text: string, into: Uint8Array): { read: number; written: number };
}
@ TextEncoder
interface TextEncoderConstructor {
    new (): TextEncoder;
    readonly prototype: TextEncoder;
}
declare var TextEncoder: TextEncoderConstructor;
@ TextDecoder.prototype
interface TextDecoder {
    readonly encoding: string;
    readonly fatal: boolean;
    readonly ignoreBOM: boolean;
    decode(bytes?: ArrayBuffer | TypedArrayBase, options?: { stream?: boolean }): string;
}
@ TextDecoder
interface TextDecoderConstructor {
    new (label?: 'utf-8' | 'utf8', options?: { fatal?: boolean; ignoreBOM?: boolean }): TextDecoder;
    readonly prototype: TextDecoder;
}
declare var TextDecoder: TextDecoderConstructor;

@ 1.0
/** What hashes take: texts and byte strings. */
type HashData = string;
/** A digest without an encoding is a byte string. */
type HashDigest = string;
@ 2.0
/** What hashes take. */
type HashData = string | Buffer | TypedArrayBase | DataView | ArrayBuffer;
/** A digest without an encoding is a Buffer. */
type HashDigest = Buffer;
@ all
interface Hash {
    update(data: HashData): this;
    digest(): HashDigest;
    digest(encoding: 'hex' | 'base64' | 'base64url'): string;
}
@ crypto
interface CryptoModule {
    createHash(algorithm: 'md5' | 'sha1' | 'sha256'): Hash;
    createHmac(algorithm: 'md5' | 'sha1' | 'sha256', key: HashData): Hash;
}
@ all
declare module 'crypto' {
    const crypto: CryptoModule;
    export = crypto;
}
@ querystring
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
@ all
declare module 'querystring' {
    const querystring: QueryStringModule;
    export = querystring;
}
