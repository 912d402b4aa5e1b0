// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	clientv3 "go.etcd.io/etcd/client/v3"
	"go.uber.org/zap"

	"selvedge"
	"selvedge/internal/store"
)

// logBuffer is a buffer for a log.
type logBuffer struct {
	mu sync.Mutex

	b bytes.Buffer
}

func (l *logBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// TestReopen checks that the state survives and that etcd says nothing in a normal life.
func TestReopen(t *testing.T) {
	var log logBuffer
	config := store.Config{DataDir: t.TempDir(), AccountID: account, Domain: "example.net",
		Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	want := ""
	for i := range 4 {
		s, err := store.Open(t.Context(), config)
		if err != nil {
			t.Fatal(err)
		}
		f := fixture{Store: s}
		if got := expected(t, s); got != want {
			t.Errorf("after %d restarts the store holds\n%s\nwant\n%s", i, got, want)
		}
		for j := range 3 {
			name := fmt.Sprintf("f%d-%d", i, j)
			f.mustCreatePublished(t, name)
			f.mustDistribute(t, newConfig(name, name))
		}
		want = expected(t, s)
		check(t, s)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if log.String() != "" {
		t.Errorf("logged:\n%s", log.String())
	}
}

func TestEtcdLogger(t *testing.T) {
	var buffer logBuffer
	logger, open := store.EtcdLogger(slog.New(slog.NewTextHandler(&buffer, &slog.HandlerOptions{
		ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == slog.TimeKey {
				return slog.Attr{}
			}
			return a
		},
	})))
	logger = logger.With(zap.String("member", "m"))
	logger.Error("before")
	open.Store(true)
	logger.Info("info")
	logger.Warn("slow", zap.Int("took", 3), zap.Error(errors.New("why")))
	logger.Error("failed to update storage version")
	func() {
		defer func() {
			if r := recover(); r == nil {
				t.Error("Fatal did not panic")
			}
		}()
		logger.Fatal("disk gone")
	}()
	open.Store(false)
	logger.Warn("after")
	want := "level=WARN msg=\"embedded etcd: slow\" member=m took=3 error=why\n" +
		"level=ERROR msg=\"embedded etcd: disk gone\" member=m\n"
	wantEqual(t, "log", buffer.String(), want)
}

func TestOpenBadFolder(t *testing.T) {
	write := func(t *testing.T, path, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	used := func(t *testing.T, dir string) { // a folder with a state and a closed store
		t.Helper()
		s, err := store.Open(t.Context(), store.Config{DataDir: dir, AccountID: account, Domain: "example.net"})
		if err != nil {
			t.Fatal(err)
		}
		fixture{Store: s}.mustCreate(t, "f")
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		name    string
		prepare func(t *testing.T, dir string)
		want    string
	}{
		{"a file in its place", func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "etcd"), "x")
		}, "not a directory"},
		{"no database", func(t *testing.T, dir string) {
			write(t, filepath.Join(dir, "etcd", "member", "snap", "db"), strings.Repeat("garbage ", 10_000))
		}, "is it damaged?"},
		{"empty log", func(t *testing.T, dir string) {
			used(t, dir)
			logs, err := filepath.Glob(filepath.Join(dir, "etcd", "member", "wal", "*.wal"))
			if err != nil || len(logs) == 0 {
				t.Fatalf("no log files: %v", err)
			}
			for _, path := range logs {
				write(t, path, strings.Repeat("garbage ", 10_000))
			}
		}, "is it damaged?"},
		{"another etcd", func(t *testing.T, dir string) {
			startEtcd(t, filepath.Join(dir, "etcd"), externalOps).stop()
		}, "it belongs to another etcd"},
		{"in use", func(t *testing.T, dir string) { open(t, store.Config{DataDir: dir}) }, "in use by another process"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			tt.prepare(t, dir)
			s, err := store.Open(t.Context(), store.Config{DataDir: dir, AccountID: account, Domain: "example.net"})
			if err == nil {
				s.Close()
			}
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), dir) {
				t.Errorf("Open() = %v, want %q and the folder", err, tt.want)
			}
		})
	}
}

// TestFirstStartInterrupted checks that a folder in which the first start did not end is begun anew.
func TestFirstStartInterrupted(t *testing.T) {
	dir := t.TempDir()
	member := filepath.Join(dir, "etcd", "member")
	if err := os.MkdirAll(filepath.Join(member, "wal"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(member, "snap"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{filepath.Join(dir, "etcd", "starting"), filepath.Join(member, "snap", "db")} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f := open(t, store.Config{DataDir: dir})
	f.mustCreate(t, "f")
	if _, err := os.Stat(filepath.Join(dir, "etcd", "starting")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the mark of a first start is there after it: %v", err)
	}
}

// TestOutOfSpace checks that a store that has refused writes takes them again after a restart.
func TestOutOfSpace(t *testing.T) {
	dir := t.TempDir()
	s, err := store.Open(t.Context(), store.Config{DataDir: dir, AccountID: account, Domain: "example.net"})
	if err != nil {
		t.Fatal(err)
	}
	fixture{Store: s}.mustCreate(t, "f")
	if err := s.RunOutOfSpace(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, err = s.CreateFunction(t.Context(), newFunction("g"))
	wantError(t, err, selvedge.CodeServiceUnavailable, "database space exceeded")
	must(t)(s.Function(t.Context(), "f"))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	open(t, store.Config{DataDir: dir}).mustCreate(t, "g")
}

// TestNoListener checks that the embedded etcd cannot be reached from outside of the process.
func TestNoListener(t *testing.T) {
	before := listeners(t)
	open(t, store.Config{})
	if after := listeners(t); after != before {
		t.Errorf("listening sockets before\n%s\nafter\n%s", before, after)
	}
}

// listeners returns the sockets of this process that listen, as the kernel tells.
func listeners(t *testing.T) string {
	t.Helper()
	fds, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip("no /proc")
	}
	own := map[string]bool{}
	for _, fd := range fds {
		if link, err := os.Readlink("/proc/self/fd/" + fd.Name()); err == nil {
			if inode, ok := strings.CutPrefix(link, "socket:["); ok {
				own[strings.TrimSuffix(inode, "]")] = true
			}
		}
	}
	var list []string
	for _, table := range []string{"tcp", "tcp6", "unix"} {
		text, err := os.ReadFile("/proc/self/net/" + table)
		if err != nil {
			continue
		}
		for line := range strings.Lines(string(text)) {
			for _, field := range strings.Fields(line) {
				if own[field] {
					list = append(list, line)
				}
			}
		}
	}
	return strings.Join(list, "")
}

// TestHistory checks that the embedded etcd drops history by itself.
func TestHistory(t *testing.T) {
	f := open(t, store.Config{})
	f.KeepHistory(50, 10)
	f.mustCreate(t, "f")
	config := newFunction("f").Config
	version := uint64(1)
	update := func() {
		must(t)(f.UpdateFunction(t.Context(), "f", selvedge.ETag(version), config, []byte("x")))
		version++
	}
	for range 100 {
		update()
	}
	eventually(t, "old revisions gone", func() bool {
		update()
		_, err := f.Client().Get(t.Context(), store.Root, clientv3.WithRev(2))
		return err != nil && strings.Contains(err.Error(), "compacted")
	})
	resp, err := f.Client().Get(t.Context(), store.Root)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Client().Get(t.Context(), store.Root, clientv3.WithRev(resp.Header.Revision-9)); err != nil {
		t.Errorf("reading the newest history: %v", err)
	}
}
