// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package syntax

import (
	"fmt"
	"strconv"
	"strings"
)

// Classes of errors that the parser reports.
const (
	classSyntax    = "SyntaxError"
	classReference = "ReferenceError" // njs: targets that cannot be assigned to
	classInternal  = "InternalError"  // njs: jumps out of try blocks that its code generator does not support
	classRange     = "RangeError"     // njs: functions nested too deeply
)

const (
	maxErrorText  = 2024 // njs cuts its messages so that text and line fit 2048 bytes
	maxSourceLine = 240  // bytes of the source line that an Error shows
)

// Error is a source that the version refuses.
type Error struct {
	// Class is the error constructor of the reference: SyntaxError, ReferenceError, InternalError or RangeError.
	Class string

	// Message is the reference's message, normally ending in " in N" with the line number. It is valid UTF-8.
	Message string

	// Line is the line that the message names, from 1. The reference has often read ahead of the offending token, so it can
	// be later than Pos.Line.
	Line int

	// Bare says that the reference never puts the name of the script before the line.
	Bare bool

	// Pos is the offending token.
	Pos Pos

	// SourceLine is the source line around Pos, shortened; Caret is the byte index in it at which the offending token starts.
	SourceLine string
	Caret      int

	// Construct names the language feature that was recognised and that the version does not have, for example
	// "optional chaining"; "" when there is nothing to say beyond the message.
	Construct string
}

// Error returns the text that the reference prints: class, colon and message.
func (e *Error) Error() string { return e.Class + ": " + e.Message }

// failAt records the first error. The message gets the line that the scanner has reached, as in the reference.
func (p *parser) failAt(t token, class, construct, format string, args ...any) {
	if p.err == nil {
		p.failPlain(t, class, construct, format, args...)
		p.err.Message += " in " + strconv.Itoa(p.err.Line)
	}
}

// failPlain is failAt without the line in the message.
func (p *parser) failPlain(t token, class, construct, format string, args ...any) {
	if p.err != nil {
		return
	}
	text := fmt.Sprintf(format, args...)
	if len(text) > maxErrorText {
		text = text[:maxErrorText]
	}
	p.err = &Error{
		Class: class, Message: strings.ToValidUTF8(text, "\uFFFD"), Line: int(p.scan.line), Pos: t.pos(), Construct: construct,
	}
	p.err.SourceLine, p.err.Caret = lineAround(p.scan.src, int(t.off))
}

// lineAround returns the line of src that holds offset, shortened to a window around it, and the index of offset in it.
func lineAround(src string, offset int) (string, int) {
	offset = min(offset, len(src))
	start := max(0, offset-maxSourceLine-1) // a line from there on is too long in any case
	if i := strings.LastIndexByte(src[start:offset], '\n'); i >= 0 {
		start += i + 1
	}
	end := min(len(src), offset+maxSourceLine+1)
	if i := strings.IndexByte(src[offset:end], '\n'); i >= 0 {
		end = offset + i
	}
	if end-start > maxSourceLine {
		start = max(start, offset-maxSourceLine/2)
		end = min(end, start+maxSourceLine)
	}
	before := strings.ToValidUTF8(src[start:offset], "\uFFFD")
	after := strings.TrimRight(strings.ToValidUTF8(src[offset:end], "\uFFFD"), "\r")
	return before + after, len(before)
}
