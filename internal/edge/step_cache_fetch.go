// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"selvedge/internal/httpcache"
	"selvedge/internal/httpmsg"
	"selvedge/internal/origin"
	"selvedge/internal/snapshot"
)

// This file asks origins for what is going to be stored.

// fetching is one question to an origin, for a request that waits or in the background. It belongs to one goroutine.
type fetching struct {
	edge         *Edge
	policy       *httpcache.Policy
	distribution *snapshot.Distribution
	flight       *httpcache.Flight
	key          []byte // of the request, with the variant when it is known
	base         int    // length of the key without the variant
	uri          string
	origin       snapshot.Origin
	secure       bool
	request      httpmsg.Request
	stale        *httpcache.Object // what is asked about; nil when nothing is stored
}

// fetched is what came of it.
type fetched struct {
	httpcache.Landing
	// Response is the origin's answer when it is for the one who asked only; its body is not part of a fill.
	response *httpmsg.Response
	err      error
}

// lead asks the origin for the request and those who have joined it.
func (e *Edge) lead(x *Exchange, m *httpcache.Member, stale *httpcache.Object) bool {
	if x.origin == nil {
		return e.askAlone(x, stale) // which has the words for it
	}
	x.prepareFetch()
	f := x.newFetching(m.Flight, stale)
	x.forwarded(stale, "")
	status := x.cacheStatus
	got := f.run()
	if got.err != nil {
		return e.leaderFailed(x, m, got.err)
	}
	if got.response != nil {
		x.Response, x.Outcome = got.response, OutcomeMiss
		if got.response.Status >= 400 {
			x.Outcome = OutcomeError
		}
		return true
	}
	outcome := OutcomeMiss
	switch {
	case got.Refreshed:
		outcome = OutcomeRefreshHit
		status += validated + storedToo
	case got.Covered:
		outcome = OutcomeHit
	default:
		status += storedToo
	}
	defer func() { x.cacheStatus = status }() // not a hit, whatever the answer is made of
	if got.Fill != nil {
		e.serveFill(x, m, got.Object, got.Fill, outcome) // before anything of the body is gone
		m.Flight.Land(got.Landing)
		e.spawn(got.Fill.Run)
		return true
	}
	o := got.Object
	if _, inMemory := o.Bytes(); !inMemory { // each reader opens it
		if o = e.config.Cache.Get(x.key); o == nil { // evicted at once
			return e.askAlone(x, nil)
		}
	}
	e.serveObject(x, o, outcome)
	return true
}

// leaderFailed answers for a fetch without a response and lets the others know. For as long as errors are kept, nobody
// asks again. Source: AWS developer guide, "How CloudFront processes HTTP 4xx and 5xx status codes from your origin".
func (e *Edge) leaderFailed(x *Exchange, m *httpcache.Member, err error) bool {
	e.originFailed(x, err)
	if x.Aborted {
		m.Flight.Land(httpcache.Landing{})
		return false
	}
	status, ttl := x.Response.Status, x.Distribution.ErrorTTL(x.Response.Status)
	o := httpcache.NewMarker(httpcache.Failure, x.place(), x.started, ttl)
	o.Received = e.config.Now()
	o.Status, o.Reason = status, failureSentence(status)
	if ttl > 0 {
		e.config.Cache.Put(o)
	}
	m.Flight.Land(httpcache.Landing{Object: o})
	return false
}

func failureSentence(status int) string {
	if status == http.StatusGatewayTimeout {
		return "The origin did not answer in time."
	}
	return "The connection to the origin could not be made, or its answer was not valid."
}

// newFetching makes the question of an exchange whose fetch is prepared. The texts of the request outlive the exchange,
// its lines are copied.
func (x *Exchange) newFetching(fl *httpcache.Flight, stale *httpcache.Object) *fetching {
	f := &fetching{
		edge: x.edge, policy: x.Behavior.Cache, distribution: x.Distribution, flight: fl, key: slices.Clone(x.key),
		base: x.baseKey, uri: x.cacheURI(), origin: x.origin, secure: x.Secure, request: x.fetch, stale: stale,
	}
	f.request.Headers = make(httpmsg.Headers, 0, len(x.fetch.Headers)+2)
	for _, l := range x.fetch.Headers {
		if !httpcache.IsCondition(l.Name) {
			f.request.Headers = append(f.request.Headers, l)
		}
	}
	return f
}

// run asks and stores; the flight has landed when it returns, unless there was an error. The caller receives a fill.
func (f *fetching) run() fetched {
	if f.stale != nil {
		f.request.Headers = f.stale.AppendConditions(f.request.Headers)
	}
	started := f.edge.config.Now()
	response, err := f.origin.Fetch(f.flight.Context(), &f.request, f.secure)
	now := f.edge.config.Now()
	if f.stale != nil {
		if err != nil && !canceled(err) || err == nil && response.Status >= 500 {
			if f.stale.Covers(now) {
				return f.cover(response, err, now)
			}
		}
	}
	if err != nil {
		f.dropStale()
		return fetched{err: err}
	}
	if !f.policy.ForwardsCookies() {
		response.Headers.Del("set-cookie")
	}
	a := &httpcache.Arrival{
		Requested: started, Now: now, Status: response.Status, Headers: response.Headers,
		Authorized: f.request.Headers.Has("authorization") && !f.policy.Keys("authorization"),
	}
	if a.Status >= 400 {
		a.ErrorTTL = f.distribution.ErrorTTL(a.Status)
	}
	if response.Status == http.StatusNotModified && f.stale != nil && f.stale.HasValidator() {
		return f.refreshed(response, a)
	}
	f.dropStale()
	return f.store(response, a)
}

func canceled(err error) bool {
	failed, ok := errors.AsType[*origin.Error](err)
	return ok && failed.Kind == origin.Canceled || errors.Is(err, context.Canceled)
}

func (f *fetching) dropStale() {
	if f.stale != nil {
		f.stale.Close()
	}
}

// cover uses what is stored in place of an error, and leaves the origin alone for a while. Source: AWS developer guide,
// "How CloudFront processes HTTP 4xx and 5xx status codes from your origin", the object is in the edge cache.
func (f *fetching) cover(response *httpmsg.Response, err error, now time.Time) fetched {
	status := http.StatusBadGateway
	if err == nil {
		status = response.Status
		response.CloseBody()
	}
	o := f.stale.Prolonged(now, f.distribution.ErrorTTL(status))
	f.edge.config.Cache.Renew(o, f.stale)
	landing := httpcache.Landing{Object: o, Covered: true}
	f.flight.Land(landing)
	return fetched{Landing: landing}
}

// refreshed takes what is stored as new: the origin has said that it has not changed. Source: RFC 9111 section 4.3.3.
func (f *fetching) refreshed(response *httpmsg.Response, a *httpcache.Arrival) fetched {
	response.CloseBody()
	a.Status, a.Headers = f.stale.Status, f.stale.MergedHeaders(response)
	life := f.policy.LifeOf(a)
	o := f.stale.Refreshed(response, a, life)
	if life.Store || o.Elsewhere() {
		f.edge.config.Cache.Renew(o, f.stale)
	} else {
		f.edge.config.Cache.Remove(f.key)
	}
	landing := httpcache.Landing{Object: o, Refreshed: true}
	f.flight.Land(landing)
	return fetched{Landing: landing}
}

// store stores a new response, if that may be.
func (f *fetching) store(response *httpmsg.Response, a *httpcache.Arrival) fetched {
	life := f.policy.LifeOf(a)
	names, ok := f.policy.VaryNames(response.Headers)
	if !life.Store || !ok || f.request.Method != "GET" && f.request.Method != "OPTIONS" {
		return f.pass(response, a.Now)
	}
	key := f.key
	if len(names) > 0 {
		key = f.variantKey(names, life, a)
	}
	o := httpcache.NewObject(f.place(key), response, a, life)
	o.Names = names
	landing := httpcache.Landing{Object: o}
	if response.Body == nil {
		f.edge.config.Cache.Put(o)
		f.flight.Land(landing)
		return fetched{Landing: landing}
	}
	if landing.Fill = f.edge.config.Cache.NewFill(f.flight, o, response.ContentLength, response.Body); landing.Fill == nil {
		return f.pass(response, a.Now)
	}
	return fetched{Landing: landing}
}

// variantKey stores that there are variants, and returns the key of this one.
func (f *fetching) variantKey(names []string, life httpcache.Life, a *httpcache.Arrival) []byte {
	base := f.key[:f.base]
	marker := httpcache.NewMarker(httpcache.Variants, f.place(base), a.Now, life.Fresh)
	marker.Requested, marker.Names = a.Requested, names
	f.edge.config.Cache.Put(marker)
	return httpcache.AppendVariant(slices.Clone(base), names, f.request.Headers)
}

func (f *fetching) place(key []byte) httpcache.Place {
	return httpcache.Place{Key: key, Distribution: f.distribution.ID, URI: f.uri}
}

// pass lets everybody go on alone.
func (f *fetching) pass(response *httpmsg.Response, now time.Time) fetched {
	f.edge.config.Cache.Put(httpcache.NewMarker(httpcache.Pass, f.place(f.key), now, passFor))
	f.flight.Land(httpcache.Landing{})
	return fetched{response: response}
}

// refresh asks about o in the background, unless somebody does already. Source: RFC 5861 section 3.
func (e *Edge) refresh(x *Exchange, o *httpcache.Object) {
	if x.origin == nil {
		return
	}
	fl := e.config.Cache.Flights().Begin(context.WithoutCancel(x.ctx), o.Key, x.Distribution.ID, o.URI, x.started)
	if fl == nil {
		return
	}
	x.prepareFetch()
	f := x.newFetching(fl, o)
	f.stale = nil // its body is for the viewer
	e.spawn(func() { f.background(o.Key) })
}

// fetchWhole fetches all of the object of which a part is being answered, unless somebody does already or it is too
// large.
func (e *Edge) fetchWhole(x *Exchange) {
	if !e.config.Cache.Fits(completeLength(x.Response.Headers.Get("content-range"))) {
		return
	}
	fl := e.config.Cache.Flights().Begin(context.WithoutCancel(x.ctx), string(x.key), x.Distribution.ID, x.cacheURI(), x.started)
	if fl == nil {
		return
	}
	f := x.newFetching(fl, nil)
	e.spawn(func() { f.background("") })
}

// background runs a fetch for which nobody waits. stale is the key of what is asked about.
func (f *fetching) background(stale string) {
	defer f.flight.Land(httpcache.Landing{})
	if stale != "" {
		o := f.edge.config.Cache.Get([]byte(stale))
		if o != nil && o.Kind != httpcache.Stored {
			o.Close()
			o = nil
		}
		f.stale = o
	}
	got := f.run()
	switch {
	case got.response != nil:
		got.response.CloseBody()
	case got.Fill != nil:
		f.flight.Land(got.Landing)
		got.Fill.Run()
	}
}

// completeLength returns the length of the whole of which Content-Range says that it is a part; -1 when it does not say.
func completeLength(contentRange string) int64 {
	_, whole, _ := strings.Cut(contentRange, "/")
	n := int64(0)
	for i := range len(whole) {
		if whole[i] < '0' || whole[i] > '9' || n > 1<<50 {
			return -1
		}
		n = n*10 + int64(whole[i]-'0')
	}
	if whole == "" {
		return -1
	}
	return n
}

// spawn runs work in the background; Run waits for it. A panic in it is recovered, as one in a request is.
func (e *Edge) spawn(work func()) {
	e.background.Go(func() {
		defer func() {
			if v := recover(); v != nil {
				e.panics.Add(1)
				e.config.Logger.Error("panic in a background fetch", slog.Any("panic", v), slog.String("stack", string(debug.Stack())))
			}
		}()
		work()
	})
}
