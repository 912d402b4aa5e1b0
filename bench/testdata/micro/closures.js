// Functions: recursion, functions that keep variables, and those that take functions.
function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }

function counter(step) {
    var n = 0;
    return function (x) { n += step * x; return n; };
}

function compose(f, g) { return function (x) { return g(f(x)); }; }

function run() {
    var list = [], i, f = counter(3), total = 0;
    for (i = 0; i < 200; i++) { list.push(i); }
    for (i = 0; i < 20; i++) { f = compose(f, counter(i)); }
    for (i = 0; i < 20; i++) { total = (total + f(1)) % 1000003; }
    return fib(15) + total + list.map(function (x) { return x * 2; }).filter(function (x) { return x % 3 === 0; })
        .reduce(function (a, b) { return a + b; }, 0);
}
