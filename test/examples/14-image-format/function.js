function handler(event) {
    var headers = event.request.headers;
    var webp = headers.accept && headers.accept.value.includes('image/webp');
    headers['x-image-format'] = { value: webp ? 'webp' : 'orig' };
    return event.request;
}
