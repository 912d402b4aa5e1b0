// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package bench_test

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// binary is the built selvedge, shared by all benchmarks.
var binary string

func TestMain(m *testing.M) {
	code, err := buildAndRun(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
	}
	os.Exit(code)
}

func buildAndRun(m *testing.M) (code int, err error) {
	dir, err := os.MkdirTemp("", "selvedge-bench-")
	if err != nil {
		return 1, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	binary = filepath.Join(dir, "selvedge")
	build := exec.Command("go", "build", "-trimpath", "-o", binary, "./cmd/selvedge")
	build.Dir = ".."
	if out, err := build.CombinedOutput(); err != nil {
		return 1, fmt.Errorf("build: %w\n%s", err, out)
	}
	return m.Run(), nil
}

// process is a running server.
type process struct {
	cmd       *exec.Cmd
	api, edge string
}

// start runs the server without authentication on free ports and returns once it is ready. Data lie in a folder
// below the current one, so that syncing to disk costs what it costs.
func start(b *testing.B, args ...string) *process {
	b.Helper()
	dir, err := os.MkdirTemp(".", "data-")
	if err != nil {
		b.Fatal(err)
	}
	p := &process{cmd: exec.Command(binary, append([]string{
		"serve", "--dev", "--data", dir, "--api-addr", "127.0.0.1:0", "--edge-addr", "127.0.0.1:0", "--log-level", "warn",
	}, args...)...)}
	p.cmd.Stderr = os.Stderr
	out, err := p.cmd.StdoutPipe()
	if err == nil {
		err = p.cmd.Start()
	}
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		p.stop(b)
		if err := os.RemoveAll(dir); err != nil {
			b.Error(err)
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		b.Fatalf("ready line: %v", err)
	}
	for word := range strings.FieldsSeq(line) {
		if v, ok := strings.CutPrefix(word, "api="); ok {
			p.api = v
		}
		if v, ok := strings.CutPrefix(word, "edge="); ok {
			p.edge = v
		}
	}
	return p
}

func (p *process) stop(b *testing.B) {
	if p.cmd.ProcessState != nil {
		return
	}
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		b.Error(err)
	}
	if err := p.cmd.Wait(); err != nil {
		b.Error(err)
	}
}
