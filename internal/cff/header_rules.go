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

// headerRuleOf returns what the one table of restricted headers says about a name. It is a switch because it is asked
// for every header line. Source: event.md sections 6.1 and 6.2.
func headerRuleOf(name string) headerRule {
	switch name {
	case "connection", "expect", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "trailer",
		"upgrade", "x-accel-buffering", "x-accel-charset", "x-accel-limit-rate", "x-accel-redirect", "x-amzn-auth",
		"x-amzn-cf-billing", "x-amzn-cf-id", "x-amzn-cf-xff", "x-amzn-errortype", "x-amzn-fle-profile",
		"x-amzn-header-count", "x-amzn-header-order", "x-amzn-lambda-integration-tag", "x-amzn-requestid", "x-cache",
		"x-forwarded-proto", "x-real-ip":
		return headerDisallowed
	case "cdn-loop", "content-length", "host", "transfer-encoding":
		return headerReadOnlyRequest
	case "via":
		return headerReadOnlyRequest | headerReadOnlyResponse
	case "warning":
		return headerReadOnlyResponse
	}
	return 0
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
	return headerRuleOf(name)&headerDisallowed != 0
}

// isFraming says whether a response header tells where the body ends. The host alone sets those: what a function
// does to them has no effect (docs: CloudFront Functions may set them).
func isFraming(name string) bool { return name == "content-length" || name == "transfer-encoding" }
