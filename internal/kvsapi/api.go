// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package kvsapi

import (
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"selvedge"
	"selvedge/internal/access"
)

// MaxBody bounds a request body: UpdateKeys takes 3 MB. Source: limits.md section 3.
const MaxBody = 3 << 20

// Config says what an API serves. AccountID and Values must be set.
type Config struct {
	AccountID string // 12 digits; part of every ARN
	Values    selvedge.KeyValueService

	// Verify checks the signature of a request whose body has been read, and returns who signed it. nil switches
	// authentication off.
	Verify func(r *http.Request, body []byte) (selvedge.Principal, error)

	// Guard says who may do what, and records who did. nil lets everybody do everything.
	Guard *access.Guard

	Logger *slog.Logger // nil: discard
}

// Validate says what is missing from the configuration.
func (c *Config) Validate() error {
	switch {
	case c.AccountID == "":
		return errors.New("kvsapi: AccountID is not set")
	case c.Values == nil:
		return errors.New("kvsapi: Values is not set")
	}
	return nil
}

// API is the data plane as an http.Handler.
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

// root is what every path of the API begins with.
const root = "/key-value-stores/"

// Serves says whether a request is one for this API. The host says nothing: clients put the account id before the host
// that they are configured for. Source: kvs-api.md section 5.
func Serves(r *http.Request) bool { return strings.HasPrefix(r.URL.EscapedPath(), root) }

var _ http.Handler = (*API)(nil)
