// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package origin

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"time"

	"selvedge/internal/httpmsg"
)

// This file holds what is not request and answer: connections that switch to another protocol, and gRPC.

// grpcSilence is how long a gRPC call may be silent: the two sides may have nothing to say for a while.
const grpcSilence = 10 * time.Minute

var errNoHalf = errors.New("the connection cannot be closed in one direction")

// addHopHeaders adds what a request says of its connection, which is not forwarded from the viewer's.
func addHopHeaders(dst http.Header, req *httpmsg.Request) {
	if req.Upgrade != "" {
		dst["Connection"], dst["Upgrade"] = []string{"Upgrade"}, []string{req.Upgrade}
	}
	if req.GRPC {
		dst["Te"] = []string{"trailers"} // gRPC over HTTP/2, section "Requests"
	}
}

// grpcPool returns the connections for gRPC to the place that o leads to.
func (o *Origin) grpcPool() *pool {
	cl := o.class
	cl.http2 = true
	if o.derived {
		return o.client.derivedPool(cl)
	}
	return o.client.configuredPool(cl)
}

// upgraded returns the connection when the origin has switched to the protocol that req asked for, or nil.
func upgraded(r *http.Response, req *httpmsg.Request) io.ReadWriteCloser {
	c, ok := r.Body.(io.ReadWriteCloser)
	if !ok || req.Upgrade == "" || !strings.EqualFold(r.Header.Get("Upgrade"), req.Upgrade) {
		return nil
	}
	return c
}

// upgrade is a connection to an origin that has switched protocols. No timeout of the origin's applies to it any more;
// who uses it bounds its life.
type upgrade struct {
	io.ReadWriteCloser
	transfer *transfer
	pool     *pool
}

func newUpgrade(r *http.Response, c io.ReadWriteCloser, tr *transfer, p *pool) *httpmsg.Response {
	tr.stopWaiting()
	lines := headerLines(r.Header)
	return &httpmsg.Response{
		Status: r.StatusCode, ContentLength: -1,
		Headers: httpmsg.AppendEndToEnd(make(httpmsg.Headers, 0, len(lines)+8), lines),
		Body:    &upgrade{ReadWriteCloser: c, transfer: tr, pool: p},
	}
}

// CloseWrite says that nothing more will be written.
func (u *upgrade) CloseWrite() error {
	if half, ok := u.ReadWriteCloser.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return errNoHalf
}

// Close implements io.Closer.
func (u *upgrade) Close() error {
	err := u.ReadWriteCloser.Close()
	u.transfer.end()
	u.pool.release()
	return err
}

// stopWaiting ends all timeouts.
func (t *transfer) stopWaiting() {
	t.mu.Lock()
	defer t.mu.Unlock()

	t.over = true
	t.armLocked(false)
	if t.total != nil {
		t.total.Stop()
	}
}
