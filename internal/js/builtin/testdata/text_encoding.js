// TextEncoder and TextDecoder. runtime.md 6.14.
//
// source: njs 0.4.3, 0.7.12
function show(f) { var v; try { v = f(); v = typeof v == 'string' || v !== null && typeof v == 'object' ? JSON.stringify(v) : String(v); } catch (e) { v = 'throws ' + e; } console.log(v); }
function list(f) { var l; try { l = f(); } catch (e) { l = ['throws ' + e]; } l.forEach(function(v) { console.log(typeof v == 'string' || v !== null && typeof v == 'object' ? JSON.stringify(v) : String(v)); }); }
function cp(s) { var r = []; for (var i = 0; i < s.length; i++) r.push(s.charCodeAt(i).toString(16)); return r.join(' '); }
function d(a) { return cp(new TextDecoder().decode(new Uint8Array(a))); }

// --- decode: malformed text, unlike the reference
// differs in 1: the reference reads beyond the end of the bytes
list(() => [
  d([0x41]),
  d([0xc3,0xa9]),
  d([0xc3]),
  d([0xff]),
  d([0xc3,0x41]),
  d([0xe2,0x82]),
  d([0xe2,0x82,0x41]),
  d([0xf0,0x9f,0x98,0x80]),
  d([0xf0,0x9f,0x98]),
  d([0xf0,0x9f,0x41]),
  d([0xed,0xa0,0x80]),
  d([0xf4,0x90,0x80,0x80]),
  d([0xc0,0x80]),
  d([0xe0,0x80,0x80]),
  d([0x80]),
  d([0x80,0x81,0x41]),
  d([0xef,0xbb,0xbf,0x41]),
  d([0xf8,0x88,0x80,0x80,0x80]),
  d([0xe2,0x82,0xe2,0x82,0xac]),
  d([0xf0,0x80,0x80,0x80]),
  d([0xc3,0xc3,0xa9]),
  d([0xf1,0x80,0xc3,0xa9]),
  d([0xf5]),
]);
//> "41"
//> "e9"
//> "fffd"
//> "fffd"
//> "fffd 41"
//> "fffd"
//> "fffd 41"
//> "1f600"
//> "fffd"
//> "fffd 41"
//> "fffd fffd fffd"
//> "fffd fffd fffd fffd"
//> "fffd fffd"
//> "fffd fffd fffd"
//> "fffd"
//> "fffd fffd 41"
//> "41"
//> "fffd fffd fffd fffd fffd"
//> "fffd 20ac"
//> "fffd fffd fffd fffd"
//> "fffd e9"
//> "fffd e9"
//> "fffd"

// --- decode: fatal
show(() => new TextDecoder('utf-8', {fatal: true}).decode(new Uint8Array([0xff])));
show(() => new TextDecoder('utf-8', {fatal: true}).decode(new Uint8Array([0xc3])));
show(function() { var x = new TextDecoder('utf-8', {fatal: true}); return [x.decode(new Uint8Array([0xc3]), {stream: true}), x.decode(new Uint8Array([0xa9]))] });
//> throws TypeError: The encoded data was not valid
//> throws TypeError: The encoded data was not valid
//> ["","é"]

// --- decode: stream
show(function() { var x = new TextDecoder(); return [x.decode(new Uint8Array([0xf0,0x9f]), {stream: true}), x.decode(new Uint8Array([0x98]), {stream: true}), x.decode(new Uint8Array([0x80, 0x41]), {stream: true}), x.decode()].map(s => cp(s)) });
show(function() { var x = new TextDecoder(); return [x.decode(new Uint8Array([0xf0,0x9f]), {stream: true}), x.decode(), x.decode(new Uint8Array([0x41]))].map(s => cp(s)) });
show(function() { var x = new TextDecoder(); return [x.decode(new Uint8Array([0xef,0xbb]), {stream: true}), x.decode(new Uint8Array([0xbf,0x41]))].map(s => cp(s)) });
//> ["","","1f600 41",""]
//> ["","fffd","41"]
//> ["","feff 41"]

// --- decode: byte order mark
list(() => [
  new TextDecoder().decode(new Uint8Array([0xef,0xbb,0xbf])),
  new TextDecoder('utf-8', {ignoreBOM: true}).decode(new Uint8Array([0xef,0xbb,0xbf,0x41])),
  new TextDecoder().decode(new Uint8Array([0xef,0xbb,0xbf,0xef,0xbb,0xbf,0x41])),
].map(s => cp(s)));
//> ""
//> "feff 41"
//> "feff 41"

// --- decode: properties
show(function() { var x = new TextDecoder('utf8', {fatal: 1, ignoreBOM: 'x'}); return [x.encoding, x.fatal, x.ignoreBOM, Object.getOwnPropertyNames(x)] });
show(function() { var x = new TextDecoder(); x.encoding = 1; return x.encoding });
show(() => TextDecoder.prototype.encoding);
//> ["utf-8",true,true,[]]
//> throws TypeError: Cannot assign to read-only property "encoding" of object
//> undefined

// --- decode: labels
show(() => new TextDecoder('latin1'));
show(() => new TextDecoder('UTF-8').encoding);
show(() => new TextDecoder(undefined).encoding);
show(() => new TextDecoder(null).encoding);
//> throws RangeError: The "latin1" encoding is not supported
//> throws RangeError: The "UTF-8" encoding is not supported
//> throws RangeError: The "undefined" encoding is not supported
//> throws RangeError: The "null" encoding is not supported

// --- decode: options
show(() => new TextDecoder('utf-8', 1));
show(() => new TextDecoder('utf-8', undefined));
show(() => new TextDecoder('utf-8', null));
show(() => new TextDecoder().decode(new Uint8Array([65]), 5));
//> throws TypeError: The "options" argument must be of type object
//> throws TypeError: The "options" argument must be of type object
//> throws TypeError: The "options" argument must be of type object
//> throws TypeError: The "options" argument must be of type object

// --- decode: arguments
show(() => new TextDecoder().decode('a'));
show(() => new TextDecoder().decode(undefined));
show(() => new TextDecoder().decode());
show(() => new TextDecoder().decode(new Uint8Array([65,66]).buffer));
show(() => new TextDecoder().decode(new Uint8Array([65,66,67]).subarray(1)));
show(() => new TextDecoder().decode(new Uint16Array([0x4241, 0x4443]).subarray(1)));
//> throws TypeError: The "input" argument must be an instance of TypedArray
//> throws TypeError: The "input" argument must be an instance of TypedArray
//> ""
//1> throws TypeError: The "input" argument must be an instance of TypedArray
//2> "AB"
//1> "AB"
//2> "BC"
//1> "AB"
//2> "CD"

// --- wrong receivers
show(() => TextDecoder());
show(() => TextEncoder());
show(() => TextDecoder.prototype.decode.call({}));
show(() => TextEncoder.prototype.encode.call({}));
show(() => TextEncoder.prototype.encodeInto.call({}));
//> throws TypeError: Constructor of TextDecoder requires 'new'
//> throws TypeError: Constructor of TextEncoder requires 'new'
//> throws TypeError: "this" is not a TextDecoder
//> throws TypeError: "this" is not a TextEncoder
//> throws TypeError: "this" is not a TextEncoder

// --- encode
list(() => [
  new TextEncoder().encode('aé😀'),
  new TextEncoder().encode(),
  new TextEncoder().encode(undefined),
  new TextEncoder().encode(12),
  new TextEncoder().encoding,
  new TextEncoder().encode(''),
]);
show(() => Object.prototype.toString.call(new TextEncoder().encode('a')) + new TextEncoder() + new TextDecoder());
//> {"0":97,"1":195,"2":169,"3":240,"4":159,"5":152,"6":128}
//> {}
//> {"0":117,"1":110,"2":100,"3":101,"4":102,"5":105,"6":110,"7":101,"8":100}
//> {"0":49,"1":50}
//> "utf-8"
//> {}
//> "[object Uint8Array][object Object][object Object]"

// --- encodeInto
show(function() { var u = new Uint8Array(5); var r = new TextEncoder().encodeInto('aé😀', u); return [r, u] });
show(function() { var u = new Uint8Array(7); var r = new TextEncoder().encodeInto('aé😀', u); return [r, u] });
show(function() { var u = new Uint8Array(5); var r = new TextEncoder().encodeInto('abc', u.subarray(2,4)); return [r, u] });
show(() => new TextEncoder().encodeInto('a', 5));
show(() => new TextEncoder().encodeInto('a', new Int8Array(2)));
show(function() { var u = new Uint8Array(12); return new TextEncoder().encodeInto(undefined, u) });
//> [{"read":2,"written":3},{"0":97,"1":195,"2":169,"3":0,"4":0}]
//> [{"read":4,"written":7},{"0":97,"1":195,"2":169,"3":240,"4":159,"5":152,"6":128}]
//1> [{"read":2,"written":2},{"0":97,"1":98,"2":0,"3":0,"4":0}]
//2> [{"read":2,"written":2},{"0":0,"1":0,"2":97,"3":98,"4":0}]
//> throws TypeError: The "destination" argument must be an instance of Uint8Array
//> throws TypeError: The "destination" argument must be an instance of Uint8Array
//> {"read":9,"written":9}
