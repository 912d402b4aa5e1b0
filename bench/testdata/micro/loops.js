// Arithmetic in nested loops: primes below 5000, and a matrix product.
function run() {
    var i, j, k, n = 5000, primes = 0, sum = 0;
    var sieve = [];
    for (i = 0; i < n; i++) { sieve.push(true); }
    for (i = 2; i < n; i++) {
        if (!sieve[i]) { continue; }
        primes++;
        for (j = i * 2; j < n; j += i) { sieve[j] = false; }
    }
    for (i = 0; i < 24; i++) {
        for (j = 0; j < 24; j++) {
            var cell = 0;
            for (k = 0; k < 24; k++) { cell += (i * k) ^ (k * j); }
            sum = (sum + cell) % 1000003;
        }
    }
    return primes * 1000003 + sum;
}
