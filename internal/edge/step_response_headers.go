// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"math/rand/v2"
	"time"

	"selvedge/internal/headerpolicy"
)

// responseHeadersPolicy does what the response headers policy of the behaviour says, to every answer of a request that
// was let in: from the cache and from the origin, by a function and error pages. The CORS part looks at the request that
// the viewer sent, and not at what a function made of it. Source: AWS developer guide, "Understand response headers
// policies"; the order: event.md section 1.
func (e *Edge) responseHeadersPolicy(x *Exchange) {
	p := x.Behavior.ResponseHeaders.Current()
	if p == nil {
		return
	}
	headers := &x.Response.Headers
	p.Apply(headers, &x.request)
	if !p.Timed(&x.request, func() float64 { return rand.New(x.random).Float64() }) {
		return
	}
	headerpolicy.AddTiming(headers, &headerpolicy.Metrics{
		Cached: x.cached(), Pop: e.config.Pop, ID: x.ID, Upstream: x.fetched, Elapsed: time.Since(x.started),
	})
}

// cached says what the cache had to do with the answer.
func (x *Exchange) cached() headerpolicy.Cached {
	switch x.Outcome.Word() {
	case "Hit":
		return headerpolicy.CacheHit
	case "RefreshHit":
		return headerpolicy.CacheFresh
	case "FunctionGeneratedResponse":
		return headerpolicy.NotCached
	}
	if x.fetched == 0 {
		return headerpolicy.NotCached
	}
	return headerpolicy.CacheMiss
}
