import cf from 'cloudfront';

async function handler(event) {
    JSON.parse(await cf.kvs().get('k'));
    return event.request;
}
