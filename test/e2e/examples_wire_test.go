// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file is the two ends of the wire for the examples: a viewer and an origin that see messages byte by byte, which the
// HTTP library of Go does not show. It makes of what they got the objects that functions are shown, without the code of
// Selvedge that does the same.

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"selvedge/internal/httpmsg"
)

// wireOrigin is an origin that keeps what it was asked for.
type wireOrigin struct {
	port int

	mu     sync.Mutex
	answer string   // to every request
	heads  []string // request lines and headers
}

// startWireOrigin serves until the test ends.
func startWireOrigin(t *testing.T) *wireOrigin {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatalf("origin: %v", err)
	}
	o := &wireOrigin{port: l.Addr().(*net.TCPAddr).Port}
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return // closed
			}
			wg.Go(func() { o.serve(conn) })
		}
	})
	t.Cleanup(func() {
		_ = l.Close() // an error means that it is closed
		wg.Wait()
	})
	return o
}

// serve answers one request without a body. What goes wrong shows in what the viewer gets.
func (o *wireOrigin) serve(conn net.Conn) {
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(startLimit))
	var head strings.Builder
	for r := bufio.NewReader(conn); !strings.HasSuffix(head.String(), "\r\n\r\n"); {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		head.WriteString(line)
	}
	o.mu.Lock()
	o.heads = append(o.heads, strings.TrimSuffix(head.String(), "\r\n\r\n"))
	answer := o.answer
	o.mu.Unlock()
	_, _ = io.WriteString(conn, answer)
}

// expect forgets all requests, and sets the answer to the next ones.
func (o *wireOrigin) expect(answer string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.answer, o.heads = answer, nil
}

// asked returns the requests since expect.
func (o *wireOrigin) asked() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.Clone(o.heads)
}

// wireRequest writes a request as a viewer sends it. Header names are in lower case, which a server must understand.
func wireRequest(r *httpmsg.Request) string {
	target := r.Path
	if r.HasQuery {
		target += "?" + r.Query
	}
	return r.Method + " " + target + " HTTP/1.1\r\n" + wireLines(r.Headers) + "connection: close\r\n\r\n"
}

// wireAnswer writes the answer of an origin.
func wireAnswer(r *httpmsg.Response, body string) string {
	length := ""
	if r.Status != http.StatusNotModified && r.Status != http.StatusNoContent {
		length = fmt.Sprintf("content-length: %d\r\n", len(body))
	} else {
		body = ""
	}
	return fmt.Sprintf("HTTP/1.1 %d %s\r\n%s%sconnection: close\r\n\r\n%s", r.Status, r.Reason, wireLines(r.Headers), length, body)
}

func wireLines(headers httpmsg.Headers) string {
	var b strings.Builder
	for _, h := range headers {
		b.WriteString(h.Name + ": " + h.Value + "\r\n")
	}
	return b.String()
}

// send sends a request, which ends the connection, and returns the head of the answer and its body.
func (p *process) send(t *testing.T, request string) (head, body string) {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(p.edge, "http://"))
	if err != nil {
		t.Fatalf("edge: %v", err)
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(startLimit))
	if _, err := io.WriteString(conn, request); err != nil {
		t.Fatalf("%q: %v", request, err)
	}
	all, err := io.ReadAll(conn)
	if err != nil {
		t.Fatalf("%q: %v", request, err)
	}
	first, _, _ := bytes.Cut(all, []byte("\r\n\r\n"))
	r, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(all)), nil)
	if err != nil {
		t.Fatalf("answer %q: %v", all, err)
	}
	defer r.Body.Close() // in memory
	return string(first), readAll(t, r.Body)
}

// message is a request or a response from the wire.
type message struct {
	start   string
	names   []string            // of the headers, as they were
	headers map[string][]string // by lower-case name
}

func parseHead(t *testing.T, head string) message {
	t.Helper()
	lines := strings.Split(head, "\r\n")
	m := message{start: lines[0], headers: map[string][]string{}}
	for _, line := range lines[1:] {
		name, text, ok := strings.Cut(line, ": ")
		if !ok {
			t.Fatalf("header line %q in %q", line, head)
		}
		m.names = append(m.names, name)
		m.headers[strings.ToLower(name)] = append(m.headers[strings.ToLower(name)], text)
	}
	return m
}

// get returns the first value of a header.
func (m *message) get(name string) string {
	if values := m.headers[name]; len(values) > 0 {
		return values[0]
	}
	return ""
}

// checkNames checks that header names are written as HTTP/1.1 has them. Source: event.md 7.
func (m *message) checkNames(t *testing.T) {
	t.Helper()
	for _, name := range m.names {
		words := strings.Split(strings.ToLower(name), "-")
		for i, w := range words {
			if w != "" {
				words[i] = strings.ToUpper(w[:1]) + w[1:]
			}
		}
		if want := strings.Join(words, "-"); name != want {
			t.Errorf("header name %q, want %q", name, want)
		}
	}
}

type jsonObject = map[string]any

// valueObject is what functions are shown of values with one name.
func valueObject(values []string) jsonObject {
	object := jsonObject{"value": values[0]}
	if len(values) > 1 {
		var list []any
		for _, v := range values {
			list = append(list, jsonObject{"value": v})
		}
		object["multiValue"] = list
	}
	return object
}

// pairs makes an object of NAME=VALUE texts.
func pairs(texts []string) jsonObject {
	values := map[string][]string{}
	for _, text := range texts {
		name, value, _ := strings.Cut(text, "=")
		values[name] = append(values[name], value)
	}
	object := jsonObject{}
	for name, list := range values {
		object[name] = valueObject(list)
	}
	return object
}

// headerObject is headers but for those in except.
func (m *message) headerObject(except ...string) jsonObject {
	object := jsonObject{}
	for name, values := range m.headers {
		if !slices.Contains(except, name) {
			object[name] = valueObject(values)
		}
	}
	return object
}

// requestObject is what functions are shown of a request.
func (m *message) requestObject(t *testing.T) jsonObject {
	t.Helper()
	fields := strings.Split(m.start, " ")
	if len(fields) != 3 || fields[2] != "HTTP/1.1" {
		t.Fatalf("request line %q", m.start)
	}
	path, query, _ := strings.Cut(fields[1], "?")
	parameters := strings.Split(query, "&")
	if query == "" {
		parameters = nil
	}
	var cookies []string
	if line := m.get("cookie"); line != "" {
		cookies = strings.Split(line, "; ")
	}
	return jsonObject{
		"method": fields[0], "uri": path, "querystring": pairs(parameters), "cookies": pairs(cookies),
		"headers": m.headerObject("cookie", "connection", "via", "x-forwarded-for", "x-amz-cf-id"),
	}
}

// query returns the bytes of the query string, with the question mark.
func (m *message) query() string {
	target, _, _ := strings.Cut(strings.TrimPrefix(m.start, "GET "), " ")
	_, query, found := strings.Cut(target, "?")
	if !found {
		return ""
	}
	return "?" + query
}

// responseObject is what functions return for a response without its body.
func (m *message) responseObject(t *testing.T) jsonObject {
	t.Helper()
	var status int
	version, rest, _ := strings.Cut(m.start, " ")
	code, reason, _ := strings.Cut(rest, " ")
	if _, err := fmt.Sscan(code, &status); err != nil || version != "HTTP/1.1" {
		t.Fatalf("status line %q", m.start)
	}
	cookies := jsonObject{}
	for _, line := range m.headers["set-cookie"] {
		pair, attributes, _ := strings.Cut(line, "; ")
		name, value, _ := strings.Cut(pair, "=")
		cookie := jsonObject{"value": value}
		if attributes != "" {
			cookie["attributes"] = attributes
		}
		if _, twice := cookies[name]; twice {
			t.Fatalf("the cookie %s is set twice; no example does that", name)
		}
		cookies[name] = cookie
	}
	except := []string{"set-cookie", "connection", "content-length", "transfer-encoding", "date", "via", "x-cache", "x-amz-cf-id", "x-amz-cf-pop"}
	if m.get("server") == "CloudFront" {
		except = append(except, "server")
	}
	return jsonObject{
		"statusCode": status, "statusDescription": reason, "headers": m.headerObject(except...), "cookies": cookies,
	}
}

// bodyObject is the bytes of a body in the encoding that another body object has.
func bodyObject(like any, body string) any {
	if object, ok := like.(jsonObject); ok && object["encoding"] == "base64" {
		return jsonObject{"encoding": "base64", "data": base64.StdEncoding.EncodeToString([]byte(body))}
	}
	return jsonObject{"encoding": "text", "data": body}
}
