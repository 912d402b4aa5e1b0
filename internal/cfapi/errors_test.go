// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"testing"

	"selvedge"
)

// TestEveryCodeHasAStatus reads the constants of the root package, so that a code cannot be forgotten.
func TestEveryCodeHasAStatus(t *testing.T) {
	rows := map[selvedge.Code]int{}
	for _, codes := range codesByStatus {
		for _, c := range codes {
			rows[c]++
		}
	}
	file, err := parser.ParseFile(token.NewFileSet(), "../../errors.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		literal, ok := spec.Values[0].(*ast.BasicLit)
		if !ok {
			return true
		}
		code, err := strconv.Unquote(literal.Value)
		if err != nil {
			t.Fatal(err)
		}
		found++
		if rows[selvedge.Code(code)] != 1 {
			t.Errorf("code %s has %d rows in codesByStatus, want 1", code, rows[selvedge.Code(code)])
		}
		return true
	})
	if found != len(rows) {
		t.Errorf("errors.go has %d codes, the table %d", found, len(rows))
	}
}
