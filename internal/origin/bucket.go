// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package origin

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// This file says where S3 buckets are and what signs requests to them.

// S3 says where the buckets of S3 origins are. The zero value means AWS, without signatures.
type S3 struct {
	// Endpoint is the URL of a service with the API of S3, such as MinIO, which has all buckets, by path; empty: each
	// bucket is at the domain name of its origin. The guard of private addresses does not apply to it.
	Endpoint string
	// Region is what requests are signed for; empty: the region in the domain name of the origin, or DefaultS3Region.
	Region string
	// AccessKey and Secret sign requests to origins with origin access control; empty: such requests are not signed.
	AccessKey, Secret string
	// Token goes with temporary credentials; empty for others.
	Token string
	// Now is the clock of signatures; nil means time.Now.
	Now func() time.Time
}

// DefaultS3Region is where requests are signed for whose origin names no region.
const DefaultS3Region = "us-east-1"

// Validate says what is wrong with the settings.
func (s *S3) Validate() error {
	if (s.AccessKey == "") != (s.Secret == "") {
		return errors.New("an access key and its secret come together, or neither")
	}
	if s.Token != "" && s.AccessKey == "" {
		return errors.New("a session token comes with an access key and its secret")
	}
	if s.Endpoint == "" {
		return nil
	}
	u, err := url.Parse(s.Endpoint)
	switch {
	case err != nil:
		return fmt.Errorf("endpoint of S3: %w", err)
	case u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil ||
		strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "":
		return fmt.Errorf("endpoint of S3 %q is not of the form http://host:port or https://host:port", s.Endpoint)
	}
	return nil
}

// target returns where the endpoint is, or nil without one.
func (s *S3) target() *target {
	u, err := url.Parse(s.Endpoint)
	if s.Endpoint == "" || err != nil { // Validate reports
		return nil
	}
	t := &target{scheme: u.Scheme, host: u.Host, address: u.Host}
	if u.Port() == "" {
		standard := map[string]int{"http": 80, "https": 443}[u.Scheme]
		*t = newTarget(u.Scheme, u.Hostname(), standard, standard)
	}
	return t
}

// bucketOf takes the domain name of an S3 origin apart: bucket.s3.amazonaws.com, bucket.s3.region.amazonaws.com,
// bucket.s3-region.amazonaws.com, bucket.s3.dualstack.region.amazonaws.com, each perhaps with .cn behind it. bucket is
// empty for other names. The name of a bucket may have dots.
// Source: Amazon S3 user guide, "Virtual hosting of general purpose buckets".
func bucketOf(domain string) (bucket, region string) {
	name := strings.ToLower(domain)
	rest, ok := strings.CutSuffix(name, ".amazonaws.com")
	if !ok {
		if rest, ok = strings.CutSuffix(name, ".amazonaws.com.cn"); !ok {
			return "", ""
		}
	}
	at := max(strings.LastIndex(rest, ".s3."), strings.LastIndex(rest, ".s3-"))
	if global, isGlobal := strings.CutSuffix(rest, ".s3"); isGlobal {
		return global, ""
	}
	if at <= 0 {
		return "", ""
	}
	region = strings.TrimPrefix(rest[at+len(".s3."):], "dualstack.")
	if strings.Contains(region, ".") || strings.HasPrefix(region, "website") {
		return "", ""
	}
	return rest[:at], strings.TrimPrefix(region, "accelerate")
}
