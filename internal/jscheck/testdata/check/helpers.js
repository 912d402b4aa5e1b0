// Version 2.0 has the module cloudfront.
import cf from 'cloudfront';
const store = cf.kvs();
async function handler(event) {
    const exists = await store.exists('a');
    const value = exists ? await store.get('a', { format: 'json' }) : undefined;
    if (value) { cf.updateRequestOrigin({ domainName: value.host }); }
    return event.request;
}
