// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfft

import (
	"fmt"
	"regexp"
	"strings"

	"selvedge/internal/functest"
)

// dotted matches ."name" of jq, which is ["name"].
var dotted = regexp.MustCompile(`\.("(?:[^"\\]|\\.)*")`)

// parseIgnore reads the member ignore, a query of jq. cfft takes each path of it on its own, whether paths are joined by
// commas or by pipes, and can use nothing but paths.
func parseIgnore(query string) ([]functest.Path, error) {
	var paths []functest.Path
	for _, term := range splitTerms(query) {
		text := strings.TrimSpace(strings.Trim(strings.TrimSpace(term), "()"))
		text = strings.TrimSuffix(text, "?")
		if text == "" {
			if strings.TrimSpace(query) == "" {
				return nil, nil
			}
			return nil, fmt.Errorf("a path is missing in %q", query)
		}
		if !strings.HasPrefix(text, ".") {
			return nil, fmt.Errorf("%q is not a path such as .response.headers.date", text)
		}
		text = dotted.ReplaceAllString(text, "[$1]")
		p, err := functest.ParsePath(strings.ReplaceAll(text, ".[", "["))
		if err != nil {
			return nil, err
		}
		paths = append(paths, p)
	}
	return paths, nil
}

// splitTerms splits at commas and pipes that are in no string.
func splitTerms(query string) []string {
	var terms []string
	from, quoted := 0, false
	for i := 0; i < len(query); i++ {
		switch query[i] {
		case '\\':
			i++
		case '"':
			quoted = !quoted
		case ',', '|':
			if !quoted {
				terms = append(terms, query[from:i])
				from = i + 1
			}
		}
	}
	return append(terms, query[from:])
}
