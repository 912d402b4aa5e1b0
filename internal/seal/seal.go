// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
)

// KeySize is the size of a master key in bytes.
const KeySize = 32

// purpose is part of what a box is bound to, so that no other use of the key can make one.
const purpose = "selvedge access key v1\x00"

// ErrOpen means that a box is damaged, or was made under another name or with another key.
var ErrOpen = errors.New("seal: the box does not open")

// Key is a master key.
type Key struct {
	aead cipher.AEAD
	id   string
}

// Generate returns the text of a new master key.
func Generate() string {
	key := make([]byte, KeySize)
	_, _ = rand.Read(key) // crypto/rand.Read never fails
	return base64.StdEncoding.EncodeToString(key)
}

// Parse reads a master key: 32 bytes in base64, with blanks around it or none. The error does not show the text.
func Parse(text string) (*Key, error) {
	key, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	if err != nil || len(key) != KeySize {
		return nil, fmt.Errorf("a master key is %d random bytes in base64", KeySize)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, err
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("selvedge master key id"))
	return &Key{aead: aead, id: hex.EncodeToString(mac.Sum(nil)[:8])}, nil
}

// ID tells keys apart and gives nothing away about them.
func (k *Key) ID() string { return k.id }

// Seal returns a box with secret for name.
func (k *Key) Seal(name, secret string) []byte {
	return k.aead.Seal(nil, nil, []byte(secret), []byte(purpose+name))
}

// Open returns what is in a box for name, or ErrOpen.
func (k *Key) Open(name string, box []byte) (string, error) {
	secret, err := k.aead.Open(nil, nil, box, []byte(purpose+name))
	if err != nil {
		return "", ErrOpen
	}
	return string(secret), nil
}
