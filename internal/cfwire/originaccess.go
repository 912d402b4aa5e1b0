// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfwire

import "selvedge"

// OriginAccessControl is the answer of the operations that return an origin access control. Source of all types here:
// api.md section 7.
type OriginAccessControl struct {
	Id                        string `wire:"required"`
	OriginAccessControlConfig selvedge.OriginAccessControlConfig
}

// OriginAccessControlSummary is an origin access control in a list.
type OriginAccessControlSummary struct {
	Id                            string `wire:"required"`
	Description                   string `wire:"required"`
	Name                          string `wire:"required"`
	SigningProtocol               string `wire:"required"`
	SigningBehavior               string `wire:"required"`
	OriginAccessControlOriginType string `wire:"required"`
}

// OriginAccessControlList is a page of origin access controls.
type OriginAccessControlList struct {
	Marker      string                       `wire:"required"`
	NextMarker  string                       `wire:"omitempty"`
	MaxItems    int                          `wire:"required"`
	IsTruncated bool                         `wire:"required"`
	Quantity    int                          `wire:"required"`
	Items       []OriginAccessControlSummary `wire:"item=OriginAccessControlSummary"`
}

// NewOriginAccessControl describes o.
func NewOriginAccessControl(o *selvedge.OriginAccessControl) OriginAccessControl {
	return OriginAccessControl{Id: o.ID, OriginAccessControlConfig: o.Config}
}

// NewOriginAccessControlSummary describes o in a list.
func NewOriginAccessControlSummary(o *selvedge.OriginAccessControl) OriginAccessControlSummary {
	return OriginAccessControlSummary{
		Id: o.ID, Description: o.Config.Description, Name: o.Config.Name, SigningProtocol: o.Config.SigningProtocol,
		SigningBehavior: o.Config.SigningBehavior, OriginAccessControlOriginType: o.Config.OriginAccessControlOriginType,
	}
}

// CloudFrontOriginAccessIdentity is the answer of the operations that return an origin access identity.
type CloudFrontOriginAccessIdentity struct {
	Id                                   string `wire:"required"`
	S3CanonicalUserId                    string `wire:"required"`
	CloudFrontOriginAccessIdentityConfig selvedge.OriginAccessIdentityConfig
}

// CloudFrontOriginAccessIdentitySummary is an origin access identity in a list.
type CloudFrontOriginAccessIdentitySummary struct {
	Id                string `wire:"required"`
	S3CanonicalUserId string `wire:"required"`
	Comment           string `wire:"required"`
}

// CloudFrontOriginAccessIdentityList is a page of origin access identities.
type CloudFrontOriginAccessIdentityList struct {
	Marker      string                                  `wire:"required"`
	NextMarker  string                                  `wire:"omitempty"`
	MaxItems    int                                     `wire:"required"`
	IsTruncated bool                                    `wire:"required"`
	Quantity    int                                     `wire:"required"`
	Items       []CloudFrontOriginAccessIdentitySummary `wire:"item=CloudFrontOriginAccessIdentitySummary"`
}

// NewOriginAccessIdentity describes o.
func NewOriginAccessIdentity(o *selvedge.OriginAccessIdentity) CloudFrontOriginAccessIdentity {
	return CloudFrontOriginAccessIdentity{
		Id: o.ID, S3CanonicalUserId: selvedge.S3CanonicalUserID(o.ID), CloudFrontOriginAccessIdentityConfig: o.Config,
	}
}

// NewOriginAccessIdentitySummary describes o in a list.
func NewOriginAccessIdentitySummary(o *selvedge.OriginAccessIdentity) CloudFrontOriginAccessIdentitySummary {
	return CloudFrontOriginAccessIdentitySummary{
		Id: o.ID, S3CanonicalUserId: selvedge.S3CanonicalUserID(o.ID), Comment: o.Config.Comment,
	}
}
