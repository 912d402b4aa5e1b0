// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm

import (
	"encoding/binary"
	"strings"
	"unicode/utf8"
	"unsafe"

	"selvedge/internal/invariant"
)

// String is an immutable string of the language: a sequence of code points, as in njs, not of UTF-16 units. Lengths
// and positions count code points. A byte string (cloudfront-js-1.0 only) is a sequence of octets, and counts those.
//
// A String is flat, or a rope: two strings whose concatenation nobody has looked at yet. What the engine hands to
// built-ins as an argument converted by ToString is flat. Use Realm.Flatten on anything else before Text.
//
// Strings belong to a realm, except those that are shared between realms, which have been completed beforehand and
// are never written to.
type String struct {
	text   string   // UTF-8, or octets; empty while this is a rope
	rope   *rope    // nil when flat
	index  []uint32 // byte offsets of every indexStride-th code point; nil until needed
	name   *Name    // the property name of this text, when known; never set for array indexes
	length int32    // code points, or octets
	size   int32    // bytes
	flags  strFlags
}

type rope struct {
	left, right *String
}

type strFlags uint8

const (
	strASCII  strFlags = 1 << iota // all below 0x80: position and byte offset are the same
	strBytes                       // a byte string
	strShared                      // seen by several goroutines: may not be written to, not even to remember something
	strImage                       // outlives the invocation, so what it remembers must, too
	strFreed                       // poisoned, see heap
)

// indexStride is how many code points lie between two entries of a String's index. Benchmark: BenchmarkStringAt.
const indexStride = 16

// ropeMinimum is the size in bytes from which on a concatenation is put off. Below, copying is cheaper than a rope:
// BenchmarkConcat.
const ropeMinimum = 48

// newShared returns a string that several realms may use. Its text is UTF-8.
func newShared(text string) *String {
	s := &String{text: text, flags: strShared | strImage}
	s.measure()
	s.buildIndex()
	return s
}

// SharedString returns a string that belongs to no realm and may be used by several goroutines at once: constants
// of programs and of built-ins. The text must be valid UTF-8 and at most 2 GB.
func SharedString(text string) *String { return newShared(text) }

// measure sets length, size and the ASCII flag from text.
func (s *String) measure() {
	s.size = int32(len(s.text))
	s.length = s.size
	if isASCII(s.text) {
		s.flags |= strASCII
	} else if s.flags&strBytes == 0 {
		s.length = int32(utf8.RuneCountInString(s.text))
	}
}

// isASCII looks at eight bytes at a time.
func isASCII(text string) bool {
	b := unsafe.Slice(unsafe.StringData(text), len(text))
	for ; len(b) >= 8; b = b[8:] {
		if binary.LittleEndian.Uint64(b)&0x8080808080808080 != 0 {
			return false
		}
	}
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Len returns the number of code points, or of octets of a byte string.
func (s *String) Len() int { return int(s.length) }

// Size returns the number of bytes.
func (s *String) Size() int { return int(s.size) }

// IsASCII says whether every unit is below 0x80.
func (s *String) IsASCII() bool { return s.flags&strASCII != 0 }

// IsBytes says whether s is a byte string.
func (s *String) IsBytes() bool { return s.flags&strBytes != 0 }

// IsFlat says whether Text costs nothing.
func (s *String) IsFlat() bool { return s.rope == nil }

// Text returns the UTF-8 text, or the octets of a byte string. It is valid until the realm is rolled back: what
// outlives the invocation must be cloned. s should be flat; a rope is copied at the expense of nobody.
func (s *String) Text() string {
	if s.rope == nil {
		return s.text
	}
	buf := make([]byte, s.size)
	s.fill(buf)
	return unsafe.String(unsafe.SliceData(buf), len(buf))
}

// fill writes the bytes of s, a rope or not, to dst from its end to its beginning. That order keeps pending small
// for what loops build by appending.
func (s *String) fill(dst []byte) {
	var few [16]*String
	pending := append(few[:0], s)
	end := len(dst)
	for len(pending) > 0 {
		s := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		for s.rope != nil {
			pending = append(pending, s.rope.left)
			s = s.rope.right
		}
		end -= len(s.text)
		copy(dst[end:], s.text)
	}
	invariant.Check(end == 0, "a rope has not the size it claims")
}

// Equal says whether both strings have the same bytes. A byte string equals the text that it encodes, as in njs 0.4.3.
func (s *String) Equal(t *String) bool {
	if s == t {
		return true
	}
	if s.size != t.size {
		return false
	}
	if s.name != nil && t.name != nil {
		return s.name == t.name
	}
	return s.Text() == t.Text()
}

// Compare compares by code point, which is the order of bytes in UTF-8.
func (s *String) Compare(t *String) int { return strings.Compare(s.Text(), t.Text()) }

// buildIndex makes access by position cheap, when it is not.
func (s *String) buildIndex() {
	if s.flags&(strASCII|strBytes) != 0 || s.length <= indexStride || s.index != nil {
		return
	}
	index := make([]uint32, 0, s.length/indexStride+1)
	n := 0
	for offset := range s.text {
		if n%indexStride == 0 {
			index = append(index, uint32(offset))
		}
		n++
	}
	s.index = index
}

// Offset returns the byte offset of position i, 0 <= i <= Len(). s must be flat.
func (s *String) Offset(i int) int {
	if s.flags&(strASCII|strBytes) != 0 {
		return i
	}
	if i >= int(s.length) {
		return int(s.size)
	}
	offset := 0
	if s.length > indexStride {
		if s.index == nil {
			s.buildIndex()
		}
		offset = int(s.index[i/indexStride])
		i %= indexStride
	}
	for ; i > 0; i-- {
		_, width := utf8.DecodeRuneInString(s.text[offset:])
		offset += width
	}
	return offset
}

// Position is the inverse of Offset: the position of the code point that begins at the byte offset.
func (s *String) Position(offset int) int {
	if s.flags&(strASCII|strBytes) != 0 {
		return offset
	}
	from, position := 0, 0
	if s.length > indexStride {
		if s.index == nil {
			s.buildIndex()
		}
		lo, hi := 0, len(s.index) // the last entry not beyond offset
		for lo+1 < hi {
			if mid := int(uint(lo+hi) / 2); int(s.index[mid]) <= offset {
				lo = mid
			} else {
				hi = mid
			}
		}
		from, position = int(s.index[lo]), lo*indexStride
	}
	return position + utf8.RuneCountInString(s.text[from:min(offset, len(s.text))])
}

// At returns the code point, or octet, at position i, 0 <= i < Len(). s must be flat.
func (s *String) At(i int) rune {
	if s.flags&(strASCII|strBytes) != 0 {
		return rune(s.text[i])
	}
	r, _ := utf8.DecodeRuneInString(s.text[s.Offset(i):])
	return r
}

// bytesAsString returns b as a string without copying. b must not be written to any more, until it is reset.
func bytesAsString(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// newString allocates a string and charges for its bytes.
func (r *Realm) newString(text string, f strFlags) *String {
	r.took(stringBytes + len(text))
	s := r.heap.strings.alloc()
	s.text, s.flags = text, f
	if r.heap.birth&flagImage != 0 {
		s.flags |= strImage
	}
	return s
}

// NewString returns a string of a text, which must be valid UTF-8 and is not copied. Texts that may be invalid go
// through strings.ToValidUTF8 first.
func (r *Realm) NewString(text string) *String {
	if len(text) <= 1 {
		if len(text) == 0 {
			return emptyString()
		}
		return r.CharString(rune(text[0]))
	}
	s := r.newString(text, 0)
	s.measure()
	return s
}

// NewByteString returns a byte string of octets, which are not copied.
func (r *Realm) NewByteString(octets string) *String {
	s := r.newString(octets, strBytes)
	s.measure()
	return s
}

// NewStringBytes returns a string of UTF-8 bytes, which are copied.
func (r *Realm) NewStringBytes(text []byte) *String {
	if len(text) <= 1 {
		return r.NewString(string(text))
	}
	return r.NewString(bytesAsString(append(r.newBytes(len(text))[:0], text...)))
}

// newBytes allocates bytes that live as long as the strings that are made now. It does not charge.
func (r *Realm) newBytes(n int) []byte { return r.heap.bytes.alloc(n, firstBytes, largestBytes) }

// CharString returns the string of one code point. Surrogates and what is no code point become U+FFFD.
func (r *Realm) CharString(c rune) *String {
	if c >= 0 && c < utf8.RuneSelf {
		return asciiString(byte(c))
	}
	var buf [utf8.UTFMax]byte
	return r.NewStringBytes(utf8.AppendRune(buf[:0], c)) // at least two bytes
}

// CharAt returns the string of the unit at position i of a flat string, 0 <= i < Len().
func (r *Realm) CharAt(s *String, i int) *String {
	if s.flags&strASCII != 0 {
		return asciiString(s.text[i])
	}
	return r.Substring(s, i, i+1)
}

// Substring returns the units from position i to position j, 0 <= i <= j <= Len(), of a flat string. It shares the
// text.
func (r *Realm) Substring(s *String, i, j int) *String {
	switch {
	case i >= j:
		return emptyString()
	case i == 0 && j == int(s.length):
		return s
	case s.flags&strBytes != 0:
		return r.NewByteString(s.text[i:j])
	case s.flags&strASCII != 0:
		if i+1 == j {
			return asciiString(s.text[i])
		}
		r.took(stringBytes)
		part := r.heap.strings.alloc()
		part.text, part.flags, part.length, part.size = s.text[i:j], strASCII, int32(j-i), int32(j-i)
		return part
	}
	from := s.Offset(i)
	to := from
	if j-i <= indexStride {
		for range j - i {
			_, width := utf8.DecodeRuneInString(s.text[to:])
			to += width
		}
	} else {
		to = s.Offset(j)
	}
	r.spend((to - from) / 16)
	return r.NewString(s.text[from:to])
}

// Concat returns s followed by t. A long result stays a rope until somebody looks at it; that it could be flattened
// at all is checked now.
func (r *Realm) Concat(s, t *String) (*String, error) {
	switch {
	case s.size == 0:
		return t, nil
	case t.size == 0:
		return s, nil
	}
	size := int(s.size) + int(t.size)
	if err := r.Fits(size + stringBytes); err != nil {
		return nil, err
	}
	f := s.flags&t.flags&strASCII | (s.flags|t.flags)&strBytes
	length := s.length + t.length
	if f&strBytes != 0 {
		length = int32(size)
	}
	if size < ropeMinimum && s.rope == nil && t.rope == nil {
		buf := append(r.newBytes(size)[:0], s.text...)
		u := r.newString(bytesAsString(append(buf, t.text...)), f)
		u.size, u.length = int32(size), length
		return u, nil
	}
	u := r.newString("", f)
	r.took(valueBytes)
	u.rope = r.heap.ropes.alloc()
	u.rope.left, u.rope.right = s, t
	u.size, u.length = int32(size), length
	return u, nil
}

// Flatten makes Text free. The copy is charged; of a flat string nothing is.
func (r *Realm) Flatten(s *String) error {
	if s.rope == nil {
		return nil
	}
	if err := r.Alloc(int(s.size)); err != nil {
		return err
	}
	if err := r.Charge(int(s.size) / 16); err != nil {
		return err
	}
	buf := r.newBytes(int(s.size))
	s.fill(buf)
	s.text, s.rope = bytesAsString(buf), nil
	return nil
}

// stringData is the internal data of String objects. ECMA-262 10.4.3.
type stringData struct{ s *String }

// ownOfString returns the own property of a primitive string: a unit, or the length.
func (r *Realm) ownOfString(s *String, k Key) (v Value, ok bool) {
	if k.name == nil {
		if int64(k.index) >= int64(s.length) {
			return Undefined, false
		}
		if r.Flatten(s) != nil {
			return Undefined, true // the run is over; the next Charge says so
		}
		return r.CharAt(s, int(k.index)).Value(), true
	}
	if k == Keys.Length {
		return Int(int(s.length)), true
	}
	return Undefined, false
}

// GetOwn returns a unit or the length. See Exotic.
func (d stringData) GetOwn(r *Realm, _ *Object, k Key) (Property, Outcome) {
	v, ok := r.ownOfString(d.s, k)
	switch {
	case !ok:
		return Property{}, NotMine
	case k.name == nil:
		return Property{Value: v, Attr: AttrEnumerable}, Done
	}
	return Property{Value: v}, Done
}

// SetOwn refuses. See Exotic.
func (d stringData) SetOwn(r *Realm, _ *Object, k Key, _ Value) (Outcome, error) {
	if _, ok := r.ownOfString(d.s, k); ok {
		return Refused, nil
	}
	return NotMine, nil
}

// DefineOwn lets pass what changes nothing. See Exotic.
func (d stringData) DefineOwn(r *Realm, o *Object, k Key, desc Descriptor) (Outcome, error) {
	p, outcome := d.GetOwn(r, o, k)
	if outcome == Done && !compatible(p, desc) {
		return Refused, nil
	}
	return outcome, nil
}

// DeleteOwn refuses. See Exotic.
func (d stringData) DeleteOwn(r *Realm, _ *Object, k Key) Outcome {
	if _, ok := r.ownOfString(d.s, k); ok {
		return Refused
	}
	return NotMine
}

// OwnIndexes returns the length. See Exotic.
func (d stringData) OwnIndexes(*Object) (n int, length bool) { return d.s.Len(), true }
