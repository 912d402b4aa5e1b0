// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"errors"
	"strings"

	"selvedge"
	"selvedge/internal/js"
)

// This file tells tools for authors about source and runtime, without a run of the function.

// SourceError is why the engine refuses a source.
type SourceError struct {
	Text      string // as the reference prints it
	Line      int    // from 1
	Column    int    // from 1, in bytes; 0 when only the line is known
	Construct string // what was recognised and is not supported; "" if nothing
}

// CheckSource compiles a source of any size. It returns nil when the runtime accepts it.
func CheckSource(source string, runtime selvedge.Runtime) *SourceError {
	_, err := environment[runtime]().Compile(source)
	if err == nil {
		return nil
	}
	e := &SourceError{Text: err.Error()}
	if refused, ok := errors.AsType[*js.Error](err); ok && refused.Source != nil {
		s := refused.Source
		e.Line, e.Column, e.Construct = int(s.Pos.Line), int(s.Pos.Column), s.Construct
		if e.Line == 0 {
			e.Line = s.Line
		}
	}
	return e
}

// Defined says which of some names the runtime defines: global variables, and members of them as in Object.assign. It
// reports a member of something that is not defined as there, because that something is missing already.
func Defined(names []string, runtime selvedge.Runtime) []bool {
	out := make([]bool, len(names))
	for i, name := range names {
		question := "typeof " + name
		if of, _, member := strings.Cut(name, "."); member {
			question = "typeof " + of + " === 'undefined' ? '' : " + question
		}
		shell := Shell{Runtime: runtime, Print: func(text string) { out[i] = text != "undefined" }}
		shell.Run("console.log(" + question + ")")
	}
	return out
}
