// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"net/http"
	"strings"

	"selvedge"
	"selvedge/internal/access"
)

// This file says who may call what. It belongs to the table in ops.go.

// Service is the name that requests are signed for.
const Service = "cloudfront"

// roles says which operations need less than an admin, beside those that only read.
var roles = map[string]selvedge.Role{
	"CreateFunction":      selvedge.RoleDeployer,
	"UpdateFunction":      selvedge.RoleDeployer,
	"PublishFunction":     selvedge.RoleDeployer,
	"DeleteFunction":      selvedge.RoleDeployer,
	"TestFunction":        selvedge.RoleReader,
	"CreateKeyValueStore": selvedge.RoleDeployer,
	"UpdateKeyValueStore": selvedge.RoleDeployer,
	"DeleteKeyValueStore": selvedge.RoleDeployer,
	"CreateInvalidation":  selvedge.RoleDeployer,
}

// Operations lists the operations of the API. Those on tags need the role that may change the resource, an admin's at most.
func Operations() []access.Operation {
	var list []access.Operation
	for op := range allOperations {
		list = append(list, op.access())
	}
	return list
}

func (op *operation) access() access.Operation {
	path := version + op.path
	if op.when.key != "" {
		path += "?" + op.when.key + "=" + op.when.value
	}
	method := op.method
	if strings.HasPrefix(op.name, "List") { // some are asked for by POST
		method = http.MethodGet
	}
	return access.Operation{
		Service: Service, Name: op.name, Method: op.method, Path: path,
		Role:    access.Least(method, op.name, roles),
		Changes: method != http.MethodGet && op.name != "TestFunction",
	}
}

// guarded returns the call of an operation that a request makes.
func (op *operation) guarded(r *http.Request, labels map[string]string) access.Call {
	c := access.Call{Operation: op.access(), IfMatch: r.Header.Get("If-Match")}
	if strings.HasPrefix(op.path, "/tagging") {
		c.Resource = access.ResourceOf(r.URL.Query().Get("Resource"))
		if c.Changes {
			c.Role = access.TagRole(c.Resource)
		}
		return c
	}
	c.Resource = access.ResourceIn(op.path, labels)
	return c
}
