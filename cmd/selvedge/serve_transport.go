// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"github.com/spf13/pflag"

	"selvedge/internal/edge"
	"selvedge/internal/edgetls"
	"selvedge/internal/server"
)

// addTransportFlags adds the flags of how viewers reach the edge.
func addTransportFlags(f *pflag.FlagSet, config *server.Config) {
	f.StringVar(&config.EdgeTLSAddr, "edge-tls-addr", "", "address of the edge with TLS, on TCP and UDP; port 0 takes a free one (default: none)")
	f.StringSliceVar(&config.TLS.CertFiles, "tls-cert", nil, "file with a certificate and its chain, PEM; repeat it with --tls-key, in the same order")
	f.StringSliceVar(&config.TLS.KeyFiles, "tls-key", nil, "file with the key of a certificate, PEM")
	f.StringVar(&config.TLS.Dir, "tls-dir", "", "folder of certificates NAME.crt, .cer or .pem with keys NAME.key or NAME-key.pem")
	f.StringVar(&config.TLS.ACMEEmail, "acme-email", "", "get certificates for aliases by ACME, with this address for the authority (default: no ACME)")
	f.StringVar(&config.TLS.ACMEDirectory, "acme-directory", edgetls.DefaultACMEDirectory, "URL of the directory of the ACME authority")
	f.StringVar(&config.TLS.ACMERoot, "acme-root", "", "file with the certificate of a private ACME authority's own CA, PEM (default: those of the system)")
	f.StringSliceVar(&config.ProxyProtocolFrom, "proxy-protocol-from", nil, "addresses or CIDR of balancers that send the PROXY protocol (default: none)")
	f.DurationVar(&config.Drain, "drain", edge.DefaultDrain, "how long running requests of viewers may take when the process is asked to stop")
}
