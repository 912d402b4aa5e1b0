// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package kvsource

import (
	"context"
	"net/http"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

// emptyHash is the SHA-256 of an empty body.
const emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

// sign adds AWS Signature Version 4 for S3, which encodes paths once, to a request without a body.
func (s *Source) sign(ctx context.Context, req *http.Request) error {
	req.Header.Set("X-Amz-Content-Sha256", emptyHash)
	signer := v4.NewSigner(func(o *v4.SignerOptions) { o.DisableURIPathEscaping = true })
	key := aws.Credentials{AccessKeyID: s.config.AccessKey, SecretAccessKey: s.config.Secret}
	return signer.SignHTTP(ctx, key, req, emptyHash, "s3", s.config.Region, s.config.Now())
}

// escape percent-encodes all but unreserved characters and slashes, as S3 wants paths.
func escape(path string) string {
	const unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/"
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for _, c := range []byte(path) {
		if strings.IndexByte(unreserved, c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.Write([]byte{'%', digits[c>>4], digits[c&15]})
	}
	return b.String()
}
