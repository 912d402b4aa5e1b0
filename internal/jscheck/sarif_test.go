// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package jscheck_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"selvedge/internal/jscheck"
)

// sarif is what SARIF 2.1.0 demands of the members that we write. Source: OASIS SARIF 2.1.0, sections 3.13 to 3.49.
type sarif struct {
	Schema  string `json:"$schema"`
	Version string
	Runs    []struct {
		Tool struct {
			Driver struct {
				Name  string
				Rules []struct {
					ID               string
					ShortDescription struct{ Text string }
				}
			}
		}
		ColumnKind        string
		AutomationDetails struct{ ID string }
		Results           []struct {
			RuleID    string
			RuleIndex int
			Level     string
			Message   struct{ Text string }
			Locations []struct {
				PhysicalLocation struct {
					ArtifactLocation struct{ URI string }
					Region           *struct{ StartLine, StartColumn, EndLine, EndColumn int }
				}
			}
		}
	}
}

func TestSARIF(t *testing.T) {
	files := append(sources(t), checked("dir with blank/é.js", nil), checked("-", []byte("x")))
	var out bytes.Buffer
	if err := jscheck.WriteSARIF(&out, files, "1.2.3"); err != nil {
		t.Fatal(err)
	}
	var log sarif
	if err := json.Unmarshal(out.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	if log.Version != "2.1.0" || !strings.Contains(log.Schema, "sarif-2.1.0") || len(log.Runs) != len(runtimes) {
		t.Fatalf("version %q, schema %q, %d runs", log.Version, log.Schema, len(log.Runs))
	}
	for i, run := range log.Runs {
		rules := run.Tool.Driver.Rules
		if run.Tool.Driver.Name == "" || run.ColumnKind != "unicodeCodePoints" || len(rules) == 0 ||
			run.AutomationDetails.ID != "selvedge-check/"+string(runtimes[i]) {
			t.Errorf("run %d has the tool %+v, columns in %q", i, run.Tool.Driver.Name, run.ColumnKind)
		}
		for j, rule := range rules {
			if rule.ID == "" || rule.ShortDescription.Text == "" || j > 0 && rules[j-1].ID >= rule.ID {
				t.Errorf("rule %d is %+v", j, rule)
			}
		}
		results := 0
		for _, f := range files {
			results += len(f.Reports[i].Findings)
		}
		if len(run.Results) != results {
			t.Errorf("run %d has %d results, want %d", i, len(run.Results), results)
		}
		for _, r := range run.Results {
			level := slices.Contains([]string{"error", "warning", "note"}, r.Level)
			if !level || r.Message.Text == "" || len(r.Locations) != 1 || rules[r.RuleIndex].ID != r.RuleID {
				t.Errorf("result %+v", r)
				continue
			}
			at := r.Locations[0].PhysicalLocation
			if uri := at.ArtifactLocation.URI; uri == "" || strings.ContainsAny(uri, " é") {
				t.Errorf("URI %q", uri)
			}
			if p := at.Region; p != nil && (p.StartLine < 1 || p.StartColumn < 1 || p.EndLine < p.StartLine ||
				p.EndLine == p.StartLine && p.EndColumn < p.StartColumn) {
				t.Errorf("region %+v", p)
			}
		}
	}
}
