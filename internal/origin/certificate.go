// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package origin

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
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
	config := &tls.Config{RootCAs: roots, MinVersion: cl.tlsMin, ServerName: cl.sni}
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

// isHandshake says whether err is a failed TLS handshake.
func isHandshake(err error) bool {
	return isType[*tls.CertificateVerificationError](err) || isType[tls.RecordHeaderError](err) || isType[tls.AlertError](err)
}

// tlsMinimum returns the lowest version of a list. SSLv3 is not spoken any more and counts as TLS 1.0. TLS 1.3 is
// always allowed.
func tlsMinimum(protocols *selvedge.OriginSslProtocols) uint16 {
	if protocols == nil || len(protocols.Items) == 0 {
		return tls.VersionTLS12
	}
	lowest := uint16(tls.VersionTLS12)
	for _, p := range protocols.Items {
		switch p {
		case "SSLv3", "TLSv1":
			lowest = min(lowest, tls.VersionTLS10)
		case "TLSv1.1":
			lowest = min(lowest, tls.VersionTLS11)
		}
	}
	return lowest
}
