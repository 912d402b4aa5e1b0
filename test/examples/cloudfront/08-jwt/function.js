import cf from 'cloudfront';
import crypto from 'crypto';

const store = cf.kvs();
const unauthorized = { statusCode: 401, statusDescription: 'Unauthorized' };

function verified(token, secret) {
    const parts = token.split('.');
    if (parts.length !== 3) {
        throw new Error('not three parts');
    }
    const signature = crypto.createHmac('sha256', secret).update(parts[0] + '.' + parts[1]).digest('base64url');
    if (signature !== parts[2]) {
        throw new Error('wrong signature');
    }
    const claims = JSON.parse(Buffer.from(parts[1], 'base64url'));
    const now = Date.now() / 1000;
    if (claims.nbf && now < claims.nbf || claims.exp && now > claims.exp) {
        throw new Error('not valid now');
    }
    return claims;
}

async function handler(event) {
    const request = event.request;
    const token = request.querystring.jwt;
    if (!token) {
        return unauthorized;
    }
    try {
        const secret = await store.get('jwt.secret');
        verified(token.value, secret);
    } catch (e) {
        console.log(e.message);
        return unauthorized;
    }
    delete request.querystring.jwt;
    return request;
}
