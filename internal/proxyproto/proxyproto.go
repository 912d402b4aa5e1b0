// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package proxyproto

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"strconv"
	"strings"
)

const (
	maxLine = 107 // bytes of a version 1 header; proxy-protocol.txt section 2.1
	maxRest = 1024
	fixed   = 16 // bytes that every version 2 header begins with; section 2.2
)

// signature is what a version 2 header begins with.
const signature = "\r\n\r\n\x00\r\nQUIT\n"

// shortest is how many bytes the shortest header of version 1 has: "PROXY UNKNOWN\r\n". What is read at first must not be
// more.
const shortest = len("PROXY UNKNOWN\r\n")

var (
	errForm    = errors.New("PROXY protocol: the connection begins with no header of version 1 or 2")
	errLine    = errors.New("PROXY protocol: the line of version 1 is not valid")
	errVersion = errors.New("PROXY protocol: neither version 2 nor a known command")
	errLength  = errors.New("PROXY protocol: the header of version 2 has too few bytes for its addresses, or too many")
)

// Header is what a balancer says of a connection.
type Header struct {
	// Source and Destination are the ends of the viewer's connection; both are invalid when the balancer speaks for
	// itself, or does not know.
	Source, Destination netip.AddrPort
}

// Read reads a header and nothing of what is behind it.
func Read(r io.Reader) (Header, error) {
	var begin [shortest]byte
	if _, err := io.ReadFull(r, begin[:]); err != nil {
		return Header{}, fmt.Errorf("PROXY protocol: %w", err)
	}
	switch {
	case bytes.HasPrefix(begin[:], []byte("PROXY ")):
		return readLine(r, begin[:])
	case bytes.HasPrefix(begin[:], []byte(signature)):
		return readBinary(r, begin)
	}
	return Header{}, errForm
}

// readLine reads the rest of a version 1 header, byte by byte, as nothing says where it ends.
func readLine(r io.Reader, line []byte) (Header, error) {
	var one [1]byte
	for !bytes.HasSuffix(line, []byte("\r\n")) {
		if len(line) == maxLine {
			return Header{}, errLine
		}
		if _, err := io.ReadFull(r, one[:]); err != nil {
			return Header{}, fmt.Errorf("PROXY protocol: %w", err)
		}
		line = append(line, one[0])
	}
	return parseLine(string(line[:len(line)-2]))
}

// parseLine reads "PROXY TCP4 SOURCE DESTINATION SOURCEPORT DESTINATIONPORT", or with UNKNOWN and anything behind.
func parseLine(line string) (Header, error) {
	if strings.ContainsAny(line, "\r\n") {
		return Header{}, errLine
	}
	words := strings.Split(line, " ")
	if words[1] == "UNKNOWN" {
		return Header{}, nil
	}
	if len(words) != 6 || words[1] != "TCP4" && words[1] != "TCP6" {
		return Header{}, errLine
	}
	source, err := parseEnd(words[1], words[2], words[4])
	if err != nil {
		return Header{}, err
	}
	destination, err := parseEnd(words[1], words[3], words[5])
	if err != nil {
		return Header{}, err
	}
	return Header{Source: source, Destination: destination}, nil
}

func parseEnd(family, address, port string) (netip.AddrPort, error) {
	ip, err := netip.ParseAddr(address)
	if err != nil || ip.Is4() != (family == "TCP4") || ip.Zone() != "" {
		return netip.AddrPort{}, errLine
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil || len(port) > 1 && port[0] == '0' || port[0] == '+' {
		return netip.AddrPort{}, errLine
	}
	return netip.AddrPortFrom(ip.Unmap(), uint16(n)), nil
}

// readBinary reads the rest of a version 2 header.
func readBinary(r io.Reader, begin [shortest]byte) (Header, error) {
	var head [fixed]byte
	copy(head[:], begin[:])
	if _, err := io.ReadFull(r, head[shortest:]); err != nil {
		return Header{}, fmt.Errorf("PROXY protocol: %w", err)
	}
	length := int(binary.BigEndian.Uint16(head[14:]))
	if length > maxRest {
		return Header{}, errLength
	}
	var buffer [maxRest]byte
	rest := buffer[:length]
	if _, err := io.ReadFull(r, rest); err != nil {
		return Header{}, fmt.Errorf("PROXY protocol: %w", err)
	}
	switch head[12] {
	case 0x20: // LOCAL: the balancer's own
		return Header{}, nil
	case 0x21: // PROXY
	default:
		return Header{}, errVersion
	}
	switch head[13] {
	case 0x11: // TCP over IPv4
		return parseEnds(rest, 4)
	case 0x21: // TCP over IPv6
		return parseEnds(rest, 16)
	}
	return Header{}, nil // of another protocol: as if unknown, section 2.2
}

// parseEnds reads two addresses of size bytes and two ports. What is behind them are extensions.
func parseEnds(rest []byte, size int) (Header, error) {
	if len(rest) < 2*size+4 {
		return Header{}, errLength
	}
	source, _ := netip.AddrFromSlice(rest[:size])
	destination, _ := netip.AddrFromSlice(rest[size : 2*size])
	ports := rest[2*size:]
	return Header{
		Source:      netip.AddrPortFrom(source.Unmap(), binary.BigEndian.Uint16(ports)),
		Destination: netip.AddrPortFrom(destination.Unmap(), binary.BigEndian.Uint16(ports[2:])),
	}, nil
}
