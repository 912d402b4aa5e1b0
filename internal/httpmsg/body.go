// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package httpmsg

import "io"

// Bytes is a body that is in memory. Transports recognise it and send it in one piece together with the header.
// It belongs to one message; the data is shared and must not be modified.
type Bytes struct {
	data []byte
	read int
}

// NewBytes returns a body of data, which the caller must not modify afterwards.
func NewBytes(data []byte) *Bytes { return &Bytes{data: data} }

// Reset makes b a body of data that nothing was read of, as NewBytes does.
func (b *Bytes) Reset(data []byte) { b.data, b.read = data, 0 }

// Unread returns what was not read yet.
func (b *Bytes) Unread() []byte { return b.data[b.read:] }

// Read implements io.Reader.
func (b *Bytes) Read(p []byte) (int, error) {
	if b.read == len(b.data) {
		return 0, io.EOF
	}
	n := copy(p, b.data[b.read:])
	b.read += n
	return n, nil
}

// Close implements io.Closer; it does nothing.
func (*Bytes) Close() error { return nil }

var _ io.ReadCloser = (*Bytes)(nil)
