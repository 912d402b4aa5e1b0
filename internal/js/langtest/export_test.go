// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package langtest

// ParseDraft is Parse for chunks whose expectations are not written yet.
func ParseDraft(file, text string) ([]*Chunk, error) {
	return parse(parser{file: file, draft: true}, text)
}
