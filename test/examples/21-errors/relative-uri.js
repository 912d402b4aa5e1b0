function handler(event) {
    event.request.uri = 'foo';
    return event.request;
}
