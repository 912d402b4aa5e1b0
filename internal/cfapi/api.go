// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import (
	"context"
	"errors"
	"log/slog"
	"net/http"

	"selvedge"
	"selvedge/internal/access"
)

// Config says what an API serves. Services must be set.
type Config struct {
	AccountID     string // 12 digits; part of every ARN
	Functions     selvedge.FunctionService
	Distributions selvedge.DistributionService
	Stores        selvedge.KeyValueStoreService
	Tags          selvedge.TagService
	Tester        selvedge.FunctionTester
	Invalidations selvedge.InvalidationService
	Monitoring    selvedge.MonitoringService

	CachePolicies           selvedge.ResourceService[selvedge.CachePolicyConfig]
	OriginRequestPolicies   selvedge.ResourceService[selvedge.OriginRequestPolicyConfig]
	ResponseHeadersPolicies selvedge.ResourceService[selvedge.ResponseHeadersPolicyConfig]
	OriginAccessControls    selvedge.ResourceService[selvedge.OriginAccessControlConfig]
	OriginAccessIdentities  selvedge.ResourceService[selvedge.OriginAccessIdentityConfig]
	PublicKeys              selvedge.ResourceService[selvedge.PublicKeyConfig]
	KeyGroups               selvedge.ResourceService[selvedge.KeyGroupConfig]

	// Verify checks the signature of a request whose body has been read, and returns who signed it. nil switches
	// authentication off.
	Verify func(r *http.Request, body []byte) (selvedge.Principal, error)

	// Guard says who may do what, and records who did. nil lets everybody do everything.
	Guard *access.Guard

	// ObservedStatus chooses the function status words seen from the live service; see
	// selvedge.Function.Status.
	ObservedStatus bool

	Logger *slog.Logger // nil: discard
}

// Validate says what is missing from the configuration.
func (c *Config) Validate() error {
	switch {
	case c.AccountID == "":
		return errors.New("cfapi: AccountID is not set")
	case c.Functions == nil, c.Distributions == nil, c.Stores == nil, c.Tags == nil, c.Tester == nil,
		c.Invalidations == nil, c.Monitoring == nil, c.CachePolicies == nil, c.OriginRequestPolicies == nil, c.ResponseHeadersPolicies == nil,
		c.OriginAccessControls == nil, c.OriginAccessIdentities == nil, c.PublicKeys == nil, c.KeyGroups == nil:
		return errors.New("cfapi: a service is not set")
	}
	return nil
}

// API is the control plane as an http.Handler.
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

// call is one request of an operation, after decoding.
type call struct {
	ctx     context.Context
	labels  map[string]string // the {Name}s of the path, percent-decoded
	query   map[string]string // first value of each parameter
	ifMatch string            // as sent; "" when absent
}

// reply is what an operation answers. The zero reply is an empty body with the status of the table.
type reply struct {
	etag     string // "" when the operation has none
	location string // path below the API version, "" when the operation has none
	root     string // name of the root element of body
	body     any    // nil: no XML body
	raw      []byte // body that is not XML
	extra    map[string]string
}

var _ http.Handler = (*API)(nil)
