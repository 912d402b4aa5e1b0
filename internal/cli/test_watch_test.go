// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cli_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"selvedge/internal/cli"
)

// screen is an output whose readers wait for a text.
type screen struct {
	mu sync.Mutex

	text    string
	changed chan struct{} // closed by the next write
}

// Write adds to the text. See io.Writer.
func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.text += string(p)
	if s.changed != nil {
		close(s.changed)
		s.changed = nil
	}
	return len(p), nil
}

// wait waits until the text contains part, and forgets everything up to there.
func (s *screen) wait(t *testing.T, part string) {
	t.Helper()
	deadline := time.After(20 * time.Second)
	for {
		s.mu.Lock()
		if _, rest, found := strings.Cut(s.text, part); found {
			s.text = rest
			s.mu.Unlock()
			return
		}
		if s.changed == nil {
			s.changed = make(chan struct{})
		}
		changed, text := s.changed, s.text
		s.mu.Unlock()
		select {
		case <-changed:
		case <-deadline:
			t.Fatalf("%q does not appear in\n%s", part, text)
		}
	}
}

// TestWatch: cases run again when a function, a case or a folder changes, and until the context is done.
func TestWatch(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("function.js", "function handler(event) { return event.request; }")
	write("a.json", `{"http": "GET /a HTTP/1.1", "expect": {"contains": {"request": {"uri": "/a"}}}}`)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	out := &screen{}
	var ended sync.WaitGroup
	code := -1
	ended.Go(func() { code = cli.Execute(ctx, cli.NewRoot(), []string{"test", dir, "--watch"}, out, out) })

	out.wait(t, "1 case: 1 passed, 0 failed")
	out.wait(t, "watching")
	write("function.js", "function handler(event) { event.request.uri = '/other'; return event.request; }")
	out.wait(t, "1 case: 0 passed, 1 failed")
	out.wait(t, "watching")
	write("a.json", `{"http": "GET /a HTTP/1.1", "expect": {"contains": {"request": {"uri": "/other"}}}}`)
	out.wait(t, "1 case: 1 passed, 0 failed")
	out.wait(t, "watching")
	write("b.json", `{"http": "GET /b HTTP/1.1", "expect": {"logs": ["x"]}}`)
	out.wait(t, "2 cases: 1 passed, 1 failed")
	out.wait(t, "watching")
	for _, name := range []string{"a.json", "b.json"} {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	out.wait(t, "selvedge: no case in "+dir)
	cancel()
	ended.Wait()
	if code != cli.ExitOK {
		t.Errorf("the exit code is %d, want %d", code, cli.ExitOK)
	}
}
