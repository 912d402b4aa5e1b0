// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package httpcache

import (
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"
)

// Config configures a Store. With neither tier, nothing is ever stored.
type Config struct {
	// MemoryBytes and DiskBytes are the most that the tiers hold; 0 means that there is none.
	MemoryBytes, DiskBytes int64
	// Dir is the folder of the tier on disk, which belongs to the store alone.
	Dir string
	// Now is the clock; nil means time.Now.
	Now func() time.Time
}

// Bounds of what is on its way.
const (
	minPending   = 8 << 20  // bytes of bodies that are being received, at least
	maxQueued    = 32 << 20 // bytes that wait to be written to disk
	maxQueueLen  = 512
	diskShare    = 8                // the part of the tier on disk that one object may take
	minDiskFresh = 10 * time.Second // what is fresh for less is not worth a file
	leastMemory  = 1 << 20
	leastDisk    = 1 << 20
)

// Validate says what is wrong with the configuration.
func (c *Config) Validate() error {
	switch {
	case c.MemoryBytes < 0 || c.DiskBytes < 0:
		return fmt.Errorf("cache: negative size: memory %d, disk %d", c.MemoryBytes, c.DiskBytes)
	case c.MemoryBytes != 0 && c.MemoryBytes < leastMemory:
		return fmt.Errorf("cache: %d bytes of memory; allowed: 0, or at least %d", c.MemoryBytes, leastMemory)
	case c.DiskBytes != 0 && c.DiskBytes < leastDisk:
		return fmt.Errorf("cache: %d bytes on disk; allowed: 0, or at least %d", c.DiskBytes, leastDisk)
	case c.DiskBytes != 0 && c.Dir == "":
		return errors.New("cache: no folder for the tier on disk")
	}
	return nil
}

// Store keeps objects in memory and on disk. It is safe for concurrent use.
type Store struct {
	now     func() time.Time
	memory  *memory // nil when off
	disk    *disk   // nil when off
	flights Flights
	most    int64 // bytes of the largest body that is stored
	counts  counters
	numbers atomic.Uint64

	pending    atomic.Int64 // bytes of bodies that are being received
	maxPending int64

	queue   chan *Object
	queued  atomic.Int64 // bytes in the queue; not 0 while something that has a number is on its way to a tier
	working sync.WaitGroup

	mu sync.RWMutex // read-held while something is put in a tier, held while the list changes

	recent invalidations
	closed bool
}

// counters are what Stats reports.
type counters struct{ stored, dropped, invalidated atomic.Uint64 }

// Open returns a store. What was on disk is found again in the background.
func Open(config Config) (*Store, error) {
	if err := config.Validate(); err != nil {
		return nil, err
	}
	s := &Store{now: config.Now, maxPending: max(minPending, config.MemoryBytes/4)}
	if s.now == nil {
		s.now = time.Now
	}
	var err error
	if config.MemoryBytes > 0 {
		if s.memory, err = newMemory(config.MemoryBytes); err != nil {
			return nil, err
		}
		s.most = s.memory.most
	}
	if config.DiskBytes > 0 {
		if s.disk, err = openDisk(filepath.Clean(config.Dir), config.DiskBytes, s.now); err != nil {
			return nil, err
		}
		s.most = config.DiskBytes / diskShare
		s.queue = make(chan *Object, maxQueueLen)
		s.working.Go(s.load)
		s.working.Go(s.write)
	}
	return s, nil
}

// load makes the index of the disk, less what was invalidated meanwhile.
func (s *Store) load() {
	s.disk.load()
	s.mu.RLock()
	defer s.mu.RUnlock()

	s.disk.removeWhere(s.recent.covers)
}

// Close ends the store's work; what waits to be written is written. Nothing may be put afterwards.
func (s *Store) Close() {
	s.flights.CancelAll()
	s.mu.Lock()
	first := !s.closed
	s.closed = true
	s.mu.Unlock()
	if s.disk != nil && first {
		s.disk.closing.Store(true)
		close(s.queue)
	}
	s.working.Wait()
}

// Enabled says whether the store has a tier; nil has none.
func (s *Store) Enabled() bool { return s != nil && (s.memory != nil || s.disk != nil) }

// Fits says whether a body of size bytes may be stored; a negative size is one that is not known.
func (s *Store) Fits(size int64) bool { return size >= 0 && size <= s.most }

// Flights are the fetches that the store knows of.
func (s *Store) Flights() *Flights { return &s.flights }

// Get returns the object with a key, or nil. An object that is not in memory must be read or closed.
func (s *Store) Get(key []byte) *Object {
	if s.memory != nil {
		if o := s.memory.get(key); o != nil {
			return o
		}
	}
	if s.disk == nil {
		return nil
	}
	return s.fromDisk(key)
}

// fromDisk opens an object, and reads it into memory when it fits there.
func (s *Store) fromDisk(key []byte) *Object {
	removals := uint64(0)
	if s.memory != nil {
		removals = s.memory.removals.Load()
	}
	o := s.disk.get(key)
	if o == nil {
		return nil
	}
	s.mu.RLock()
	covered := s.recent.covers(o.Distribution, o.URI, o.Requested)
	s.mu.RUnlock()
	if covered { // while the index is not complete
		o.Close()
		return nil
	}
	if s.memory == nil && o.size > maxInMemory || s.memory != nil && o.weight()+o.size > s.memory.most {
		return o
	}
	data, err := o.file.all()
	o.Close()
	if err != nil {
		s.disk.damaged.Add(1)
		s.disk.discard(diskIDOf(key))
		return nil
	}
	o.file, o.data = nil, data
	if s.memory != nil {
		s.mu.RLock()
		defer s.mu.RUnlock()

		if !s.recent.covers(o.Distribution, o.URI, o.Requested) {
			s.memory.promote(o, removals)
		}
	}
	return o
}

// Put stores an object whose body is in memory, in place of the one with the same key. An object that has been
// invalidated meanwhile is not stored. o must not be shared before.
func (s *Store) Put(o *Object) {
	s.queued.Add(1) // it has a number, and is not where it belongs yet
	defer s.queued.Add(-1)
	o.number = s.numbers.Add(1)
	if !s.putMemory(o) || s.disk == nil {
		return
	}
	if o.worthAFile() && s.enqueue(o) {
		return
	}
	s.disk.remove(diskIDOf([]byte(o.Key)), o.number) // what is there, or waits to be, is older
}

// worthAFile says whether an object is written to disk: not for a moment, and no errors.
func (o *Object) worthAFile() bool {
	return o.Kind <= Variants && o.Status < 400 && (o.Fresh >= minDiskFresh || o.HasValidator())
}

// putMemory returns false when the object was invalidated.
func (s *Store) putMemory(o *Object) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()

	if s.closed || s.recent.covers(o.Distribution, o.URI, o.Requested) {
		s.counts.dropped.Add(1)
		return false
	}
	s.counts.stored.Add(1)
	switch {
	case s.memory == nil:
	case s.memory.fits(o):
		s.memory.put(o)
	default:
		s.memory.remove([]byte(o.Key))
	}
	return true
}

// enqueue hands an object to the goroutine that writes; it returns false when too much is waiting.
func (s *Store) enqueue(o *Object) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()

	if s.queued.Add(o.weight()) > maxQueued || s.closed { // in this order: what is taken back was added
		s.queued.Add(-o.weight())
		return false
	}
	select {
	case s.queue <- o:
		return true
	default:
		s.queued.Add(-o.weight())
		return false
	}
}

// write writes objects to disk until the queue is closed.
func (s *Store) write() {
	for o := range s.queue {
		s.writeObject(o)
		s.queued.Add(-o.weight())
		if numbers := s.numbers.Load(); s.queued.Load() == 0 { // in this order: what has one of the numbers is done
			s.disk.settle(numbers)
		}
	}
}

func (s *Store) writeObject(o *Object) {
	w, err := s.disk.create(o, o.size)
	if err == nil {
		if _, err = w.Write(o.data); err != nil {
			w.abort()
		} else {
			err = s.commit(w)
		}
	}
	if err != nil {
		s.disk.remove(diskIDOf([]byte(o.Key)), o.number) // what is there is older
	}
}

// commit makes a written file an object, unless it has been invalidated.
func (s *Store) commit(w *fileWriter) error {
	s.mu.RLock()
	defer s.mu.RUnlock()

	if o := w.object; s.recent.covers(o.Distribution, o.URI, o.Requested) {
		w.abort()
		return nil
	}
	return s.disk.commit(w)
}

// Renew stores an object in place of the one it was made of, whose body it has. file is the body when it is on disk
// only; it is closed.
func (s *Store) Renew(o, from *Object) {
	if from.file == nil {
		s.Put(o)
		return
	}
	defer from.Close()
	s.queued.Add(1)
	defer s.queued.Add(-1)
	o.number = s.numbers.Add(1)
	w, err := s.disk.create(o, from.size)
	if err != nil {
		return
	}
	if err := w.copyBody(from.file); err != nil {
		w.abort()
		return
	}
	_ = s.commit(w) // the older one stays, which will be asked about again
}

// Remove removes the object with a key.
func (s *Store) Remove(key []byte) {
	if s.memory != nil {
		s.memory.remove(key)
	}
	if s.disk != nil {
		s.disk.remove(diskIDOf(key), s.numbers.Add(1))
	}
}

// Invalidate makes objects of a distribution that were asked for at or before a moment unusable: those whose path is
// pattern, or begins with what stands before a * at its end. It has taken effect, in both tiers and for what is on its
// way, when it returns. What is on disk and not in the index yet is compared with it when it is found.
func (s *Store) Invalidate(distribution, pattern string, before time.Time) {
	one := invalidation{distribution, pattern, before}
	s.mu.Lock()
	s.recent.add(one, s.oldest())
	s.mu.Unlock()
	s.flights.disown(&one)
	if s.memory != nil {
		s.memory.removeWhere(func(o *Object) bool { return one.covers(o.Distribution, o.URI, o.Requested) })
	}
	if s.disk != nil {
		s.disk.removeWhere(one.covers) // of what the index has
	}
	s.counts.invalidated.Add(1)
}

// maxOnTheWay bounds how long an object can be on its way after its fetch has ended.
const maxOnTheWay = 10 * time.Minute

// oldest returns a time before which nothing was asked for that may still be stored.
func (s *Store) oldest() time.Time {
	if s.disk != nil && !s.disk.ready.Load() {
		return time.Time{}
	}
	oldest := s.now().Add(-maxOnTheWay)
	if started, ok := s.flights.oldest(); ok && started.Before(oldest) {
		return started
	}
	return oldest
}

// Stats are what a store holds, and counters since its start.
type Stats struct {
	MemoryBytes, MemoryObjects, DiskBytes, DiskObjects int64
	MemoryEvictions, DiskEvictions                     uint64
	Stored, Dropped, Damaged, Invalidations            uint64
}

// Stats returns them.
func (s *Store) Stats() Stats {
	st := Stats{
		Stored: s.counts.stored.Load(), Dropped: s.counts.dropped.Load(), Invalidations: s.counts.invalidated.Load(),
	}
	if m := s.memory; m != nil {
		st.MemoryBytes, st.MemoryObjects = m.bytes.Load(), int64(m.cache.EstimatedSize())
		st.MemoryEvictions = m.gone.Load()
	}
	if d := s.disk; d != nil {
		d.mu.Lock()
		st.DiskBytes, st.DiskObjects = d.bytes+d.writing, int64(len(d.entries))
		d.mu.Unlock()
		st.DiskEvictions, st.Damaged = d.evictions.Load(), d.damaged.Load()
	}
	return st
}
