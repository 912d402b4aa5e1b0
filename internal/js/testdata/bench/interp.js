// Functions named bench_… are run by BenchmarkScripts. Each is about one thing that the interpreter does.

function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2) }

function bench_calls() { return fib(15) }

function bench_loop() {
	var s = 0;
	for (var i = 0; i < 10000; i++) s = (s + i * 3) % 1000003;
	return s;
}

function bench_bits() {
	var s = 0;
	for (var i = 0; i < 10000; i++) s = (s ^ (i << 2)) & 0xffff;
	return s;
}

function Point(x, y) { this.x = x; this.y = y }
Point.prototype.sum = function () { return this.x + this.y };

function bench_properties() {
	var s = 0, p = new Point(1, 2);
	for (var i = 0; i < 1000; i++) {
		p.x = i;
		s += p.sum();
		var o = { a: i, b: p };
		s += o.b.y + o.a;
	}
	return s;
}

function bench_strings() {
	var s = '';
	for (var i = 0; i < 500; i++) s += 'abc' + i;
	return s.length;
}

function adder(a) {
	var n = 0;
	return function (x) { n += x + a; return n };
}

function bench_closures() {
	var t = 0;
	for (var i = 0; i < 200; i++) {
		var f = adder(i);
		f(1);
		t += f(2);
	}
	return t;
}

function mayThrow(i) {
	if (i % 100 == 0) throw i;
	return i;
}

function bench_try() {
	var t = 0;
	for (var i = 0; i < 1000; i++) {
		try { t += mayThrow(i) } catch (e) { t -= e } finally { t++ }
	}
	return t;
}

function bench_arrays() {
	var a = [], s = 0;
	for (var i = 0; i < 1000; i++) a[i] = i * 2;
	for (i = 0; i < a.length; i++) s += a[i];
	return s;
}

function bench_dictionary() {
	var o = {}, n = 0;
	for (var i = 0; i < 500; i++) {
		var k = 'k' + (i % 50);
		o[k] = (o[k] || 0) + 1;
	}
	for (k in o) n += o[k];
	return n;
}

function bench_switch() {
	var words = ['GET', 'POST', 'PUT', 'DELETE'], n = 0;
	for (var i = 0; i < 1000; i++) {
		switch (words[i & 3]) {
		case 'GET': n += 1; break;
		case 'POST': n += 2; break;
		case 'PUT': n += 3; break;
		default: n += 4;
		}
	}
	return n;
}
