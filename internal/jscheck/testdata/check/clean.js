// Nothing here is wrong: features are asked for before they are used, names are declared, members are made.
var crypto = require('crypto');
var Map = function () { this.items = {}; };
Map.prototype.at = function (name) { return this.items[name]; };
Array.from = Array.from || function (list) { return Array.prototype.slice.call(list); };
if (!Object.fromEntries) {
    Object.fromEntries = function (list) { return list.reduce(function (o, e) { o[e[0]] = e[1]; return o; }, {}); };
}
if (typeof module !== 'undefined') {
    module.exports = { handler: handler };
}
function handler(event) {
    var request = event.request, map = new Map(), list = [3, 1, 2].sort();
    map.at('x');
    Array.from(list);
    Object.fromEntries([]);
    var has = typeof [].flat === 'function' ? list.flat() : list;
    request.headers['x-hash'] = { value: crypto.createHash('sha256').update(request.uri).digest('hex') };
    for (var name in request.headers) { console.log(name + arguments.length + has); }
    return (function named(n) { return n ? named(n - 1) : request; })(2);
}
