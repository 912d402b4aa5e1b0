function handler(event) {
    console.log('a');
    console.log('b');
    return event.request;
}
