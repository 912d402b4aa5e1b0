// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package sigv4

import (
	"bytes"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
)

// maxCounter is how often the derivation of a key may try. A try fails once in 2^32 times.
const maxCounter = 254

// orderMinusTwo is the order of the group of P-256 minus two, big endian: the greatest candidate for a key.
var orderMinusTwo = []byte("\xff\xff\xff\xff\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff" +
	"\xbc\xe6\xfa\xad\xa7\x17\x9e\x84\xf3\xb9\xca\xc2\xfc\x63\x25\x4f")

// validECDSA verifies an ASN.1 signature with the public key of the credential. Signatures are random, so there is
// nothing to compare in constant time. Source: auth.md 4.4.
func validECDSA(cred *Credential, a *authorization, stringToSign string) bool {
	signature, err := hex.DecodeString(a.signature)
	if err != nil {
		return false
	}
	key := publicKey(cred)
	hash := sha256.Sum256([]byte(stringToSign))
	return key != nil && ecdsa.VerifyASN1(key, hash[:], signature)
}

// publicKey derives the key pair of a credential and returns the public half; nil when there is none, which has never
// happened. Source: auth.md 4.3, NIST SP 800-108.
func publicKey(cred *Credential) *ecdsa.PublicKey {
	for counter := byte(1); counter <= maxCounter; counter++ {
		h := hmac.New(sha256.New, []byte("AWS4A"+cred.Secret))
		h.Write([]byte("\x00\x00\x00\x01AWS4-ECDSA-P256-SHA256\x00" + cred.AccessKeyID))
		h.Write([]byte{counter, 0, 0, 1, 0})
		candidate := h.Sum(nil)
		if bytes.Compare(candidate, orderMinusTwo) > 0 {
			continue
		}
		for i := len(candidate) - 1; i >= 0; i-- { // plus one
			candidate[i]++
			if candidate[i] != 0 {
				break
			}
		}
		private, err := ecdh.P256().NewPrivateKey(candidate)
		if err != nil {
			return nil
		}
		public, err := ecdsa.ParseUncompressedPublicKey(elliptic.P256(), private.PublicKey().Bytes())
		if err != nil {
			return nil
		}
		return public
	}
	return nil
}
