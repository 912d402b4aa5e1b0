var crypto = require('crypto');

var secret = 'test-secret';
var unauthorized = { statusCode: 401, statusDescription: 'Unauthorized' };

function verified(token) {
    var parts = token.split('.');
    if (parts.length !== 3) {
        throw new Error('not three parts');
    }
    var signature = crypto.createHmac('sha256', secret).update(parts[0] + '.' + parts[1]).digest('base64url');
    if (signature !== parts[2]) {
        throw new Error('wrong signature');
    }
    var claims = JSON.parse(String.bytesFrom(parts[1], 'base64url'));
    var now = Date.now() / 1000;
    if (claims.nbf && now < claims.nbf || claims.exp && now > claims.exp) {
        throw new Error('not valid now');
    }
    return claims;
}

function handler(event) {
    var request = event.request;
    var token = request.querystring.jwt;
    if (!token) {
        return unauthorized;
    }
    try {
        verified(token.value);
    } catch (e) {
        console.log(e.message);
        return unauthorized;
    }
    delete request.querystring.jwt;
    return request;
}
