// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package snapfile keeps on disk what an edge was told last, so that the edge can start while the store cannot be
// reached.
//
// A Writer takes the updates that the edge applies (Add, which does not wait for the disk) and writes them from a
// goroutine of its own (Run), several together when they come fast. Read returns what is in a file as one full update.
//
// The file begins with a magic and a version; records follow, each with its length and its checksum (record.go). The
// records of an update count when the one that ends it is there. Changes are appended; a file that has grown to a
// multiple of its content is written anew beside the old one and takes its place in one step.
//
// Invariants: what Read returns is the state after some whole update, the last one unless the end of the file is
// missing or damaged. A file of another version, or whose beginning is damaged, is an error and never a half state. The
// length of a record is checked against the file before memory is taken for it. What is read is no more trusted than
// what comes from the store.
//
// Content of key value stores is part of it, as functions cannot do without; invalidations are not, as nothing that was
// cached may be older than they are when an edge is back in touch (the store repeats them).
//
// A Writer may be used by several goroutines; Run is called once. Start reading at writer.go and reader.go.
package snapfile
