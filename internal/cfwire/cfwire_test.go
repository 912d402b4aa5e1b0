// Copyright 2026 The Selvedge Authors
// SPDX-License-Identifier: Apache-2.0

package cfwire_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"selvedge"
	"selvedge/internal/cfwire"
	"selvedge/internal/restxml"
)

const account = "123456789012"

var (
	created  = time.Date(2026, 1, 2, 3, 4, 5, 678_000_000, time.UTC)
	modified = created.Add(90 * time.Minute)
)

func encode(t *testing.T, root string, v any) string {
	t.Helper()
	var b bytes.Buffer
	if err := restxml.Encode(&b, root, v); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var betweenTags = regexp.MustCompile(`>\n *<`)

// golden reads a golden file without its indentation.
func golden(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	s := betweenTags.ReplaceAllString(strings.TrimSpace(string(b)), "><")
	return strings.Replace(s, "?><", "?>\n<", 1)
}

// checkGolden checks that want is written as the golden file has it, and that the file is read as want.
func checkGolden[T any](t *testing.T, name, root string, want T) {
	t.Helper()
	document := golden(t, name)
	if diff := cmp.Diff(document, encode(t, root, want)); diff != "" {
		t.Errorf("Encode: %s (-want +got):\n%s", name, diff)
	}
	var got T
	if err := restxml.Decode([]byte(document), "", &got); err != nil {
		t.Fatalf("Decode: %s: %v", name, err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Decode: %s (-want +got):\n%s", name, diff)
	}
}

func associated() selvedge.FunctionConfig {
	return selvedge.FunctionConfig{
		Comment: "maps short links", Runtime: selvedge.Runtime2,
		KeyValueStoreAssociations: &selvedge.KeyValueStoreAssociations{
			Quantity: 1,
			Items: []selvedge.KeyValueStoreAssociation{{
				KeyValueStoreARN: "arn:aws:cloudfront::123456789012:key-value-store/11111111-2222-4333-8444-555555555555",
			}},
		},
	}
}

func function() *selvedge.Function {
	return &selvedge.Function{
		Name: "links",
		Development: selvedge.FunctionCopy{
			Config: associated(), Version: 2, CreatedTime: created, LastModifiedTime: modified,
		},
		Live: &selvedge.FunctionCopy{
			Config:  selvedge.FunctionConfig{Runtime: selvedge.Runtime1},
			Version: 1, PublishedVersion: 1, CreatedTime: created.Add(time.Minute), LastModifiedTime: created,
		},
	}
}

// Source: api.md 2.1 (order, associations), 2.10 (status), 1.3 (times).
func TestFunctionList(t *testing.T) {
	f := function()
	checkGolden(t, "FunctionList.xml", "FunctionList", cfwire.FunctionList{
		NextMarker: "links", MaxItems: 2, Quantity: 2,
		Items: []cfwire.FunctionSummary{
			cfwire.NewFunctionSummary(account, f, selvedge.StageDevelopment, false),
			cfwire.NewFunctionSummary(account, f, selvedge.StageLive, false),
		},
	})
}

func TestNewFunctionSummaryObserved(t *testing.T) {
	f := function()
	f.Distributions = []string{"E1"}
	for observed, want := range map[bool]selvedge.FunctionStatus{ // api.md 2.10, house rule
		false: selvedge.StatusAssociated,
		true:  selvedge.StatusDeployed,
	} {
		if got := cfwire.NewFunctionSummary(account, f, selvedge.StageLive, observed).Status; got != want {
			t.Errorf("NewFunctionSummary(observed %t).Status = %s, want %s", observed, got, want)
		}
	}
}

// Source: api.md 2.7 (order, one member for each line, empty elements).
func TestTestResult(t *testing.T) {
	summary := cfwire.NewFunctionSummary(account, function(), selvedge.StageLive, false)
	checkGolden(t, "TestResult.xml", "TestResult", cfwire.NewTestResult(summary, &selvedge.TestResult{
		Output: `{"request":{"uri":"/a<b&c"}}`, Logs: []string{"one", "two\n  three"}, ComputeUtilization: 21,
	}))
	checkGolden(t, "TestResult_failed.xml", "TestResult", cfwire.NewTestResult(summary, &selvedge.TestResult{
		ErrorMessage: "SyntaxError: Unexpected token", ComputeUtilization: 100,
	}))
}

func distribution() *selvedge.Distribution {
	return &selvedge.Distribution{
		ID: "E2LOOM", DomainName: "d2loom.cloudfront.net", Version: 3, LastModifiedTime: modified, Deployed: true,
		Config: selvedge.DistributionConfig{
			CallerReference: "weave",
			Origins: selvedge.Origins{Quantity: 1, Items: []selvedge.Origin{{
				Id: "loom", DomainName: "loom.example.net", S3OriginConfig: &selvedge.S3OriginConfig{},
			}}},
			DefaultCacheBehavior: selvedge.CacheBehaviorSettings{
				TargetOriginId: "loom", ViewerProtocolPolicy: selvedge.ViewerAllowAll, CachePolicyId: "p1",
				TrustedKeyGroups: selvedge.TrustedKeyGroups{Enabled: true, Quantity: 2, Items: []string{"kg2", "kg1"}},
			},
			CacheBehaviors: selvedge.CacheBehaviors{Quantity: 1, Items: []selvedge.CacheBehavior{{
				PathPattern: "/x/*",
				CacheBehaviorSettings: selvedge.CacheBehaviorSettings{
					TargetOriginId: "loom", ViewerProtocolPolicy: selvedge.ViewerHTTPSOnly, CachePolicyId: "p1",
					TrustedSigners:   selvedge.TrustedSigners{Enabled: true, Quantity: 1, Items: []string{"self"}},
					TrustedKeyGroups: selvedge.TrustedKeyGroups{Enabled: true, Quantity: 1, Items: []string{"kg1"}},
				},
			}}},
			PriceClass: "PriceClass_All", HttpVersion: "http2",
			Restrictions: selvedge.Restrictions{GeoRestriction: selvedge.GeoRestriction{RestrictionType: "none"}},
		},
	}
}

// Source: api.md 4.4 (order; signers and key groups are always present).
func TestDistribution(t *testing.T) {
	checkGolden(t, "Distribution.xml", "Distribution", cfwire.NewDistribution(account, distribution()))
}

func TestNewDistributionKeepsItsInput(t *testing.T) {
	d := distribution()
	cfwire.NewDistribution(account, d)
	if diff := cmp.Diff(distribution(), d); diff != "" {
		t.Errorf("NewDistribution changed its input (-before +after):\n%s", diff)
	}
}

// Source: api-shapes.md, DistributionSummary and DistributionList: required members are present when empty.
func TestDistributionList(t *testing.T) {
	checkGolden(t, "DistributionList.xml", "DistributionList", cfwire.DistributionList{
		MaxItems: 100, Quantity: 1,
		Items: []cfwire.DistributionSummary{cfwire.NewDistributionSummary(account, distribution())},
	})
}

func TestNewDistributionSummaryCertificate(t *testing.T) {
	d := distribution()
	d.Config.ViewerCertificate = &selvedge.ViewerCertificate{IAMCertificateId: "c1"}
	got := cfwire.NewDistributionSummary(account, d).ViewerCertificate
	if diff := cmp.Diff(*d.Config.ViewerCertificate, got); diff != "" {
		t.Errorf("NewDistributionSummary.ViewerCertificate (-want +got):\n%s", diff)
	}
}

// Members of a distribution that a summary has too must be carried over, whatever they are.
func TestNewDistributionSummaryIsComplete(t *testing.T) {
	d := distribution()
	config, summary := reflect.ValueOf(&d.Config).Elem(), reflect.TypeFor[cfwire.DistributionSummary]()
	for i := range config.NumField() {
		switch f := config.Field(i); f.Kind() {
		case reflect.Bool:
			f.SetBool(true)
		case reflect.String:
			f.SetString("x")
		case reflect.Pointer:
			f.Set(reflect.New(f.Type().Elem()))
		case reflect.Struct:
			if quantity := f.FieldByName("Quantity"); quantity.IsValid() {
				quantity.SetInt(7)
			}
		}
	}
	d.Config.ViewerCertificate.Certificate = "c"
	got := reflect.ValueOf(cfwire.NewDistributionSummary(account, d))
	for i := range summary.NumField() {
		name := summary.Field(i).Name
		if want := config.FieldByName(name); want.IsValid() {
			want, got := reflect.Indirect(want).Interface(), reflect.Indirect(got.Field(i)).Interface()
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("NewDistributionSummary.%s (-want +got):\n%s", name, diff)
			}
		}
		if got.Field(i).IsZero() {
			t.Errorf("NewDistributionSummary.%s is not filled", name)
		}
	}
}

// Source: api.md 9 (an Items element even when there are none), 1.4.
func TestSmallBodies(t *testing.T) {
	tag := selvedge.Tag{Key: "team", Value: ""}
	for name, test := range map[string]struct {
		root string
		v    any
		want string
	}{
		"tags": {
			"Tags", cfwire.Tags{Items: []selvedge.Tag{tag}},
			"<Items><Tag><Key>team</Key><Value></Value></Tag></Items>",
		},
		"no tags": {"Tags", cfwire.Tags{}, "<Items></Items>"},
		"keys":    {"TagKeys", cfwire.TagKeys{Items: []string{"a", "b"}}, "<Items><Key>a</Key><Key>b</Key></Items>"},
		"error": {
			"ErrorResponse",
			cfwire.ErrorResponse{
				Error:     cfwire.ErrorDetail{Type: "Sender", Code: "NoSuchFunctionExists", Message: "It <is> gone."},
				RequestId: "r-1",
			},
			"<Error><Type>Sender</Type><Code>NoSuchFunctionExists</Code><Message>It &lt;is&gt; gone.</Message></Error>" +
				"<RequestId>r-1</RequestId>",
		},
		"no functions": {
			"FunctionList", cfwire.FunctionList{MaxItems: 100}, "<MaxItems>100</MaxItems><Quantity>0</Quantity>",
		},
		"no distributions": {
			"DistributionList", cfwire.DistributionList{MaxItems: 100},
			"<Marker></Marker><MaxItems>100</MaxItems><IsTruncated>false</IsTruncated><Quantity>0</Quantity>",
		},
	} {
		t.Run(name, func(t *testing.T) {
			want := `<?xml version="1.0"?>` + "\n<" + test.root + ` xmlns="` + restxml.Namespace + `">` +
				test.want + "</" + test.root + ">"
			got := encode(t, test.root, test.v)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("Encode(%+v) (-want +got):\n%s", test.v, diff)
			}
			back := reflect.New(reflect.TypeOf(test.v))
			if err := restxml.Decode([]byte(got), "", back.Interface()); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.v, back.Elem().Interface()); diff != "" {
				t.Errorf("Decode(%s) (-want +got):\n%s", got, diff)
			}
		})
	}
}

// Encoding reads the wire tags of a type and of all types in it, and panics when one is malformed.
func TestTagsOfAllTypes(t *testing.T) {
	for _, v := range []any{
		cfwire.CreateFunctionRequest{}, cfwire.UpdateFunctionRequest{}, cfwire.TestFunctionRequest{},
		cfwire.FunctionSummary{}, cfwire.FunctionList{}, cfwire.TestResult{}, cfwire.Distribution{},
		cfwire.DistributionConfigWithTags{}, cfwire.DistributionSummary{}, cfwire.DistributionList{},
		cfwire.Tags{}, cfwire.TagKeys{}, cfwire.ErrorResponse{},
	} {
		if err := restxml.Encode(io.Discard, "Root", v); err != nil {
			t.Errorf("Encode(%T): %v", v, err)
		}
	}
}
