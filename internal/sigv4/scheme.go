// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package sigv4

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"

	"selvedge"
)

// scheme is what differs between the algorithms.
type scheme struct {
	algorithm string // first word of the Authorization header and first line of the string to sign
	elements  []int  // parts of Credential between slashes, as indexes of elementNames

	// valid says whether the signature of a over stringToSign was made with the secret of cred. It compares in
	// constant time.
	valid func(cred *Credential, a *authorization, stringToSign string) bool
}

var schemes = [...]scheme{
	{algorithm: "AWS4-HMAC-SHA256", elements: []int{elementKey, elementDate, elementRegion, elementService, elementTerminator}, valid: validHMAC},
	{algorithm: "AWS4-ECDSA-P256-SHA256", elements: []int{elementKey, elementDate, elementService, elementTerminator}, valid: validECDSA},
}

// schemeOf returns the scheme of an algorithm, or nil.
func schemeOf(algorithm string) *scheme {
	for i := range schemes {
		if schemes[i].algorithm == algorithm {
			return &schemes[i]
		}
	}
	return nil
}

// checkSignature computes what the client should have signed and compares.
func checkSignature(in *input, a *authorization, cred *Credential) error {
	hash, err := payloadHash(in, a)
	if err != nil {
		return err
	}
	var cause *MismatchError
	for _, path := range canonicalPaths(in.path) {
		canonical := canonicalRequest(in, a, path, hash)
		toSign := stringToSign(a, canonical)
		if a.scheme.valid(cred, a, toSign) {
			return nil
		}
		if cause == nil {
			cause = &MismatchError{CanonicalRequest: canonical, StringToSign: toSign}
		}
	}
	return selvedge.WrapError(selvedge.CodeSignatureDoesNotMatch, cause, signatureMessage)
}

// stringToSign returns what the signature covers. Source: auth.md 1.4.
func stringToSign(a *authorization, canonical string) string {
	sum := sha256.Sum256([]byte(canonical))
	return a.scheme.algorithm + "\n" + a.timestamp() + "\n" + a.scope.String() + "\n" + hex.EncodeToString(sum[:])
}

// validHMAC derives the signing key through the elements of the scope. Source: auth.md 1.4.
func validHMAC(cred *Credential, a *authorization, stringToSign string) bool {
	key := []byte("AWS4" + cred.Secret)
	for _, text := range []string{a.scope.date, a.scope.region, a.scope.service, terminator, stringToSign} {
		key = sum(key, text)
	}
	return hmac.Equal([]byte(hex.EncodeToString(key)), []byte(a.signature))
}

func sum(key []byte, text string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(text))
	return h.Sum(nil)
}
