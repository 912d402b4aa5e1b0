// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package syntax

// ParseSteps is Parse that also returns the number of tokens that were made and looked at.
func ParseSteps(source string, version Version) (steps int, err error) {
	p := &parser{scan: newScanner(source, version), version: version}
	p.parse()
	if p.err != nil {
		return p.scan.steps, p.err
	}
	return p.scan.steps, nil
}

// InspectSteps is Inspect that returns the number of tokens that were made and looked at.
func InspectSteps(source string, version Version) int {
	p := &parser{scan: newScanner(source, version), version: version, lenient: true}
	p.parse()
	return p.scan.steps
}
