function handler(event) {
    delete event.request.headers.host;
    return event.request;
}
