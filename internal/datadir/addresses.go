// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package datadir

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// Addresses is where a running process answers, as URLs.
type Addresses struct {
	API     string
	Edge    string
	EdgeTLS string `json:",omitempty"` // of the edge with TLS; empty without
	Console string // of the pages for browsers
	Metrics string `json:",omitempty"` // empty when there are none
}

func addressesFile(dir string) string { return filepath.Join(dir, "addresses.json") }

// ReadAddresses returns where the process that runs on a data folder answers; fs.ErrNotExist in the chain when
// none runs.
func ReadAddresses(dir string) (Addresses, error) {
	var a Addresses
	data, err := os.ReadFile(addressesFile(dir))
	if err != nil {
		return a, fmt.Errorf("addresses of the running server: %w", err)
	}
	if err := json.Unmarshal(data, &a); err != nil {
		return a, fmt.Errorf("addresses of the running server in %s: %w", addressesFile(dir), err)
	}
	return a, nil
}

// Publish leaves the addresses in the folder dir for other commands, until the returned function is called.
func (a Addresses) Publish(dir string) (withdraw func(), err error) {
	data, err := json.Marshal(a)
	if err != nil {
		return nil, fmt.Errorf("addresses: %w", err)
	}
	if err := writeFile(addressesFile(dir), data); err != nil {
		return nil, fmt.Errorf("addresses: %w", err)
	}
	return func() { _ = os.Remove(addressesFile(dir)) }, nil
}
