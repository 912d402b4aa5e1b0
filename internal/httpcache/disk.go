// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package httpcache

import (
	"cmp"
	"container/list"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// This file is the tier on disk: one file for each object, and an index in memory that is made anew at each start. Files
// appear complete, by renaming. What was used last is evicted last.

// errTooLarge is that an object has no room.
var errTooLarge = errors.New("cache: the object is too large")

// diskID names a file: the first half of the hash of a key.
type diskID [16]byte

func diskIDOf(key []byte) diskID {
	sum := sha256.Sum256(key)
	return diskID(sum[:16])
}

// diskUnit is what the sizes of files are rounded up to, as file systems do.
const diskUnit = 4 << 10

func onDisk(size int64) int64 { return (size + diskUnit - 1) / diskUnit * diskUnit }

// loadLimit bounds how long making the index may take; files that were not looked at by then are removed.
const loadLimit = 30 * time.Second

// diskEntry is what the index knows of a file.
type diskEntry struct {
	id                diskID
	size              int64  // rounded up
	number            uint64 // of the put; 0 for what was found at the start
	distribution, uri string
	requested         time.Time
	used              time.Time // only while the index is made
}

// disk is the tier. It is safe for concurrent use.
type disk struct {
	dir string
	max int64
	now func() time.Time

	ready   atomic.Bool // the index is complete
	closing atomic.Bool

	evictions atomic.Uint64
	damaged   atomic.Uint64

	mu sync.Mutex

	entries map[diskID]*list.Element // of *diskEntry
	recent  *list.List               // the one used last in front
	removed map[diskID]uint64        // numbers up to which an object is not to be stored, while some wait
	floor   uint64                   // the same for all
	bytes   int64                    // of all entries
	writing int64                    // reserved by writers
}

// openDisk prepares the folder. load must be called next, on another goroutine.
func openDisk(dir string, limit int64, now func() time.Time) (*disk, error) {
	d := &disk{
		dir: dir, max: limit, now: now, entries: map[diskID]*list.Element{}, recent: list.New(),
		removed: map[diskID]uint64{},
	}
	if err := os.RemoveAll(d.temporary()); err != nil {
		return nil, fmt.Errorf("cache: %w", err)
	}
	for _, folder := range []string{d.temporary(), d.objects()} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return nil, fmt.Errorf("cache: %w", err)
		}
	}
	return d, nil
}

func (d *disk) temporary() string { return filepath.Join(d.dir, "new") }
func (d *disk) objects() string   { return filepath.Join(d.dir, "objects") }

func (d *disk) path(id diskID) string {
	name := hex.EncodeToString(id[:])
	return filepath.Join(d.objects(), name[:2], name)
}

// get opens the object with a key; nil when there is none. A damaged file is removed.
func (d *disk) get(key []byte) *Object {
	id := diskIDOf(key)
	d.mu.Lock()
	element := d.entries[id]
	if element != nil {
		d.recent.MoveToFront(element)
	}
	d.mu.Unlock()
	if element == nil && d.ready.Load() {
		return nil
	}
	path := d.path(id)
	o, err := openObject(path)
	switch {
	case err == nil && o.Key == string(key):
	case err == nil: // two keys with the same hash, which nobody will live to see
		o.Close()
		return nil
	case errors.Is(err, fs.ErrNotExist):
		if element != nil {
			d.discard(id)
		}
		return nil
	default:
		d.damaged.Add(1)
		d.discard(id)
		return nil
	}
	if now := d.now(); element != nil {
		_ = os.Chtimes(path, now, now) // only the order of eviction after the next start depends on it
	}
	return o
}

// reserve makes room for size more bytes by evicting what was not used for the longest time.
func (d *disk) reserve(size int64) bool {
	d.mu.Lock()
	defer d.mu.Unlock()

	if size > d.max-d.writing {
		return false
	}
	d.writing += size
	d.evictLocked()
	return true
}

func (d *disk) release(size int64) {
	d.mu.Lock()
	defer d.mu.Unlock()

	d.writing -= size
}

func (d *disk) evictLocked() {
	for d.bytes+d.writing > d.max {
		last := d.recent.Back()
		if last == nil {
			return
		}
		d.removeLocked(last)
		d.evictions.Add(1)
	}
}

// removeLocked removes an entry and its file. That is done with the lock held, so that a file which takes its place is
// not hit.
func (d *disk) removeLocked(element *list.Element) {
	e := element.Value.(*diskEntry) //nolint:forcetypeassert // nothing else is there
	d.recent.Remove(element)
	delete(d.entries, e.id)
	d.bytes -= e.size
	_ = os.Remove(d.path(e.id)) // a file that stays is damaged, or found again at the next start
}

// remove removes an object, unless it was put after number, and keeps one from being stored that was put before.
func (d *disk) remove(id diskID, number uint64) {
	d.mu.Lock()
	defer d.mu.Unlock()

	if element := d.entries[id]; element != nil && element.Value.(*diskEntry).number > number { //nolint:forcetypeassert // as below
		return
	}
	if len(d.removed) >= maxRemoved {
		clear(d.removed)
		d.floor = number
	}
	d.removed[id] = max(number, d.removed[id])
	d.discardLocked(id)
}

// maxRemoved bounds the list of what was removed while something waited to be written.
const maxRemoved = 64 << 10

// settle forgets what was removed up to number: everything that was put until then is written.
func (d *disk) settle(number uint64) {
	d.mu.Lock()
	defer d.mu.Unlock()

	for id, removed := range d.removed {
		if removed <= number {
			delete(d.removed, id)
		}
	}
}

// discard removes an object, whether the index knows it or not.
func (d *disk) discard(id diskID) {
	d.mu.Lock()
	defer d.mu.Unlock()

	d.discardLocked(id)
}

func (d *disk) discardLocked(id diskID) {
	if element := d.entries[id]; element != nil {
		d.removeLocked(element)
		return
	}
	if !d.ready.Load() {
		_ = os.Remove(d.path(id)) // most often it is not there
	}
}

// commit makes what w has written the object with its key.
func (d *disk) commit(w *fileWriter) error {
	if err := w.finish(); err != nil {
		w.abort()
		return fmt.Errorf("cache: %w", err)
	}
	o := w.object
	id := diskIDOf([]byte(o.Key))
	path := d.path(id)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		w.abort()
		return fmt.Errorf("cache: %w", err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()

	err := errOlder
	if !d.newerLocked(id, w.number) {
		err = os.Rename(w.file.Name(), path)
	}
	if err != nil {
		d.mu.Unlock()
		w.abort()
		d.mu.Lock()
		return fmt.Errorf("cache: %w", err)
	}
	_ = w.file.Close() // a write that failed late shows in a checksum
	d.writing -= w.reserved
	d.addLocked(&diskEntry{
		id: id, size: onDisk(w.head.fileSize()), number: w.number, distribution: o.Distribution, uri: o.URI, requested: o.Requested,
	})
	return nil
}

// errOlder is that something newer was put, or the object removed, while it waited to be written.
var errOlder = errors.New("something newer is stored")

// newerLocked says whether something was put or removed after number.
func (d *disk) newerLocked(id diskID, number uint64) bool {
	if number <= d.floor || number <= d.removed[id] {
		return true
	}
	element := d.entries[id]
	return element != nil && element.Value.(*diskEntry).number > number //nolint:forcetypeassert // nothing else is there
}

// addLocked enters a file in the index, in place of the one that it has replaced.
func (d *disk) addLocked(e *diskEntry) {
	if old := d.entries[e.id]; old != nil {
		d.recent.Remove(old)
		d.bytes -= old.Value.(*diskEntry).size //nolint:forcetypeassert // nothing else is there
	}
	d.entries[e.id] = d.recent.PushFront(e)
	d.bytes += e.size
	d.evictLocked()
}

// removeWhere removes the objects that the index has and that condition holds for.
func (d *disk) removeWhere(condition func(distribution, uri string, requested time.Time) bool) {
	d.mu.Lock()
	defer d.mu.Unlock()

	for element := d.recent.Front(); element != nil; {
		next := element.Next()
		if e := element.Value.(*diskEntry); condition(e.distribution, e.uri, e.requested) { //nolint:forcetypeassert // as above
			d.removeLocked(element)
		}
		element = next
	}
}

// load makes the index. What other goroutines store meanwhile is newer than what it finds.
func (d *disk) load() {
	deadline := d.now().Add(loadLimit)
	var found []*diskEntry
	folders, _ := os.ReadDir(d.objects()) // without the folder nothing is found
	for _, folder := range folders {
		path := filepath.Join(d.objects(), folder.Name())
		if d.now().After(deadline) && !d.closing.Load() {
			_ = os.RemoveAll(path) // what is not in the index would not be counted
			continue
		}
		files, err := os.ReadDir(path)
		if err != nil {
			_ = os.Remove(path) // not a folder: none of ours
			continue
		}
		for _, file := range files {
			if d.closing.Load() {
				return
			}
			if e := d.examine(filepath.Join(path, file.Name())); e != nil {
				found = append(found, e)
			}
		}
	}
	slices.SortFunc(found, func(a, b *diskEntry) int { return cmp.Compare(b.used.UnixNano(), a.used.UnixNano()) })
	d.mu.Lock()
	defer d.mu.Unlock()

	for _, e := range found {
		if d.entries[e.id] == nil {
			d.entries[e.id] = d.recent.PushBack(e)
			d.bytes += e.size
		}
	}
	d.evictLocked()
	d.ready.Store(true)
}

// examine reads what the index needs of a file, and removes one that is damaged.
func (d *disk) examine(path string) *diskEntry {
	file, err := os.Open(path) //nolint:gosec // found in our folder
	if err != nil {
		return nil
	}
	defer file.Close() //nolint:errcheck // it was read only
	info, err := file.Stat()
	if err != nil {
		return nil
	}
	head, o, err := readFileMeta(file)
	if err != nil || d.path(diskIDOf([]byte(o.Key))) != path {
		d.damaged.Add(1)
		_ = os.RemoveAll(path)
		return nil
	}
	return &diskEntry{
		id: diskIDOf([]byte(o.Key)), size: onDisk(head.fileSize()), distribution: strings.Clone(o.Distribution),
		uri: strings.Clone(o.URI), requested: o.Requested, used: info.ModTime(),
	}
}
