// Objects: made, read, changed, counted and copied by name.
function Point(x, y) { this.x = x; this.y = y; }
Point.prototype.add = function (other) { return new Point(this.x + other.x, this.y + other.y); };

function run() {
    var p = new Point(0, 0), step = new Point(1, 2), i, name;
    for (i = 0; i < 1000; i++) { p = p.add(step); }
    var counts = {};
    for (i = 0; i < 1000; i++) {
        name = 'n' + i % 50;
        counts[name] = (counts[name] || 0) + i;
    }
    var copy = {}, sum = 0;
    for (name in counts) { copy[name] = { value: counts[name] }; }
    Object.keys(copy).forEach(function (k) { sum += copy[k].value; });
    return p.x + p.y + sum;
}
