// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package selvedge_test

import (
	"bytes"
	"strings"
	"testing"

	"selvedge"
)

const storeARN = "arn:aws:cloudfront::123456789012:key-value-store/0d7b9c2e-6f0a-4c34-9d57-1f5f2a6f4a10"

func stores(num int) *selvedge.KeyValueStoreAssociations {
	a := &selvedge.KeyValueStoreAssociations{Quantity: num}
	for range num {
		a.Items = append(a.Items, selvedge.KeyValueStoreAssociation{KeyValueStoreARN: storeARN})
	}
	return a
}

func TestNewFunctionValidate(t *testing.T) {
	const (
		invalid  = selvedge.CodeInvalidArgument
		tooLarge = selvedge.CodeFunctionSizeLimitExceeded
	)
	type function = selvedge.NewFunction
	for _, tt := range []struct {
		name   string
		change func(*function)
		code   selvedge.Code // "" for valid
		text   string        // part of the message
	}{
		// Name: api.md section 1.9.
		{"one letter", func(f *function) { f.Name = "a" }, "", ""},
		{"all characters", func(f *function) { f.Name = "-aZ_09-" }, "", ""},
		{"longest name", func(f *function) { f.Name = strings.Repeat("n", 64) }, "", ""},
		{"no name", func(f *function) { f.Name = "" }, invalid, `function name ""`},
		{"long name", func(f *function) { f.Name = strings.Repeat("n", 65) }, invalid, "1 to 64"},
		{"name with a dot", func(f *function) { f.Name = "a.b" }, invalid, `"a.b"`},
		{"name with a line end", func(f *function) { f.Name = "a\n" }, invalid, `"a\n"`},
		{"name with a letter beyond ASCII", func(f *function) { f.Name = "ü" }, invalid, `"ü"`},
		// Comment: api.md section 2.2.
		{"no comment", func(f *function) { f.Config.Comment = "" }, "", ""},
		{"longest comment", func(f *function) { f.Config.Comment = strings.Repeat("ü", 128) }, "", ""},
		{"long comment", func(f *function) { f.Config.Comment = strings.Repeat("c", 129) }, invalid, "129 characters"},
		// Runtime: api-shapes.md section 3.
		{"runtime 1.0", func(f *function) { f.Config.Runtime = "cloudfront-js-1.0" }, "", ""},
		{"no runtime", func(f *function) { f.Config.Runtime = "" }, invalid, `runtime ""`},
		{"runtime 3.0", func(f *function) { f.Config.Runtime = "cloudfront-js-3.0" }, invalid, "cloudfront-js-3.0"},
		// Code: limits.md section 1, api.md section 2.2.
		{"code that does not compile", func(f *function) { f.Code = []byte("function (") }, "", ""},
		{"longest code", func(f *function) { f.Code = bytes.Repeat([]byte(";"), 10240) }, "", ""},
		{"long code", func(f *function) { f.Code = bytes.Repeat([]byte(";"), 10241) }, tooLarge, "10241 bytes"},
		{"bytes are counted, not characters", func(f *function) { f.Code = bytes.Repeat([]byte("ü"), 5121) }, tooLarge, "10242"},
		{"no code", func(f *function) { f.Code = nil }, invalid, "empty"},
		{"invalid UTF-8", func(f *function) { f.Code = []byte("'ü\xff'") }, invalid, "at byte 3"},
		{"replacement character in the source", func(f *function) { f.Code = []byte("'\uFFFD'") }, "", ""},
		// Key value stores: api.md section 2.2.
		{"empty store list", func(f *function) { f.Config.KeyValueStoreAssociations = stores(0) }, "", ""},
		{"one store", func(f *function) { f.Config.KeyValueStoreAssociations = stores(1) }, "", ""},
		{"two stores", func(f *function) { f.Config.KeyValueStoreAssociations = stores(2) }, invalid, "2 were given"},
		{"wrong quantity", func(f *function) {
			f.Config.KeyValueStoreAssociations = stores(1)
			f.Config.KeyValueStoreAssociations.Quantity = 2
		}, invalid, "Quantity 2 but 1"},
		{"store with runtime 1.0", func(f *function) {
			f.Config.KeyValueStoreAssociations = stores(1)
			f.Config.Runtime = selvedge.Runtime1
		}, invalid, "requires the runtime cloudfront-js-2.0"},
		{"empty store list with runtime 1.0", func(f *function) {
			f.Config.KeyValueStoreAssociations = stores(0)
			f.Config.Runtime = selvedge.Runtime1
		}, "", ""},
		// Tags: InvalidTagging is not an error of CreateFunction (api.md section 2.2).
		{"tag", func(f *function) { f.Tags = []selvedge.Tag{{Key: "k", Value: "v"}} }, "", ""},
		{"bad tag", func(f *function) { f.Tags = []selvedge.Tag{{Key: "aws:k"}} }, invalid, "reserved"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := function{
				Name:   "rewrite",
				Config: selvedge.FunctionConfig{Comment: "c", Runtime: selvedge.Runtime2},
				Code:   []byte("function handler(event) { return event.request; }"),
			}
			tt.change(&f)
			err := f.Validate()
			if got := selvedge.ErrorCode(err); got != tt.code || (err == nil) != (tt.code == "") {
				t.Fatalf("Validate() = %v, want code %q", err, tt.code)
			}
			if err != nil && !strings.Contains(err.Error(), tt.text) {
				t.Errorf("Validate() = %v, want it to contain %q", err, tt.text)
			}
		})
	}
}

// TestFunctionStatus goes through every combination. Source: api.md sections 2.5 and 2.10.
func TestFunctionStatus(t *testing.T) {
	const (
		unpublished  = selvedge.StatusUnpublished
		unassociated = selvedge.StatusUnassociated
		associated   = selvedge.StatusAssociated
		inProgress   = selvedge.StatusInProgress
		deployed     = selvedge.StatusDeployed
	)
	type statuses struct{ development, live selvedge.FunctionStatus }
	for _, tt := range []struct {
		name                               string
		live, changed, attached, deploying bool
		plain, observed                    statuses
	}{
		{"new", false, false, false, false, statuses{unpublished, unpublished}, statuses{unpublished, unpublished}},
		{"published", true, false, false, false, statuses{unassociated, unassociated}, statuses{unassociated, unassociated}},
		{"changed", true, true, false, false, statuses{unpublished, unassociated}, statuses{unpublished, unassociated}},
		{"attached", true, false, true, false, statuses{associated, associated}, statuses{deployed, deployed}},
		{"attached, deploying", true, false, true, true, statuses{associated, associated}, statuses{inProgress, inProgress}},
		{"attached, changed", true, true, true, false, statuses{unpublished, associated}, statuses{unpublished, deployed}},
		{"attached, changed, deploying", true, true, true, true,
			statuses{unpublished, associated}, statuses{unpublished, inProgress}},
		{"detached, deploying", true, false, false, true,
			statuses{unassociated, unassociated}, statuses{unassociated, unassociated}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := selvedge.Function{Development: selvedge.FunctionCopy{Version: 3}, Deploying: tt.deploying}
			if tt.live {
				f.Live = &selvedge.FunctionCopy{Version: 1, PublishedVersion: 3} // LIVE counts on its own
			}
			if tt.changed {
				f.Development.Version = 4
			}
			if tt.attached {
				f.Distributions = []string{"E1B9LN7YD55E2"}
			}
			for observed, want := range map[bool]statuses{false: tt.plain, true: tt.observed} {
				got := statuses{f.Status(selvedge.StageDevelopment, observed), f.Status(selvedge.StageLive, observed)}
				if got != want {
					t.Errorf("Status(observed %t) = %v, want %v", observed, got, want)
				}
			}
		})
	}
}

func TestFunctionCopy(t *testing.T) {
	f := selvedge.Function{Development: selvedge.FunctionCopy{Version: 2}}
	if got := f.Copy(selvedge.StageLive); got != nil {
		t.Errorf("Copy(LIVE) = %v before the first publish, want none", got)
	}
	if got := f.Copy(selvedge.StageDevelopment); got != &f.Development || got.ETag() != "E3UN6WX5RRO2AG" {
		t.Errorf("Copy(DEVELOPMENT) = %v, want the development copy of version 2", got)
	}
	f.Live = &selvedge.FunctionCopy{Version: 1}
	if got := f.Copy(selvedge.StageLive); got != f.Live || got.ETag() != "ETVPDKIKX0DER" {
		t.Errorf("Copy(LIVE) = %v, want the live copy of version 1", got)
	}
}

func TestFunctionNameOf(t *testing.T) { // api.md section 1.9
	const account = "123456789012"
	for _, tt := range []struct {
		name, arn, want string
		ok              bool
	}{
		{"own", selvedge.FunctionARN(account, "rewrite-1"), "rewrite-1", true},
		{"other account", selvedge.FunctionARN("210987654321", "rewrite"), "", false},
		{"no account", selvedge.FunctionARN("", "rewrite"), "", false},
		{"no name", selvedge.FunctionARN(account, ""), "", false},
		{"name with a slash", selvedge.FunctionARN(account, "a/b"), "", false},
		{"other kind", storeARN, "", false},
		{"empty", "", "", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := selvedge.FunctionNameOf(account, tt.arn)
			if ok != tt.ok || ok && got != tt.want {
				t.Errorf("FunctionNameOf(%q) = %q, %t, want %q, %t", tt.arn, got, ok, tt.want, tt.ok)
			}
		})
	}
}
