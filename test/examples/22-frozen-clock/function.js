function handler(event) {
    var a = Date.now();
    for (var i = 0; i < 1e4; i++) {}
    return { statusCode: 200, body: String(Date.now() === a) };
}
