// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package sigv4

import (
	"fmt"

	"selvedge"
)

// MismatchError is the cause of a SignatureDoesNotMatch that comes from the comparison of signatures. It is for
// operators and for clients in debug mode: it shows what the client should have signed. It holds header values
// of the request, but no secret.
type MismatchError struct {
	CanonicalRequest string
	StringToSign     string
}

// Error returns both strings, quoted.
func (e *MismatchError) Error() string {
	return fmt.Sprintf("canonical request %q, string to sign %q", e.CanonicalRequest, e.StringToSign)
}

// signatureMessage is AWS's sentence. Source: auth.md section 2.
const signatureMessage = "The request signature we calculated does not match the signature you provided. " +
	"Check your AWS Secret Access Key and signing method. Consult the service documentation for details."

// Messages built with incomplete and mismatch name parts of the request but do not repeat what a client put into
// its Authorization header: a misconfigured client may have put a secret there.

func incomplete(format string, args ...any) error {
	return selvedge.Errorf(selvedge.CodeIncompleteSignature, format, args...)
}

func mismatch(format string, args ...any) error {
	return selvedge.Errorf(selvedge.CodeSignatureDoesNotMatch, format, args...)
}
