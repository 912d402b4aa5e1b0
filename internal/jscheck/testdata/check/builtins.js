// What does not exist, and what only looks as if.
var crypto = require('crypto'), fs = require('fs'), zlib = require("zlib");
import cf from 'cloudfront';

function handler(event) {
    var map = new Map(), set = Set, list = Array.from(event.request.headers), text = 'x'.matchAll(/x/g);
    list.flat().at(0);
    [1, 2].flatMap(handler);
    `t`.normalize();
    /a/.compile();
    (5).toLocaleString();
    new Date().getYear();
    String('x').at(0);
    Object.fromEntries(Object.entries(event)).toSorted();
    Array['from'](list);
    [].concat(list)['findLast'](handler);
    console.error(event);
    console.log(structuredClone(event), crypto.randomUUID(), crypto.subtle.digest('x'));
    require('crypto').createSign('x');
    globalThis.fetch('x');
    fetch('x').then(handler);
    process.env.NAME;
    Buffer.from('x', 'base64');
    String.bytesFrom([1]).fromUTF8();
    atob(btoa('x')).replaceAll('x', 'y').split('').entries();
    Promise.all([]).then(handler);
    Math.sumPrecise([]);
    JSON.rawJSON('1');
    eval('1');
    new Function('return 1')();
    setTimeout(handler, 10);
    counter = 1;
    misspelt(counter);
    return Symbol.for('x');
}
