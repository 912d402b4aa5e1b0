// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package bundle

import (
	"fmt"
	"strings"

	"selvedge"
)

// maxReported is how many files a size report names.
const maxReported = 20

// SizeReport says how far the result is above or below what a function may have, and which files it is made of.
func (r *Result) SizeReport() string {
	var b strings.Builder
	size, most := len(r.Code), selvedge.MaxFunctionCode
	relation := fmt.Sprintf("%d bytes below", most-size)
	if size > most {
		relation = fmt.Sprintf("%d bytes over", size-most)
	}
	fmt.Fprintf(&b, "the function has %d bytes, %s the maximum of %d\n", size, relation, most)
	total := 0
	for _, in := range r.Inputs {
		total += in.Bytes
	}
	if total == 0 {
		return b.String()
	}
	b.WriteString("parts, by their size before names were shortened:\n")
	rest := 0
	for i, in := range r.Inputs {
		if i >= maxReported {
			rest += in.Bytes
			continue
		}
		fmt.Fprintf(&b, "%8d %3d%%  %s\n", in.Bytes, (100*in.Bytes+total/2)/total, in.Path)
	}
	if rest > 0 {
		fmt.Fprintf(&b, "%8d %3d%%  %d more files\n", rest, (100*rest+total/2)/total, len(r.Inputs)-maxReported)
	}
	return b.String()
}
