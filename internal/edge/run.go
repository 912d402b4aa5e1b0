// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"time"

	"github.com/valyala/fasthttp"

	"selvedge"
)

// Run serves until ctx is done. Then it accepts nothing more, closes connections that wait for a request, lets
// running requests end for as long as Config.Drain says, cuts off the rest, and returns when everything has stopped.
// An error means that the listener failed.
func (e *Edge) Run(ctx context.Context) error {
	base, cut := context.WithCancel(context.WithoutCancel(ctx)) // requests outlive ctx while they drain
	defer cut()
	stop := context.AfterFunc(ctx, func() { _ = e.config.Listener.Close() }) // Accept reports
	defer stop()

	e.config.Logger.Info("edge is serving", selvedge.LogAddress, e.config.Listener.Addr().String())
	err := e.accept(ctx, base)
	_ = e.config.Listener.Close() // closed twice after a normal end, which does no harm
	e.drain(cut)
	if ctx.Err() != nil {
		return nil
	}
	return fmt.Errorf("edge listener: %w", err)
}

// accept serves connections until the listener fails, which it does when ctx is done. Passing troubles, such as too
// many open files, are waited out. Requests belong to base.
func (e *Edge) accept(ctx, base context.Context) error {
	const longest = time.Second
	server := e.newHTTP1(base)
	pause := 5 * time.Millisecond
	for {
		conn, err := e.config.Listener.Accept()
		if err == nil {
			pause = 5 * time.Millisecond
			e.serve(base, server, newViewerConn(e, conn))
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

// serve gives conn a goroutine of its own.
func (e *Edge) serve(ctx context.Context, server *fasthttp.Server, conn *viewerConn) {
	e.mu.Lock()
	e.conns[conn] = struct{}{}
	e.mu.Unlock()
	e.viewers.Go(func() {
		if err := server.ServeConn(conn); err != nil {
			e.config.Logger.LogAttrs(ctx, slog.LevelDebug, "viewer connection", slog.Any(selvedge.LogErr, err))
		}
		conn.taken.Wait()
		conn.kill()
		e.mu.Lock()
		delete(e.conns, conn)
		e.mu.Unlock()
	})
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

// drain ends all connections.
func (e *Edge) drain(cut context.CancelFunc) {
	e.draining.Store(true)
	e.killWhere(func(c *viewerConn) bool { return c.state.Load() == connAwaiting })
	timer := time.AfterFunc(e.config.Drain, func() {
		cut()
		e.killWhere(func(*viewerConn) bool { return true })
	})
	e.viewers.Wait()
	timer.Stop()
	if e.config.Cache.Enabled() {
		e.config.Cache.Flights().CancelAll()
	}
	e.background.Wait()
	e.config.Logger.Info("edge has stopped")
}

func (e *Edge) killWhere(condition func(*viewerConn) bool) {
	e.mu.Lock()
	defer e.mu.Unlock()

	for c := range e.conns {
		if condition(c) {
			c.kill()
		}
	}
}
