import cf from 'cloudfront';

const store = cf.kvs();

async function handler(event) {
    const request = event.request;
    const version = request.cookies.appversion;
    if (version && version.value === 'latest') {
        return request;
    }
    const segments = request.uri.split('/');
    try {
        const choice = await store.get(segments[1], { format: 'json' });
        segments[1] = Math.random() < choice.a_weightage ? choice.a_url : choice.b_url;
        request.uri = segments.join('/');
    } catch (e) {
        console.log(e);
    }
    return request;
}
