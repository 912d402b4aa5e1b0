import cf from 'cloudfront';

const store = cf.kvs();

async function handler(event) {
    const request = event.request;
    const key = 'redirect:' + request.headers.host.value + request.uri;
    const known = await store.exists(key);
    if (!known) {
        return request;
    }
    const entry = await store.get(key);
    const fields = entry.split('|');
    const query = request.rawQueryString();
    const location = fields[1] === '1' && query ? fields[2] + '?' + query : fields[2];
    return { statusCode: Number(fields[0]), headers: { location: { value: location } } };
}
