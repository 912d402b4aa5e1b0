// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"github.com/spf13/pflag"

	"selvedge/internal/server"
	"selvedge/internal/store"
)

// addKeyFlags adds the flags of access keys and of what is recorded of their use.
func addKeyFlags(f *pflag.FlagSet, config *server.Config) {
	f.StringVar(&config.MasterKeyFile, "master-key-file", "", "file of the key that seals the secrets of access keys, 32 bytes in base64; servers of one etcd cluster need the same (default: master-key in the data folder, made at the first start)")
	f.BoolVar(&config.ForgetAccessKeys, "forget-access-keys", false, "remove all access keys but the root key at the start: when their master key is lost")
	f.IntVar(&config.AuditKeep, "audit-keep", store.DefaultAuditKeep, "how many audit records are kept of what was changed, and again of what was refused")
	f.DurationVar(&config.AuditMaxAge, "audit-max-age", store.DefaultAuditAge, "for how long audit records are kept")
}
