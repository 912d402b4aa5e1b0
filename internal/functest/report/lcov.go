// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package report

import (
	"bufio"
	"fmt"
	"io"

	"selvedge/internal/functest"
)

// LCOV writes the coverage as a tracefile of lcov, which editors and CI servers read.
func LCOV(w io.Writer, c *functest.Coverage) error {
	out := bufio.NewWriter(w)
	for _, f := range c.Files() {
		fmt.Fprintf(out, "TN:\nSF:%s\n", clean(f.Path))
		for _, l := range f.Lines {
			fmt.Fprintf(out, "DA:%d,%d\n", l.Number, l.Runs)
		}
		fmt.Fprintf(out, "LF:%d\nLH:%d\nend_of_record\n", len(f.Lines), f.Covered())
	}
	return out.Flush()
}
