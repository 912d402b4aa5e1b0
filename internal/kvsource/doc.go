// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package kvsource opens the import files of key value stores, which the API names by the ARN of an S3 object: in a folder
// of this machine, with a folder for each bucket, or at an endpoint that speaks S3.
//
// What is wrong with a source is an *selvedge.Error for whoever creates the store; it never shows more of the machine than
// the ARN itself says. Files are bounded by the size that an import may have, as far as that is known before they are
// read; the reader is the caller's to bound. A Source is immutable and safe for concurrent use.
//
// Start reading at kvsource.go.
package kvsource
