// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file runs selvedge processes.

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

const (
	startLimit = 30 * time.Second // until the ready line; generous, as CI machines stall
	stopLimit  = 5 * time.Second  // from SIGTERM to the end of the process: an acceptance criterion
	stateLimit = 20 * time.Second // until a change shows
)

// binary is the selvedge program that the tests run.
var binary string

func TestMain(m *testing.M) { os.Exit(buildAndRun(m)) }

func buildAndRun(m *testing.M) int {
	dir, err := os.MkdirTemp("", "selvedge-e2e-")
	if err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		return 1
	}
	defer os.RemoveAll(dir)
	binary = filepath.Join(dir, "selvedge")
	args := []string{"build", "-o", binary}
	if raceDetector {
		args = append(args, "-race")
	}
	if out, err := exec.Command("go", append(args, "selvedge/cmd/selvedge")...).CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "e2e: build: %v\n%s", err, out)
		return 1
	}
	return m.Run()
}

// process is a running 'selvedge serve'.
type process struct {
	api, edge string // base URLs
	console   string // URL
	metrics   string // URL; empty without --metrics-addr
	edgeTLS   string // base URL; empty without --edge-tls-addr
	dir       string // data folder; empty with --dev

	cmd            *exec.Cmd
	stdout, stderr output
	exited         chan struct{} // closed when the process has ended and all its output is there
	err            error         // how it ended; valid after exited
}

// output collects what a process writes.
type output struct {
	mu        sync.Mutex
	buf       bytes.Buffer
	firstLine chan struct{} // closed when a line is complete
	hasLine   bool
}

// Write never fails.
func (o *output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.buf.Write(b)
	if !o.hasLine && o.firstLine != nil && bytes.IndexByte(b, '\n') >= 0 {
		o.hasLine = true
		close(o.firstLine)
	}
	return len(b), nil
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buf.String()
}

// startDev runs a process without authentication on a temporary data folder.
func startDev(t *testing.T, flags ...string) *process {
	t.Helper()
	return start(t, append([]string{"--dev"}, flags...)...)
}

// startOn runs a process with authentication on the data folder dir.
func startOn(t *testing.T, dir string, flags ...string) *process {
	t.Helper()
	p := start(t, append([]string{"--data", dir, "--allow-private-origins"}, flags...)...)
	p.dir = dir
	return p
}

// start runs 'selvedge serve' on free ports until the test ends, and waits until it is ready.
func start(t *testing.T, flags ...string) *process {
	t.Helper()
	p := launch(t, flags...)
	t.Cleanup(func() { p.stop(t) })
	return p
}

// launch is start without the orderly end: the caller kills the process, or stops it. Whatever happens, the process
// is gone when the test ends.
func launch(t *testing.T, flags ...string) *process {
	t.Helper()
	p := &process{exited: make(chan struct{})}
	p.stdout.firstLine = make(chan struct{})
	args := append([]string{"serve", "--api-addr", "127.0.0.1:0", "--edge-addr", "127.0.0.1:0", "--log-level", "warn"}, flags...)
	p.cmd = command(args...)
	p.cmd.Stdout, p.cmd.Stderr = &p.stdout, &p.stderr
	if err := p.cmd.Start(); err != nil {
		t.Fatalf("selvedge serve: %v", err)
	}
	go func() {
		p.err = p.cmd.Wait()
		close(p.exited)
	}()
	t.Cleanup(func() {
		_ = p.cmd.Process.Kill() // an error means that it has ended
		<-p.exited
		if t.Failed() {
			t.Logf("stderr of selvedge serve %s:\n%s", strings.Join(flags, " "), tail(p.stderr.String()))
		}
	})
	select {
	case <-p.stdout.firstLine:
	case <-p.exited:
		t.Fatalf("selvedge serve %s ended before it was ready: %v", strings.Join(flags, " "), p.err)
	case <-time.After(startLimit):
		t.Fatalf("selvedge serve %s was not ready within %s", strings.Join(flags, " "), startLimit)
	}
	line := readyLine.FindStringSubmatch(p.stdout.String())
	if line == nil {
		t.Fatalf("stdout = %q, want one ready line", p.stdout.String())
	}
	p.api, p.edge, p.console, p.metrics, p.edgeTLS = line[2], line[4], line[6], line[8], line[10]
	return p
}

// readyLine is everything that a server writes on stdout. Port 0 must not be shown.
var readyLine = regexp.MustCompile(`^selvedge ready( api=(http://127\.0\.0\.1:[1-9][0-9]*))?( edge=(http://127\.0\.0\.1:[1-9][0-9]*))?` +
	`( console=(http://127\.0\.0\.1:[1-9][0-9]*/console/))?` +
	`( metrics=(http://127\.0\.0\.1:[1-9][0-9]*/metrics))?( edge_tls=(https://127\.0\.0\.1:[1-9][0-9]*))?\n$`)

// stop ends the process with SIGTERM and checks that it ends as it should. It does nothing when the process has been
// stopped before.
func (p *process) stop(t *testing.T) {
	t.Helper()
	select {
	case <-p.exited:
		return
	default:
	}
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Errorf("SIGTERM: %v", err)
	}
	p.awaitEnd(t)
}

// awaitEnd checks that the process ends with code 0 within stopLimit from now, and what it wrote.
func (p *process) awaitEnd(t *testing.T) {
	t.Helper()
	select {
	case <-p.exited:
	case <-time.After(stopLimit):
		t.Errorf("the process runs %s after SIGTERM", stopLimit)
		return
	}
	if p.err != nil {
		t.Errorf("the process ended with %v, want exit code 0", p.err)
	}
	p.checkOutput(t)
}

// kill ends the process as a power failure would.
func (p *process) kill(t *testing.T) {
	t.Helper()
	if err := p.cmd.Process.Kill(); err != nil {
		t.Fatalf("SIGKILL: %v", err)
	}
	<-p.exited
	p.checkOutput(t)
}

func (p *process) checkOutput(t *testing.T) {
	t.Helper()
	if out := p.stdout.String(); !readyLine.MatchString(out) {
		t.Errorf("stdout = %q, want the ready line and nothing else", out)
	}
	stderr := p.stderr.String()
	for _, bad := range []string{"DATA RACE", "panic:", "goroutine "} {
		if strings.Contains(stderr, bad) {
			t.Errorf("stderr has %q:\n%s", bad, tail(stderr))
		}
	}
}

// runSelvedge runs a command to its end and returns its exit code and output.
func runSelvedge(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	return finish(t, command(args...))
}

// finish runs cmd to its end, within startLimit.
func finish(t *testing.T, cmd *exec.Cmd) (code int, stdout, stderr string) {
	t.Helper()
	code, stdout, stderr, inTime := finishWithin(t, cmd, startLimit)
	if !inTime {
		t.Fatalf("%s: still running after %s; stderr:\n%s", cmd, startLimit, tail(stderr))
	}
	return code, stdout, stderr
}

// finishWithin runs cmd to its end, which it brings about itself when the limit is over.
func finishWithin(t *testing.T, cmd *exec.Cmd, limit time.Duration) (code int, stdout, stderr string, inTime bool) {
	t.Helper()
	var out, problems bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &problems
	if err := cmd.Start(); err != nil {
		t.Fatalf("%s: %v", cmd, err)
	}
	kill := time.AfterFunc(limit, func() { _ = cmd.Process.Kill() }) // an error means that it has ended
	err := cmd.Wait()
	inTime = kill.Stop()
	if _, ok := errors.AsType[*exec.ExitError](err); err != nil && !ok {
		t.Fatalf("%s: %v", cmd, err)
	}
	return cmd.ProcessState.ExitCode(), out.String(), problems.String(), inTime
}

// command returns a selvedge command in an environment without settings for selvedge and AWS tools.
func command(args ...string) *exec.Cmd {
	cmd := exec.Command(binary, args...)
	cmd.Env = cleanEnv()
	return cmd
}

func cleanEnv() []string {
	env := []string{"GORACE=atexit_sleep_ms=0"} // else each end of a process with the race detector takes a second longer
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "SELVEDGE_") && !strings.HasPrefix(v, "AWS_") && !strings.HasPrefix(v, "GORACE=") {
			env = append(env, v)
		}
	}
	return env
}

// eventually polls check until it returns nil. It fails the test when that takes longer than stateLimit.
func eventually(t *testing.T, what string, check func() error) {
	t.Helper()
	limit := time.NewTimer(stateLimit)
	defer limit.Stop()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		err := check()
		if err == nil {
			return
		}
		select {
		case <-tick.C:
		case <-limit.C:
			t.Fatalf("%s: not within %s: %v", what, stateLimit, err)
		}
	}
}

// tail returns the end of a log.
func tail(s string) string {
	const most = 8 << 10
	if len(s) > most {
		return "…" + s[len(s)-most:]
	}
	return s
}
