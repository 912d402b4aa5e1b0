function handler(event) {
    var response = event.response;
    var assigned = event.request.headers['x-ab-assigned'];
    if (assigned) {
        response.cookies['x-ab'] = { value: assigned.value, attributes: 'Path=/; Max-Age=86400' };
    }
    return response;
}
