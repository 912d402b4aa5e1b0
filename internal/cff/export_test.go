// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"context"

	"selvedge"
	"selvedge/internal/js"
)

// Environment returns what scripts of a runtime find.
func Environment(r selvedge.Runtime) *js.Environment { return shellEnvironment[r]() }

// SetFuel changes the compute that the program may use. It is called before the first invocation.
func (p *Program) SetFuel(n int64) { p.script.limits.Fuel = n }

// Idle returns how many instances wait for work.
func (p *Program) Idle() (n int) {
	for i := range p.script.idle {
		if p.script.idle[i].Load() != nil {
			n++
		}
	}
	return n
}

// FuelUsed runs the program on an event and returns the fuel that it took, and whether the instance was a used one.
func (p *Program) FuelUsed(ev *Event) (fuel int64, used bool) {
	used = p.Idle() > 0
	inv := &invocation{ev: ev, around: &ev.Surroundings}
	i, err := p.script.take(context.Background(), inv)
	if err == nil {
		var o outcome
		err = i.serve(inv, &o)
	}
	if err != nil {
		return -1, used
	}
	fuel = i.js.FuelUsed()
	p.script.give(i)
	return fuel, used
}
