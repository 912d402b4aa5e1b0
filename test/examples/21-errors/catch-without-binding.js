function handler(event) {
    try {} catch {}
    return event.request;
}
