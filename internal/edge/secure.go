// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"context"
	"crypto/tls"
	"log/slog"
	"strings"
	"time"

	"github.com/valyala/fasthttp"

	"selvedge"
	"selvedge/internal/snapshot"
)

// This file serves connections with TLS. The name that a viewer asks for (SNI) picks the distribution, and that says
// which versions of TLS and HTTP there are.

// The protocols of ALPN.
const (
	alpnHTTP1 = "http/1.1"
	alpnHTTP2 = "h2"
)

// tlsKind is what distinguishes the configurations of handshakes.
type tlsKind struct {
	http2  bool
	newest bool // TLS 1.3 only
}

// newTLSConfig returns the configuration of all handshakes. There is one underneath for each kind, so that session
// tickets stay good from one connection to the next.
func (e *Edge) newTLSConfig() *tls.Config {
	kinds := map[tlsKind]*tls.Config{}
	for _, kind := range []tlsKind{{}, {http2: true}, {newest: true}, {http2: true, newest: true}} {
		config := &tls.Config{
			GetCertificate: e.config.Certificate,
			MinVersion:     tls.VersionTLS12,
			NextProtos:     []string{alpnHTTP1},
		}
		if kind.http2 {
			config.NextProtos = []string{alpnHTTP2, alpnHTTP1}
		}
		if kind.newest {
			config.MinVersion = tls.VersionTLS13
		}
		config.NextProtos = append(config.NextProtos, e.config.ExtraProtocols...)
		kinds[kind] = config
	}
	return &tls.Config{
		MinVersion: tls.VersionTLS12,
		GetConfigForClient: func(hello *tls.ClientHelloInfo) (*tls.Config, error) {
			return kinds[e.kindOf(hello.ServerName)], nil
		},
	}
}

// kindOf says what the distribution for name wants. Without one, which a viewer that names no host has, nothing is
// excluded here: requests are checked one by one.
func (e *Edge) kindOf(name string) tlsKind {
	d := e.config.Snapshots().Lookup(name)
	if d == nil {
		return tlsKind{http2: true}
	}
	certificate := d.Config.ViewerCertificate
	return tlsKind{
		http2:  allowsHTTP2(d),
		newest: certificate != nil && strings.HasPrefix(certificate.MinimumProtocolVersion, "TLSv1.3"),
	}
}

// allowsHTTP2 and allowsHTTP3 read the distribution's HttpVersion; HTTP/1.1 always is allowed.
// Source: AWS CloudFront API, data type DistributionConfig, HttpVersion.
func allowsHTTP2(d *snapshot.Distribution) bool {
	return d.Config.HttpVersion == "http2" || d.Config.HttpVersion == "http2and3"
}

func allowsHTTP3(d *snapshot.Distribution) bool {
	return d.Config.HttpVersion == "http3" || d.Config.HttpVersion == "http2and3"
}

// serveTLS shakes hands and serves what has been agreed on.
func (e *Edge) serveTLS(ctx context.Context, plain *fasthttp.Server, streams *streamServers, n *newConn) {
	if e.open() > e.config.MaxConnections || !e.readProxyHeader(ctx, n) {
		return
	}
	secure := tls.Server(n, streams.tls)
	_ = n.SetDeadline(time.Now().Add(e.config.ReadTimeout)) // the handshake reports
	if err := secure.HandshakeContext(ctx); err != nil {
		e.config.Logger.LogAttrs(ctx, slog.LevelDebug, "TLS handshake", slog.String(selvedge.LogAddress, n.RemoteAddr().String()),
			slog.Any(selvedge.LogErr, err))
		return
	}
	_ = n.SetDeadline(time.Time{}) // what follows sets its own
	state := secure.ConnectionState()
	switch state.NegotiatedProtocol {
	case alpnHTTP2:
		streams.serveHTTP2(n, secure)
	case alpnHTTP1, "":
		c := newViewerConn(e, secure)
		c.tls, c.ip = &state, addressText(n.RemoteAddr())
		e.serveHTTP1Conn(ctx, plain, n, c)
	default: // a certificate has been proved, that was all
	}
}

// open is how many connections there are.
func (e *Edge) open() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return len(e.conns)
}
