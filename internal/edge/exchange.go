// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"context"
	crand "crypto/rand"
	"crypto/tls"
	"encoding/base64"
	"math/rand/v2"
	"strings"
	"time"

	"selvedge/internal/cff"
	"selvedge/internal/httpcache"
	"selvedge/internal/httpmsg"
	"selvedge/internal/snapshot"
)

// Outcome is the word in X-Cache and in the access record that says how an answer came about.
type Outcome string

// The outcomes. Source: event.md section 8.
const (
	OutcomeMiss            Outcome = "Miss from cloudfront"
	OutcomeError           Outcome = "Error from cloudfront"
	OutcomeGenerated       Outcome = "FunctionGeneratedResponse from cloudfront"
	OutcomeExecutionError  Outcome = "FunctionExecutionError from cloudfront"
	OutcomeValidationError Outcome = "FunctionValidationError from cloudfront"
	OutcomeThrottledError  Outcome = "FunctionThrottledError from cloudfront"
)

// Word is the outcome without the words that X-Cache has behind it.
func (o Outcome) Word() string {
	word, _, _ := strings.Cut(string(o), " ")
	return word
}

// Exchange is one request of a viewer and the answer to it. A transport fills in the first part and calls
// Edge.Handle, which fills in the second; then the transport sends Response and calls Edge.Finish.
// An Exchange belongs to one goroutine at a time.
type Exchange struct {
	// Viewer is the connection; nil when the context of the exchange ends with the viewer.
	Viewer Viewer
	// ViewerIP is the address that the request came from, as text.
	ViewerIP string
	// Secure says that the viewer came by HTTPS.
	Secure bool
	// TLS is the state of the viewer's connection; nil without TLS.
	TLS *tls.ConnectionState
	// Protocol is the version of HTTP that the viewer speaks: "HTTP/1.0", "HTTP/1.1", "HTTP/2.0" or "HTTP/3.0".
	Protocol string
	// HTTP10 says that the viewer speaks HTTP/1.0.
	HTTP10 bool
	// Host is the host name that the viewer asked for, as received.
	Host string
	// Request is the request; after the viewer-request step, what the function made of it.
	Request *httpmsg.Request

	// ID is the request id: 56 characters, the shape of AWS's (event.md section 2.1).
	ID string
	// Distribution and Behavior are nil until the request is routed.
	Distribution *snapshot.Distribution
	Behavior     *snapshot.Behavior
	Response     *httpmsg.Response
	Outcome      Outcome
	// RequestLogData and ResponseLogData are what the two functions gave to cf.logCustomData; nil when they did not.
	RequestLogData, ResponseLogData *string
	// Aborted says that the viewer went away, or cannot be answered: the transport closes the connection.
	Aborted bool
	// CloseConn says that the connection cannot be used for another request.
	CloseConn bool

	edge *Edge
	// ctx is the context of the exchange, which outlives the call of Handle while a body is sent, as that of
	// net/http's Request does.
	ctx      context.Context //nolint:containedctx
	started  time.Time
	fetched  time.Duration      // how long the origin took to begin its answer; 0 when it was not asked
	fetchCtx context.Context    //nolint:containedctx // that of fetches; see watched
	cancel   context.CancelFunc // ends the fetches; nil when there was none
	stream   bodyStream
	random   *rand.ChaCha8

	member           *httpcache.Member // of the fetch that others may share; nil when there is none
	age, cacheStatus string            // lines of the answer when it comes from the cache; else empty
	key              []byte            // of the cache
	baseKey          int               // length of the key without a variant
	bytes            httpmsg.Bytes     // a stored body

	origin snapshot.Origin // to ask; nil until the request is routed, or when there is none

	// What Request and Response point at, unless a function made new ones, and memory that is used again.
	request         httpmsg.Request
	fetch           httpmsg.Request // as sent to the origin
	page            httpmsg.Request // for a custom error page
	response        httpmsg.Response
	event           cff.Event
	body            requestBody // nil when there is none
	date            *dateParser
	head            []byte
	requestHeaders  httpmsg.Headers
	fetchHeaders    httpmsg.Headers
	responseHeaders httpmsg.Headers
}

// Viewer is what the pipeline may ask of a transport.
type Viewer interface {
	// Watch calls gone, on another goroutine, when the viewer goes away before Unwatch. A request body that is not
	// read yet delays the watch until its end.
	Watch(gone func())
	// Unwatch ends Watch; when it returns, gone is not called any more.
	Unwatch()
}

// Bounds of what a pooled Exchange keeps.
const (
	maxKeptHeaders = 256
	maxKeptHead    = 8 << 10
)

func newExchange(e *Edge) *Exchange {
	var seed [32]byte
	_, _ = crand.Read(seed[:]) // never fails
	x := &Exchange{edge: e, random: rand.NewChaCha8(seed), date: &dateParser{}}
	x.stream.x = x
	return x
}

// Acquire returns an Exchange with an id. It ends with Finish. When ctx is done, functions and fetches end soon.
func (e *Edge) Acquire(ctx context.Context) *Exchange {
	e.requests.Add(1)
	x := e.exchanges.Get().(*Exchange) //nolint:forcetypeassert // nothing else is put there
	x.ctx = ctx
	x.started = e.config.Now()
	x.ID = x.newID()
	x.Request = &x.request
	return x
}

// newID returns 40 random bytes in the alphabet of URLs.
func (x *Exchange) newID() string {
	var raw [40]byte
	var text [56]byte
	_, _ = x.random.Read(raw[:]) // never fails
	base64.URLEncoding.Encode(text[:], raw[:])
	return string(text[:])
}

// Finish ends the exchange: it writes the access record, ends a fetch that still runs, and takes x back. It returns
// when nothing reads the request's body any more.
func (e *Edge) Finish(x *Exchange) {
	e.logAccess(x)
	x.release()
	x.reset()
	e.exchanges.Put(x)
}

// release gives back what the exchange holds outside of its memory. It may be called more than once.
func (x *Exchange) release() {
	if x.Response != nil {
		x.Response.CloseBody()
	}
	if x.cancel != nil {
		x.cancel()
		x.cancel, x.fetchCtx = nil, nil
		if x.Viewer != nil {
			x.Viewer.Unwatch()
		}
	}
	x.setMember(nil)
	if x.body != nil {
		x.body.abandon()
	}
}

// reset makes x as good as new.
func (x *Exchange) reset() {
	*x = Exchange{
		edge: x.edge, random: x.random, date: x.date,
		key:             kept(x.key, maxKeptHead),
		head:            kept(x.head, maxKeptHead),
		requestHeaders:  keptHeaders(x.requestHeaders),
		fetchHeaders:    keptHeaders(x.fetchHeaders),
		responseHeaders: keptHeaders(x.responseHeaders),
	}
	x.stream.x = x
}

func kept(b []byte, most int) []byte {
	if cap(b) > most {
		return nil
	}
	return b[:0]
}

func keptHeaders(h httpmsg.Headers) httpmsg.Headers {
	if cap(h) > maxKeptHeaders {
		return nil
	}
	clear(h[:cap(h)]) // the texts must not be held by a pool
	return h[:0]
}

// bodyStream is the body of the answer as a transport that cannot call Finish itself reads it: closing it finishes
// the exchange.
type bodyStream struct {
	x    *Exchange
	sent int64
	err  error
}

// Read implements io.Reader.
func (s *bodyStream) Read(p []byte) (int, error) {
	n, err := s.x.Response.Body.Read(p)
	s.sent += int64(n)
	s.err = err
	return n, err
}

// Close implements io.Closer.
func (s *bodyStream) Close() error {
	s.x.edge.Finish(s.x)
	return nil
}
