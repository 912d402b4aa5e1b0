// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfwire

import (
	"slices"
	"time"

	"selvedge"
)

// Distribution is the answer of the operations that return a distribution. Source: api.md 4.4.
type Distribution struct {
	Id                            string    `wire:"required"`
	ARN                           string    `wire:"required"`
	Status                        string    `wire:"required"`
	LastModifiedTime              time.Time `wire:"required"`
	InProgressInvalidationBatches int       `wire:"required"`
	DomainName                    string    `wire:"required"`
	ActiveTrustedSigners          ActiveTrustedSigners
	ActiveTrustedKeyGroups        ActiveTrustedKeyGroups
	DistributionConfig            selvedge.DistributionConfig `wire:"required"`
}

// ActiveTrustedSigners lists the accounts that some behaviour of the distribution trusts.
type ActiveTrustedSigners struct {
	Enabled  bool     `wire:"required"`
	Quantity int      `wire:"required"`
	Items    []Signer `wire:"item=Signer"`
}

// Signer is an account and the ids of its keys.
type Signer struct {
	AwsAccountNumber string
	KeyPairIds       KeyPairIds
}

// ActiveTrustedKeyGroups lists the key groups that some behaviour of the distribution trusts.
type ActiveTrustedKeyGroups struct {
	Enabled  bool           `wire:"required"`
	Quantity int            `wire:"required"`
	Items    []KGKeyPairIds `wire:"item=KeyGroup"`
}

// KGKeyPairIds is a key group and the ids of its keys.
type KGKeyPairIds struct {
	KeyGroupId string
	KeyPairIds KeyPairIds
}

// KeyPairIds lists the ids of public keys.
type KeyPairIds struct {
	Quantity int      `wire:"required"`
	Items    []string `wire:"item=KeyPairId"`
}

// DistributionConfigWithTags is the body of CreateDistributionWithTags. Source: api.md 4.1.
type DistributionConfigWithTags struct {
	DistributionConfig selvedge.DistributionConfig `wire:"required"`
	Tags               Tags                        `wire:"required"`
}

// DistributionSummary is a distribution in a list.
type DistributionSummary struct {
	Id                            string                         `wire:"required"`
	ARN                           string                         `wire:"required"`
	ETag                          string                         `wire:"omitempty"`
	Status                        string                         `wire:"required"`
	LastModifiedTime              time.Time                      `wire:"required"`
	DomainName                    string                         `wire:"required"`
	Aliases                       selvedge.Aliases               `wire:"required"`
	Origins                       selvedge.Origins               `wire:"required"`
	OriginGroups                  selvedge.OriginGroups          // always present in answers of AWS
	DefaultCacheBehavior          selvedge.CacheBehaviorSettings `wire:"required"`
	CacheBehaviors                selvedge.CacheBehaviors        `wire:"required"`
	CustomErrorResponses          selvedge.CustomErrorResponses  `wire:"required"`
	Comment                       string                         `wire:"required"`
	PriceClass                    string                         `wire:"required"`
	Enabled                       bool                           `wire:"required"`
	ViewerCertificate             selvedge.ViewerCertificate     `wire:"required"`
	Restrictions                  selvedge.Restrictions          `wire:"required"`
	WebACLId                      string                         `wire:"required"`
	HttpVersion                   string                         `wire:"required"` // as stored; see docs/COMPAT.md
	IsIPV6Enabled                 bool                           `wire:"required"`
	Staging                       bool                           `wire:"required"`
	ConnectionMode                string                         `wire:"omitempty"`
	AnycastIpListId               string                         `wire:"omitempty"`
	ViewerMtlsConfig              *selvedge.ViewerMtlsConfig
	ConnectionFunctionAssociation *selvedge.ConnectionFunctionAssociation
}

// DistributionList is a page of distributions. NextMarker is present when more follow, and only then. Source:
// api.md 1.8.
type DistributionList struct {
	Marker      string                `wire:"required"` // where the page began; empty for the first one
	NextMarker  string                `wire:"omitempty"`
	MaxItems    int                   `wire:"required"`
	IsTruncated bool                  `wire:"required"`
	Quantity    int                   `wire:"required"`
	Items       []DistributionSummary `wire:"item=DistributionSummary"`
}

// NewDistribution describes d. The keys of signers and key groups are empty: they are not part of a distribution, so a
// caller who knows them fills them in.
func NewDistribution(account string, d *selvedge.Distribution) Distribution {
	return Distribution{
		Id:                            d.ID,
		ARN:                           selvedge.DistributionARN(account, d.ID),
		Status:                        d.Status(),
		LastModifiedTime:              d.LastModifiedTime,
		DomainName:                    d.DomainName,
		InProgressInvalidationBatches: d.InvalidationsInProgress,
		ActiveTrustedSigners:          activeSigners(&d.Config),
		ActiveTrustedKeyGroups:        activeKeyGroups(&d.Config),
		DistributionConfig:            d.Config,
	}
}

// NewDistributionSummary describes d in a list.
func NewDistributionSummary(account string, d *selvedge.Distribution) DistributionSummary {
	c := &d.Config
	certificate := selvedge.ViewerCertificate{CloudFrontDefaultCertificate: true} // what a missing one means
	if c.ViewerCertificate != nil {
		certificate = *c.ViewerCertificate
	}
	return DistributionSummary{
		Id:                            d.ID,
		ARN:                           selvedge.DistributionARN(account, d.ID),
		ETag:                          d.ETag(),
		Status:                        d.Status(),
		LastModifiedTime:              d.LastModifiedTime,
		DomainName:                    d.DomainName,
		Aliases:                       c.Aliases,
		Origins:                       c.Origins,
		OriginGroups:                  c.OriginGroups,
		DefaultCacheBehavior:          c.DefaultCacheBehavior,
		CacheBehaviors:                c.CacheBehaviors,
		CustomErrorResponses:          c.CustomErrorResponses,
		Comment:                       c.Comment,
		PriceClass:                    c.PriceClass,
		Enabled:                       c.Enabled,
		ViewerCertificate:             certificate,
		Restrictions:                  c.Restrictions,
		WebACLId:                      c.WebACLId,
		HttpVersion:                   c.HttpVersion,
		IsIPV6Enabled:                 c.IsIPV6Enabled,
		Staging:                       c.Staging,
		ConnectionMode:                c.ConnectionMode,
		AnycastIpListId:               c.AnycastIpListId,
		ViewerMtlsConfig:              c.ViewerMtlsConfig,
		ConnectionFunctionAssociation: c.ConnectionFunctionAssociation,
	}
}

func activeSigners(c *selvedge.DistributionConfig) ActiveTrustedSigners {
	var names []string
	var active ActiveTrustedSigners
	for b := range c.Behaviors {
		if b.TrustedSigners.Enabled {
			active.Enabled = true
			names = append(names, b.TrustedSigners.Items...)
		}
	}
	for _, name := range sortedSet(names) {
		active.Items = append(active.Items, Signer{AwsAccountNumber: name})
	}
	active.Quantity = len(active.Items)
	return active
}

func activeKeyGroups(c *selvedge.DistributionConfig) ActiveTrustedKeyGroups {
	var ids []string
	var active ActiveTrustedKeyGroups
	for b := range c.Behaviors {
		if b.TrustedKeyGroups.Enabled {
			active.Enabled = true
			ids = append(ids, b.TrustedKeyGroups.Items...)
		}
	}
	for _, id := range sortedSet(ids) {
		active.Items = append(active.Items, KGKeyPairIds{KeyGroupId: id})
	}
	active.Quantity = len(active.Items)
	return active
}

// sortedSet returns the names in order, each once. It may reorder its argument.
func sortedSet(names []string) []string {
	slices.Sort(names)
	return slices.Compact(names)
}
