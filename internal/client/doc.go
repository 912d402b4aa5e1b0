// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package client makes signed requests to a Selvedge server: to its own API and to the data plane of key value stores.
// The commands that work with a running server use it.
package client
