// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

// Package jscheck reads functions and tells what a runtime version will not do with them, and writes the declarations that
// editors need to tell the same while somebody types. It runs nothing.
//
// Check is the entry point. A Report has findings: constructs of today's language that the version does not have (from
// syntax.Inspect), built-ins that do not exist (uses.go), and facts about the function as a whole, such as its size. Each
// names a rule of rules.go, a place, what the runtime would say, and what to write instead. WriteText, WriteJSON and
// WriteSARIF print reports.
//
// What exists is never listed here: catalogue.go walks the objects that functions find. What could be meant, and does not
// exist, has tables (rewrites.go), because advice is written by people.
//
// Types writes the declaration file. Its members are those of the catalogue; signatures for the well-known ones are in
// types_core.d.ts, and what AWS documents about events is in types_event.d.ts.
//
// Everything here is linear in the length of the code and safe for concurrent use.
package jscheck
