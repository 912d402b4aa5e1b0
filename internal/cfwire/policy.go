// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfwire

import (
	"time"

	"selvedge"
)

// CachePolicy is the answer of the operations that return a cache policy. Source of all types here: api.md section 6.
type CachePolicy struct {
	Id                string                     `wire:"required"`
	LastModifiedTime  time.Time                  `wire:"required"`
	CachePolicyConfig selvedge.CachePolicyConfig `wire:"required"`
}

// CachePolicySummary is a cache policy in a list.
type CachePolicySummary struct {
	Type        string      `wire:"required"`
	CachePolicy CachePolicy `wire:"required"`
}

// CachePolicyList is a page of cache policies. NextMarker is present when more follow, and only then, as in all lists of
// this file.
type CachePolicyList struct {
	NextMarker string               `wire:"omitempty"`
	MaxItems   int                  `wire:"required"`
	Quantity   int                  `wire:"required"`
	Items      []CachePolicySummary `wire:"item=CachePolicySummary"`
}

// NewCachePolicy describes p.
func NewCachePolicy(p *selvedge.CachePolicy) CachePolicy {
	return CachePolicy{Id: p.ID, LastModifiedTime: p.LastModifiedTime, CachePolicyConfig: p.Config}
}

// NewCachePolicyList describes a page.
func NewCachePolicyList(list []*selvedge.CachePolicy, maxItems int, next string) CachePolicyList {
	out := CachePolicyList{NextMarker: next, MaxItems: maxItems, Quantity: len(list)}
	for _, p := range list {
		out.Items = append(out.Items, CachePolicySummary{Type: p.Type(), CachePolicy: NewCachePolicy(p)})
	}
	return out
}

// OriginRequestPolicy is the answer of the operations that return an origin request policy.
type OriginRequestPolicy struct {
	Id                        string                             `wire:"required"`
	LastModifiedTime          time.Time                          `wire:"required"`
	OriginRequestPolicyConfig selvedge.OriginRequestPolicyConfig `wire:"required"`
}

// OriginRequestPolicySummary is an origin request policy in a list.
type OriginRequestPolicySummary struct {
	Type                string              `wire:"required"`
	OriginRequestPolicy OriginRequestPolicy `wire:"required"`
}

// OriginRequestPolicyList is a page of origin request policies.
type OriginRequestPolicyList struct {
	NextMarker string                       `wire:"omitempty"`
	MaxItems   int                          `wire:"required"`
	Quantity   int                          `wire:"required"`
	Items      []OriginRequestPolicySummary `wire:"item=OriginRequestPolicySummary"`
}

// NewOriginRequestPolicy describes p.
func NewOriginRequestPolicy(p *selvedge.OriginRequestPolicy) OriginRequestPolicy {
	return OriginRequestPolicy{Id: p.ID, LastModifiedTime: p.LastModifiedTime, OriginRequestPolicyConfig: p.Config}
}

// NewOriginRequestPolicyList describes a page.
func NewOriginRequestPolicyList(list []*selvedge.OriginRequestPolicy, maxItems int, next string) OriginRequestPolicyList {
	out := OriginRequestPolicyList{NextMarker: next, MaxItems: maxItems, Quantity: len(list)}
	for _, p := range list {
		out.Items = append(out.Items, OriginRequestPolicySummary{Type: p.Type(), OriginRequestPolicy: NewOriginRequestPolicy(p)})
	}
	return out
}

// ResponseHeadersPolicy is the answer of the operations that return a response headers policy.
type ResponseHeadersPolicy struct {
	Id                          string                               `wire:"required"`
	LastModifiedTime            time.Time                            `wire:"required"`
	ResponseHeadersPolicyConfig selvedge.ResponseHeadersPolicyConfig `wire:"required"`
}

// ResponseHeadersPolicySummary is a response headers policy in a list.
type ResponseHeadersPolicySummary struct {
	Type                  string                `wire:"required"`
	ResponseHeadersPolicy ResponseHeadersPolicy `wire:"required"`
}

// ResponseHeadersPolicyList is a page of response headers policies.
type ResponseHeadersPolicyList struct {
	NextMarker string                         `wire:"omitempty"`
	MaxItems   int                            `wire:"required"`
	Quantity   int                            `wire:"required"`
	Items      []ResponseHeadersPolicySummary `wire:"item=ResponseHeadersPolicySummary"`
}

// NewResponseHeadersPolicy describes p.
func NewResponseHeadersPolicy(p *selvedge.ResponseHeadersPolicy) ResponseHeadersPolicy {
	return ResponseHeadersPolicy{Id: p.ID, LastModifiedTime: p.LastModifiedTime, ResponseHeadersPolicyConfig: p.Config}
}

// NewResponseHeadersPolicyList describes a page.
func NewResponseHeadersPolicyList(list []*selvedge.ResponseHeadersPolicy, maxItems int, next string) ResponseHeadersPolicyList {
	out := ResponseHeadersPolicyList{NextMarker: next, MaxItems: maxItems, Quantity: len(list)}
	for _, p := range list {
		out.Items = append(out.Items,
			ResponseHeadersPolicySummary{Type: p.Type(), ResponseHeadersPolicy: NewResponseHeadersPolicy(p)})
	}
	return out
}

// DistributionIdList is a page of ids of distributions that use a policy.
type DistributionIdList struct {
	Marker      string   `wire:"required"`
	NextMarker  string   `wire:"omitempty"`
	MaxItems    int      `wire:"required"`
	IsTruncated bool     `wire:"required"`
	Quantity    int      `wire:"required"`
	Items       []string `wire:"item=DistributionId"`
}
