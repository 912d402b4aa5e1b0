// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"selvedge"
	"selvedge/internal/store"
)

func TestDistributionLifeCycle(t *testing.T) {
	eachMode(t, store.Config{}, func(t *testing.T, f fixture) {
		f.mustCreatePublished(t, "f")
		tags := []selvedge.Tag{{Key: "b"}, {Key: "a", Value: "1"}}
		config := withAliases(newConfig("r", "f"), "WWW.Example.com")
		created := mustD(t)(f.CreateDistribution(t.Context(), config, tags))
		// api.md 1.9
		if !regexp.MustCompile(`^E[0-9A-Z]{13}$`).MatchString(created.ID) {
			t.Errorf("id = %q", created.ID)
		}
		if !regexp.MustCompile(`^d[0-9a-z]{13}\.example\.net$`).MatchString(created.DomainName) {
			t.Errorf("domain = %q", created.DomainName)
		}
		config.Normalize()
		want := &selvedge.Distribution{
			ID: created.ID, DomainName: created.DomainName, Config: config, Version: 1,
			Tags: []selvedge.Tag{{Key: "a", Value: "1"}, {Key: "b"}}, CreatedTime: at(0), LastModifiedTime: at(0),
		}
		wantEqual(t, "created", created, want) // InProgress in the answer (api.md 4.2)
		want.Deployed = true
		wantEqual(t, "read", mustD(t)(f.Distribution(t.Context(), created.ID)), want)

		// What was read is accepted back (api.md 4.2).
		f.clock.advance(time.Minute)
		read := mustD(t)(f.Distribution(t.Context(), created.ID))
		updated := mustD(t)(f.UpdateDistribution(t.Context(), created.ID, created.ETag(), read.Config))
		want.Version, want.LastModifiedTime, want.Deployed = 2, at(time.Minute), false
		wantEqual(t, "updated", updated, want)

		// A publish of an attached function deploys again: the ETag and the time change (api.md 4.2).
		f.clock.advance(time.Minute)
		published := f.mustPublish(t, "f")
		wantEqual(t, "status in the answer", published.Status(selvedge.StageLive, true), selvedge.StatusInProgress)
		want.Version, want.LastModifiedTime, want.Deployed = 3, at(2*time.Minute), true
		wantEqual(t, "after publish", mustD(t)(f.Distribution(t.Context(), created.ID)), want)
		_, err := f.UpdateDistribution(t.Context(), created.ID, updated.ETag(), config)
		wantError(t, err, selvedge.CodePreconditionFailed, "")

		// The counter goes on after that.
		f.clock.advance(time.Minute)
		off := mustD(t)(f.UpdateDistribution(t.Context(), created.ID, selvedge.ETag(3), disabled(newConfig("r"))))
		wantEqual(t, "version", []any{off.Version, off.LastModifiedTime}, []any{uint64(4), at(3 * time.Minute)})
		f.mustPublish(t, "f") // not attached any more
		wantEqual(t, "version", mustD(t)(f.Distribution(t.Context(), created.ID)).Version, uint64(4))

		if err := f.DeleteDistribution(t.Context(), created.ID, off.ETag()); err != nil {
			t.Fatal(err)
		}
		_, err = f.Distribution(t.Context(), created.ID)
		wantError(t, err, selvedge.CodeNoSuchDistribution, "The specified distribution does not exist.")
		// Caller reference and alias are free again.
		f.mustDistribute(t, withAliases(newConfig("r"), "www.example.com"))
	})
}

func TestCreateDistributionRules(t *testing.T) {
	eachMode(t, store.Config{MaxDistributions: 2}, func(t *testing.T, f fixture) {
		f.mustCreate(t, "draft")
		f.mustCreatePublished(t, "live")
		first := f.mustDistribute(t, withAliases(newConfig("first", "live"), "www.example.com", "*.example.com"))
		foreign := newConfig("x", "live")
		foreign.DefaultCacheBehavior.FunctionAssociations.Items[0].FunctionARN = selvedge.FunctionARN("999999999999", "live")
		tests := []struct {
			name   string
			config selvedge.DistributionConfig
			tags   []selvedge.Tag
			code   selvedge.Code
			text   string
		}{
			{"validates", selvedge.DistributionConfig{CallerReference: "x"}, nil, selvedge.CodeMalformedXML, ""},
			{"tags", newConfig("x"), []selvedge.Tag{{Key: "aws:x"}}, selvedge.CodeInvalidTagging, "aws:x"},
			{"unknown function", newConfig("x", "none"), nil, selvedge.CodeInvalidFunctionAssociation, // api.md 2.11
				"The function ARN arn:aws:cloudfront::123456789012:function/none does not exist or is not published"},
			{"unpublished function", newConfig("x", "live", "draft"), nil, selvedge.CodeInvalidFunctionAssociation, "/draft "},
			{"function of another account", foreign, nil, selvedge.CodeInvalidFunctionAssociation, "999999999999"},
			{"caller reference", newConfig("first"), nil, selvedge.CodeDistributionAlreadyExists, // api.md 4.2
				"Already exists: " + first.ID},
			{"alias", withAliases(newConfig("x"), "api.example.com", "www.example.com"), nil,
				selvedge.CodeCNAMEAlreadyExists, "One or more of the CNAMEs you provided are already associated"},
			{"alias in other case", withAliases(newConfig("x"), "WWW.example.COM"), nil, selvedge.CodeCNAMEAlreadyExists, ""},
			{"wildcard alias", withAliases(newConfig("x"), "*.example.com"), nil, selvedge.CodeCNAMEAlreadyExists, ""},
			{"domain name of another", withAliases(newConfig("x"), first.DomainName), nil, selvedge.CodeCNAMEAlreadyExists, ""},
			{"the last place", newConfig("second"), nil, "", ""},
			{"no place", newConfig("third"), nil, selvedge.CodeTooManyDistributions, "2 distributions"},
			{"duplicate before quota", newConfig("second"), nil, selvedge.CodeDistributionAlreadyExists, ""}, // api.md 1.6
		}
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				_, err := f.CreateDistribution(t.Context(), tt.config, tt.tags)
				wantError(t, err, tt.code, tt.text)
				if !strings.HasSuffix(fmt.Sprint(err), tt.text) && tt.code == selvedge.CodeDistributionAlreadyExists {
					t.Errorf("error %q does not end with the id", err)
				}
			})
		}
	})
}

func TestUpdateDistributionRules(t *testing.T) {
	eachMode(t, store.Config{}, func(t *testing.T, f fixture) {
		f.mustCreatePublished(t, "f", "g")
		a := f.mustDistribute(t, withAliases(newConfig("a", "f"), "a.example.com"))
		b := f.mustDistribute(t, withAliases(newConfig("b"), "b.example.com"))
		bad := newConfig("a")
		bad.DefaultCacheBehavior.TargetOriginId = "none"
		tests := []struct {
			name, id, ifMatch string
			config            selvedge.DistributionConfig
			code              selvedge.Code
			text              string
		}{
			// The order of checks: exists, If-Match, then what is wrong with the configuration (api.md 1.6).
			{"unknown", "E0000000000000", "", bad, selvedge.CodeNoSuchDistribution, ""},
			{"no If-Match", a.ID, "", bad, selvedge.CodeInvalidIfMatchVersion, ""},
			{"stale", a.ID, selvedge.ETag(7), bad, selvedge.CodePreconditionFailed, ""},
			{"validates", a.ID, a.ETag(), bad, selvedge.CodeNoSuchOrigin, ""},
			{"caller reference", a.ID, a.ETag(), newConfig("other"), selvedge.CodeIllegalUpdate, `"a"`},
			{"alias of another", a.ID, a.ETag(), withAliases(newConfig("a"), "B.example.com"),
				selvedge.CodeCNAMEAlreadyExists, ""},
			{"unknown function", a.ID, a.ETag(), newConfig("a", "none"), selvedge.CodeInvalidFunctionAssociation, "/none "},
			{"own domain as alias", a.ID, selvedge.ETag(1),
				withAliases(newConfig("a", "g"), a.DomainName, "c.example.com"), "", ""},
			{"old alias is free", b.ID, selvedge.ETag(1), withAliases(newConfig("b", "g"), "a.example.com"), "", ""},
			{"back", a.ID, selvedge.ETag(2), withAliases(newConfig("a", "f", "g"), "c.example.com"), "", ""},
		}
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				_, err := f.UpdateDistribution(t.Context(), tt.id, tt.ifMatch, tt.config)
				wantError(t, err, tt.code, tt.text)
			})
		}
		wantEqual(t, "distributions of f", must(t)(f.Function(t.Context(), "f")).Distributions, []string{a.ID})
		if n := len(must(t)(f.Function(t.Context(), "g")).Distributions); n != 2 {
			t.Errorf("g is used by %d distributions, want 2", n)
		}
		wantEqual(t, "hosts", mustD(t)(f.Distribution(t.Context(), a.ID)).Hosts(), []string{a.DomainName, "c.example.com"})
	})
}

func TestDeleteDistributionRules(t *testing.T) {
	eachMode(t, store.Config{DeploymentDelay: time.Minute}, func(t *testing.T, f fixture) {
		const message = "The distribution you are trying to delete has not been disabled." // api.md 13
		d := f.mustDistribute(t, newConfig("r"))
		steps := []struct {
			name, id, ifMatch string
			code              selvedge.Code
			text              string
		}{
			{"unknown", "E0000000000000", "", selvedge.CodeNoSuchDistribution, ""},
			{"no If-Match", d.ID, "", selvedge.CodeInvalidIfMatchVersion, ""},
			{"stale", d.ID, selvedge.ETag(2), selvedge.CodePreconditionFailed, ""},
			{"enabled", d.ID, selvedge.ETag(1), selvedge.CodeDistributionNotDisabled, message},
			{"disabled but not deployed", d.ID, selvedge.ETag(2), selvedge.CodeDistributionNotDisabled, message},
			{"deployed", d.ID, selvedge.ETag(2), "", ""},
			{"again", d.ID, selvedge.ETag(2), selvedge.CodeNoSuchDistribution, ""},
		}
		for _, tt := range steps {
			switch tt.name {
			case "disabled but not deployed":
				mustD(t)(f.UpdateDistribution(t.Context(), d.ID, d.ETag(), disabled(newConfig("r"))))
			case "deployed":
				f.clock.advance(time.Minute)
			}
			t.Run(tt.name, func(t *testing.T) {
				wantError(t, f.DeleteDistribution(t.Context(), tt.id, tt.ifMatch), tt.code, tt.text)
			})
		}
	})
}

func TestDeploymentDelay(t *testing.T) {
	f := open(t, store.Config{DeploymentDelay: 10 * time.Second})
	f.mustCreatePublished(t, "f")
	d := f.mustDistribute(t, newConfig("r", "f"))
	status := func() []string {
		function := must(t)(f.Function(t.Context(), "f"))
		list, _, err := f.Distributions(t.Context(), selvedge.Page{Limit: 1})
		if err != nil {
			t.Fatal(err)
		}
		return []string{mustD(t)(f.Distribution(t.Context(), d.ID)).Status(), list[0].Status(),
			string(function.Status(selvedge.StageDevelopment, true))}
	}
	inProgress, deployed := []string{"InProgress", "InProgress", "IN_PROGRESS"}, []string{"Deployed", "Deployed", "DEPLOYED"}
	wantEqual(t, "at once", status(), inProgress)
	f.clock.advance(10*time.Second - time.Millisecond)
	wantEqual(t, "just before", status(), inProgress)
	f.clock.advance(time.Millisecond)
	wantEqual(t, "after the delay", status(), deployed)
	f.mustPublish(t, "f")
	wantEqual(t, "after a publish", status(), inProgress)
	f.clock.advance(10 * time.Second)
	wantEqual(t, "after the delay", status(), deployed)
}

// TestDistributionsPerFunction fills a function up to the quota (limits.md 1).
func TestDistributionsPerFunction(t *testing.T) {
	f := open(t, store.Config{})
	f.mustCreatePublished(t, "f")
	var last *selvedge.Distribution
	for i := range selvedge.MaxDistributionsPerFunction {
		last = f.mustDistribute(t, disabled(newConfig(fmt.Sprint(i), "f")))
	}
	_, err := f.CreateDistribution(t.Context(), newConfig("one more", "f"), nil)
	wantError(t, err, selvedge.CodeTooManyDistributionsWithSingleFunction, "The function f is used by 100 distributions")
	other := f.mustDistribute(t, newConfig("without"))
	_, err = f.UpdateDistribution(t.Context(), other.ID, other.ETag(), newConfig("without", "f"))
	wantError(t, err, selvedge.CodeTooManyDistributionsWithSingleFunction, "")
	mustD(t)(f.UpdateDistribution(t.Context(), last.ID, last.ETag(), disabled(newConfig("99", "f")))) // it counts already

	// A publish deploys them all again.
	f.mustPublish(t, "f")
	list, more, err := f.Distributions(t.Context(), selvedge.Page{Limit: 1000})
	if err != nil || more || len(list) != 101 {
		t.Fatalf("Distributions() = %d, more %v, %v", len(list), more, err)
	}
	for _, d := range list[2:] {
		wantEqual(t, d.ID, d.Version, uint64(2))
	}
	if err := f.DeleteDistribution(t.Context(), last.ID, selvedge.ETag(3)); err != nil {
		t.Fatal(err)
	}
	mustD(t)(f.UpdateDistribution(t.Context(), other.ID, other.ETag(), newConfig("without", "f")))
}

func TestDistributions(t *testing.T) {
	eachMode(t, store.Config{}, func(t *testing.T, f fixture) {
		list, more, err := f.Distributions(t.Context(), selvedge.Page{Limit: 10})
		if err != nil || more || len(list) != 0 {
			t.Fatalf("Distributions() of an empty store = %v, more %v, %v", list, more, err)
		}
		ids := make([]string, 5) // newest first
		for i := range ids {
			ids[4-i] = f.mustDistribute(t, newConfig(fmt.Sprint(i))).ID
		}
		// A change does not move a distribution in the order, which is that of creation (api.md 1.8).
		mustD(t)(f.UpdateDistribution(t.Context(), ids[4], selvedge.ETag(1), newConfig("0")))
		tests := []struct {
			name string
			page selvedge.Page
			want []string
			more bool
		}{
			{"all", selvedge.Page{Limit: 100}, ids, false},
			{"first", selvedge.Page{Limit: 2}, ids[:2], true},
			{"next", selvedge.Page{After: ids[1], Limit: 2}, ids[2:4], true},
			{"last", selvedge.Page{After: ids[3], Limit: 2}, ids[4:], false},
			{"behind the last", selvedge.Page{After: ids[4], Limit: 2}, nil, false},
		}
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				list, more, err := f.Distributions(t.Context(), tt.page)
				if err != nil || more != tt.more {
					t.Fatalf("Distributions(%v) = more %v, %v, want %v", tt.page, more, err, tt.more)
				}
				var got []string
				for _, d := range list {
					got = append(got, d.ID)
					wantEqual(t, d.ID, d, mustD(t)(f.Distribution(t.Context(), d.ID)))
				}
				wantEqual(t, "ids", got, tt.want)
			})
		}
		_, _, err = f.Distributions(t.Context(), selvedge.Page{After: "E0000000000000", Limit: 1})
		wantError(t, err, selvedge.CodeInvalidArgument, "E0000000000000")
		_, _, err = f.Distributions(t.Context(), selvedge.Page{Limit: -1})
		wantError(t, err, selvedge.CodeInvalidArgument, "page size -1")
	})
}

// TestLargeDistribution stores the largest distribution that the quotas allow, in one transaction.
func TestLargeDistribution(t *testing.T) {
	eachMode(t, store.Config{MaxFunctions: 200}, func(t *testing.T, f fixture) {
		const behaviors = 75
		var aliases, names []string
		for i := range 100 {
			aliases = append(aliases, fmt.Sprintf("a%d.example.com", i))
		}
		for i := range 2 * (behaviors + 1) {
			names = append(names, fmt.Sprintf("f%d", i))
		}
		f.mustCreatePublished(t, names...)
		config := withAliases(newConfig("large", names[:2]...), aliases...)
		for i := range behaviors {
			one := newConfig("", names[2*i+2:2*i+4]...).DefaultCacheBehavior
			config.CacheBehaviors.Items = append(config.CacheBehaviors.Items,
				selvedge.CacheBehavior{PathPattern: fmt.Sprintf("/%d/*", i), CacheBehaviorSettings: one})
		}
		config.CacheBehaviors.Quantity = behaviors
		d := f.mustDistribute(t, config)
		d = mustD(t)(f.UpdateDistribution(t.Context(), d.ID, d.ETag(), disabled(newConfig("large"))))
		d = mustD(t)(f.UpdateDistribution(t.Context(), d.ID, d.ETag(), config))
		d = mustD(t)(f.UpdateDistribution(t.Context(), d.ID, d.ETag(), disabled(config)))
		if err := f.DeleteDistribution(t.Context(), d.ID, d.ETag()); err != nil {
			t.Fatal(err)
		}
	})
}
