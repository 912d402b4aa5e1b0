// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file runs selvedge against an etcd server of its own.

import (
	"errors"
	"fmt"
	"net/url"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
	"go.etcd.io/etcd/server/v3/embed"
)

// startEtcd runs an etcd server with a TCP listener until the test ends, and returns its URL.
func startEtcd(t *testing.T) string {
	t.Helper()
	server, endpoint := startEtcdOn(t, t.TempDir(), "127.0.0.1:0")
	t.Cleanup(server.Close)
	return endpoint
}

// startEtcdOn runs an etcd server on a folder and an address, and returns its URL, too. The caller closes it.
func startEtcdOn(t *testing.T, dir, address string) (server *embed.Etcd, endpoint string) {
	t.Helper()
	config := embed.NewConfig()
	config.Dir = dir
	config.LogLevel = "error"
	config.LogOutputs = []string{"/dev/null"}
	config.TickMs, config.ElectionMs = 10, 100
	free := url.URL{Scheme: "http", Host: "127.0.0.1:0"}
	config.ListenClientUrls, config.ListenPeerUrls = []url.URL{{Scheme: "http", Host: address}}, []url.URL{free}
	server, err := embed.StartEtcd(config)
	if err != nil {
		t.Fatalf("etcd: %v", err)
	}
	select {
	case <-server.Server.ReadyNotify():
	case err := <-server.Err():
		t.Fatalf("etcd: %v", err)
	case <-time.After(startLimit):
		t.Fatalf("etcd was not ready within %s", startLimit)
	}
	return server, "http://" + server.Clients[0].Addr().String()
}

// TestExternalEtcd: two processes on one etcd are one system. A change made through one is Deployed when both edges
// serve it, and it outlives them.
func TestExternalEtcd(t *testing.T) {
	t.Parallel()
	endpoint := startEtcd(t)
	origin := startOrigin(t, echo)
	one := startDev(t, "--etcd-endpoints", endpoint)
	two := startOn(t, t.TempDir(), "--etcd-endpoints", endpoint)
	c1, c2 := one.client(t), two.client(t)

	created := createFunction(t, c1, "f", fmt.Sprintf(addsIndex, "v1"))
	arn := publish(t, c2, "f", created.ETag)
	d := createDistribution(t, c1, associate(configFor(t, origin), arn, ""))
	for _, p := range []*process{one, two} {
		if got := p.view(t, "GET", *d.DomainName, "/"); got.body != "GET /v1 " {
			t.Errorf("edge %s after deployment: %d %q", p.edge, got.status, got.body)
		}
	}
	etag := created.ETag
	for version := 2; version < 6; version++ {
		etag = updateCode(t, c2, "f", fmt.Sprintf(addsIndex, fmt.Sprintf("v%d", version)), etag)
		publish(t, c1, "f", etag)
		waitDeployed(t, c2, *d.Id)
		for _, p := range []*process{one, two} {
			if got := p.view(t, "GET", *d.DomainName, "/"); got.body != fmt.Sprintf("GET /v%d ", version) {
				t.Errorf("edge %s after version %d was deployed: %q", p.edge, version, got.body)
			}
		}
	}
	_, err := c1.UpdateFunction(t.Context(), &cloudfront.UpdateFunctionInput{
		Name: new("f"), IfMatch: created.ETag, FunctionCode: []byte(passing), FunctionConfig: functionConfig(""),
	})
	wantError[*types.PreconditionFailed](t, err, 412)

	// An edge that stops does not hold deployment back.
	one.stop(t)
	etag = updateCode(t, c2, "f", fmt.Sprintf(addsIndex, "alone"), etag)
	publish(t, c2, "f", etag)
	waitDeployed(t, c2, *d.Id)
	two.stop(t)

	three := startDev(t, "--etcd-endpoints", endpoint)
	if got := three.view(t, "GET", *d.DomainName, "/"); got.body != "GET /alone " {
		t.Errorf("new process on the same etcd: %d %q", got.status, got.body)
	}
	checkCode(t, three.client(t), "f", types.FunctionStageLive, fmt.Sprintf(addsIndex, "alone"), *describe(t, three.client(t), "f", types.FunctionStageLive).ETag)
}

// TestEdgeLost: an edge whose process dies stops holding deployment back when its lease ends. Source: architecture,
// section 3.
func TestEdgeLost(t *testing.T) {
	t.Parallel()
	endpoint := startEtcd(t)
	alive := startDev(t, "--etcd-endpoints", endpoint)
	lost := launch(t, "--dev", "--etcd-endpoints", endpoint)
	c := alive.client(t)
	d := createDistribution(t, c, exampleConfig())
	lost.kill(t)
	config := waitDeployed(t, c, *d.Id).Distribution.DistributionConfig
	config.Comment = new("after the loss")
	out, err := updateDistribution(t, c, *d.Id, etag1, config)
	if err != nil {
		t.Fatalf("UpdateDistribution: %v", err)
	}
	eventually(t, "deployment without the edge that is gone", func() error {
		got, err := c.GetDistribution(t.Context(), &cloudfront.GetDistributionInput{Id: d.Id})
		if err == nil && (*got.Distribution.Status != "Deployed" || *got.ETag != *out.ETag) {
			err = errors.New("status " + *got.Distribution.Status)
		}
		return err
	})
}
