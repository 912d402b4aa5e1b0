// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package store keeps the functions, the distributions and their tags in etcd, and brings them to the edges.
//
// A Store runs on an etcd inside this process, which has no listener, or on an external cluster; the code is the
// same. It implements selvedge.FunctionService, DistributionService, KeyValueStoreService, KeyValueService, TagService,
// AccessKeyService, AuditService and EdgeFeed.
//
// Invariants: every change is one transaction, and every rule that looks at stored state is checked inside it
// (txn.go). What rules need and the records do not give by key is kept in index records, which change in the same
// transaction (record.go). A record is JSON of its root type. Tags, associations and re-deployments have keys of
// their own, so that a change of them does not rewrite code or configuration.
//
// Concurrency: all methods are safe for concurrent use. A Store starts three goroutines and one for each import,
// which Close ends; RunEdge ends those that it starts before it returns.
//
// The package does not know HTTP, does not judge what needs no stored state (that is selvedge's), and does not
// lock the data folder against other programs than etcd.
//
// Start reading at record.go, then txn.go; DESIGN.md says why it is so.
package store
