// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"

	"selvedge/internal/edge"
	"selvedge/internal/httpmsg"
)

// This file has the two parties of scenarios: origins that do what they are told, and viewers.

// scriptedServer is an origin. Each request waits until the script says what to do with it.
type scriptedServer struct {
	t        *testing.T
	listener net.Listener
	address  string
	requests chan *received
	current  *received // that the script works on
	conns    sync.WaitGroup
	done     chan struct{} // closed at the end of the scenario
}

// received is a request that an origin got.
type received struct {
	*http.Request
	body    string
	actions chan action
}

// action is what an origin does with a request.
type action struct {
	answer string
	end    bool // close the connection then
	reset  bool // close it so that the edge sees an error
}

const maxPendingRequests = 64

func newScriptedServer(t *testing.T) *scriptedServer {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	o := &scriptedServer{
		t: t, listener: l, address: l.Addr().String(), requests: make(chan *received, maxPendingRequests), done: make(chan struct{}),
	}
	o.conns.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			o.conns.Go(func() { o.serve(c) })
		}
	})
	t.Cleanup(func() {
		close(o.done)
		o.stop()
		o.conns.Wait()
	})
	return o
}

// stop makes new connections fail.
func (o *scriptedServer) stop() { _ = o.listener.Close() }

func (o *scriptedServer) serve(c net.Conn) {
	defer c.Close()
	stop := context.AfterFunc(o.t.Context(), func() { _ = c.Close() }) // before the cleanup that waits
	defer stop()
	r := bufio.NewReader(c)
	for {
		req, err := http.ReadRequest(r)
		if err != nil {
			return
		}
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return
		}
		got := &received{Request: req, body: string(body), actions: make(chan action, 1)}
		o.requests <- got
		select {
		case a := <-got.actions:
			if !o.act(c, a) {
				return
			}
		case <-o.done:
			return
		}
	}
}

// act does what the script says; it returns false when the connection ends.
func (o *scriptedServer) act(c net.Conn, a action) bool {
	if a.reset {
		_ = c.(*net.TCPConn).SetLinger(0)
		return false
	}
	_, err := io.WriteString(c, a.answer)
	return err == nil && !a.end
}

func (o *scriptedServer) do(a action) {
	o.t.Helper()
	if o.current == nil {
		o.t.Fatal("the origin has no request to answer")
	}
	o.current.actions <- a
	o.current = nil
}

func (s *scenario) server(st step) *scriptedServer {
	s.t.Helper()
	name := st.who
	if name == "" {
		name = s.names[0]
	}
	o := s.origins[name]
	if o == nil {
		s.t.Fatalf("no origin %q; there are %v", name, s.names)
	}
	return o
}

// origin checks the next request that an origin gets: "origin[@NAME] METHOD TARGET".
func (s *scenario) origin(st step) {
	o := s.server(st)
	o.current = within(s.t, o.requests, "request at the origin")
	r := o.current
	if want := strings.Join(st.args, " "); want != r.Method+" "+r.RequestURI {
		s.t.Errorf("the origin received %s %s, want %s", r.Method, r.RequestURI, want)
	}
	header := r.Header.Clone()
	header.Set("Host", r.Host)
	s.check("request", header, r.body, st)
}

// answer makes an origin answer: "answer[@NAME] STATUS [length=N] [chunked] [end]". Without more, Content-Length is
// that of the body.
func (s *scenario) answer(st step) {
	o := s.server(st)
	if len(st.args) == 0 {
		s.t.Fatal("answer STATUS")
	}
	status, err := strconv.Atoi(st.args[0])
	if err != nil {
		s.t.Fatal(err)
	}
	body := ""
	if st.body != nil {
		body = *st.body
	}
	var b strings.Builder
	fmt.Fprintf(&b, "HTTP/1.1 %d %s\r\n", status, http.StatusText(status))
	for _, line := range st.header {
		b.WriteString(line + "\r\n")
	}
	length, ok := st.option("length")
	switch {
	case st.has("chunked"):
		fmt.Fprintf(&b, "Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n", len(body), body)
	case ok:
		b.WriteString("Content-Length: " + length + "\r\n\r\n" + body)
	case status == 304 || status == 204:
		b.WriteString("\r\n")
	case o.current != nil && o.current.Method == "HEAD":
		fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n", len(body))
	default:
		fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n%s", len(body), body)
	}
	o.do(action{answer: b.String(), end: st.has("end")})
}

// scriptedViewer is a client; its connection stays between requests.
type scriptedViewer struct {
	s       *scenario
	conn    *viewer
	pending chan viewerAnswer // nil when nothing was asked
}

// viewerAnswer is what a viewer got.
type viewerAnswer struct {
	status  int
	header  http.Header
	body    string
	bodyErr error
	err     error // there is no answer
}

func (v *scriptedViewer) send(st step) {
	v.pending = make(chan viewerAnswer, 1)
	body := ""
	if st.body != nil {
		body = *st.body
	}
	if st.has("secure") {
		c, x := v.pending, v.s.exchange(st, body)
		v.s.rig.background(func() { c <- v.s.handle(x) })
		return
	}
	if v.conn == nil {
		v.conn = v.s.rig.dial()
	}
	lines := strings.Join(st.header, "\n")
	if lines != "" {
		lines += "\n"
	}
	if body != "" {
		lines += fmt.Sprintf("Content-Length: %d\n", len(body))
	}
	protocol := "HTTP/1.1"
	if st.has("http/1.0") {
		protocol = "HTTP/1.0"
	}
	v.conn.send(st.args[0] + " " + st.args[1] + " " + protocol + "\n" + lines + "\n" + body)
	c, conn := v.pending, v.conn
	v.s.rig.background(func() { c <- conn.answer(st.args[0]) })
}

// answer reads one.
func (v *viewer) answer(method string) (a viewerAnswer) {
	resp, err := http.ReadResponse(v.r, &http.Request{Method: method})
	if err != nil {
		return viewerAnswer{err: err}
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return viewerAnswer{status: resp.StatusCode, header: resp.Header, body: string(body), bodyErr: err}
}

// exchange makes a request as a transport with TLS would. It is handed to the pipeline without a connection.
func (s *scenario) exchange(st step, body string) *edge.Exchange {
	x := s.rig.edge.Acquire(s.t.Context())
	x.ViewerIP, x.Secure, x.Host = "127.0.0.1", true, domain
	path, query, has := strings.Cut(st.args[1], "?")
	*x.Request = httpmsg.Request{Method: st.args[0], Path: path, Query: query, HasQuery: has}
	for _, line := range st.header {
		name, value, _ := strings.Cut(line, ":")
		x.Request.Headers.Add(strings.ToLower(name), strings.TrimSpace(value))
	}
	if h := x.Request.Headers.Get("host"); h != "" {
		x.Host = h
	} else {
		x.Request.Headers.Add("host", domain)
	}
	if body != "" {
		x.Request.Body, x.Request.ContentLength = strings.NewReader(body), int64(len(body))
	}
	return x
}

func (s *scenario) handle(x *edge.Exchange) (a viewerAnswer) {
	defer s.rig.edge.Finish(x)
	s.rig.edge.Handle(x)
	if x.Aborted {
		return viewerAnswer{err: io.ErrUnexpectedEOF}
	}
	a = viewerAnswer{status: x.Response.Status, header: http.Header{}}
	for _, l := range x.Response.Headers {
		a.header.Add(l.Name, l.Value)
	}
	if x.Response.Body != nil && x.Request.Method != "HEAD" {
		body, err := io.ReadAll(x.Response.Body)
		a.body, a.bodyErr = string(body), err
	}
	return a
}
