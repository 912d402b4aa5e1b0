// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"sync"
	"time"

	"github.com/valyala/fasthttp"
	"golang.org/x/sync/errgroup"

	"selvedge"
)

// conn is a connection that is open: of a viewer that is not known yet, or of one.
type conn interface {
	awaiting() bool // no request has begun
	kill()          // closes it at once; may be called from any goroutine, and more than once
}

// Run serves until ctx is done. Then it accepts nothing more, closes connections that wait for a request, lets
// running requests end for as long as Config.Drain says, cuts off the rest, and returns when everything has stopped.
// An error means that a listener failed.
func (e *Edge) Run(ctx context.Context) error {
	base, cut := context.WithCancel(context.WithoutCancel(ctx)) // requests outlive ctx while they drain
	defer cut()
	defer e.startCooling()()
	group, ctx := errgroup.WithContext(ctx)
	plain := e.newHTTP1(base)
	var streams *streamServers
	if e.config.TLSListener != nil {
		streams = e.newStreamServers(base)
		streams.run(ctx, group)
		e.listen(ctx, group, e.config.TLSListener, func(c *newConn) { e.serveTLS(base, plain, streams, c) })
	}
	group.Go(func() error {
		<-ctx.Done()
		e.drain(base, cut, streams)
		return nil
	})
	e.listen(ctx, group, e.config.Listener, func(c *newConn) { e.servePlain(base, plain, c) })
	err := group.Wait()
	e.config.Logger.Info("edge has stopped")
	return err
}

// startCooling makes functions that do not run give up memory, round after round, until stop is called. When stop
// returns, no round runs.
func (e *Edge) startCooling() (stop func()) {
	var mu sync.Mutex // held in a round
	round, stopped := uint64(0), false
	var timer *time.Timer
	mu.Lock()
	defer mu.Unlock()
	timer = time.AfterFunc(e.config.CoolAfter, func() {
		mu.Lock()
		defer mu.Unlock()
		if !stopped {
			round++
			e.config.Snapshots().Cool(round)
			timer.Reset(e.config.CoolAfter)
		}
	})
	return func() {
		mu.Lock()
		defer mu.Unlock()
		stopped = true
		timer.Stop()
	}
}

// listen serves connections of a listener until ctx is done.
func (e *Edge) listen(ctx context.Context, group *errgroup.Group, l net.Listener, serve func(*newConn)) {
	e.config.Logger.Info("edge is serving", selvedge.LogAddress, l.Addr().String())
	stop := context.AfterFunc(ctx, func() { _ = l.Close() }) // Accept reports
	group.Go(func() error {
		defer stop()
		err := e.accept(ctx, l, serve)
		_ = l.Close() // closed twice after a normal end, which does no harm
		if ctx.Err() != nil {
			return nil
		}
		return fmt.Errorf("edge listener: %w", err)
	})
}

// accept gives each connection a goroutine of its own until the listener fails, which it does when ctx is done. Passing
// troubles, such as too many open files, are waited out.
func (e *Edge) accept(ctx context.Context, l net.Listener, serve func(*newConn)) error {
	const longest = time.Second
	pause := 5 * time.Millisecond
	for {
		c, err := l.Accept()
		if err == nil {
			pause = 5 * time.Millisecond
			n := &newConn{Conn: c, edge: e, done: make(chan struct{})}
			e.remember(n)
			e.viewers.Go(func() {
				defer e.forget(n)
				defer n.kill()
				serve(n)
			})
			continue
		}
		if ctx.Err() != nil || errors.Is(err, net.ErrClosed) {
			return err
		}
		e.config.Logger.Warn("accepting a viewer", selvedge.LogErr, err)
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return err
		}
		pause = min(2*pause, longest)
	}
}

// servePlain serves HTTP/1 on a connection without TLS.
func (e *Edge) servePlain(ctx context.Context, server *fasthttp.Server, n *newConn) {
	if !e.readProxyHeader(ctx, n) {
		return
	}
	c := newViewerConn(e, n.Conn)
	c.ip = addressText(n.RemoteAddr())
	e.serveHTTP1Conn(ctx, server, n, c)
}

// serveHTTP1Conn serves HTTP/1 on c, which n has become.
func (e *Edge) serveHTTP1Conn(ctx context.Context, server *fasthttp.Server, n *newConn, c *viewerConn) {
	e.become(n, c)
	defer e.forget(c)
	if err := server.ServeConn(c); err != nil {
		e.config.Logger.LogAttrs(ctx, slog.LevelDebug, "viewer connection", slog.Any(selvedge.LogErr, err))
	}
	c.taken.Wait()
	c.kill()
}

// connState keeps track of which connections wait for a request. While draining, those are of no use.
func (e *Edge) connState(nc net.Conn, state fasthttp.ConnState) {
	conn := nc.(*viewerConn) //nolint:forcetypeassert // Run serves no others
	switch state {
	case fasthttp.StateActive:
		conn.state.Store(connAnswering)
	case fasthttp.StateIdle:
		conn.quiet = !conn.hasEarly
		conn.state.Store(connAwaiting)
		if e.draining.Load() {
			conn.kill()
		}
	default: // the others need nothing
	}
}

// drain ends all connections; cut ends base, the context of requests.
func (e *Edge) drain(base context.Context, cut context.CancelFunc, streams *streamServers) {
	e.draining.Store(true)
	e.killWhere(conn.awaiting)
	timer := time.AfterFunc(e.config.Drain, func() {
		cut()
		e.killWhere(func(conn) bool { return true })
	})
	if streams != nil {
		streams.shutdown(base)
	}
	e.viewers.Wait()
	timer.Stop()
	if streams != nil {
		streams.close()
	}
	if e.config.Cache.Enabled() {
		e.config.Cache.Flights().CancelAll()
	}
	e.background.Wait()
}

func (e *Edge) remember(c conn) {
	e.mu.Lock()
	defer e.mu.Unlock()

	e.conns[c] = struct{}{}
}

func (e *Edge) forget(c conn) {
	e.mu.Lock()
	defer e.mu.Unlock()

	delete(e.conns, c)
}

// become replaces one connection by what has been made of it. When the edge began to drain in between, it ends.
func (e *Edge) become(before, after conn) {
	e.mu.Lock()
	delete(e.conns, before)
	e.conns[after] = struct{}{}
	e.mu.Unlock()
	if e.draining.Load() && after.awaiting() {
		after.kill()
	}
}

func (e *Edge) killWhere(condition func(conn) bool) {
	e.mu.Lock()
	defer e.mu.Unlock()

	for c := range e.conns {
		if condition(c) {
			c.kill()
		}
	}
}
