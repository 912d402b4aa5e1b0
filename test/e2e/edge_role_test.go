// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file runs control plane and edge as processes of their own.

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
)

// health asks an edge how it is.
func (p *process) health(t *testing.T) (h struct {
	Status, Configuration, Store string
	Revision                     int64
},
) {
	t.Helper()
	resp, err := http.Get(strings.TrimSuffix(p.metrics, "/metrics") + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if err := json.NewDecoder(resp.Body).Decode(&h); err != nil {
		t.Fatal(err)
	}
	if (resp.StatusCode == 200) != (h.Status != "unavailable") {
		t.Errorf("health %d %+v", resp.StatusCode, h)
	}
	return h
}

// metric returns the value of a gauge, as text.
func (p *process) metric(t *testing.T, name string) string {
	t.Helper()
	resp, err := http.Get(p.metrics)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if value, ok := strings.CutPrefix(line, name+" "); ok {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// TestEdgeWithoutEtcd: an edge that starts while etcd is away serves what it was told last, says so, and catches up when
// etcd is back. Source: architecture.md section 3.
func TestEdgeWithoutEtcd(t *testing.T) {
	t.Parallel()
	etcdDir, edgeDir := t.TempDir(), t.TempDir()
	etcd, endpoint := startEtcdOn(t, etcdDir, "127.0.0.1:0")
	closeEtcd := func() { etcd.Close() }
	t.Cleanup(func() { closeEtcd() })
	controlFlags := []string{"--dev", "--roles", "control", "--etcd-endpoints", endpoint}
	edgeFlags := []string{"--data", edgeDir, "--roles", "edge", "--etcd-endpoints", endpoint, "--metrics-addr", "127.0.0.1:0",
		"--allow-private-origins"}
	control, edge := start(t, controlFlags...), start(t, edgeFlags...)
	if control.edge != "" || edge.api != "" || edge.console != "" {
		t.Errorf("control has the edge %q, the edge has api %q and console %q", control.edge, edge.api, edge.console)
	}
	origin := startOrigin(t, echo)
	c := control.client(t)
	created := createFunction(t, c, "f", fmt.Sprintf(addsIndex, "v1"))
	arn := publish(t, c, "f", created.ETag)
	d := createDistribution(t, c, associate(configFor(t, origin), arn, ""))
	wants := func(p *process, body string) error {
		if got := p.view(t, "GET", *d.DomainName, "/"); got.status != 200 || got.body != body {
			return fmt.Errorf("%d %q, want %q", got.status, got.body, body)
		}
		return nil
	}
	if err := wants(edge, "GET /v1 "); err != nil {
		t.Error(err)
	}
	before := edge.health(t)
	if before.Status != "ok" || before.Configuration != "store" || before.Store != "reachable" || before.Revision == 0 {
		t.Errorf("health %+v", before)
	}

	// Losing etcd does not stop an edge that runs, and one that starts then has its snapshot.
	control.stop(t)
	etcd.Close()
	closeEtcd = func() {}
	if err := wants(edge, "GET /v1 "); err != nil {
		t.Errorf("after etcd went away: %v", err)
	}
	edge.stop(t)
	edge = start(t, edgeFlags...)
	if err := wants(edge, "GET /v1 "); err != nil {
		t.Errorf("started without etcd: %v", err)
	}
	if h := edge.health(t); h.Status != "degraded" || h.Configuration != "snapshot" || h.Revision != before.Revision {
		t.Errorf("health without etcd: %+v, want revision %d", h, before.Revision)
	}
	if got := edge.metric(t, "selvedge_edge_from_snapshot"); got != "1" {
		t.Errorf("selvedge_edge_from_snapshot = %q", got)
	}

	etcd, _ = startEtcdOn(t, etcdDir, strings.TrimPrefix(endpoint, "http://"))
	closeEtcd = etcd.Close
	control = start(t, controlFlags...)
	etag := updateCode(t, control.client(t), "f", fmt.Sprintf(addsIndex, "v2"), created.ETag)
	publish(t, control.client(t), "f", etag)
	eventually(t, "the edge catches up", func() error { return wants(edge, "GET /v2 ") })
	eventually(t, "the edge is well", func() error {
		if h := edge.health(t); h.Status != "ok" || h.Configuration != "store" {
			return fmt.Errorf("health %+v", h)
		}
		return nil
	})
	if got := edge.metric(t, "selvedge_edge_from_snapshot"); got != "0" {
		t.Errorf("selvedge_edge_from_snapshot = %q", got)
	}
	if log := edge.stderr.String(); !strings.Contains(log, "the edge serves its last snapshot") {
		t.Errorf("log of the edge = %s", log)
	}
}
