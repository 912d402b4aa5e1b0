// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package access is the one place that decides who may do what, and records who did. The APIs have tables of operations;
// each says which role an operation needs, and runs it through Guard.Do. The console has no operations of its own, so its
// services are wrapped (services.go): a change is the operation of AWS that makes it.
//
// What is not said to be less needs an admin: an operation that is new is closed until somebody opens it.
//
// A Guard is immutable and safe for concurrent use. Whose request it is and where it comes from is in the context. Without a
// principal there everything is refused, unless authentication is off.
package access
