function handler(event) {
    var a = event;
    return a?.request;
}
