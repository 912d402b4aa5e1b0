// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package ownwire

import "selvedge"

// AccessKeyList is the answer of ListAccessKeys, in order of name.
type AccessKeyList struct{ Items []selvedge.AccessKey }

// NewAccessKey is the body of CreateAccessKey.
type NewAccessKey struct {
	Name string `json:",omitempty"` // empty: the id
	Role selvedge.Role
}

// Rotation is the body of RotateAccessKey.
type Rotation struct {
	GraceSeconds int64 `json:",omitempty"` // for which the secret before works, too
}

// AccessKeySecret is the answer of CreateAccessKey and RotateAccessKey: the only one that has the secret.
type AccessKeySecret struct {
	selvedge.AccessKey
	Secret string
}

// AuditRecordList is the answer of ListAuditRecords, oldest first.
type AuditRecordList struct{ Items []selvedge.AuditRecord }
