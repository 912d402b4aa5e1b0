function handler(event) {
    event.request.headers['X-A'] = { value: '1' };
    return event.request;
}
