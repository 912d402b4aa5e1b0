// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package datadir holds what a Selvedge process keeps in its data folder beside the store: the lock that one
// process at a time holds, the access key pair, the id of its edge, and the addresses of the running process. The
// server writes them; other commands of the same machine read some.
//
// Files are replaced in one step, so a reader sees the old or the new one. Secrets have mode 0600.
package datadir

// What a server and the other commands of a machine agree on when they are told nothing.
const (
	Default        = "./selvedge-data" // data folder
	DefaultAPIAddr = "127.0.0.1:4400"  // control-plane API
)
