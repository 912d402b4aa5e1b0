// what CloudFront functions do most
function handler(event) {
	var request = event.request, uri = request.uri;
	if (uri.endsWith('/')) {
		request.uri += 'index.html';
	} else if (!uri.includes('.') && request.headers.host.value !== 'example.com') {
		request.uri = `${uri}/index.html`;
	}
	return { statusCode: 302, headers: { location: { value: uri } } };
}

// loops
function loops(list, n) {
	let sum = 0;
	for (let i = 0; i < list.length; i++) sum += list[i] * 2;
	while (n --> 0) if (n % 2 === 0) continue; else sum -= n;
	for (const k in list) list[k] = k;
	return sum;
}

// closures, and variables that are dead before their declaration
function closures(a, ...rest) {
	const inner = b => a + b + later + this.x + arguments.length;
	let later = 1;
	for (let i = 0; i < 2; i++) rest.push(() => i);
	return (function self() { return self; })() || inner;
}

// try statements
function tries(f) {
	for (;;) {
		try {
			return f(1);
		} catch (e) {
			throw e;
		} finally {
			f();
		}
	}
}

// an async function
async function wait(p) {
	try { return (await p) ?? typeof missing; } catch (e) { return e in p; }
}

// a switch and assignments
function choose(x, o) {
	switch (x) {
	case 1: o.a.b += x; break;
	case 'two': o[x]++; delete o.c;
	default: x = x || (x = o, -x);
	}
	missing = x;
	return new o.Class(x, f(x));
}
