function handler(event) {
    var response = event.response;
    var uri = event.request.uri;
    if (uri === '/blocked') {
        response.statusCode = 200;
        response.statusDescription = 'OK';
        response.headers['content-type'] = { value: 'text/plain' };
        delete response.headers['content-encoding'];
        response.body = 'blocked';
    } else if (uri === '/empty') {
        response.body = '';
    }
    return response;
}
