// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapshot

import "selvedge"

// Methods is a set of HTTP methods out of the seven that CloudFront knows.
type Methods uint8

// Allows says whether the set holds method.
func (m Methods) Allows(method string) bool { return m&methodBit(method) != 0 }

// methodsOf returns the set that a behaviour allows; GET and HEAD when nothing is set (api.md section 4.4).
func methodsOf(allowed *selvedge.AllowedMethods) Methods {
	if allowed == nil || len(allowed.Items) == 0 {
		return methodBit("GET") | methodBit("HEAD")
	}
	var m Methods
	for _, name := range allowed.Items {
		m |= methodBit(name)
	}
	return m
}

func methodBit(method string) Methods {
	switch method {
	case "GET":
		return 1 << 0
	case "HEAD":
		return 1 << 1
	case "POST":
		return 1 << 2
	case "PUT":
		return 1 << 3
	case "PATCH":
		return 1 << 4
	case "OPTIONS":
		return 1 << 5
	case "DELETE":
		return 1 << 6
	}
	return 0
}
