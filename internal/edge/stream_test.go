// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"selvedge"
	"selvedge/internal/edge"
	"selvedge/internal/snapshot"
)

// This file tests bodies on their way, and what happens when one side is slow, breaks or goes away.

// readHeader returns the response without waiting for its body.
func (v *viewer) readHeader(method string) *http.Response {
	v.t.Helper()
	resp, err := http.ReadResponse(v.r, &http.Request{Method: method})
	if err != nil {
		v.t.Fatalf("reading the response: %v", err)
	}
	return resp
}

func readFull(t *testing.T, r io.Reader, want string) {
	t.Helper()
	buf := make([]byte, len(want))
	if _, err := io.ReadFull(r, buf); err != nil || string(buf) != want {
		t.Fatalf("read %q, %v; want %q", buf, err, want)
	}
}

func TestResponseStreams(t *testing.T) {
	for _, tt := range []struct{ name, request, header, first, last string }{
		{"known length", "GET / HTTP/1.1\n\n", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n", "first", "later"},
		{"chunked", "GET / HTTP/1.1\n\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "5\r\nfirst\r\n", "5\r\nlater\r\n0\r\n\r\n"},
		{"until the end of the connection", "GET / HTTP/1.1\n\n", "HTTP/1.1 200 OK\r\n\r\n", "first", "later"},
		{"chunked, to HTTP/1.0", "GET / HTTP/1.0\n\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "5\r\nfirst\r\n", "5\r\nlater\r\n0\r\n\r\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			next := make(chan struct{})
			r := start(t, rawOrigin(t, func(c net.Conn, _ string) {
				for _, part := range []string{tt.header, tt.first, tt.last} { // each only when the one before has arrived
					_, _ = io.WriteString(c, part)
					<-next
				}
			}), options{})
			v := r.dial()
			v.send(tt.request)
			resp := v.readHeader("GET")
			next <- struct{}{}
			readFull(t, resp.Body, "first")
			next <- struct{}{}
			readFull(t, resp.Body, "later")
			close(next)
			if rest, err := io.ReadAll(resp.Body); err != nil || len(rest) > 0 {
				t.Errorf("at the end: %q, %v", rest, err)
			}
			if strings.Contains(tt.request, "1.0") && len(resp.TransferEncoding) > 0 {
				t.Errorf("HTTP/1.0 gets the coding %v", resp.TransferEncoding)
			}
		})
	}
}

func TestLargeBodiesBothWays(t *testing.T) {
	const size = 5 << 20
	r := start(t, httpOrigin(t, func(w http.ResponseWriter, req *http.Request) {
		n, err := io.Copy(io.Discard, req.Body)
		if err != nil || n != size {
			t.Errorf("the origin read %d bytes, %v", n, err)
		}
		w.Header().Set("Content-Length", fmt.Sprint(size))
		_, _ = io.CopyN(w, endless('b'), size)
	}), options{response: passes})
	v := r.dial()
	v.send(fmt.Sprintf("POST / HTTP/1.1\nContent-Length: %d\n\n", size))
	if _, err := io.CopyN(v, endless('a'), size); err != nil {
		t.Fatal(err)
	}
	a := v.receive("POST")
	a.expect(t, 200, edge.OutcomeMiss)
	if len(a.body) != size || strings.Trim(a.body, "b") != "" || a.err != nil {
		t.Errorf("%d bytes, %v; want %d", len(a.body), a.err, size)
	}
}

// endless gives one byte again and again.
type endless byte

func (e endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(e)
	}
	return len(p), nil
}

func TestUploadStreams(t *testing.T) {
	arrived := make(chan string, 1)
	address := httpOrigin(t, func(w http.ResponseWriter, req *http.Request) {
		_ = http.NewResponseController(w).EnableFullDuplex()
		buf := make([]byte, 5)
		_, _ = io.ReadFull(req.Body, buf)
		arrived <- string(buf)
		_, _ = w.Write(buf)
		_ = http.NewResponseController(w).Flush()
		_, _ = io.Copy(w, req.Body)
	})
	for name, form := range map[string][3]string{
		"known length": {"Content-Length: 10", "first", "later"},
		"chunked":      {"Transfer-Encoding: chunked", "5\r\nfirst\r\n", "5\r\nlater\r\n0\r\n\r\n"},
	} {
		t.Run(name, func(t *testing.T) {
			r := start(t, address, options{})
			v := r.dial()
			v.send("POST / HTTP/1.1\n" + form[0] + "\n\n" + form[1])
			if got := within(t, arrived, "first bytes at the origin"); got != "first" {
				t.Errorf("the origin got %q", got)
			}
			resp := v.readHeader("POST") // and the answer streams while the upload goes on
			readFull(t, resp.Body, "first")
			_, _ = io.WriteString(v, form[2])
			readFull(t, resp.Body, "later")
		})
	}
}

func TestTruncatedResponses(t *testing.T) {
	for name, tt := range map[string]struct{ request, answer string }{
		"shorter than its length": {"GET / HTTP/1.1\n\n", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort"},
		"chunk cut off":           {"GET / HTTP/1.1\n\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n"},
		"chunk garbled":           {"GET / HTTP/1.1\n\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\nzz\r\n"},
		"to HTTP/1.0":             {"GET / HTTP/1.0\n\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n"},
	} {
		t.Run(name, func(t *testing.T) {
			r := start(t, answers(t, tt.answer), options{})
			if a := r.ask(tt.request); a.err == nil {
				t.Errorf("a truncated body arrives as complete: %q", a.body)
			}
		})
	}
}

func TestLongerThanItsLength(t *testing.T) {
	r := start(t, answers(t, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nshort and more"), options{})
	v := r.dial()
	for range 2 {
		v.send("GET / HTTP/1.1\n\n")
		if a := v.receive("GET"); a.body != "short" || a.err != nil {
			t.Errorf("body %q, %v; want short", a.body, a.err)
		}
	}
}

func TestOriginFailures(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = l.Close()
	for _, tt := range []struct {
		name, address string
		status        int
	}{
		{"down", l.Addr().String(), 502},
		{"garbage", answers(t, "hello\r\n\r\n"), 502},
		{"closes", answers(t, ""), 502},
		{"reset", rawOrigin(t, func(c net.Conn, _ string) {
			if tcp, ok := c.(*net.TCPConn); ok {
				_ = tcp.SetLinger(0)
			}
		}), 502},
		{"header too large", answers(t, "HTTP/1.1 200 OK\r\nA: "+strings.Repeat("x", 40<<10)+"\r\n\r\n"), 502},
		{"slow", rawOrigin(t, func(c net.Conn, _ string) { _, _ = io.Copy(io.Discard, c) }), 504},
	} {
		t.Run(tt.name, func(t *testing.T) {
			one := 1
			r := start(t, tt.address, options{response: passes, distribution: func(d *selvedge.Distribution) {
				d.Config.Origins.Items[0].ConnectionAttempts = &one
				d.Config.Origins.Items[0].CustomOriginConfig.OriginReadTimeout = &one
			}})
			a := r.ask("GET / HTTP/1.1\n\n")
			a.expect(t, tt.status, edge.OutcomeError)
			if !strings.Contains(a.body, "Request ID: ") {
				t.Errorf("no error page:\n%s", a.body)
			}
		})
	}
}

func TestViewerAbortCancelsOrigin(t *testing.T) {
	for _, tt := range []struct{ name, request, answer string }{
		{"before the answer", "GET / HTTP/1.1\n\n", ""},
		{"before the answer to an upload", "POST / HTTP/1.1\nContent-Length: 1\n\nx", ""},
		{"during a silent body", "GET / HTTP/1.1\n\n", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx"},
		{"during the upload", "POST / HTTP/1.1\nContent-Length: 100\n\nx", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			reached, gone := make(chan struct{}), make(chan struct{})
			r := start(t, rawOrigin(t, func(c net.Conn, _ string) {
				_, _ = io.WriteString(c, tt.answer)
				close(reached)
				_, _ = io.Copy(io.Discard, c) // ends when the edge gives up
				close(gone)
			}), options{})
			v := r.dial()
			v.send(tt.request)
			within(t, reached, "request at the origin")
			if tt.answer != "" {
				readFull(t, v.readHeader("GET").Body, "x")
			}
			_ = v.Close()
			within(t, gone, "end of the origin's connection")
		})
	}
}

func TestEarlyAnswerToUpload(t *testing.T) {
	for name, answer := range map[string]string{
		"without body": "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n",
		"with body":    "HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno",
	} {
		t.Run(name, func(t *testing.T) {
			r := start(t, httpOrigin(t, func(w http.ResponseWriter, req *http.Request) {
				_, _ = io.ReadFull(req.Body, make([]byte, 1)) // so the upload has begun
				c, _, err := http.NewResponseController(w).Hijack()
				if err != nil {
					t.Error(err)
					return
				}
				defer c.Close()
				_, _ = io.WriteString(c, answer)
				_, _ = io.Copy(io.Discard, c)
			}), options{})
			v := r.dial()
			v.send("POST / HTTP/1.1\nContent-Length: 100\n\nx") // and no more
			a := v.receive("POST")
			a.expect(t, 401, edge.OutcomeError)
			if !a.Close || v.closed() != "" {
				t.Error("the connection is used on although the request is not complete")
			}
		})
	}
}

func TestUploadFailures(t *testing.T) {
	for _, tt := range []struct {
		name, request string
		status        int
	}{
		{"chunked and too large", "POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n3e8\r\n" + strings.Repeat("x", 1000) + "\r\n1\r\nx\r\n", 413},
		{"garbled chunk", "POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n1\r\nx\r\nzz\r\n", 400},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := start(t, httpOrigin(t, func(_ http.ResponseWriter, req *http.Request) { _, _ = io.Copy(io.Discard, req.Body) }),
				options{config: func(c *edge.Config) { c.MaxBody = 1000 }})
			v := r.dial()
			v.send(tt.request)
			v.receive("POST").expect(t, tt.status, edge.OutcomeError)
			if v.closed() != "" {
				t.Error("something follows the answer")
			}
		})
	}
}

func TestSlowUploadEnds(t *testing.T) {
	r := start(t, httpOrigin(t, func(_ http.ResponseWriter, req *http.Request) { _, _ = io.Copy(io.Discard, req.Body) }),
		options{config: func(c *edge.Config) { c.ReadTimeout = 50 * time.Millisecond }})
	v := r.dial()
	v.send("POST / HTTP/1.1\nContent-Length: 10\n\nx")
	v.receive("POST").expect(t, 408, edge.OutcomeError)
}

func TestViewerThatTakesNothingEnds(t *testing.T) {
	gone := make(chan struct{})
	r := start(t, rawOrigin(t, func(c net.Conn, _ string) {
		_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\n\r\n")
		_, _ = io.Copy(c, endless('x'))
		close(gone)
	}), options{config: func(c *edge.Config) { c.WriteTimeout = 50 * time.Millisecond }})
	r.dial().send("GET / HTTP/1.1\n\n")
	within(t, gone, "end of the origin's connection")
}

func TestPipelinedRequestDuringFetch(t *testing.T) {
	reached, release := make(chan struct{}, 2), make(chan struct{})
	r := start(t, rawOrigin(t, func(c net.Conn, head string) {
		reached <- struct{}{}
		<-release
		path, _, _ := strings.Cut(strings.TrimPrefix(head, "GET "), " ")
		_, _ = fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s", len(path), path)
	}), options{})
	v := r.dial()
	v.send("GET /1 HTTP/1.1\n\n")
	within(t, reached, "first request at the origin")
	v.send("GET /2 HTTP/1.1\n\n") // while the edge watches for the viewer's end
	close(release)
	for _, want := range []string{"/1", "/2"} {
		if a := v.receive("GET"); a.body != want {
			t.Errorf("body = %q, want %q", a.body, want)
		}
	}
}

func TestDrain(t *testing.T) {
	reached, release := make(chan struct{}), make(chan struct{})
	r := start(t, rawOrigin(t, func(c net.Conn, _ string) {
		close(reached)
		<-release
		_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone")
	}), options{})
	idle, running := r.dial(), r.dial()
	idle.send("GET / HTTP/1.1\nHost: unknown.example\n\n")
	idle.receive("GET")
	running.send("GET / HTTP/1.1\n\n")
	within(t, reached, "request at the origin")
	r.stop()
	if rest := idle.closed(); rest != "" {
		t.Errorf("the idle connection gets %q", rest)
	}
	if c, err := net.Dial("tcp", r.address); err == nil {
		_ = c.Close()
		t.Error("the edge still accepts connections")
	}
	close(release)
	if a := running.receive("GET"); a.body != "done" || !a.Close {
		t.Errorf("the running request ends with %q, Connection: close %v", a.body, a.Close)
	}
	r.end()
}

func TestDrainCutsOff(t *testing.T) {
	reached, gone := make(chan struct{}), make(chan struct{})
	r := start(t, rawOrigin(t, func(c net.Conn, _ string) {
		close(reached)
		_, _ = io.Copy(io.Discard, c)
		close(gone)
	}), options{config: func(c *edge.Config) { c.Drain = 50 * time.Millisecond }})
	v := r.dial()
	v.send("GET / HTTP/1.1\n\n")
	within(t, reached, "request at the origin")
	r.end()
	within(t, gone, "end of the origin's connection")
	if _, err := v.r.ReadByte(); err == nil {
		t.Error("the viewer gets an answer")
	}
}

func TestRunReportsListener(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	e, err := edge.New(edge.Config{Listener: l, Snapshots: func() *snapshot.Snapshot { return nil }})
	if err != nil {
		t.Fatal(err)
	}
	_ = l.Close()
	if err := e.Run(t.Context()); !errors.Is(err, net.ErrClosed) {
		t.Errorf("Run = %v, want net.ErrClosed", err)
	}
}

func TestTooManyConnections(t *testing.T) {
	r := start(t, answers(t, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), options{config: func(c *edge.Config) { c.MaxConnections = 1 }})
	first := r.dial()
	first.send("GET / HTTP/1.1\n\n")
	first.receive("GET")
	second := r.dial()
	if resp, err := http.ReadResponse(bufio.NewReader(second), nil); err != nil || resp.StatusCode != 503 {
		t.Errorf("a connection beyond the limit gets %v, %v; want 503", resp, err)
	}
}

// A viewer that sends some of its body again and again, but too little of it, does not hold a connection for long.
func TestTricklingUploadEnds(t *testing.T) {
	r := start(t, httpOrigin(t, func(_ http.ResponseWriter, req *http.Request) { _, _ = io.Copy(io.Discard, req.Body) }),
		options{config: func(c *edge.Config) { c.ReadTimeout, c.MinBodyRate = 100*time.Millisecond, 1<<20 }})
	v := r.dial()
	v.send("POST / HTTP/1.1\nContent-Length: 1000000\n\n")
	ended := make(chan struct{})
	var trickle sync.WaitGroup
	trickle.Go(func() {
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				_, _ = io.WriteString(v.Conn, "x")
			case <-ended:
				return
			}
		}
	})
	v.receive("POST").expect(t, 408, edge.OutcomeError)
	close(ended)
	trickle.Wait()
}
