// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package ownapi

import (
	"net/http"
	"strings"

	"selvedge"
	"selvedge/internal/access"
)

// This file says who may call what. It belongs to the table in ops.go.

// roles says which operations need another role than an admin, or a reader where they only read.
var roles = map[string]selvedge.Role{
	"CreateStore":      selvedge.RoleDeployer,
	"DeleteStore":      selvedge.RoleDeployer,
	"ReplaceValues":    selvedge.RoleDeployer,
	"RollBack":         selvedge.RoleDeployer,
	"PutTestEvent":     selvedge.RoleDeployer,
	"DeleteTestEvent":  selvedge.RoleDeployer,
	"ListAccessKeys":   selvedge.RoleAdmin,
	"ListAuditRecords": selvedge.RoleAdmin, // they show who works from where
}

// Operations lists the operations of the API.
func Operations() []access.Operation {
	list := make([]access.Operation, len(operations))
	for i := range operations {
		list[i] = operations[i].access()
	}
	return list
}

func (op *operation) access() access.Operation {
	return access.Operation{
		Service: Service, Name: op.name, Method: op.method, Path: Root + op.path,
		Role: access.Least(op.method, op.name, roles), Changes: op.method != http.MethodGet,
	}
}

// guarded returns the call of an operation that a request makes. Resources are called as in ARNs: in the singular.
func (op *operation) guarded(c *call) access.Call {
	kind, rest, _ := strings.Cut(access.ResourceIn(op.path, c.labels), "/")
	resource := access.ResourceOf(rest) // the path may hold an ARN
	if resource == "" {
		resource = strings.TrimSuffix(kind, "s") + "/" + rest
	}
	return access.Call{Operation: op.access(), Resource: resource, Item: c.labels["Name"], IfMatch: c.ifMatch}
}
