// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package report_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"selvedge/internal/functest"
	"selvedge/internal/functest/report"
)

// TestHostileTexts: whatever names, logs and problems say, reports stay well-formed and send nothing to a terminal.
func TestHostileTexts(t *testing.T) {
	const hostile = "]]>\x1b[2J\x00\x07</x>\xff\ufffe\u202e # \"\\ \r"
	r := &functest.Report{Results: []functest.Result{
		{Case: &functest.Case{File: hostile, Name: hostile}, Status: functest.Failed, Ran: true, Logs: []string{hostile},
			Problems: []functest.Problem{{Text: hostile, Detail: hostile + "\n" + hostile}}},
		{Case: &functest.Case{File: hostile, Name: hostile, Skip: hostile}, Status: functest.Skipped},
	}}
	for name, write := range map[string]func(io.Writer, *functest.Report) error{
		"text": report.Text, "tap": report.TAP, "junit": report.JUnit, "json": report.JSON,
	} {
		var out bytes.Buffer
		if err := write(&out, r); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if strings.ContainsAny(out.String(), "\x1b\x00\x07\r") {
			t.Errorf("%s has control characters: %q", name, out.String())
		}
		switch name {
		case "json":
			if !json.Valid(out.Bytes()) {
				t.Errorf("not JSON: %s", out.String())
			}
		case "junit":
			d := xml.NewDecoder(&out)
			var err error
			for err == nil {
				_, err = d.Token()
			}
			if !errors.Is(err, io.EOF) {
				t.Errorf("not XML: %v", err)
			}
		}
	}
}

// TestNothing: a report without results, and one with empty coverage.
func TestNothing(t *testing.T) {
	for _, r := range []*functest.Report{{}, {Coverage: &functest.Coverage{}}} {
		var out bytes.Buffer
		if err := errors.Join(report.Text(&out, r), report.TAP(&out, r), report.JUnit(&out, r), report.JSON(&out, r)); err != nil {
			t.Error(err)
		}
		if !strings.Contains(out.String(), "0 cases: 0 passed, 0 failed") {
			t.Errorf("the reports are %s", out.String())
		}
	}
}
