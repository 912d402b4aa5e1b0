// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import "context"

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
}

// EdgeFeed brings configuration to edges and reports back what they applied.
type EdgeFeed interface {
	// RunEdge registers the edge and calls apply with the full state first and then with every change in
	// order. When apply returns, the edge serves the update; deployment status is computed from that. RunEdge
	// survives lost connections and returns when ctx is done.
	RunEdge(ctx context.Context, edge EdgeInfo, apply func(EdgeUpdate)) error
}
