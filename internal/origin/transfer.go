// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package origin

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"selvedge/internal/httpmsg"
)

// This file holds what one attempt consists of besides net/http: its timeouts and its two bodies.

// transfer bounds the waits of one attempt. The read timeout runs only while the edge waits for the origin: from
// the connection on, but neither while the viewer is slow to send its body nor while it is slow to take the answer.
type transfer struct {
	ctx     context.Context //nolint:containedctx // the life of this transfer is this context
	cancel  context.CancelCauseFunc
	timeout time.Duration
	total   *time.Timer // nil without a completion timeout

	mu sync.Mutex

	wait       *time.Timer // runs while armed
	headerOver bool        // the header has arrived: the upload no longer touches wait
	over       bool
}

func newTransfer(caller context.Context, o *Origin) *transfer {
	t := &transfer{timeout: o.readTimeout}
	t.ctx, t.cancel = context.WithCancelCause(caller)
	t.wait = time.AfterFunc(time.Hour, t.expire)
	t.wait.Stop()
	if o.completion > 0 {
		t.total = time.AfterFunc(o.completion, t.expireTotal)
	}
	return t
}

func (t *transfer) expire()      { t.cancel(errReadTimeout) }
func (t *transfer) expireTotal() { t.cancel(errCompletion) }

func (t *transfer) gotConn(httptrace.GotConnInfo) { t.waitForHeader(true) }

// waitForHeader starts or stops the read timeout before the header has arrived.
func (t *transfer) waitForHeader(on bool) {
	t.mu.Lock()
	defer t.mu.Unlock()

	if !t.headerOver {
		t.armLocked(on)
	}
}

// headerDone says that the header has arrived, or failed to. From then on, the body of gRPC may be silent for longer.
func (t *transfer) headerDone(grpc bool) {
	t.mu.Lock()
	defer t.mu.Unlock()

	t.headerOver = true
	t.armLocked(false)
	if grpc {
		t.timeout = max(t.timeout, grpcSilence)
	}
}

// waitForBody starts or stops the read timeout for a piece of the response body.
func (t *transfer) waitForBody(on bool) {
	t.mu.Lock()
	defer t.mu.Unlock()

	t.armLocked(on)
}

func (t *transfer) armLocked(on bool) {
	if on && !t.over {
		t.wait.Reset(t.timeout)
	} else {
		t.wait.Stop()
	}
}

func (t *transfer) timedOut() bool { return errors.Is(context.Cause(t.ctx), errReadTimeout) }

// end releases everything; it may be called more than once.
func (t *transfer) end() {
	t.mu.Lock()
	defer t.mu.Unlock()

	t.over = true
	t.armLocked(false)
	if t.total != nil {
		t.total.Stop()
	}
	t.cancel(nil)
}

// upload is the request body as the transport reads it, on a goroutine of its own.
type upload struct {
	from     io.Reader
	transfer *transfer

	mu sync.Mutex

	err error
}

func (u *upload) Read(p []byte) (int, error) {
	u.transfer.waitForHeader(false)
	n, err := u.from.Read(p)
	u.transfer.waitForHeader(true)
	if err != nil && err != io.EOF {
		u.mu.Lock()
		u.err = err
		u.mu.Unlock()
	}
	return n, err
}

// Close implements io.Closer. The body belongs to the caller of Fetch.
func (u *upload) Close() error { return nil }

// failed returns why reading the body failed, or nil.
func (u *upload) failed() error {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.err
}

// download is the response body as the edge reads it.
type download struct {
	origin   *Origin
	pool     *pool
	target   *target
	transfer *transfer
	caller   context.Context //nolint:containedctx // whose end is told apart from our own
	from     io.ReadCloser
}

func (d *download) Read(p []byte) (int, error) {
	d.transfer.waitForBody(true)
	n, err := d.from.Read(p)
	d.transfer.waitForBody(false)
	if err != nil && err != io.EOF {
		err = d.origin.classify(d.transfer.ctx, d.caller, d.target, nil, err)
	}
	return n, err
}

func (d *download) Close() error {
	err := d.from.Close()
	d.transfer.end()
	d.pool.release()
	return err
}

// newResponse converts what net/http parsed. Lines are in order of name, as the order of the wire is lost.
func newResponse(r *http.Response, body *download) *httpmsg.Response {
	resp := &httpmsg.Response{Status: r.StatusCode, ContentLength: r.ContentLength}
	if _, reason, _ := strings.Cut(r.Status, " "); reason != http.StatusText(r.StatusCode) {
		resp.Reason = reason
	}
	lines := headerLines(r.Header)
	resp.Headers = httpmsg.AppendEndToEnd(make(httpmsg.Headers, 0, len(lines)+8), lines)
	if r.ProtoMajor == 2 {
		resp.Trailers = func() httpmsg.Headers { return headerLines(r.Trailer) }
	}
	if r.Body == http.NoBody || r.ContentLength == 0 { // HTTP/2 has another body for none
		_ = body.Close() // NoBody cannot fail
		return resp
	}
	resp.Body = body
	return resp
}

// headerLines returns the lines of h in order of name.
func headerLines(h http.Header) httpmsg.Headers {
	lines := make(httpmsg.Headers, 0, len(h)+4)
	for name, values := range h {
		name = strings.ToLower(name)
		for _, v := range values {
			lines.Add(name, v)
		}
	}
	slices.SortStableFunc(lines, func(a, b httpmsg.Header) int { return strings.Compare(a.Name, b.Name) })
	return lines
}

// url returns a URL whose request target is path byte for byte. Opaque does that, except for a path that begins with
// two slashes, which it would take for a host.
func (t *target) url(path string, req *httpmsg.Request) *url.URL {
	u := &url.URL{Scheme: t.scheme, Host: t.address, RawQuery: escape(req.Query, " #"), ForceQuery: req.HasQuery}
	path = escape(path, " #?")
	if !strings.HasPrefix(path, "//") {
		u.Opaque = path
		return u
	}
	if plain, err := url.PathUnescape(path); err == nil {
		u.Path, u.RawPath = plain, path
	} else {
		u.Path = path
	}
	return u
}

// escape replaces the bytes in set, each printable, by their percent-encoding: a function may put bytes into path and
// query that would end them in a request line.
func escape(text, set string) string {
	if !strings.ContainsAny(text, set) {
		return text
	}
	const digits = "0123456789ABCDEF"
	escaped := make([]byte, 0, len(text)+16)
	for i := range len(text) {
		if c := text[i]; strings.IndexByte(set, c) >= 0 {
			escaped = append(escaped, '%', digits[c>>4], digits[c&15])
		} else {
			escaped = append(escaped, c)
		}
	}
	return string(escaped)
}
