// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import (
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Ranges of origin settings; times are in seconds. Source: api.md section 4.3, limits.md section 2.
const (
	maxOriginID           = 128
	maxConnectionAttempts = 3
	maxConnectionTimeout  = 10
	maxOriginTimeout      = 120   // between packets, and of idle connections
	maxHeaderValue        = 1783  // bytes
	maxHeaders            = 10240 // bytes of names and values together
)

// textNoSuchOrigin is the message of NoSuchOrigin. Source: api.md section 13.
const textNoSuchOrigin = "One or more of your origins or origin groups do not exist."

func validateOrigins(c *DistributionConfig) error {
	if len(c.Origins.Items) == 0 {
		return rejectNumber(CodeInvalidArgument, "Origins.Quantity", 0, "at least one origin")
	}
	seen := make(map[string]bool, len(c.Origins.Items))
	for i := range c.Origins.Items {
		o := &c.Origins.Items[i]
		path := itemPath("Origins.Items", i)
		if err := checkOriginID(seen, path, o.Id); err != nil {
			return err
		}
		if err := o.validate(path); err != nil {
			return err
		}
	}
	return nil
}

// checkOriginID checks the id of an origin or a group, which share one name space, and adds it to seen.
func checkOriginID(seen map[string]bool, path, id string) error {
	if id == "" || len(id) > maxOriginID || seen[id] {
		return reject(CodeInvalidArgument, path+".Id", id,
			fmt.Sprintf("1 to %d bytes, different for each origin and origin group", maxOriginID))
	}
	seen[id] = true
	return nil
}

func (o *Origin) validate(path string) error {
	for _, rule := range []func(string) error{
		o.validateKind, o.validateAddress, o.validateAccess, o.validateTimes, o.validateProtocols, o.validateHeaders,
	} {
		if err := rule(path); err != nil {
			return err
		}
	}
	return nil
}

func (o *Origin) validateKind(path string) error {
	n := 0
	for _, set := range []bool{o.S3OriginConfig != nil, o.CustomOriginConfig != nil, o.VpcOriginConfig != nil} {
		if set {
			n++
		}
	}
	if n != 1 {
		return Errorf(CodeInvalidOrigin, "%s has %d origin types; allowed: exactly one of S3OriginConfig, "+
			"CustomOriginConfig and VpcOriginConfig.", path, n)
	}
	return nil
}

// validateAddress allows, beyond what AWS does, IP addresses, single labels and localhost.
func (o *Origin) validateAddress(path string) error {
	if !isHostName(o.DomainName) && !isAddress(o.DomainName) {
		return reject(CodeInvalidOrigin, path+".DomainName", o.DomainName,
			"a host name or an IP address, without scheme, port and path")
	}
	p := o.OriginPath
	if p != "" && (p[0] != '/' || strings.HasSuffix(p, "/") || len(p) > maxPath ||
		strings.ContainsFunc(p, isNotPathByte) || strings.ContainsAny(p, "?#")) {
		return reject(CodeInvalidArgument, path+".OriginPath", p,
			fmt.Sprintf("up to %d visible ASCII characters without ? and # that begin and do not end with /", maxPath))
	}
	return nil
}

// isAddress leaves zones out: they mean something on one machine only.
func isAddress(s string) bool {
	ip, err := netip.ParseAddr(s)
	return err == nil && ip.Zone() == ""
}

var accessIdentity = regexp.MustCompile(`^origin-access-identity/cloudfront/[0-9A-Z]+$`)

func (o *Origin) validateAccess(path string) error {
	if o.S3OriginConfig == nil || o.S3OriginConfig.OriginAccessIdentity == "" {
		return nil
	}
	identity := o.S3OriginConfig.OriginAccessIdentity
	switch {
	case !accessIdentity.MatchString(identity):
		return reject(CodeInvalidOriginAccessIdentity, path+".S3OriginConfig.OriginAccessIdentity", identity,
			"empty, or origin-access-identity/cloudfront/ and an id")
	case o.OriginAccessControlId != "":
		return Errorf(CodeIllegalOriginAccess, "%s has the OriginAccessControlId %q and the OriginAccessIdentity %q; "+
			"allowed: one of them.", path, o.OriginAccessControlId, identity)
	}
	return nil
}

// setting is a number with a range; a nil value is unset.
type setting struct {
	path     string
	value    *int
	min, max int
	code     Code
}

func (o *Origin) validateTimes(path string) error {
	list := []setting{
		{".ConnectionAttempts", o.ConnectionAttempts, 1, maxConnectionAttempts, CodeInvalidArgument},
		{".ConnectionTimeout", o.ConnectionTimeout, 1, maxConnectionTimeout, CodeInvalidArgument},
	}
	read := setting{min: 1, max: maxOriginTimeout, code: CodeInvalidOriginReadTimeout}
	keepalive := setting{min: 1, max: maxOriginTimeout, code: CodeInvalidOriginKeepaliveTimeout}
	switch {
	case o.S3OriginConfig != nil:
		read.path, read.value = ".S3OriginConfig.OriginReadTimeout", o.S3OriginConfig.OriginReadTimeout
	case o.CustomOriginConfig != nil:
		custom := o.CustomOriginConfig
		read.path, read.value = ".CustomOriginConfig.OriginReadTimeout", custom.OriginReadTimeout
		keepalive.path, keepalive.value = ".CustomOriginConfig.OriginKeepaliveTimeout", custom.OriginKeepaliveTimeout
		list = append(list,
			setting{".CustomOriginConfig.HTTPPort", &custom.HTTPPort, 1, 65535, CodeInvalidArgument},
			setting{".CustomOriginConfig.HTTPSPort", &custom.HTTPSPort, 1, 65535, CodeInvalidArgument})
	case o.VpcOriginConfig != nil:
		vpc := o.VpcOriginConfig
		read.path, read.value = ".VpcOriginConfig.OriginReadTimeout", vpc.OriginReadTimeout
		keepalive.path, keepalive.value = ".VpcOriginConfig.OriginKeepaliveTimeout", vpc.OriginKeepaliveTimeout
	}
	for _, s := range append(list, read, keepalive) {
		if s.value != nil && (*s.value < s.min || *s.value > s.max) {
			return rejectNumber(s.code, path+s.path, *s.value, fmt.Sprintf("%d to %d", s.min, s.max))
		}
	}
	return o.validateCompletion(path, read.value)
}

// validateCompletion: 0 is unset. Source: AWS CloudFront API, data type Origin.
func (o *Origin) validateCompletion(path string, readTimeout *int) error {
	t := o.ResponseCompletionTimeout
	if t == nil || *t == 0 || *t > 0 && (readTimeout == nil || *t >= *readTimeout) {
		return nil
	}
	return rejectNumber(CodeInvalidArgument, path+".ResponseCompletionTimeout", *t, "at least OriginReadTimeout")
}

var shieldRegion = regexp.MustCompile(`^[a-z]{2}-[a-z]+-[0-9]$`)

func (o *Origin) validateProtocols(path string) error {
	if s := o.OriginShield; s.Enabled && !shieldRegion.MatchString(s.OriginShieldRegion) {
		return reject(CodeInvalidArgument, path+".OriginShield.OriginShieldRegion", s.OriginShieldRegion,
			"the name of a region")
	}
	if o.CustomOriginConfig == nil || o.CustomOriginConfig.OriginSslProtocols == nil {
		return nil
	}
	items := o.CustomOriginConfig.OriginSslProtocols.Items
	if len(items) == 0 || hasDuplicates(items) {
		return reject(CodeInvalidArgument, path+".CustomOriginConfig.OriginSslProtocols", strings.Join(items, ", "),
			"at least one protocol, each once")
	}
	return nil
}

func hasDuplicates(list []string) bool {
	sorted := slices.Sorted(slices.Values(list))
	return len(slices.Compact(sorted)) != len(list)
}

// forbiddenHeaders cannot be added to origin requests, nor can names that begin with x-amz- and x-edge-.
// Source: helpers.md (AWS developer guide, "Add custom headers to origin requests").
const forbiddenHeaders = "cache-control connection content-length cookie host if-match " +
	"if-modified-since if-none-match if-range if-unmodified-since max-forwards pragma proxy-authenticate " +
	"proxy-authorization proxy-connection range request-range te trailer transfer-encoding upgrade via x-real-ip"

func isForbiddenHeader(lower string) bool {
	return hasWord(forbiddenHeaders, lower) || strings.HasPrefix(lower, "x-amz-") ||
		strings.HasPrefix(lower, "x-edge-")
}

// headerName is a token of RFC 9110, section 5.6.2.
var headerName = regexp.MustCompile("^[A-Za-z0-9!#$%&'*+\\-.^_`|~]{1,256}$")

const allowedHeaderName = "the name of a header, up to 256 bytes" // limits.md section 2

func isHeaderName(s string) bool { return headerName.MatchString(s) }

func (o *Origin) validateHeaders(path string) error {
	total := 0
	seen := make(map[string]bool, len(o.CustomHeaders.Items))
	for i, h := range o.CustomHeaders.Items {
		item := itemPath(path+".CustomHeaders.Items", i)
		name := strings.ToLower(h.HeaderName)
		switch {
		case !isHeaderName(name):
			return reject(CodeInvalidArgument, item+".HeaderName", h.HeaderName, allowedHeaderName)
		case isForbiddenHeader(name):
			return reject(CodeInvalidArgument, item+".HeaderName", h.HeaderName, "headers that may be set by configuration")
		case seen[name]:
			return reject(CodeInvalidArgument, item+".HeaderName", h.HeaderName, "each header once")
		case len(h.HeaderValue) > maxHeaderValue || strings.ContainsFunc(h.HeaderValue, isControl):
			return reject(CodeInvalidArgument, item+".HeaderValue", h.HeaderValue,
				fmt.Sprintf("up to %d bytes without control characters", maxHeaderValue))
		}
		seen[name] = true
		total += len(h.HeaderName) + len(h.HeaderValue)
	}
	if total > maxHeaders {
		return Errorf(CodeInvalidArgument, "The names and values of %s.CustomHeaders have %d bytes; the maximum is %d.",
			path, total, maxHeaders)
	}
	return nil
}

// isControl reports what may not stand in a header value, line ends above all (RFC 9110, section 5.5).
func isControl(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }

// failoverCodes may bring a request to the second origin of a group. Source: api.md section 4.3.
const failoverCodes = "400 403 404 416 429 500 502 503 504"

func validateOriginGroups(c *DistributionConfig) error {
	origins := make(map[string]bool, len(c.Origins.Items))
	ids := make(map[string]bool, len(c.Origins.Items)+len(c.OriginGroups.Items))
	for _, o := range c.Origins.Items {
		origins[o.Id], ids[o.Id] = true, true
	}
	for i := range c.OriginGroups.Items {
		g := &c.OriginGroups.Items[i]
		path := itemPath("OriginGroups.Items", i)
		if err := checkOriginID(ids, path, g.Id); err != nil {
			return err
		}
		if err := g.validate(path, origins); err != nil {
			return err
		}
	}
	return nil
}

func (g *OriginGroup) validate(path string, origins map[string]bool) error {
	members := g.Members.Items
	if len(members) != 2 || members[0] == members[1] {
		return rejectNumber(CodeInvalidArgument, path+".Members.Quantity", len(members), "two different origins")
	}
	for i, m := range members {
		if !origins[m.OriginId] {
			return noSuchOrigin(itemPath(path+".Members.Items", i)+".OriginId", m.OriginId)
		}
	}
	codes := g.FailoverCriteria.StatusCodes.Items
	if len(codes) == 0 {
		return rejectNumber(CodeInvalidArgument, path+".FailoverCriteria.StatusCodes.Quantity", 0, "at least one status code")
	}
	for i, code := range codes {
		if !hasWord(failoverCodes, strconv.Itoa(code)) || slices.Contains(codes[:i], code) {
			return rejectNumber(CodeInvalidArgument, itemPath(path+".FailoverCriteria.StatusCodes.Items", i), code,
				failoverCodes+", each once")
		}
	}
	return nil
}

// noSuchOrigin has the text of AWS, which does not say where; operators see that as the cause.
func noSuchOrigin(path, id string) error {
	return WrapError(CodeNoSuchOrigin, fmt.Errorf("%s names the unknown origin %q", path, id), "%s", textNoSuchOrigin)
}
