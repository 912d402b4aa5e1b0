// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package report

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"selvedge/internal/functest"
)

// TAP writes TAP, version 14, with a block of YAML under each case that failed.
func TAP(w io.Writer, r *functest.Report) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "TAP version 14\n1..%d\n", len(r.Results))
	for i := range r.Results {
		result := &r.Results[i]
		verdict := "ok"
		if result.Status == functest.Failed {
			verdict = "not ok"
		}
		line := fmt.Sprintf("%s %d - %s", verdict, i+1, description(result.Case.ID()))
		if result.Status == functest.Skipped {
			line += " # SKIP " + reason(result)
		}
		fmt.Fprintln(out, line)
		if result.Status == functest.Failed {
			tapProblems(out, result)
		}
	}
	if r.Coverage != nil {
		for _, f := range r.Coverage.Files() {
			fmt.Fprintf(out, "# %s: %d of %d lines\n", clean(f.Path), f.Covered(), len(f.Lines))
		}
	}
	fmt.Fprintln(out, "# "+Summary(r))
	return out.Flush()
}

// description escapes what would end a description.
func description(s string) string {
	return strings.NewReplacer(`\`, `\\`, `#`, `\#`).Replace(clean(s))
}

// tapProblems writes the block. Texts are in double quotes, as JSON is YAML.
func tapProblems(out *bufio.Writer, r *functest.Result) {
	fmt.Fprintln(out, "  ---")
	fmt.Fprintln(out, "  problems:")
	for _, p := range r.Problems {
		fmt.Fprintf(out, "    - message: %s\n", yamlText(p.Text))
		if p.Detail != "" {
			fmt.Fprintf(out, "      detail: %s\n", yamlText(p.Detail))
		}
	}
	if r.Ran {
		fmt.Fprintf(out, "  utilization: %d\n", r.Utilization)
	}
	if len(r.Logs) > 0 {
		fmt.Fprintln(out, "  log:")
		for _, text := range r.Logs {
			fmt.Fprintf(out, "    - %s\n", yamlText(text))
		}
	}
	fmt.Fprintln(out, "  ...")
}

// yamlText quotes a text so that it is one line of YAML.
func yamlText(s string) string {
	return strings.ReplaceAll(strconv.QuoteToASCII(strings.ToValidUTF8(s, "\ufffd")), `\v`, `\x0b`)
}
