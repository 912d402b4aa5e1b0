// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package proxyproto_test

import (
	"bytes"
	"io"
	"net/netip"
	"strings"
	"testing"
	"testing/iotest"

	"selvedge/internal/proxyproto"
)

const v2 = "\r\n\r\n\x00\r\nQUIT\n"

// Source of all cases: HAProxy, proxy-protocol.txt, sections 2.1 and 2.2.
func TestRead(t *testing.T) {
	tests := []struct {
		name, header string
		source       string // "": unknown
		bad          bool
	}{
		{"TCP4", "PROXY TCP4 192.0.2.1 198.51.100.7 56324 443\r\n", "192.0.2.1:56324", false},
		{"TCP6", "PROXY TCP6 2001:db8::1 2001:db8::2 1 65535\r\n", "[2001:db8::1]:1", false},
		{"unknown", "PROXY UNKNOWN\r\n", "", false},
		{"unknown with anything", "PROXY UNKNOWN ffff::1 ffff::1 65535 65535\r\n", "", false},
		{"the longest line", "PROXY UNKNOWN " + strings.Repeat("f", 91) + "\r\n", "", false},
		{"too long a line", "PROXY UNKNOWN " + strings.Repeat("f", 92) + "\r\n", "", true},
		{"another protocol", "PROXY UDP4 192.0.2.1 198.51.100.7 1 2\r\n", "", true},
		{"small letters", "proxy TCP4 192.0.2.1 198.51.100.7 1 2\r\n", "", true},
		{"IPv6 as IPv4", "PROXY TCP4 2001:db8::1 2001:db8::2 1 2\r\n", "", true},
		{"IPv4 as IPv6", "PROXY TCP6 192.0.2.1 198.51.100.7 1 2\r\n", "", true},
		{"a zone", "PROXY TCP6 fe80::1%eth0 2001:db8::2 1 2\r\n", "", true},
		{"a port too large", "PROXY TCP4 192.0.2.1 198.51.100.7 65536 2\r\n", "", true},
		{"a port with a sign", "PROXY TCP4 192.0.2.1 198.51.100.7 +1 2\r\n", "", true},
		{"a port with zeros", "PROXY TCP4 192.0.2.1 198.51.100.7 01 2\r\n", "", true},
		{"no port", "PROXY TCP4 192.0.2.1 198.51.100.7 1 \r\n", "", true},
		{"two blanks", "PROXY TCP4  192.0.2.1 198.51.100.7 1 2\r\n", "", true},
		{"a word more", "PROXY TCP4 192.0.2.1 198.51.100.7 1 2 3\r\n", "", true},
		{"a line feed alone", "PROXY TCP4 192.0.2.1 198.51.100.7 1 2\nGET / HTTP/1.1\r\n", "", true},
		{"a request", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "", true},
		{"cut off", "PROXY TCP4 192.0.2", "", true},
		{"empty", "", "", true},
		{"binary TCP4", v2 + "\x21\x11\x00\x0c\xc0\x00\x02\x01\xc6\x33\x64\x07\xdc\x04\x01\xbb", "192.0.2.1:56324", false},
		{"binary TCP4 with extensions", v2 + "\x21\x11\x00\x10\xc0\x00\x02\x01\xc6\x33\x64\x07\xdc\x04\x01\xbb\x04\x00\x01x", "192.0.2.1:56324", false},
		{"binary TCP6", v2 + "\x21\x21\x00\x24" + "\x20\x01\x0d\xb8" + strings.Repeat("\x00", 11) + "\x01" + strings.Repeat("\x00", 16) + "\x00\x01\x00\x02", "[2001:db8::1]:1", false},
		{"binary IPv4 within IPv6", v2 + "\x21\x21\x00\x24" + strings.Repeat("\x00", 10) + "\xff\xff\xc0\x00\x02\x01" + strings.Repeat("\x00", 16) + "\x00\x01\x00\x02", "192.0.2.1:1", false},
		{"binary LOCAL", v2 + "\x20\x00\x00\x00", "", false},
		{"binary LOCAL with addresses", v2 + "\x20\x11\x00\x0c\xc0\x00\x02\x01\xc6\x33\x64\x07\xdc\x04\x01\xbb", "", false},
		{"binary Unix sockets", v2 + "\x21\x31\x00\x02ab", "", false},
		{"binary version 1", v2 + "\x11\x11\x00\x0c\xc0\x00\x02\x01\xc6\x33\x64\x07\xdc\x04\x01\xbb", "", true},
		{"binary unknown command", v2 + "\x22\x11\x00\x0c\xc0\x00\x02\x01\xc6\x33\x64\x07\xdc\x04\x01\xbb", "", true},
		{"binary too short for addresses", v2 + "\x21\x11\x00\x0b\xc0\x00\x02\x01\xc6\x33\x64\x07\xdc\x04\x01", "", true},
		{"binary too long", v2 + "\x21\x11\xff\xff" + strings.Repeat("x", 70000), "", true},
		{"binary cut off", v2 + "\x21\x11\x00\x0c\xc0", "", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := strings.NewReader(tt.header + "GET")
			h, err := proxyproto.Read(iotest.OneByteReader(r))
			if tt.bad != (err != nil) {
				t.Fatalf("Read = %v, %v; bad: %v", h, err, tt.bad)
			}
			if tt.bad {
				return
			}
			got := ""
			if h.Source.IsValid() {
				got = h.Source.String()
			}
			if rest, _ := io.ReadAll(r); got != tt.source || string(rest) != "GET" {
				t.Errorf("source %q, rest %q; want %q, GET", got, rest, tt.source)
			}
		})
	}
}

// Whatever is accepted is within the bounds, and says the same when it is written in the canonical way.
func FuzzRead(f *testing.F) {
	f.Add([]byte("PROXY TCP4 192.0.2.1 198.51.100.7 56324 443\r\nGET"))
	f.Add([]byte("PROXY UNKNOWN\r\n"))
	f.Add([]byte(v2 + "\x21\x11\x00\x0c\xc0\x00\x02\x01\xc6\x33\x64\x07\xdc\x04\x01\xbb"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r := bytes.NewReader(data)
		h, err := proxyproto.Read(r)
		used := len(data) - r.Len()
		if used > 16+1024 {
			t.Fatalf("read %d bytes", used)
		}
		if err != nil || !h.Source.IsValid() {
			return
		}
		family := "TCP6"
		if h.Source.Addr().Is4() && h.Destination.Addr().Is4() {
			family = "TCP4"
		}
		if h.Source.Addr().Is4() != h.Destination.Addr().Is4() {
			return // one of them was IPv4 within IPv6
		}
		line := "PROXY " + family + " " + h.Source.Addr().String() + " " + h.Destination.Addr().String() + " " +
			netipPort(h.Source) + " " + netipPort(h.Destination) + "\r\n"
		again, err := proxyproto.Read(strings.NewReader(line))
		if err != nil || again != h {
			t.Errorf("%q gives %v, %v; want %v", line, again, err, h)
		}
	})
}

func netipPort(a netip.AddrPort) string {
	_, port, _ := strings.Cut(a.String()[strings.LastIndexByte(a.String(), ']')+1:], ":")
	return port
}
