function handler(event) {
    var response = event.response;
    var origin = event.request.headers.origin;
    if (!response.headers['access-control-allow-origin'] && origin) {
        response.headers['access-control-allow-origin'] = { value: origin.value };
        console.log('no CORS header from the origin, allowed ' + origin.value);
    }
    return response;
}
