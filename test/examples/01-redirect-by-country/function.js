function handler(event) {
    var request = event.request;
    var country = request.headers['cloudfront-viewer-country'];
    if (country && country.value === 'DE') {
        return {
            statusCode: 302,
            statusDescription: 'Found',
            headers: { location: { value: 'https://' + request.headers.host.value + '/de/index.html' } }
        };
    }
    return request;
}
