function handler(event) {
    var pairs = [];
    var query = event.request.querystring;
    Object.keys(query).forEach(function (name) {
        var values = query[name].multiValue || [query[name]];
        values.forEach(function (v) { pairs.push(name + '=' + v.value); });
    });
    event.request.querystring = pairs.sort().join('&');
    return event.request;
}
