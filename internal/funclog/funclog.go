// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package funclog

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"selvedge"
)

// Format is how records are written.
type Format string

// The formats. A record is one line in both.
const (
	// Text is the lines as CloudWatch Logs has them; control characters in a message are escaped.
	Text Format = "text"
	// JSON is an object for each record: timestamp (milliseconds since 1970), logGroup, logStream, message.
	JSON Format = "json"
)

// DefaultMaxPending is a default of Config.
const DefaultMaxPending = 4 << 20

// Config configures a Log. Writer is required.
type Config struct {
	Writer io.Writer
	Format Format // Text if empty
	// MaxPending is how many bytes may wait to be written.
	MaxPending int
	Logger     *slog.Logger     // of what was lost; nil means discard
	Now        func() time.Time // nil means time.Now
}

// Log is the function log of one process. It is safe for concurrent use.
type Log struct {
	config  Config
	stream  string        // of this process: the last part of the log stream
	wake    chan struct{} // has room for one
	dropped atomic.Uint64

	mu sync.Mutex

	pending []byte
}

// New returns a Log that writes nothing before Run.
func New(config Config) (*Log, error) {
	if config.Format == "" {
		config.Format = Text
	}
	if config.MaxPending == 0 {
		config.MaxPending = DefaultMaxPending
	}
	if config.Logger == nil {
		config.Logger = slog.New(slog.DiscardHandler)
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	switch {
	case config.Writer == nil:
		return nil, errors.New("function log: no writer")
	case config.Format != Text && config.Format != JSON:
		return nil, fmt.Errorf("function log format %q is neither %s nor %s", config.Format, Text, JSON)
	}
	return &Log{config: config, stream: uuid.NewString(), wake: make(chan struct{}, 1)}, nil
}

// Dropped returns how many invocations were not logged because too much was waiting.
func (l *Log) Dropped() uint64 { return l.dropped.Load() }

// Write takes what a function printed during one invocation: a line for each call of console.log. It does not keep
// lines. Source of the layout: limits.md section 7.
func (l *Log) Write(distributionID, function, requestID string, lines []string) {
	now := l.config.Now()
	l.mu.Lock()
	defer l.mu.Unlock()

	before := len(l.pending)
	r := record{log: l, requestID: requestID}
	if l.config.Format == JSON {
		r.entry = entry{
			Timestamp: now.UnixMilli(),
			LogGroup:  "/aws/cloudfront/function/" + function,
			LogStream: now.UTC().Format("2006/1/2/") + l.stream,
		}
	}
	r.addLocked("START DistributionID: ", distributionID)
	for _, line := range lines {
		r.addLocked("", line)
	}
	r.addLocked("END", "")
	if len(l.pending) > l.config.MaxPending {
		l.pending = l.pending[:before]
		l.dropped.Add(1)
	}
	select {
	case l.wake <- struct{}{}:
	default: // it will wake anyway
	}
}

// entry is a record in JSON, with the names that CloudWatch Logs has.
type entry struct {
	Timestamp int64  `json:"timestamp"`
	LogGroup  string `json:"logGroup"`
	LogStream string `json:"logStream"`
	Message   string `json:"message"`
}

// record is what the records of an invocation have in common.
type record struct {
	log       *Log
	requestID string
	entry     entry
}

// addLocked appends a record. Those of one invocation are bounded, as what a function may print is.
func (r *record) addLocked(prefix, text string) {
	l := r.log
	if l.config.Format == JSON {
		r.entry.Message = r.requestID + " " + prefix + text
		line, err := json.Marshal(&r.entry)
		if err != nil {
			panic("BUG: " + err.Error()) // strings and a number
		}
		l.pending = append(append(l.pending, line...), '\n')
		return
	}
	l.pending = append(l.pending, r.requestID...)
	l.pending = append(l.pending, ' ')
	l.pending = append(l.pending, prefix...)
	l.pending = append(appendEscaped(l.pending, text), '\n')
}

// appendEscaped appends text without the control characters that could make it look like another record, or change
// what a terminal shows.
func appendEscaped(dst []byte, text string) []byte {
	const digits = "0123456789abcdef"
	for i := range len(text) {
		switch c := text[i]; {
		case c == '\n':
			dst = append(dst, `\n`...)
		case c == '\r':
			dst = append(dst, `\r`...)
		case c < ' ' && c != '\t' || c == 0x7f:
			dst = append(dst, '\\', 'x', digits[c>>4], digits[c&15])
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// Run writes what Write takes until ctx is done, and then what is left. What cannot be written is lost; the edge does
// not depend on its logs.
func (l *Log) Run(ctx context.Context) {
	const complain = time.Minute // at most so often
	var complained time.Time
	var reported uint64
	var spare []byte
	for last := false; !last; {
		select {
		case <-l.wake:
		case <-ctx.Done():
			last = true
		}
		l.mu.Lock()
		batch := l.pending
		l.pending = spare[:0]
		l.mu.Unlock()
		spare = batch
		var err error
		if len(batch) > 0 {
			_, err = l.config.Writer.Write(batch)
		}
		dropped := l.dropped.Load()
		if now := l.config.Now(); (err != nil || dropped > reported) && now.Sub(complained) >= complain {
			l.config.Logger.Warn("function log is incomplete", "dropped_invocations", dropped, selvedge.LogErr, err)
			complained, reported = now, dropped
		}
	}
}
