// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package regex_test

import (
	"bufio"
	"embed"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"selvedge/internal/js/regex"
)

// The files have what the libraries answered, called with the options of njs, for patterns and inputs made at random, then for chosen ones:
// PCRE 8.39 as njs 0.4.3 uses it, PCRE2 10.42 as njs 0.7.12 does. Fields: flags or "-", mode, start, pattern, input,
// and the answer: M with offsets, N for no match, or E with the offset and the text of a syntax error.
//
//go:embed testdata/*.tsv
var goldens embed.FS

func TestGolden(t *testing.T) {
	for name, v := range map[string]regex.Version{"pcre_8_39": regex.V1, "pcre2_10_42": regex.V2} {
		t.Run(name, func(t *testing.T) {
			file, err := goldens.Open("testdata/" + name + ".tsv")
			if err != nil {
				t.Fatal(err)
			}
			defer file.Close()
			lines := bufio.NewScanner(file)
			n := 0
			for lines.Scan() {
				n++
				checkGolden(t, n, lines.Text(), v)
			}
			if n < 100 {
				t.Errorf("the file has %d lines", n)
			}
		})
	}
}

func checkGolden(t *testing.T, line int, text string, v regex.Version) {
	t.Helper()
	fields := strings.Split(text, "\t")
	if len(fields) != 6 {
		t.Fatalf("line %d has %d fields", line, len(fields))
	}
	flags, ok := regex.ParseFlags(strings.TrimPrefix(fields[0], "-"), v)
	start, err1 := strconv.Atoi(fields[2])
	pattern, err2 := strconv.Unquote(fields[3])
	input, err3 := strconv.Unquote(fields[4])
	if !ok || err1 != nil || err2 != nil || err3 != nil {
		t.Fatalf("line %d is malformed", line)
	}
	mode := regex.Text
	if fields[1] == "bytes" {
		mode = regex.Bytes
	}
	if got := answer(pattern, flags, v, func(p *regex.Program) string {
		return outcome(p, input, start, mode)
	}); got != fields[5] {
		t.Errorf("line %d: %q on %q = %s, want %s", line, pattern, input, got, fields[5])
	}
}

// answer compiles a pattern and returns what use says of it, or the syntax error.
func answer(pattern string, flags regex.Flags, v regex.Version, use func(*regex.Program) string) string {
	p, err := regex.Compile(pattern, flags, v)
	if err != nil {
		syntax := err.(*regex.SyntaxError)
		return fmt.Sprintf("E %d %s", syntax.Offset, syntax.Reason)
	}
	return use(p)
}

// outcome matches once, with a generous budget.
func outcome(p *regex.Program, input string, start int, mode regex.Mode) string {
	var m regex.Matcher
	budget := int64(100_000_000)
	matched, err := p.Match(&m, &budget, input, start, mode)
	switch {
	case err != nil:
		return err.Error()
	case !matched:
		return "N"
	}
	return "M " + strings.Trim(fmt.Sprint(m.Captures), "[]")
}
