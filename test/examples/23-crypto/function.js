var crypto = require('crypto');

function hash(name, encoding) { return crypto.createHash(name).update('abc').digest(encoding); }
function hmac(name, encoding) { return crypto.createHmac(name, 'key').update('abc').digest(encoding); }

function handler(event) {
    return { statusCode: 200, body: [
        hash('md5', 'hex'), hash('sha1', 'hex'), hash('sha256', 'base64'), hash('sha256', 'base64url'),
        hmac('sha1', 'hex'), hmac('sha256', 'base64url')
    ].join('\n') };
}
