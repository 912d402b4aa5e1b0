// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package jscheck

import (
	"encoding/json"
	"io"
	"math"
	"net/url"
	"path/filepath"
	"slices"

	"selvedge"
)

// The shape of WriteJSON, which docs/howto/check-functions.md documents. Members are added and not changed; a change of
// meaning raises jsonVersion.
const jsonVersion = 1

type jsonOutput struct {
	Version int        `json:"version"`
	Files   []jsonFile `json:"files"`
}

type jsonFile struct {
	File     string        `json:"file"`
	Bytes    int           `json:"bytes"`
	Limit    int           `json:"limit"`
	Percent  float64       `json:"percent"`
	Runtimes []jsonRuntime `json:"runtimes"`
}

type jsonRuntime struct {
	Runtime  selvedge.Runtime `json:"runtime"`
	Errors   int              `json:"errors"`
	Warnings int              `json:"warnings"`
	Notes    int              `json:"notes"`
	Complete bool             `json:"complete"`
	Findings []jsonFinding    `json:"findings"`
}

type jsonFinding struct {
	Rule      string   `json:"rule"`
	Severity  Severity `json:"severity"`
	Line      int      `json:"line,omitempty"`
	Column    int      `json:"column,omitempty"`
	EndLine   int      `json:"endLine,omitempty"`
	EndColumn int      `json:"endColumn,omitempty"`
	Message   string   `json:"message"`
	FailsWith string   `json:"failsWith,omitempty"`
	Help      string   `json:"help,omitempty"`
}

// WriteJSON prints reports for programs.
func WriteJSON(w io.Writer, files []File) error {
	out := jsonOutput{Version: jsonVersion, Files: []jsonFile{}}
	for i := range files {
		f := jsonFile{
			File: files[i].Name, Bytes: len(files[i].Code), Limit: selvedge.MaxFunctionCode,
			Percent: math.Round(float64(len(files[i].Code))*1000/selvedge.MaxFunctionCode) / 10,
		}
		for j := range files[i].Reports {
			f.Runtimes = append(f.Runtimes, jsonReport(&files[i].Reports[j]))
		}
		out.Files = append(out.Files, f)
	}
	return encode(w, out)
}

func jsonReport(r *Report) jsonRuntime {
	out := jsonRuntime{
		Runtime: r.Runtime, Errors: r.Count(Error), Warnings: r.Count(Warning), Notes: r.Count(Note), Complete: r.Complete,
		Findings: []jsonFinding{},
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		out.Findings = append(out.Findings, jsonFinding{
			Rule: f.Rule.ID, Severity: f.Severity, Line: f.Place.Line, Column: f.Place.Column, EndLine: f.Place.EndLine,
			EndColumn: f.Place.EndColumn, Message: f.Message, FailsWith: f.FailsWith, Help: f.Help,
		})
	}
	return out
}

func encode(w io.Writer, v any) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(v)
}

// The parts of SARIF 2.1.0 that WriteSARIF uses.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool       `json:"tool"`
		Automation sarifAutomation `json:"automationDetails"`
		ColumnKind string          `json:"columnKind"`
		Results    []sarifResult   `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               string     `json:"id"`
		ShortDescription sarifText  `json:"shortDescription"`
		Help             *sarifText `json:"help,omitempty"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifAutomation struct {
		ID string `json:"id"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     Severity        `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
)

// WriteSARIF prints reports as SARIF 2.1.0, with a run for each runtime. version is that of this program.
func WriteSARIF(w io.Writer, files []File, version string) error {
	const schema = "https://json.schemastore.org/sarif-2.1.0.json"
	log := sarifLog{Schema: schema, Version: "2.1.0", Runs: []sarifRun{}}
	rules, index := sarifRules()
	for i := range files {
		for j := range files[i].Reports {
			if j == len(log.Runs) {
				log.Runs = append(log.Runs, sarifRun{
					Tool:       sarifTool{sarifDriver{Name: "selvedge check", Version: version, Rules: rules}},
					Automation: sarifAutomation{"selvedge-check/" + string(files[i].Reports[j].Runtime)},
					ColumnKind: "unicodeCodePoints", Results: []sarifResult{},
				})
			}
			run := &log.Runs[j]
			for k := range files[i].Reports[j].Findings {
				run.Results = append(run.Results, sarifFinding(&files[i], &files[i].Reports[j].Findings[k], index))
			}
		}
	}
	return encode(w, log)
}

// sarifRules lists all rules, and where each is in the list.
func sarifRules() ([]sarifRule, map[string]int) {
	all := slices.Clone(generalRules)
	for construct := range constructRules {
		r, _ := ruleOf(construct)
		r.Title += ": not supported by a runtime"
		all = append(all, r)
	}
	slices.SortFunc(all, func(a, b Rule) int {
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	list, index := make([]sarifRule, len(all)), map[string]int{}
	for i, r := range all {
		list[i] = sarifRule{ID: r.ID, ShortDescription: sarifText{r.Title}}
		if r.Rewrite != "" {
			list[i].Help = &sarifText{"Instead: " + r.Rewrite}
		}
		index[r.ID] = i
	}
	return list, index
}

func sarifFinding(file *File, f *Finding, index map[string]int) sarifResult {
	text := f.Message + "."
	if f.FailsWith != "" {
		text += " The runtime says: " + f.FailsWith
	}
	if f.Help != "" {
		text += "\nInstead: " + f.Help
	}
	name := file.Name
	if name == "-" {
		name = "stdin"
	}
	at := sarifPhysical{Artifact: sarifArtifact{(&url.URL{Path: filepath.ToSlash(name)}).String()}}
	if p := f.Place; p.Line > 0 {
		at.Region = &sarifRegion{p.Line, p.Column, p.EndLine, p.EndColumn}
	}
	return sarifResult{
		RuleID: f.Rule.ID, RuleIndex: index[f.Rule.ID], Level: f.Severity, Message: sarifText{text},
		Locations: []sarifLocation{{at}},
	}
}
