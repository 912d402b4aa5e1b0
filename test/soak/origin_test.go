// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package soak_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// bodyOf returns the body of a path: a hash of what follows, the path, and bytes that follow from it. The last element of
// the path is the number of bytes.
func bodyOf(path string) []byte {
	size, err := strconv.Atoi(path[strings.LastIndexByte(path, '/')+1:])
	if err != nil {
		size = 100
	}
	seed := sha256.Sum256([]byte(path))
	rest := make([]byte, size, size+len(path)+1)
	_, _ = rand.NewChaCha8(seed).Read(rest) // never fails
	rest = append(append(rest, '\n'), path...)
	sum := sha256.Sum256(rest)
	return append([]byte(hex.EncodeToString(sum[:])+"\n"), rest...)
}

// intact says whether a body has the hash that it carries.
func intact(body []byte) bool {
	sum, rest, ok := bytes.Cut(body, []byte("\n"))
	want := sha256.Sum256(rest)
	return ok && string(sum) == hex.EncodeToString(want[:])
}

// faults are what origins do wrong, in turns.
type faults struct {
	burst atomic.Bool // all answers are errors
	dns   atomic.Bool // no name is found
	asked atomic.Int64
	done  atomic.Int64 // faults
}

// run switches the faults that come in bursts.
func (f *faults) run(ctx context.Context) {
	for n := 0; ctx.Err() == nil; n++ {
		f.burst.Store(n%4 == 1)
		f.dns.Store(n%4 == 3)
		select {
		case <-ctx.Done():
		case <-time.After(150 * time.Millisecond):
		}
	}
}

// healthy answers as it should. The first element of the path says whether that may be stored: "/c…" for some seconds, "/n…"
// not at all.
func healthy(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPost || r.Method == http.MethodPut {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		_, _ = w.Write(body)
		return
	}
	body := bodyOf(r.URL.Path)
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	if strings.HasPrefix(r.URL.Path, "/c") {
		h.Set("Cache-Control", "max-age=3")
		etag := `"` + string(body[:16]) + `"`
		h.Set("ETag", etag)
		if r.Header.Get("If-None-Match") == etag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	if len(body)%2 == 0 {
		h.Set("Content-Length", strconv.Itoa(len(body))) // others are chunked when they are large
	}
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
}

// faulty answers as healthy does, or badly.
func (f *faults) faulty(w http.ResponseWriter, r *http.Request) {
	f.asked.Add(1)
	if f.burst.Load() {
		f.done.Add(1)
		w.WriteHeader([]int{500, 502, 503, 504, 404}[rand.IntN(5)])
		return
	}
	body := bodyOf(r.URL.Path)
	fault := rand.IntN(12)
	if fault < 5 {
		f.done.Add(1)
	}
	switch fault {
	case 0: // no answer
		f.hijack(w, func(c net.Conn) { _ = c.(*net.TCPConn).SetLinger(0) })
	case 1: // a reset in the body
		f.hijack(w, func(c net.Conn) {
			_, _ = fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\nCache-Control: max-age=9\r\n\r\n%s", len(body), body[:len(body)/2])
			_ = c.(*net.TCPConn).SetLinger(0)
		})
	case 2: // a body that is cut off
		f.hijack(w, func(c net.Conn) {
			_, _ = fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\nCache-Control: max-age=9\r\n\r\n%s", len(body), body[:len(body)-1])
		})
	case 3: // chunks that are cut off
		f.hijack(w, func(c net.Conn) {
			_, _ = fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nCache-Control: max-age=9\r\n\r\n%x\r\n%s\r\n", len(body)/2, body[:len(body)/2])
		})
	case 4: // nonsense
		f.hijack(w, func(c net.Conn) { _, _ = io.WriteString(c, "HTTP/1.1 2x0 What\r\n\r\n") })
	case 5: // slow, but good
		w.Header().Set("Cache-Control", "max-age=1")
		for len(body) > 0 {
			n := min(len(body), 1+len(body)/3)
			_, _ = w.Write(body[:n])
			w.(http.Flusher).Flush() //nolint:forcetypeassert // one of net/http
			body = body[n:]
			select {
			case <-r.Context().Done():
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	default:
		healthy(w, r)
	}
}

func (f *faults) hijack(w http.ResponseWriter, do func(net.Conn)) {
	c, _, err := w.(http.Hijacker).Hijack() //nolint:forcetypeassert // one of net/http
	if err != nil {
		return
	}
	do(c)
	_ = c.Close()
}

// resolver finds every name at 127.0.0.1, unless names are not found at the moment.
func (f *faults) resolver(t *testing.T) (resolver *net.Resolver, stop func()) {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		buf := make([]byte, 512)
		for {
			n, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			if reply := f.resolve(buf[:n]); reply != nil {
				_, _ = conn.WriteTo(reply, from)
			}
		}
	}()
	stop = func() {
		_ = conn.Close()
		<-done
	}
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		if f.dns.Load() {
			f.done.Add(1)
			return nil, errors.New("no name server at the moment")
		}
		return (&net.Dialer{}).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}, stop
}

// resolve answers a question of DNS. Source: RFC 1035 section 4.
func (f *faults) resolve(question []byte) []byte {
	end := 12
	for end < len(question) && question[end] != 0 {
		end += 1 + int(question[end])
	}
	if end += 5; end > len(question) { // the root, type and class
		return nil
	}
	reply := append(question[:2:2], 0x84, 0, 0, 1, 0, 0, 0, 0, 0, 0)
	reply = append(reply, question[12:end]...)
	if question[end-3] == 1 { // an address of IPv4 is asked for
		reply[7] = 1
		reply = append(reply, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, 127, 0, 0, 1)
	}
	return reply
}
