// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"selvedge/internal/js/vm"
)

func TestStringPositions(t *testing.T) {
	r := newRealm(t, vm.V2)
	for _, text := range []string{
		"", "a", "abc", "é", "aé😀z", strings.Repeat("x", 200), strings.Repeat("aé😀", 40), strings.Repeat("é", 32),
		strings.Repeat("é", 33), strings.Repeat("a", 64) + "é",
	} {
		s, units := r.NewString(text), []rune(text)
		if s.Len() != len(units) || s.Size() != len(text) {
			t.Fatalf("%q: Len = %d, Size = %d", text, s.Len(), s.Size())
		}
		offset := 0
		for i, c := range units {
			if got := s.At(i); got != c {
				t.Errorf("%q: At(%d) = %q, want %q", text, i, got, c)
			}
			if got := r.CharAt(s, i).Text(); got != string(c) {
				t.Errorf("%q: CharAt(%d) = %q, want %q", text, i, got, c)
			}
			if s.Offset(i) != offset || s.Position(offset) != i {
				t.Errorf("%q: Offset(%d) = %d, Position(%d) = %d", text, i, s.Offset(i), offset, s.Position(offset))
			}
			offset += utf8.RuneLen(c)
		}
		if s.Offset(len(units)) != len(text) || s.Position(len(text)) != len(units) {
			t.Errorf("%q: the end is at %d, %d", text, s.Offset(len(units)), s.Position(len(text)))
		}
		for range 50 {
			i := rand.IntN(len(units) + 1)
			j := i + rand.IntN(len(units)+1-i)
			part := r.Substring(s, i, j)
			if want := string(units[i:j]); part.Text() != want || part.Len() != j-i || part.IsASCII() != ascii(want) {
				t.Fatalf("%q: Substring(%d, %d) = %q (%d units)", text, i, j, part.Text(), part.Len())
			}
		}
	}
}

func ascii(text string) bool {
	return !strings.ContainsFunc(text, func(c rune) bool { return c >= utf8.RuneSelf })
}

// Any tree of concatenations reads like the text.
func TestConcat(t *testing.T) {
	r := realmWith(t, vm.Limits{Memory: 64 << 20})
	random := rand.New(rand.NewPCG(1, 2))
	strs := []*vm.String{r.NewString("héllo, wörld 😀"), r.NewString("abcdefghijklmnopqrstuvwxyz"), r.NewString("")}
	want := []string{"héllo, wörld 😀", "abcdefghijklmnopqrstuvwxyz", ""}
	for range 400 {
		i, j := random.IntN(len(strs)), random.IntN(len(strs))
		if len(want[i])+len(want[j]) > 20_000 {
			continue
		}
		s, err := r.Concat(strs[i], strs[j])
		if err != nil {
			t.Fatal(err)
		}
		strs, want = append(strs, s), append(want, want[i]+want[j])
	}
	for i, s := range strs {
		if s.Len() != utf8.RuneCountInString(want[i]) || s.Size() != len(want[i]) || s.IsASCII() != ascii(want[i]) {
			t.Errorf("string %d: Len = %d, Size = %d, ASCII = %v", i, s.Len(), s.Size(), s.IsASCII())
		}
		if i%2 == 0 && s.Text() != want[i] {
			t.Errorf("string %d: Text differs", i)
		}
		if err := r.Flatten(s); err != nil || !s.IsFlat() || s.Text() != want[i] {
			t.Errorf("string %d: Flatten: %v, text differs", i, err)
		}
	}
}

// Left and right leaning ropes of any depth take no stack of Go.
func TestDeepRope(t *testing.T) {
	const n = 100_000
	for _, right := range []bool{false, true} {
		r := realmWith(t, vm.Limits{Memory: 1 << 30})
		s, piece := r.NewString(strings.Repeat("-", 64)), r.NewString("ab")
		var err error
		for range n {
			if right {
				s, err = r.Concat(piece, s)
			} else {
				s, err = r.Concat(s, piece)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := r.Flatten(s); err != nil || s.Len() != 64+2*n || strings.Count(s.Text(), "ab") != n {
			t.Errorf("right %v: %v, %d units", right, err, s.Len())
		}
	}
}

// A rope that doubles is refused before anybody allocates its text.
func TestConcatBomb(t *testing.T) {
	r := newRealm(t, vm.V2)
	s, err := r.NewString(strings.Repeat("x", 1000)), error(nil)
	for i := 0; err == nil; i++ {
		if i > 20 {
			t.Fatal("a string beyond the memory limit was made")
		}
		s, err = r.Concat(s, s)
	}
	if !errors.Is(err, vm.ErrMemory) {
		t.Errorf("Concat = %v, want %v", err, vm.ErrMemory)
	}
}

func TestFlattenCharges(t *testing.T) {
	r := newRealm(t, vm.V2)
	s, err := r.Concat(r.NewString(strings.Repeat("x", 1600)), r.NewString("y"))
	if err != nil {
		t.Fatal(err)
	}
	fuel, memory := r.FuelUsed(), r.MemoryUsed()
	for range 2 {
		if err := r.Flatten(s); err != nil {
			t.Fatal(err)
		}
		if got := r.FuelUsed() - fuel; got != 100 {
			t.Errorf("Flatten has charged %d units, want 100", got)
		}
		if got := r.MemoryUsed() - memory; got != 1601 {
			t.Errorf("Flatten has charged %d bytes, want 1601", got)
		}
	}
}

// njs 0.4.3: 'é'.toUTF8() has two units, concatenation gives octets, and it equals the text.
func TestByteStrings(t *testing.T) {
	r := newRealm(t, vm.V1)
	octets, text := r.NewByteString("é"), r.NewString("é")
	if octets.Len() != 2 || octets.At(1) != 0xa9 || !octets.IsBytes() {
		t.Errorf("Len = %d, At(1) = %#x, IsBytes = %v", octets.Len(), octets.At(1), octets.IsBytes())
	}
	if !octets.Equal(text) || !text.Equal(octets) || r.NewByteString("\xe9").Equal(text) {
		t.Error("octets do not equal the text they encode, and no other")
	}
	if !r.NewByteString("abc").Equal(r.NewString("abc")) {
		t.Error("ASCII octets do not equal their text")
	}
	for _, pair := range [][2]*vm.String{{octets, text}, {text, octets}, {octets, r.NewString(strings.Repeat("é", 100))}} {
		both, err := r.Concat(pair[0], pair[1])
		if err != nil {
			t.Fatal(err)
		}
		if both.Len() != both.Size() || !both.IsBytes() {
			t.Errorf("concatenation of octets: Len = %d of %d", both.Len(), both.Size())
		}
	}
	if got := r.Substring(octets, 1, 2); !got.IsBytes() || got.Text() != "\xa9" {
		t.Errorf("Substring = %q", got.Text())
	}
	o := object(t, r, "é", vm.True)
	if k, err := r.KeyOf(octets); err != nil || !r.HasOwn(o, k) {
		t.Error("octets are another property name than their text")
	}
}

func TestCharString(t *testing.T) {
	r := newRealm(t, vm.V2)
	for c, want := range map[rune]string{'a': "a", '7': "7", 0: "\x00", 'é': "é", '😀': "😀", 0xd83d: "�", -1: "�", 0x110000: "�"} {
		if got := r.CharString(c); got.Text() != want || got.Len() != 1 {
			t.Errorf("CharString(%#x) = %q, want %q", c, got.Text(), want)
		}
	}
	if r.NewStringBytes([]byte("x")) != r.CharString('x') {
		t.Error("two strings of one ASCII character")
	}
}

func TestCompare(t *testing.T) {
	r := newRealm(t, vm.V2)
	// By code point: an astral one is greater than U+FFFF, which UTF-16 order would deny.
	ordered := []string{"", "A", "a", "aa", "b", "é", "\uffff", "😀"}
	for i, x := range ordered {
		for j, y := range ordered {
			less, _, err := r.Less(str(r, x), str(r, y))
			if err != nil || less != (i < j) {
				t.Errorf("%q < %q = %v, %v", x, y, less, err)
			}
		}
	}
}

func BenchmarkStringAt(b *testing.B) {
	r := realmWith(b, vm.Limits{Memory: 1 << 40, Fuel: 1 << 60})
	for name, text := range map[string]string{"ascii": strings.Repeat("abcd", 250), "utf8": strings.Repeat("aéb😀", 250)} {
		s := r.NewString(text)
		b.Run(name, func(b *testing.B) {
			i := 0
			for b.Loop() {
				_ = s.At(i)
				if i += 7; i >= s.Len() {
					i = 0
				}
			}
		})
	}
}

// BenchmarkConcat is s += piece, a thousand times, and the look at the result.
func BenchmarkConcat(b *testing.B) {
	r := realmWith(b, vm.Limits{Memory: 1 << 30, Fuel: 1 << 60})
	if err := r.Seal(); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		s, piece := r.NewString("start"), r.NewString("piece")
		for range 1000 {
			s, _ = r.Concat(s, piece)
		}
		if r.Flatten(s) != nil || s.Len() != 5005 {
			b.Fatal("wrong")
		}
		r.Rollback()
	}
}
