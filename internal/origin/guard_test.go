// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package origin_test

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"

	"selvedge/internal/origin"
)

// TestGuard: which addresses origins may have. Sources: the special-purpose address registries of IANA (RFC 6890), RFC
// 6052 for NAT64, the documentation of clouds for their metadata services.
func TestGuard(t *testing.T) {
	for _, tt := range []struct {
		name, address string
		allowed       bool
	}{
		{"public v4", "8.8.8.8", true},
		{"public v4 beside private", "11.0.0.1", true},
		{"public v4 below CGNAT", "100.63.255.255", true},
		{"public v4 above CGNAT", "100.128.0.0", true},
		{"public v4 below private", "172.15.255.255", true},
		{"public v4 above private", "172.32.0.0", true},
		{"public v6", "2606:4700::1111", true},
		{"public v4 in v6", "::ffff:8.8.8.8", true},
		{"public v4 by NAT64", "64:ff9b::8.8.8.8", true},

		{"metadata of AWS, Google, Azure and others", "169.254.169.254", false},
		{"metadata of AWS by v6", "fd00:ec2::254", false},
		{"metadata of ECS tasks", "169.254.170.2", false},
		{"metadata of Alibaba", "100.100.100.200", false},
		{"metadata of Oracle", "192.0.0.192", false},
		{"metadata of Google by v6", "fd20:ce::254", false},
		{"wire server of Azure", "168.63.129.16", false},
		{"metadata in v6", "::ffff:169.254.169.254", false},
		{"metadata by NAT64", "64:ff9b::a9fe:a9fe", false},
		{"metadata by NAT64 of a network", "64:ff9b:1::a9fe:a9fe", false},
		{"metadata by 6to4", "2002:a9fe:a9fe::1", false},
		{"metadata as v4-compatible", "::169.254.169.254", false},
		{"metadata by ISATAP", "fe80::5efe:169.254.169.254", false},

		{"loopback", "127.0.0.1", false},
		{"loopback, another", "127.8.9.10", false},
		{"loopback v6", "::1", false},
		{"loopback in v6", "::ffff:127.0.0.1", false},
		{"loopback v6 with zone", "::1%lo", false},
		{"unspecified", "0.0.0.0", false},
		{"this network", "0.1.2.3", false},
		{"unspecified v6", "::", false},
		{"unspecified in v6", "::ffff:0.0.0.0", false},
		{"private 10", "10.1.2.3", false},
		{"private 172", "172.16.0.1", false},
		{"private 172, last", "172.31.255.255", false},
		{"private 192", "192.168.1.1", false},
		{"private v6", "fc00::1", false},
		{"link-local", "169.254.0.1", false},
		{"link-local v6", "fe80::1", false},
		{"link-local v6 with zone", "fe80::1%eth0", false},
		{"site-local v6", "fec0::1", false},
		{"CGNAT", "100.64.0.1", false},
		{"benchmark", "198.19.0.1", false},
		{"documentation", "192.0.2.1", false},
		{"documentation v6", "2001:db8::1", false},
		{"documentation v6, long", "3fff::1", false},
		{"Teredo", "2001::1", false},
		{"multicast", "224.0.0.1", false},
		{"multicast v6", "ff02::1", false},
		{"broadcast", "255.255.255.255", false},
		{"reserved", "240.0.0.1", false},
		{"discard", "100::1", false},
		{"segment routing", "5f00::1", false},
		{"not given out", "4000::1", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := origin.CheckAddress(netip.MustParseAddr(tt.address))
			if (err == nil) != tt.allowed {
				t.Errorf("CheckAddress(%s) = %v", tt.address, err)
			}
			if e, ok := errors.AsType[*origin.AddressError](err); err != nil && (!ok || e.Why == "") {
				t.Errorf("CheckAddress(%s) = %v, want a reason", tt.address, err)
			}
		})
	}
}

// nameServer answers all names with addresses, one after the other for each question.
func nameServer(t *testing.T, answers ...string) (resolver *net.Resolver, asked *atomic.Int32) {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	asked = &atomic.Int32{}
	done := make(chan struct{})
	go func() {
		defer close(done)
		buf := make([]byte, 512)
		for {
			n, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			end := 12
			for end < n && buf[end] != 0 {
				end += 1 + int(buf[end])
			}
			if end += 5; end > n { // the root, type and class
				continue
			}
			reply := append(buf[:2:2], 0x84, 0, 0, 1, 0, 0, 0, 0, 0, 0)
			reply = append(reply, buf[12:end]...)
			if buf[end-3] == 1 { // an address of IPv4 is asked for
				a := netip.MustParseAddr(answers[min(int(asked.Add(1)), len(answers))-1]).As4()
				reply[7] = 1
				reply = append(reply, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4)
				reply = append(reply, a[:]...)
			}
			_, _ = conn.WriteTo(reply, from)
		}
	}()
	t.Cleanup(func() {
		_ = conn.Close()
		<-done
	})
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}, asked
}

// TestGuardRefuses: an origin at a refused address is not connected to, whatever led there, and is not tried again.
// That a name had another address when it was looked at before makes no difference.
func TestGuardRefuses(t *testing.T) {
	reached := make(chan string, 1)
	_, port, err := net.SplitHostPort(scripted(t, func(net.Conn, string) { reached <- "yes" }))
	if err != nil {
		t.Fatal(err)
	}
	resolver, asked := nameServer(t, "127.0.0.1", "169.254.169.254", "10.0.0.1")
	client := origin.New(origin.Config{Resolver: resolver})
	t.Cleanup(client.Close)
	base := settings(t, "192.0.2.1:"+port)
	configured := client.Origin(base)
	derive := func(domain string) *origin.Origin {
		changed := *base
		changed.DomainName = domain
		return configured.Derive(&changed, origin.Overrides{HostHeader: "www.example.com"})
	}
	for _, tt := range []struct {
		name string
		from *origin.Origin
		why  string
	}{
		{"address", configured, "for documentation"},
		{"localhost", derive("localhost"), "loopback"},
		{"name at loopback", derive("rebinding.example.com"), "loopback"},
		{"name at metadata", derive("rebinding.example.com"), "link-local"},
		{"name in the network", derive("rebinding.example.com"), "private"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := tt.from.Fetch(t.Context(), get("/"), false)
			failed, ok := errors.AsType[*origin.Error](err)
			if !ok || failed.Kind != origin.Unreachable {
				t.Fatalf("Fetch = %v, want unreachable", err)
			}
			if e, ok := errors.AsType[*origin.AddressError](err); !ok || !strings.Contains(e.Why, tt.why) {
				t.Errorf("Fetch = %v, want %q", err, tt.why)
			}
		})
	}
	if n := asked.Load(); n != 3 {
		t.Errorf("the name was looked up %d times, want once for each request", n)
	}
	if len(reached) != 0 {
		t.Error("the server was connected to")
	}
}
