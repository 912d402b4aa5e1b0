// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"os"
	"strings"

	"github.com/valyala/fasthttp"

	"selvedge"
	"selvedge/internal/httpmsg"
)

// This file is the transport for HTTP/1.0 and HTTP/1.1: it turns what fasthttp read into an Exchange, and writes the
// answer with it.

const (
	writeBuffer = 8 << 10
	maxDate     = 256 // bytes of dateHead with a value
	dateHead    = "HTTP/1.1 200 OK\r\nDate: "

	http10 = "HTTP/1.0"
	http11 = "HTTP/1.1"
)

// newHTTP1 returns the server whose requests end soon after ctx is done.
func (e *Edge) newHTTP1(ctx context.Context) *fasthttp.Server {
	return &fasthttp.Server{
		Handler:      func(fc *fasthttp.RequestCtx) { e.serveHTTP1(ctx, fc) },
		ErrorHandler: func(fc *fasthttp.RequestCtx, err error) { e.refuseHTTP1(ctx, fc, err) },
		ConnState:    e.connState,
		Logger:       silent{},
		Concurrency:  e.config.MaxConnections,

		ReadBufferSize:     maxHead,
		WriteBufferSize:    writeBuffer,
		ReadTimeout:        e.config.ReadTimeout,
		IdleTimeout:        e.config.IdleTimeout,
		StreamRequestBody:  true,
		MaxRequestBodySize: 1, // how much is read before the handler runs; viewerBody keeps the real limit

		DisablePreParseMultipartForm: true,
		NoDefaultServerHeader:        true,
		NoDefaultDate:                true,
		NoDefaultContentType:         true,
		SecureErrorLogMessage:        true,
	}
}

// silent drops what the library logs; errors of connections are in access records.
type silent struct{}

// Printf implements fasthttp.Logger.
func (silent) Printf(string, ...any) {}

// serveHTTP1 answers one request.
func (e *Edge) serveHTTP1(ctx context.Context, fc *fasthttp.RequestCtx) {
	x := e.Acquire(ctx)
	conn := fc.Conn().(*viewerConn) //nolint:forcetypeassert // Run serves no others
	defer func() {
		if v := recover(); v != nil {
			e.Recovered(x, v)
			e.writeHTTP1(fc, x, conn)
		}
	}()
	x.of(conn)
	if err := x.readHTTP1(fc, conn); err != nil {
		e.Refuse(x, statusOf(err), sentenceOf(err))
	} else {
		e.Handle(x)
	}
	e.writeHTTP1(fc, x, conn)
}

// of fills in what all requests of a connection have in common.
func (x *Exchange) of(conn *viewerConn) {
	x.Viewer, x.ViewerIP = conn, conn.ip
	x.Secure, x.TLS = conn.tls != nil, conn.tls
	x.Protocol = http11
}

// readHTTP1 fills in the request.
func (x *Exchange) readHTTP1(fc *fasthttp.RequestCtx, conn *viewerConn) error {
	header := &fc.Request.Header
	x.request.Method = methodText(header.Method())
	if !header.IsHTTP11() {
		if string(header.Protocol()) != http10 {
			return errVersion
		}
		x.Protocol, x.HTTP10 = http10, true
	}
	length := header.ContentLength()
	if from := fc.RequestBodyStream(); from != nil && length != 0 {
		body := newViewerBody(conn, from, int64(max(length, -1)), x.edge.config.MaxBody)
		x.body = body
		x.request.Body, x.request.ContentLength = body, int64(length)
	}
	return x.readHead(header.RequestURI(), header.RawHeaders())
}

// refuseHTTP1 answers what the library could not read. A connection that ends without having sent a byte gets no
// answer.
func (e *Edge) refuseHTTP1(ctx context.Context, fc *fasthttp.RequestCtx, err error) {
	conn := fc.Conn().(*viewerConn) //nolint:forcetypeassert // Run serves no others
	if conn.quiet {
		conn.kill()
		return
	}
	x := e.Acquire(ctx)
	x.of(conn)
	e.Refuse(x, statusOf(err), sentenceOf(err))
	e.config.Logger.LogAttrs(ctx, slog.LevelDebug, "request refused", slog.String(selvedge.LogRequestID, x.ID),
		slog.Any(selvedge.LogErr, err))
	conn.linger()
	e.writeHTTP1(fc, x, conn)
}

// statusOf returns the status for a request that cannot be read. Too long a URL or head is 413 and ends the
// connection. Source: AWS developer guide, "Request and response behavior for custom origins", maximum length of a
// request and maximum length of a URL.
func statusOf(err error) int {
	if isType[*fasthttp.ErrSmallBuffer](err) || errors.Is(err, errURL) || errors.Is(err, errHead) {
		return 413
	}
	switch {
	case errors.Is(err, errCount):
		return 431
	case errors.Is(err, errVersion):
		return 505
	}
	if timeout, ok := errors.AsType[net.Error](err); ok && timeout.Timeout() || errors.Is(err, os.ErrDeadlineExceeded) {
		return 408
	}
	return 400
}

func sentenceOf(err error) string {
	switch statusOf(err) {
	case 413:
		return "The URL or the headers of this request are too large."
	case 408:
		return "The request did not arrive in time."
	case 431:
		return "This request has too many headers."
	case 505:
		return "This version of HTTP is not supported."
	}
	return "The request is not valid."
}

func isType[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}

// writeHTTP1 hands the answer to the library and finishes x, now or when a streamed body has been sent.
func (e *Edge) writeHTTP1(fc *fasthttp.RequestCtx, x *Exchange, conn *viewerConn) {
	if x.Aborted {
		conn.kill()
		e.Finish(x)
		return
	}
	if x.body != nil && x.body.underway() || e.draining.Load() {
		x.CloseConn = true
	}
	r := x.Response
	if x.switched() {
		e.tunnelHTTP1(fc, x, conn)
		return
	}
	x.writeHead(&fc.Response.Header, fc.Request.Header.IsHTTP11() && !fc.Request.Header.ConnectionClose())
	if bodiless(x.Request.Method, r.Status) {
		fc.Response.SkipBody = true
		if r.ContentLength >= 0 && x.Request.Method == "HEAD" {
			fc.Response.Header.SetContentLength(int(r.ContentLength))
		}
		e.Finish(x)
		return
	}
	switch body := r.Body.(type) {
	case nil:
		e.Finish(x)
	case *httpmsg.Bytes:
		fc.Response.SetBodyRaw(body.Unread())
		e.Finish(x)
	default:
		e.streamHTTP1(fc, x)
	}
}

// streamHTTP1 sends a body as it comes. HTTP/1.0 knows no chunks: there the end of the connection is the end of a
// body of unknown length, which the library cannot do.
func (e *Edge) streamHTTP1(fc *fasthttp.RequestCtx, x *Exchange) {
	fc.Response.ImmediateHeaderFlush = true
	if x.Response.ContentLength >= 0 || fc.Request.Header.IsHTTP11() {
		fc.Response.SetBodyStream(&x.stream, int(x.Response.ContentLength))
		return
	}
	conn := fc.Conn().(*viewerConn) //nolint:forcetypeassert // Run serves no others
	fc.Response.Header.SetConnectionClose()
	head := bytes.Clone(fc.Response.Header.Header())
	conn.taken.Add(1)
	fc.HijackSetNoResponse(true)
	fc.Hijack(func(net.Conn) {
		defer conn.taken.Done()
		defer x.stream.Close() //nolint:errcheck // never fails
		if _, err := conn.Write(head); err != nil {
			return
		}
		if _, err := conn.ReadFrom(&x.stream); err != nil {
			conn.reset() // a plain end would make the body look complete
		}
	})
}

// writeHead fills in status and headers of the answer.
func (x *Exchange) writeHead(h *fasthttp.ResponseHeader, keepAlive bool) {
	r := x.Response
	x.writeDate(h, r.Headers.Get("date"), keepAlive && !x.CloseConn)
	h.SetStatusCode(r.Status)
	h.SetStatusMessage([]byte(r.Reason)) // empty: the standard one
	for i := range r.Headers {
		h.Add(r.Headers[i].Name, r.Headers[i].Value) // Date is ignored here
	}
	if x.CloseConn {
		h.SetConnectionClose()
	}
}

// writeDate clears h and sets the Date header, and Connection (event.md section 7). The library refuses to have Date set,
// but keeps that of a response that it has parsed; so it parses one, and answers with the same date take copies.
func (x *Exchange) writeDate(h *fasthttp.ResponseHeader, date string, keepAlive bool) {
	d := x.date
	if d.reader == nil || d.date != date || d.keepAlive != keepAlive {
		h.CopyTo(&d.head) // with what the server has set
		d.parse(date, keepAlive)
	}
	d.head.CopyTo(h)
}

// dateParser is what writeDate needs.
type dateParser struct {
	date      string // in head
	keepAlive bool
	head      fasthttp.ResponseHeader
	text      []byte
	bytes     bytes.Reader
	reader    *bufio.Reader
}

func (d *dateParser) parse(date string, keepAlive bool) {
	d.date, d.keepAlive = strings.Clone(date), keepAlive
	if strings.ContainsAny(date, "\r\n\x00") {
		date = "" // it would be more than a date; nothing lets such values through
	}
	d.text = append(d.text[:0], dateHead...)
	d.text = append(d.text, date...)
	if keepAlive {
		d.text = append(d.text, "\r\nConnection: keep-alive"...)
	}
	d.text = append(d.text, "\r\n\r\n"...)
	d.bytes.Reset(d.text)
	if d.reader == nil {
		d.reader = bufio.NewReaderSize(&d.bytes, maxDate)
	} else {
		d.reader.Reset(&d.bytes)
	}
	_ = d.head.Read(d.reader)     // a value that is no header value leaves an answer without Date
	d.head.ResetConnectionClose() // set, as the parsed response has no length
}

var _ io.Reader = (*viewerBody)(nil)
