// Date: construction, parsing, fields, setters, texts; the time zone is UTC. runtime.md 6.6.
//
// source: njs 0.4.3, 0.7.12, with TZ=UTC
function show(f) { try { console.log(f()); } catch (e) { console.log(String(e)); } }
function t(v) { return v.getTime(); }

// --- constructor: time value
console.log(t(new Date(0)), t(new Date(1e12)), t(new Date(-1)), t(new Date(1.9)), t(new Date(-1.9)), t(new Date(NaN)), t(new Date(Infinity)), t(new Date(8.64e15)), t(new Date(8.64e15 + 1)), t(new Date(-8.64e15)), t(new Date(null)), t(new Date(undefined)), t(new Date(true)), t(new Date(new Date(5))), t(new Date({valueOf() { return 7; }})));
//> 0 1000000000000 -1 1 -1 NaN NaN 8640000000000000 NaN -8640000000000000 0 NaN 1 5 7

// --- constructor: fields
console.log(t(new Date(2020, 0)), t(new Date(2020, 0, 1)), t(new Date(2020, 1, 29, 12, 30, 15, 500)), t(new Date(2020, 12)), t(new Date(2020, 0, 0)), t(new Date(2020, -1)), t(new Date(2020, 0, 32)), t(new Date(2019, 1, 29)), t(new Date(2020, 0, 1, 25)), t(new Date(2020, 0, 1, 0, -1)));
//> 1577836800000 1577836800000 1582979415500 1609459200000 1577750400000 1575158400000 1580515200000 1551398400000 1577926800000 1577836740000

// --- constructor: years of two digits
console.log(new Date(0, 0).getFullYear(), new Date(99, 0).getFullYear(), new Date(100, 0).getFullYear(), new Date(-1, 0).getFullYear(), new Date(99.9, 0).getFullYear());
//> 1900 1999 100 -1 1999

// --- constructor: fields that are no numbers
console.log(t(new Date(2020, NaN)), t(new Date(NaN, 0)), t(new Date(2020, undefined)), t(new Date('2020', '1')), t(new Date(2020, 0, Infinity)), t(new Date(2020, 0.9, 1.9)), t(new Date(1e9, 0)), t(new Date(2020, 1e9)));
//> NaN NaN NaN 1580515200000 NaN 1577836800000 NaN NaN

// --- constructor: more than seven fields
console.log(t(new Date(2020, 0, 1, 0, 0, 0, 0, 99)));
//> 1577836800000

// --- constructor: errors
show(() => new Date(Symbol()));
show(() => new Date({valueOf() { throw new Error('v'); }}));
show(() => new Date(2020, Symbol()));
//> 1970-01-01T00:00:00.000Z
//> Error: v
//> TypeError: Cannot convert a Symbol value to a number

// --- as a function
console.log(typeof Date(), typeof Date(0), /^\w{3} \w{3} \d\d \d{4} \d\d:\d\d:\d\d GMT\+0000$/.test(Date()));
//> string string true

// --- UTC
console.log(Date.UTC(2020), Date.UTC(2020, 0), Date.UTC(2020, 1, 29, 12, 30, 15, 500), Date.UTC(99), Date.UTC(), Date.UTC(NaN), Date.UTC(2020, 12), Date.UTC(1970, 0, 1, 0, 0, 0, 1.9), Date.UTC('2020', '0'), Date.UTC(275760, 8, 13), Date.UTC(275760, 8, 13, 0, 0, 0, 1));
show(() => Date.UTC(Symbol()));
//> 1577836800000 1577836800000 1582979415500 915148800000 NaN NaN 1609459200000 1 1577836800000 8640000000000000 NaN
//> TypeError: Cannot convert a Symbol value to a number

// --- now
var a = Date.now(), b = new Date().getTime(), c = +new Date();
console.log(typeof a, a === Math.floor(a), b >= a, c >= b, a > 1.6e12);
//> number true true true true

// --- parse: ISO with time
['2020-01-02T03:04:05Z', '2020-01-02T03:04:05.678Z', '2020-01-02T03:04Z', '2020-01-02T03:04:05.6Z', '2020-01-02T03:04:05.67Z', '2020-01-02T03:04:05.6789Z', '2020-01-02T24:00:00Z', '2020-01-02T23:59:59.999Z'].forEach(s => console.log(s, Date.parse(s)));
//> 2020-01-02T03:04:05Z 1577934245000
//> 2020-01-02T03:04:05.678Z 1577934245678
//> 2020-01-02T03:04Z 1577934240000
//> 2020-01-02T03:04:05.6Z 1577934245600
//> 2020-01-02T03:04:05.67Z 1577934245670
//> 2020-01-02T03:04:05.6789Z 1577934245678
//> 2020-01-02T24:00:00Z 1578009600000
//> 2020-01-02T23:59:59.999Z 1578009599999

// --- parse: ISO without zone
['2020-01-02T03:04:05', '2020-01-02T03:04', '2020-01-02T03:04:05.678', '2020-01-02', '2020-01', '2020'].forEach(s => console.log(s, Date.parse(s)));
//> 2020-01-02T03:04:05 1577934245000
//> 2020-01-02T03:04 1577934240000
//> 2020-01-02T03:04:05.678 1577934245678
//> 2020-01-02 1577923200000
//> 2020-01 1577836800000
//> 2020 1577836800000

// --- parse: ISO with offset
// differs: offsets are read as ECMA-262 says (runtime.md 6.6); the reference learnt that in 0.8.0
['2020-01-02T03:04:05+01:00', '2020-01-02T03:04:05-01:30', '2020-01-02T03:04:05.678+00:00', '2020-01-02T03:04+0100', '2020-01-02T03:04:05+01'].forEach(s => console.log(s, Date.parse(s)));
//> 2020-01-02T03:04:05+01:00 1577930645000
//> 2020-01-02T03:04:05-01:30 1577939645000
//> 2020-01-02T03:04:05.678+00:00 1577934245678
//> 2020-01-02T03:04+0100 NaN
//> 2020-01-02T03:04:05+01 NaN

// --- parse: ISO years of six digits
['+002020-01-02T03:04:05Z', '-000001-01-01T00:00:00Z', '+275760-09-13T00:00:00.000Z', '+275760-09-13T00:00:00.001Z', '-271821-04-20T00:00:00.000Z', '-000000-01-01T00:00:00Z', '+12020-01-01T00:00:00Z'].forEach(s => console.log(s, Date.parse(s)));
//> +002020-01-02T03:04:05Z 1577934245000
//> -000001-01-01T00:00:00Z -62198755200000
//> +275760-09-13T00:00:00.000Z 8640000000000000
//> +275760-09-13T00:00:00.001Z NaN
//> -271821-04-20T00:00:00.000Z -8640000000000000
//> -000000-01-01T00:00:00Z NaN
//> +12020-01-01T00:00:00Z NaN

// --- parse: malformed ISO
['2020-13-01', '2020-00-01', '2020-01-32', '2020-02-30', '2020-1-2', '2020-01-02T', '2020-01-02T25:00:00Z', '2020-01-02T00:60:00Z', '2020-01-02T00:00:60Z', '2020-01-02 03:04:05', '2020-01-02t03:04:05z', '2020-01-02T03', '2020/01/02', '20200102', '2020-01-02T03:04:05ZZ', ' 2020-01-02', '2020-01-02 ', ''].forEach(s => console.log(JSON.stringify(s), Date.parse(s)));
//> "2020-13-01" 1609459200000
//> "2020-00-01" 1575158400000
//> "2020-01-32" 1580515200000
//> "2020-02-30" 1583020800000
//> "2020-1-2" NaN
//> "2020-01-02T" NaN
//> "2020-01-02T25:00:00Z" 1578013200000
//> "2020-01-02T00:60:00Z" 1577926800000
//> "2020-01-02T00:00:60Z" 1577923260000
//> "2020-01-02 03:04:05" NaN
//> "2020-01-02t03:04:05z" NaN
//> "2020-01-02T03" NaN
//> "2020/01/02" NaN
//> "20200102" NaN
//> "2020-01-02T03:04:05ZZ" NaN
//> " 2020-01-02" NaN
//> "2020-01-02 " NaN
//> "" NaN

// --- parse: HTTP dates
['Thu, 02 Jan 2020 03:04:05 GMT', 'Sun, 06 Nov 1994 08:49:37 GMT', 'Thu, 2 Jan 2020 03:04:05 GMT', '02 Jan 2020 03:04:05 GMT', 'Thu, 02 Jan 2020 03:04:05', 'Thu, 02 Jan 2020 03:04 GMT', 'Thu, 02 Jan 2020', 'Fri, 02 Jan 2020 03:04:05 GMT', 'Thursday, 02-Jan-20 03:04:05 GMT', 'Thu Jan  2 03:04:05 2020'].forEach(s => console.log(s, Date.parse(s)));
//> Thu, 02 Jan 2020 03:04:05 GMT 1577934245000
//> Sun, 06 Nov 1994 08:49:37 GMT 784111777000
//> Thu, 2 Jan 2020 03:04:05 GMT NaN
//> 02 Jan 2020 03:04:05 GMT 1577934245000
//> Thu, 02 Jan 2020 03:04:05 1577934245000
//> Thu, 02 Jan 2020 03:04 GMT NaN
//> Thu, 02 Jan 2020 1577923200000
//> Fri, 02 Jan 2020 03:04:05 GMT 1577934245000
//> Thursday, 02-Jan-20 03:04:05 GMT NaN
//> Thu Jan  2 03:04:05 2020 NaN

// --- parse: what toString writes
['Thu Jan 02 2020 03:04:05 GMT+0000 (UTC)', 'Thu Jan 02 2020 03:04:05 GMT+0000', 'Thu Jan 02 2020 03:04:05 GMT+0100 (CET)', 'Thu Jan 02 2020 03:04:05', 'Thu Jan 02 2020', 'Jan 02 2020', 'Jan 02, 2020', '2 January 2020'].forEach(s => console.log(s, Date.parse(s)));
//> Thu Jan 02 2020 03:04:05 GMT+0000 (UTC) 1577934245000
//> Thu Jan 02 2020 03:04:05 GMT+0000 1577934245000
//> Thu Jan 02 2020 03:04:05 GMT+0100 (CET) 1577930645000
//> Thu Jan 02 2020 03:04:05 1577934245000
//> Thu Jan 02 2020 1577923200000
//> Jan 02 2020 1577923200000
//> Jan 02, 2020 NaN
//> 2 January 2020 NaN

// --- parse: other text
['now', 'abc', '1', '0', '123456789', 'null', 'Thu', '2020-W01', '1577934245', 'é'].forEach(s => console.log(s, Date.parse(s)));
console.log(Date.parse(), Date.parse(null), Date.parse({}), Date.parse(2020), t(new Date('x')), t(new Date('2020-01-02T03:04:05.678Z')), t(new Date(new String('2020-01-02T03:04:05Z'))));
show(() => Date.parse(Symbol()));
//> now NaN
//> abc NaN
//> 1 NaN
//> 0 NaN
//> 123456789 NaN
//> null NaN
//> Thu NaN
//> 2020-W01 NaN
//> 1577934245 NaN
//> é NaN
//> NaN NaN NaN 1577836800000 NaN 1577934245678 1577934245000
//> TypeError: Cannot convert a Symbol value to a string

// --- parse and write round trip
var d = new Date(1577934245678);
console.log(Date.parse(d.toISOString()) === t(d), Date.parse(d.toUTCString()) === 1577934245000, Date.parse(d.toString()) === 1577934245000);
//> true true true

// --- fields
var d = new Date(Date.UTC(2020, 1, 29, 13, 14, 15, 678));
console.log(d.getFullYear(), d.getMonth(), d.getDate(), d.getDay(), d.getHours(), d.getMinutes(), d.getSeconds(), d.getMilliseconds(), d.getTimezoneOffset(), d.getTime(), d.valueOf());
console.log(d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate(), d.getUTCDay(), d.getUTCHours(), d.getUTCMinutes(), d.getUTCSeconds(), d.getUTCMilliseconds());
//> 2020 1 29 6 13 14 15 678 0 1582982055678 1582982055678
//> 2020 1 29 6 13 14 15 678

// --- fields before 1970
var d = new Date(-1);
console.log(d.getFullYear(), d.getMonth(), d.getDate(), d.getDay(), d.getHours(), d.getMinutes(), d.getSeconds(), d.getMilliseconds());
//> 1969 11 31 3 23 59 59 999

// --- fields of an invalid date
var d = new Date(NaN);
console.log(d.getFullYear(), d.getMonth(), d.getDate(), d.getDay(), d.getHours(), d.getTime(), d.getTimezoneOffset(), d.getUTCDay(), d.valueOf());
//> NaN NaN NaN NaN NaN NaN NaN NaN NaN

// --- days of the week and leap years
console.log([[2000, 1, 29], [1900, 1, 28], [2100, 1, 29], [2024, 1, 29], [1970, 0, 1], [1, 0, 1], [-1, 11, 31]].map(p => { var d = new Date(Date.UTC(p[0], p[1], p[2])); return d.getUTCFullYear() + '-' + d.getUTCMonth() + '-' + d.getUTCDate() + ':' + d.getUTCDay(); }).join(' '));
//> 2000-1-29:2 1900-1-28:3 2100-2-1:1 2024-1-29:4 1970-0-1:4 1901-0-1:2 -1-11-31:5

// --- setters
var d = new Date(0);
console.log(d.setFullYear(2020), d.setFullYear(2021, 5), d.setFullYear(2022, 1, 31), d.setMonth(0), d.setMonth(13, 5), d.setDate(0), d.setDate(32), d.setHours(5), d.setHours(1, 2, 3, 4), d.setHours(25), d.setMinutes(61), d.setMinutes(1, 2, 3), d.setSeconds(70), d.setSeconds(1, 2), d.setMilliseconds(1001), d.setTime(5), d.getTime());
//> 1577836800000 1622505600000 1646265600000 1641168000000 1675555200000 1675123200000 1675209600000 1675227600000 1675213323004 1675299723004 1675303263004 1675303262003 1675303330003 1675303321002 1675303322001 5 5

// --- setters, UTC
var d = new Date(0);
console.log(d.setUTCFullYear(2020), d.setUTCFullYear(2021, 5, 6), d.setUTCMonth(12), d.setUTCMonth(1, 1), d.setUTCDate(40), d.setUTCHours(1), d.setUTCHours(1, 2, 3, 4), d.setUTCMinutes(5), d.setUTCMinutes(1, 2, 3), d.setUTCSeconds(9), d.setUTCSeconds(1, 2), d.setUTCMilliseconds(7), d.toISOString());
//> 1577836800000 1622937600000 1641427200000 1643673600000 1647043200000 1647046800000 1647046923004 1647047103004 1647046862003 1647046869003 1647046861002 1647046861007 2022-03-12T01:01:01.007Z

// --- setters with what is no number
var d = new Date(0);
console.log(d.setDate(NaN), d.getTime(), d.setDate(1), d.setFullYear(2020), d.getTime());
var e = new Date(0);
console.log(e.setHours(), e.setTime(undefined), e.setTime('5'), e.setTime(8.64e15 + 1), e.getTime());
var f = new Date(0);
console.log(f.setMonth('2'), f.setMinutes(null), f.setSeconds(1.9), f.setHours({}));
//> NaN NaN NaN 1577836800000 1577836800000
//> NaN NaN 5 NaN NaN
//> 5097600000 5097600000 5097601000 NaN

// --- setters: fields are converted in order
var log = '', d = new Date(0);
function v(n) { return {valueOf() { log += n; return 1; }}; }
d.setHours(v('h'), v('m'), v('s'), v('ms'));
console.log(log);
show(() => d.setHours({valueOf() { throw new Error('conversion'); }}));
//> hmsms
//> Error: conversion

// --- setFullYear revives an invalid date
var d = new Date(NaN);
console.log(d.setFullYear(2020), new Date(NaN).setUTCFullYear(2020, 1, 2), new Date(NaN).setMonth(1));
//> 1577836800000 1580601600000 NaN

// --- texts
var d = new Date(Date.UTC(2020, 0, 2, 3, 4, 5, 678));
console.log(d.toString());
console.log(d.toDateString());
console.log(d.toTimeString());
console.log(d.toISOString());
console.log(d.toUTCString());
console.log(d.toJSON());
console.log(d.toLocaleString());
console.log(d.toLocaleDateString());
console.log(d.toLocaleTimeString());
//> Thu Jan 02 2020 03:04:05 GMT+0000
//> Thu Jan 02 2020
//> 03:04:05 GMT+0000
//> 2020-01-02T03:04:05.678Z
//> Thu, 02 Jan 2020 03:04:05 GMT
//> 2020-01-02T03:04:05.678Z
//> Thu Jan 02 2020 03:04:05 GMT+0000
//> Thu Jan 02 2020
//> 03:04:05 GMT+0000

// --- texts of an invalid date
var d = new Date(NaN);
console.log(d.toString(), d.toDateString(), d.toTimeString(), d.toUTCString(), d.toLocaleString(), d.toLocaleDateString(), d.toLocaleTimeString());
show(() => d.toISOString());
show(() => d.toJSON());
//> Invalid Date Invalid Date Invalid Date Invalid Date Invalid Date Invalid Date Invalid Date
//1> Invalid Date
//1> Invalid Date
//2> RangeError: Invalid time value
//2> RangeError: Invalid time value

// --- toISOString: years
console.log([0, -1, 253402300800000, -62198755200000, 8.64e15, -8.64e15, -62167219200000, -62167219200001].map(v => new Date(v).toISOString()).join(' '));
//> 1970-01-01T00:00:00.000Z 1969-12-31T23:59:59.999Z +010000-01-01T00:00:00.000Z -000001-01-01T00:00:00.000Z +275760-09-13T00:00:00.000Z -271821-04-20T00:00:00.000Z 0000-01-01T00:00:00.000Z -000001-12-31T23:59:59.999Z

// --- toString: years
console.log(new Date(-62198755200000).toString());
console.log(new Date(253402300800000).toUTCString());
console.log(new Date(Date.UTC(5, 0)).toUTCString());
//> Fri Jan 01 -0001 00:00:00 GMT+0000
//> Sat, 01 Jan 10000 00:00:00 GMT
//> Sun, 01 Jan 1905 00:00:00 GMT

// --- toLocaleString ignores its arguments
var d = new Date(0);
console.log(d.toLocaleString('de-DE') === d.toLocaleString(), d.toLocaleDateString('en', {year: 'numeric'}) === d.toLocaleDateString());
//> true true

// --- toJSON
console.log(JSON.stringify([new Date(0)]), new Date(0).toJSON('x'), Date.prototype.toJSON.length);
show(() => Date.prototype.toJSON.call({toISOString() { return 'own'; }}));
show(() => Date.prototype.toJSON.call({}));
//> ["1970-01-01T00:00:00.000Z"] 1970-01-01T00:00:00.000Z 1
//> own
//> TypeError: "this" argument is not an object

// --- conversions
var d = new Date(5);
console.log(+d, d - 1, d > new Date(4), d == 5, d + '' === d.toString(), `${d}` === d.toString(), Number(d), JSON.stringify({d}), typeof (d + 1), d * 2, isNaN(new Date('x')));
//> 5 4 true true true true 5 {"d":"1970-01-01T00:00:00.005Z"} string 10 true

// --- equality
var d = new Date(5), t = d.toString();
console.log(d == 5, 5 == d, d == t, t == d, d != 5, d == '5', d == d, d == new Date(5));
d.valueOf = () => 1;
console.log(d == 1, 1 != d, d + '');
//> true true false false false true true false
//> true false Thu Jan 01 1970 00:00:00 GMT+0000

// --- comparison
var a = new Date(1), b = new Date(1);
console.log(a == b, a <= b, a >= b, a < b, a.getTime() === b.getTime(), a - b);
//> false true true false true 0

// --- wrong receiver
show(() => Date.prototype.getTime.call({}));
show(() => Date.prototype.getFullYear.call(0));
show(() => Date.prototype.toISOString.call('2020'));
show(() => Date.prototype.setTime.call(null, 0));
show(() => Date.prototype.valueOf.call(Date.prototype));
show(() => Date.prototype.toString.call({}));
show(() => Date.prototype.getTimezoneOffset.call(undefined));
show(() => Date.prototype.setHours.call({}, 1));
//> TypeError: cannot convert object to date
//> TypeError: cannot convert number to date
//> TypeError: cannot convert string to date
//> TypeError: cannot convert null to date
//> TypeError: cannot convert object to date
//> TypeError: cannot convert object to date
//> TypeError: cannot convert undefined to date
//> TypeError: cannot convert object to date

// --- Symbol.toPrimitive of dates
console.log(typeof Date.prototype[Symbol.toPrimitive]);
//> undefined

// --- absent members
console.log(['getYear', 'setYear', 'toGMTString', 'toTemporalInstant'].map(k => typeof Date.prototype[k]).join());
//> undefined,undefined,undefined,undefined

// --- dates are objects
var d = new Date(0);
d.x = 1;
console.log(d.x, typeof d, d instanceof Date, Object.keys(d).join(), Object.prototype.toString.call(d));
//> 1 object true x [object Date]

// --- arithmetic with days
var d = new Date(Date.UTC(2020, 1, 28));
d.setUTCDate(d.getUTCDate() + 2);
console.log(d.toISOString().slice(0, 10));
d.setUTCMonth(d.getUTCMonth() - 1, 31);
console.log(d.toISOString().slice(0, 10));
//> 2020-03-01
//> 2020-03-02

// --- expiry as functions compute it
var d = new Date(Date.UTC(2023, 10, 22, 10, 0, 0));
console.log(new Date(d.getTime() + 3600 * 1000).toUTCString(), Math.floor(d / 1000));
//> Wed, 22 Nov 2023 11:00:00 GMT 1700647200
