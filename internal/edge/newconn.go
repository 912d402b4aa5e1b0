// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"context"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"selvedge"
	"selvedge/internal/proxyproto"
)

// newConn is a connection below everything: it is what TLS and HTTP/2 close in the end.
type newConn struct {
	net.Conn
	edge   *Edge
	busy   atomic.Bool   // a protocol that knows itself when it is idle has taken over
	done   chan struct{} // closed with the connection
	once   sync.Once
	remote net.Addr // that a balancer has told of; nil: that of the connection
}

// RemoteAddr implements net.Conn.
func (c *newConn) RemoteAddr() net.Addr {
	if c.remote != nil {
		return c.remote
	}
	return c.Conn.RemoteAddr()
}

// NetConn returns the connection of the system.
func (c *newConn) NetConn() net.Conn { return c.Conn }

// CloseWrite ends the direction to the viewer.
func (c *newConn) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return errNoHalf
}

// Close implements net.Conn.
func (c *newConn) Close() error {
	c.once.Do(func() { close(c.done) })
	return c.Conn.Close()
}

func (c *newConn) awaiting() bool { return !c.busy.Load() }

func (c *newConn) kill() { _ = c.Close() } // closed is closed

// readProxyHeader takes the header that a trusted balancer begins with; it returns false when there is no proper one. Those
// that nobody trusts begin with a request, and what they pretend is a bad one.
func (e *Edge) readProxyHeader(ctx context.Context, c *newConn) bool {
	if len(e.config.ProxyProtocolFrom) == 0 || !e.trusts(c.Conn.RemoteAddr()) {
		return true
	}
	_ = c.SetReadDeadline(time.Now().Add(e.config.ReadTimeout)) // the read reports
	header, err := proxyproto.Read(c.Conn)
	if err != nil {
		e.config.Logger.LogAttrs(ctx, slog.LevelWarn, "a balancer sent no PROXY header", slog.String(selvedge.LogAddress,
			c.Conn.RemoteAddr().String()), slog.Any(selvedge.LogErr, err))
		return false
	}
	_ = c.SetReadDeadline(time.Time{}) // what follows sets its own
	if header.Source.IsValid() {
		c.remote = net.TCPAddrFromAddrPort(header.Source)
	}
	return true
}

// trusts says whether a balancer at address may say who its viewers are.
func (e *Edge) trusts(address net.Addr) bool {
	tcp, ok := address.(*net.TCPAddr)
	if !ok {
		return false
	}
	ip := tcp.AddrPort().Addr().Unmap().WithZone("")
	for _, prefix := range e.config.ProxyProtocolFrom {
		if prefix.Contains(ip) {
			return true
		}
	}
	return false
}

// addressText is the address of a viewer as functions see it (event.md section 2.2).
func addressText(address net.Addr) string {
	if tcp, ok := address.(*net.TCPAddr); ok {
		return ipText(tcp.AddrPort().Addr())
	}
	return address.String()
}

func ipText(ip netip.Addr) string { return ip.Unmap().WithZone("").String() }
