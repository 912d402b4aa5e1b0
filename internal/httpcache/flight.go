// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package httpcache

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// This file is request collapsing: requests for what somebody has already asked the origin for wait for that answer.
// Source: AWS developer guide, "Simultaneous requests for the same object (request collapsing)".

// Bounds of collapsing. Requests beyond them go to the origin on their own.
const (
	maxMembers = 4096 // of one flight
	maxFlights = 16 << 10
)

// Flights are the fetches under way, by key. The zero value is ready. It is safe for concurrent use.
type Flights struct {
	count     atomic.Int64
	collapsed atomic.Uint64

	mu sync.Mutex

	byKey map[string]*Flight
	all   map[*Flight]struct{} // those that nobody can join any more, too
}

// Flight is a fetch that several requests may share. The one that began it is its leader: it asks the origin with the
// flight's context, and must call Land. When nobody takes part any more, the context ends.
type Flight struct {
	flights           *Flights
	key               string
	distribution, uri string
	started           time.Time
	ctx               context.Context //nolint:containedctx // the life of the fetch, which is longer than that of a request
	cancel            context.CancelFunc
	landed            chan struct{} // closed when result is set

	mu sync.Mutex

	members   int
	kept      bool // goes on without members
	joinable  bool
	over      bool
	hasLanded bool
	result    Landing
}

// Landing is what came of a fetch. With neither, everybody asks the origin alone.
type Landing struct {
	// Object is what was stored, or found to be as it was.
	Object *Object
	// Fill is where the body of Object comes from while it is on its way; nil when the object has it.
	Fill *Fill
	// Refreshed says that the origin has confirmed what was stored, Covered that it has failed and that what was stored
	// is used nevertheless.
	Refreshed, Covered bool
}

// Member is a request's part in a flight. It belongs to one request; Leave may be called from any goroutine.
type Member struct {
	Flight *Flight
	// Leader says that this request asks the origin.
	Leader bool

	left   atomic.Bool
	reader atomic.Pointer[FillReader]
}

// Join takes part in the flight for a key, or begins one. It returns nil when too many take part already, or too many
// are under way. base is the context that a new flight's is made from: it must not end with the request.
func (f *Flights) Join(base context.Context, key []byte, distribution, uri string, now time.Time) *Member {
	f.mu.Lock()
	defer f.mu.Unlock()

	if fl := f.byKey[string(key)]; fl != nil {
		if !fl.join() {
			return nil
		}
		f.collapsed.Add(1)
		return &Member{Flight: fl}
	}
	if len(f.all) >= maxFlights {
		return nil
	}
	fl := f.beginLocked(base, string(key), distribution, uri, now)
	fl.members = 1
	return &Member{Flight: fl, Leader: true}
}

// Begin begins a flight that goes on without members, unless there is one for the key: then it returns nil.
func (f *Flights) Begin(base context.Context, key, distribution, uri string, now time.Time) *Flight {
	f.mu.Lock()
	defer f.mu.Unlock()

	if f.byKey[key] != nil || len(f.all) >= maxFlights {
		return nil
	}
	fl := f.beginLocked(base, key, distribution, uri, now)
	fl.kept = true
	return fl
}

func (f *Flights) beginLocked(base context.Context, key, distribution, uri string, now time.Time) *Flight {
	if f.byKey == nil {
		f.byKey, f.all = map[string]*Flight{}, map[*Flight]struct{}{}
	}
	fl := &Flight{
		flights: f, key: key, distribution: distribution, uri: uri, started: now, landed: make(chan struct{}), joinable: true,
	}
	fl.ctx, fl.cancel = context.WithCancel(base)
	f.byKey[key], f.all[fl] = fl, struct{}{}
	f.count.Add(1)
	return fl
}

// Flying says whether there is a flight for the key.
func (f *Flights) Flying(key []byte) bool {
	f.mu.Lock()
	defer f.mu.Unlock()

	return f.byKey[string(key)] != nil
}

// CancelAll ends all flights.
func (f *Flights) CancelAll() {
	f.mu.Lock()
	defer f.mu.Unlock()

	for fl := range f.all {
		fl.cancel()
	}
}

// Collapsed returns how many requests have joined others.
func (f *Flights) Collapsed() uint64 { return f.collapsed.Load() }

// Active returns how many flights are under way.
func (f *Flights) Active() int { return int(f.count.Load()) }

// disown keeps requests from joining the flights that an invalidation covers.
func (f *Flights) disown(one *invalidation) {
	f.mu.Lock()
	defer f.mu.Unlock()

	for key, fl := range f.byKey {
		if one.covers(fl.distribution, fl.uri, fl.started) {
			delete(f.byKey, key)
		}
	}
}

// oldest returns when the flight began that began first.
func (f *Flights) oldest() (started time.Time, ok bool) {
	f.mu.Lock()
	defer f.mu.Unlock()

	for fl := range f.all {
		if !ok || fl.started.Before(started) {
			started, ok = fl.started, true
		}
	}
	return started, ok
}

// Context is for the fetch.
func (fl *Flight) Context() context.Context { return fl.ctx }

// Keep lets the flight go on when nobody takes part.
func (fl *Flight) Keep() {
	fl.mu.Lock()
	defer fl.mu.Unlock()

	fl.kept = true
}

func (fl *Flight) join() bool {
	fl.mu.Lock()
	defer fl.mu.Unlock()

	if !fl.joinable || fl.members >= maxMembers {
		return false
	}
	fl.members++
	return true
}

// Land tells the members what came of the fetch; the first call counts. Without a fill, the flight is over.
func (fl *Flight) Land(result Landing) {
	fl.mu.Lock()
	first := !fl.hasLanded
	if first {
		fl.hasLanded, fl.result = true, result
		close(fl.landed)
	}
	fl.mu.Unlock()
	if first && result.Fill == nil {
		fl.end()
	}
}

// close keeps others from joining.
func (fl *Flight) close() {
	fl.mu.Lock()
	fl.joinable = false
	fl.mu.Unlock()
	fl.flights.mu.Lock()
	defer fl.flights.mu.Unlock()

	if fl.flights.byKey[fl.key] == fl {
		delete(fl.flights.byKey, fl.key)
	}
}

// end gives everything back. It may be called more than once.
func (fl *Flight) end() {
	fl.close()
	fl.mu.Lock()
	first := !fl.over
	fl.over = true
	done := fl.kept || fl.result.Object != nil
	fl.mu.Unlock()
	if first {
		fl.flights.mu.Lock()
		delete(fl.flights.all, fl)
		fl.flights.mu.Unlock()
		fl.flights.count.Add(-1)
		if done { // else the leader goes on with it alone, and the context ends when it leaves
			fl.cancel()
		}
	}
}

// Wait waits for the landing; ok is false when ctx has ended before.
func (m *Member) Wait(ctx context.Context) (result Landing, ok bool) {
	select {
	case <-m.Flight.landed:
		return m.Flight.result, true
	case <-ctx.Done():
		return result, false
	}
}

// Leave ends the request's part; reading ends, too. It may be called more than once.
func (m *Member) Leave() {
	if m.left.Swap(true) {
		return
	}
	if r := m.reader.Load(); r != nil {
		r.stop()
	}
	fl := m.Flight
	fl.mu.Lock()
	fl.members--
	last := fl.members == 0 && !fl.kept || m.Leader && fl.over
	fl.mu.Unlock()
	if last {
		fl.cancel()
	}
}

// Finish ends the request's part; a leader that has not landed lets the others go on alone.
func (m *Member) Finish() {
	if m.Leader {
		m.Flight.Land(Landing{})
	}
	m.Leave()
}

// Read begins to read length bytes of the landing's fill from offset on; -1 is to the end. ok is false when that is not
// possible any more.
func (m *Member) Read(fill *Fill, offset, length int64) (r *FillReader, ok bool) {
	if r = fill.open(m, offset, length); r == nil {
		return nil, false
	}
	m.reader.Store(r)
	if m.left.Load() {
		r.stop()
	}
	return r, true
}
