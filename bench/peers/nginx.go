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

// The ports of the two nginx servers.
const (
	originPort = "18081"
	njsPort    = "18082"
)

const originConf = `daemon off; worker_processes 1; pid %[1]s/origin.pid; error_log %[1]s/origin.log;
events { worker_connections 1024; }
http { access_log off; keepalive_requests 100000000;
  server { listen 127.0.0.1:` + originPort + `; location / { return 200 "0123456789012345678901234567890123456789"; } } }
`

// njsConf rewrites the URI through an event object like CloudFront's and asks the origin over kept connections.
const njsConf = `daemon off; worker_processes 1; pid %[1]s/njs.pid; error_log %[1]s/njs.log;
load_module /usr/lib/nginx/modules/ngx_http_js_module.so;
events { worker_connections 1024; }
http { access_log off; keepalive_requests 100000000; js_import bench from %[1]s/bench.js; js_set $rewritten bench.uri;
  upstream origin { server 127.0.0.1:` + originPort + `; keepalive 64; }
  server { listen 127.0.0.1:` + njsPort + `; location / {
    proxy_http_version 1.1; proxy_set_header Connection ""; proxy_pass http://origin$rewritten$is_args$args; } } }
`

const njsCode = `
function handler(event) {
    var request = event.request;
    if (request.uri.endsWith('/')) {
        request.uri += 'index.html';
    } else if (!request.uri.includes('.')) {
        request.uri += '/index.html';
    }
    return request;
}
function values(from) {
    var out = {};
    for (var name in from) {
        out[name.toLowerCase()] = { value: from[name] };
    }
    return out;
}
function uri(r) {
    return handler({
        version: '1.0', context: { eventType: 'viewer-request' }, viewer: { ip: r.remoteAddress },
        request: { method: r.method, uri: r.uri, querystring: values(r.args), headers: values(r.headersIn), cookies: {} },
    }).uri;
}
export default { uri };
`

// startNginx starts the origin on core 1 and the peer on core 0; stop ends both.
func startNginx(ctx context.Context, dir string) (stop func(), err error) {
	files := map[string]string{
		"origin.conf": fmt.Sprintf(originConf, dir), "njs.conf": fmt.Sprintf(njsConf, dir), "bench.js": njsCode,
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
	for _, s := range []struct{ conf, core, port string }{{"origin.conf", "1", originPort}, {"njs.conf", "0", njsPort}} {
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
