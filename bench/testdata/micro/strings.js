// Texts put together and taken apart, as functions do with headers and paths.
function run() {
    var out = '', i, parts, total = 0;
    for (i = 0; i < 300; i++) { out += 'key' + i + '=' + (i * 7) + '&'; }
    parts = out.split('&');
    for (i = 0; i < parts.length; i++) {
        var at = parts[i].indexOf('=');
        if (at < 0) { continue; }
        total += parts[i].substring(0, at).toUpperCase().length + parts[i].slice(at + 1).length;
        if (parts[i].charCodeAt(0) !== 107) { total++; }
    }
    return total + '/' + parts.reverse().join('/').length;
}
