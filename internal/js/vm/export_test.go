// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm

// NameCount returns how many names of invocations the realm keeps.
func (r *Realm) NameCount() int { return r.names.table.count }

// Find is the lookup that every access without a cache does.
func (s *Shape) Find(k Key) int { return s.find(k.name) }

// Names returns the table of the names of the realm.
func (r *Realm) Names() *NameTable { return r.names.table }
