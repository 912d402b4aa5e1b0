// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package e2e_test

// This file drives policies, origin access and invalidations with the AWS CLI. Source of the commands: terraform.md 10.

import (
	"errors"
	"testing"
)

var errNotCompleted = errors.New("not completed")

func TestCLIPolicies(t *testing.T) {
	t.Parallel()
	p := startOn(t, t.TempDir())
	a := newCLI(t, p)
	a.file(t, "policy.json", `{"Name": "cli", "MinTTL": 1, "ParametersInCacheKeyAndForwardedToOrigin": {
		"EnableAcceptEncodingGzip": true, "HeadersConfig": {"HeaderBehavior": "none"}, "CookiesConfig": {"CookieBehavior": "none"},
		"QueryStringsConfig": {"QueryStringBehavior": "whitelist", "QueryStrings": {"Quantity": 1, "Items": ["q"]}}}}`)
	created := a.run(t, "create-cache-policy", "--cache-policy-config", "file://policy.json")
	policy, _ := created["CachePolicy"].(object)
	id, _ := policy["Id"].(string)
	want := object{
		"Comment": "", "Name": "cli", "MinTTL": 1.0, "DefaultTTL": 86400.0, "MaxTTL": 31536000.0,
		"ParametersInCacheKeyAndForwardedToOrigin": object{
			"EnableAcceptEncodingGzip": true, "EnableAcceptEncodingBrotli": false,
			"HeadersConfig": object{"HeaderBehavior": "none"}, "CookiesConfig": object{"CookieBehavior": "none"},
			"QueryStringsConfig": object{
				"QueryStringBehavior": "whitelist", "QueryStrings": object{"Quantity": 1.0, "Items": []any{"q"}},
			},
		},
	}
	checkJSON(t, "create-cache-policy", created, object{
		"Location": "https://cloudfront.amazonaws.com/2020-05-31/cache-policy/" + id, "ETag": etag1,
		"CachePolicy": object{"Id": id, "LastModifiedTime": "TIME", "CachePolicyConfig": want},
	})
	checkJSON(t, "get-cache-policy-config", a.run(t, "get-cache-policy-config", "--id", id), object{"ETag": etag1, "CachePolicyConfig": want})
	listed, _ := a.run(t, "list-cache-policies", "--type", "managed")["CachePolicyList"].(object)
	if items, _ := listed["Items"].([]any); len(items) != 7 {
		t.Errorf("list-cache-policies --type managed = %v", listed)
	}
	a.fail(t, "IllegalDelete", "DeleteCachePolicy", "delete-cache-policy", "--id", somePolicy, "--if-match", etag1)
	if out := a.run(t, "delete-cache-policy", "--id", id, "--if-match", etag1); out != nil {
		t.Errorf("delete-cache-policy printed %v", out)
	}
	a.fail(t, "NoSuchCachePolicy", "GetCachePolicy", "get-cache-policy", "--id", id)

	made := a.run(t, "create-cloud-front-origin-access-identity", "--cloud-front-origin-access-identity-config", "CallerReference=r,Comment=c")
	identities, _ := a.run(t, "list-cloud-front-origin-access-identities")["CloudFrontOriginAccessIdentityList"].(object)
	if items, _ := identities["Items"].([]any); made["ETag"] != etag1 || len(items) != 1 { // the CLI joins the pages
		t.Errorf("create-cloud-front-origin-access-identity: ETag %v; then %v", made["ETag"], identities)
	}
}

func TestCLIInvalidation(t *testing.T) {
	t.Parallel()
	p := startOn(t, t.TempDir())
	a := newCLI(t, p)
	d := createDistribution(t, p.client(t), exampleConfig())
	created := a.run(t, "create-invalidation", "--distribution-id", *d.Id, "--paths", "/*", "/a")
	i, _ := created["Invalidation"].(object)
	id, _ := i["Id"].(string)
	if i["Status"] != "InProgress" {
		t.Errorf("create-invalidation = %v", created)
	}
	// The CLI polls every 20 seconds; it must find this done.
	eventually(t, "the invalidation", func() error {
		got, _ := a.run(t, "get-invalidation", "--distribution-id", *d.Id, "--id", id)["Invalidation"].(object)
		if got["Status"] != "Completed" {
			return errNotCompleted
		}
		return nil
	})
	if out := a.run(t, "wait", "invalidation-completed", "--distribution-id", *d.Id, "--id", id); out != nil {
		t.Errorf("wait invalidation-completed printed %v", out)
	}
	listed, _ := a.run(t, "list-invalidations", "--distribution-id", *d.Id)["InvalidationList"].(object)
	items, _ := listed["Items"].([]any)
	if len(items) != 1 {
		t.Errorf("list-invalidations = %v", listed)
	}
	a.fail(t, "NoSuchInvalidation", "GetInvalidation", "get-invalidation", "--distribution-id", *d.Id, "--id", "INONE")
}
