// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package server_test

import (
	"strings"
	"testing"
	"time"

	"selvedge/internal/kvsource"
	"selvedge/internal/origin"
	"selvedge/internal/server"
)

func TestConfigRefused(t *testing.T) {
	for _, tt := range []struct {
		name   string
		config server.Config
		want   string // in the error
	}{
		{"account id", server.Config{AccountID: "1234"}, "1234"},
		{"domain", server.Config{Domain: "Not A Domain"}, "Not A Domain"},
		{"address without port", server.Config{APIAddr: "localhost"}, "localhost"},
		{"negative delay", server.Config{DeploymentDelay: -time.Second}, "-1s"},
		{"dev on all addresses", server.Config{Dev: true, APIAddr: ":4400"}, "loopback"},
		{"dev edge elsewhere", server.Config{Dev: true, EdgeAddr: "192.0.2.1:80"}, "192.0.2.1:80"},
		{"dev metrics elsewhere", server.Config{Dev: true, MetricsAddr: ":9100"}, `metrics address ":9100"`},
		{"metrics without port", server.Config{MetricsAddr: "localhost"}, "metrics address"},
		{"log format", server.Config{FunctionLogFormat: "xml"}, `"xml"`},
		{"import from two places", server.Config{Import: kvsource.Config{Dir: "d", Endpoint: "http://s3"}}, "not from both"},
		{"import with a key alone", server.Config{Import: kvsource.Config{Secret: "s"}}, "neither"},
		{"role", server.Config{Role: "viewer"}, `"viewer"`},
		{"edge without etcd", server.Config{Role: server.RoleEdge}, "--etcd-endpoints"},
		{"endpoint of S3", server.Config{S3: origin.S3{Endpoint: "minio:9000"}}, "minio:9000"},
		{"key for S3 alone", server.Config{S3: origin.S3{AccessKey: "a"}}, "its secret"},
		{"location name", server.Config{EdgeLocation: "Seattle"}, `"Seattle"`},
		{"location region", server.Config{EdgeLocation: "SEA,west"}, `"west"`},
		{"location address", server.Config{EdgeLocation: "SEA,us-west-2,here"}, `"here"`},
		{"location with more", server.Config{EdgeLocation: "SEA,us-west-2,192.0.2.1,x"}, "more than"},
		{"dev on a name", server.Config{Dev: true, APIAddr: "example.com:80"}, "example.com:80"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := server.New(tt.config); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("New = %v, want an error with %q", err, tt.want)
			}
		})
	}
	for _, addr := range []string{"127.0.0.1:0", "[::1]:0", "localhost:0", "127.8.8.8:0"} {
		if _, err := server.New(server.Config{Dev: true, APIAddr: addr}); err != nil {
			t.Errorf("New with --dev on %s: %v", addr, err)
		}
	}
	for _, location := range []string{"SEA", "SEA,us-west-2", "FRA,eu-central-1,2001:db8::1", "SEA,,192.0.2.1", "IAD,us-gov-east-1"} {
		if _, err := server.New(server.Config{EdgeLocation: location}); err != nil {
			t.Errorf("New at %s: %v", location, err)
		}
	}
	if _, err := server.New(server.Config{APIAddr: ":4400", MetricsAddr: ":9100"}); err != nil {
		t.Errorf("New without --dev on all addresses: %v", err)
	}
}
