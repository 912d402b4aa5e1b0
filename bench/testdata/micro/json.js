// A round trip through JSON, of the size of a small configuration.
var data = { version: 3, rules: [] };
for (var i = 0; i < 40; i++) {
    data.rules.push({ id: 'rule-' + i, match: { path: '/a/' + i + '/*', hosts: ['a.example.com', 'b.example.com'] }, weight: i * 1.5, on: i % 2 === 0, note: null });
}
var text = JSON.stringify(data);

function run() {
    var copy = JSON.parse(text);
    copy.rules[7].weight = 1;
    return JSON.stringify(copy).length;
}
