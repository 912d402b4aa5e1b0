// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file makes origins and distributions.

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
)

// references numbers the caller references of the test run.
var references atomic.Int64

// config is the part of a distribution configuration that a client must send, with an origin of the given host and
// port and no caching.
func config(host string, port int) *types.DistributionConfig {
	return &types.DistributionConfig{
		CallerReference: aws.String(fmt.Sprintf("e2e-%d", references.Add(1))),
		Comment:         aws.String("e2e"),
		Enabled:         aws.Bool(true),
		Origins:         &types.Origins{Quantity: aws.Int32(1), Items: []types.Origin{customOrigin("main", host, port)}},
		DefaultCacheBehavior: &types.DefaultCacheBehavior{
			TargetOriginId: aws.String("main"), ViewerProtocolPolicy: types.ViewerProtocolPolicyAllowAll,
			CachePolicyId: aws.String(cachingDisabled),
		},
	}
}

func customOrigin(id, host string, port int) types.Origin {
	return types.Origin{
		Id: &id, DomainName: &host,
		CustomOriginConfig: &types.CustomOriginConfig{
			HTTPPort: aws.Int32(int32(port)), HTTPSPort: aws.Int32(443),
			OriginProtocolPolicy: types.OriginProtocolPolicyHttpOnly,
		},
	}
}

// exampleConfig is config with an origin that nobody asks.
func exampleConfig() *types.DistributionConfig { return config("origin.example.com", 80) }

// configFor is config for an origin of the test, to which everything of the request is forwarded.
func configFor(t *testing.T, origin *httptest.Server) *types.DistributionConfig {
	t.Helper()
	host, portText, err := net.SplitHostPort(strings.TrimPrefix(origin.URL, "http://"))
	if err != nil {
		t.Fatalf("origin address: %v", err)
	}
	port, err := strconv.Atoi(portText)
	if err != nil {
		t.Fatalf("origin port: %v", err)
	}
	return forwardingAll(config(host, port))
}

// allViewerExceptHost is the managed origin request policy of that name. Source: api.md section 6.4.
const allViewerExceptHost = "b689b0a8-53d0-40ab-baf2-68738e2966ac"

// forwardingAll makes the default behaviour forward everything of requests but their host.
func forwardingAll(c *types.DistributionConfig) *types.DistributionConfig {
	c.DefaultCacheBehavior.OriginRequestPolicyId = aws.String(allViewerExceptHost)
	return c
}

// associate makes the functions run for the default behaviour; an empty ARN is none.
func associate(c *types.DistributionConfig, viewerRequest, viewerResponse string) *types.DistributionConfig {
	var items []types.FunctionAssociation
	if viewerRequest != "" {
		items = append(items, types.FunctionAssociation{EventType: types.EventTypeViewerRequest, FunctionARN: &viewerRequest})
	}
	if viewerResponse != "" {
		items = append(items, types.FunctionAssociation{EventType: types.EventTypeViewerResponse, FunctionARN: &viewerResponse})
	}
	c.DefaultCacheBehavior.FunctionAssociations = &types.FunctionAssociations{
		Quantity: aws.Int32(int32(len(items))), Items: items,
	}
	return c
}

func newDistribution(
	t *testing.T, c *cloudfront.Client, config *types.DistributionConfig,
) (*cloudfront.CreateDistributionOutput, error) {
	t.Helper()
	return c.CreateDistribution(t.Context(), &cloudfront.CreateDistributionInput{DistributionConfig: config})
}

func updateDistribution(
	t *testing.T, c *cloudfront.Client, id, etag string, config *types.DistributionConfig,
) (*cloudfront.UpdateDistributionOutput, error) {
	t.Helper()
	return c.UpdateDistribution(t.Context(), &cloudfront.UpdateDistributionInput{
		Id: &id, IfMatch: &etag, DistributionConfig: config,
	})
}

// createDistribution creates a distribution and waits until it is deployed.
func createDistribution(t *testing.T, c *cloudfront.Client, config *types.DistributionConfig) *types.Distribution {
	t.Helper()
	out, err := newDistribution(t, c, config)
	if err != nil {
		t.Fatalf("CreateDistribution: %v", err)
	}
	return waitDeployed(t, c, *out.Distribution.Id).Distribution
}

// waitDeployed waits until every edge serves the distribution.
func waitDeployed(t *testing.T, c *cloudfront.Client, id string) *cloudfront.GetDistributionOutput {
	t.Helper()
	var got *cloudfront.GetDistributionOutput
	eventually(t, "deployment of "+id, func() error {
		out, err := c.GetDistribution(t.Context(), &cloudfront.GetDistributionInput{Id: &id})
		if err != nil {
			return err
		}
		got = out
		if *out.Distribution.Status != "Deployed" {
			return errors.New("status " + *out.Distribution.Status)
		}
		return nil
	})
	return got
}

// removeDistribution disables, awaits and deletes a distribution.
func removeDistribution(t *testing.T, c *cloudfront.Client, id string) {
	t.Helper()
	got := waitDeployed(t, c, id)
	off := got.Distribution.DistributionConfig
	off.Enabled = aws.Bool(false)
	_, err := updateDistribution(t, c, id, *got.ETag, off)
	if err != nil {
		t.Fatalf("UpdateDistribution(%s): %v", id, err)
	}
	got = waitDeployed(t, c, id)
	if _, err := c.DeleteDistribution(t.Context(), &cloudfront.DeleteDistributionInput{Id: &id, IfMatch: got.ETag}); err != nil {
		t.Fatalf("DeleteDistribution(%s): %v", id, err)
	}
}

// startOrigin serves handler until the test ends.
func startOrigin(t *testing.T, handler http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(handler)
	t.Cleanup(s.Close)
	return s
}

// answer is what a viewer got.
type answer struct {
	status int
	header http.Header
	body   string
}

// view sends a viewer request for host to the edge. Header lines are pairs of name and value.
func (p *process) view(t *testing.T, method, host, target string, header ...string) answer {
	t.Helper()
	a, err := p.tryView(t, method, host, target, header...)
	if err != nil {
		t.Fatalf("%s %s%s: %v", method, host, target, err)
	}
	return a
}

func (p *process) tryView(t *testing.T, method, host, target string, header ...string) (answer, error) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, p.edge+target, nil)
	if err != nil {
		return answer{}, err
	}
	req.Host = host
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Add(header[i], header[i+1])
	}
	resp, err := browser.Do(req)
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close() // read to its end
	body, err := io.ReadAll(resp.Body)
	return answer{resp.StatusCode, resp.Header, string(body)}, err
}
