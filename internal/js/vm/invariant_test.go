// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package vm_test

import "selvedge/internal/invariant"

const invariantEnabled = invariant.Enabled
