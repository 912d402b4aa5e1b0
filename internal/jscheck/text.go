// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package jscheck

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"selvedge"
)

// File is a function that was checked.
type File struct {
	Name    string
	Code    []byte
	Reports []Report // one for each runtime
}

// Failed reports whether there are errors.
func (f *File) Failed() bool {
	for i := range f.Reports {
		if f.Reports[i].Count(Error) > 0 {
			return true
		}
	}
	return false
}

const (
	// mostFrames is how many findings of a rule are shown with their code; the places of the others are listed.
	mostFrames = 10
	// frameWidth is how many characters of a line are shown.
	frameWidth = 100
)

// WriteText prints reports for people.
func WriteText(w io.Writer, files []File) error {
	out := bufio.NewWriter(w)
	for i := range files {
		p := textPrinter{out: out, file: &files[i], source: strings.ToValidUTF8(string(files[i].Code), "\uFFFD")}
		for j := range files[i].Reports {
			p.report(&files[i].Reports[j])
		}
	}
	return out.Flush()
}

type textPrinter struct {
	out    *bufio.Writer
	file   *File
	source string
}

func (p *textPrinter) report(r *Report) {
	shown, hidden := map[string]int{}, map[string][]Finding{}
	for rest := r.Findings; len(rest) > 0; {
		n := sameLine(rest)
		message := rest[0].Message
		if shown[message]++; shown[message] > mostFrames {
			hidden[message] = append(hidden[message], rest[:n]...)
		}
		rest = rest[n:]
	}
	clear(shown)
	for rest := r.Findings; len(rest) > 0; {
		n := sameLine(rest)
		message := rest[0].Message
		if shown[message]++; shown[message] <= mostFrames {
			p.finding(rest[:n], shown[message] == 1)
			if shown[message] == mostFrames && len(hidden[message]) > 0 {
				p.others(hidden[message])
			}
			fmt.Fprintln(p.out)
		}
		rest = rest[n:]
	}
	p.summary(r)
}

// sameLine returns how many findings at the beginning of a list say the same about one line.
func sameLine(list []Finding) int {
	n := 1
	for n < len(list) && list[n].Message == list[0].Message && list[n].FailsWith == list[0].FailsWith &&
		list[n].Place.Line == list[0].Place.Line {
		n++
	}
	return n
}

// finding prints what a line has of one kind; what the runtime says and what helps are told once.
func (p *textPrinter) finding(list []Finding, first bool) {
	f := &list[0]
	name := p.file.Name
	if f.Place.Line > 0 {
		name = fmt.Sprintf("%s:%d:%d", name, f.Place.Line, f.Place.Column)
	}
	fmt.Fprintf(p.out, "%s: %s: %s [%s]\n", name, f.Severity, printable(f.Message), f.Rule.ID)
	if f.Place.Line > 0 {
		p.frame(list)
	}
	if f.FailsWith != "" && (first || f.Rule.ID == ruleSyntax) {
		fmt.Fprintf(p.out, "  runtime: %s\n", printable(f.FailsWith))
	}
	if f.Help != "" && first {
		fmt.Fprintf(p.out, "  instead: %s\n", printable(f.Help))
	}
}

// frame prints the part of a line around the first of some findings in it, and marks their places.
func (p *textPrinter) frame(list []Finding) {
	at := list[0].Place
	left := at.Column - 1
	if left > frameWidth*3/4 {
		left = frameWidth / 2
	}
	start := list[0].from
	for range left {
		_, width := utf8.DecodeLastRuneInString(p.source[:start])
		start -= width
	}
	line, whole := clipLine(p.source[start:])
	first := at.Column - left // the column of line[0]
	marks := make([]rune, len(line)+1)
	for i := range marks {
		marks[i] = ' '
		if i < len(line) && line[i] == '\t' {
			marks[i] = '\t'
		}
	}
	for i := range list {
		place := list[i].Place
		end := max(place.EndColumn, place.Column+1)
		if place.EndLine > place.Line {
			end = first + len(line)
		}
		for c := place.Column; c < min(end, first+len(marks)); c++ {
			marks[c-first] = '^'
		}
	}
	before, after := "", ""
	if first > 1 {
		before = "…"
	}
	if !whole {
		after, marks = "…", marks[:len(line)]
	}
	number := fmt.Sprintf("%5d | ", at.Line)
	fmt.Fprintf(p.out, "%s%s%s%s\n", number, before, printable(string(line)), after)
	fmt.Fprintf(p.out, "%s| %s%s\n", strings.Repeat(" ", len(number)-2), strings.Repeat(" ", utf8.RuneCountInString(before)),
		strings.TrimRight(string(marks), " \t"))
	if len(list) > 1 {
		p.places("also at columns ", list[1:], func(at Place) string { return strconv.Itoa(at.Column) })
	}
}

// clipLine returns the characters up to the end of the line, at most frameWidth of them, and whether these are all.
func clipLine(text string) (line []rune, whole bool) {
	for _, r := range text {
		if r == '\n' {
			break
		}
		if len(line) == frameWidth {
			return line, false
		}
		line = append(line, r)
	}
	if n := len(line); n > 0 && line[n-1] == '\r' {
		line = line[:n-1]
	}
	return line, true
}

// others lists the places of findings that are not shown.
func (p *textPrinter) others(list []Finding) {
	p.places("and at ", list, func(at Place) string { return fmt.Sprintf("%d:%d", at.Line, at.Column) })
}

// places lists places on as few lines as they need.
func (p *textPrinter) places(title string, list []Finding, text func(Place) string) {
	const indent = "  "
	line := indent + title
	for i := range list {
		word := text(list[i].Place)
		if i < len(list)-1 {
			word += ", "
		}
		if len(line)+len(word) > frameWidth {
			fmt.Fprintln(p.out, strings.TrimRight(line, " "))
			line = indent + indent
		}
		line += word
	}
	fmt.Fprintln(p.out, line)
}

func (p *textPrinter) summary(r *Report) {
	var parts []string
	for _, s := range []Severity{Error, Warning, Note} {
		switch n := r.Count(s); n {
		case 0:
		case 1:
			parts = append(parts, fmt.Sprintf("1 %s", s))
		default:
			parts = append(parts, fmt.Sprintf("%s %ss", thousands(n), s))
		}
	}
	if len(parts) == 0 {
		parts = []string{"no problems"}
	}
	fmt.Fprintf(p.out, "%s: %s: %s; %s of %s bytes (%s %%)\n", p.file.Name, r.Runtime, strings.Join(parts, ", "),
		thousands(r.Bytes), thousands(selvedge.MaxFunctionCode), r.Percent())
	if !r.Complete {
		fmt.Fprintf(p.out, "%s: the code behind the last syntax error was not understood; check again when that is gone\n",
			p.file.Name)
	}
}

// printable replaces what could move the cursor of a terminal.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || unicode.IsPrint(r) {
			return r
		}
		return '\uFFFD'
	}, text)
}
