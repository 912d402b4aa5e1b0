// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package bundle

// Unlowered returns the bundle before it is lowered: today's JavaScript.
func Unlowered(o Options) (string, error) {
	b, err := newBuild(o)
	if err != nil {
		return "", err
	}
	how, err := b.inspect()
	if err != nil {
		return "", err
	}
	err = b.bundle(how)
	return b.code, err
}
