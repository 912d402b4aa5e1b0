import cf from 'cloudfront';
import crypto from 'crypto';
const store = cf.kvs();
async function handler(event: AWSCloudFrontFunction.Event): Promise<AWSCloudFrontFunction.Result> {
    const request = event.request;
    const host = request.headers['host'] && request.headers.host.value;
    const target = await store.get(host.toLowerCase(), { format: 'json' });
    const digest = crypto.createHmac('sha256', 'k').update(Buffer.from('a', 'hex')).digest('hex');
    console.log(digest.slice(0, 4) + Object.keys(request.querystring).map(k => k + '=' + request.querystring[k].value).join('&'));
    if (!target) {
        return { statusCode: 302, statusDescription: 'Found', headers: { location: { value: '/x'.replaceAll('/', '_') } },
            cookies: { a: { value: '1', attributes: 'Secure' } }, body: { encoding: 'text', data: 'x' } };
    }
    request.uri = target.uri + (request.rawQueryString() || '');
    for (var i = 0; i < 3; i++) { request.uri += [1, 2, 3].filter(x => x > i).reduce((a, b) => a + b, 0); }
    const t = `${new Date().getTime()} ${Math.max(1, 2)} ${JSON.stringify({ a: 1 })} ${parseInt('1', 10)}`;
    var m = /a(?<n>b)/.exec(t), bytes = new Uint8Array(4);
    bytes.fill(1); if (m && m.groups) { t.split(m.groups.n); }
    try { throw new TypeError('x'); } catch (e) { console.log(String(e)); }
    const both = await Promise.all([store.exists('a'), store.exists('b')]);
    return both[0] ? request : { statusCode: 404 };
}
