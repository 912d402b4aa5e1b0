// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/quic-go/quic-go"
	"github.com/quic-go/quic-go/http3"
	"golang.org/x/sync/errgroup"

	"selvedge"
	"selvedge/internal/snapshot"
)

// This file serves HTTP/3. Requests are answered in stream.go, as those of HTTP/2 are.

// maxUniStreams is how many streams for its own purposes a viewer may open: HTTP/3 needs three.
const maxUniStreams = 8

var errNoHTTP3 = errors.New("the distribution does not speak HTTP/3")

// http3Server is the server of HTTP/3 on one UDP port.
type http3Server struct {
	edge   *Edge
	quic   quic.Transport
	server http3.Server
	conns  sync.Map // of *quic.Conn to *quicConn
}

func (e *Edge) newHTTP3(pc net.PacketConn) *http3Server {
	s := &http3Server{edge: e}
	s.quic.Conn = pc
	// Once there are many connections, viewers must show that they are where they say they are.
	s.quic.VerifySourceAddress = func(net.Addr) bool { return e.open() > e.config.MaxConnections/4 }
	s.server = http3.Server{
		Handler:        http.HandlerFunc(s.serveRequest),
		ConnContext:    s.connContext,
		MaxHeaderBytes: maxHead + 32*maxHeaders, // as HTTP/3 counts; RFC 9114 section 4.2.2
		IdleTimeout:    e.config.IdleTimeout,
		Logger:         slog.New(slog.DiscardHandler), // what goes wrong is in access records
	}
	return s
}

// run accepts connections until ctx is done.
func (s *http3Server) run(ctx context.Context, group *errgroup.Group) error {
	e := s.edge
	listener, err := s.quic.Listen(http3.ConfigureTLSConfig(s.tlsConfig()), &quic.Config{
		HandshakeIdleTimeout:  e.config.ReadTimeout,
		MaxIdleTimeout:        e.config.IdleTimeout,
		MaxIncomingStreams:    maxStreams,
		MaxIncomingUniStreams: maxUniStreams,
	})
	if err != nil {
		return fmt.Errorf("edge listener for HTTP/3: %w", err)
	}
	group.Go(func() error {
		defer listener.Close() //nolint:errcheck // nothing depends on it
		for {
			c, err := listener.Accept(ctx)
			if ctx.Err() != nil {
				return nil
			}
			if err != nil {
				return fmt.Errorf("edge listener for HTTP/3: %w", err)
			}
			s.serve(ctx, &quicConn{Conn: c})
		}
	})
	return nil
}

// serve gives a connection a goroutine of its own.
func (s *http3Server) serve(ctx context.Context, c *quicConn) {
	e := s.edge
	if e.open() >= e.config.MaxConnections {
		_ = c.CloseWithError(quic.ApplicationErrorCode(http3.ErrCodeExcessiveLoad), "") // that was all
		return
	}
	e.remember(c)
	s.conns.Store(c.Conn, c)
	e.viewers.Go(func() {
		defer e.forget(c)
		defer s.conns.Delete(c.Conn)
		if err := s.server.ServeQUICConn(c.Conn); err != nil {
			e.config.Logger.LogAttrs(ctx, slog.LevelDebug, "viewer connection", slog.Any(selvedge.LogErr, err))
		}
		c.kill()
	})
}

// quicKey is the key of a request's connection in its context.
type quicKey struct{}

// connContext lets requests find their connection.
func (s *http3Server) connContext(ctx context.Context, c *quic.Conn) context.Context {
	known, _ := s.conns.Load(c)
	return context.WithValue(ctx, quicKey{}, known)
}

// serveRequest answers one request, and counts it meanwhile.
func (s *http3Server) serveRequest(w http.ResponseWriter, r *http.Request) {
	if c, ok := r.Context().Value(quicKey{}).(*quicConn); ok {
		c.running.Add(1)
		defer c.running.Add(-1)
	}
	s.edge.serveStream(w, r)
}

// shutdown tells viewers to send nothing more and gives running requests time until ctx is done. Viewers need not close
// connections on which nothing runs: that is done here, a moment later, so that the last answer arrives.
func (s *http3Server) shutdown(ctx context.Context) {
	ended := make(chan struct{})
	var stopping sync.WaitGroup
	stopping.Go(func() {
		defer close(ended)
		_ = s.server.Shutdown(ctx) // what is left is killed later
	})
	tick := time.NewTicker(lingerTime)
	defer tick.Stop()
	for {
		select {
		case <-ended:
			stopping.Wait()
			return
		case <-tick.C:
			s.edge.killWhere(func(c conn) bool {
				q, ok := c.(*quicConn)
				return ok && q.running.Load() == 0
			})
		}
	}
}

// close gives the port back when all connections have ended.
func (s *http3Server) close() {
	_ = s.quic.Close() // nothing is under way
	_ = s.quic.Conn.Close()
}

// tlsConfig returns the configuration of handshakes, which fail for distributions that do not speak HTTP/3.
func (s *http3Server) tlsConfig() *tls.Config {
	e := s.edge
	config := &tls.Config{
		GetCertificate: e.config.Certificate, MinVersion: tls.VersionTLS13, NextProtos: []string{http3.NextProtoH3},
	}
	return &tls.Config{
		MinVersion: tls.VersionTLS13,
		GetConfigForClient: func(hello *tls.ClientHelloInfo) (*tls.Config, error) {
			if d := e.config.Snapshots().Lookup(hello.ServerName); d != nil && !allowsHTTP3(d) {
				return nil, errNoHTTP3
			}
			return config, nil
		},
	}
}

// quicConn is a connection of HTTP/3.
type quicConn struct {
	*quic.Conn
	running atomic.Int32 // requests
}

// awaiting is always false: shutdown decides.
func (*quicConn) awaiting() bool { return false }

func (c *quicConn) kill() {
	_ = c.CloseWithError(quic.ApplicationErrorCode(http3.ErrCodeNoError), "") // closed is closed
}

// alternative is the Alt-Svc header that tells viewers of HTTP/3: on the port that they have come to, as it may be another
// one than the edge listens on.
func alternative(d *snapshot.Distribution, host string) string {
	if !allowsHTTP3(d) {
		return ""
	}
	port := "443"
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") {
		port = host[i+1:]
	}
	return `h3=":` + port + `"; ma=86400`
}
