// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package langtest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

const (
	separator       = "// --- "
	versionsMark    = "// versions: "
	sourceMark      = "// source: "
	helperStart     = "function "
	maxChunksOfFile = 2000
)

// lineEnd stands for a line end in the text of an error.
const lineEnd = "⏎"

// differsMark is the directive for a version, 0 for all.
func differsMark(v Version) string {
	if v == 0 {
		return "// differs: "
	}
	return fmt.Sprintf("// differs in %d: ", v)
}

// parser reads one file.
type parser struct {
	file    string
	draft   bool   // chunks need not expect anything yet
	source  string // for chunks without their own
	helpers []helper
	chunks  []*Chunk
	current *Chunk
	code    []string
	line    int
}

// helper is a function of the head of a file.
type helper struct {
	call *regexp.Regexp
	text string
}

// Parse reads the chunks of one file. Errors name the file and the line.
func Parse(file, text string) ([]*Chunk, error) { return parse(parser{file: file}, text) }

func parse(p parser, text string) ([]*Chunk, error) {
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
		p.line++
		if err := p.next(line); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", p.file, p.line, err)
		}
	}
	if err := p.finish(); err != nil {
		return nil, fmt.Errorf("%s:%d: %w", p.file, p.line, err)
	}
	if len(p.chunks) > maxChunksOfFile {
		return nil, fmt.Errorf("%s: more than %d chunks, split it", p.file, maxChunksOfFile)
	}
	return p.chunks, nil
}

func (p *parser) next(line string) error {
	name, found := strings.CutPrefix(line, separator)
	if found {
		if err := p.finish(); err != nil {
			return err
		}
		return p.start(name)
	}
	if p.current == nil {
		return p.head(line)
	}
	if len(p.code) == 0 {
		if known, err := p.directive(line); known || err != nil {
			return err
		}
	}
	if e, ok := parseExpectation(line); ok {
		p.current.expected = append(p.current.expected, e)
		return nil
	}
	if len(p.code) > 0 || line != "" {
		p.code = append(p.code, line)
	}
	return nil
}

// head reads a line before the first chunk.
func (p *parser) head(line string) error {
	switch {
	case strings.HasPrefix(line, sourceMark):
		p.source = line[len(sourceMark):]
	case strings.HasPrefix(line, helperStart):
		name, _, _ := strings.Cut(line[len(helperStart):], "(")
		call, err := regexp.Compile(`\b` + name + `\(`)
		if err != nil {
			return fmt.Errorf("name of helper: %w", err)
		}
		p.helpers = append(p.helpers, helper{call, line})
	case line != "" && !strings.HasPrefix(line, "//"):
		return fmt.Errorf("code before the first chunk that is no helper of one line: %s", line)
	}
	return nil
}

func (p *parser) start(name string) error {
	if slices.ContainsFunc(p.chunks, func(c *Chunk) bool { return c.Name == name }) {
		return fmt.Errorf("two chunks are named %q", name)
	}
	p.current = &Chunk{File: p.file, Name: name, Line: p.line, Source: p.source, versions: versions[:]}
	p.code = nil
	return nil
}

// directive reads a comment at the head of a chunk.
func (p *parser) directive(line string) (known bool, err error) {
	if text, ok := strings.CutPrefix(line, sourceMark); ok {
		p.current.Source = text
		return true, nil
	}
	for _, v := range []Version{0, 1, 2} {
		if text, ok := strings.CutPrefix(line, differsMark(v)); ok {
			p.current.Differs, p.current.differsIn = text, v
			return true, nil
		}
	}
	text, ok := strings.CutPrefix(line, versionsMark)
	switch {
	case !ok:
		return false, nil
	case text == "1":
		p.current.versions = versions[:1]
	case text == "2":
		p.current.versions = versions[1:]
	default:
		return true, fmt.Errorf("versions are 1 or 2, not %q; leave the line out for both", text)
	}
	return true, nil
}

// parseExpectation reads lines such as "//> text" and "//2! text".
func parseExpectation(line string) (e expectation, ok bool) {
	rest, found := strings.CutPrefix(line, "//")
	if !found || rest == "" {
		return e, false
	}
	if rest[0] == '1' || rest[0] == '2' {
		e.version = Version(rest[0] - '0')
		rest = rest[1:]
	}
	if rest == "" || rest[0] != '>' && rest[0] != '!' {
		return e, false
	}
	e.thrown = rest[0] == '!'
	e.text = strings.TrimPrefix(rest[1:], " ")
	if e.thrown {
		e.text = strings.ReplaceAll(e.text, lineEnd, "\n")
	}
	return e, true
}

// finish checks and stores the current chunk.
func (p *parser) finish() error {
	c := p.current
	if c == nil {
		return nil
	}
	for len(p.code) > 0 && p.code[len(p.code)-1] == "" {
		p.code = p.code[:len(p.code)-1]
	}
	c.Script = addHelpers(strings.Join(p.code, "\n"), p.helpers)
	p.chunks = append(p.chunks, c)
	if p.draft {
		return nil
	}
	return c.check()
}

// addHelpers appends the helpers that the script calls, and those that they call.
func addHelpers(script string, helpers []helper) string {
	helpers = slices.Clone(helpers)
	for i := 0; i < len(helpers); i++ {
		if h := helpers[i]; h.call.MatchString(script) {
			script += "\n" + h.text
			helpers = slices.Delete(helpers, i, i+1)
			i = -1
		}
	}
	return script
}

// check reports what would make the chunk prove nothing.
func (c *Chunk) check() error {
	if c.Source == "" {
		return fmt.Errorf("chunk %q has no source", c.Name)
	}
	for _, v := range c.versions {
		thrown, all := 0, 0
		for _, e := range c.expected {
			if e.version != 0 && e.version != v {
				continue
			}
			all++
			if e.thrown {
				thrown++
			}
		}
		if all == 0 || thrown > 1 {
			return fmt.Errorf("chunk %q expects %d lines of which %d are errors in version %d", c.Name, all, thrown, v)
		}
	}
	for _, e := range c.expected {
		if e.version != 0 && !c.Runs(e.version) {
			return fmt.Errorf("chunk %q expects something in version %d, which it does not run on", c.Name, e.version)
		}
		if _, err := pattern(e.text); e.thrown && err != nil {
			return fmt.Errorf("chunk %q: %w", c.Name, err)
		}
	}
	return nil
}

// pattern returns the regular expression of a text like /…/, nil for other texts.
func pattern(text string) (*regexp.Regexp, error) {
	if len(text) < 2 || text[0] != '/' || text[len(text)-1] != '/' {
		return nil, nil
	}
	return regexp.Compile(`^(?s:` + text[1:len(text)-1] + `)$`)
}

// matches compares a thrown text with the expected one.
func matches(want, got string) bool {
	if re, err := pattern(want); re != nil && err == nil {
		return re.MatchString(got)
	}
	return want == got
}
