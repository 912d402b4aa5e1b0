function handler(event) {
    var authorization = event.request.headers.authorization;
    if (authorization && authorization.value === 'Basic dXNlcjpwYXNz') {
        return event.request;
    }
    return {
        statusCode: 401,
        statusDescription: 'Unauthorized',
        headers: { 'www-authenticate': { value: 'Basic realm="site"' } }
    };
}
