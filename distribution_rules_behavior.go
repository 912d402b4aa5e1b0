// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

func validateBehaviors(c *DistributionConfig) error {
	if err := validatePathPatterns(c); err != nil {
		return err
	}
	targets := newTargets(c)
	for path, b := range c.pathBehaviors {
		if err := targets.validate(path, b); err != nil {
			return err
		}
		for _, rule := range []func(string) error{
			b.validateIDs, b.validateMode, b.validateTTLs, b.validateMethods, b.validateForwardedValues,
			b.validateFunctions, b.validateLambdas,
		} {
			if err := rule(path); err != nil {
				return err
			}
		}
	}
	return nil
}

func validatePathPatterns(c *DistributionConfig) error {
	seen := make(map[string]bool, len(c.CacheBehaviors.Items))
	for i := range c.CacheBehaviors.Items {
		pattern := c.CacheBehaviors.Items[i].PathPattern
		switch path := itemPath("CacheBehaviors.Items", i) + ".PathPattern"; {
		case len(pattern) > maxPath || !pathText.MatchString(pattern):
			return reject(CodeInvalidArgument, path, pattern,
				fmt.Sprintf("1 to %d letters, digits and _-.*$/~\"'@:+&?", maxPath))
		case seen[pattern]:
			return reject(CodeInvalidArgument, path, pattern, "each path pattern once")
		}
		seen[pattern] = true
	}
	return nil
}

// targets holds what behaviours can point to, by id.
type targets struct {
	origins map[string]*Origin
	groups  map[string]*OriginGroup
}

func newTargets(c *DistributionConfig) targets {
	t := targets{make(map[string]*Origin), make(map[string]*OriginGroup)}
	for i := range c.Origins.Items {
		t.origins[c.Origins.Items[i].Id] = &c.Origins.Items[i]
	}
	for i := range c.OriginGroups.Items {
		t.groups[c.OriginGroups.Items[i].Id] = &c.OriginGroups.Items[i]
	}
	return t
}

// validate checks the target of b and what depends on its kind. Groups were checked before.
func (t targets) validate(path string, b *CacheBehaviorSettings) error {
	origin, isOrigin := t.origins[b.TargetOriginId]
	if group, isGroup := t.groups[b.TargetOriginId]; isGroup {
		if b.AllowedMethods != nil && len(b.AllowedMethods.Items) > 3 { // the text: aws/aws-cdk issue 32450
			return Errorf(CodeInvalidArgument, "The parameter AllowedMethods cannot include POST, PUT, PATCH, or DELETE "+
				"for a cached behavior associated with an origin group.")
		}
		origin, isOrigin = t.origins[group.Members.Items[0].OriginId]
	}
	if !isOrigin {
		return noSuchOrigin(path+".TargetOriginId", b.TargetOriginId)
	}
	// Source: AWS developer guide, "Cache based on selected request headers": S3 origins cannot have all.
	if v := b.ForwardedValues; v != nil && origin.S3OriginConfig != nil && slices.Contains(v.Headers.Items, "*") {
		return reject(CodeInvalidHeadersForS3Origin, path+".ForwardedValues.Headers", "*", "header names, for an S3 origin")
	}
	return nil
}

var (
	uuid        = regexp.MustCompile(`^` + uuidPattern + `$`)
	signer      = regexp.MustCompile(`^(?:self|[0-9]{12})$`)
	functionARN = regexp.MustCompile(`^arn:aws:cloudfront::[0-9]{12}:function/[a-zA-Z0-9_-]{1,64}$`)
	lambdaARN   = regexp.MustCompile(`^arn:aws:lambda:us-east-1:[0-9]{12}:function:[a-zA-Z0-9_-]{1,64}:[0-9]+$`)
)

// validateIDs checks the form of ids only; what has another form cannot exist.
func (b *CacheBehaviorSettings) validateIDs(path string) error {
	for _, p := range []struct {
		name, id string
		code     Code
	}{
		{".CachePolicyId", b.CachePolicyId, CodeNoSuchCachePolicy},
		{".OriginRequestPolicyId", b.OriginRequestPolicyId, CodeNoSuchOriginRequestPolicy},
		{".ResponseHeadersPolicyId", b.ResponseHeadersPolicyId, CodeNoSuchResponseHeadersPolicy},
	} {
		if p.id != "" && !uuid.MatchString(p.id) {
			return reject(p.code, path+p.name, p.id, "the UUID of a policy")
		}
	}
	for i, id := range b.TrustedKeyGroups.Items {
		if !uuid.MatchString(id) {
			return reject(CodeTrustedKeyGroupDoesNotExist, itemPath(path+".TrustedKeyGroups.Items", i), id,
				"the UUID of a key group")
		}
	}
	for i, id := range b.TrustedSigners.Items {
		if !signer.MatchString(id) {
			return reject(CodeTrustedSignerDoesNotExist, itemPath(path+".TrustedSigners.Items", i), id,
				"an account number or self")
		}
	}
	return nil
}

// validateMode: a behaviour has a cache policy, or ForwardedValues and TTLs. Source: api.md section 4.3.
func (b *CacheBehaviorSettings) validateMode(path string) error {
	if b.CachePolicyId == "" {
		if b.ForwardedValues == nil {
			return Errorf(CodeInvalidArgument, "The parameter ForwardedValues is required: %s has neither ForwardedValues "+
				"nor CachePolicyId.", path)
		}
		return nil
	}
	for _, m := range []struct {
		name string
		set  bool
	}{
		{"ForwardedValues", b.ForwardedValues != nil},
		{"MinTTL", b.MinTTL != nil}, {"DefaultTTL", b.DefaultTTL != nil}, {"MaxTTL", b.MaxTTL != nil},
	} {
		if m.set {
			return Errorf(CodeInvalidArgument, "The parameter %s.%s cannot be used together with a cache policy; "+
				"CachePolicyId has the value %q.", path, m.name, b.CachePolicyId)
		}
	}
	return nil
}

func (b *CacheBehaviorSettings) validateTTLs(path string) error {
	for _, t := range []struct {
		name string
		ttl  *int64
	}{{".MinTTL", b.MinTTL}, {".DefaultTTL", b.DefaultTTL}, {".MaxTTL", b.MaxTTL}} {
		if err := checkTTL(path+t.name, t.ttl); err != nil {
			return err
		}
	}
	if b.MinTTL == nil || b.DefaultTTL == nil || b.MaxTTL == nil {
		return nil
	}
	if *b.MinTTL > *b.DefaultTTL || *b.DefaultTTL > *b.MaxTTL {
		return Errorf(CodeInvalidTTLOrder, "%s has MinTTL %d, DefaultTTL %d and MaxTTL %d; allowed: none is greater "+
			"than the next.", path, *b.MinTTL, *b.DefaultTTL, *b.MaxTTL)
	}
	return nil
}

// The sets of methods that a behaviour can have, sorted. Source: api.md section 4.3.
const (
	methodsRead    = "GET HEAD"
	methodsOptions = "GET HEAD OPTIONS"
	methodsAll     = "DELETE GET HEAD OPTIONS PATCH POST PUT"
)

func (b *CacheBehaviorSettings) validateMethods(path string) error {
	if b.AllowedMethods == nil {
		return nil
	}
	path += ".AllowedMethods"
	allowed := sortedMethods(b.AllowedMethods.Items)
	if !slices.Contains([]string{methodsRead, methodsOptions, methodsAll}, allowed) {
		return reject(CodeInvalidArgument, path, allowed,
			fmt.Sprintf("%s; %s; %s", methodsRead, methodsOptions, methodsAll))
	}
	if b.AllowedMethods.CachedMethods == nil {
		return nil
	}
	cached := sortedMethods(b.AllowedMethods.CachedMethods.Items)
	if cached != methodsRead && (cached != methodsOptions || allowed == methodsRead) {
		return reject(CodeInvalidArgument, path+".CachedMethods", cached,
			fmt.Sprintf("%s; or %s when they are allowed methods", methodsRead, methodsOptions))
	}
	return nil
}

func sortedMethods(methods []string) string {
	return strings.Join(slices.Sorted(slices.Values(methods)), " ")
}

func (b *CacheBehaviorSettings) validateForwardedValues(path string) error {
	v := b.ForwardedValues
	if v == nil {
		return nil
	}
	path += ".ForwardedValues"
	names := 0
	if v.Cookies.WhitelistedNames != nil {
		names = len(v.Cookies.WhitelistedNames.Items)
	}
	if (v.Cookies.Forward == "whitelist") != (names > 0) {
		return Errorf(CodeInvalidForwardCookies, "%s.Cookies has Forward %q and %d WhitelistedNames; allowed: whitelist "+
			"with names, none or all without.", path, v.Cookies.Forward, names)
	}
	if len(v.Headers.Items) > 1 && slices.Contains(v.Headers.Items, "*") {
		return reject(CodeInvalidArgument, path+".Headers", strings.Join(v.Headers.Items, ", "), "header names, or * alone")
	}
	for i, name := range v.Headers.Items {
		if !isHeaderName(name) {
			return reject(CodeInvalidArgument, itemPath(path+".Headers.Items", i), name, allowedHeaderName)
		}
	}
	return nil
}

// validateFunctions: whether a function exists and is published is checked where it is stored. The number of
// associations was checked before. Source: api.md section 2.11.
func (b *CacheBehaviorSettings) validateFunctions(path string) error {
	owner := make(map[EventType]string, maxFunctionAssociations)
	for i, a := range b.FunctionAssociations.Items {
		if !functionARN.MatchString(a.FunctionARN) {
			return reject(CodeInvalidFunctionAssociation, itemPath(path+".FunctionAssociations.Items", i)+".FunctionARN",
				a.FunctionARN, "the ARN of a function")
		}
		if first, taken := owner[a.EventType]; taken {
			return Errorf(CodeInvalidFunctionAssociation, "The event type of a function association must be unique in the "+
				"cache behavior: %s has %s and %s for %s.", path, first, a.FunctionARN, a.EventType)
		}
		owner[a.EventType] = a.FunctionARN
	}
	if len(owner) == 0 {
		return nil
	}
	for _, l := range b.LambdaFunctionAssociations.Items {
		if l.EventType == EventViewerRequest || l.EventType == EventViewerResponse {
			return Errorf(CodeInvalidFunctionAssociation, "%s has the function %s and the Lambda function %s for %s; a cache "+
				"behavior cannot have both kinds for viewer events.", path, b.FunctionAssociations.Items[0].FunctionARN,
				l.LambdaFunctionARN, l.EventType)
		}
	}
	return nil
}

// validateLambdas: the associations are stored, not run.
func (b *CacheBehaviorSettings) validateLambdas(path string) error {
	seen := make(map[EventType]bool, maxLambdaAssociations)
	for i, l := range b.LambdaFunctionAssociations.Items {
		item := itemPath(path+".LambdaFunctionAssociations.Items", i)
		switch {
		case !lambdaARN.MatchString(l.LambdaFunctionARN):
			return reject(CodeInvalidLambdaFunctionAssociation, item+".LambdaFunctionARN", l.LambdaFunctionARN,
				"the ARN of a function in us-east-1 that ends with the version number")
		case seen[l.EventType]:
			return reject(CodeInvalidLambdaFunctionAssociation, item+".EventType", string(l.EventType), "each event type once")
		}
		seen[l.EventType] = true
	}
	return nil
}
