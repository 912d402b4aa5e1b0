// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfapi

import "net/http"

// version is the API version that every path begins with.
const version = "/2020-05-31"

// operation is one row of the table: an operation of the API.
type operation struct {
	name   string
	method string
	path   string // below the version; {X} stands for one path segment
	when   query  // tells siblings on the same path apart
	status int    // of a successful answer
	run    handler
}

// query is a condition on the query string: key must be there, and have the value when one is given.
type query struct{ key, value string }

// operations is the dispatch table. Source: AWS CloudFront API 2020-05-31, request syntax of each operation.
var operations = []operation{
	{"CreateFunction", http.MethodPost, "/function", query{}, 201, functionBody((*API).createFunction)},
	{"ListFunctions", http.MethodGet, "/function", query{}, 200, noBody((*API).listFunctions)},
	{"GetFunction", http.MethodGet, "/function/{Name}", query{}, 200, noBody((*API).getFunction)},
	{"DescribeFunction", http.MethodGet, "/function/{Name}/describe", query{}, 200, noBody((*API).describeFunction)},
	{"UpdateFunction", http.MethodPut, "/function/{Name}", query{}, 200, functionBody((*API).updateFunction)},
	{"PublishFunction", http.MethodPost, "/function/{Name}/publish", query{}, 200, noBody((*API).publishFunction)},
	{"TestFunction", http.MethodPost, "/function/{Name}/test", query{}, 200, functionBody((*API).testFunction)},
	{"DeleteFunction", http.MethodDelete, "/function/{Name}", query{}, 204, noBody((*API).deleteFunction)},

	{
		"CreateDistributionWithTags", http.MethodPost, "/distribution", query{"WithTags", ""}, 201,
		body("distributionConfigWithTags", (*API).createDistributionWithTags),
	},
	{"CreateDistribution", http.MethodPost, "/distribution", query{}, 201, body("distributionConfig", (*API).createDistribution)},
	{"ListDistributions", http.MethodGet, "/distribution", query{}, 200, noBody((*API).listDistributions)},
	{"GetDistribution", http.MethodGet, "/distribution/{Id}", query{}, 200, noBody((*API).getDistribution)},
	{"GetDistributionConfig", http.MethodGet, "/distribution/{Id}/config", query{}, 200, noBody((*API).getDistributionConfig)},
	{
		"UpdateDistribution", http.MethodPut, "/distribution/{Id}/config", query{}, 200,
		body("distributionConfig", (*API).updateDistribution),
	},
	{"DeleteDistribution", http.MethodDelete, "/distribution/{Id}", query{}, 204, noBody((*API).deleteDistribution)},

	{"CreateKeyValueStore", http.MethodPost, "/key-value-store", query{}, 201, functionBody((*API).createKeyValueStore)},
	{"ListKeyValueStores", http.MethodGet, "/key-value-store", query{}, 200, noBody((*API).listKeyValueStores)},
	{"DescribeKeyValueStore", http.MethodGet, "/key-value-store/{Name}", query{}, 200, noBody((*API).describeKeyValueStore)},
	{"UpdateKeyValueStore", http.MethodPut, "/key-value-store/{Name}", query{}, 200, functionBody((*API).updateKeyValueStore)},
	{"DeleteKeyValueStore", http.MethodDelete, "/key-value-store/{Name}", query{}, 204, noBody((*API).deleteKeyValueStore)},

	{"CreateCachePolicy", http.MethodPost, "/cache-policy", query{}, 201, bodyOrNothing("cachePolicyConfig", cachePolicyCalls.create)},
	{"ListCachePolicies", http.MethodGet, "/cache-policy", query{}, 200, noBody(cachePolicyCalls.listAll)},
	{"GetCachePolicy", http.MethodGet, "/cache-policy/{Id}", query{}, 200, noBody(cachePolicyCalls.get)},
	{"GetCachePolicyConfig", http.MethodGet, "/cache-policy/{Id}/config", query{}, 200, noBody(cachePolicyCalls.getConfig)},
	{"UpdateCachePolicy", http.MethodPut, "/cache-policy/{Id}", query{}, 200, bodyOrNothing("cachePolicyConfig", cachePolicyCalls.update)},
	{"DeleteCachePolicy", http.MethodDelete, "/cache-policy/{Id}", query{}, 204, noBody(cachePolicyCalls.remove)},
	{"ListDistributionsByCachePolicyId", http.MethodGet, "/distributionsByCachePolicyId/{Id}", query{}, 200, noBody(cachePolicyCalls.listUsers)},

	{"CreateOriginRequestPolicy", http.MethodPost, "/origin-request-policy", query{}, 201, bodyOrNothing("originRequestPolicyConfig", originRequestPolicyCalls.create)},
	{"ListOriginRequestPolicies", http.MethodGet, "/origin-request-policy", query{}, 200, noBody(originRequestPolicyCalls.listAll)},
	{"GetOriginRequestPolicy", http.MethodGet, "/origin-request-policy/{Id}", query{}, 200, noBody(originRequestPolicyCalls.get)},
	{"GetOriginRequestPolicyConfig", http.MethodGet, "/origin-request-policy/{Id}/config", query{}, 200, noBody(originRequestPolicyCalls.getConfig)},
	{"UpdateOriginRequestPolicy", http.MethodPut, "/origin-request-policy/{Id}", query{}, 200, bodyOrNothing("originRequestPolicyConfig", originRequestPolicyCalls.update)},
	{"DeleteOriginRequestPolicy", http.MethodDelete, "/origin-request-policy/{Id}", query{}, 204, noBody(originRequestPolicyCalls.remove)},
	{"ListDistributionsByOriginRequestPolicyId", http.MethodGet, "/distributionsByOriginRequestPolicyId/{Id}", query{}, 200, noBody(originRequestPolicyCalls.listUsers)},

	{"CreateResponseHeadersPolicy", http.MethodPost, "/response-headers-policy", query{}, 201, bodyOrNothing("responseHeadersPolicyConfig", responseHeadersPolicyCalls.create)},
	{"ListResponseHeadersPolicies", http.MethodGet, "/response-headers-policy", query{}, 200, noBody(responseHeadersPolicyCalls.listAll)},
	{"GetResponseHeadersPolicy", http.MethodGet, "/response-headers-policy/{Id}", query{}, 200, noBody(responseHeadersPolicyCalls.get)},
	{"GetResponseHeadersPolicyConfig", http.MethodGet, "/response-headers-policy/{Id}/config", query{}, 200, noBody(responseHeadersPolicyCalls.getConfig)},
	{"UpdateResponseHeadersPolicy", http.MethodPut, "/response-headers-policy/{Id}", query{}, 200, bodyOrNothing("responseHeadersPolicyConfig", responseHeadersPolicyCalls.update)},
	{"DeleteResponseHeadersPolicy", http.MethodDelete, "/response-headers-policy/{Id}", query{}, 204, noBody(responseHeadersPolicyCalls.remove)},
	{"ListDistributionsByResponseHeadersPolicyId", http.MethodGet, "/distributionsByResponseHeadersPolicyId/{Id}", query{}, 200, noBody(responseHeadersPolicyCalls.listUsers)},

	{"CreateOriginAccessControl", http.MethodPost, "/origin-access-control", query{}, 201, bodyOrNothing("originAccessControlConfig", originAccessControlCalls.create)},
	{"ListOriginAccessControls", http.MethodGet, "/origin-access-control", query{}, 200, noBody(originAccessControlCalls.listAll)},
	{"GetOriginAccessControl", http.MethodGet, "/origin-access-control/{Id}", query{}, 200, noBody(originAccessControlCalls.get)},
	{"GetOriginAccessControlConfig", http.MethodGet, "/origin-access-control/{Id}/config", query{}, 200, noBody(originAccessControlCalls.getConfig)},
	{"UpdateOriginAccessControl", http.MethodPut, "/origin-access-control/{Id}/config", query{}, 200, bodyOrNothing("originAccessControlConfig", originAccessControlCalls.update)},
	{"DeleteOriginAccessControl", http.MethodDelete, "/origin-access-control/{Id}", query{}, 204, noBody(originAccessControlCalls.remove)},

	{"CreateCloudFrontOriginAccessIdentity", http.MethodPost, "/origin-access-identity/cloudfront", query{}, 201, body("cloudFrontOriginAccessIdentityConfig", originAccessIdentityCalls.create)},
	{"ListCloudFrontOriginAccessIdentities", http.MethodGet, "/origin-access-identity/cloudfront", query{}, 200, noBody(originAccessIdentityCalls.listAll)},
	{"GetCloudFrontOriginAccessIdentity", http.MethodGet, "/origin-access-identity/cloudfront/{Id}", query{}, 200, noBody(originAccessIdentityCalls.get)},
	{"GetCloudFrontOriginAccessIdentityConfig", http.MethodGet, "/origin-access-identity/cloudfront/{Id}/config", query{}, 200, noBody(originAccessIdentityCalls.getConfig)},
	{"UpdateCloudFrontOriginAccessIdentity", http.MethodPut, "/origin-access-identity/cloudfront/{Id}/config", query{}, 200, body("cloudFrontOriginAccessIdentityConfig", originAccessIdentityCalls.update)},
	{"DeleteCloudFrontOriginAccessIdentity", http.MethodDelete, "/origin-access-identity/cloudfront/{Id}", query{}, 204, noBody(originAccessIdentityCalls.remove)},

	{"CreatePublicKey", http.MethodPost, "/public-key", query{}, 201, bodyOrNothing("publicKeyConfig", publicKeyCalls.create)},
	{"ListPublicKeys", http.MethodGet, "/public-key", query{}, 200, noBody(publicKeyCalls.listAll)},
	{"GetPublicKey", http.MethodGet, "/public-key/{Id}", query{}, 200, noBody(publicKeyCalls.get)},
	{"GetPublicKeyConfig", http.MethodGet, "/public-key/{Id}/config", query{}, 200, noBody(publicKeyCalls.getConfig)},
	{"UpdatePublicKey", http.MethodPut, "/public-key/{Id}/config", query{}, 200, bodyOrNothing("publicKeyConfig", publicKeyCalls.update)},
	{"DeletePublicKey", http.MethodDelete, "/public-key/{Id}", query{}, 204, noBody(publicKeyCalls.remove)},
	{"CreateKeyGroup", http.MethodPost, "/key-group", query{}, 201, bodyOrNothing("keyGroupConfig", keyGroupCalls.create)},
	{"ListKeyGroups", http.MethodGet, "/key-group", query{}, 200, noBody(keyGroupCalls.listAll)},
	{"GetKeyGroup", http.MethodGet, "/key-group/{Id}", query{}, 200, noBody(keyGroupCalls.get)},
	{"GetKeyGroupConfig", http.MethodGet, "/key-group/{Id}/config", query{}, 200, noBody(keyGroupCalls.getConfig)},
	{"UpdateKeyGroup", http.MethodPut, "/key-group/{Id}", query{}, 200, bodyOrNothing("keyGroupConfig", keyGroupCalls.update)},
	{"DeleteKeyGroup", http.MethodDelete, "/key-group/{Id}", query{}, 204, noBody(keyGroupCalls.remove)},
	{"ListDistributionsByKeyGroup", http.MethodGet, "/distributionsByKeyGroupId/{Id}", query{}, 200, noBody(keyGroupCalls.listUsers)},

	{
		"CreateInvalidation", http.MethodPost, "/distribution/{DistributionId}/invalidation", query{}, 201,
		body("invalidationBatch", (*API).createInvalidation),
	},
	{"ListInvalidations", http.MethodGet, "/distribution/{DistributionId}/invalidation", query{}, 200, noBody((*API).listInvalidations)},
	{"GetInvalidation", http.MethodGet, "/distribution/{DistributionId}/invalidation/{Id}", query{}, 200, noBody((*API).getInvalidation)},

	{
		"CreateMonitoringSubscription", http.MethodPost, "/distributions/{DistributionId}/monitoring-subscription", query{}, 200,
		bodyOrNothing("monitoringSubscription", (*API).createMonitoringSubscription),
	},
	{
		"GetMonitoringSubscription", http.MethodGet, "/distributions/{DistributionId}/monitoring-subscription", query{}, 200,
		noBody((*API).getMonitoringSubscription),
	},
	{
		"DeleteMonitoringSubscription", http.MethodDelete, "/distributions/{DistributionId}/monitoring-subscription", query{}, 200,
		noBody((*API).deleteMonitoringSubscription),
	},

	{"ListTagsForResource", http.MethodGet, "/tagging", query{}, 200, noBody((*API).listTagsForResource)},
	{"TagResource", http.MethodPost, "/tagging", query{"Operation", "Tag"}, 204, body("tags", (*API).tagResource)},
	{"UntagResource", http.MethodPost, "/tagging", query{"Operation", "Untag"}, 204, body("tagKeys", (*API).untagResource)},
}
