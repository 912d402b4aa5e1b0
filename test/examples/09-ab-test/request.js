function handler(event) {
    var request = event.request;
    var cookie = request.cookies['x-ab'];
    var version = cookie && cookie.value;
    if (version !== 'a' && version !== 'b') {
        version = Math.random() < 0.5 ? 'a' : 'b';
        request.headers['x-ab-assigned'] = { value: version };
    }
    request.uri = '/version-' + version + request.uri;
    return request;
}
