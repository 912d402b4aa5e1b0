// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/x509"
	"io"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/edge"
	"selvedge/internal/edgetls"
	"selvedge/internal/httpmsg"
	"selvedge/internal/origin"
	"selvedge/internal/snapshot"
	"selvedge/internal/usage"
)

const (
	bound  = 10 * time.Second // no wait in a test takes longer
	domain = "d111111abcdef8.cloudfront.net"
)

// invoker is a function in Go.
type invoker func(ctx context.Context, ev *cff.Event) cff.Result

func (f invoker) Invoke(ctx context.Context, ev *cff.Event, checks cff.Checks) cff.Result {
	if checks != cff.ChecksEdge {
		return fails(cff.ValidationError, "not the checks of the edge")
	}
	return f(ctx, ev)
}

func passes(_ context.Context, ev *cff.Event) cff.Result {
	if ev.Type == selvedge.EventViewerRequest {
		return cff.Result{Request: ev.Request}
	}
	return cff.Result{Response: &httpmsg.Response{
		Status: ev.Response.Status, Reason: ev.Response.Reason, Headers: append(httpmsg.Headers(nil), ev.Response.Headers...),
	}}
}

func fails(class cff.FailureClass, sentence string) cff.Result {
	return cff.Result{Failure: &cff.Failure{Class: class, Sentence: sentence, Detail: "secret detail"}}
}

// rig is an edge in front of an origin.
type rig struct {
	t       testing.TB
	edge    *edge.Edge
	builder *snapshot.Builder
	usage   *usage.Registry
	address string
	secure  string // address with TLS; "" without
	udp     net.Addr
	roots   *x509.CertPool
	log     *syncBuffer

	record   *selvedge.Distribution
	access   map[string]*selvedge.OriginAccessControl
	revision int64
	programs map[string]cff.Invoker
	stop     context.CancelFunc
	stopped  chan error
	running  sync.WaitGroup // what background has started
}

// options change a rig before it starts.
type options struct {
	request, response invoker // functions on the two events; nil for none
	throttle          bool
	tls               bool // listens with TLS, too
	guarded           bool // origins at special addresses are refused
	s3                origin.S3
	access            map[string]*selvedge.OriginAccessControl
	programs          map[string]cff.Invoker // more functions, by name
	distribution      func(*selvedge.Distribution)
	config            func(*edge.Config)
}

// start runs an edge whose distribution has the origin at originAddress. It checks at the end of the test that no
// goroutine is left.
func start(t testing.TB, originAddress string, o options) *rig {
	t.Helper()
	r := &rig{t: t, programs: map[string]cff.Invoker{}, log: &syncBuffer{}, stopped: make(chan error, 1)}
	before := runtime.NumGoroutine()
	client := origin.New(origin.Config{AllowPrivate: !o.guarded, S3: o.s3})
	r.usage = usage.NewRegistry(usage.Config{Throttle: o.throttle})
	builder := snapshot.Config{
		Compile: func(name string, _ []byte, _ selvedge.Runtime) cff.Invoker { return r.programs[name] },
		Usage:   r.usage,
	}
	edge.Connect(&builder, client)
	r.builder = snapshot.NewBuilder(builder)
	r.record, r.access = distribution(t, originAddress), o.access
	if o.distribution != nil {
		o.distribution(r.record)
	}
	maps.Copy(r.programs, o.programs)
	r.attach(selvedge.EventViewerRequest, o.request)
	r.attach(selvedge.EventViewerResponse, o.response)
	r.apply()

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r.address = listener.Addr().String()
	config := edge.Config{
		Listener: listener, Snapshots: r.builder.Current,
		Logger: slog.New(slog.NewTextHandler(r.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	if o.tls {
		r.listenTLS(&config)
	}
	if o.config != nil {
		o.config(&config)
	}
	if r.edge, err = edge.New(config); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	r.stop = stop
	go func() { r.stopped <- r.edge.Run(ctx) }()
	r.await()
	t.Cleanup(func() {
		r.end()
		client.Close()
		settle(t, before)
	})
	return r
}

// await returns when the edge takes connections, so that everything it starts has started.
func (r *rig) await() {
	r.t.Helper()
	c, err := net.Dial("tcp", r.address)
	if err != nil {
		r.t.Fatal(err)
	}
	deadline := time.Now().Add(bound)
	for want := range 2 {
		for (r.edge.Stats().Connections == 0) == (want == 0) && time.Now().Before(deadline) {
			runtime.Gosched()
		}
		_ = c.Close()
	}
}

// listenTLS gives the edge certificates of a new authority, which clients of the rig trust.
func (r *rig) listenTLS(config *edge.Config) {
	r.t.Helper()
	dir := r.t.TempDir()
	ca, err := edgetls.OpenCA(dir, time.Now())
	if err != nil {
		r.t.Fatal(err)
	}
	source, err := edgetls.NewSource(edgetls.Config{
		CA: ca, Known: func(name string) bool { return r.builder.Current().Lookup(name) != nil },
		Addresses: []string{"127.0.0.1"},
	})
	if err != nil {
		r.t.Fatal(err)
	}
	text, err := edgetls.ReadCACertificate(dir)
	if err != nil {
		r.t.Fatal(err)
	}
	r.roots = x509.NewCertPool()
	r.roots.AppendCertsFromPEM(text)
	config.Certificate = source.Certificate
	if config.TLSListener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		r.t.Fatal(err)
	}
	r.secure = config.TLSListener.Addr().String()
	if config.PacketConn, err = net.ListenPacket("udp", "127.0.0.1:0"); err != nil {
		r.t.Fatal(err)
	}
	r.udp = config.PacketConn.LocalAddr()
}

// end stops the edge, once.
func (r *rig) end() {
	r.t.Helper()
	if r.stop == nil {
		return
	}
	r.stop()
	r.stop = nil
	select {
	case err := <-r.stopped:
		if err != nil {
			r.t.Errorf("Run = %v", err)
		}
	case <-time.After(bound):
		r.t.Error("Run has not ended")
	}
	r.running.Wait()
}

// settle waits until no more goroutines run than before; connections of net/http end on their own.
func settle(t testing.TB, before int) {
	t.Helper()
	deadline := time.Now().Add(bound)
	for runtime.NumGoroutine() > before {
		if time.Now().After(deadline) {
			buf := make([]byte, 1<<20)
			t.Errorf("goroutines are left:\n%s", buf[:runtime.Stack(buf, true)])
			return
		}
		runtime.Gosched()
	}
}

// attach associates f, published under the name of its event.
func (r *rig) attach(kind selvedge.EventType, f invoker) {
	if f == nil {
		return
	}
	r.programs[string(kind)] = f
	a := &r.record.Config.DefaultCacheBehavior.FunctionAssociations
	a.Items = append(a.Items, selvedge.FunctionAssociation{
		FunctionARN: selvedge.FunctionARN("123456789012", string(kind)), EventType: kind,
	})
}

// apply brings record and programs into effect.
func (r *rig) apply() {
	r.revision++
	u := selvedge.EdgeUpdate{Revision: r.revision, Functions: map[string]*selvedge.Function{}, OriginAccessControls: r.access}
	for name := range r.programs {
		u.Functions[name] = &selvedge.Function{Name: name, Live: &selvedge.FunctionCopy{Version: uint64(r.revision)}}
	}
	u.Distributions = map[string]*selvedge.Distribution{r.record.ID: r.record}
	r.builder.Apply(u)
}

// remove deletes the distribution.
func (r *rig) remove() {
	r.revision++
	r.builder.Apply(selvedge.EdgeUpdate{
		Revision: r.revision, Distributions: map[string]*selvedge.Distribution{r.record.ID: nil},
	})
}

// background runs f; end waits for it.
func (r *rig) background(f func()) { r.running.Go(f) }

// distribution returns one that allows all methods.
func distribution(t testing.TB, originAddress string) *selvedge.Distribution {
	t.Helper()
	host, port, err := net.SplitHostPort(originAddress)
	if err != nil {
		t.Fatal(err)
	}
	number, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	d := &selvedge.Distribution{ID: "EDFDVBD6EXAMPLE", DomainName: domain}
	d.Config.Enabled = true
	d.Config.Origins.Items = []selvedge.Origin{{Id: "o", DomainName: host, CustomOriginConfig: &selvedge.CustomOriginConfig{
		HTTPPort: number, OriginProtocolPolicy: selvedge.OriginHTTPOnly,
	}}}
	d.Config.DefaultCacheBehavior.TargetOriginId = "o"
	d.Config.DefaultCacheBehavior.AllowedMethods = &selvedge.AllowedMethods{
		Items: []string{"GET", "HEAD", "POST", "PUT", "PATCH", "OPTIONS", "DELETE"},
	}
	return d
}

// httpOrigin starts an origin on net/http.
func httpOrigin(t testing.TB, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.Listener.Addr().String()
}

// rawOrigin starts an origin that runs script for each request head it reads; the connection closes afterwards.
func rawOrigin(t testing.TB, script func(c net.Conn, head string)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var conns sync.WaitGroup
	conns.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			conns.Go(func() {
				defer c.Close()
				_ = c.SetDeadline(time.Now().Add(bound))
				if head, err := readHead(bufio.NewReader(c)); err == nil {
					script(c, head)
				}
			})
		}
	})
	t.Cleanup(func() {
		_ = l.Close()
		conns.Wait()
	})
	return l.Addr().String()
}

// answers returns an origin that always answers with the same bytes.
func answers(t testing.TB, answer string) string {
	t.Helper()
	return rawOrigin(t, func(c net.Conn, _ string) { _, _ = io.WriteString(c, answer) })
}

func readHead(r *bufio.Reader) (string, error) {
	var head strings.Builder
	for !strings.HasSuffix(head.String(), "\r\n\r\n") {
		line, err := r.ReadString('\n')
		if err != nil {
			return head.String(), err
		}
		head.WriteString(line)
	}
	return head.String(), nil
}

// viewer is a connection to the edge.
type viewer struct {
	t testing.TB
	net.Conn
	r *bufio.Reader
}

func (r *rig) dial() *viewer {
	r.t.Helper()
	c, err := net.Dial("tcp", r.address)
	if err != nil {
		r.t.Fatal(err)
	}
	_ = c.SetDeadline(time.Now().Add(bound))
	r.t.Cleanup(func() { _ = c.Close() })
	return &viewer{r.t, c, bufio.NewReader(c)}
}

// send writes a request: "\n" ends lines, and a Host line follows the first one unless there is one.
func (v *viewer) send(request string) {
	v.t.Helper()
	first, rest, _ := strings.Cut(request, "\n")
	if !strings.Contains(strings.ToLower("\n"+rest), "\nhost:") {
		rest = "Host: " + domain + "\n" + rest
	}
	head, body, _ := strings.Cut(first+"\n"+rest, "\n\n")
	head = strings.TrimSuffix(head, "\n")
	_ = v.SetDeadline(time.Now().Add(bound))
	if _, err := io.WriteString(v, strings.ReplaceAll(head, "\n", "\r\n")+"\r\n\r\n"+body); err != nil {
		v.t.Errorf("sending: %v", err)
	}
}

// answer is a response as the viewer sees it.
type answer struct {
	*http.Response
	body string
	err  error // of reading the body
}

// receive reads one response to a request with method.
func (v *viewer) receive(method string) answer {
	v.t.Helper()
	resp, err := http.ReadResponse(v.r, &http.Request{Method: method})
	if err != nil {
		v.t.Fatalf("reading the response: %v", err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return answer{resp, string(body), err}
}

// ask sends one request on a new connection.
func (r *rig) ask(request string) answer {
	r.t.Helper()
	v := r.dial()
	v.send(request)
	method, _, _ := strings.Cut(request, " ")
	a := v.receive(method)
	_ = v.Close()
	return a
}

// closed waits for the edge to close the connection, and returns what comes before.
func (v *viewer) closed() string {
	v.t.Helper()
	rest, err := io.ReadAll(v.r)
	if err != nil {
		v.t.Errorf("the connection has not been closed properly: %v", err)
	}
	return string(rest)
}

// expect checks status and X-Cache.
func (a answer) expect(t testing.TB, status int, outcome edge.Outcome) {
	t.Helper()
	if a.StatusCode != status || a.Header.Get("X-Cache") != string(outcome) {
		t.Errorf("status %d, X-Cache %q; want %d, %q", a.StatusCode, a.Header.Get("X-Cache"), status, outcome)
	}
}

// syncBuffer collects log records.
type syncBuffer struct {
	mu sync.Mutex

	b bytes.Buffer
}

func (s *syncBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *syncBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// within returns what c gives, or fails.
func within[T any](t testing.TB, c <-chan T, what string) (v T) {
	t.Helper()
	select {
	case v = <-c:
	case <-time.After(bound):
		t.Fatalf("waited in vain: %s", what)
	}
	return v
}
