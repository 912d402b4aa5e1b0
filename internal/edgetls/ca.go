// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package edgetls

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// This file is the certification authority of a data folder.

const (
	authorityLife = 10 * 365 * 24 * time.Hour
	leafLife      = 90 * 24 * time.Hour
	leafRenewal   = 30 * 24 * time.Hour // left of a certificate's life when another one is made
	backdating    = time.Hour           // for viewers whose clock is behind
)

// CA signs certificates. It is immutable.
type CA struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

// CertificateFile returns where the certificate of the authority of a data folder is.
func CertificateFile(dataDir string) string { return filepath.Join(dataDir, "ca", "ca.pem") }

func keyFile(dataDir string) string { return filepath.Join(dataDir, "ca", "ca-key.pem") }

// ReadCACertificate returns the certificate of the authority of a data folder, as PEM; fs.ErrNotExist in the chain when
// there is none yet.
func ReadCACertificate(dataDir string) ([]byte, error) {
	data, err := os.ReadFile(CertificateFile(dataDir))
	if err != nil {
		return nil, fmt.Errorf("local CA: %w", err)
	}
	if _, err := parseCertificate(data); err != nil {
		return nil, fmt.Errorf("local CA in %s: %w", CertificateFile(dataDir), err)
	}
	return data, nil
}

// OpenCA returns the authority of a data folder and makes it on first use.
func OpenCA(dataDir string, now time.Time) (*CA, error) {
	ca, err := readCA(dataDir)
	if errors.Is(err, fs.ErrNotExist) {
		ca, err = createCA(dataDir, now)
	}
	if err != nil {
		return nil, fmt.Errorf("local CA: %w", err)
	}
	if now.After(ca.certificate.NotAfter) {
		return nil, fmt.Errorf("local CA: %s has expired on %s; remove the folder %s to get a new one",
			CertificateFile(dataDir), ca.certificate.NotAfter.Format(time.DateOnly), filepath.Join(dataDir, "ca"))
	}
	return ca, nil
}

func readCA(dataDir string) (*CA, error) {
	keyText, err := os.ReadFile(keyFile(dataDir))
	if err != nil {
		return nil, err
	}
	certificateText, err := os.ReadFile(CertificateFile(dataDir))
	if err != nil {
		return nil, err
	}
	pair, err := tls.X509KeyPair(certificateText, keyText)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", CertificateFile(dataDir), err)
	}
	key, ok := pair.PrivateKey.(*ecdsa.PrivateKey)
	if !ok || !pair.Leaf.IsCA {
		return nil, fmt.Errorf("%s is not an ECDSA authority", CertificateFile(dataDir))
	}
	return &CA{certificate: pair.Leaf, key: key}, nil
}

// createCA makes an authority. The key is written first: a certificate without a key would be trusted in vain.
func createCA(dataDir string, now time.Time) (*CA, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{
		SerialNumber:          serial(),
		Subject:               pkix.Name{Organization: []string{"Selvedge"}, CommonName: "Selvedge local CA " + rand.Text()[:8]},
		NotBefore:             now.Add(-backdating),
		NotAfter:              now.Add(authorityLife),
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
		BasicConstraintsValid: true,
		IsCA:                  true,
		MaxPathLenZero:        true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return nil, err
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, err
	}
	keyDER, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Join(dataDir, "ca"), 0o700); err != nil {
		return nil, err
	}
	err = errors.Join(
		writeFile(keyFile(dataDir), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: keyDER})),
		writeFile(CertificateFile(dataDir), pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})),
	)
	return &CA{certificate: certificate, key: key}, err
}

// issue signs a certificate for one name or address.
func (ca *CA) issue(names []string, now time.Time) (*tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	end := now.Add(leafLife)
	if end.After(ca.certificate.NotAfter) {
		end = ca.certificate.NotAfter
	}
	template := &x509.Certificate{
		SerialNumber:          serial(),
		Subject:               pkix.Name{Organization: []string{"Selvedge"}},
		NotBefore:             now.Add(-backdating),
		NotAfter:              end,
		KeyUsage:              x509.KeyUsageDigitalSignature,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		BasicConstraintsValid: true,
	}
	for _, name := range names {
		if ip := net.ParseIP(name); ip != nil {
			template.IPAddresses = append(template.IPAddresses, ip)
		} else {
			template.DNSNames = append(template.DNSNames, name)
		}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, ca.certificate, key.Public(), ca.key)
	if err != nil {
		return nil, err
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, err
	}
	return &tls.Certificate{Certificate: [][]byte{der, ca.certificate.Raw}, PrivateKey: key, Leaf: leaf}, nil
}

func serial() *big.Int {
	var raw [16]byte
	_, _ = rand.Read(raw[:]) // never fails
	raw[0] &= 0x7f           // positive
	return new(big.Int).SetBytes(raw[:])
}

func parseCertificate(text []byte) (*x509.Certificate, error) {
	block, _ := pem.Decode(text)
	if block == nil || block.Type != "CERTIFICATE" {
		return nil, errors.New("the file holds no certificate in PEM")
	}
	return x509.ParseCertificate(block.Bytes)
}

// writeFile replaces a file in one step; mode 0600.
func writeFile(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".new-")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}
