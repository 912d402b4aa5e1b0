// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package jscheck

import (
	"maps"
	"slices"
	"strings"

	"selvedge"
)

// RuleIDs returns the ids of all rules.
func RuleIDs() []string {
	_, index := sarifRules()
	return slices.Sorted(maps.Keys(index))
}

// Useless returns the entries of the tables of advice that no runtime needs: what they are about exists everywhere.
func Useless() (list []string) {
	for key := range rewrites {
		needed := alwaysThrows[key] != "" || key == "clearTimeout"
		for _, runtime := range []selvedge.Runtime{selvedge.Runtime1, selvedge.Runtime2} {
			c := catalogues[runtime]()
			name, method := strings.CutPrefix(key, ".")
			if method {
				needed = needed || !c.has(name)
				continue
			}
			holder, member, nested := strings.Cut(key, ".")
			at := c.modules[holder]
			if !nested {
				at, member = c.global, key
			} else if at == nil {
				at = c.global.find(holder).object
			}
			needed = needed || at.find(member) == nil
		}
		if !needed {
			list = append(list, key)
		}
	}
	for name := range elsewhere {
		for _, runtime := range []selvedge.Runtime{selvedge.Runtime1, selvedge.Runtime2} {
			if catalogues[runtime]().global.find(name) != nil {
				list = append(list, name)
			}
		}
	}
	slices.Sort(list)
	return list
}

// StaleTypes returns the members of types_core.d.ts that no runtime has.
func StaleTypes() (list []string) {
	for _, s := range typeSections() {
		if s.path == "all" || s.path == "1.0" || s.path == "2.0" {
			continue
		}
		for _, line := range s.lines {
			name, known := lineName(line), false
			if name == "" || strings.HasPrefix(line, "declare var "+s.path) {
				continue
			}
			for _, runtime := range []selvedge.Runtime{selvedge.Runtime1, selvedge.Runtime2} {
				w := &typesWriter{catalogue: catalogues[runtime]()}
				if o := w.find(s.path); o != nil && (o.own(name) != nil || everywhere(o, name)) {
					known = true
				}
			}
			if !known {
				list = append(list, s.path+"."+name)
			}
		}
	}
	return list
}

// UndeclaredHelpers returns the members of the module cloudfront that its declaration, which is written by hand, lacks.
func UndeclaredHelpers() (list []string) {
	if module := catalogues[selvedge.Runtime2]().modules["cloudfront"]; module != nil {
		for _, m := range module.members {
			if !implied[m.name] && !strings.Contains(typesCloudFront, " "+m.name+":") && !strings.Contains(typesCloudFront, " "+m.name+"(") {
				list = append(list, m.name)
			}
		}
	}
	return list
}
