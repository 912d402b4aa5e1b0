// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"time"
)

const (
	filterTime   = time.Minute
	filterOutput = 1 << 20 // bytes
)

// runFilter runs a filter_command of cfft: a program with arguments, no shell, that gets code and returns other code.
func runFilter(ctx context.Context, command string, code []byte, stderr io.Writer) ([]byte, error) {
	words, err := shellWords(command)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, filterTime)
	defer cancel()
	out := limitedBuffer{left: filterOutput}
	c := exec.CommandContext(ctx, words[0], words[1:]...)
	c.Stdin, c.Stdout, c.Stderr = bytes.NewReader(code), &out, stderr
	c.WaitDelay = time.Second
	if err := c.Run(); err != nil {
		return nil, err
	}
	return out.b.Bytes(), nil
}

// limitedBuffer refuses more than left bytes.
type limitedBuffer struct {
	b    bytes.Buffer
	left int
}

// Write adds to the buffer. See io.Writer.
func (l *limitedBuffer) Write(p []byte) (int, error) {
	if l.left -= len(p); l.left < 0 {
		return 0, fmt.Errorf("more than %d bytes", filterOutput)
	}
	return l.b.Write(p)
}

// shellWords splits a command at blanks, as a shell does: quotes and backslashes keep blanks. Nothing is expanded.
func shellWords(command string) ([]string, error) {
	var words []string
	var word strings.Builder
	started, quote := false, byte(0)
	for i := 0; i < len(command); i++ {
		c := command[i]
		switch {
		case c == '\\' && quote != '\'' && i+1 < len(command):
			i++
			word.WriteByte(command[i])
			started = true
		case quote != 0 && c == quote:
			quote = 0
		case quote != 0:
			word.WriteByte(c)
		case c == '\'' || c == '"':
			quote, started = c, true
		case c == ' ' || c == '\t' || c == '\n':
			if started {
				words = append(words, word.String())
				word.Reset()
				started = false
			}
		default:
			word.WriteByte(c)
			started = true
		}
	}
	if quote != 0 {
		return nil, fmt.Errorf("a quote %c is not closed", quote)
	}
	if started {
		words = append(words, word.String())
	}
	if len(words) == 0 {
		return nil, errors.New("the command is empty")
	}
	return words, nil
}
