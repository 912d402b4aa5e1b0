// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package store_test

import (
	"fmt"
	"testing"

	"selvedge"
	"selvedge/internal/store"
)

func TestTags(t *testing.T) {
	eachMode(t, store.Config{}, func(t *testing.T, f fixture) {
		f.mustCreatePublished(t, "f")
		d := f.mustDistribute(t, newConfig("r", "f"))
		before := mustD(t)(f.Distribution(t.Context(), d.ID))
		for _, arn := range []string{selvedge.FunctionARN(account, "f"), selvedge.DistributionARN(account, d.ID)} {
			steps := []struct {
				name string
				do   func() error
				want []selvedge.Tag
			}{
				{"none", func() error { return nil }, nil},
				{"untag none", func() error { return f.Untag(t.Context(), arn, []string{"x"}) }, nil},
				{"add", func() error { return f.Tag(t.Context(), arn, []selvedge.Tag{{Key: "b", Value: "1"}, {Key: "B"}}) },
					[]selvedge.Tag{{Key: "B"}, {Key: "b", Value: "1"}}}, // keys are case-sensitive (api.md 9)
				{"replace", func() error { return f.Tag(t.Context(), arn, []selvedge.Tag{{Key: "b", Value: "2"}, {Key: "a"}}) },
					[]selvedge.Tag{{Key: "B"}, {Key: "a"}, {Key: "b", Value: "2"}}},
				{"remove", func() error { return f.Untag(t.Context(), arn, []string{"a", "absent", "b"}) },
					[]selvedge.Tag{{Key: "B"}}},
				{"remove the last", func() error { return f.Untag(t.Context(), arn, []string{"B"}) }, nil},
			}
			for _, tt := range steps {
				if err := tt.do(); err != nil {
					t.Errorf("%s: %s: %v", arn, tt.name, err)
				}
				got, err := f.Tags(t.Context(), arn)
				if err != nil {
					t.Errorf("%s: %s: %v", arn, tt.name, err)
				}
				wantEqual(t, arn+": "+tt.name, got, tt.want)
			}
		}
		// Tags leave version, time and deployment alone (api.md 9).
		wantEqual(t, "distribution", mustD(t)(f.Distribution(t.Context(), d.ID)), before)
	})
}

func TestTagLimits(t *testing.T) {
	f := open(t, store.Config{})
	arn := selvedge.FunctionARN(account, "f")
	in := newFunction("f")
	for i := range selvedge.MaxTags - 1 {
		in.Tags = append(in.Tags, selvedge.Tag{Key: fmt.Sprint(i)})
	}
	must(t)(f.CreateFunction(t.Context(), in))
	tests := []struct {
		name string
		tags []selvedge.Tag
		code selvedge.Code
		text string
	}{
		{"reserved", []selvedge.Tag{{Key: "aws:a"}}, selvedge.CodeInvalidTagging, "aws:a"},
		{"two more", []selvedge.Tag{{Key: "a"}, {Key: "b"}}, selvedge.CodeInvalidTagging, "51 tags"},
		{"one more and one old", []selvedge.Tag{{Key: "a"}, {Key: "0", Value: "new"}}, "", ""},
		{"one too many", []selvedge.Tag{{Key: "b"}}, selvedge.CodeInvalidTagging, "51 tags"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { wantError(t, f.Tag(t.Context(), arn, tt.tags), tt.code, tt.text) })
	}
	// Tags go with what they are on.
	if err := f.DeleteFunction(t.Context(), "f", selvedge.ETag(1)); err != nil {
		t.Fatal(err)
	}
	_, err := f.Tags(t.Context(), arn)
	wantError(t, err, selvedge.CodeNoSuchResource, arn)
	f.mustCreate(t, "f")
	if tags, err := f.Tags(t.Context(), arn); err != nil || len(tags) != 0 {
		t.Errorf("tags of a function created anew = %v, %v", tags, err)
	}
}

func TestTagResources(t *testing.T) {
	f := open(t, store.Config{})
	f.mustCreate(t, "f")
	tests := []struct {
		arn  string
		want selvedge.Code
	}{
		{selvedge.FunctionARN(account, "f"), ""},
		{selvedge.FunctionARN(account, "g"), selvedge.CodeNoSuchResource},
		{selvedge.FunctionARN("999999999999", "f"), selvedge.CodeNoSuchResource},
		{selvedge.DistributionARN(account, "E0000000000000"), selvedge.CodeNoSuchResource},
		{selvedge.DistributionARN(account, "../functions/f"), selvedge.CodeNoSuchResource},
		{"arn:aws:cloudfront::123456789012:streaming-distribution/E0000000000000", selvedge.CodeNoSuchResource},
		{"arn:aws:s3:::bucket", selvedge.CodeInvalidArgument},
		{"f", selvedge.CodeInvalidArgument},
		{"", selvedge.CodeInvalidArgument},
	}
	for _, tt := range tests {
		t.Run(tt.arn, func(t *testing.T) {
			_, err := f.Tags(t.Context(), tt.arn)
			wantError(t, err, tt.want, "")
			wantError(t, f.Tag(t.Context(), tt.arn, []selvedge.Tag{{Key: "k"}}), tt.want, "")
			wantError(t, f.Untag(t.Context(), tt.arn, []string{"k"}), tt.want, "")
		})
	}
}
