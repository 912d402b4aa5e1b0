// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package seal encrypts short secrets for storage, with AES-256-GCM under a master key that lies outside of the storage.
// A box is bound to the name of what it belongs to: under another name it does not open.
//
// A Key is immutable and safe for concurrent use. With random nonces of 96 bits a key may make 2^32 boxes; a server makes
// a few hundred.
package seal
