// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package report

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"selvedge/internal/functest"
)

// Text writes a table for people: a line for each case under the name of its file, what is wrong with those that failed,
// the coverage, and a summary.
func Text(w io.Writer, r *functest.Report) error {
	out := bufio.NewWriter(w)
	width := 0
	for i := range r.Results {
		width = max(width, utf8.RuneCountInString(clean(r.Results[i].Case.Name)))
	}
	width = min(width, 60)
	file := ""
	for i := range r.Results {
		result := &r.Results[i]
		if result.Case.File != file || i == 0 {
			file = result.Case.File
			fmt.Fprintln(out, clean(file))
		}
		textResult(out, result, width)
	}
	if r.Coverage != nil {
		textCoverage(out, r.Coverage)
	}
	if len(r.Results) > 0 {
		fmt.Fprintln(out)
	}
	fmt.Fprintln(out, Summary(r))
	return out.Flush()
}

// words are the statuses in the table.
var words = map[functest.Status]string{functest.Passed: "ok", functest.Failed: "FAIL", functest.Skipped: "skip"}

func textResult(out *bufio.Writer, r *functest.Result, width int) {
	name := clean(r.Case.Name)
	line := fmt.Sprintf("  %-4s  %s", words[r.Status], name)
	switch {
	case r.Ran:
		line += strings.Repeat(" ", max(0, width-utf8.RuneCountInString(name))) + fmt.Sprintf("  %3d %%", r.Utilization)
	case r.Status == functest.Skipped:
		line += strings.Repeat(" ", max(0, width-utf8.RuneCountInString(name))) + "  " + reason(r)
	}
	fmt.Fprintln(out, strings.TrimRight(line, " "))
	if r.Status != functest.Failed {
		return
	}
	for _, p := range r.Problems {
		fmt.Fprintln(out, indent(p.Text, "        "))
		if p.Detail != "" {
			fmt.Fprintln(out, indent(p.Detail, "          "))
		}
	}
	for i, text := range r.Logs {
		if i == 0 {
			fmt.Fprintln(out, "        log:")
		}
		fmt.Fprintln(out, indent(text, "          "))
	}
}

// reason says why a case did not run.
func reason(r *functest.Result) string {
	if r.Case.Skip != "" {
		return clean(r.Case.Skip)
	}
	return "not run"
}

// Summary counts the results in one line.
func Summary(r *functest.Report) string {
	text := fmt.Sprintf("%s: %d passed, %d failed", plural(len(r.Results), "case"), r.Count(functest.Passed), r.Count(functest.Failed))
	if n := r.Count(functest.Skipped); n > 0 {
		text += fmt.Sprintf(", %d skipped", n)
	}
	return text
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

func textCoverage(out *bufio.Writer, c *functest.Coverage) {
	files := c.Files()
	width, covered, total := len("total"), 0, 0
	for _, f := range files {
		width = max(width, utf8.RuneCountInString(clean(f.Path)))
		covered += f.Covered()
		total += len(f.Lines)
	}
	fmt.Fprintln(out, "\ncoverage of lines")
	for _, f := range files {
		line := coverageLine(clean(f.Path), width, f.Covered(), len(f.Lines))
		for i, r := range f.Uncovered() {
			line += map[bool]string{true: "  not run: ", false: ", "}[i == 0] + lineRange(r)
		}
		fmt.Fprintln(out, line)
	}
	fmt.Fprintln(out, coverageLine("total", width, covered, total))
}

func coverageLine(name string, width, covered, total int) string {
	return fmt.Sprintf("  %-*s  %4d of %4d  %5.1f %%", width, name, covered, total, functest.Percent(covered, total))
}

func lineRange(r [2]int) string {
	if r[0] == r[1] {
		return strconv.Itoa(r[0])
	}
	return fmt.Sprintf("%d-%d", r[0], r[1])
}

// indent puts a text that may have several lines behind a prefix. Control characters are escaped.
func indent(text, prefix string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(prefix+clean(lines[i]), " ")
	}
	return strings.Join(lines, "\n")
}

// clean escapes what would move the cursor of a terminal or hide text. A tab stays.
func clean(s string) string {
	if strings.IndexFunc(s, unsafeRune) < 0 && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if unsafeRune(r) {
			quoted := strconv.QuoteRuneToASCII(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func unsafeRune(r rune) bool { return r != '\t' && !unicode.IsPrint(r) }
