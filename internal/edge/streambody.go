// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"io"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// requestBody is the body of a request as an exchange knows it. The origin's transport reads it on a goroutine of its own
// and may still do so when the exchange has ended.
type requestBody interface {
	io.Reader
	// underway says whether the body was begun and has not come to its end; while it is being read that is so.
	underway() bool
	// abandon ends reading: when it returns, nothing of the viewer is read through the body any more.
	abandon()
}

// streamBody is the body of a request of HTTP/2 or HTTP/3.
type streamBody struct {
	from     io.ReadCloser
	deadline func(time.Time) error
	patience time.Duration // for a piece; 0: any

	mu sync.Mutex // held while reading

	left  int64 // bytes that the limit still allows
	first [1]byte
	ahead bool // first was read
	begun bool
	eof   bool
	over  bool
}

func newStreamBody(w http.ResponseWriter, r *http.Request, config *Config) *streamBody {
	return &streamBody{
		from: r.Body, deadline: http.NewResponseController(w).SetReadDeadline, patience: config.ReadTimeout,
		left: config.MaxBody,
	}
}

// begins waits for the first byte and says whether there is one.
func (b *streamBody) begins() bool {
	b.arm()
	_, err := io.ReadFull(b.from, b.first[:])
	b.ahead = err == nil
	return b.ahead || err != io.EOF // another error comes again
}

func (b *streamBody) arm() {
	if b.patience > 0 {
		_ = b.deadline(time.Now().Add(b.patience)) // the read reports
	}
}

// Read implements io.Reader.
func (b *streamBody) Read(p []byte) (n int, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()

	switch {
	case b.eof:
		return 0, io.EOF
	case b.over:
		return 0, errBodyAbandoned
	case len(p) == 0:
		return 0, nil
	}
	b.begun = true
	if b.ahead {
		b.ahead = false
		p[0] = b.first[0]
		n = 1
	} else {
		b.arm()
		n, err = b.from.Read(p)
	}
	if b.left -= int64(n); b.left < 0 {
		return 0, errBodyTooLarge
	}
	b.eof = err == io.EOF
	return n, err
}

func (b *streamBody) underway() bool { return false } // streams do not share what could be left in disorder

func (b *streamBody) abandon() {
	_ = b.from.Close() // ends a read that waits for the viewer
	b.mu.Lock()
	defer b.mu.Unlock()
	b.over = true
}

func lengthText(n int64) string { return strconv.FormatInt(n, 10) }

var (
	_ requestBody = (*viewerBody)(nil)
	_ requestBody = (*streamBody)(nil)
)
