// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package browser_test

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"net"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
	"github.com/chromedp/chromedp"

	"selvedge/internal/edgetls"
	"selvedge/internal/server"
)

// TestPageOverTLS: a browser that trusts the local CA loads a page of a distribution over TLS and HTTP/2.
func TestPageOverTLS(t *testing.T) {
	dir := t.TempDir()
	if _, err := edgetls.OpenCA(dir, time.Now()); err != nil {
		t.Fatal(err)
	}
	text, err := edgetls.ReadCACertificate(dir)
	if err != nil {
		t.Fatal(err)
	}
	block, _ := pem.Decode(text)
	ca, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	key := sha256.Sum256(ca.RawSubjectPublicKeyInfo)
	s := open(t, server.Config{Dev: true, DataDir: dir, EdgeTLSAddr: "127.0.0.1:0"},
		chromedp.Flag("ignore-certificate-errors-spki-list", base64.StdEncoding.EncodeToString(key[:])))
	name := s.distribute("http2")
	_, port, err := net.SplitHostPort(s.addresses.EdgeTLS[len("https://"):])
	if err != nil {
		t.Fatal(err)
	}
	page := "https://" + name + ":" + port + "/page"
	s.do("load the page", chromedp.Navigate(page), chromedp.WaitReady("body"))
	s.sees("origin /page")
	s.until("come by HTTP/2", `performance.getEntriesByType("navigation")[0].nextHopProtocol == "h2"`)
	s.until("be in a secure context", `isSecureContext && location.protocol == "https:"`)
}

// distribute makes a distribution of the origin with the API and returns its name.
func (s *site) distribute(version types.HttpVersion) string {
	s.t.Helper()
	origin, err := url.Parse(s.origin.URL)
	if err != nil {
		s.t.Fatal(err)
	}
	port, err := strconv.ParseInt(origin.Port(), 10, 32)
	if err != nil {
		s.t.Fatal(err)
	}
	client := cloudfront.New(cloudfront.Options{
		Region: "us-east-1", BaseEndpoint: &s.addresses.API, Credentials: aws.AnonymousCredentials{},
	})
	made, err := client.CreateDistribution(s.t.Context(), &cloudfront.CreateDistributionInput{DistributionConfig: &types.DistributionConfig{
		CallerReference: aws.String("browser"), Comment: aws.String(""), Enabled: aws.Bool(true), HttpVersion: version,
		Origins: &types.Origins{Quantity: aws.Int32(1), Items: []types.Origin{{
			Id: aws.String("main"), DomainName: aws.String(origin.Hostname()), CustomOriginConfig: &types.CustomOriginConfig{
				HTTPPort: aws.Int32(int32(port)), HTTPSPort: aws.Int32(443), OriginProtocolPolicy: types.OriginProtocolPolicyHttpOnly,
			},
		}}},
		DefaultCacheBehavior: &types.DefaultCacheBehavior{
			TargetOriginId: aws.String("main"), ViewerProtocolPolicy: types.ViewerProtocolPolicyAllowAll,
			CachePolicyId: aws.String("4135ea2d-6df8-44a3-9df3-4b5a84be39ad"), // Managed-CachingDisabled
		},
	}})
	if err != nil {
		s.t.Fatal(err)
	}
	name := aws.ToString(made.Distribution.DomainName)
	for deadline := time.Now().Add(stepLimit); strings.HasPrefix(s.edge(name, "/"), "403"); { // the edge does not know it yet
		if time.Now().After(deadline) {
			s.t.Fatal("the edge does not serve the distribution")
		}
	}
	return name
}
