// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"selvedge/internal/functest"
)

// The elements of a JUnit report, as CI servers read them.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Skipped  int          `xml:"skipped,attr"`
		Time     string       `xml:"time,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Time     string      `xml:"time,attr"`
		Cases    []junitCase `xml:"testcase"`
		duration time.Duration
	}
	junitCase struct {
		Name    string        `xml:"name,attr"`
		Class   string        `xml:"classname,attr"`
		File    string        `xml:"file,attr"`
		Time    string        `xml:"time,attr"`
		Skipped *junitMessage `xml:"skipped"`
		Failure *junitMessage `xml:"failure"`
		Out     string        `xml:"system-out,omitempty"`
	}
	junitMessage struct {
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

// JUnit writes a JUnit report: a suite for each file, and what functions have logged as the output of a case.
func JUnit(w io.Writer, r *functest.Report) error {
	all := junitSuites{Tests: len(r.Results), Failures: r.Count(functest.Failed), Skipped: r.Count(functest.Skipped)}
	var total time.Duration
	for i := range r.Results {
		result := &r.Results[i]
		total += result.Duration
		if n := len(all.Suites); n == 0 || all.Suites[n-1].Name != xmlText(result.Case.File) {
			all.Suites = append(all.Suites, junitSuite{Name: xmlText(result.Case.File)})
		}
		all.Suites[len(all.Suites)-1].add(result)
	}
	for i := range all.Suites {
		all.Suites[i].Time = seconds(all.Suites[i].duration)
	}
	all.Time = seconds(total)
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func (s *junitSuite) add(r *functest.Result) {
	s.Tests++
	s.duration += r.Duration
	c := junitCase{
		Name: xmlText(r.Case.Name), Class: s.Name, File: s.Name, Time: seconds(r.Duration), Out: xmlText(strings.Join(r.Logs, "\n")),
	}
	switch r.Status {
	case functest.Skipped:
		s.Skipped++
		c.Skipped = &junitMessage{Message: xmlText(reason(r))}
	case functest.Failed:
		s.Failures++
		c.Failure = &junitMessage{Message: xmlText(r.Problems[0].Text), Text: xmlText(problems(r))}
	}
	s.Cases = append(s.Cases, c)
}

// problems returns all problems of a case as one text.
func problems(r *functest.Result) string {
	var b strings.Builder
	for _, p := range r.Problems {
		b.WriteString(p.Text + "\n" + p.Detail)
	}
	return b.String()
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.6f", d.Seconds()) }

// xmlText replaces the characters that XML 1.0 has no way to write; the encoder escapes the others.
func xmlText(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff {
			return '\ufffd'
		}
		return r
	}, s)
}
