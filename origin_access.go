// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import (
	"crypto/sha512"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Quotas of origin access. Source: api.md sections 7 and 12.
const (
	MaxOriginAccessControls   = 100
	MaxOriginAccessIdentities = 100

	maxAccessName        = 64  // characters
	maxAccessDescription = 256 // characters
	maxIdentityComment   = 128 // characters
)

// OriginAccessControl says how requests to an origin are signed; OriginAccessIdentity is its older form, for S3 only.
type (
	OriginAccessControl  = Resource[OriginAccessControlConfig]
	OriginAccessIdentity = Resource[OriginAccessIdentityConfig]
)

// Signing behaviours of origin access controls.
const (
	SignNever      = "never"
	SignAlways     = "always"
	SignNoOverride = "no-override" // unless the viewer has sent Authorization
)

// OriginAccessControlConfig says whether and how requests to origins of a type are signed.
type OriginAccessControlConfig struct {
	Name                          string `wire:"required"`
	Description                   string
	SigningProtocol               string `wire:"required,enum=sigv4"`
	SigningBehavior               string `wire:"required,enum=never|always|no-override"`
	OriginAccessControlOriginType string `wire:"required,enum=s3|mediastore|mediapackagev2|lambda"`
}

// Normalize does nothing: there are no defaults.
func (c *OriginAccessControlConfig) Normalize() {}

// Validate checks the rules that need no stored state. Source: api.md section 7.
func (c *OriginAccessControlConfig) Validate() error {
	switch {
	case c.Name == "" || utf8.RuneCountInString(c.Name) > maxAccessName:
		return reject(CodeInvalidArgument, "Name", c.Name, fmt.Sprintf("1 to %d characters", maxAccessName))
	case utf8.RuneCountInString(c.Description) > maxAccessDescription:
		return reject(CodeInvalidArgument, "Description", c.Description, fmt.Sprintf("up to %d characters", maxAccessDescription))
	}
	return validateMembers(c)
}

// OriginAccessIdentityConfig is what a client sets on an origin access identity.
type OriginAccessIdentityConfig struct {
	CallerReference string `wire:"required"`
	Comment         string `wire:"required"`
}

// Normalize does nothing: there are no defaults.
func (c *OriginAccessIdentityConfig) Normalize() {}

// Validate checks the rules that need no stored state.
func (c *OriginAccessIdentityConfig) Validate() error {
	switch {
	case c.CallerReference == "":
		return reject(CodeInvalidArgument, "CallerReference", "", "a text that is not empty")
	case utf8.RuneCountInString(c.Comment) > maxIdentityComment:
		return reject(CodeInvalidArgument, "Comment", c.Comment, fmt.Sprintf("up to %d characters", maxIdentityComment))
	}
	return validateMembers(c)
}

// S3CanonicalUserID returns the canonical user id of an origin access identity: 96 hexadecimal digits that follow
// from its id.
func S3CanonicalUserID(id string) string {
	sum := sha512.Sum384([]byte(id))
	return hex.EncodeToString(sum[:])
}

// identityPath begins what S3 origins call an origin access identity.
const identityPath = "origin-access-identity/cloudfront/"

// AccessIdentityID returns the id of the origin access identity of the origin, or "".
func (o *Origin) AccessIdentityID() string {
	if o.S3OriginConfig == nil {
		return ""
	}
	return strings.TrimPrefix(o.S3OriginConfig.OriginAccessIdentity, identityPath)
}
