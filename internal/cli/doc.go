// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package cli holds the sub-commands of selvedge that need no server of their own, and what all commands share:
// settings from flags, SELVEDGE_* variables and a configuration file, and the exit codes 0, 1 and 2.
//
// Results go to stdout, problems to stderr. Commands that start a server are in cmd/selvedge.
//
// Start reading at root.go.
package cli
