// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge_test

import (
	"errors"
	"fmt"
	"io"
	"testing"

	"selvedge"
)

func TestError(t *testing.T) {
	plain := selvedge.Errorf(selvedge.CodeInvalidArgument, "The name %q is bad.", "x")
	caused := selvedge.WrapError(selvedge.CodeServiceUnavailable, io.ErrUnexpectedEOF, "Try again %d.", 1)
	for _, tt := range []struct {
		name string
		err  error
		text string
		code selvedge.Code
	}{
		{"plain", plain, `InvalidArgument: The name "x" is bad.`, selvedge.CodeInvalidArgument},
		{"with cause", caused, "ServiceUnavailable: Try again 1.: unexpected EOF", selvedge.CodeServiceUnavailable},
		{"wrapped", fmt.Errorf("function %q: %w", "f", plain), `function "f": InvalidArgument: The name "x" is bad.`,
			selvedge.CodeInvalidArgument},
		{"internal", io.EOF, "EOF", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.err.Error(); got != tt.text {
				t.Errorf("Error() = %q, want %q", got, tt.text)
			}
			if got := selvedge.ErrorCode(tt.err); got != tt.code {
				t.Errorf("ErrorCode() = %q, want %q", got, tt.code)
			}
		})
	}
	if got := selvedge.ErrorCode(nil); got != "" {
		t.Errorf("ErrorCode(nil) = %q, want none", got)
	}
	if !errors.Is(caused, io.ErrUnexpectedEOF) {
		t.Error("the cause is not in the chain")
	}
	var e *selvedge.Error
	if !errors.As(caused, &e) || e.Message != "Try again 1." {
		t.Errorf("Message = %q, want it without the cause", e.Message)
	}
}
