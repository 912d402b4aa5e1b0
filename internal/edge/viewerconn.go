// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge

import (
	"bytes"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

const (
	copyBuffer    = 32 << 10               // bytes moved at once from an origin to a viewer
	lingerBytes   = 256 << 10              // read at most after the answer, so that it is not lost
	lingerTime    = 500 * time.Millisecond // and for so long
	connAwaiting  = int32(0)               // no byte of a request has come
	connAnswering = int32(1)

	// maxChunkHead bounds what is read for one piece of a chunked body, which is what an endless chunk extension would
	// be: four fillings of the library's buffer. Two are needed when a chunk ends at the end of one.
	maxChunkHead = 4 * maxHead
)

var (
	errChunkHead = errors.New("a chunk of the body has too long an extension")
	errNoHalf    = errors.New("the connection cannot be closed in one direction")
)

// viewerConn is a viewer's connection below the HTTP/1 library. It sets the deadlines that the library cannot set,
// sends streamed bodies at once, and notices when the viewer goes away while the edge waits for an origin.
// The connection's goroutine owns it, except for what mu and the atomics guard.
type viewerConn struct {
	net.Conn
	edge *Edge
	ip   string
	tls  *tls.ConnectionState // nil without TLS

	state      atomic.Int32
	lingers    atomic.Bool
	writeArmed time.Time // when the write deadline was set
	quiet      bool      // nothing was read since the last request
	inLine     bool      // what was read of the request ends within its first line
	endsInCR   bool      // and this is the last byte of it
	hasText    bool      // and it is more than that
	ended      bool      // the viewer says no more, and everything that it has said was read
	chunkRoom  int       // bytes that may be read for a piece of a chunked body; 0: this is none

	watcher sync.WaitGroup // the read that waits for the viewer to go away
	taken   sync.WaitGroup // the goroutine that sends a body in place of the library

	mu sync.Mutex

	gone     func() // what Watch asked for; nil when nobody watches
	bodyOpen bool   // a request body is still to be read: watching would steal from it
	watching bool
	stopping bool
	early    [1]byte // what the watch read of the next request
	hasEarly bool
}

func newViewerConn(e *Edge, conn net.Conn) *viewerConn {
	return &viewerConn{Conn: conn, edge: e, quiet: true}
}

func (c *viewerConn) awaiting() bool { return c.state.Load() == connAwaiting }

// Read implements net.Conn.
func (c *viewerConn) Read(p []byte) (int, error) {
	var n int
	var err error
	begins := c.state.Load() == connAwaiting // the library has nothing of the next request yet
	if c.hasEarly && len(p) > 0 {            // only set by a watch that has ended
		c.hasEarly = false
		p[0] = c.early[0]
		n = 1
	} else {
		n, err = c.Conn.Read(p)
	}
	if n == 0 {
		c.ended = c.ended || err == io.EOF
		return n, err
	}
	if begins {
		c.inLine, c.endsInCR, c.hasText = true, false, false
	}
	c.quiet = false
	if c.inLine && !c.checkLine(p[:n]) {
		p[0] = '?' // the library needs a byte to answer to, and line ends are none
		return 1, errLineEnd
	}
	if c.chunkRoom > 0 {
		if c.chunkRoom -= n; c.chunkRoom <= 0 {
			return 0, errChunkHead
		}
	}
	return n, err
}

// checkLine looks for the end of a request's first line in what was read, and says whether it is a proper one. The
// library takes a lone line feed, too, but then waits for a proper end of the head. A request that was sent together
// with the one before is not looked at.
func (c *viewerConn) checkLine(read []byte) bool {
	for len(read) > 0 {
		end := bytes.IndexByte(read, '\n')
		if end < 0 {
			c.endsInCR = read[len(read)-1] == '\r'
			c.hasText = c.hasText || len(read) > 1 || !c.endsInCR
			return true
		}
		if end > 0 {
			c.endsInCR = read[end-1] == '\r'
			c.hasText = c.hasText || end > 1 || !c.endsInCR
		}
		if !c.endsInCR {
			return false
		}
		if c.hasText {
			c.inLine = false
			return true
		}
		c.endsInCR, read = false, read[end+1:] // an empty line before the first one; RFC 9112 section 2.2
	}
	return true
}

// Write implements net.Conn.
func (c *viewerConn) Write(p []byte) (int, error) {
	c.armWrite()
	return c.Conn.Write(p)
}

// ReadFrom implements io.ReaderFrom: what r gives is written piece by piece, as soon as it is there. The HTTP/1
// library calls it for bodies of known length, which it would collect in its buffer otherwise.
func (c *viewerConn) ReadFrom(r io.Reader) (written int64, err error) {
	buf := c.edge.buffers.Get().(*[]byte) //nolint:forcetypeassert // nothing else is put there
	defer c.edge.buffers.Put(buf)
	for {
		n, err := r.Read(*buf)
		if n > 0 {
			m, werr := c.Write((*buf)[:n])
			written += int64(m)
			if werr != nil {
				return written, werr
			}
		}
		if err == io.EOF {
			return written, nil
		}
		if err != nil {
			return written, err
		}
	}
}

// Close implements net.Conn. After an answer that did not wait for the whole request, it takes the rest for a moment:
// closing at once would make the viewer's system drop the answer.
func (c *viewerConn) Close() error {
	half, ok := c.Conn.(interface{ CloseWrite() error })
	if ok && c.lingers.Load() && half.CloseWrite() == nil {
		_ = c.Conn.SetReadDeadline(time.Now().Add(lingerTime)) // the reads below report
		_, _ = io.CopyN(io.Discard, c.Conn, lingerBytes)       // nothing depends on the rest
	}
	return c.Conn.Close()
}

// kill implements conn.
func (c *viewerConn) kill() {
	c.lingers.Store(false)
	_ = c.Conn.Close() // closed is closed
}

// reset closes the connection so that the viewer sees an error, not an end.
func (c *viewerConn) reset() {
	under := c.Conn
	for {
		upper, ok := under.(interface{ NetConn() net.Conn })
		if !ok {
			break
		}
		under = upper.NetConn() // below TLS, which would say that this is the end
	}
	if tcp, ok := under.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0) // the close below does what can be done
	}
	_ = under.Close()
	c.kill()
}

// linger makes Close wait for what the viewer still sends.
func (c *viewerConn) linger() { c.lingers.Store(true) }

// interrupt makes reads fail from now on.
func (c *viewerConn) interrupt() { _ = c.Conn.SetReadDeadline(time.Unix(1, 0)) }

// armBody gives the viewer time for the next piece of its body.
func (c *viewerConn) armBody(now time.Time, patience time.Duration) {
	_ = c.Conn.SetReadDeadline(now.Add(patience)) // the read reports
}

// armWrite gives the viewer time to take the next piece. Setting a deadline costs as much as a small write, so one
// that has most of its time left is kept.
func (c *viewerConn) armWrite() {
	now := time.Now()
	if timeout := c.edge.config.WriteTimeout; now.Sub(c.writeArmed) > timeout/4 {
		c.writeArmed = now
		_ = c.Conn.SetWriteDeadline(now.Add(timeout)) // the write reports
	}
}

// bodyOpened and bodyEnded say when the connection's bytes belong to a request body.
func (c *viewerConn) bodyOpened() {
	c.mu.Lock()
	defer c.mu.Unlock()

	c.bodyOpen = true
}

func (c *viewerConn) bodyEnded() {
	c.mu.Lock()
	defer c.mu.Unlock()

	c.bodyOpen = false
	if c.gone != nil {
		c.watchLocked()
	}
}

// Watch implements Viewer.
func (c *viewerConn) Watch(gone func()) {
	c.mu.Lock()
	defer c.mu.Unlock()

	c.gone = gone
	if !c.bodyOpen {
		c.watchLocked()
	}
}

// watchLocked starts a read of one byte: it ends when the viewer goes away, when it sends the next request early
// (the byte is kept for it), or when Unwatch interrupts it.
func (c *viewerConn) watchLocked() {
	if c.watching || c.hasEarly {
		return
	}
	c.watching = true
	_ = c.Conn.SetReadDeadline(time.Time{}) // the read reports
	c.watcher.Go(c.watchOnce)
}

func (c *viewerConn) watchOnce() {
	n, err := c.Conn.Read(c.early[:])
	c.mu.Lock()
	c.hasEarly = n == 1
	gone, stopping := c.gone, c.stopping
	c.mu.Unlock()
	if n == 0 && err != nil && !stopping && gone != nil {
		gone()
	}
}

// Unwatch implements Viewer.
func (c *viewerConn) Unwatch() {
	c.mu.Lock()
	c.gone, c.bodyOpen = nil, false
	if !c.watching {
		c.mu.Unlock()
		return
	}
	c.stopping = true
	c.interrupt()
	c.mu.Unlock()

	c.watcher.Wait()

	c.mu.Lock()
	c.watching, c.stopping = false, false
	c.mu.Unlock()
	_ = c.Conn.SetReadDeadline(time.Time{}) // the library sets its own for the next request
}

var (
	_ io.ReaderFrom = (*viewerConn)(nil)
	_ Viewer        = (*viewerConn)(nil)
)
