// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import (
	"context"
	"slices"
	"strings"
	"time"
)

// ViewerProtocolPolicy says which protocols viewers may use.
type ViewerProtocolPolicy string

// The viewer protocol policies.
const (
	ViewerAllowAll        ViewerProtocolPolicy = "allow-all"
	ViewerHTTPSOnly       ViewerProtocolPolicy = "https-only"
	ViewerRedirectToHTTPS ViewerProtocolPolicy = "redirect-to-https"
)

// OriginProtocolPolicy says which protocol the edge uses towards a custom origin.
type OriginProtocolPolicy string

// The origin protocol policies.
const (
	OriginHTTPOnly    OriginProtocolPolicy = "http-only"
	OriginMatchViewer OriginProtocolPolicy = "match-viewer"
	OriginHTTPSOnly   OriginProtocolPolicy = "https-only"
)

// Distribution is a distribution and what the control plane knows about it.
type Distribution struct {
	ID               string
	DomainName       string
	Config           DistributionConfig
	Version          uint64 // counts the changes, re-deployments included, from 1; see ETag
	Tags             []Tag  `json:",omitempty"`
	CreatedTime      time.Time
	LastModifiedTime time.Time

	// Deployed is true when every live edge has applied the last change. It is computed on read, not stored.
	Deployed bool `json:"-"`
	// InvalidationsInProgress is the number of invalidations that some live edge has yet to apply. It is computed when
	// a single distribution is read.
	InvalidationsInProgress int `json:"-"`
}

// ETag returns the entity tag of the distribution.
func (d *Distribution) ETag() string { return ETag(d.Version) }

// Status returns "Deployed" or "InProgress".
func (d *Distribution) Status() string {
	if d.Deployed {
		return "Deployed"
	}
	return "InProgress"
}

// DistributionARN returns the ARN of the distribution id.
func DistributionARN(account, id string) string {
	return "arn:aws:cloudfront::" + account + ":distribution/" + id
}

// DistributionService holds the distributions of the account. See FunctionService for what its methods have
// in common.
type DistributionService interface {
	// CreateDistribution normalises, checks and stores config.
	CreateDistribution(ctx context.Context, config DistributionConfig, tags []Tag) (*Distribution, error)
	// Distribution returns the distribution id, or NoSuchDistribution.
	Distribution(ctx context.Context, id string) (*Distribution, error)
	// UpdateDistribution replaces the whole configuration.
	UpdateDistribution(ctx context.Context, id, ifMatch string, config DistributionConfig) (*Distribution, error)
	// DeleteDistribution removes a distribution that is disabled and deployed.
	DeleteDistribution(ctx context.Context, id, ifMatch string) error
	// Distributions returns up to page.Limit distributions, newest first, and whether more follow.
	Distributions(ctx context.Context, page Page) (list []*Distribution, more bool, err error)
}

// FunctionARNs returns the ARNs of all functions that behaviours of the configuration use, sorted, each once.
func (c *DistributionConfig) FunctionARNs() []string {
	var arns []string
	for b := range c.Behaviors {
		for _, a := range b.FunctionAssociations.Items {
			arns = append(arns, a.FunctionARN)
		}
	}
	slices.Sort(arns)
	return slices.Compact(arns)
}

// Behaviors calls yield with the settings of each cache behaviour in order of matching, the default one last.
func (c *DistributionConfig) Behaviors(yield func(*CacheBehaviorSettings) bool) {
	for i := range c.CacheBehaviors.Items {
		if !yield(&c.CacheBehaviors.Items[i].CacheBehaviorSettings) {
			return
		}
	}
	yield(&c.DefaultCacheBehavior)
}

// Hosts returns the host names that the distribution answers to, in lower case: its domain name and its aliases.
func (d *Distribution) Hosts() []string {
	hosts := []string{strings.ToLower(d.DomainName)}
	for _, a := range d.Config.Aliases.Items {
		hosts = append(hosts, strings.ToLower(a))
	}
	return hosts
}
