// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package langtest

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Version is a runtime version: 1 is cloudfront-js-1.0, 2 is cloudfront-js-2.0.
type Version int

// versions are all runtime versions.
var versions = [...]Version{1, 2}

// Chunk is one case. It is immutable once loaded.
type Chunk struct {
	File    string // name of its file
	Name    string // unique in the file
	Line    int    // of its separator in the file, from 1
	Script  string // what to run, helpers included
	Source  string // where the expectation was learnt
	Differs string // why it is not what the reference does; see DiffersIn

	versions  []Version
	differsIn Version // 0 is every version
	expected  []expectation
}

// expectation is one line of what a chunk expects. version 0 is every version.
type expectation struct {
	version Version
	thrown  bool
	text    string
}

// ID names the chunk in test output: "number.js/toFixed rounds".
func (c *Chunk) ID() string { return c.File + "/" + c.Name }

// Runs says whether the chunk is for the version.
func (c *Chunk) Runs(v Version) bool { return slices.Contains(c.versions, v) }

// DiffersIn says whether the expectation for the version is known not to be what the reference does.
func (c *Chunk) DiffersIn(v Version) bool {
	return c.Differs != "" && (c.differsIn == 0 || c.differsIn == v)
}

// Want returns what the chunk must do in a version that it runs on.
func (c *Chunk) Want(v Version) Result {
	var r Result
	for _, e := range c.expected {
		switch {
		case e.version != 0 && e.version != v:
		case e.thrown:
			r.Thrown = e.text
		default:
			r.Lines = append(r.Lines, e.text)
		}
	}
	return r
}

// Load reads all files of dir that end in .js, in the order of their names.
func Load(dir fs.FS) ([]*Chunk, error) {
	names, err := fs.Glob(dir, "*.js")
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	var all []*Chunk
	for _, name := range names {
		text, err := fs.ReadFile(dir, name)
		if err != nil {
			return nil, err
		}
		chunks, err := Parse(path.Base(name), string(text))
		if err != nil {
			return nil, err
		}
		all = append(all, chunks...)
	}
	return all, nil
}

// Result is what a script did, or should.
type Result struct {
	Lines  []string // printed; a text with line ends takes several
	Thrown string   // text of the uncaught error without its stack; empty when there was none
}

// abortPrefix starts the text of limits that no catch sees.
const abortPrefix = "abort: "

// Aborted says whether the result is a limit of our runtime, which the reference engine has not.
func (r Result) Aborted() bool {
	return strings.HasPrefix(strings.TrimPrefix(r.Thrown, "/"), abortPrefix)
}

// Diff returns how got differs from the wanted result r, in lines; empty when it does not.
func (r Result) Diff(got Result) string {
	var b strings.Builder
	for i := range max(len(r.Lines), len(got.Lines)) {
		want, have := at(r.Lines, i), at(got.Lines, i)
		if want != have {
			fmt.Fprintf(&b, "line %d: got  %s\n%*s: want %s\n", i+1, have, len(fmt.Sprint("line ", i+1)), "", want)
		}
	}
	if !matches(r.Thrown, got.Thrown) {
		fmt.Fprintf(&b, "thrown: got  %s\n      : want %s\n", orNothing(got.Thrown), orNothing(r.Thrown))
	}
	return b.String()
}

// nothing stands for a line or error that is not there.
const nothing = "(nothing)"

func at(lines []string, i int) string {
	if i >= len(lines) {
		return nothing
	}
	return lines[i]
}

func orNothing(s string) string { return cmp.Or(s, nothing) }
