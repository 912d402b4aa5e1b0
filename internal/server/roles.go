// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package server

import (
	"errors"
	"fmt"
)

// Role says which parts of Selvedge a process runs.
type Role string

// The roles.
const (
	RoleAll     Role = "all"     // the default: everything
	RoleControl Role = "control" // the APIs and the console
	RoleEdge    Role = "edge"    // the edge
)

func (c *Config) hasControl() bool { return c.Role != RoleEdge }
func (c *Config) hasEdge() bool    { return c.Role != RoleControl }

// validateRole says what is wrong with the role.
func (c *Config) validateRole() error {
	switch c.Role {
	case RoleAll, RoleControl:
	case RoleEdge:
		if len(c.EtcdEndpoints) == 0 {
			return errors.New("an edge on its own needs the etcd that it follows: --etcd-endpoints")
		}
	default:
		return fmt.Errorf("role %q is not one of %s, %s and %s", c.Role, RoleAll, RoleControl, RoleEdge)
	}
	return nil
}

// withRole leaves out the addresses of what the process does not run.
func (c *Config) withRole() {
	if !c.hasControl() {
		c.APIAddr = ""
	}
	if !c.hasEdge() {
		c.EdgeAddr, c.EdgeTLSAddr = "", ""
	}
}
