// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package snapshot

import (
	"selvedge"
	"selvedge/internal/cff"
)

// updated returns the settings of an assigned origin with an update applied; both stay as they are. Who signs
// is found by signingOf; what the edge does not do for configured origins either, origin shield and mutual TLS, has no
// effect.
// Source: helpers.md section 3.
func updated(assigned *selvedge.Origin, u *cff.OriginUpdate) *selvedge.Origin {
	o := *assigned
	set(&o.DomainName, u.DomainName)
	set(&o.OriginPath, u.OriginPath)
	if u.CustomHeaders != nil {
		o.CustomHeaders.Items = make([]selvedge.OriginCustomHeader, len(*u.CustomHeaders))
		for i, h := range *u.CustomHeaders {
			o.CustomHeaders.Items[i] = selvedge.OriginCustomHeader{HeaderName: h.Name, HeaderValue: h.Value}
		}
	}
	if u.ConnectionAttempts != nil {
		o.ConnectionAttempts = u.ConnectionAttempts
	}
	setSeconds(&o.ConnectionTimeout, u.Timeouts.Connection)
	setSeconds(&o.ResponseCompletionTimeout, u.Timeouts.ResponseCompletion)

	bucket := o.S3OriginConfig != nil
	if u.DomainName != nil {
		bucket = cff.IsBucket(o.DomainName) || bucket && u.Custom == nil
	}
	switch {
	case bucket:
		reachAsBucket(&o, u)
	case o.CustomOriginConfig != nil || u.Custom != nil:
		reachAsServer(&o, u)
	case o.VpcOriginConfig != nil:
		vpc := *o.VpcOriginConfig
		setSeconds(&vpc.OriginReadTimeout, u.Timeouts.Read)
		setSeconds(&vpc.OriginKeepaliveTimeout, u.Timeouts.KeepAlive)
		o.VpcOriginConfig = &vpc
	}
	return &o
}

// reachAsBucket makes o an S3 bucket, for which customOriginConfig and keepAliveTimeout have no effect.
func reachAsBucket(o *selvedge.Origin, u *cff.OriginUpdate) {
	s3 := selvedge.S3OriginConfig{}
	switch {
	case o.S3OriginConfig != nil:
		s3 = *o.S3OriginConfig
	case o.CustomOriginConfig != nil:
		s3.OriginReadTimeout = o.CustomOriginConfig.OriginReadTimeout
	}
	setSeconds(&s3.OriginReadTimeout, u.Timeouts.Read)
	o.S3OriginConfig, o.CustomOriginConfig, o.VpcOriginConfig = &s3, nil, nil
}

// reachAsServer makes o a custom origin.
func reachAsServer(o *selvedge.Origin, u *cff.OriginUpdate) {
	custom := selvedge.CustomOriginConfig{}
	switch {
	case o.CustomOriginConfig != nil:
		custom = *o.CustomOriginConfig
	case o.S3OriginConfig != nil:
		custom.OriginReadTimeout = o.S3OriginConfig.OriginReadTimeout
	}
	setSeconds(&custom.OriginReadTimeout, u.Timeouts.Read)
	setSeconds(&custom.OriginKeepaliveTimeout, u.Timeouts.KeepAlive)
	if c := u.Custom; c != nil {
		if c.Protocol == "https" {
			custom.OriginProtocolPolicy, custom.HTTPSPort = selvedge.OriginHTTPSOnly, c.Port
		} else {
			custom.OriginProtocolPolicy, custom.HTTPPort = selvedge.OriginHTTPOnly, c.Port
		}
		custom.OriginSslProtocols = &selvedge.OriginSslProtocols{Quantity: len(c.SSLProtocols), Items: c.SSLProtocols}
		if c.IPAddressType != "" {
			custom.IpAddressType = c.IPAddressType
		}
	}
	o.S3OriginConfig, o.CustomOriginConfig, o.VpcOriginConfig = nil, &custom, nil
}

func set(field *string, to *string) {
	if to != nil {
		*field = *to
	}
}

// setSeconds sets a timeout, unless it is 0.
func setSeconds(field **int, to int) {
	if to != 0 {
		*field = &to
	}
}
