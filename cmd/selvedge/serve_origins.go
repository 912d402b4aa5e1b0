// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"github.com/spf13/pflag"

	"selvedge/internal/origin"
	"selvedge/internal/server"
)

// addOriginFlags adds the flags of how the edge reaches origins.
func addOriginFlags(f *pflag.FlagSet, config *server.Config) {
	f.BoolVar(&config.AllowPrivateOrigins, "allow-private-origins", false,
		"allow origins at loopback, private and other special addresses, which are refused otherwise; --dev allows them")
	f.StringVar(&config.S3.Endpoint, "s3-endpoint", "", "URL of the service, such as MinIO, that has the buckets of S3 origins (default: AWS)")
	f.StringVar(&config.S3.Region, "s3-region", "",
		"region that requests to it are signed for (default: that in the name of the origin, or "+origin.DefaultS3Region+")")
	f.StringVar(&config.S3.AccessKey, "s3-access-key", "", "access key id for S3 origins with origin access control (default: requests are not signed)")
	f.StringVar(&config.S3.Secret, "s3-secret-key", "", "secret of that key; better set as SELVEDGE_S3_SECRET_KEY, as others can read command lines")
	f.StringVar(&config.S3.Token, "s3-session-token", "", "session token of temporary credentials")
}
