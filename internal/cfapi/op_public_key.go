// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"selvedge"
	"selvedge/internal/cfwire"
)

// publicKeyCalls are the operations on public keys. Source: api.md section 8.
var publicKeyCalls = resourceCalls[selvedge.PublicKeyConfig]{
	path: "/public-key", root: "PublicKey",
	service: func(a *API) selvedge.ResourceService[selvedge.PublicKeyConfig] { return a.PublicKeys },
	wire:    func(k *selvedge.PublicKey) any { return cfwire.NewPublicKey(k) },
	list: func(page resourcePage[selvedge.PublicKeyConfig]) any {
		return cfwire.NewPublicKeyList(page.found, page.size, page.next)
	},
}
