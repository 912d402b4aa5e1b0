// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"selvedge"
	"selvedge/internal/store"
)

func TestFunctionLifeCycle(t *testing.T) {
	eachMode(t, store.Config{}, func(t *testing.T, f fixture) {
		in := newFunction("rewrite")
		in.Tags = []selvedge.Tag{{Key: "b", Value: "2"}, {Key: "a", Value: "1"}}
		tags := []selvedge.Tag{{Key: "a", Value: "1"}, {Key: "b", Value: "2"}}
		want := &selvedge.Function{
			Name: "rewrite",
			Development: selvedge.FunctionCopy{
				Code: in.Code, Config: in.Config, Version: 1, CreatedTime: at(0), LastModifiedTime: at(0),
			},
			Tags: tags,
		}
		created := must(t)(f.CreateFunction(t.Context(), in))
		wantEqual(t, "created", created, want)
		wantEqual(t, "read", must(t)(f.Function(t.Context(), "rewrite")), want)
		wantEqual(t, "first ETag", created.Development.ETag(), "ETVPDKIKX0DER") // api.md 1.7

		// The first publish leaves DEVELOPMENT alone; LIVE takes its time of change (api.md 2.6).
		f.clock.advance(time.Minute)
		first := want.Development
		first.Version, first.PublishedVersion, first.CreatedTime = 1, 1, at(time.Minute)
		want.Live = &first
		wantEqual(t, "published", must(t)(f.PublishFunction(t.Context(), "rewrite", created.Development.ETag())), want)

		// An update is a full replacement of DEVELOPMENT; LIVE stays (api.md 2.5).
		f.clock.advance(time.Minute)
		config := selvedge.FunctionConfig{Comment: "new", Runtime: selvedge.Runtime1}
		want.Development.Code, want.Development.Config = []byte("new code"), config
		want.Development.Version, want.Development.LastModifiedTime = 2, at(2*time.Minute)
		updated := must(t)(f.UpdateFunction(t.Context(), "rewrite", created.Development.ETag(), config, []byte("new code")))
		wantEqual(t, "updated", updated, want)
		wantEqual(t, "second ETag", updated.Development.ETag(), "E3UN6WX5RRO2AG")

		// A second publish: LIVE counts on its own and keeps the time of the first publish.
		f.clock.advance(time.Minute)
		second := want.Development
		second.Version, second.PublishedVersion, second.CreatedTime = 2, 2, at(time.Minute)
		want.Live = &second
		wantEqual(t, "published again", must(t)(f.PublishFunction(t.Context(), "rewrite", updated.Development.ETag())), want)
		wantEqual(t, "read", must(t)(f.Function(t.Context(), "rewrite")), want)

		// Publishing the same version again is allowed: LIVE version + 1 (api.md 2.6).
		third := second
		third.Version = 3
		want.Live = &third
		wantEqual(t, "published thrice", must(t)(f.PublishFunction(t.Context(), "rewrite", updated.Development.ETag())), want)

		if err := f.DeleteFunction(t.Context(), "rewrite", updated.Development.ETag()); err != nil {
			t.Fatal(err)
		}
		_, err := f.Function(t.Context(), "rewrite")
		wantError(t, err, selvedge.CodeNoSuchFunctionExists, "")

		// A function of the same name starts from the first version (api.md 1.7), without tags.
		again := f.mustCreate(t, "rewrite")
		wantEqual(t, "created again", []any{again.Development.Version, again.Live, again.Tags},
			[]any{uint64(1), (*selvedge.FunctionCopy)(nil), []selvedge.Tag(nil)})
		wantEqual(t, "read", must(t)(f.Function(t.Context(), "rewrite")), again)
	})
}

func TestCreateFunctionRules(t *testing.T) {
	eachMode(t, store.Config{MaxFunctions: 2}, func(t *testing.T, f fixture) {
		const kvs = "arn:aws:cloudfront::" + account + ":key-value-store/"
		const known = "0d7b9c2e-6f0a-4c34-9d57-1f5f2a6f4a10"
		f.mustCreate(t, "first")
		ready := f.mustStore(t, "ready")
		with := func(arn string) func(*selvedge.NewFunction) {
			return func(in *selvedge.NewFunction) {
				in.Config.KeyValueStoreAssociations = &selvedge.KeyValueStoreAssociations{
					Quantity: 1, Items: []selvedge.KeyValueStoreAssociation{{KeyValueStoreARN: arn}},
				}
			}
		}
		tests := []struct { // in order: the last but one takes the second place
			name   string
			change func(*selvedge.NewFunction)
			code   selvedge.Code
			text   string
		}{
			{"validates", func(in *selvedge.NewFunction) { in.Code = nil }, selvedge.CodeInvalidArgument, "code is empty"},
			{"too large", func(in *selvedge.NewFunction) { in.Code = make([]byte, selvedge.MaxFunctionCode+1) },
				selvedge.CodeFunctionSizeLimitExceeded, ""},
			{"name taken", func(in *selvedge.NewFunction) { in.Name = "first" },
				selvedge.CodeFunctionAlreadyExists, "A function with the name first already exists."},
			{"store of another account", with("arn:aws:cloudfront::999999999999:key-value-store/" + known),
				selvedge.CodeInvalidArgument, "999999999999"},
			{"unknown store", with(kvs + known), selvedge.CodeInvalidArgument, known + " does not exist"},
			{"store, last place", with(kvs + ready.ID), "", ""},
			{"no place", func(*selvedge.NewFunction) {}, selvedge.CodeTooManyFunctions, "2 functions"},
			{"duplicate before quota", func(in *selvedge.NewFunction) { in.Name = "first" }, // api.md 1.6
				selvedge.CodeFunctionAlreadyExists, ""},
		}
		for i, tt := range tests {
			in := newFunction("other" + string(rune('a'+i)))
			tt.change(&in)
			_, err := f.CreateFunction(t.Context(), in)
			t.Run(tt.name, func(t *testing.T) { wantError(t, err, tt.code, tt.text) })
		}
		if err := f.DeleteFunction(t.Context(), "first", selvedge.ETag(1)); err != nil {
			t.Fatal(err)
		}
		f.mustCreate(t, "first") // its place is free again
	})
}

// TestFunctionIfMatch checks the order of checks: exists, then If-Match, then in use (api.md 1.6).
func TestFunctionIfMatch(t *testing.T) {
	f := open(t, store.Config{})
	f.mustCreatePublished(t, "f")
	f.mustDistribute(t, newConfig("r", "f"))
	stale := selvedge.ETag(1)
	config, code := newFunction("f").Config, []byte("x")
	must(t)(f.UpdateFunction(t.Context(), "f", stale, config, code))
	operations := map[string]func(name, ifMatch string) error{
		"update": func(name, ifMatch string) error {
			_, err := f.UpdateFunction(t.Context(), name, ifMatch, config, code)
			return err
		},
		"publish": func(name, ifMatch string) error {
			_, err := f.PublishFunction(t.Context(), name, ifMatch)
			return err
		},
		"delete": func(name, ifMatch string) error { return f.DeleteFunction(t.Context(), name, ifMatch) },
	}
	tests := []struct {
		name, function, ifMatch string
		want                    selvedge.Code
	}{
		{"unknown function", "g", "", selvedge.CodeNoSuchFunctionExists},
		{"no If-Match", "f", "", selvedge.CodeInvalidIfMatchVersion},
		{"star", "f", "*", selvedge.CodeInvalidIfMatchVersion},
		{"stale", "f", stale, selvedge.CodePreconditionFailed},
		{"LIVE's", "f", selvedge.ETag(1), selvedge.CodePreconditionFailed},
	}
	before := must(t)(f.Function(t.Context(), "f"))
	for op, run := range operations {
		for _, tt := range tests {
			t.Run(op+"/"+tt.name, func(t *testing.T) { wantError(t, run(tt.function, tt.ifMatch), tt.want, "") })
		}
	}
	wantEqual(t, "function after refused changes", must(t)(f.Function(t.Context(), "f")), before)
	if err := operations["publish"]("f", ` "`+selvedge.ETag(2)+`" `); err != nil {
		t.Errorf("publish with a quoted ETag: %v", err)
	}
}

func TestUpdateFunctionRules(t *testing.T) {
	f := open(t, store.Config{})
	f.mustCreate(t, "f")
	_, err := f.UpdateFunction(t.Context(), "f", selvedge.ETag(1), selvedge.FunctionConfig{Runtime: "other"}, []byte("x"))
	wantError(t, err, selvedge.CodeInvalidArgument, `runtime "other"`)
	config := newFunction("f").Config
	config.KeyValueStoreAssociations = &selvedge.KeyValueStoreAssociations{
		Quantity: 1, Items: []selvedge.KeyValueStoreAssociation{{KeyValueStoreARN: "arn:x"}},
	}
	_, err = f.UpdateFunction(t.Context(), "f", selvedge.ETag(1), config, []byte("x"))
	wantError(t, err, selvedge.CodeInvalidArgument, "arn:x")
}

func TestDeleteFunctionInUse(t *testing.T) {
	eachMode(t, store.Config{}, func(t *testing.T, f fixture) {
		f.mustCreatePublished(t, "f", "g")
		a := f.mustDistribute(t, newConfig("a", "f", "g"))
		b := f.mustDistribute(t, disabled(newConfig("b", "f"))) // disabled ones count (api.md 2.8)
		err := f.DeleteFunction(t.Context(), "f", selvedge.ETag(1))
		e, ok := errors.AsType[*selvedge.Error](err)
		if !ok || e.Code != selvedge.CodeFunctionInUse {
			t.Fatalf("DeleteFunction() = %v, want FunctionInUse", err)
		}
		const text = "Cannot delete function f, it is in use by 2 distributions" // api.md 13
		if m := e.Message; !strings.HasPrefix(m, text+". ") || !strings.Contains(m, a.ID) || !strings.Contains(m, b.ID) {
			t.Errorf("message = %q, want %q and the ids", e.Message, text)
		}
		wantEqual(t, "distributions of g", must(t)(f.Function(t.Context(), "g")).Distributions, []string{a.ID})

		// An update of the distribution lets go of the functions that it leaves out.
		mustD(t)(f.UpdateDistribution(t.Context(), a.ID, a.ETag(), newConfig("a", "g")))
		err = f.DeleteFunction(t.Context(), "f", selvedge.ETag(1))
		wantError(t, err, selvedge.CodeFunctionInUse, "in use by 1 distributions. The distributions are: "+b.ID+".")
		if err := f.DeleteDistribution(t.Context(), b.ID, b.ETag()); err != nil {
			t.Fatal(err)
		}
		if err := f.DeleteFunction(t.Context(), "f", selvedge.ETag(1)); err != nil {
			t.Errorf("DeleteFunction() of a free function = %v", err)
		}
	})
}

func TestFunctions(t *testing.T) {
	eachMode(t, store.Config{}, func(t *testing.T, f fixture) {
		f.mustCreatePublished(t, "b", "a")
		in := newFunction("a-b")
		in.Tags = []selvedge.Tag{{Key: "k", Value: "v"}}
		must(t)(f.CreateFunction(t.Context(), in))
		d := f.mustDistribute(t, newConfig("r", "b"))
		tests := []struct {
			name string
			page selvedge.Page
			want []string
			more bool
		}{
			{"all", selvedge.Page{Limit: 100}, []string{"a", "a-b", "b"}, false},
			{"exactly all", selvedge.Page{Limit: 3}, []string{"a", "a-b", "b"}, false},
			{"first", selvedge.Page{Limit: 2}, []string{"a", "a-b"}, true},
			{"rest", selvedge.Page{After: "a-b", Limit: 2}, []string{"b"}, false},
			{"behind what is not there", selvedge.Page{After: "a0", Limit: 2}, []string{"b"}, false}, // api.md 1.8
			{"behind the last", selvedge.Page{After: "b", Limit: 2}, nil, false},
		}
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				list, more, err := f.Functions(t.Context(), tt.page)
				if err != nil || more != tt.more {
					t.Fatalf("Functions(%v) = more %v, %v, want %v", tt.page, more, err, tt.more)
				}
				var names []string
				for _, got := range list {
					names = append(names, got.Name)
					wantEqual(t, got.Name, got, must(t)(f.Function(t.Context(), got.Name)))
				}
				wantEqual(t, "names", names, tt.want)
			})
		}
		_, _, err := f.Functions(t.Context(), selvedge.Page{})
		wantError(t, err, selvedge.CodeInvalidArgument, "page size 0")
		wantEqual(t, "distributions of b", must(t)(f.Function(t.Context(), "b")).Distributions, []string{d.ID})
		wantEqual(t, "tags of a-b", must(t)(f.Function(t.Context(), "a-b")).Tags, in.Tags)
	})
}

func TestFunctionUnknown(t *testing.T) {
	f := open(t, store.Config{})
	for _, name := range []string{"", "x", "../counters/functions", strings.Repeat("x", 10_000)} {
		_, err := f.Function(t.Context(), name)
		wantError(t, err, selvedge.CodeNoSuchFunctionExists, "The specified function does not exist.")
	}
}
