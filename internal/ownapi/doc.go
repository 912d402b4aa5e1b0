// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package ownapi is Selvedge's own API: what the product has and AWS's APIs have not. The commands of the selvedge
// program use it through package client.
//
// Requests are JSON below /selvedge/v1/, signed with AWS Signature Version 4 for the service "selvedge". An error is
// {"Code": …, "Message": …, "RequestId": …} with the status of the same error in the CloudFront API.
//
// The table of operations is in ops.go; each resource has a file.
package ownapi
