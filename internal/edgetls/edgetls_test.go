// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edgetls_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"selvedge/internal/edgetls"
)

var start = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

func openCA(t testing.TB, dir string) *edgetls.CA {
	t.Helper()
	ca, err := edgetls.OpenCA(dir, start)
	if err != nil {
		t.Fatal(err)
	}
	return ca
}

func newSource(t testing.TB, config edgetls.Config) *edgetls.Source {
	t.Helper()
	if config.Known == nil {
		config.Known = func(name string) bool { return strings.HasSuffix(name, ".example.com") }
	}
	if config.Now == nil {
		config.Now = func() time.Time { return start }
	}
	s, err := edgetls.NewSource(config)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// hello is a viewer that understands everything and asks for name.
func hello(name string) *tls.ClientHelloInfo {
	return &tls.ClientHelloInfo{
		ServerName: name, SupportedVersions: []uint16{tls.VersionTLS13},
		SignatureSchemes: []tls.SignatureScheme{tls.ECDSAWithP256AndSHA256},
		SupportedCurves:  []tls.CurveID{tls.CurveP256},
	}
}

func leaf(t testing.TB, s *edgetls.Source, name string) *x509.Certificate {
	t.Helper()
	c, err := s.Certificate(hello(name))
	if err != nil {
		t.Fatalf("certificate for %q: %v", name, err)
	}
	return c.Leaf
}

func TestCA(t *testing.T) {
	dir := t.TempDir()
	if _, err := edgetls.ReadCACertificate(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("ReadCACertificate of an empty folder: %v, want fs.ErrNotExist", err)
	}
	openCA(t, dir)
	first, err := edgetls.ReadCACertificate(dir)
	if err != nil {
		t.Fatal(err)
	}
	openCA(t, dir)
	if again, err := edgetls.ReadCACertificate(dir); err != nil || !bytes.Equal(first, again) {
		t.Errorf("the second start made another CA (%v)", err)
	}
	for _, name := range []string{"ca-key.pem", "ca.pem"} {
		info, err := os.Stat(filepath.Join(dir, "ca", name))
		if err != nil || info.Mode() != 0o600 {
			t.Errorf("%s: mode %v, %v, want 0600", name, info.Mode(), err)
		}
	}
	block, _ := pem.Decode(first)
	c, err := x509.ParseCertificate(block.Bytes)
	if err != nil || !c.IsCA || !c.MaxPathLenZero || c.PublicKeyAlgorithm != x509.ECDSA || strings.Contains(string(first), "KEY") {
		t.Errorf("the certificate is no CA, or more than one: %v", err)
	}
	if _, err := edgetls.OpenCA(dir, start.AddDate(11, 0, 0)); err == nil || !strings.Contains(err.Error(), "expired") {
		t.Errorf("OpenCA after ten years: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "ca", "ca-key.pem"), []byte("no key"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := edgetls.OpenCA(dir, start); err == nil || !strings.Contains(err.Error(), "ca.pem") {
		t.Errorf("OpenCA with a broken key: %v", err)
	}
}

func TestLocalCertificates(t *testing.T) {
	dir := t.TempDir()
	now := start
	s := newSource(t, edgetls.Config{CA: openCA(t, dir), Addresses: []string{"127.0.0.1", "::1"}, Now: func() time.Time { return now }})
	text, err := edgetls.ReadCACertificate(dir)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(text)
	for name, asked := range map[string]string{"www.example.com": "WWW.example.com.", "localhost": "localhost", "127.0.0.1": "", "::1": ""} {
		if _, err := leaf(t, s, asked).Verify(x509.VerifyOptions{DNSName: name, Roots: roots, CurrentTime: now}); err != nil {
			t.Errorf("certificate for %q: %v", name, err)
		}
	}
	for _, name := range []string{"other.example", "example.com.evil.example", strings.Repeat("a.", 200) + "example.com"} {
		if c, err := s.Certificate(hello(name)); err == nil {
			t.Errorf("a certificate for %q: %v", name, c.Leaf.DNSNames)
		}
	}
	first := leaf(t, s, "www.example.com")
	now = now.AddDate(0, 0, 59)
	if again := leaf(t, s, "www.example.com"); !again.Equal(first) {
		t.Error("another certificate after 59 days")
	}
	now = now.AddDate(0, 0, 2)
	if again := leaf(t, s, "www.example.com"); again.Equal(first) || again.NotAfter.Before(now.AddDate(0, 0, 89)) {
		t.Error("the same certificate after 61 days, or a short one")
	}
}

// The number of certificates is bounded, and one that many ask for at once is made once.
func TestManyNames(t *testing.T) {
	s := newSource(t, edgetls.Config{CA: openCA(t, t.TempDir())})
	var mu sync.Mutex
	made := map[string]bool{}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for i := range 100 {
				c := leaf(t, s, fmt.Sprintf("n%d.example.com", i))
				mu.Lock()
				made[c.SerialNumber.String()] = true
				mu.Unlock()
			}
		})
	}
	all.Wait()
	if len(made) != 100 {
		t.Errorf("%d certificates for 100 names", len(made))
	}
	first := leaf(t, s, "n0.example.com")
	for i := range 4096 {
		leaf(t, s, fmt.Sprintf("m%d.example.com", i))
	}
	if leaf(t, s, "n0.example.com").Equal(first) {
		t.Error("a certificate is kept although 4,096 others were asked for since")
	}
}

// writePair makes files of a certificate for names, from an authority of its own.
func writePair(t testing.TB, certificate, key string, names ...string) *x509.Certificate {
	t.Helper()
	s := newSource(t, edgetls.Config{CA: openCA(t, t.TempDir()), Known: func(string) bool { return true }})
	c, err := s.Certificate(hello(names[0]))
	if err != nil {
		t.Fatal(err)
	}
	keyDER, err := x509.MarshalPKCS8PrivateKey(c.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	for path, block := range map[string]*pem.Block{
		certificate: {Type: "CERTIFICATE", Bytes: c.Certificate[0]}, key: {Type: "PRIVATE KEY", Bytes: keyDER},
	} {
		if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return c.Leaf
}

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	pair := edgetls.Pair{Certificate: filepath.Join(t.TempDir(), "c.pem"), Key: filepath.Join(t.TempDir(), "k.pem")}
	one := writePair(t, pair.Certificate, pair.Key, "one.example.com")
	two := writePair(t, filepath.Join(dir, "two.crt"), filepath.Join(dir, "two.key"), "two.example.com")
	wild := writePair(t, filepath.Join(dir, "wild.pem"), filepath.Join(dir, "wild-key.pem"), "*.wild.example.com")
	if err := os.WriteFile(filepath.Join(dir, "lonely.pem"), []byte("no key beside it"), 0o600); err != nil {
		t.Fatal(err)
	}
	log := &bytes.Buffer{}
	files, err := edgetls.OpenFiles([]edgetls.Pair{pair}, dir, slog.New(slog.NewTextHandler(log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	local := openCA(t, t.TempDir())
	s := newSource(t, edgetls.Config{Files: files, CA: local})
	for name, want := range map[string]*x509.Certificate{
		"one.example.com": one, "ONE.example.com": one, "two.example.com": two, "a.wild.example.com": wild,
	} {
		if !leaf(t, s, name).Equal(want) {
			t.Errorf("%s gets another certificate than that of its file", name)
		}
	}
	for _, name := range []string{"a.b.wild.example.com", "three.example.com"} { // a wildcard is one label (RFC 9525 section 6.3)
		if got := leaf(t, s, name); slices.ContainsFunc([]*x509.Certificate{one, two, wild}, got.Equal) {
			t.Errorf("%s gets a certificate for %v", name, got.DNSNames)
		}
	}

	next := writePair(t, pair.Certificate, pair.Key, "one.example.com")
	if err := files.Reload(); err != nil {
		t.Fatal(err)
	}
	if !leaf(t, s, "one.example.com").Equal(next) {
		t.Error("the old certificate is in use after its file has changed")
	}
	if err := os.WriteFile(pair.Key, []byte("half a file"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := files.Reload(); err == nil || !strings.Contains(err.Error(), pair.Key) {
		t.Errorf("Reload with a broken file: %v, want an error that names it", err)
	}
	if !leaf(t, s, "one.example.com").Equal(next) {
		t.Error("a broken file has replaced a good certificate")
	}
	_ = os.Remove(filepath.Join(dir, "two.crt"))
	writePair(t, pair.Certificate, pair.Key, "one.example.com")
	if err := files.Reload(); err != nil {
		t.Fatal(err)
	}
	if leaf(t, s, "two.example.com").Equal(two) {
		t.Error("a certificate is in use after it was taken out of the folder")
	}
	if _, err := edgetls.OpenFiles([]edgetls.Pair{{Certificate: "missing.pem", Key: "missing.key"}}, "", nil); err == nil {
		t.Error("OpenFiles without a file")
	}
	if _, err := edgetls.OpenFiles(nil, filepath.Join(dir, "missing"), nil); err == nil {
		t.Error("OpenFiles without a folder")
	}
}

func TestWithoutCA(t *testing.T) {
	s := newSource(t, edgetls.Config{})
	for _, name := range []string{"", "localhost", "www.example.com"} {
		if _, err := s.Certificate(hello(name)); err == nil {
			t.Errorf("a certificate for %q out of nothing", name)
		}
	}
	if _, err := edgetls.NewSource(edgetls.Config{}); err == nil {
		t.Error("NewSource without Known")
	}
}

// Files are read again while the process runs.
func TestFilesAreWatched(t *testing.T) {
	dir := t.TempDir()
	crt, key := filepath.Join(dir, "c.crt"), filepath.Join(dir, "c.key")
	first := writePair(t, crt, key, "one.example.com")
	synctest.Test(t, func(t *testing.T) {
		files, err := edgetls.OpenFiles(nil, dir, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		s := newSource(t, edgetls.Config{Files: files})
		ctx, cancel := context.WithCancel(t.Context())
		var running sync.WaitGroup
		running.Go(func() { files.Run(ctx) })
		if !leaf(t, s, "one.example.com").Equal(first) {
			t.Error("another certificate than that of the file")
		}
		second := writePair(t, crt, key, "one.example.com")
		<-time.After(time.Minute)
		synctest.Wait()
		if !leaf(t, s, "one.example.com").Equal(second) {
			t.Error("the old certificate is in use a minute after its file has changed")
		}
		cancel()
		running.Wait()
	})
}
