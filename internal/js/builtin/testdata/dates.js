// Date: calendar, texts, arguments. runtime.md 6.6.
//
// source: njs 0.4.3, 0.7.12
function show(f) { var v; try { v = f(); v = typeof v == 'string' || v !== null && typeof v == 'object' ? JSON.stringify(v) : String(v); } catch (e) { v = 'throws ' + e; } console.log(v); }
function list(f) { var l; try { l = f(); } catch (e) { l = ['throws ' + e]; } l.forEach(function(v) { console.log(typeof v == 'string' || v !== null && typeof v == 'object' ? JSON.stringify(v) : String(v)); }); }
function D(y, m, d) { var x = new Date(0); x.setUTCFullYear(y, m, d); return x; }

// --- years outside of 0 to 9999
list(() => [
  D(-1,0,1).toISOString(),
  D(-1,0,1).toString(),
  D(-1,0,1).toUTCString(),
  D(-123456,0,1).toISOString(),
  D(-123456,0,1).toString(),
  D(-123456,0,1).toUTCString(),
  D(10000,0,1).toISOString(),
  D(10000,0,1).toUTCString(),
  D(10000,0,1).toString(),
  D(5,0,1).toString(),
  D(5,0,1).toUTCString(),
  D(-50,5,6).toUTCString(),
]);
//> "-000001-01-01T00:00:00.000Z"
//> "Fri Jan 01 -0001 00:00:00 GMT+0000"
//> "Fri, 01 Jan -0001 00:00:00 GMT"
//> "-123456-01-01T00:00:00.000Z"
//> "Wed Jan 01 -123456 00:00:00 GMT+0000"
//> "Wed, 01 Jan -123456 00:00:00 GMT"
//> "+010000-01-01T00:00:00.000Z"
//> "Sat, 01 Jan 10000 00:00:00 GMT"
//> "Sat Jan 01 10000 00:00:00 GMT+0000"
//> "Sat Jan 01 0005 00:00:00 GMT+0000"
//> "Sat, 01 Jan 0005 00:00:00 GMT"
//> "Tue, 06 Jun -0050 00:00:00 GMT"

// --- invalid dates
show(function() { var d = new Date(NaN); return [d.toString(), d.toDateString(), d.toTimeString(), d.toUTCString(), d.toLocaleString(), d.getTime(), d.getTimezoneOffset(), d.valueOf(), d.getDay(), d.setHours(1), d.setFullYear(2000), d.getTime()].join('|') });
//> "Invalid Date|Invalid Date|Invalid Date|Invalid Date|Invalid Date|NaN|NaN|NaN|NaN|NaN|946684800000|946684800000"

// --- texts
show(function() { var d = new Date(1e12+7); return [d.toString(), d.toDateString(), d.toTimeString(), d.toUTCString(), d.toLocaleString(), d.toLocaleDateString(), d.toLocaleTimeString(), d.toISOString(), d.toJSON(), d.getTimezoneOffset()].join('|') });
//> "Sun Sep 09 2001 01:46:40 GMT+0000|Sun Sep 09 2001|01:46:40 GMT+0000|Sun, 09 Sep 2001 01:46:40 GMT|Sun Sep 09 2001 01:46:40 GMT+0000|Sun Sep 09 2001|01:46:40 GMT+0000|2001-09-09T01:46:40.007Z|2001-09-09T01:46:40.007Z|0"

// --- arguments of the constructor
list(() => [
  new Date(2000, 0),
  new Date(99, 0),
  new Date(100, 0),
  new Date(2000, 12, 32, 25, 61, 61, 1001),
  new Date(2000, NaN),
  new Date(2000, -1),
  new Date(1.9),
  new Date(-1.9),
  new Date('5'),
  new Date(null),
  new Date(undefined),
  new Date(true),
  new Date(new Date(7)),
  new Date(8.64e15),
  new Date(8.64e15 + 1),
  new Date({}),
  new Date([2000]),
  new Date(Infinity, 1),
  new Date(2000, 0, 1, 0, 0, 0, 0.9),
].map(function(d) { return d.getTime() }));
//> 946684800000
//> 915148800000
//> -59011459200000
//> 981079322001
//> NaN
//> 944006400000
//> 1
//> -1
//> NaN
//> 0
//> NaN
//> 1
//> 7
//> 8640000000000000
//> NaN
//> NaN
//> 946684800000
//> NaN
//> 946684800000

// --- Date.UTC
list(() => [
  Date.UTC(),
  Date.UTC(2000),
  Date.UTC(99, 1),
  Date.UTC(2000, 0, 1, 0, 0, 0, 0, 5),
  Date.UTC(275760, 8, 13),
  Date.UTC(275760, 8, 13, 0, 0, 0, 1),
  Date.UTC(-271821, 3, 20),
  Date.UTC(275761),
  Date.UTC(2000, 1e7),
  Date.UTC('2001', '1'),
  Date.UTC(2000, 0, 1e12),
  Date.UTC(NaN),
]);
//> NaN
//> 946684800000
//> 917827200000
//> 946684800000
//> 8640000000000000
//> NaN
//> -8640000000000000
//> NaN
//> NaN
//> 980985600000
//> NaN
//> NaN

// --- setters
show(function() { var d = new Date(0); return [d.setMilliseconds(5), d.setSeconds(1, 2), d.setMinutes(3), d.setHours(4, 5, 6, 7), d.setDate(40), d.setMonth(-1, 3), d.setFullYear(1999, 1, 29), d.setTime(12.7), d.setTime(), d.setFullYear(2001), d.setDate(), d.getTime(), d.setTime('5'), d.setMonth(NaN, 3), d.setTime(0), d.setHours(1, NaN, 3)].join() });
//> "5,1002,181002,14706007,3384306007,-2490893993,920261106007,12,NaN,978307200000,NaN,NaN,5,NaN,0,NaN"

// --- parse
list(() => [
  '2020',
  '2020-05',
  '2020-05-06',
  '2020-05-06T07:08',
  '2020-05-06T07:08Z',
  '2020-05-06T07:08:09',
  '2020-05-06T07:08:09Z',
  '2020-05-06T07:08:09.1Z',
  '2020-05-06T07:08:09.12Z',
  '2020-05-06T07:08:09.123Z',
  '2020-05-06T07:08:09.123456Z',
  '2020-05-06T07:08:09.123',
  '2020-13-01',
  '2020-00-01',
  '2020-02-30',
  '2020-05-06T25:00:00Z',
  '2020-05-06T07',
  '2020-05-06 07:08',
  '2020-5-6',
  '+012020-01-01',
  '-000001-01-01',
  '-000000-01-01',
  '+2020',
  '-2020',
  '202',
  '20200',
  '',
  'x',
  'Mon, 28 Sep 1970 06:00:00 GMT',
  'Mon, 28 Sep 1970 06:00:00 UTC',
  'Mon, 28 Sep 1970 12:00:00 +0600',
  '28 Sep 1970',
  '28 Sep 1970 12:00',
  '28 Sep 1970 12:00:00',
  'Mon Sep 28 1970 12:00:00 GMT+0600',
  'Mon Sep 28 1970 12:00:00 GMT-0630 (XXX)',
  'Mon Sep 28 1970',
  'Sep 28 1970 12:00',
  'Sep 28 1970 12:00:00',
  'Sep 28 1970 12:00:00 GMT',
  'Monday Sep 28 1970',
  'Foo Sep 28 1970',
  'Mon  Sep  28  1970',
  '8 Sep 1970',
  'Sep 8 1970',
  '2020-05-06T07:08:09+02:00',
  '2020-05-06T07:08:09.123+02:00',
  '2020-05-06T07:08+02:00',
  '2020-05-06T',
  '2020-05-06T07:08:09.Z',
  '2020-05-06T07:08:09.Zx',
  '2020-05-06T07:08:09 ',
  ' 2020',
  '28 Sep 1970 12:00:00 EST',
  '28 Sep 1970 ',
  '2020-05-06t07:08:09z',
  '12 Foo 2020',
  '28 Sep 1970 12:00:00 +060',
  '28 Sep 1970 12:00:00 +0600x',
  'Mon Sep 28 1970 12:00:00 GMT+0600x',
  '2020-05-06Z',
  '2020-05Z',
  '28 Sep 70',
  '+2020-01-01',
  '-2020-01-01',
  '2020-05-06T07:08:09.5+',
  '2020-05-06T07:08.5Z',
  '2020-05-06T07:08:9Z',
].map(function(s) { return s + ' => ' + Date.parse(s) }));
//> "2020 => 1577836800000"
//> "2020-05 => 1588291200000"
//> "2020-05-06 => 1588723200000"
//> "2020-05-06T07:08 => 1588748880000"
//> "2020-05-06T07:08Z => 1588748880000"
//> "2020-05-06T07:08:09 => 1588748889000"
//> "2020-05-06T07:08:09Z => 1588748889000"
//> "2020-05-06T07:08:09.1Z => 1588748889100"
//> "2020-05-06T07:08:09.12Z => 1588748889120"
//> "2020-05-06T07:08:09.123Z => 1588748889123"
//> "2020-05-06T07:08:09.123456Z => 1588748889123"
//> "2020-05-06T07:08:09.123 => 1588748889123"
//> "2020-13-01 => 1609459200000"
//> "2020-00-01 => 1575158400000"
//> "2020-02-30 => 1583020800000"
//> "2020-05-06T25:00:00Z => 1588813200000"
//> "2020-05-06T07 => NaN"
//> "2020-05-06 07:08 => NaN"
//> "2020-5-6 => NaN"
//> "+012020-01-01 => 317147356800000"
//> "-000001-01-01 => -62198755200000"
//> "-000000-01-01 => NaN"
//> "+2020 => 1577836800000"
//> "-2020 => 1577836800000"
//> "202 => NaN"
//> "20200 => NaN"
//> " => NaN"
//> "x => NaN"
//> "Mon, 28 Sep 1970 06:00:00 GMT => 23349600000"
//> "Mon, 28 Sep 1970 06:00:00 UTC => 23349600000"
//> "Mon, 28 Sep 1970 12:00:00 +0600 => 23349600000"
//> "28 Sep 1970 => 23328000000"
//> "28 Sep 1970 12:00 => 23371200000"
//> "28 Sep 1970 12:00:00 => 23371200000"
//> "Mon Sep 28 1970 12:00:00 GMT+0600 => 23349600000"
//> "Mon Sep 28 1970 12:00:00 GMT-0630 (XXX) => 23394600000"
//> "Mon Sep 28 1970 => 23328000000"
//> "Sep 28 1970 12:00 => 23371200000"
//> "Sep 28 1970 12:00:00 => 23371200000"
//> "Sep 28 1970 12:00:00 GMT => NaN"
//> "Monday Sep 28 1970 => 23328000000"
//> "Foo Sep 28 1970 => 23328000000"
//> "Mon  Sep  28  1970 => 23328000000"
//> "8 Sep 1970 => NaN"
//> "Sep 8 1970 => NaN"
//> "2020-05-06T07:08:09+02:00 => NaN"
//> "2020-05-06T07:08:09.123+02:00 => NaN"
//> "2020-05-06T07:08+02:00 => NaN"
//> "2020-05-06T => NaN"
//> "2020-05-06T07:08:09.Z => NaN"
//> "2020-05-06T07:08:09.Zx => NaN"
//> "2020-05-06T07:08:09  => NaN"
//> " 2020 => NaN"
//> "28 Sep 1970 12:00:00 EST => NaN"
//> "28 Sep 1970  => 23328000000"
//> "2020-05-06t07:08:09z => NaN"
//> "12 Foo 2020 => NaN"
//> "28 Sep 1970 12:00:00 +060 => NaN"
//> "28 Sep 1970 12:00:00 +0600x => 23349600000"
//> "Mon Sep 28 1970 12:00:00 GMT+0600x => 23349600000"
//> "2020-05-06Z => NaN"
//> "2020-05Z => NaN"
//> "28 Sep 70 => NaN"
//> "+2020-01-01 => 1577836800000"
//> "-2020-01-01 => 1577836800000"
//> "2020-05-06T07:08:09.5+ => NaN"
//> "2020-05-06T07:08.5Z => NaN"
//> "2020-05-06T07:08:9Z => NaN"

// --- wrong receivers
show(() => Date.prototype.getTime.call({}));
show(() => Date.prototype.getTime());
show(() => Date.prototype.toString.call(1));
//> throws TypeError: cannot convert object to date
//> throws TypeError: cannot convert object to date
//> throws TypeError: cannot convert number to date

// --- toJSON of other objects
show(() => Date.prototype.toJSON.call(1));
show(() => Date.prototype.toJSON.call({}));
show(() => Date.prototype.toJSON.call({toISOString: function() { return arguments.length }}));
//> throws TypeError: "this" argument is not an object
//> throws TypeError: "this" argument is not an object
//> 0

// --- as a function
show(() => typeof Date());
//> "string"

// --- of a symbol
show(() => new Date(Symbol()).getTime());
//> 0

// --- calendar
show(function() { var r = []; for (var i = -300000; i < 300000; i += 13777) { var d = D(i, i % 17, i % 43); r.push(d.getTime(), d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate(), d.getUTCDay()) } return r });
//> [null,null,null,null,null,null,null,null,null,null,null,null,null,null,null,-8225011382400000,-258671,9,7,5,-7790231548800000,-244893,4,24,5,-7355454998400000,-231116,10,28,2,-6920719920000000,-217339,1,12,2,-6485943542400000,-203562,7,19,4,-6051208291200000,-189786,10,5,6,-5616428284800000,-176008,5,22,1,-5181696576000000,-162232,6,28,4,-4746916742400000,-148454,2,14,4,-4312136649600000,-134677,9,31,0,-3877405027200000,-120901,11,5,2,-3442625020800000,-107123,6,22,4,-3007893484800000,-93347,7,26,5,-2573113564800000,-79569,3,12,6,-2138333472000000,-65792,10,29,2,-1703601763200000,-52015,0,4,5,-1268821843200000,-38238,7,21,6,-834090307200000,-24462,8,25,0,-399310300800000,-10684,4,12,2,35473507200000,3094,1,10,6,470249712000000,16871,7,15,6,905029632000000,30649,3,1,0,1339761254400000,44425,4,6,2,1774541260800000,58202,11,23,4,2209276684800000,71979,2,12,1,2644052976000000,85756,8,14,2,3078832809600000,99534,4,1,2,3513564432000000,113310,5,5,4,3948344524800000,127088,0,22,0,4383079776000000,140864,3,8,2,4817856067200000,154641,9,13,3,5252635987200000,168419,4,30,4,5687367609600000,182195,6,4,6,6122147788800000,195973,1,21,3,6556882953600000,209749,4,8,4,6991659244800000,223526,10,12,5,7426394582400000,237303,0,29,1,7861170873600000,251080,7,3,2,8295950793600000,264858,2,20,3,null,null,null,null,null,null,null,null,null,null]

// --- arguments are converted one by one
show(function() { var l = []; new Date(NaN, {valueOf: function() { l.push(1); return 1 }}); var d = new Date(0); d.setHours(NaN, {valueOf: function() { l.push(2); return 1 }}); return l });
//1> []
//2> [1,2]
