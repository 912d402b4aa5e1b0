import cf from 'cloudfront';

const store = cf.kvs();

async function handler(event) {
    const request = event.request;
    const segments = request.uri.split('/');
    try {
        segments[1] = await store.get(segments[1]);
        const uri = segments.join('/');
        console.log(`${request.uri} -> ${uri}`);
        request.uri = uri;
    } catch (e) {
        console.log(`${request.uri} | ${e}`);
    }
    return request;
}
