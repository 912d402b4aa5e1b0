// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edgetls_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/letsencrypt/pebble/v2/ca"
	"github.com/letsencrypt/pebble/v2/db"
	"github.com/letsencrypt/pebble/v2/va"
	"github.com/letsencrypt/pebble/v2/wfe"
	"github.com/miekg/dns"

	"selvedge/internal/edgetls"
)

// authority runs an ACME authority that finds every name at this machine, on tlsPort. Its roots verify what it signs.
func authority(t *testing.T, tlsPort int) (directory, rootFile string, roots *x509.CertPool) {
	t.Helper()
	t.Setenv("PEBBLE_VA_NOSLEEP", "1")
	t.Setenv("PEBBLE_WFE_NONCEREJECT", "0")
	questions, err := net.Listen("tcp", "127.0.0.1:0") // which is how it asks
	if err != nil {
		t.Fatal(err)
	}
	names := &dns.Server{Listener: questions, Handler: dns.HandlerFunc(func(w dns.ResponseWriter, q *dns.Msg) {
		a := new(dns.Msg)
		a.SetReply(q)
		if q.Question[0].Qtype == dns.TypeA {
			a.Answer = []dns.RR{&dns.A{
				Hdr: dns.RR_Header{Name: q.Question[0].Name, Rrtype: dns.TypeA, Class: dns.ClassINET, Ttl: 1}, A: net.IPv4(127, 0, 0, 1),
			}}
		}
		_ = w.WriteMsg(a)
	})}
	var running sync.WaitGroup
	running.Go(func() { _ = names.ActivateAndServe() })
	logger := log.New(t.Output(), "", 0)
	store := db.NewMemoryStore()
	signer := ca.New(logger, store, "", "ecdsa", 0, 1, map[string]ca.Profile{"default": {ValidityPeriod: 86400 * 90}})
	front := wfe.New(logger, store, va.New(logger, 1, tlsPort, true, questions.Addr().String(), store), signer, nil, true, false, 0, 0)
	server := httptest.NewTLSServer(front.Handler())
	t.Cleanup(func() {
		server.Close()
		_ = names.Shutdown()
		running.Wait()
	})
	rootFile = filepath.Join(t.TempDir(), "authority.pem")
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(rootFile, text, 0o600); err != nil {
		t.Fatal(err)
	}
	roots = x509.NewCertPool()
	roots.AddCert(signer.GetRootCert(0).Cert)
	return server.URL + wfe.DirectoryPath, rootFile, roots
}

// shakeHands serves handshakes with certificates of s until the test ends.
func shakeHands(t *testing.T, l net.Listener, s *atomic.Pointer[edgetls.Source]) {
	t.Helper()
	var running sync.WaitGroup
	running.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			running.Go(func() {
				defer c.Close()
				now := s.Load()
				_ = tls.Server(c, &tls.Config{GetCertificate: now.Certificate, NextProtos: append([]string{"http/1.1"}, now.Protocols()...)}).
					HandshakeContext(context.Background())
			})
		}
	})
	t.Cleanup(func() {
		_ = l.Close()
		running.Wait()
	})
}

// An alias gets a certificate of the authority at the first handshake, other names one of the local CA. Source: RFC 8555,
// RFC 8737.
func TestACME(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	directory, rootFile, roots := authority(t, port)
	dir := t.TempDir()
	alias := func(name string) bool { return name == "www.example.com" }
	open := func() *edgetls.ACME {
		acme, err := edgetls.NewACME(edgetls.ACMEConfig{
			DataDir: dir, Email: "ops@example.com", Directory: directory, RootFile: rootFile, Port: port, Alias: alias,
		})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		var running sync.WaitGroup
		running.Go(func() { acme.Run(ctx) })
		t.Cleanup(func() {
			cancel()
			running.Wait()
		})
		return acme
	}
	local, err := edgetls.OpenCA(dir, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	config := edgetls.Config{ACME: open(), CA: local, Known: func(name string) bool { return strings.HasSuffix(name, ".example.com") }, Now: time.Now}
	var s atomic.Pointer[edgetls.Source]
	s.Store(newSource(t, config))
	shakeHands(t, l, &s)
	seen := func(name string) *x509.Certificate {
		t.Helper()
		c, err := tls.DialWithDialer(&net.Dialer{Timeout: 30 * time.Second}, "tcp", l.Addr().String(),
			&tls.Config{ServerName: name, InsecureSkipVerify: true}) //nolint:gosec // verified below
		if err != nil {
			t.Fatalf("handshake for %s: %v", name, err)
		}
		defer c.Close()
		chain := c.ConnectionState().PeerCertificates
		options := x509.VerifyOptions{DNSName: name, Roots: roots, Intermediates: x509.NewCertPool()}
		for _, i := range chain[1:] {
			options.Intermediates.AddCert(i)
		}
		if _, err := chain[0].Verify(options); alias(name) != (err == nil) {
			t.Errorf("%s: certificate of %s: %v", name, chain[0].Issuer, err)
		}
		return chain[0]
	}
	first := seen("www.example.com")
	seen("other.example.com")
	if again := seen("www.example.com"); !again.Equal(first) {
		t.Error("another certificate at the second handshake")
	}
	config.ACME = open() // as after a restart
	s.Store(newSource(t, config))
	if again := seen("www.example.com"); !again.Equal(first) {
		t.Error("another certificate after a restart")
	}
}

// While the authority fails, the local CA signs, and the authority is left alone for a while.
func TestACMEFails(t *testing.T) {
	var mu sync.Mutex
	asked := 0
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		mu.Lock()
		asked++
		mu.Unlock()
		http.Error(w, "broken", http.StatusForbidden)
	}))
	t.Cleanup(server.Close)
	dir := t.TempDir()
	rootFile := filepath.Join(dir, "authority.pem")
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(rootFile, text, 0o600); err != nil {
		t.Fatal(err)
	}
	acme, err := edgetls.NewACME(edgetls.ACMEConfig{
		DataDir: dir, Email: "ops@example.com", Directory: server.URL, RootFile: rootFile, Port: 1,
		Patience: 200 * time.Millisecond, Alias: func(string) bool { return true },
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { acme.Run(ctx) })
	t.Cleanup(func() {
		cancel()
		running.Wait()
	})
	var s atomic.Pointer[edgetls.Source]
	s.Store(newSource(t, edgetls.Config{ACME: acme, CA: openCA(t, dir)}))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	shakeHands(t, l, &s)
	for range 2 {
		c, err := tls.DialWithDialer(&net.Dialer{Timeout: 40 * time.Second}, "tcp", l.Addr().String(),
			&tls.Config{ServerName: "www.example.com", InsecureSkipVerify: true}) //nolint:gosec // seen below
		if err != nil {
			t.Fatal(err)
		}
		if by := c.ConnectionState().PeerCertificates[0].Issuer.String(); !strings.Contains(by, "Selvedge local CA") {
			t.Errorf("certificate of %s", by)
		}
		_ = c.Close()
	}
	mu.Lock()
	defer mu.Unlock()
	if asked == 0 {
		t.Error("the authority was not asked")
	}
	if _, err := edgetls.NewACME(edgetls.ACMEConfig{RootFile: filepath.Join(dir, "missing.pem"), Alias: func(string) bool { return true }}); err == nil {
		t.Error("NewACME with a root that is not there")
	}
}
