// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapshot

import (
	"sync/atomic"

	"selvedge"
	"selvedge/internal/headerpolicy"
)

// ResponseHeaders is a response headers policy that behaviours use. It changes while the snapshots that lead to it stay,
// so that a change costs no new link; whoever reads takes one version and stays with it.
type ResponseHeaders struct {
	current atomic.Pointer[headerpolicy.Policy]
}

// Current returns the policy as it is now; nil when there is none.
func (r *ResponseHeaders) Current() *headerpolicy.Policy {
	if r == nil {
		return nil
	}
	return r.current.Load()
}

// responseHeaders are the response headers policies of a builder by id: the managed ones, and those that updates bring.
type responseHeaders map[string]*ResponseHeaders

func newResponseHeaders() responseHeaders {
	all := responseHeaders{}
	for _, p := range selvedge.ManagedResponseHeadersPolicies() {
		all.named(p.ID).current.Store(headerpolicy.Compile(&p.Config))
	}
	return all
}

// named returns the policy called id, nil for no id. One that is not known, as its record could not be read, does nothing
// until it comes.
func (r responseHeaders) named(id string) *ResponseHeaders {
	if id == "" {
		return nil
	}
	if r[id] == nil {
		r[id] = &ResponseHeaders{}
	}
	return r[id]
}

// apply brings changed policies into effect. Those that are deleted are used by nobody, which the control plane sees to.
func (r responseHeaders) apply(update *selvedge.EdgeUpdate) {
	if update.Full {
		known := newResponseHeaders()
		for id, p := range r {
			if known[id] == nil && update.ResponseHeadersPolicies[id] == nil {
				p.current.Store(nil)
			}
		}
	}
	for id, p := range update.ResponseHeadersPolicies {
		if p == nil {
			if known := r[id]; known != nil {
				known.current.Store(nil)
				delete(r, id)
			}
			continue
		}
		r.named(id).current.Store(headerpolicy.Compile(&p.Config))
	}
}

// link gives the behaviours of d their response headers policies.
func (r responseHeaders) link(d *Distribution) {
	for i := range d.behaviors {
		d.behaviors[i].ResponseHeaders = r.named(d.behaviors[i].Settings.ResponseHeadersPolicyId)
	}
}
