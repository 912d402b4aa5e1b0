// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package e2e judges Selvedge from outside: its tests build the selvedge binary, run it as a process of its own, and
// talk to it over sockets with the clients that people use: the AWS SDKs for Go, JavaScript and Python, the AWS CLI, the
// call sequences of Terraform's AWS provider, plain HTTP. The programs of the other languages are in test/clients.
//
// The package holds no code beside its tests. Each test runs its own processes on free ports and fails when one of
// them writes more than the ready line on stdout, reports a data race, or does not end with exit code 0 within 5 s
// of SIGTERM. With -race the processes are built with the race detector too.
//
// Waits are polls on state with a bound. Every claimed AWS behaviour names its source in a comment.
//
// Start reading at harness_test.go.
package e2e
