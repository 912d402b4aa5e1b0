// Sorting: numbers by a function, texts by default, objects by a member.
function run() {
    var seed = 12345, numbers = [], texts = [], objects = [], i;
    for (i = 0; i < 300; i++) {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        numbers.push(seed % 1000);
        texts.push('k' + seed % 997);
        objects.push({ rank: seed % 101, name: i });
    }
    numbers.sort(function (a, b) { return a - b; });
    texts.sort();
    objects.sort(function (a, b) { return a.rank - b.rank; });
    return numbers[150] + texts[150] + objects[150].rank;
}
