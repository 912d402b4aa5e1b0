// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cff

import (
	"net/netip"
	"strings"
)

// This file has the rules of origin helpers for names, for headers, and those that need the request or the
// distribution. Source: helpers.md sections 3 to 5.

// Bounds. Source: helpers.md section 3, limits.md section 2, DistributionConfig.
const (
	maxDomainName       = 253
	maxBucketName       = 128
	maxOriginID         = 128
	maxCustomHeaderName = 256
	maxCustomHeader     = 1783 // bytes of a value
	maxCustomHeaders    = 10240
)

// domain notes what is wrong with a host name.
func (p *propertyReader) domain(name, s string) {
	_, notIP := netip.ParseAddr(s)
	switch {
	case s == "":
		p.wrong(name, "is empty")
	case strings.Contains(s, ":"):
		p.wrong(name, "must not have a colon")
	case notIP == nil:
		p.wrong(name, "is an IP address; it must be a domain name")
	case !isDomain(s):
		p.wrong(name, "is %s, which is no domain name", quote(s))
	case IsBucket(s) && len(s) > maxBucketName:
		p.wrong(name, "has %d bytes, the maximum of a bucket is %d", len(s), maxBucketName)
	case IsBucket(s) && strings.ToLower(s) != s:
		p.wrong(name, "has capital letters, which names of buckets must not have")
	}
}

// isDomain says whether s consists of labels of letters, digits, hyphens and underscores.
func isDomain(s string) bool {
	for label := range strings.SplitSeq(strings.TrimSuffix(s, "."), ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for i := range len(label) {
			c := label[i]
			if c != '-' && c != '_' && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') {
				return false
			}
		}
	}
	return true
}

// IsBucket says whether a domain name is that of an S3 bucket: bucket.s3.amazonaws.com and its regional and dual-stack
// forms. Website endpoints (bucket.s3-website…) are servers like others.
func IsBucket(domain string) bool {
	name := strings.ToLower(domain)
	rest, ok := strings.CutSuffix(name, ".amazonaws.com")
	if !ok {
		if rest, ok = strings.CutSuffix(name, ".amazonaws.com.cn"); !ok {
			return false
		}
	}
	_, rest, _ = strings.Cut(rest, ".") // the name of the bucket
	for label := range strings.SplitSeq(rest, ".") {
		if label == "s3" || strings.HasPrefix(label, "s3-") && !strings.HasPrefix(label, "s3-website") {
			return true
		}
	}
	return false
}

// readOriginHeaders reads customHeaders: names and values that are plain strings.
func readOriginHeaders(p *propertyReader, u *OriginUpdate) error {
	o, err := p.object("customHeaders")
	if err != nil || o == nil {
		return err
	}
	keys := p.c.EnumerableOwnKeys(o.o)
	if err := p.c.Charge(len(keys)); err != nil {
		return err
	}
	headers, size := []OriginHeader{}, 0
	for _, k := range keys {
		name := strings.Clone(k.Text())
		value, err := o.text(name, maxCustomHeader)
		if err != nil {
			return err
		}
		if value == nil {
			o.wrong(quote(name), "must be a string")
			continue
		}
		o.header(name, *value)
		headers = append(headers, OriginHeader{name, *value})
		if size += len(name) + len(*value); size > maxCustomHeaders {
			p.wrong("customHeaders", "has more than %d bytes", maxCustomHeaders)
			break
		}
	}
	u.CustomHeaders = &headers
	return nil
}

// header notes what is wrong with a custom header.
func (p *propertyReader) header(name, value string) {
	switch {
	case name == "" || len(name) > maxCustomHeaderName || strings.ContainsFunc(name, func(r rune) bool { return r >= 0x80 || !isHeaderNameByte(byte(r)) }):
		p.wrong(quote(name), "is not the name of a header")
	case strings.ToLower(name) != name:
		p.wrong(quote(name), "must be in lower case")
	case isDisallowed(name) || notForOrigins(name):
		p.wrong(quote(name), "must not be a custom header")
	case lineBreak(value) >= 0:
		p.wrong(quote(name), "has a line break or NUL in its value")
	}
}

// notForOrigins says which names custom headers must not have beside the disallowed ones. Source: helpers.md section 3.1.
func notForOrigins(name string) bool {
	switch name {
	case "cache-control", "connection", "content-length", "cookie", "host", "if-match", "if-modified-since",
		"if-none-match", "if-range", "if-unmodified-since", "max-forwards", "pragma", "proxy-authenticate",
		"proxy-authorization", "proxy-connection", "range", "request-range", "te", "trailer", "transfer-encoding",
		"upgrade", "via", "x-real-ip":
		return true
	}
	return strings.HasPrefix(name, "x-amz-") || strings.HasPrefix(name, "x-edge-")
}

// checkOrigin enforces the rules for what a helper has asked for.
func checkOrigin(call *originCall, in *requestModel, origins Origins) error {
	if call.problem != nil {
		return call.problem
	}
	ch := call.change
	switch {
	case ch.Update != nil:
		return checkUpdate(ch.Update, in, origins)
	case ch.Select != nil:
		return checkSelection(ch.Select, origins)
	}
	if err := checkSelection(&ch.Group.Primary, origins); err != nil {
		return err
	}
	return checkSelection(&ch.Group.Failover, origins)
}

func checkUpdate(u *OriginUpdate, in *requestModel, origins Origins) error {
	if u.CustomHeaders != nil {
		sent := in.section(sectionHeaders)
		for _, h := range *u.CustomHeaders {
			if sent.find(h.Name) >= 0 {
				return forbidden(sentenceOrigin, "customHeaders[%s]: the request has a header of that name", quote(h.Name))
			}
		}
	}
	if origins == nil {
		return nil
	}
	now := origins.Assigned()
	if now.VPC {
		return forbidden(sentenceOrigin, "the origin is a VPC origin, which must not be updated")
	}
	s3, signed := now.S3, now.OAC
	if u.DomainName != nil {
		s3 = IsBucket(*u.DomainName)
	}
	if u.AccessControl != nil {
		signed = u.AccessControl.Enabled
		if signed && s3 != (u.AccessControl.OriginType == "s3") {
			return forbidden(sentenceOrigin, "originAccessControlConfig.originType is %s, which is not the type of the origin",
				quote(u.AccessControl.OriginType))
		}
	}
	if u.HostHeader != nil && signed {
		return forbidden(sentenceOrigin, "hostHeader must not be given for an origin with origin access control")
	}
	return checkOverrides(&u.OriginOverrides, s3)
}

// checkOverrides refuses what S3 buckets do not have.
func checkOverrides(o *OriginOverrides, s3 bool) error {
	if !s3 {
		return nil
	}
	name := ""
	switch {
	case o.HostHeader != nil:
		name = "hostHeader"
	case o.SNI != nil:
		name = "sni"
	case o.AllowedCertificateNames != nil:
		name = "allowedCertificateNames"
	default:
		return nil
	}
	return forbidden(sentenceOrigin, "%s must not be given for an S3 bucket", name)
}

func checkSelection(s *OriginSelection, origins Origins) error {
	if origins == nil {
		return nil
	}
	facts, ok := origins.Lookup(s.ID)
	switch {
	case !ok:
		return forbidden(sentenceOrigin, "the distribution has no origin %s", quote(s.ID))
	case facts.MutualTLS:
		return forbidden(sentenceOrigin, "the origin %s uses mutual TLS, and cannot be chosen", quote(s.ID))
	}
	return checkOverrides(&s.OriginOverrides, facts.S3)
}
