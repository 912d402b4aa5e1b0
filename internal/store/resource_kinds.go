// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store

// This file says which kinds of resources distributions and key groups refer to, and how their rules differ.

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/google/uuid"

	"selvedge"
)

// resourceKind is what the rules of a kind need to know that does not depend on the shape of its configuration.
type resourceKind struct {
	name   string // in keys: policies/cache/<id> has the kind "cache-policy"
	noun   string // in messages
	prefix string // of the records

	maxResources int
	maxUsers     int // distributions that use the same resource; 0: as many as there are

	noSuch, exists, inUse, tooMany, tooManyUsers selvedge.Code
	textInUse                                    string // AWS's sentence
	// dangling is what those that name an unknown one get.
	dangling selvedge.Code
	// usedByGroups says that key groups use these, and not distributions.
	usedByGroups bool
	// managed holds the ids of managed resources.
	managed map[string]bool
	newID   func() string
}

// The kinds. Source of codes and texts: api.md sections 4.3, 6, 7 and 13; where AWS's text is not known, it has the form
// of the known ones.
var (
	cachePolicyKind = resourceKind{
		name: "cache-policy", noun: "cache policy", prefix: cachePolicyPrefix,
		maxResources: selvedge.MaxPolicies, maxUsers: selvedge.MaxDistributionsPerResource,
		noSuch: selvedge.CodeNoSuchCachePolicy, exists: selvedge.CodeCachePolicyAlreadyExists,
		inUse: selvedge.CodeCachePolicyInUse, tooMany: selvedge.CodeTooManyCachePolicies,
		tooManyUsers: selvedge.CodeTooManyDistributionsToCachePolicy, dangling: selvedge.CodeNoSuchCachePolicy,
		textInUse: "The specified cache policy is currently associated with a cache behavior. Please disassociate the policy before deleting.",
		managed:   idsOf(selvedge.ManagedCachePolicies()), newID: uuid.NewString,
	}
	requestPolicyKind = resourceKind{
		name: "origin-request-policy", noun: "origin request policy", prefix: requestPolicyPrefix,
		maxResources: selvedge.MaxPolicies, maxUsers: selvedge.MaxDistributionsPerResource,
		noSuch: selvedge.CodeNoSuchOriginRequestPolicy, exists: selvedge.CodeOriginRequestPolicyAlreadyExists,
		inUse: selvedge.CodeOriginRequestPolicyInUse, tooMany: selvedge.CodeTooManyOriginRequestPolicies,
		tooManyUsers: selvedge.CodeTooManyDistributionsToOriginRequest, dangling: selvedge.CodeNoSuchOriginRequestPolicy,
		textInUse: "The specified origin request policy is currently associated with a cache behavior. Please disassociate the policy before deleting.",
		managed:   idsOf(selvedge.ManagedOriginRequestPolicies()), newID: uuid.NewString,
	}
	responsePolicyKind = resourceKind{
		name: "response-headers-policy", noun: "response headers policy", prefix: responsePolicyPrefix,
		maxResources: selvedge.MaxPolicies, maxUsers: selvedge.MaxDistributionsPerResource,
		noSuch: selvedge.CodeNoSuchResponseHeadersPolicy, exists: selvedge.CodeResponseHeadersPolicyAlreadyExists,
		inUse: selvedge.CodeResponseHeadersPolicyInUse, tooMany: selvedge.CodeTooManyResponseHeadersPolicies,
		tooManyUsers: selvedge.CodeTooManyDistributionsToResponseHeaders, dangling: selvedge.CodeNoSuchResponseHeadersPolicy,
		textInUse: "The specified response headers policy is currently associated with a cache behavior. Please disassociate the policy before deleting.",
		managed:   idsOf(selvedge.ManagedResponseHeadersPolicies()), newID: uuid.NewString,
	}
	accessControlKind = resourceKind{
		name: "origin-access-control", noun: "origin access control", prefix: accessControlPrefix,
		maxResources: selvedge.MaxOriginAccessControls, maxUsers: selvedge.MaxDistributionsPerResource,
		noSuch: selvedge.CodeNoSuchOriginAccessControl, exists: selvedge.CodeOriginAccessControlAlreadyExists,
		inUse: selvedge.CodeOriginAccessControlInUse, tooMany: selvedge.CodeTooManyOriginAccessControls,
		tooManyUsers: selvedge.CodeTooManyDistributionsToAccessControl, dangling: selvedge.CodeInvalidOriginAccessControl,
		textInUse: "The specified origin access control is currently associated with an origin. Please disassociate it before deleting.",
		newID:     newAccessID,
	}
	accessIdentityKind = resourceKind{
		name: "origin-access-identity", noun: "CloudFront origin access identity", prefix: accessIdentityPrefix,
		maxResources: selvedge.MaxOriginAccessIdentities,
		noSuch:       selvedge.CodeNoSuchOriginAccessIdentity, exists: selvedge.CodeOriginAccessIdentityAlreadyExists,
		inUse: selvedge.CodeOriginAccessIdentityInUse, tooMany: selvedge.CodeTooManyOriginAccessIdentities,
		dangling: selvedge.CodeInvalidOriginAccessIdentity, textInUse: "The CloudFront origin access identity is still being used.",
		newID: newAccessID,
	}
	publicKeyKind = resourceKind{
		name: "public-key", noun: "public key", prefix: publicKeyPrefix, maxResources: selvedge.MaxPublicKeys, usedByGroups: true,
		noSuch: selvedge.CodeNoSuchPublicKey, exists: selvedge.CodePublicKeyAlreadyExists, inUse: selvedge.CodePublicKeyInUse,
		tooMany: selvedge.CodeTooManyPublicKeys, dangling: selvedge.CodeInvalidArgument,
		textInUse: "The specified public key is in use by a key group.", newID: func() string { return "K" + randomDigits() },
	}
	keyGroupKind = resourceKind{
		name: "key-group", noun: "key group", prefix: keyGroupPrefix,
		maxResources: selvedge.MaxKeyGroups, maxUsers: selvedge.MaxDistributionsPerResource,
		noSuch: selvedge.CodeNoSuchResource, exists: selvedge.CodeKeyGroupAlreadyExists, inUse: selvedge.CodeResourceInUse,
		tooMany: selvedge.CodeTooManyKeyGroupsInAccount, tooManyUsers: selvedge.CodeTooManyDistributionsToKeyGroup,
		dangling:  selvedge.CodeTrustedKeyGroupDoesNotExist,
		textInUse: "The specified key group is currently associated with a cache behavior. Please disassociate the key group before deleting.",
		newID:     uuid.NewString,
	}

	resourceKinds = []*resourceKind{
		&cachePolicyKind, &requestPolicyKind, &responsePolicyKind, &accessControlKind, &accessIdentityKind, &publicKeyKind, &keyGroupKind,
	}
)

func newAccessID() string { return "E" + randomDigits() }

func idsOf[C any](list []*selvedge.Resource[C]) map[string]bool {
	ids := make(map[string]bool, len(list))
	for _, r := range list {
		ids[r.ID] = true
	}
	return ids
}

// key returns the key of the record of a resource.
func (k *resourceKind) key(id string) string { return k.prefix + id }

func (k *resourceKind) counter() string { return counterPrefix + k.name }

// users returns the key of the distributions that use a resource, which is not managed.
func (k *resourceKind) users(id string) string { return resourceUserPrefix + k.name + "/" + id }

// nameKey hashes, because a caller reference may be long and hold any character.
func (k *resourceKind) nameKey(name string) string {
	sum := sha256.Sum256([]byte(name))
	return resourceNamePrefix + k.name + "/" + hex.EncodeToString(sum[:])
}

func (k *resourceKind) notFound() error {
	return selvedge.Errorf(k.noSuch, "The specified %s does not exist.", k.noun)
}

// reference is a resource that a distribution names: the name of its kind, a slash and its id.
type reference string

func (k *resourceKind) reference(id string) reference { return reference(k.name + "/" + id) }

// split returns what r is made of.
func (r reference) split() (kind *resourceKind, id string) {
	name, id, _ := strings.Cut(string(r), "/")
	for _, k := range resourceKinds {
		if k.name == name {
			return k, id
		}
	}
	panic("BUG: reference to an unknown kind: " + string(r))
}
