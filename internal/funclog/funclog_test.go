// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package funclog_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"selvedge/internal/funclog"
)

// written returns what a log writes for the calls in write.
func written(t *testing.T, config funclog.Config, write func(*funclog.Log)) string {
	t.Helper()
	var out bytes.Buffer
	config.Writer = &out
	l, err := funclog.New(config)
	if err != nil {
		t.Fatal(err)
	}
	write(l)
	done, cancel := context.WithCancel(t.Context())
	cancel()
	l.Run(done)
	return out.String()
}

// TestText: limits.md section 7.
func TestText(t *testing.T) {
	got := written(t, funclog.Config{}, func(l *funclog.Log) {
		l.Write("EDFDVBD6EXAMPLE", "f", "id-1==", []string{"first", "", "two\nlines\r\x1b[31m\x7f\tend ü"})
		l.Write("E2", "g", "id-2==", []string{"x"})
	})
	want := `id-1== START DistributionID: EDFDVBD6EXAMPLE
id-1== first
id-1== 
id-1== two\nlines\r\x1b[31m\x7f	end ü
id-1== END
id-2== START DistributionID: E2
id-2== x
id-2== END
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("log (-want +got):\n%s", diff)
	}
}

// TestJSON: limits.md section 7: log group and log stream, the date without leading zeros.
func TestJSON(t *testing.T) {
	now := time.Date(2026, 3, 7, 23, 30, 0, 5e6, time.FixedZone("", -3600))
	got := written(t, funclog.Config{Format: funclog.JSON, Now: func() time.Time { return now }}, func(l *funclog.Log) {
		l.Write("E1", "my-function", "id==", []string{"two\nlines <b>", "x"})
	})
	var messages []string
	for line := range strings.Lines(got) {
		var r struct {
			Timestamp                    int64
			LogGroup, LogStream, Message string
		}
		decoder := json.NewDecoder(strings.NewReader(line))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&r); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if r.Timestamp != now.UnixMilli() || r.LogGroup != "/aws/cloudfront/function/my-function" ||
			!regexp.MustCompile(`^2026/3/8/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`).MatchString(r.LogStream) {
			t.Errorf("record %+v", r)
		}
		messages = append(messages, r.Message)
	}
	want := []string{"id== START DistributionID: E1", "id== two\nlines <b>", "id== x", "id== END"}
	if diff := cmp.Diff(want, messages); diff != "" {
		t.Errorf("messages (-want +got):\n%s", diff)
	}
}

// TestBound: invocations that find no room are dropped whole, and somebody is told.
func TestBound(t *testing.T) {
	var problems bytes.Buffer
	config := funclog.Config{MaxPending: 200, Logger: slog.New(slog.NewTextHandler(&problems, nil))}
	got := written(t, config, func(l *funclog.Log) {
		l.Write("E1", "f", "a", []string{"fits"})
		l.Write("E1", "f", "b", []string{strings.Repeat("x", 200)})
		l.Write("E1", "f", "c", []string{"fits"})
		if n := l.Dropped(); n != 1 {
			t.Errorf("Dropped = %d, want 1", n)
		}
	})
	want := "a START DistributionID: E1\na fits\na END\nc START DistributionID: E1\nc fits\nc END\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("log (-want +got):\n%s", diff)
	}
	if !strings.Contains(problems.String(), "dropped_invocations=1") {
		t.Errorf("the operator is told %q", problems.String())
	}
}

// TestSlowWriter: whoever does not read holds up nobody; memory stays bounded, and all is written that was taken.
func TestSlowWriter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		reader, writer := io.Pipe()
		l, err := funclog.New(funclog.Config{Writer: writer, MaxPending: 1 << 12})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		var running sync.WaitGroup
		running.Go(func() { l.Run(ctx); _ = writer.Close() })
		l.Write("E1", "f", "id", []string{"0"})
		synctest.Wait() // Run waits for a reader
		const calls = 1000
		for range calls {
			l.Write("E1", "f", "id", []string{"1"})
		}
		cancel()
		all, err := io.ReadAll(reader)
		running.Wait()
		kept := strings.Count(string(all), "id END\n")
		if err != nil || kept+int(l.Dropped()) != calls+1 || l.Dropped() == 0 || kept < 2 {
			t.Errorf("%d invocations were written and %d dropped of %d: %v", kept, l.Dropped(), calls+1, err)
		}
	})
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestFailingWriter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var problems bytes.Buffer
		l, err := funclog.New(funclog.Config{Writer: full{}, Logger: slog.New(slog.NewTextHandler(&problems, nil))})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		var running sync.WaitGroup
		running.Go(func() { l.Run(ctx) })
		for range 5 {
			l.Write("E1", "f", "id", []string{"x"})
			synctest.Wait()
		}
		cancel()
		running.Wait()
		if n := strings.Count(problems.String(), "no space left"); n != 1 {
			t.Errorf("the operator is told %d times within a minute, want once:\n%s", n, problems.String())
		}
	})
}

func TestNew(t *testing.T) {
	for _, config := range []funclog.Config{{}, {Writer: io.Discard, Format: "xml"}} {
		if _, err := funclog.New(config); err == nil {
			t.Errorf("%+v is accepted", config)
		}
	}
}
