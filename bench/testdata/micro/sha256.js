// SHA-256 written in JavaScript, over 1,000 bytes.
var K = [], H0 = [];
(function () {
    var prime = 2, count = 0, i, ok;
    function fraction(x) { return ((x - Math.floor(x)) * 4294967296) | 0; }
    while (count < 64) {
        ok = true;
        for (i = 2; i * i <= prime; i++) { if (prime % i === 0) { ok = false; break; } }
        if (ok) {
            if (count < 8) { H0.push(fraction(Math.pow(prime, 1 / 2))); }
            K.push(fraction(Math.pow(prime, 1 / 3)));
            count++;
        }
        prime++;
    }
})();

function sha256(bytes) {
    var words = [], n = bytes.length, i, t;
    for (i = 0; i < n; i++) { words[i >> 2] = (words[i >> 2] | 0) | (bytes[i] << (24 - (i % 4) * 8)); }
    words[n >> 2] = (words[n >> 2] | 0) | (0x80 << (24 - (n % 4) * 8));
    var total = (((n + 8) >> 6) + 1) * 16;
    for (i = 0; i < total; i++) { words[i] = words[i] | 0; }
    words[total - 1] = n * 8;
    var h = H0.slice(), w = [];
    for (var block = 0; block < total; block += 16) {
        var a = h[0], b = h[1], c = h[2], d = h[3], e = h[4], f = h[5], g = h[6], k = h[7];
        for (t = 0; t < 64; t++) {
            if (t < 16) {
                w[t] = words[block + t];
            } else {
                var x = w[t - 15], y = w[t - 2];
                var s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
                var s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
                w[t] = (w[t - 16] + s0 + w[t - 7] + s1) | 0;
            }
            var S1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
            var t1 = (k + S1 + ((e & f) ^ (~e & g)) + K[t] + w[t]) | 0;
            var S0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
            var t2 = (S0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
            k = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
        }
        h = [(h[0] + a) | 0, (h[1] + b) | 0, (h[2] + c) | 0, (h[3] + d) | 0, (h[4] + e) | 0, (h[5] + f) | 0, (h[6] + g) | 0, (h[7] + k) | 0];
    }
    return h.map(function (v) { return ('00000000' + (v >>> 0).toString(16)).slice(-8); }).join('');
}

function run() {
    var bytes = [];
    for (var i = 0; i < 1000; i++) { bytes.push(i & 255); }
    return sha256(bytes);
}
