// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import "selvedge"

// Surroundings are what a function can learn through the module cloudfront, beside the messages. The zero value is a
// standard distribution with nothing to tell.
type Surroundings struct {
	// KeyValues is the key value store that the function is associated with, in the version of this invocation; nil for
	// none. Whether there is one must be the same in all invocations of a Program.
	KeyValues selvedge.KeyValues
	// Location says which edge this is; nil when that is not known.
	Location *EdgeLocation
	// Tenant is the distribution tenant; nil on standard distributions.
	Tenant *Tenant
	// Origins are those of the distribution. Without them, as in tests, what origin helpers name is not looked up.
	Origins Origins
}

// EdgeLocation is cf.edgeLocation. Source: helpers.md section 6.
type EdgeLocation struct {
	Name     string // the code of the next airport: "SEA"
	ServerIP string
	Region   string // "us-west-2"
}

// Tenant is cf.distributionTenant. Source: helpers.md section 8.
type Tenant struct {
	ID         string // "dt_…"
	Endpoint   string // domain of the connection group: event.context.endpoint
	Parameters map[string]string
}

// Origins tells what origin helpers may choose.
type Origins interface {
	// Assigned is the origin, or the primary of the origin group, that the cache behaviour uses.
	Assigned() OriginFacts
	// Lookup returns the origin of the distribution with an id.
	Lookup(id string) (facts OriginFacts, ok bool)
}

// OriginFacts are the properties of an origin that the rules of helpers look at.
type OriginFacts struct {
	S3        bool // an S3 bucket; S3 website endpoints are custom origins
	VPC       bool
	OAC       bool // signs its requests with origin access control
	MutualTLS bool
}

// OriginChange is what a function has asked for with one of the origin helpers. Exactly one of the fields is set.
type OriginChange struct {
	Update *OriginUpdate
	Select *OriginSelection
	Group  *OriginGroup
}

// OriginUpdate is the result of cf.updateRequestOrigin: what is set replaces that property of the assigned origin.
// Source: helpers.md section 3.
type OriginUpdate struct {
	DomainName         *string
	OriginPath         *string
	CustomHeaders      *[]OriginHeader // an empty list: none
	ConnectionAttempts *int
	Shield             *OriginShield
	AccessControl      *OriginAccessControl
	Timeouts           OriginTimeouts
	Custom             *CustomOrigin
	MutualTLSOff       bool
	OriginOverrides
}

// OriginOverrides can be set for origins that are chosen by id, too.
type OriginOverrides struct {
	HostHeader              *string
	SNI                     *string
	AllowedCertificateNames []string
}

// OriginHeader is a custom header; the name is in lower case.
type OriginHeader struct{ Name, Value string }

// OriginShield is the regional cache before an origin.
type OriginShield struct {
	Enabled bool
	Region  string
}

// OriginAccessControl says how requests to the origin are signed.
type OriginAccessControl struct {
	Enabled         bool
	SigningBehavior string // always, never, no-override
	SigningProtocol string // sigv4
	OriginType      string // s3, mediapackagev2, mediastore, lambda
}

// OriginTimeouts are in seconds; 0 leaves one as it is.
type OriginTimeouts struct{ Read, ResponseCompletion, KeepAlive, Connection int }

// CustomOrigin is how an origin that is no S3 bucket is reached.
type CustomOrigin struct {
	Port          int
	Protocol      string   // http, https
	SSLProtocols  []string // SSLv3, TLSv1, TLSv1.1, TLSv1.2
	IPAddressType string   // ipv4, ipv6, dualstack; empty for the origin's own
}

// OriginSelection is the result of cf.selectRequestOriginById. Source: helpers.md section 4.
type OriginSelection struct {
	ID string
	OriginOverrides
}

// OriginGroup is the result of cf.createRequestOriginGroup. Source: helpers.md section 5.
type OriginGroup struct {
	Primary, Failover OriginSelection
	StatusCodes       []int  // of the primary's answers that lead to the failover origin
	Selection         string // default, media-quality-score
}
