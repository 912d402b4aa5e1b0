// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package ownapi

import (
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"selvedge"
	"selvedge/internal/access"
)

// Root is what every path begins with, and Service is the name that requests are signed for.
const (
	Root    = "/selvedge/v1"
	Service = "selvedge"
)

// MaxBody bounds a request body, in bytes. The largest is an import of a key value store: its file has at most 5 MB
// (limits.md section 3), and JSON may need two bytes for one.
const MaxBody = 12 << 20

// Config says what an API serves. Services must be set.
type Config struct {
	AccountID  string
	TestEvents selvedge.TestEventService
	AccessKeys selvedge.AccessKeyService
	Audit      selvedge.AuditService
	Stores     selvedge.KeyValueStoreService
	Values     selvedge.KeyValueService
	History    selvedge.KeyValueHistoryService

	// Verify checks the signature of a request whose body has been read, and returns who signed it. nil switches
	// authentication off.
	Verify func(r *http.Request, body []byte) (selvedge.Principal, error)

	// Guard says who may do what, and records who did. nil lets everybody do everything.
	Guard *access.Guard

	Logger *slog.Logger // nil: discard
}

// Validate says what is missing from the configuration.
func (c *Config) Validate() error {
	if c.TestEvents == nil || c.Stores == nil || c.Values == nil || c.History == nil || c.AccessKeys == nil || c.Audit == nil {
		return errors.New("ownapi: a service is not set")
	}
	return nil
}

// API is Selvedge's own API as an http.Handler.
type API struct {
	Config
	log *slog.Logger
}

// New returns an API.
func New(config Config) (*API, error) {
	if err := config.Validate(); err != nil {
		return nil, err
	}
	log := config.Logger
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &API{Config: config, log: log}, nil
}

// Serves says whether a request is for this API.
func Serves(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, Root+"/") }

var _ http.Handler = (*API)(nil)
