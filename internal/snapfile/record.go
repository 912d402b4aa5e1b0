// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapfile

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"iter"
	"maps"
	"time"

	"selvedge"
	"selvedge/internal/kvview"
)

// magic begins the file. Its last byte is the version of the format; another one is another format.
const magic = "SVGEDGE\x01"

// Bounds of a file.
const (
	maxRecord = 16 << 20 // bytes; a key value store has 5 MiB at the most, other records have less
	maxID     = 1 << 10  // bytes
	maxFile   = 8 << 30  // bytes
	maxPairs  = 1 << 20  // of a key value store; each has a byte at least
)

// Kinds of records. A record is its kind, the length of the id, the id, and the value: JSON, or what pairs.go says. A
// value of no bytes says that there is nothing by that id any more.
const (
	kindFunction       = 'F'
	kindDistribution   = 'D'
	kindCachePolicy    = 'c'
	kindRequestPolicy  = 'q'
	kindResponsePolicy = 'r'
	kindAccessControl  = 'a'
	kindKeyValues      = 'K'
	kindEnd            = 'E' // the update is complete
)

// end is the value of the record that ends an update.
type end struct {
	Revision int64
	Full     bool
}

// section is what a kind of records is in an update.
type section struct {
	kind byte
	// each yields the values by id, each encoded; none for what was deleted.
	each func(u *selvedge.EdgeUpdate) iter.Seq2[string, value]
	// put decodes a value into u.
	put func(u *selvedge.EdgeUpdate, id string, raw []byte) error
	// merge brings the changes of u into state, where nothing is nil.
	merge func(state, u *selvedge.EdgeUpdate)
	// collect brings the changes of u into those of pending.
	collect func(pending, u *selvedge.EdgeUpdate)
}

// value is encoded bytes, or why there are none.
type value struct {
	raw []byte
	err error
}

// sections lists the kinds.
func sections() []section {
	return []section{
		newSection(kindFunction, func(u *selvedge.EdgeUpdate) *map[string]*selvedge.Function { return &u.Functions }),
		newSection(kindDistribution, func(u *selvedge.EdgeUpdate) *map[string]*selvedge.Distribution { return &u.Distributions }),
		newSection(kindCachePolicy, func(u *selvedge.EdgeUpdate) *map[string]*selvedge.CachePolicy { return &u.CachePolicies }),
		newSection(kindRequestPolicy, func(u *selvedge.EdgeUpdate) *map[string]*selvedge.OriginRequestPolicy {
			return &u.OriginRequestPolicies
		}),
		newSection(kindResponsePolicy, func(u *selvedge.EdgeUpdate) *map[string]*selvedge.ResponseHeadersPolicy {
			return &u.ResponseHeadersPolicies
		}),
		newSection(kindAccessControl, func(u *selvedge.EdgeUpdate) *map[string]*selvedge.OriginAccessControl { return &u.OriginAccessControls }),
		keyValueSection(),
	}
}

// newSection makes the section of records that are JSON.
func newSection[R any](kind byte, of func(*selvedge.EdgeUpdate) *map[string]*R) section {
	return section{
		kind: kind,
		each: func(u *selvedge.EdgeUpdate) iter.Seq2[string, value] {
			return func(yield func(string, value) bool) {
				for id, r := range *of(u) {
					var v value
					if r != nil {
						v.raw, v.err = lean(r)
					}
					if !yield(id, v) {
						return
					}
				}
			}
		},
		put: func(u *selvedge.EdgeUpdate, id string, raw []byte) error {
			var r *R
			if len(raw) > 0 {
				r = new(R)
				if err := json.Unmarshal(raw, r); err != nil {
					return err
				}
			}
			set(of(u), id, r)
			return nil
		},
		merge: func(state, u *selvedge.EdgeUpdate) {
			for id, r := range *of(u) {
				if r == nil {
					delete(*of(state), id)
				} else {
					set(of(state), id, r)
				}
			}
		},
		collect: func(pending, u *selvedge.EdgeUpdate) {
			for id, r := range *of(u) {
				set(of(pending), id, r)
			}
		},
	}
}

func set[V any](m *map[string]V, id string, v V) {
	if *m == nil {
		*m = map[string]V{}
	}
	(*m)[id] = v
}

func keyValueSection() section {
	return section{
		kind: kindKeyValues,
		each: func(u *selvedge.EdgeUpdate) iter.Seq2[string, value] {
			return func(yield func(string, value) bool) {
				for id, content := range u.KeyValues {
					v := value{}
					if content != nil {
						v.raw, v.err = appendPairs(nil, content)
					}
					if !yield(id, v) {
						return
					}
				}
			}
		},
		put: func(u *selvedge.EdgeUpdate, id string, raw []byte) error {
			var content selvedge.KeyValues
			if len(raw) > 0 {
				view, err := readPairs(id, raw)
				if err != nil {
					return err
				}
				content = view
			}
			set(&u.KeyValues, id, content)
			return nil
		},
		merge: func(state, u *selvedge.EdgeUpdate) {
			for id, content := range u.KeyValues {
				set(&state.KeyValues, id, content)
			}
			maps.DeleteFunc(state.KeyValues, func(_ string, content selvedge.KeyValues) bool { return content == nil })
		},
		collect: func(pending, u *selvedge.EdgeUpdate) {
			for id, content := range u.KeyValues {
				set(&pending.KeyValues, id, content)
			}
		},
	}
}

// appendPairs appends the content of a key value store: when it was made and changed, in nanoseconds of Unix time, the
// number of keys, and each key and value behind its length.
func appendPairs(dst []byte, content selvedge.KeyValues) ([]byte, error) {
	all, ok := content.(interface {
		All() iter.Seq2[string, string]
	})
	if !ok {
		return nil, fmt.Errorf("key value store %s: %T does not list its keys", content.ID(), content)
	}
	dst = binary.AppendVarint(dst, content.Created().UnixNano())
	dst = binary.AppendVarint(dst, content.Modified().UnixNano())
	dst = binary.AppendUvarint(dst, uint64(content.Len())) //nolint:gosec // a count
	for k, v := range all.All() {
		dst = append(binary.AppendUvarint(dst, uint64(len(k))), k...)
		dst = append(binary.AppendUvarint(dst, uint64(len(v))), v...)
	}
	return dst, nil
}

var errPairs = errors.New("the content of the key value store is not complete")

func readPairs(id string, raw []byte) (*kvview.View, error) {
	created, n := binary.Varint(raw)
	modified, m := binary.Varint(raw[max(n, 0):])
	if n <= 0 || m <= 0 {
		return nil, errPairs
	}
	raw = raw[n+m:]
	count, n := binary.Uvarint(raw)
	if n <= 0 || count > maxPairs || count > uint64(len(raw)) {
		return nil, errPairs
	}
	raw = raw[n:]
	changes, seen := make([]kvview.Change, 0, count), make(map[string]bool, count)
	text := func() (string, bool) {
		size, n := binary.Uvarint(raw)
		if n <= 0 || size > uint64(len(raw)-n) {
			return "", false
		}
		s := string(raw[n : n+int(size)]) //nolint:gosec // not more than the length of raw
		raw = raw[n+int(size):]           //nolint:gosec // see above
		return s, true
	}
	for range count {
		key, ok := text()
		v, also := text()
		if !ok || !also || seen[key] {
			return nil, errPairs
		}
		seen[key] = true
		changes = append(changes, kvview.Change{Key: key, Value: v})
	}
	if len(raw) > 0 {
		return nil, errPairs
	}
	at := func(nanos int64) time.Time { return time.Unix(0, nanos).UTC() }
	return kvview.New(id, at(created)).With(changes, at(modified)), nil
}

// frameHead is the length of what stands before a record: its length and its checksum (CRC-32C), little endian.
const frameHead = 8

// castagnoli is what checksums are computed with.
func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

// writeRecord writes one record and returns how many bytes that were.
func writeRecord(w io.Writer, table *crc32.Table, kind byte, id string, raw []byte) (int64, error) {
	if len(id) > maxID || len(raw) > maxRecord-maxID-16 {
		return 0, fmt.Errorf("record %c %.60q has %d bytes, the maximum is %d", kind, id, len(raw), maxRecord)
	}
	head := make([]byte, frameHead, frameHead+16+len(id))
	head = append(head, kind)
	head = binary.AppendUvarint(head, uint64(len(id)))
	head = append(head, id...)
	length := len(head) - frameHead + len(raw)
	binary.LittleEndian.PutUint32(head, uint32(length)) //nolint:gosec // bounded above
	sum := crc32.Update(crc32.Checksum(head[frameHead:], table), table, raw)
	binary.LittleEndian.PutUint32(head[4:], sum)
	if _, err := w.Write(head); err != nil {
		return 0, err
	}
	_, err := w.Write(raw)
	return int64(frameHead + length), err
}

// record is one taken apart.
type record struct {
	kind byte
	id   string
	raw  []byte // the value
}

// split takes a record apart.
func split(text []byte) (record, error) {
	if len(text) == 0 {
		return record{}, errors.New("a record is empty")
	}
	size, n := binary.Uvarint(text[1:])
	if n <= 0 || size > maxID || int(size) > len(text)-1-n { //nolint:gosec // bounded
		return record{}, errors.New("a record has no id")
	}
	rest := text[1+n:]
	return record{text[0], string(rest[:size]), rest[size:]}, nil
}
