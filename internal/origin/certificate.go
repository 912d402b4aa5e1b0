// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package origin

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"slices"
	"strings"

	"selvedge"
)

// This file holds what is asked of the TLS connections to origins.

var (
	errNoCertificate   = errors.New("the origin showed no certificate")
	errCertificateName = errors.New("the origin's certificate has none of the allowed names")
)

// tlsConfig returns how connections of a class shake hands.
func (cl class) tlsConfig(roots *x509.CertPool) *tls.Config {
	config := &tls.Config{RootCAs: roots, MinVersion: cl.tlsMin, MaxVersion: cl.tlsMax, ServerName: cl.sni}
	if cl.names == "" {
		return config
	}
	names := strings.Fields(cl.names)
	config.InsecureSkipVerify = true // the library can check one name only; the whole check is made below
	config.VerifyConnection = func(state tls.ConnectionState) error {
		if err := verify(state.PeerCertificates, roots, names); err != nil {
			return &tls.CertificateVerificationError{UnverifiedCertificates: state.PeerCertificates, Err: err}
		}
		return nil
	}
	return config
}

// verify checks that a chain is trusted and that its certificate is for one of names.
// Source: helpers.md section 3, allowedCertificateNames.
func verify(chain []*x509.Certificate, roots *x509.CertPool, names []string) error {
	if len(chain) == 0 {
		return errNoCertificate
	}
	options := x509.VerifyOptions{Roots: roots, Intermediates: x509.NewCertPool()}
	for _, c := range chain[1:] {
		options.Intermediates.AddCert(c)
	}
	if _, err := chain[0].Verify(options); err != nil {
		return err
	}
	if !slices.ContainsFunc(names, func(name string) bool { return certifies(chain[0], name) }) {
		return errCertificateName
	}
	return nil
}

// certifies says whether a certificate is for name. A wildcard stands for any first label, and for the same wildcard
// in the certificate.
func certifies(certificate *x509.Certificate, name string) bool {
	suffix, wildcard := strings.CutPrefix(name, "*")
	if !wildcard {
		return certificate.VerifyHostname(name) == nil
	}
	return slices.ContainsFunc(certificate.DNSNames, func(own string) bool {
		dot := strings.IndexByte(own, '.')
		return dot > 0 && strings.EqualFold(own[dot:], suffix)
	})
}

// isHandshake says whether err is a failed TLS handshake. Alerts have no type of their own, but an operation that no
// other error of a connection has.
func isHandshake(err error) bool {
	if op, ok := errors.AsType[*net.OpError](err); ok && (op.Op == "remote error" || op.Op == "local error") {
		return true
	}
	return isType[*tls.CertificateVerificationError](err) || isType[tls.RecordHeaderError](err) || isType[tls.AlertError](err)
}

// tlsVersions returns the lowest and the highest version of a list, the highest as 0 when there is no bound. SSLv3 is not
// spoken any more and counts as TLS 1.0; who allows TLS 1.2 allows TLS 1.3, for which the API has no word.
func tlsVersions(protocols *selvedge.OriginSslProtocols) (lowest, highest uint16) {
	if protocols == nil || len(protocols.Items) == 0 {
		return tls.VersionTLS12, 0
	}
	lowest, highest = tls.VersionTLS12, tls.VersionTLS10
	for _, p := range protocols.Items {
		version := uint16(tls.VersionTLS12)
		switch p {
		case "SSLv3", "TLSv1":
			version = tls.VersionTLS10
		case "TLSv1.1":
			version = tls.VersionTLS11
		}
		lowest, highest = min(lowest, version), max(highest, version)
	}
	if highest == tls.VersionTLS12 {
		highest = 0
	}
	return lowest, highest
}
