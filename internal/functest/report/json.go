// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package report

import (
	"encoding/json"
	"io"

	"selvedge/internal/functest"
)

// The members of a JSON report.
type (
	jsonReport struct {
		Passed   int           `json:"passed"`
		Failed   int           `json:"failed"`
		Skipped  int           `json:"skipped"`
		Cases    []jsonCase    `json:"cases"`
		Coverage *jsonCoverage `json:"coverage,omitempty"`
	}
	jsonCase struct {
		File        string          `json:"file"`
		Name        string          `json:"name"`
		Status      string          `json:"status"`
		Reason      string          `json:"reason,omitempty"` // of what was skipped
		Problems    []jsonProblem   `json:"problems,omitempty"`
		Utilization *int            `json:"utilization,omitempty"` // of what ran
		Output      json.RawMessage `json:"output,omitempty"`
		Logs        []string        `json:"logs,omitempty"`
	}
	jsonProblem struct {
		Message string `json:"message"`
		Detail  string `json:"detail,omitempty"`
	}
	jsonCoverage struct {
		Percent float64    `json:"percent"`
		Files   []jsonFile `json:"files"`
	}
	jsonFile struct {
		Path      string   `json:"path"`
		Covered   int      `json:"covered"`
		Total     int      `json:"total"`
		Uncovered [][2]int `json:"uncovered"` // ranges of lines
	}
)

// JSON writes one object with the results in order.
func JSON(w io.Writer, r *functest.Report) error {
	all := jsonReport{
		Passed: r.Count(functest.Passed), Failed: r.Count(functest.Failed), Skipped: r.Count(functest.Skipped), Cases: []jsonCase{},
	}
	for i := range r.Results {
		result := &r.Results[i]
		c := jsonCase{File: result.Case.File, Name: result.Case.Name, Status: result.Status.String(), Logs: result.Logs}
		if result.Ran {
			c.Utilization = &result.Utilization
		}
		if result.Output != "" {
			c.Output = json.RawMessage(result.Output)
		}
		if result.Status == functest.Skipped {
			c.Reason = reason(result)
		}
		for _, p := range result.Problems {
			c.Problems = append(c.Problems, jsonProblem{p.Text, p.Detail})
		}
		all.Cases = append(all.Cases, c)
	}
	if r.Coverage != nil {
		all.Coverage = &jsonCoverage{Percent: r.Coverage.Percent(), Files: []jsonFile{}}
		for _, f := range r.Coverage.Files() {
			uncovered := f.Uncovered()
			if uncovered == nil {
				uncovered = [][2]int{}
			}
			all.Coverage.Files = append(all.Coverage.Files, jsonFile{f.Path, f.Covered(), len(f.Lines), uncovered})
		}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(all)
}
