// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file runs the programs of test/clients, which drive a server with clients in other languages.

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// clientLimit bounds one program of test/clients.
const clientLimit = 2 * time.Minute

// step is a line that a program of test/clients writes: what one of its steps came to, or that all are done.
type step struct {
	Step, Error string
	Done        int
}

// runTopics runs the programs that match a pattern below test/clients, each as a test.
func runTopics(t *testing.T, pattern, program string, env ...string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "clients", pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("topics %q, %v", files, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)), func(t *testing.T) {
			t.Parallel()
			runTopic(t, program, file, env)
		})
	}
}

// runTopic runs one program against a server of its own, which checks signatures, and reports each step as a test.
func runTopic(t *testing.T, program, file string, env []string) {
	t.Helper()
	p := startOn(t, t.TempDir())
	cmd := exec.Command(program, file)
	cmd.Env = append(cleanEnv(), "EDGE="+p.edge, "HOME="+t.TempDir(), "AWS_EC2_METADATA_DISABLED=true")
	cmd.Env = append(cmd.Env, env...)
	for name, value := range environment(t, "--data", p.dir) {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	code, stdout, stderr, inTime := finishWithin(t, cmd, clientLimit)
	steps, done := 0, 0
	for line := range strings.Lines(stdout) {
		var s step
		if err := json.Unmarshal([]byte(line), &s); err != nil {
			t.Fatalf("line %q: %v", line, err)
		}
		if s.Step == "" {
			done = s.Done
			continue
		}
		steps++
		t.Run(fmt.Sprintf("%02d %s", steps, s.Step), func(t *testing.T) {
			if s.Error != "" {
				t.Error(s.Error)
			}
		})
	}
	if code != 0 || !inTime || done == 0 || done != steps {
		t.Errorf("exit code %d after %d steps, ended by itself: %t; stderr:\n%s", code, steps, inTime, tail(stderr))
	}
}

// missingClient ends a test whose client is not there. CI has them all, so it is a failure; 'go test -short' does
// without.
func missingClient(t *testing.T, what string) {
	t.Helper()
	if testing.Short() {
		t.Skip(what)
	}
	t.Fatalf("%s\n'make packages' installs what is missing; 'go test -short' does without", what)
}

// TestJavaScript drives both planes with the AWS SDK for JavaScript.
func TestJavaScript(t *testing.T) {
	t.Parallel()
	node, err := exec.LookPath("node")
	if err != nil {
		missingClient(t, "node is missing (Debian: apt-get install nodejs npm)")
	}
	script := exec.Command(filepath.Join("..", "..", "scripts", "sdkjs.sh"))
	script.Stderr = os.Stderr
	modules, err := script.Output()
	if err != nil {
		missingClient(t, "scripts/sdkjs.sh: "+err.Error())
	}
	// Warnings of the SDK are about the next versions of Node.
	runTopics(t, "js/*.js", node, "NODE_PATH="+strings.TrimSpace(string(modules)), "NODE_NO_WARNINGS=1")
}
