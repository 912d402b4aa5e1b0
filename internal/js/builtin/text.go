// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package builtin

import "selvedge/internal/js/vm"

// TextBytes returns the bytes that a string stands for in an encoding, which is a value that Buffer.from takes as one:
// undefined is UTF-8. It is for modules of the host; the bytes belong to the caller.
func TextBytes(c *vm.Call, s *vm.String, encoding vm.Value) ([]byte, error) {
	e, err := bufferEncoding(c, encoding)
	if err != nil {
		return nil, err
	}
	return textBytes(c, e, s.Value())
}
