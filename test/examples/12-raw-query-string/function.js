function handler(event) {
    const raw = event.request.rawQueryString();
    return { statusCode: 200, body: raw === undefined ? 'undefined' : JSON.stringify(raw) };
}
