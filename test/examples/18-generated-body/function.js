var bodies = {
    '/object': { encoding: 'text', data: '<p>hi</p>' },
    '/string': '<p>hi</p>',
    '/base64': { encoding: 'base64', data: 'PHA+aGk8L3A+' },
    '/bad-base64': { encoding: 'base64', data: '@@' },
    '/gzip': { encoding: 'gzip', data: '<p>hi</p>' }
};

function handler(event) {
    return {
        statusCode: 200,
        statusDescription: 'OK',
        headers: { 'content-type': { value: 'text/html' } },
        body: bodies[event.request.uri]
    };
}
