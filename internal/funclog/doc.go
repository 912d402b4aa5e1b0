// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package funclog writes what functions print at the edge, in the records of CloudWatch Logs: START, one for each call
// of console.log, END.
//
// A Log takes the records of an invocation without waiting for whoever reads them: they are collected in memory up to
// a bound, behind which invocations are dropped whole and counted, and written by Run. Write may be called from any
// goroutine, Run once.
//
// The package opens, rotates and closes no files.
//
// Start reading at funclog.go.
package funclog
