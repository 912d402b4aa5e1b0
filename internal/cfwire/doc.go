// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package cfwire holds the bodies of the CloudFront API that the domain does not have itself: requests, responses
// and the error answer. They are plain structs in the element order of the API model, made for restxml; a struct
// that the domain has in the form of the wire, such as selvedge.DistributionConfig, is used as it is.
//
// The name of a type is the name of the root element when the type is a whole body. The New functions turn what the
// services return into what the API answers; they copy no slices, so that results share them with their input.
//
// Source: AWS CloudFront API 2020-05-31, data types (api-shapes.md section 2). Members that exist for regions and
// features that Selvedge does not have (AliasICPRecordals) are left out. The package decides nothing: no checks
// beside the wire tags, no errors, no HTTP. Values are owned by whoever made them.
//
// Start reading at function.go.
package cfwire
