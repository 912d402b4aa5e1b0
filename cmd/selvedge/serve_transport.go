// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"github.com/spf13/pflag"

	"selvedge/internal/edge"
	"selvedge/internal/edgetls"
	"selvedge/internal/server"
)

// aboutTLS is a paragraph of the help.
const aboutTLS = "--edge-tls-addr serves TLS with HTTP/1.1, HTTP/2 and HTTP/3, as HttpVersion of a distribution says. Certificates come\n" +
	"from --tls-cert and --tls-key or --tls-dir, for aliases from an ACME authority when --acme-email is given, and else from a\n" +
	"local CA in the data folder, see 'selvedge ca'. The ready line then ends in edge_tls=https://...\n\n"

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
