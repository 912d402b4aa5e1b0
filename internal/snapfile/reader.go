// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapfile

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"

	"selvedge"
)

// ErrFormat says that a file is none of this package, or of another version.
var ErrFormat = errors.New("not a snapshot of this version")

// Result is what a file holds.
type Result struct {
	// Update is the state as one full update.
	Update selvedge.EdgeUpdate
	// Damage says why the end of the file does not count; nil when all of it does.
	Damage error
}

// Read reads the file at path. The chain of the error has fs.ErrNotExist when there is none.
func Read(path string) (*Result, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("edge snapshot: %w", err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	info, err := file.Stat()
	if err != nil {
		return nil, fmt.Errorf("edge snapshot: %w", err)
	}
	if info.Size() > maxFile {
		return nil, fmt.Errorf("edge snapshot %s: %d bytes are more than the maximum of %d", path, info.Size(), int64(maxFile))
	}
	result, err := read(bufio.NewReaderSize(file, 1<<20), info.Size())
	if err != nil {
		return nil, fmt.Errorf("edge snapshot %s: %w", path, err)
	}
	return result, nil
}

// read reads size bytes at the most.
func read(from io.Reader, size int64) (*Result, error) {
	head := make([]byte, len(magic))
	if _, err := io.ReadFull(from, head); err != nil || string(head) != magic {
		return nil, ErrFormat
	}
	r := &reader{from: from, left: size - int64(len(magic)), table: castagnoli(), sections: sections()}
	result := &Result{}
	for r.left > 0 {
		if result.Damage = r.record(); result.Damage != nil {
			break
		}
	}
	if !r.whole {
		return nil, errors.Join(errors.New("there is no whole update"), result.Damage)
	}
	if result.Damage == nil && r.open {
		result.Damage = errors.New("the last update is not complete")
	}
	result.Update = r.state
	result.Update.Full = true
	return result, nil
}

// reader reads records one after the other.
type reader struct {
	from     io.Reader
	left     int64 // bytes of the file
	table    *crc32.Table
	sections []section
	buf      []byte

	state, next selvedge.EdgeUpdate // after the last whole update, and what came since
	whole       bool                // there was a whole update
	open        bool                // there were records since
}

// record reads one record and does what it says.
func (r *reader) record() error {
	var head [frameHead]byte
	if _, err := io.ReadFull(r.from, head[:]); err != nil {
		return errors.New("the file ends in the head of a record")
	}
	r.left -= frameHead
	length := int64(binary.LittleEndian.Uint32(head[:]))
	if length > r.left || length > maxRecord {
		return fmt.Errorf("a record claims to have %d bytes, of which %d are there", length, r.left)
	}
	r.left -= length
	if int64(cap(r.buf)) < length {
		r.buf = make([]byte, length)
	}
	text := r.buf[:length]
	if _, err := io.ReadFull(r.from, text); err != nil {
		return errors.New("the file ends in a record")
	}
	if crc32.Checksum(text, r.table) != binary.LittleEndian.Uint32(head[4:]) {
		return errors.New("a record does not match its checksum")
	}
	got, err := split(text)
	if err != nil {
		return err
	}
	r.open = true
	if got.kind == kindEnd {
		return r.end(got.raw)
	}
	for i := range r.sections {
		if r.sections[i].kind == got.kind {
			if err := r.sections[i].put(&r.next, got.id, got.raw); err != nil {
				return fmt.Errorf("record %c %.60q: %w", got.kind, got.id, err)
			}
			return nil
		}
	}
	return fmt.Errorf("a record has the unknown kind %q", got.kind)
}

// end ends an update.
func (r *reader) end(raw []byte) error {
	var e end
	if err := json.Unmarshal(raw, &e); err != nil {
		return fmt.Errorf("the end of an update: %w", err)
	}
	if !e.Full && !r.whole {
		return errors.New("the first update is not the whole state")
	}
	if e.Full {
		r.state = selvedge.EdgeUpdate{}
	}
	for i := range r.sections {
		r.sections[i].merge(&r.state, &r.next)
	}
	r.state.Revision = e.Revision
	r.next = selvedge.EdgeUpdate{}
	r.whole, r.open = true, false
	return nil
}
