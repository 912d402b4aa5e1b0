function handler(event) {
    for (const x of [1]) {}
    return event.request;
}
