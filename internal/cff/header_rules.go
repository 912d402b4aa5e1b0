// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import "strings"

// headerRule says what a function may do with a header of its own event. Headers without a rule are free.
type headerRule uint8

const (
	// headerDisallowed: never shown to a function, which must not add it.
	headerDisallowed headerRule = 1 << iota
	// headerReadOnlyRequest: shown in viewer-request events; must come back as it was.
	headerReadOnlyRequest
	// headerReadOnlyResponse: shown in viewer-response events; must come back as it was.
	headerReadOnlyResponse
)

// headerRules is the one table of restricted headers. Source: event.md sections 6.1 and 6.2.
var headerRules = map[string]headerRule{
	"connection":                    headerDisallowed,
	"expect":                        headerDisallowed,
	"keep-alive":                    headerDisallowed,
	"proxy-authenticate":            headerDisallowed,
	"proxy-authorization":           headerDisallowed,
	"proxy-connection":              headerDisallowed,
	"trailer":                       headerDisallowed,
	"upgrade":                       headerDisallowed,
	"x-accel-buffering":             headerDisallowed,
	"x-accel-charset":               headerDisallowed,
	"x-accel-limit-rate":            headerDisallowed,
	"x-accel-redirect":              headerDisallowed,
	"x-amzn-auth":                   headerDisallowed,
	"x-amzn-cf-billing":             headerDisallowed,
	"x-amzn-cf-id":                  headerDisallowed,
	"x-amzn-cf-xff":                 headerDisallowed,
	"x-amzn-errortype":              headerDisallowed,
	"x-amzn-fle-profile":            headerDisallowed,
	"x-amzn-header-count":           headerDisallowed,
	"x-amzn-header-order":           headerDisallowed,
	"x-amzn-lambda-integration-tag": headerDisallowed,
	"x-amzn-requestid":              headerDisallowed,
	"x-cache":                       headerDisallowed,
	"x-forwarded-proto":             headerDisallowed,
	"x-real-ip":                     headerDisallowed,

	"cdn-loop":          headerReadOnlyRequest,
	"content-length":    headerReadOnlyRequest,
	"host":              headerReadOnlyRequest,
	"transfer-encoding": headerReadOnlyRequest,
	"via":               headerReadOnlyRequest | headerReadOnlyResponse,
	"warning":           headerReadOnlyResponse,
}

// disallowedPrefixes are the beginnings of further disallowed names.
var disallowedPrefixes = [...]string{"x-amz-cf-", "x-edge-"}

// isDisallowed says whether the header name (lower case) is hidden from functions.
func isDisallowed(name string) bool {
	for _, p := range disallowedPrefixes {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return headerRules[name]&headerDisallowed != 0
}

// isFraming says whether a response header tells where the body ends. The host alone sets those: what a function
// does to them has no effect (docs: CloudFront Functions may set them).
func isFraming(name string) bool { return name == "content-length" || name == "transfer-encoding" }
