// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package origin_test

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"selvedge"
	"selvedge/internal/origin"
)

// TestDeriveNames: what the origin hears in TLS and HTTP, and which certificate will do. Source: helpers.md section 3.
// The server's certificate is for 127.0.0.1, example.com and *.example.com.
func TestDeriveNames(t *testing.T) {
	var sni, host atomic.Value
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { host.Store(r.Host) }))
	s.TLS = &tls.Config{GetConfigForClient: func(hello *tls.ClientHelloInfo) (*tls.Config, error) {
		sni.Store(hello.ServerName)
		return nil, nil //nolint:nilnil // that is how the library is told to go on
	}}
	s.StartTLS()
	t.Cleanup(s.Close)
	roots := x509.NewCertPool()
	roots.AddCert(s.Certificate())
	address := s.Listener.Addr().String()
	none := "" // TLS knows no names for addresses
	tests := []struct {
		name      string
		overrides origin.Overrides
		host, sni string // what the origin hears; an empty host means that it must not be trusted
	}{
		{"nothing", origin.Overrides{}, address, none},
		{"host header", origin.Overrides{HostHeader: "example.com"}, "example.com", "example.com"},
		{"host header not in the certificate", origin.Overrides{HostHeader: "example.org"}, "", "example.org"},
		{"sni", origin.Overrides{SNI: "www.example.com"}, address, "www.example.com"},
		{"sni before host header", origin.Overrides{HostHeader: "example.org", SNI: "example.com"}, "example.org", "example.com"},
		{"sni not in the certificate", origin.Overrides{SNI: "example.org"}, "", "example.org"},
		{"allowed name", origin.Overrides{SNI: "example.org", CertificateNames: []string{"example.net", "example.com"}},
			address, "example.org"},
		{"allowed name below the wildcard", origin.Overrides{SNI: "example.org", CertificateNames: []string{"a.example.com"}},
			address, "example.org"},
		{"allowed wildcard", origin.Overrides{HostHeader: "example.org", CertificateNames: []string{"*.EXAMPLE.com"}},
			"example.org", "example.org"},
		{"other names allowed", origin.Overrides{CertificateNames: []string{"example.net", "*.net", "com"}}, "", none},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := origin.New(origin.Config{RootCAs: roots, AllowPrivate: true})
			defer c.Close()
			config := settings(t, address)
			config.CustomOriginConfig.OriginProtocolPolicy = selvedge.OriginHTTPSOnly
			sni.Store("")
			resp, err := c.Origin(config).Derive(config, tt.overrides).Fetch(t.Context(), get("/"), false)
			if got := sni.Load(); got != tt.sni {
				t.Errorf("server name %q, want %q", got, tt.sni)
			}
			if tt.host == "" {
				if kindOf(err) != origin.Unreachable {
					t.Errorf("Fetch = %v, want Unreachable", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			readAll(t, resp)
			if got := host.Load(); got != tt.host {
				t.Errorf("Host %q, want %q", got, tt.host)
			}
		})
	}
	t.Run("unknown issuer", func(t *testing.T) {
		c := origin.New(origin.Config{AllowPrivate: true})
		defer c.Close()
		config := settings(t, address)
		config.CustomOriginConfig.OriginProtocolPolicy = selvedge.OriginHTTPSOnly
		d := c.Origin(config).Derive(config, origin.Overrides{CertificateNames: []string{"example.com"}})
		if _, err := d.Fetch(t.Context(), get("/"), false); kindOf(err) != origin.Unreachable {
			t.Errorf("Fetch = %v, want Unreachable: names are no substitute for trust", err)
		}
	})
}

// TestDeriveKeepsConnections: what leads to the same place by the same way uses the same connections, also when path,
// host header over plain HTTP and custom headers differ.
func TestDeriveKeepsConnections(t *testing.T) {
	addresses := map[string]bool{}
	var last *http.Request
	s := serve(t, func(_ http.ResponseWriter, r *http.Request) { addresses[r.RemoteAddr], last = true, r })
	c := origin.New(origin.Config{AllowPrivate: true})
	defer c.Close()
	config := settings(t, s.Listener.Addr().String())
	base := c.Origin(config)
	for i := range 3 {
		changed := *config
		changed.OriginPath = "/v" + strconv.Itoa(i)
		changed.CustomHeaders.Items = []selvedge.OriginCustomHeader{{HeaderName: "x-n", HeaderValue: strconv.Itoa(i)}}
		resp, err := base.Derive(&changed, origin.Overrides{}).Fetch(t.Context(), get("/a"), false)
		if err != nil {
			t.Fatal(err)
		}
		readAll(t, resp)
		if last.URL.Path != fmt.Sprintf("/v%d/a", i) || last.Header.Get("X-N") != strconv.Itoa(i) {
			t.Errorf("request %d: path %q, x-n %q", i, last.URL.Path, last.Header.Get("X-N"))
		}
	}
	s.Close()
	if len(addresses) != 1 {
		t.Errorf("%d connections were made for three requests, want 1", len(addresses))
	}
	if n := c.DerivedPools(); n != 0 {
		t.Errorf("%d pools of derived origins, want none", n)
	}
}

// TestDeriveIsBounded: a function that invents names and settings gets no more than the bound of pools, and what was
// used in a pool that is given up is closed.
func TestDeriveIsBounded(t *testing.T) {
	var open atomic.Int64
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		switch state {
		case http.StateNew:
			open.Add(1)
		case http.StateClosed:
			open.Add(-1)
		}
	}
	s.Start()
	t.Cleanup(s.Close)
	c := origin.New(origin.Config{AllowPrivate: true})
	defer c.Close()
	config := settings(t, s.Listener.Addr().String())
	config.CustomOriginConfig.OriginKeepaliveTimeout = one(120)
	base := c.Origin(config)
	first := base.Derive(config, origin.Overrides{SNI: "first.example"}) // its pool is given up before it is used
	const made = 4 * origin.MaxDerivedPools
	for i := range made {
		d := base.Derive(config, origin.Overrides{SNI: fmt.Sprintf("n%d.example", i)})
		resp, err := d.Fetch(t.Context(), get("/"), false)
		if err != nil {
			t.Fatal(err)
		}
		readAll(t, resp)
	}
	resp, err := first.Fetch(t.Context(), get("/"), false)
	if err != nil {
		t.Fatal(err)
	}
	readAll(t, resp)
	if n := c.DerivedPools(); n != origin.MaxDerivedPools {
		t.Errorf("%d pools, want %d", n, origin.MaxDerivedPools)
	}
	settle(func() bool { return open.Load() <= origin.MaxDerivedPools })
	if n := open.Load(); n > origin.MaxDerivedPools {
		t.Errorf("%d connections are open after %d requests, want at most %d", n, made+1, origin.MaxDerivedPools)
	}
	// The pool that is used stays.
	before := open.Load()
	for i := range made {
		for _, name := range []string{"kept.example", fmt.Sprintf("m%d.example", i)} {
			d := base.Derive(config, origin.Overrides{SNI: name})
			if name != "kept.example" {
				continue // takes a place without a connection
			}
			resp, err := d.Fetch(t.Context(), get("/"), false)
			if err != nil {
				t.Fatal(err)
			}
			readAll(t, resp)
		}
	}
	settle(func() bool { return open.Load() == 1 })
	if n := open.Load(); n != 1 {
		t.Errorf("%d connections are open, were %d; want only that of the pool in use", n, before)
	}
}

// settle waits until done says so, but not for ever.
func settle(done func() bool) {
	for end := time.Now().Add(bound); !done() && time.Now().Before(end); {
		runtime.Gosched()
	}
}

func BenchmarkDerive(b *testing.B) {
	c := origin.New(origin.Config{AllowPrivate: true})
	config := &selvedge.Origin{DomainName: "a.example", CustomOriginConfig: &selvedge.CustomOriginConfig{
		HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: selvedge.OriginHTTPSOnly,
	}}
	base := c.Origin(config)
	changed := *config
	changed.DomainName = "b.example"
	b.ReportAllocs()
	for b.Loop() {
		base.Derive(&changed, origin.Overrides{HostHeader: "c.example"})
	}
}
