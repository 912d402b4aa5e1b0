// @ts-check
var crypto = require('crypto'), qs = require('querystring');
/** @param {AWSCloudFrontFunction.Event} event */
function handler(event) {
    var request = event.request;
    var token = String.bytesFrom('abc', 'base64url').fromUTF8();
    request.headers['x-hash'] = { value: crypto.createHash('md5').update(request.uri + token).digest('hex') };
    request.querystring.a = { value: qs.escape('a b') };
    console.log('x'.toUTF8().toString('base64'));
    return request;
}
