import cf from 'cloudfront';

const key = 'cwt-secret-0123456789abcdef';

function handler(event) {
    const token = event.request.querystring.t.value;
    try {
        const cwt = cf.cwt.validateToken(Buffer.from(token, 'base64url'), { key: key });
        const payload = cwt.payload;
        return { statusCode: 200, body: JSON.stringify([payload['1'], payload['2'], payload['4']]) };
    } catch (e) {
        return { statusCode: 401 };
    }
}
