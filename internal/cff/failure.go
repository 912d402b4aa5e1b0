// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"fmt"
	"strconv"
	"unicode/utf8"
)

// The sentences that AWS shows. Source: event.md section 8.
const (
	sentenceExecution  = "The CloudFront function associated with the CloudFront distribution is invalid or could not run."
	sentenceReadOnly   = "The CloudFront function tried to add, delete, or change a read-only header."
	sentenceDisallowed = "The CloudFront function tried to add a disallowed header."
	sentenceInvalid    = "The CloudFront function returned an invalid value: "
)

// maxDetail bounds the text of a JavaScript error that is kept, in bytes.
const maxDetail = 4096

// Error makes a Failure an error, so that the steps of an invocation can return it. It is for authors, like Detail.
func (f *Failure) Error() string { return f.Detail }

// execution is the failure of code that did not run to its end.
func execution(detail string) *Failure {
	return &Failure{Class: ExecutionError, Sentence: sentenceExecution, Detail: clip(detail, maxDetail)}
}

// invalid is the failure of a result with a wrong value. rule completes AWS's sentence and holds nothing from the
// function; detail says where and what.
func invalid(rule, detail string, args ...any) *Failure {
	return &Failure{Class: ValidationError, Sentence: sentenceInvalid + rule, Detail: fmt.Sprintf(detail, args...)}
}

// forbidden is the failure of a result that breaks a rule about header names.
func forbidden(sentence, detail string, args ...any) *Failure {
	return &Failure{Class: ValidationError, Sentence: sentence, Detail: fmt.Sprintf(detail, args...)}
}

// message is the error message of a test run: AWS's sentence, then what is known about the cause.
func (f *Failure) message() string { return f.Sentence + " " + f.Detail }

// quote returns the beginning of s in quotes, for details.
func quote(s string) string {
	const most = 80
	if len(s) > most {
		s = clip(s, most) + "…"
	}
	return strconv.Quote(s)
}

// clip cuts s to at most n bytes, between characters.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
