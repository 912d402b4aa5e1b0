// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package access

import (
	"strings"

	"selvedge"
)

// ResourceOf returns what stands behind the account in an ARN; an empty string when it is none.
func ResourceOf(arn string) string {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) < 6 || parts[0] != "arn" {
		return ""
	}
	return parts[5]
}

// TagRole returns the role that changes the tags of a resource: the one that changes the resource.
func TagRole(resource string) selvedge.Role {
	kind, _, _ := strings.Cut(resource, "/")
	if kind == "function" || kind == "key-value-store" {
		return selvedge.RoleDeployer
	}
	return selvedge.RoleAdmin
}

// ResourceIn returns what an operation is about, from the pattern of its path: /function/{Name}/test with the name f is
// function/f. Of a path without a label it is all of a kind, as in function/*.
func ResourceIn(pattern string, labels map[string]string) string {
	var resource []string
	for part := range strings.SplitSeq(strings.Trim(pattern, "/"), "/") {
		if part != "" && part[0] == '{' {
			return strings.Join(append(resource, labels[part[1:len(part)-1]]), "/")
		}
		resource = append(resource, part)
	}
	return resource[0] + "/*"
}
