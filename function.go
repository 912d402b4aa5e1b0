// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import (
	"context"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"
)

// Quotas of functions. Source: AWS developer guide, "Quotas on CloudFront Functions" (limits.md section 1).
const (
	MaxFunctionCode             = 10 * 1024 // bytes as uploaded
	MaxFunctionComment          = 128       // characters
	MaxEventObject              = 40 * 1024 // bytes of a test event
	DefaultMaxFunctions         = 100       // per account
	MaxDistributionsPerFunction = 100
	MaxKVSPerFunction           = 1
)

// Stage is one of the two copies of a function.
type Stage string

// The stages.
const (
	StageDevelopment Stage = "DEVELOPMENT"
	StageLive        Stage = "LIVE"
)

// Runtime is the version of the JavaScript runtime that a function is written for.
type Runtime string

// The runtimes.
const (
	Runtime1 Runtime = "cloudfront-js-1.0"
	Runtime2 Runtime = "cloudfront-js-2.0"
)

// EventType is the moment in a request's life at which a function runs.
type EventType string

// The event types of CloudFront functions.
const (
	EventViewerRequest  EventType = "viewer-request"
	EventViewerResponse EventType = "viewer-response"
)

// FunctionConfig is the configuration of one stage of a function, in AWS's shape.
type FunctionConfig struct {
	Comment                   string                     `wire:"required,max=128"`
	Runtime                   Runtime                    `wire:"required,enum=cloudfront-js-1.0|cloudfront-js-2.0"`
	KeyValueStoreAssociations *KeyValueStoreAssociations // nil when never set
}

// KeyValueStoreAssociations lists the key value stores that a function reads; one at the most.
type KeyValueStoreAssociations struct {
	Quantity int                        `wire:"required"`
	Items    []KeyValueStoreAssociation `wire:"item=KeyValueStoreAssociation"`
}

// KeyValueStoreAssociation names a key value store.
type KeyValueStoreAssociation struct {
	KeyValueStoreARN string `wire:"required,max=85,pattern=arn:aws:cloudfront::[0-9]{12}:key-value-store/[0-9a-fA-F-]{36}"`
}

// FunctionCopy is what one stage of a function holds.
type FunctionCopy struct {
	Code             []byte
	Config           FunctionConfig
	Version          uint64 // counts the changes of this stage from 1; see ETag
	PublishedVersion uint64 `json:",omitempty"` // LIVE only: the DEVELOPMENT version that it is a copy of
	CreatedTime      time.Time
	LastModifiedTime time.Time
}

// ETag returns the entity tag of the copy.
func (c *FunctionCopy) ETag() string { return ETag(c.Version) }

// Function is a function with both its stages.
type Function struct {
	Name        string
	Development FunctionCopy
	Live        *FunctionCopy // nil until the first publish
	Tags        []Tag         `json:",omitempty"`

	// Distributions lists the ids of the distributions of which a cache behaviour uses the function, sorted.
	Distributions []string `json:",omitempty"`

	// Deploying is true while one of Distributions is InProgress. It is computed on read, not stored.
	Deploying bool `json:"-"`
}

// Copy returns what stage holds, or nil when there is no such copy.
func (f *Function) Copy(stage Stage) *FunctionCopy {
	if stage == StageLive {
		return f.Live
	}
	return &f.Development
}

// FunctionStatus is the word that describes a stage of a function.
type FunctionStatus string

// The status words: the first three are those of Terraform's documentation of the resource, the others were
// seen from the live service for attached functions (see docs/COMPAT.md).
const (
	StatusUnpublished  FunctionStatus = "UNPUBLISHED"
	StatusUnassociated FunctionStatus = "UNASSOCIATED"
	StatusAssociated   FunctionStatus = "ASSOCIATED"
	StatusInProgress   FunctionStatus = "IN_PROGRESS"
	StatusDeployed     FunctionStatus = "DEPLOYED"
)

// Status returns the status of stage. DEVELOPMENT is UNPUBLISHED until it is published and again after each
// change; else both stages have the same status. observed chooses IN_PROGRESS and DEPLOYED in place of
// ASSOCIATED.
func (f *Function) Status(stage Stage, observed bool) FunctionStatus {
	switch {
	case f.Live == nil, stage != StageLive && f.Live.PublishedVersion != f.Development.Version:
		return StatusUnpublished
	case len(f.Distributions) == 0:
		return StatusUnassociated
	case !observed:
		return StatusAssociated
	case f.Deploying:
		return StatusInProgress
	}
	return StatusDeployed
}

// NewFunction is the input of CreateFunction.
type NewFunction struct {
	Name   string
	Config FunctionConfig
	Code   []byte
	Tags   []Tag
}

// FunctionService holds the functions of the account. Every method that changes a function is one
// transaction; ifMatch is the If-Match header as the caller sent it, and is compared inside the transaction.
// Errors are those of the API operation of the same name. Implementations are safe for concurrent use.
type FunctionService interface {
	// CreateFunction stores a new function in DEVELOPMENT.
	CreateFunction(ctx context.Context, in NewFunction) (*Function, error)
	// Function returns the function called name, or NoSuchFunctionExists.
	Function(ctx context.Context, name string) (*Function, error)
	// UpdateFunction replaces code and configuration of DEVELOPMENT.
	UpdateFunction(ctx context.Context, name, ifMatch string, config FunctionConfig, code []byte) (*Function, error)
	// PublishFunction copies DEVELOPMENT to LIVE and starts the deployment of the distributions that use it.
	PublishFunction(ctx context.Context, name, ifMatch string) (*Function, error)
	// DeleteFunction removes both stages; FunctionInUse when a distribution uses the function.
	DeleteFunction(ctx context.Context, name, ifMatch string) error
	// Functions returns up to page.Limit functions in order of name, and whether more follow.
	Functions(ctx context.Context, page Page) (list []*Function, more bool, err error)
}

// Page asks for a part of a list.
type Page struct {
	After string // the name or id behind which the page begins; empty for the first page
	Limit int    // at most this many; must be positive
}

var functionName = regexp.MustCompile(`^[a-zA-Z0-9-_]{1,64}$`)

// Validate checks the rules that need no stored state: name, code and configuration.
func (in *NewFunction) Validate() error {
	if !functionName.MatchString(in.Name) {
		return Errorf(CodeInvalidArgument, "The function name %q is not 1 to 64 characters out of a-z, A-Z, 0-9, hyphen and underscore.", in.Name)
	}
	if err := ValidateTags(in.Tags); err != nil {
		return WrapError(CodeInvalidArgument, err, "%s", tagMessage(err))
	}
	return ValidateFunction(&in.Config, in.Code)
}

// ValidateFunction checks code and configuration. Code need not compile: AWS stores and publishes what does
// not, and reports it when it runs (runtime.md section 2).
func ValidateFunction(config *FunctionConfig, code []byte) error {
	if n := utf8.RuneCountInString(config.Comment); n > MaxFunctionComment {
		return Errorf(CodeInvalidArgument, "The comment has %d characters; the maximum is %d.", n, MaxFunctionComment)
	}
	if config.Runtime != Runtime1 && config.Runtime != Runtime2 {
		return Errorf(CodeInvalidArgument, "The runtime %q is not one of %s and %s.", config.Runtime, Runtime1, Runtime2)
	}
	if len(code) == 0 {
		return Errorf(CodeInvalidArgument, "The function code is empty.")
	}
	if len(code) > MaxFunctionCode {
		return Errorf(CodeFunctionSizeLimitExceeded, "The function is too large: the code has %d bytes, the maximum is %d.", len(code), MaxFunctionCode)
	}
	if i := invalidUTF8(code); i >= 0 {
		return Errorf(CodeInvalidArgument, "The function code is not valid UTF-8 at byte %d.", i)
	}
	return validateKVS(config)
}

func validateKVS(config *FunctionConfig) error {
	a := config.KeyValueStoreAssociations
	if a == nil {
		return nil
	}
	if a.Quantity != len(a.Items) {
		return Errorf(CodeInvalidArgument, "KeyValueStoreAssociations has Quantity %d but %d items.", a.Quantity, len(a.Items))
	}
	if len(a.Items) > MaxKVSPerFunction {
		return Errorf(CodeInvalidArgument, "A function can be associated with %d key value store; %d were given.", MaxKVSPerFunction, len(a.Items))
	}
	if len(a.Items) > 0 && config.Runtime == Runtime1 {
		return Errorf(CodeInvalidArgument, "A key value store association requires the runtime %s; the function has %s.", Runtime2, config.Runtime)
	}
	return nil
}

func invalidUTF8(b []byte) int {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// FunctionARN returns the ARN of the function called name.
func FunctionARN(account, name string) string {
	return "arn:aws:cloudfront::" + account + ":function/" + name
}

// FunctionNameOf returns the function that arn names in account, and whether arn is the ARN of a function there.
func FunctionNameOf(account, arn string) (name string, ok bool) {
	name, ok = strings.CutPrefix(arn, FunctionARN(account, ""))
	return name, ok && functionName.MatchString(name)
}
