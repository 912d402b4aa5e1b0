// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package httpcache

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
)

// This file is the form of an object on disk:
//
//	head   magic, length of meta, length of body, checksum of meta, checksum of the head
//	meta   see meta.go
//	body
//	table  a checksum for each block of the body, and one for the table
//
// All numbers are little-endian; checksums are CRC-32C. The length of the file follows from the head, so that a file
// that was cut off anywhere is recognised before a byte of it is used; other damage shows in a checksum before the
// block that has it is used.

const (
	fileMagic = "SELVOBJ1"
	headSize  = 8 + 4 + 8 + 4 + 4
	blockSize = 64 << 10
	maxMeta   = 256 << 10
	tableUnit = 4
)

var errDamaged = errors.New("the stored object is damaged")

func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) } // made once by the library

func checksum(b []byte) uint32 { return crc32.Checksum(b, castagnoli()) }

// fileHead is what is at the beginning of a file.
type fileHead struct {
	meta    int
	body    int64
	metaSum uint32
}

func (h *fileHead) append(dst []byte) []byte {
	at := len(dst)
	dst = append(dst, fileMagic...)
	dst = binary.LittleEndian.AppendUint32(dst, uint32(h.meta)) //nolint:gosec // at most maxMeta
	dst = binary.LittleEndian.AppendUint64(dst, uint64(h.body)) //nolint:gosec // not negative
	dst = binary.LittleEndian.AppendUint32(dst, h.metaSum)
	return binary.LittleEndian.AppendUint32(dst, checksum(dst[at:]))
}

func readFileHead(b []byte) (h fileHead, err error) {
	if len(b) < headSize || string(b[:8]) != fileMagic ||
		binary.LittleEndian.Uint32(b[headSize-4:]) != checksum(b[:headSize-4]) {
		return h, errDamaged
	}
	h.meta = int(binary.LittleEndian.Uint32(b[8:]))
	h.body = int64(binary.LittleEndian.Uint64(b[12:])) //nolint:gosec // checked below
	h.metaSum = binary.LittleEndian.Uint32(b[20:])
	if h.meta > maxMeta || h.body < 0 || h.body > 1<<50 {
		return h, errDamaged
	}
	return h, nil
}

// blocks returns how many blocks a body has.
func blocks(body int64) int64 { return (body + blockSize - 1) / blockSize }

// fileSize returns the length of the file.
func (h *fileHead) fileSize() int64 {
	return headSize + int64(h.meta) + h.body + (blocks(h.body)+1)*tableUnit
}

// bodyFile is an open file with the body of an object. It is for one reader.
type bodyFile struct {
	file  *os.File
	start int64 // of the body
	size  int64
	table []byte
}

// openObject opens a file and reads all but its body. The caller closes the object's file.
func openObject(path string) (*Object, error) {
	file, err := os.Open(path) //nolint:gosec // the name is a hash
	if err != nil {
		return nil, err
	}
	o, err := readObject(file)
	if err != nil {
		_ = file.Close() // it was read only
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return o, nil
}

// readObject reads all but the body of an object, checking that the file is complete. The object keeps file.
func readObject(file *os.File) (*Object, error) {
	head, o, err := readFileMeta(file)
	if err != nil {
		return nil, err
	}
	b := &bodyFile{file: file, start: headSize + int64(head.meta), size: head.body}
	b.table = make([]byte, (blocks(head.body)+1)*tableUnit) // in proportion to a file that is there
	if _, err := file.ReadAt(b.table, b.start+b.size); err != nil {
		return nil, errDamaged
	}
	last := len(b.table) - tableUnit
	if binary.LittleEndian.Uint32(b.table[last:]) != checksum(b.table[:last]) {
		return nil, errDamaged
	}
	o.file, o.size = b, head.body
	return o, nil
}

// readFileMeta reads head and meta, and checks the length of the file.
func readFileMeta(file *os.File) (head fileHead, _ *Object, _ error) {
	info, err := file.Stat()
	if err != nil {
		return head, nil, err
	}
	first := make([]byte, min(4<<10, info.Size()))
	if _, err := io.ReadFull(file, first); err != nil {
		return head, nil, err
	}
	if head, err = readFileHead(first); err != nil {
		return head, nil, err
	}
	if head.fileSize() != info.Size() {
		return head, nil, errDamaged
	}
	meta := first[headSize:]
	if len(meta) < head.meta {
		meta = make([]byte, head.meta)
		if _, err := file.ReadAt(meta, headSize); err != nil {
			return head, nil, err
		}
	}
	meta = meta[:head.meta]
	if checksum(meta) != head.metaSum {
		return head, nil, errDamaged
	}
	o, err := readMeta(meta)
	return head, o, err
}

// block reads block i into buf, which has room for it, and checks it.
func (b *bodyFile) block(i int64, buf []byte) ([]byte, error) {
	at := i * blockSize
	buf = buf[:min(blockSize, b.size-at)]
	if _, err := b.file.ReadAt(buf, b.start+at); err != nil {
		return nil, err
	}
	if checksum(buf) != binary.LittleEndian.Uint32(b.table[i*tableUnit:]) {
		return nil, errDamaged
	}
	return buf, nil
}

// all reads the whole body.
func (b *bodyFile) all() ([]byte, error) {
	data := make([]byte, b.size)
	for i := range blocks(b.size) {
		if _, err := b.block(i, data[i*blockSize:]); err != nil {
			return nil, err
		}
	}
	return data, nil
}

func (b *bodyFile) close() { _ = b.file.Close() } // it was read only

// Section is a part of a body that is read once, from its beginning to its end.
type Section struct {
	data []byte // what is left, when the body is in memory

	file         *bodyFile
	offset, left int64
	buf, ready   []byte // a block, and what of it is to be read
}

// Read implements io.Reader.
func (s *Section) Read(p []byte) (int, error) {
	if s.file == nil {
		if len(s.data) == 0 {
			return 0, io.EOF
		}
		n := copy(p, s.data)
		s.data = s.data[n:]
		return n, nil
	}
	if s.left == 0 {
		return 0, io.EOF
	}
	if len(s.ready) == 0 {
		if err := s.load(); err != nil {
			return 0, err
		}
	}
	n := copy(p, s.ready)
	s.ready = s.ready[n:]
	s.left -= int64(n)
	s.offset += int64(n)
	return n, nil
}

// load reads the block at offset.
func (s *Section) load() error {
	if s.buf == nil {
		s.buf = make([]byte, min(blockSize, s.file.size))
	}
	block, err := s.file.block(s.offset/blockSize, s.buf)
	if err != nil {
		return err
	}
	block = block[s.offset%blockSize:]
	s.ready = block[:min(int64(len(block)), s.left)]
	return nil
}

// Close implements io.Closer.
func (s *Section) Close() error {
	if s.file != nil {
		s.file.close()
	}
	return nil
}

var _ io.ReadCloser = (*Section)(nil)
