// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapfile

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"selvedge"
)

// Defaults of Config, and when a file is written anew.
const (
	DefaultDelay = time.Second
	retryDelay   = 10 * time.Second
	growth       = 4 << 20 // bytes of changes that are no reason yet
)

// Config says where and how often to write. Path is required.
type Config struct {
	Path string
	// Delay is how long changes are collected before they are written.
	Delay time.Duration
	// Logger is for operators; nil means discard.
	Logger *slog.Logger
}

// Writer keeps a file up to date.
type Writer struct {
	config   Config
	sections []section
	table    *crc32.Table
	wake     chan struct{} // has an element when there is something to write
	failures atomic.Uint64
	written  atomic.Int64 // revision

	mu sync.Mutex

	pending *selvedge.EdgeUpdate // not yet written; nil when there is nothing

	// What follows belongs to Run.
	state          selvedge.EdgeUpdate // what the file holds
	known          bool                // the state is whole
	file           *os.File            // to append to; nil when the file has to be written anew
	base, appended int64               // bytes
}

// NewWriter returns a Writer; nothing is written before Run.
func NewWriter(config Config) *Writer {
	if config.Delay == 0 {
		config.Delay = DefaultDelay
	}
	if config.Logger == nil {
		config.Logger = slog.New(slog.DiscardHandler)
	}
	return &Writer{config: config, sections: sections(), table: castagnoli(), wake: make(chan struct{}, 1)}
}

// Failures returns how often writing has failed.
func (w *Writer) Failures() uint64 { return w.failures.Load() }

// Revision returns the revision that the file is at; 0 when it was not written yet.
func (w *Writer) Revision() int64 { return w.written.Load() }

// Add takes an update that the edge has applied. It does not wait for the disk.
func (w *Writer) Add(u selvedge.EdgeUpdate) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.pending == nil || u.Full {
		w.pending = &selvedge.EdgeUpdate{Full: u.Full}
	}
	for i := range w.sections {
		w.sections[i].collect(w.pending, &u)
	}
	w.pending.Revision = u.Revision
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// Run writes until ctx is done, and then what is left. It does not return before.
func (w *Writer) Run(ctx context.Context) {
	defer w.close()
	for {
		select {
		case <-ctx.Done():
			w.write()
			return
		case <-w.wake:
		}
		delay := w.config.Delay
		for {
			if !sleep(ctx, delay) {
				break // the last attempt is above
			}
			if w.write() {
				break
			}
			delay = retryDelay
		}
	}
}

// sleep waits for d; it returns false when ctx is done.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// write brings what is pending into the file; it returns false when that failed.
func (w *Writer) write() bool {
	w.mu.Lock()
	u := w.pending
	w.pending = nil
	w.mu.Unlock()
	if u != nil {
		if u.Full {
			w.state, w.known = selvedge.EdgeUpdate{}, true
		}
		for i := range w.sections {
			w.sections[i].merge(&w.state, u)
		}
		w.state.Revision = u.Revision
	}
	if !w.known || u == nil && w.file != nil {
		return true // no state to write, or nothing new
	}
	var err error
	if w.file == nil || u.Full || w.appended > w.base+growth {
		err = w.rewrite()
	} else {
		err = w.appendUpdate(u)
	}
	if err != nil {
		w.failed(err)
		return false
	}
	w.written.Store(w.state.Revision)
	return true
}

// failed notes that the file is not what it should be; it is written anew next time.
func (w *Writer) failed(err error) {
	w.close()
	if w.failures.Add(1) == 1 {
		w.config.Logger.Warn("edge snapshot not written", selvedge.LogErr, err)
	}
}

func (w *Writer) close() {
	if w.file != nil {
		_ = w.file.Close() // every write before was synced or has failed
		w.file = nil
	}
}

// rewrite makes a new file of the whole state.
func (w *Writer) rewrite() (err error) {
	w.close()
	next := w.config.Path + ".new" // there is one writer, so that an old one of that name is of no use
	file, err := os.OpenFile(next, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, file.Close(), os.Remove(next))
		}
	}()
	if _, err = io.WriteString(file, magic); err != nil {
		return err
	}
	w.state.Full = true
	size, err := w.put(file, &w.state)
	if err != nil {
		return err
	}
	if err = os.Rename(next, w.config.Path); err != nil {
		return err
	}
	if err = syncFolder(filepath.Dir(w.config.Path)); err != nil {
		return err
	}
	w.file, w.base, w.appended = file, size, 0
	return nil
}

func (w *Writer) appendUpdate(u *selvedge.EdgeUpdate) error {
	size, err := w.put(w.file, u)
	w.appended += size
	return err
}

// put writes the records of an update and makes them durable.
func (w *Writer) put(file *os.File, u *selvedge.EdgeUpdate) (size int64, err error) {
	out := bufio.NewWriterSize(file, 256<<10)
	record := func(kind byte, id string, raw []byte) error {
		n, err := writeRecord(out, w.table, kind, id, raw)
		size += n
		return err
	}
	for i := range w.sections {
		for id, v := range w.sections[i].each(u) {
			if v.err != nil {
				return size, fmt.Errorf("record %c %.60q: %w", w.sections[i].kind, id, v.err)
			}
			if err := record(w.sections[i].kind, id, v.raw); err != nil {
				return size, err
			}
		}
	}
	raw, err := json.Marshal(end{u.Revision, u.Full})
	if err != nil {
		return size, err
	}
	if err := record(kindEnd, "", raw); err != nil {
		return size, err
	}
	return size, errors.Join(out.Flush(), file.Sync())
}

// syncFolder makes a rename durable.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
