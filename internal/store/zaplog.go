// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

// This file brings what etcd logs through zap to slog.

import (
	"log/slog"
	"sync/atomic"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

// zapGate forwards warnings and errors of etcd while it is open, and nothing else: what etcd logs about its
// normal life is of no interest here, and why it cannot start is in the error that Open returns.
type zapGate struct {
	to    *slog.Logger
	open  atomic.Bool
	fatal atomic.Pointer[string] // the last record that etcd wanted to end the process with
}

// logger returns a logger for etcd. Its Fatal panics in place of ending the process: newServer recovers, and later
// a member that cannot write ends with a stack.
func (g *zapGate) logger() *zap.Logger {
	return zap.New(&zapCore{gate: g}, zap.WithFatalHook(zapcore.WriteThenPanic))
}

// zapCore is a zapcore.Core that writes to its gate.
type zapCore struct {
	gate  *zapGate
	attrs []any // of type slog.Attr
}

func (c *zapCore) Enabled(level zapcore.Level) bool {
	return level >= zapcore.PanicLevel || level >= zapcore.WarnLevel && c.gate.open.Load()
}

func (c *zapCore) With(fields []zapcore.Field) zapcore.Core {
	return &zapCore{gate: c.gate, attrs: append(c.attrs[:len(c.attrs):len(c.attrs)], attrsOf(fields)...)}
}

func (c *zapCore) Check(entry zapcore.Entry, checked *zapcore.CheckedEntry) *zapcore.CheckedEntry {
	if c.Enabled(entry.Level) {
		return checked.AddCore(entry, c)
	}
	return checked
}

func (c *zapCore) Write(entry zapcore.Entry, fields []zapcore.Field) error {
	if entry.Level >= zapcore.PanicLevel {
		text := entry.Message
		for _, f := range fields {
			if err, ok := f.Interface.(error); ok && f.Type == zapcore.ErrorType {
				text += ": " + err.Error()
			}
		}
		c.gate.fatal.Store(&text)
	}
	if !c.gate.open.Load() || isNoise(entry.Message) {
		return nil
	}
	log := c.gate.to.Warn
	if entry.Level > zapcore.WarnLevel {
		log = c.gate.to.Error
	}
	log("embedded etcd: "+entry.Message, append(c.attrs[:len(c.attrs):len(c.attrs)], attrsOf(fields)...)...)
	return nil
}

func (c *zapCore) Sync() error { return nil }

// isNoise recognises what etcd logs when it looks for the schema version of a new database before it has written
// the first term there; it looks again after some seconds.
func isNoise(message string) bool {
	return message == "Failed to detect schema version" || message == "failed to update storage version"
}

// attrsOf returns fields as attributes.
func attrsOf(fields []zapcore.Field) []any {
	attrs := make([]any, 0, len(fields))
	for _, f := range fields {
		values := zapcore.NewMapObjectEncoder()
		f.AddTo(values)
		for k, v := range values.Fields {
			attrs = append(attrs, slog.Any(k, v))
		}
	}
	return attrs
}
