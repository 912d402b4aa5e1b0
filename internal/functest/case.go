// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package functest

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"selvedge"
	"selvedge/internal/cff"
)

// Case is one test.
type Case struct {
	File string // where the case is, as reports show it
	Name string // within the file
	// Problem is why the case cannot be run; what else the case has is of no use then.
	Problem error
	Skip    string // why the case is not to be run; empty to run it

	Steps   []Step     // the functions in order; at least one
	Event   []byte     // the event object, or nil for Message
	Message *cff.Event // the event as HTTP messages; its Type is that of the first step

	Around cff.Surroundings
	Now    time.Time // zero is the present
	Seed   uint64
	Strict bool

	Expect Expectation
	Ignore []Path // in results and expectations
}

// ID names the case among all cases.
func (c *Case) ID() string { return c.File + ": " + c.Name }

// Step is one function of a case.
type Step struct {
	Function *Function
	// Type is the moment at which the function runs; empty for that of the event.
	Type selvedge.EventType
	// KeyValues is the store of the function, when it is not that of the case.
	KeyValues selvedge.KeyValues
}

// Function is the code of a function.
type Function struct {
	Path    string // of the file, as reports show it
	Runtime selvedge.Runtime
	Code    []byte
	// Parts says where the lines of code come from that has been put together; nil when it is the file at Path.
	Parts []Part
	// Foreign code was made by another program: its lines are those of no file.
	Foreign bool
}

// Part is a stretch of code that comes from one file, beginning with its first line.
type Part struct {
	Path         string
	First, Lines int // the first line, from 1, and the number of lines in the code
}

// Place returns the file and line from which a line of the code comes.
func (f *Function) Place(line int) (path string, at int, ok bool) {
	if f.Foreign {
		return "", 0, false
	}
	if f.Parts == nil {
		return f.Path, line, true
	}
	for _, p := range f.Parts {
		if line >= p.First && line < p.First+p.Lines {
			return p.Path, line - p.First + 1, true
		}
	}
	return "", 0, false
}

// Expectation is what must come of a case. What is nil is not looked at. Without Error the functions must not fail, and
// without Missed the edge must not refuse what they return, if the case is strict.
type Expectation struct {
	Request, Response any // JSON; exactly this
	Contains          struct {
		Request, Response any // JSON; at least this
	}
	Error, Missed  *Text
	Logs           []Text // each line; empty but not nil for none
	MaxUtilization *int
	Origin         *any  // JSON, see originValue; pointer to nil for no change
	LogData        *Text // nothing logged when it is noText
}

// Text is a condition on a text. The zero value wants the empty text.
type Text struct {
	equal    string
	contains string
	match    *regexp.Regexp
	none     bool
}

// noText wants that there is no text at all.
func noText() Text { return Text{none: true} }

// equalText wants exactly this text.
func equalText(s string) Text { return Text{equal: s} }

// containsText wants a text that contains s, which must not be empty.
func containsText(s string) Text { return Text{contains: s} }

// matchText wants a text in which the regular expression matches.
func matchText(expression string) (Text, error) {
	re, err := regexp.Compile(expression)
	if err != nil {
		return Text{}, err
	}
	return Text{match: re}, nil
}

// Accepts says whether s is what is wanted.
func (t Text) Accepts(s string) bool {
	switch {
	case t.none:
		return false
	case t.match != nil:
		return t.match.MatchString(s)
	case t.contains != "":
		return strings.Contains(s, t.contains)
	}
	return s == t.equal
}

// String says what is wanted.
func (t Text) String() string {
	switch {
	case t.none:
		return "none"
	case t.match != nil:
		return "a match of /" + t.match.String() + "/"
	case t.contains != "":
		return "a text with " + strconv.Quote(t.contains)
	}
	return strconv.Quote(t.equal)
}

// plain returns the message of an error without the code that is for programs.
func plain(err error) error {
	if e, ok := errors.AsType[*selvedge.Error](err); ok {
		return errors.New(e.Message)
	}
	return err
}

// check returns what keeps a case from being run.
func (c *Case) check() error {
	if len(c.Steps) == 0 {
		return errors.New("there is no function")
	}
	for _, s := range c.Steps {
		if err := selvedge.ValidateFunction(&selvedge.FunctionConfig{Runtime: s.Function.Runtime}, s.Function.Code); err != nil {
			return fmt.Errorf("function %s: %w", s.Function.Path, plain(err))
		}
		switch s.Type {
		case "", selvedge.EventViewerRequest, selvedge.EventViewerResponse:
		default:
			return fmt.Errorf("function %s: the event type %q is not one of %s and %s", s.Function.Path, s.Type,
				selvedge.EventViewerRequest, selvedge.EventViewerResponse)
		}
	}
	return nil
}
