// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"errors"
	"io"
	"sync"
	"time"
)

var (
	errBodyTooLarge  = errors.New("the request body is larger than allowed")
	errBodyAbandoned = errors.New("the exchange is over")
)

// viewerBody is the body of one request on an HTTP/1 connection. The origin's transport reads it on a goroutine of
// its own and may still do so when the exchange has ended; abandon makes sure that it does not touch the connection
// then. For the same reason it is never used again for another request.
type viewerBody struct {
	conn *viewerConn

	mu sync.Mutex // held while reading

	from   io.Reader // nil when nothing may be read any more
	left   int64     // bytes that the limit still allows
	read   int64
	waited time.Duration // for the viewer
	length int64         // that the viewer has named; -1: the body is chunked
	begun  bool          // somebody read
	eof    bool
}

// newViewerBody returns the body that can be read from; it has length bytes, or as many as its chunks say, and limit at
// the most.
func newViewerBody(conn *viewerConn, from io.Reader, length, limit int64) *viewerBody {
	conn.bodyOpened()
	return &viewerBody{conn: conn, from: from, left: limit, length: length}
}

// Read implements io.Reader.
func (b *viewerBody) Read(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()

	switch {
	case b.eof:
		return 0, io.EOF
	case b.from == nil:
		return 0, errBodyAbandoned
	}
	b.begun = true
	start := time.Now()
	b.conn.armBody(start, b.patience())
	if b.length < 0 {
		b.conn.chunkRoom = maxChunkHead
	}
	n, err := b.from.Read(p)
	b.conn.chunkRoom = 0
	b.waited += time.Since(start)
	b.read += int64(n)
	if b.left -= int64(n); b.left < 0 {
		return 0, errBodyTooLarge
	}
	if err == io.EOF && (b.read < b.length || b.length < 0 && b.conn.ended) {
		return n, io.ErrUnexpectedEOF // the library takes the end of the connection for that of the body
	}
	if err == io.EOF {
		b.eof = true
		b.conn.bodyEnded()
	}
	return n, err
}

// patience is how long the viewer may take for the next piece: ReadTimeout, and less when the body has been coming more
// slowly than MinBodyRate.
func (b *viewerBody) patience() time.Duration {
	config := &b.conn.edge.config
	if b.waited <= config.ReadTimeout {
		return config.ReadTimeout
	}
	earned := float64(b.read) / float64(config.MinBodyRate) * float64(time.Second)
	return min(config.ReadTimeout, max(0, config.ReadTimeout+time.Duration(earned)-b.waited))
}

// underway says whether the body was begun and has not come to its end; while it is being read that is so.
func (b *viewerBody) underway() bool {
	if !b.mu.TryLock() {
		return true
	}
	defer b.mu.Unlock()
	return b.begun && !b.eof
}

// abandon ends reading: when it returns, nothing of the connection is read through b any more. A body that was begun
// and not read to its end costs the connection, as nobody knows where the next request would start.
func (b *viewerBody) abandon() {
	if !b.mu.TryLock() { // a read is waiting for the viewer
		b.conn.interrupt()
		b.mu.Lock()
	}
	defer b.mu.Unlock()
	if b.from != nil && b.begun && !b.eof {
		b.conn.interrupt()
		b.conn.linger()
	}
	b.from = nil
}
