// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package sigv4

// PublicKey returns the uncompressed public key of an access key for signatures with many regions.
func PublicKey(id, secret string) ([]byte, error) {
	return publicKey(&Credential{AccessKeyID: id, Secret: secret}).Bytes()
}
