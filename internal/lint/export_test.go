// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package lint

// CheckRule returns what breaks one rule, exceptions or not.
func (m *Module) CheckRule(name string) []Finding {
	for _, r := range rules {
		if r.name == name {
			return m.check([]rule{r}, nil)
		}
	}
	panic("BUG: no rule " + name)
}

// CheckExcept checks one rule with one exception.
func (m *Module) CheckExcept(name, path, symbol string) []Finding {
	for _, r := range rules {
		if r.name == name {
			return m.check([]rule{r}, []exception{{rule: name, path: path, symbol: symbol, reason: "test"}})
		}
	}
	panic("BUG: no rule " + name)
}

// RuleNames returns the name of every rule.
func RuleNames() []string {
	var names []string
	for _, r := range rules {
		names = append(names, r.name)
	}
	return names
}

// Reasons returns what each row of the tables gives as its reason.
func Reasons() []string {
	var reasons []string
	for _, r := range rules {
		reasons = append(reasons, r.why, r.remedy)
	}
	for _, e := range exceptions {
		reasons = append(reasons, e.reason)
	}
	for _, r := range restrictions {
		reasons = append(reasons, r.why)
	}
	return reasons
}
