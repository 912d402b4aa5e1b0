// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package kvsapi

import (
	"net/http"

	"selvedge"
	"selvedge/internal/access"
)

// This file says who may call what. It belongs to the table in ops.go.

// Service is the name that requests are signed for.
const Service = "cloudfront-keyvaluestore"

// roles says which operations need less than an admin, beside those that only read.
var roles = map[string]selvedge.Role{
	"UpdateKeys": selvedge.RoleDeployer,
	"PutKey":     selvedge.RoleDeployer,
	"DeleteKey":  selvedge.RoleDeployer,
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
		Service: Service, Name: op.name, Method: op.method, Path: root + "{KvsARN}" + op.path,
		Role: access.Least(op.method, op.name, roles), Changes: op.method != http.MethodGet,
	}
}

func (op *operation) guarded(c *call) access.Call {
	return access.Call{Operation: op.access(), Resource: "key-value-store/" + c.store, Item: c.key, IfMatch: c.ifMatch}
}
