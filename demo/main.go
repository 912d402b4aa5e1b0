// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Command demo shows the main job of Selvedge from end to end, with the AWS SDK as the client: it starts a server,
// creates, tests and publishes a function, attaches it to a distribution in front of a small origin of its own, and
// sends a request with and without the function. It keeps serving until it is interrupted; with DEMO_EXIT=1 it ends
// after the requests, and the exit code tells whether all of them answered as they should.
package main

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"sync"
	"syscall"
	"time"
)

// startLimit bounds how long the server may take to get ready.
const startLimit = 30 * time.Second

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, "bin/selvedge", os.Getenv("DEMO_EXIT") == "1"); err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		stop()
		os.Exit(1)
	}
}

// run starts everything, shows it, and with exit unset waits for ctx.
func run(ctx context.Context, binary string, exit bool) error {
	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	defer running.Wait()
	defer cancel()
	origin, err := startOrigin(ctx, &running)
	if err != nil {
		return err
	}
	// The server must outlive ctx for as long as it takes to stop it in order.
	server, err := startServer(context.WithoutCancel(ctx), binary)
	if err != nil {
		return err
	}
	defer server.stop()
	fmt.Println("Selvedge demo: a CloudFront function from source to viewer")
	fmt.Printf("  server        selvedge serve --dev\n  API           %s\n  edge          %s\n  origin        http://%s\n", server.api, server.edge, origin)
	if err := show(ctx, server.api, server.edge, origin); err != nil {
		return err
	}
	if exit {
		return nil
	}
	fmt.Println("Serving until Ctrl-C.")
	<-ctx.Done()
	return nil
}

// server is the running binary and where it answers.
type server struct {
	cmd       *exec.Cmd
	api, edge string
}

// startServer runs the binary and returns once it is ready.
func startServer(ctx context.Context, binary string) (*server, error) {
	cmd := exec.CommandContext(ctx, binary, "serve", "--dev", "--log-level", "warn",
		"--api-addr", freeAddr("127.0.0.1:4400"), "--edge-addr", freeAddr("127.0.0.1:8080"))
	cmd.Stderr = os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // Ctrl-C is for the demo, which then stops the server
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("server: %w", err)
	}
	giveUp := time.AfterFunc(startLimit, func() { _ = cmd.Process.Kill() }) // ends the read below
	line, err := bufio.NewReader(out).ReadString('\n')
	giveUp.Stop()
	s := &server{cmd: cmd, api: word(line, "api="), edge: word(line, "edge=")}
	if s.api == "" || s.edge == "" {
		s.stop()
		return nil, fmt.Errorf("server did not get ready: %q, %w", line, err)
	}
	return s, nil
}

// stop asks the server to stop and waits until it has; how it ends does not change what the demo showed.
func (s *server) stop() {
	_ = s.cmd.Process.Signal(syscall.SIGTERM)
	_ = s.cmd.Wait()
}

// word returns what follows prefix in one of the words of line.
func word(line, prefix string) string {
	for w := range strings.FieldsSeq(line) {
		if v, ok := strings.CutPrefix(w, prefix); ok {
			return v
		}
	}
	return ""
}

// freeAddr returns addr when nobody listens there, else the same host with port 0, which takes a free port.
func freeAddr(addr string) string {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		host, _, _ := net.SplitHostPort(addr)
		return net.JoinHostPort(host, "0")
	}
	_ = l.Close()
	return addr
}
