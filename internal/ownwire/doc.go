// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package ownwire holds the bodies of Selvedge's own API, for the server and for its clients. A resource has a file.
package ownwire
