// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// originBody is what the origin answers.
const originBody = "0123456789012345678901234567890123456789"

// The ports of nginx: the origin, and what it does in each comparison.
const (
	originPort  = "18081"
	fetchPort   = "18082"
	plainPort   = "18083"
	rewritePort = "18084"
	bothPort    = "18085"
)

const originConf = `daemon off; worker_processes 1; pid %[1]s/origin.pid; error_log %[1]s/origin.log;
events { worker_connections 1024; }
http { access_log off; keepalive_requests 100000000;
  server { listen 127.0.0.1:` + originPort + `; location / { return 200 "` + originBody + `"; } } }
`

// peerConf has a server for each comparison. The event object is like CloudFront's; the cache keeps what it has in files,
// which the system keeps in memory, and does not look at the query string, as the cache policy CachingOptimized does.
const peerConf = `user root; daemon off; worker_processes 1; pid %[1]s/peer.pid; error_log %[1]s/peer.log;
load_module /usr/lib/nginx/modules/ngx_http_js_module.so;
events { worker_connections 1024; }
http { access_log off; keepalive_requests 100000000; js_import bench from %[1]s/bench.js; js_set $rewritten bench.uri;
  proxy_cache_path %[1]s/cache keys_zone=bench:10m; proxy_cache_valid 200 1h;
  proxy_http_version 1.1; proxy_set_header Connection "";
  upstream origin { server 127.0.0.1:` + originPort + `; keepalive 64; }
  server { listen 127.0.0.1:` + fetchPort + `; location / { proxy_pass http://origin$rewritten$is_args$args; } }
  server { listen 127.0.0.1:` + plainPort + `; proxy_cache bench; location / {
    proxy_cache_key plain$uri; proxy_pass http://origin; } }
  server { listen 127.0.0.1:` + rewritePort + `; proxy_cache bench; location / {
    proxy_cache_key rewrite$rewritten; proxy_pass http://origin$rewritten; } }
  server { listen 127.0.0.1:` + bothPort + `; proxy_cache bench; location / { js_header_filter bench.headers;
    proxy_cache_key both$rewritten; proxy_pass http://origin$rewritten; } }
}
`

const njsCode = requestFunction + `
var secure = (function () {` + responseFunction + `
return handler; })();
function values(from) {
    var out = {};
    for (var name in from) {
        out[name.toLowerCase()] = { value: from[name] };
    }
    return out;
}
function event(r, type) {
    return {
        version: '1.0', context: { eventType: type }, viewer: { ip: r.remoteAddress },
        request: { method: r.method, uri: r.uri, querystring: values(r.args), headers: values(r.headersIn), cookies: {} },
    };
}
function uri(r) {
    return handler(event(r, 'viewer-request')).uri;
}
function headers(r) {
    var e = event(r, 'viewer-response');
    e.response = { statusCode: r.status, headers: values(r.headersOut), cookies: {} };
    var answer = secure(e).headers;
    for (var name in answer) {
        r.headersOut[name] = answer[name].value;
    }
}
export default { uri, headers };
`

// startNginx starts the origin on core 1 and the peer on core 0; stop ends both.
func startNginx(ctx context.Context, dir string) (stop func(), err error) {
	files := map[string]string{
		"origin.conf": fmt.Sprintf(originConf, dir), "peer.conf": fmt.Sprintf(peerConf, dir), "bench.js": njsCode,
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			return nil, err
		}
	}
	var running []*exec.Cmd
	stop = func() {
		for _, cmd := range running {
			_ = cmd.Process.Signal(os.Interrupt) // a fast shutdown of nginx
			_ = cmd.Wait()
		}
	}
	for _, s := range []struct{ conf, core, port string }{{"origin.conf", "1", originPort}, {"peer.conf", "0", bothPort}} {
		cmd := exec.CommandContext(ctx, "taskset", "-c", s.core, "nginx", "-p", dir, "-c", filepath.Join(dir, s.conf))
		cmd.Stderr = os.Stderr
		if err := cmd.Start(); err != nil {
			stop()
			return nil, fmt.Errorf("nginx: %w", err)
		}
		running = append(running, cmd)
		if err := awaitPort(ctx, "127.0.0.1:"+s.port); err != nil {
			stop()
			return nil, err
		}
	}
	return stop, nil
}

// awaitPort waits, for 10 s at most, until something listens.
func awaitPort(ctx context.Context, addr string) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	for {
		conn, err := net.Dial("tcp", addr)
		if err == nil {
			return conn.Close()
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%s: %w", addr, err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}
