// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"bytes"
	"io"
	"net"
	"strings"
	"sync"
	"time"

	"github.com/valyala/fasthttp"

	"selvedge/internal/httpmsg"
)

// This file passes WebSocket through: the request goes through the pipeline, and when the origin switches protocols,
// bytes go both ways. Source: AWS developer guide, "Use WebSockets with CloudFront distributions".

// webSocket is the one protocol that is switched to.
const webSocket = "websocket"

// readUpgrade notes that the viewer asks to switch protocols. Other protocols are ignored, as RFC 9110 section 7.8 allows.
func (x *Exchange) readUpgrade() {
	r := &x.request
	if r.Method != "GET" || r.Body != nil || !strings.EqualFold(r.Headers.Get("upgrade"), webSocket) {
		return
	}
	for i := range r.Headers {
		if l := &r.Headers[i]; l.Name == "connection" && hasToken(l.Value, "upgrade") {
			r.Upgrade = webSocket
			return
		}
	}
}

// hasToken says whether a list of tokens has token, in any case.
func hasToken(list, token string) bool {
	for part := range strings.SplitSeq(list, ",") {
		if strings.EqualFold(strings.Trim(part, " \t"), token) {
			return true
		}
	}
	return false
}

// switched says whether the origin has switched protocols.
func (x *Exchange) switched() bool {
	return x.request.Upgrade != "" && x.Response != nil && x.Response.Status == 101
}

// tunnelHTTP1 answers that the protocol is switched, and passes bytes until both sides have said everything.
func (e *Edge) tunnelHTTP1(fc *fasthttp.RequestCtx, x *Exchange, conn *viewerConn) {
	conn.Unwatch() // what it has read of the new protocol is still to come from conn
	x.writeHead(&fc.Response.Header, false)
	fc.Response.Header.Set("Connection", "Upgrade")
	fc.Response.Header.Set("Upgrade", x.request.Upgrade)
	head := bytes.Clone(fc.Response.Header.Header())
	conn.taken.Add(1)
	fc.HijackSetNoResponse(true)
	fc.Hijack(func(hijacked net.Conn) { // which has what the library has read ahead
		defer conn.taken.Done()
		defer e.Finish(x)
		defer conn.kill()
		if _, err := conn.Write(head); err != nil {
			return
		}
		t := &tunnel{edge: e, viewer: conn, origin: x.Response.Body.(io.ReadWriteCloser)} //nolint:forcetypeassert // of status 101
		t.run(hijacked)
	})
}

// tunnel is two connections whose bytes go to each other.
type tunnel struct {
	edge   *Edge
	viewer *viewerConn
	origin io.ReadWriteCloser
	idle   *time.Timer // ends both
}

// run returns when both directions have ended, or nothing has moved for too long. from is where the viewer's bytes come
// from.
func (t *tunnel) run(from io.Reader) {
	t.idle = time.AfterFunc(t.edge.config.StreamIdle, t.cut)
	defer t.idle.Stop()
	var up sync.WaitGroup
	up.Go(func() { t.pass(t.origin, from) })
	t.pass(t.viewer, t.origin)
	up.Wait()
}

// cut ends both connections at once.
func (t *tunnel) cut() {
	t.viewer.kill()
	_ = t.origin.Close() // closed is closed
}

// pass moves bytes in one direction and passes on its end. Any error ends both directions.
func (t *tunnel) pass(to io.Writer, from io.Reader) {
	buf := t.edge.buffers.Get().(*[]byte) //nolint:forcetypeassert // nothing else is put there
	defer t.edge.buffers.Put(buf)
	for {
		n, err := from.Read(*buf)
		if n > 0 {
			t.idle.Reset(t.edge.config.StreamIdle)
			if _, werr := to.Write((*buf)[:n]); werr != nil {
				err = werr
			}
		}
		switch {
		case err == nil:
		case err == io.EOF && closeWrite(to) == nil:
			return
		default:
			t.cut()
			return
		}
	}
}

func closeWrite(w io.Writer) error {
	if half, ok := w.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return errNoHalf
}

// CloseWrite ends the direction to the viewer.
func (c *viewerConn) CloseWrite() error { return closeWrite(c.Conn) }

// isGRPC says whether a request is one of gRPC. Source: gRPC over HTTP/2, "Requests"; AWS developer guide, "Using gRPC with
// CloudFront distributions".
func (x *Exchange) isGRPC() bool {
	return x.Protocol == http20 && x.request.Method == "POST" && x.request.Body != nil &&
		strings.HasPrefix(x.request.Headers.Get("content-type"), "application/grpc")
}

// passOn says how the request goes on: as the behaviour allows, and as the viewer has asked, whatever a function has made
// of it.
func (x *Exchange) passOn(fetch *httpmsg.Request) {
	fetch.Upgrade = x.request.Upgrade
	fetch.GRPC = false
	if x.Behavior.Settings.GrpcConfig.Enabled && x.isGRPC() {
		fetch.GRPC = true
		if body, ok := x.body.(*streamBody); ok {
			body.patience = x.edge.config.StreamIdle // nobody reads it yet
		}
	}
}
