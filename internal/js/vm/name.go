// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm

import (
	"hash/maphash"
	"strconv"
	"strings"
	"sync"

	"selvedge/internal/invariant"
	"selvedge/internal/js/numfmt"
)

// Name is an interned property name: a text that is no array index, or a symbol. Two names of one realm are the
// same exactly when their pointers are.
type Name struct {
	str     String // the text, or the description of a symbol; shared, flat
	hash    uint32
	symbol  bool
	noText  bool   // a symbol without description
	charged uint32 // the invocation that has paid for the name; of names of a realm only
}

// Symbol is a value of type symbol. Its identity is its pointer.
type Symbol Name

// Description returns the description; ok is false when there is none.
func (s *Symbol) Description() (text *String, ok bool) { return &s.str, !s.noText }

// NewSymbol returns a symbol that belongs to no realm: well-known ones and such. See Realm.NewSymbol.
func NewSymbol(description string) *Symbol {
	return (*Symbol)(newName(description, uint32(maphash.String(hashSeed, description)), true))
}

func newName(text string, hash uint32, symbol bool) *Name {
	n := &Name{str: *newShared(text), hash: hash, symbol: symbol}
	if !symbol {
		n.str.name = n
	}
	return n
}

// The symbols that the language itself looks for. ECMA-262 6.1.5.1.
var (
	SymbolAsyncIterator      = &Symbol{str: symbolText("Symbol.asyncIterator"), hash: 1, symbol: true}
	SymbolHasInstance        = &Symbol{str: symbolText("Symbol.hasInstance"), hash: 2, symbol: true}
	SymbolIsConcatSpreadable = &Symbol{str: symbolText("Symbol.isConcatSpreadable"), hash: 3, symbol: true}
	SymbolIterator           = &Symbol{str: symbolText("Symbol.iterator"), hash: 4, symbol: true}
	SymbolMatch              = &Symbol{str: symbolText("Symbol.match"), hash: 5, symbol: true}
	SymbolMatchAll           = &Symbol{str: symbolText("Symbol.matchAll"), hash: 6, symbol: true}
	SymbolReplace            = &Symbol{str: symbolText("Symbol.replace"), hash: 7, symbol: true}
	SymbolSearch             = &Symbol{str: symbolText("Symbol.search"), hash: 8, symbol: true}
	SymbolSpecies            = &Symbol{str: symbolText("Symbol.species"), hash: 9, symbol: true}
	SymbolSplit              = &Symbol{str: symbolText("Symbol.split"), hash: 10, symbol: true}
	SymbolToPrimitive        = &Symbol{str: symbolText("Symbol.toPrimitive"), hash: 11, symbol: true}
	SymbolToStringTag        = &Symbol{str: symbolText("Symbol.toStringTag"), hash: 12, symbol: true}
	SymbolUnscopables        = &Symbol{str: symbolText("Symbol.unscopables"), hash: 13, symbol: true}
)

func symbolText(text string) String { return *newShared(text) }

// maxIndex is the largest array index, 2^32 - 2. ECMA-262 6.1.7.
const maxIndex = 1<<32 - 2

// Key is a property key: an array index, a name or a symbol. Keys of one realm may be compared with ==.
type Key struct {
	name  *Name // nil for an array index
	index uint32
}

// IndexKey returns the key of an array index, at most 2^32 - 2.
func IndexKey(i uint32) Key { return Key{index: i} }

// Key returns the key of a symbol.
func (s *Symbol) Key() Key { return Key{name: (*Name)(s)} }

// Key returns the key of a name.
func (n *Name) Key() Key { return Key{name: n} }

// IsIndex says whether k is an array index.
func (k Key) IsIndex() bool { return k.name == nil }

// IsSymbol says whether k is a symbol.
func (k Key) IsSymbol() bool { return k.name != nil && k.name.symbol }

// Index returns the array index; k must be one.
func (k Key) Index() uint32 { return k.index }

// Text returns the name or the decimal index. Of a symbol it is the description.
func (k Key) Text() string {
	if k.name != nil {
		return k.name.str.text
	}
	return strconv.FormatUint(uint64(k.index), 10)
}

// Shown returns the key as errors name it: the name, the decimal index, or Symbol(description).
func (k Key) Shown() string {
	if k.IsSymbol() {
		return "Symbol(" + k.Text() + ")"
	}
	return k.Text()
}

// hashSeed differs from process to process, so nobody can prepare names that collide. Nothing that a program can
// see depends on it.
var hashSeed = func() maphash.Seed { return maphash.MakeSeed() }()

// NameTable interns names. A table has a parent, which is complete before the table is made, so a name is in one of
// the two only. Tables that have children are read only, and then safe for concurrent use.
type NameTable struct {
	parent *NameTable
	slots  []*Name // open addressing; a power of two in length, at most three quarters full
	count  int
	bytes  int // of the texts
}

// NewNameTable returns an empty table below parent, which must not change any more. A nil parent stands for the
// names that the engine itself knows.
func NewNameTable(parent *NameTable) *NameTable {
	if parent == nil {
		parent = staticNames.seal()
	}
	return &NameTable{parent: parent}
}

// Intern returns the name of a text, which must not be an array index.
func (t *NameTable) Intern(text string) *Name {
	hash := uint32(maphash.String(hashSeed, text))
	if n := t.find(text, hash); n != nil {
		return n
	}
	return t.add(newName(text, hash, false))
}

// Key returns the key of a text, be it a name or an array index.
func (t *NameTable) Key(text string) Key {
	if i, ok := numfmt.ArrayIndex(text); ok {
		return Key{index: i}
	}
	return Key{name: t.Intern(text)}
}

func (t *NameTable) find(text string, hash uint32) *Name {
	for ; t != nil; t = t.parent {
		if len(t.slots) == 0 {
			continue
		}
		mask := uint32(len(t.slots) - 1)
		for i := hash & mask; t.slots[i] != nil; i = (i + 1) & mask {
			if n := t.slots[i]; n.hash == hash && n.str.text == text {
				return n
			}
		}
	}
	return nil
}

func (t *NameTable) add(n *Name) *Name {
	if t.count >= len(t.slots)/4*3 {
		old := t.slots
		t.slots = make([]*Name, max(16, len(old)*2))
		for _, n := range old {
			if n != nil {
				t.place(n)
			}
		}
	}
	t.place(n)
	t.count++
	t.bytes += len(n.str.text)
	return n
}

func (t *NameTable) place(n *Name) {
	mask := uint32(len(t.slots) - 1)
	i := n.hash & mask
	for t.slots[i] != nil {
		i = (i + 1) & mask
	}
	t.slots[i] = n
}

// clear forgets the names of t itself.
func (t *NameTable) clear() {
	clear(t.slots)
	t.count, t.bytes = 0, 0
}

// staticTable is the root of all name tables: it fills while the variables of packages are initialised.
type staticTable struct {
	mu sync.Mutex

	table  NameTable
	sealed bool
}

var staticNames = func() *staticTable { return &staticTable{} }()

// seal ends the filling.
func (s *staticTable) seal() *NameTable {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sealed = true
	return &s.table
}

// realmNames are the names that a realm has met beyond those of its program. Those of the image stay; those of
// invocations stay, too, because the next invocation mostly meets the same, until there are too many.
type realmNames struct {
	table      *NameTable
	invocation uint32 // counts invocations
}

// Bounds of the names that outlive an invocation.
const (
	maxNames     = 1024
	maxNameBytes = 64 << 10
	nameBytes    = 64 // what a name is charged at, beside its text

	// firstInvocation is such that neither it nor the one before is 0, which marks names of the program and the image.
	firstInvocation = 2
)

// KeyOf returns the key of a string. A name that the program has not been seen to use before in the invocation is
// charged like an allocation, whether an earlier invocation has met it or not.
func (r *Realm) KeyOf(s *String) (Key, error) {
	if s.flags&strShared == 0 {
		r.spend(1 + s.Size()/16) // also when the name is known, which is up to earlier invocations
	}
	if n := s.name; n != nil {
		if n.charged != r.names.invocation && n.charged != 0 {
			r.payFor(n)
		}
		return Key{name: n}, nil
	}
	if err := r.Flatten(s); err != nil {
		return Key{}, err
	}
	if i, ok := numfmt.ArrayIndex(s.text); ok {
		return Key{index: i}, nil
	}
	n := r.intern(s.text)
	if s.flags&strShared == 0 && (s.flags&strImage == 0 || n.charged == 0) {
		s.name = n
	}
	return Key{name: n}, nil
}

// KeyOfText returns the key of a text.
func (r *Realm) KeyOfText(text string) Key {
	if i, ok := numfmt.ArrayIndex(text); ok {
		return Key{index: i}
	}
	return Key{name: r.intern(text)}
}

func (r *Realm) intern(text string) *Name {
	hash := uint32(maphash.String(hashSeed, text))
	n := r.names.table.find(text, hash)
	if n == nil {
		n = r.names.table.add(newName(strings.Clone(text), hash, false))
		if !r.sealed {
			r.took(nameBytes + len(text))
		} else {
			n.charged = r.names.invocation - 1
		}
	}
	if n.charged != r.names.invocation && n.charged != 0 {
		r.payFor(n)
	}
	return n
}

func (r *Realm) payFor(n *Name) {
	n.charged = r.names.invocation
	r.took(nameBytes + len(n.str.text))
}

// KeyString returns the key as a string of the language; of symbols the description.
func (r *Realm) KeyString(k Key) *String {
	if k.name != nil {
		return &k.name.str
	}
	if k.index < 10 {
		return asciiString(byte('0' + k.index))
	}
	return r.NewString(strconv.FormatUint(uint64(k.index), 10))
}

// KeyValue returns the key as a value: a string or a symbol.
func (r *Realm) KeyValue(k Key) Value {
	if k.IsSymbol() {
		return (*Symbol)(k.name).Value()
	}
	return r.KeyString(k).Value()
}

// NewSymbol returns a new symbol. The description may be nil.
func (r *Realm) NewSymbol(description *String) *Symbol {
	text := ""
	if description != nil {
		text = strings.Clone(description.Text())
	}
	r.took(nameBytes + len(text))
	s := NewSymbol(text)
	s.noText = description == nil
	return s
}

// endInvocation starts a new period of charging, and forgets names when there are too many.
func (t *realmNames) endInvocation() (forgotten bool) {
	t.invocation = max(t.invocation+1, firstInvocation) // it may wrap around
	if t.table.count > maxNames || t.table.bytes > maxNameBytes {
		t.table.clear()
		return true
	}
	return false
}

// StaticKey returns the key of a text for all realms. It is for variables of packages only:
//
//	var keySticky = func() vm.Key { return vm.StaticKey("sticky") }()
//
// It must not be called once the first name table has been made. See Keys for those that are there already.
func StaticKey(text string) Key {
	staticNames.mu.Lock()
	defer staticNames.mu.Unlock()
	invariant.Check(!staticNames.sealed, "StaticKey is for variables of packages: "+text)
	return staticNames.table.Key(text)
}
