// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm

import "selvedge/internal/invariant"

// heap is where the things of one realm and one lifetime are allocated: those of an image live as long as the
// realm, those of an invocation are reset in bulk. Memory is taken in chunks and comes out zeroed.
//
// With the build tag invariant, chunks that are reset are poisoned and never used again, so that whoever kept a
// reference to something in them is found out.
type heap struct {
	objects   slab[Object]
	strings   slab[String]
	ropes     slab[rope]
	accessors slab[accessor]
	cells     slab[Cell]
	partials  slab[partial]
	values    runs[Value]
	bytes     runs[byte]

	birth flags // of the objects allocated here
}

// Sizes of chunks. The first ones are small, because most instances need little; BenchmarkNewRealm, BenchmarkRollback.
const (
	firstChunk    = 16
	largestChunk  = 256
	firstValues   = 64
	largestValues = 1024
	firstBytes    = 512
	largestBytes  = 16 << 10
	// retained is how many bytes of chunks of a kind stay for the next invocation, at least.
	retained = 64 << 10
)

func (h *heap) reset() {
	if invariant.Enabled {
		h.poison()
	}
	h.objects.reset(retained / objectBytes)
	h.strings.reset(retained / stringBytes)
	h.ropes.reset(retained / stringBytes)
	h.accessors.reset(retained / objectBytes)
	h.cells.reset(retained / stringBytes)
	h.partials.reset(retained / stringBytes)
	h.values.reset(retained / valueBytes)
	h.bytes.reset(retained)
}

// poison marks everything as freed and lets go of it.
func (h *heap) poison() {
	h.objects.each(func(o *Object) { *o = Object{flags: flagFreed} })
	h.strings.each(func(s *String) { *s = String{text: "freed", flags: strFreed, size: -1, length: -1} })
	h.cells.each(func(c *Cell) { *c = Cell{value: Value{bits: tagLazy}, freed: true} })
	h.values.each(func(v *Value) { *v = Value{bits: tagLazy} })
	h.bytes.each(func(b *byte) { *b = 0xdb })
	*h = heap{birth: h.birth}
}

// slab hands out single items from chunks.
type slab[T any] struct {
	chunks  [][]T
	current []T // the chunk in use: chunks[turn]
	used    int // items of current
	turn    int
}

func (s *slab[T]) alloc() *T {
	if s.used == len(s.current) {
		s.grow()
	}
	p := &s.current[s.used]
	s.used++
	return p
}

func (s *slab[T]) grow() {
	if s.current != nil {
		s.turn++
	}
	if s.turn == len(s.chunks) {
		s.chunks = append(s.chunks, make([]T, min(largestChunk, max(firstChunk, 2*len(s.current)))))
	}
	s.current, s.used = s.chunks[s.turn], 0
}

// reset takes everything back. Chunks beyond the first keep items are let go.
func (s *slab[T]) reset(keep int) {
	if s.current == nil {
		return
	}
	clear(s.current[:s.used])
	s.chunks = retain(s.chunks, s.turn, keep)
	s.current, s.used, s.turn = s.chunks[0], 0, 0
}

// each calls visit with every item in use.
func (s *slab[T]) each(visit func(*T)) {
	for i, chunk := range s.chunks {
		if i > s.turn {
			return
		}
		if i == s.turn {
			chunk = chunk[:s.used]
		}
		for j := range chunk {
			visit(&chunk[j])
		}
	}
}

// runs hands out slices from chunks. What is larger than a chunk gets one of its own, which is not retained.
type runs[T any] struct {
	chunks  [][]T
	current []T
	used    int
	turn    int
	large   [][]T
}

// alloc returns n zeroed items. Appending to them reallocates.
func (s *runs[T]) alloc(n int, first, largest int) []T {
	if n > len(s.current)-s.used {
		if n > largest/2 {
			run := make([]T, n)
			if invariant.Enabled {
				s.large = append(s.large, run)
			}
			return run
		}
		s.grow(n, first, largest)
	}
	from := s.used
	s.used += n
	return s.current[from:s.used:s.used]
}

func (s *runs[T]) grow(n int, first, largest int) {
	for {
		if s.current != nil {
			s.turn++
		}
		if s.turn == len(s.chunks) {
			s.chunks = append(s.chunks, make([]T, max(first, min(largest, 2*len(s.current)), n)))
		}
		s.current, s.used = s.chunks[s.turn], 0
		if n <= len(s.current) {
			return
		}
	}
}

// reset takes everything back. Chunks beyond the first keep items are let go.
func (s *runs[T]) reset(keep int) {
	if s.current == nil {
		return
	}
	clear(s.current[:s.used])
	s.chunks = retain(s.chunks, s.turn, keep)
	s.current, s.used, s.turn = s.chunks[0], 0, 0
}

func (s *runs[T]) each(visit func(*T)) {
	for i, chunk := range append(s.chunks[:len(s.chunks):len(s.chunks)], s.large...) {
		for j := range chunk {
			if i < s.turn || i >= len(s.chunks) || i == s.turn && j < s.used {
				visit(&chunk[j])
			}
		}
	}
}

// retain clears the chunks before the one in use, and returns those that stay.
func retain[T any](chunks [][]T, turn, keep int) [][]T {
	for i, chunk := range chunks {
		if keep <= 0 {
			clear(chunks[i:])
			return chunks[:i]
		}
		if i < turn {
			clear(chunk)
		}
		keep -= len(chunk)
	}
	return chunks
}
