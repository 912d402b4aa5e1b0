// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package sourcemap

import (
	"encoding/json"
	"errors"
	"fmt"
	"sort"
	"strings"
)

// Map is a source map.
type Map struct {
	Sources  []string // names of the sources
	Contents []string // their text, "" when it is not known

	segments []segment
}

// segment says that the text from a place on comes from a place in a source.
type segment struct{ line, column, source, sourceLine, sourceColumn int }

// Place is a place in a source. Line and Column count from 0; columns are UTF-16 units, as in the format.
type Place struct {
	Source       int // index into Sources
	Line, Column int
}

// file is the JSON form.
type file struct {
	Version        int       `json:"version"`
	Sources        []string  `json:"sources"`
	SourcesContent []*string `json:"sourcesContent,omitempty"`
	Mappings       string    `json:"mappings"`
	Names          []string  `json:"names"`
}

// Parse reads a source map.
func Parse(data []byte) (*Map, error) {
	var f file
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fmt.Errorf("source map: %w", err)
	}
	if f.Version != 3 {
		return nil, fmt.Errorf("source map: version %d is not 3", f.Version)
	}
	m := &Map{Sources: f.Sources, Contents: make([]string, len(f.Sources))}
	for i, c := range f.SourcesContent {
		if i < len(m.Contents) && c != nil {
			m.Contents[i] = *c
		}
	}
	if err := m.decode(f.Mappings); err != nil {
		return nil, fmt.Errorf("source map: %w", err)
	}
	return m, nil
}

// decode reads the mappings: groups of numbers, relative to the ones before, with ";" at the end of lines.
func (m *Map) decode(text string) error {
	var s segment
	for line := range strings.SplitSeq(text, ";") {
		s.column = 0
		for part := range strings.SplitSeq(line, ",") {
			if part == "" {
				continue
			}
			fields, err := numbers(part)
			if err != nil {
				return err
			}
			s.column += fields[0]
			if len(fields) < 4 {
				continue
			}
			s.source += fields[1]
			s.sourceLine += fields[2]
			s.sourceColumn += fields[3]
			if s.source < 0 || s.source >= len(m.Sources) || s.sourceLine < 0 || s.sourceColumn < 0 {
				return errors.New("a mapping leads out of the sources")
			}
			m.segments = append(m.segments, s)
		}
		s.line++
	}
	sort.SliceStable(m.segments, func(i, j int) bool { return m.segments[i].before(m.segments[j].line, m.segments[j].column) })
	return nil
}

func (s segment) before(line, column int) bool {
	return s.line < line || s.line == line && s.column < column
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// numbers reads variable-length quantities in base 64.
func numbers(text string) ([]int, error) {
	var list []int
	value, shift := 0, 0
	for i := range len(text) {
		d := strings.IndexByte(digits, text[i])
		if d < 0 || shift > 30 {
			return nil, fmt.Errorf("%q is no number", text)
		}
		value |= d & 31 << shift
		shift += 5
		if d&32 != 0 {
			continue
		}
		n := value >> 1
		if value&1 != 0 {
			n = -n
		}
		list = append(list, n)
		value, shift = 0, 0
	}
	if shift != 0 || len(list) == 0 {
		return nil, fmt.Errorf("%q is no number", text)
	}
	return list, nil
}

// Find returns the source of a place. Text without a mapping belongs to the last one before it in the line, or, at the
// beginning of a line, to the first one.
func (m *Map) Find(line, column int) (Place, bool) {
	i := sort.Search(len(m.segments), func(i int) bool { return !m.segments[i].before(line, column+1) })
	if i == 0 || m.segments[i-1].line != line {
		if i == len(m.segments) || m.segments[i].line != line {
			return Place{}, false
		}
		i++
	}
	s := m.segments[i-1]
	return Place{Source: s.source, Line: s.sourceLine, Column: s.sourceColumn}, true
}

// Mapping is what Encode writes: a place of the output, lines and columns from 0, and its source.
type Mapping struct {
	Line, Column int
	Place
}

// Encode makes a source map of mappings, which are in the order of the output.
func Encode(sources, contents []string, mappings []Mapping) []byte {
	var b []byte
	var last Mapping
	first := true
	for _, m := range mappings {
		for last.Line < m.Line {
			b = append(b, ';')
			last.Line++
			last.Column = 0
			first = true
		}
		if !first {
			b = append(b, ',')
		}
		first = false
		b = number(b, m.Column-last.Column)
		b = number(b, m.Source-last.Source)
		b = number(b, m.Place.Line-last.Place.Line)
		b = number(b, m.Place.Column-last.Place.Column)
		last = m
	}
	f := file{Version: 3, Sources: sources, Mappings: string(b), Names: []string{}}
	for i := range contents {
		f.SourcesContent = append(f.SourcesContent, &contents[i])
	}
	data, err := json.Marshal(f)
	if err != nil {
		panic("BUG: source map: " + err.Error())
	}
	return data
}

func number(b []byte, n int) []byte {
	v := n << 1
	if n < 0 {
		v = -n<<1 | 1
	}
	for {
		d := v & 31
		if v >>= 5; v > 0 {
			b = append(b, digits[d|32])
			continue
		}
		return append(b, digits[d])
	}
}
