// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package server

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"

	"selvedge/internal/edge"
	"selvedge/internal/edgetls"
	"selvedge/internal/snapshot"
)

// TLSConfig says where the certificates for viewers come from. The zero value means the local CA.
type TLSConfig struct {
	CertFiles, KeyFiles []string // in pairs
	Dir                 string   // of certificates and keys
	ACMEEmail           string   // empty: no ACME
	ACMEDirectory       string   // URL; edgetls.DefaultACMEDirectory
	ACMERoot            string   // file; empty: the roots of the system
}

// validateTransports says what is wrong with how viewers reach the edge.
func (c *Config) validateTransports() error {
	if c.Drain < 0 {
		return fmt.Errorf("drain %s is negative", c.Drain)
	}
	if a, b := len(c.TLS.CertFiles), len(c.TLS.KeyFiles); a != b {
		return fmt.Errorf("--tls-cert is given %d times and --tls-key %d times; they go in pairs", a, b)
	}
	if c.EdgeTLSAddr == "" && (len(c.TLS.CertFiles) > 0 || c.TLS.Dir != "" || c.TLS.ACMEEmail != "") {
		return fmt.Errorf("certificates are configured, but no --edge-tls-addr")
	}
	_, err := c.balancers()
	return err
}

// balancers returns what ProxyProtocolFrom means.
func (c *Config) balancers() (list []netip.Prefix, err error) {
	for _, text := range c.ProxyProtocolFrom {
		prefix, err := netip.ParsePrefix(text)
		if ip, ipErr := netip.ParseAddr(text); ipErr == nil {
			prefix, err = netip.PrefixFrom(ip, ip.BitLen()), nil
		}
		if err != nil || prefix.Addr().Zone() != "" {
			return nil, fmt.Errorf("--proxy-protocol-from %q is neither an address nor a CIDR like 192.0.2.0/24", text)
		}
		list = append(list, prefix.Masked())
	}
	return list, nil
}

// certificates are the parts that keep certificates current; nil where there are none.
type certificates struct {
	files *edgetls.Files
	acme  *edgetls.ACME
}

// run returns when ctx is done and all have stopped.
func (c *certificates) run(ctx context.Context) {
	var running sync.WaitGroup
	if c.files != nil {
		running.Go(func() { c.files.Run(ctx) })
	}
	if c.acme != nil {
		running.Go(func() { c.acme.Run(ctx) })
	}
	running.Wait()
}

// addTransports completes the configuration of the edge, and p with what must run beside it.
func (c *Config) addTransports(config *edge.Config, l *listeners, p *edgeParts) error {
	var err error
	if config.ProxyProtocolFrom, err = c.balancers(); err != nil {
		return err
	}
	if l.edgeTLS == nil {
		return nil
	}
	source, err := c.openCertificates(l, p)
	if err != nil {
		return err
	}
	config.TLSListener, config.Certificate, config.ExtraProtocols = l.edgeTLS, source.Certificate, source.Protocols()
	config.PacketConn = l.edgeUDP
	config.SecurePort = l.edgeTLS.Addr().(*net.TCPAddr).Port //nolint:forcetypeassert // a TCP listener
	return nil
}

// listenUDP takes the UDP port that goes with the TLS listener at address. When the system chose a port that is free for
// TCP only, it chooses again.
func (l *listeners) listenUDP(address string) (err error) {
	const attempts = 10
	_, port, _ := net.SplitHostPort(address) // New has checked it
	for range attempts {
		if l.edgeUDP, err = net.ListenPacket("udp", l.edgeTLS.Addr().String()); err == nil {
			return nil
		}
		l.edgeUDP = nil
		if port != "0" {
			break
		}
		_ = l.edgeTLS.Close()
		next, tcpErr := net.Listen("tcp", address)
		if tcpErr != nil {
			return fmt.Errorf("edge TLS listener: %w", tcpErr)
		}
		l.edgeTLS = next
	}
	return fmt.Errorf("edge listener for HTTP/3: %w", err)
}

// openCertificates reads and makes what certificates are chosen from.
func (c *Config) openCertificates(l *listeners, p *edgeParts) (*edgetls.Source, error) {
	known := func(name string) bool { return p.builder.Current().Lookup(name) != nil }
	source := edgetls.Config{Known: known, Addresses: localAddresses(l.edgeTLS.Addr()), Logger: c.Logger}
	var err error
	if len(c.TLS.CertFiles) > 0 || c.TLS.Dir != "" {
		pairs := make([]edgetls.Pair, len(c.TLS.CertFiles))
		for i := range pairs {
			pairs[i] = edgetls.Pair{Certificate: c.TLS.CertFiles[i], Key: c.TLS.KeyFiles[i]}
		}
		if p.certificates.files, err = edgetls.OpenFiles(pairs, c.TLS.Dir, c.Logger); err != nil {
			return nil, err
		}
		source.Files = p.certificates.files
	}
	if c.TLS.ACMEEmail != "" {
		p.certificates.acme, err = edgetls.NewACME(edgetls.ACMEConfig{
			DataDir: c.DataDir, Email: c.TLS.ACMEEmail, Directory: c.TLS.ACMEDirectory, RootFile: c.TLS.ACMERoot,
			Port:  l.edgeTLS.Addr().(*net.TCPAddr).Port, //nolint:forcetypeassert // a TCP listener
			Alias: func(name string) bool { return isAlias(p.builder.Current(), name) }, Logger: c.Logger,
		})
		if err != nil {
			return nil, err
		}
		source.ACME = p.certificates.acme
	}
	if source.CA, err = edgetls.OpenCA(c.DataDir, time.Now()); err != nil {
		return nil, err
	}
	return edgetls.NewSource(source)
}

// localAddresses are those that a viewer may use for a listener without a name.
func localAddresses(address net.Addr) []string {
	tcp, ok := address.(*net.TCPAddr)
	if !ok || tcp.IP.IsUnspecified() || tcp.IP.IsLoopback() {
		return []string{"127.0.0.1", "::1"}
	}
	return []string{tcp.IP.String(), "127.0.0.1", "::1"}
}

// isAlias says whether a distribution has name as one of its aliases, in so many words: for the names that a wildcard
// stands for, anybody could ask for any number of certificates.
func isAlias(current *snapshot.Snapshot, name string) bool {
	d := current.Lookup(name)
	return d != nil && slices.ContainsFunc(d.Config.Aliases.Items, func(a string) bool { return strings.EqualFold(a, name) })
}
