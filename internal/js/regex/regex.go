// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package regex

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// Version is a runtime version, which decides which library's dialect a pattern is written in.
type Version uint8

// The versions.
const (
	V1 Version = iota + 1 // cloudfront-js-1.0: njs 0.4.3 with PCRE 8.39
	V2                    // cloudfront-js-2.0: njs 0.7.12 with PCRE2 10.42
)

// Flags are the flags of a regular expression.
type Flags uint8

// The flags. Global is of no concern to this package; Sticky makes Match look at the start only.
const (
	Global     Flags = 1 << iota // g
	IgnoreCase                   // i
	Multiline                    // m
	Sticky                       // y, in V2
)

// ParseFlags reads the letters of flags, each at most once. ok is false where njs throws a SyntaxError
// `Invalid RegExp flags "..."`.
func ParseFlags(text string, v Version) (flags Flags, ok bool) {
	letters := "gim"
	if v == V2 {
		letters = "gimy"
	}
	for _, c := range []byte(text) {
		i := strings.IndexByte(letters, c)
		if i < 0 || flags&(1<<i) != 0 {
			return 0, false
		}
		flags |= 1 << i
	}
	return flags, true
}

// Mode says how the input of a match is read. njs compiles every pattern twice, and takes one or the other:
//
//   - V1, exec and what calls it: Bytes if the input has only ASCII characters or is a byte string, else Text;
//   - V1, test: Text, but Bytes for the empty string and byte strings;
//   - V2: Text, but Bytes for the empty string and byte strings.
//
// The choice can be seen: only one of the two may have compiled, and what cannot be compiled never matches
// (`/\u0100?/.exec("")` is null), and in Bytes mode a character of the pattern that is not ASCII is as many units as it
// has bytes.
type Mode uint8

// The modes.
const (
	Text  Mode = iota // valid UTF-8; characters are code points
	Bytes             // characters are bytes
)

// Name is the name of a capturing group.
type Name struct {
	Name  string
	Group int
}

// Program is a compiled regular expression. It does not change and may be used by many goroutines at once.
type Program struct {
	source string
	flags  Flags
	groups int
	names  []Name
	text   *program        // nil if it cannot be compiled for this mode
	bytes  func() *program // likewise; compiled when it is first needed
}

// maxSource is the length of the longest pattern that is read at all, in bytes. What the library accepts is shorter,
// unless it consists of comments.
const maxSource = 1 << 16

// Compile compiles a pattern. It fails with a *SyntaxError if it can be compiled for neither mode; then the error is
// that of Text mode, as in njs. The time it takes is about linear in the length of the pattern, and the result is
// bounded like the library's (64 KB of its program).
func Compile(pattern string, flags Flags, v Version) (*Program, error) {
	source := pattern
	if v == V1 {
		source = escape1(pattern)
	}
	p := &Program{source: source, flags: flags}
	text, parsed, err := compileMode(source, flags, v, true)
	p.text = text
	if err == nil {
		p.bytes = sync.OnceValue(func() *program {
			bytes, _, _ := compileMode(source, flags, v, false)
			return bytes
		})
	} else {
		bytes, parsedBytes, errBytes := compileMode(source, flags, v, false)
		if errBytes != nil {
			return nil, err
		}
		p.bytes = func() *program { return bytes }
		parsed = parsedBytes
	}
	p.groups = parsed.groups
	for _, n := range sortedNames(parsed.names) {
		p.names = append(p.names, Name{n.name, n.group})
	}
	return p, nil
}

// compileMode compiles a pattern for one mode.
func compileMode(source string, flags Flags, v Version, utf bool) (*program, *parser, error) {
	p := &parser{src: source, utf: utf, v: v}
	p.measure = measure{p: p, known: map[*node]int{}}
	if flags&IgnoreCase != 0 {
		p.opts |= optFold
	}
	if flags&Multiline != 0 {
		p.opts |= optMultiline
	}
	var whole *node
	switch {
	case len(source) > maxSource:
		p.fail(errTooLarge, len(source))
	case utf && !utf8.ValidString(source):
		p.fail(errEncoding, 0)
	default:
		whole = p.pattern()
	}
	if p.err == errNone {
		p.finish(whole)
	}
	if p.err != errNone {
		return nil, nil, newSyntaxError(source, p)
	}
	program := compile(p, whole)
	if flags&Sticky != 0 {
		program.anchor = anchorHere
	}
	return program, p, nil
}

func newSyntaxError(source string, p *parser) *SyntaxError {
	quoted, _, _ := strings.Cut(source, "\x00")
	return &SyntaxError{Pattern: quoted, Reason: p.err.text(p.v), Offset: p.errPos, version: p.v}
}

// escape1 changes a pattern as njs 0.4.3 does before it compiles it, because PCRE would refuse a lone closing bracket
// and could not take a NUL.
func escape1(pattern string) string {
	if !strings.ContainsAny(pattern, "]\x00") {
		return pattern
	}
	var b strings.Builder
	inClass := false
	for i := 0; i < len(pattern); i++ {
		c := pattern[i]
		switch {
		case c == '[':
			inClass = true
		case c == ']':
			if !inClass {
				b.WriteByte('\\')
			}
			inClass = false
		case c == '\\':
			b.WriteByte(c)
			if i++; i == len(pattern) {
				return b.String()
			}
			c = pattern[i]
		}
		if c == 0 {
			b.WriteString(`\u0000`)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// Source returns the pattern as njs gives it as the property source: in V1 it has been changed a little.
func (p *Program) Source() string { return p.source }

// Flags returns the flags that the pattern was compiled with.
func (p *Program) Flags() Flags { return p.flags }

// Groups returns the number of capturing groups, without the match itself.
func (p *Program) Groups() int { return p.groups }

// Names returns the names of groups in the order in which njs defines them in the object groups: by name. A name is
// there twice only if the pattern sets (?J), where njs fails with InternalError "lvlhsh insert failed". The caller
// must not change the slice.
func (p *Program) Names() []Name { return p.names }
