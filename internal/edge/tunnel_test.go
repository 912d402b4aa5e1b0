// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edge_test

import (
	"bufio"
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	testgrpc "google.golang.org/grpc/interop/grpc_testing"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"selvedge"
	"selvedge/internal/cff"
	"selvedge/internal/edge"
)

// This file tests what is not request and answer: WebSocket and gRPC.

// socketOrigin echoes what comes on a WebSocket.
func socketOrigin(t *testing.T) string {
	t.Helper()
	return httpOrigin(t, func(w http.ResponseWriter, req *http.Request) {
		upgrader := websocket.Upgrader{Subprotocols: []string{"chat"}, CheckOrigin: func(*http.Request) bool { return true }}
		c, err := upgrader.Upgrade(w, req, http.Header{"X-Path": {req.URL.Path}, "X-Added": {req.Header.Get("X-Added")}})
		if err != nil {
			return
		}
		defer c.Close()
		for {
			kind, message, err := c.ReadMessage()
			if err != nil || c.WriteMessage(kind, message) != nil {
				return
			}
		}
	})
}

func TestWebSocket(t *testing.T) {
	r := start(t, socketOrigin(t), options{
		tls: true, distribution: httpVersion("http2"),
		request: func(_ context.Context, ev *cff.Event) cff.Result {
			changed := *ev.Request
			changed.Path = "/moved"
			changed.Headers = append(changed.Headers[:len(changed.Headers):len(changed.Headers)], lines("x-added", "1")...)
			return cff.Result{Request: &changed}
		},
		response: func(context.Context, *cff.Event) cff.Result { panic("BUG: the function has no say here") },
	})
	for scheme, address := range map[string]string{"ws": r.address, "wss": r.secure} {
		t.Run(scheme, func(t *testing.T) {
			d := websocket.Dialer{
				Subprotocols:    []string{"chat"},
				TLSClientConfig: &tls.Config{RootCAs: r.roots, NextProtos: []string{"http/1.1"}},
				NetDialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
					return new(net.Dialer).DialContext(ctx, "tcp", address)
				},
				HandshakeTimeout: bound,
			}
			c, resp, err := d.DialContext(t.Context(), scheme+"://"+domain+"/chat", nil)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			if c.Subprotocol() != "chat" || resp.Header.Get("X-Path") != "/moved" || resp.Header.Get("X-Added") != "1" ||
				resp.Header.Get("X-Cache") != string(edge.OutcomeMiss) || resp.Header.Get("X-Amz-Cf-Id") == "" {
				t.Errorf("answer %v", resp.Header)
			}
			for _, message := range []string{"hello", strings.Repeat("x", 200_000), ""} {
				if err := c.WriteMessage(websocket.TextMessage, []byte(message)); err != nil {
					t.Fatal(err)
				}
				_ = c.SetReadDeadline(time.Now().Add(bound))
				if _, got, err := c.ReadMessage(); err != nil || string(got) != message {
					t.Fatalf("echo of %d bytes: %d bytes, %v", len(message), len(got), err)
				}
			}
			closing := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
			_ = c.WriteControl(websocket.CloseMessage, closing, time.Now().Add(bound))
			if _, _, err := c.ReadMessage(); !websocket.IsCloseError(err, websocket.CloseNormalClosure) {
				t.Errorf("the connection ends with %v", err)
			}
		})
	}
}

const askSocket = "GET / HTTP/1.1\nConnection: keep-alive, Upgrade\nUpgrade: websocket\nSec-WebSocket-Version: 13\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n\n"

// switching is an origin that switches protocols and then runs script.
func switching(t *testing.T, script func(c net.Conn)) string {
	t.Helper()
	return rawOrigin(t, func(c net.Conn, _ string) {
		_, _ = io.WriteString(c, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nX-A: 1\r\n\r\n")
		script(c)
	})
}

func (v *viewer) switched() {
	v.t.Helper()
	resp := v.readHeader("GET")
	if resp.StatusCode != 101 || resp.Header.Get("Upgrade") != "websocket" || resp.Header.Get("Connection") != "Upgrade" ||
		resp.Header.Get("X-A") != "1" || resp.Header.Get("Content-Length") != "" {
		v.t.Fatalf("answer %s %v", resp.Status, resp.Header)
	}
}

// Bytes that come with the request, before the answer, are not lost; the end of one direction leaves the other open.
func TestTunnelHalvesEnd(t *testing.T) {
	r := start(t, switching(t, func(c net.Conn) {
		all, _ := io.ReadAll(c) // until the viewer has said everything
		_, _ = io.WriteString(c, "got "+string(all))
	}), options{})
	v := r.dial()
	v.send(askSocket + "early ")
	v.switched()
	_, _ = io.WriteString(v, "and late")
	if err := v.Conn.(*net.TCPConn).CloseWrite(); err != nil {
		t.Fatal(err)
	}
	if rest := v.closed(); rest != "got early and late" {
		t.Errorf("the viewer gets %q", rest)
	}
}

func TestTunnelEndsWithOrigin(t *testing.T) {
	r := start(t, switching(t, func(c net.Conn) { _, _ = io.WriteString(c, "bye") }), options{})
	v := r.dial()
	v.send(askSocket)
	v.switched()
	readFull(t, v.r, "bye")
	if _, err := v.r.ReadByte(); err == nil {
		t.Error("something follows")
	}
	_ = v.Close()
}

func TestTunnelOfNobodyEnds(t *testing.T) {
	gone := make(chan struct{})
	r := start(t, switching(t, func(c net.Conn) {
		_, _ = io.Copy(io.Discard, c)
		close(gone)
	}), options{config: func(c *edge.Config) { c.StreamIdle = 50 * time.Millisecond }})
	v := r.dial()
	v.send(askSocket)
	v.switched()
	within(t, gone, "end of the origin's connection")
	if rest, _ := io.ReadAll(v.r); len(rest) > 0 {
		t.Errorf("the viewer gets %q", rest)
	}
}

func TestTunnelIsCutByDrain(t *testing.T) {
	gone := make(chan struct{})
	r := start(t, switching(t, func(c net.Conn) {
		_, _ = io.Copy(io.Discard, c)
		close(gone)
	}), options{config: func(c *edge.Config) { c.Drain = 50 * time.Millisecond }})
	v := r.dial()
	v.send(askSocket)
	v.switched()
	r.end()
	within(t, gone, "end of the origin's connection")
}

func TestNoUpgrade(t *testing.T) {
	t.Run("refused by the origin", func(t *testing.T) {
		r := start(t, answers(t, "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno"), options{})
		v := r.dial()
		v.send(askSocket)
		if a := v.receive("GET"); a.StatusCode != 403 || a.body != "no" {
			t.Errorf("%d %q", a.StatusCode, a.body)
		}
	})
	for name, request := range map[string]string{
		"another protocol":    strings.Replace(askSocket, "websocket", "h2c", 1),
		"without Connection":  strings.Replace(askSocket, "Connection: keep-alive, Upgrade\n", "", 1),
		"in the old version":  strings.Replace(askSocket, "HTTP/1.1", "HTTP/1.0", 1),
		"with another method": strings.Replace(askSocket, "GET", "DELETE", 1),
	} {
		t.Run(name, func(t *testing.T) {
			heads := make(chan string, 1)
			r := start(t, rawOrigin(t, func(c net.Conn, head string) {
				heads <- head
				_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
			}), options{})
			r.ask(request).expect(t, 200, edge.OutcomeMiss)
			if head := within(t, heads, "request at the origin"); strings.Contains(head, "Upgrade:") {
				t.Errorf("the origin is asked to switch:\n%s", head)
			}
		})
	}
	t.Run("origin switches to something else", func(t *testing.T) {
		r := start(t, rawOrigin(t, func(c net.Conn, _ string) {
			_, _ = io.WriteString(c, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n")
			_, _ = bufio.NewReader(c).ReadByte()
		}), options{})
		r.ask(askSocket).expect(t, 502, edge.OutcomeError)
	})
}

// grpcServer answers calls of the service that gRPC is tested with.
type grpcServer struct {
	testgrpc.UnimplementedTestServiceServer
}

func (grpcServer) UnaryCall(ctx context.Context, in *testgrpc.SimpleRequest) (*testgrpc.SimpleResponse, error) {
	if in.GetResponseStatus().GetCode() != 0 {
		return nil, status.Error(codes.Code(in.GetResponseStatus().GetCode()), in.GetResponseStatus().GetMessage())
	}
	got, _ := metadata.FromIncomingContext(ctx)
	_ = grpc.SetHeader(ctx, metadata.Pairs("x-added", strings.Join(got.Get("x-added"), ",")))
	_ = grpc.SetTrailer(ctx, metadata.Pairs("x-trailer", "1"))
	return &testgrpc.SimpleResponse{Payload: in.GetPayload()}, nil
}

func (grpcServer) FullDuplexCall(s grpc.BidiStreamingServer[testgrpc.StreamingOutputCallRequest, testgrpc.StreamingOutputCallResponse]) error {
	for {
		in, err := s.Recv()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := s.Send(&testgrpc.StreamingOutputCallResponse{Payload: in.GetPayload()}); err != nil {
			return err
		}
	}
}

// grpcRig is an edge before a gRPC server, and a client of it.
func grpcRig(t *testing.T, enabled bool) testgrpc.TestServiceClient {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := grpc.NewServer()
	testgrpc.RegisterTestServiceServer(server, grpcServer{})
	go func() { _ = server.Serve(l) }()
	t.Cleanup(server.Stop)
	r := start(t, l.Addr().String(), options{
		tls: true,
		distribution: func(d *selvedge.Distribution) {
			d.Config.HttpVersion = "http2"
			d.Config.DefaultCacheBehavior.GrpcConfig.Enabled = enabled
		},
		request: func(_ context.Context, ev *cff.Event) cff.Result {
			changed := *ev.Request
			changed.Headers = append(changed.Headers[:len(changed.Headers):len(changed.Headers)], lines("x-added", "by a function")...)
			return cff.Result{Request: &changed}
		},
		response: passes,
	})
	c, err := grpc.NewClient("passthrough:///"+domain, grpc.WithTransportCredentials(credentials.NewTLS(&tls.Config{RootCAs: r.roots, ServerName: domain})),
		grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "tcp", r.secure)
		}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return testgrpc.NewTestServiceClient(c)
}

func payload(text string) *testgrpc.Payload { return &testgrpc.Payload{Body: []byte(text)} }

func TestGRPC(t *testing.T) {
	client := grpcRig(t, true)
	ctx, cancel := context.WithTimeout(t.Context(), bound)
	defer cancel()
	var header, trailer metadata.MD
	out, err := client.UnaryCall(ctx, &testgrpc.SimpleRequest{Payload: payload("hello")}, grpc.Header(&header), grpc.Trailer(&trailer))
	if err != nil || string(out.GetPayload().GetBody()) != "hello" {
		t.Fatalf("UnaryCall = %v, %v", out, err)
	}
	if strings.Join(header.Get("x-added"), "") != "by a function" || strings.Join(trailer.Get("x-trailer"), "") != "1" {
		t.Errorf("header %v, trailer %v", header, trailer)
	}
	_, err = client.UnaryCall(ctx, &testgrpc.SimpleRequest{ResponseStatus: &testgrpc.EchoStatus{Code: int32(codes.NotFound), Message: "gone"}})
	if status.Code(err) != codes.NotFound || status.Convert(err).Message() != "gone" {
		t.Errorf("an error of the origin arrives as %v", err)
	}
	stream, err := client.FullDuplexCall(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"one", strings.Repeat("x", 100_000), "three"} { // each only when the one before is back
		if err := stream.Send(&testgrpc.StreamingOutputCallRequest{Payload: payload(text)}); err != nil {
			t.Fatal(err)
		}
		if in, err := stream.Recv(); err != nil || string(in.GetPayload().GetBody()) != text {
			t.Fatalf("Recv = %v", err)
		}
	}
	_ = stream.CloseSend()
	if _, err := stream.Recv(); err != io.EOF {
		t.Errorf("the stream ends with %v", err)
	}
}

// Without the behaviour's GrpcConfig, a call is a POST like any other, to an origin that speaks HTTP/1.1.
func TestGRPCNotEnabled(t *testing.T) {
	client := grpcRig(t, false)
	ctx, cancel := context.WithTimeout(t.Context(), bound)
	defer cancel()
	if _, err := client.UnaryCall(ctx, &testgrpc.SimpleRequest{}); status.Code(err) != codes.Unavailable {
		t.Errorf("UnaryCall = %v, want Unavailable (of 502)", err)
	}
}
