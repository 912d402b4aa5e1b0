// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapshot

import "strings"

// maxHost bounds the host names that are looked up: a DNS name, a dot and a port.
// Source: RFC 1035 section 2.3.4.
const maxHost = 253 + len(".:65535")

// Snapshot is everything that an edge serves at one revision. It is immutable and shared by all requests.
type Snapshot struct {
	// Revision is the store revision that the snapshot was made at; 0 before the first update.
	Revision int64

	// hosts and wildcards map host names to slots; a wildcard is stored as ".example.com". Both hold enabled
	// distributions only. They are shared between snapshots until a host changes, which a publish never does.
	hosts     map[string]int
	wildcards map[string]int
	slots     []*Distribution // nil where a slot is free
}

// Lookup returns the enabled distribution that answers to host, or nil. A port, the case and a dot at the end do
// not matter. An exact name wins over a wildcard, a longer wildcard over a shorter one; a wildcard covers any number
// of labels. Source: AWS developer guide, "Use wildcards in alternate domain names".
func (s *Snapshot) Lookup(host string) *Distribution {
	if len(host) > maxHost {
		return nil
	}
	var buf [maxHost]byte
	name := canonicalHost(buf[:0], host)
	if slot, ok := s.hosts[string(name)]; ok {
		return s.slots[slot]
	}
	if len(s.wildcards) == 0 {
		return nil
	}
	for i := 1; i < len(name); i++ { // from 1: the wildcard stands for at least one byte
		if name[i] != '.' {
			continue
		}
		if slot, ok := s.wildcards[string(name[i:])]; ok {
			return s.slots[slot]
		}
	}
	return nil
}

// Cool makes functions forget what they can make again, when they have not run since the round before. Rounds are
// different numbers.
func (s *Snapshot) Cool(round uint64) {
	for _, d := range s.slots {
		if d == nil {
			continue
		}
		for i := range d.behaviors {
			d.behaviors[i].ViewerRequest.cool(round)
			d.behaviors[i].ViewerResponse.cool(round)
		}
	}
}

func (f *Function) cool(round uint64) {
	if f == nil {
		return
	}
	if p, ok := f.Program.(interface{ Cool(round uint64) }); ok {
		p.Cool(round)
	}
}

// CanonicalHost returns the host name of a Host header: lower case, without port and dot at the end.
func CanonicalHost(host string) string {
	if len(host) > maxHost {
		return strings.ToLower(host)
	}
	var buf [maxHost]byte
	name := canonicalHost(buf[:0], host)
	if string(name) == host {
		return host
	}
	return string(name)
}

// canonicalHost appends the canonical form of host to dst.
func canonicalHost(dst []byte, host string) []byte {
	if !strings.HasPrefix(host, "[") || strings.Contains(host, "]:") {
		if i := strings.LastIndexByte(host, ':'); i >= 0 {
			host = host[:i]
		}
	}
	host = strings.TrimSuffix(host, ".")
	for i := range len(host) {
		c := host[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		dst = append(dst, c)
	}
	return dst
}
