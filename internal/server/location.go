// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package server

import (
	"fmt"
	"net/netip"
	"regexp"
	"strings"

	"selvedge/internal/cff"
	"selvedge/internal/edge"
)

var (
	airport = regexp.MustCompile(`^[A-Z]{3}$`)
	region  = regexp.MustCompile(`^[a-z]{2}(-[a-z]+)+-[0-9]$`)
)

// edgeLocation reads NAME[,REGION[,IP]]: the code of an airport, an AWS region and the address of this edge. What is
// left out stays empty. Source: helpers.md section 6.
func edgeLocation(text string) (*cff.EdgeLocation, error) {
	parts := strings.Split(text, ",")
	l := &cff.EdgeLocation{Name: parts[0]}
	if !airport.MatchString(l.Name) {
		return nil, fmt.Errorf("edge location %q does not begin with three capital letters, as in SEA,us-west-2", text)
	}
	if len(parts) > 1 && parts[1] != "" {
		if l.Region = parts[1]; !region.MatchString(l.Region) {
			return nil, fmt.Errorf("region %q of the edge location is not of the form us-west-2", l.Region)
		}
	}
	if len(parts) > 2 && parts[2] != "" {
		ip, err := netip.ParseAddr(parts[2])
		if err != nil {
			return nil, fmt.Errorf("address %q of the edge location is not an IP address", parts[2])
		}
		l.ServerIP = ip.String()
	}
	if len(parts) > 3 {
		return nil, fmt.Errorf("edge location %q has more than a name, a region and an address", text)
	}
	return l, nil
}

// locate sets where an edge says it is.
func (c *Config) locate(config *edge.Config) error {
	if c.EdgeLocation == "" {
		return nil
	}
	l, err := edgeLocation(c.EdgeLocation)
	if err != nil {
		return err
	}
	config.Location = l
	config.Pop = l.Name + edge.DefaultPop[len(l.Name):]
	return nil
}
