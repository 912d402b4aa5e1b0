var x = 1;
// ÿþ not text
var y = x?.[31m;
