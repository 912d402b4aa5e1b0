// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edgetls

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/caddyserver/certmagic"
	"go.uber.org/zap"

	"selvedge"
)

// DefaultACMEDirectory is that of Let's Encrypt.
const DefaultACMEDirectory = certmagic.LetsEncryptProductionCA

const (
	acmeProtocol = "acme-tls/1" // RFC 8737 section 4
	acmePatience = 20 * time.Second
	acmeRetry    = time.Minute // after a failure, for one name
	maxFailures  = 1024        // names whose failure is remembered
)

// ACMEConfig configures ACME. Alias is required.
type ACMEConfig struct {
	DataDir   string // certificates and the account are kept in its folder acme
	Email     string // for the authority
	Directory string // URL; DefaultACMEDirectory
	RootFile  string // certificate that the authority's own is verified with; empty: those of the system
	Port      int    // that the edge listens on with TLS; the authority connects to port 443, which must lead there
	// Patience bounds how long a viewer waits for a certificate to be got; then the local CA signs. 0: 20 seconds.
	Patience time.Duration
	// Alias says whether a distribution has a name as an alias.
	Alias  func(name string) bool
	Logger *slog.Logger     // nil means discard
	Now    func() time.Time // nil: time.Now
}

// ACME gets certificates from an authority when the first viewer asks for a name, and renews them. It proves that it has
// the name within TLS (RFC 8737), so that no other port is needed.
type ACME struct {
	config ACMEConfig
	cache  *certmagic.Cache
	magic  *certmagic.Config

	mu sync.Mutex

	failed map[string]time.Time // until when a name is not tried again
}

// NewACME returns an ACME; Run must be called, and ends it.
func NewACME(config ACMEConfig) (*ACME, error) {
	if config.Alias == nil {
		return nil, errors.New("ACME: nothing says which names are aliases")
	}
	if config.Logger == nil {
		config.Logger = slog.New(slog.DiscardHandler)
	}
	if config.Now == nil {
		config.Now = time.Now
	}
	config.Patience = cmp.Or(config.Patience, acmePatience)
	issuer := certmagic.ACMEIssuer{
		CA: cmp.Or(config.Directory, DefaultACMEDirectory), Email: config.Email, Agreed: true,
		DisableHTTPChallenge: true, AltTLSALPNPort: config.Port, Logger: zap.NewNop(),
	}
	if config.RootFile != "" {
		text, err := os.ReadFile(config.RootFile)
		if err != nil {
			return nil, fmt.Errorf("CA of the ACME authority: %w", err)
		}
		issuer.TrustedRoots = x509.NewCertPool()
		if !issuer.TrustedRoots.AppendCertsFromPEM(text) {
			return nil, fmt.Errorf("CA of the ACME authority: %s holds no certificate in PEM", config.RootFile)
		}
	}
	a := &ACME{config: config, failed: map[string]time.Time{}}
	a.cache = certmagic.NewCache(certmagic.CacheOptions{
		GetConfigForCert: func(certmagic.Certificate) (*certmagic.Config, error) { return a.magic, nil },
		Capacity:         maxLeaves,
		Logger:           zap.NewNop(),
	})
	a.magic = certmagic.New(a.cache, certmagic.Config{
		Storage:  &certmagic.FileStorage{Path: filepath.Join(config.DataDir, "acme")},
		OnDemand: &certmagic.OnDemandConfig{DecisionFunc: a.decide},
		OnEvent:  a.report,
		Logger:   zap.NewNop(),
	})
	a.magic.Issuers = []certmagic.Issuer{certmagic.NewACMEIssuer(a.magic, issuer)}
	return a, nil
}

// Run renews certificates until ctx is done.
func (a *ACME) Run(ctx context.Context) {
	<-ctx.Done()
	a.cache.Stop()
}

// decide is asked before a certificate is got or renewed.
func (a *ACME) decide(_ context.Context, name string) error {
	if !a.config.Alias(strings.ToLower(name)) {
		return fmt.Errorf("%q is not an alias of a distribution", name)
	}
	return nil
}

// report tells operators of what happened to certificates.
func (a *ACME) report(ctx context.Context, event string, data map[string]any) error {
	switch event {
	case "cert_obtained":
		a.config.Logger.LogAttrs(ctx, slog.LevelInfo, "certificate by ACME", slog.Any("host", data["identifier"]))
	case "cert_failed":
		a.config.Logger.LogAttrs(ctx, slog.LevelWarn, "no certificate by ACME", slog.Any("host", data["identifier"]),
			slog.Any(selvedge.LogErr, data["error"]))
	}
	return nil
}

// serves says whether a name is to have a certificate of the authority.
func (a *ACME) serves(name string) bool { return a.config.Alias(name) }

// isChallenge says whether it is the authority that asks, to see a proof.
func isChallenge(hello *tls.ClientHelloInfo) bool {
	return slices.Equal(hello.SupportedProtos, []string{acmeProtocol})
}

// certificate returns the certificate for a viewer, and waits for it when it has to be got. After a failure the name has
// to wait.
func (a *ACME) certificate(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	ctx, cancel := context.WithTimeout(hello.Context(), a.config.Patience)
	defer cancel()
	if isChallenge(hello) {
		return a.magic.GetCertificateWithContext(ctx, hello)
	}
	if err := a.waits(hello.ServerName); err != nil {
		return nil, err
	}
	certificate, err := a.magic.GetCertificateWithContext(ctx, hello)
	if err != nil {
		a.remember(hello.ServerName)
	}
	return certificate, err
}

func (a *ACME) waits(name string) error {
	a.mu.Lock()
	defer a.mu.Unlock()

	until, failed := a.failed[name]
	switch {
	case !failed:
		return nil
	case a.config.Now().Before(until):
		return fmt.Errorf("ACME failed for %q and is tried again at %s", name, until.Format(time.TimeOnly))
	}
	delete(a.failed, name)
	return nil
}

func (a *ACME) remember(name string) {
	a.mu.Lock()
	defer a.mu.Unlock()

	if len(a.failed) < maxFailures {
		a.failed[name] = a.config.Now().Add(acmeRetry)
	}
}
