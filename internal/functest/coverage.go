// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package functest

import (
	"maps"
	"slices"
)

// Coverage is how often the lines of functions have run, over all cases.
type Coverage struct {
	files map[string]map[int]uint64
}

// Line is a line on which a statement begins.
type Line struct {
	Number int
	Runs   uint64
}

// FileCoverage is the coverage of one file.
type FileCoverage struct {
	Path  string
	Lines []Line // by number
}

// Covered returns the number of lines that have run.
func (f FileCoverage) Covered() (n int) {
	for _, l := range f.Lines {
		if l.Runs > 0 {
			n++
		}
	}
	return n
}

// Uncovered returns the lines that have not run, as ranges: no line between that has run.
func (f FileCoverage) Uncovered() [][2]int {
	var ranges [][2]int
	open := false
	for _, l := range f.Lines {
		switch {
		case l.Runs > 0:
			open = false
		case open:
			ranges[len(ranges)-1][1] = l.Number
		default:
			ranges = append(ranges, [2]int{l.Number, l.Number})
			open = true
		}
	}
	return ranges
}

// add adds what a run of a function has counted. Code that does not compile counts nothing.
func (c *Coverage) add(f *Function, lines map[int]uint32) {
	for line, runs := range lines {
		path, at, ok := f.Place(line)
		if !ok {
			continue
		}
		if c.files == nil {
			c.files = map[string]map[int]uint64{}
		}
		if c.files[path] == nil {
			c.files[path] = map[int]uint64{}
		}
		c.files[path][at] += uint64(runs)
	}
}

// Files returns the coverage of all files, by path.
func (c *Coverage) Files() []FileCoverage {
	var files []FileCoverage
	for _, path := range slices.Sorted(maps.Keys(c.files)) {
		f := FileCoverage{Path: path}
		for _, number := range slices.Sorted(maps.Keys(c.files[path])) {
			f.Lines = append(f.Lines, Line{number, c.files[path][number]})
		}
		files = append(files, f)
	}
	return files
}

// Percent returns which part of all lines has run, from 0 to 100. It is 100 when there are none.
func (c *Coverage) Percent() float64 {
	covered, total := 0, 0
	for _, f := range c.Files() {
		covered += f.Covered()
		total += len(f.Lines)
	}
	return Percent(covered, total)
}

// Percent returns a part in percent; all of nothing is 100.
func Percent(part, total int) float64 {
	if total == 0 {
		return 100
	}
	return 100 * float64(part) / float64(total)
}
