// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"errors"
	"io"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"time"

	"selvedge/internal/httpmsg"
)

// This file is the transport for requests that come as streams of HTTP/2 and HTTP/3, in the form of net/http: it turns
// them into an Exchange, and writes the answer with it.

const (
	http20 = "HTTP/2.0"
	http30 = "HTTP/3.0"
)

// errAuthority is RFC 9113 section 8.3.1: a Host that differs from :authority makes a request malformed.
var errAuthority = errors.New("the Host header is not the :authority")

// serveStream answers one request.
func (e *Edge) serveStream(w http.ResponseWriter, r *http.Request) {
	x := e.Acquire(r.Context())
	whole := false
	func() {
		defer func() {
			if v := recover(); v != nil {
				e.Recovered(x, v)
			}
		}()
		x.Secure, x.TLS, x.Protocol = true, r.TLS, r.Proto
		if from, err := netip.ParseAddrPort(r.RemoteAddr); err == nil {
			x.ViewerIP = ipText(from.Addr())
		}
		if err := x.readStream(w, r); err != nil {
			e.Refuse(x, statusOf(err), sentenceOf(err))
		} else {
			e.Handle(x)
		}
	}()
	whole = e.writeStream(w, x)
	e.Finish(x)
	if !whole {
		panic(http.ErrAbortHandler) // the library resets the stream, so that the answer cannot pass for complete
	}
}

// readStream fills in the request.
func (x *Exchange) readStream(w http.ResponseWriter, r *http.Request) error {
	x.request.Method = r.Method
	if err := x.readStreamHead(r); err != nil {
		return err
	}
	if r.Body == nil || r.Body == http.NoBody || r.ContentLength == 0 {
		return nil
	}
	body := newStreamBody(w, r, &x.edge.config)
	if r.ContentLength < 0 && r.ProtoMajor == 3 && usuallyBodiless(r.Method) && !body.begins() {
		return nil // HTTP/3 says of no request that it has no body
	}
	x.body = body
	x.request.Body, x.request.ContentLength = body, r.ContentLength
	return nil
}

// usuallyBodiless says whether requests with a method have no body as a rule.
func usuallyBodiless(method string) bool {
	return method != http.MethodPost && method != http.MethodPut && method != http.MethodPatch
}

// readStreamHead fills in path, query, headers and host. The library has refused names and values that are none, and
// headers of connections. The order of names is lost; here it is that of the alphabet, behind the host.
func (x *Exchange) readStreamHead(r *http.Request) error {
	if len(r.RequestURI) > maxURL {
		return errURL
	}
	if h := r.Header["Host"]; len(h) > 1 || len(h) == 1 && h[0] != r.Host {
		return errAuthority
	}
	if r.Host == "" || !validHost(r.Host) {
		return errHost
	}
	size := len(r.RequestURI) + len(r.Host)
	names := make([]string, 0, len(r.Header))
	for name := range r.Header {
		names = append(names, name)
	}
	slices.Sort(names)
	lines := append(x.requestHeaders[:0], httpmsg.Header{Name: "host", Value: r.Host})
	for _, name := range names {
		if name == "Host" {
			continue
		}
		lower := strings.ToLower(name)
		for _, value := range r.Header[name] {
			if size += len(name) + len(value); size > maxHead {
				return errHead
			}
			lines = append(lines, httpmsg.Header{Name: lower, Value: value})
		}
	}
	x.requestHeaders, x.request.Headers, x.Host = lines, lines, r.Host
	if len(lines) > maxHeaders {
		return errCount
	}
	if !strings.HasPrefix(r.RequestURI, "/") {
		return errTarget
	}
	return x.readTarget(r.RequestURI)
}

// writeStream sends the answer. It returns false when it could not be sent to its end.
func (e *Edge) writeStream(w http.ResponseWriter, x *Exchange) (whole bool) {
	if x.Aborted {
		return false
	}
	r := x.Response
	header := w.Header()
	header["Content-Type"] = nil // the library shall not guess one
	for i := range r.Headers {
		header.Add(r.Headers[i].Name, r.Headers[i].Value)
	}
	control := http.NewResponseController(w)
	e.armStream(control)
	if bodiless(x.Request.Method, r.Status) {
		if r.ContentLength >= 0 && x.Request.Method == http.MethodHead {
			header.Set("Content-Length", lengthText(r.ContentLength))
		}
		w.WriteHeader(r.Status)
		return true
	}
	if r.ContentLength >= 0 {
		header.Set("Content-Length", lengthText(r.ContentLength))
	}
	w.WriteHeader(r.Status)
	switch body := r.Body.(type) {
	case nil:
		return true
	case *httpmsg.Bytes:
		_, err := w.Write(body.Unread())
		return err == nil
	}
	return e.copyStream(w, control, x)
}

// copyStream sends a body as it comes.
func (e *Edge) copyStream(w http.ResponseWriter, control *http.ResponseController, x *Exchange) (whole bool) {
	buf := e.buffers.Get().(*[]byte) //nolint:forcetypeassert // nothing else is put there
	defer e.buffers.Put(buf)
	if control.Flush() != nil {
		return false
	}
	defer addTrailers(w.Header(), x.Response)
	for {
		n, err := x.stream.Read(*buf)
		if n > 0 {
			e.armStream(control)
			if _, werr := w.Write((*buf)[:n]); werr != nil || control.Flush() != nil {
				x.stream.err = io.ErrClosedPipe
				return false
			}
		}
		if err != nil {
			return err == io.EOF
		}
	}
}

// addTrailers adds the fields behind the body, which only gRPC has.
func addTrailers(header http.Header, r *httpmsg.Response) {
	if r.Trailers == nil {
		return
	}
	for _, l := range r.Trailers() {
		header.Add(http.TrailerPrefix+l.Name, l.Value)
	}
}

// armStream gives the viewer time to take the next piece.
func (e *Edge) armStream(control *http.ResponseController) {
	_ = control.SetWriteDeadline(time.Now().Add(e.config.WriteTimeout)) // the write reports
}
