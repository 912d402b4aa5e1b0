// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"context"
	"time"

	"selvedge/internal/httpcache"
	"selvedge/internal/httpmsg"
)

// OutcomeHit and OutcomeRefreshHit are the outcomes of answers from the cache. Source: event.md section 8; AWS developer
// guide, "Standard log file fields", x-edge-result-type.
const (
	OutcomeHit        Outcome = "Hit from cloudfront"
	OutcomeRefreshHit Outcome = "RefreshHit from cloudfront"
)

// passFor is how long nobody waits for the answer to a request like one whose answer could not be stored.
const passFor = 10 * time.Second

// answer takes the answer from the cache or from the origin, depending on the behaviour's policy. It returns false when
// the answer is an error page.
func (e *Edge) answer(x *Exchange) bool {
	x.age, x.cacheStatus = "", ""
	p := x.Behavior.Cache
	if p == nil || p.Off || !e.config.Cache.Enabled() {
		return e.askOrigin(x)
	}
	if !cacheable(x.Request, p) || x.request.Headers.Has("upgrade") { // what may become another protocol is for one viewer
		x.cacheStatus = forwardedFor + "bypass"
		if changes(x.Request.Method) {
			x.cacheStatus = forwardedFor + "method"
		}
		ok := e.askOrigin(x)
		if ok && changes(x.Request.Method) && x.Response.Status < 400 {
			e.forgetObject(x, p)
		}
		return ok
	}
	x.key = p.AppendKey(x.key[:0], x.Distribution.ID, x.Request)
	x.baseKey = len(x.key)
	return e.answerFrom(x, e.find(x))
}

// cacheable says whether the answer to a request may come from the cache. Source: AWS developer guide, "Allowed HTTP
// methods" and "Cached HTTP methods".
func cacheable(req *httpmsg.Request, p *httpcache.Policy) bool {
	switch req.Method {
	case "GET", "HEAD":
		return req.Body == nil
	case "OPTIONS":
		return p.CacheOptions && req.Body == nil
	}
	return false
}

// changes says whether a method can change what is at the origin. Source: RFC 9110 section 9.2.1.
func changes(method string) bool {
	switch method {
	case "GET", "HEAD", "OPTIONS":
		return false
	}
	return true
}

// forgetObject drops what GET would be answered with, after a request that may have changed it. Source: RFC 9111 section 4.4.
func (e *Edge) forgetObject(x *Exchange, p *httpcache.Policy) {
	get := *x.Request
	get.Method = "GET"
	x.key = p.AppendKey(x.key[:0], x.Distribution.ID, &get)
	e.config.Cache.Remove(x.key)
}

// find returns what the cache has for the request, or nil. When there are variants, the key becomes that of the one
// that fits.
func (e *Edge) find(x *Exchange) *httpcache.Object {
	o := e.config.Cache.Get(x.key)
	if o == nil || o.Kind != httpcache.Variants {
		return o
	}
	o.Close()
	x.prepareFetch()
	x.key = httpcache.AppendVariant(x.key, o.Names, x.fetch.Headers)
	return e.config.Cache.Get(x.key)
}

// answerFrom answers with o, if it may be used, or goes on to the origin. It owns o.
func (e *Edge) answerFrom(x *Exchange, o *httpcache.Object) bool {
	switch {
	case o == nil:
	case o.FreshAt(x.started):
		switch o.Kind {
		case httpcache.Pass:
			x.cacheStatus = forwardedFor + "bypass"
			return e.askOrigin(x)
		case httpcache.Failure:
			e.cacheStats.hits.Add(1)
			e.failAgain(x, o)
			return false
		}
		e.cacheStats.hits.Add(1)
		e.serveObject(x, o, OutcomeHit)
		return true
	case o.Kind != httpcache.Stored:
		o = nil
	case o.Revalidating(x.started):
		e.cacheStats.hits.Add(1)
		e.refresh(x, o)
		e.serveObject(x, o, OutcomeHit)
		return true
	}
	if x.Request.Method == "HEAD" || o == nil && x.Request.Headers.Has("range") && !e.config.Cache.Flights().Flying(x.key) {
		return e.askAlone(x, o)
	}
	return e.share(x, o)
}

// askAlone asks the origin without storing the answer. When a part of an object is asked for that would be worth
// storing, the whole of it is fetched in the background, so that the next parts come from the cache.
func (e *Edge) askAlone(x *Exchange, o *httpcache.Object) bool {
	e.cacheStats.misses.Add(1)
	x.forwarded(o, "")
	if o != nil {
		o.Close()
	}
	if !e.askOrigin(x) {
		return false
	}
	if x.Response.Status == 206 && x.Request.Method == "GET" {
		e.fetchWhole(x)
	}
	return true
}

// share asks the origin together with all others who want the same.
func (e *Edge) share(x *Exchange, stale *httpcache.Object) bool {
	ctx := x.watched()
	m := e.config.Cache.Flights().Join(context.WithoutCancel(x.ctx), x.key, x.Distribution.ID, x.cacheURI(), x.started)
	if m == nil { // too many take part
		return e.askAlone(x, stale)
	}
	x.setMember(m)
	context.AfterFunc(ctx, m.Leave) // the viewer has gone
	if !m.Leader {
		x.forwarded(stale, collapsedToo)
		status := x.cacheStatus
		if stale != nil {
			stale.Close()
		}
		ok := e.follow(x, m, ctx)
		if x.member == m { // what has come for the others was for this one, too
			x.cacheStatus = status
		}
		return ok
	}
	if stale == nil {
		if o := e.config.Cache.Get(x.key); o != nil && o.Kind == httpcache.Stored && o.FreshAt(x.started) { // it has just come
			m.Flight.Land(httpcache.Landing{Object: o})
			return e.answerFrom(x, o)
		} else if o != nil {
			o.Close()
		}
	}
	e.cacheStats.misses.Add(1)
	return e.lead(x, m, stale)
}

// follow waits for what came of another request.
func (e *Edge) follow(x *Exchange, m *httpcache.Member, ctx context.Context) bool {
	result, ok := m.Wait(ctx)
	if !ok {
		x.Aborted = true
		return false
	}
	o := result.Object
	if o == nil || o.Kind == httpcache.Stored && o.Key != string(x.key) && !e.variant(x, o) {
		x.setMember(nil)
		return e.askAlone(x, nil)
	}
	if o.Kind == httpcache.Failure {
		e.cacheStats.hits.Add(1)
		e.failAgain(x, o)
		return false
	}
	outcome := OutcomeHit
	if result.Refreshed {
		outcome = OutcomeRefreshHit
	}
	if result.Fill != nil {
		if e.serveFill(x, m, o, result.Fill, outcome) {
			e.cacheStats.hits.Add(1)
			return true
		}
		x.setMember(nil)
		return e.askAlone(x, nil)
	}
	if _, inMemory := o.Bytes(); !inMemory { // each reader opens it
		if o = e.config.Cache.Get(x.key); o == nil {
			x.setMember(nil)
			return e.askAlone(x, nil)
		}
	}
	e.cacheStats.hits.Add(1)
	e.serveObject(x, o, outcome)
	return true
}

// variant says whether o, which another request has brought, is the variant for this one.
func (e *Edge) variant(x *Exchange, o *httpcache.Object) bool {
	x.prepareFetch()
	at := len(x.key)
	x.key = httpcache.AppendVariant(x.key, o.Names, x.fetch.Headers)
	same := o.Key == string(x.key)
	x.key = x.key[:at]
	return same
}

// setMember makes m what the exchange takes part in, in place of what it was before.
func (x *Exchange) setMember(m *httpcache.Member) {
	if x.member != nil {
		x.member.Finish()
	}
	x.member = m
}

// place is what the answer to the request is kept under.
func (x *Exchange) place() httpcache.Place {
	return httpcache.Place{Key: x.key, Distribution: x.Distribution.ID, URI: x.cacheURI()}
}

// cacheURI is what invalidations compare their paths with: the path, and the query as far as the key has it.
func (x *Exchange) cacheURI() string {
	p := x.Behavior.Cache
	query := x.Request.Query
	if !p.Queries.Everything() {
		query = string(httpcache.AppendQuery(nil, query, &p.Queries, nil))
	}
	if query == "" {
		return x.Request.Path
	}
	return x.Request.Path + "?" + query
}

// failAgain answers with the page for an origin that has failed a moment ago.
func (e *Edge) failAgain(x *Exchange, o *httpcache.Object) {
	x.fromCache(o)
	e.fail(x, o.Status, OutcomeError, o.Reason)
}
