// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package kvsapi is the CloudFront KeyValueStore API, which reads and writes the keys of key value stores: REST-JSON,
// version 2022-07-26. It shares its listener with the control plane; paths tell them apart (Serves).
//
// One table (ops.go) lists the operations. The dispatcher (dispatch.go) does once what all have in common: request id,
// body limit, signature, routing, errors (errors.go). Paths are split while they are still encoded, as an ARN and a key may
// hold slashes, and never cleaned, as a key may be "..".
//
// An API is immutable after New and safe for concurrent use. Rules about keys are not here: the service owns them. Values
// are not logged.
//
// Start reading at ops.go, then dispatch.go.
package kvsapi
