// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store_test

import (
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"selvedge"
	"selvedge/internal/store"
)

// cachePolicy returns the configuration of a cache policy.
func cachePolicy(name string) selvedge.CachePolicyConfig {
	return selvedge.CachePolicyConfig{Name: name, Comment: "c", MinTTL: 1}
}

func requestPolicy(name string) selvedge.OriginRequestPolicyConfig {
	c := selvedge.OriginRequestPolicyConfig{Name: name}
	c.HeadersConfig.HeaderBehavior = selvedge.SelectNone
	c.CookiesConfig.CookieBehavior = selvedge.SelectNone
	c.QueryStringsConfig.QueryStringBehavior = selvedge.SelectAll
	return c
}

func accessControl(name string) selvedge.OriginAccessControlConfig {
	return selvedge.OriginAccessControlConfig{
		Name: name, SigningProtocol: "sigv4", SigningBehavior: selvedge.SignAlways, OriginAccessControlOriginType: "s3",
	}
}

// mustMake ends the test when a resource cannot be made.
func mustMake[C any](t *testing.T, s selvedge.ResourceService[C], config C) *selvedge.Resource[C] {
	t.Helper()
	r, err := s.Create(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// using returns a configuration whose default behaviour uses a cache policy.
func using(reference, policy string) selvedge.DistributionConfig {
	c := newConfig(reference)
	c.DefaultCacheBehavior.CachePolicyId = policy
	return c
}

// behindS3 returns a configuration with an S3 origin that has an origin access control or an identity.
func behindS3(reference, control, identity string) selvedge.DistributionConfig {
	c := newConfig(reference)
	if identity != "" {
		identity = "origin-access-identity/cloudfront/" + identity
	}
	c.Origins.Items[0].CustomOriginConfig = nil
	c.Origins.Items[0].S3OriginConfig = &selvedge.S3OriginConfig{OriginAccessIdentity: identity}
	c.Origins.Items[0].OriginAccessControlId = control
	return c
}

func TestResourceLifeCycle(t *testing.T) {
	eachMode(t, store.Config{}, func(t *testing.T, f fixture) {
		policies := f.CachePolicies()
		made := mustMake(t, policies, cachePolicy("p"))
		config := cachePolicy("p")
		config.Normalize()
		want := &selvedge.CachePolicy{ID: made.ID, Config: config, Version: 1, CreatedTime: at(0), LastModifiedTime: at(0)}
		wantEqual(t, "made", made, want)
		read, err := policies.Resource(t.Context(), made.ID)
		if err != nil {
			t.Fatal(err)
		}
		wantEqual(t, "read", read, want)

		f.clock.advance(time.Minute)
		config.Name, config.Comment = "q", "other"
		changed, err := policies.Update(t.Context(), made.ID, made.ETag(), config)
		if err != nil {
			t.Fatal(err)
		}
		want.Config, want.Version, want.LastModifiedTime = config, 2, at(time.Minute)
		wantEqual(t, "changed", changed, want)
		mustMake(t, policies, cachePolicy("p")) // the name is free again

		_, err = policies.Update(t.Context(), made.ID, made.ETag(), config)
		wantError(t, err, selvedge.CodePreconditionFailed, changed.ETag())
		_, err = policies.Update(t.Context(), made.ID, "", config)
		wantError(t, err, selvedge.CodeInvalidIfMatchVersion, "")
		wantError(t, policies.Delete(t.Context(), made.ID, made.ETag()), selvedge.CodePreconditionFailed, "")
		if err := policies.Delete(t.Context(), made.ID, changed.ETag()); err != nil {
			t.Fatal(err)
		}
		_, err = policies.Resource(t.Context(), made.ID)
		wantError(t, err, selvedge.CodeNoSuchCachePolicy, "The specified cache policy does not exist.")
		wantError(t, policies.Delete(t.Context(), made.ID, "x"), selvedge.CodeNoSuchCachePolicy, "")
	})
}

// TestResourceRules: names are used once, those of managed policies included, and managed policies stay as they are.
// Source: api.md section 6.
func TestResourceRules(t *testing.T) {
	eachMode(t, store.Config{}, func(t *testing.T, f fixture) {
		policies := f.CachePolicies()
		p := mustMake(t, policies, cachePolicy("p"))
		mustMake(t, policies, cachePolicy("q"))
		mustMake(t, f.OriginRequestPolicies(), requestPolicy("p")) // names of other kinds are other names
		create := func(config selvedge.CachePolicyConfig) error {
			_, err := policies.Create(t.Context(), config)
			return err
		}
		update := func(id, tag, name string) error {
			_, err := policies.Update(t.Context(), id, tag, cachePolicy(name))
			return err
		}
		wantError(t, create(cachePolicy("p")), selvedge.CodeCachePolicyAlreadyExists, p.ID)
		wantError(t, create(cachePolicy("Managed-CachingDisabled")), selvedge.CodeCachePolicyAlreadyExists, "Managed-CachingDisabled")
		wantError(t, create(cachePolicy("not valid")), selvedge.CodeInvalidArgument, "Name")
		wantError(t, update(p.ID, p.ETag(), "q"), selvedge.CodeCachePolicyAlreadyExists, "")
		wantError(t, update(p.ID, p.ETag(), "Managed-Amplify"), selvedge.CodeCachePolicyAlreadyExists, "")
		wantError(t, update(p.ID, p.ETag(), "not valid"), selvedge.CodeInvalidArgument, "Name")
		wantError(t, update("x", p.ETag(), "not valid"), selvedge.CodeNoSuchCachePolicy, "")
		wantError(t, update(selvedge.ManagedCachingOptimized, selvedge.ETag(1), "x"), selvedge.CodeIllegalUpdate, "managed")
		wantError(t, policies.Delete(t.Context(), selvedge.ManagedCachingOptimized, selvedge.ETag(1)),
			selvedge.CodeIllegalDelete, "managed")
		for i := range selvedge.MaxPolicies - 2 {
			mustMake(t, policies, cachePolicy(fmt.Sprint("n", i)))
		}
		wantError(t, create(cachePolicy("p")), selvedge.CodeCachePolicyAlreadyExists, "") // before the quota (api.md 1.6)
		wantError(t, create(cachePolicy("more")), selvedge.CodeTooManyCachePolicies, "20")

		list := func(kind, after string, limit int) ([]string, bool) {
			t.Helper()
			found, more, err := policies.Resources(t.Context(), kind, selvedge.Page{After: after, Limit: limit})
			if err != nil {
				t.Fatal(err)
			}
			var names []string
			for _, r := range found {
				names = append(names, r.Config.Name)
			}
			return names, more
		}
		all, more := list("", "", 100)
		if len(all) != 7+20 || more || all[0] != "Managed-Amplify" || all[7] != "p" || all[26] != "n17" {
			t.Errorf("all = %v, %v", all, more)
		}
		custom, more := list(selvedge.PolicyCustom, "", 1)
		wantEqual(t, "custom", []any{custom, more}, []any{[]string{"p"}, true})
		custom, more = list(selvedge.PolicyCustom, p.ID, 100)
		wantEqual(t, "second page", []any{custom[0], len(custom), more}, []any{"q", 19, false})
		managed, more := list(selvedge.PolicyManaged, selvedge.ManagedCachingOptimized, 100)
		wantEqual(t, "managed", []any{len(managed), more}, []any{4, false})
		_, _, err := policies.Resources(t.Context(), "", selvedge.Page{After: "x", Limit: 1})
		wantError(t, err, selvedge.CodeInvalidArgument, `"x"`)
	})
}

// TestResourceUse: distributions name what exists, which then cannot be deleted, and are deployed again when it changes.
// Source: api.md sections 4.2, 4.3 and 6.
func TestResourceUse(t *testing.T) {
	eachMode(t, store.Config{}, func(t *testing.T, f fixture) {
		policies := f.CachePolicies()
		p := mustMake(t, policies, cachePolicy("p"))
		const unknown = "11111111-2222-3333-4444-555555555555"
		for _, tt := range []struct {
			name   string
			change func(*selvedge.CacheBehaviorSettings)
			code   selvedge.Code
		}{
			{"cache policy", func(b *selvedge.CacheBehaviorSettings) { b.CachePolicyId = unknown }, selvedge.CodeNoSuchCachePolicy},
			{"origin request policy", func(b *selvedge.CacheBehaviorSettings) { b.OriginRequestPolicyId = p.ID },
				selvedge.CodeNoSuchOriginRequestPolicy},
			{"response headers policy", func(b *selvedge.CacheBehaviorSettings) { b.ResponseHeadersPolicyId = unknown },
				selvedge.CodeNoSuchResponseHeadersPolicy},
		} {
			c := newConfig("x")
			tt.change(&c.DefaultCacheBehavior)
			_, err := f.CreateDistribution(t.Context(), c, nil)
			wantError(t, err, tt.code, "does not exist")
		}
		d := f.mustDistribute(t, using("a", p.ID))
		e := f.mustDistribute(t, using("b", p.ID))
		other := f.mustDistribute(t, newConfig("c"))
		wantError(t, policies.Delete(t.Context(), p.ID, p.ETag()), selvedge.CodeCachePolicyInUse,
			"The specified cache policy is currently associated with a cache behavior. Please disassociate the policy before deleting.")

		f.clock.advance(time.Minute)
		p, err := policies.Update(t.Context(), p.ID, p.ETag(), cachePolicy("renamed"))
		if err != nil {
			t.Fatal(err)
		}
		for _, old := range []*selvedge.Distribution{d, e} {
			now := mustD(t)(f.Distribution(t.Context(), old.ID))
			wantEqual(t, "deployed again", []any{now.Version, now.LastModifiedTime}, []any{uint64(2), at(time.Minute)})
		}
		wantEqual(t, "another", mustD(t)(f.Distribution(t.Context(), other.ID)).Version, uint64(1))

		users := func(id, after string, limit int) ([]string, bool) {
			t.Helper()
			list, more, err := policies.Users(t.Context(), id, selvedge.Page{After: after, Limit: limit})
			if err != nil {
				t.Fatal(err)
			}
			return list, more
		}
		both := slices.Sorted(slices.Values([]string{d.ID, e.ID}))
		list, more := users(p.ID, "", 100)
		wantEqual(t, "users", []any{list, more}, []any{both, false})
		list, more = users(p.ID, "", 1)
		wantEqual(t, "first page", []any{list, more}, []any{both[:1], true})
		list, more = users(p.ID, both[0], 100)
		wantEqual(t, "second page", []any{list, more}, []any{both[1:], false})
		list, more = users(selvedge.ManagedCachingOptimized, "", 100)
		wantEqual(t, "of a managed policy", []any{list, more}, []any{[]string{other.ID}, false})
		list, _ = users(selvedge.ManagedCachingOptimized, other.ID, 100)
		wantEqual(t, "of a managed policy, second page", list, []string{})
		_, _, err = policies.Users(t.Context(), unknown, selvedge.Page{Limit: 1})
		wantError(t, err, selvedge.CodeNoSuchCachePolicy, "")

		now := mustD(t)(f.Distribution(t.Context(), d.ID))
		mustD(t)(f.UpdateDistribution(t.Context(), d.ID, now.ETag(), disabled(newConfig("a"))))
		now = mustD(t)(f.Distribution(t.Context(), e.ID))
		now = mustD(t)(f.UpdateDistribution(t.Context(), e.ID, now.ETag(), disabled(using("b", p.ID))))
		if err := f.DeleteDistribution(t.Context(), e.ID, now.ETag()); err != nil {
			t.Fatal(err)
		}
		if err := policies.Delete(t.Context(), p.ID, p.ETag()); err != nil {
			t.Error(err)
		}
	})
}

// TestPolicyUserQuota: 100 distributions use the same policy at most, managed ones aside. Source: api.md section 12.
func TestPolicyUserQuota(t *testing.T) {
	f := open(t, store.Config{})
	p := mustMake(t, f.CachePolicies(), cachePolicy("p"))
	for i := range selvedge.MaxDistributionsPerResource {
		f.mustDistribute(t, using(fmt.Sprint(i), p.ID))
	}
	_, err := f.CreateDistribution(t.Context(), using("more", p.ID), nil)
	wantError(t, err, selvedge.CodeTooManyDistributionsToCachePolicy, "100")
	f.mustDistribute(t, newConfig("managed"))
}

// TestOriginAccess: see api.md sections 4.3 and 7.
func TestOriginAccess(t *testing.T) {
	eachMode(t, store.Config{}, func(t *testing.T, f fixture) {
		controls, identities := f.OriginAccessControls(), f.OriginAccessIdentities()
		control := mustMake(t, controls, accessControl("c"))
		identity := mustMake(t, identities, selvedge.OriginAccessIdentityConfig{CallerReference: "r", Comment: "c"})
		_, err := controls.Create(t.Context(), accessControl("c"))
		wantError(t, err, selvedge.CodeOriginAccessControlAlreadyExists, control.ID)

		// The same caller reference: the same identity, or none.
		again := mustMake(t, identities, selvedge.OriginAccessIdentityConfig{CallerReference: "r", Comment: "c"})
		wantEqual(t, "again", again, identity)
		_, err = identities.Create(t.Context(), selvedge.OriginAccessIdentityConfig{CallerReference: "r", Comment: "other"})
		wantError(t, err, selvedge.CodeOriginAccessIdentityAlreadyExists, identity.ID)
		_, err = identities.Update(t.Context(), identity.ID, identity.ETag(),
			selvedge.OriginAccessIdentityConfig{CallerReference: "other", Comment: "c"})
		wantError(t, err, selvedge.CodeIllegalUpdate, `"r"`)

		_, err = f.CreateDistribution(t.Context(), behindS3("x", "E1UNKNOWN", ""), nil)
		wantError(t, err, selvedge.CodeInvalidOriginAccessControl, "E1UNKNOWN")
		_, err = f.CreateDistribution(t.Context(), behindS3("x", "", "E1UNKNOWN"), nil)
		wantError(t, err, selvedge.CodeInvalidOriginAccessIdentity, "E1UNKNOWN")
		custom := newConfig("x")
		custom.Origins.Items[0].OriginAccessControlId = control.ID
		_, err = f.CreateDistribution(t.Context(), custom, nil)
		wantError(t, err, selvedge.CodeInvalidOriginAccessControl, "type s3")
		d := f.mustDistribute(t, behindS3("control", control.ID, ""))
		f.mustDistribute(t, behindS3("identity", "", identity.ID))
		custom.CallerReference = "control"
		_, err = f.UpdateDistribution(t.Context(), d.ID, d.ETag(), custom)
		wantError(t, err, selvedge.CodeInvalidOriginAccessControl, "type s3")

		wantError(t, controls.Delete(t.Context(), control.ID, control.ETag()), selvedge.CodeOriginAccessControlInUse, d.ID)
		wantError(t, identities.Delete(t.Context(), identity.ID, identity.ETag()), selvedge.CodeOriginAccessIdentityInUse,
			"The CloudFront origin access identity is still being used.")
		lambda := accessControl("c")
		lambda.OriginAccessControlOriginType = "lambda"
		_, err = controls.Update(t.Context(), control.ID, control.ETag(), lambda)
		wantError(t, err, selvedge.CodeIllegalUpdate, `"s3"`)
		never := accessControl("c")
		never.SigningBehavior = selvedge.SignNever
		if _, err := controls.Update(t.Context(), control.ID, control.ETag(), never); err != nil {
			t.Fatal(err)
		}
		wantEqual(t, "deployed again", mustD(t)(f.Distribution(t.Context(), d.ID)).Version, uint64(2))
	})
}

// TestDeleteOrUsePolicy races the delete of a policy, its change and distributions that begin to use it. The check at
// the end of the test finds distributions whose policy is gone.
func TestDeleteOrUsePolicy(t *testing.T) {
	eachMode(t, store.Config{MaxDistributions: 1000}, func(t *testing.T, f fixture) {
		policies := f.CachePolicies()
		var deleted, used, changed atomic.Int64
		for round := range 15 {
			p := mustMake(t, policies, cachePolicy(fmt.Sprint("p", round)))
			together(func(client int) {
				var err error
				var done *atomic.Int64
				switch client {
				case 0, 1:
					err, done = policies.Delete(t.Context(), p.ID, p.ETag()), &deleted
				case 2:
					_, err = policies.Update(t.Context(), p.ID, p.ETag(), cachePolicy(fmt.Sprint("q", round)))
					done = &changed
				default:
					_, err = f.CreateDistribution(t.Context(), using(fmt.Sprint(round, "-", client), p.ID), nil)
					done = &used
				}
				switch selvedge.ErrorCode(err) {
				case selvedge.CodeNoSuchCachePolicy, selvedge.CodeCachePolicyInUse, selvedge.CodePreconditionFailed,
					selvedge.CodeTooManyCachePolicies:
				case "":
					if err != nil {
						t.Error(err)
					} else {
						done.Add(1)
					}
				default:
					t.Error(err)
				}
			})
		}
		t.Logf("%d policies deleted, %d changed, %d distributions made", deleted.Load(), changed.Load(), used.Load())
	})
}

// TestConcurrentPolicies lets all clients create the same name and more than the quota.
func TestConcurrentPolicies(t *testing.T) {
	eachMode(t, store.Config{}, func(t *testing.T, f fixture) {
		policies := f.ResponseHeadersPolicies()
		var same, made atomic.Int64
		together(func(client int) {
			for i := range 5 {
				if _, err := policies.Create(t.Context(), selvedge.ResponseHeadersPolicyConfig{Name: "same"}); err == nil {
					same.Add(1)
				} else if selvedge.ErrorCode(err) != selvedge.CodeResponseHeadersPolicyAlreadyExists {
					t.Error(err)
				}
				_, err := policies.Create(t.Context(), selvedge.ResponseHeadersPolicyConfig{Name: fmt.Sprint(client, "-", i)})
				if err == nil {
					made.Add(1)
				} else if selvedge.ErrorCode(err) != selvedge.CodeTooManyResponseHeadersPolicies {
					t.Error(err)
				}
			}
		})
		wantEqual(t, "successes", []int64{same.Load(), made.Load()}, []int64{1, 19})
	})
}
