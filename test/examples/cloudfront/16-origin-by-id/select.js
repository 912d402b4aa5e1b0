import cf from 'cloudfront';

function handler(event) {
    if (event.request.uri.startsWith('/api/')) {
        cf.selectRequestOriginById('api-origin');
    }
    return event.request;
}
