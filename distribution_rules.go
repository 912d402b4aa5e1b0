// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Quotas of a distribution. Source: AWS developer guide, "Quotas" (api.md section 12).
const (
	maxOrigins              = 100
	maxOriginGroups         = 10
	maxOriginHeaders        = 30 // per origin
	maxCacheBehaviors       = 75 // without the default one
	maxAliases              = 100
	maxKeyGroups            = 4  // per behaviour
	maxFunctionAssociations = 2  // per behaviour
	maxLambdaAssociations   = 4  // per behaviour
	maxForwardedNames       = 10 // per list of headers, cookies or query parameters

	maxDistributionComment       = 128               // characters
	maxPath                      = 255               // bytes of a path pattern, origin path, root object or error page
	maxTTL                 int64 = 100 * 365 * 86400 // seconds
)

// Validate checks the rules of a normalised configuration that need no stored state. The error has the code that
// the API gives and names the member, its value and what is allowed. Source: api.md section 4.3.
func (c *DistributionConfig) Validate() error {
	for _, rule := range []func(*DistributionConfig) error{
		func(c *DistributionConfig) error { return validateMembers(c) }, validateQuotas, validateGeneral,
		validateAliases, validateCertificate, validateErrorResponses, validateGeoRestriction,
		validateOrigins, validateOriginGroups, validateBehaviors,
	} {
		if err := rule(c); err != nil {
			return err
		}
	}
	return nil
}

// pathBehaviors calls yield with each behaviour and its path in the configuration, the default one last.
func (c *DistributionConfig) pathBehaviors(yield func(string, *CacheBehaviorSettings) bool) {
	i := 0
	for b := range c.Behaviors {
		path := "DefaultCacheBehavior"
		if i < len(c.CacheBehaviors.Items) {
			path = itemPath("CacheBehaviors.Items", i)
		}
		if !yield(path, b) {
			return
		}
		i++
	}
}

// quota limits the number of items of a list.
type quota struct {
	path     string
	num, max int
	code     Code
}

func validateQuotas(c *DistributionConfig) error {
	list := []quota{
		{"Origins", len(c.Origins.Items), maxOrigins, CodeTooManyOrigins},
		{"OriginGroups", len(c.OriginGroups.Items), maxOriginGroups, CodeTooManyOriginGroups},
		{"CacheBehaviors", len(c.CacheBehaviors.Items), maxCacheBehaviors, CodeTooManyCacheBehaviors},
		{"Aliases", len(c.Aliases.Items), maxAliases, CodeTooManyDistributionCNAMEs},
	}
	for i := range c.Origins.Items {
		num := len(c.Origins.Items[i].CustomHeaders.Items)
		list = append(list, quota{itemPath("Origins.Items", i) + ".CustomHeaders", num,
			maxOriginHeaders, CodeTooManyOriginCustomHeaders})
	}
	for path, b := range c.pathBehaviors {
		list = append(list, b.quotas(path)...)
	}
	for _, q := range list {
		if q.num > q.max {
			return Errorf(q.code, "%s has %d items; the maximum is %d.", q.path, q.num, q.max)
		}
	}
	return nil
}

func (b *CacheBehaviorSettings) quotas(path string) []quota {
	list := []quota{
		{path + ".FunctionAssociations", len(b.FunctionAssociations.Items),
			maxFunctionAssociations, CodeTooManyFunctionAssociations},
		{path + ".LambdaFunctionAssociations", len(b.LambdaFunctionAssociations.Items),
			maxLambdaAssociations, CodeTooManyLambdaFunctionAssociations},
		{path + ".TrustedKeyGroups", len(b.TrustedKeyGroups.Items), maxKeyGroups, CodeTooManyKeyGroups},
	}
	v := b.ForwardedValues
	if v == nil {
		return list
	}
	path += ".ForwardedValues"
	list = append(list,
		quota{path + ".Headers", len(v.Headers.Items), maxForwardedNames, CodeTooManyHeadersInForwardedValues},
		quota{path + ".QueryStringCacheKeys", len(v.QueryStringCacheKeys.Items),
			maxForwardedNames, CodeTooManyQueryStringParameters})
	if names := v.Cookies.WhitelistedNames; names != nil {
		list = append(list, quota{path + ".Cookies.WhitelistedNames", len(names.Items),
			maxForwardedNames, CodeTooManyCookieNamesInWhiteList})
	}
	return list
}

// pathText is the alphabet of path patterns and root objects. Source: AWS developer guide, "path pattern".
var pathText = regexp.MustCompile(`^[A-Za-z0-9_\-.*$/~"'@:+&?]+$`)

const uuidPattern = `[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}`

// webACL is an id of WAF Classic or an ARN of WAF.
var webACL = regexp.MustCompile(
	`^(?:arn:aws:wafv2:[a-z0-9-]+:[0-9]{12}:global/webacl/[A-Za-z0-9_-]{1,128}/)?` + uuidPattern + `$`)

func validateGeneral(c *DistributionConfig) error {
	root := c.DefaultRootObject
	switch {
	case c.CallerReference == "":
		return reject(CodeInvalidArgument, "CallerReference", "", "a text that is not empty")
	case utf8.RuneCountInString(c.Comment) > maxDistributionComment:
		return reject(CodeInvalidArgument, "Comment", c.Comment, fmt.Sprintf("up to %d characters", maxDistributionComment))
	case strings.HasPrefix(root, "/") || len(root) > maxPath || root != "" && !pathText.MatchString(root):
		return reject(CodeInvalidDefaultRootObject, "DefaultRootObject", root,
			fmt.Sprintf("up to %d letters, digits and _-.*$/~\"'@:+&? without a / at the beginning", maxPath))
	case c.WebACLId != "" && !webACL.MatchString(c.WebACLId):
		return reject(CodeInvalidWebACLID, "WebACLId", c.WebACLId, "a UUID or the ARN of a global web ACL")
	}
	return nil
}

const (
	maxHostName  = 253 // bytes; RFC 1035, section 2.3.4
	labelPattern = `[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?`
)

// hostName is a name of any number of labels, underscores included (container networks have them), or an IPv4
// address.
var hostName = regexp.MustCompile(`^` + labelPattern + `(?:\.` + labelPattern + `)*$`)

func isHostName(s string) bool { return len(s) <= maxHostName && hostName.MatchString(s) }

func validateAliases(c *DistributionConfig) error {
	seen := make(map[string]bool, len(c.Aliases.Items))
	for i, alias := range c.Aliases.Items {
		key := strings.ToLower(alias)
		switch path := itemPath("Aliases.Items", i); {
		case len(alias) > maxHostName || !isHostName(strings.TrimPrefix(alias, "*.")):
			return reject(CodeInvalidArgument, path, alias, "a host name, the first label of which may be *")
		case seen[key]:
			return reject(CodeInvalidArgument, path, alias, "each alias once")
		}
		seen[key] = true
	}
	return nil
}

func validateCertificate(c *DistributionConfig) error {
	v := c.ViewerCertificate
	switch {
	case v == nil:
		return nil
	case v.certificates() != 1:
		return Errorf(CodeInvalidViewerCertificate, "ViewerCertificate has %d certificates; allowed: exactly one of "+
			"CloudFrontDefaultCertificate, IAMCertificateId and ACMCertificateArn.", v.certificates())
	case !v.CloudFrontDefaultCertificate && v.SSLSupportMethod == "":
		return reject(CodeInvalidViewerCertificate, "ViewerCertificate.SSLSupportMethod", "",
			"sni-only, vip or static-ip with a certificate of your own")
	case v.SSLSupportMethod == "sni-only" && v.MinimumProtocolVersion == "SSLv3":
		return reject(CodeInvalidMinimumProtocolVersion, "ViewerCertificate.MinimumProtocolVersion",
			v.MinimumProtocolVersion, "TLSv1 or later with SSLSupportMethod sni-only")
	}
	return nil
}

// Codes of custom error responses. Source: api.md section 4.3; the answer may also be 200.
const (
	errorCodes    = "400 403 404 405 414 416 500 501 502 503 504"
	responseCodes = "200 " + errorCodes
)

func validateErrorResponses(c *DistributionConfig) error {
	seen := make(map[int]bool, len(c.CustomErrorResponses.Items))
	for i := range c.CustomErrorResponses.Items {
		r := &c.CustomErrorResponses.Items[i]
		path := itemPath("CustomErrorResponses.Items", i)
		if seen[r.ErrorCode] {
			return rejectNumber(CodeInvalidArgument, path+".ErrorCode", r.ErrorCode, "each error code once")
		}
		seen[r.ErrorCode] = true
		if err := r.validate(path); err != nil {
			return err
		}
	}
	return nil
}

func (r *CustomErrorResponse) validate(path string) error {
	page := r.ResponsePagePath
	switch {
	case !hasWord(errorCodes, strconv.Itoa(r.ErrorCode)):
		return rejectNumber(CodeInvalidErrorCode, path+".ErrorCode", r.ErrorCode, errorCodes)
	case (page == "") != (r.ResponseCode == ""):
		return Errorf(CodeInvalidArgument, "%s has ResponsePagePath %q and ResponseCode %q; allowed: both or neither.",
			path, page, r.ResponseCode)
	case r.ResponseCode != "" && !hasWord(responseCodes, r.ResponseCode):
		return reject(CodeInvalidResponseCode, path+".ResponseCode", r.ResponseCode, responseCodes)
	case page != "" && page[0] != '/' || len(page) > maxPath || strings.ContainsFunc(page, isNotPathByte):
		return reject(CodeInvalidRelativePath, path+".ResponsePagePath", page,
			fmt.Sprintf("up to %d visible ASCII characters that begin with /", maxPath))
	}
	return checkTTL(path+".ErrorCachingMinTTL", r.ErrorCachingMinTTL)
}

// checkTTL bounds a TTL, which also keeps it within time.Duration.
func checkTTL(path string, ttl *int64) error {
	if ttl != nil && (*ttl < 0 || *ttl > maxTTL) {
		return rejectNumber(CodeInvalidArgument, path, *ttl, fmt.Sprintf("0 to %d seconds", maxTTL))
	}
	return nil
}

// hasWord says whether word is one of the words of list, which are separated by blanks.
func hasWord(list, word string) bool {
	return word != "" && !strings.Contains(word, " ") && strings.Contains(" "+list+" ", " "+word+" ")
}

// isNotPathByte reports what cannot stand in a request line.
func isNotPathByte(r rune) bool { return r <= ' ' || r > '~' }
