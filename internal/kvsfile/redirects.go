// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package kvsfile

// This file reads the _redirects files that Netlify made common:
//
//	# a comment
//	/from  /to           301 is the default
//	/from  /to  302
//
// The key is what the path must be, the value the status, a blank and the target. What a look-up by key cannot do is an
// error: placeholders, query parameters, conditions.

import (
	"fmt"
	"strconv"
	"strings"
)

// defaultRedirect is the status of a rule without one. Source: Netlify documentation, "Redirect options".
const defaultRedirect = 301

func parseRedirects(text []byte) (Data, error) {
	var pairs collector
	line := 0
	for l := range strings.Lines(strings.TrimPrefix(string(text), "\ufeff")) {
		line++
		fields := strings.Fields(l)
		for i, f := range fields {
			if strings.HasPrefix(f, "#") {
				fields = fields[:i]
				break
			}
		}
		if len(fields) == 0 {
			continue
		}
		p, err := redirect(fields)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		if err := pairs.add(p, line); err != nil {
			return nil, err
		}
	}
	return pairs.data, nil
}

// redirect returns the pair of a rule.
func redirect(fields []string) (p Pair, err error) {
	from := fields[0]
	switch {
	case !strings.HasPrefix(from, "/"):
		return p, fmt.Errorf("%s does not begin with a slash: a rule is a path and its target", quote(from))
	case strings.Contains(from, "*") || strings.Contains(from, "/:"):
		return p, fmt.Errorf("%s has a placeholder; keys are compared as a whole, so such rules belong into the function", quote(from))
	case len(fields) < 2:
		return p, fmt.Errorf("the rule for %s has no target", quote(from))
	case !isTarget(fields[1]):
		return p, fmt.Errorf("%s is no target, which is a path or a URL; query parameters of a rule belong into the function", quote(fields[1]))
	case len(fields) > 3:
		return p, fmt.Errorf("the rule for %s has the condition %s; conditions belong into the function", quote(from), quote(fields[3]))
	}
	status := defaultRedirect
	if len(fields) == 3 {
		// An exclamation mark makes a rule win over a file; here every rule does.
		if status, err = strconv.Atoi(strings.TrimSuffix(fields[2], "!")); err != nil || status < 200 || status > 599 {
			return p, fmt.Errorf("%s is no status from 200 to 599", quote(fields[2]))
		}
	}
	return Pair{from, strconv.Itoa(status) + " " + fields[1]}, nil
}

func isTarget(s string) bool {
	return strings.HasPrefix(s, "/") || strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}
