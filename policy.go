// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"
)

// Quotas of policies. Source: AWS developer guide, "Quotas" (api.md sections 6 and 12).
const (
	MaxPolicies                 = 20  // custom ones of a kind, per account
	MaxDistributionsPerResource = 100 // that use the same policy or origin access control

	maxPolicyNames     = 10   // per list of headers, cookies or query parameters
	maxPolicyNameBytes = 1024 // of all names in one policy together
	maxPolicyComment   = 128  // characters
)

// Resource is a configuration with an id that distributions refer to: a policy, an origin access control or an
// origin access identity. C is the shape of the API.
type Resource[C any] struct {
	ID               string
	Managed          bool `json:",omitempty"` // made by AWS: it is in every account and cannot be changed
	Config           C
	Version          uint64 // counts the changes from 1; see ETag
	CreatedTime      time.Time
	LastModifiedTime time.Time
}

// The kinds of policies.
type (
	CachePolicy           = Resource[CachePolicyConfig]
	OriginRequestPolicy   = Resource[OriginRequestPolicyConfig]
	ResponseHeadersPolicy = Resource[ResponseHeadersPolicyConfig]
)

// ETag returns the entity tag of the resource.
func (r *Resource[C]) ETag() string { return ETag(r.Version) }

// Type returns "managed" or "custom".
func (r *Resource[C]) Type() string {
	if r.Managed {
		return PolicyManaged
	}
	return PolicyCustom
}

// The types of policies.
const (
	PolicyManaged = "managed"
	PolicyCustom  = "custom"
)

// ResourceService holds the resources of one kind. Every change is one transaction; ifMatch is the If-Match header as
// the caller sent it, and is compared inside the transaction. Errors are those of the operations of the CloudFront
// API. Implementations are safe for concurrent use.
type ResourceService[C any] interface {
	// Create normalises, checks and stores config. Names are used once, those of managed policies included.
	Create(ctx context.Context, config C) (*Resource[C], error)
	// Resource returns the resource with this id.
	Resource(ctx context.Context, id string) (*Resource[C], error)
	// Update replaces the whole configuration and deploys the distributions that use it again.
	Update(ctx context.Context, id, ifMatch string, config C) (*Resource[C], error)
	// Delete removes a resource that no distribution uses.
	Delete(ctx context.Context, id, ifMatch string) error
	// Resources returns up to page.Limit resources, and whether more follow: managed ones first, then the others in
	// order of creation. page.After is an id. kind is PolicyManaged, PolicyCustom or empty for both.
	Resources(ctx context.Context, kind string, page Page) (list []*Resource[C], more bool, err error)
	// Users returns the ids of up to page.Limit distributions that use the resource, in order of id, and whether more
	// follow.
	Users(ctx context.Context, id string, page Page) (list []string, more bool, err error)
}

// QueryStringNames lists names of query parameters.
type QueryStringNames struct {
	Quantity int      `wire:"required"`
	Items    []string `wire:"item=Name"`
}

// Behaviours of the lists in policies: which of the things of a kind are meant.
const (
	SelectNone      = "none"
	SelectWhitelist = "whitelist"
	SelectAllExcept = "allExcept"
	SelectAll       = "all"
	// Of headers in origin request policies.
	SelectAllViewer              = "allViewer"
	SelectAllViewerAndCloudFront = "allViewerAndWhitelistCloudFront"
)

// selection is a behaviour and its names, as a policy has them for headers, cookies and query parameters.
type selection struct {
	path     string
	behavior string
	names    []string
	tooMany  Code
}

// validate checks that names are there when the behaviour needs them, and only then. Source: api.md section 6.1.
func (s *selection) validate() error {
	takesNames := s.behavior == SelectWhitelist || s.behavior == SelectAllExcept || s.behavior == SelectAllViewerAndCloudFront
	switch {
	case len(s.names) > maxPolicyNames:
		return Errorf(s.tooMany, "%s has %d names; the maximum is %d.", s.path, len(s.names), maxPolicyNames)
	case takesNames != (len(s.names) > 0):
		return Errorf(CodeInvalidArgument, "%s has the behavior %q and %d names; allowed: names with whitelist, allExcept "+
			"and allViewerAndWhitelistCloudFront, and only with them.", s.path, s.behavior, len(s.names))
	}
	seen := make(map[string]bool, len(s.names))
	for i, name := range s.names {
		if name == "" || seen[name] {
			return reject(CodeInvalidArgument, itemPath(s.path+".Items", i), name, "names that are not empty, each once")
		}
		seen[name] = true
	}
	return nil
}

// validateSelections checks the three lists of a policy together.
func validateSelections(list []selection) error {
	size := 0
	for i := range list {
		if err := list[i].validate(); err != nil {
			return err
		}
		for _, name := range list[i].names {
			size += len(name)
		}
	}
	if size > maxPolicyNameBytes {
		return Errorf(CodeInvalidArgument, "The names of headers, cookies and query strings have %d bytes together; the "+
			"maximum is %d.", size, maxPolicyNameBytes)
	}
	return nil
}

// validateHeaderNames checks the form of header names, and refuses what refused says is not allowed.
func validateHeaderNames(path string, names []string, refused func(lower string) bool) error {
	seen := make(map[string]bool, len(names))
	for i, name := range names {
		lower := strings.ToLower(name)
		switch {
		case !isHeaderName(name) || seen[lower]:
			return reject(CodeInvalidArgument, itemPath(path, i), name, allowedHeaderName+", each once")
		case refused(lower): // AWS's sentence, as comments in public Terraform modules quote it
			return Errorf(CodeInvalidArgument, "The parameter Headers contains %s that is not allowed.", name)
		}
		seen[lower] = true
	}
	return nil
}

var policyName = regexp.MustCompile(`^[A-Za-z0-9_-]{1,128}$`)

// validatePolicy checks what all kinds of policies have. config is a pointer to the configuration.
func validatePolicy(name, comment string, config any) error {
	switch {
	case !policyName.MatchString(name):
		return reject(CodeInvalidArgument, "Name", name, "1 to 128 letters, digits, hyphens and underscores")
	case utf8.RuneCountInString(comment) > maxPolicyComment:
		return reject(CodeInvalidArgument, "Comment", comment, fmt.Sprintf("up to %d characters", maxPolicyComment))
	}
	return validateMembers(config)
}
