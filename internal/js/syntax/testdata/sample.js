function handler(event) {
    const request = event.request;
    const headers = request.headers;
    let uri = request.uri, seen = {}, parts = uri.split('/').filter((p) => p.length > 0);
    for (const name in request.querystring) {
        const value = request.querystring[name];
        if (!value.value || seen[name] === true) {
            delete request.querystring[name];
            continue;
        }
        seen[name] = (value.multiValue || []).map(function (v) { return v.value; }).join(',') + value.value;
    }
    // Folders have an index, everything else keeps its name.
    if (uri.endsWith('/')) {
        request.uri = `${uri}index.html`;
    } else if (/\.(html?|css|js)$/i.test(uri) && parts[parts.length - 1] !== "") {
        headers['x-kind'] = { value: "static\u0021" };
    } else {
        try {
            for (let i = 0; i < parts.length && i <= 0x10; i++) {
                uri += i % 2 === 0 ? '/' + encodeURIComponent(parts[i]) : '';
            }
        } catch (err) {
            console.log('cannot encode: ' + err.message);
        }
        return { statusCode: 302, statusDescription: 'Found', headers: { location: { value: uri } } };
    }
    return request;
}
