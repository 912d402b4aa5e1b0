// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

// Keys of log records. Every record uses these names, so that logs can be searched.
const (
	LogFunction       = "function"
	LogStage          = "stage"
	LogDistributionID = "distribution_id"
	LogKeyValueStore  = "key_value_store"
	LogRequestID      = "request_id"
	LogEventType      = "event_type"
	LogOperation      = "operation"
	LogRevision       = "revision"
	LogAddress        = "address"
	LogEtcd           = "etcd"
	LogAccessKey      = "access_key"
	LogResource       = "resource"
	LogOutcome        = "outcome"
	LogErr            = "err"
)
