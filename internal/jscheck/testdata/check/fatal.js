function handler(event) {
    for (var x of event) { }
    var y = ;
    return z;
}
