// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edgetls

import (
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"
)

// Config configures a Source. Known is required.
type Config struct {
	// Files are asked first; nil: none.
	Files *Files
	// ACME is asked for the aliases of distributions; nil: never.
	ACME *ACME
	// CA signs what nobody else has; nil: such names are refused.
	CA *CA
	// Known says whether the edge serves a host name, in lower case.
	Known func(name string) bool
	// Addresses are names and addresses of the edge itself, for viewers that name no host.
	Addresses []string
	// Logger is for operators; nil means discard.
	Logger *slog.Logger
	// Now is the clock; nil: time.Now.
	Now func() time.Time
}

// Source chooses certificates.
type Source struct {
	config Config
	issuer *issuer // nil without an authority
}

// NewSource returns a Source.
func NewSource(config Config) (*Source, error) {
	if config.Known == nil {
		return nil, errors.New("edgetls: nothing says which names are served")
	}
	if config.Logger == nil {
		config.Logger = slog.New(slog.DiscardHandler)
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	s := &Source{config: config}
	if config.CA != nil {
		s.issuer = newIssuer(config.CA, config.Now)
	}
	return s, nil
}

// Protocols are the ALPN protocols that certificates are proved with; the edge offers them beside its own.
func (s *Source) Protocols() []string {
	if s.config.ACME == nil {
		return nil
	}
	return []string{acmeProtocol}
}

// maxName bounds host names. Source: RFC 1035 section 2.3.4.
const maxName = 253

// local is the name that every machine has.
const local = "localhost"

// Certificate returns the certificate for a viewer's first message.
func (s *Source) Certificate(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	name := strings.ToLower(strings.TrimSuffix(hello.ServerName, "."))
	if len(name) > maxName {
		return nil, fmt.Errorf("a server name of %d bytes", len(name))
	}
	if s.config.ACME != nil && isChallenge(hello) {
		return s.config.ACME.certificate(hello)
	}
	if s.config.Files != nil {
		if c := s.config.Files.get(s.nameOr(name), hello); c != nil {
			return c, nil
		}
	}
	if name == "" || name == local {
		if s.issuer == nil {
			return nil, errors.New("the viewer names no host that there is a certificate for")
		}
		return s.issuer.get(local, s.config.Addresses...)
	}
	if !s.config.Known(name) {
		return nil, fmt.Errorf("no distribution is configured for the server name %q", name)
	}
	if s.config.ACME != nil && s.config.ACME.serves(name) {
		c, err := s.config.ACME.certificate(hello)
		if err == nil || s.issuer == nil {
			return c, err
		}
		s.config.Logger.Warn("no certificate by ACME, the local CA signs one", "host", name, "err", err)
	}
	if s.issuer == nil {
		return nil, fmt.Errorf("there is no certificate for the server name %q", name)
	}
	return s.issuer.get(name)
}

// nameOr returns name, or what stands for none.
func (s *Source) nameOr(name string) string {
	if name == "" {
		return local
	}
	return name
}
