// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package httpcache

import (
	"errors"
	"io"
	"os"
	"sync"
)

// This file is a body on its way from the origin to several viewers and into the store.

const (
	fillBuffer = 32 << 10  // bytes read at once
	fillWindow = 256 << 10 // bytes that are held of a body that is not stored, for those that read it together
	trustedLen = 1 << 20   // memory that is given for a length that the origin only claims
)

var (
	errStopped  = errors.New("cache: the reader has gone")
	errShort    = errors.New("cache: the origin has sent less than it said")
	errBroken   = errors.New("cache: the body could not be read")
	errDeserted = errors.New("cache: nobody reads any more")
)

// Fill is the body of an object while it is being received. One goroutine, in Run, reads it from the origin; any number
// of readers follow. A body that turns out to be too large to be stored goes on as a stream: then the origin is read no
// faster than by the slowest reader, and nobody joins any more. An object is stored when its body is complete, never
// before.
type Fill struct {
	store  *Store
	flight *Flight
	object *Object
	length int64 // as the origin says; -1 when it does not
	body   io.ReadCloser
	writer *fileWriter

	mu   sync.Mutex
	cond sync.Cond // something has changed

	data     []byte // from base on
	base     int64
	end      int64    // received
	shown    int64    // of that, what readers get: the last bytes only when the object is stored
	file     *os.File // holds everything before fileEnd; nil when nothing is on disk
	start    int64    // of the body in it
	fileEnd  int64
	over     bool  // not stored
	done     bool  // err is set
	err      error // io.EOF when the body is complete
	reserved int64
	readers  map[*FillReader]struct{}
}

// NewFill prepares to receive the body of o, of which the origin says that it has length bytes (-1: it does not say). It
// returns nil when that is too large to be stored; else Run must be called.
func (s *Store) NewFill(fl *Flight, o *Object, length int64, body io.ReadCloser) *Fill {
	if length > s.most || !s.Enabled() {
		return nil
	}
	f := &Fill{store: s, flight: fl, object: o, length: length, body: body, readers: map[*FillReader]struct{}{}}
	f.cond.L = &f.mu
	if length > 0 {
		f.data = make([]byte, 0, min(length, trustedLen))
	}
	return f
}

// Length returns the length of the body, or -1.
func (f *Fill) Length() int64 { return f.length }

// Run receives the body and closes it. It returns when the body has ended, one way or the other; the flight is over then.
func (f *Fill) Run() {
	defer f.flight.end()
	whole := false
	defer func() {
		if !whole { // a panic, which is for the caller to recover: nobody may wait for ever
			f.finish(errBroken)
		}
	}()
	buf := make([]byte, fillBuffer)
	var err error
	for err == nil {
		if err = f.awaitReaders(); err != nil {
			break
		}
		var n int
		n, err = f.body.Read(buf)
		if n > 0 {
			f.receive(buf[:n])
		}
		if f.end == f.length {
			err = io.EOF
		} else {
			f.show()
		}
	}
	_ = f.body.Close() // what counts has been read
	whole = true
	f.finish(err)
}

// show lets readers have what was received.
func (f *Fill) show() {
	f.mu.Lock()
	f.shown = f.end
	f.mu.Unlock()
	f.cond.Broadcast()
}

// awaitReaders waits, when the body is not stored, until those who read it have caught up.
func (f *Fill) awaitReaders() error {
	f.mu.Lock()
	defer f.mu.Unlock()

	for f.over {
		if len(f.readers) == 0 {
			return errDeserted
		}
		slowest := f.end
		for r := range f.readers {
			slowest = min(slowest, r.offset)
		}
		if slowest > f.base {
			f.drop(slowest)
		}
		if f.end-slowest < fillWindow {
			return nil
		}
		f.cond.Wait()
	}
	return nil
}

// drop forgets what is before offset.
func (f *Fill) drop(offset int64) {
	before := len(f.data)
	kept := f.data[offset-f.base:]
	f.data = append(make([]byte, 0, len(kept)+fillBuffer), kept...)
	f.base = offset
	f.give(int64(before - len(f.data)))
}

// receive takes the next bytes.
func (f *Fill) receive(p []byte) {
	if f.writer == nil && !f.over && !f.fits(int64(len(p))) {
		f.spill(int64(len(p)))
	}
	if f.writer != nil {
		if f.end+int64(len(p)) <= f.store.most {
			if _, err := f.writer.Write(p); err == nil {
				f.mu.Lock()
				f.end += int64(len(p))
				f.fileEnd, f.base = f.end, f.end
				f.mu.Unlock()
				return
			}
		}
		f.giveUp()
	}
	f.mu.Lock()
	f.take(int64(len(p)))
	f.data = append(f.data, p...)
	f.end += int64(len(p))
	f.mu.Unlock()
}

// fits says whether n more bytes may be held in memory.
func (f *Fill) fits(n int64) bool {
	s := f.store
	limit := s.most
	switch {
	case s.memory != nil:
		limit = s.memory.most - f.object.weight()
	case limit > maxInMemory:
		limit = maxInMemory
	}
	return f.end+n <= limit && s.pending.Load()+n <= s.maxPending
}

// spill moves what was received to disk, where the rest will follow; when that is not possible, the body is not stored.
func (f *Fill) spill(more int64) {
	d := f.store.disk
	if d == nil || f.end+more > f.store.most {
		f.giveUp()
		return
	}
	w, err := d.create(f.object, max(f.length, f.end+more))
	if err != nil {
		f.giveUp()
		return
	}
	if _, err = w.Write(f.data); err != nil {
		w.abort()
		f.giveUp()
		return
	}
	file, err := os.Open(w.file.Name())
	if err != nil {
		w.abort()
		f.giveUp()
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()

	f.writer, f.file, f.start = w, file, headSize+int64(w.head.meta)
	f.fileEnd, f.base = f.end, f.end
	f.give(int64(len(f.data)))
	f.data = nil
}

// giveUp makes the body one that is not stored. What was written can still be read.
func (f *Fill) giveUp() {
	f.flight.close()
	if f.writer != nil {
		f.writer.abort()
		f.writer = nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()

	f.over = true
}

// take and give account for memory.
func (f *Fill) take(n int64) {
	f.reserved += n
	f.store.pending.Add(n)
}

func (f *Fill) give(n int64) {
	f.reserved -= n
	f.store.pending.Add(-n)
}

// finish stores the body, if it is complete.
func (f *Fill) finish(err error) {
	if err == io.EOF && f.length >= 0 && f.end != f.length {
		err = errShort
	}
	switch complete := err == io.EOF; {
	case f.writer != nil && complete:
		f.store.queued.Add(1)
		defer f.store.queued.Add(-1)
		f.writer.number = f.store.numbers.Add(1)
		if f.store.memory != nil {
			f.store.memory.remove([]byte(f.object.Key)) // what is there is older
		}
		_ = f.store.commit(f.writer) // without it, the object is not there
	case f.writer != nil:
		f.writer.abort()
	case complete && !f.over:
		o := f.object.with(f.object.Requested, f.object.Received, f.object.Life) // others read the one without a body
		o.data, o.size = exactly(f.data), f.end
		f.store.Put(o)
	}
	f.mu.Lock()
	f.done, f.err, f.shown = true, err, f.end
	f.give(f.reserved)
	f.closeIfIdle()
	f.mu.Unlock()
	f.cond.Broadcast()
}

// exactly returns b without much unused memory behind it.
func exactly(b []byte) []byte {
	if cap(b)-len(b) <= len(b)/8 {
		return b
	}
	return append(make([]byte, 0, len(b)), b...)
}

// closeIfIdle closes the file when nobody will read it any more.
func (f *Fill) closeIfIdle() {
	if f.done && len(f.readers) == 0 && f.file != nil {
		_ = f.file.Close() // it was read only
		f.file = nil
	}
}

// FillReader reads a body while it is being received. It belongs to one goroutine.
type FillReader struct {
	fill    *Fill
	member  *Member
	offset  int64
	left    int64 // -1: to the end
	stopped bool
}

// open returns a reader, or nil when what it would read is not there any more.
func (f *Fill) open(m *Member, offset, length int64) *FillReader {
	f.mu.Lock()
	defer f.mu.Unlock()

	if f.over || f.done && f.file == nil && f.base > 0 {
		return nil
	}
	r := &FillReader{fill: f, member: m, offset: offset, left: length}
	f.readers[r] = struct{}{}
	return r
}

// stop makes reading end; it may be called from any goroutine.
func (r *FillReader) stop() {
	f := r.fill
	f.mu.Lock()
	r.stopped = true
	delete(f.readers, r)
	f.closeIfIdle()
	f.mu.Unlock()
	f.cond.Broadcast()
}

// Read implements io.Reader. The end is io.EOF only when the body is complete.
func (r *FillReader) Read(p []byte) (int, error) {
	if r.left == 0 {
		return 0, io.EOF
	}
	if r.left > 0 {
		p = p[:min(int64(len(p)), r.left)]
	}
	n, err := r.next(p)
	if r.left > 0 {
		r.left -= int64(n)
	}
	return n, err
}

func (r *FillReader) next(p []byte) (n int, err error) {
	f := r.fill
	f.mu.Lock()
	defer f.mu.Unlock()

	for r.offset >= f.shown && !f.done && !r.stopped {
		f.cond.Wait()
	}
	switch {
	case r.stopped:
		return 0, errStopped
	case r.offset >= f.shown:
		return 0, f.err
	case r.offset < f.fileEnd:
		p = p[:min(int64(len(p)), f.fileEnd-r.offset, f.shown-r.offset)]
		if n, err = f.file.ReadAt(p, f.start+r.offset); n > 0 {
			err = nil
		}
	default:
		n = copy(p, f.data[r.offset-f.base:f.shown-f.base])
	}
	r.offset += int64(n)
	if f.over {
		f.cond.Broadcast()
	}
	return n, err
}

// Close implements io.Closer.
func (r *FillReader) Close() error {
	r.member.Leave()
	return nil
}

var _ io.ReadCloser = (*FillReader)(nil)
