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

// step is a line that a program of test/clients writes: what one of its steps came to, that all are done, or why it
// does nothing.
type step struct {
	Step, Error, Skip string
	Done              int
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
	cmd.Env = append(cleanEnv(), "EDGE="+p.edge, "HOME="+t.TempDir(), "AWS_EC2_METADATA_DISABLED=true",
		"AWS_SESSION_TOKEN=left by an earlier login at AWS") // 'selvedge env' must put it away
	cmd.Env = append(cmd.Env, env...)
	for name, value := range environment(t, "--data", p.dir) {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	code, stdout, stderr, inTime := finishWithin(t, cmd, clientLimit)
	if steps, done := reportSteps(t, stdout); code != 0 || !inTime || done == 0 || done != steps {
		t.Errorf("exit code %d after %d steps, ended by itself: %t; stderr:\n%s", code, steps, inTime, tail(stderr))
	}
}

// reportSteps returns how many steps a program has reported, and how many there were in its own words.
func reportSteps(t *testing.T, lines string) (steps, done int) {
	t.Helper()
	for line := range strings.Lines(lines) {
		var s step
		switch err := json.Unmarshal([]byte(line), &s); {
		case err != nil:
			t.Fatalf("line %q: %v", line, err)
		case s.Skip != "":
			t.Skip(s.Skip)
		case s.Step == "":
			done = s.Done
		default:
			steps++
			t.Run(fmt.Sprintf("%02d %s", steps, s.Step), func(t *testing.T) {
				if s.Error != "" {
					t.Error(s.Error)
				}
			})
		}
	}
	return steps, done
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

// debianPython is the interpreter for which Debian's packages are.
const debianPython = "/usr/bin/python3"

// TestBoto3 drives the server with boto3 of Debian, and with that of another Python that is first in PATH. Debian 12
// has a boto3 that is older than key value stores.
func TestBoto3(t *testing.T) {
	t.Parallel()
	version, err := boto3Version(debianPython)
	if err != nil {
		missingClient(t, "boto3 is missing (Debian: apt-get install python3-boto3): "+err.Error())
	}
	t.Run("Debian "+version, func(t *testing.T) { runTopics(t, "python/*.py", debianPython, noBytecode) })
	program, err := exec.LookPath("python3")
	if err != nil {
		return
	}
	other, err := boto3Version(program)
	if err != nil || other == version {
		return
	}
	t.Run(other, func(t *testing.T) { runTopics(t, "python/*.py", program, noBytecode) })
	if crt := awscrt(t, program); crt != "" {
		t.Run(other+" with awscrt", func(t *testing.T) { runTopics(t, "python/keys.py", program, noBytecode, crt) })
	}
}

// noBytecode keeps Python from leaving files in the source tree.
const noBytecode = "PYTHONDONTWRITEBYTECODE=1"

func boto3Version(program string) (string, error) {
	out, err := exec.Command(program, "-c", "import boto3; print(boto3.__version__)").CombinedOutput()
	text := strings.TrimSpace(string(out))
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, text)
	}
	return text, nil
}

// awscrt returns the setting with which a Python other than Debian's finds Debian's package awscrt, which signs with
// SigV4A; it is empty when that Python has its own, or cannot load this one.
func awscrt(t *testing.T, program string) string {
	t.Helper()
	files, err := filepath.Glob("/usr/lib/python3/dist-packages/*awscrt*")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, file := range files {
		if err := os.Symlink(file, filepath.Join(dir, filepath.Base(file))); err != nil {
			t.Fatal(err)
		}
	}
	load := func(env ...string) error {
		cmd := exec.Command(program, "-c", "import awscrt.auth")
		cmd.Env = append(cleanEnv(), append(env, noBytecode)...)
		return cmd.Run()
	}
	setting := "PYTHONPATH=" + dir
	if load() == nil || load(setting) != nil {
		return ""
	}
	return setting
}
