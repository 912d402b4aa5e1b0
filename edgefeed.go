// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import (
	"context"
	"time"
)

// EdgeInfo describes an edge to the control plane.
type EdgeInfo struct {
	ID      string // unique among the edges
	Address string // host:port of the viewer listener
	Version string
}

// EdgeUpdate is a change of what edges serve. Values are shared and must not be modified.
type EdgeUpdate struct {
	// Revision is the store revision that the update leads to.
	Revision int64
	// Full is true when the update is the whole state, which replaces whatever came before.
	Full bool
	// Functions and Distributions are the changed records by name and id; nil means deleted. Only what an
	// edge needs is set: of a function LIVE alone.
	Functions     map[string]*Function
	Distributions map[string]*Distribution
	// KeyValues are the new versions of key value stores whose content changed, by id; nil means deleted.
	KeyValues map[string]KeyValues
	// The policies and origin access controls that changed, by id; nil means deleted. Managed policies are not among
	// them: they are the same everywhere.
	CachePolicies           map[string]*CachePolicy
	OriginRequestPolicies   map[string]*OriginRequestPolicy
	ResponseHeadersPolicies map[string]*ResponseHeadersPolicy
	OriginAccessControls    map[string]*OriginAccessControl
	// Invalidations are those since the last update, in no order. In a full update they are all that are remembered, and
	// for a distribution of which some were forgotten one that covers them, so that an edge that was away can drop what
	// it kept.
	Invalidations []EdgeInvalidation
}

// EdgeInvalidation tells an edge to forget what it has stored.
type EdgeInvalidation struct {
	DistributionID string
	Paths          []string  // see InvalidationBatch
	CreateTime     time.Time // objects that were stored before are meant
	Revision       int64     // of the store, at which the invalidation was made
}

// EdgeFeed brings configuration to edges and reports back what they applied.
type EdgeFeed interface {
	// RunEdge registers the edge and calls apply with the full state first and then with every change in
	// order. When apply returns, the edge serves the update; deployment status is computed from that. RunEdge
	// survives lost connections and returns when ctx is done.
	RunEdge(ctx context.Context, edge EdgeInfo, apply func(EdgeUpdate)) error
}
