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

	{"ListTagsForResource", http.MethodGet, "/tagging", query{}, 200, noBody((*API).listTagsForResource)},
	{"TagResource", http.MethodPost, "/tagging", query{"Operation", "Tag"}, 204, body("tags", (*API).tagResource)},
	{"UntagResource", http.MethodPost, "/tagging", query{"Operation", "Untag"}, 204, body("tagKeys", (*API).untagResource)},
}
