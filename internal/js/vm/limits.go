// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm

import "sync/atomic"

// Limits bounds what an invocation may use. Zero fields take the defaults.
type Limits struct {
	Fuel   int64 // units of work: about one for each instruction, sixteen bytes copied or property looked up
	Memory int64 // bytes, counted when allocated and never given back
	Depth  int   // calls of functions of the program inside of each other
	Nested int   // calls of built-ins that call functions of the program inside of each other: these use Go's stack
}

// The defaults of Limits. AWS: "Quotas on CloudFront Functions", maximum memory 2 MB. The depths are those of njs in order
// of magnitude: the stack of 0.7.12 holds some 280 small frames, that of 0.4.3 some 1,280.
const (
	DefaultFuel   = 10_000_000
	DefaultMemory = 2 << 20
	DefaultDepth  = 400
	DepthV1       = 1300 // in place of DefaultDepth in version 1
	DefaultNested = 100
)

func (l Limits) withDefaults(v Version) Limits {
	if l.Fuel <= 0 {
		l.Fuel = DefaultFuel
	}
	if l.Memory <= 0 {
		l.Memory = DefaultMemory
	}
	if l.Depth <= 0 {
		l.Depth = DefaultDepth
		if v == V1 {
			l.Depth = DepthV1
		}
	}
	if l.Nested <= 0 {
		l.Nested = DefaultNested
	}
	return l
}

// AbortReason says why a run ended that the program could not catch.
type AbortReason uint8

// The reasons.
const (
	AbortFuel        AbortReason = iota + 1 // the compute budget is used up
	AbortMemory                             // the memory budget is used up
	AbortInterrupted                        // the host has called Interrupt
	AbortInternal                           // a bug of ours
)

// String returns a few words for the reason.
func (a AbortReason) String() string {
	switch a {
	case AbortFuel:
		return "compute budget exceeded"
	case AbortMemory:
		return "memory budget exceeded"
	case AbortInterrupted:
		return "interrupted"
	}
	return "internal error"
}

// Abort ends a run: it is an error that passes through every catch and finally of the program.
type Abort struct {
	Reason AbortReason
}

// Error returns the text of the reason.
func (a *Abort) Error() string { return a.Reason.String() }

// The aborts there are; comparing errors with these is allowed.
var (
	ErrFuel        = &Abort{AbortFuel}
	ErrMemory      = &Abort{AbortMemory}
	ErrInterrupted = &Abort{AbortInterrupted}
	ErrInternal    = &Abort{AbortInternal}
)

// pollInterval is how much fuel is spent between two looks at the interrupt flag.
const pollInterval = 1 << 14

// meter counts what a run uses. The fuel that a run may spend before the next look at the interrupt flag stands in
// fuel, the rest in reserve, so that the common case is one subtraction and one comparison.
type meter struct {
	fuel    int64
	reserve int64
	memory  int64 // left
	nested  int   // left

	limits    Limits
	interrupt atomic.Bool
}

func (m *meter) start(l Limits, v Version) {
	m.limits = l.withDefaults(v)
	m.fuel, m.reserve = 0, m.limits.Fuel
	m.memory = m.limits.Memory
	m.nested = m.limits.Nested
}

// Charge takes n units of fuel. Built-ins call it before work that grows with their input.
func (r *Realm) Charge(n int) error {
	r.meter.fuel -= int64(n)
	if r.meter.fuel < 0 || n < 0 {
		return r.refuel(n)
	}
	return nil
}

// refuel finds out why fuel is negative: time to look at the interrupt flag, or memory or fuel is used up.
func (r *Realm) refuel(n int) error {
	m := &r.meter
	switch {
	case n < 0:
		m.fuel += int64(n)
		return ErrFuel // as in Alloc
	case m.memory < 0:
		return ErrMemory
	case m.interrupt.Load():
		return ErrInterrupted
	case m.fuel+m.reserve < 0:
		return ErrFuel
	}
	grant := min(m.reserve, pollInterval-m.fuel)
	m.fuel += grant
	m.reserve -= grant
	return nil
}

// Alloc takes n bytes of memory. Built-ins call it before they allocate in proportion to a number that the program
// has chosen; the constructors of strings and objects charge for themselves.
func (r *Realm) Alloc(n int) error {
	if n < 0 {
		return ErrMemory // somebody's product has run over
	}
	if r.meter.memory -= int64(n); r.meter.memory < 0 {
		return ErrMemory
	}
	return nil
}

// Fits says with ErrMemory that an allocation of n bytes would fail. It takes nothing.
func (r *Realm) Fits(n int) error {
	if int64(n) > r.meter.memory || n < 0 {
		return ErrMemory
	}
	return nil
}

// FitsMany is Fits for n things of size bytes, where n is what the program says: the product may be any size.
func (r *Realm) FitsMany(n int64, size int) error {
	if n < 0 || n > r.meter.memory/int64(max(size, 1)) {
		return ErrMemory
	}
	return nil
}

// spend takes fuel for work that is small or already done, without an error: an overdraft ends the run at the next
// Charge.
func (r *Realm) spend(n int) { r.meter.fuel -= int64(n) }

// took takes memory for something of a small or known size, without an error: an overdraft ends the run at the next
// Charge.
func (r *Realm) took(n int) {
	m := &r.meter
	if m.memory -= int64(n); m.memory < 0 && m.fuel >= 0 {
		m.reserve += m.fuel + 1
		m.fuel = -1
	}
}

// Overdrawn returns the abort that Charge would return. It is called when a run has come to its end.
func (r *Realm) Overdrawn() error { return r.Charge(0) }

// FuelUsed returns the fuel spent since the realm was made, that of its image included.
func (r *Realm) FuelUsed() int64 { return r.meter.limits.Fuel - r.meter.reserve - r.meter.fuel }

// MemoryUsed returns the bytes allocated since the realm was made, those of its image included.
func (r *Realm) MemoryUsed() int64 { return r.meter.limits.Memory - r.meter.memory }

// Interrupt makes the run end soon with AbortInterrupted. It may be called from any goroutine. Rollback clears it.
func (r *Realm) Interrupt() { r.meter.interrupt.Store(true) }
