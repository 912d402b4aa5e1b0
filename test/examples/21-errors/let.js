function handler(event) {
    let x = 1;
    return event.request;
}
