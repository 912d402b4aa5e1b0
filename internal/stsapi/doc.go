// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package stsapi answers the one question that clients of AWS ask STS before they work, who they are: GetCallerIdentity of
// the AWS STS API, version 2011-06-15, in the query protocol. It shares its listener with the other APIs; its path is "/".
//
// An API is immutable after New and safe for concurrent use. Start reading at stsapi.go.
package stsapi
