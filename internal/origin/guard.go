// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package origin

import (
	"fmt"
	"net/netip"
	"syscall"
)

// This file keeps origins out of the networks of whoever runs the edge. Names of origins come from users of the API and
// from functions; without this they could reach what listens on this machine, in its network, or at the metadata
// address of a cloud. The address is checked when it is connected to, so that a name cannot resolve to another one in
// between.

// AddressError says that an origin is at an address that origins may not have.
type AddressError struct {
	Address string
	Why     string // what the address is
}

// Error implements error.
func (e *AddressError) Error() string {
	return fmt.Sprintf("the address %s is %s: origins there need --allow-private-origins", e.Address, e.Why)
}

// special is a part of the address space that origins may not be in.
type special struct {
	prefix netip.Prefix
	why    string
}

// specialPrefixes are the special-purpose addresses of the registries at IANA (RFC 6890 and what updates it) that are
// not reached globally, and one address of a cloud that is in none of them.
func specialPrefixes() []special {
	p := netip.MustParsePrefix
	return []special{
		{p("0.0.0.0/8"), "unspecified or of this network"},
		{p("10.0.0.0/8"), "private"},
		{p("100.64.0.0/10"), "shared by a carrier's customers"},
		{p("127.0.0.0/8"), "a loopback address"},
		{p("169.254.0.0/16"), "link-local"},
		{p("172.16.0.0/12"), "private"},
		{p("192.0.0.0/24"), "reserved for protocols"},
		{p("192.0.2.0/24"), "for documentation"},
		{p("192.31.196.0/24"), "reserved for protocols"},
		{p("192.52.193.0/24"), "reserved for protocols"},
		{p("192.88.99.0/24"), "a 6to4 relay"},
		{p("192.168.0.0/16"), "private"},
		{p("192.175.48.0/24"), "reserved for protocols"},
		{p("198.18.0.0/15"), "for benchmarks"},
		{p("198.51.100.0/24"), "for documentation"},
		{p("203.0.113.0/24"), "for documentation"},
		{p("168.63.129.16/32"), "the host of virtual machines in Azure"},
		{p("224.0.0.0/4"), "multicast"},
		{p("240.0.0.0/4"), "reserved"},

		{p("::/128"), "unspecified"},
		{p("::1/128"), "a loopback address"},
		{p("2001::/23"), "reserved for protocols"},
		{p("2001:db8::/32"), "for documentation"},
		{p("2002::/16"), "6to4"},
		{p("2620:4f:8000::/48"), "reserved for protocols"},
		{p("3fff::/20"), "for documentation"},
		{p("fc00::/7"), "private"},
		{p("fe80::/10"), "link-local"},
		{p("fec0::/10"), "site-local"},
		{p("ff00::/8"), "multicast"},
	}
}

// guard says which addresses may not be connected to.
type guard struct{ specials []special }

func newGuard() *guard { return &guard{specialPrefixes()} }

var (
	globalUnicast = netip.MustParsePrefix("2000::/3")     // the only addresses of IPv6 that are given out; RFC 4291 section 2.4
	translated    = netip.MustParsePrefix("64:ff9b::/96") // of NAT64, with an address of IPv4 at the end; RFC 6052
)

// check returns why an address may not be connected to, or nil.
func (g *guard) check(address netip.Addr) error {
	plain := address.Unmap().WithZone("")
	if translated.Contains(plain) {
		b := plain.As16()
		plain = netip.AddrFrom4([4]byte(b[12:]))
	}
	for _, s := range g.specials {
		if s.prefix.Contains(plain) {
			return &AddressError{address.String(), s.why}
		}
	}
	if !plain.IsValid() || plain.Is6() && !globalUnicast.Contains(plain) {
		return &AddressError{address.String(), "none that is reached globally"}
	}
	return nil
}

// control is called by a dialer before it connects to a resolved address.
func (g *guard) control(_, address string, _ syscall.RawConn) error {
	target, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("address %q: %w", address, err)
	}
	return g.check(target.Addr())
}
