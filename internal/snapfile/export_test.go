// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapfile

import "bytes"

// ReadBytes reads a file in memory.
func ReadBytes(file []byte) (*Result, error) { return read(bytes.NewReader(file), int64(len(file))) }

// Write writes what is pending, as Run does.
func (w *Writer) Write() bool { return w.write() }

// Close ends writing.
func (w *Writer) Close() { w.close() }

// Lean writes JSON as the file has it.
func Lean(v any) ([]byte, error) { return lean(v) }
