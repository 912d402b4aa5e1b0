// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"regexp"
	"slices"
	"unicode/utf8"
)

// Quotas of public keys and key groups. Source: api.md sections 8 and 12.
const (
	MaxPublicKeys = 10
	MaxKeyGroups  = 10

	maxKeysInGroup = 5
	maxEncodedKey  = 8 << 10 // bytes; ours
	maxKeyComment  = 128     // characters; ours
	rsaBits        = 2048
)

// PublicKey checks signatures of viewers; a KeyGroup is a set of them that behaviours trust.
type (
	PublicKey = Resource[PublicKeyConfig]
	KeyGroup  = Resource[KeyGroupConfig]
)

// PublicKeyConfig is a public key in PEM (SubjectPublicKeyInfo); EncodedKey is kept byte by byte. Only the comment can
// be changed.
type PublicKeyConfig struct {
	CallerReference string `wire:"required"`
	Name            string `wire:"required"`
	EncodedKey      string `wire:"required"`
	Comment         string
}

var keyName = regexp.MustCompile(`^[A-Za-z0-9_-]{1,128}$`)

// Normalize does nothing: there are no defaults.
func (c *PublicKeyConfig) Normalize() {}

// Validate checks the rules that need no stored state. Source: api.md section 8.
func (c *PublicKeyConfig) Validate() error {
	switch {
	case c.CallerReference == "":
		return reject(CodeInvalidArgument, "CallerReference", "", "a text that is not empty")
	case !keyName.MatchString(c.Name):
		return reject(CodeInvalidArgument, "Name", c.Name, "1 to 128 letters, digits, hyphens and underscores")
	case utf8.RuneCountInString(c.Comment) > maxKeyComment:
		return reject(CodeInvalidArgument, "Comment", c.Comment, fmt.Sprintf("up to %d characters", maxKeyComment))
	}
	if _, err := c.Key(); err != nil {
		return WrapError(CodeInvalidArgument, err, "The parameter EncodedKey is not a public key: allowed are RSA with %d bits "+
			"and ECDSA on P-256, in PEM.", rsaBits)
	}
	return validateMembers(c)
}

// Key returns the key: *rsa.PublicKey or *ecdsa.PublicKey.
func (c *PublicKeyConfig) Key() (any, error) {
	if len(c.EncodedKey) > maxEncodedKey {
		return nil, fmt.Errorf("%d bytes", len(c.EncodedKey))
	}
	block, _ := pem.Decode([]byte(c.EncodedKey))
	if block == nil || block.Type != "PUBLIC KEY" {
		return nil, fmt.Errorf("no block PUBLIC KEY")
	}
	key, err := x509.ParsePKIXPublicKey(block.Bytes)
	if err != nil {
		return nil, err
	}
	switch k := key.(type) {
	case *rsa.PublicKey:
		if k.N.BitLen() == rsaBits {
			return k, nil
		}
	case *ecdsa.PublicKey:
		if k.Curve == elliptic.P256() {
			return k, nil
		}
	}
	return nil, fmt.Errorf("key of the type %T", key)
}

// KeyGroupConfig is a set of public keys, by id.
type KeyGroupConfig struct {
	Name    string   `wire:"required"`
	Items   []string `wire:"required,item=PublicKey"`
	Comment string
}

// Normalize does nothing: there are no defaults.
func (c *KeyGroupConfig) Normalize() {}

// Validate checks the rules that need no stored state. Source: api.md section 8.
func (c *KeyGroupConfig) Validate() error {
	switch {
	case !keyName.MatchString(c.Name):
		return reject(CodeInvalidArgument, "Name", c.Name, "1 to 128 letters, digits, hyphens and underscores")
	case utf8.RuneCountInString(c.Comment) > maxKeyComment:
		return reject(CodeInvalidArgument, "Comment", c.Comment, fmt.Sprintf("up to %d characters", maxKeyComment))
	case len(c.Items) == 0:
		return rejectNumber(CodeInvalidArgument, "Items", 0, "at least one public key")
	case len(c.Items) > maxKeysInGroup:
		return Errorf(CodeTooManyPublicKeysInKeyGroup, "The key group has %d public keys; the maximum is %d.", len(c.Items), maxKeysInGroup)
	}
	for i, id := range c.Items {
		if id == "" || slices.Contains(c.Items[:i], id) {
			return reject(CodeInvalidArgument, itemPath("Items", i), id, "ids of public keys, each once")
		}
	}
	return validateMembers(c)
}
