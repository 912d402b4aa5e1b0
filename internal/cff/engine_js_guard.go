// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"context"
	"sync"
	"time"

	"selvedge/internal/js"
)

const (
	// maxRunTime ends an invocation whatever the engine has counted. It is far above what the compute limit allows,
	// because it is time on the wall, and the machine has other work.
	maxRunTime = 250 * time.Millisecond
	// guardPeriod is how often a run is looked at.
	guardPeriod = 5 * time.Millisecond
)

// guard ends a run that takes too long, or whose context is done. Its timer is not set for each invocation: it goes on
// while there are invocations, and stops when it finds the instance idle.
type guard struct {
	mu sync.Mutex

	js        *js.Instance // nil between invocations
	cancelled <-chan struct{}
	started   time.Time
	why       error // the fault of the run that was ended
	timer     *time.Timer
	set       bool // the timer will call look
}

// begin starts the watch over an invocation.
func (g *guard) begin(ctx context.Context, instance *js.Instance, now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.js, g.cancelled, g.started, g.why = instance, ctx.Done(), now, nil
	switch {
	case g.set:
		return
	case g.timer == nil:
		g.timer = time.AfterFunc(guardPeriod, g.look)
	default:
		g.timer.Reset(guardPeriod)
	}
	g.set = true
}

// end ends the watch. No interrupt comes after it.
func (g *guard) end() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.js, g.cancelled = nil, nil
}

// look ends the run when that is due.
func (g *guard) look() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.set = false
	if g.js == nil || g.why != nil {
		return
	}
	select {
	case <-g.cancelled:
		g.why = errCancelled
	default:
		if time.Since(g.started) > maxRunTime {
			g.why = errSpent
		}
	}
	if g.why != nil {
		g.js.Interrupt()
		return
	}
	g.timer.Reset(guardPeriod)
	g.set = true
}

// reason returns the fault of a run that was interrupted.
func (g *guard) reason() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.why == nil {
		return errSpent
	}
	return g.why
}
