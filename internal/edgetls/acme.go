// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edgetls

import (
	"crypto/tls"
	"errors"
)
const acmeProtocol = "acme-tls/1"
type ACME struct{}
func (*ACME) serves(string) bool { return false }
func (*ACME) certificate(*tls.ClientHelloInfo) (*tls.Certificate, error) { return nil, errors.New("x") }
func isChallenge(*tls.ClientHelloInfo) bool { return false }
