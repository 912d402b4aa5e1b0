// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package functest

import (
	"reflect"
	"strings"
)

// Members returns the members that a case and an expectation may have.
func Members() (caseMembers, expectMembers []string) {
	return tags(reflect.TypeFor[caseJSON]()), tags(reflect.TypeFor[expectJSON]())
}

func tags(t reflect.Type) (names []string) {
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		names = append(names, name)
	}
	return names
}
