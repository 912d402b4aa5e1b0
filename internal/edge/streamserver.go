// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync"

	"golang.org/x/sync/errgroup"
)

// This file holds the servers whose connections carry many requests at once. What they do with a request is in
// stream.go.

// maxStreams is how many requests of one connection run at once. Source: AWS CloudFront answers SETTINGS with
// MAX_CONCURRENT_STREAMS 128.
const maxStreams = 128

// streamServers are those of HTTP/2 and HTTP/3, and what both need.
type streamServers struct {
	edge  *Edge
	tls   *tls.Config
	http2 *http.Server
	conns *handedListener
	http3 *http3Server // nil without a UDP port
}

func (e *Edge) newStreamServers(base context.Context) *streamServers {
	s := &streamServers{edge: e, tls: e.newTLSConfig()}
	protocols := &http.Protocols{}
	protocols.SetHTTP2(true)
	s.http2 = &http.Server{
		Handler:     http.HandlerFunc(e.serveStream),
		BaseContext: func(net.Listener) context.Context { return base },
		Protocols:   protocols,

		DisableGeneralOptionsHandler: true,
		HTTP2: &http.HTTP2Config{
			MaxConcurrentStreams: maxStreams,
			SendPingTimeout:      e.config.IdleTimeout,
			PingTimeout:          e.config.ReadTimeout,
			WriteByteTimeout:     e.config.WriteTimeout,
		},
		IdleTimeout:    e.config.IdleTimeout,
		MaxHeaderBytes: maxHead + 32*maxHeaders, // as HTTP/2 counts; RFC 9113 section 6.5.2
		ErrorLog:       slog.NewLogLogger(e.config.Logger.Handler(), slog.LevelDebug),
	}
	s.conns = &handedListener{
		conns: make(chan net.Conn), done: make(chan struct{}), address: e.config.TLSListener.Addr(),
	}
	if pc := e.config.PacketConn; pc != nil {
		s.http3 = e.newHTTP3(pc)
	}
	return s
}

// run starts the servers, which accept connections until ctx is done; shutdown and close end them.
func (s *streamServers) run(ctx context.Context, group *errgroup.Group) {
	if s.http3 != nil {
		group.Go(func() error { return s.http3.run(ctx, group) })
	}
	group.Go(func() error {
		if err := s.http2.Serve(s.conns); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
}

// shutdown tells viewers to send nothing more and gives running requests time until ctx is done.
func (s *streamServers) shutdown(ctx context.Context) {
	var both sync.WaitGroup
	if s.http3 != nil {
		both.Go(func() { s.http3.shutdown(ctx) })
	}
	if s.http2.Shutdown(ctx) != nil {
		_ = s.http2.Close() // what did not end in time is cut off
	}
	both.Wait()
}

// close is called when all connections have ended.
func (s *streamServers) close() {
	if s.http3 != nil {
		s.http3.close()
	}
}

// serveHTTP2 hands a connection to the server of HTTP/2 and returns when it has ended.
func (s *streamServers) serveHTTP2(n *newConn, secure *tls.Conn) {
	n.busy.Store(true)
	select {
	case s.conns.conns <- secure:
		<-n.done
	case <-s.conns.done:
	}
}

// handedListener accepts the connections that somebody else has accepted.
type handedListener struct {
	conns   chan net.Conn
	done    chan struct{}
	address net.Addr
}

// Accept implements net.Listener.
func (l *handedListener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.done:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener; the server calls it once.
func (l *handedListener) Close() error {
	close(l.done)
	return nil
}

// Addr implements net.Listener.
func (l *handedListener) Addr() net.Addr { return l.address }

var _ net.Listener = (*handedListener)(nil)
