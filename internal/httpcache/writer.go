// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package httpcache

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"os"
)

// fileWriter writes an object to a temporary file. It belongs to one goroutine. It ends with commit or abort.
type fileWriter struct {
	disk     *disk
	object   *Object
	number   uint64 // of the put
	file     *os.File
	head     fileHead
	reserved int64
	sum      uint32 // of the block that is not complete
	table    []byte
}

// reserveStep is how much room is reserved at once for a body whose length is not known.
const reserveStep = 1 << 20

// create begins to write o. size is the length of its body, or what is known of it.
func (d *disk) create(o *Object, size int64) (*fileWriter, error) {
	meta := o.appendMeta(nil)
	if len(meta) > maxMeta {
		return nil, errTooLarge
	}
	w := &fileWriter{disk: d, object: o, number: o.number, head: fileHead{meta: len(meta), metaSum: checksum(meta)}}
	if !w.reserve(size) {
		return nil, errTooLarge
	}
	file, err := os.CreateTemp(d.temporary(), "new-")
	if err != nil {
		d.release(w.reserved)
		return nil, fmt.Errorf("cache: %w", err)
	}
	w.file = file
	if _, err := file.WriteAt(meta, headSize); err != nil {
		w.abort()
		return nil, fmt.Errorf("cache: %w", err)
	}
	return w, nil
}

// reserve makes room for a body of size bytes.
func (w *fileWriter) reserve(size int64) bool {
	head := w.head
	head.body = size
	need := onDisk(head.fileSize()) - w.reserved
	if need <= 0 {
		return true
	}
	if !w.disk.reserve(need) {
		return false
	}
	w.reserved += need
	return true
}

// Write implements io.Writer.
func (w *fileWriter) Write(p []byte) (int, error) {
	end := w.head.body + int64(len(p))
	if head := (fileHead{meta: w.head.meta, body: end}); onDisk(head.fileSize()) > w.reserved && !w.reserve(end+reserveStep) {
		return 0, errTooLarge
	}
	if _, err := w.file.WriteAt(p, headSize+int64(w.head.meta)+w.head.body); err != nil {
		return 0, fmt.Errorf("cache: %w", err)
	}
	for rest := p; len(rest) > 0; {
		n := min(int64(len(rest)), blockSize-w.head.body%blockSize)
		w.sum = crc32.Update(w.sum, castagnoli(), rest[:n])
		w.head.body += n
		if w.head.body%blockSize == 0 {
			w.closeBlock()
		}
		rest = rest[n:]
	}
	return len(p), nil
}

func (w *fileWriter) closeBlock() {
	w.table = binary.LittleEndian.AppendUint32(w.table, w.sum)
	w.sum = 0
}

// finish makes the file complete.
func (w *fileWriter) finish() error {
	if w.head.body%blockSize != 0 {
		w.closeBlock()
	}
	w.table = binary.LittleEndian.AppendUint32(w.table, checksum(w.table))
	if _, err := w.file.WriteAt(w.table, headSize+int64(w.head.meta)+w.head.body); err != nil {
		return err
	}
	_, err := w.file.WriteAt(w.head.append(nil), 0) // last, so that an incomplete file has none
	return err
}

// abort removes the file. It is still readable for those who have it open.
func (w *fileWriter) abort() {
	_ = os.Remove(w.file.Name()) // what is left is removed at the next start
	_ = w.file.Close()           // nobody needs what it holds
	w.disk.release(w.reserved)
	w.reserved = 0
}

// copyBody writes the body of an object whose file is open.
func (w *fileWriter) copyBody(from *bodyFile) error {
	buf := make([]byte, blockSize)
	for i := range blocks(from.size) {
		block, err := from.block(i, buf)
		if err != nil {
			return err
		}
		if _, err := w.Write(block); err != nil {
			return err
		}
	}
	return nil
}

var _ io.Writer = (*fileWriter)(nil)
